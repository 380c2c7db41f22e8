"""How many statements a page costs: as many with sixty cases as with three, and no more than here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from cases.letters.printing import is_available
from cases.models import Role
from tests.conftest import Town
from tests.web.conftest import HOME, Site, made_ready, new_case, things_of
from tests.web.doors import DOORS, Door, Of, Things, call

pytestmark = pytest.mark.anyio

# fmt: off
STATEMENTS = {
    # route: statements, the one that finds the officer behind the token included
    "GET /api/cases": 2,  # the officer, the page
    "GET /api/cases/{case_id:uuid}": 4,  # the officer, case with organ, its dates with their calendar, its papers
    "GET /api/cases/{case_id:uuid}/history": 3,  # … and its events
    "GET /api/organs/{code:str}/annual-tables/{year:int}": 4,  # officer, organ, cases, challenges
    "GET /api/organs/{code:str}/annual-tables/{year:int}/file": 4,
    "GET /api/organs/{code:str}/annual-tables/{year:int}/section-four/{group:str}/{figure:str}": 3,
    # officer, organ, entries, editions, the year without one, challenges, plan, publication
    "GET /api/organs/{code:str}/annual-reports/{year:int}": 11,  # … section 二 of members twice
    "GET /api/organs/{code:str}/annual-reports/{year:int}/file": 9,
    "POST /api/organs/{code:str}/annual-reports/{year:int}": 20,  # … read before and after it
    "GET /annual-reports": 5,  # officer, organs, plans, entries, publications
    "GET /annual-reports.xlsx": 5,
    "GET /annual-reports/{code:str}/{year:int}": 13,  # … fees of cases, papers, members twice
    "GET /annual-reports/{code:str}/{year:int}/preview": 9,
    "GET /annual-reports/{code:str}/{year:int}/file.docx": 9,
    "POST /annual-reports/{code:str}/{year:int}": 11,
    "POST /annual-reports/{code:str}/{year:int}/check": 13,
    "POST /annual-reports/{code:str}/{year:int}/members-sums": 13,
    "POST /annual-reports/{code:str}/{year:int}/plan": 5,
    "POST /annual-reports/{code:str}/{year:int}/publication": 5,
    "POST /annual-reports/{code:str}/{year:int}/papers": 10,
    "GET /api/challenges": 3,  # officer, calendar, the list
    "GET /api/organs/{code:str}/annual-tables/{year:int}/cells/{row:str}/{column:str}": 3,
    # officer, organ, those below it, all counts, challenges
    "GET /api/organs/{code:str}/analyses/{year:int}": 5,
    "GET /analysis": 6,  # … and the organs to choose from
    "GET /analysis/{code:str}": 6,
    "GET /analysis/{code:str}/cases": 4,  # officer, organ, those below it, the list with its count
    "GET /analysis/{code:str}/groups": 4,
    "GET /analysis/{code:str}/tables.xlsx": 5,
    "GET /analysis/{code:str}/tables.csv": 5,
    # officer, organ, dictionary, those waiting, corrections, topics, those waiting still
    "POST /analysis/{code:str}/computation": 7,
    "GET /analysis/{code:str}/dictionary": 5,  # officer, organ, dictionary, versions, those waiting
    "POST /analysis/{code:str}/dictionary": 5,  # officer, organ, its lock, the last version, the new
    "POST /analysis/{code:str}/dictionary/restoration": 5,
    "GET /cases/{case_id:uuid}/topic": 4,  # officer, case, dictionary, topic with its correction
    # officer, case, again, dictionary, topic, correction with topic, the same wordings
    "POST /cases/{case_id:uuid}/topic": 8,
    "GET /api/documents/{document_id:uuid}": 2,
    "GET /api/work": 2,  # officer, every queue with the slips
    "GET /api/work/{queue:str}": 3,  # officer, calendar, the list
    "GET /api/work/load": 6,  # officer, calendar, load, people, those gone, organs
    "GET /api/slips": 3,  # officer, those open, those answered
    "GET /api/slips/{slip_id:uuid}": 2,
    "POST /api/slips/{slip_id:uuid}/answer": 9,
    "GET /api/cases/{case_id:uuid}/dossier": 3,
    "GET /api/cases/{case_id:uuid}/gates": 6,  # officer, case, dates, events, chain, remedies
    "GET /api/cases/{case_id:uuid}/prompts": 9,  # … and three around the case
    "GET /work": 4,  # officer, calendar, counts, the list
    "GET /work/{queue:str}": 4,
    "GET /work/load": 6,
    # officer, organs, calendar, the five of the load, late cases, drafts, stocks, the year
    "GET /overview": 12,
    "GET /figures/{code:str}/{year:int}/{counted:str}": 4,  # officer, organ, the list, its count
    "GET /signing": 5,  # officer, calendar, organs, drafts, their records
    "POST /signing": 8,  # … and organ, numbers, what was opened
    "GET /supervision": 5,  # officer, calendar, organs, stocks, the year
    "GET /supervision.xlsx": 5,
    "GET /supervision/{code:str}": 9,  # … organ, those below it, late cases, its months
    "GET /supervision/{code:str}/audits": 4,  # officer, organ, those below, audits
    "POST /supervision/{code:str}/audits": 9,
    "GET /supervision/{code:str}/audits/{audit_id:uuid}": 6,
    "GET /supervision/{code:str}/audits/{audit_id:uuid}/file": 5,
    "GET /supervision/{code:str}/audits/{audit_id:uuid}/cases/{place:int}": 11,
    "POST /supervision/{code:str}/audits/{audit_id:uuid}/cases/{place:int}": 10,
    "GET /slips": 3,
    "GET /slips/{slip_id:uuid}": 2,
    "POST /slips/{slip_id:uuid}/answer": 9,
    "GET /cases/{case_id:uuid}/review": 11,  # … like cases answered, their histories
    "GET /api/worklists": 3,  # officer, calendar, every count
    "GET /api/worklists/{key:str}": 3,
    "GET /api/organs": 2,
    "GET /api/organs/{code:str}/remedy-bodies": 3,
    "GET /api/organs/{code:str}/officers": 3,
    "GET /password": 1,  # the officer
    # officer, calendar, queues, today's work, organs, saved filters wanted here (and their counts
    # where there are any), weeks ahead, notices, counts, calendar, worklists, reminder, dead jobs
    "GET /": 13,
    "POST /notices/read": 2,
    "GET /help": 1,
    "GET /help/{chapter:str}": 1,
    "GET /drafts": 1,
    "POST /drafts": 4,  # officer, those too old, this one, those too many
    "GET /drafts/{draft_id:uuid}": 2,
    "POST /drafts/{draft_id:uuid}/discard": 3,
    "GET /worklists": 5,  # officer, organs, calendar, every count, the list
    "GET /worklists/{key:str}": 5,
    "GET /feed": 2,  # officer, when it was made
    # officer, organs, calendar, saved filters, their counts, what is offered, the list with its count
    "GET /cases": 7,
    "POST /api/case-searches": 5,  # officer, organs, calendar, the list; names of handlers
    "POST /cases/search": 3,  # officer, numbers looked for: those that went by, those of now
    "POST /cases/export": 9,
    "GET /cases/saved": 7,
    "POST /cases/saved": 11,
    "POST /cases/saved/{saved_id:uuid}": 10,
    "POST /cases/saved/{saved_id:uuid}/place": 2,
    "POST /cases/saved/{saved_id:uuid}/deletion": 3,
    "POST /cases/saved/{saved_id:uuid}/restoration": 2,
    "GET /cases/{case_id:uuid}/tags/used": 8,
    "POST /api/cases/{case_id:uuid}/tags": 9,
    "POST /api/cases/{case_id:uuid}/answering-name": 10,
    "POST /cases/{case_id:uuid}/answering-name": 12,
    "POST /cases/{case_id:uuid}/tags": 12,
    "GET /cases/new": 2,
    "GET /mail-room": 2,
    "POST /cases/new/check": 6,  # officer, organs, person, newest requests, what is published
    "GET /unconfirmed": 5,  # officer, organs, the list, its telephones, calendar
    "POST /unconfirmed/{case_id:uuid}": 9,
    "GET /cases/{case_id:uuid}/spot-answer/{entry_id:uuid}": 8,
    "GET /cases/{case_id:uuid}/receipt": 7,
    "POST /cases/{case_id:uuid}/receipt": 9,
    "GET /cases/{case_id:uuid}/oral-application": 7,
    "POST /cases/{case_id:uuid}/oral-application": 11,
    "GET /api/organs/{code:str}/conversion-settings": 4,
    "GET /api/organs/{code:str}/conversions": 5,
    "GET /api/organs/{code:str}/conversions/{conversion_id:uuid}": 6,
    # officer, organs, counts, two of the years, the list, who asked, calendar
    "GET /conversions": 8,
    "GET /conversions/file": 5,
    "GET /conversions/settings": 4,
    # officer, candidate with what it became, cases, events, files, calendar
    "GET /conversions/{conversion_id:uuid}": 6,
    "GET /conversions/{conversion_id:uuid}/form": 6,
    "GET /published/file": 4,
    # officer, organs, by ground, the list
    "GET /reassessments": 4,
    "GET /reassessments/file": 3,
    "POST /api/organs/{code:str}/conversion-settings": 5,
    "POST /api/organs/{code:str}/conversions": 16,
    "POST /api/organs/{code:str}/conversions/search": 7,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/decision": 14,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/opinions": 14,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/publication": 20,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/reopening": 15,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/review": 15,
    "POST /api/organs/{code:str}/conversions/{conversion_id:uuid}/withdrawal": 17,
    "POST /conversions": 18,
    "POST /conversions/search": 7,
    "POST /conversions/settings": 5,
    "POST /conversions/{conversion_id:uuid}/decision": 10,
    "POST /conversions/{conversion_id:uuid}/files": 12,
    "POST /conversions/{conversion_id:uuid}/files/{file_number:int}/masking": 13,
    "POST /conversions/{conversion_id:uuid}/files/{file_number:int}/{copy:str}": 5,
    "POST /conversions/{conversion_id:uuid}/opinions/{opinion:str}": 11,
    "POST /conversions/{conversion_id:uuid}/publication": 16,
    "POST /conversions/{conversion_id:uuid}/reopening": 11,
    "POST /conversions/{conversion_id:uuid}/review": 11,
    "POST /conversions/{conversion_id:uuid}/withdrawal": 13,
    "POST /reassessments/{case_id:uuid}": 7,
    "GET /published": 6,  # officer, organs, the newest outlet, the list, 目录, what each saved
    "POST /published": 10,
    "POST /published/{entry_id:uuid}/withdrawal": 4,
    "GET /cases/{case_id:uuid}": 8,
    "GET /cases/{case_id:uuid}/correction": 8,  # checked, shown and recorded, form
    "GET /api/calendar/{year:int}": 2,  # officer, calendar
    "GET /api/calendar/versions/{ordinal:int}/moves": 3,  # officer, version, moves
    "GET /calendar": 4,  # officer, calendar, schedules, versions
    "GET /calendar/{year:int}": 2,
    "GET /calendar/versions/{ordinal:int}": 3,
    "GET /calendar/versions/{ordinal:int}/report.csv": 3,
    "GET /calendar/notices/new": 2,
    "GET /calendar/notices/{schedule_id:uuid}": 3,  # officer, schedule, calendar
    # 汇总: officer, organ, members, their editions, those outside, their reports …
    "GET /consolidation": 2,
    "GET /consolidation/{code:str}/{year:int}": 8,
    "GET /consolidation/{code:str}/{year:int}/{file:str}": 6,
    "GET /consolidation/{code:str}/{year:int}/cells/{row:str}/{column:str}": 6,
    "GET /consolidation/{code:str}/{year:int}/section-four/{group:str}/{figure:str}": 6,
    "GET /consolidation/{code:str}/{year:int}/members/{member_id:uuid}": 4,
    "GET /consolidation/{code:str}/{year:int}/section-two": 4,  # … organs below, members outside
    "GET /consolidation/{code:str}/{year:int}/section-two.xlsx": 4,
    "GET /consolidation/{code:str}/{year:int}/returns/{return_id:uuid}": 3,
    "GET /consolidation/{code:str}/{year:int}/returns/{return_id:uuid}/file": 3,
    "GET /consolidation/{code:str}/{year:int}/editions/{consolidated:int}": 7,
    "POST /consolidation/{code:str}/{year:int}/comparison": 8,
    "GET /api/organs/{code:str}/consolidations/{year:int}": 8,  # … section 二 twice
    "GET /api/organs/{code:str}/consolidations/{year:int}/cells/{row:str}/{column:str}": 6,
    "POST /consolidation/{code:str}/{year:int}/reports": 17,
    "POST /consolidation/{code:str}/{year:int}/members": 9,
    "POST /consolidation/{code:str}/{year:int}/returns": 9,
    "POST /consolidation/{code:str}/{year:int}/editions": 18,
    "POST /consolidation/{code:str}/{year:int}/editions/{consolidated:int}/confirmation": 12,
    "POST /consolidation/{code:str}/{year:int}/members/{member_id:uuid}/report": 10,
    "POST /consolidation/{code:str}/{year:int}/members/{member_id:uuid}/withdrawal": 6,
    "POST /consolidation/{code:str}/{year:int}/members/{member_id:uuid}/end": 5,
    "POST /api/organs/{code:str}/consolidations/{year:int}/members": 9,
    "POST /api/organs/{code:str}/consolidations/{year:int}/members/{member_id:uuid}/report": 11,
    "POST /api/organs/{code:str}/consolidations/{year:int}/returns": 9,
    "POST /api/organs/{code:str}/consolidations/{year:int}/editions": 18,
    "GET /annual-tables": 2,
    "GET /annual-tables/{code:str}/{year:int}": 7,  # officer, organ, two years, challenges, editions, papers
    "POST /annual-tables/{code:str}/{year:int}/editions": 24,
    "GET /annual-tables/{code:str}/{year:int}/editions/{edition:int}": 5,  # officer, organ, edition, newest, 定稿
    "POST /annual-tables/{code:str}/{year:int}/editions/{edition:int}/confirmation": 9,
    "GET /annual-tables/{code:str}/{year:int}/editions/{edition:int}/{file:str}": 4,
    "GET /annual-tables/{code:str}/{year:int}/editions/{edition:int}/cells/{row:str}/{column:str}": 4,
    "GET /annual-tables/{code:str}/{year:int}/editions/{edition:int}/section-four/{group:str}/{figure:str}": 4,
    "GET /api/organs/{code:str}/annual-tables/{year:int}/editions": 3,
    "POST /api/organs/{code:str}/annual-tables/{year:int}/editions": 19,
    "GET /api/organs/{code:str}/annual-tables/{year:int}/editions/{edition:int}": 4,
    "GET /api/organs/{code:str}/annual-tables/{year:int}/editions/{edition:int}/difference": 4,
    "POST /api/organs/{code:str}/annual-tables/{year:int}/editions/{edition:int}/confirmation": 9,
    "GET /annual-tables/{code:str}/{year:int}/{file:str}": 4,
    "GET /annual-tables/{code:str}/{year:int}/section-four/{group:str}/{figure:str}": 3,
    "GET /challenges": 4,  # officer, organs, calendar, the list
    "GET /annual-tables/{code:str}/{year:int}/cells/{row:str}/{column:str}": 4,
    "GET /import": 2,
    "GET /import/{upload_id:uuid}": 4,
    "GET /office": 3,
    # officer, organ, people, leave, chain, numbering, numbers given, 复议机关, departments
    "GET /office/{code:str}": 9,
    "GET /api/organs/{code:str}/departments": 3,
    "GET /api/organs/{code:str}/absences": 3,
    "GET /api/organs/{code:str}/chain": 3,
    "GET /api/organs/{code:str}/numbering": 4,  # officer, organ, settings, numbers given
    "GET /api/organs/{code:str}/letter-templates": 3,  # officer, organ, every version
    "GET /api/organs/{code:str}/letter-templates/{paper:str}": 3,
    "GET /api/organs/{code:str}/letter-templates/{paper:str}/versions/{version:int}/file": 3,
    "GET /api/organs/{code:str}/letter-templates/{paper:str}/versions/{version:int}/trial": 3,
    "GET /api/organs/{code:str}/letter-templates/{paper:str}/versions/{version:int}/changes/{before:int}": 3,
    "POST /api/organs/{code:str}/letter-templates/{paper:str}/versions": 6,  # officer, organ, its lock, versions, version, answer
    "POST /api/organs/{code:str}/letter-templates/{paper:str}/versions/{version:int}/approval": 5,  # officer, organ, lock, version, answer
    "POST /api/organs/{code:str}/letter-templates/{paper:str}/versions/{version:int}/withdrawal": 5,
    "GET /office/{code:str}/letters": 4,  # officer, organ, every version, settings
    "GET /office/{code:str}/letters/{paper:str}": 4,  # officer, organ, versions, chain
    "GET /office/{code:str}/letters/{paper:str}/versions/{version:int}/file": 3,
    "GET /office/{code:str}/letters/{paper:str}/versions/{version:int}/trial": 3,
    "POST /office/{code:str}/letters/{paper:str}/versions": 5,
    "POST /office/{code:str}/letters/{paper:str}/versions/{version:int}/approval": 4,
    "POST /office/{code:str}/letters/{paper:str}/versions/{version:int}/withdrawal": 4,
    "GET /api/organs/{code:str}/letter-settings": 3,
    "POST /api/organs/{code:str}/letter-settings": 4,
    "POST /office/{code:str}/letter-settings": 3,
    "GET /api/letter-numbers": 4,  # officer, organs, numbers given, the page
    "GET /letter-numbers": 4,
    "GET /letter-numbers.xlsx": 4,
    "GET /print-runs": 7,
    "GET /print-runs/{run_id:uuid}/file": 2,
    "GET /api/print-runs/{run_id:uuid}": 3,
    "POST /print-runs": 9,
    "POST /api/print-runs": 5,
    "POST /api/organs/{code:str}/facts": 3,
    "POST /office/{code:str}/facts": 2,
    "GET /documents/{document_id:uuid}": 2,
    "POST /api/cases": 9,  # officer, organ, number, case, event, calendar, dates, dates read
    "POST /api/cases/{case_id:uuid}/receipt-confirmation": 12,
    "POST /api/cases/{case_id:uuid}/registration": 12,
    "POST /api/cases/{case_id:uuid}/answer": 16,  # officer, lock, calendar, events, dates, their calendar, dates, case, event, answer twice
    "POST /api/cases/{case_id:uuid}/withdrawal": 16,
    "POST /api/cases/{case_id:uuid}/closing-strike": 15,
    "POST /api/cases/{case_id:uuid}/personal-data": 5,
    "POST /api/organs/{code:str}/register-imports": 5,
    "POST /api/organs": 4,
    "POST /api/organs/{code:str}/remedy-bodies": 5,
    "POST /api/officers": 5,
    "POST /feed": 3,  # officer, feed, when it was made
    "POST /feed/revocation": 2,
    "POST /jobs/{number:int}/revival": 3,
    "POST /cases/new": 10,  # … and the draft of it that the officer had kept
    "POST /cases/{case_id:uuid}/correction": 10,
    "POST /cases/{case_id:uuid}/receipt-confirmation": 13,
    "POST /cases/{case_id:uuid}/answer": 16,
    "POST /cases/{case_id:uuid}/withdrawal": 18,
    "POST /cases/{case_id:uuid}/closing-strike": 15,
    "POST /cases/{case_id:uuid}/personal-data": 11,
    "POST /import": 4,
    "POST /import/{upload_id:uuid}": 8,
    "POST /office/organs": 7,
    "POST /office/{code:str}/officers": 13,
    "POST /office/{code:str}/remedies": 14,
    "POST /api/organs/{code:str}/departments": 5,  # officer, organ, its lock, name, department
    "POST /api/organs/{code:str}/departments/{department_id:uuid}": 7,
    "POST /api/organs/{code:str}/departments/{department_id:uuid}/members": 8,
    "POST /api/organs/{code:str}/absences": 9,  # … people, roles, lock, leave, notices, leave shown
    "POST /api/organs/{code:str}/absences/{absence_id:uuid}/revocation": 8,
    "POST /api/organs/{code:str}/chain": 4,
    # officer, organ, its lock, numbers of the year, counters, setting, then as it is read
    "POST /api/organs/{code:str}/numbering": 8,
    "POST /api/organs/{code:str}/own-name": 3,  # it is so already
    "POST /office/{code:str}/departments": 12,  # savepoint and release among them
    "POST /office/{code:str}/departments/{department_id:uuid}": 12,
    "POST /office/{code:str}/absences": 8,
    "POST /office/{code:str}/absences/{absence_id:uuid}/revocation": 7,
    "POST /office/{code:str}/chain": 3,
    "POST /office/{code:str}/numbering": 13,  # its page is read first
    "POST /office/{code:str}/own-name": 2,
    # the public pages: officer, organ, settings; officer, case, its codes
    "GET /office/{code:str}/public": 3,
    "POST /office/{code:str}/public": 4,
    "GET /cases/{case_id:uuid}/confirmation-code": 4,
    "POST /cases/{case_id:uuid}/confirmation-code": 6,
    "POST /cases/{case_id:uuid}/query-code": 10,
    "POST /office/{code:str}/officers/{login:str}/active": 5,
    "GET /api/cases/{case_id:uuid}/clock": 4,  # … and its events
    "POST /api/cases/{case_id:uuid}/clock/what-if": 4,
    "GET /api/cases/{case_id:uuid}/consultations": 4,
    "GET /cases/{case_id:uuid}/clock": 4,
    "GET /cases/{case_id:uuid}/history": 3,  # officer, case with organ, its events
    "GET /cases/{case_id:uuid}/steps/{seq:int}": 8,
    "POST /api/cases/{case_id:uuid}/supplement-notice": 16,  # officer, lock, events, dates, calendar, dates, case, event, answer twice
    "POST /api/cases/{case_id:uuid}/supplement": 11,
    "POST /api/cases/{case_id:uuid}/consultations": 17,
    "POST /api/cases/{case_id:uuid}/consultations/{cid:str}/receipt": 12,
    "POST /api/cases/{case_id:uuid}/consultations/{cid:str}/reply": 13,
    "POST /api/cases/{case_id:uuid}/extension": 16,
    "POST /api/cases/{case_id:uuid}/fee-notice": 16,
    "POST /api/cases/{case_id:uuid}/fee-notice/receipt": 12,
    "POST /api/cases/{case_id:uuid}/fee-payment": 11,
    "POST /api/cases/{case_id:uuid}/delay": 16,
    "POST /api/cases/{case_id:uuid}/steps/{seq:int}/correction": 12,
    "POST /api/cases/{case_id:uuid}/steps/{seq:int}/strike": 12,
    "POST /cases/{case_id:uuid}/supplement-notice": 18,
    "POST /cases/{case_id:uuid}/supplement": 14,
    "POST /cases/{case_id:uuid}/consultations": 19,
    "POST /cases/{case_id:uuid}/consultations/{cid:str}/receipt": 15,
    "POST /cases/{case_id:uuid}/consultations/{cid:str}/reply": 16,
    "POST /cases/{case_id:uuid}/extension": 18,
    "POST /cases/{case_id:uuid}/fee-notice": 18,
    "POST /cases/{case_id:uuid}/fee-notice/receipt": 15,
    "POST /cases/{case_id:uuid}/fee-payment": 14,
    "POST /cases/{case_id:uuid}/delay": 18,
    "POST /cases/{case_id:uuid}/steps/{seq:int}/correction": 16,
    "POST /cases/{case_id:uuid}/steps/{seq:int}/strike": 16,
    "POST /notices/{notice_id:uuid}/read": 2,
    "POST /api/calendar/notices": 3,  # officer, calendar, schedule
    "POST /api/calendar/notices/{schedule_id:uuid}/confirmation": 4,  # … lock, decision, job
    "POST /api/calendar/notices/{schedule_id:uuid}/refusal": 3,
    "POST /calendar/notices/new": 3,
    "POST /calendar/notices/{schedule_id:uuid}/confirmation": 4,
    "POST /calendar/notices/{schedule_id:uuid}/refusal": 3,
    # a verb of the work: officer, lock, history, what its gates read, dates, case, event, answer
    "POST /api/cases/{case_id:uuid}/screening": 9,
    "POST /api/cases/{case_id:uuid}/assignment": 10,
    "POST /api/cases/{case_id:uuid}/acceptance": 8,
    "POST /api/cases/{case_id:uuid}/assignment-return": 8,
    "POST /api/cases/{case_id:uuid}/hand-over": 10,
    "POST /api/cases/{case_id:uuid}/extension-approval": 8,
    "POST /api/cases/{case_id:uuid}/supplement-notice/receipt": 12,
    "POST /api/cases/{case_id:uuid}/reasons-notice": 9,
    "POST /api/cases/{case_id:uuid}/reasons-judgment": 9,
    "POST /api/cases/{case_id:uuid}/searches": 8,
    "POST /api/cases/{case_id:uuid}/slips": 12,
    "POST /api/cases/{case_id:uuid}/conferences": 9,
    "POST /api/cases/{case_id:uuid}/conferences/{number:int}/opinions": 9,
    "POST /api/cases/{case_id:uuid}/conferences/{number:int}/conclusion": 9,
    "POST /api/cases/{case_id:uuid}/referrals": 9,
    "POST /api/cases/{case_id:uuid}/referrals/{number:int}/determination": 9,
    "POST /api/cases/{case_id:uuid}/items/{number:int}/outcome": 9,
    "POST /api/cases/{case_id:uuid}/draft": 16,
    "POST /api/cases/{case_id:uuid}/submission": 17,
    "POST /api/cases/{case_id:uuid}/recall": 9,
    "POST /api/cases/{case_id:uuid}/approval": 9,
    "POST /api/cases/{case_id:uuid}/skip": 9,
    "POST /api/cases/{case_id:uuid}/return": 9,
    "POST /api/cases/{case_id:uuid}/signature": 13,
    "POST /api/cases/{case_id:uuid}/spot-answer": 17,
    "POST /api/cases/{case_id:uuid}/lapse": 16,
    "POST /api/cases/{case_id:uuid}/archiving": 8,
    "POST /api/cases/{case_id:uuid}/reopening": 16,  # … and its clock with its calendar, for 办理期限
    "POST /api/cases/{case_id:uuid}/attachments/{number:int}/removal": 9,
    "POST /api/cases/{case_id:uuid}/challenges": 12,
    "POST /api/cases/{case_id:uuid}/challenges/{number:int}": 12,
    "POST /api/cases/{case_id:uuid}/challenges/{number:int}/strike": 11,
    "POST /api/cases/{case_id:uuid}/attachments": 9,
    "POST /api/cases/{case_id:uuid}/attachments/{number:int}/download": 7,
    "POST /api/cases/{case_id:uuid}/archive-file": 8,
    "POST /api/cases/{case_id:uuid}/evidence-file": 8,
    "POST /api/cases/{case_id:uuid}/consultations/{cid:str}/third-party-notice": 10,
    # its form: the case's page is read first, for what is typed to be shown again
    "GET /cases/{case_id:uuid}/items/{number:int}": 11,
    "GET /cases/{case_id:uuid}/searches/new": 7,
    "GET /cases/{case_id:uuid}/spot-answer": 7,
    "POST /cases/{case_id:uuid}/screening": 12,
    "POST /cases/{case_id:uuid}/assignment": 13,
    "POST /cases/{case_id:uuid}/acceptance": 11,
    "POST /cases/{case_id:uuid}/assignment-return": 11,
    "POST /cases/{case_id:uuid}/hand-over": 13,
    "POST /cases/{case_id:uuid}/extension-approval": 11,
    "POST /cases/{case_id:uuid}/supplement-notice/receipt": 15,
    "POST /cases/{case_id:uuid}/reasons-notice": 12,
    "POST /cases/{case_id:uuid}/reasons-judgment": 12,
    "POST /cases/{case_id:uuid}/searches": 11,
    "POST /cases/{case_id:uuid}/slips": 15,
    "POST /cases/{case_id:uuid}/conferences": 12,
    "POST /cases/{case_id:uuid}/conferences/{number:int}/opinions": 12,
    "POST /cases/{case_id:uuid}/conferences/{number:int}/conclusion": 12,
    "POST /cases/{case_id:uuid}/referrals": 12,
    "POST /cases/{case_id:uuid}/referrals/{number:int}/determination": 12,
    "POST /cases/{case_id:uuid}/items/{number:int}/outcome": 12,
    "POST /cases/{case_id:uuid}/draft": 19,  # … and the draft of the form
    "POST /cases/{case_id:uuid}/submission": 19,
    "POST /cases/{case_id:uuid}/recall": 12,
    "POST /cases/{case_id:uuid}/approval": 12,
    "POST /cases/{case_id:uuid}/skip": 12,
    "POST /cases/{case_id:uuid}/return": 12,
    "POST /cases/{case_id:uuid}/signature": 15,
    "POST /cases/{case_id:uuid}/spot-answer": 19,
    "POST /cases/{case_id:uuid}/lapse": 18,
    "POST /cases/{case_id:uuid}/archiving": 9,
    "POST /cases/{case_id:uuid}/reopening": 18,
    "POST /cases/{case_id:uuid}/attachments/{number:int}/removal": 12,
    "POST /cases/{case_id:uuid}/challenges": 15,
    "POST /cases/{case_id:uuid}/challenges/{number:int}": 16,
    "POST /cases/{case_id:uuid}/challenges/{number:int}/strike": 15,
    "POST /cases/{case_id:uuid}/attachments": 12,
    "POST /cases/{case_id:uuid}/attachments/{number:int}/download": 7,
    "POST /cases/{case_id:uuid}/archive-file": 8,
    "POST /cases/{case_id:uuid}/evidence-file": 8,
    "POST /cases/{case_id:uuid}/consultations/{cid:str}/third-party-notice": 13,
    # letters: what a paper is made from is read for a preview as for the paper itself
    "GET /api/letter-catalogue": 1,
    "POST /api/cases/{case_id:uuid}/letter-preview": 10,
    "GET /api/cases/{case_id:uuid}/draft-file": 3,
    "GET /cases/{case_id:uuid}/letter": 10,
    "GET /cases/{case_id:uuid}/letter.docx": 3,
    "GET /cases/{case_id:uuid}/letter.pdf": 3,
    "GET /cases/{case_id:uuid}/papers": 7,
    "GET /cases/{case_id:uuid}/papers/new": 12,
    "POST /cases/{case_id:uuid}/papers/preview": 11,
    "POST /cases/{case_id:uuid}/items/{number:int}/preview": 11,
    "POST /api/cases/{case_id:uuid}/papers": 21,
    "POST /cases/{case_id:uuid}/papers": 23,
    "POST /api/cases/{case_id:uuid}/issue": 19,
    "POST /cases/{case_id:uuid}/issue": 19,
    "POST /api/cases/{case_id:uuid}/papers/{number:int}/void": 12,
    "POST /cases/{case_id:uuid}/papers/{number:int}/void": 14,
    "POST /api/cases/{case_id:uuid}/papers/{number:int}/delivery": 12,
    "POST /cases/{case_id:uuid}/papers/{number:int}/delivery": 14,
    "POST /api/cases/{case_id:uuid}/draft/edited": 13,
    "POST /api/cases/{case_id:uuid}/papers/{number:int}/download": 7,
    "POST /cases/{case_id:uuid}/draft/edited": 22,
    "POST /cases/{case_id:uuid}/papers/{number:int}/download": 7,
}
# fmt: on
OWN = ("/sign-out", "/password")  # by session, not by token
WRITING = [d for d in DOORS if d.writes and d.of is not Of.NOBODY and d.path not in OWN]
READING = [
    door for door in DOORS if not door.writes and door.of is not Of.NOBODY and door.method != "HEAD"
]


def test_every_page_and_every_answer_has_its_number() -> None:
    assert set(STATEMENTS) == {str(door) for door in (*READING, *WRITING)}


@contextmanager
def counted(site: Site) -> Iterator[list[str]]:
    """The statements that the application sends meanwhile."""
    engine, sent = site.app.state.office.engine.sync_engine, []

    def note(_c: Any, _cursor: Any, statement: str, *_: Any) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def statements(site: Site, doors: list[Door], things: Things) -> dict[str, int]:
    """How many statements each route costs."""
    numbers = {}
    async with site.program("owner") as client:
        for door in doors:
            if door.path.endswith(".pdf") and not is_available():
                continue  # LibreOffice makes it
            with counted(site) as sent:
                answer = await call(client, door, things)
            assert answer.status_code in (200, 201, 303), f"{door}: {answer.status_code}"
            numbers[str(door)] = len(sent)
    return numbers


def differing(found: dict[str, int]) -> dict[str, tuple[int, int]]:
    """The routes that cost otherwise than the table says: found, written."""
    return {door: (n, STATEMENTS[door]) for door, n in found.items() if n != STATEMENTS[door]}


async def test_reading_costs_as_much_with_sixty_cases_as_with_three(site: Site, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    things = await things_of(town, "owner", HOME)
    for state in ("unconfirmed", "closed"):
        await new_case(town, "owner", HOME, state)
    with_three = await statements(site, READING, things)
    for _ in range(19):
        for state in ("unconfirmed", "handling", "closed"):
            await new_case(town, "owner", HOME, state)
    with_sixty = await statements(site, READING, things)
    assert with_sixty == with_three
    assert differing(with_three) == {}


async def test_history_of_twenty_events_costs_as_much_as_of_one(site: Site, things: Things) -> None:
    reading = [door for door in READING if door.of is Of.CASE and "correction" not in door.path]
    before = await statements(site, reading, things)
    async with site.program("owner") as client:
        for _ in range(20):
            path = f"/api/cases/{things.case_id}/personal-data"
            assert (await client.post(path, json={"reason": "核对"})).status_code == 201
    assert await statements(site, reading, things) == before


async def test_writing_costs_as_much_as_is_written_here(site: Site, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    found = {}
    for number, door in enumerate(WRITING):
        anew, things = await made_ready(town, door, number)
        found |= await statements(site, [anew], things)
    assert differing(found) == {}

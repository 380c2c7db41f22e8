"""Every route of the application and how it is called: a new route without its row fails a test."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any
from uuid import UUID, uuid4

import httpx
from litestar import Litestar
from litestar.routes import HTTPRoute

from cases.law.notice_text import recognise
from cases.nouns import NOUNS
from cases.states import Verb
from tests.actions.own_templates import unlike
from tests.law.invented_notices import NUMBER_OF_2027, OF_2027
from tests.register.making import csv_text, rows
from tests.web.adding_up import file_of_a_member
from tests.web.noun_doors import BODIES, CASE, VERB_OF, flat


class Of(Enum):
    """Whose things a route touches."""

    NOBODY = auto()  # open to everybody
    SELF = auto()  # the officer's own, or the system's
    LIST = auto()  # what the officer may read
    CASE = auto()  # one organ's: named in the path …
    ORGAN = auto()
    DOCUMENT = auto()
    ADMINISTERED = auto()  # one organ's people and settings
    OFFICER = auto()  # one officer's upload or notice
    BODY = auto()  # … or in what is sent
    OFFICE = auto()  # no organ's: the working calendar, one for all


@dataclass(frozen=True)
class Door:
    """One route: how to call it so that everything but the caller is right."""

    method: str
    path: str
    of: Of
    json: dict[str, Any] | None = None
    form: dict[str, Any] | None = None
    file: bool = False
    query: str = ""

    @property
    def writes(self) -> bool:
        stores_nothing = self.path.endswith(
            (
                "/what-if",
                "/preview",
                "/letter-preview",
                "/check",
                "/case-searches",
                "/comparison",
                "/members-sums",
            )
        )
        return self.method == "POST" and not stores_nothing

    @property
    def is_api(self) -> bool:
        return self.path.startswith("/api/")

    def __str__(self) -> str:
        return f"{self.method} {self.path}"


@dataclass(frozen=True)
class Things:
    """What the paths name: an organ, its case, and everything else of it."""

    code: str
    case_id: UUID
    document_id: UUID
    upload_id: UUID
    notice_id: UUID
    login: str
    number: int
    year: int = 2025  # over, so that it may be frozen
    edition: int = 1
    consolidated: int = 1  # the newest sum of its members
    member_id: UUID | None = None  # one of them, outside the system, called so
    member: str = ""
    return_id: UUID | None = None  # what was sent back to it
    row: str = "new_received"
    column: str = "natural_person"
    group: str = "reconsideration"
    figure: str = "pending"
    file: str = "file.json"
    file_path: str = "favicon.svg"
    path: str = "elsewhere"
    key: str = "overdue"
    queue: str = "mine"
    organ: str = "nowhere"  # whose public pages are open
    name: str = "nobody.ics"
    cid: str = "1"
    schedule_id: UUID | None = None
    department_id: UUID | None = None
    absence_id: UUID | None = None
    ordinal: int = 1
    slip_id: UUID | None = None
    entry_id: UUID | None = None
    audit_id: UUID | None = None
    place: int = 1  # of the case drawn in it
    counted: str = "received"
    run_id: UUID | None = None
    saved_id: UUID | None = None
    letter: bytes = b""  # of the case, as it is brought back
    paper: str = "P5"  # whose template the organ has, in this version
    version: int = 1
    before: int = 0
    draft_id: UUID | None = None
    chapter: str = "front-desk"
    conversion_id: UUID | None = None
    file_number: int = 1  # of a candidate to be made public
    copy: str = "original"
    opinion: str = "handling"
    entry: str = "nowhere"  # what everybody may read
    seq: int = 2  # of the consultation that made_ready sends where a route needs one


APPLICATION: dict[str, Any] = {
    "organ": "{code}",
    "channel": "in_person",
    "dates": {"submitted_on": "2026-11-20"},
    "applicant": {"kind": "natural_person", "name": "李强"},
    "items": [{"text": "2024年度道路养护经费决算"}],
}
REGISTRATION = {
    "organ": "{code}",
    "channel": "in_person",
    "dates.submitted_on": "2026-11-20",
    "applicant.kind": "natural_person",
    "applicant.name": "李强",
    "items.0.text": "2024年度道路养护经费决算",
}
REASON = {"reason": "核对邮寄地址"}
FROZEN = {"reason": "补录一件2025年的申请"}
EDITIONS = "/organs/{code:str}/annual-tables/{year:int}/editions"
EDITION = "/annual-tables/{code:str}/{year:int}/editions/{edition:int}"
SUM = "/consolidation/{code:str}/{year:int}"
API_SUM = "/api/organs/{code:str}/consolidations/{year:int}"
MEMBER_HERE = "/members/{member_id:uuid}"
NEW_MEMBER = {"name": "成员单位", "first_year": 2025}
SENT_BACK = {"member": "{code}", "remark": "请核对后重新报送"}
PUBLISHED = {
    "organ": "{code}",
    "title": "2026年部门预算",
    "address": "{code}政务服务大厅一楼",
    "outlet": "政府信息查阅点",
    "published_on": "2026-02-01",
}
REPORT = "/annual-reports/{code:str}/{year:int}"
ENTERED = {"section_two.licensing": "12", "texts.problems": "个别答复不够规范。"}
ENTRY = {"section_two": {"licensing": "13"}, "charges": {}, "texts": {"problems": "公开意识不强。"}}
REPORT_PLAN = {"publisher": "department", "aim": "01-25", "reason": "上级要求"}
PUBLICATION = {"published_on": "2026-01-28", "address": "政务服务大厅一楼"}
SENT = {"on": "2026-11-20"}
CONSULTATION = SENT | {"kind": "third_party", "recipient": "某某置业有限公司"}
REPLY = {"on": "2026-11-21", "opinion": "不同意公开"}
RECEIPT = {"received_on": "2026-11-21"}
FIX = {"on": "2026-11-21", "reason": "日期录入有误"}
SUPPOSED = {"events": [{"type": "extension", "on": "2026-11-23", "workdays": 10}]}
ORGAN = {"code": "{code}-new", "name": "新设单位", "parent": "{code}"}
REMEDY = {
    "review_body": "潍坊市人民政府",
    "court": "潍坊市中级人民法院",
    "valid_from": "2026-01-01",
}
SCHEDULE = recognise(OF_2027)  # nothing is asked about it
SCHEDULE_FORM = {"propose": "on", "year": "2027", "number": NUMBER_OF_2027} | {
    f"{name}.{n}": value
    for n, (kind, day, festival) in enumerate(
        [("rest", *one) for one in SCHEDULE.rest] + [("worked", *one) for one in SCHEDULE.worked]
    )
    for name, value in (("day", str(day)), ("kind", kind), ("festival", festival))
}
OFFICER = {"login": "newcomer", "name": "新来者", "password": "一二三四五六七八九十"}
ROLES = {"roles": ["handler"]}
ABSENCE = {
    "officer": "owner",
    "substitute": "colleague",
    "first_day": "2026-11-23",
    "last_day": "2026-11-27",
}
LEVELS = {
    "screening": "absent",
    "assigning": "absent",
    "secrecy_review": "skippable",
    "legal_review": "skippable",
    "office_review": "absent",
}
CHAIN = {"levels": LEVELS, "reason": "只有两人"}
CHAIN_FORM = {f"levels.{state}": level for state, level in LEVELS.items()} | {"reason": "只有两人"}
KINDS = {
    kind: {"series": "notice", "code": "", "suffix": ""}
    for kind in ("receipt", "supplement", "consultation", "extension", "fee", "service")
} | {
    "answer": {"series": "answer", "code": "寿自然资复", "suffix": ""},
    "notice": {"series": "notice", "code": "寿自然资告", "suffix": ""},
}
NUMBERING = {"pattern": "{{代字}}〔{{yyyy}}〕{{seq}}号", "kinds": KINDS, "reason": "启用新的代字"}
NUMBERING_FORM = {
    f"kinds.{kind}.{name}": value for kind, one in KINDS.items() for name, value in one.items()
} | {"pattern": NUMBERING["pattern"], "reason": "启用新的代字"}
TOLD = {"on": "2026-11-21", "reason": "不公开可能对公共利益造成重大影响"}
SLIP_ANSWER = {"holds": "none", "opinion": "经检索没有该信息"}
A, P = "/api", ""
OF_NOUNS = tuple(
    Door("POST", f"{at}{CASE}{noun.path}", Of.CASE, **{kind: of(BODIES[noun.name])})
    for noun in NOUNS
    for at, kind, of in (("/api", "json", dict), ("", "form", flat))
)
OF_PAPERS = tuple(
    one
    for at, kind in (("/api", "json"), ("", "form"))
    for one in (
        Door("POST", f"{at}{CASE}/attachments", Of.CASE, form={"paper": "other"}, file=True),
        Door("POST", f"{at}{CASE}/attachments/{{number:int}}/download", Of.CASE, **{kind: {}}),
        Door("POST", f"{at}{CASE}/archive-file", Of.CASE, **{kind: {"reason": "移交档案室"}}),
        Door("POST", f"{at}{CASE}/evidence-file", Of.CASE, **{kind: {"reason": "复议答复"}}),
    )
)
LETTERS = {"supplement_days": 10, "reason": "按本单位惯例"}
AUDITS = "/supervision/{code:str}/audits"
ONE, NOUN = "/conversions/{conversion_id:uuid}", "/api/organs/{code:str}/conversions"
AGREEING = {"agrees": "true", "words": "内容完整，可以公开"}
KEPT = {"decision": "keep", "reason": "涉及尚未实施的内容，暂不宜公开"}
MADE_PUBLIC = {
    "title": "城东片区改造方案", "published_on": "2026-11-22", "outlet": "门户网站",
    "address": "https://www.example.cn/plan",
}  # fmt: skip
THRESHOLDS = {
    "least_applicants": 3, "within_months": 12, "review_workdays": 20, "reason": "按惯例",
}  # fmt: skip
ASSESSED = {"verdict": "stays", "reason": "情势没有变化，仍不予公开", "year": "2026"}
SUGGESTION = {"number": "{code}", "item": "1", "reason": "涉及公众利益"}
OF_CONVERSIONS = (
    Door("GET", "/conversions", Of.LIST),
    Door("GET", "/conversions/file", Of.LIST),
    Door("GET", "/conversions/settings", Of.LIST),
    Door(
        "POST",
        "/conversions/settings",
        Of.BODY,
        form={"organ": "{code}"} | {name: str(value) for name, value in THRESHOLDS.items()},
    ),
    Door("POST", "/conversions/search", Of.BODY, form={"organ": "{code}"}),
    Door("POST", "/conversions", Of.BODY, form=SUGGESTION | {"organ": "{code}"}),
    Door("GET", ONE, Of.ORGAN),
    Door("GET", ONE + "/form", Of.ORGAN),
    Door("POST", ONE + "/review", Of.ADMINISTERED, form={}),
    Door("POST", ONE + "/opinions/{opinion:str}", Of.ADMINISTERED, form=AGREEING),
    Door("POST", ONE + "/files", Of.ADMINISTERED, form={}, file=True),
    Door("POST", ONE + "/files/{file_number:int}/masking", Of.ADMINISTERED, form={"places.1": "1"}),
    Door("POST", ONE + "/files/{file_number:int}/{copy:str}", Of.ADMINISTERED, form={}),
    Door("POST", ONE + "/decision", Of.ADMINISTERED, form=KEPT),
    Door("POST", ONE + "/reopening", Of.ADMINISTERED, form=REASON),
    Door("POST", ONE + "/publication", Of.ADMINISTERED, form=MADE_PUBLIC),
    Door("POST", ONE + "/withdrawal", Of.ADMINISTERED, form=REASON),
    Door("GET", "/reassessments", Of.LIST),
    Door("GET", "/reassessments/file", Of.LIST),
    Door("POST", "/reassessments/{case_id:uuid}", Of.CASE, form=ASSESSED | {"organ": "{code}"}),
    Door("GET", "/published/file", Of.LIST),
    Door("GET", NOUN, Of.ORGAN),
    Door("GET", NOUN + "/{conversion_id:uuid}", Of.ORGAN),
    Door("POST", NOUN, Of.ADMINISTERED, json=SUGGESTION | {"item": 1}),
    Door("POST", NOUN + "/search", Of.ADMINISTERED, json={}),
    Door("POST", NOUN + "/{conversion_id:uuid}/review", Of.ADMINISTERED, json={}),
    Door(
        "POST",
        NOUN + "/{conversion_id:uuid}/opinions",
        Of.ADMINISTERED,
        json={"opinion": "handling", "agrees": True},
    ),
    Door("POST", NOUN + "/{conversion_id:uuid}/decision", Of.ADMINISTERED, json=KEPT),
    Door("POST", NOUN + "/{conversion_id:uuid}/reopening", Of.ADMINISTERED, json=REASON),
    Door("POST", NOUN + "/{conversion_id:uuid}/publication", Of.ADMINISTERED, json=MADE_PUBLIC),
    Door("POST", NOUN + "/{conversion_id:uuid}/withdrawal", Of.ADMINISTERED, json=REASON),
    Door("GET", "/api/organs/{code:str}/conversion-settings", Of.ORGAN),
    Door("POST", "/api/organs/{code:str}/conversion-settings", Of.ADMINISTERED, json=THRESHOLDS),
    Door("GET", "/public/published", Of.NOBODY),
    Door("GET", "/public/published/file", Of.NOBODY),
    Door("GET", "/public/published/{entry:str}", Of.NOBODY),
    Door("GET", "/public/published/{entry:str}/file", Of.NOBODY),
    Door("POST", "/public/follow/suggestion", Of.NOBODY, form={"reason": "涉及公众利益"}),
)
PAPER_HERE = "/{paper:str}"
VERSION_HERE = PAPER_HERE + "/versions/{version:int}"
OF_TEMPLATES = tuple(
    one
    for at, kind, whose in (
        ("/api/organs/{code:str}/letter-templates", "json", Of.ORGAN),
        ("/office/{code:str}/letters", "form", Of.ADMINISTERED),
    )
    for one in (
        Door("GET", at, whose),
        Door("GET", at + PAPER_HERE, whose),
        Door("GET", f"{at}{VERSION_HERE}/file", whose),
        Door("GET", f"{at}{VERSION_HERE}/trial", whose),
        Door("POST", f"{at}{PAPER_HERE}/versions", Of.ADMINISTERED, form={"name": "本单位的"}),
        Door("POST", f"{at}{VERSION_HERE}/approval", Of.ADMINISTERED, **{kind: {}}),
        Door("POST", f"{at}{VERSION_HERE}/withdrawal", Of.ADMINISTERED, **{kind: REASON}),
    )
)

# fmt: off
DOORS = (
    *OF_NOUNS,
    *OF_PAPERS,
    *OF_TEMPLATES,
    *OF_CONVERSIONS,
    # method, path, whose things, what is sent
    Door("GET", A + "/letter-catalogue", Of.LIST),
    Door("POST", A + "/cases/{case_id:uuid}/letter-preview", Of.CASE, json={"paper": "I2"}),
    Door("GET", A + "/cases/{case_id:uuid}/draft-file", Of.CASE),
    Door("POST", A + "/cases/{case_id:uuid}/draft/edited", Of.CASE, form={"online": "false"},
         file=True),
    Door("POST", A + "/cases/{case_id:uuid}/papers/{number:int}/download", Of.CASE, json={}),
    Door("GET", "/cases/{case_id:uuid}/letter", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/letter.docx", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/letter.pdf", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/draft/edited", Of.CASE, form={"online": "false"}, file=True),
    Door("GET", "/cases/{case_id:uuid}/papers", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/papers/new", Of.CASE, query="?paper=I2"),
    Door("POST", "/cases/{case_id:uuid}/papers/preview", Of.CASE, form={"paper": "I2"}),
    Door("POST", "/cases/{case_id:uuid}/papers/{number:int}/download", Of.CASE, form={}),
    Door("POST", "/cases/{case_id:uuid}/items/{number:int}/preview", Of.CASE,
         form={"outcome": "A2"}),
    Door("GET", A + "/cases/{case_id:uuid}/dossier", Of.CASE),
    Door("GET", A + "/cases/{case_id:uuid}/gates", Of.CASE),
    Door("GET", A + "/cases/{case_id:uuid}/prompts", Of.CASE),
    Door("GET", A + "/work", Of.LIST),
    Door("GET", A + "/work/{queue:str}", Of.LIST),
    Door("GET", A + "/work/load", Of.LIST),
    Door("GET", A + "/slips", Of.LIST),
    Door("GET", A + "/slips/{slip_id:uuid}", Of.CASE),
    Door("POST", A + "/slips/{slip_id:uuid}/answer", Of.CASE, json=SLIP_ANSWER),
    Door("GET", f"{A}/cases", Of.LIST),
    Door("POST", A + "/case-searches", Of.LIST, json={"q": "饮水"}),
    Door("POST", f"{A}/cases", Of.BODY, json=APPLICATION),
    Door("GET", A + "/cases/{case_id:uuid}", Of.CASE),
    Door("GET", A + "/cases/{case_id:uuid}/history", Of.CASE),
    Door("POST", A + "/cases/{case_id:uuid}/registration", Of.CASE,
         json=REASON | {"registration": APPLICATION}),
    Door("POST", A + "/cases/{case_id:uuid}/personal-data", Of.CASE, json=REASON),
    Door("GET", A + "/cases/{case_id:uuid}/clock", Of.CASE),
    Door("POST", A + "/cases/{case_id:uuid}/clock/what-if", Of.CASE, json=SUPPOSED),
    Door("GET", A + "/cases/{case_id:uuid}/consultations", Of.CASE),
    Door("POST", A + "/cases/{case_id:uuid}/consultations", Of.CASE, json=CONSULTATION),
    Door("POST", A + "/cases/{case_id:uuid}/consultations/{cid:str}/receipt", Of.CASE, json=RECEIPT),
    Door("POST", A + "/cases/{case_id:uuid}/consultations/{cid:str}/reply", Of.CASE, json=REPLY),
    Door("POST", A + "/cases/{case_id:uuid}/steps/{seq:int}/correction", Of.CASE, json=FIX),
    Door("POST", A + "/cases/{case_id:uuid}/steps/{seq:int}/strike", Of.CASE, json=REASON),
    Door("POST", A + "/cases/{case_id:uuid}/consultations/{cid:str}/third-party-notice", Of.CASE, json=TOLD),
    Door("GET", A + "/organs/{code:str}/annual-tables/{year:int}", Of.ORGAN),
    Door("GET", A + "/organs/{code:str}/annual-tables/{year:int}/file", Of.ORGAN),
    Door("GET", A + "/organs/{code:str}/annual-reports/{year:int}", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/annual-reports/{year:int}", Of.ADMINISTERED, json=ENTRY),
    Door("GET", A + "/organs/{code:str}/annual-reports/{year:int}/file", Of.ORGAN),
    Door("GET", A + EDITIONS, Of.ORGAN),
    Door("POST", A + EDITIONS, Of.ADMINISTERED, json=FROZEN),
    Door("GET", A + EDITIONS + "/{edition:int}", Of.ORGAN),
    Door("GET", A + EDITIONS + "/{edition:int}/difference", Of.ORGAN),
    Door("POST", A + EDITIONS + "/{edition:int}/confirmation", Of.ADMINISTERED),
    Door("GET", A + "/organs/{code:str}/annual-tables/{year:int}/cells/{row:str}/{column:str}",
         Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/register-imports", Of.ORGAN, file=True),
    Door("GET", A + "/documents/{document_id:uuid}", Of.DOCUMENT),
    Door("GET", A + "/organs/{code:str}/annual-tables/{year:int}/section-four/{group:str}/{figure:str}",
         Of.ORGAN),
    Door("GET", A + "/challenges", Of.LIST),
    Door("GET", A + "/worklists", Of.LIST),
    Door("GET", A + "/worklists/{key:str}", Of.LIST),
    Door("GET", A + "/organs", Of.LIST),
    Door("POST", A + "/organs", Of.BODY, json=ORGAN),
    Door("GET", A + "/organs/{code:str}/remedy-bodies", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/remedy-bodies", Of.ADMINISTERED, json=REMEDY),
    Door("GET", A + "/organs/{code:str}/officers", Of.ADMINISTERED),
    Door("POST", A + "/officers", Of.BODY, json=OFFICER | ROLES | {"organ": "{code}"}),
    Door("GET", A + "/organs/{code:str}/departments", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/departments", Of.ADMINISTERED, json={"name": "信访科"}),
    Door("POST", A + "/organs/{code:str}/departments/{department_id:uuid}", Of.ADMINISTERED,
         json={"name": "执法科", "active": False}),
    Door("POST", A + "/organs/{code:str}/departments/{department_id:uuid}/members",
         Of.ADMINISTERED, json={"members": ["owner"]}),
    Door("GET", A + "/organs/{code:str}/absences", Of.ADMINISTERED),
    Door("POST", A + "/organs/{code:str}/absences", Of.ADMINISTERED, json=ABSENCE),
    Door("POST", A + "/organs/{code:str}/absences/{absence_id:uuid}/revocation", Of.ADMINISTERED),
    Door("GET", A + "/organs/{code:str}/chain", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/chain", Of.ADMINISTERED, json=CHAIN),
    Door("POST", A + "/organs/{code:str}/own-name", Of.ADMINISTERED, json={"own_name": True}),
    Door("POST", A + "/organs/{code:str}/facts", Of.ADMINISTERED, json={"doc_code": "寿公开"}),
    Door("GET", A + "/organs/{code:str}/numbering", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/numbering", Of.ADMINISTERED, json=NUMBERING),
    Door("GET", A + "/organs/{code:str}/letter-templates" + VERSION_HERE + "/changes/{before:int}",
         Of.ORGAN),
    Door("GET", A + "/organs/{code:str}/letter-settings", Of.ORGAN),
    Door("POST", A + "/organs/{code:str}/letter-settings", Of.ADMINISTERED, json=LETTERS),
    Door("GET", A + "/letter-numbers", Of.LIST),
    Door("POST", A + "/print-runs", Of.BODY, json={
        "organ": "{code}", "issue": ["01936f2e-0000-7000-8000-000000000000"]}),
    Door("GET", A + "/print-runs/{run_id:uuid}", Of.ORGAN),
    Door("GET", A + "/calendar/{year:int}", Of.OFFICE),
    Door("POST", A + "/calendar/notices", Of.OFFICE, json={"text": OF_2027}),
    Door("POST", A + "/calendar/notices/{schedule_id:uuid}/confirmation", Of.OFFICE),
    Door("POST", A + "/calendar/notices/{schedule_id:uuid}/refusal", Of.OFFICE, json=REASON),
    Door("GET", A + "/calendar/versions/{ordinal:int}/moves", Of.LIST),

    Door("GET", "/sign-in", Of.NOBODY),
    Door("POST", "/sign-in", Of.NOBODY, form={"login": "nobody", "password": "wrong password"}),
    Door("GET", "/setup", Of.NOBODY),
    Door("POST", "/setup", Of.NOBODY, form={}),
    Door("GET", "/health", Of.NOBODY),
    Door("GET", "/feeds/{name:str}", Of.NOBODY),  # but its name is a secret
    Door("GET", "/assets/style.css", Of.NOBODY),
    Door("POST", "/display", Of.NOBODY, form={"type": "large", "back": "/"}),
    Door("GET", "/help", Of.SELF),
    Door("GET", "/help/{chapter:str}", Of.SELF),
    Door("GET", "/help/regulation", Of.NOBODY),
    Door("GET", "/drafts", Of.SELF),
    Door("POST", "/drafts", Of.SELF, form={"draft_form": "/cases/new", "remark": "字"}),
    Door("GET", "/drafts/{draft_id:uuid}", Of.OFFICER),
    Door("POST", "/drafts/{draft_id:uuid}/discard", Of.OFFICER, form={}),
    Door("POST", "/notices/read", Of.SELF, form={}),
    Door("GET", "/assets/{file_path:path}", Of.NOBODY),
    Door("HEAD", "/assets/{file_path:path}", Of.NOBODY),
    Door("GET", "/schema", Of.NOBODY),
    Door("GET", "/schema/openapi.json", Of.NOBODY),
    Door("GET", "/schema/{path:str}", Of.NOBODY),

    Door("POST", "/sign-out", Of.SELF, form={}),
    Door("GET", "/password", Of.SELF),
    Door("POST", "/password", Of.SELF,
         form={"old": "not this one", "password": "0123456789", "password_again": "0123456789"}),
    Door("GET", "/feed", Of.SELF),
    Door("POST", "/feed", Of.SELF, form={}),
    Door("POST", "/feed/revocation", Of.SELF, form={}),
    Door("POST", "/jobs/{number:int}/revival", Of.SELF, form={}),

    Door("GET", "/", Of.LIST),
    Door("GET", "/work", Of.LIST),
    Door("GET", "/work/{queue:str}", Of.LIST),
    Door("GET", "/work/load", Of.LIST),
    Door("GET", "/overview", Of.LIST),
    Door("GET", "/figures/{code:str}/{year:int}/{counted:str}", Of.ORGAN),
    Door("GET", "/signing", Of.LIST),
    Door("POST", "/signing", Of.BODY, form={
        "organ": "{code}", "level": "signing", "case.01936f2e-0000-7000-8000-000000000000": "on"}),
    Door("GET", "/supervision", Of.SELF),  # the organs below the own one
    Door("GET", "/supervision.xlsx", Of.SELF),
    Door("GET", "/supervision/{code:str}", Of.ORGAN),
    Door("GET", AUDITS, Of.ADMINISTERED),
    Door("POST", AUDITS, Of.ADMINISTERED, form={
        "answered_from": "2026-01-01", "answered_to": "2026-11-22", "wanted": "5", "organ.1": "{code}"}),
    Door("GET", AUDITS + "/{audit_id:uuid}", Of.ADMINISTERED),
    Door("GET", AUDITS + "/{audit_id:uuid}/file", Of.ADMINISTERED),
    Door("GET", AUDITS + "/{audit_id:uuid}/cases/{place:int}", Of.ADMINISTERED),
    Door("POST", AUDITS + "/{audit_id:uuid}/cases/{place:int}", Of.ADMINISTERED,
         form={"points.deadline.verdict": "passed"}),
    Door("GET", "/slips", Of.LIST),
    Door("GET", "/slips/{slip_id:uuid}", Of.CASE),
    Door("POST", "/slips/{slip_id:uuid}/answer", Of.CASE, form=SLIP_ANSWER),
    Door("GET", "/cases/{case_id:uuid}/review", Of.CASE),
    Door("GET", "/cases", Of.LIST),
    Door("POST", "/cases/search", Of.SELF, form={"q": "饮水 13911112222"}),
    Door("POST", "/cases/export", Of.SELF, form={"q": "饮水"}),
    Door("GET", "/cases/saved", Of.SELF),
    Door("POST", "/cases/saved", Of.SELF, form={"name": "饮水的", "q": "饮水"}),
    Door("POST", "/cases/saved/{saved_id:uuid}", Of.OFFICER, form={"name": "改名的"}),
    Door("POST", "/cases/saved/{saved_id:uuid}/place", Of.OFFICER, form={"to": "up"}),
    Door("POST", "/cases/saved/{saved_id:uuid}/deletion", Of.OFFICER, form={}),
    Door("POST", "/cases/saved/{saved_id:uuid}/restoration", Of.OFFICER, form={}),
    Door("GET", "/cases/{case_id:uuid}/tags/used", Of.CASE),
    Door("GET", "/worklists", Of.LIST),
    Door("GET", "/worklists/{key:str}", Of.LIST),
    Door("GET", "/mail-room", Of.LIST),
    Door("POST", "/cases/new/check", Of.LIST, form=REGISTRATION),
    Door("GET", "/unconfirmed", Of.LIST),
    Door("POST", "/unconfirmed/{case_id:uuid}", Of.CASE, form={"confirmed_on": "2026-11-22"}),
    Door("GET", "/cases/{case_id:uuid}/spot-answer/{entry_id:uuid}", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/receipt", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/receipt", Of.CASE, form={}),
    Door("GET", "/cases/{case_id:uuid}/oral-application", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/oral-application", Of.CASE, form={}),
    Door("GET", "/published", Of.LIST),
    Door("POST", "/published", Of.BODY, form=PUBLISHED),
    Door("POST", "/published/{entry_id:uuid}/withdrawal", Of.ADMINISTERED, form=REASON),
    Door("GET", "/cases/new", Of.LIST),
    Door("POST", "/cases/new", Of.BODY, form=REGISTRATION),
    Door("GET", "/cases/{case_id:uuid}", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/correction", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/correction", Of.CASE, form=REGISTRATION | REASON),
    Door("POST", "/cases/{case_id:uuid}/personal-data", Of.CASE, form=REASON),
    Door("GET", "/cases/{case_id:uuid}/clock", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/history", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/consultations", Of.CASE, form=CONSULTATION),
    Door("POST", "/cases/{case_id:uuid}/consultations/{cid:str}/receipt", Of.CASE, form=RECEIPT),
    Door("POST", "/cases/{case_id:uuid}/consultations/{cid:str}/reply", Of.CASE, form=REPLY),
    Door("POST", "/cases/{case_id:uuid}/consultations/{cid:str}/third-party-notice", Of.CASE, form=TOLD),
    Door("GET", "/cases/{case_id:uuid}/items/{number:int}", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/searches/new", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/spot-answer", Of.CASE),
    Door("GET", "/cases/{case_id:uuid}/steps/{seq:int}", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/steps/{seq:int}/correction", Of.CASE, form=FIX),
    Door("POST", "/cases/{case_id:uuid}/steps/{seq:int}/strike", Of.CASE, form=REASON),
    Door("GET", "/calendar", Of.OFFICE),
    Door("GET", "/calendar/{year:int}", Of.OFFICE),
    Door("GET", "/calendar/versions/{ordinal:int}", Of.LIST),
    Door("GET", "/calendar/versions/{ordinal:int}/report.csv", Of.LIST),
    Door("GET", "/calendar/notices/new", Of.OFFICE),
    Door("POST", "/calendar/notices/new", Of.OFFICE, form=SCHEDULE_FORM),
    Door("GET", "/calendar/notices/{schedule_id:uuid}", Of.OFFICE),
    Door("POST", "/calendar/notices/{schedule_id:uuid}/confirmation", Of.OFFICE, form={}),
    Door("POST", "/calendar/notices/{schedule_id:uuid}/refusal", Of.OFFICE, form=REASON),
    Door("GET", "/consolidation", Of.LIST),
    Door("GET", SUM, Of.ORGAN),
    Door("GET", SUM + "/{file:str}", Of.ORGAN),
    Door("GET", SUM + "/cells/{row:str}/{column:str}", Of.ORGAN),
    Door("GET", SUM + "/section-four/{group:str}/{figure:str}", Of.ORGAN),
    Door("GET", SUM + "/section-two", Of.ORGAN),
    Door("GET", SUM + "/section-two.xlsx", Of.ORGAN),
    Door("GET", SUM + MEMBER_HERE, Of.ORGAN),
    Door("GET", SUM + "/returns/{return_id:uuid}", Of.ORGAN),
    Door("GET", SUM + "/returns/{return_id:uuid}/file", Of.ORGAN),
    Door("GET", SUM + "/editions/{consolidated:int}", Of.ORGAN),
    Door("POST", SUM + "/comparison", Of.ORGAN, form={}, file=True),
    Door("POST", SUM + "/reports", Of.ADMINISTERED, form={}, file=True),
    Door("POST", SUM + "/members", Of.ADMINISTERED, form=NEW_MEMBER),
    Door("POST", SUM + "/returns", Of.ADMINISTERED, form=SENT_BACK),
    Door("POST", SUM + "/editions", Of.ADMINISTERED, form=FROZEN),
    Door("POST", SUM + "/editions/{consolidated:int}/confirmation", Of.ADMINISTERED, form={}),
    Door("POST", SUM + MEMBER_HERE + "/report", Of.ADMINISTERED, form={}, file=True),
    Door("POST", SUM + MEMBER_HERE + "/withdrawal", Of.ADMINISTERED, form=REASON),
    Door("POST", SUM + MEMBER_HERE + "/end", Of.ADMINISTERED,
         form={"last_year": "2025", "reason": "机构撤并"}),
    Door("GET", API_SUM, Of.ORGAN),
    Door("GET", API_SUM + "/cells/{row:str}/{column:str}", Of.ORGAN),
    Door("POST", API_SUM + "/members", Of.ADMINISTERED, json=NEW_MEMBER),
    Door("POST", API_SUM + MEMBER_HERE + "/report", Of.ADMINISTERED, form={}, file=True),
    Door("POST", API_SUM + "/returns", Of.ADMINISTERED, json=SENT_BACK),
    Door("POST", API_SUM + "/editions", Of.ADMINISTERED, json=FROZEN),
    Door("GET", "/annual-reports", Of.LIST),
    Door("GET", "/annual-reports.xlsx", Of.LIST),
    Door("GET", REPORT, Of.ORGAN),
    Door("GET", REPORT + "/preview", Of.ORGAN),
    Door("GET", REPORT + "/file.docx", Of.ORGAN),
    Door("POST", REPORT, Of.ADMINISTERED, form=ENTERED),
    Door("POST", REPORT + "/check", Of.ADMINISTERED, form=ENTERED),
    Door("POST", REPORT + "/members-sums", Of.ADMINISTERED, form=ENTERED),
    Door("POST", REPORT + "/plan", Of.ADMINISTERED, form=REPORT_PLAN),
    Door("POST", REPORT + "/publication", Of.ADMINISTERED, form=PUBLICATION),
    Door("POST", REPORT + "/papers", Of.ADMINISTERED, form={}),
    Door("GET", A + "/organs/{code:str}/analyses/{year:int}", Of.ORGAN),
    Door("GET", "/analysis", Of.LIST),
    Door("GET", "/analysis/{code:str}", Of.ORGAN),
    Door("GET", "/analysis/{code:str}/cases", Of.ORGAN),
    Door("GET", "/analysis/{code:str}/groups", Of.ORGAN),
    Door("GET", "/analysis/{code:str}/tables.xlsx", Of.ORGAN),
    Door("GET", "/analysis/{code:str}/tables.csv", Of.ORGAN),
    Door("POST", "/analysis/{code:str}/computation", Of.ADMINISTERED, form={}),
    Door("GET", "/analysis/{code:str}/dictionary", Of.ORGAN),
    Door("POST", "/analysis/{code:str}/dictionary", Of.ADMINISTERED,
         form={"lines": "土地：征地、拆迁*4"}),
    Door("POST", "/analysis/{code:str}/dictionary/restoration", Of.ADMINISTERED, form={}),
    Door("GET", "/cases/{case_id:uuid}/topic", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/topic", Of.CASE, form={"topic": "交通"}),
    Door("GET", "/annual-tables", Of.LIST),
    Door("GET", "/annual-tables/{code:str}/{year:int}", Of.ORGAN),
    Door("GET", "/annual-tables/{code:str}/{year:int}/{file:str}", Of.ORGAN),
    Door("POST", "/annual-tables/{code:str}/{year:int}/editions", Of.ADMINISTERED, form=FROZEN),
    Door("GET", EDITION, Of.ORGAN),
    Door("POST", EDITION + "/confirmation", Of.ADMINISTERED, form={}),
    Door("GET", EDITION + "/{file:str}", Of.ORGAN),
    Door("GET", EDITION + "/cells/{row:str}/{column:str}", Of.ORGAN),
    Door("GET", EDITION + "/section-four/{group:str}/{figure:str}", Of.ORGAN),
    Door("GET", "/annual-tables/{code:str}/{year:int}/cells/{row:str}/{column:str}", Of.ORGAN),
    Door("GET", "/annual-tables/{code:str}/{year:int}/section-four/{group:str}/{figure:str}",
         Of.ORGAN),
    Door("GET", "/challenges", Of.LIST),
    Door("GET", "/import", Of.LIST),
    Door("POST", "/import", Of.BODY, form={"organ": "{code}"}, file=True),
    Door("GET", "/import/{upload_id:uuid}", Of.OFFICER),
    Door("POST", "/import/{upload_id:uuid}", Of.OFFICER, form={}),
    Door("GET", "/office", Of.LIST),
    Door("GET", "/office/{code:str}", Of.ADMINISTERED),
    Door("POST", "/office/organs", Of.BODY, form=ORGAN),
    Door("POST", "/office/{code:str}/officers", Of.ADMINISTERED, form=OFFICER | ROLES),
    Door("POST", "/office/{code:str}/remedies", Of.ADMINISTERED, form=REMEDY),
    Door("POST", "/office/{code:str}/officers/{login:str}/active", Of.ADMINISTERED,
         form={"active": "no"}),
    Door("POST", "/office/{code:str}/departments", Of.ADMINISTERED,
         form={"name": "法规科", "members": ["owner"]}),
    Door("POST", "/office/{code:str}/departments/{department_id:uuid}", Of.ADMINISTERED,
         form={"name": "测绘科", "active": "on"}),
    Door("POST", "/office/{code:str}/absences", Of.ADMINISTERED, form=ABSENCE),
    Door("POST", "/office/{code:str}/absences/{absence_id:uuid}/revocation", Of.ADMINISTERED,
         form={}),
    Door("POST", "/office/{code:str}/chain", Of.ADMINISTERED, form=CHAIN_FORM),
    Door("POST", "/office/{code:str}/own-name", Of.ADMINISTERED, form={"own_name": "true"}),
    Door("POST", "/office/{code:str}/facts", Of.ADMINISTERED, form={"doc_code": "寿公开"}),
    Door("POST", "/office/{code:str}/numbering", Of.ADMINISTERED, form=NUMBERING_FORM),
    Door("POST", "/office/{code:str}/letter-settings", Of.ADMINISTERED, form=LETTERS),
    Door("GET", "/letter-numbers", Of.LIST),
    Door("GET", "/letter-numbers.xlsx", Of.LIST),
    Door("GET", "/print-runs", Of.LIST),
    Door("POST", "/print-runs", Of.BODY, form={
        "organ": "{code}", "issue.01936f2e-0000-7000-8000-000000000000": "on"}),
    Door("GET", "/print-runs/{run_id:uuid}/file", Of.ORGAN),
    Door("GET", "/office/{code:str}/public", Of.ADMINISTERED),
    Door("POST", "/office/{code:str}/public", Of.ADMINISTERED,
         form={"is_open": "on", "office_name": "办公室", "office_address": "商务小区5号楼",
               "hours": "工作日", "phone": "0536-5221234", "reason": "开通网上申请"}),
    Door("GET", "/cases/{case_id:uuid}/confirmation-code", Of.CASE),
    Door("POST", "/cases/{case_id:uuid}/confirmation-code", Of.CASE, form={}),
    Door("POST", "/cases/{case_id:uuid}/query-code", Of.CASE, form=REASON),
    Door("GET", "/public", Of.NOBODY),
    Door("GET", "/public/{organ:str}", Of.NOBODY),
    Door("GET", "/public/{organ:str}/forms/{name:str}", Of.NOBODY),
    Door("GET", "/public/{organ:str}/apply", Of.NOBODY),
    Door("POST", "/public/{organ:str}/apply", Of.NOBODY, form={}),
    Door("GET", "/public/follow", Of.NOBODY),
    Door("POST", "/public/follow", Of.NOBODY, form={"number": "YSQ-1", "query_code": "ABCDEFGHJK"}),
    Door("GET", "/public/follow/case", Of.NOBODY),
    Door("POST", "/public/follow/leave", Of.NOBODY, form={}),
    Door("POST", "/public/follow/confirmation", Of.NOBODY, form={"confirmation": "000000"}),
    Door("POST", "/public/follow/supplement", Of.NOBODY, form={"content": "2025年度"}),
    Door("GET", "/public/follow/withdrawal", Of.NOBODY),
    Door("POST", "/public/follow/withdrawal", Of.NOBODY, form={"query_code": "ABCDEFGHJK"}),
    Door("POST", "/public/follow/papers/{number:int}", Of.NOBODY, form={}),
    Door("GET", "/status", Of.NOBODY),
    Door("POST", "/status", Of.NOBODY, form={"number": "YSQ-1", "code": "ABCDEFGHJK"}),
    Door("POST", "/notices/{notice_id:uuid}/read", Of.OFFICER, form={}),
    Door("GET", "/documents/{document_id:uuid}", Of.DOCUMENT),
)
# fmt: on


def routes_of(app: Litestar) -> Iterator[tuple[str, str]]:
    """Every method and path of the application, but what Litestar answers OPTIONS with."""
    for route in app.routes:
        assert isinstance(route, HTTPRoute), f"{route.path} is neither a page nor an API route"
        for handler in route.route_handlers:
            for method in handler.http_methods:
                if method != "OPTIONS":
                    yield str(method), route.path


def filled(value: Any, code: str) -> Any:
    """What is sent, speaking of this organ."""
    if isinstance(value, dict):
        return {name: filled(inner, code) for name, inner in value.items()}
    if isinstance(value, list):
        return [filled(inner, code) for inner in value]
    return value.format(code=code) if isinstance(value, str) else value


def address(door: Door, things: Things) -> str:
    """The path of a route with the names of these things in it."""
    path = door.path
    for name, value in vars(things).items():
        if name == "number" and "{case_id:uuid}" in door.path:
            value = 1  # of an item, a conference, a 复议 of the case
        for kind in ("uuid", "str", "int", "path"):
            path = path.replace(f"{{{name}:{kind}}}", str(value))
    assert "{" not in path, path
    return path + door.query


async def call(
    client: httpx.AsyncClient,
    door: Door,
    things: Things,
    headers: dict[str, str] | None = None,
    **fields: str,
) -> httpx.Response:
    """Call a route about these things, with further fields or headers where a test wants them."""
    sent: dict[str, Any] = {"headers": headers or {}}
    if door.json is not None:
        sent["json"] = filled(door.json, things.code)
    if door.form is not None:
        sent["data"] = filled(door.form, things.code) | fields
    if door.path.endswith("/draft/edited"):
        sent["files"] = {"file": ("答复书.docx", things.letter)}
    elif door.path.endswith("/versions"):
        sent["data"] |= {"valid_from": "2030-01-01"}
        sent["files"] = {"file": ("模板.docx", unlike(things.paper))}
    elif door.file and "consolidation" in door.path:
        sent["files"] = file_of_a_member(door.path, things.member)
    elif door.file and "conversions" in door.path:
        sent["files"] = {"file": ("方案.docx", unlike("P5"))}
    elif door.file:
        register = csv_text(rows({"登记编号": f"新-{uuid4().hex[:6]}"})).encode()
        sent["files"] = {"file": ("登记台账.csv", register)}
    return await client.request(door.method, address(door, things), **sent)


# What else does a verb: routes that stand in no table of nouns.
VERB_OF |= {
    (method, path): verb
    for verb, listed in {
        Verb.REGISTER: [("POST", "/api/cases"), ("POST", "/cases/new")],
        Verb.BRING_IN: [
            ("POST", "/api/organs/{code:str}/register-imports"), ("POST", "/import"),
            ("POST", "/import/{upload_id:uuid}"),
        ],
        Verb.CORRECT_REGISTRATION: [
            ("POST", f"/api{CASE}/registration"), ("GET", f"{CASE}/correction"),
            ("POST", f"{CASE}/correction"),
        ],
        **{
            verb: [("POST", f"{at}{CASE}/{noun}") for at in ("/api", "")]
            for verb, noun in {
                Verb.CONSULT: "consultations",
                Verb.END_CONSULTATION: "consultations/{cid:str}/reply",
                Verb.TELL_THIRD_PARTY: "consultations/{cid:str}/third-party-notice",
                Verb.CORRECT_STEP: "steps/{seq:int}/correction",
                Verb.STRIKE_STEP: "steps/{seq:int}/strike",
                Verb.SHOW_PERSONAL_DATA: "personal-data",
                Verb.ATTACH: "attachments",
            }.items()
        },
        Verb.TAKE_OUT: [
            ("POST", f"{at}{CASE}/{noun}")
            for at in ("/api", "")
            for noun in (
                "attachments/{number:int}/download", "papers/{number:int}/download",
                "archive-file", "evidence-file",
            )
        ],
        Verb.DRAFT: [("POST", f"{at}{CASE}/draft/edited") for at in ("/api", "")],
    }.items()
    for method, path in listed
}  # fmt: skip
VERB_OF |= {
    ("POST", f"{at}{CASE}/consultations/{{cid:str}}/receipt"): Verb.RECORD_LETTER_RECEIPT
    for at in ("/api", "")
}
VERB_OF |= {
    ("POST", f"{at}/slips/{{slip_id:uuid}}/answer"): Verb.ANSWER_SLIP for at in ("/api", "")
}
VERB_OF |= {
    ("POST", "/unconfirmed/{case_id:uuid}"): Verb.CONFIRM_RECEIPT,
    ("POST", f"{CASE}/confirmation-code"): Verb.CONFIRM_RECEIPT,
    ("POST", f"{CASE}/query-code"): Verb.REGISTER,  # who takes applications in
    ("POST", f"{CASE}/receipt"): Verb.TAKE_OUT,
    ("POST", f"{CASE}/oral-application"): Verb.SHOW_PERSONAL_DATA,
}


def door(method: str, path: str) -> Door:
    """The row of a route."""
    return DOOR[method, path]


DOOR = {(d.method, d.path): d for d in DOORS}


@dataclass
class Uncovered:
    """The difference between the application's routes and the table above."""

    missing: set[tuple[str, str]] = field(default_factory=set)
    gone: set[tuple[str, str]] = field(default_factory=set)


def uncovered(app: Litestar) -> Uncovered:
    """Routes without a row, and rows without a route."""
    routes = set(routes_of(app))
    return Uncovered(missing=routes - set(DOOR), gone=set(DOOR) - routes)

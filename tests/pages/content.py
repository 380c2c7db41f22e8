"""What handlers give to templates, with ugly content, without a database."""

from collections import namedtuple
from dataclasses import replace
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid5

from cases.actor import Actor
from cases.annual import layout_four
from cases.annual.layout import grid_of
from cases.chain import Chain
from cases.clocks import FACTS as FACTS_OF
from cases.clocks import Step
from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Fault, NotFound
from cases.history import Kind
from cases.law import section_four
from cases.law.annual import COLUMNS, AnnualTable, ApplicantClass, Form, form_of, rows_of
from cases.law.annual_checks import violations
from cases.law.application import ELEMENTS
from cases.law.articles import regulation
from cases.law.calendar import packaged_calendar
from cases.law.clock import compute
from cases.law.clock_facts import ClockFacts
from cases.law.clock_rules import ClockState
from cases.law.clock_strip import strip, workdays_left
from cases.law.periods import Period, months, quarters
from cases.models import (
    Case,
    CaseEvent,
    Document,
    Notice,
    Officer,
    Organ,
    Promise,
    RegisterUpload,
    Role,
)
from cases.personal import Personal
from cases.register.faults import RegisterFault
from cases.register.sheet import SheetRow
from cases.shown import CaseOut, CaseRow, ConsultationOut
from cases.shown_work import NextVerb
from cases.states import State, Verb, permitted
from cases.web.desk_forms import ACCEPTED, AT_THE_COUNTER, ENCLOSED, MAIL_ROOM
from cases.web.display import Display
from cases.web.views import cell_title
from cases.web.work_views import Hands, stages

MOMENT = datetime(2026, 3, 5, 8, 30, tzinfo=UTC)
TODAY = date(2026, 3, 5)
UGLY = "<b>加粗</b>&\"引号\"'单引号'🏠䶮堃\n第二行" + "a" * 300
CARD, PHONE = "11010519491231002X", "13912345678"
OfficerAt = namedtuple("OfficerAt", "Officer organ_id roles")


def number(text: str) -> UUID:
    """The same identifier for the same name, every time."""
    return uuid5(UUID(int=0), text)


def organ(code: str = "370783", name: str = "寿光市人民政府", **given: Any) -> Organ:
    facts = {"doc_code": "", "address": "", "postcode": "", "phone": "", "demonstration": False}
    facts |= {"own_name": True}
    return Organ(id=number(code), code=code, name=name, parent_id=None, **facts | given)


HERE = organ(name="寿光市<人民>政府", demonstration=True, address="圣城街&1号")
BELOW = organ("370783-zrzy", "寿光市自然资源和规划局")
ME = Actor(number("me"), "王芳<b>", {HERE.id: frozenset(Role)}, frozenset({HERE.id, BELOW.id}))
READER = Actor(
    number("reader"), "李某", {HERE.id: frozenset({Role.REVIEWER})}, frozenset({HERE.id})
)


def frame(actor: Actor | None = ME, path: str = "/", **given: Any) -> dict[str, Any]:
    """What the frame of every page prints, and the context of one page."""
    return {
        "actor": actor,
        "form_field": "form_token",
        "form_token": "f" * 64,
        "today": TODAY,
        "path": path,
        "back": path,
        "display": Display(),
        "faults": {},
        "refusal": None,
    } | given


def refused(context: dict[str, Any], *faults: Fault, sentence: str = "") -> dict[str, Any]:
    """The same page after its form was refused."""
    refusal = (
        BadInput.of(faults, article=regulation(29)) if faults else NotFound(sentence or "没有找到")
    )
    by_field = {fault.field: fault.sentence for fault in reversed(faults)}
    return context | {"refusal": refusal, "faults": by_field}


def case_row(state: State = State.HANDLING, **given: Any) -> CaseRow:
    facts: dict[str, Any] = {
        "id": number("case"),
        "number": "YSQ-370783-2026-0001",
        "organ": HERE.code,
        "organ_name": HERE.name,
        "state": state,
        "received_on": TODAY,
        "answered_on": None,
        "annual_row": None,
        "applicant_class": ApplicantClass.BUSINESS,
        "applicant_name": UGLY,
        "request": UGLY,
        "answer_due": date(2027, 1, 4),
        "clock_state": ClockState.RUNNING,
        "provisional": True,
    }
    return CaseRow(**facts | given)


ROWS = [
    case_row(),
    case_row(State.UNCONFIRMED, received_on=None, applicant_class="natural_person"),
    case_row(State.CLOSED, answered_on=TODAY, annual_row="granted_full", organ=BELOW.code),
]


def event(seq: int, kind: Kind, day: date | None = TODAY, **data: Any) -> CaseEvent:
    return CaseEvent(
        case_id=number("case"), seq=seq, kind=kind, day=day, at=MOMENT, officer="王芳<b>",
        officer_id=None, data=data, previous=bytes(32), digest=bytes([seq] * 32),
    )  # fmt: skip


ANSWERED = [
    event(1, Kind.REGISTERED),
    event(
        2, Kind.ANSWER, answer_type="A12", annual_row="unable_not_held", doc_number="寿〔2026〕1号"
    ),
]
MASKED = {
    "id_kind": "resident_card", "id_kind_label": "居民身份证", "id_number": "110*************2X",
    "phone": "139****5678", "address": "寿光市圣城街***", "email": "w***@example.cn",
    "agent": {"name": "李某", "id_number": "", "phone": "", "authorised": True},
}  # fmt: skip
IN_THE_CLEAR = Personal(
    id_kind="resident_card", id_number=CARD, phone=PHONE, address="寿光市圣城街1号",
    agent={"name": "李某", "id_kind": None, "id_number": "", "phone": "", "authorised": False},
)  # fmt: skip
FACTS = {
    "dates": {"submitted_on": "2026-03-05", "arrived_on": None, "signed_on": None,
              "confirmed_on": None},
    "carrier": "paper", "route": "post", "other_form_accepted": True, "help_needed": "大字",
    "oral": {"filled_by": "王芳", "signed_on": "2026-03-05"}, "has_agent": True,
    "upstream_number": "市-1", "remark": UGLY,
}  # fmt: skip
IMPORTED_FACTS = {"dates": {}, "remark": "", "notes": {"承办<科室>": UGLY}}
ITEMS = [
    {"text": UGLY * 10, "doc_number": "寿〔2025〕9号", "index_number": "X-1"},
    {"text": "第二项", "doc_number": "", "index_number": ""},
]


PART = {
    "what": UGLY, "ground": "A7", "kinds": ["trade_secret"], "reason": UGLY, "classification": "",
    "rule": None, "weighed": "", "prevailing_checked": False, "public_interest_weighed": True,
    "letters": ["1"],
}  # fmt: skip
PLACE = {"kind": "archive_room", "name": UGLY, "keywords": UGLY, "period": "", "hits": 3,
         "judgment": UGLY}  # fmt: skip


def told(seq: int, kind: Kind, data: dict[str, Any]) -> CaseEvent:
    """An event whose data have a `day` of their own."""
    said = event(seq, kind)
    said.data = data
    return said


ON_FILE = [
    told(seq, kind, data)
    for seq, (kind, data) in enumerate(
        (
            (Kind.SCREENED, {"clear": False, "is_application": True, "ours": False,
                             "opinion": UGLY, "to": "assigning"}),
            (Kind.ASSIGNED, {"department": None, "handler": None, "to_whom": UGLY, "note": UGLY,
                             "opinion_by": None, "to": "handling"}),
            (Kind.SEARCHED, {"items": [1], "operator": UGLY, "recorder": "", "places": [PLACE],
                             "how": UGLY, "clues": [{"clue": UGLY, "finding": ""}],
                             "office_opinions": "", "conclusion": UGLY, "lost": False,
                             "attachments": []}),
            (Kind.HELP_ASKED, {"number": 1, "to_name": UGLY, "items": [1], "question": UGLY,
                               "reply_by": "2026-03-10"}),
            (Kind.SLIP_ANSWERED, {"number": 1, "holds": "part", "location": UGLY, "searched": "",
                                  "opinion": UGLY}),
            (Kind.CONFERENCE_CALLED, {"number": 1, "question": UGLY, "participants": [UGLY]}),
            (Kind.OPINION_GIVEN, {"number": 1, "participant": UGLY, "opinion": UGLY,
                                  "signed": False, "written_down": True}),
            (Kind.REFERRED, {"number": 1, "referred_to": UGLY, "question": UGLY}),
            (Kind.REASONS_ASKED, {"reply_by": "2026-03-20", "counts": UGLY}),
            (Kind.ITEM_CONCLUDED, {"item": 1, "outcome": "A7", "reason": UGLY, "withheld": [PART],
                                   "severable": False, "why_not_severable": UGLY}),
            (Kind.DRAFTED, {"text": UGLY, "row": None, "to": "drafting"}),
            (Kind.ATTACHED, {"number": 1, "name": UGLY, "media_type": "application/pdf",
                             "size": 3, "sha256": "0" * 64, "stored": "0" * 64, "paper": "other",
                             "title": UGLY, "doc_number": "", "day": None, "pages": 2,
                             "item": None, "remark": UGLY}),
        ),
        start=1,
    )
]  # fmt: skip
FILE = dossier(ON_FILE)


def case_page(state: State = State.HANDLING, **given: Any) -> dict[str, Any]:
    """The page of a case, in which everybody may do everything that its state permits."""
    facts = given.pop("facts", FACTS)
    cells = [
        {"year": 2026, "row": row, "column": column}
        for row in ("new_received", "carried_out")
        for column in ("business", "total")
    ]
    shown: dict[str, Any] = {
        "id": number("case"),
        "number": "YSQ-370783-2026-0001",
        "organ": HERE.code,
        "organ_name": HERE.name,
        "state": state,
        "channel": "in_person",
        "received_on": TODAY,
        "answered_on": None,
        "answer_type": None,
        "annual_row": None,
        "applicant_class": ApplicantClass.BUSINESS,
        "applicant_name": UGLY,
        "personal": MASKED,
        "request": UGLY,
        "items": ITEMS,
        "facts": facts,
        "lacks": [element.label for element in ELEMENTS],
        "permitted": [],
        "annual_cells": cells,
        "papers": [],
        "clock_state": ClockState.RUNNING,
        "answer_due": date(2026, 4, 2),
        "supplement_notice_due": date(2026, 3, 16),
        "paused_until": None,
        "awaited_until": None,
        "workdays_left": 20,
        "timely": None,
        "provisional": False,
        "warnings": [],
        "clock_trouble": None,
        "events": 3,
    } | given.pop("case", {})
    titled = [c | {"title": cell_title(c["row"], c["column"], c["year"])} for c in cells]
    context = {
        "case": CaseOut(**shown),
        "facts": facts,
        "organ": HERE,
        "answer": {},
        "events": ON_FILE,
        "topic": SimpleNamespace(topic=UGLY),
        "verbs": {verb.value for verb in permitted(state, frozenset(Role))},
        "cells": titled,
        "values": {},
        "form": "",
        "revealed": None,
        "file": FILE if state is not State.UNCONFIRMED else Dossier(),
        "challenges": [],
        "stages": stages(Chain(), state),
        "step": NextVerb(verb=Verb.SCREEN, label=Verb.SCREEN.label, link="/cases/1#screen"),
        "hands": Hands([(UGLY, UGLY)], [("chengban", UGLY)]),
    }
    return frame(path="/cases/1", **context | clocked(state) | given)


LETTER = {"id": "1", "kind": "third_party", "recipient": UGLY, "on": "2026-03-06"}
SENT = Step(2, Kind.CONSULTATION, date(2026, 3, 6), LETTER, 2)
LATE = Step(3, Kind.SUPPLEMENT_NOTICE, date(2026, 3, 20), {}, 3)


def clocked(state: State, *steps: Step) -> dict[str, Any]:
    """The clock of that case: a letter without a reply, a notice that came late."""
    if state is State.UNCONFIRMED:
        nothing = {"letters": [], "steps_by_seq": {}, "offered": set(), "strip": (), "left": None}
        return nothing | {"clock": SimpleNamespace(reading=None, trouble=None, steps=())}
    steps = steps or (SENT, LATE)
    facts = ClockFacts(TODAY, tuple(FACTS_OF[s.kind](s.day, s.data) for s in steps), TODAY)
    reading = compute(replace(facts, as_of=date(2026, 3, 31)), packaged_calendar())
    letter = ConsultationOut(
        id="1", seq=2, kind="third_party", recipient=UGLY, on=TODAY, received_on=None,
        due=date(2026, 3, 27), replied_on=None, opinion="",
    )  # fmt: skip
    return {
        "clock": SimpleNamespace(reading=reading, trouble=None, steps=steps),
        "letters": [letter],
        "steps_by_seq": {step.seq: step for step in steps},
        "offered": set(Verb),
        "strip": strip(reading),
        "left": workdays_left(reading),
    }


CLOSED_CASE = case_page(
    State.CLOSED,
    case={"answered_on": TODAY, "answer_type": "A12", "annual_row": "unable_not_held"},
    answer={"name": "A12 政府信息不存在", "row": "本机关不掌握相关政府信息",
            "basis": "条例第三十六条第（四）项", "remedy": "可以申请行政复议或者提起行政诉讼"},
    events=ANSWERED,
)  # fmt: skip
IMPORTED_CASE = case_page(
    facts=IMPORTED_FACTS, cells=[], case={"channel": None, "lacks": [], "annual_cells": []}
)
UNCONFIRMED_CASE = case_page(
    State.UNCONFIRMED, case={"channel": "email", "received_on": None, "annual_cells": []}, cells=[],
    topic=None,
)  # fmt: skip


WAITED_FOR = Step(2, Kind.SUPPLEMENT_NOTICE, TODAY, {"reply_by": "2026-03-20"}, 2)
LAPSED = clocked(State.HANDLING, WAITED_FOR) | {"case": {"clock_state": ClockState.LAPSED}}
STEP_PAGE = case_page(
    step=SENT, details=UGLY, correctable=("received_on",), verbs={"correct_step", "strike_step"}
)


def registration(**given: Any) -> dict[str, Any]:
    values = {
        "submission": "0" * 36,
        "channel": "in_person",
        "dates.submitted_on": "2026-03-05",
        "applicant.kind": "natural_person",
        "other_form_accepted": "on",
    }
    context = {
        "organs": [HERE], "values": values, "items": 1, "case": None, "desk": "counter",
        "dates_first": AT_THE_COUNTER, "mail_channels": MAIL_ROOM, "enclosures": ENCLOSED,
        "accepted_files": ACCEPTED, "looked": None, "chosen_files": [], "done": None,
    }  # fmt: skip
    return frame(path="/cases/new", **context | given)


TYPED = {
    "organ": HERE.code, "channel": "registered_mail", "applicant.kind": "business",
    "applicant.name": UGLY, "applicant.id_number": CARD, "agent.phone": PHONE,
    "items.0.text": UGLY, "items.1.text": "第二项", "form_token": "f",
}  # fmt: skip
CORRECTED = Case(id=number("case"), organ_id=HERE.id, number="YSQ-370783-2026-0001")


def table_page(form: Form, year: int, **given: Any) -> dict[str, Any]:
    zeros = {row.key: (0,) * len(COLUMNS) for row in rows_of(form)}
    table = AnnualTable(UGLY, year, form, zeros | given.pop("rows", {}))
    nothing = {group.key: (0, 0, 0, 0, 0) for group in section_four.GROUPS}
    four = section_four.SectionFour(UGLY, year, nothing | given.pop("groups", {}))
    context = {
        "organ": HERE,
        "table": table,
        "grid": grid_of(form),
        "own_form": form_of(year),
        "broken": violations(table, given.pop("before", None), table4=four.record()),
        "base": f"/annual-tables/370783/{year}",
        "query": "" if form is form_of(year) else f"?form={form}",
        "is_running": year == TODAY.year,
        "documents": [
            Document(
                id=number("paper"), organ_id=HERE.id, kind="annual_table", name=UGLY,
                media_type="", digest="", size=20480, at=MOMENT,
            )
        ],
        "first_year": 2019,
        "this_year": TODAY.year,
        "four": four,
        "four_title": section_four.TITLE,
        "four_header": layout_four.HEADER,
        "four_columns": layout_four.COLUMNS,
        "missing": given.pop("missing", []),
        "period": Period(year),
        "periods": [*quarters(year), *months(year)],
        "editions": [],
        "may_freeze": False,
        "form": "",
        "values": {},
    }  # fmt: skip
    return frame(path=f"/annual-tables/370783/{year}", **context | given)


UNEVEN = {"new_received": (1, 0, 0, 0, 0, 0, 2), "carried_in": (3, 0, 0, 0, 0, 0, 3)}


def preview(**given: Any) -> dict[str, Any]:
    cells = {"登记编号": "<b>甲-1", "证件号码": CARD, "联系电话": PHONE, "申请内容": UGLY + CARD}
    rows = [SheetRow(2, cells | {"收到日期": TODAY}, {}), SheetRow(3, {"登记编号": "甲-2"}, {})]
    context = {
        "upload": RegisterUpload(id=number("upload"), name="台账<1>.xlsx"),
        "organ": HERE,
        "headings": ("登记编号", "收到日期", "证件号码", "联系电话", "申请内容"),
        "rows": rows,
        "shown": 2,
        "row_count": 2,
        "all_faults": [],
        "by_row": {},
        "already": 1,
        "adds": 1,
        "checked": None,
    }
    return frame(path="/import/1", **context | given)


FAULTS = [
    RegisterFault(2, "证件号码", "110*************2X", "居民身份证号码校验位不符"),
    RegisterFault(3, "补正告知日期", "", "已填补正期限的，应同时填写补正告知日期"),
]
WITH_FAULTS = preview(
    all_faults=FAULTS, by_row={f.row: {f.column: [f]} for f in FAULTS}, already=0, adds=0
)
OFFICERS = [
    OfficerAt(Officer(id=ME.officer_id, login="wangfang", name="王芳", active=True), HERE.id,
              ["head", "administrator"]),
    OfficerAt(Officer(id=number("other"), login="a b?c", name=UGLY, active=False), HERE.id,
              ["handler"]),
]  # fmt: skip


def first_page(**given: Any) -> dict[str, Any]:
    dead = Promise(
        id=7, job="verify_history", attempts=12, last_error=UGLY, dead_at=MOMENT, payload={}
    )
    context = {
        "notices": [Notice(id=number("notice"), text=UGLY, link="/", at=MOMENT)],
        "organs": [HERE, BELOW],
        "counts": {HERE.id: {"handling": 3, "unconfirmed": 1}},
        "most_organs": 12,
        "saved": [],
        "rows": [],
        "strip": [],
        "calendar_reminder": None,
        "dead": [dead],
        "work": [],
        "slips": 0,
    }
    return frame(**context | given)


def cell_page(**given: Any) -> dict[str, Any]:
    context = {
        "organ": HERE, "year": 2026, "title": cell_title("granted_full", "total", "2026年"),
        "count": 3, "cases": ROWS, "next": "2026-03-05_1", "after": "",
        "back": "/annual-tables/370783/2026", "said": {},
    }  # fmt: skip
    return frame(path="/annual-tables/370783/2026/cells/granted_full/total", **context | given)

"""What the handlers of 待办, 协办 and 审核台 give to templates, with ugly content."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

from cases.dossier import Dossier, Record, dossier
from cases.errors import Conflict, Fault
from cases.history import Kind
from cases.law.annual import ApplicantClass
from cases.law.articles import regulation
from cases.law.clock_rules import ClockState
from cases.law.conference_prompts import TIME_COUNTS, Prompt
from cases.law.gate_facts import Act, GateFacts, Paper
from cases.law.outcomes import Remedy
from cases.law.regulation_text import EDITION, texts_of
from cases.models import CaseEvent
from cases.queues import QUEUE, QUEUES
from cases.shown import ConsultationOut
from cases.shown_work import (
    GateOut,
    LoadOut,
    LoadRow,
    NextVerb,
    QueueOut,
    SlipOut,
    WorkRow,
)
from cases.states import REVIEWS, State, Verb
from cases.web.pages_slips import HOLDS, HOLDS_SHORT
from cases.web.review_views import compared
from tests.pages.content import BELOW, HERE, MOMENT, TODAY, UGLY, frame, number, refused
from tests.pages.content_earlier import EARLIER

LONG = UGLY + "经审查，您申请公开的信息属于过程性信息，依法不予公开。" * 30
QUEUES_OUT = [
    QueueOut(key=q.key, label=q.label, holds=q.holds, count=(0, 7, 1000)[place % 3])
    for place, q in enumerate(QUEUES)
]


def work_row(**given: Any) -> WorkRow:
    facts: dict[str, Any] = {
        "id": number("case"), "number": "YSQ-370783-2026-0001", "organ": HERE.code,
        "organ_name": HERE.name, "state": State.HANDLING, "applicant_class": "business",
        "applicant_name": UGLY, "request": UGLY, "received_on": date(2026, 2, 2),
        "department": UGLY, "handler": UGLY, "accepted": False,
        "answer_due": date(2026, 3, 6), "workdays_left": 1, "clock_state": ClockState.RUNNING,
        "provisional": False,
        "step": NextVerb(verb=Verb.ACCEPT, label="接办", link="/cases/1#accept"),
    }  # fmt: skip
    return WorkRow(**facts | given)


ROWS = [
    work_row(answer_due=date(2026, 3, 2), workdays_left=-3, number=UGLY),
    work_row(answer_due=TODAY, workdays_left=0, provisional=True, department="", handler=""),
    work_row(
        answer_due=None, workdays_left=None, clock_state=ClockState.AWAITING_SUPPLEMENT,
        state=State.SERVING, handler="赵明", department="", accepted=True,
        step=NextVerb(verb=None, label="等待公开机构审核", link="/cases/1"),
    ),
]  # fmt: skip


def work_page(key: str = "mine", **given: Any) -> dict[str, Any]:
    context = {
        "queues": QUEUES_OUT, "queue": QUEUE[key], "count": 1000, "slips": 3, "most": 1000,
        "rows": ROWS, "next": "x", "after": "", "with_organ": True, "is_head": True,
    }  # fmt: skip
    return frame(path=f"/work/{key}", **context | given)


def load_row(key: str | None, label: str, *figures: int, officers: tuple[str, ...] = ()) -> LoadRow:
    open_cases, late, soon = figures
    return LoadRow(
        key=key, label=label, open=open_cases, late=late, due_soon=soon, officers=[*officers]
    )


LOADS = [
    LoadOut(
        organ=HERE.code,
        organ_name=HERE.name,
        handlers=[load_row(None, "尚无承办人", 3, 1, 1), load_row(UGLY, UGLY, 120, 20, 40)],
        levels=[
            load_row("legal_review", "法制审核", 2, 0, 1, officers=(UGLY, "李某")),
            load_row("signing", "待签发", 1, 1, 0),
            load_row("handling", "办理中", 0, 0, 0),
        ],
    ),
    LoadOut(organ=BELOW.code, organ_name=BELOW.name, handlers=[], levels=[]),
]


def slip(**given: Any) -> SlipOut:
    facts: dict[str, Any] = {
        "id": number("slip"), "number": 1, "case_number": "YSQ-370783-2026-0001",
        "from_organ": HERE.name, "to_organ": BELOW.name, "to_department": UGLY, "question": LONG,
        "items": [{"item": 1, "text": LONG}, {"item": 3, "text": UGLY}],
        "asked_on": date(2026, 2, 26), "reply_by": date(2026, 3, 2), "is_late": True,
        "is_over": False, "answered_at": None, "answer": None,
    }  # fmt: skip
    return SlipOut(**facts | given)


ANSWERED = slip(
    is_late=False, answered_at=MOMENT,
    answer={"holds": "part", "location": UGLY, "searched": LONG, "opinion": UGLY, "by": UGLY},
)  # fmt: skip


def slip_page(shown: SlipOut, **given: Any) -> dict[str, Any]:
    context = {
        "slip": shown, "may_answer": True, "holds": HOLDS, "holds_short": HOLDS_SHORT, "values": {},
    }  # fmt: skip
    return frame(path="/slips/1", **context | given)


def told(seq: int, kind: Kind, **data: Any) -> CaseEvent:
    """One record of the history behind a file."""
    return CaseEvent(
        case_id=number("case"), seq=seq, kind=kind, day=date(2026, 3, 4), at=MOMENT,
        officer_id=number("officer"), officer=UGLY, data=data, previous=b"", digest=b"\0" * 32,
    )  # fmt: skip


PART = {
    "what": UGLY, "ground": "A7", "kinds": ["privacy"], "reason": LONG, "classification": UGLY,
    "rule": {"level": "law", "name": UGLY, "place": "第一条"}, "weighed": UGLY,
    "prevailing_checked": True, "public_interest_weighed": True, "letters": ["1"],
}  # fmt: skip
OUTCOME = {
    "outcome": "A3", "reason": LONG, "kinds": ["draft"], "withheld": [PART, PART],
    "severable": False, "why_not_severable": UGLY, "place": UGLY, "place_checked_on": "2026-03-04",
    "enclosures": [1, 2], "provided": UGLY, "earlier": UGLY, "rule": PART["rule"],
    "owner": {"whose": UGLY, "why": UGLY, "contact": UGLY, "ours": False},
    "transfer": {"archive": UGLY, "reference": UGLY, "period_ends_on": None},
    "still_unclear": UGLY, "held_already": UGLY,
}  # fmt: skip
PLACE = {
    "kind": "archive_room", "name": UGLY, "keywords": UGLY, "period": UGLY, "hits": 3,
    "judgment": LONG,
}  # fmt: skip
HISTORY = [
    told(1, Kind.SCREENED, opinion=UGLY),
    told(2, Kind.ASSIGNED, department=None, handler=None, to_whom=UGLY),
    told(3, Kind.SEARCHED, items=[1], operator=UGLY, recorder="", how=UGLY, places=[PLACE, PLACE],
         clues=[{"clue": UGLY, "finding": ""}, {"clue": "报道", "finding": UGLY}], lost=True,
         office_opinions=UGLY, conclusion=LONG),
    told(4, Kind.HELP_ASKED, number=1, to_name=UGLY, question=UGLY, reply_by="2026-03-01"),
    told(5, Kind.HELP_ASKED, number=2, to_name=UGLY, question=UGLY, reply_by="2026-03-01"),
    told(6, Kind.SLIP_ANSWERED, number=2, holds="none", location=UGLY, searched=UGLY, opinion=LONG),
    told(7, Kind.CONFERENCE_CALLED, number=1, question=UGLY, participants=[UGLY, "司法局"]),
    told(8, Kind.OPINION_GIVEN, number=1, participant=UGLY, opinion=LONG, signed=False,
         written_down=True),
    told(9, Kind.CONFERENCE_CALLED, number=2, question=UGLY, participants=["司法局"]),
    told(10, Kind.CONFERENCE_CONCLUDED, number=2, conclusion=UGLY),
    told(11, Kind.REFERRED, number=1, referred_to=UGLY, question=UGLY),
    told(12, Kind.REASONS_ASKED, reply_by="2026-03-20", counts=UGLY),
    told(13, Kind.REASONS_JUDGED, reasonable=False, why=UGLY),
    told(14, Kind.ITEM_CONCLUDED, item=1, **OUTCOME),
    told(15, Kind.DRAFTED, text=LONG, row=None),
    told(16, Kind.SUBMITTED, draft=15, note=UGLY),
    told(17, Kind.SENT_BACK, level="secrecy_review", reason=LONG),
    told(18, Kind.DRAFTED, text=LONG.replace("过程性", "内部事务") + UGLY, row=None),
    told(19, Kind.SUBMITTED, draft=18, note=LONG),
    told(20, Kind.APPROVED, level="secrecy_review", opinion=LONG,
         passed=[{"gate": "x", "reason": UGLY}]),
]  # fmt: skip
FILE = dossier(HISTORY)
LETTERS = [
    ConsultationOut(
        id="1", seq=2, kind="third_party", recipient=UGLY, on=date(2026, 2, 2),
        received_on=date(2026, 2, 3), due=date(2026, 3, 2), replied_on=replied, opinion=UGLY,
    )
    for replied in (None, date(2026, 2, 20))
]  # fmt: skip
FACTS = GateFacts(
    act=Act.ISSUE, on=TODAY, state=ClockState.RUNNING, applicant=ApplicantClass.BUSINESS,
    received_on=TODAY, answer_type="A3", row="granted_partial",
    paper=Paper(remedy=Remedy.WITHHELD_FIRST),
)  # fmt: skip


def gate(key: str, **given: Any) -> GateOut:
    facts: dict[str, Any] = {
        "key": key, "sentence": UGLY, "basis": "条例第四十五条", "articles": [], "blocks": True,
        "weight": "阻止，分管领导说明理由后可以突破", "reason_needed": True, "may_pass": True,
        "by_chain": False,
    }  # fmt: skip
    return GateOut(**facts | given)


GATES = [
    gate("legally_reviewed"),
    gate("chain_complete", may_pass=False, by_chain=True, reason_needed=False),
    gate("third_party_asked", may_pass=False, weight="阻止，任何人不得突破", reason_needed=False),
    gate("no_consultation_open", blocks=False, weight="提示后继续", reason_needed=False),
    gate("nothing_awaited", blocks=False, weight="提示，说明理由后继续"),
]


def levels(file: Dossier) -> list[tuple[State, Record | str]]:
    passed = {record.data["level"]: record for record in file.passed()}
    return [(level, passed.get(level, "now")) for level in (*REVIEWS, State.SIGNING)]


def review_page(file: Dossier = FILE, **given: Any) -> dict[str, Any]:
    case = SimpleNamespace(
        id=number("case"), number="YSQ-370783-2026-0001", state=State.SIGNING, received_on=TODAY,
        applicant_name=UGLY, applicant_class=ApplicantClass.BUSINESS, channel="in_person",
        lacks=[UGLY], items=[
            {"text": LONG * 2, "doc_number": UGLY, "index_number": UGLY, "clues": [UGLY]},
            {"text": UGLY, "doc_number": "", "index_number": ""},
        ],
    )  # fmt: skip
    # a template reads `case["items"]` of the model; of a namespace as well
    shown = SimpleNamespace(**vars(case))
    context: dict[str, Any] = {
        "case": shown, "organ": HERE, "events": HISTORY, "file": file,
        "clock": SimpleNamespace(reading=None, trouble=UGLY), "left": None, "letters": LETTERS,
        "basis": {1: (regulation(37), regulation(15))}, "decided": FACTS, "levels": levels(file),
        "compared": compared(file), "gates": GATES,
        "texts": texts_of([regulation(36, 0, 4), regulation(15), regulation(16, 2)]),
        "edition": EDITION, "prompts": [Prompt("x", UGLY), Prompt("y", LONG)], "earlier": EARLIER,
        "time_counts": TIME_COUNTS, "sheet_of_draft": None, "verbs": {"sign", "send_back", "skip", "approve"},
        "values": {}, "form": "",
    }  # fmt: skip
    return frame(path="/cases/1/review", **context | given)


NEVER_DRAFTED = Dossier()
UNCHANGED = replace(FILE, drafts=FILE.drafts[-1:], reviews=[FILE.reviews[-2]])
MOVED_ON = Conflict("您打开本件之后，李某于10:00审核同意")

WORK_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "own cases": ("work.html", work_page()),
    "cases to archive": ("work.html", work_page("archiving", rows=ROWS[:1], next=None)),
    "queue, empty": ("work.html", work_page(count=0, rows=[], next=None, is_head=False)),
    "queue, none further": ("work.html", work_page(rows=[], next=None, after="x")),
    "no queue at all": (
        "work.html", work_page(queues=[], count=0, rows=[], next=None, slips=0, is_head=False),
    ),
    "load": ("load.html", frame(path="/work/load", loads=LOADS)),
    "slips": (
        "slips.html",
        frame(
            path="/slips", waiting=[slip(), slip(is_over=True), slip(reply_by=TODAY, is_late=False)],
            answered=[ANSWERED], holds=HOLDS_SHORT,
        ),
    ),
    "slips, none": (
        "slips.html", frame(path="/slips", waiting=[], answered=[], holds=HOLDS_SHORT),
    ),
    "a slip to answer": ("slip.html", slip_page(slip())),
    "a slip refused": (
        "slip.html",
        refused(
            slip_page(slip(), values={"holds": "none", "opinion": UGLY}),
            Fault("holds", "不在可选范围内"), Fault("opinion", "此项必填"),
        ),
    ),
    "a slip answered": ("slip.html", slip_page(ANSWERED)),
    "a slip of a case that is over": ("slip.html", slip_page(slip(is_over=True))),
    "a slip for a reader": ("slip.html", slip_page(slip(), may_answer=False)),
    "the desk of a reviewer": ("review.html", review_page()),
    "the desk, nothing to do": (
        "review.html",
        review_page(
            NEVER_DRAFTED, verbs=set(), gates=[], prompts=[], texts=[], letters=[], earlier=[]
        ),
    ),
    "the desk, draft unchanged": ("review.html", review_page(UNCHANGED)),
    "the desk, signature refused": (
        "review.html",
        refused(
            review_page(
                form="sign", values={"opinion": UGLY, "passes.legally_reviewed": UGLY}
            ),
            Fault("passes.legally_reviewed", "没有合法性审核意见"),
        ),
    ),
    "the desk, moved on meanwhile": (
        "review.html",
        review_page(form="approve", values={"opinion": UGLY}, verbs=set())
        | {"refusal": MOVED_ON},
    ),
}  # fmt: skip

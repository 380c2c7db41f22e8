"""Letters as their handlers give them to the templates: the sheet, previews, papers of a case."""

from dataclasses import replace
from typing import Any

from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Fault
from cases.history import Kind
from cases.law.articles import regulation
from cases.law.judgment import NEEDS, QUESTIONS, articles_of, may_be_given_at_once
from cases.law.letter_lint import Finding, Severity
from cases.law.letters import PAPER
from cases.law.regulation_text import EDITION, texts_of
from cases.law.slots import ITEM_SLOTS, PAPER_SLOTS, SlotKind
from cases.letters.comparing import Compared
from cases.letters.completing import gap
from cases.letters.paragraphs import Block, Filled
from cases.letters.paragraphs import Kind as Part
from cases.redline import Change, Piece
from cases.states import State
from cases.web.letter_previews import Lacking, Preview
from cases.web.letter_sheets import sheet_of
from cases.web.letter_views import Letter
from cases.web.papers_to_make import Offered
from cases.web.work_views import typed_of
from tests.pages.content import FILE, HERE, ITEMS, ON_FILE, UGLY, case_page, refused, told
from tests.pages.content_work import UNCHANGED, review_page

BLOCKS = (
    Block(Part.MARK, HERE.name, "center"),
    Block(Part.TITLE, "政府信息公开申请答复书", "center"),
    Block(Part.NUMBER, "（签发后编号）", "right"),
    Block(Part.ADDRESSEE, f"{UGLY}："),
    Block(Part.BODY, UGLY * 10),
    Block(Part.BODY, f"本机关于{gap('检索日期')}检索了{gap('检索地点')}。"),
    Block(Part.TABLE, "", rows=(
        (Filled("登记编号", True, 1), Filled(UGLY, False, 1)),
        (Filled("意见", True, 1), Filled(f"{gap('意见')}\n{UGLY}", False, 3)),
    )),
    Block(Part.ATTACHMENT, "附件：1. 验收报告"),
    Block(Part.SIGNATURE, HERE.name, "center"),
    Block(Part.DATE, "（签发后填写日期）", "center"),
    Block(Part.CONTACT, "（联系人：王芳）"),
)  # fmt: skip
FINDINGS = (
    Finding("purpose", Severity.ERROR, UGLY, "用途", "条例第二十九条第二款"),
    Finding("old_decree", Severity.WARN, "请核对", "第492号", "国务院令第711号"),
)
LACKING = (Lacking("items.0.searched_on", UGLY), Lacking("remedy", "应当载明救济告知"))
PREVIEW = Preview("A12", "政府信息公开申请答复书", BLOCKS, LACKING, FINDINGS)
WHOLE = replace(PREVIEW, lacking=(), findings=())
SAID = FILE.outcomes[1].data


def item_page(outcome: str, **given: Any) -> dict[str, Any]:
    """The page of one item with an outcome chosen."""
    chosen: dict[str, Any] = {
        "number": 1, "item": ITEMS[0] | {"clues": [UGLY]}, "values": {"outcome": outcome},
        "parts": 2, "form_name": "conclude_item-1", "preview": PREVIEW, "questions": QUESTIONS,
        "outcome": outcome, "needs": NEEDS.get(outcome, ()), "slots": ITEM_SLOTS.get(outcome, ()),
        "texts": texts_of(articles_of(outcome)) if outcome else [], "edition": EDITION,
    }  # fmt: skip
    return case_page(**chosen | given)


def spot_page(*outcomes: str) -> dict[str, Any]:
    """The page of 当场答复 with the outcome of each item, "" where it is to be chosen."""
    return case_page(
        State.SCREENING, questions=QUESTIONS, outcomes=[*outcomes], needs_of=NEEDS,
        slots_of=ITEM_SLOTS, may_be_given_at_once=may_be_given_at_once,
        parts=[1] * len(outcomes), texts=texts_of([regulation(36, 0, 2)]), edition=EDITION,
        form_name="answer_on_the_spot",
    )  # fmt: skip


def paper_data(number: int, code: str = "P5", **given: Any) -> dict[str, Any]:
    """A paper as the history has it."""
    return {
        "number": number, "code": code, "title": UGLY, "doc_number": UGLY, "addressee": UGLY,
        "answers": False, "typed": {"reply_by": "2026-03-20", "defects": UGLY}, "findings": [],
        "approved_by": UGLY, "approved_on": "2026-03-01",
    } | given  # fmt: skip


PAPERS = [
    told(20, Kind.PAPER_ISSUED, paper_data(1)),
    told(21, Kind.SUPPLEMENT_NOTICE, {"sent_paper": 1, "way": "post", "tracking_number": UGLY}),
    told(22, Kind.PAPER_DELIVERED, {"number": 1, "what": "returned", "tracking_number": UGLY,
                                    "remark": UGLY}),
    told(23, Kind.PAPER_ISSUED, paper_data(2, doc_number="")),
    told(24, Kind.PAPER_VOIDED, {"number": 2, "reason": UGLY}),
    told(25, Kind.PAPER_ISSUED, paper_data(3, "P7", typed={"workdays": "10", "reason": UGLY})),
    told(26, Kind.PAPER_ISSUED, paper_data(4, "P9", typed={"recipient": UGLY})),
]  # fmt: skip
SIGNED = [
    told(27, Kind.SIGNED, {"draft": 11, "opinion": "", "answer_type": "A7", "annual_row": None}),
    told(28, Kind.PAPER_ISSUED, paper_data(5, "A7", answers=True, typed={})),
]
WITH_PAPERS = dossier([*ON_FILE, *PAPERS])
ISSUED = dossier([*ON_FILE, *PAPERS, *SIGNED])
CHANGES = (
    Compared((Piece(Change.KEPT, UGLY),)),
    Compared(
        (Piece(Change.KEPT, "本机关"), Piece(Change.REMOVED, UGLY), Piece(Change.ADDED, UGLY))
    ),
    Compared((Piece(Change.ADDED, "新的一段"),)),
)


def letter_page(
    letter: Letter | None, state: State = State.DRAFTING, file: Dossier = FILE, **given: Any
) -> dict[str, Any]:
    """The page of the letter."""
    return case_page(state, letter=letter, file=file, **given)


SHEET = sheet_of(BLOCKS)
DRAFTED = Letter(
    "drafted", SHEET, title="政府信息公开申请答复书", findings=(UGLY,), stale=UGLY,
    changes=CHANGES, edited=UGLY,
)  # fmt: skip
RECORD = Letter("record", SHEET, title="答复书", findings=(UGLY,), lacking=LACKING)
OWED = [
    Fault(field, UGLY) for field in ("items.0.reason", "remedy", "receipt", "text", "organ.name")
]
LOST = BadInput.of([Fault("file", UGLY)], article=regulation(36))
INCOMPLETE = BadInput.of(OWED, article=regulation(36))


def paper_page(code: str, **given: Any) -> dict[str, Any]:
    """The form of one paper."""
    chosen: dict[str, Any] = {
        "paper": PAPER[code], "slots": PAPER_SLOTS.get(code, ()),
        "choices": {"P18.paper": [("1", UGLY)]}, "texts": texts_of(PAPER[code].basis),
        "edition": EDITION, "why_not": "", "values": {"paper": code}, "form_name": "make_paper",
        "preview": PREVIEW, "agreed": UGLY, "to_agree": True,
    }  # fmt: skip
    return case_page(**chosen | given)


TYPED_PAPER = {
    "paper": "P5", "fields.defects": UGLY, "fields.reply_by": "x", "fields.how": UGLY,
    "approved_by": UGLY,
}  # fmt: skip
GROUPS = [
    ("给申请人", [Offered(PAPER["P5"], ""), Offered(PAPER["P22"], UGLY)]),
    ("给第三方和其他机关", []),
    ("内部文书", [Offered(PAPER["I1"], "")]),
]
EVERY_KIND = next(
    code for code, slots in PAPER_SLOTS.items()
    if {SlotKind.TEXT, SlotKind.DAY, SlotKind.CHOICE} <= {slot.kind for slot in slots}
)  # fmt: skip

LETTER_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "an item, to be judged": ("item.html", item_page("", preview=None)),
    "an item": ("item.html", item_page("A7", values=typed_of(SAID))),
    "an item refused": (
        "item.html",
        refused(
            item_page("A13", values={"outcome": "A13", "reason": UGLY}, preview=None),
            Fault("owner.why", "此项必填"), Fault("fields.held_how", "应为制作"),
        ),
    ),
    "an item refused for its outcome": (
        "item.html", refused(item_page("", preview=None), Fault("outcome", "不在范围")),
    ),
    **{f"an item with {code}": ("item.html", item_page(code, preview=WHOLE)) for code in NEEDS},
    "an answer on the spot": ("spot.html", spot_page("", "")),
    "an answer on the spot, chosen": ("spot.html", spot_page("A2", "A17")),
    "an answer on the spot refused": (
        "spot.html",
        refused(
            spot_page("A2", "A1") | {"values": {"outcomes.0.fields.form": UGLY}},
            Fault("outcomes.0.fields.form", "没有填写"),
        ),
    ),
    "papers to make": ("papers.html", case_page(groups=GROUPS)),
    "a paper": ("paper.html", paper_page(EVERY_KIND)),
    "a paper without anything to fill in": (
        "paper.html", paper_page("I1", preview=WHOLE, to_agree=False, agreed="", why_not=UGLY),
    ),
    "a paper refused": (
        "paper.html",
        refused(
            paper_page("P5", values=TYPED_PAPER, preview=None),
            Fault("fields.reply_by", "应为日期"), Fault("approved_by", "此项必填"),
        ),
    ),
    "a case with papers": (
        "case.html",
        case_page(file=WITH_PAPERS, form="void_paper-3", values={"reason": UGLY}),
    ),
    "a delivery refused": (
        "case.html",
        refused(
            case_page(file=WITH_PAPERS, form="record_delivery-1", values={"remark": UGLY}),
            Fault("on", "早于成文日期"),
        ),
    ),
    "a case with its answer issued": ("case.html", case_page(State.SERVING, file=ISSUED)),
    "the desk with its letter": ("review.html", review_page(sheet_of_draft=SHEET)),
    "the desk with its letter, unchanged": (
        "review.html", review_page(UNCHANGED, sheet_of_draft=SHEET),
    ),
    "no letter yet": ("letter.html", letter_page(None, file=Dossier())),
    "a letter of the record": ("letter.html", letter_page(RECORD)),
    "a letter drafted": ("letter.html", letter_page(DRAFTED)),
    "a letter typed long ago": ("letter.html", letter_page(Letter("typed", text=UGLY, stale=UGLY))),
    "a letter to issue": (
        "letter.html", letter_page(replace(DRAFTED, stale="", changes=()), State.SERVING),
    ),
    "a letter issued": (
        "letter.html", letter_page(Letter("issued", SHEET, title=UGLY), State.SERVING, ISSUED),
    ),
    "a draft refused on the page of the case": (
        "case.html", case_page(State.DRAFTING, form="draft") | {"refusal": INCOMPLETE},
    ),
    "a letter brought back, refused": (
        "letter.html",
        letter_page(DRAFTED, form="edited", values={"online": "true"}) | {"refusal": LOST},
    ),
    "a letter that cannot be drafted": (
        "letter.html", letter_page(RECORD, form="draft", values={}) | {"refusal": INCOMPLETE},
    ),
}  # fmt: skip

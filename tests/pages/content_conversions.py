"""What the handlers of 转主动公开 give to templates, with usual and with ugly content."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from cases.actions.conversion_setting import Setting
from cases.conversion_file import Due, Noted, ReviewFile, Step
from cases.errors import Fault
from cases.law.conversion import (
    ASKED,
    CANDIDACY,
    CATALOGUE_COLUMNS,
    OPINIONS,
    PUBLISH_NOTE,
    REFUSALS,
    RULES,
    SHORTEST_REASON,
    Decision,
    Opinion,
    Rule,
    Stage,
    Verdict,
)
from cases.law.conversion_exclusions import EXCLUSIONS
from cases.models_conversion import (
    CatalogueEntry,
    Conversion,
    ConversionFile,
    ConversionSetting,
)
from cases.models_published import PublishedEntry
from cases.publishable.kinds import ACCEPTED
from cases.queries import Page
from cases.queries_catalogue import Offered, columns_of
from cases.queries_conversions import Candidate, Listed
from cases.queries_reassessment import GroundCount
from cases.queries_savings import YearOfConversions
from cases.web.conversion_views import Line, told
from cases.web.public_published import is_web
from cases.web.views import row_label
from tests.pages.content import BELOW, HERE, ME, MOMENT, READER, TODAY, UGLY, frame, number, refused
from tests.pages.content_public import FULL, public
from tests.pages.content_work import LONG

LATE = Due(date(2026, 1, 5), "审查", True)
SOON = Due(date(2026, 4, 5), "公开", False)


def conversion(stage: Stage = Stage.REVIEWING, **given: Any) -> Conversion:
    facts: dict[str, Any] = {
        "id": number("conversion"), "organ_id": HERE.id, "rule": Rule.APPLICANTS, "title": UGLY * 3,
        "parted": True, "reason": UGLY, "review_workdays": 20, "made_by": UGLY,
        "made_by_id": ME.officer_id, "made_at": MOMENT, "stage": stage, "since": TODAY,
        "entry_id": None,
    }  # fmt: skip
    return Conversion(**facts | given)


def line(stage: Stage, due: Due | None, saved: int | None, **given: Any) -> Line:
    return Line(Listed(conversion(stage, **given), HERE.name, 12, 7), due, saved)


LINES = [
    line(Stage.CANDIDATE, LATE, None),
    line(Stage.REVIEWING, SOON, None, rule=Rule.SUGGESTION, title=LONG),
    line(Stage.TO_PUBLISH_MASKED, SOON, None, rule=Rule.REASSESSMENT, title="某某方案"),
    line(Stage.PUBLISHED, None, 123, title="某某方案"),
    line(Stage.KEPT, None, None),
    line(Stage.WITHDRAWN, None, 0),
]


def listing(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "every": [HERE, BELOW], "organs": [HERE, BELOW], "finds": [HERE, BELOW], "suggests": [HERE],
        "sets": [HERE], "chosen": {"stage": "", "rule": "", "organ": "", "q": ""},
        "counts": {Stage.CANDIDATE: 12, Stage.PUBLISHED: 3456}, "stages": list(Stage),
        "stage_pairs": [(one.value, one.label) for one in Stage], "rules": RULES,
        "rule_pairs": [(one.rule.value, one.label) for one in RULES],
        "years": [YearOfConversions(2026, 12, 345), YearOfConversions(2025, 0, 1)],
        "found": Page(LINES, "0_1_x"), "values": {}, "form": "", "after": "",
        "told": "已经查找完毕，发现2条新的候选。",
    }  # fmt: skip
    return frame(path="/conversions", **context | given)


def noted(seq: int, step: Step, **data: Any) -> Noted:
    return Noted(seq, step, MOMENT, ME.officer_id, UGLY, data)


def opinion(which: Opinion, agrees: bool = True, **data: Any) -> Noted:
    said = {"opinion": which, "agrees": agrees, "words": UGLY, "file": 1} | data
    return noted(4, Step.OPINED, **said)


HISTORY = [
    noted(1, Step.FOUND, items=[{}, {}], reason=""),
    noted(2, Step.OPENED),
    noted(3, Step.JOINED, items=[{}]),
    noted(4, Step.SUGGESTED, items=[{}], reason=UGLY),
    noted(5, Step.FILE_ADDED, file=1, name=UGLY, is_masked=False, removed=["作者", "批注2处"], found=3),
    noted(6, Step.FILE_TAKEN, file=1, version="marked"),
    opinion(Opinion.SECRECY),
    noted(8, Step.DECIDED, decision="keep", reason=UGLY),
    noted(9, Step.REOPENED, reason=UGLY),
    noted(10, Step.PUBLISHED, title=UGLY, address="https://www.example.cn/" + "a" * 150),
    noted(11, Step.WITHDRAWN, reason=UGLY),
]  # fmt: skip
FINDS = [
    {"kind": "name", "label": "姓名", "text": "李＊<b>", "place": f"第3段{UGLY}"},
    {"kind": "mobile", "label": "手机号码", "text": "139****2222", "place": "第1页"},
]


def file(place: int, **given: Any) -> ConversionFile:
    facts: dict[str, Any] = {
        "conversion_id": number("conversion"), "number": place, "is_masked": False,
        "name": UGLY + "附件" * 30 + ".docx", "media_type": "application/pdf", "size": 1_234_567,
        "sha256": "a" * 64, "stored": "b" * 64, "clean_size": 1_200_000, "clean_sha256": "c" * 64,
        "clean_stored": "d" * 64, "removed": ["作者和最后修改人", "批注12处", "修订34处"],
        "found": FINDS, "origin": {"attachment": 3}, "made_by": UGLY,
        "made_by_id": ME.officer_id, "made_at": MOMENT,
    }  # fmt: skip
    return ConversionFile(**facts | given)


FILES = [
    file(3, is_masked=True, found=[], removed=[], origin={"file": 2, "masked": [1]}),
    file(2, origin={}),
    file(1, found=[{"kind": "unread", "label": "不能自动查找", "text": UGLY, "place": "全文"}]),
]


def asked(place: int, text: str) -> SimpleNamespace:
    return SimpleNamespace(
        id=number(f"case{place}"), number=f"YSQ-370783-2026-{place:04d}", state="closed",
        applicant_name=UGLY, applicant_class="business", id_number_index=None, received_on=TODAY,
        listed_on=TODAY, answered_on=TODAY, answer_type="A2", annual_row="granted_full",
        item=place, text=text,
    )  # fmt: skip


CASES = [asked(1, UGLY * 20), asked(2, "某某方案"), asked(3, LONG)]
ENTRY = PublishedEntry(
    id=number("entry"), organ_id=HERE.id, title=UGLY,
    address="https://www.example.cn/" + "a" * 170, outlet=UGLY, index_number="11370783",
    published_on=TODAY, catalogue_class=UGLY, keywords="", summary=LONG, made_by=UGLY,
    made_at=MOMENT, withdrawn_on=None, withdrawn_by=None, withdraw_reason=None,
)  # fmt: skip
GONE = PublishedEntry(
    **{name: value for name, value in vars(ENTRY).items() if not name.startswith("_")}
    | {"withdrawn_on": TODAY, "withdrawn_by": UGLY, "withdraw_reason": UGLY}
)
CATALOGUE = CatalogueEntry(
    entry_id=ENTRY.id, conversion_id=number("conversion"), made_by=UGLY, made_at=MOMENT,
    file_name=UGLY + ".docx", file_type="application/pdf", file_size=1_234_567, file_digest="c" * 64,
    **{column.name: UGLY * (2 if place % 2 else 1) for place, column in enumerate(CATALOGUE_COLUMNS)},
)  # fmt: skip
EVERY_STEP = {(step, None) for step in Step} | {(Step.OPINED, one) for one in Opinion}


def one(
    stage: Stage = Stage.REVIEWING,
    steps: set[tuple[Step, Opinion | None]] | None = None,
    *,
    given: dict[Opinion, Noted] | None = None,
    files: list[ConversionFile] | None = None,
    entry: PublishedEntry | None = None,
    decision: Noted | None = None,
    **more: Any,
) -> dict[str, Any]:
    """The page of a candidate, with what this officer may do."""
    may_do = EVERY_STEP if steps is None else steps
    opinions = given or {}
    kept = FILES if files is None else files
    review = ReviewFile(opinions, decision, None, None, HISTORY)
    row = conversion(stage, entry_id=entry.id if entry else None)
    found = Candidate(row, HERE, CASES, review, kept, entry, CATALOGUE if entry else None)
    context: dict[str, Any] = {
        "found": found, "row": row, "organ": HERE, "stage": stage,
        "candidacy": CANDIDACY[Rule.APPLICANTS], "due": LATE, "opinions": OPINIONS,
        "asked_by_name": {which.value: row for which, row in ASKED.items()}, "given": opinions,
        "newest": kept[0] if kept else None,
        "lacking": {"release": ["还没有保密审查，不能决定公开"], "release_masked": []},
        "decisions": list(Decision),
        "may": lambda step, about=None: (Step(step), about and Opinion(about)) in may_do,
        "told": told, "columns": CATALOGUE_COLUMNS, "desk_is_open": True,
        "usual": {"title": UGLY, "published_on": "2026-03-05", "catalogue.content": LONG[:190]},
        "saved": {ENTRY.id: 12}, "notes_on_due": PUBLISH_NOTE,
        "stage_of": lambda said: Decision(said.data["decision"]), "is_web": is_web,
        "accepted": ACCEPTED,
        "attachment_pairs": [("x/1", f"YSQ-370783-2026-0001　第1号 {UGLY}"), ("x/2", LONG)],
        "values": {}, "form": "",
    }  # fmt: skip
    return frame(path=f"/conversions/{row.id}", **context | more)


GIVEN = {
    Opinion.HANDLING: opinion(Opinion.HANDLING, words=""),
    Opinion.SECRECY: opinion(Opinion.SECRECY, agrees=False),
    Opinion.PERSONAL_DATA: opinion(Opinion.PERSONAL_DATA, statements={"1": UGLY, "2": LONG}),
}
DECIDED = noted(8, Step.DECIDED, decision="release_masked", reason=UGLY)


def settings(**given: Any) -> dict[str, Any]:
    row = ConversionSetting(
        organ_id=HERE.id, least_applicants=3, within_months=12, review_workdays=20,
        own_words=[UGLY, "矿山安全"], reason=UGLY * 3, made_by=UGLY, made_at=MOMENT,
    )  # fmt: skip
    context: dict[str, Any] = {
        "every": [HERE, BELOW], "organ": HERE, "now": Setting(3, 12, 20, (UGLY, "矿山安全")),
        "history": [row, row], "exclusions": EXCLUSIONS, "rules": RULES, "may_set": True,
        "values": {"least_applicants": 3, "within_months": 12, "own_words": f"{UGLY}\n矿山安全"},
    }  # fmt: skip
    return frame(path="/conversions/settings", **context | given)


def refusal_row(place: int, **given: Any) -> SimpleNamespace:
    facts: dict[str, Any] = {
        "id": number(f"refusal{place}"), "number": f"YSQ-370783-2025-{place:04d}",
        "annual_row": REFUSALS[place], "answer_type": "A8", "received_on": TODAY,
        "answered_on": TODAY, "request": LONG, "verdict": None, "reason": None, "made_by": None,
        "made_at": None,
    }  # fmt: skip
    return SimpleNamespace(**facts | given)


ASSESSED = {"verdict": "may", "reason": UGLY * 4, "made_by": UGLY, "made_at": MOMENT}


def reassessments(**given: Any) -> dict[str, Any]:
    rows = [refusal_row(0), refusal_row(1, **ASSESSED), refusal_row(2, request=UGLY)]
    context: dict[str, Any] = {
        "every": [HERE, BELOW], "organ": HERE, "year": 2026,
        "year_pairs": [(2026, "2026年"), (2025, "2025年")],
        "ground_pairs": [(row, row_label(row)) for row in REFUSALS],
        "grounds": [GroundCount(row, 1234, 12, 1) for row in REFUSALS],
        "chosen": {"organ": HERE.code, "year": "2026", "ground": "", "undone": ""},
        "verdicts": [(one.value, one.label) for one in Verdict],
        "verdict_labels": {one.value: one.label for one in Verdict}, "may_assess": True,
        "shortest": SHORTEST_REASON, "found": Page(rows, f"{TODAY}_1"), "after": "", "values": {},
        "form": "",
    }  # fmt: skip
    return frame(path="/reassessments", **context | given)


def public_list(**given: Any) -> dict[str, Any]:
    bare = PublishedEntry(
        **{name: value for name, value in vars(ENTRY).items() if not name.startswith("_")}
        | {
            "summary": "",
            "catalogue_class": "",
            "index_number": "",
            "address": "大厅",
            "title": LONG,
        }
    )
    rows = [
        SimpleNamespace(
            PublishedEntry=entry, CatalogueEntry=listed, organ_name=HERE.name, organ_code=HERE.code
        )
        for entry, listed in ((ENTRY, CATALOGUE), (bare, None))
    ]
    context: dict[str, Any] = {
        "chosen": {"q": "", "organ": "", "group": "", "view": ""},
        "offered": Offered([(HERE.code, HERE.name), (BELOW.code, UGLY)], [UGLY, "规划信息"]),
        "group_pairs": [(UGLY, UGLY), ("规划信息", "规划信息")], "columns": CATALOGUE_COLUMNS,
        "columns_of": columns_of, "is_web": is_web, "found": Page(rows, f"{TODAY}_1"), "after": "",
        "organ": None, "desk": None,
    }  # fmt: skip
    return public("/public/published", **context | given)


def public_one(listed: CatalogueEntry | None = CATALOGUE) -> dict[str, Any]:
    return public(
        f"/public/published/{ENTRY.id}", organ=HERE, desk=FULL, entry=ENTRY, listed=listed,
        columns=CATALOGUE_COLUMNS, said=columns_of(ENTRY, HERE.name, listed), is_web=is_web,
    )  # fmt: skip


NOTHING = Page([], None)
CONVERSION_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "conversions": ("conversions.html", listing()),
    "conversions of one organ": (
        "conversions.html",
        listing(every=[HERE], finds=[], suggests=[], sets=[], years=[], told="", actor=READER),
    ),
    "conversions, none": ("conversions.html", listing(found=NOTHING, told="", counts={})),
    "conversions, none found": (
        "conversions.html",
        listing(found=NOTHING, told="", chosen={"stage": "kept", "rule": "", "organ": "", "q": UGLY}),
    ),
    "conversions, search refused": (
        "conversions.html", refused(listing(found=NOTHING), sentence="翻页的位置不正确"),
    ),
    "conversions, suggestion refused": (
        "conversions.html",
        refused(
            listing(form="suggest", values={"number": UGLY, "reason": LONG, "item": "x"}),
            Fault("number", f"本单位没有编号为“{UGLY}”的申请"), Fault("item", "应为整数"),
        ),
    ),
    "candidate": ("conversion.html", one(Stage.CANDIDATE, files=[])),
    "candidate under review": ("conversion.html", one(given=GIVEN)),
    "candidate for a reader": ("conversion.html", one(steps=set(), given=GIVEN, actor=READER)),
    "candidate, file with finds": ("conversion.html", one(files=[FILES[1]], given=GIVEN)),
    "candidate, scanned file": ("conversion.html", one(files=[FILES[2]])),
    "candidate, opinion refused": (
        "conversion.html",
        refused(
            one(
                files=[FILES[1]], form="opinion-personal_data",
                values={"agrees": "true", "words": UGLY, "statements.1": UGLY},
            ),
            Fault("statements.1", "第1处应当遮蔽"), Fault("words", "请写明意见和依据"),
        ),
    ),
    "candidate, file refused": (
        "conversion.html", refused(one(form="file"), Fault("file", "文件已损坏")),
    ),
    "candidate, masking refused": (
        "conversion.html",
        refused(one(files=[FILES[1]], form="masking-2"), Fault("places", "请勾选要遮蔽的内容")),
    ),
    "candidate, decision refused": (
        "conversion.html",
        refused(
            one(form="decision", values={"decision": "keep", "reason": UGLY}),
            Fault("reason", "应当写明理由"),
        ),
    ),
    "candidate decided": (
        "conversion.html",
        one(Stage.TO_PUBLISH, {(Step.PUBLISHED, None), (Step.REOPENED, None)}, decision=DECIDED),
    ),
    "candidate, publication refused": (
        "conversion.html",
        refused(
            one(Stage.TO_PUBLISH, form="publication", values={"title": UGLY}, desk_is_open=False),
            Fault("address", "没有开放公众网页"), Fault("catalogue.content", "写有申请人的姓名"),
        ),
    ),
    "candidate published": (
        "conversion.html",
        one(Stage.PUBLISHED, {(Step.WITHDRAWN, None)}, entry=ENTRY, decision=DECIDED, due=None),
    ),
    "candidate, withdrawal refused": (
        "conversion.html",
        refused(
            one(Stage.PUBLISHED, entry=ENTRY, form="withdrawal"), Fault("reason", "此项必填")
        ),
    ),
    "candidate withdrawn": (
        "conversion.html", one(Stage.WITHDRAWN, entry=GONE, decision=DECIDED, due=None),
    ),
    "review form": (
        "conversion_form.html", one(Stage.PUBLISHED, given=GIVEN, entry=ENTRY, decision=DECIDED),
    ),
    "review form, blank": ("conversion_form.html", one(Stage.CANDIDATE, files=[])),
    "conversion settings": ("conversion_settings.html", settings()),
    "conversion settings for a reader": (
        "conversion_settings.html",
        settings(every=[HERE], may_set=False, history=[], now=Setting(), actor=READER),
    ),
    "conversion settings refused": (
        "conversion_settings.html",
        refused(settings(), Fault("least_applicants", "申请人数应为2至20人"), Fault("own_words", "过长")),
    ),
    "reassessments": ("reassessments.html", reassessments()),
    "reassessments, none": (
        "reassessments.html", reassessments(found=NOTHING, grounds=[], every=[HERE]),
    ),
    "reassessments for a reader": (
        "reassessments.html", reassessments(may_assess=False, actor=READER),
    ),
    "reassessment refused": (
        "reassessments.html",
        refused(
            reassessments(
                form=str(number("refusal0")), values={"verdict": "stays", "reason": UGLY}
            ),
            Fault("reason", "至少10个字"),
        ),
    ),
    "published for everybody": ("public_published.html", public_list()),
    "published of one organ": ("public_published.html", public_list(organ=HERE, desk=FULL)),
    "public catalogue": (
        "public_published.html",
        public_list(chosen={"q": "", "organ": "", "group": "", "view": "catalogue"}),
    ),
    "published for everybody, none": ("public_published.html", public_list(found=NOTHING)),
    "published for everybody, refused": (
        "public_published.html",
        refused(public_list(found=NOTHING), sentence="查询词“一”过短"),
    ),
    "public entry": ("public_entry.html", public_one()),
    "public entry without a file": ("public_entry.html", public_one(None)),
}  # fmt: skip

"""What the handlers of search give to templates, with ugly content."""

from typing import Any

from cases.errors import Fault
from cases.list_filters import FILTERS
from cases.models_saved import ListExport, SavedSearch
from cases.queries_list_choices import Choices
from cases.queries_saved_searches import Saved
from cases.queries_search import MOST_COUNTED
from cases.queries_sorting import SORT_LABELS
from cases.web.search_views import Line, chips_of, heads_of, in_words
from cases.web.spreadsheet import MOST_LINES
from tests.pages.content import (
    BELOW,
    HERE,
    ME,
    MOMENT,
    READER,
    ROWS,
    TODAY,
    UGLY,
    case_page,
    frame,
    number,
    refused,
)  # fmt: skip

ADDRESS = dict.fromkeys((*FILTERS, "found", "saved", "sort"), "")
CHOICES = Choices(
    ((str(number("department")), f"综合<科室>{UGLY}"),), ((str(number("me")), UGLY),), (UGLY, "征地"),
)  # fmt: skip


def line(row: Any, **given: Any) -> Line:
    facts: dict[str, Any] = {name: getattr(row, name, None) for name in Line.__dataclass_fields__}
    return Line(**facts | {"tags": (), "also": "", "channel": "online"} | given)


LINES = [line(row) for row in ROWS]
FOUND = line(ROWS[2], tags=("征地", UGLY), also=UGLY, timely=False)


def saved(name: str = UGLY, **given: Any) -> Saved:
    facts: dict[str, Any] = {
        "id": number(name), "name": name, "filters": {"q": UGLY, "sort": "due"}, "is_home": False,
        "is_own": True, "organ": "", "organ_name": "", "count": 3,
    }  # fmt: skip
    return Saved(**facts | given)


SAVED = [
    saved("本月到期", is_home=True, count=0),
    saved(organ=HERE.code, organ_name=HERE.name, count=100),
    saved("条件已经失效的", filters={"organ": "gone"}, count=None),
    saved("共用的", is_own=False, organ=BELOW.code, organ_name=UGLY),
]


def cases_page(**given: Any) -> dict[str, Any]:
    chosen = ADDRESS | given.pop("chosen", {})
    numbers = given.pop("numbers", "")
    chips = chips_of(chosen, CHOICES, {HERE.code: HERE.name}, numbers)
    context = {
        "organs": [HERE, BELOW], "chosen": chosen, "narrowed": bool(chips), "cases": LINES,
        "next": None, "after": "", "total": 3, "most_counted": MOST_COUNTED,
        "most_lines": MOST_LINES, "words": chosen["q"].split(), "chips": chips,
        "in_words": in_words(chips), "heads": heads_of(chosen, chosen["sort"] or "received"),
        "order": SORT_LABELS[chosen["sort"] or "received"], "choices": Choices(), "saved": [], "said": "", "opened": None,
        "changed": False, "form": "",
    }  # fmt: skip
    return frame(path="/cases", **context | given)


def saved_page(**given: Any) -> dict[str, Any]:
    export = ListExport(
        id=number("export"), officer_id=ME.officer_id, officer=UGLY, organs=[HERE.id],
        filters=UGLY, lines=20_000, at=MOMENT,
    )  # fmt: skip
    context = {
        "saved": SAVED, "told": {one.id: UGLY for one in SAVED}, "deleted": None,
        "exports": [export], "shares_with": [HERE, BELOW], "longest_name": 40, "values": {},
        "form": "",
    }  # fmt: skip
    return frame(path="/cases/saved", **context | given)


GONE = SavedSearch(id=number("gone"), officer_id=ME.officer_id, name=UGLY, filters={})
SEARCH_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "cases": ("cases.html", cases_page(saved=SAVED)),
    "cases, narrowed": (
        "cases.html",
        cases_page(
            chosen={"q": UGLY, "state": "handling", "sort": "oldest", "annual_row": "granted_full"},
            next="2026-03-05_1", after="2026-03-04_1", organs=[HERE], cases=[FOUND, *LINES],
            total=MOST_COUNTED + 1,
        ),
    ),
    "cases, found by a number": (
        "cases.html",
        cases_page(
            chosen={"found": str(number("found")), "handler": "me", "late": "near", "tag": UGLY,
                    "department": str(number("nobody")), "due_from": str(TODAY)},
            numbers="11010519491231002X 13912345678", choices=CHOICES, cases=[FOUND], total=1,
        ),
    ),
    "cases of a saved filter, changed": (
        "cases.html",
        cases_page(
            chosen={"year": "2026", "saved": str(SAVED[1].id)}, saved=SAVED, opened=SAVED[1],
            changed=True,
        ),
    ),
    "cases, none yet": ("cases.html", cases_page(cases=[], total=0)),
    "cases, none yet for a reader": ("cases.html", cases_page(cases=[], total=0, actor=READER)),
    "cases, none found": (
        "cases.html",
        cases_page(
            cases=[], total=0, chosen={"q": "无", "year": "2026", "state": "closed", "found": "1"},
            numbers="13912345678", said="证件号码、电话不得写在网址里。",
        ),
    ),
    "cases, none further": ("cases.html", cases_page(cases=[], after="x", total=None)),
    "cases, refused": (
        "cases.html",
        refused(cases_page(cases=[], chosen={"year": "x", "due_to": "x"}),
                Fault("year", "应为四位"), Fault("due_to", "应为有效日期")),
    ),
    "saved filters": ("saved_searches.html", saved_page()),
    "saved filters, none": (
        "saved_searches.html",
        saved_page(saved=[], exports=[], shares_with=[], deleted=GONE, actor=READER),
    ),
    "a saved filter refused": (
        "saved_searches.html",
        refused(
            saved_page(form="new", values={"name": UGLY, "q": UGLY, "sort": "due"}),
            Fault("name", "名称过长"),
        ),
    ),
    "a saved filter not renamed": (
        "saved_searches.html",
        refused(
            saved_page(form=str(SAVED[1].id), values={"name": UGLY}), Fault("name", "名称过长"),
        ),
    ),
    "tags of a case": ("tags.html", case_page(case={"tags": [UGLY, "征地"]}) | {"suggested": (UGLY, "征地")}),
    "tags refused": (
        "tags.html",
        refused(case_page(form="tag", values={"tags": UGLY}) | {"suggested": ()}, Fault("tags", "过长")),
    ),
}  # fmt: skip

"""What the handlers of 总览 and 审核签发 give to templates, with ugly content."""

from datetime import date
from typing import Any

from cases.actions.signing_together import MOST_TOGETHER, Done
from cases.errors import Fault, Unlawful
from cases.history import Kind
from cases.law.articles import regulation
from cases.law.calendar import packaged_calendar
from cases.queries_figures import FIGURE, Volume, Year
from cases.queries_overview import Told
from cases.queries_supervision import Standing
from cases.states import State, Verb
from cases.web.overview_views import (
    LOAD_KEYS,
    USUAL_LOAD,
    DraftRow,
    LateRow,
    LevelOut,
    YearOut,
    most_open,
    year_out,
)
from cases.web.sorting import sorted_by
from tests.pages.content import (
    BELOW,
    HERE,
    MOMENT,
    TODAY,
    UGLY,
    case_row,
    frame,
    number,
    refused,
)
from tests.pages.content_work import LOADS, LONG, load_row

CALENDAR = packaged_calendar()


def late_row(**given: Any) -> LateRow:
    facts: dict[str, Any] = {
        "id": number("case"), "number": "YSQ-370783-2026-0001", "request": LONG,
        "answer_due": date(2026, 3, 2), "left": -3, "is_late": True, "provisional": False,
        "waits": "等待法制审核", "who": UGLY, "is_nobodys": False, "stayed": 7,
        "notes": ("正在征求意见，截止2026-03-20", "已经延长答复期限"),
    }  # fmt: skip
    return LateRow(**facts | given)


LATE = [
    late_row(number=UGLY),
    late_row(who="没有人员任此岗位", is_nobodys=True, notes=(), stayed=None),
    late_row(is_late=False, left=0, answer_due=TODAY, provisional=True, who=""),
    late_row(is_late=False, left=None, answer_due=date(2027, 1, 4), stayed=0),
]


def busy_year(year: int = 2026) -> YearOut:
    """A year in which a hundred thousand came in one month and nothing in another."""
    found = Year()
    found.months[0] = Volume(received=100_000, answered=99_990, late=1, withdrawn=3)
    found.months[2] = Volume(received=1, answered=1, late=1)
    found.outcomes = {"granted_full": 99_000, "other_misc": 1, "refused_petition": 990}
    return year_out(year, found, TODAY)


def standing(**given: int) -> Standing:
    facts: dict[str, Any] = {
        "open": 120, "late": 20, "near": 40, "unconfirmed": 3, "carried_in": 5,
    }  # fmt: skip
    return Standing(HERE, **facts | given)


def overview(**given: Any) -> dict[str, Any]:
    handlers, sorting = sorted_by(LOADS[0].handlers, "", LOAD_KEYS, USUAL_LOAD)
    context: dict[str, Any] = {
        "organs": [HERE, BELOW], "organ": HERE, "standing": standing(), "late": LATE,
        "chosen": {"organ": "", "year": "", "load": ""}, "is_cut": True,
        "waiting": [(State.OFFICE_REVIEW, 2), (State.SIGNING, 1000)], "year": busy_year(),
        "years": range(2026, 2021, -1), "handlers": handlers, "sorting": sorting,
        "most": most_open(handlers),
    }  # fmt: skip
    return frame(path="/overview", **context | given)


NOTHING: dict[str, Any] = {
    "organs": [BELOW], "organ": BELOW, "standing": Standing(BELOW), "late": [], "is_cut": False,
    "waiting": [], "year": year_out(2026, Year(), TODAY), "handlers": [], "most": 1,
}  # fmt: skip
ONE = Year()
ONE.months[1] = Volume(received=1, answered=1)
ONE.outcomes = {"granted_full": 1}


def told(seq: int, kind: Kind, **given: Any) -> Told:
    facts: dict[str, Any] = {
        "answer_type": None, "annual_row": None, "said": "", "title": None, "proposed": 0,
    }  # fmt: skip
    return Told(seq=seq, kind=kind, at=MOMENT, by=UGLY, **facts | given)


def draft(**given: Any) -> DraftRow:
    facts: dict[str, Any] = {
        "id": number("draft"), "number": "YSQ-370783-2026-0002", "applicant_name": UGLY,
        "request": LONG, "answer_due": date(2026, 3, 2), "left": -3, "is_late": True,
        "provisional": True, "outcome": "A12 信息不存在", "counts_as": "本机关不掌握相关政府信息",
        "title": "政府信息公开申请答复书", "drafts": 2, "submission": told(9, Kind.SUBMITTED, said=LONG),
        "sent_back": told(7, Kind.SENT_BACK, said=LONG), "news": (), "was_opened": False,
        "is_opened": False, "proposed": 2,
    }  # fmt: skip
    return DraftRow(**facts | given)


DRAFTS = (
    draft(),
    draft(
        number=UGLY, id=number("other"), was_opened=True,
        news=(told(12, Kind.DRAFTED), told(13, Kind.SUBMITTED)),
    ),
    draft(id=number("third"), was_opened=True, is_opened=True, proposed=0, sent_back=None,
          answer_due=None, left=None, is_late=False, outcome="", counts_as="", title="", drafts=0,
          submission=None),
    draft(id=number("fourth"), sent_back=None, left=0, is_late=False, answer_due=TODAY),
)  # fmt: skip
LEVELS = [
    LevelOut(HERE.code, HERE.name, State.OFFICE_REVIEW, Verb.APPROVE, DRAFTS),
    LevelOut(HERE.code, HERE.name, State.SIGNING, Verb.SIGN, DRAFTS[:1]),
    LevelOut(BELOW.code, BELOW.name, State.SIGNING, Verb.SIGN, ()),
]
DONE = [
    Done(number("draft"), "YSQ-370783-2026-0002"),
    Done(number("other"), UGLY, Unlawful(UGLY, article=regulation(36))),
    Done(number("nobody's"), "", Unlawful("没有找到这件申请")),
]


def signing(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "levels": LEVELS, "most_together": MOST_TOGETHER, "form": "", "values": {}, "done": [],
    }  # fmt: skip
    return frame(path="/signing", **context | given)


def figure_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "figure": FIGURE["late_answers"], "span": "2026年3月", "row": UGLY,
        "chosen": {"month": "3", "row": "granted_full"}, "count": 12_345,
        "cases": [case_row(), case_row(State.CLOSED, answered_on=TODAY)], "next": "x", "after": "",
    }  # fmt: skip
    return frame(path="/figures/370783/2026/late_answers", **context | given)


OVERVIEW_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "overview": ("overview.html", overview()),
    "overview, nothing": ("overview.html", overview(**NOTHING)),
    "overview, one case": (
        "overview.html",
        overview(
            year=year_out(2026, ONE, TODAY), late=LATE[:1], is_cut=False, waiting=[],
            handlers=[load_row("zhaoming", "赵明", 1, 1, 0)], most=1,
            standing=standing(open=1, late=1, near=0, unconfirmed=0, carried_in=0),
        ),
    ),
    "overview of a year that is over": (
        "overview.html",
        overview(year=busy_year(2025), chosen={"organ": "370783", "year": "2025", "load": "-open"}),
    ),
    "cases behind a figure": ("figure.html", figure_page()),
    "cases behind a nought": (
        "figure.html",
        figure_page(figure=FIGURE["open"], count=0, cases=[], next=None, row=""),
    ),
    "cases behind a figure, none further": ("figure.html", figure_page(cases=[], after="x")),
    "drafts to sign": ("signing.html", signing()),
    "drafts to sign, none": ("signing.html", signing(levels=LEVELS[2:])),
    "drafts to sign, of nobody": ("signing.html", signing(levels=[])),
    "drafts signed together": ("signing.html", signing(done=DONE, decided=State.SIGNING)),
    "drafts agreed to": ("signing.html", signing(done=DONE[:1], decided=State.OFFICE_REVIEW)),
    "drafts not chosen": (
        "signing.html",
        refused(
            signing(form="370783-signing", values={"opinion": UGLY}),
            Fault("cases", "没有选择案件，请先勾选需要一并办理的案件"),
        ),
    ),
    "drafts refused elsewhere": ("signing.html", refused(signing(), sentence="没有找到这个单位")),
}  # fmt: skip

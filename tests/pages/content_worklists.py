"""What the handlers of worklists and of the feed give to templates, with ugly content."""

from datetime import date
from typing import Any

from cases.calendars import Numbered
from cases.law.calendar import packaged_calendar
from cases.law.clock_rules import ClockState
from cases.states import Verb
from cases.web.api_worklists import NextStep, WorklistRow
from cases.worklists import WORKLIST, WORKLISTS, Counted
from tests.pages.content import BELOW, HERE, MOMENT, READER, TODAY, UGLY, frame, number

TILES = [Counted(worklist, 1234 * (place % 3)) for place, worklist in enumerate(WORKLISTS)]
NO_TILES = [Counted(worklist, 0) for worklist in WORKLISTS]
STEP = NextStep(
    verb=Verb.RECORD_ANSWER, label="记录答复", link="/cases/1#record_answer", permitted=True
)


def row(**given: Any) -> WorklistRow:
    facts: dict[str, Any] = {
        "id": number("case"), "number": "YSQ-370783-2026-0001", "organ": HERE.code,
        "organ_name": HERE.name, "applicant_class": "business", "applicant_name": UGLY,
        "request": UGLY, "received_on": date(2026, 2, 2), "day": date(2026, 3, 6),
        "workdays_left": 1, "is_past": False, "answer_due": date(2026, 3, 6),
        "paused_until": None, "awaited_until": None, "clock_state": ClockState.RUNNING,
        "provisional": False, "warnings": 0, "trouble": None, "step": STEP,
    }  # fmt: skip
    return WorklistRow(**facts | given)


LATE = row(day=date(2026, 3, 2), workdays_left=-3, is_past=True, warnings=2)
TODAYS = row(day=TODAY, workdays_left=0, provisional=True, organ=BELOW.code, number=UGLY)
PAUSED = row(clock_state=ClockState.PAUSED, paused_until=date(2026, 3, 20))
FORBIDDEN = row(step=STEP.model_copy(update={"permitted": False}))
LAPSED = row(
    clock_state=ClockState.LAPSED, answer_due=None, awaited_until=date(2026, 3, 2), is_past=True,
    day=date(2026, 3, 2), workdays_left=-3,
    step=STEP.model_copy(update={"label": "建议记录办结（视为放弃）"}),
)  # fmt: skip
NO_CLOCK = row(
    received_on=None, answer_due=None, workdays_left=None, trouble=UGLY,
    step=NextStep(verb=None, label="核对期限记录", link="/cases/1/clock", permitted=True),
)  # fmt: skip


def worklist_page(key: str, **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "counted": TILES, "worklist": WORKLIST[key], "count": 20_001, "rows": [], "next": None,
        "after": "", "organs": [HERE, BELOW], "chosen": {"organ": "", "sort": ""},
        "calendar": Numbered(1, packaged_calendar()), "most_lines": 20_000,
    }  # fmt: skip
    return frame(path=f"/worklists/{key}", **context | given)


WORKLIST_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "overdue cases": ("worklists.html", worklist_page("overdue", rows=[LATE, LATE], next="x")),
    "cases due soon": (
        "worklists.html", worklist_page("due_7", rows=[TODAYS, PAUSED, FORBIDDEN, row()]),
    ),
    "cases due soon, of one organ, latest first": (
        "worklists.html",
        worklist_page(
            "due_3", rows=[row()], after="x", chosen={"organ": HERE.code, "sort": "latest"}
        ),
    ),
    "lapsed cases": ("worklists.html", worklist_page("lapsed", rows=[LAPSED])),
    "cases without a period": ("worklists.html", worklist_page("trouble", rows=[NO_CLOCK])),
    "worklist, empty": (
        "worklists.html",
        worklist_page("paused", counted=NO_TILES, count=0, organs=[HERE], actor=READER),
    ),
    "worklist, none further": ("worklists.html", worklist_page("paused", after="x")),
    "feed, none yet": ("feed.html", frame(path="/feed", made_at=None, address="")),
    "feed just made": (
        "feed.html",
        frame(path="/feed", made_at=MOMENT, address=f"https://example.cn/feeds/{'a' * 43}.ics"),
    ),
    "feed made before": ("feed.html", frame(path="/feed", made_at=MOMENT, address="")),
}  # fmt: skip

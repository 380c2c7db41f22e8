"""The pages of the working calendar with ugly content, without a database."""

from collections import namedtuple
from datetime import date
from typing import Any
from uuid import UUID

from cases.actions.calendar_draft import Asked, as_confirmed, asked
from cases.calendars import Numbered
from cases.errors import Fault
from cases.law.calendar import packaged_calendar
from cases.law.festivals import YEARS
from cases.law.notice_checks import FESTIVALS
from cases.law.notice_text import recognise
from cases.models_clock import CalendarNotice, CalendarVersion, ClockMove
from cases.queries_calendar import WHAT, Reminder
from cases.web.calendar_forms import Filled, Row, draft_of, of_text, shown
from cases.web.calendar_views import changes_between, months_of, special_days, workdays_in
from cases.web.pages_calendar import years_of
from tests.law.invented_notices import OF_2027
from tests.pages.content import BELOW, HERE, ME, MOMENT, READER, UGLY, first_page, frame, number
from tests.pages.content import refused as refused_page

Entry = namedtuple("Entry", "CalendarNotice proposer decider")
OneEntry = namedtuple(
    "OneEntry", "CalendarNotice proposer decider dead_at done total ordinal moved recomputed"
)
Version = namedtuple("Version", "CalendarVersion year number")
Move = namedtuple("Move", "ClockMove organ organ_name of_all")
Waiting = namedtuple("Waiting", "id year name proposed_at")
CALENDAR = packaged_calendar()
NEWEST = Numbered(1, CALENDAR)
TEXT = f"{OF_2027}鼓励在12月31日<b>休息。"
FORM = of_text(recognise(TEXT), TEXT)
DRAFT = draft_of(FORM)
THEN = as_confirmed(DRAFT, CALENDAR)
CHANGES = changes_between(CALENDAR, THEN, 2027)


def notice(state: str = "proposed", **given: Any) -> CalendarNotice:
    facts: dict[str, Any] = {
        "id": number(f"schedule {state}"),
        "year": 2027,
        "number": UGLY,
        "issued_on": date(2026, 11, 20),
        "supersedes": None,
        "rest": [[str(day), festival] for day, festival in DRAFT.rest],
        "worked": [[str(day), festival] for day, festival in DRAFT.worked],
        "text": UGLY,
        "checked": [UGLY],
        "state": state,
        "proposed_by": None,
        "proposed_at": MOMENT,
        "decided_by": None,
        "decided_at": None if state in ("proposed", "packaged") else MOMENT,
        "reason": UGLY if state == "refused" else "",
    }
    return CalendarNotice(**facts | given)


STORED = [
    notice("packaged", year=n.year, number=n.number, issued_on=n.issued_on)
    for n in CALENDAR.notices
]
ENTRIES = [
    Entry(notice(), UGLY, None),
    Entry(notice("refused"), "王芳", UGLY),
    *(Entry(row, None, None) for row in STORED),
]
FIRST = CalendarVersion(ordinal=1, version="", notices=[], made_at=MOMENT, recomputed=0, moved=0)
SECOND = CalendarVersion(
    ordinal=2, version="", notices=[], notice_id=number("schedule confirmed"), made_at=MOMENT,
    recomputed=1200, moved=35,
)  # fmt: skip


def calendar_page(**given: Any) -> dict[str, Any]:
    context = {
        "newest": NEWEST,
        "years": [*years_of(CALENDAR, ENTRIES[2:], 2026)],
        "waiting": ENTRIES[:1],
        "refused": ENTRIES[1:2],
        "pending": [Entry(notice("confirmed"), "王芳", UGLY)],
        "versions": [Version(SECOND, 2027, UGLY), Version(FIRST, None, None)],
    }
    return frame(path="/calendar", **context | given)


def year_page(year: int) -> dict[str, Any]:
    return frame(
        path=f"/calendar/{year}",
        newest=NEWEST,
        year=year,
        first=2018,
        last=2060,
        schedule=next((n for n in CALENDAR.notices if n.year == year), None),
        workdays=workdays_in(CALENDAR, year),
        months=months_of(CALENDAR, year),
        special=special_days(CALENDAR, year),
    )


def new_page(**values: str) -> dict[str, Any]:
    return frame(
        path="/calendar/notices/new",
        values={"year": "2027"} | values,
        published=CALENDAR.published,
        years=range(2027, YEARS[0] - 1, -1),
    )


def draft_page(form: Filled = FORM, **given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "festivals": FESTIVALS,
        "newest": NEWEST,
        "draft": DRAFT,
        "supersedes": UGLY,
        "questions": asked(DRAFT, CALENDAR, date(2026, 11, 22)),
        "months": months_of(THEN, 2027, CHANGES),
        "changes": CHANGES,
        "workdays": workdays_in(THEN, 2027),
        "workdays_before": workdays_in(CALENDAR, 2027),
        "checked": [],
    }
    return frame(path="/calendar/notices/new", **context | shown(form) | given)


NOT_YET = {"questions": (), "months": (), "changes": {}, "draft": None, "supersedes": None}
UGLY_FORM = Filled("二〇二七", UGLY, "x", UGLY, (Row("2027-02-30", "rest", UGLY),))
UGLY_FAULTS = [
    Fault("year", "应为整数"), Fault("day.0", "应为有效日期"), Fault("text", UGLY), Fault("days", UGLY),
]  # fmt: skip


def entry_page(
    state: str = "proposed", job: tuple[Any, ...] = (None,) * 6, **given: Any
) -> dict[str, Any]:
    row = notice(state)
    context = {
        "entry": OneEntry(row, UGLY, UGLY, *job),
        "notice": row,
        "newest": NEWEST,
        "months": months_of(THEN, 2027, CHANGES),
        "special": special_days(THEN, 2027),
        "changes": CHANGES,
        "workdays": workdays_in(THEN, 2027),
        "overtaken": False,
        "is_own": False,
        "may_confirm": state == "proposed",
        "may_refuse": state == "proposed",
        "pending": state == "confirmed",
        "values": {},
    }
    return frame(path="/calendar/notices/1", **context | given)


def version_page(**given: Any) -> dict[str, Any]:
    told = [
        Move(
            ClockMove(
                calendar=2, case_id=number("case"), organ_id=HERE.id,
                number="YSQ-370783-2026-0001", what=what, was=date(2027, 1, 4),
                now=None if what == "awaited_until" else date(2027, 1, 6), reason=UGLY,
            ),
            HERE.code, organ.name, 235,
        )
        for what, organ in zip(WHAT, (HERE, BELOW, HERE, BELOW), strict=True)
    ]  # fmt: skip
    context = {
        "version": SECOND, "notice": notice("confirmed"), "changes": CHANGES, "told": told,
        "count": 235, "place": 2, "is_last": False, "sort": "-now", "what": WHAT,
    }  # fmt: skip
    return frame(path="/calendar/versions/2", **context | given)


def reminding(may_enter: bool) -> Reminder:
    waiting = (Waiting(UUID(int=7), 2027, UGLY, MOMENT),) if may_enter else ()
    return Reminder((2026, 2027), waiting, may_enter)  # type: ignore[arg-type]


def november(actor: Any, tiles: Any) -> dict[str, Any]:
    told = reminding(actor is ME)
    return first_page(actor=actor, calendar_reminder=told, tiles=tiles)


UNANSWERED = [Fault(f"checked.{q.key}", q.sentence) for q in draft_page()["questions"]]
CALENDAR_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "calendar": ("calendar.html", calendar_page()),
    "calendar for a reader": (
        "calendar.html",
        calendar_page(actor=READER, waiting=[], refused=[], pending=[]),
    ),
    "year of the calendar": ("calendar_year.html", year_page(2026)),
    "year that begins in December": ("calendar_year.html", year_page(2019)),
    "provisional year": ("calendar_year.html", year_page(2027)),
    "new schedule": ("calendar_new.html", new_page()),
    "new schedule, not recognised": (
        "calendar_new.html",
        refused_page(new_page(text=UGLY), Fault("text", "文中没有识别出日期")),
    ),
    "schedule previewed": ("calendar_draft.html", draft_page()),
    "schedule without a question": ("calendar_draft.html", draft_page(questions=())),
    "schedule with questions unanswered": (
        "calendar_draft.html",
        refused_page(
            draft_page(questions=(*draft_page()["questions"], Asked("x", UGLY))), *UNANSWERED
        ),
    ),
    "schedule that can be none": (
        "calendar_draft.html",
        refused_page(draft_page(UGLY_FORM, **NOT_YET), *UGLY_FAULTS),
    ),
    "schedule checked that can be none": (
        "calendar_draft.html",
        draft_page(UGLY_FORM, **NOT_YET, faults={f.field: f.sentence for f in UGLY_FAULTS}),
    ),
    "schedule to confirm": ("calendar_notice.html", entry_page()),
    "schedule overtaken": ("calendar_notice.html", entry_page(overtaken=True)),
    "own schedule": ("calendar_notice.html", entry_page(is_own=True, may_confirm=False)),
    "schedule for a reader": (
        "calendar_notice.html",
        entry_page(actor=READER, may_confirm=False, may_refuse=False),
    ),
    "schedule sent back without a reason": (
        "calendar_notice.html",
        refused_page(entry_page(values={"reason": ""}), Fault("reason", "此项必填")),
    ),
    "schedule sent back": ("calendar_notice.html", entry_page("refused")),
    "schedule not begun": ("calendar_notice.html", entry_page("confirmed")),
    "schedule being computed": (
        "calendar_notice.html",
        entry_page("confirmed", (None, 300, 1200, None, None, None)),
    ),
    "schedule whose job is dead": (
        "calendar_notice.html",
        entry_page("confirmed", (MOMENT, 300, 1200, None, None, None)),
    ),
    "schedule in force": (
        "calendar_notice.html",
        entry_page("confirmed", (None, 1200, 1200, 2, 35, 1200), pending=False),
    ),
    "packaged schedule": ("calendar_notice.html", entry_page("packaged", changes={})),
    "report": ("calendar_version.html", version_page()),
    "report, last page": (
        "calendar_version.html",
        version_page(place=3, is_last=True, sort="number"),
    ),
    "report of nothing": (
        "calendar_version.html",
        version_page(told=[], count=0, place=1, is_last=True, changes={}),
    ),
    "report beyond its end": ("calendar_version.html", version_page(told=[], count=0, place=9)),
    "first version": ("calendar_version.html", version_page(version=FIRST, notice=None, told=[])),
    "first page in November": ("first.html", november(ME, ())),
    "first page in November for a reader": ("first.html", november(READER, ())),
}

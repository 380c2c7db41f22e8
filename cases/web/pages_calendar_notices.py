"""Pages of one 节假日安排: pasted or typed, previewed, proposed; confirmed by a second person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases import queries_calendar as queries
from cases.actions.calendar import DECIDERS, confirm_notice, refuse_notice
from cases.actions.calendar_draft import (
    as_confirmed,
    asked,
    propose_draft,
    read_text,
    schedule_of,
    supersedes,
)
from cases.actions.door import today
from cases.actor import Actor
from cases.calendars import Numbered
from cases.errors import BadInput, Fault, Refusal
from cases.law.calendar import compiled
from cases.law.festivals import YEARS
from cases.law.notice_checks import FESTIVALS
from cases.models_clock import CalendarNotice
from cases.schemas import ReasonIn
from cases.schemas_calendar import HeadIn
from cases.typed import read
from cases.web import calendar_forms as forms
from cases.web.calendar_views import changes_between, months_of, special_days, workdays_in
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import ADMINISTRATOR, CALENDAR_DECIDER, OFFICER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]


def first_step(values: dict[str, str], newest: Numbered, at: datetime) -> dict[str, Any]:
    """Where a notice is pasted, or a year chosen to be typed day by day."""
    published = newest.calendar.published
    wanted = min(year for year in YEARS if year > max(published))
    last = max(wanted, today(at).year + 1)
    return {
        "values": {"year": str(wanted)} | values,
        "published": published,
        "years": range(last, newest.calendar.first.year - 1, -1),
    }


@get("/calendar/notices/new", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def show_new(request: R, session: S, at: At) -> Template:
    """The first step."""
    newest = await calendars.newest(session)
    return page(request, "calendar_new.html", **first_step({}, newest, at))


@post("/calendar/notices/new", opt=ADMINISTRATOR.opt, include_in_schema=False)
async def enter(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """Read what was pasted, check what was typed, or propose it: by the button that was pressed."""
    sent = await request.form()
    form, checked = typed(sent), sent.getall("checked", [])
    newest = await calendars.newest(session)
    if not {"check", "more", "propose"} & form.keys():
        return page(request, "calendar_draft.html", **begun(request, form, newest, at))
    filled = forms.filled(form)
    context = previewed(filled, newest, at) | {"checked": checked}
    context |= forms.shown(filled, more="more" in form)
    if "propose" not in form:
        return page(request, "calendar_draft.html", **context)
    try:
        draft = forms.draft_of(filled)
        row = await propose_draft(session, actor, at, draft, newest.calendar, checked)
    except Refusal as refusal:
        raise FormRefused(refusal, "calendar_draft.html", shared(request) | context) from None
    return Redirect(f"/calendar/notices/{row.id}", status_code=303)


def begun(request: R, form: dict[str, str], newest: Numbered, at: datetime) -> dict[str, Any]:
    """The second step as the first one fills it; refused, the first step is shown again."""
    try:
        if "day_by_day" in form:
            filled = forms.day_by_day(forms.read_year(form), newest.calendar)
        else:
            text = read(HeadIn, {"year": YEARS[0], "text": form.get("text", "")}).text
            if not text:
                raise BadInput.of([Fault("text", "请粘贴通知全文")])
            filled = forms.of_text(read_text(text, newest.calendar), text)
    except Refusal as refusal:
        context = shared(request) | first_step(form, newest, at)
        raise FormRefused(refusal, "calendar_new.html", context) from None
    return previewed(filled, newest, at) | forms.shown(filled) | {"checked": []}


def previewed(filled: forms.Filled, newest: Numbered, at: datetime) -> dict[str, Any]:
    """What the typed schedule would be: its months and changes, what is asked about it.

    Where it cannot be one, the faults stand beside what was typed instead.
    """
    context: dict[str, Any] = {
        "festivals": FESTIVALS, "questions": (), "months": (), "changes": {}, "faults": {},
        "newest": newest, "draft": None, "supersedes": None,
    }  # fmt: skip
    try:
        draft = forms.draft_of(filled)
        then = as_confirmed(draft, newest.calendar)
        questions = asked(draft, newest.calendar, today(at))
    except BadInput as refusal:
        return context | {
            "faults": {fault.field: fault.sentence for fault in reversed(refusal.faults)}
        }
    changes = changes_between(newest.calendar, then, draft.year)
    return context | {
        "draft": draft,
        "supersedes": supersedes(draft, newest.calendar),
        "questions": questions,
        "months": months_of(then, draft.year, changes),
        "changes": changes,
        "workdays": workdays_in(then, draft.year),
        "workdays_before": workdays_in(newest.calendar, draft.year),
    }


async def entry_context(session: AsyncSession, actor: Actor, schedule_id: UUID) -> dict[str, Any]:
    """One schedule as it was entered, beside the calendar in force."""
    entry = await queries.schedule(session, schedule_id)
    newest = await calendars.newest(session)
    notice: CalendarNotice = entry.CalendarNotice
    calendar, changes = newest.calendar, {}
    if notice.state == "confirmed" and entry.ordinal:
        made = await calendars.numbered(session, entry.ordinal)
        former = await calendars.numbered(session, entry.ordinal - 1)
        calendar = made.calendar
        changes = changes_between(former.calendar, calendar, notice.year)
    elif notice.state != "packaged":
        schedule = calendars.notice_of(notice)
        others = [n for n in newest.calendar.notices if n.year != notice.year]
        calendar = compiled([*others, schedule])
        changes = changes_between(newest.calendar, calendar, notice.year)
    standing = schedule_of(newest.calendar, notice.year)
    is_own = notice.proposed_by == actor.officer_id
    proposed = notice.state == "proposed"
    return {
        "entry": entry,
        "notice": notice,
        "newest": newest,
        "months": months_of(calendar, notice.year, changes),
        "special": special_days(calendar, notice.year),
        "changes": changes,
        "workdays": workdays_in(calendar, notice.year),
        # another schedule of the year came into force since this one was typed
        "overtaken": proposed and standing is not None and not _follows(notice, standing),
        "is_own": is_own,
        "may_confirm": proposed and actor.has_anywhere(DECIDERS) and not is_own,
        "may_refuse": proposed and actor.has_anywhere(DECIDERS),
        "pending": notice.state == "confirmed" and not entry.ordinal,
        "values": {},
    }


def _follows(notice: CalendarNotice, standing: Any) -> bool:
    """Whether a proposal changes the schedule that is in force now, or is the same typed again."""
    typed_again = (notice.number, notice.supersedes) == (standing.number, standing.supersedes)
    return notice.supersedes == standing.number or typed_again


@get("/calendar/notices/{schedule_id:uuid}", include_in_schema=False)
async def show_entry(request: R, schedule_id: FromPath[UUID], session: S, actor: A) -> Template:
    """A schedule day by day, what was asked, and where it stands."""
    return page(request, "calendar_notice.html", **await entry_context(session, actor, schedule_id))


@post(
    "/calendar/notices/{schedule_id:uuid}/confirmation",
    opt=CALENDAR_DECIDER.opt,
    include_in_schema=False,
)
async def confirm(schedule_id: FromPath[UUID], session: S, actor: A, at: At) -> Response[Any]:
    """确认并生效."""
    await confirm_notice(session, actor, at, schedule_id)
    return Redirect(f"/calendar/notices/{schedule_id}", status_code=303)


@post(
    "/calendar/notices/{schedule_id:uuid}/refusal",
    opt=CALENDAR_DECIDER.opt,
    include_in_schema=False,
)
async def refuse(
    request: R, schedule_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """退回."""
    form = typed(await request.form())
    try:
        reason = read(ReasonIn, form).reason
    except BadInput as refusal:
        context = await entry_context(session, actor, schedule_id) | {"values": form}
        raise FormRefused(refusal, "calendar_notice.html", shared(request) | context) from None
    await refuse_notice(session, actor, at, schedule_id, reason)
    return Redirect(f"/calendar/notices/{schedule_id}", status_code=303)


router = Router(
    "/",
    route_handlers=[show_new, enter, show_entry, confirm, refuse],
    opt=OFFICER.opt,
)

"""依申请转主动公开: the list, the search for candidates, suggestions entered at the desk, the settings."""

import asyncio
from datetime import datetime
from typing import Annotated, Any, Final

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, queries
from cases.actions.chain_setting import SETTERS
from cases.actions.conversion_finding import find_candidates
from cases.actions.conversion_setting import set_conversions, setting_of
from cases.actions.conversion_suggesting import suggest
from cases.actions.converting import FINDERS, check_finder
from cases.actions.door import today
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotFound, Refusal, Unlawful
from cases.law.conversion import (
    RULES,
    SUGGESTED,
    Rule,
    Stage,
)
from cases.law.conversion_exclusions import EXCLUSIONS
from cases.models import Organ
from cases.queries_conversions import list_conversions, settings_of, stage_counts
from cases.queries_savings import saved_by, years_of_conversions
from cases.schemas_conversion import ConversionSettingIn, SuggestionIn
from cases.states import DESK
from cases.typed import read
from cases.web.conversion_export import conversions_sheet, exported
from cases.web.conversion_views import NO_LINES, LinePage, lines_of
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, Policy
from cases.web.problems import FormRefused
from cases.web.spreadsheet import MOST_LINES

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
Choice = Annotated[str, QueryParameter(max_length=200)]
TEMPLATE: Final = "conversions.html"
SETTINGS: Final = "conversion_settings.html"
SUGGESTING: Final = Policy(roles=DESK, article=SUGGESTED)
FINDING: Final = Policy(roles=FINDERS)
SETTING: Final = Policy(roles=SETTERS)


async def chosen_organs(
    session: AsyncSession, actor: Actor, code: str
) -> tuple[list[Organ], list[Organ]]:
    """Every organ that this officer reads, and those that the list is narrowed to."""
    every = list(await queries.organs_of(session, actor))
    if not code:
        return every, every
    organ = await queries.organ_by_code(session, actor, code)
    return every, [organ]


async def list_context(
    session: AsyncSession, actor: Actor, chosen: dict[str, str]
) -> dict[str, Any]:
    """The page without its lines."""
    every, organs = await chosen_organs(session, actor, chosen["organ"])
    here = [organ.id for organ in organs]
    return {
        "every": every,
        "organs": organs,
        "chosen": chosen,
        "counts": await stage_counts(session, here),
        "years": await years_of_conversions(session, here),
        "stages": list(Stage),
        "stage_pairs": [(one.value, one.label) for one in Stage],
        "rule_pairs": [(one.rule.value, one.label) for one in RULES],
        "finds": [organ for organ in every if actor.has(organ.id, FINDERS)],
        "suggests": [organ for organ in every if actor.has(organ.id, DESK)],
        "sets": [organ for organ in every if actor.has(organ.id, SETTERS)],
        "found": NO_LINES,
        "values": {},
        "form": "",
        "after": "",
        "told": "",
    }


async def lines(
    session: AsyncSession,
    organs: list[Organ],
    at: datetime,
    chosen: dict[str, str],
    after: str = "",
    size: int = queries.PAGE,
) -> LinePage:
    """The lines of the list as they are printed."""
    found = await list_conversions(
        session, [organ.id for organ in organs], stage=chosen["stage"], rule=chosen["rule"],
        words=chosen["q"], after=after or None, size=size,
    )  # fmt: skip
    saved = await saved_by(session, [one.row.entry_id for one in found.rows if one.row.entry_id])
    calendar = (await calendars.newest(session)).calendar
    return LinePage(lines_of(found.rows, calendar, today(at), saved), found.next)


def choices(stage: str, rule: str, organ: str, q: str) -> dict[str, str]:
    """What the list is narrowed by; a state or a rule that is none narrows nothing."""
    return {
        "stage": stage if stage in list(Stage) else "",
        "rule": rule if rule in list(Rule) else "",
        "organ": organ,
        "q": q.strip(),
    }


@get("/conversions", include_in_schema=False)
async def conversions_page(
    request: R,
    session: S,
    actor: A,
    at: At,
    stage: Choice = "",
    rule: Choice = "",
    organ: Choice = "",
    q: Choice = "",
    after: Choice = "",
    made: Choice = "",
    joined: Choice = "",
) -> Template:
    """Candidates first, with the day by which each is owed something."""
    chosen = choices(stage, rule, organ, q)
    context = await list_context(session, actor, chosen)
    try:
        found = await lines(session, context["organs"], at, chosen, after)
    except Refusal as refusal:
        raise FormRefused(refusal, TEMPLATE, shared(request) | context) from None
    told = looked(made, joined)
    return page(request, TEMPLATE, **context | {"found": found, "after": after, "told": told})


def looked(made: str, joined: str) -> str:
    """What a search found, in words, after it was asked for."""
    if not (made.isascii() and made.isdigit() and len(made) <= LONGEST_COUNT):
        return ""
    more = (
        f"，另有{int(joined)}项申请并入正在审查的候选" if joined.isdecimal() and int(joined) else ""
    )
    return f"已经查找完毕，发现{int(made)}条新的候选{more}。"


LONGEST_COUNT: Final = 6


@get("/conversions/file", include_in_schema=False)
async def conversions_file(
    session: S,
    actor: A,
    at: At,
    ending: Annotated[str, QueryParameter(name="format", max_length=10)] = "xlsx",
    stage: Choice = "",
    rule: Choice = "",
    organ: Choice = "",
    q: Choice = "",
) -> Response[Any]:
    """The list as xlsx or csv, as it was narrowed."""
    chosen = choices(stage, rule, organ, q)
    _, organs = await chosen_organs(session, actor, organ)
    found = await lines(session, organs, at, chosen, size=MOST_LINES)
    sheet = conversions_sheet(found.rows, today(at))
    return await asyncio.to_thread(exported, sheet, ending, f"转主动公开一览表{today(at)}")


@post("/conversions/search", opt=FINDING.opt, include_in_schema=False)
async def look_now(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """查找候选 now, as it is done each night; run again it finds nothing twice."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, form.get("organ", ""))
    check_finder(actor, organ.id)
    found = await find_candidates(session, at, organ, actor)
    told = {"organ": organ.code, "made": str(len(found.made)), "joined": str(found.joined)}
    return Redirect("/conversions", query_params=told, status_code=303)


@post("/conversions", opt=SUGGESTING.opt, include_in_schema=False)
async def add_suggestion(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """登记申请人的建议."""
    form = typed(await request.form())
    chosen = choices("", "", "", "")
    context = await list_context(session, actor, chosen)
    context["found"] = await lines(session, context["organs"], at, chosen)
    try:
        said = read(SuggestionIn, form)
        organ = await queries.organ_by_code(session, actor, form.get("organ", ""))
        made = await suggest(session, actor, at, organ.id, **dict(said))
    except (BadInput, Conflict, Unlawful) as refusal:
        again = shared(request) | context | {"values": form, "form": "suggest"}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect(f"/conversions/{made.id}", status_code=303)


async def settings_context(session: AsyncSession, actor: Actor, code: str) -> dict[str, Any]:
    """What is set for one organ, and every setting so far."""
    every = await queries.organs_of(session, actor)
    organ = next((one for one in every if code in ("", one.code)), None)
    if organ is None:
        raise NotFound("没有找到这个单位" if code else "没有可以查看的单位")
    now = await setting_of(session, organ.id)
    values = {
        "least_applicants": now.least_applicants,
        "within_months": now.within_months,
        "review_workdays": now.review_workdays,
        "own_words": "\n".join(now.own_words),
    }
    return {
        "every": every,
        "organ": organ,
        "now": now,
        "history": await settings_of(session, organ.id),
        "exclusions": EXCLUSIONS,
        "rules": RULES,
        "may_set": actor.has(organ.id, SETTERS),
        "values": values,
    }


@get("/conversions/settings", include_in_schema=False)
async def settings_page(request: R, session: S, actor: A, organ: Choice = "") -> Template:
    """转主动公开的设置 of one organ, with what is never a candidate."""
    return page(request, SETTINGS, **await settings_context(session, actor, organ))


@post("/conversions/settings", opt=SETTING.opt, include_in_schema=False)
async def change_settings(request: R, session: S, actor: A, at: At) -> Response[Any]:
    """The settings from now on."""
    form = typed(await request.form())
    context = await settings_context(session, actor, form.get("organ", ""))
    organ = context["organ"]
    try:
        await set_conversions(session, actor, at, organ.id, **dict(read(ConversionSettingIn, form)))
    except BadInput as refusal:
        again = shared(request) | context | {"values": form}
        raise FormRefused(refusal, SETTINGS, again) from None
    return Redirect("/conversions/settings", query_params={"organ": organ.code}, status_code=303)


router = Router(
    "/",
    route_handlers=[
        conversions_page, conversions_file, look_now, add_suggestion, settings_page,
        change_settings,
    ],
    opt=OFFICER.opt,
)  # fmt: skip

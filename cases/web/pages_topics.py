"""Pages of 主题: the topic of a case, corrected by hand; topics computed at once; the dictionary."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from litestar import Request, Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath, QueryParameter
from litestar.response import Redirect, Template
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import topics
from cases.actions.topic_computing import compute_topics
from cases.actions.topics import CORRECTORS, KEEPERS, check_corrector
from cases.actor import Actor
from cases.errors import BadInput, Conflict
from cases.models import Case, Organ
from cases.queries_topics import (
    MOST_WAITING,
    dictionaries_of,
    topic_of,
    waiting_for_topics,
)
from cases.schemas_topics import DictionaryIn, RestorationIn, TopicIn
from cases.topics.default_words import DEFAULT, STANDING
from cases.topics.dictionary import written
from cases.topics.naming import BY_LABELS, By
from cases.topics_in_force import InForce, in_force
from cases.typed import read
from cases.web.addresses import own_address
from cases.web.forms import typed
from cases.web.page import page, shared
from cases.web.policy import OFFICER, TOPIC_CORRECTOR, TOPIC_KEEPER
from cases.web.problems import FormRefused

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
A = NamedDependency[Actor]
At = NamedDependency[datetime]
DONE = Annotated[str, QueryParameter(max_length=20)]


@get("/cases/{case_id:uuid}/topic", include_in_schema=False)
async def topic_page(
    request: R,
    case_id: FromPath[UUID],
    session: S,
    actor: A,
    back: Annotated[str, QueryParameter(max_length=500)] = "",
) -> Template:
    """The topic of a case, what decided it, and the form that corrects it, then goes `back`."""
    case, organ = await queries.read_case(session, actor, case_id)
    context = await topic_context(session, actor, case, organ)
    return page(
        request,
        "case_topic.html",
        **context | {"back": own_address(back or f"/cases/{case_id}/topic")},
    )


async def topic_context(
    session: AsyncSession, actor: Actor, case: Case, organ: Organ
) -> dict[str, Any]:
    """What `_case_topic.html` shows of a case: two statements."""
    used = (await in_force(session, [organ.id]))[organ.id]
    topic, correction = await topic_of(session, case.id)
    return {
        "case": case,
        "organ": organ,
        "topic": topic,
        "correction": correction,
        "by_label": BY_LABELS[By(topic.decided_by)] if topic else "",
        "topics": used.dictionary.names,
        "may_correct": actor.has(organ.id, CORRECTORS),
        "back": f"/cases/{case.id}/topic",
        "values": {},
    }


@post("/cases/{case_id:uuid}/topic", opt=TOPIC_CORRECTOR.opt, include_in_schema=False)
async def correct(
    request: R, case_id: FromPath[UUID], session: S, actor: A, at: At
) -> Response[Any]:
    """更正主题, and back to where it was said."""
    form = typed(await request.form())
    case, organ = await queries.read_case(session, actor, case_id)
    try:
        await topics.correct_topic(session, actor, at, case_id, read(TopicIn, form).topic)
    except (BadInput, Conflict) as refusal:
        context = await topic_context(session, actor, case, organ)
        again = (
            shared(request) | context | {"values": form, "back": own_address(form.get("back", ""))}
        )
        raise FormRefused(refusal, "case_topic.html", again) from None
    back = form.get("back") or f"/cases/{case_id}/topic"
    return Redirect(own_address(back), status_code=303)


@post("/analysis/{code:str}/computation", opt=TOPIC_CORRECTOR.opt, include_in_schema=False)
async def compute(code: FromPath[str], session: S, actor: A, at: At) -> Response[Any]:
    """立即计算: topics for the cases of the organ that have none by today's dictionary."""
    organ = await queries.organ_by_code(session, actor, code)
    check_corrector(actor, organ.id)
    await compute_topics(session, at, organ.id, MOST_AT_ONCE)
    return Redirect(f"/analysis/{organ.code}/dictionary?done=computed", status_code=303)


MOST_AT_ONCE = 20_000  # convention: some ten seconds; the worker goes on with the rest at night


@get("/analysis/{code:str}/dictionary", include_in_schema=False)
async def dictionary_page(
    request: R, code: FromPath[str], session: S, actor: A, done: DONE = ""
) -> Template:
    """The dictionary in force, its words and weights, the versions of it, what is not computed yet."""
    organ = await queries.organ_by_code(session, actor, code)
    context = await dictionary_context(session, actor, organ)
    return page(request, TEMPLATE, **context | {"done": done})


TEMPLATE = "topic_dictionary.html"


async def dictionary_context(session: AsyncSession, actor: Actor, organ: Organ) -> dict[str, Any]:
    """All that the page of a dictionary shows."""
    used: InForce = (await in_force(session, [organ.id]))[organ.id]
    versions = await dictionaries_of(session, organ.id)
    return {
        "organ": organ,
        "used": used,
        "is_own": used.organ_id == organ.id,
        "is_default": used.organ_id is None,
        "text": written(used.dictionary),
        "versions": versions,
        "number": versions[0].number if versions else 0,
        "standing": STANDING,
        "defaults": len(DEFAULT.topics),
        "waiting": await waiting_for_topics(session, organ.id, used.version),
        "most_waiting": MOST_WAITING,
        "may_edit": actor.has(organ.id, KEEPERS),
        "may_compute": actor.has(organ.id, CORRECTORS),
        "done": "",
        "form": "",
        "values": {},
    }


@post("/analysis/{code:str}/dictionary", opt=TOPIC_KEEPER.opt, include_in_schema=False)
async def edit(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Response[Any]:
    """A new version of the dictionary; it is refused whole, with every line that is wrong."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    try:
        filled = read(DictionaryIn, form)
        await topics.edit_dictionary(
            session, actor, at, organ.id, text=filled.lines, note=filled.note, seen=filled.number
        )
    except (BadInput, Conflict) as refusal:
        context = await dictionary_context(session, actor, organ)
        again = shared(request) | context | {"values": form, "form": "edit"}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect(f"/analysis/{organ.code}/dictionary?done=edited", status_code=303)


@post("/analysis/{code:str}/dictionary/restoration", opt=TOPIC_KEEPER.opt, include_in_schema=False)
async def restore(request: R, code: FromPath[str], session: S, actor: A, at: At) -> Response[Any]:
    """恢复默认: the organ goes by its government's dictionary again, or by the default."""
    form = typed(await request.form())
    organ = await queries.organ_by_code(session, actor, code)
    try:
        note = read(RestorationIn, form).note
        await topics.restore_default(session, actor, at, organ.id, note)
    except (BadInput, Conflict) as refusal:
        context = await dictionary_context(session, actor, organ)
        again = shared(request) | context | {"values": form, "form": "restore"}
        raise FormRefused(refusal, TEMPLATE, again) from None
    return Redirect(f"/analysis/{organ.code}/dictionary?done=restored", status_code=303)


router = Router(
    "/",
    route_handlers=[topic_page, correct, compute, dictionary_page, edit, restore],
    opt=OFFICER.opt,
)

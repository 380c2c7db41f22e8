"""发现转主动公开的候选 (条例第四十四条第一款): several applicants, the same information, given each time.

A false candidate is worse than a missing one: whatever speaks against it is left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, literal, or_, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import conversion_rows, door
from cases.actions.conversion_pool import Given, given_in_span, linked
from cases.actions.conversion_setting import setting_of
from cases.actor import SYSTEM, Actor, system
from cases.conversion_file import Step
from cases.law.conversion import AFRESH, OPEN, Rule, enough
from cases.law.conversion_exclusions import excluded
from cases.law.identity import masked_text
from cases.models import Organ
from cases.models_conversion import Conversion, ConversionCase
from cases.models_published import PublishedEntry
from cases.topics.likeness import groups, same_information
from cases.topics.wording import wording

# Of the trigrams of what was asked for, found in a title: what is compared word by word (convention)
TITLE_ALIKE: Final = 0.3
MOST_TITLES: Final = 20
COMPARED: Final = 120  # characters of a request
LONGEST_TITLE: Final = 100  # characters
SHORTEST_CORE: Final = (
    6  # characters of what is asked for that a longer title may hold (convention)
)
FRAME: Final = re.compile(
    r"^\s*(?:(?:本人|我们?|我单位|我公司)?(?:现|特|依法)?(?:向\S{2,20}?(?:局|委|府|办|处))?"
    r"(?:申请|请求|要求|请)(?:依法)?(?:予以)?(?:公开|获取|查阅|提供)?)[：:，,、\s]*"
)


@dataclass(frozen=True)
class Found:
    """What a run found: new candidates, and how many items joined those under review."""

    made: tuple[Conversion, ...]
    joined: int


async def find_candidates(session: AsyncSession, at: datetime, organ: Organ, actor: Actor) -> Found:
    """Look through what an organ gave in the months of its setting; run again it finds nothing new.

    Items of a candidate under review join it; of one that was refused or withdrawn only what came
    since counts towards another; what is to be published or is public already is left alone.
    """
    await session.get_one(Organ, organ.id, with_for_update={"key_share": True})  # one run at a time
    setting, today = await setting_of(session, organ.id), door.today(at)
    given = await given_in_span(session, organ.id, today, setting.within_months)
    behind, of = await linked(session, organ.id)
    known = {one.key: one for one in behind} | {one.key: one for one in given}
    pool = [
        one
        for one in known.values()
        if one.key in of or not excluded(one.text, [one.request.name], setting.own_words)
    ]
    span = {one.key for one in given}
    made: list[Conversion] = []
    joined = 0
    for keys in groups((one.key, one.text) for one in pool):
        settled = [of[key] for key in keys if key in of]
        fresh = [known[key] for key in keys if key not in of and key in span]
        running = next((one for one in reversed(settled) if one.stage in OPEN), None)
        if running is not None:
            joined += await _join(session, actor, at, running, fresh)
        elif all(one.stage in AFRESH for one in settled):
            chosen = _chosen(fresh, setting.least_applicants, setting.within_months)
            if chosen and not await is_public(session, organ, chosen):
                made.append(await _make(session, actor, at, organ, chosen, setting.review_workdays))
    if made:
        await conversion_rows.tell_heads(session, at, organ.id, made)
    return Found(tuple(made), joined)


def _chosen(fresh: Sequence[Given], least: int, months: int) -> Sequence[Given]:
    """Those that make a candidate: like one among them, by so many persons, within so many months.

    Grouping is by likeness to each; here all are compared with the one that has the most likes.
    """
    if len(fresh) < least:
        return ()
    alike = [
        [other for other in fresh if other is one or same_information(one.text, other.text)]
        for one in fresh
    ]
    best = max(alike, key=len)
    places = enough([one.request for one in best], least, months)
    return [best[place] for place in places]


async def is_public(session: AsyncSession, organ: Organ, asked: Sequence[Given]) -> bool:
    """Whether this organ, or one of its government, has published what was asked for already."""
    near = select(Organ.id).where(
        or_(
            Organ.id == organ.id,
            Organ.id == organ.parent_id,
            Organ.parent_id == organ.id,
            Organ.parent_id == organ.parent_id if organ.parent_id else literal(False),
        )
    )
    await session.execute(AT_LEAST, {"least": str(TITLE_ALIKE)})
    for said in dict.fromkeys(one.text for one in asked):
        sought = "".join(2 * character for character in plain(said).lower()[:COMPARED])
        likeness = func.word_similarity(literal(sought), PublishedEntry.title_key)
        titles = await session.scalars(
            select(PublishedEntry.title)
            .where(
                PublishedEntry.title_key.bool_op("%>")(sought),
                PublishedEntry.withdrawn_on.is_(None),
                PublishedEntry.organ_id.in_(near),
            )
            .order_by(likeness.desc(), PublishedEntry.id)
            .limit(MOST_TITLES)
        )
        if any(names(title, said) for title in titles):
            return True
    return False


def names(title: str, asked: str) -> bool:
    """Whether a published title is what was asked for: in like words, or with its name within."""
    core = wording(asked).core
    within = len(core) >= SHORTEST_CORE and core in wording(title).plain
    return within or same_information(title, asked)


AT_LEAST: Final = text("SELECT set_config('pg_trgm.word_similarity_threshold', :least, true)")


def plain(said: str) -> str:
    """What is asked for without the words of asking: 申请公开……."""
    return FRAME.sub("", said).strip("。；;，, \n") or said.strip()


def title_of(texts: Sequence[str]) -> str:
    """What a candidate is called at first: the shortest wording, personal numbers masked."""
    shortest = min((plain(masked_text(said)) for said in texts), key=len)
    line = " ".join(shortest.split())
    return line if len(line) <= LONGEST_TITLE else f"{line[: LONGEST_TITLE - 1]}…"


async def _make(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ: Organ,
    chosen: Sequence[Given],
    review_workdays: int,
) -> Conversion:
    return await conversion_rows.make(
        session,
        actor,
        at,
        organ.id,
        rule=Rule.APPLICANTS,
        title=title_of([one.text for one in chosen]),
        parted=any(one.in_part for one in chosen),
        reason="",
        review_workdays=review_workdays,
        items=[one.key for one in chosen],
        step=Step.FOUND,
    )


async def _join(
    session: AsyncSession, actor: Actor, at: datetime, running: Conversion, fresh: Sequence[Given]
) -> int:
    """More requests for what is under review already: they are behind it from now on."""
    if not fresh:
        return 0
    await session.refresh(running, with_for_update=True)
    if running.stage not in OPEN:  # decided while this run looked
        return 0
    keys = [one.key for one in fresh]
    session.add_all(
        ConversionCase(conversion_id=running.id, case_id=case_id, item=item, added_at=at)
        for case_id, item in keys
    )
    said = {"items": conversion_rows.as_items(keys)}
    await conversion_rows.append(session, running, actor, at, Step.JOINED, said)
    return len(fresh)


async def look_each_night(session: AsyncSession, at: datetime, organ_id: UUID) -> Found:
    """The nightly run of one organ, by the system; done twice it finds nothing twice."""
    organ = await session.get_one(Organ, organ_id)
    return await find_candidates(session, at, organ, system(SYSTEM))


async def organ_ids(session: AsyncSession) -> Sequence[UUID]:
    """Every organ that answers in its own name: where candidates are looked for each night."""
    return (await session.scalars(select(Organ.id).where(Organ.own_name).order_by(Organ.id))).all()

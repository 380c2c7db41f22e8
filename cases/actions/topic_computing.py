"""主题判定: topics computed in batches, again only where dictionary or request changed."""

import asyncio
from collections.abc import Sequence
from datetime import date, datetime
from hashlib import md5
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Row, func, or_, select, tuple_
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.ext.asyncio import AsyncSession

from cases.models import Case, Organ
from cases.models_topics import CaseTopic, TopicCorrection
from cases.topics.dictionary import Dictionary
from cases.topics.naming import By, Corrections, Named, corrections_from, key_of, name_topic
from cases.topics_in_force import InForce, in_force

BATCH: Final = 1000  # cases in memory at once
MOST: Final = 50_000  # of one call: a minute's work; the next call goes on
MOST_CORRECTIONS: Final = 5000  # of an organ, the newest: what is learned from
MOST_WORDS: Final = 6  # deciding words that are kept
SHOWN_SIGNS: Final = 4000  # of a request that are read: what follows is its annexes


async def compute_topics(
    session: AsyncSession, at: datetime, organ_id: UUID | None = None, most: int = MOST
) -> int:
    """Topics for the cases of an organ, or of all, that have none by today's dictionary; how many.

    What was set by hand stays. Called again it does what is left, and nothing where nothing is.
    """
    organs = [organ_id] if organ_id else [*await session.scalars(select(Organ.id))]
    done = 0
    for organ, used in (await in_force(session, organs)).items():
        if done >= most:
            break
        done += await _compute(session, at, organ, used, most - done)
    return done


async def _compute(
    session: AsyncSession, at: datetime, organ_id: UUID, used: InForce, most: int
) -> int:
    corrections: Corrections | None = None
    after: tuple[date, UUID] | None = None
    done = 0
    while done < most:
        rows = await _waiting(session, organ_id, used.version, after, min(BATCH, most - done))
        if not rows:
            break
        if corrections is None:
            corrections = await corrections_of(session, organ_id, used.dictionary)
        # the loop serves others meanwhile
        made = await asyncio.to_thread(_named, rows, organ_id, used, corrections, at)
        await _put(session, made)
        done += len(rows)
        after = (rows[-1].listed_on, rows[-1].id)
    return done


async def _waiting(
    session: AsyncSession,
    organ_id: UUID,
    version: str,
    after: tuple[date, UUID] | None,
    count: int,
) -> Sequence[Row[Any]]:
    """The next cases without a topic of this version, or whose request was corrected since."""
    place = (Case.listed_on, Case.id)
    query = (
        select(Case.id, Case.listed_on, Case.request, func.md5(Case.request).label("request_md5"))
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(
            Case.organ_id == organ_id,
            or_(
                CaseTopic.case_id.is_(None),
                (CaseTopic.decided_by != By.HAND)
                & (
                    (CaseTopic.version != version)
                    | (CaseTopic.request_md5 != func.md5(Case.request))
                ),
            ),
        )
        .order_by(*(column.desc() for column in place))
        .limit(count)
    )
    if after is not None:
        query = query.where(tuple_(*place) < tuple_(*after))
    return (await session.execute(query)).all()


async def corrections_of(
    session: AsyncSession, organ_id: UUID, dictionary: Dictionary
) -> Corrections:
    """What an organ's corrections by hand teach, the newest of each case."""
    newest = (
        select(TopicCorrection.case_id, TopicCorrection.topic, TopicCorrection.made_at)
        .ext(distinct_on(TopicCorrection.case_id))
        .where(TopicCorrection.organ_id == organ_id)
        .order_by(
            TopicCorrection.case_id, TopicCorrection.made_at.desc(), TopicCorrection.id.desc()
        )
        .subquery()
    )
    rows = await session.execute(
        select(Case.request, newest.c.topic)
        .join(newest, newest.c.case_id == Case.id)
        .order_by(newest.c.made_at.desc(), Case.id)
        .limit(MOST_CORRECTIONS)
    )
    told = [(request[:SHOWN_SIGNS], topic) for request, topic in rows]
    return corrections_from(reversed(told), dictionary)


def _named(
    rows: Sequence[Row[Any]],
    organ_id: UUID,
    used: InForce,
    corrections: Corrections,
    at: datetime,
) -> list[dict[str, Any]]:
    texts = [row.request[:SHOWN_SIGNS] for row in rows]
    named = [name_topic(text, used.dictionary, corrections) for text in texts]
    return [_row(row, organ_id, one, used, at) for row, one in zip(rows, named, strict=True)]


def _row(
    row: Row[Any], organ_id: UUID, named: Named, used: InForce, at: datetime
) -> dict[str, Any]:
    return {
        "case_id": row.id,
        "organ_id": organ_id,
        "topic": named.topic,
        "decided_by": named.by,
        "version": used.version,
        "words": [[word, weight] for word, weight in named.words[:MOST_WORDS]],
        "runner_up": named.runner_up,
        "wording": key_of(row.request[:SHOWN_SIGNS]),
        "request_md5": row.request_md5,
        "decided_at": at,
    }


async def _put(session: AsyncSession, rows: list[dict[str, Any]]) -> None:
    put = insert(CaseTopic)
    changed = {name: put.excluded[name] for name in rows[0] if name != "case_id"}
    await session.execute(
        put.on_conflict_do_update(
            index_elements=[CaseTopic.case_id],
            set_=changed,
            where=CaseTopic.decided_by != By.HAND,  # corrected while this was computed
        ),
        rows,
        execution_options={"render_nulls": True},  # else one statement for each run of like rows
    )


def kept_topic(
    case_id: UUID, organ_id: UUID, request: str, topic: str, version: str, at: datetime
) -> CaseTopic:
    """The row of a topic that was set by hand."""
    return CaseTopic(
        case_id=case_id, organ_id=organ_id, topic=topic, decided_by=By.HAND, version=version,
        words=[], runner_up=None, wording=key_of(request[:SHOWN_SIGNS]),
        request_md5=md5(request.encode(), usedforsecurity=False).hexdigest(), decided_at=at,
    )  # fmt: skip

"""Which dictionary of topics (主题词典) an organ works with: its own, its government's, the default."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from cases.models import Organ
from cases.models_topics import TopicDictionary
from cases.topics.default_words import DEFAULT
from cases.topics.dictionary import Dictionary, dictionary_from, written


@dataclass(frozen=True)
class InForce:
    """A dictionary, its digest, and whose version it is; of nobody where it is the default."""

    dictionary: Dictionary
    version: str
    organ_id: UUID | None = None
    number: int = 0


def version_of(dictionary: Dictionary) -> str:
    """A digest of topics, words and weights: equal for equal dictionaries."""
    return sha256(written(dictionary).encode()).hexdigest()


DEFAULT_IN_FORCE = InForce(DEFAULT, version_of(DEFAULT))


@lru_cache(maxsize=32)
def _read(text: str) -> Dictionary:
    return dictionary_from(text)


async def in_force(session: AsyncSession, organs: Collection[UUID]) -> dict[UUID, InForce]:
    """The dictionary of each of these organs: one statement, up the tree as far as it goes."""
    start = select(
        Organ.id.label("of"), Organ.id.label("at"), Organ.parent_id.label("above"),
        literal(0).label("steps"),
    ).where(Organ.id.in_(organs)).cte("up", recursive=True)  # fmt: skip
    higher = aliased(Organ)
    up = start.union_all(
        select(start.c.of, higher.id, higher.parent_id, start.c.steps + 1).join(
            higher, higher.id == start.c.above
        )
    )
    newest = (
        select(TopicDictionary)
        .ext(distinct_on(TopicDictionary.organ_id))
        .order_by(TopicDictionary.organ_id, TopicDictionary.number.desc())
        .subquery()
    )
    rows = await session.execute(
        select(up.c.of, newest.c.organ_id, newest.c.number, newest.c.text, newest.c.digest)
        .join(newest, newest.c.organ_id == up.c.at)
        .where(newest.c.text != "")
        .order_by(up.c.of, up.c.steps)
    )
    found = dict.fromkeys(organs, DEFAULT_IN_FORCE)
    for row in rows:
        if found[row.of] is DEFAULT_IN_FORCE:
            found[row.of] = InForce(_read(row.text), row.digest, row.organ_id, row.number)
    return found

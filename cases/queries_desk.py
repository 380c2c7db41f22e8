"""Reads of the front desk (窗口): earlier applications, similar requests, what waits for confirmation.

All of them answer while somebody types: none reads more the more cases there are.
"""

import re
from collections.abc import Collection, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Row,
    String,
    and_,
    case,
    func,
    literal,
    select,
    true,
    tuple_,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal
from cases.law.identity import normal
from cases.models import Case, Organ
from cases.queries import PAGE, Page
from cases.queries_prompts import doubled
from cases.queries_search import day_and_id
from cases.states import State
from cases.vault import Vault

SHOWN: Final = 5  # of each kind, beside the form
NEWEST: Final = 1000  # convention: the requests of late among which similar ones are looked for
COMPARED: Final = 120  # characters of a request
ALIKE: Final = 0.5  # of the trigrams of what is asked for, found in one place of the other text
SHORTEST: Final = 8  # characters, doubled: four of the text
SHORTEST_NUMBER: Final = 6
SHORTEST_PHONE: Final = 7
BY_NUMBER, BY_PHONE, BY_NAME = "证件号码相同", "电话相同", "姓名相同"

LISTED: Final = (
    Case.id, Case.number, Case.state, Case.listed_on, Case.answered_on, Case.answer_type,
    Case.annual_row, Case.applicant_name, func.left(Case.request, 160).label("request"),
)  # fmt: skip


async def same_person(
    session: AsyncSession,
    vault: Vault,
    organs: Collection[UUID],
    *,
    number: str,
    phone: str,
    name: str,
    asked: Sequence[str],
) -> Sequence[Row[Any]]:
    """Earlier applications of one person at these organs, those for the like thing first.

    By the blind index of number and telephone; a name alone only says that somebody was called so.
    `likeness`: how much of what is asked for now stands in the earlier request.
    """
    ways: list[tuple[str, ColumnElement[bool]]] = []
    if len(normal(number)) >= SHORTEST_NUMBER:
        ways.append((BY_NUMBER, Case.id_number_index == personal.id_number_index(vault, number)))
    if len(personal.normal_phone(phone)) >= SHORTEST_PHONE:
        ways.append((BY_PHONE, Case.phone_index == personal.phone_index(vault, phone)))
    if len(name) > 1:
        key = func.search_key(Case.number, Case.applicant_name, Case.request)
        like = f"%{_twice(name)}%"
        ways.append((BY_NAME, and_(key.like(like, escape="\\"), Case.applicant_name == name)))
    if not ways:
        return []
    likeness = likeness_of(asked, func.search_key("", "", func.left(Case.request, COMPARED)))
    # of each way all, by its own index, and the newest of these: in the order of another index
    # every case would be looked through for the few of one person
    every = [
        select(Case.id, Case.listed_on)
        .where(Case.organ_id.in_(organs), term)
        .cte(f"way_{place}")
        .prefix_with("MATERIALIZED")
        for place, (_, term) in enumerate(ways)
    ]
    newest = [
        select(way.c.id, literal(place).label("way"))
        .order_by(way.c.listed_on.desc(), way.c.id.desc())
        .limit(MOST_OF_ONE)
        .subquery()
        .select()
        for place, way in enumerate(every)
    ]
    found = union_all(*newest).subquery()
    nearest = select(found.c.id, func.min(found.c.way).label("way")).group_by(found.c.id).subquery()
    labels = case(*((nearest.c.way == place, label) for place, (label, _) in enumerate(ways)))
    rows = await session.execute(
        select(*LISTED, labels.label("by"), likeness.label("likeness"))
        .join(nearest, nearest.c.id == Case.id)
        .order_by(nearest.c.way, (likeness >= ALIKE).desc(), Case.listed_on.desc(), Case.id)
        .limit(SHOWN)
    )
    return rows.all()


MOST_OF_ONE: Final = 200  # applications of one person among which the like one is looked for


def _twice(text: str) -> str:
    """As the index of names and requests has it: each character doubled, wildcards as they are."""
    return "".join(2 * (f"\\{c}" if c in "%_\\" else c) for c in text.lower())


def sought_of(asked: str) -> str:
    """What is looked for of an item, doubled: what stands in 《》, else its words without the frame.

    Empty while it is too short to be like anything.
    """
    named = NAMED.search(asked)
    words = named[1] if named else asked
    for phrase in FRAME:
        words = words.replace(phrase, "")
    text = doubled(words)
    return text if len(text) >= SHORTEST else ""


NAMED: Final = re.compile(r"《([^《》]{4,})》")
# Words around what is asked for, in most requests and in no title (convention)
FRAME: Final = (
    "我想要", "我想", "我要", "本人", "希望", "要求", "获取", "查阅", "了解", "知道", "提供",
    "的全部内容", "全部内容", "和附件", "及附件", "复印件", "纸质版", "电子版",
)  # fmt: skip


def _sought(asked: Sequence[str]) -> list[str]:
    return [text for text in map(sought_of, asked) if text]


def likeness_of(asked: Sequence[str], key: Any) -> ColumnElement[Any]:
    """How much of the likest item stands in a text; 0 where nothing was asked for yet."""
    each = [func.word_similarity(literal(text, String), key) for text in _sought(asked)]
    return func.greatest(0.0, *each)


async def similar_requests(
    session: AsyncSession, organs: Sequence[UUID], asked: Sequence[str]
) -> Sequence[Row[Any]]:
    """The likest among the newest requests of these organs, whoever asked.

    The index of trigrams would look through every case for the common words of a request (1.2 s at
    100,000 cases of few topics); the newest NEWEST by their own index are a bounded few (0.1 s).
    """
    if not organs or not _sought(asked):
        return []
    likeness = likeness_of(asked, func.search_key("", "", func.left(Case.request, COMPARED)))
    newest = (
        select(*LISTED, likeness.label("likeness"))
        .where(Case.organ_id == Organ.id)
        .order_by(Case.listed_on.desc(), Case.id.desc())
        .limit(max(NEWEST // len(organs), SHOWN))
        .correlate(Organ)
        .lateral("newest")
    )
    rows = await session.execute(
        select(newest)
        .select_from(Organ)
        .join(newest, true())
        .where(Organ.id.in_(organs), newest.c.likeness >= ALIKE)
        .order_by(newest.c.likeness.desc(), newest.c.listed_on.desc(), newest.c.id)
        .limit(SHOWN)
    )
    return rows.all()


async def unconfirmed(
    session: AsyncSession, organs: Collection[UUID], after: str | None = None
) -> Page:
    """Cases of these organs without a confirmed day of receipt, the longest waiting first."""
    query = (
        select(*LISTED, Case.organ_id, Case.channel, Organ.name.label("organ_name"))
        .join(Organ, Organ.id == Case.organ_id)
        .where(Case.organ_id.in_(organs), Case.state == State.UNCONFIRMED)
        .order_by(Case.listed_on, Case.id)
        .limit(PAGE + 1)
    )
    if after is not None:
        query = query.where(tuple_(Case.listed_on, Case.id) > tuple_(*day_and_id(after)))
    rows = (await session.execute(query)).all()
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(rows[:PAGE], f"{last.listed_on}_{last.id}" if last else None)


async def sealed_of(
    session: AsyncSession, case_ids: Collection[UUID]
) -> dict[UUID, tuple[bytes | None, int]]:
    """Of these cases: the sealed personal data, and how many records each has."""
    if not case_ids:
        return {}
    rows = await session.execute(
        select(Case.id, Case.personal, Case.events).where(Case.id.in_(case_ids))
    )
    return {row.id: (row.personal, row.events) for row in rows}


async def registered(session: AsyncSession, organs: Collection[UUID], case_id: UUID) -> Any:
    """Number and state of a case that was registered just now; None for one of another's."""
    rows = await session.execute(
        select(Case.id, Case.number, Case.state).where(
            Case.id == case_id, Case.organ_id.in_(organs)
        )
    )
    return rows.one_or_none()

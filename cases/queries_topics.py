"""Reads of topics (主题): of one case, the cases behind a figure, dictionaries, requests to group."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Result, Row, Select, func, or_, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from cases.law.challenge_results import RESULTS, ChallengeKind, Column
from cases.law.periods import Period
from cases.models import Case, Organ
from cases.models_clock import CaseClock
from cases.models_topics import CaseTopic, TopicCorrection, TopicDictionary
from cases.models_work import ChallengeRow
from cases.queries_analysis import OUTCOMES
from cases.queries_search import CLOCKED, LISTED, PAGE, SNIPPET, Page, day_and_id
from cases.topics.likeness import groups
from cases.topics.naming import By

Term = ColumnElement[bool]
COUNTED: Final = {
    # key: 名称, what it counts
    "received": ("收到", "收到申请之日在这一期间的申请。"),
    "answered": ("办结", "在这一期间答复，或者由申请人撤回的申请。"),
    "on_time": ("按期答复", "在这一期间答复，没有超过法定期限的申请。"),
    "late": ("逾期答复", "在这一期间答复，超过法定期限的申请。"),
    "reviews": ("行政复议", "在这一期间收到行政复议通知的申请。"),
    "suits": ("行政诉讼", "在这一期间收到行政诉讼通知的申请。"),
    "corrected": ("纠错", "在这一期间审结、结果纠正的行政复议、行政诉讼所涉及的申请。"),
}


@dataclass(frozen=True)
class Narrowed:
    """Which cases of a figure: by topic ("" for those without), class, outcome."""

    topic: str | None = None
    applicant_class: str | None = None
    outcome: str | None = None  # one of OUTCOMES


async def topic_of(
    session: AsyncSession, case_id: UUID
) -> tuple[CaseTopic | None, TopicCorrection | None]:
    """The topic of a case and its newest correction by hand: one statement."""
    found = await session.execute(
        select(CaseTopic, TopicCorrection)
        .select_from(Case)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .outerjoin(TopicCorrection, TopicCorrection.case_id == Case.id)
        .where(Case.id == case_id)
        .order_by(TopicCorrection.made_at.desc().nulls_last(), TopicCorrection.id.desc())
        .limit(1)
    )
    topic, correction = found.one()
    return topic, correction


async def topics_behind(
    session: AsyncSession,
    organs: Collection[UUID],
    period: Period,
    counted: str,
    narrowed: Narrowed,
    after: str | None = None,
    size: int = PAGE,
) -> Page:
    """A page of the cases behind a figure with their topics, the latest day first: one statement.

    With the number of all of them.
    """
    query = _behind(organs, period, counted, narrowed)
    day = Case.received_on if counted == "received" else Case.answered_on
    place = (func.coalesce(day, Case.listed_on), Case.id)
    total = query.with_only_columns(func.count()).scalar_subquery()
    listed = query.with_only_columns(
        *LISTED, *CLOCKED, func.left(Case.request, SNIPPET).label("request"),
        place[0].label("place"), total.label("total"), CaseTopic.topic, CaseTopic.decided_by,
        CaseTopic.words.label("deciding"), CaseTopic.runner_up,
        Organ.code.label("organ_code"), Organ.name.label("organ_name"),
    ).join(Organ, Organ.id == Case.organ_id)  # fmt: skip
    if after is not None:
        listed = listed.where(tuple_(*place) < tuple_(*day_and_id(after)))
    listed = listed.order_by(*(column.desc() for column in place)).limit(size + 1)
    found: Result[Any] = await session.execute(listed)
    rows = found.all()
    last = rows[size - 1] if len(rows) > size else None
    return Page(
        rows[:size], f"{last.place}_{last.id}" if last else None, rows[0].total if rows else 0
    )


def _behind(
    organs: Collection[UUID], period: Period, counted: str, narrowed: Narrowed
) -> Select[Any]:
    query = (
        select(Case.id)
        .select_from(Case)
        .outerjoin(CaseClock, CaseClock.case_id == Case.id)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(Case.counted_for.in_(organs), *_counted(counted, period))
    )
    if narrowed.topic is not None:
        is_it = CaseTopic.topic == narrowed.topic
        query = query.where(is_it if narrowed.topic else CaseTopic.case_id.is_(None))
    if narrowed.applicant_class is not None:
        query = query.where(Case.applicant_class == narrowed.applicant_class)
    if narrowed.outcome is not None:
        query = query.where(Case.annual_row.in_(OUTCOMES[narrowed.outcome]))
    return query


def _counted(counted: str, period: Period) -> list[Term]:
    """The conditions of a figure, as `queries_analysis` counts it."""
    within = Case.answered_on.between(period.first, period.last)
    match counted:
        case "received":
            return [Case.received_on.between(period.first, period.last)]
        case "answered":
            return [within]
        case "on_time":
            return [within, CaseClock.timely.is_(True)]
        case "late":
            return [within, CaseClock.timely.is_(False)]
    came = ChallengeRow.notified_on.between(period.first, period.last)
    ended = ChallengeRow.concluded_on.between(period.first, period.last)
    on_case = select(ChallengeRow.case_id)
    match counted:
        case "reviews":
            some = on_case.where(came, ChallengeRow.kind == ChallengeKind.REVIEW)
        case "suits":
            some = on_case.where(came, ChallengeRow.kind != ChallengeKind.REVIEW)
        case _:
            assert counted == "corrected", counted
            pairs = tuple_(ChallengeRow.kind, ChallengeRow.facts["result"].astext)
            some = on_case.where(ended, pairs.in_(CORRECTING))
    return [Case.id.in_(some)]


CORRECTING: Final = [
    (kind.value, result.value)
    for kind in ChallengeKind
    for result, rule in RESULTS[kind.forum].items()
    if rule.column is Column.CORRECTED
]
MOST_GROUPED: Final = 5000  # convention: the newest requests of a span among which groups are found
SAID: Final = 1000  # characters of a request that are compared


@dataclass(frozen=True)
class Group:
    """Requests that ask for the same: the first of them, how many, by how many applicants."""

    said: str
    topic: str
    cases: Sequence[Row[Any]]
    applicants: int
    organs: Sequence[str]


@dataclass(frozen=True)
class Grouped:
    """The groups of a span, the largest first; among how many requests, and whether those are all."""

    groups: Sequence[Group]
    requests: int
    is_cut: bool


async def similar_in(
    session: AsyncSession, organs: Collection[UUID], period: Period, most: int = MOST_GROUPED
) -> Grouped:
    """Repeated and similar requests among those received in a span, the newest `most`: one statement."""
    found = await session.execute(
        select(
            Case.id, Case.number, Case.received_on, Case.answered_on, Case.annual_row,
            Case.applicant_name, Case.id_number_index, func.left(Case.request, SAID).label("request"),
            CaseTopic.topic, Organ.code.label("organ_code"), Organ.name.label("organ_name"),
        )
        .join(Organ, Organ.id == Case.organ_id)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(
            Case.counted_for.in_(organs),
            Case.received_on.between(period.first, period.last),
        )
        .order_by(Case.received_on.desc(), Case.id.desc())
        .limit(most + 1)
    )  # fmt: skip
    rows = found.all()
    read = rows[:most][::-1]
    by_id = {row.id: row for row in read}
    # the loop serves others meanwhile
    made = await asyncio.to_thread(groups, [(row.id, row.request) for row in read])
    return Grouped(
        [_group([by_id[key] for key in keys]) for keys in made], len(read), len(rows) > most
    )


def _group(rows: Sequence[Row[Any]]) -> Group:
    persons = {row.id_number_index or row.applicant_name for row in rows}
    return Group(
        said=min((row.request for row in rows), key=len),
        topic=rows[0].topic or "",
        cases=rows,
        applicants=len(persons),
        organs=sorted({row.organ_name for row in rows}),
    )


async def dictionaries_of(session: AsyncSession, organ_id: UUID) -> Sequence[TopicDictionary]:
    """Every version of an organ's own dictionary, the newest first."""
    rows = await session.scalars(
        select(TopicDictionary)
        .where(TopicDictionary.organ_id == organ_id)
        .order_by(TopicDictionary.number.desc())
        .limit(MOST_VERSIONS)
    )
    return rows.all()


MOST_VERSIONS: Final = 50  # convention: shown of an organ


async def waiting_for_topics(session: AsyncSession, organ_id: UUID, version: str) -> int:
    """How many cases of an organ have no topic by this dictionary yet, at most MOST_WAITING and one."""
    some = (
        select(Case.id)
        .outerjoin(CaseTopic, CaseTopic.case_id == Case.id)
        .where(
            Case.organ_id == organ_id,
            or_(
                CaseTopic.case_id.is_(None),
                (CaseTopic.version != version) & (CaseTopic.decided_by != By.HAND),
            ),
        )
        .limit(MOST_WAITING + 1)
        .subquery()
    )
    return await session.scalar(select(func.count()).select_from(some)) or 0


MOST_WAITING: Final = 1000

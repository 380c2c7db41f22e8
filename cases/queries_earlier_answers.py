"""Earlier answers on the same subject (同类答复): what was given or refused of like requests before.

Two statements, whatever is found: the like cases by the index of requests, and their histories.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, literal, select, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from cases.challenges import challenge_of, on_file
from cases.dossier import Record, dossier
from cases.facts import event_of
from cases.law.articles import Article
from cases.law.challenge_results import Column, rule_of
from cases.law.grounds import GROUND
from cases.law.outcomes import ANSWER_TYPE
from cases.models import Case, CaseEvent, Organ
from cases.outcome_on_file import basis_of_item
from cases.queries_prompts import SHORTEST, doubled, same_text
from cases.states import DONE

SHOWN: Final = 5  # convention: like answers that are set beside a draft
ALIKE: Final = 0.6  # of the trigrams of what is asked for; the index finds none below it
VERY_ALIKE: Final = 0.8  # convention
THE_SAME: Final = 0.98  # convention: but for a mark or a blank
LIKENESS: Final = ((THE_SAME, "内容相同"), (VERY_ALIKE, "内容十分相似"), (ALIKE, "内容相似"))
SNIPPET: Final = 120  # characters of a request
MOST_COMPARED: Final = (
    500  # convention: each costs a reading; so many are alike of mass requests only
)
FOUND: Final = (
    Case.id, Case.organ_id, Case.number, Case.answered_on, Case.answer_type, Case.annual_row,
    func.left(Case.request, SNIPPET).label("request"),
)  # fmt: skip


@dataclass(frozen=True)
class Part:
    """The answer to one item: its type, the articles it rests on, and its reasons in words."""

    outcome: str
    articles: tuple[Article, ...]
    reasons: str


@dataclass(frozen=True)
class Challenged:
    """复议 or 诉讼 on an earlier answer, and how it ended; `corrected`: against the organ."""

    label: str
    result: str
    corrected: bool


@dataclass(frozen=True)
class EarlierAnswer:
    """A like request that was answered; of one that was brought in, the row of its answer only."""

    case_id: UUID
    number: str
    organ_name: str
    request: str
    alike: str  # in words
    answered_on: date
    answer_type: str | None
    annual_row: str
    parts: tuple[Part, ...]
    challenges: tuple[Challenged, ...]

    @property
    def articles(self) -> tuple[Article, ...]:
        """Everything it was based on, each article once."""
        said = [article for part in self.parts for article in part.articles]
        if not said and self.answer_type in ANSWER_TYPE:
            said = [*ANSWER_TYPE[self.answer_type].basis]
        return tuple(dict.fromkeys(said))

    @property
    def reasons(self) -> str:
        """The reasons of all its parts, one below the other."""
        return "\n".join(part.reasons for part in self.parts if part.reasons)


async def earlier_answers(
    session: AsyncSession, case: Case, organs: Collection[UUID]
) -> list[EarlierAnswer]:
    """The answered cases of these organs that are most like this one, the likest first.

    Those of the same text, the newest, then those that hold the trigrams of the beginning of this
    request; of so many as MOST_COMPARED are alike no more are compared.
    """
    answered = (
        Case.organ_id.in_([*organs]), Case.annual_row.is_not(None), Case.state.in_(DONE),
        Case.id != case.id,
    )  # fmt: skip
    same = select(*FOUND, literal(1.0).label("likeness")).where(*answered, same_text(case))
    parts = [same.order_by(Case.answered_on.desc(), Case.id).limit(SHOWN)]
    beginning = doubled(case.request)
    if len(beginning) >= 2 * SHORTEST:
        key = func.search_key(Case.number, Case.applicant_name, Case.request)
        sought = literal(beginning)
        likeness = func.word_similarity(sought, key).label("likeness")
        alike = select(*FOUND, likeness).where(*answered, sought.bool_op("<%")(key))
        parts.append(alike.where(~same_text(case)).limit(MOST_COMPARED))
    # each part whole and by its own index: in the order of another every case would be read
    ctes = [
        part.cte(f"part_{place}").prefix_with("MATERIALIZED") for place, part in enumerate(parts)
    ]
    found = union_all(*(select(cte) for cte in ctes)).subquery("found")
    rows = await session.execute(
        select(found, Organ.name.label("organ_name"))
        .join(Organ, Organ.id == found.c.organ_id)
        .order_by(found.c.likeness.desc(), found.c.answered_on.desc(), found.c.id)
        .limit(SHOWN)
    )
    cases = rows.all()
    histories = await _histories(session, [row.id for row in cases])
    return [_told(row, histories.get(row.id, [])) for row in cases]


async def _histories(
    session: AsyncSession, case_ids: Sequence[UUID]
) -> Mapping[UUID, list[CaseEvent]]:
    rows = await session.scalars(
        select(CaseEvent)
        .where(CaseEvent.case_id.in_(case_ids))
        .order_by(CaseEvent.case_id, CaseEvent.seq)
    )
    return {case_id: list(told) for case_id, told in groupby(rows, lambda row: row.case_id)}


def _told(row: Any, events: Sequence[CaseEvent]) -> EarlierAnswer:
    file = dossier(events)
    parts = [part_of(record) for _, record in sorted(file.outcomes.items())]
    return EarlierAnswer(
        case_id=row.id,
        number=row.number,
        organ_name=row.organ_name,
        request=row.request,
        alike=alike_in_words(row.likeness),
        answered_on=row.answered_on,
        answer_type=row.answer_type,
        annual_row=row.annual_row,
        parts=tuple(parts),
        challenges=tuple(_challenges(row.id, events)),
    )


def alike_in_words(likeness: float) -> str:
    """How like two requests are, as a reviewer is told."""
    return next((words for least, words in LIKENESS if likeness >= least), LIKENESS[-1][1])


def part_of(record: Record) -> Part:
    """办理意见 on one item as it is compared: what is withheld with its ground among the reasons."""
    said = record.data
    withheld = said.get("withheld") or ()
    reasons = [said.get("reason"), *map(_withheld, withheld), said.get("provided")]
    return Part(
        said["outcome"],
        basis_of_item(said["outcome"], [part["ground"] for part in withheld]),
        "\n".join(filter(None, reasons)),
    )


def _withheld(part: Mapping[str, Any]) -> str:
    ground = part["ground"]
    name = ANSWER_TYPE[ground].name if ground in GROUND and ground in ANSWER_TYPE else ""
    return "：".join(filter(None, (part.get("what"), name, part.get("reason"))))


def _challenges(case_id: UUID, events: Sequence[CaseEvent]) -> list[Challenged]:
    told = on_file(map(event_of, events))
    found = [challenge_of(case_id, number, facts) for number, facts in sorted(told.facts.items())]
    return [
        Challenged(
            one.kind.label,
            "尚未审结" if one.result is None else rule_of(one.kind, one.result).label,
            one.result is not None and rule_of(one.kind, one.result).column is Column.CORRECTED,
        )
        for one in found
    ]

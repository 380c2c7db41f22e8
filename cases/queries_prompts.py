"""What is known around a case (会商提示): the same request elsewhere, like cases, earlier suits."""

from collections.abc import Sequence
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases.clocks import Step
from cases.dossier import Dossier
from cases.history import Kind
from cases.law.clock_facts import Recipient
from cases.law.conference_prompts import WITHIN_MONTHS, PromptFacts
from cases.law.periods import months_after
from cases.models import Case
from cases.models_work import ChallengeRow
from cases.states import DONE

MOST_ALIKE: Final = 1000  # convention: cases of one text are counted no further
LIKE_SHOWN: Final = 5  # convention: like cases that are named
LOOKED_FOR: Final = 48  # characters of a request by which like ones are found; each costs a reading
# Both are so common that they find everything, and say nothing of what is asked for.
PHRASES: Final = ("申请公开", "请求公开", "请公开", "申请人", "政府信息", "相关", "有关")
DISCLOSED: Final = ("granted_full", "granted_partial")
HOLDS: Final = ("all", "part")  # what a slip's answer says where the asked organ has something


async def prompt_facts(
    session: AsyncSession, case: Case, file: Dossier, steps: Sequence[Step] = ()
) -> PromptFacts:
    """What the prompts are asked of, for a case with its file: three statements, each by an index.

    `steps`: those of its clock, whose letters to other organs tell who else may hold parts.
    """
    organs, persons = await _same_request(session, case)
    said = [record.data for record in file.outcomes.values()]
    return PromptFacts(
        request=case.request,
        outcomes=frozenset(each["outcome"] for each in said),
        grounds=frozenset(
            part["ground"] for each in said for part in each.get("withheld", ()) if part["ground"]
        ),
        organs_holding=1 + len(_others_holding(case, file, steps)),
        organs_asked=organs,
        persons_asking=persons,
        earlier_challenges=await _earlier_challenges(session, case),
        like_disclosed=await _like_disclosed(session, case),
    )


def _others_holding(case: Case, file: Dossier, steps: Sequence[Step]) -> set[str]:
    """Other organs whose slips say that they hold all or a part, or that are asked as co-makers."""
    found = {
        slip.data["to_organ"]
        for number, slip in file.slips.items()
        if number in file.slip_answers
        and file.slip_answers[number].data["holds"] in HOLDS
        and slip.data["to_organ"] != str(case.organ_id)
    }
    return found | {
        step.data.get("recipient") or step.data["id"]
        for step in steps
        if step.kind is Kind.CONSULTATION and step.data["kind"] == Recipient.ORGAN
    }


def _squeezed(text: Any) -> Any:
    return func.md5(func.regexp_replace(text, r"\s", "", "g"))


def same_text(case: Case) -> ColumnElement[bool]:
    """By the words of the index `cases_same_request`."""
    column = func.md5(
        func.regexp_replace(
            Case.request, literal(r"\s", literal_execute=True), literal("", literal_execute=True),
            literal("g", literal_execute=True),
        )
    )  # fmt: skip
    same: ColumnElement[bool] = column == _squeezed(case.request)
    return same


async def _same_request(session: AsyncSession, case: Case) -> tuple[int, int]:
    """At how many organs and by how many applicants the same text was filed within a year."""
    first, last = (
        months_after(case.listed_on, -WITHIN_MONTHS),
        months_after(case.listed_on, WITHIN_MONTHS),
    )
    alike = (
        select(Case.organ_id, _who(Case).label("who"))
        .where(same_text(case), Case.listed_on.between(first, last))
        .limit(MOST_ALIKE)
        .subquery()
    )
    found = await session.execute(
        select(
            func.count(alike.c.organ_id.distinct()),
            func.count(alike.c.who.distinct()),
        )
    )
    organs, persons = found.one()
    return organs, persons


def _who(row: Any) -> Any:
    """What tells applicants apart: the number of the paper, else class and name."""
    return func.coalesce(
        func.encode(row.id_number_index, "hex"),
        func.concat(row.applicant_class, " ", row.applicant_name),
    )


async def _earlier_challenges(session: AsyncSession, case: Case) -> int:
    """复议 and 诉讼 of this applicant at this organ, those on this case among them."""
    same: ColumnElement[bool] = and_(
        Case.applicant_name == case.applicant_name, Case.applicant_class == case.applicant_class
    )
    if case.id_number_index is not None:
        same = or_(
            Case.id_number_index == case.id_number_index, and_(Case.id_number_index.is_(None), same)
        )
    found = await session.scalar(
        select(func.count())
        .select_from(ChallengeRow)
        .join(Case, Case.id == ChallengeRow.case_id)
        .where(ChallengeRow.organ_id == case.organ_id, same)
    )
    return found or 0


async def _like_disclosed(session: AsyncSession, case: Case) -> tuple[str, ...]:
    """Like cases of this organ that were disclosed, the most alike first.

    Alike: the same text, or one whose trigrams hold those of the beginning of this request.
    """
    key = func.search_key(Case.number, Case.applicant_name, Case.request)
    beginning = doubled(case.request)
    sought = literal(beginning)
    likeness = func.word_similarity(sought, key)
    alike: ColumnElement[bool] = same_text(case)
    if len(beginning) >= 2 * SHORTEST:
        alike = or_(alike, sought.bool_op("<%")(key))
    rows = await session.execute(
        select(Case.number)
        .where(
            Case.organ_id == case.organ_id,
            Case.annual_row.in_(DISCLOSED),
            Case.state.in_(DONE),
            Case.id != case.id,
            alike,
        )
        .order_by(likeness.desc(), Case.listed_on.desc(), Case.id)
        .limit(LIKE_SHOWN)
    )
    return tuple(row.number for row in rows)


SHORTEST: Final = 4  # convention: fewer characters are alike to too much


def doubled(request: str) -> str:
    """The beginning of a request without its common phrases, each character twice as the index has it."""
    text = "".join(request.lower().split())
    for phrase in PHRASES:
        text = text.replace(phrase, "")
    return "".join(2 * character for character in text[:LOOKED_FOR])

"""同类答复 beside the draft: what differs from what was answered before, and what to heed of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.dossier import Dossier
from cases.law.articles import Article
from cases.law.conference_prompts import REFUSING
from cases.law.gate_checks import GIVEN
from cases.law.gate_facts import GateFacts
from cases.law.outcomes import ANSWER_TYPE
from cases.models import Case
from cases.queries_earlier_answers import EarlierAnswer, earlier_answers, part_of
from cases.queries_prompts import DISCLOSED
from cases.redline import Piece, redline
from cases.web.views import row_label

DENIED: Final = "denied_"  # rows of 不予公开 begin so


@dataclass(frozen=True)
class Beside:
    """An earlier answer beside what is proposed now; `heed`: what a reviewer should ask."""

    earlier: EarlierAnswer
    then: str  # outcome in words
    now: str
    is_other: bool
    only_then: tuple[Article, ...]
    only_now: tuple[Article, ...]
    both: tuple[Article, ...]
    reasons: tuple[Piece, ...]  # from the earlier ones to those of now
    reasons_now: str
    heed: tuple[str, ...]


async def beside(
    session: AsyncSession, case: Case, organs: Collection[UUID], file: Dossier, facts: GateFacts
) -> list[Beside]:
    """The earlier answers to like requests, each compared with what is proposed: two statements."""
    found = await earlier_answers(session, case, organs)
    return [compare(one, file, facts) for one in found]


def compare(earlier: EarlierAnswer, file: Dossier, facts: GateFacts) -> Beside:
    """One earlier answer and the proposed one, side by side."""
    parts = [part_of(record) for _, record in sorted(file.outcomes.items())]
    reasons = "\n".join(part.reasons for part in parts if part.reasons)
    cited = tuple(dict.fromkeys(a for item in facts.items for a in item.basis))
    is_other = bool(parts) and facts.row != earlier.annual_row
    return Beside(
        earlier=earlier,
        then=_named(earlier.answer_type, earlier.annual_row),
        now=_named(facts.answer_type, facts.row) if parts else "尚未提出",
        is_other=is_other,
        only_then=tuple(a for a in earlier.articles if a not in cited),
        only_now=tuple(a for a in cited if a not in earlier.articles),
        both=tuple(a for a in cited if a in earlier.articles),
        reasons=redline(earlier.reasons, reasons) if earlier.reasons and reasons else (),
        reasons_now=reasons,
        heed=tuple(_heed(earlier, [part.outcome for part in parts], is_other=is_other)),
    )


def _named(code: str | None, row: str | None) -> str:
    """An answer by its type, and by its row where the type alone does not say what was given."""
    label = row_label(row)
    if code is None or code not in ANSWER_TYPE:
        return label
    name = f"{code} {ANSWER_TYPE[code].name}"
    return name if not label or label in name else f"{name}（{label}）"


def _heed(earlier: EarlierAnswer, outcomes: Sequence[str], *, is_other: bool) -> list[str]:
    """会商 is advised where a like request was answered otherwise (letters.md §6)."""
    said = []
    then = row_label(earlier.annual_row)
    refuses = not REFUSING.isdisjoint(outcomes)
    if earlier.annual_row in DISCLOSED and refuses and is_other:
        said.append(
            f"同类申请曾“{then}”，本次拟不公开、不提供或者不作为申请处理，应当说明区别对待的理由，建议会商。"
        )
    elif earlier.annual_row.startswith(DENIED) and any(o in GIVEN for o in outcomes):
        said.append(
            f"同类申请曾以“{then}”为由不予公开，本次拟公开，请核对不公开的理由是否已经消失。"
        )
    elif is_other:
        said.append(f"同类申请曾以“{then}”答复，与本次拟办结论不同，请核对是否应当一致。")
    if any(one.corrected for one in earlier.challenges):
        said.append("该答复在复议或者诉讼中被纠正，不宜照此办理。")
    return said

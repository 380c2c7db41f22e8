"""版本 as pages show them: each with what it is built on, and its difference from the one before."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import Row

from cases.annual.editions import Changes
from cases.annual.layout_four import NAMES
from cases.annual.versions import VERSION_LABELS
from cases.models_annual import AnnualEdition, EditionConfirmation


class EditionOut(BaseModel):
    """年度报告表的一个版本."""

    number: int
    form: str
    automatic: bool
    reason: str
    cases: int
    events: int
    position: str
    digest: str
    versions: dict[str, str]
    differences: list[dict[str, str]]
    made_by: str
    made_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None
    new_received: int
    carried_in: int
    total_processed: int
    carried_out: int

    @property
    def standing(self) -> str:
        """定稿, or still a draft."""
        return "定稿" if self.confirmed_at else "草案"

    @property
    def built_on(self) -> list[tuple[str, str]]:
        """By which calendar, rules, templates and program it was made."""
        return [(label, self.versions.get(key, "")) for key, label in VERSION_LABELS.items()]


class EditionTableOut(EditionOut):
    """一个版本的第三、第四部分."""

    rows: dict[str, list[int]]
    table4: dict[str, dict[str, int]]


class CellChangeOut(BaseModel):
    """一个数字的变化."""

    row: str
    column: str
    label: str
    before: int
    after: int


class CaseChangeOut(BaseModel):
    """一件案件的变化."""

    case_id: UUID
    number: str
    words: str


class DifferenceOut(BaseModel):
    """两个版本之间的变化，逐格、逐件."""

    before: int
    after: int
    cells: list[CellChangeOut]
    cases: list[CaseChangeOut]


STOCKS: Final = ("new_received", "carried_in", "total_processed", "carried_out")


def _said(made: AnnualEdition, confirmed: EditionConfirmation | None) -> dict[str, Any]:
    names = set(EditionOut.model_fields) - {"position", "confirmed_by", "confirmed_at", *STOCKS}
    return {name: getattr(made, name) for name in names} | {
        "position": made.position.hex(),
        "confirmed_by": confirmed.confirmed_by if confirmed else None,
        "confirmed_at": confirmed.confirmed_at if confirmed else None,
        **{row: made.rows[row][-1] for row in STOCKS},
    }


def edition_out(made: AnnualEdition, confirmed: EditionConfirmation | None) -> EditionOut:
    """One edition without its table."""
    return EditionOut(**_said(made, confirmed))


def edition_table_out(
    made: AnnualEdition, confirmed: EditionConfirmation | None
) -> EditionTableOut:
    """One edition with its table."""
    return EditionTableOut(rows=made.rows, table4=made.four, **_said(made, confirmed))


def editions_out(
    found: Sequence[Row[AnnualEdition, EditionConfirmation | None]],
) -> list[EditionOut]:
    """All editions of a year, the newest first."""
    return [edition_out(made, confirmed) for made, confirmed in found]


def difference_out(before: AnnualEdition, after: AnnualEdition, found: Changes) -> DifferenceOut:
    """What changed from one edition to the next."""
    cells = [CellChangeOut(**vars(one), label=one.label) for one in found.cells]
    cells += [
        CellChangeOut(
            row=group, column=figure, label=f"第四部分“{NAMES[group, figure]}”",
            before=was, after=now,
        )
        for group, figure, was, now in found.four
    ]  # fmt: skip
    cases = [CaseChangeOut(case_id=found.case_ids[one.number], **vars(one)) for one in found.cases]
    return DifferenceOut(before=before.number, after=after.number, cells=cells, cases=cases)


KINDS_OF_FILES: Final[Mapping[str, str]] = {"xlsx": "Excel", "docx": "Word", "json": "JSON"}

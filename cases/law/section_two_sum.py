"""第二部分的汇总: what a government's members entered of section 二, added up figure by figure.

The sum is proposed to the government and never entered by itself (convention): its own report also
has what was made in its name, and a document that two members issued together is one.
"""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from cases.law.annual import Form
from cases.law.section_two import Figures, Measure, SectionTwo, figures_of, plain


@dataclass(frozen=True)
class Given:
    """Section 二 of one member: its figures by path, those not entered left out.

    `key` is an organ's code, or an outside member's identifier; only an organ has `organ_id`.
    """

    key: str
    name: str
    figures: Figures
    organ_id: UUID | None = None


@dataclass(frozen=True)
class SumOfTwo:
    """What the members of a government gave, in the form of the year; false where it has none."""

    form: Form
    members: tuple[Given, ...]

    def __bool__(self) -> bool:
        return bool(self.members)

    def total(self, path: str) -> Decimal | None:
        """The sum of one figure over those who gave it; None where nobody did."""
        given = [one.figures[path] for one in self.members if path in one.figures]
        return sum(given, Decimal(0)) if given else None

    def without(self, path: str) -> list[str]:
        """Which members did not give that figure."""
        return [one.name for one in self.members if path not in one.figures]

    @property
    def totals(self) -> dict[str, str]:
        """Every figure that somebody gave, in printed order, as the entry of a report takes it."""
        paths = [figure.path for figure in figures_of(self.form)]
        return {path: plain(total) for path in paths if (total := self.total(path)) is not None}

    @property
    def incomplete(self) -> list[str]:
        """The members that have not given all of it."""
        wanted = {figure.path for figure in figures_of(self.form)}
        return [one.name for one in self.members if not wanted <= one.figures.keys()]

    def above(self, own: SectionTwo) -> list[str]:
        """The paths where the members together have more than the government's own report says."""
        return [
            figure.path
            for figure in figures_of(self.form)
            if figure.measure is not Measure.CHANGE
            and figure.path in own.figures
            and (total := self.total(figure.path)) is not None
            and own.figures[figure.path] < total
        ]

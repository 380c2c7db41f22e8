"""第二部分的汇总 as its page, its file and programs read it: members beside figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from cases.actor import Actor
from cases.law.section_two import Figure, figures_of, printed
from cases.law.section_two_sum import Given, SumOfTwo
from cases.models import Organ
from cases.web.consolidation_views import outside_way
from cases.web.spreadsheet import Cell, xlsx_list

NAME_WIDTH, FIGURE_WIDTH = 36, 16  # characters
NOT_GIVEN: Final = ""


@dataclass(frozen=True)
class Line:
    """One member: its figures as printed, those not entered empty; where its own page is."""

    name: str
    way: str
    figures: tuple[str, ...]

    @property
    def gave(self) -> bool:
        """Whether it has given anything."""
        return any(self.figures)


def lines_of(found: SumOfTwo, actor: Actor, code: str, year: int) -> list[Line]:
    """The members in order, each with the way to its own report where the officer may read it."""
    figures = list(figures_of(found.form))
    return [
        Line(
            one.name,
            way_to(one, actor, code, year),
            tuple(_said(figure, one.figures.get(figure.path)) for figure in figures),
        )
        for one in found.members
    ]


def _said(figure: Figure, value: Decimal | None) -> str:
    return NOT_GIVEN if value is None else printed(figure, value)


def way_to(member: Given, actor: Actor, code: str, year: int) -> str:
    """The page where a member's figures stand; "" where this officer may not read it."""
    if member.organ_id is None:
        return outside_way(code, year, member.key).base
    return f"/annual-reports/{member.key}/{year}" if actor.may_read(member.organ_id) else ""


@dataclass(frozen=True)
class Total:
    """One figure: the sum of those who gave it, and how many have not."""

    figure: Figure
    printed: str
    without: int


def totals_of(found: SumOfTwo) -> list[Total]:
    """Every figure of the form with its sum."""
    return [
        Total(figure, _said(figure, found.total(figure.path)), len(found.without(figure.path)))
        for figure in figures_of(found.form)
    ]


def xlsx_two(found: SumOfTwo, organ: Organ, year: int, today: date) -> bytes:
    """The same as a spreadsheet, the sums in the last line."""
    figures = list(figures_of(found.form))
    columns = [("成员单位", NAME_WIDTH), *((one.label, FIGURE_WIDTH) for one in figures)]
    lines: list[Sequence[Cell]] = [
        (one.name, *(one.figures.get(figure.path) for figure in figures)) for one in found.members
    ]
    lines.append(("合计", *(found.total(figure.path) for figure in figures)))
    title = f"{organ.name}{year}年度第二部分主动公开政府信息情况汇总"
    holds = (
        f"共{len(found.members)}个成员单位，{len(found.incomplete)}个没有填齐，"
        f"金额单位为万元（{today}）"
    )
    return xlsx_list("第二部分", title, holds, columns, lines)

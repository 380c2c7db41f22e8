"""Section 二 of the annual report (主动公开政府信息情况): both official forms, block by block.

Its figures are entered by the organ, none is counted from cases. Whole numbers everywhere but for
sums of money, which are 万元. The 2019 form prints no unit beside 采购总金额: it is kept in 万元 and
printed with its unit (convention).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Final

from cases.law.annual import Form
from cases.law.articles import Article, chinese_number, regulation

TITLE: Final = "二、主动公开政府信息情况"
CONTENT: Final = "信息内容"  # the first column of every block


class Measure(StrEnum):
    """计量: what a figure counts."""

    COUNT = "count"  # 件, 项: none below nought
    CHANGE = "change"  # 本年增/减: below nought where there are fewer
    MONEY = "money"  # 万元, its unit printed in the heading
    SUM = "sum"  # 万元, its unit printed beside it


@dataclass(frozen=True)
class Column:
    """One column of a block: its key, its heading as printed, what it counts."""

    key: str
    label: str
    measure: Measure = Measure.COUNT


@dataclass(frozen=True)
class Line:
    """One row of a block: its key and 信息内容 as printed."""

    key: str
    label: str


@dataclass(frozen=True)
class Block:
    """The figures of one item of 条例第二十条."""

    item: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]

    @property
    def article(self) -> Article:
        """条例第二十条第（…）项."""
        return regulation(20, 0, self.item)

    @property
    def title(self) -> str:
        """As the form prints it above the block."""
        return f"第二十条第（{chinese_number(self.item)}）项"


@dataclass(frozen=True)
class Figure:
    """One cell: its path in files, the name by which a refusal or a text calls it."""

    path: str
    line: Line
    column: Column

    @property
    def label(self) -> str:
        """行政规范性文件，本年制发件数."""
        return f"{self.line.label}，{self.column.label}"

    @property
    def measure(self) -> Measure:
        """What it counts."""
        return self.column.measure


_MADE: Final = (
    Column("made", "本年制发件数"),
    Column("repealed", "本年废止件数"),
    Column("valid", "现行有效件数"),
)
_DECIDED: Final = (Column("", "本年处理决定数量"),)
_NEW: Final = (
    Column("made", "本年新制作数量"),
    Column("published", "本年新公开数量"),
    Column("total_public", "对外公开总数量"),
)
_LAST_YEAR: Final = (
    Column("prev_items", "上一年项目数量"),
    Column("change", "本年增/减", Measure.CHANGE),
)
_ITEMS: Final = (*_LAST_YEAR, Column("decisions", "处理决定数量"))
_BOUGHT: Final = (Column("projects", "采购项目数量"), Column("amount", "采购总金额", Measure.SUM))

_RULES: Final = Line("regulations", "规章")
_LICENCES: Final = Line("licensing", "行政许可")
_PENALTIES: Final = (Line("punishment", "行政处罚"), Line("coercion", "行政强制"))
_CHARGES: Final = "行政事业性收费"

# fmt: off
BLOCKS: Final = {
    # 条例第二十条的项, columns, rows
    Form.FORM_2019: (
        Block(1, _NEW, (_RULES, Line("normative_documents", "规范性文件"))),
        Block(5, _ITEMS, (_LICENCES, Line("other_services", "其他对外管理服务事项"))),
        Block(6, _ITEMS, _PENALTIES),
        Block(8, _LAST_YEAR, (Line("fees", _CHARGES),)),
        Block(9, _BOUGHT, (Line("gov_procurement", "政府集中采购"),)),
    ),
    Form.FORM_2021: (
        Block(1, _MADE, (_RULES, Line("normative_documents", "行政规范性文件"))),
        Block(5, _DECIDED, (_LICENCES,)),
        Block(6, _DECIDED, _PENALTIES),
        Block(8, (Column("", "本年收费金额（单位：万元）", Measure.MONEY),),
              (Line("fees_10k_yuan", _CHARGES),)),
    ),
}
# fmt: on

MOST: Final = 999_999_999  # convention: more than the country counts
MOST_MONEY: Final = Decimal(999_999_999)  # 万元 (convention)
DECIMALS: Final = 6  # of 万元: a cent is the millionth part
YUAN_OF: Final = {"亿元": Decimal(10_000), "万元": Decimal(1), "元": Decimal("0.0001")}
HUNDRED_MILLION: Final = Decimal(10_000)  # 万元 in 亿元

Figures = Mapping[str, Decimal]


@dataclass(frozen=True)
class SectionTwo:
    """Section 二 of one organ and year: its figures by path, those not entered left out."""

    organ: str
    year: int
    form: Form
    figures: Figures

    @property
    def missing(self) -> tuple[Figure, ...]:
        """The figures of the form that nobody has entered."""
        return tuple(one for one in figures_of(self.form) if one.path not in self.figures)

    def printed(self, path: str) -> str:
        """One figure as the form prints it; KeyError where it was not entered."""
        return printed(figure_at(self.form, path), self.figures[path])


def figures_of(form: Form) -> Iterator[Figure]:
    """Every cell of a form, in printed order."""
    for block in BLOCKS[form]:
        yield from figures_in(block)


def figures_in(block: Block) -> Iterator[Figure]:
    """Every cell of a block, row by row."""
    for line in block.lines:
        for column in block.columns:
            path = f"{line.key}.{column.key}" if column.key else line.key
            yield Figure(path, line, column)


def figure_at(form: Form, path: str) -> Figure:
    """The cell at a path; KeyError where the form has none."""
    for figure in figures_of(form):
        if figure.path == path:
            return figure
    raise KeyError(path)


def read_figure(figure: Figure, text: str) -> Decimal | None:
    """What was typed into a cell, in 万元 where it is money; None where it is no such figure.

    Full-width figures and thousands' commas are taken; so is a unit after the sums of 采购.
    """
    said = text.strip().translate(NARROW).replace(",", "")
    unit = next((unit for unit in YUAN_OF if said.endswith(unit)), "")
    if unit and figure.measure not in (Measure.SUM, Measure.MONEY):
        return None
    said = said.removesuffix(unit).strip()
    if not said or not set(said) <= WRITTEN or said.count("-") != said.startswith("-"):
        return None
    try:
        value = Decimal(said)
    except InvalidOperation:
        return None
    value *= YUAN_OF[unit] if unit else 1
    return value if within(figure, value) else None


NARROW: Final = str.maketrans("０１２３４５６７８９．，－−＋", "0123456789.,--+")
WRITTEN: Final = frozenset("0123456789.-")


def within(figure: Figure, value: Decimal) -> bool:
    """Whether a value can stand in that cell."""
    if not value.is_finite():
        return False
    if figure.measure in (Measure.MONEY, Measure.SUM):
        small = value.as_tuple().exponent
        assert isinstance(small, int)
        return 0 <= value <= MOST_MONEY and -small <= DECIMALS
    lowest = -MOST if figure.measure is Measure.CHANGE else 0
    return lowest <= value <= MOST and value == value.to_integral_value()


def expected(figure: Figure) -> str:
    """What a cell takes, as its refusal says it."""
    match figure.measure:
        case Measure.COUNT:
            return f"应为0至{MOST}的整数"
        case Measure.CHANGE:
            return f"应为整数，减少的前加“-”，不超过{MOST}"
        case Measure.MONEY:
            return f"应为以万元为单位的金额，0至{MOST_MONEY}，小数不超过{DECIMALS}位"
        case Measure.SUM:
            return (
                f"应为金额，单位为万元，也可写明“亿元”或者“元”，小数不超过{DECIMALS}位（以万元计）"
            )


def printed(figure: Figure, value: Decimal) -> str:
    """A value as the form prints it: without thousands' commas or needless noughts."""
    if figure.measure is Measure.SUM:
        if value >= HUNDRED_MILLION:
            return f"{plain(value / HUNDRED_MILLION)}亿元"
        return f"{plain(value)}万元"
    return plain(value)


def plain(value: Decimal) -> str:
    """9116.360 as 9116.36, 1E+3 as 1000."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def of_record(form: Form, record: Mapping[str, object]) -> dict[str, Decimal]:
    """The figures of `table2` in a file; those that are null or missing are left out.

    ValueError names a figure that is none.
    """
    found: dict[str, Decimal] = {}
    for figure in figures_of(form):
        line, _, column = figure.path.partition(".")
        value = record.get(line)
        if column and isinstance(value, Mapping):
            value = value.get(column)
        if value is None:
            continue
        taken = None if isinstance(value, bool) else read_figure(figure, str(value))
        if taken is None:
            raise ValueError(f"第二部分“{figure.label}”{expected(figure)}")
        found[figure.path] = taken
    return found

"""The figures of a report by their Chinese names: what a text may name, and is compared with."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Final

from cases.law.annual import COLUMNS, ROWS, TOTAL, rows_of
from cases.law.annual import DENIED as DENIED_GROUP
from cases.law.annual import OTHER as OTHER_GROUP
from cases.law.annual import REFUSED as REFUSED_GROUP
from cases.law.annual import UNABLE as UNABLE_GROUP
from cases.law.section_two import Measure, figures_of, plain, printed
from cases.report.content import Tables


class Unit(StrEnum):
    """单位 of a figure."""

    COUNT = "件"
    MONEY = "万元"
    YUAN = "元"


@dataclass(frozen=True)
class Named:
    """One figure by its name; a share of it is one of `whole`."""

    name: str
    value: Decimal
    unit: Unit = Unit.COUNT
    whole: str = ""
    text: str = ""

    @property
    def printed(self) -> str:
        """As a text prints it, without its unit."""
        return self.text or plain(self.value)


NEW: Final = "新收"
CARRIED_IN: Final = "上年结转"
DONE: Final = "办结"
CARRIED_OUT: Final = "结转下年度"
STOCKS: Final = {
    "new_received": NEW,
    "carried_in": CARRIED_IN,
    "total_processed": DONE,
    "carried_out": CARRIED_OUT,
}
ORGANISATIONS: Final = "法人或其他组织"
CLASSES: Final = {  # by column: as names of figures begin
    "natural_person": "自然人",
    "business": "商业企业",
    "research": "科研机构",
    "public_welfare": "社会公益组织",
    "legal_service": "法律服务机构",
    "other_org": "其他组织",
}
GROUPS: Final = {
    DENIED_GROUP: "不予公开",
    UNABLE_GROUP: "无法提供",
    REFUSED_GROUP: "不予处理",
    OTHER_GROUP: "其他处理",
}
SHORT: Final = {  # rows whose label is no name
    "granted_full": "予以公开",
    "granted_partial": "部分公开",
    "denied_security_stability": "危及三安全一稳定",
    "other_handling": "其他处理",
    "other_overdue_correction": "逾期不补正",
    "other_overdue_fee": "逾期不缴费",
    "other_misc": "其他情形",
}
# by row: the name of its figure: 属于国家秘密, 本机关不掌握相关政府信息 …
ROW_NAMES: Final = {
    row.key: STOCKS.get(row.key) or SHORT.get(row.key) or row.label.lstrip("0123456789.")
    for row in ROWS
}

REVIEWS: Final = "行政复议"
SUITS: Final = "行政诉讼"
BOTH: Final = "复议诉讼"
DIRECT: Final = "未经复议直接起诉"
AFTER_REVIEW: Final = "复议后起诉"
CHALLENGES: Final = {  # name, as it begins with a result, groups of section 四
    REVIEWS: ("复议", ("reconsideration",)),
    SUITS: ("诉讼", ("litigation_direct", "litigation_after_reconsideration")),
    BOTH: (
        "复议诉讼",
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration"),
    ),
    DIRECT: ("直接起诉", ("litigation_direct",)),
    AFTER_REVIEW: ("复议后起诉", ("litigation_after_reconsideration",)),
}
RESULTS: Final = {  # by figure of section 四
    "upheld": "维持",
    "corrected": "纠正",
    "other_result": "其他结果",
    "pending": "尚未审结",
}

ENTERED: Final = {  # names of section 二's figures by path, of both forms
    "regulations.made": "规章制发",
    "regulations.repealed": "规章废止",
    "regulations.valid": "规章现行有效",
    "regulations.published": "规章新公开",
    "regulations.total_public": "规章对外公开总数",
    "normative_documents.made": "规范性文件制发",
    "normative_documents.repealed": "规范性文件废止",
    "normative_documents.valid": "规范性文件现行有效",
    "normative_documents.published": "规范性文件新公开",
    "normative_documents.total_public": "规范性文件对外公开总数",
    "licensing": "行政许可",
    "licensing.decisions": "行政许可",
    "punishment": "行政处罚",
    "punishment.decisions": "行政处罚",
    "coercion": "行政强制",
    "coercion.decisions": "行政强制",
    "other_services.decisions": "其他对外管理服务",
    "fees_10k_yuan": "行政事业性收费",
    "gov_procurement.projects": "政府集中采购项目",
    "gov_procurement.amount": "政府集中采购金额",
}
CHARGED: Final = "信息处理费"
NOTICES: Final = "收费通知件数"
NOTICED: Final = "收费通知金额"

NamedFigures = Mapping[str, Named]


def named_figures(tables: Tables) -> dict[str, Named]:
    """Every figure that the tables hold, by name."""
    found = [*_counted(tables), *_challenged(tables), *_entered(tables), *_charged(tables)]
    by_name = {one.name: one for one in found}
    assert len(by_name) == len(found), "two figures of one name"
    return by_name


def _counted(tables: Tables) -> Iterator[Named]:
    """Section 三: stocks by applicant, each outcome, each group of outcomes."""
    table = tables.three
    for key, name in STOCKS.items():
        *classes, total = table.rows[key]
        yield Named(name, Decimal(total))
        for column, figure in zip(COLUMNS[:-1], classes, strict=True):
            yield Named(f"{CLASSES[column]}{name}", Decimal(figure), whole=name)
        yield Named(f"{ORGANISATIONS}{name}", Decimal(sum(classes[1:])), whole=name)
    sums: dict[str, int] = {}
    for row in rows_of(table.form):
        figure = table.cell(row.key, TOTAL)
        if row.group:
            sums[GROUPS[row.group]] = sums.get(GROUPS[row.group], 0) + figure
        if row.handled and row.key not in STOCKS:
            yield Named(ROW_NAMES[row.key], Decimal(figure), whole=DONE)
    for name, figure in sums.items():
        yield Named(name, Decimal(figure), whole=DONE)


def _challenged(tables: Tables) -> Iterator[Named]:
    """Section 四: for each kind of challenge all, and each result."""
    for name, (short, groups) in CHALLENGES.items():
        cells = tables.four.cell
        yield Named(name, Decimal(sum(cells(group, TOTAL) for group in groups)))
        for figure, result in RESULTS.items():
            count = sum(cells(group, figure) for group in groups)
            yield Named(f"{short}{result}", Decimal(count), whole=name)


def _entered(tables: Tables) -> Iterator[Named]:
    """Section 二, as far as it was entered."""
    for figure in figures_of(tables.two.form):
        value = tables.two.figures.get(figure.path)
        if value is None or figure.path not in ENTERED:
            continue
        money = figure.measure in (Measure.MONEY, Measure.SUM)
        text = printed(figure, value) if figure.measure is Measure.SUM else ""
        yield Named(ENTERED[figure.path], value, Unit.MONEY if money else Unit.COUNT, text=text)


def _charged(tables: Tables) -> Iterator[Named]:
    """信息处理费, where it was entered."""
    charges = tables.charges
    if charges is not None:
        yield Named(CHARGED, charges.received, Unit.YUAN)
        yield Named(NOTICES, Decimal(charges.notices))
        yield Named(NOTICED, charges.noticed, Unit.YUAN)


def share(one: Named, figures: NamedFigures) -> Decimal | None:
    """Percent that a figure is of its whole; None where it has none or that is nought."""
    whole = figures.get(one.whole)
    return one.value * 100 / whole.value if whole and whole.value else None


def change(now: Decimal, before: Decimal) -> Decimal | None:
    """Percent by which a figure changed; None from nought, from which nothing is a percentage."""
    return (now - before) * 100 / before if before else None


def percent(value: Decimal) -> str:
    """25%, 12.5%: one decimal, none where it would be nought."""
    return f"{plain(rounded(value, 1))}%"


def rounded(value: Decimal, decimals: int) -> Decimal:
    """To so many decimals, a half upwards."""
    return value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def change_words(now: Decimal, before: Decimal, unit: str = "件") -> str:
    """增长25% · 下降4.8% · 持平; from nought by how many."""
    if now == before:
        return "持平"
    grown = now > before
    by = change(now, before)
    if by is None:
        return (
            f"增加{plain(now)}{unit}（上年为0）" if grown else f"减少{plain(-now)}{unit}（上年为0）"
        )
    if not rounded(abs(by), 1):
        return "增长不足0.1%" if grown else "下降不足0.1%"
    return f"{'增长' if grown else '下降'}{percent(abs(by))}"

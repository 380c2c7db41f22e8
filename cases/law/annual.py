"""Section 三 of the annual report (收到和处理政府信息公开申请情况): its two official forms, row by row.

The 2019 form is 国办公开办函〔2019〕60号, for data years 2019 and 2020; the 2021 form is
国办公开办函〔2021〕30号, for data year 2021 and later.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Law, regulation


class ApplicantClass(StrEnum):
    """申请人类别: the six numbered columns of the table, in their order."""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "business"
    RESEARCH = "research"
    PUBLIC_WELFARE = "public_welfare"
    LEGAL_SERVICE = "legal_service"
    OTHER_ORG = "other_org"

    @property
    def label(self) -> str:
        """As the form prints it: 自然人, 商业企业 …"""
        return CLASS_LABELS[self]

    @property
    def is_organisation(self) -> bool:
        """法人或其他组织: every class but 自然人."""
        return self is not ApplicantClass.NATURAL_PERSON


CLASS_LABELS: Final = {
    ApplicantClass.NATURAL_PERSON: "自然人",
    ApplicantClass.BUSINESS: "商业企业",
    ApplicantClass.RESEARCH: "科研机构",
    ApplicantClass.PUBLIC_WELFARE: "社会公益组织",
    ApplicantClass.LEGAL_SERVICE: "法律服务机构",
    ApplicantClass.OTHER_ORG: "其他",
}

TOTAL: Final = "total"
COLUMNS: Final = (*(kind.value for kind in ApplicantClass), TOTAL)
COLUMN_LABELS: Final = {**{k.value: v for k, v in CLASS_LABELS.items()}, TOTAL: "总计"}


class Form(StrEnum):
    """表式: which of the two official forms a table is printed in."""

    FORM_2019 = "2019"
    FORM_2021 = "2021"


FORM_IN_FORCE: Final = (  # first data year, form
    (2021, Form.FORM_2021),  # 国办公开办函〔2021〕30号
    (2019, Form.FORM_2019),  # 国办公开办函〔2019〕60号
)
FIRST_YEAR: Final = 2019  # 条例 (2019) and its first form; earlier years had forms of their own


def form_of(year: int) -> Form:
    """The form of a data year, never of today's date."""
    assert year >= FIRST_YEAR, year
    return next(form for first, form in FORM_IN_FORCE if year >= first)


TITLE: Final = "三、收到和处理政府信息公开申请情况"
CORNER: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
APPLICANTS: Final = "申请人情况"
ORGANISATIONS: Final = "法人或其他组织"
HANDLED: Final = "三、本年度办理结果"

BOTH: Final = (Form.FORM_2019, Form.FORM_2021)
ONLY_2019: Final = (Form.FORM_2019,)
ONLY_2021: Final = (Form.FORM_2021,)


@dataclass(frozen=True)
class Row:
    """One row with numbers: its key, its label as printed, the group it stands in, its basis."""

    key: str
    label: str
    group: str = ""
    handled: bool = True
    basis: tuple[Article, ...] = ()
    forms: tuple[Form, ...] = BOTH


DENIED: Final = "（三）不予公开"
UNABLE: Final = "（四）无法提供"
REFUSED: Final = "（五）不予处理"
OTHER: Final = "（六）其他处理"
OVERDUE_CORRECTION: Final = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
OVERDUE_FEE: Final = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
PARTIAL: Final = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
FORMS_OWN: Final = (Article(Law.FORM),)  # a row that the form made, without an article behind it


def _r(article: int, paragraph: int = 0, item: int = 0) -> tuple[Article, ...]:
    return (regulation(article, paragraph, item),)


# fmt: off
ROWS: Final = (
    # key, label as printed, group, inside 三, basis, forms
    Row("new_received", "一、本年新收政府信息公开申请数量", "", False, _r(31)),
    Row("carried_in", "二、上年结转政府信息公开申请数量", "", False),
    Row("granted_full", "（一）予以公开", "", True, _r(36, 0, 1) + _r(36, 0, 2)),
    Row("granted_partial", PARTIAL, "", True, _r(37)),
    Row("denied_state_secret", "1.属于国家秘密", DENIED, True, _r(14)),
    Row("denied_law_prohibits", "2.其他法律行政法规禁止公开", DENIED, True, _r(14)),
    Row("denied_security_stability", "3.危及“三安全一稳定”", DENIED, True, _r(14)),
    Row("denied_third_party", "4.保护第三方合法权益", DENIED, True, _r(15) + _r(32)),
    Row("denied_internal_affairs", "5.属于三类内部事务信息", DENIED, True, _r(16, 1)),
    Row("denied_process_info", "6.属于四类过程性信息", DENIED, True, _r(16, 2)),
    Row("denied_enforcement_file", "7.属于行政执法案卷", DENIED, True, _r(16, 2)),
    Row("denied_admin_query", "8.属于行政查询事项", DENIED, True, _r(36, 0, 7)),
    Row("unable_not_held", "1.本机关不掌握相关政府信息", UNABLE, True, _r(36, 0, 4) + _r(36, 0, 5)),
    Row("unable_needs_creation", "2.没有现成信息需要另行制作", UNABLE, True, _r(38)),
    Row("unable_unclear_after_correction", "3.补正后申请内容仍不明确", UNABLE, True, _r(30)),
    Row("refused_petition", "1.信访举报投诉类申请", REFUSED, True, _r(39, 1)),
    Row("refused_repeat", "2.重复申请", REFUSED, True, _r(36, 0, 6)),
    Row("refused_publication", "3.要求提供公开出版物", REFUSED, True, _r(39, 2)),
    Row("refused_excessive", "4.无正当理由大量反复申请", REFUSED, True, _r(35)),
    Row("refused_reconfirm", "5.要求行政机关确认或重新出具已获取信息", REFUSED, True, FORMS_OWN),
    Row("other_handling", OTHER, "", True, (), ONLY_2019),
    Row("other_overdue_correction", OVERDUE_CORRECTION, OTHER, True, _r(30), ONLY_2021),
    Row("other_overdue_fee", OVERDUE_FEE, OTHER, True, _r(42), ONLY_2021),
    Row("other_misc", "3.其他", OTHER, True, (), ONLY_2021),
    Row("total_processed", "（七）总计"),
    Row("carried_out", "四、结转下年度继续办理", "", False),
)
# fmt: on

ROW: Final = {row.key: row for row in ROWS}
STOCK_ROWS: Final = ("new_received", "carried_in", "total_processed", "carried_out")
OTHER_2021: Final = ("other_overdue_correction", "other_overdue_fee", "other_misc")
# What a case can be counted under: always kept as finely as the 2021 form asks.
OUTCOME_ROWS: Final = tuple(
    row.key for row in ROWS if row.key not in STOCK_ROWS and Form.FORM_2021 in row.forms
)


def rows_of(form: Form) -> tuple[Row, ...]:
    """The rows with numbers of a form, in their printed order."""
    return tuple(row for row in ROWS if form in row.forms)


def outcome_rows_of(form: Form) -> tuple[str, ...]:
    """The keys whose sum is （七）总计."""
    return tuple(row.key for row in rows_of(form) if row.key not in STOCK_ROWS)


def row_in_form(outcome_row: str, form: Form) -> str:
    """The row of a form that an outcome counts in: 2019 adds up the three of （六）其他处理."""
    assert outcome_row in OUTCOME_ROWS, outcome_row
    merged = form is Form.FORM_2019 and outcome_row in OTHER_2021
    return "other_handling" if merged else outcome_row


@dataclass(frozen=True)
class AnnualTable:
    """Section 三 of one organ and year: for each row of the form seven whole numbers."""

    organ: str
    year: int
    form: Form
    rows: dict[str, tuple[int, ...]]
    span: str = ""  # 统计期间 where it is not the whole year: 2026年第一季度

    @property
    def when(self) -> str:
        """As the heading prints it: 2026年度 · 2026年第一季度."""
        return self.span or f"{self.year}年度"

    def cell(self, row: str, column: str) -> int:
        """One figure; KeyError or ValueError where the form has no such cell."""
        return self.rows[row][COLUMNS.index(column)]

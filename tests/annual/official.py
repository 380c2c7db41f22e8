"""The two official forms copied by hand from the contract; tables whose figures all differ."""

from typing import Final

from cases.law.annual import AnnualTable, Form

THREE: Final = "三、本年度办理结果"
DENIED: Final = "（三）不予公开"
UNABLE: Final = "（四）无法提供"
REFUSED: Final = "（五）不予处理"
OTHER: Final = "（六）其他处理"
PARTIAL: Final = "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"
CORRECTION: Final = "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"
FEE: Final = "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请"
NEW: Final = "一、本年新收政府信息公开申请数量"
BEFORE: Final = "二、上年结转政府信息公开申请数量"
AFTER: Final = "四、结转下年度继续办理"
CORNER: Final = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"

COLUMNS: Final = (
    "natural_person", "business", "research", "public_welfare", "legal_service", "other_org",
    "total",
)  # fmt: skip
HEAD: Final = (
    ([CORNER] * 3, ["申请人情况"] * 7),
    ([CORNER] * 3, ["自然人", *["法人或其他组织"] * 5, "总计"]),
    (
        [CORNER] * 3,
        ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"],
    ),
)
_START: Final = (
    # key, what the three label columns show
    ("new_received", NEW, NEW, NEW),
    ("carried_in", BEFORE, BEFORE, BEFORE),
    ("granted_full", THREE, "（一）予以公开", "（一）予以公开"),
    ("granted_partial", THREE, PARTIAL, PARTIAL),
    ("denied_state_secret", THREE, DENIED, "1.属于国家秘密"),
    ("denied_law_prohibits", THREE, DENIED, "2.其他法律行政法规禁止公开"),
    ("denied_security_stability", THREE, DENIED, "3.危及“三安全一稳定”"),
    ("denied_third_party", THREE, DENIED, "4.保护第三方合法权益"),
    ("denied_internal_affairs", THREE, DENIED, "5.属于三类内部事务信息"),
    ("denied_process_info", THREE, DENIED, "6.属于四类过程性信息"),
    ("denied_enforcement_file", THREE, DENIED, "7.属于行政执法案卷"),
    ("denied_admin_query", THREE, DENIED, "8.属于行政查询事项"),
    ("unable_not_held", THREE, UNABLE, "1.本机关不掌握相关政府信息"),
    ("unable_needs_creation", THREE, UNABLE, "2.没有现成信息需要另行制作"),
    ("unable_unclear_after_correction", THREE, UNABLE, "3.补正后申请内容仍不明确"),
    ("refused_petition", THREE, REFUSED, "1.信访举报投诉类申请"),
    ("refused_repeat", THREE, REFUSED, "2.重复申请"),
    ("refused_publication", THREE, REFUSED, "3.要求提供公开出版物"),
    ("refused_excessive", THREE, REFUSED, "4.无正当理由大量反复申请"),
    ("refused_reconfirm", THREE, REFUSED, "5.要求行政机关确认或重新出具已获取信息"),
)
_END: Final = (
    ("total_processed", THREE, "（七）总计", "（七）总计"),
    ("carried_out", AFTER, AFTER, AFTER),
)
BODY: Final = {
    Form.FORM_2019: (*_START, ("other_handling", THREE, OTHER, OTHER), *_END),
    Form.FORM_2021: (
        *_START,
        ("other_overdue_correction", THREE, OTHER, CORRECTION),
        ("other_overdue_fee", THREE, OTHER, FEE),
        ("other_misc", THREE, OTHER, "3.其他"),
        *_END,
    ),
}


def numbered(form: Form, organ: str = "某某市人民政府", year: int = 2025) -> AnnualTable:
    """A table whose figures all differ: row 1 holds 100000…100006, row 2 100010…100016."""
    rows = {
        key: tuple(100000 + 10 * line + column for column in range(7))
        for line, (key, *_) in enumerate(BODY[form])
    }
    return AnnualTable(organ, year, form, rows)


def printed(form: Form) -> list[list[str]]:
    """Every cell of the table `numbered`, line by line; a merged cell's text in all it covers."""
    head = [[*labels, *classes] for labels, classes in HEAD]
    body = [
        [*labels, *(str(100000 + 10 * line + column) for column in range(7))]
        for line, (_, *labels) in enumerate(BODY[form])
    ]
    return head + body

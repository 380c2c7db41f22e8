"""程序性文书的字段: one model for each letter of the procedure."""

from typing import Final

from pydantic import Field

from cases.letters.contexts import Fields, Lines, Paper, ToApplicant, maybe, said
from cases.letters.contexts_answers import Lapsed


class P3(Paper):
    """登记回执."""

    receipt: str = said("收到事实")
    summary: str = said("申请事项摘要")
    due: str = maybe("答复期限")
    query_code: str = said("查询码")
    query_url: str = said("查询网址")


class P5(ToApplicant):
    """补正告知书."""

    defects: Lines = Field(title="需要补正的事项", min_length=1)
    guidance: str = maybe("指导和释明")
    reply_by: str = said("补正期限")
    how: str = said("补正方式")


class P6(ToApplicant):
    """说明理由告知书."""

    counted_from: str = said("统计起始日期")
    counted_to: str = said("统计截止日期")
    counted: str = said("申请件数")
    reply_by: str = said("说明理由的期限")


class P7(ToApplicant):
    """延期答复告知书: `new_due` is empty while the day is provisional."""

    reason: str = said("延期原因")
    old_due: str = said("原答复期限")
    workdays: str = said("延长的工作日数")
    new_due: str = maybe("延长后的答复期限")
    paused: bool = Field(title="征求意见期间")


class P8(ToApplicant):
    """延迟答复告知书."""

    asked_no: str = maybe("说明理由告知书文号")
    reasons: str = said("申请人说明的理由")
    reason: str = said("不能按期答复的原因")
    until: str = said("答复日期")


class P9(Paper):
    """征求意见书（第三方）."""

    kind: str = said("商业秘密或者个人隐私")
    extract: str = said("涉及的内容")


class P11(ToApplicant):
    """征求意见告知书（申请人）."""

    basis: str = said("依据")
    whom: str = said("征求意见的对象")
    sent_on: str = said("征求意见书发出日期")


class P12(Paper):
    """决定公开告知第三方书."""

    notice_no: str = said("征求意见书文号")
    sent_on: str = said("征求意见日期")
    replied_on: str = maybe("第三方提出意见的日期")
    reason: str = said("决定公开的理由")
    extract: str = said("决定公开的内容")
    release_on: str = said("公开时间")
    remedy: Lines = Field(title="救济告知", min_length=1)


class P13(Paper):
    """协办函."""

    request: Lines = Field(title="申请内容", min_length=1)
    question: str = said("请求协助的事项")
    reply_by: str = said("回复期限")


class P14(Paper):
    """征求意见书（行政机关）."""

    doc_title: str = said("文件名称")
    doc_number: str = maybe("文件文号")
    co_maker: bool = Field(title="是否共同制作")
    reply_by: str = maybe("回复期限")


class BandFields(Fields):
    """收费的一档."""

    range: str = said("档次")
    units: str = said("数量")
    rate: str = said("标准")
    yuan: str = said("金额")


class P15(ToApplicant):
    """收费通知书."""

    tariff: str = said("计收方式")
    amount: str = said("金额")
    bands: tuple[BandFields, ...] = Field(title="计算表", min_length=1)
    way: str = said("缴纳方式")
    code: str = maybe("缴款码")


class P17(Paper):
    """领取通知书."""

    pick_up_from: str = said("领取起始日期")
    place: str = said("领取地点")
    bring: str = said("携带的证件")


class P20(Paper):
    """更正答复."""

    asked_on: str = said("收到更正要求的日期")
    claim: str = said("申请人认为的错误")
    record: str = said("涉及的记录")
    finding: str = said("核实结果")
    remedy: Lines = Field(title="救济告知", min_length=1)


class P21(Paper):
    """笔误更正: of substance it names its remedy, a slip of the pen has none."""

    wrong_on: str = said("有误文书的日期")
    wrong_no: str = said("有误文书的文号")
    wrong_title: str = said("有误文书的标题")
    wrong_text: str = said("有误的文字")
    right_text: str = said("正确的文字")
    effect: str = said("更正的效力")
    remedy: Lines = Field(default=(), title="救济告知")


STEP_FIELDS: Final[dict[str, type[Paper]]] = {
    "P3": P3, "P5": P5, "P6": P6, "P7": P7, "P8": P8, "P9": P9, "P11": P11, "P12": P12,
    "P13": P13, "P14": P14, "P15": P15, "P17": P17, "P20": P20, "P21": P21, "P22": Lapsed,
}  # fmt: skip

"""登记表、回执和内部文书的字段: one model for each form; only what makes it senseless must be said.

A form is filled from the record and may be printed at any time: what is not on file yet is empty,
and people write it in by hand.
"""

from typing import Final

from pydantic import Field

from cases.letters.contexts import Fields, Lines, Paper, maybe, said


class P2(Paper):
    """申请登记表."""

    registered_at: str = maybe("登记时间")
    registered_by: str = maybe("登记人")
    applicant_class: str = said("申请人类别")
    identity: str = maybe("身份核验")
    phone: str = maybe("联系电话")
    address: str = maybe("通信地址")
    agent: str = maybe("代理人")
    submitted_on: str = maybe("提交日期")
    arrived_on: str = maybe("到达日期")
    signed_on: str = maybe("签收日期")
    confirmed_on: str = maybe("双方确认日期")
    confirmed_by: str = maybe("确认人")
    upstream_number: str = maybe("来件编号")
    receipt_rule: str = maybe("收到申请之日的确定依据")
    carrier: str = maybe("获取信息的方式")
    route: str = maybe("获取信息的途径")
    other_form: str = maybe("其他形式")
    help_needed: str = maybe("需要的帮助")
    lacks: str = maybe("登记时缺少")
    remark: str = maybe("备注")


class P4(Paper):
    """口头申请代填记录."""

    identity: str = maybe("身份核验")
    difficulty: str = said("书面申请确有困难的情形")
    carrier: str = maybe("获取信息的方式")
    route: str = maybe("获取信息的途径")
    filled_by: str = maybe("代填人")
    filled_on: str = maybe("代填日期")


class P10(Paper):
    """第三方意见回执."""

    notice_no: str = said("征求意见书文号")
    extract: str = said("涉及的内容")


class P16(Paper):
    """移送单."""

    arrived_at: str = said("最初收到时间")
    sender: str = said("最初收到的科室（人）")
    receiver: str = said("移送至")
    handed_at: str = maybe("移送时间")
    papers: str = said("移送材料")


class P18(Paper):
    """送达回证."""

    paper_title: str = said("送达的文书")
    paper_no: str = maybe("文号")
    copies: str = maybe("份数")
    way: str = maybe("送达方式")
    to_address: str = maybe("送达地址")
    tracking_number: str = maybe("邮件号码")
    posted_on: str = maybe("交邮、发送日期")
    signed_on: str = maybe("签收日期")
    returned: str = maybe("退件日期及原因")


class P19(Paper):
    """撤回申请书: all that it says stands in every paper."""


class ItemLine(Fields):
    """申请事项 with what is proposed for it."""

    number: int = Field(title="序号")
    text: str = said("申请公开的内容")
    outcome: str = maybe("拟答复")
    basis: str = maybe("依据")


class LevelFields(Fields):
    """审批的一个环节."""

    name: str = said("环节")
    result: str = said("结果")
    opinion: str = maybe("意见")
    by: str = maybe("办理人")
    at: str = maybe("时间")


class I1(Paper):
    """审查呈批单."""

    items: tuple[ItemLine, ...] = Field(title="申请事项", min_length=1)
    facts: str = maybe("事实和理由")
    answer_type: str = maybe("拟答复类型")
    annual_row: str = maybe("计入年度报告")
    remedy_label: str = maybe("救济途径")
    levels: tuple[LevelFields, ...] = Field(default=(), title="审批意见")
    draft: Lines = Field(default=(), title="文稿")


class I2(Paper):
    """分办单."""

    screening: str = maybe("初审意见")
    handler: str = maybe("承办科室、承办人")
    assigned_by: str = maybe("分办人")
    note: str = maybe("拟办意见")
    opinion_by: str = maybe("办理意见期限")
    assigned_at: str = maybe("分办时间")


class PlaceFields(Fields):
    """检索的一处地点."""

    name: str = said("检索地点")
    keywords: str = maybe("检索词、时间范围")
    hits: str = maybe("件数")
    judgment: str = maybe("对结果的判断")


class ClueFields(Fields):
    """申请人提供的一条线索."""

    clue: str = said("线索")
    finding: str = maybe("查找结果")


class SearchFields(Fields):
    """一次检索."""

    items: str = maybe("检索事项")
    on: str = maybe("检索日期")
    operator: str = maybe("检索人")
    recorder: str = maybe("记录人")
    how: str = maybe("检索方法")
    places: tuple[PlaceFields, ...] = Field(default=(), title="检索地点")
    clues: tuple[ClueFields, ...] = Field(default=(), title="线索")
    opinions: str = maybe("业务科室意见")
    enclosed: str = maybe("所附材料")
    conclusion: str = maybe("结论")


class I3(Paper):
    """检索记录."""

    searches: tuple[SearchFields, ...] = Field(default=(), title="检索")


class Review(Paper):
    """审查、审核 of the answer on one level."""

    result: str = maybe("结果")
    opinion: str = maybe("意见")
    by: str = maybe("审核人")
    at: str = maybe("审核时间")


class ReferralFields(Fields):
    """一次报请 (条例第十七条第三款)."""

    to: str = said("报请机关")
    question: str = said("报请的问题")
    on: str = maybe("报请日期")
    determined: str = maybe("确定意见")


class I4(Review):
    """保密审查表."""

    proposed: str = maybe("拟办意见")
    basis: str = maybe("依据")
    referrals: tuple[ReferralFields, ...] = Field(default=(), title="报请")


class PointFields(Fields):
    """合法性审核的一个事项."""

    name: str = said("审核事项")
    found: str = maybe("系统核对结果")


class I5(Review):
    """合法性审核意见."""

    answer_type: str = maybe("拟答复类型")
    points: tuple[PointFields, ...] = Field(title="审核事项", min_length=1)


class OpinionFields(Fields):
    """一位参加人的会商意见."""

    who: str = said("参加人")
    told: str = maybe("意见")
    signed: str = maybe("签字")


class ConferenceFields(Fields):
    """一次会商."""

    question: str = said("会商问题")
    participants: str = maybe("参加人")
    by: str = maybe("发起人")
    on: str = maybe("发起日期")
    opinions: tuple[OpinionFields, ...] = Field(default=(), title="各方意见")
    conclusion: str = maybe("结论")
    concluded_on: str = maybe("会商日期")


class I6(Paper):
    """会商记录."""

    conferences: tuple[ConferenceFields, ...] = Field(default=(), title="会商")


class I7(Paper):
    """延期审批单."""

    reason: str = maybe("延期理由")
    workdays: str = maybe("延长工作日数")
    old_due: str = maybe("原答复期限")
    new_due: str = maybe("延长后的答复期限")
    approved_by: str = maybe("同意人")
    approved_on: str = maybe("同意日期")
    told_on: str = maybe("告知申请人日期")


class I8(Paper):
    """转主动公开审查表: how many others asked, and the result, are written in by hand."""

    answer_no: str = maybe("答复文号")
    answered_on: str = maybe("答复日期")
    answer_type: str = maybe("答复类型")


class I9(Paper):
    """备案表."""

    answer_no: str = maybe("答复文号")
    answered_on: str = maybe("答复日期")
    answer_type: str = maybe("答复类型")
    receiver: str = said("接收单位")
    file_by: str = maybe("备案期限")


class I10(Paper):
    """沟通记录."""

    talked_at: str = said("沟通时间")
    by_what: str = said("沟通方式")
    with_whom: str = said("对方")
    number: str = maybe("号码")
    content: str = said("沟通内容")
    result: str = maybe("结果")


class EntryFields(Fields):
    """卷内的一份文件."""

    number: int = Field(title="序号")
    title: str = said("文件题名")
    doc_number: str = maybe("文号")
    day: str = maybe("日期")
    pages: str = maybe("页数")
    remark: str = maybe("备注")


class I11(Paper):
    """卷内目录."""

    volume_title: str = said("案卷题名")
    retention: str = maybe("保管期限")
    archive_number: str = maybe("档号")
    entries: tuple[EntryFields, ...] = Field(default=(), title="卷内文件")


FORM_FIELDS: Final[dict[str, type[Paper]]] = {
    "P2": P2, "P4": P4, "P10": P10, "P16": P16, "P18": P18, "P19": P19, "I1": I1, "I2": I2,
    "I3": I3, "I4": I4, "I5": I5, "I6": I6, "I7": I7, "I8": I8, "I9": I9, "I10": I10, "I11": I11,
}  # fmt: skip

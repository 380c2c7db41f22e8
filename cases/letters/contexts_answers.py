"""答复书的字段: one model for each answer type, with the items as its decision sentence names them."""

from typing import Final

from pydantic import Field, create_model

from cases.letters.contexts import Fields, Lines, Paper, ToApplicant, maybe, said


class ItemFields(Fields):
    """One requested item with its decision; `decision` is our own wording of it, filled."""

    number: int = Field(title="序号")
    mark: str = maybe("项号")
    grounds: str = maybe("依据引语")
    text: str = said("申请事项")
    outcome: str = said("答复类型")
    basis: str = maybe("依据")
    reason: str = maybe("事实和理由")
    decision: str = said("答复内容")


class PartFields(Fields):
    """不予公开的一处内容."""

    what: str = said("不予公开的内容")
    ground: str = said("不予公开的依据")
    reason: str = said("不予公开的理由")


class ItemA1(ItemFields):
    """已主动公开."""

    title: str = said("已公开信息的名称")
    published_on: str = said("主动公开日期")
    way: str = said("获取途径")
    place: str = said("网址或者地点")


class ItemA2(ItemFields):
    """予以公开."""

    form: str = said("提供形式")
    pages: str = maybe("页数")
    enclosed: bool = Field(title="是否附后")
    pick_up_from: str = maybe("领取、查阅起始日期")
    pick_up_place: str = maybe("领取、查阅地点")
    pick_up_how: str = maybe("领取还是查阅")
    substitute_reason: str = maybe("改变提供形式的原因")
    consulted: str = maybe("征求第三方意见的结果")


class ItemA3(ItemFields):
    """部分公开."""

    open_part: str = said("可以公开的内容")
    form: str = maybe("提供形式")
    withheld: tuple[PartFields, ...] = Field(title="不予公开的内容", min_length=1)


class Refusal(ItemFields):
    """不予公开 on arts 14, 15, 16: the reason is mandatory."""

    reason: str = said("不予公开的理由")


class ItemA4(Refusal):
    """国家秘密."""

    secrecy_facts: str = said("密级和定密依据")


class ItemA5(Refusal):
    """法律、行政法规禁止公开."""

    law: str = said("法律、行政法规名称")
    law_place: str = said("条款")
    law_text: str = said("条文原文")


class ItemA6(Refusal):
    """三安全一稳定."""

    limb: str = said("可能危及的具体方面")


class ItemA7(Refusal):
    """第三方合法权益."""

    kind: str = said("商业秘密或者个人隐私")
    sent_on: str = said("征求意见日期")
    reply: str = said("第三方意见")
    no_sever_reason: str = said("不能区分处理的理由")


class ItemA8(Refusal):
    """内部事务信息."""

    kind: str = said("内部事务的方面")


class ItemA9(Refusal):
    """过程性信息."""

    kind: str = said("过程性信息的种类")
    matter: str = said("办理的事项")


class ItemA10(Refusal):
    """行政执法案卷."""

    file: str = said("案卷")
    procedure_law: str = said("可以查阅案卷的法律")


class ItemA11(ItemFields):
    """行政查询事项."""

    kind: str = said("信息种类")
    law: str = said("特别规定的名称")
    query_organ: str = said("办理查询的机关")
    query_address: str = said("查询地址")
    query_phone: str = said("查询电话")


class ItemA12(ItemFields):
    """政府信息不存在."""

    searched_on: str = said("检索日期")
    places: str = said("检索地点")
    keywords: str = maybe("检索词")
    how: str = maybe("检索方法")
    known_reason: str = maybe("已知的不存在原因")


class ItemA13(ItemFields):
    """不属于本机关负责公开."""

    reason: str = said("不属于本机关负责公开的理由")
    other_organ: str = said("负责公开的机关")
    held_how: str = said("对方如何取得该信息")
    contact: str = said("联系方式")


class ItemA14(ItemFields):
    """没有现成信息."""

    reason: str = said("需要加工、分析的理由")
    existing_records: str = maybe("现有的相关信息")


class ItemA15(ItemFields):
    """补正后仍不明确."""

    unclear: str = said("仍不明确之处")


class ItemA16(ItemFields):
    """信访、投诉、举报."""

    kind: str = said("信访、投诉还是举报")
    channel: str = said("可以通过的渠道")


class ItemA17(ItemFields):
    """重复申请."""

    prior_on: str = said("在先答复的日期")
    prior_doc_no: str = said("在先答复的文号")
    prior_case: str = said("在先申请的登记编号")


class ItemA18(ItemFields):
    """公开出版物."""

    publication: str = said("公开出版物的名称")
    kind: str = said("出版物种类")
    way: str = said("获取途径")


class ItemA19(ItemFields):
    """无正当理由大量反复申请."""

    counted_from: str = said("统计起始日期")
    counted_to: str = said("统计截止日期")
    counted: str = said("申请件数")
    asked_on: str = said("要求说明理由的日期")
    p6_no: str = maybe("说明理由告知书文号")
    reasons: str = said("申请人说明的理由")
    why: str = said("理由不合理的认定")
    cases: str = said("不予处理的申请")


class ItemA20(ItemFields):
    """确认或者重新出具."""

    prior_proof: str = said("已获取该信息的证明")
    kind: str = said("要求确认还是重新出具")


class ItemA21(ItemFields):
    """咨询、要求履行职责."""

    kind: str = said("咨询还是要求履行职责")
    channel: str = said("可以通过的渠道")


class ItemA22(ItemFields):
    """已移交国家档案馆."""

    transfer_on: str = said("移交日期")
    archive: str = said("国家档案馆")
    archive_ref: str = said("移交目录条目")


class ItemA23(ItemFields):
    """职权已划出."""

    reason: str = said("不属于本机关负责公开的理由")
    matter: str = said("划转的职责")
    moved_on: str = said("职责划转日期")
    other_organ: str = said("承接职责的机关")
    contact: str = said("联系方式")


class ItemA24(ItemFields):
    """党务信息."""

    reason: str = said("属于党务信息的理由")
    party_organ: str = said("制作该信息的党组织")
    channel: str = said("可以通过的渠道")


class Answer(ToApplicant):
    """答复书 but for its items."""

    steps: Lines = Field(default=(), title="办理经过")
    lead: str = said("答复引语")
    remedy: Lines = Field(title="救济告知", min_length=1)


ITEM_FIELDS: Final[dict[str, type[ItemFields]]] = {
    "A1": ItemA1, "A2": ItemA2, "A3": ItemA3, "A4": ItemA4, "A5": ItemA5, "A6": ItemA6,
    "A7": ItemA7, "A8": ItemA8, "A9": ItemA9, "A10": ItemA10, "A11": ItemA11, "A12": ItemA12,
    "A13": ItemA13, "A14": ItemA14, "A15": ItemA15, "A16": ItemA16, "A17": ItemA17,
    "A18": ItemA18, "A19": ItemA19, "A20": ItemA20, "A21": ItemA21, "A22": ItemA22,
    "A23": ItemA23, "A24": ItemA24,
}  # fmt: skip


def _answer_of(code: str, item: type[ItemFields]) -> type[Answer]:
    """The model of one answer type: its items are of the type's own fields."""
    # made while running: for a checker a parameter is no type
    items = (tuple[item, ...], Field(title="申请事项", min_length=1))  # type: ignore[valid-type]
    return create_model(f"Answer{code}", __base__=Answer, items=items)


class MixedAnswer(Answer):
    """混合答复、当场答复: items of several types, by what all have."""

    items: tuple[ItemFields, ...] = Field(title="申请事项", min_length=1)


class Withdrawn(ToApplicant):
    """终止办理告知书."""

    withdrawn_on: str = said("收到撤回材料的日期")


class Lapsed(ToApplicant):
    """不再处理告知书."""

    notice_of_fee: bool = Field(title="是否因逾期未缴费")
    notice_no: str = said("补正告知书或者收费通知书")
    delivered_on: str = said("送达日期")
    due: str = said("届满日期")
    remedy: Lines = Field(title="救济告知", min_length=1)


ANSWER_FIELDS: Final[dict[str, type[Paper]]] = {
    **{code: _answer_of(code, item) for code, item in ITEM_FIELDS.items()},
    "A25": MixedAnswer,
    "A26": MixedAnswer,
    "A27": Withdrawn,
    "A28": Lapsed,
}

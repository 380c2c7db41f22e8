"""程序性文书的文字 (letters.md §§3, 9.3): what the letters of the procedure say.

Silence rules and consequences are those of the statute: a third party's silence leaves the decision
to the organ (32), a co-maker's is consent (34), nothing is said of 视为放弃 in a letter under 35.
"""

from typing import Final

from cases.law.letter_parts import Body, Grid, each, where
from cases.law.wording_answers import CLOSE_OF_OTHERS, RECEIPT, REMEDY, REQUEST

IN_FULL: Final = "《中华人民共和国政府信息公开条例》"
FIRST: Final = IN_FULL + "（以下简称《条例》）"

# fmt: off
STEP_BODIES: Final[dict[str, Body]] = {
    # 登记回执: receipt → summary → number → how to follow the case
    "P3": (
        RECEIPT,
        "申请事项：{{ summary }}",
        "本机关将自收到申请之日起20个工作日内予以答复{% if due %}（至{{ due }}止）{% endif %}；"
        "依法补正、征求意见、延长期限或者收取信息处理费的，答复期限另行计算。",
        "{{ you }}可以凭登记编号和查询码{{ query_code }}查询办理进度（{{ query_url }}），也可以扫描下方二维码，"
        "或者拨打联系电话。",
        "[[qr.png]]",
    ),
    # 补正告知书: defects → guidance → 30 → a day and a way → clock → consequence; one notice for everything
    "P5": (
        RECEIPT, *REQUEST,
        "{{ you }}的申请内容不明确：",
        *each("defect", "defects", "{{ defect }}"),
        *where("guidance", "{{ guidance }}"),
        "依据" + IN_FULL + "第三十条的规定，请于{{ reply_by }}前（含当日）以{{ how }}补正。"
        "答复期限自本机关收到补正的申请之日起计算。",
        "无正当理由逾期不补正的，视为放弃申请，本机关不再处理该政府信息公开申请。",
        CLOSE_OF_OTHERS,
    ),
    # 说明理由告知书
    "P6": (
        RECEIPT, *REQUEST,
        "{{ counted_from }}至{{ counted_to }}，{{ you }}共提出政府信息公开申请{{ counted }}件，"
        "数量、频次明显超过合理范围。依据" + IN_FULL + "第三十五条的规定，请于{{ reply_by }}前（含当日）"
        "书面说明申请数量、频次的理由。本机关认为申请理由不合理的，将不予处理。",
        CLOSE_OF_OTHERS,
    ),
    # 延期答复告知书: no bare date while the due day still moves
    "P7": (
        RECEIPT, *REQUEST,
        "因{{ reason }}，本机关不能在{{ old_due }}前答复。依据" + IN_FULL + "第三十三条第二款的规定，"
        "经本机关政府信息公开工作机构负责人同意，答复期限延长{{ workdays }}个工作日"
        "{% if new_due %}，至{{ new_due }}止{% endif %}{% if paused %}（征求意见所需时间另计）{% endif %}。",
        CLOSE_OF_OTHERS,
    ),
    "P8": (
        RECEIPT, *REQUEST,
        "本机关{% if asked_no %}以{{ asked_no }}{% endif %}要求{{ you }}说明申请数量、频次的理由，"
        "{{ you }}说明的理由为：{{ reasons }}。",
        "{{ you }}说明的申请理由合理，但因{{ reason }}，本机关无法在法定期限内答复。依据" + IN_FULL +
        "第三十五条的规定，本机关确定于{{ until }}前（含当日）答复。",
        CLOSE_OF_OTHERS,
    ),
    # 征求意见书（第三方）: the applicant is not named
    "P9": (
        "本机关收到一件政府信息公开申请，下列内容涉及{{ you }}的{{ kind }}：",
        "{{ extract }}",
        "依据" + IN_FULL + "第三十二条的规定，现征求{{ you }}的意见。请自收到本征求意见书之日起15个工作日内"
        "书面提出意见；不同意公开的，请说明理由。逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。",
        "意见请填写随附的第三方意见回执，寄送至{{ organ.address }}（邮编：{{ organ.postcode }}，电话：{{ organ.phone }}）。",
        "特此征求意见。",
    ),
    # 征求意见告知书（申请人）: nobody named, no date promised
    "P11": (
        RECEIPT, *REQUEST,
        "依据" + FIRST + "{{ basis }}的规定，需征求{{ whom }}意见，本机关已于{{ sent_on }}发出征求意见书。"
        "依据《条例》第三十三条第三款的规定，征求意见所需时间不计算在答复期限内。",
        CLOSE_OF_OTHERS,
    ),
    # 决定公开告知第三方书: on override, and after silence (our convention)
    "P12": (
        "本机关就{{ notice_no }}征求意见的政府信息，现将有关决定告知如下。",
        *where("replied_on",
            "{{ you }}于{{ replied_on }}提出的意见收悉。本机关认为，不公开该信息可能对公共利益造成重大影响，理由是：{{ reason }}。"),
        *where("not replied_on",
            "本机关于{{ sent_on }}书面征求{{ you }}的意见，{{ you }}逾期未提出意见。经审查，{{ reason }}。"),
        "依据" + IN_FULL + "第三十二条的规定，本机关决定公开下列内容：{{ extract }}，公开时间为{{ release_on }}。",
        *REMEDY, CLOSE_OF_OTHERS,
    ),
    "P13": (
        "本机关正在办理登记编号为{{ case.number }}的政府信息公开申请，申请内容为：",
        *REQUEST,
        "请就以下事项提出意见：{{ question }}",
        "请于{{ reply_by }}前书面函复，说明是否制作或者保存、检索情况、能否公开及依据。",
        "特此函请协助。",
    ),
    "P14": (
        "本机关收到一件政府信息公开申请，申请公开的{{ doc_title }}{% if doc_number %}（{{ doc_number }}）{% endif %}"
        "{% if co_maker %}系本机关牵头与贵单位共同制作。依据" + IN_FULL + "第三十四条的规定，现征求贵单位意见，"
        "请自收到本征求意见书之日起15个工作日内提出意见；逾期未提出意见的，视为同意公开。"
        "{% else %}涉及贵单位。依据" + IN_FULL + "第十一条、第三十三条第三款的规定，现征求贵单位意见，"
        "请于{{ reply_by }}前书面函复。{% endif %}",
        "特此征求意见。",
    ),
    "P15": (
        RECEIPT, *REQUEST,
        "依据" + FIRST + "第四十二条和《政府信息公开信息处理费管理办法》的规定，本次申请按{{ tariff }}计收信息处理费"
        "{{ amount }}元，计算方式为：",
        Grid(("档次", "数量", "标准", "金额（元）"), "band", "bands",
             ("{{ band.range }}", "{{ band.units }}", "{{ band.rate }}", "{{ band.yuan }}"), (4, 2, 3, 2)),
        "请自收到本通知次日起20个工作日内通过{{ way }}缴纳{% if code %}（缴款码：{{ code }}）{% endif %}。",
        "逾期未缴纳的，视为放弃申请，本机关不再处理该政府信息公开申请。按期缴纳的，处理期限自完成缴费次日起重新计算。",
        CLOSE_OF_OTHERS,
    ),
    "P17": (
        "{{ you }}申请公开的政府信息（登记编号{{ case.number }}）已准备完毕，请于{{ pick_up_from }}起到{{ place }}领取。",
        "领取时请携带{{ bring }}。",
        CLOSE_OF_OTHERS,
    ),
    # 更正答复 / 转送告知 (41): its own kind, no application
    "P20": (
        "{{ you }}于{{ asked_on }}提出的更正政府信息记录的要求收悉。",
        "{{ you }}认为：{{ claim }}",
        "经核实，{{ you }}反映的{{ record }}记录{{ finding }}。依据" + IN_FULL + "第四十一条的规定，特告知如上。",
        *REMEDY, CLOSE_OF_OTHERS,
    ),
    # 笔误更正、补充答复 of a letter of our own: no clock event
    "P21": (
        "本机关{{ wrong_on }}作出的{{ wrong_no }}《{{ wrong_title }}》中，“{{ wrong_text }}”应为“{{ right_text }}”，现予更正。",
        "{{ effect }}",
        *REMEDY, CLOSE_OF_OTHERS,
    ),
}
# fmt: on

"""答复书的文字 (letters.md §§9.1, 9.2): what every answer says, with its fields in {{ braces }}.

Our own sentences, built on the words of the statute (convention); an office may word its own
templates. `item` is one requested item; facts and reasons are mandatory fields. A letter's DOCX is
built from the bodies below, so that a sentence stands in one place.
"""

from typing import Final

from cases.law.letter_parts import Body, Grid, Rows, Signs, each, where

YOU_ASKED: Final = "{{ you }}申请公开的"
NOT_GIVEN: Final = "本机关决定不予公开。"
GROUND_AND_REASON: Final = "，理由是：{{ item.reason }}。" + NOT_GIVEN

# fmt: off
DECISIONS: Final[dict[str, str]] = {
    # answer type: the decision on one item
    "A1": YOU_ASKED + "《{{ item.title }}》已于{{ item.published_on }}主动公开，"
          "{{ you }}可以通过{{ item.way }}（{{ item.place }}）获取。",
    "A2": YOU_ASKED + "政府信息可以公开，{% if item.consulted %}{{ item.consulted }}，本机关决定予以公开，{% endif %}"
          "{% if item.pick_up_place %}请于{{ item.pick_up_from }}起到{{ item.pick_up_place }}{{ item.pick_up_how }}。"
          "{% else %}{% if item.substitute_reason %}因{{ item.substitute_reason }}，依据《条例》第四十条的规定，改以"
          "{% else %}现以{% endif %}{{ item.form }}形式提供{% if item.pages %}，共{{ item.pages }}页{% endif %}"
          "{% if item.enclosed %}，见附件{% endif %}。{% endif %}",
    "A3": YOU_ASKED + "信息中，{{ item.open_part }}可以公开，现{% if item.form %}以{{ item.form }}形式{% endif %}予以提供；"
          "{% for part in item.withheld %}{{ part.what }}属于{{ part.ground }}，理由是：{{ part.reason }}，"
          "本机关对该部分不予公开；{% endfor %}以上内容已作区分处理。",
    "A4": YOU_ASKED + "信息属于依法确定的国家秘密（{{ item.secrecy_facts }}）" + GROUND_AND_REASON,
    "A5": "《{{ item.law }}》{{ item.law_place }}规定：“{{ item.law_text }}”。" + YOU_ASKED +
          "信息属于上述规定禁止公开的信息" + GROUND_AND_REASON,
    "A6": YOU_ASKED + "信息属于公开后可能危及{{ item.limb }}的信息" + GROUND_AND_REASON,
    "A7": YOU_ASKED + "信息涉及第三方的{{ item.kind }}。本机关于{{ item.sent_on }}书面征求第三方意见，第三方{{ item.reply }}。"
          "经审查，公开该信息会对第三方合法权益造成损害，理由是：{{ item.reason }}；"
          "不公开不会对公共利益造成重大影响；该信息无法作区分处理，理由是：{{ item.no_sever_reason }}。" + NOT_GIVEN,
    "A8": YOU_ASKED + "信息属于本机关{{ item.kind }}方面的内部事务信息" + GROUND_AND_REASON,
    "A9": YOU_ASKED + "信息属于本机关在办理{{ item.matter }}过程中形成的{{ item.kind }}，系过程性信息，"
          "法律、法规、规章未规定应当公开" + GROUND_AND_REASON,
    "A10": YOU_ASKED + "信息属于{{ item.file }}行政执法案卷信息，法律、法规、规章未规定应当公开" + GROUND_AND_REASON +
           "{{ you }}如系该案当事人，可以依照{{ item.procedure_law }}的规定申请查阅案卷。",
    "A11": YOU_ASKED + "信息属于{{ item.kind }}，《{{ item.law }}》对该信息的获取有特别规定。"
           "请依照该规定向{{ item.query_organ }}（地址：{{ item.query_address }}，电话：{{ item.query_phone }}）办理。",
    "A12": "本机关于{{ item.searched_on }}检索了{{ item.places }}，{% if item.keywords %}检索词为{{ item.keywords }}，"
           "{% else %}检索方法为{{ item.how }}，{% endif %}没有检索到" + YOU_ASKED +
           "信息{% if item.known_reason %}，{{ item.known_reason }}{% endif %}。该政府信息不存在。",
    "A13": YOU_ASKED + "信息由{{ item.other_organ }}{{ item.held_how }}，不属于本机关负责公开，理由是：{{ item.reason }}。"
           "{{ you }}可以向{{ item.other_organ }}（联系方式：{{ item.contact }}）提出申请。",
    "A14": "本机关没有{{ you }}所申请内容的现成信息，提供该内容需要对现有政府信息进行加工、分析，"
           "理由是：{{ item.reason }}。本机关不予提供。{% if item.existing_records %}{{ item.existing_records }}{% endif %}",
    "A15": "经补正，{{ you }}的申请内容仍不明确：{{ item.unclear }}。本机关无法据此查找，不能提供。",
    "A16": "{{ you }}提出的内容属于{{ item.kind }}事项，本机关不作为政府信息公开申请处理。"
           "{{ you }}可以通过{{ item.channel }}提出。",
    "A17": "本机关已于{{ item.prior_on }}以{{ item.prior_doc_no }}就" + YOU_ASKED +
           "相同政府信息（登记编号{{ item.prior_case }}）作出答复，本机关不予重复处理。",
    "A18": "{{ you }}要求提供的《{{ item.publication }}》属于{{ item.kind }}，{{ you }}可以通过{{ item.way }}获取。",
    "A19": "{{ item.counted_from }}至{{ item.counted_to }}，{{ you }}向本机关提出政府信息公开申请{{ item.counted }}件，"
           "数量、频次明显超过合理范围。本机关于{{ item.asked_on }}{% if item.p6_no %}以{{ item.p6_no }}{% endif %}要求说明理由，"
           "{{ you }}{{ item.reasons }}。经审查，申请理由不合理，理由是：{{ item.why }}。"
           "本机关对{{ item.cases }}不予处理。",
    "A20": "{{ you }}已通过{{ item.prior_proof }}获取该信息，本次系{{ item.kind }}，本机关不予处理。",
    "A21": "{{ you }}提出的内容系{{ item.kind }}，不是申请获取以一定形式记录、保存的信息，"
           "本机关不作为政府信息公开申请处理。{{ you }}可以通过{{ item.channel }}提出。",
    "A22": YOU_ASKED + "信息已于{{ item.transfer_on }}移交{{ item.archive }}（{{ item.archive_ref }}），移交期限已届满。"
           "请按照档案利用规定向{{ item.archive }}办理。",
    "A23": "{{ item.matter }}职责已于{{ item.moved_on }}划转至{{ item.other_organ }}，" + YOU_ASKED +
           "信息不属于本机关负责公开，理由是：{{ item.reason }}。"
           "{{ you }}可以向{{ item.other_organ }}（联系方式：{{ item.contact }}）提出申请。",
    "A24": YOU_ASKED + "信息系{{ item.party_organ }}制作的党务信息，不属于《条例》第二条所称政府信息，"
           "理由是：{{ item.reason }}。{{ you }}可以通过{{ item.channel }}了解。",
}
# fmt: on

RECEIPT: Final = "{{ receipt }}"
CLOSE_OF_ANSWERS: Final = "特此答复。"
CLOSE_OF_OTHERS: Final = "特此告知。"
REQUEST: Final = each("line", "request", "{{ line }}")
STEPS: Final = each("step", "steps", "{{ step }}")
REMEDY: Final = each("clause", "remedy", "{{ clause }}")
BLOCK: Final = "{{ item.mark }}{{ item.grounds }}"


def _answer(decision: str) -> Body:
    """收到事实、申请内容、办理经过、答复内容、救济告知, in the order of letters.md §2.1."""
    return (
        RECEIPT, *REQUEST, *STEPS, "{{ lead }}",
        *each("item", "items", BLOCK + decision),
        *REMEDY, CLOSE_OF_ANSWERS,
    )  # fmt: skip


MIXED: Final = _answer("{{ item.decision }}")
ON_THE_SPOT: Final[Body] = (
    Rows(
        (
            (("登记编号", "{{ case.number }}"), ("答复日期", "{{ doc.date }}")),
            (("申请人", "{{ to }}"),),
            (("申请方式", "{{ case.channel }}"), ("收到申请之日", "{{ case.received_on }}")),
        )
    ),
    *REQUEST,
    "{{ lead }}",
    *each("item", "items", BLOCK + "{{ item.decision }}"),
    *REMEDY,
    "以上答复及所提供的信息，{{ you }}已当场收到。",
    Signs(("申请人（签字、盖章）", "经办人（签字）", "日期")),
)
WITHDRAWN: Final[Body] = (
    RECEIPT, *REQUEST,
    "本机关于{{ withdrawn_on }}收到{{ you }}撤回申请的书面材料，登记编号为{{ case.number }}的申请终止办理。",
    "{{ you }}可以重新提出申请。",
    CLOSE_OF_OTHERS,
)  # fmt: skip
LAPSED: Final[Body] = (
    RECEIPT, *REQUEST,
    *where("notice_of_fee",
        "{{ notice_no }}已于{{ delivered_on }}送达，截至{{ due }}{{ you }}未缴纳信息处理费。依据"
        "《政府信息公开信息处理费管理办法》的规定，视为放弃申请，本机关不再处理该政府信息公开申请。"
        "{{ you }}可以重新提出申请。"),
    *where("not notice_of_fee",
        "{{ notice_no }}已于{{ delivered_on }}送达，截至{{ due }}本机关未收到补正，{{ you }}亦未说明正当理由。"
        "依据《中华人民共和国政府信息公开条例》第三十条的规定，视为放弃申请，本机关不再处理该政府信息公开申请。"
        "{{ you }}可以重新提出申请。"),
    *REMEDY, CLOSE_OF_OTHERS,
)  # fmt: skip

ANSWER_BODIES: Final[dict[str, Body]] = {
    **{code: _answer(decision) for code, decision in DECISIONS.items()},
    "A25": ON_THE_SPOT,
    "A26": MIXED,
    "A27": WITHDRAWN,
    "A28": LAPSED,
}
# What a form of a case's items prints of each
ITEMS: Final = Grid(
    ("序号", "申请公开的内容", "拟答复", "依据"),
    "item",
    "items",
    ("{{ item.number }}", "{{ item.text }}", "{{ item.outcome }}", "{{ item.basis }}"),
    (1, 6, 3, 4),
)

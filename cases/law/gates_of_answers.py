"""The gates on what is answered (答复内容的关口): outcomes, grounds, third parties, earlier papers."""

from typing import Final

from cases.law import gate_checks as c
from cases.law import gate_checks_earlier as e
from cases.law.articles import Article, Law, Standing, regulation
from cases.law.gate_facts import Act
from cases.law.gate_row import (
    BY_HEAD,
    BY_LEADER,
    DECIDING,
    EVERY,
    GIVING,
    NEVER,
    SHOWN,
    TYPED,
    Gate,
)
from cases.law.grounds import WITHHOLDING

_r: Final = regulation
STATUTE, INTERPRETATION = Standing.STATUTE, Standing.INTERPRETATION
PRACTICE, CONVENTION = Standing.PRACTICE, Standing.CONVENTION
DENIED: Final = _r(36, 0, 3)

# A25 answers on the spot, A26 item by item: both may hold any of these outcomes
MIXABLE: Final = ("A25", "A26")
SINGLE: Final = tuple(f"A{n}" for n in range(1, 25))  # A1–A24: the outcomes of one item
REFUSING: Final = (*WITHHOLDING, *MIXABLE)
WITHHOLDING_ANY: Final = ("A3", *REFUSING)
NEITHER_GIVEN_NOR_WITHHELD: Final = (*(f"A{n}" for n in range(11, 25)), *MIXABLE)
WITH_KINDS: Final = ("A3", *WITHHOLDING, "A11", "A14", "A16", "A18", "A20", "A21", *MIXABLE)
ON_THIRD_PARTY: Final = ("A3", "A7", *MIXABLE)
GIVING_TYPES: Final = ("A2", "A3", *MIXABLE)
ORGANS: Final = "国办公开办函〔2019〕14号"

# fmt: off
OUTCOME_GATES: Final = (
    # key, articles, other source, standing, weight, acts, answer types,
    # sentence, what holds
    # while an item has no outcome there is no answer type either: this is what to say of it first
    Gate("one_outcome_each", (_r(36),), "", CONVENTION, NEVER, DECIDING, EVERY,
         "每一申请事项应当有且只有一项处理结论，请补齐缺少的结论或者删去重复的结论。",
         c.every_item_has_one_outcome),
    # a lapse is not closed by an answer, nor a withdrawal: each act has its own gates
    Gate("act_fits_type", (_r(36),), "", CONVENTION, NEVER, TYPED, EVERY,
         "答复类型与办理行为不相符，视为放弃、撤回和提供信息应当按各自的程序办理。",
         c.act_fits_type),
    Gate("outcomes_agree", (_r(36),), "", CONVENTION, NEVER, DECIDING, (*SINGLE, *MIXABLE),
         "各申请事项的处理结论与答复类型不一致，请更正答复类型或者事项结论。",
         c.outcomes_agree),
    Gate("row_fits", (Article(Law.FORM),), "", INTERPRETATION, NEVER,
         (*DECIDING, Act.CLOSE_AS_LAPSED, Act.CLOSE_AS_WITHDRAWN), EVERY,
         "计入年度报告的行与答复类型、事项结论不一致，请重新选择。",
         c.row_fits),
    Gate("basis_closed", (_r(36),), "", CONVENTION, NEVER, DECIDING, (*SINGLE, *MIXABLE),
         "处理结论缺少法定依据，或者所列依据不属于该结论的依据。",
         c.basis_is_of_the_outcome),
    Gate("reason_given", (_r(36),), "", CONVENTION, NEVER, DECIDING, NEITHER_GIVEN_NOR_WITHHELD,
         f"处理结论缺少理由，或者理由不足{c.SUBSTANCE}个字，请写明事实和理由。",
         c.reason_given),
    Gate("kinds_named", (_r(36),), "", CONVENTION, NEVER, DECIDING, WITH_KINDS,
         "没有选明所依据事由的具体情形，请在该事由的封闭清单中选择。",
         c.kinds_named),
)
WITHHOLDING_GATES: Final = (
    Gate("refusal_on_its_ground", (DENIED,), "", CONVENTION, NEVER, DECIDING, REFUSING,
         "不予公开的内容没有登记事由，或者登记的事由与不予公开的结论不一致。",
         c.refusal_rests_on_its_ground),
    Gate("withheld_parts_named", (_r(37),), "", STATUTE, NEVER, DECIDING, ("A3", *MIXABLE),
         "部分公开应当逐处登记不予公开的内容及其法定事由。",
         c.withheld_parts_named),
    Gate("withheld_reasoned", (DENIED, _r(37)), "", STATUTE, NEVER, DECIDING, WITHHOLDING_ANY,
         f"不予公开的内容应当逐项说明理由，现缺少理由或者理由不足{c.SUBSTANCE}个字。",
         c.withheld_reasoned),
    Gate("severability_answered", (_r(37),), "", STATUTE, NEVER, DECIDING, REFUSING,
         "全部不予公开前应当回答能否作区分处理，不能区分的，还应当说明理由。",
         c.severability_answered),
    Gate("severable_is_partial", (_r(37),), "", STATUTE, NEVER, DECIDING, REFUSING,
         "该信息能够作区分处理，应当提供可以公开的内容，不能全部不予公开。",
         c.not_severable),
    Gate("secret_classified", (_r(14),), "", STATUTE, NEVER, DECIDING, ("A3", "A4", *MIXABLE),
         "以国家秘密为由不予公开的，应当登记依法定密的事实，现缺少密级或者定密依据。",
         c.classified),
    Gate("prohibition_named", (_r(14),), "", STATUTE, NEVER, DECIDING, ("A3", "A5", *MIXABLE),
         "应当写明禁止公开的法律或者行政法规的名称和条款，地方性法规、规章不能作为依据。",
         c.prohibition_named),
    Gate("discretion_weighed", (_r(16),), "", CONVENTION, NEVER, DECIDING,
         ("A3", "A8", "A9", "A10", *MIXABLE),
         "依据《条例》第十六条不予公开属于行政裁量，应当写明决定不予公开的裁量理由。",
         c.discretion_weighed),
    Gate("no_rule_opens_it", (_r(16, 2),), "", STATUTE, NEVER, DECIDING,
         ("A3", "A9", "A10", *MIXABLE),
         "没有核对法律、法规、规章是否规定该信息应当公开，有规定的应当从其规定。",
         c.no_rule_opens_it),
    # 16(1) has no 从其规定 in its words; another law may open such information all the same
    Gate("internal_affairs_rules", (_r(16, 1),), "", CONVENTION, SHOWN, DECIDING,
         ("A3", "A8", *MIXABLE),
         "没有核对其他法律、法规是否要求公开该内部事务信息，建议核对后再作决定。",
         c.no_rule_opens_internal_affairs),
)
THIRD_PARTY_GATES: Final = (
    Gate("third_party_asked", (_r(15), _r(32)), "", STATUTE, NEVER, DECIDING, ON_THIRD_PARTY,
         "以保护第三方合法权益为由不予公开的，应当书面征求第三方意见，现没有征求意见书。",
         e.third_party_asked),
    # a letter that cannot be delivered: the leader decides, with the attempts as the reason
    Gate("third_party_receipt", (_r(32),), "", CONVENTION, BY_LEADER, DECIDING, ON_THIRD_PARTY,
         "征求第三方意见书缺少第三方签收凭证，无法确定15个工作日的起算日。",
         e.third_party_receipt_proved),
    Gate("third_party_heard", (_r(32),), "", STATUTE, NEVER, DECIDING, ON_THIRD_PARTY,
         "第三方没有回复意见，征求意见的15个工作日也没有届满，不能以此为由不予公开。",
         e.third_party_heard),
    Gate("third_party_agreed", (_r(15),), "", STATUTE, NEVER, DECIDING, ON_THIRD_PARTY,
         "第三方同意公开的应当予以公开，不能以保护第三方合法权益为由不予公开。",
         e.third_party_did_not_agree),
    Gate("public_interest_weighed", (_r(15),), "", STATUTE, NEVER, DECIDING, ON_THIRD_PARTY,
         "没有登记不公开是否会对公共利益造成重大影响的判断。",
         e.public_interest_weighed),
    Gate("heard_before_release", (_r(32),), "", STATUTE, NEVER, GIVING, GIVING_TYPES,
         "第三方没有回复意见，征求意见的15个工作日也没有届满，不能提供涉及第三方的内容。",
         e.heard_before_release),
    # 条例 15, 32: objects without 合理理由, or major public interest: one of them has to be said
    Gate("overriding_reasoned", (_r(15), _r(32)), "", STATUTE, NEVER, GIVING, GIVING_TYPES,
         "第三方不同意公开而决定公开的，应当写明其理由不合理或者不公开对公共利益的重大影响。",
         e.overriding_reasoned),
    Gate("objector_told", (_r(32),), "", STATUTE, NEVER, GIVING, GIVING_TYPES,
         "第三方不同意公开而决定公开的，应当先将决定公开的内容和理由书面告知第三方。",
         e.objection_overridden_told),
    # letters.md P12: after silence too is our convention
    Gate("silent_party_told", (_r(32),), "", CONVENTION, BY_LEADER, GIVING, GIVING_TYPES,
         "第三方逾期未提出意见而决定公开的，应当先将决定公开的内容和理由书面告知第三方。",
         e.silence_overridden_told),
)
EARLIER_GATES: Final = (
    Gate("place_checked", (_r(36, 0, 1),), "", CONVENTION, BY_HEAD, DECIDING, ("A1", *MIXABLE),
         "告知已主动公开的，应当先核对获取该信息的网址或者地点，现没有核对记录。",
         e.place_checked),
    Gate("enclosed", (_r(36, 0, 2),), "", STATUTE, NEVER, GIVING, GIVING_TYPES,
         "予以公开的信息没有随附，也没有告知获取该信息的方式、途径和时间的文书。",
         e.enclosed),
    Gate("special_rule_named", (_r(36, 0, 7),), "", STATUTE, NEVER, DECIDING, ("A11", *MIXABLE),
         "应当写明对该信息的获取作特别规定的法律或者行政法规的名称和条款。",
         c.special_rule_named),
    Gate("searched", (_r(36, 0, 4),), "", STATUTE, NEVER, DECIDING, ("A12", *MIXABLE),
         "答复信息不存在应当有检索记录，现缺少检索地点、检索方法或者检索日期。",
         e.searched),
    Gate("searched_by_two", (_r(36, 0, 4),), "", PRACTICE, BY_LEADER, DECIDING, ("A12", *MIXABLE),
         "检索记录应当由检索人和记录人两人签署，现缺少其中一人或者两人相同。",
         e.searched_by_two),
    Gate("clues_answered", (_r(36, 0, 4),), "指导案例101号", PRACTICE, NEVER, DECIDING,
         ("A12", *MIXABLE),
         "申请人提供的线索没有逐条登记查找结果，不能答复信息不存在。",
         e.every_clue_has_a_finding),
    Gate("loss_is_no_outcome", (_r(36, 0, 4),), "", PRACTICE, BY_LEADER, DECIDING,
         ("A12", *MIXABLE),
         "该信息曾经制作、保存而现已遗失，应当先向其他保存单位查找副本，不能仅以遗失为由答复不存在。",
         e.not_only_lost),
    Gate("owner_found", (_r(10), _r(36, 0, 5)), "", STATUTE, NEVER, DECIDING,
         ("A13", "A23", *MIXABLE),
         "没有登记该信息应当由哪个机关负责公开及其理由。",
         e.owner_found),
    Gate("power_is_elsewhere", (_r(10),), ORGANS, INTERPRETATION, NEVER, DECIDING,
         ("A12", "A13", "A23", *MIXABLE),
         "该项职权现由本机关承担，不能以不属于本机关或者信息尚未划转为由不予提供。",
         e.power_is_elsewhere),
    Gate("transfer_listed", (Article(Law.ARCHIVES, 15, 2),), "", PRACTICE, NEVER, DECIDING,
         ("A22", *MIXABLE),
         "没有登记接收档案的国家档案馆和归档目录条目，不能答复已移交国家档案馆。",
         e.transfer_listed),
    Gate("transfer_period_over", (Article(Law.ARCHIVES, 15, 2),), "", STATUTE, NEVER, DECIDING,
         ("A22", *MIXABLE),
         "档案移交期限没有届满，提前移交的档案仍由本机关负责公开。",
         e.transfer_period_over),
    Gate("supplement_asked", (_r(30),), "", STATUTE, NEVER, DECIDING, ("A15", "A26"),
         "答复补正后仍不明确，应当先在7个工作日内一次性告知补正，现没有有效的补正告知。",
         e.supplement_asked_validly),
    Gate("supplement_came", (_r(30),), "", STATUTE, NEVER, DECIDING, ("A15", "A26"),
         "申请人没有补正，不能答复补正后申请内容仍不明确。",
         e.supplement_came),
    Gate("unclear_part_named", (_r(30),), "", PRACTICE, NEVER, DECIDING, ("A15", "A26"),
         "没有写明补正后仍不明确的内容是什么。",
         e.unclear_part_named),
    Gate("answered_before", (_r(36, 0, 6),), "", STATUTE, NEVER, DECIDING, ("A17", *MIXABLE),
         "没有本机关就相同信息向同一申请人作出的在先答复，撤回、视为放弃的申请不能作为依据。",
         e.answered_before),
    Gate("reasons_asked", (_r(35),), "", STATUTE, NEVER, (*DECIDING, Act.DELAY), ("A19", "A26"),
         "应当先要求申请人说明申请数量、频次的理由，现没有说明理由告知书。",
         e.reasons_asked),
    Gate("reasons_over", (_r(35),), "", CONVENTION, NEVER, (*DECIDING, Act.DELAY), ("A19", "A26"),
         "申请人没有说明理由，说明理由的期限也没有届满。",
         e.reasons_answered_or_over),
    Gate("reasons_unreasonable", (_r(35),), "", STATUTE, NEVER, DECIDING, ("A19", "A26"),
         "没有认定申请理由不合理，不能以无正当理由大量反复申请为由不予处理。",
         e.reasons_found_unreasonable),
    Gate("reasons_reasonable", (_r(35),), "", STATUTE, NEVER, (Act.DELAY,), EVERY,
         "没有认定申请理由合理，不能依据第三十五条确定延迟答复的期限。",
         e.reasons_found_reasonable),
    Gate("held_already", (Article(Law.FORM),), "", CONVENTION, NEVER, DECIDING, ("A20", *MIXABLE),
         "没有申请人已经获取该信息的证明，不能以要求确认或者重新出具为由不予处理。",
         e.held_already),
)
# fmt: on
GATES_OF_ANSWERS: Final = (
    *OUTCOME_GATES,
    *WITHHOLDING_GATES,
    *THIRD_PARTY_GATES,
    *EARLIER_GATES,
)

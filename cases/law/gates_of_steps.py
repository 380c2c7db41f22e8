"""The gates on a case's standing, its papers, closings and steps (程序和文书的关口)."""

from typing import Final

from cases.law import gate_checks_steps as s
from cases.law.articles import Article, Law, Standing, regulation
from cases.law.clock_rules import EXTENSION, SUPPLEMENT_NOTICE_WITHIN
from cases.law.gate_checks import SUBSTANCE
from cases.law.gate_facts import Act
from cases.law.gate_row import (
    BY_HEAD,
    BY_LEADER,
    CLOSING,
    DECIDING,
    EVERY,
    EXPLAINED,
    GIVING,
    NEVER,
    SHOWN,
    Gate,
)
from cases.law.gates_of_answers import GIVING_TYPES, SINGLE

_r: Final = regulation
STATUTE, INTERPRETATION = Standing.STATUTE, Standing.INTERPRETATION
PRACTICE, CONVENTION = Standing.PRACTICE, Standing.CONVENTION

STEPS: Final = (Act.EXTEND, Act.CONSULT, Act.SEND_FEE_NOTICE, Act.DELAY)
ALL_BUT_WITHDRAWAL: Final = tuple(act for act in Act if act is not Act.CLOSE_AS_WITHDRAWN)
ON_PAPER: Final = (*SINGLE, "A26")  # A25 is given on the spot, against a signature
NOT_ALL_GIVEN: Final = (*SINGLE[2:], "A26")  # A3–A24
REVIEW_ACT: Final = "行政复议法第二十三条"
ONLINE: Final = "行政复议法第二十二条第二款"
SERVICE: Final = "国办公开办函〔2016〕235号"
FEE: Final = Article(Law.FEES)

# fmt: off
STANDING_GATES: Final = (
    # key, articles, other source, standing, weight, acts, answer types,
    # sentence, what holds
    Gate("receipt_known", (_r(31),), "", STATUTE, NEVER, ALL_BUT_WITHDRAWAL, EVERY,
         "收到申请之日尚未确定，应当先与申请人确认并登记。",
         s.receipt_known),
    Gate("not_before_receipt", (_r(31),), "", STATUTE, NEVER, tuple(Act), EVERY,
         "办理日期早于收到申请之日，请核对日期。",
         s.not_before_receipt),
    Gate("not_ended", (_r(36),), "", CONVENTION, NEVER, (*DECIDING, *CLOSING), EVERY,
         "该申请已经答复或者已经撤回，不能再次办结，确需重新答复的应当先恢复办理。",
         s.not_ended),
    Gate("nothing_awaited", (_r(30), _r(42)), "", CONVENTION, EXPLAINED, DECIDING, EVERY,
         "正在等待申请人补正或者缴费，确需现在答复的，应当说明理由。",
         s.nothing_awaited),
    Gate("not_lapsed", (_r(30), _r(42)), "", CONVENTION, EXPLAINED, DECIDING, EVERY,
         "该申请已因逾期未补正或者未缴费视为放弃，确需作出其他答复的，应当说明理由。",
         s.not_lapsed),
    Gate("no_consultation_open", (_r(33, 3),), "", CONVENTION, SHOWN, DECIDING, EVERY,
         "仍有征求意见没有回复且期限没有届满，请确认本次答复不以该意见为前提。",
         s.no_consultation_open),
)
PAPER_GATES: Final = (
    Gate("secrecy_reviewed", (_r(17),), "", STATUTE, NEVER, GIVING, GIVING_TYPES,
         "拟公开的信息没有完成保密审查，不能对外提供。",
         s.secrecy_reviewed),
    Gate("legally_reviewed", (_r(45),), "", PRACTICE, BY_LEADER, DECIDING, NOT_ALL_GIVEN,
         "不予公开、无法提供、不予处理等答复没有合法性审核意见。",
         s.legally_reviewed),
    Gate("chain_complete", (_r(45),), "", CONVENTION, NEVER, DECIDING, ON_PAPER,
         "本机关规定的审核环节没有全部完成，不能签发答复。",
         s.chain_complete),
    Gate("drafter_not_approver", (_r(45),), "", CONVENTION, NEVER, DECIDING, ON_PAPER,
         "拟稿人和签发人应当是两人，现缺少其中一人，或者两人相同而本机关没有允许一人兼任。",
         s.drafter_is_not_approver),
    Gate("signed_by_organ", (_r(27),), "", PRACTICE, NEVER, DECIDING, ON_PAPER,
         "答复应当以承担答复责任的行政机关名义作出，不能以内设机构、指挥部等名义署名。",
         s.signed_by_the_organ),
    Gate("remedy_agrees", (_r(51),), REVIEW_ACT, STATUTE, NEVER,
         (*DECIDING, Act.CLOSE_AS_LAPSED), EVERY,
         "救济告知与答复的依据、作出日期不一致，复议前置只适用于2024年1月1日起依据《条例》第十四条至第十六条作出的不予公开。",
         s.remedy_agrees),
    Gate("online_review_named", (_r(51),), ONLINE, STATUTE, NEVER, DECIDING, EVERY,
         "通过互联网送达的答复没有告知在线申请行政复议的渠道。",
         s.online_review_named),
    Gate("sent_by_the_post", (), SERVICE, INTERPRETATION, SHOWN, (Act.ANSWER,), EVERY,
         "邮寄送达应当通过邮政企业，不应使用其他快递。",
         s.sent_by_the_post),
    Gate("post_can_be_tracked", (), SERVICE, PRACTICE, SHOWN, (Act.ANSWER,), EVERY,
         "邮寄送达没有登记邮件号，交邮之日和签收之日将无法证明。",
         s.post_can_be_tracked),
    Gate("sent_in_its_term", (_r(33, 2),), SERVICE, INTERPRETATION, SHOWN, (Act.ANSWER,), EVERY,
         "答复书落款在答复期限内而送出在期限届满后，按逾期答复计算。",
         s.sent_in_the_term_it_is_dated_in),
    Gate("closes_with_a_paper", (_r(36),), SERVICE, INTERPRETATION, NEVER, (Act.ANSWER,), ON_PAPER,
         "办结应当有编号的答复书，电话、口头沟通不能办结。",
         s.has_a_number),
    Gate("delivery_proved", (_r(45),), SERVICE, CONVENTION, NEVER, (Act.ANSWER,),
         (*ON_PAPER, "A25"),
         "没有送达凭证或者申请人签字，不能登记为已经答复。",
         s.delivery_proved),
)
CLOSING_GATES: Final = (
    Gate("lapse_was_awaited", (_r(30), _r(42), FEE), "", STATUTE, NEVER,
         (Act.CLOSE_AS_LAPSED,), EVERY,
         "没有有效的补正告知或者收费通知，或者申请人已经补正、缴费，不能视为放弃申请。",
         s.lapse_was_awaited),
    Gate("lapse_day_over", (_r(30), FEE), "", STATUTE, NEVER, (Act.CLOSE_AS_LAPSED,), EVERY,
         "补正或者缴费的期限没有届满，最早在最后一日的次日才能不再处理。",
         s.lapse_day_over),
    Gate("lapse_notice_delivered", (_r(30), FEE), "", CONVENTION, BY_LEADER,
         (Act.CLOSE_AS_LAPSED,), EVERY,
         "补正告知书或者收费通知书缺少送达凭证，不能认定申请人逾期。",
         s.lapse_notice_delivered),
    Gate("lapse_not_excused", (_r(30),), "", STATUTE, NEVER, (Act.CLOSE_AS_LAPSED,), EVERY,
         "申请人已说明逾期补正的正当理由，不能视为放弃申请。",
         s.lapse_not_excused),
    Gate("withdrawn_in_writing", (_r(45),), "", PRACTICE, NEVER, (Act.CLOSE_AS_WITHDRAWN,), EVERY,
         "没有申请人撤回申请的书面材料，口头表示不能终止办理。",
         s.withdrawn_in_writing),
)
# A step that came late happened all the same: the head lets it be recorded, and the clock gives it
# no effect (clock_rules.WARNINGS). The day of a step is the day of its dispatch record.
# What clock_rules.FORBIDDEN names, nobody lets pass.
STEP_GATES: Final = (
    Gate("supplement_notice_first", (_r(30),), "", STATUTE, NEVER,
         (Act.SEND_SUPPLEMENT_NOTICE,), EVERY,
         "补正应当一次性告知，本申请已经告知过补正，不能再次告知。",
         s.first_supplement_notice),
    Gate("supplement_notice_in_time", (_r(30),), "", CONVENTION, SHOWN,
         (Act.SEND_SUPPLEMENT_NOTICE,), EVERY,
         f"已超过收到申请之日起{SUPPLEMENT_NOTICE_WITHIN}个工作日，现在告知补正不影响答复期限。",
         s.supplement_notice_in_time),
    Gate("clock_heeds_steps", (_r(30), _r(42)), "", CONVENTION, BY_HEAD, STEPS, EVERY,
         "正在等待申请人补正、缴费或者已经视为放弃，此时办理不影响答复期限。",
         s.clock_heeds_steps),
    Gate("extension_in_range", (_r(33, 2),), "", STATUTE, NEVER, (Act.EXTEND,), EVERY,
         f"延长答复期限应当为{EXTENSION[0]}至{EXTENSION[-1]}个工作日。",
         s.extension_in_range),
    Gate("extension_approved", (_r(33, 2),), "", STATUTE, NEVER, (Act.EXTEND,), EVERY,
         "延长答复期限没有经政府信息公开工作机构负责人事先同意。",
         s.extension_approved),
    Gate("extension_reasoned", (_r(33, 2),), "", CONVENTION, NEVER, (Act.EXTEND,), EVERY,
         f"没有写明延长答复期限的理由，或者理由不足{SUBSTANCE}个字。",
         s.extension_reasoned),
    Gate("extension_once", (_r(33, 2),), "", STATUTE, NEVER, (Act.EXTEND,), EVERY,
         "本次答复期限已经延长一次，不能再次延长。",
         s.first_extension),
    Gate("extension_in_time", (_r(33, 2),), "", CONVENTION, BY_HEAD, (Act.EXTEND,), EVERY,
         "答复期限已经届满，现在告知延期不生效。",
         s.told_by_the_due_day),
    Gate("consultation_in_writing", (_r(32),), "", STATUTE, NEVER, (Act.CONSULT,), EVERY,
         "征求第三方意见应当采用书面形式。",
         s.third_party_asked_in_writing),
    # art. 32 is owed to the third party after that day too; only its time is not taken out
    Gate("consultation_in_time", (_r(33, 3),), "", STATUTE, BY_HEAD, (Act.CONSULT,), EVERY,
         "答复期限在当日届满或者已经届满，现在征求意见所需时间不予扣除。",
         s.sent_before_the_due_day),
    Gate("fee_notice_in_time", (FEE,), "", INTERPRETATION, BY_HEAD, (Act.SEND_FEE_NOTICE,), EVERY,
         "答复期限已经届满，现在发出收费通知不影响答复期限。",
         s.told_by_the_due_day),
    Gate("one_tariff", (Article(Law.FEES, 3),), "", INTERPRETATION, NEVER,
         (Act.SEND_FEE_NOTICE,), EVERY,
         "应当在按件、按量两种标准中选择一种，不能同时按照两种标准计算。",
         s.one_tariff),
    Gate("fee_recomputed", (Article(Law.FEES, 4), Article(Law.FEES, 5)), "", INTERPRETATION, NEVER,
         (Act.SEND_FEE_NOTICE,), EVERY,
         "收费金额与按标准计算的金额不一致，或者未达到收费标准。",
         s.fee_recomputed),
    Gate("delay_in_time", (_r(35),), "", CONVENTION, BY_HEAD, (Act.DELAY,), EVERY,
         "答复期限已经届满，现在告知延迟答复不影响答复期限。",
         s.told_by_the_due_day),
    Gate("delay_has_a_day", (_r(35),), "", STATUTE, NEVER, (Act.DELAY,), EVERY,
         "延迟答复应当确定一个告知之日以后的答复日期。",
         s.delay_has_a_day),
)
# fmt: on
GATES_OF_STEPS: Final = (*STANDING_GATES, *PAPER_GATES, *CLOSING_GATES, *STEP_GATES)

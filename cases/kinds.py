"""记录种类: what a history can tell. The clock's events have the names of the clock contract."""

from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """记录种类: what happened."""

    REGISTERED = "registered"
    BROUGHT_IN = "brought_in"
    RECEIPT_CONFIRMED = "receipt_confirmed"
    REGISTRATION_CORRECTED = "registration_corrected"
    SCREENED = "screened"
    ASSIGNED = "assigned"
    ACCEPTED = "accepted"
    ASSIGNMENT_RETURNED = "assignment_returned"
    HANDED_OVER = "handed_over"
    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT = "supplement"
    CONSULTATION = "consultation"
    CONSULTATION_REPLY = "consultation_reply"
    THIRD_PARTY_TOLD = "third_party_told"
    EXTENSION_APPROVED = "extension_approved"
    EXTENSION = "extension"
    FEE_NOTICE = "fee_notice"
    FEE_PAYMENT = "fee_payment"
    REASONS_ASKED = "reasons_asked"
    REASONS_JUDGED = "reasons_judged"
    DELAY = "delay"
    LETTER_RECEIVED = "letter_received"
    STEP_CORRECTED = "step_corrected"
    STEP_STRUCK = "step_struck"
    SEARCHED = "searched"
    HELP_ASKED = "help_asked"
    SLIP_ANSWERED = "slip_answered"
    CONFERENCE_CALLED = "conference_called"
    OPINION_GIVEN = "opinion_given"
    CONFERENCE_CONCLUDED = "conference_concluded"
    REFERRED = "referred"
    DETERMINED = "determined"
    ITEM_CONCLUDED = "item_concluded"
    DRAFTED = "drafted"
    SUBMITTED = "submitted"
    RECALLED = "recalled"
    APPROVED = "approved"
    SKIPPED = "skipped"
    SENT_BACK = "sent_back"
    SIGNED = "signed"
    PAPER_ISSUED = "paper_issued"
    PAPER_VOIDED = "paper_voided"
    PAPER_DELIVERED = "paper_delivered"
    ANSWER = "answer"
    ANSWERED_ANEW = "answered_anew"
    WITHDRAWAL = "withdrawal"
    CLOSING_STRUCK = "closing_struck"
    ATTACHED = "attached"
    DETACHED = "detached"
    ARCHIVED = "archived"
    CHALLENGED = "challenged"
    CHALLENGE_UPDATED = "challenge_updated"
    CHALLENGE_STRUCK = "challenge_struck"
    REOPENED = "reopened"
    NAME_SETTLED = "name_settled"
    TAGGED = "tagged"
    PERSONAL_DATA_SHOWN = "personal_data_shown"
    TAKEN_OUT = "taken_out"

    @property
    def label(self) -> str:
        """As the history page prints it."""
        return KIND_LABELS[self]


KIND_LABELS: Final = {
    Kind.REGISTERED: "登记",
    Kind.BROUGHT_IN: "由登记台账导入",
    Kind.RECEIPT_CONFIRMED: "确认收到申请之日",
    Kind.REGISTRATION_CORRECTED: "更正登记",
    Kind.SCREENED: "初审",
    Kind.ASSIGNED: "分办",
    Kind.ACCEPTED: "接办",
    Kind.ASSIGNMENT_RETURNED: "退回分办",
    Kind.HANDED_OVER: "转交承办人",
    Kind.SUPPLEMENT_NOTICE: "告知补正",
    Kind.SUPPLEMENT: "收到补正",
    Kind.CONSULTATION: "发出征求意见书",
    Kind.CONSULTATION_REPLY: "收到征求意见回复",
    Kind.THIRD_PARTY_TOLD: "告知第三方决定公开",
    Kind.EXTENSION_APPROVED: "同意延期",
    Kind.EXTENSION: "告知延长答复期限",
    Kind.FEE_NOTICE: "发出收费通知",
    Kind.FEE_PAYMENT: "申请人缴费",
    Kind.REASONS_ASKED: "要求说明理由",
    Kind.REASONS_JUDGED: "认定申请理由",
    Kind.DELAY: "告知延迟答复",
    Kind.LETTER_RECEIVED: "登记签收日期",
    Kind.STEP_CORRECTED: "更正期限记录",
    Kind.STEP_STRUCK: "撤销误录的期限记录",
    Kind.SEARCHED: "检索",
    Kind.HELP_ASKED: "发出协办函",
    Kind.SLIP_ANSWERED: "协办回复",
    Kind.CONFERENCE_CALLED: "发起会商",
    Kind.OPINION_GIVEN: "会商意见",
    Kind.CONFERENCE_CONCLUDED: "会商结论",
    Kind.REFERRED: "报请确定能否公开",
    Kind.DETERMINED: "收到确定意见",
    Kind.ITEM_CONCLUDED: "提出办理意见",
    Kind.DRAFTED: "拟稿",
    Kind.SUBMITTED: "送审",
    Kind.RECALLED: "撤回送审",
    Kind.APPROVED: "审核同意",
    Kind.SKIPPED: "跳过环节",
    Kind.SENT_BACK: "退回",
    Kind.SIGNED: "签发",
    Kind.PAPER_ISSUED: "制发文书",
    Kind.PAPER_VOIDED: "作废文书",
    Kind.PAPER_DELIVERED: "登记送达情况",
    Kind.ANSWER: "答复",
    Kind.ANSWERED_ANEW: "重新答复",
    Kind.WITHDRAWAL: "申请人撤回",
    Kind.CLOSING_STRUCK: "撤销误录的办结记录",
    Kind.ATTACHED: "附卷",
    Kind.DETACHED: "撤下附件",
    Kind.ARCHIVED: "归档",
    Kind.CHALLENGED: "登记复议诉讼",
    Kind.CHALLENGE_UPDATED: "登记复议诉讼进展",
    Kind.CHALLENGE_STRUCK: "撤销误录的复议诉讼",
    Kind.REOPENED: "恢复办理",
    Kind.NAME_SETTLED: "确定答复名义",
    Kind.TAGGED: "设置标签",
    Kind.PERSONAL_DATA_SHOWN: "查看个人信息",
    Kind.TAKEN_OUT: "调取案卷",
}
assert set(KIND_LABELS) == set(Kind)

# What is looked at or taken out changes nothing for somebody who works on the case meanwhile.
LOOKS: Final = (Kind.PERSONAL_DATA_SHOWN, Kind.TAKEN_OUT)

"""办理动作: what people do to a case, in the words of the office."""

from enum import StrEnum
from typing import Final


class Verb(StrEnum):
    """办理动作: what an officer does to a case; the states in which one may stand in `states`."""

    REGISTER = "register"
    BRING_IN = "bring_in"
    CONFIRM_RECEIPT = "confirm_receipt"
    CORRECT_REGISTRATION = "correct_registration"
    SCREEN = "screen"
    ASSIGN = "assign"
    ACCEPT = "accept"
    RETURN_ASSIGNMENT = "return_assignment"
    HAND_OVER = "hand_over"
    SEND_SUPPLEMENT_NOTICE = "send_supplement_notice"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    CONSULT = "consult"
    RECORD_LETTER_RECEIPT = "record_letter_receipt"
    END_CONSULTATION = "end_consultation"
    TELL_THIRD_PARTY = "tell_third_party"
    APPROVE_EXTENSION = "approve_extension"
    EXTEND = "extend"
    SEND_FEE_NOTICE = "send_fee_notice"
    RECEIVE_PAYMENT = "receive_payment"
    ASK_FOR_REASONS = "ask_for_reasons"
    JUDGE_REASONS = "judge_reasons"
    DELAY = "delay"
    CORRECT_STEP = "correct_step"
    STRIKE_STEP = "strike_step"
    RECORD_SEARCH = "record_search"
    ASK_FOR_HELP = "ask_for_help"
    ANSWER_SLIP = "answer_slip"
    CALL_CONFERENCE = "call_conference"
    GIVE_OPINION = "give_opinion"
    CONCLUDE_CONFERENCE = "conclude_conference"
    REFER = "refer"
    RECORD_DETERMINATION = "record_determination"
    CONCLUDE_ITEM = "conclude_item"
    DRAFT = "draft"
    SUBMIT = "submit"
    RECALL = "recall"
    APPROVE = "approve"
    SKIP = "skip"
    SEND_BACK = "send_back"
    SIGN = "sign"
    MAKE_PAPER = "make_paper"
    ISSUE = "issue"
    VOID_PAPER = "void_paper"
    RECORD_DELIVERY = "record_delivery"
    RECORD_ANSWER = "record_answer"
    ANSWER_ON_THE_SPOT = "answer_on_the_spot"
    CLOSE_AS_LAPSED = "close_as_lapsed"
    RECORD_WITHDRAWAL = "record_withdrawal"
    STRIKE_CLOSING = "strike_closing"
    ATTACH = "attach"
    DETACH = "detach"
    ARCHIVE = "archive"
    RECORD_CHALLENGE = "record_challenge"
    UPDATE_CHALLENGE = "update_challenge"
    STRIKE_CHALLENGE = "strike_challenge"
    REOPEN = "reopen"
    SETTLE_NAME = "settle_name"
    TAG = "tag"
    SHOW_PERSONAL_DATA = "show_personal_data"
    TAKE_OUT = "take_out"

    @property
    def label(self) -> str:
        """As buttons and the history print it."""
        return VERB_LABELS[self]


VERB_LABELS: Final = {
    Verb.REGISTER: "登记",
    Verb.BRING_IN: "台账导入",
    Verb.CONFIRM_RECEIPT: "确认收到申请之日",
    Verb.CORRECT_REGISTRATION: "更正登记",
    Verb.SCREEN: "初审",
    Verb.ASSIGN: "分办",
    Verb.ACCEPT: "接办",
    Verb.RETURN_ASSIGNMENT: "退回分办",
    Verb.HAND_OVER: "转交承办人",
    Verb.SEND_SUPPLEMENT_NOTICE: "告知补正",
    Verb.RECEIVE_SUPPLEMENT: "收到补正",
    Verb.CONSULT: "征求意见",
    Verb.RECORD_LETTER_RECEIPT: "登记签收日期",
    Verb.END_CONSULTATION: "收到征求意见回复",
    Verb.TELL_THIRD_PARTY: "告知第三方决定公开",
    Verb.APPROVE_EXTENSION: "同意延期",
    Verb.EXTEND: "延长答复期限",
    Verb.SEND_FEE_NOTICE: "发出收费通知",
    Verb.RECEIVE_PAYMENT: "申请人缴费",
    Verb.ASK_FOR_REASONS: "要求说明理由",
    Verb.JUDGE_REASONS: "认定申请理由",
    Verb.DELAY: "延迟答复",
    Verb.CORRECT_STEP: "更正期限记录",
    Verb.STRIKE_STEP: "撤销误录的期限记录",
    Verb.RECORD_SEARCH: "登记检索",
    Verb.ASK_FOR_HELP: "发出协办函",
    Verb.ANSWER_SLIP: "回复协办",
    Verb.CALL_CONFERENCE: "发起会商",
    Verb.GIVE_OPINION: "发表会商意见",
    Verb.CONCLUDE_CONFERENCE: "形成会商结论",
    Verb.REFER: "报请确定能否公开",
    Verb.RECORD_DETERMINATION: "收到确定意见",
    Verb.CONCLUDE_ITEM: "提出办理意见",
    Verb.DRAFT: "拟稿",
    Verb.SUBMIT: "送审",
    Verb.RECALL: "撤回送审",
    Verb.APPROVE: "审核同意",
    Verb.SKIP: "跳过环节",
    Verb.SEND_BACK: "退回",
    Verb.SIGN: "签发",
    Verb.MAKE_PAPER: "制发文书",
    Verb.ISSUE: "编号用印",
    Verb.VOID_PAPER: "作废文书",
    Verb.RECORD_DELIVERY: "登记送达情况",
    Verb.RECORD_ANSWER: "送达答复",
    Verb.ANSWER_ON_THE_SPOT: "当场答复",
    Verb.CLOSE_AS_LAPSED: "不再处理",
    Verb.RECORD_WITHDRAWAL: "记录撤回",
    Verb.STRIKE_CLOSING: "撤销误录的办结记录",
    Verb.ATTACH: "附卷",
    Verb.DETACH: "撤下附件",
    Verb.ARCHIVE: "归档",
    Verb.RECORD_CHALLENGE: "登记复议诉讼",
    Verb.UPDATE_CHALLENGE: "登记复议诉讼进展",
    Verb.STRIKE_CHALLENGE: "撤销误录的复议诉讼",
    Verb.REOPEN: "恢复办理",
    Verb.SETTLE_NAME: "确定答复名义",
    Verb.TAG: "设置标签",
    Verb.SHOW_PERSONAL_DATA: "查看个人信息",
    Verb.TAKE_OUT: "调取案卷",
}
assert set(VERB_LABELS) == set(Verb)

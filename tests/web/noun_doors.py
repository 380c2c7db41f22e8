"""The nouns of a case: what is sent to each, so that everything but the caller is right."""

from typing import Any

from cases.nouns import NOUNS
from cases.states import Verb

DAY = "2026-11-21"
SENT = {"on": "2026-11-20"}
REASON = {"reason": "核对邮寄地址"}
OUTCOME: dict[str, Any] = {
    "outcome": "A2", "provided": "以纸质复印件邮寄", "fields": {"form": "纸质复印件"},
}  # fmt: skip
# fmt: off
BODIES: dict[str, dict[str, Any]] = {
    # name of the noun: its body
    "confirm_receipt": {"confirmed_on": DAY},
    "screen": {"clear": True, "is_application": True, "ours": True, "opinion": "属于申请"},
    "assign": {"department": "综合科", "note": "请办理"},
    "accept": {},
    "return_assignment": REASON,
    "hand_over": {"department": "综合科", "reason": "工作调整"},
    "send_supplement_notice": SENT | {"reply_by": "2026-12-04", "content": "补充所需信息的年度"},
    "receive_supplement": SENT,
    "approve_extension": {"workdays": 10, "reason": "涉及档案较多，需要逐件核对"},
    "extend": SENT | {"workdays": 10, "approved_on": "2026-11-20", "reason": "涉及档案较多，需要逐件核对"},
    "send_fee_notice": SENT | {"pages": 68},
    "supplement_receipt": {"received_on": DAY},
    "fee_receipt": {"received_on": DAY},
    "receive_payment": SENT,
    "ask_for_reasons": SENT | {"reply_by": "2026-12-04"},
    "judge_reasons": {"reasonable": False, "why": "与申请数量明显不相称", "replied_on": DAY},
    "delay": SENT | {"until": "2027-01-20"},
    "record_search": {
        "items": [1], "searched_on": DAY, "operator": "赵明", "recorder": "王芳", "how": "逐件核对",
        "places": [{"kind": "archive_room", "name": "档案室"}],
        "clues": [{"clue": "原由水利站保存", "finding": "没有"}]},
    "ask_for_help": {
        "department": "综合科", "items": [1], "question": "是否保存", "reply_by": "2026-11-30"},
    "call_conference": {"question": "能否公开", "participants": ["司法局", "水利局"]},
    "give_opinion": {"opinion": "同意公开"},
    "conclude_conference": {"conclusion": "公开", "on": "2026-11-22"},
    "refer": {"to": "保密行政管理部门", "question": "是否涉密", "on": DAY},
    "record_determination": {"on": DAY, "opinion": "不涉密"},
    "conclude_item": OUTCOME,
    "draft": {"online": False},
    "submit": {"note": "请审核"},
    "recall": REASON,
    "approve": {"opinion": "同意"},
    "skip": REASON,
    "send_back": REASON | {"to": "drafting"},
    "sign": {"opinion": "同意签发"},
    "record_answer": {
        "answered_on": "2026-11-22", "way": "in_person", "proof": "送达回证"},
    "make_paper": {
        "paper": "P5", "fields": {
            "defects": "请写明所需文件的年度", "reply_by": "2026-12-11", "how": "当面或者邮寄"}},
    "issue": {},
    "void_paper": REASON,
    "record_delivery": {"what": "delivered", "on": "2026-11-22"},
    "answer_on_the_spot": {
        "answered_on": DAY, "proof": "申请人签字", "secrecy_checked": True,
        "outcomes": [{"item": 1} | OUTCOME]},
    "close_as_lapsed": {"on": "2026-11-22"},
    "record_withdrawal": {"withdrawn_on": DAY, "paper": "撤回申请书"},
    "strike_closing": REASON,
    "archive": {"retention": "thirty_years"},
    "reopen": {"challenge": 1},
    "detach": REASON,
    "record_challenge": {
        "kind": "reconsideration", "body": "寿光市人民政府", "notified_on": DAY,
        "procedure": "summary"},
    "update_challenge": {"replied_on": "2026-11-22"},
    "strike_challenge": REASON,
    "settle_name": {"in_name_of": "above", "reason": "申请向市人民政府提出"},
    "tag": {"tags": "饮水安全、验收"},
}
# fmt: on
CASE = "/cases/{case_id:uuid}"
VERB_OF: dict[tuple[str, str], Verb] = {
    ("POST", f"{at}{CASE}{noun.path}"): noun.verb for noun in NOUNS for at in ("/api", "")
}


def flat(body: dict[str, Any], prefix: str = "") -> dict[str, str]:
    """A body as the fields of a form: {"places": [{"name": …}]} as `places.0.name`."""
    fields: dict[str, str] = {}
    for name, value in body.items():
        path = f"{prefix}{name}"
        match value:
            case dict():
                fields |= flat(value, f"{path}.")
            case list():
                for place, inner in enumerate(value):
                    fields |= (
                        flat(inner, f"{path}.{place}.")
                        if isinstance(inner, dict)
                        else {f"{path}.{place}": str(inner)}
                    )
            case bool():
                fields[path] = "true" if value else "false"
            case _:
                fields[path] = str(value)
    return fields

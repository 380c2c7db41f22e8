"""The words of 登记 and 期限: one function for each kind of record, from its data to its phrases."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from cases.clocks import FIELDS
from cases.kinds import KIND_LABELS, Kind
from cases.law.annual import CLASS_LABELS, ApplicantClass
from cases.law.application import ELEMENT
from cases.law.calendar import in_chinese
from cases.law.clock_facts import Recipient
from cases.law.receipt import Channel, received_on
from cases.web.history_phrases import (
    Part,
    Said,
    Teller,
    Text,
    day,
    moved,
    passed,
    sending,
    some,
    text,
    why,
)


def _registered(said: Said) -> list[Part]:
    return [
        f"登记{_applicant(said)}申请",
        some("编号{}", said.get("number")),
        *_arrived(said),
        moved(said),
        _asked(said),
        _lacks(said),
    ]


def _brought_in(said: Said) -> list[Part]:
    return [
        f"由登记台账导入{_applicant(said)}申请",
        some("编号{}", said.get("number")),
        *_arrived(said),
        moved(said),
        _asked(said),
    ]


def _corrected(said: Said) -> list[Part]:
    if "applicant_name" not in said.data:
        return ["更正登记", why(said)]
    return [
        f"更正登记，更正后为{_applicant(said)}申请",
        *_arrived(said),
        moved(said),
        why(said),
        _asked(said),
        _lacks(said),
    ]


def _applicant(said: Said) -> str:
    """慕容秋水（自然人）的: her number, telephone and address are not in the history."""
    name, kind = said.get("applicant_name"), said.get("applicant_class")
    if not name:
        return ""
    return f"{name}（{CLASS_LABELS[ApplicantClass(kind)]}）的" if kind else f"{name}的"


def _arrived(said: Said) -> list[str]:
    """申请方式 and 收到申请之日: the day of the event is another while that is not confirmed."""
    channel, dates = said.get("channel"), said.get("dates") or {}
    known = {name: date.fromisoformat(value) for name, value in dates.items() if value}
    on = received_on(Channel(channel), known) if channel else None
    received = in_chinese(on) if on else day(said.get("received_on"))
    return [
        some("申请方式为{}", Channel(channel).label if channel else None),
        some("收到申请之日为{}", received) or "收到申请之日待确认",
    ]


def _asked(said: Said) -> Text | None:
    items = [item["text"].strip() for item in said.get("items") or ()]
    if len(items) < 2:
        return text("申请公开", items[0] if items else said.get("request"))
    listed = "；".join(f"（{n}）{words}" for n, words in enumerate(items, start=1))
    return text(f"申请公开{len(items)}项", listed)


def _lacks(said: Said) -> Text | None:
    facts: Mapping[str, Any] = said.get("facts") or {}
    return text("申请缺少", "、".join(ELEMENT[key].label for key in facts.get("lacks") or ()))


def _confirmed(said: Said) -> list[Part]:
    by = said.get("office_by")
    return [
        f"确认{said.on}为收到申请之日" if said.day else "确认收到申请之日",
        f"确认码由{by}于{said.get('office_at')}告知" if by else "",
        moved(said),
    ]


def _supplement_notice(said: Said) -> list[Part]:
    return [
        f"{said.then}告知申请人补正",
        some("补正期限至{}", day(said.get("reply_by"))),
        *_sent(said),
        text("需要补正的事项", said.get("content")),
    ]


def _sent(said: Said) -> list[str]:
    """Which paper went out and how, when it was received, which gates were let pass for it."""
    number = some("文号{}", said.get("doc_number"))
    received = some("对方于{}签收", day(said.get("received_on")))
    return [number, *sending(said), received, *passed(said)]


def _supplement(said: Said) -> list[Part]:
    return [
        f"{said.then}收到申请人的补正",
        text("补正内容", said.get("content")),
        text("逾期的正当理由", said.get("excused")),
    ]


def _consultation(said: Said) -> list[Part]:
    kind, recipient = said.get("kind"), said.get("recipient")
    label = Recipient(kind).label if kind else ""
    whom = f"{label}（{recipient}）" if label and recipient else label or recipient or ""
    return [f"{said.then}发出{_letter(said.get('id'))}，征求{whom}意见", *_sent(said)]


def _letter(number: Any) -> str:
    return f"第{number}号征求意见书" if number else "征求意见书"


def _consultation_reply(said: Said) -> list[Part]:
    return [
        f"{said.then}收到{_letter(said.get('id'))}的回复",
        text("意见", said.get("opinion")),
        text("回复内容", said.get("content")),
    ]


def _third_party_told(said: Said) -> list[Part]:
    return [
        f"{said.then}就{_letter(said.get('letter'))}告知第三方决定公开",
        some("文号{}", said.get("doc_number")),
        text("理由", said.get("reason")),
        text("决定公开的内容", said.get("extract")),
    ]


def _letter_received(said: Said) -> list[Part]:
    return [
        f"登记{record(said, 'letter')}的文书由对方{said.then}签收",
        some("原登记的签收日期为{}", day(said.get("was"))),
    ]


def record(said: Said, name: str) -> str:
    """第3条记录“告知补正”: another record of the same history, by its number in the data."""
    seq = said.get(name)
    if seq is None:
        return "原记录"
    kind = said.known.kinds.get(seq)
    return f"第{seq}条记录" + (f"“{KIND_LABELS[kind]}”" if kind else "")


def _extension_approved(said: Said) -> list[Part]:
    return [some("同意延期{}个工作日", said.get("workdays")) or "同意延期", _because(said)]


def _because(said: Said) -> Text | None:
    return text("事由", said.get("reason"))


def _extension(said: Said) -> list[Part]:
    approved, by = day(said.get("approved_on")), said.get("approved_by") or "负责人"
    return [
        f"{said.then}告知申请人延长答复期限" + some("{}个工作日", said.get("workdays")),
        f"{approved}经{by}同意" if approved else "",
        *_sent(said),
        _because(said),
    ]


def _fee_notice(said: Said) -> list[Part]:
    return [
        f"{said.then}发出收费通知",
        some("信息处理费{}元", said.get("amount_yuan")),
        said.get("basis"),
        *_sent(said),
    ]


def _fee_payment(said: Said) -> list[Part]:
    return [f"登记申请人{said.then}缴费", some("票据号码{}", said.get("receipt_number"))]


def _reasons_asked(said: Said) -> list[Part]:
    return [
        f"{said.then}要求申请人说明理由",
        some("说明理由的期限至{}", day(said.get("reply_by"))),
        *_sent(said),
        text("申请的数量、频次", said.get("counts")),
    ]


def _reasons_judged(said: Said) -> list[Part]:
    fit = said.get("reasonable")
    found = "" if fit is None else "合理" if fit else "不合理"
    replied = day(said.get("replied_on"))
    return [
        f"认定申请理由{found}",
        f"申请人于{replied}说明理由" if replied else "",
        "申请人没有说明理由" if "replied_on" in said.data and not replied else "",
        text("申请人所述理由", said.get("said")),
        text("认定的依据", said.get("why")),
    ]


def _delay(said: Said) -> list[Part]:
    return [
        f"{said.then}告知申请人延迟" + some("至{}", day(said.get("until"))) + "答复",
        some("{}已要求说明理由", day(said.get("reasons_asked_on"))),
        *_sent(said),
        why(said),
    ]


def _step_corrected(said: Said) -> list[Part]:
    step, was = said.get("step") or {}, said.get("was") or {}
    changes = [
        f"{FIELDS['on' if name == 'day' else name]}由{_value(former)}改为{_value(now)}"
        for name, former in was.items()
        for now in [
            (said.day.isoformat() if said.day else None) if name == "day" else step.get(name)
        ]
        if now != former
    ]
    return [f"更正{record(said, 'corrects')}", *changes, why(said)]


def _value(value: Any) -> str:
    """A day, a number of days, or that there was none."""
    if value is None:
        return "空白"
    return day(value) if isinstance(value, str) else str(value)


def _step_struck(said: Said) -> list[Part]:
    return [f"撤销误录的{record(said, 'strikes')}", why(said)]


STEPS: Final[Mapping[Kind, Teller]] = {
    Kind.REGISTERED: _registered,
    Kind.BROUGHT_IN: _brought_in,
    Kind.RECEIPT_CONFIRMED: _confirmed,
    Kind.REGISTRATION_CORRECTED: _corrected,
    Kind.SUPPLEMENT_NOTICE: _supplement_notice,
    Kind.SUPPLEMENT: _supplement,
    Kind.CONSULTATION: _consultation,
    Kind.CONSULTATION_REPLY: _consultation_reply,
    Kind.THIRD_PARTY_TOLD: _third_party_told,
    Kind.EXTENSION_APPROVED: _extension_approved,
    Kind.EXTENSION: _extension,
    Kind.FEE_NOTICE: _fee_notice,
    Kind.FEE_PAYMENT: _fee_payment,
    Kind.REASONS_ASKED: _reasons_asked,
    Kind.REASONS_JUDGED: _reasons_judged,
    Kind.DELAY: _delay,
    Kind.LETTER_RECEIVED: _letter_received,
    Kind.STEP_CORRECTED: _step_corrected,
    Kind.STEP_STRUCK: _step_struck,
}

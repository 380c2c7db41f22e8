"""共用段落 filled: receipt, request, steps taken, remedy."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cases.filling.matter import Matter
from cases.kinds import Kind
from cases.law import wording_shared as wording
from cases.law.clock_facts import Recipient
from cases.law.gate_facts import Item
from cases.law.letters import PaperForm
from cases.law.remedies import ItemRemedy, clauses, mode_of


def receipt(matter: Matter) -> str:
    """收到事实; empty while the day of receipt is not confirmed."""
    case = matter.case
    if case.received_on is None:
        return ""
    return wording.receipt(matter.channel, matter.you, case.received_on, case.number)


def request(matter: Matter) -> tuple[str, ...]:
    """申请内容 as filed."""
    return wording.request(matter.you, [item["text"] for item in matter.case.items])


def steps_taken(matter: Matter) -> tuple[str, ...]:
    """办理经过: 补正, 延期, 延迟, 征求意见, 缴费, in the order in which the letter tells them."""
    return tuple(filter(None, (
        _supplement(matter), _extension(matter), _delay(matter), *_consultations(matter),
        _payment(matter),
    )))  # fmt: skip


def _supplement(matter: Matter) -> str:
    notices = matter.steps_of(Kind.SUPPLEMENT_NOTICE)
    came = matter.steps_of(Kind.SUPPLEMENT)
    if not notices or not came:
        return ""
    notice = matter.notice(notices[-1], "P5")
    text = came[-1].data.get("content", "")
    return wording.after_supplement(matter.you, notice, notices[-1].day, came[-1].day, text)


def _extension(matter: Matter) -> str:
    told = matter.steps_of(Kind.EXTENSION)
    if not told:
        return ""
    notice = matter.notice(told[-1], "P7")
    return wording.after_extension(matter.you, notice, told[-1].day, told[-1].data["workdays"])


def _delay(matter: Matter) -> str:
    told = matter.steps_of(Kind.DELAY)
    if not told:
        return ""
    until = date.fromisoformat(told[-1].data["until"])
    return wording.after_delay(matter.you, matter.notice(told[-1], "P8"), told[-1].day, until)


def _consultations(matter: Matter) -> list[str]:
    asked = {step.data["kind"] for step in matter.steps_of(Kind.CONSULTATION)}
    names = ((Recipient.THIRD_PARTY, "第三方"), (Recipient.ORGAN, "有关行政机关"))
    return [wording.after_consultation(name) for kind, name in names if kind in asked]


def _payment(matter: Matter) -> str:
    paid = matter.steps_of(Kind.FEE_PAYMENT)
    return wording.after_payment(matter.you, paid[-1].day) if paid else ""


def remedy(
    matter: Matter, paper: PaperForm, items: Sequence[Item], you: str = ""
) -> tuple[str, ...]:
    """救济告知 of a paper on its day; empty where the organ's 复议机关 and court are not entered.

    Items that rest on different grounds name each its own way.
    """
    if matter.bodies is None:
        return ()
    modes = [
        ItemRemedy(item.number, mode_of(item.outcome or "", [p.ground for p in item.withheld]))
        for item in items
    ] or [ItemRemedy(1, paper.remedy)]
    online = matter.online and bool(matter.bodies.online_url)
    said = clauses(paper.called, you or matter.you, modes, matter.on, matter.bodies, online=online)
    complaint = matter.setting.complaint_body
    if not complaint:
        return said
    rc = f"{you or matter.you}也可以依据《条例》第五十一条的规定，向{complaint}投诉、举报。"
    return (*said, rc)


def plain(values: Sequence[Any]) -> str:
    """Several things in one sentence."""
    return "、".join(str(value) for value in values if str(value).strip())

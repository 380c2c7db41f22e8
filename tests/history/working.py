"""The work on a case drawn by lot, from 初审 to 归档: lawful content, and some that is refused."""

from collections.abc import Awaitable, Callable, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from cases.actions import (
    answering_for,
    archiving,
    assignment,
    attaching,
    challenging,
    closing,
    conferring,
    drafting,
    intake,
    issuing,
    lapsing,
    paper_making,
    reviewing,
    slips,
    tagging,
)
from cases.actions.door import events_of
from cases.actions.steps import Sending
from cases.challenges import on_file
from cases.dossier import Dossier, dossier
from cases.facts import event_of
from cases.law.delivery import Way
from cases.law.file_contents import Paper
from cases.law.retention import Retention
from cases.models import new_id
from cases.models_work import Slip
from cases.states import WORK, State, Verb
from tests.actions.answering import OUTCOME, particulars, searched
from tests.history.desk import Desk

HOUZHEN = "370783-houzhen"
DEPARTMENT = "土地利用科"
REVIEW = {"kind": "reconsideration", "body": "寿光市人民政府", "procedure": "ordinary"}
ORDER = "answer_again"
SPOT = ("A1", "A2", "A12", "A13", "A16", "A4")  # A4 is never answered on the spot


async def screen(desk: Desk) -> None:
    clear, ours = desk.chance.random() < 0.8, desk.chance.random() < 0.8
    await assignment.screen(*desk.who, clear=clear, is_application=True, ours=ours)


def whom(desk: Desk) -> dict[str, str]:
    """A department, a handler, both, neither, or one who is not there."""
    return desk.chance.choice(
        [{"handler": login} for login in (*desk.logins, "nobody")]
        + [{"department": DEPARTMENT}, {"department": DEPARTMENT, "handler": desk.logins[0]}, {}]
    )


async def assign(desk: Desk) -> None:
    said = whom(desk)
    await assignment.assign(
        *desk.who, department=said.get("department", ""), handler=said.get("handler", "")
    )


async def accept(desk: Desk) -> None:
    await assignment.accept(*desk.who)


async def return_assignment(desk: Desk) -> None:
    await assignment.return_assignment(*desk.who, "不属于本科室职责")


async def hand_over(desk: Desk) -> None:
    said = whom(desk)
    await assignment.hand_over(
        *desk.who, department=said.get("department", ""), handler=said.get("handler", ""),
        reason="原承办人休假",
    )  # fmt: skip


async def record_search(desk: Desk) -> None:
    await searched(*desk.who, desk.item)


async def ask_for_help(desk: Desk) -> None:
    organ, department = desk.chance.choice(
        ((HOUZHEN, ""), (HOUZHEN, ""), ("", DEPARTMENT), ("999999", ""), ("", ""))
    )
    await slips.ask_for_help(
        *desk.who, items=[desk.item], question="是否保存该信息", organ=organ,
        department=department, reply_by=desk.today + timedelta(days=10),
    )  # fmt: skip


async def answer_slip(desk: Desk) -> None:
    """By somebody of the organ that was asked, now and then by one who may not."""
    known = await desk.session.scalars(select(Slip.id).where(Slip.case_id == desk.case.id))
    slip = desk.chance.choice([*known] or [new_id()])
    actor = desk.chance.choice((*[desk.colleague] * 4, desk.actor))
    said = {"holds": "no", "opinion": "本单位没有该信息", "searched": "已检索"}
    await slips.answer_slip(desk.session, actor, desk.at, slip, **said)


async def call_conference(desk: Desk) -> None:
    await conferring.call_conference(
        *desk.who, question="能否公开", participants=["法制科", "土地利用科"]
    )


async def give_opinion(desk: Desk) -> None:
    number = numbered(desk, (await file_of(desk)).conferences)
    await conferring.give_opinion(*desk.who, number, opinion="建议部分公开")


async def conclude_conference(desk: Desk) -> None:
    number = numbered(desk, (await file_of(desk)).conferences)
    await conferring.conclude_conference(*desk.who, number, conclusion="部分公开", on=desk.day)


async def refer(desk: Desk) -> None:
    await conferring.refer(*desk.who, to="市国家保密局", question="是否属于国家秘密", on=desk.day)


async def record_determination(desk: Desk) -> None:
    number = numbered(desk, (await file_of(desk)).referrals)
    await conferring.record_determination(*desk.who, number, on=desk.day, opinion="不属于")


async def conclude_item(desk: Desk) -> None:
    outcome = desk.chance.choice((*OUTCOME, "A2", "A2", "A1", "A13", "A25"))
    said = {} if outcome == "A25" else particulars(outcome, desk.today)
    if desk.chance.random() < 0.1:
        said = said | {"reason": "", "enclosures": [7]}
    if outcome == "A7" and desk.chance.random() < 0.5:
        said["withheld"] = [part | {"letters": []} for part in said["withheld"]]
    await drafting.conclude_item(*desk.who, desk.item, outcome=outcome, particulars=said)


async def draft(desk: Desk) -> None:
    row = desk.chance.choice((None, None, None, "unable_not_held", "no_row"))
    await drafting.draft(*desk.who, row=row)


async def submit(desk: Desk) -> None:
    await drafting.submit(*desk.who, passes=desk.passes())


async def recall(desk: Desk) -> None:
    await drafting.recall(*desk.who, "需要补充材料")


async def approve(desk: Desk) -> None:
    await reviewing.approve(*desk.who, "同意")


async def skip(desk: Desk) -> None:
    await reviewing.skip(*desk.who, "全部不予提供，不涉及公开")


async def send_back(desk: Desk) -> None:
    to = desk.chance.choice((*WORK, State.SIGNING))
    await reviewing.send_back(*desk.who, reason="理由不充分", to=to)


async def sign(desk: Desk) -> None:
    await reviewing.sign(*desk.who, passes=desk.passes())


async def record_answer(desk: Desk) -> None:
    sending = desk.chance.choice(
        (
            Sending(way=Way.IN_PERSON, dates={"signed_on": desk.today}),
            Sending(way=Way.POST, dates={"posted_on": desk.today}, tracking_number="XA12345"),
            Sending(desk.day),
        )
    )
    proof = desk.chance.choice(("送达回证", "送达回证", ""))
    await closing.record_answer(*desk.who, sending=sending, proof=proof, passes=desk.passes())


async def issue(desk: Desk) -> None:
    await issuing.issue(*desk.who)


async def make_paper(desk: Desk) -> None:
    code = desk.chance.choice(tuple(PAPER_FIELDS))
    fields = {
        name: value.format(today=desk.today, later=desk.today + timedelta(days=20))
        for name, value in PAPER_FIELDS[code].items()
    }
    await paper_making.make_paper(*desk.who, paper=code, fields=fields, passes=desk.passes())


async def void_paper(desk: Desk) -> None:
    number = numbered(desk, (await file_of(desk)).papers)
    await issuing.void_paper(*desk.who, number, "文字有误")


async def record_delivery(desk: Desk) -> None:
    number = numbered(desk, (await file_of(desk)).papers)
    what = desk.chance.choice(tuple(paper_making.DELIVERIES))
    await paper_making.record_delivery(*desk.who, number, what=what, on=desk.day)


PAPER_FIELDS: dict[str, dict[str, str]] = {
    # paper: what is typed; some of it is not what it must be
    "P2": {}, "P3": {}, "P13": {"recipient": "档案室", "question": "是否保存", "reply_by": "{later}"},
    "P5": {"defects": "请写明文件年度", "reply_by": "{later}", "how": "邮寄"},
    "P7": {"reason": "涉及档案较多，需要逐件核对", "workdays": "10"},
    "P9": {"recipient": "某公司", "is_person": "否", "kind": "商业秘密", "extract": "报价明细"},
    "P11": {"whom": "第三方", "sent_on": "{today}"},
    "P15": {"pages": "40", "way": "银行转账"},
    "P18": {"paper": "1"}, "P22": {}, "A27": {}, "I3": {}, "A2": {}, "P17": {"place": "窗口"},
}  # fmt: skip


async def answer_on_the_spot(desk: Desk) -> None:
    outcomes = [
        (number, outcome, particulars(outcome, desk.today))
        for number, outcome in enumerate(desk.chance.choices(SPOT, k=len(desk.case.items)), start=1)
    ]
    await closing.answer_on_the_spot(
        *desk.who, answered_on=desk.day, outcomes=outcomes, proof=desk.chance.choice(("签字", "")),
        secrecy_checked=desk.chance.random() < 0.8, passes=desk.passes(),
    )  # fmt: skip


async def close_as_lapsed(desk: Desk) -> None:
    await lapsing.close_as_lapsed(*desk.who, on=desk.today, passes=desk.passes())


async def record_withdrawal(desk: Desk) -> None:
    paper = desk.chance.choice(("撤回申请书", " "))
    await closing.record_withdrawal(*desk.who, withdrawn_on=desk.day, paper=paper)


async def strike_closing(desk: Desk) -> None:
    await closing.strike_closing(*desk.who, "误录")


async def attach(desk: Desk) -> None:
    file = attaching.File("签收单.png", "image/png", desk.chance.randbytes(20))
    await attaching.attach(*desk.who, file, paper=Paper.DELIVERY)


async def detach(desk: Desk) -> None:
    await attaching.detach(*desk.who, numbered(desk, (await file_of(desk)).attachments), "误附")


async def archive(desk: Desk) -> None:
    await archiving.archive(*desk.who, retention=desk.chance.choice(list(Retention)))


async def record_challenge(desk: Desk) -> None:
    """Of a case that has a day: the notice came on it; half of them with an order at once."""
    facts: dict[str, Any] = REVIEW | {"notified_on": desk.day.isoformat()}
    if desk.chance.random() < 0.5:
        facts |= {"result": ORDER, "concluded_on": desk.today.isoformat()}
    await challenging.record(*desk.who, facts)


async def update_challenge(desk: Desk) -> None:
    number = await challenged(desk)
    result = desk.chance.choice((ORDER, ORDER, "upheld", "no_such_thing_in_court"))
    if result.startswith("no"):
        facts: dict[str, Any] = {"replied_on": "2001-01-01"}
    else:
        facts = {"result": result, "concluded_on": desk.today.isoformat()}
    await challenging.update(*desk.who, number, facts)


async def strike_challenge(desk: Desk) -> None:
    await challenging.strike(*desk.who, await challenged(desk), "误录")


async def reopen(desk: Desk) -> None:
    await archiving.reopen(*desk.who, challenge=await challenged(desk), reason="执行复议决定")


async def show_personal_data(desk: Desk) -> None:
    session, actor, at, case_id = desk.who
    await intake.show_personal_data(session, desk.vault, actor, at, case_id, "核对地址")


async def tag(desk: Desk) -> None:
    await tagging.tag(*desk.who, tags=desk.chance.choice(["", "征地", "征地、饮水 决算"]))


async def settle_name(desk: Desk) -> None:
    """Own, or that of the organ above it where there is one."""
    await answering_for.settle_name(
        *desk.who, in_name_of=desk.chance.choice(["own", "above"]), reason="向上级机关提出"
    )


async def take_out(desk: Desk) -> None:
    await attaching.take_out(*desk.who, "卷宗")


async def file_of(desk: Desk) -> Dossier:
    return dossier(await events_of(desk.session, desk.case.id))


async def challenged(desk: Desk) -> int:
    """A challenge of the case by its number; that of none where there is none."""
    told = on_file(map(event_of, await events_of(desk.session, desk.case.id)))
    return numbered(desk, told.facts)


def numbered(desk: Desk, known: Iterable[int]) -> int:
    """One of these numbers; the first where there is none."""
    return desk.chance.choice([*known] or [1])


WORKING: dict[Verb, Callable[[Desk], Awaitable[None]]] = {
    Verb.SCREEN: screen,
    Verb.ASSIGN: assign,
    Verb.ACCEPT: accept,
    Verb.RETURN_ASSIGNMENT: return_assignment,
    Verb.HAND_OVER: hand_over,
    Verb.RECORD_SEARCH: record_search,
    Verb.ASK_FOR_HELP: ask_for_help,
    Verb.ANSWER_SLIP: answer_slip,
    Verb.CALL_CONFERENCE: call_conference,
    Verb.GIVE_OPINION: give_opinion,
    Verb.CONCLUDE_CONFERENCE: conclude_conference,
    Verb.REFER: refer,
    Verb.RECORD_DETERMINATION: record_determination,
    Verb.CONCLUDE_ITEM: conclude_item,
    Verb.DRAFT: draft,
    Verb.SUBMIT: submit,
    Verb.RECALL: recall,
    Verb.APPROVE: approve,
    Verb.SKIP: skip,
    Verb.SEND_BACK: send_back,
    Verb.SIGN: sign,
    Verb.MAKE_PAPER: make_paper,
    Verb.ISSUE: issue,
    Verb.VOID_PAPER: void_paper,
    Verb.RECORD_DELIVERY: record_delivery,
    Verb.RECORD_ANSWER: record_answer,
    Verb.ANSWER_ON_THE_SPOT: answer_on_the_spot,
    Verb.CLOSE_AS_LAPSED: close_as_lapsed,
    Verb.RECORD_WITHDRAWAL: record_withdrawal,
    Verb.STRIKE_CLOSING: strike_closing,
    Verb.ATTACH: attach,
    Verb.DETACH: detach,
    Verb.ARCHIVE: archive,
    Verb.RECORD_CHALLENGE: record_challenge,
    Verb.UPDATE_CHALLENGE: update_challenge,
    Verb.STRIKE_CHALLENGE: strike_challenge,
    Verb.REOPEN: reopen,
    Verb.SHOW_PERSONAL_DATA: show_personal_data,
    Verb.TAKE_OUT: take_out,
    Verb.TAG: tag,
    Verb.SETTLE_NAME: settle_name,
}

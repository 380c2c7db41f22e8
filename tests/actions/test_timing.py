"""期限记录: each step moves the dates by the statute; forbidden ones are refused, late ones warn.

One case throughout: handed in on Monday 2026-03-02. Working days after it by the 2026 schedule
(清明 04-04 to 04-06, 劳动节 05-01 to 05-05, Saturday 05-09 worked):
03-03 is day 1, 03-11 day 7, 03-30 day 20.
"""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import consultation, correction, fees, reasons, timing
from cases.actions.closing import record_answer, strike_closing
from cases.actions.intake import confirm_receipt, correct_registration
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.errors import BadInput, Conflict, GateClosed, NotAllowed, NotFound, Refusal, Unlawful
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.models_clock import CaseClock
from cases.queries import history
from tests.actions.answering import answered, issued
from tests.actions.filing import filed, registered
from tests.conftest import Town
from tests.history.walking import PLANNING, found

pytestmark = pytest.mark.anyio

RECEIVED = date(2026, 3, 2)
DUE = date(2026, 3, 30)
WHY = "需要向其他单位核实有关事实"  # a reason has ≥ 10 characters
LATE = "寄出当日没有登记，补登"  # why the head records what came too late
Do = Callable[..., Awaitable[Any]]


def d(month: int, day: int) -> date:
    return date(2026, month, day)


@pytest.fixture
async def head(town: Town) -> Actor:
    town.clock.go_to(2026, 3, 2)
    return await town.officer("zhou", PLANNING, Role.HEAD, Role.HANDLER)


@pytest.fixture
async def case(town: Town, head: Actor) -> Case:
    return await registered(town, head, PLANNING, dates={"submitted_on": RECEIVED})


class Desk:
    """Takes steps on the case, each on its day in a transaction of its own."""

    def __init__(self, town: Town, head: Actor, case: Case) -> None:
        self.town, self.head, self.case = town, head, case

    async def do(self, today: date, verb: Do, /, *args: Any, **said: Any) -> Any:
        self.town.clock.go_to(today.year, today.month, today.day)
        async with self.town.office.sessions.begin() as session:
            return await verb(session, self.head, self.town.clock.at, self.case.id, *args, **said)

    async def sent(self, on: date, verb: Do, **said: Any) -> Any:
        return await self.do(on, verb, sending=Sending(on), **said)

    async def consult(self, on: date, **said: Any) -> str:
        kind = said.pop("kind", Recipient.THIRD_PARTY)
        _, number = await self.sent(on, consultation.consult, kind=kind, recipient="某公司", **said)
        assert isinstance(number, str)
        return number

    async def extend(self, on: date, workdays: int = 10, **said: Any) -> Any:
        approved = {"approved_on": on, "reason": WHY} | said
        return await self.sent(on, timing.extend, workdays=workdays, **approved)

    async def clock(self) -> CaseClock:
        async with self.town.office.sessions() as session:
            row = await session.get(CaseClock, self.case.id)
            assert row is not None
            return row

    async def due(self) -> date | None:
        return (await self.clock()).answer_due

    async def warned(self) -> list[str]:
        return [warning["code"] for warning in (await self.clock()).warnings]

    async def seq(self, kind: str) -> int:
        """The place of the last event of a kind."""
        async with self.town.office.sessions() as session:
            rows = await history(session, self.case.id)
        return max(row.seq for row in rows if row.kind == kind)


@pytest.fixture
def desk(town: Town, head: Actor, case: Case) -> Desk:
    return Desk(town, head, case)


async def refused(doing: Awaitable[Any], kind: type[Refusal], article: str, words: str) -> None:
    with pytest.raises(kind) as refusal:
        await doing
    assert article in str(refusal.value.article)
    assert words in refusal.value.sentence


async def test_a_registered_case_has_its_dates_at_once(desk: Desk) -> None:
    row = await desk.clock()
    assert (row.supplement_notice_due, row.answer_due) == (d(3, 11), DUE)
    assert (row.is_open, row.provisional, row.timely, row.calendar) == (True, False, None, None)


async def test_a_notice_in_time_stops_the_clock_and_the_supplement_starts_it_afresh(
    desk: Desk,
) -> None:
    await desk.sent(d(3, 11), timing.send_supplement_notice, reply_by=d(3, 25))
    row = await desk.clock()
    assert (row.answer_due, row.awaiting, row.awaited_until) == (None, "supplement", d(3, 25))
    await desk.do(d(3, 20), timing.receive_supplement, on=d(3, 20))
    # from Friday 03-20: 03-23…27 (5), 03-30…04-03 (10), 04-07…10 (14), 04-13…17 (19), 04-20 (20)
    assert await desk.due() == d(4, 20)
    assert await desk.warned() == []


async def test_a_late_notice_is_recorded_and_stops_nothing(desk: Desk) -> None:
    await desk.sent(d(3, 12), timing.send_supplement_notice)
    assert await desk.warned() == ["supplement_notice_late"]
    assert await desk.due() == DUE


async def test_a_second_notice_is_refused_by_article_30(desk: Desk) -> None:
    await desk.sent(d(3, 4), timing.send_supplement_notice)
    await desk.do(d(3, 5), timing.receive_supplement, on=d(3, 5))
    again = desk.sent(d(3, 6), timing.send_supplement_notice)
    await refused(again, Unlawful, "第三十条", "一次性告知")
    assert await desk.warned() == []


async def test_a_notice_struck_as_never_sent_leaves_room_for_the_true_one(desk: Desk) -> None:
    await desk.sent(d(3, 4), timing.send_supplement_notice)
    seq = await desk.seq("supplement_notice")
    await desk.do(d(3, 5), correction.strike_step, seq, "误录到本件")
    assert await desk.due() == DUE
    await desk.sent(d(3, 6), timing.send_supplement_notice)
    assert (await desk.clock()).awaiting == "supplement"


async def test_without_a_supplement_the_case_lapses_and_a_late_one_still_restarts_it(
    desk: Desk,
) -> None:
    # no 补正期限 printed: 15 working days after 03-04: 03-05, 06 (2), 03-09…13 (7), 16…20 (12), 23…25
    await desk.sent(d(3, 4), timing.send_supplement_notice)
    assert (await desk.clock()).awaited_until == d(3, 25)
    await desk.do(d(3, 27), timing.receive_supplement, on=d(3, 27))
    # from Friday 03-27: 03-30…04-03 (5), 04-07…10 (9), 04-13…17 (14), 04-20…24 (19), 04-27 (20)
    assert (await desk.due(), await desk.warned()) == (d(4, 27), ["supplement_late"])


async def test_ten_days_more_are_counted_from_the_old_due_day(desk: Desk) -> None:
    await desk.extend(d(3, 20))
    # after 03-30: 03-31…04-03 (4), 04-07…10 (8), 04-13, 14 (10)
    assert await desk.due() == d(4, 14)


@pytest.mark.parametrize("workdays", [0, 21, -3])
async def test_an_extension_over_the_cap_is_refused_by_article_33(
    desk: Desk, workdays: int
) -> None:
    await refused(desk.extend(d(3, 20), workdays), Unlawful, "第三十三条第二款", "1至20个工作日")
    assert await desk.due() == DUE


@pytest.mark.parametrize("approved_on", [None, date(2026, 3, 21)])
async def test_an_extension_without_the_heads_prior_approval_is_refused(
    desk: Desk, town: Town, approved_on: date | None
) -> None:
    desk.head = await town.officer("zhao", PLANNING, Role.HANDLER)
    told = desk.extend(d(3, 20), approved_on=approved_on)
    await refused(told, Unlawful, "第三十三条第二款", "政府信息公开工作机构负责人")


async def test_the_head_who_tells_of_an_extension_has_consented_to_it(desk: Desk) -> None:
    await desk.extend(d(3, 20), approved_on=None)
    assert await desk.due() == d(4, 14)  # ten days more, as above


async def test_the_heads_consent_lets_a_handler_extend_once_and_for_no_more_days(
    desk: Desk, town: Town
) -> None:
    handler = await town.officer("zhao", PLANNING, Role.HANDLER)
    await refused(
        desk.do(d(3, 18), timing.approve_extension, workdays=21, reason=WHY),
        Unlawful, "第三十三条第二款", "1至20个工作日",
    )  # fmt: skip
    await desk.do(d(3, 18), timing.approve_extension, workdays=10, reason=WHY)
    assert await desk.due() == DUE  # consent alone tells the applicant nothing
    desk.head = handler
    more = desk.sent(d(3, 19), timing.extend, workdays=11)
    await refused(more, Unlawful, "第三十三条第二款", "政府信息公开工作机构负责人")
    await desk.sent(d(3, 20), timing.extend, workdays=10)
    assert await desk.due() == d(4, 14)  # ten days more, as above
    async with town.office.sessions() as session:
        told = (await history(session, desk.case.id))[-1]
    kept = {name: told.data[name] for name in ("workdays", "approved_on", "approved_by", "reason")}
    assert (told.kind, told.officer, kept) == (
        "extension",
        "zhao",
        {"workdays": 10, "approved_on": "2026-03-18", "approved_by": "zhou", "reason": WHY},
    )
    again = desk.sent(d(3, 23), timing.extend, workdays=1)  # the consent was for one extension
    await refused(again, Unlawful, "第三十三条第二款", "政府信息公开工作机构负责人")


async def test_only_the_head_consents_to_an_extension(desk: Desk, town: Town) -> None:
    desk.head = await town.officer("zhao", PLANNING, Role.HANDLER)
    told = desk.do(d(3, 18), timing.approve_extension, workdays=10, reason=WHY)
    await refused(told, NotAllowed, "第三十三条第二款", "公开机构负责人")


async def test_an_extension_needs_a_reason_of_substance(desk: Desk) -> None:
    for reason in ("", "工作需要，难以答复", " 需 要 核 实 情 况 "):  # 0, 9 and 6 characters
        told = desk.extend(d(3, 20), reason=reason)
        await refused(told, GateClosed, "第三十三条第二款", "理由不足10个字")
    assert await desk.due() == DUE


async def test_a_second_extension_of_one_period_is_refused(desk: Desk) -> None:
    await desk.extend(d(3, 20), 5)
    await refused(desk.extend(d(3, 23), 5), Unlawful, "第三十三条第二款", "不能再次延长")


async def test_a_restart_leaves_room_for_another_extension(desk: Desk) -> None:
    await desk.extend(d(3, 4), 5)
    await desk.sent(d(3, 5), timing.send_supplement_notice)
    await desk.do(d(3, 20), timing.receive_supplement, on=d(3, 20))
    assert await desk.due() == d(4, 20)
    await desk.extend(d(4, 20), 1)
    assert await desk.due() == d(4, 21)


async def test_an_extension_told_after_the_due_day_is_recorded_in_vain(desk: Desk) -> None:
    await refused(desk.extend(d(3, 31)), GateClosed, "第三十三条第二款", "不生效")
    await desk.extend(d(3, 31), passes={"extension_in_time": LATE})
    assert (await desk.due(), await desk.warned()) == (DUE, ["extension_late"])


async def test_a_corrected_receipt_of_the_third_party_moves_every_later_date(
    desk: Desk, town: Town
) -> None:
    number = await desk.consult(d(3, 4))
    await desk.do(d(3, 9), consultation.record_receipt, number=number, received_on=d(3, 6))
    # its 15 working days: 03-09…13 (5), 16…20 (10), 23…27 (15): to 03-27. Counted: 03-03, 03-04 (2);
    # then 03-30…04-03 (7), 04-07…10 (11), 04-13…17 (16), 04-20…23 (20)
    assert ((await desk.clock()).paused_until, await desk.due()) == (d(3, 27), d(4, 23))
    seq = await desk.seq("consultation")
    changed = {"received_on": d(3, 10)}
    await desk.do(d(3, 11), correction.correct_step, seq, changes=changed, reason="以回执为准")
    # from 03-10: 03-11…13 (3), 16…20 (8), 23…27 (13), 30, 31 (15): to 03-31. Then 04-01…03 (5),
    # 04-07…10 (9), 04-13…17 (14), 04-20…24 (19), 04-27 (20)
    assert ((await desk.clock()).paused_until, await desk.due()) == (d(3, 31), d(4, 27))
    await desk.do(
        d(3, 18), consultation.end_consultation, number, on=d(3, 18), opinion="不同意公开"
    )
    # the reply ends it on 03-18: 03-19, 20 (4), 23…27 (9), 03-30…04-03 (14), 04-07…10 (18), 13, 14
    assert ((await desk.clock()).paused_until, await desk.due()) == (d(3, 18), d(4, 14))
    async with town.office.sessions() as session:
        kinds = [row.kind for row in await history(session, desk.case.id)]
    assert kinds == [
        "registered", "consultation", "letter_received", "step_corrected", "consultation_reply",
    ]  # fmt: skip
    assert await found(town) == []


async def test_two_consultations_that_overlap_are_counted_once(desk: Desk) -> None:
    first = await desk.consult(d(3, 4))
    second = await desk.consult(d(3, 6), kind=Recipient.ORGAN)
    assert (first, second) == ("1", "2")
    await desk.do(d(3, 12), consultation.end_consultation, first, on=d(3, 12))
    await desk.do(d(3, 18), consultation.end_consultation, second, on=d(3, 18))
    # not counted 03-05…03-18 once: as in the case above with one letter replied to on 03-18
    assert await desk.due() == d(4, 14)


async def test_a_letter_sent_on_the_due_day_pauses_nothing(desk: Desk) -> None:
    with pytest.raises(GateClosed, match="不予扣除"):
        await desk.consult(DUE)
    await desk.consult(DUE, passes={"consultation_in_time": "第三方仍应征求意见"})
    assert (await desk.due(), await desk.warned()) == (DUE, ["consultation_after_due"])


async def test_replies_need_their_letter(desk: Desk) -> None:
    reply = consultation.end_consultation
    await refused(desk.do(d(3, 5), reply, "1", on=d(3, 5)), NotFound, "", "没有第1号征求意见书")
    await desk.consult(d(3, 6))
    early = desk.do(d(3, 9), reply, "1", on=d(3, 5))
    await refused(early, BadInput, "第三十三条第三款", "早于征求意见书的发出日期（2026-03-06）")
    await desk.do(d(3, 9), reply, "1", on=d(3, 9))
    await refused(
        desk.do(d(3, 10), reply, "1", on=d(3, 10)), Conflict, "", "已于2026-03-09收到回复"
    )


async def test_a_letter_with_a_reply_cannot_be_struck_before_it(desk: Desk) -> None:
    await desk.consult(d(3, 6))
    await desk.do(d(3, 9), consultation.end_consultation, "1", on=d(3, 9))
    strike = desk.do(d(3, 9), correction.strike_step, await desk.seq("consultation"), "误录")
    await refused(strike, BadInput, "", "没有对应的征求意见")
    reply = await desk.seq("consultation_reply")
    await desk.do(d(3, 9), correction.strike_step, reply, "误录")
    await desk.do(d(3, 9), correction.strike_step, await desk.seq("consultation"), "误录")
    assert await desk.due() == DUE


async def test_a_fee_notice_in_time_stops_the_clock_until_payment(desk: Desk) -> None:
    # 办法第五条: 68 pages, of which 31–68 cost: 38 × 10 = 380
    wrong = desk.sent(DUE, fees.send_fee_notice, pages=68, amount_yuan=680)
    await refused(wrong, BadInput, "信息处理费", "应为380元，与所填680元不一致")
    await desk.sent(DUE, fees.send_fee_notice, pages=68)
    async with desk.town.office.sessions() as session:
        notice = (await history(session, desk.case.id))[-1].data
    assert (notice["amount_yuan"], notice["basis"]) == (380, "按量，68页")
    await desk.do(d(4, 1), consultation.record_receipt, received_on=d(4, 1))
    # 20 working days from the day after 04-01: 04-02, 03 (2), 07…10 (6), 13…17 (11), 20…24 (16), 27…30
    row = await desk.clock()
    assert (row.answer_due, row.awaiting, row.awaited_until) == (None, "fee", d(4, 30))
    await desk.do(d(4, 30), fees.receive_payment, on=d(4, 30))
    # from 04-30: 05-06…09 (4, Saturday 05-09 worked), 05-11…15 (9), 18…22 (14), 25…29 (19), 06-01
    assert await desk.due() == d(6, 1)


async def test_by_pieces_the_eleventh_application_of_a_month_costs_the_first_100_yuan(
    desk: Desk, town: Town
) -> None:
    """办法第四条: 1–10 件 of one applicant in a 自然月 are free, 11–30 cost 100元 each."""
    for day in (date(2026, 2, 27), d(3, 1), *[RECEIVED] * 8):  # that of February does not count
        await registered(town, desk.head, PLANNING, dates={"submitted_on": day})
    eleventh = await registered(town, desk.head, PLANNING, dates={"submitted_on": RECEIVED})
    # the case of the other tests is the second of March: after that of 03-01, the first of its day
    await refused(
        desk.sent(d(3, 4), fees.send_fee_notice), GateClosed, "信息处理费", "未达到收费标准"
    )
    desk.case = eleventh
    await desk.sent(d(3, 4), fees.send_fee_notice)
    async with town.office.sessions() as session:
        notice = (await history(session, eleventh.id))[-1].data
    assert (notice["amount_yuan"], notice["pieces_before"]) == (100, 10)
    assert notice["basis"] == "按件，为该申请人当月第11件"


async def test_a_delay_has_no_cap(desk: Desk) -> None:
    until = {"until": d(9, 1)}
    early = desk.sent(d(3, 4), timing.delay, **until)
    await refused(early, GateClosed, "第三十五条", "没有说明理由告知书")
    await desk.sent(d(3, 5), reasons.ask_for_reasons, reply_by=d(3, 13))
    said = {"replied_on": d(3, 12), "said": "用于学位论文"}
    await desk.do(d(3, 13), reasons.judge_reasons, reasonable=True, why="研究需要", **said)
    await desk.sent(d(3, 20), timing.delay, **until)
    assert await desk.due() == d(9, 1)


async def test_an_answer_by_post_is_made_on_the_day_it_was_posted(desk: Desk) -> None:
    posted = Sending(way=Way.POST, dates={"posted_on": DUE, "signed_on": d(4, 2)})
    await desk.do(d(4, 2), answered, sending=posted)
    row = await desk.clock()
    assert (row.timely, row.is_open, row.calendar) == (True, False, 1)


async def test_an_answer_posted_a_day_late_is_late(desk: Desk) -> None:
    posted = Sending(way=Way.POST, dates={"posted_on": d(3, 31)})
    await desk.do(d(4, 2), answered, sending=posted)
    assert (await desk.clock()).timely is False


async def test_served_by_hand_the_signature_counts(desk: Desk) -> None:
    await desk.do(d(3, 27), issued, "A2")
    unsigned = Sending(way=Way.IN_PERSON, dates={"posted_on": DUE})
    told = desk.do(DUE, record_answer, sending=unsigned)
    await refused(told, BadInput, "第三十三条第二款", "应填写签收日期")
    two = Sending(d(3, 27), Way.IN_PERSON, {"signed_on": DUE})
    told = desk.do(DUE, record_answer, sending=two)
    await refused(told, BadInput, "", "以签收日期为准（2026-03-30），与所填日期2026-03-27不一致")


async def test_a_closed_case_may_be_corrected_and_its_punctuality_follows(desk: Desk) -> None:
    await desk.extend(d(3, 20), 1)  # due 03-31
    await desk.do(d(4, 2), answered, sending=Sending(d(3, 31)))
    assert (await desk.clock()).timely is True
    seq = await desk.seq("extension")
    told_late = desk.do(d(4, 3), correction.correct_step, seq, on=d(3, 31), reason="告知日期有误")
    await told_late
    # told on 03-31, after the day that was due (03-30): the extension is void, the answer a day late
    row = await desk.clock()
    assert (row.timely, row.answer_due) == (False, DUE)
    assert [w["code"] for w in row.warnings] == ["extension_late"]


async def test_striking_the_answer_opens_the_clock_again(desk: Desk) -> None:
    await desk.do(d(3, 5), answered, sending=Sending(d(3, 5)))
    await desk.do(d(3, 6), strike_closing, "误录")
    row = await desk.clock()
    assert (row.is_open, row.timely, row.calendar, row.answer_due) == (True, None, None, DUE)


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 17), "晚于今天（2026-03-16）"),
        (date(2026, 3, 1), "早于收到申请之日（2026-03-02）"),
    ],
)
async def test_a_step_happened_between_receipt_and_today(desk: Desk, on: date, words: str) -> None:
    told = desk.do(d(3, 16), timing.receive_supplement, on=on)
    await refused(told, BadInput, "第三十条", words)


async def test_a_correction_names_what_the_step_has(desk: Desk) -> None:
    await desk.extend(d(3, 20), 5)
    seq = await desk.seq("extension")
    fix = correction.correct_step
    told = desk.do(d(3, 20), fix, seq, changes={"reply_by": d(4, 1)}, reason="误")
    await refused(told, BadInput, "第四十五条", "没有此项")
    same = desk.do(d(3, 20), fix, seq, changes={"workdays": 5}, reason="误")
    await refused(same, BadInput, "", "与原记录相同")
    over = desk.do(d(3, 20), fix, seq, changes={"workdays": 25}, reason="误")
    await refused(over, Unlawful, "第三十三条第二款", "1至20个工作日")
    await refused(desk.do(d(3, 20), fix, 1, on=d(3, 3), reason="误"), NotFound, "", "不是可以更正")


async def test_a_receipt_recorded_on_the_wrong_letter_is_taken_back(desk: Desk) -> None:
    number = await desk.consult(d(3, 4))
    await desk.do(d(3, 6), consultation.record_receipt, number=number, received_on=d(3, 6))
    assert await desk.due() == d(4, 23)  # as in the case above: to 03-27, then to 04-23
    seq = await desk.seq("consultation")
    fix = correction.correct_step
    await desk.do(d(3, 9), fix, seq, changes={"received_on": None}, reason="误登")
    # from sending, 03-04: 03-05, 06 (2), 09…13 (7), 16…20 (12), 23…25 (15): to 03-25. Counted 2; then
    # 03-26, 27 (4), 03-30…04-03 (9), 04-07…10 (13), 13…17 (18), 20, 21 (20)
    assert await desk.due() == d(4, 21)
    await desk.extend(d(3, 20), 5)
    empty = {"workdays": None}
    told = desk.do(d(3, 20), fix, await desk.seq("extension"), changes=empty, reason="误")
    await refused(told, BadInput, "第四十五条", "不能为空")


async def test_receipt_cannot_be_corrected_past_a_step_that_was_taken(
    desk: Desk, town: Town
) -> None:
    await desk.sent(d(3, 4), timing.send_supplement_notice)
    town.clock.go_to(2026, 3, 6)
    application = filed(town.organs[PLANNING], dates={"submitted_on": d(3, 5)})
    async with town.office.sessions.begin() as session:
        with pytest.raises(BadInput, match="告知补正的日期为2026-03-04，不应早于收到申请之日"):
            await correct_registration(
                session,
                town.office.vault,
                desk.head,
                town.clock.at,
                desk.case.id,
                application,
                "误",
            )
        await session.rollback()


async def test_a_registrar_takes_in_and_a_handler_extends(desk: Desk, town: Town) -> None:
    desk.head = await town.officer("wang", PLANNING, Role.REGISTRAR)
    await refused(desk.extend(d(3, 20)), NotAllowed, "第三十三条第二款", "承办、公开机构负责人")
    await desk.sent(d(3, 4), timing.send_supplement_notice)


async def test_an_unconfirmed_case_has_no_dates_until_it_is_confirmed(
    town: Town, head: Actor
) -> None:
    case = await registered(
        town, head, PLANNING, channel=Channel.EMAIL, dates={"arrived_on": RECEIVED}
    )
    desk = Desk(town, head, case)
    row = await desk.clock()
    assert (row.answer_due, row.supplement_notice_due, row.trouble) == (None, None, None)
    await desk.do(d(3, 4), confirm_receipt, d(3, 4))
    # 条例 31: from the day both sides confirmed, 03-04: two working days later than from 03-02
    assert await desk.due() == d(4, 1)


async def test_a_case_of_before_the_calendar_says_why_it_has_no_dates(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING, dates={"submitted_on": date(2016, 3, 1)})
    desk = Desk(town, head, case)
    row = await desk.clock()
    assert row.answer_due is None
    assert row.trouble == "收到申请之日早于工作日历的起始年份（2018年），不计算期限"
    await desk.do(d(3, 2), answered, sending=Sending(d(3, 2)))  # it is closed all the same
    async with town.office.sessions() as session:
        state = await session.scalar(select(Case.state).where(Case.id == case.id))
    assert state == "closed"

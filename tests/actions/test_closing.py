"""办结: what each answer is recorded as, how a case ends without one, and what is refused."""

from datetime import date
from typing import Any

import pytest

from cases.actions import closing, drafting, issuing, lapsing, timing
from cases.actions.application import Item
from cases.actions.closing import record_answer, record_withdrawal, strike_closing
from cases.actions.fees import send_fee_notice
from cases.actions.intake import confirm_receipt
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.errors import BadInput, GateClosed, NotAllowed, Unlawful
from cases.law.articles import FULL_TITLE, Law
from cases.law.delivery import Way
from cases.law.outcomes import remedy_on
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.queries import history
from cases.states import State
from tests.actions.answering import (
    answered,
    brought_to,
    examined_and_signed,
    issued,
    particulars,
    searched,
    signed,
)
from tests.actions.filing import registered
from tests.actions.lettering import DOC_CODE
from tests.conftest import Town

pytestmark = pytest.mark.anyio

PLANNING = "370783-zrzy"
ANSWERED = date(2026, 11, 21)
PAPER = "撤回申请书，2026年11月21日，王芳签字"
R, FEES = "《中华人民共和国政府信息公开条例》", "《政府信息公开信息处理费管理办法》"
FORM, ARCHIVES = "《政府信息公开工作年度报告格式》", "《中华人民共和国档案法》"
A36_3 = R + "第三十六条第（三）项"

# letters.md §4.2, copied by hand: outcome of an item, row it counts in, basis, and remedy from
# 2024-01-01 (§4.1: A review first, B free choice).
# fmt: off
CATALOGUE: list[tuple[str, str, list[str], str]] = [
    ("A1", "granted_full", [R + "第三十六条第（一）项"], "B"),
    ("A2", "granted_full", [R + "第三十六条第（二）项", R + "第四十条"], "B"),
    ("A3", "granted_partial", [R + "第三十七条", R + "第十四条"], "A+B"),  # a part on 14
    ("A4", "denied_state_secret", [R + "第十四条", A36_3], "A"),
    ("A5", "denied_law_prohibits", [R + "第十四条", A36_3], "A"),
    ("A6", "denied_security_stability", [R + "第十四条", A36_3], "A"),
    ("A7", "denied_third_party", [R + "第十五条", R + "第三十二条", A36_3], "A"),
    ("A8", "denied_internal_affairs", [R + "第十六条第一款", A36_3], "A"),
    ("A9", "denied_process_info", [R + "第十六条第二款", A36_3], "A"),
    ("A10", "denied_enforcement_file", [R + "第十六条第二款", A36_3], "A"),
    ("A11", "denied_admin_query", [R + "第三十六条第（七）项"], "B"),
    ("A12", "unable_not_held", [R + "第三十六条第（四）项"], "B"),
    ("A13", "unable_not_held", [R + "第十条", R + "第三十六条第（五）项"], "B"),
    ("A14", "unable_needs_creation", [R + "第三十八条"], "B"),
    ("A15", "unable_unclear_after_correction", [R + "第三十条", R + "第三十六条"], "B"),
    ("A16", "refused_petition", [R + "第三十九条第一款"], "B"),
    ("A17", "refused_repeat", [R + "第三十六条第（六）项"], "B"),
    ("A18", "refused_publication", [R + "第三十九条第二款"], "B"),
    ("A19", "refused_excessive", [R + "第三十五条"], "B"),
    ("A20", "refused_reconfirm", [FORM], "B"),
    ("A21", "other_misc", [R + "第二条", R + "第三十九条"], "B"),
    ("A22", "unable_not_held", [ARCHIVES + "第十五条第二款"], "B"),
    ("A23", "unable_not_held", [R + "第三十六条第（五）项"], "B"),
    ("A24", "other_misc", [R + "第二条"], "B"),
]
# fmt: on


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("zhou", PLANNING, Role.HEAD)


class Doing:
    """A verb on one case in a transaction of its own."""

    def __init__(self, town: Town, actor: Actor, case: Case) -> None:
        self.town, self.actor, self.case = town, actor, case

    async def __call__(self, verb: Any, *args: Any, **said: Any) -> Any:
        async with self.town.office.sessions.begin() as session:
            at = self.town.clock.at
            return await verb(session, self.actor, at, self.case.id, *args, **said)


async def answer(town: Town, actor: Actor, case: Case, on: date = ANSWERED, **said: Any) -> Case:
    """The lawful chain as far as 送达, on that day."""
    closed = await Doing(town, actor, case)(answered, sending=Sending(on), **said)
    assert isinstance(closed, Case)
    return closed


async def events(town: Town, case: Case) -> list[tuple[str, date | None, dict[str, Any]]]:
    async with town.office.sessions() as session:
        return [(row.kind, row.day, row.data) for row in await history(session, case.id)]


async def test_every_answer_is_recorded_with_the_row_basis_and_remedy_of_the_catalogue(
    town: Town, head: Actor
) -> None:
    before = await registered(town, head, PLANNING)
    await answer(town, head, before)
    for place, (code, row, basis, remedy) in enumerate(CATALOGUE, start=1):
        case = await registered(town, head, PLANNING)
        do = Doing(town, head, case)
        again = {"earlier": before.number} if code == "A17" else {}
        town.clock.go_to(2026, 11, 21)
        await do(issued, code, **again)
        closed = await do(record_answer, sending=Sending(ANSWERED), proof="送达回证")
        town.clock.go_to(2026, 11, 22)
        assert (closed.state, closed.answer_type, closed.annual_row) == ("closed", code, row)
        assert closed.answered_on == ANSWERED
        assert (await events(town, case))[-1] == (
            "answer",
            ANSWERED,
            {
                "answer_type": code,
                "annual_row": row,
                "basis": basis,
                "remedy": remedy,
                # one series of answers, from the first letter on; each case has one paper
                "doc_number": f"{DOC_CODE}依复〔2026〕{place + 1}号",
                "sent_paper": 1,
                "proof": "送达回证",
                "calendar": 1,
                "from": "serving",
                "to": "closed",
            },
        )


# Two items: their outcomes, the row drafted for the mixed answer (none: the usual one), the row it
# counts in and its remedy: A for what rests on 14–16, B for the rest (letters.md §4.2 A26, §15).
MIXED: list[tuple[tuple[str, str], str | None, str, str]] = [
    (("A2", "A12"), None, "granted_partial", "B"),  # letters.md §4.2: some given, some not
    (("A2", "A4"), None, "granted_partial", "A+B"),
    (("A4", "A9"), None, "denied_state_secret", "A"),
    (("A12", "A13"), None, "unable_not_held", "B"),  # both of one row
    (("A13", "A16"), None, "unable_not_held", "B"),  # of the first item
    (("A13", "A16"), "refused_petition", "refused_petition", "B"),
]


@pytest.mark.parametrize(("outcomes", "chosen", "row", "remedy"), MIXED)
async def test_items_that_differ_are_answered_in_one_paper_that_counts_once(
    town: Town, head: Actor, outcomes: tuple[str, str], chosen: str | None, row: str, remedy: str
) -> None:
    case = await registered(town, head, PLANNING, items=(Item("验收报告"), Item("会议纪要")))
    do = Doing(town, head, case)
    await do(brought_to, State.HANDLING)
    if "A12" in outcomes:
        await do(searched, 1 + outcomes.index("A12"))
    for item, outcome in enumerate(outcomes, start=1):
        said = particulars(outcome, town.clock.at.date())
        await do(drafting.conclude_item, item, outcome=outcome, particulars=said)
    await do(drafting.draft, row=chosen)
    await do(drafting.submit)
    await do(examined_and_signed)
    await do(issuing.issue)
    on = date(2026, 11, 22)
    closed = await do(record_answer, sending=Sending(on), proof="送达回证")
    assert (closed.answer_type, closed.annual_row) == ("A26", row)
    assert (await events(town, case))[-1][2]["remedy"] == remedy


async def test_a_row_that_no_item_of_a_mixed_answer_has_does_not_go_to_review(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING, items=(Item("验收报告"), Item("会议纪要")))
    do = Doing(town, head, case)
    await do(brought_to, State.HANDLING)
    for item, outcome in enumerate(("A13", "A16"), start=1):
        said = particulars(outcome, town.clock.at.date())
        await do(drafting.conclude_item, item, outcome=outcome, particulars=said)
    with pytest.raises(BadInput, match="不能计入"):
        await do(drafting.draft, row="granted_more_or_less")
    await do(drafting.draft, row="denied_state_secret")
    with pytest.raises(GateClosed) as refused:
        await do(drafting.submit)
    assert [b.key for b in refused.value.broken] == ["row_fits"]


@pytest.mark.parametrize(("code", "_row", "_basis", "remedy"), CATALOGUE)
def test_review_comes_first_from_2024_on_for_articles_14_to_16_only(
    code: str, _row: str, _basis: list[str], remedy: str
) -> None:
    """复议法 (2023修订) 第二十三条, in force 2024-01-01; before it every answer is a free choice."""
    assert remedy_on(code, date(2023, 12, 31)).value == "B"
    assert remedy_on(code, date(2024, 1, 1)).value == remedy


def test_every_outcome_of_an_item_stands_in_the_table_above() -> None:
    """A25 to A28 are no item's: on the spot, mixed, withdrawn, lapsed; each has its test below."""
    assert [code for code, *_ in CATALOGUE] == [f"A{n}" for n in range(1, 25)]
    assert FULL_TITLE[Law.REGULATION] == R


# 当场答复: outcome, row of the real outcome (letters.md §4.2 A25), its basis after 33(1), remedy
SPOT: list[tuple[str, str, list[str], str]] = [
    ("A2", "granted_full", [R + "第三十六条第（二）项", R + "第四十条"], "B"),
    ("A13", "unable_not_held", [R + "第十条", R + "第三十六条第（五）项"], "B"),
    ("A16", "refused_petition", [R + "第三十九条第一款"], "B"),
]


@pytest.mark.parametrize(("outcome", "row", "basis", "remedy"), SPOT)
async def test_an_answer_on_the_spot_counts_as_what_it_says(
    town: Town, head: Actor, outcome: str, row: str, basis: list[str], remedy: str
) -> None:
    case = await registered(town, head, PLANNING)
    today = date(2026, 11, 22)
    given = (1, outcome, particulars(outcome, today))
    spot = {"answered_on": today, "outcomes": [given], "secrecy_checked": True}
    # 合法性审核 is the leader's to let pass; nobody lets the applicant's signature pass
    leader = await town.officer("song", PLANNING, Role.HANDLER, Role.LEADER)
    passes = {} if outcome == "A2" else {"legally_reviewed": "窗口当场答复，主要负责人在场"}
    with pytest.raises(GateClosed) as refused:
        await Doing(town, leader, case)(
            closing.answer_on_the_spot, **spot, proof=" ",
            passes=passes | {"delivery_proved": "申请人已经离开"},
        )  # fmt: skip
    assert [b.key for b in refused.value.broken] == ["delivery_proved"]
    closed = await Doing(town, leader, case)(
        closing.answer_on_the_spot, **spot, proof="申请人签字确认", passes=passes
    )
    assert (closed.state, closed.answer_type, closed.annual_row) == ("closed", "A25", row)
    kind, day, data = (await events(town, case))[-1]
    assert (kind, day, data["from"]) == ("answer", today, "screening")
    assert (data["basis"], data["remedy"]) == ([R + "第三十三条第一款", *basis], remedy)


async def test_nothing_is_handed_out_on_the_spot_that_passed_no_secrecy_review(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    today = date(2026, 11, 22)
    given = (1, "A2", particulars("A2", today))
    leader = await town.officer("song", PLANNING, Role.HANDLER, Role.LEADER)
    with pytest.raises(GateClosed) as refused:
        await Doing(town, leader, case)(
            closing.answer_on_the_spot, answered_on=today, outcomes=[given], proof="签字",
            passes={"secrecy_reviewed": "申请人在等"},
        )  # fmt: skip
    assert [(b.key, str(b.gate.articles[0])) for b in refused.value.broken] == [
        ("secrecy_reviewed", R + "第十七条")
    ]
    assert len(await events(town, case)) == 1


async def test_a_withdrawal_is_a27_and_counts_under_other(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    closed = await Doing(town, head, case)(
        record_withdrawal, withdrawn_on=ANSWERED, paper=PAPER, reason="已自行查到"
    )
    assert (closed.answer_type, closed.annual_row) == ("A27", "other_misc")
    assert remedy_on("A27", ANSWERED).value == remedy_on("A27", date(2023, 1, 1)).value == "-"
    assert (await events(town, case))[-1] == (
        "withdrawal",
        ANSWERED,
        {
            "answer_type": "A27",
            "annual_row": "other_misc",
            "paper": PAPER,
            "reason": "已自行查到",
            "calendar": 1,  # the only one there is yet: the case stays under it
            "from": "screening",
            "to": "closed",
        },
    )


async def test_nobody_ends_a_case_on_a_withdrawal_by_word_of_mouth(town: Town) -> None:
    everything = await town.officer("zhou", PLANNING, *Role)
    case = await registered(town, everything, PLANNING)
    with pytest.raises(GateClosed, match="口头表示不能终止办理") as refused:
        await Doing(town, everything, case)(
            record_withdrawal, withdrawn_on=ANSWERED, paper="  ",
            passes={"withdrawn_in_writing": "申请人来电说明不再需要"},
        )  # fmt: skip
    assert str(refused.value.article) == R + "第四十五条"
    assert refused.value.passable == ()
    assert len(await events(town, case)) == 1


async def test_an_unconfirmed_case_can_be_withdrawn_and_struck_back_to_unconfirmed(
    town: Town, head: Actor
) -> None:
    case = await registered(
        town, head, PLANNING, channel=Channel.FAX, dates={"arrived_on": date(2026, 11, 19)}
    )
    do = Doing(town, head, case)
    await do(record_withdrawal, withdrawn_on=date(2026, 11, 19), paper=PAPER)
    again = await do(strike_closing, "误录")
    assert (again.state, again.answered_on) == ("unconfirmed", None)


# Received 2026-11-20 (Friday), 补正 asked on the same day with 2026-12-11 as its last day.
LAST_DAY = date(2026, 12, 11)
DELIVERED = Sending(way=Way.IN_PERSON, dates={"signed_on": date(2026, 11, 20)})


async def awaiting_supplement(town: Town, head: Actor, sending: Sending) -> Doing:
    do = Doing(town, head, await registered(town, head, PLANNING))
    await do(timing.send_supplement_notice, sending=sending, reply_by=LAST_DAY)
    return do


async def test_a_lapse_is_closed_on_the_day_after_the_last_day_and_no_earlier(
    town: Town, head: Actor
) -> None:
    do = await awaiting_supplement(town, head, DELIVERED)
    town.clock.go_to(2026, 12, 31)
    with pytest.raises(GateClosed) as refused:
        await do(lapsing.close_as_lapsed, on=LAST_DAY, passes={"lapse_day_over": "申请人不会来了"})
    assert [b.key for b in refused.value.broken] == ["lapse_day_over"]
    assert str(refused.value.article) == R + "第三十条"
    closed = await do(lapsing.close_as_lapsed, on=date(2026, 12, 12))
    assert (closed.answer_type, closed.annual_row) == ("A28", "other_overdue_correction")
    kind, day, data = (await events(town, do.case))[-1]
    assert (kind, day) == ("answer", date(2026, 12, 12))
    # P22: 补正 rests on 条例 30
    assert (data["basis"], data["remedy"]) == ([R + "第三十条"], "B")


async def test_a_lapse_for_an_unpaid_fee_counts_in_its_own_row(town: Town, head: Actor) -> None:
    do = Doing(town, head, await registered(town, head, PLANNING))
    await do(send_fee_notice, sending=DELIVERED, pages=68)
    # 20 working days after 11-20 (Friday): 11-23…27 (5), 11-30…12-04 (10), 07…11 (15), 14…18 (20)
    town.clock.go_to(2026, 12, 31)
    with pytest.raises(GateClosed, match="期限没有届满"):
        await do(lapsing.close_as_lapsed, on=date(2026, 12, 18))
    closed = await do(lapsing.close_as_lapsed, on=date(2026, 12, 19))
    assert (closed.answer_type, closed.annual_row) == ("A28", "other_overdue_fee")
    # P22: 缴费 rests on 条例 42 and the 办法
    assert (await events(town, do.case))[-1][2]["basis"] == [R + "第四十二条", FEES]


async def test_nothing_lapses_that_was_not_asked_for_or_has_come(town: Town, head: Actor) -> None:
    plain = Doing(town, head, await registered(town, head, PLANNING))
    came = await awaiting_supplement(town, head, DELIVERED)
    await came(timing.receive_supplement, on=date(2026, 11, 21))
    town.clock.go_to(2026, 12, 31)
    for do in (plain, came):
        with pytest.raises(GateClosed) as refused:
            await do(lapsing.close_as_lapsed, on=date(2026, 12, 31))
        assert "lapse_was_awaited" in [b.key for b in refused.value.broken]


async def test_a_lapse_without_proof_of_the_notice_is_the_leaders_to_let_pass(
    town: Town, head: Actor
) -> None:
    unproved = Sending(date(2026, 11, 20))
    do = await awaiting_supplement(town, head, unproved)
    town.clock.go_to(2026, 12, 14)
    passes = {"lapse_notice_delivered": "邮政回执遗失，邮政企业书面证明已妥投"}
    lapse = {"on": date(2026, 12, 14), "passes": passes}
    with pytest.raises(GateClosed) as refused:
        await do(lapsing.close_as_lapsed, **lapse)
    assert [b.key for b in refused.value.broken] == ["lapse_notice_delivered"]
    assert refused.value.passable == ()
    do.actor = await town.officer("song", PLANNING, Role.HANDLER, Role.LEADER)
    await do(lapsing.close_as_lapsed, **lapse)
    assert (await events(town, do.case))[-1][2]["passed"] == [
        {"gate": "lapse_notice_delivered", "reason": passes["lapse_notice_delivered"]}
    ]


async def test_an_answer_is_recorded_as_it_was_signed_or_not_at_all(
    town: Town, head: Actor
) -> None:
    do = Doing(town, head, await registered(town, head, PLANNING))
    await do(issued, "A4")
    sent = {"sending": Sending(date(2026, 11, 22)), "proof": "送达回证"}
    for said in ({"answer_type": "A2"}, {"row": "denied_law_prohibits"}, {"answer_type": "a4"}):
        with pytest.raises(Unlawful, match=r"与签发的.*不一致") as refused:
            await do(record_answer, **sent, **said)
        assert refused.value.status == 409
        assert str(refused.value.article) == R + "第三十三条第二款"
    closed = await do(record_answer, **sent, answer_type="A4", row="denied_state_secret")
    assert closed.state == "closed"


async def test_an_answer_goes_out_as_a_numbered_paper_with_proof_of_delivery(
    town: Town, head: Actor
) -> None:
    """国办公开办函〔2016〕235号: no answer by telephone, and delivery is proved."""
    everything = await town.officer("song", PLANNING, *Role)
    case = await registered(town, head, PLANNING)
    await Doing(town, head, case)(signed, "A2")
    do, sending = Doing(town, everything, case), Sending(date(2026, 11, 22))
    passes = {"closes_with_a_paper": "已电话告知", "delivery_proved": "已电话告知"}
    with pytest.raises(Unlawful, match="还没有编号、用印") as unnumbered:
        await do(record_answer, sending=sending, passes=passes)
    assert str(unnumbered.value.article) == R + "第三十三条第二款"
    await do(issuing.issue)
    with pytest.raises(GateClosed) as refused:
        await do(record_answer, sending=sending, passes=passes)
    assert [b.key for b in refused.value.broken] == ["delivery_proved"]


async def test_what_is_no_outcome_of_an_item_is_refused(town: Town, head: Actor) -> None:
    do = Doing(town, head, await registered(town, head, PLANNING))
    await do(brought_to, State.HANDLING)
    before = len(await events(town, do.case))
    for outcome in ("A25", "A26", "A27", "A28", "A29", "A0", "a1", ""):
        with pytest.raises(BadInput) as refused:
            await do(drafting.conclude_item, 1, outcome=outcome, particulars={})
        [fault] = refused.value.faults
        assert (fault.field, "A1至A24中的一种" in fault.sentence) == ("outcome", True)
    assert len(await events(town, do.case)) == before


WRONG_DAYS: list[tuple[date, str]] = [
    (date(2026, 11, 23), "晚于今天（2026-11-22）"),
    (date(2026, 11, 19), "早于收到申请的日期2026-11-20"),
    (date(2026, 11, 20), "早于答复书的成文日期（2026-11-21）"),
]


async def test_an_answer_is_made_between_its_signature_and_today(town: Town, head: Actor) -> None:
    town.clock.go_to(2026, 11, 21)
    do = Doing(town, head, await registered(town, head, PLANNING))
    await do(issued, "A2")
    town.clock.go_to(2026, 11, 22)
    before = len(await events(town, do.case))
    for day, words in WRONG_DAYS:
        with pytest.raises(BadInput) as refused:
            await do(record_answer, sending=Sending(day), proof="送达回证")
        [fault] = refused.value.faults
        assert (fault.field, words in fault.sentence) == ("answered_on", True), day
        assert str(refused.value.article) == R + "第三十三条"
    assert len(await events(town, do.case)) == before
    tomorrow = date(2026, 11, 23)
    withdrawn = (record_withdrawal, "withdrawn_on", {"paper": PAPER})
    for verb, field, more in (withdrawn, (lapsing.close_as_lapsed, "on", {})):
        with pytest.raises(BadInput) as refused:
            await do(verb, **{field: tomorrow}, **more)
        assert [fault.field for fault in refused.value.faults] == [field]


async def test_an_answer_on_the_day_of_receipt_and_one_of_today_are_taken(
    town: Town, head: Actor
) -> None:
    for day in (date(2026, 11, 20), date(2026, 11, 22)):
        case = await registered(town, head, PLANNING)
        assert (await answer(town, head, case, day)).answered_on == day


async def test_the_day_is_that_of_china(town: Town, head: Actor) -> None:
    """2026-11-22 00:30 in China is still the 21st in UTC."""
    town.clock.at = town.clock.at.replace(hour=0, minute=30)
    case = await registered(town, head, PLANNING)
    closed = await answer(town, head, case, date(2026, 11, 22))
    assert closed.answered_on == date(2026, 11, 22)


async def test_a_case_without_a_day_of_receipt_cannot_be_answered(town: Town, head: Actor) -> None:
    case = await registered(
        town, head, PLANNING, channel=Channel.ONLINE, dates={"submitted_on": date(2026, 11, 18)}
    )
    do = Doing(town, head, case)
    sent = {"sending": Sending(ANSWERED)}
    with pytest.raises(Unlawful, match="待确认") as refused:
        await do(record_answer, **sent)
    assert str(refused.value.article) == R + "第三十三条第二款"
    given = (1, "A2", particulars("A2", ANSWERED))
    with pytest.raises(Unlawful, match="待确认"):
        await do(
            closing.answer_on_the_spot, answered_on=ANSWERED, outcomes=[given], proof="签字",
            secrecy_checked=True,
        )  # fmt: skip
    await do(confirm_receipt, date(2026, 11, 21))
    assert (await answer(town, head, case)).state == "closed"


async def test_a_case_is_answered_once(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    await answer(town, head, case)
    before = len(await events(town, case))
    with pytest.raises(Unlawful) as refused:
        await Doing(town, head, case)(record_answer, sending=Sending(ANSWERED))
    assert "已办结" in refused.value.sentence
    assert len(await events(town, case)) == before


async def test_a_closing_recorded_by_mistake_is_struck_and_both_records_stay(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await answer(town, head, case, answer_type="A4")
    do = Doing(town, head, case)
    again = await do(strike_closing, "录错案件")
    assert (again.state, again.answered_on, again.answer_type, again.annual_row) == (
        "serving", None, None, None,
    )  # fmt: skip
    # what was signed is served after all
    await do(record_answer, sending=Sending(ANSWERED), proof="送达回证")
    told = await events(town, case)
    assert [kind for kind, *_ in told[-4:]] == [
        "paper_issued",
        "answer",
        "closing_struck",
        "answer",
    ]
    assert told[-3][2]["answer_type"] == told[-1][2]["answer_type"] == "A4"
    assert told[-2][2] == {"answered_on": "2026-11-21", "reason": "录错案件", "to": "serving"}


async def test_what_was_struck_goes_back_to_where_it_was_closed(town: Town, head: Actor) -> None:
    for state in (State.SCREENING, State.HANDLING):
        do = Doing(town, head, await registered(town, head, PLANNING))
        await do(brought_to, state)
        await do(record_withdrawal, withdrawn_on=ANSWERED, paper=PAPER)
        assert (await do(strike_closing, "误录")).state == state


async def test_only_the_head_strikes_and_no_reviewer_serves(town: Town, head: Actor) -> None:
    """签发 has decided: the registrar may serve what was signed, a reviewer may not."""
    reviewer = await town.officer("sun", PLANNING, Role.REVIEWER)
    clerk = await town.officer("wang", PLANNING, Role.REGISTRAR)
    handler = await town.officer("zhao", PLANNING, Role.HANDLER)
    case = await registered(town, head, PLANNING)
    await Doing(town, handler, case)(issued, "A2")
    sent = {"sending": Sending(date(2026, 11, 22)), "proof": "送达回证"}
    with pytest.raises(NotAllowed):
        await Doing(town, reviewer, case)(record_answer, **sent)
    await Doing(town, clerk, case)(record_answer, **sent)
    with pytest.raises(NotAllowed):
        await Doing(town, handler, case)(strike_closing, "误录")
    assert (await Doing(town, head, case)(strike_closing, "误录")).state == "serving"

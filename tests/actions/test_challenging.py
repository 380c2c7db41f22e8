"""复议诉讼: recorded, told on, struck; what is owed by when; an order taken up and carried out."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import closing, lapsing
from cases.annual.table import annual_table
from cases.errors import BadInput, NotFound, Unlawful
from cases.models import CaseEvent, Organ, Role
from cases.schemas_challenge import ChallengeIn, ChallengeUpdateIn
from cases.typed import read
from cases.web.forms import listed
from tests.actions.answering import particulars
from tests.actions.calendaring import confirmed, proposed
from tests.actions.challenged import (
    AGAIN,
    ANSWERED,
    ORDER,
    ORDERED,
    PLANNING,
    REVIEW,
    SUIT,
    UPHELD,
    Bureau,
    bureau_of,
)
from tests.conftest import Town
from tests.history.walking import found
from tests.law.invented_notices import OF_2027

pytestmark = pytest.mark.anyio

D = date.fromisoformat


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    return await bureau_of(town)


# What is owed, counted by hand from 1 April 2026 (Wednesday); 4, 5 and 6 April are rest.
# fmt: off
OWED: list[tuple[dict[str, Any], str | None, str | None]] = [
    # 2, 3, 7, 8, 9, 10, 13, 14, 15, 16 April
    ({}, "2026-04-16", "reply"),
    # 2, 3, 7, 8, 9 April
    ({"procedure": "summary"}, "2026-04-09", "reply"),
    # 15 natural days
    (SUIT, "2026-04-16", "reply"),
    (SUIT | {"reply_by": "2026-12-31"}, "2026-12-31", "reply"),
    ({"replied_on": "2026-04-10"}, None, None),
    (UPHELD, None, None),
    # 60 natural days after 20 May: 19 July, a Sunday
    (UPHELD | {"opinion_on": "2026-05-20"}, "2026-07-20", "report"),
    (UPHELD | {"opinion_on": "2026-05-20", "reported_on": "2026-06-01"}, None, None),
    # 21, 22, 25-29 May, 1-5, 8-12, 15, 16, 17 June
    (ORDER, "2026-06-17", "new_answer"),
    (ORDER | {"answer_again": {"count": 15, "unit": "days"}}, "2026-06-04", "new_answer"),
    (ORDER | {"answer_again": "2026-06-30"}, "2026-06-30", "new_answer"),
    # the nearer of two
    (ORDER | {"answer_again": "2026-07-31", "opinion_on": "2026-05-20"}, "2026-07-20", "report"),
]
# fmt: on


@pytest.mark.parametrize(("facts", "due", "what"), OWED)
async def test_what_is_owed_next_stands_beside_the_challenge(
    bureau: Bureau, facts: dict[str, Any], due: str | None, what: str | None
) -> None:
    case_id = await bureau.answered()
    bureau.go_to(D("2026-06-01"))
    await bureau.challenged(case_id, **facts)
    assert await bureau.rows() == [(1, D(due) if due else None, what)]


async def test_a_challenge_is_numbered_once_though_it_is_struck(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    assert await bureau.challenged(case_id) == 1
    await bureau.struck(case_id)
    assert await bureau.rows() == []
    assert await bureau.challenged(case_id) == 2
    with pytest.raises(NotFound, match="第1号"):
        await bureau.told(case_id, 1, replied_on="2026-04-01")
    with pytest.raises(NotFound, match="第1号"):
        await bureau.struck(case_id, 1)


async def test_only_what_differs_is_told_and_what_it_was_is_kept(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id, doc_number="寿政复答〔2026〕7号")
    bureau.go_to(D("2026-04-10"))
    await bureau.told(case_id, **REVIEW | {"doc_number": "", "replied_on": "2026-04-10"})
    async with bureau.town.office.sessions() as session:
        [event] = await session.scalars(
            select(CaseEvent).where(CaseEvent.kind == "challenge_updated")
        )
    assert event.data == {
        "number": 1,
        "facts": {"doc_number": None, "replied_on": "2026-04-10"},
        "was": {"doc_number": "寿政复答〔2026〕7号", "replied_on": None},
    }
    assert await bureau.rows() == [(1, None, None)]
    with pytest.raises(BadInput, match="没有改动"):
        await bureau.told(case_id, **REVIEW | {"replied_on": "2026-04-10"})


def of_form(**typed: str) -> dict[str, Any]:
    """The facts of the form for the progress of a challenge, which sends every field it has."""
    names = [name for name in ChallengeUpdateIn.model_fields if name != "answer_again_within"]
    form = dict.fromkeys(names, "") | {
        "answer_again_within.count": "",
        "answer_again_within.unit": "workdays",
    }
    return read(ChallengeUpdateIn, listed(form | typed)).facts()


STANDING: dict[str, Any] = {
    "body": "寿光市人民政府", "notified_on": "2026-04-01", "procedure": "ordinary",
}  # fmt: skip


async def test_a_form_changes_what_was_typed_and_empties_what_was_emptied(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id, filed_on="2026-03-25")
    with pytest.raises(BadInput, match="没有改动"):
        await bureau.told(case_id, **of_form(**STANDING, filed_on="2026-03-25"))
    bureau.go_to(ORDERED)
    within = {"answer_again_within.count": "15", "answer_again_within.unit": "days"}
    await bureau.told(case_id, **of_form(**STANDING, **ORDER, **within))
    # 15 natural days after 20 May
    assert await bureau.rows() == [(1, D("2026-06-04"), "new_answer")]
    await bureau.told(case_id, **of_form(**STANDING, **ORDER))  # and the period was not named
    assert await bureau.rows() == [(1, D("2026-06-17"), "new_answer")]
    async with bureau.town.office.sessions() as session:
        rows = await session.scalars(
            select(CaseEvent).where(CaseEvent.kind == "challenge_updated").order_by(CaseEvent.seq)
        )
        changed = [event.data["facts"] for event in rows]
    assert changed == [
        ORDER | {"filed_on": None, "answer_again": {"count": 15, "unit": "days"}},
        {"answer_again": None},
    ]


def test_a_period_to_answer_is_a_last_day_or_a_length_but_not_both() -> None:
    day, length = {"answer_again": "2026-06-30"}, {"answer_again_within.count": "15"}
    assert of_form(**day)["answer_again"] == "2026-06-30"
    assert of_form(**length)["answer_again"] == {"count": 15, "unit": "workdays"}
    assert of_form()["answer_again"] is None
    with pytest.raises(BadInput, match="只能填写一项"):
        of_form(**day, **length)
    said = ChallengeIn.model_validate(
        REVIEW | {"answer_again_within": {"count": 3, "unit": "days"}}
    )
    assert said.facts() == REVIEW | {"answer_again": {"count": 3, "unit": "days"}}


# fmt: off
WRONG: list[tuple[dict[str, Any], str, str]] = [
    # facts, the field that is named, a word of the sentence
    ({"body": None}, "body", "必填"),
    ({"notified_on": None}, "notified_on", "必填"),
    ({"procedure": None}, "procedure", "必填"),
    ({"notified_on": "2026-06-02"}, "notified_on", "晚于今天"),
    ({"notified_on": "2026-03-01"}, "notified_on", "收到申请之日"),
    ({"filed_on": "2026-03-01"}, "filed_on", "申请或者起诉日期"),
    ({"replied_on": "2026-03-31"}, "replied_on", "不能早于"),
    ({"result": "upheld"}, "concluded_on", "没有填写"),
    ({"reply_by": "2026-06-30"}, "reply_by", "行政诉讼"),
    (UPHELD | {"answer_again": "2026-06-30"}, "answer_again", "重新答复"),
    (ORDER | {"answer_again": {"count": 0, "unit": "days"}}, "answer_again", "不小于1"),
    (ORDER | {"answer_again": {"count": 1000, "unit": "years"}}, "answer_again", "工作日历"),
]
# fmt: on


@pytest.mark.parametrize(("facts", "name", "word"), WRONG)
async def test_facts_that_cannot_be_are_refused_by_their_field(
    bureau: Bureau, facts: dict[str, Any], name: str, word: str
) -> None:
    case_id = await bureau.answered()
    bureau.go_to(D("2026-06-01"))
    with pytest.raises(BadInput) as refused:
        await bureau.challenged(case_id, **facts)
    assert [fault.field for fault in refused.value.faults] == [name]
    assert word in refused.value.faults[0].sentence
    await bureau.challenged(case_id)
    with pytest.raises(BadInput) as refused:
        await bureau.told(case_id, **facts)
    assert [fault.field for fault in refused.value.faults] == [name]


async def test_what_no_law_at_hand_counts_is_recorded_and_listed_nowhere(bureau: Bureau) -> None:
    """A review of 2017: no period of the office's tables is as old, and nobody waits for it."""
    case_id = await bureau.answered(D("2016-03-01"), D("2016-03-10"))
    await bureau.challenged(case_id, D("2017-03-01"))
    assert await bureau.rows() == [(1, None, None)]


# An order, taken up and carried out


async def test_an_order_is_taken_up_and_answered_anew_and_no_earlier_year_changes(
    bureau: Bureau,
) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    await bureau.archived(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    before = await table_of(bureau)
    case = await bureau.reopened(case_id)
    assert case.state == "handling"
    assert await bureau.rows() == [(1, D("2026-06-17"), "new_answer")]  # still owed
    case = await bureau.answered_anew(case_id)
    # 不予公开 of March stays what is counted, though everything was given in June
    assert (case.state, case.answered_on, case.answer_type, case.annual_row) == (
        "closed", ANSWERED, "A8", "denied_internal_affairs",
    )  # fmt: skip
    assert await bureau.rows() == [(1, None, None)]
    assert await table_of(bureau) == before
    with pytest.raises(Unlawful, match="已经恢复办理过"):
        await bureau.reopened(case_id)
    assert await found(bureau.town) == []


async def table_of(bureau: Bureau) -> dict[str, tuple[int, ...]]:
    async with bureau.town.office.sessions() as session:
        organ = await session.scalar(select(Organ).where(Organ.code == PLANNING))
        assert organ is not None
        return (await annual_table(session, organ, 2026)).rows


async def test_a_new_answer_recorded_by_mistake_is_struck_and_owed_again(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    await bureau.reopened(case_id)
    await bureau.answered_anew(case_id)
    case = await bureau.struck_closing(case_id)
    assert (case.state, case.answered_on) == ("serving", ANSWERED)
    assert await bureau.rows() == [(1, D("2026-06-17"), "new_answer")]
    assert await found(bureau.town) == []  # the clock keeps the first answer too


async def test_each_order_takes_a_case_up_once_whatever_came_between(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    await bureau.reopened(case_id)
    await bureau.answered_anew(case_id)
    bureau.go_to(D("2026-09-01"))
    await bureau.challenged(
        case_id, D("2026-07-01"), **SUIT | ORDER | {"concluded_on": "2026-09-01"}
    )
    case = await bureau.reopened(case_id, 2)
    assert case.state == "handling"
    await bureau.answered_anew(case_id, D("2026-09-10"))
    for number in (1, 2):
        with pytest.raises(Unlawful, match="已经恢复办理过"):
            await bureau.reopened(case_id, number)
    assert [what for _, _, what in await bureau.rows()] == [None, None]


async def test_an_order_to_answer_at_last_is_carried_out_by_the_first_answer(
    bureau: Bureau,
) -> None:
    """逾期不答复: the case was never answered, so nothing is taken up again."""
    case_id = await bureau.open()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER | {"result": "answer_at_last"})
    assert await bureau.rows() == [(1, D("2026-06-17"), "new_answer")]
    with pytest.raises(Unlawful, match="恢复办理"):
        await bureau.reopened(case_id)
    case = await bureau.answered_anew(case_id, AGAIN)
    assert (case.answered_on, case.annual_row) == (AGAIN, "granted_full")
    assert await bureau.rows() == [(1, None, None)]
    with pytest.raises(Unlawful, match="不需要恢复办理"):
        await bureau.reopened(case_id)
    await bureau.struck_closing(case_id)
    assert await bureau.rows() == [(1, D("2026-06-17"), "new_answer")]


@pytest.mark.parametrize("facts", [{}, UPHELD, UPHELD | {"result": "changed"}])
async def test_without_an_order_to_answer_nothing_is_taken_up(
    bureau: Bureau, facts: dict[str, Any]
) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    if facts:
        await bureau.told(case_id, **facts)
    with pytest.raises(Unlawful, match="没有这样的结果"):
        await bureau.reopened(case_id)
    with pytest.raises(NotFound, match="第2号"):
        await bureau.reopened(case_id, 2)


async def test_the_order_that_took_a_case_up_is_neither_struck_nor_taken_back(
    bureau: Bureau,
) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    await bureau.reopened(case_id)
    with pytest.raises(Unlawful, match="恢复办理"):
        await bureau.struck(case_id)
    with pytest.raises(Unlawful, match="恢复办理"):
        await bureau.told(case_id, result="upheld")
    await bureau.told(case_id, answer_again="2026-06-30")  # a correction that keeps the order
    assert await bureau.rows() == [(1, D("2026-06-30"), "new_answer")]


async def test_a_case_taken_up_by_order_ends_with_an_answer_only(bureau: Bureau) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    await bureau.reopened(case_id)
    with pytest.raises(Unlawful, match="不能以撤回办结"):
        async with bureau.town.office.sessions.begin() as session:
            await closing.record_withdrawal(
                session, bureau.actor, bureau.at, case_id, withdrawn_on=ORDERED, paper="撤回申请书"
            )
    with pytest.raises(Unlawful, match="不能以不再处理办结"):
        async with bureau.town.office.sessions.begin() as session:
            await lapsing.close_as_lapsed(session, bureau.actor, bureau.at, case_id, on=ORDERED)


async def test_an_answer_on_the_spot_to_a_case_taken_up_again_is_one_made_anew(
    bureau: Bureau,
) -> None:
    case_id = await bureau.answered()
    await bureau.challenged(case_id)
    bureau.go_to(ORDERED)
    await bureau.told(case_id, **ORDER)
    await bureau.reopened(case_id)
    async with bureau.town.office.sessions.begin() as session:
        case = await closing.answer_on_the_spot(
            session, bureau.actor, bureau.at, case_id, answered_on=ORDERED, secrecy_checked=True,
            outcomes=[(1, "A2", particulars("A2", ORDERED))], proof="签收单",
        )  # fmt: skip
    assert (case.state, case.answered_on, case.answer_type) == ("closed", ANSWERED, "A8")
    assert await bureau.rows() == [(1, None, None)]


# Another calendar


async def test_when_the_calendar_changes_what_is_owed_is_computed_again(bureau: Bureau) -> None:
    """By statute 5 to 8 February 2027 are rest; by the schedule the 9th to the 11th too, and Saturday
    the 20th is worked."""
    first, second, third = [await bureau.answered() for _ in range(3)]
    day = D("2027-02-01")
    await bureau.challenged(first, day)
    await bureau.challenged(second, day, replied_on="2027-02-01")
    await bureau.challenged(third, D("2027-01-04"))
    await bureau.told(third, **ORDER | {"concluded_on": "2027-02-01"})
    assert await bureau.rows() == [
        (1, D("2027-02-17"), "reply"),  # 2-4, 9-12, 15-17 February
        (1, None, None),
        (1, D("2027-03-03"), "new_answer"),  # 2-4, 9-12, 15-19, 22-26 February, 1-3 March
    ]
    await bureau.reopened(third)
    people = [
        await bureau.town.officer(name, "370783", Role.ADMINISTRATOR) for name in ("one", "two")
    ]
    await confirmed(bureau.town, people[1], await proposed(bureau.town, people[0], OF_2027))
    assert await bureau.rows() == [
        (1, D("2027-02-20"), "reply"),  # 2-4, 12, 15-20 February
        (1, None, None),
        (1, D("2027-03-05"), "new_answer"),  # 2-4, 12, 15-20, 22-26 February, 1-5 March
    ]
    assert await found(bureau.town) == []

"""办结: what each answer type is recorded as, and what cannot be recorded."""

from datetime import date
from typing import Any

import pytest

from cases.actions.closing import record_answer, record_withdrawal, strike_closing
from cases.actions.intake import confirm_receipt
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.errors import BadInput, NotAllowed, Unlawful
from cases.law.articles import FULL_TITLE, Law
from cases.law.outcomes import remedy_on
from cases.law.receipt import Channel
from cases.models import Case, Role
from cases.queries import history
from tests.actions.filing import registered
from tests.conftest import Town

pytestmark = pytest.mark.anyio

PLANNING = "370783-zrzy"
ANSWERED = date(2026, 11, 21)
R, FEES = "《中华人民共和国政府信息公开条例》", "《政府信息公开信息处理费管理办法》"
FORM, ARCHIVES = "《政府信息公开工作年度报告格式》", "《中华人民共和国档案法》"
A36_3 = R + "第三十六条第（三）项"

# letters.md §4.2, copied by hand: answer type, row chosen (none: the usual one), row it counts in,
# basis, and remedy from 2024-01-01 (§4.1: A review first, B free choice).
# fmt: off
CATALOGUE: list[tuple[str, str | None, str, list[str], str]] = [
    ("A1", None, "granted_full", [R + "第三十六条第（一）项"], "B"),
    ("A2", None, "granted_full", [R + "第三十六条第（二）项", R + "第四十条"], "B"),
    ("A3", None, "granted_partial", [R + "第三十七条", R + "第十四条", R + "第十五条", R + "第十六条"], "A+B"),
    ("A4", None, "denied_state_secret", [R + "第十四条", A36_3], "A"),
    ("A5", None, "denied_law_prohibits", [R + "第十四条", A36_3], "A"),
    ("A6", None, "denied_security_stability", [R + "第十四条", A36_3], "A"),
    ("A7", None, "denied_third_party", [R + "第十五条", R + "第三十二条", A36_3], "A"),
    ("A8", None, "denied_internal_affairs", [R + "第十六条第一款", A36_3], "A"),
    ("A9", None, "denied_process_info", [R + "第十六条第二款", A36_3], "A"),
    ("A10", None, "denied_enforcement_file", [R + "第十六条第二款", A36_3], "A"),
    ("A11", None, "denied_admin_query", [R + "第三十六条第（七）项"], "B"),
    ("A12", None, "unable_not_held", [R + "第三十六条第（四）项"], "B"),
    ("A13", None, "unable_not_held", [R + "第十条", R + "第三十六条第（五）项"], "B"),
    ("A14", None, "unable_needs_creation", [R + "第三十八条"], "B"),
    ("A15", None, "unable_unclear_after_correction", [R + "第三十条", R + "第三十六条"], "B"),
    ("A16", None, "refused_petition", [R + "第三十九条第一款"], "B"),
    ("A17", None, "refused_repeat", [R + "第三十六条第（六）项"], "B"),
    ("A18", None, "refused_publication", [R + "第三十九条第二款"], "B"),
    ("A19", None, "refused_excessive", [R + "第三十五条"], "B"),
    ("A20", None, "refused_reconfirm", [FORM], "B"),
    ("A21", None, "other_misc", [R + "第二条", R + "第三十九条"], "B"),
    ("A22", None, "unable_not_held", [ARCHIVES + "第十五条第二款"], "B"),
    ("A23", None, "unable_not_held", [R + "第三十六条第（五）项"], "B"),
    ("A24", None, "other_misc", [R + "第二条"], "B"),
    ("A25", None, "granted_full", [R + "第三十三条第一款"], "按依据"),  # default of §4.2
    ("A25", "unable_not_held", "unable_not_held", [R + "第三十三条第一款"], "按依据"),
    ("A26", None, "granted_partial", [R + "第三十六条", R + "第三十七条"], "按依据"),
    ("A26", "unable_not_held", "unable_not_held", [R + "第三十六条", R + "第三十七条"], "按依据"),
    # P22: 补正 rests on 条例 30, 缴费 on 条例 42 and the 办法
    ("A28", "other_overdue_correction", "other_overdue_correction", [R + "第三十条"], "B"),
    ("A28", "other_overdue_fee", "other_overdue_fee", [R + "第四十二条", FEES], "B"),
]
# fmt: on


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("zhou", PLANNING, Role.HEAD)


async def answered(town: Town, actor: Actor, case: Case, **changes: Any) -> Case:
    said: dict[str, Any] = {"answer_type": "A2", "answered_on": ANSWERED} | changes
    said["sending"] = Sending(said.pop("answered_on"))
    async with town.office.sessions.begin() as session:
        return await record_answer(session, actor, town.clock.at, case.id, **said)


async def events(town: Town, case: Case) -> list[tuple[str, date | None, dict[str, Any]]]:
    async with town.office.sessions() as session:
        return [(row.kind, row.day, row.data) for row in await history(session, case.id)]


async def test_every_answer_is_recorded_with_the_row_and_basis_of_the_catalogue(
    town: Town, head: Actor
) -> None:
    for code, chosen, row, basis, _ in CATALOGUE:
        case = await registered(town, head, PLANNING)
        closed = await answered(
            town, head, case, answer_type=code, row=chosen, doc_number="答〔2026〕1号"
        )
        assert (closed.state, closed.answer_type, closed.annual_row) == ("closed", code, row)
        assert closed.answered_on == ANSWERED
        assert (await events(town, case))[-1] == (
            "answer",
            ANSWERED,
            {
                "answer_type": code,
                "annual_row": row,
                "basis": basis,
                "doc_number": "答〔2026〕1号",
                "calendar": 1,
            },
        )


@pytest.mark.parametrize(("code", "_chosen", "_row", "_basis", "remedy"), CATALOGUE)
def test_review_comes_first_from_2024_on_for_articles_14_to_16_only(
    code: str, _chosen: str | None, _row: str, _basis: list[str], remedy: str
) -> None:
    """复议法 (2023修订) 第二十三条, in force 2024-01-01; before it every answer is a free choice."""
    assert remedy_on(code, date(2023, 12, 31)).value == "B"
    assert remedy_on(code, date(2024, 1, 1)).value == remedy


def test_every_answer_type_but_the_withdrawal_stands_in_the_table_above() -> None:
    assert {code for code, *_ in CATALOGUE} == {f"A{n}" for n in range(1, 29)} - {"A27"}
    assert FULL_TITLE[Law.REGULATION] == R


async def test_a_withdrawal_is_a27_and_counts_under_other(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    async with town.office.sessions.begin() as session:
        closed = await record_withdrawal(
            session, head, town.clock.at, case.id, withdrawn_on=ANSWERED, reason="已自行查到"
        )
    assert (closed.answer_type, closed.annual_row) == ("A27", "other_misc")
    assert remedy_on("A27", ANSWERED).value == remedy_on("A27", date(2023, 1, 1)).value == "-"
    assert (await events(town, case))[-1] == (
        "withdrawal",
        ANSWERED,
        {
            "answer_type": "A27",
            "annual_row": "other_misc",
            "reason": "已自行查到",
            "calendar": 1,  # the only one there is yet: the case stays under it
        },
    )


async def test_an_unconfirmed_case_can_be_withdrawn_and_struck_back_to_unconfirmed(
    town: Town, head: Actor
) -> None:
    case = await registered(
        town, head, PLANNING, channel=Channel.FAX, dates={"arrived_on": date(2026, 11, 19)}
    )
    async with town.office.sessions.begin() as session:
        await record_withdrawal(
            session, head, town.clock.at, case.id, withdrawn_on=date(2026, 11, 19)
        )
        again = await strike_closing(session, head, town.clock.at, case.id, "误录")
    assert (again.state, again.answered_on) == ("unconfirmed", None)


NO_ANSWERS: list[tuple[dict[str, Any], str, str]] = [
    ({"answer_type": "A28"}, "annual_row", "应当选明计入年度报告的行"),
    ({"answer_type": "A3", "row": "granted_full"}, "annual_row", "不能计入年度报告中所选的行"),
    ({"answer_type": "A4", "row": "denied_third_party"}, "annual_row", "不能计入"),
    ({"answer_type": "A28", "row": "other_misc"}, "annual_row", "不能计入"),
    ({"answer_type": "A25", "row": "denied_state_secret"}, "annual_row", "不能计入"),
    ({"answer_type": "A2", "row": "other_handling"}, "annual_row", "不能计入"),
    ({"answer_type": "A2", "row": ""}, "annual_row", "不能计入"),
    ({"answer_type": "A27"}, "answer_type", "撤回另行记录"),
    ({"answer_type": "A29"}, "answer_type", "不在目录中"),
    ({"answer_type": "a1"}, "answer_type", "不在目录中"),
    ({"answered_on": date(2026, 11, 23)}, "answered_on", "晚于今天（2026-11-22）"),
    ({"answered_on": date(2026, 11, 19)}, "answered_on", "早于收到申请的日期2026-11-20"),
]


async def test_what_cannot_be_an_answer_is_refused_with_its_article(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    for said, field, words in NO_ANSWERS:
        with pytest.raises(BadInput) as refused:
            await answered(town, head, case, **said)
        [fault] = refused.value.faults
        assert (fault.field, words in fault.sentence) == (field, True), said
        assert str(refused.value.article) == R + "第三十三条"
    assert [kind for kind, *_ in await events(town, case)] == ["registered"]


async def test_an_answer_on_the_day_of_receipt_and_one_of_today_are_taken(
    town: Town, head: Actor
) -> None:
    for day in (date(2026, 11, 20), date(2026, 11, 22)):
        case = await registered(town, head, PLANNING)
        assert (await answered(town, head, case, answered_on=day)).answered_on == day


async def test_the_day_is_that_of_china(town: Town, head: Actor) -> None:
    """2026-11-22 00:30 in China is still the 21st in UTC."""
    town.clock.at = town.clock.at.replace(hour=0, minute=30)
    case = await registered(town, head, PLANNING)
    closed = await answered(town, head, case, answered_on=date(2026, 11, 22))
    assert closed.answered_on == date(2026, 11, 22)


async def test_a_case_without_a_day_of_receipt_cannot_be_answered(town: Town, head: Actor) -> None:
    case = await registered(
        town, head, PLANNING, channel=Channel.ONLINE, dates={"submitted_on": date(2026, 11, 18)}
    )
    with pytest.raises(Unlawful) as refused:
        await answered(town, head, case)
    assert str(refused.value.article) == R + "第三十三条第二款"
    async with town.office.sessions.begin() as session:
        await confirm_receipt(session, head, town.clock.at, case.id, date(2026, 11, 21))
    assert (await answered(town, head, case)).state == "closed"


async def test_a_case_is_answered_once(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    await answered(town, head, case)
    with pytest.raises(Unlawful) as refused:
        await answered(town, head, case, answer_type="A12")
    assert "已办结" in refused.value.sentence
    assert len(await events(town, case)) == 2


async def test_a_closing_recorded_by_mistake_is_struck_and_both_records_stay(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await answered(town, head, case, answer_type="A4")
    async with town.office.sessions.begin() as session:
        again = await strike_closing(session, head, town.clock.at, case.id, "录错案件")
    assert (again.state, again.answered_on, again.answer_type, again.annual_row) == (
        "open", None, None, None,
    )  # fmt: skip
    await answered(town, head, case, answer_type="A12")
    told = await events(town, case)
    assert [kind for kind, *_ in told] == ["registered", "answer", "closing_struck", "answer"]
    assert told[1][2]["answer_type"] == "A4"
    assert told[2][2] == {"answered_on": "2026-11-21", "reason": "录错案件"}


async def test_only_the_head_strikes_and_no_registrar_answers(town: Town, head: Actor) -> None:
    clerk = await town.officer("wang", PLANNING, Role.REGISTRAR)
    handler = await town.officer("zhao", PLANNING, Role.HANDLER)
    case = await registered(town, head, PLANNING)
    with pytest.raises(NotAllowed):
        await answered(town, clerk, case)
    await answered(town, handler, case)
    async with town.office.sessions.begin() as session:
        with pytest.raises(NotAllowed):
            await strike_closing(session, handler, town.clock.at, case.id, "误录")

"""登记编号: without gap or double, whoever registers at the same time and whatever fails."""

import asyncio
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from cases.actions.bring_in import bring_in
from cases.actions.intake import confirm_receipt, correct_registration, register
from cases.actor import Actor
from cases.errors import Conflict
from cases.law.receipt import Channel
from cases.models import Case, CaseCounter, Role
from cases.numbers import case_number, own_serial
from cases.register.rows import check_rows
from tests.actions.filing import filed, registered
from tests.conftest import Town
from tests.register.making import sheet_of

pytestmark = pytest.mark.anyio

PLANNING, TOWNSHIP = "370783-zrzy", "370783-houzhen"


class FellOver(Exception):
    """What goes wrong after a number was drawn."""


async def serials(town: Town, organ: str, year: int = 2026) -> list[int | None]:
    async with town.office.sessions() as session:
        found = await session.scalars(
            select(Case.serial)
            .where(Case.organ_id == town.organs[organ], Case.series_year == year)
            .order_by(Case.serial)
        )
        return list(found)


async def last_drawn(town: Town, organ: str, year: int = 2026) -> int | None:
    async with town.office.sessions() as session:
        return await session.scalar(
            select(CaseCounter.last).where(
                CaseCounter.organ_id == town.organs[organ], CaseCounter.year == year
            )
        )


async def bring(town: Town, organ: str, *numbers: str, received: str = "2026-03-04") -> None:
    """Bring in a register whose rows have these numbers and that day."""
    sheet = sheet_of(*({"登记编号": number, "收到日期": received} for number in numbers))
    head = await town.actor("fuzeren")
    async with town.office.sessions.begin() as session:
        checked = check_rows(sheet, town.clock.at.date())
        assert checked.faults == ()
        organ_id = town.organs[organ]
        await bring_in(session, town.office.vault, head, town.clock.at, organ_id, checked)


@pytest.fixture
async def clerk(town: Town) -> Actor:
    await town.officer("fuzeren", PLANNING, Role.HEAD)
    return await town.officer("wang", PLANNING, Role.REGISTRAR)


async def test_fifty_registrations_at_once_are_numbered_one_to_fifty(
    town: Town, clerk: Actor
) -> None:
    cases = await asyncio.gather(*(registered(town, clerk, PLANNING) for _ in range(50)))
    assert sorted(case.serial or 0 for case in cases) == list(range(1, 51))
    assert {case.number for case in cases} == {
        f"YSQ-370783-zrzy-2026-{serial:04d}" for serial in range(1, 51)
    }


async def test_registrations_that_fail_in_between_leave_no_gap(town: Town, clerk: Actor) -> None:
    async def one(place: int) -> None:
        async with town.office.sessions.begin() as session:
            application = filed(town.organs[PLANNING])
            await register(session, town.office.vault, clerk, town.clock.at, application)
            if place % 3 == 0:
                raise FellOver  # 0, 3, … 48: seventeen of fifty
            if place % 3 == 1:
                await asyncio.sleep(0.01)  # holds the series up, so that others queue behind it

    done = await asyncio.gather(*(one(place) for place in range(50)), return_exceptions=True)
    assert sum(isinstance(result, FellOver) for result in done) == 17
    assert await serials(town, PLANNING) == list(range(1, 34))  # 50 − 17 = 33
    assert await last_drawn(town, PLANNING) == 33
    assert (await registered(town, clerk, PLANNING)).serial == 34


async def test_two_organs_have_a_series_each(town: Town, clerk: Actor) -> None:
    other = await town.officer("li", TOWNSHIP, Role.REGISTRAR)
    await asyncio.gather(
        *(registered(town, clerk, PLANNING) for _ in range(10)),
        *(registered(town, other, TOWNSHIP) for _ in range(7)),
    )
    assert await serials(town, PLANNING) == list(range(1, 11))
    assert await serials(town, TOWNSHIP) == list(range(1, 8))


async def test_one_organ_does_not_wait_for_another(town: Town, clerk: Actor) -> None:
    other = await town.officer("li", TOWNSHIP, Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        application = filed(town.organs[PLANNING])
        await register(session, town.office.vault, clerk, town.clock.at, application)
        async with asyncio.timeout(10):  # the first transaction is still open
            assert (await registered(town, other, TOWNSHIP)).serial == 1


async def test_the_year_of_a_number_is_the_year_of_receipt(town: Town, clerk: Actor) -> None:
    town.clock.go_to(2026, 1, 2)
    late = await registered(town, clerk, PLANNING, dates={"submitted_on": date(2025, 12, 31)})
    new = await registered(town, clerk, PLANNING, dates={"submitted_on": date(2026, 1, 1)})
    assert (late.number, new.number) == (
        "YSQ-370783-zrzy-2025-0001",
        "YSQ-370783-zrzy-2026-0001",
    )


async def test_a_number_stays_when_receipt_is_confirmed_or_corrected_into_another_year(
    town: Town, clerk: Actor
) -> None:
    town.clock.go_to(2026, 1, 5)
    case = await registered(
        town, clerk, PLANNING, channel=Channel.EMAIL, dates={"arrived_on": date(2025, 12, 31)}
    )
    async with town.office.sessions.begin() as session:
        await confirm_receipt(session, clerk, town.clock.at, case.id, date(2026, 1, 2))
        again = filed(town.organs[PLANNING], dates={"submitted_on": date(2026, 1, 3)})
        corrected = await correct_registration(
            session, town.office.vault, clerk, town.clock.at, case.id, again, "方式录入有误"
        )
    assert (corrected.number, corrected.received_on) == (
        "YSQ-370783-zrzy-2025-0001",
        date(2026, 1, 3),
    )


async def test_the_series_goes_on_after_an_imported_number_of_its_own(
    town: Town, clerk: Actor
) -> None:
    await registered(town, clerk, PLANNING)
    await bring(town, PLANNING, "YSQ-370783-zrzy-2026-0005", "YSQ-370783-zrzy-2026-0003", "旧-9")
    assert (await registered(town, clerk, PLANNING)).number == "YSQ-370783-zrzy-2026-0006"
    assert await serials(town, PLANNING) == [1, 3, 5, 6]


async def test_an_imported_number_below_the_series_does_not_set_it_back(
    town: Town, clerk: Actor
) -> None:
    await bring(town, PLANNING, "YSQ-370783-zrzy-2026-0009")
    await bring(town, PLANNING, "YSQ-370783-zrzy-2026-0002")
    assert (await registered(town, clerk, PLANNING)).serial == 10


async def test_numbers_of_other_organs_and_other_patterns_move_no_series(
    town: Town, clerk: Actor
) -> None:
    strange = ("YSQ-370783-houzhen-2026-0007", "YSQ-370783-zrzy-2026-7", "〔2026〕8号")
    await bring(town, PLANNING, *strange, "YSQ-370783-zrzy-2026-0000")
    assert (await registered(town, clerk, PLANNING)).serial == 1


async def test_an_import_and_registrations_at_once_give_no_number_twice(
    town: Town, clerk: Actor
) -> None:
    """The import's 0020 lies beyond what is drawn meanwhile, or nothing of it would be stored."""
    await asyncio.gather(
        *(registered(town, clerk, PLANNING) for _ in range(15)),
        bring(town, PLANNING, "YSQ-370783-zrzy-2026-0020"),
    )
    found = await serials(town, PLANNING)
    assert len(found) == len(set(found)) == 16
    assert (await registered(town, clerk, PLANNING)).serial == max(*filter(None, found), 20) + 1


async def test_an_import_waits_for_a_registration_that_draws_the_same_number(
    town: Town, clerk: Actor
) -> None:
    """Then it is refused as any used number is, and not with an error of the database."""
    drawn = asyncio.Event()

    async def slowly() -> None:
        async with town.office.sessions.begin() as session:
            application = filed(town.organs[PLANNING])
            await register(session, town.office.vault, clerk, town.clock.at, application)
            drawn.set()
            await asyncio.sleep(0.3)

    async def meanwhile() -> None:
        await drawn.wait()
        await bring(town, PLANNING, "YSQ-370783-zrzy-2026-0001")

    _, refused = await asyncio.gather(slowly(), meanwhile(), return_exceptions=True)
    assert "系统中已有相同编号而内容不同的案件" in str(refused)
    assert await serials(town, PLANNING) == [1]


async def test_the_same_form_sent_five_times_at_once_is_one_case(town: Town, clerk: Actor) -> None:
    form = uuid4()
    cases = await asyncio.gather(
        *(registered(town, clerk, PLANNING, submission=form) for _ in range(5))
    )
    assert len({case.id for case in cases}) == 1
    assert await last_drawn(town, PLANNING) == 1


async def test_a_form_of_another_organ_is_not_given_away(town: Town, clerk: Actor) -> None:
    form = uuid4()
    await registered(town, clerk, PLANNING, submission=form)
    stranger = await town.officer("mudan", "371702", Role.REGISTRAR)
    with pytest.raises(Conflict):
        await registered(town, stranger, "371702", submission=form)


@pytest.mark.parametrize(
    ("number", "meant"),
    [
        ("YSQ-370783-2026-0001", (2026, 1)),
        ("YSQ-370783-2026-12345", (2026, 12345)),
        ("YSQ-370783-2026-00001", None),  # printed with four digits, 0001
        ("YSQ-370783-2026-0000", None),
        ("YSQ-370783-zrzy-2026-0001", None),
        ("YSQ-370783-2026-0001\n", None),
        ("YSQ-370783-2026-０００１", None),
        ("ysq-370783-2026-0001", None),
    ],
)
def test_only_a_number_printed_as_ours_is_of_our_series(
    number: str, meant: tuple[int, int] | None
) -> None:
    assert own_serial("370783", number) == meant
    if meant is not None:
        assert case_number("370783", *meant) == number


def test_a_dot_in_a_code_stands_for_itself() -> None:
    assert own_serial("37.83", "YSQ-37x83-2026-0001") is None
    assert own_serial("37.83", "YSQ-37.83-2026-0001") == (2026, 1)

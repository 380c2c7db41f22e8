"""登记: what art. 29 asks for, and what 条例 31 makes of the dates."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from cases.actions.application import Applicant, Application, Item
from cases.actions.intake import confirm_receipt, register
from cases.errors import BadInput, NotAllowed, Unlawful
from cases.law.annual import ApplicantClass
from cases.law.identity import IdKind
from cases.law.receipt import Channel
from cases.models import Case, Role
from tests.conftest import Town

pytestmark = pytest.mark.anyio

CARD = "11010519491231002X"  # the worked example of GB 11643


def filed(organ: UUID, **changes: Any) -> Application:
    """An application handed in by a person; the test says what is different."""
    made: dict[str, Any] = {
        "organ_id": organ,
        "channel": Channel.IN_PERSON,
        "dates": {"submitted_on": date(2026, 11, 20)},
        "applicant": Applicant(
            ApplicantClass.NATURAL_PERSON, "王芳", IdKind.RESIDENT_CARD, CARD, "13900000001"
        ),
        "items": (Item("2025年度农村饮水安全工程验收报告"),),
    }
    return Application(**made | changes)


async def test_case_taken_in_person_is_received_on_the_day_it_was_handed_in(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        case = await register(
            session, town.office.vault, clerk, town.clock.at, filed(town.organs["370783-zrzy"])
        )
    assert (case.state, case.received_on) == ("screening", date(2026, 11, 20))
    assert case.number == "YSQ-370783-zrzy-2026-0001"


async def test_online_case_waits_for_confirmation_and_is_received_on_that_day(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    online = filed(
        town.organs["370783-zrzy"],
        channel=Channel.ONLINE,
        dates={"submitted_on": date(2026, 11, 18)},
    )
    async with town.office.sessions.begin() as session:
        case = await register(session, town.office.vault, clerk, town.clock.at, online)
        assert (case.state, case.received_on) == ("unconfirmed", None)
        day = date(2026, 11, 21)
        await confirm_receipt(session, clerk, town.clock.at, case.id, day)
    async with town.office.sessions() as session:
        stored = await session.get_one(Case, case.id)
        assert (stored.state, stored.received_on, stored.events) == ("screening", day, 2)


async def test_receipt_is_confirmed_once(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        case = await register(
            session, town.office.vault, clerk, town.clock.at, filed(town.organs["370783-zrzy"])
        )
        with pytest.raises(Unlawful) as refused:
            await confirm_receipt(session, clerk, town.clock.at, case.id, date(2026, 11, 21))
    assert str(refused.value.article).endswith("第三十一条")


async def test_nobody_registers_for_another_organ(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        with pytest.raises(NotAllowed):
            await register(
                session, town.office.vault, clerk, town.clock.at, filed(town.organs["371702"])
            )


async def test_a_lack_is_no_ground_to_refuse_but_is_named(town: Town) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    nameless = filed(
        town.organs["370783-zrzy"],
        applicant=Applicant(ApplicantClass.NATURAL_PERSON, "王芳"),
    )
    async with town.office.sessions.begin() as session:
        case = await register(session, town.office.vault, clerk, town.clock.at, nameless)
    assert case.facts["lacks"] == ["identity", "contact", "form"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"dates": {"submitted_on": date(2026, 11, 23)}}, "submitted_on"),  # tomorrow
        ({"dates": {}}, "submitted_on"),
        ({"channel": Channel.REGISTERED_MAIL}, "signed_on"),
        (
            {
                "channel": Channel.FAX,
                "dates": {"arrived_on": date(2026, 11, 20), "confirmed_on": date(2026, 11, 19)},
            },
            "confirmed_on",
        ),
        (
            {
                "applicant": Applicant(
                    ApplicantClass.NATURAL_PERSON,
                    "王芳",
                    IdKind.RESIDENT_CARD,
                    "110105194912310021",
                )
            },
            "applicant.id_number",
        ),
        (
            {"applicant": Applicant(ApplicantClass.NATURAL_PERSON, "王芳", None, CARD)},
            "applicant.id_kind",
        ),
    ],
)
async def test_what_cannot_be_so_is_named_beside_its_field(
    town: Town, changes: dict[str, Any], field: str
) -> None:
    clerk = await town.officer("wang", "370783-zrzy", Role.REGISTRAR)
    async with town.office.sessions.begin() as session:
        with pytest.raises(BadInput) as refused:
            await register(
                session,
                town.office.vault,
                clerk,
                town.clock.at,
                filed(town.organs["370783-zrzy"], **changes),
            )
    assert [fault.field for fault in refused.value.faults] == [field]

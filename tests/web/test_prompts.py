"""会商提示: what the register knows around a case is counted right, and told to its office only."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import insert

from cases.actions.application import Applicant, Item
from cases.actions.steps import Sending
from cases.clocks import Step
from cases.dossier import dossier
from cases.history import Kind
from cases.law.annual import ApplicantClass
from cases.law.conference_prompts import PromptFacts
from cases.models import Case, Role
from cases.models_work import ChallengeRow
from cases.queries import history
from cases.queries_prompts import doubled, prompt_facts
from tests.actions.answering import answered
from tests.actions.filing import registered
from tests.conftest import Town
from tests.web.conftest import HOME, Site
from tests.web.worked import Office, office_of, worked_on

pytestmark = pytest.mark.anyio
REQUEST = "2025年度农村饮水安全工程验收报告"
SENT = Sending(date(2026, 11, 22))
ELSEWHERE = ("370783", "370783-houzhen")


def person(name: str) -> Applicant:
    """Somebody who gave no number of a paper."""
    return Applicant(ApplicantClass.NATURAL_PERSON, name)


async def facts(town: Town, case_id: UUID, *steps: Step) -> PromptFacts:
    async with town.office.sessions() as session:
        case = await session.get_one(Case, case_id)
        file = dossier(await history(session, case_id))
        return await prompt_facts(session, case, file, steps)


async def clerks(town: Town) -> dict[str, Any]:
    return {
        organ: await town.officer(f"clerk-{organ}", organ, Role.REGISTRAR, Role.HANDLER)
        for organ in (HOME, *ELSEWHERE)
    }


async def test_the_same_text_is_counted_by_organ_and_by_person(town: Town) -> None:
    people = await clerks(town)
    mine = await registered(town, people[HOME], HOME)
    alone = await facts(town, mine.id)
    assert (alone.organs_asked, alone.persons_asking) == (1, 1)
    spaced = (Item("2025年度 农村饮水安全工程\n验收报告"),)
    for organ in ELSEWHERE:
        await registered(town, people[organ], organ, items=spaced)  # the same person, by the number
    await registered(town, people[HOME], HOME, applicant=person("李强"))
    await registered(town, people[HOME], HOME, applicant=person("李强"))
    other = (Item("2025年度农村饮水安全工程决算"),)
    await registered(town, people[HOME], HOME, applicant=person("赵敏"), items=other)
    found = await facts(town, mine.id)
    assert (found.organs_asked, found.persons_asking) == (3, 2)


async def test_texts_more_than_twelve_months_apart_do_not_count(town: Town) -> None:
    people = await clerks(town)
    old = {"dates": {"submitted_on": date(2025, 11, 19)}}  # a year and a day before 2026-11-20
    await registered(town, people["370783"], "370783", **old)
    mine = await registered(town, people[HOME], HOME)
    assert (await facts(town, mine.id)).organs_asked == 1


async def test_earlier_challenges_are_those_of_this_applicant_at_this_organ(town: Town) -> None:
    people = await clerks(town)
    mine = await registered(town, people[HOME], HOME)
    before = await registered(town, people[HOME], HOME)
    somebody = await registered(town, people[HOME], HOME, applicant=person("李强"))
    there = await registered(town, people["370783"], "370783")
    async with town.office.sessions.begin() as session:
        for case, number in ((before, 1), (before, 2), (somebody, 1), (there, 1)):
            await session.execute(
                insert(ChallengeRow).values(
                    case_id=case.id, number=number, organ_id=case.organ_id, kind="reconsideration",
                    facts={}, notified_on=date(2026, 11, 20),
                )
            )  # fmt: skip
    assert (await facts(town, mine.id)).earlier_challenges == 2


async def test_like_cases_are_those_that_this_organ_disclosed(town: Town) -> None:
    people = await clerks(town)
    at = town.clock.at

    async def ended(organ: str, text: str, outcome: str) -> str:
        case = await registered(town, people[organ], organ, items=(Item(text),))
        async with town.office.sessions.begin() as session:
            await answered(session, people[organ], at, case.id, answer_type=outcome, sending=SENT)
        return case.number

    given = await ended(HOME, "申请公开2024年度农村饮水安全工程验收报告", "A2")
    await ended(HOME, "2023年度农村饮水安全工程验收报告", "A8")  # refused
    await ended(HOME, "城区道路养护经费决算", "A2")  # unlike
    await ended("370783", REQUEST, "A2")  # another organ's
    mine = await registered(town, people[HOME], HOME)
    found = await facts(town, mine.id)
    assert found.like_disclosed == (given,)


async def test_slips_and_letters_tell_how_many_organs_hold_parts(town: Town, site: Site) -> None:
    office: Office = await office_of(town)
    await worked_on(office)  # 侯镇 was asked and holds nothing
    assert (await facts(town, office.case_id)).organs_holding == 1
    letter = {"id": "1", "kind": "organ", "recipient": "寿光市水利局"}
    to_organ = Step(9, Kind.CONSULTATION, date(2026, 11, 20), letter, 9)
    third = Step(10, Kind.CONSULTATION, date(2026, 11, 20), letter | {"kind": "third_party"}, 10)
    assert (await facts(town, office.case_id, to_organ, third)).organs_holding == 2
    assert site.town is town


async def test_prompts_are_told_to_programs_of_the_office(town: Town, site: Site) -> None:
    people = await clerks(town)
    items = (Item("某村征地补偿安置方案"),)
    case = await registered(town, people[HOME], HOME, items=items)
    async with site.program(f"clerk-{HOME}") as client:
        said = (await client.get(f"/api/cases/{case.id}/prompts")).json()
    assert [one["key"] for one in said] == ["expropriation"]
    assert "“征地”“补偿安置”" in said[0]["sentence"]
    async with site.program("clerk-370783") as client:
        assert (await client.get(f"/api/cases/{case.id}/prompts")).status_code == 404


def test_what_every_request_says_is_not_looked_for() -> None:
    assert doubled("申请公开 某村\n征地") == "某某村村征征地地"


@pytest.mark.parametrize("request_text", ["%_\\", "a", "\u3000公开"])
async def test_odd_requests_are_looked_for_too(town: Town, request_text: str) -> None:
    people = await clerks(town)
    case = await registered(town, people[HOME], HOME, items=(Item(request_text),))
    assert (await facts(town, case.id)).like_disclosed == ()

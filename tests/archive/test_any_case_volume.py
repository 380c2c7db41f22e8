"""Whatever happened to a case, it can be bound: every verb, every detour, and what a register brought."""

import json
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions.bring_in import bring_in
from cases.models import Case
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.volume.case_file import Wanted
from tests.archive.full_case import Full
from tests.archive.opened import opened
from tests.conftest import Town
from tests.register.making import Value, csv_text, rows
from tests.web.worked import LIVES, PLANNING, office_of

pytestmark = pytest.mark.anyio

ARCHIVE = Wanted("archive")
ASKED_FOR = Wanted("evidence", with_personal_data=True, with_third_parties=True)


@pytest.mark.parametrize("life", LIVES)
async def test_whatever_happened_to_a_case_it_can_be_bound(town: Town, life: Any) -> None:
    """Every verb and every detour, answered or not."""
    office = await office_of(town)
    events = await life(office)
    for wanted in (ARCHIVE, ASKED_FOR):
        volume = await opened(Full(office), wanted)
        assert "期限说明" in volume.titles
        if wanted is ARCHIVE:
            assert volume.titles[-1] == "办理记录"
            assert len(json.loads(volume.held["history.json"])["events"]) == len(events)


async def test_an_answer_made_anew_stands_beside_the_first(town: Town) -> None:
    office = await office_of(town)
    await next(life for life in LIVES if life.__name__ == "answered_and_challenged")(office)
    volume = await opened(Full(office), ARCHIVE)
    # the letters as they were issued, then what the record says of them
    assert volume.titles[:4] == ["政府信息公开申请答复书"] * 2 + [
        "政府信息公开答复", "政府信息公开重新答复",
    ]  # fmt: skip
    assert volume.titles.count("政府信息公开答复审查呈批单") == 2
    assert "寿公开依复〔2026〕1号" in volume.text
    assert "寿公开依复〔2026〕2号" in volume.text
    assert "误录的机关" not in "".join(
        volume.pages[entry["first_page"] - 1]
        for entry in volume.contents
        if entry["title"].startswith("复议诉讼情况")
    )


async def test_a_case_of_a_register_can_be_bound_with_what_the_register_says(town: Town) -> None:
    """No channel, no answer type, no letter: what a 登记台账 does not know is not made up."""
    office = await office_of(town)
    told: dict[str, Value] = {
        "征求意见发出日期": "2024-03-06",
        "延期告知日期": "2024-03-20",
        "延期工作日数": "10",
    }
    register = csv_text(rows(told)).encode()
    read = check_rows(read_sheet(register, "登记台账"), town.clock.at.date())
    async with town.office.sessions.begin() as session:
        await bring_in(
            session, town.office.vault, office.actors["chenwei"], town.clock.at,
            town.organs[PLANNING], read,
        )  # fmt: skip
        office.case_id = (await session.scalars(select(Case.id))).one()
    volume = await opened(Full(office), ARCHIVE)
    assert "政府信息公开答复审查呈批单" not in volume.titles
    for title in ("政府信息公开申请登记表", "征求意见情况", "延期审批和告知情况"):
        assert title in volume.titles
    assert "2024-001" in volume.text

"""版本 through its doors: frozen in the browser and by a program, read back, compared, made final."""

from collections.abc import AsyncIterator
from datetime import date

import httpx
import pytest

from cases.actions import intake
from cases.models import Role
from tests.conftest import Town
from tests.web.conftest import HOME, Site, application

pytestmark = pytest.mark.anyio
YEAR = f"/annual-tables/{HOME}/2025"
API = f"/api/organs/{HOME}/annual-tables/2025/editions"


async def filed(town: Town, login: str, *days: date) -> None:
    """Applications handed in on these days, still open."""
    clerk = await town.actor(login)
    for day in days:
        async with town.office.sessions.begin() as session:
            await intake.register(
                session, town.office.vault, clerk, town.clock.at,
                application(town.organs[HOME], dates={"submitted_on": day}),
            )  # fmt: skip


@pytest.fixture
async def chief(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    """The head of the 局 that received two applications in 2025."""
    await site.town.officer("chief", HOME, Role.HEAD, Role.REGISTRAR)
    await filed(site.town, "chief", date(2025, 3, 3), date(2025, 12, 1))
    async with site.program("chief") as client:
        yield client


async def test_a_year_is_frozen_shown_made_final_and_stays_as_it_was(
    site: Site, chief: httpx.AsyncClient
) -> None:
    page = await chief.get(YEAR)
    assert "还没有版本" in page.text
    made = await chief.post(f"{YEAR}/editions", data={"reason": ""})
    assert (made.status_code, made.headers["location"]) == (303, f"{YEAR}/editions/1")
    shown = (await chief.get(f"{YEAR}/editions/1")).text
    assert "草案" in shown
    assert "一、本年新收政府信息公开申请数量，自然人：2" in shown
    cases = (await chief.get(f"{YEAR}/editions/1/cells/carried_out/natural_person")).text
    assert cases.count(f"YSQ-{HOME}-2025-000") == 2
    before = (await chief.get(f"{YEAR}/editions/1/file.xlsx")).content
    done = await chief.post(f"{YEAR}/editions/1/confirmation", data={})
    assert done.status_code == 303
    await filed(site.town, "chief", date(2025, 6, 2))
    refused = await chief.post(f"{YEAR}/editions", data={"reason": ""})
    assert refused.status_code == 422
    assert "已有第1版，制作新的版本应说明理由" in refused.text
    again = await chief.post(f"{YEAR}/editions", data={"reason": "补录一件6月的申请"})
    assert again.status_code == 303
    assert (await chief.get(f"{YEAR}/editions/1/file.xlsx")).content == before
    second = (await chief.get(f"{YEAR}/editions/2")).text
    assert "与第1版相比" in second
    assert "新列入，自然人，结转下年度继续办理" in second
    assert "2版" in (await chief.get(f"{YEAR}/editions/1")).text  # a newer one is named


async def test_a_program_freezes_and_reads_the_difference(
    site: Site, chief: httpx.AsyncClient
) -> None:
    first = await chief.post(API, json={})
    assert first.status_code == 201
    assert (first.json()["number"], first.json()["new_received"]) == (1, 2)
    same = await chief.post(API, json={"reason": "再来一次"})
    assert same.status_code == 409
    await filed(site.town, "chief", date(2025, 6, 2))
    assert (await chief.post(API, json={"reason": "补录一件申请"})).json()["number"] == 2
    found = (await chief.get(f"{API}/2/difference")).json()
    # one open natural person's case more: new received and carried out, in its column and in all
    assert {(c["row"], c["column"], c["after"] - c["before"]) for c in found["cells"]} == {
        (row, column, 1)
        for row in ("new_received", "carried_out")
        for column in ("natural_person", "total")
    }
    assert [c["words"] for c in found["cases"]] == ["新列入，自然人，结转下年度继续办理"]
    assert [e["number"] for e in (await chief.get(API)).json()] == [2, 1]
    assert (await chief.get(f"{API}/1/difference")).json()["before"] == 0
    old = await chief.post(f"{API}/1/confirmation")
    assert old.status_code == 409
    assert (await chief.post(f"{API}/2/confirmation")).json()["confirmed_by"] == "chief"


async def test_quarters_and_months_are_counted_by_the_same_rules(
    site: Site, chief: httpx.AsyncClient
) -> None:
    """Received 3 March and 1 December 2025, both open: Q1 one new, Q2 one carried in, December two."""
    for period, new, carried in (("q1", 1, 0), ("q2", 0, 1), ("m12", 1, 1), ("m02", 0, 0)):
        shown = (await chief.get(f"{YEAR}?period={period}")).text
        assert f"一、本年新收政府信息公开申请数量，总计：{new}" in shown, period
        assert f"二、上年结转政府信息公开申请数量，总计：{carried}" in shown, period
        assert "勾稽关系全部成立" in shown
    cases = await chief.get(f"{YEAR}/cells/carried_in/total?period=m12")
    assert "2025年12月" in cases.text
    assert cases.text.count(f"YSQ-{HOME}-2025-0001") == 1
    assert (await chief.get(f"{YEAR}?period=q5")).status_code == 422
    file = await chief.get(f"{YEAR}/file.csv?period=q1")
    assert "2025年第一季度" in file.text


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_alone(site: Site, chief: httpx.AsyncClient, role: Role) -> None:
    """Every officer of the organ reads its editions; its head alone freezes and makes final."""
    await chief.post(f"{YEAR}/editions", data={"reason": ""})
    await filed(site.town, "chief", date(2025, 6, 2))
    await site.town.officer("one", HOME, role)
    async with site.program("one") as one:
        assert (await one.get(f"{YEAR}/editions/1")).status_code == 200
        may = role is Role.HEAD
        assert ("制作新的版本" in (await one.get(YEAR)).text) == may
        made = await one.post(f"{YEAR}/editions", data={"reason": "补录一件申请"})
        assert made.status_code == (303 if may else 403)
        final = await one.post(f"{API}/{2 if may else 1}/confirmation")
        assert final.status_code == (201 if may else 403)

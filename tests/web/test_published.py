"""主动公开信息: entered with its address, looked for, withdrawn with a reason, never rewritten."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import asyncpg
import httpx
import pytest
from sqlalchemy import select

from cases.actions.publishing import PUBLISHERS, add_entry, withdraw_entry
from cases.errors import BadInput, NotAllowed
from cases.models import Role
from cases.models_published import PublishedEntry
from tests.conftest import SETTER, Town, connect
from tests.web.conftest import HOME, Site

pytestmark = pytest.mark.anyio

GUIDE = {
    "organ": HOME, "title": "2025年度农村饮水安全工程验收报告", "address": "https://www.example.cn/ys/1",
    "outlet": "寿光市政府门户网站", "published_on": "2026-03-02", "index_number": "SG-2026-12",
    "catalogue_class": "重大建设项目", "keywords": "饮水安全 寿水发〔2026〕3号", "summary": "",
}  # fmt: skip


@pytest.fixture
async def keeper(site: Site, town: Town) -> Any:
    await town.officer("keeper", HOME, Role.REGISTRAR)
    async with site.program("keeper") as client:
        yield client


async def entries(town: Town) -> list[PublishedEntry]:
    async with town.office.sessions() as session:
        return list(await session.scalars(select(PublishedEntry).order_by(PublishedEntry.id)))


async def test_an_entry_stands_in_the_list_with_its_link(
    keeper: httpx.AsyncClient, town: Town
) -> None:
    assert (await keeper.post("/published", data=GUIDE)).status_code == 303
    page = (await keeper.get("/published")).text
    for said in ("2025年度农村饮水安全工程验收报告", "SG-2026-12", "重大建设项目", "2026-03-02"):
        assert said in page
    assert 'href="https://www.example.cn/ys/1"' in page
    (entry,) = await entries(town)
    assert (entry.made_by, entry.published_on) == ("keeper", date(2026, 3, 2))


@pytest.mark.parametrize("q", ["饮水", "SG-2026-12", "寿水发〔2026〕3号", "农村 验收"])
async def test_an_entry_is_found_by_title_number_and_keyword(
    keeper: httpx.AsyncClient, q: str
) -> None:
    await keeper.post("/published", data=GUIDE)
    assert "农村饮水安全工程" in (await keeper.get("/published", params={"q": q})).text
    missed = (await keeper.get("/published", params={"q": f"{q} 不存在"})).text
    assert "没有符合条件的主动公开信息" in missed


async def test_one_character_is_too_short_to_look_for(keeper: httpx.AsyncClient) -> None:
    answer = await keeper.get("/published", params={"q": "水"})
    assert answer.status_code == 422
    assert "查询词“水”过短" in answer.text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "此项必填"),
        ({"address": ""}, "此项必填"),
        ({"address": "ftp://example.cn/x"}, "网址应以"),
        ({"address": "https://"}, "网址应以"),
        ({"address": "https://[::1"}, "网址应以"),
        ({"address": "javascript://alert(1)"}, "网址应以"),
        ({"published_on": "2026-11-23"}, "晚于今天（2026-11-22）"),
        ({"published_on": "昨天"}, "应为日期"),
        ({"outlet": "x" * 201}, "内容过长，最多200个字符"),
    ],
)
async def test_what_cannot_be_is_named_and_stores_nothing(
    keeper: httpx.AsyncClient, town: Town, wrong: dict[str, str], sentence: str
) -> None:
    answer = await keeper.post("/published", data=GUIDE | wrong)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "SG-2026-12" in answer.text  # what was typed stays
    assert await entries(town) == []


async def test_a_place_is_an_address_too_and_no_link(keeper: httpx.AsyncClient) -> None:
    """Only http and https lead anywhere from our page."""
    said = GUIDE | {"address": "javascript:alert(1)", "title": "查阅点目录"}
    assert (await keeper.post("/published", data=said)).status_code == 303
    page = (await keeper.get("/published")).text
    assert "javascript:alert(1)" in page
    assert 'href="javascript' not in page


async def test_the_same_entry_is_not_entered_twice(keeper: httpx.AsyncClient, town: Town) -> None:
    await keeper.post("/published", data=GUIDE)
    again = await keeper.post("/published", data=GUIDE)
    assert again.status_code == 409
    assert "已经登记过" in again.text
    assert len(await entries(town)) == 1


async def test_withdrawn_it_stays_with_its_reason_and_may_be_entered_anew(
    keeper: httpx.AsyncClient, town: Town
) -> None:
    await keeper.post("/published", data=GUIDE)
    (entry,) = await entries(town)
    without = await keeper.post(f"/published/{entry.id}/withdrawal", data={"reason": " "})
    assert without.status_code == 422
    done = await keeper.post(f"/published/{entry.id}/withdrawal", data={"reason": "网址失效"})
    assert done.status_code == 303
    page = (await keeper.get("/published")).text
    assert "已撤下" in page
    assert "2026-11-22，keeper：网址失效" in page
    assert 'href="https://www.example.cn/ys/1"' not in page
    twice = await keeper.post(f"/published/{entry.id}/withdrawal", data={"reason": "再次"})
    assert twice.status_code == 409
    assert (await keeper.post("/published", data=GUIDE)).status_code == 303


@pytest.mark.parametrize("role", Role)
async def test_each_role_alone(town: Town, role: Role) -> None:
    actor = await town.officer("one", HOME, role)
    said = {name: GUIDE[name] for name in ("title", "address", "outlet")}
    async with town.office.sessions() as session:
        adding = add_entry(
            session, actor, town.clock.at, town.organs[HOME], published_on=date(2026, 3, 2), **said
        )
        if role in PUBLISHERS:
            entry = await adding
            await withdraw_entry(session, actor, town.clock.at, entry.id, "误录")
        else:
            with pytest.raises(NotAllowed, match="窗口登记、公开机构负责人"):
                await adding


async def test_another_organs_entry_is_read_and_not_withdrawn(
    keeper: httpx.AsyncClient, site: Site, town: Town
) -> None:
    await keeper.post("/published", data=GUIDE)
    (entry,) = await entries(town)
    await town.officer("township", "370783-houzhen", *Role)
    async with site.program("township") as client:  # of the same government
        page = (await client.get("/published")).text
        assert "农村饮水安全工程" in page
        assert f"/published/{entry.id}/withdrawal" not in page
        refused = await client.post(f"/published/{entry.id}/withdrawal", data={"reason": "x"})
        assert refused.status_code == 404
        foreign = await client.post("/published", data=GUIDE)
        assert foreign.status_code in (403, 404)
    await town.officer("stranger", "371702", *Role)
    async with site.program("stranger") as client:  # of another one
        assert "农村饮水安全工程" not in (await client.get("/published")).text


async def test_pages_follow_one_another(keeper: httpx.AsyncClient, town: Town) -> None:
    """Fifty a page, the newest first: of 51 entries the oldest stands on the second."""
    async with town.office.sessions.begin() as session:
        for place in range(51):
            await add_entry(
                session, SETTER, town.clock.at, town.organs[HOME], title=f"第{place:02}号公告",
                address=f"https://www.example.cn/{place}", outlet="网站",
                published_on=date.fromordinal(date(2026, 1, 1).toordinal() + place),
            )  # fmt: skip
    first = (await keeper.get("/published")).text
    assert "第50号公告" in first
    assert "第00号公告" not in first
    following = re.search(r'href="(/published\?[^"]+)" rel="next"', first)
    assert following is not None
    second = (await keeper.get(following[1].replace("&amp;", "&"))).text
    assert "第00号公告" in second
    assert "第50号公告" not in second
    assert (await keeper.get("/published", params={"after": "x"})).status_code == 422


async def test_the_database_itself_keeps_entries_as_they_were(
    keeper: httpx.AsyncClient, town: Town
) -> None:
    await keeper.post("/published", data=GUIDE)
    server = await connect(town.database_url, urlsplit(town.database_url).path.strip("/"))
    try:
        for statement in (
            "UPDATE published_entries SET title = 'x'",
            "DELETE FROM published_entries",
            "TRUNCATE published_entries",
        ):
            with pytest.raises(asyncpg.PostgresError):
                await server.execute(statement)
        withdraw = (
            "UPDATE published_entries SET withdrawn_on = '2026-11-22', withdrawn_at = now(), "
            "withdrawn_by = 'x', withdraw_reason = '失效'"
        )
        await server.execute(withdraw)
        with pytest.raises(asyncpg.PostgresError):  # once
            await server.execute(withdraw)
    finally:
        await server.close()


async def test_a_program_names_the_wrong_address(town: Town) -> None:
    async with town.office.sessions() as session:
        with pytest.raises(BadInput, match="网址应以"):
            await add_entry(
                session, SETTER, town.clock.at, town.organs[HOME], title="x", outlet="y",
                address="http:// example.cn", published_on=date(2026, 1, 1),
            )  # fmt: skip

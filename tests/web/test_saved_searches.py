"""常用查找: named, in order, one at home, shared by the head; deleted ones come back."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from cases.actions import saved_searches
from cases.errors import Conflict, NotAllowed
from cases.models import Role
from cases.queries_saved_searches import MOST_COUNTED, of
from cases.states import State
from tests.conftest import Town
from tests.pages.reading import Read
from tests.web.conftest import CARD, HOME, PHONE, Site, new_case

pytestmark = pytest.mark.anyio


@pytest.fixture
async def head(town: Town) -> str:
    await town.officer("head", HOME, Role.HEAD, Role.REGISTRAR)
    await town.officer("clerk", HOME, Role.HANDLER)
    await town.officer("stranger", "371702", *Role)
    return "head"


async def save(client: httpx.AsyncClient, name: str, **chosen: str) -> str:
    """Keep these filters; the id under which they are kept."""
    answer = await client.post("/cases/saved", data={"name": name} | chosen)
    assert answer.status_code == 303, answer.text
    return parse_qs(urlsplit(answer.headers["location"]).query)["saved"][0]


async def kept(town: Town, login: str) -> list[tuple[str, int | None]]:
    """Names and counts, in the order of the page."""
    async with town.office.sessions() as session:
        found = await of(session, await town.actor(login), town.clock.at.date())
    return [(one.name, one.count) for one in found]


async def test_filters_are_kept_counted_and_linked(site: Site, town: Town, head: str) -> None:
    for state in (State.HANDLING, State.HANDLING, State.CLOSED):
        await new_case(town, head, HOME, state)
    async with site.program(head) as client:
        await save(client, "在办的", state="handling", sort="due")
        await save(client, "办结的", state="closed")
        await save(client, "没有的", q="无此内容")
        assert await kept(town, head) == [("在办的", 2), ("办结的", 1), ("没有的", 0)]
        page = Read((await client.get("/cases")).text)
        links = {
            a.text.split()[0]: a.given["href"] for a in page.all("a") if "saved=" in a.given["href"]
        }
        chosen = parse_qs(urlsplit(links["在办的"]).query)
        assert (chosen["state"], chosen["sort"]) == (["handling"], ["due"])
        assert "共2件" in (await client.get(links["在办的"])).text


async def test_counts_beside_links_stop_at_the_cap(site: Site, town: Town, head: str) -> None:
    for _ in range(MOST_COUNTED + 2):
        await new_case(town, head, HOME, State.UNCONFIRMED)
    async with site.program(head) as client:
        await save(client, "待确认的", state="unconfirmed")
        assert await kept(town, head) == [("待确认的", MOST_COUNTED + 1)]
        assert f"{MOST_COUNTED}+" in (await client.get("/cases/saved")).text


async def test_order_name_and_home_are_the_officers(site: Site, town: Town, head: str) -> None:
    async with site.program(head) as client:
        first, second, third = [
            await save(client, name, year="2026") for name in ("甲", "乙", "丙")
        ]
        for saved, to, order in (
            (third, "up", "甲丙乙"), (first, "up", "甲丙乙"), (first, "down", "丙甲乙"),
            (second, "down", "丙甲乙"),
        ):  # fmt: skip
            moved = await client.post(f"/cases/saved/{saved}/place", data={"to": to})
            assert moved.status_code == 303
            assert "".join(name for name, _ in await kept(town, head)) == order
        for saved in (first, second):  # one home list: the later takes the place of the former
            form = {"name": f"改名{saved[-2:]}", "is_home": "on"}
            assert (await client.post(f"/cases/saved/{saved}", data=form)).status_code == 303
        async with town.office.sessions() as session:
            found = await of(session, await town.actor(head), town.clock.at.date())
        assert [str(one.id) for one in found if one.is_home] == [second]
        assert {one.name for one in found} == {"丙", f"改名{first[-2:]}", f"改名{second[-2:]}"}
        for name, sentence in (
            ("丙", "已有名为"),
            ("", "请填写名称"),
            ("长" * 41, "过长"),
            (CARD, "证件号码"),
        ):
            refused = await client.post(f"/cases/saved/{second}", data={"name": name})
            assert refused.status_code == 422, name
            assert sentence in refused.text


async def test_filters_of_one_are_changed_from_the_list(site: Site, town: Town, head: str) -> None:
    async with site.program(head) as client:
        saved = await save(client, "今年的", year="2026")
        page = (
            await client.get("/cases", params={"year": "2026", "state": "closed", "saved": saved})
        ).text
        assert "用现在的条件更新“今年的”" in page
        form = {"name": "今年的", "narrows": "on", "year": "2026", "state": "closed"}
        assert (await client.post(f"/cases/saved/{saved}", data=form)).status_code == 303
        async with town.office.sessions() as session:
            (one,) = await of(session, await town.actor(head), town.clock.at.date())
        assert one.filters == {"year": "2026", "state": "closed"}
        same = (
            await client.get("/cases", params={"year": "2026", "state": "closed", "saved": saved})
        ).text
        assert "用现在的条件更新" not in same


async def test_what_is_deleted_comes_back_where_it_was(site: Site, town: Town, head: str) -> None:
    async with site.program(head) as client:
        first = await save(client, "甲", year="2026")
        await save(client, "乙", year="2025")
        gone = await client.post(f"/cases/saved/{first}/deletion")
        assert [name for name, _ in await kept(town, head)] == ["乙"]
        page = await client.get(gone.headers["location"])
        assert "已删除“甲”" in page.text
        assert Read(page.text).one("form", action=f"/cases/saved/{first}/restoration")
        assert (await client.post(f"/cases/saved/{first}/restoration")).status_code == 303
        assert [name for name, _ in await kept(town, head)] == ["甲", "乙"]
        await client.post(f"/cases/saved/{first}/deletion")
        await save(client, "甲", year="2024")  # its name is taken meanwhile
        assert (await client.post(f"/cases/saved/{first}/restoration")).status_code == 409


async def test_only_the_head_shares_and_others_see_their_own_cases_by_it(
    site: Site, town: Town, head: str
) -> None:
    await new_case(town, head, HOME)
    async with site.program(head) as client:
        saved = await save(client, "共用的", state="handling", shared=HOME)
    assert await kept(town, "clerk") == [("共用的", 1)]
    assert await kept(town, "stranger") == []
    async with site.program("clerk") as clerk:
        page = (await clerk.get("/cases/saved")).text
        assert "共用的" in page
        for noun in ("", "/place", "/deletion", "/restoration"):
            sent = {"name": "我的", "to": "up"}
            answer = await clerk.post(f"/cases/saved/{saved}{noun}", data=sent)
            assert answer.status_code == 404, noun
        refused = await clerk.post("/cases/saved", data={"name": "我的", "shared": HOME})
        assert refused.status_code == 403
    async with town.office.sessions() as session:
        with pytest.raises(NotAllowed):
            await saved_searches.save(
                session, await town.actor("head"), town.clock.at, name="别处的", filters={},
                organ="371702",
            )  # fmt: skip


async def test_no_number_of_a_person_is_kept(site: Site, town: Town, head: str) -> None:
    async with site.program(head) as client:
        address = (await client.post("/cases/search", data={"q": CARD})).headers["location"]
        found = parse_qs(urlsplit(address).query)["found"][0]
        for sent in ({"found": found}, {"q": PHONE}, {"q": f"征地 {CARD}"}, {"tag": PHONE}):
            refused = await client.post("/cases/saved", data={"name": "某人的"} | sent)
            assert refused.status_code == 422, sent
            assert "不能存入常用查找" in refused.text
            assert (
                CARD not in refused.text or "q" in sent
            )  # what was typed stands in its form alone
        assert "请先去掉这一条件" in (await client.get(address)).text
    assert await kept(town, head) == []


async def test_a_filter_that_makes_no_sense_any_more_is_said_so(
    site: Site, town: Town, head: str
) -> None:
    async with town.office.sessions.begin() as session:
        await saved_searches.save(
            session, await town.actor(head), town.clock.at, name="旧的", filters={"state": "open"}
        )
    assert await kept(town, head) == [("旧的", None)]
    async with site.program(head) as client:
        assert "条件已失效" in (await client.get("/cases")).text


async def test_not_more_than_can_be_looked_over(town: Town, head: str) -> None:
    given: dict[str, Any] = {"filters": {"year": "2026"}}
    async with town.office.sessions.begin() as session:
        actor = await town.actor(head)
        for place in range(saved_searches.MOST_SAVED):
            await saved_searches.save(session, actor, town.clock.at, name=f"第{place}个", **given)
        with pytest.raises(Conflict):
            await saved_searches.save(session, actor, town.clock.at, name="再一个", **given)

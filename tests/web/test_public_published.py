"""公众的主动公开信息: found without signing in, by words and by 目录; 网上建议 in the own case only."""

import csv
import io
from collections.abc import AsyncIterator
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import select

from cases.actions.publishing import add_entry, withdraw_entry
from cases.law.conversion import Rule
from cases.models import Case, Role
from cases.models_conversion import Conversion, ConversionEvent
from cases.states import State
from cases.web.public_limits import Limit
from cases.web.public_published import DOWNLOADS
from tests.actions.converted import HOME, PLAN, bureau_of
from tests.conftest import SETTER, Town
from tests.web.conftest import REQUEST, Site
from tests.web.publicly import confirmed, entered, filed, opened_desk, token
from tests.web.readying import bring

pytestmark = pytest.mark.anyio
PAGE = "/public/published"


@pytest.fixture
async def anybody(site: Site) -> AsyncIterator[httpx.AsyncClient]:
    async with site.client() as client:
        yield client


async def published(town: Town, code: str = HOME, **changes: Any) -> UUID:
    said: dict[str, Any] = {
        "title": "2025年度农村饮水安全工程验收报告", "address": f"https://www.example.cn/{uuid4()}",
        "outlet": "门户网站", "published_on": date(2026, 3, 2), "index_number": "SG-2026-12",
        "catalogue_class": "重大建设项目", "keywords": "寿水发〔2026〕3号", "summary": "全市农村饮水工程",
    } | changes  # fmt: skip
    async with town.office.sessions.begin() as session:
        entry = await add_entry(session, SETTER, town.clock.at, town.organs[code], **said)
        return entry.id


async def test_there_is_no_such_page_before_an_organ_opens(
    anybody: httpx.AsyncClient, town: Town
) -> None:
    entry = await published(town)
    for path in (PAGE, f"{PAGE}/{entry}", f"{PAGE}/file?organ={HOME}"):
        assert (await anybody.get(path)).status_code == 404, path
    await opened_desk(town)
    assert "农村饮水安全工程" in (await anybody.get(PAGE)).text


@pytest.mark.parametrize("q", ["饮水", "SG-2026-12", "寿水发〔2026〕3号", "农村 验收"])
async def test_everybody_finds_it_by_title_number_and_keyword(
    anybody: httpx.AsyncClient, town: Town, q: str
) -> None:
    await opened_desk(town)
    await published(town)
    assert "农村饮水安全工程" in (await anybody.get(PAGE, params={"q": q})).text
    missed = await anybody.get(PAGE, params={"q": f"{q} 不存在"})
    assert "没有符合条件的信息" in missed.text
    short = await anybody.get(PAGE, params={"q": "水"})
    assert short.status_code == 422
    assert "查询词“水”过短" in short.text


async def test_organs_and_classes_narrow_it_and_closed_organs_do_not_stand_there(
    anybody: httpx.AsyncClient, town: Town
) -> None:
    await opened_desk(town)
    await published(town)
    await published(town, title="村庄规划批准公布", catalogue_class="规划信息")
    hidden = await published(town, "370783-houzhen", title="侯镇预算公开")
    page = (await anybody.get(PAGE)).text
    assert "村庄规划批准公布" in page
    assert "侯镇预算公开" not in page
    assert (await anybody.get(f"{PAGE}/{hidden}")).status_code == 404
    one = (await anybody.get(PAGE, params={"group": "规划信息"})).text
    assert "村庄规划批准公布" in one
    assert "农村饮水安全工程" not in one
    assert (await anybody.get(PAGE, params={"organ": "370783-houzhen"})).status_code == 404
    assert "网上申请" in (await anybody.get(PAGE, params={"organ": HOME})).text


async def test_the_catalogue_has_eight_columns_for_every_entry(
    anybody: httpx.AsyncClient, town: Town
) -> None:
    await opened_desk(town)
    await published(town)
    page = (await anybody.get(PAGE, params={"view": "catalogue"})).text
    for name in ("事项", "内容", "依据", "时限", "主体", "方式", "渠道", "对象"):
        assert f'<th scope="col">公开{name}</th>' in page
    assert "全市农村饮水工程" in page  # of an entry without columns: what it says itself
    for ending in ("xlsx", "csv"):
        file = await anybody.get(f"{PAGE}/file", params={"organ": HOME, "format": ending})
        assert file.status_code == 200
    lines = [*csv.reader(io.StringIO(file.content.decode("utf-8-sig")))]
    assert lines[1][1] == "2025年度农村饮水安全工程验收报告"


async def test_withdrawn_it_is_gone_at_once(anybody: httpx.AsyncClient, town: Town) -> None:
    await opened_desk(town)
    entry = await published(town)
    assert (await anybody.get(f"{PAGE}/{entry}")).status_code == 200
    async with town.office.sessions.begin() as session:
        await withdraw_entry(session, SETTER, town.clock.at, entry, "误发")
    assert (await anybody.get(f"{PAGE}/{entry}")).status_code == 404
    page = (await anybody.get(PAGE)).text
    assert "农村饮水安全工程" not in page
    assert "误发" not in page


async def test_only_web_addresses_lead_anywhere(anybody: httpx.AsyncClient, town: Town) -> None:
    await opened_desk(town)
    entry = await published(town, address="javascript:alert(1)", title="<b>查阅点目录</b>")
    page = (await anybody.get(f"{PAGE}/{entry}")).text
    assert 'href="javascript' not in page
    assert "<b>查阅点" not in page


async def test_nothing_of_who_asked_stands_there(site: Site, town: Town) -> None:
    """Neither the applicants behind a conversion nor the officers who reviewed it."""
    bureau = await bureau_of(town)
    _, entry = await bureau.published(with_file=True)
    async with site.client() as anybody:
        for path in (PAGE, f"{PAGE}?view=catalogue", f"{PAGE}/{entry.id}"):
            page = (await anybody.get(path)).text
            assert PLAN in page
            for word in ("甲乙丙丁", "mayor", "secrecy", "YSQ-", "2026-0000", "保密审查"):
                assert word not in page, (path, word)
        file = await anybody.get(f"{PAGE}/{entry.id}/file")
        assert "内部拟稿人甲".encode() not in file.content


async def test_downloads_are_limited_by_address(
    anybody: httpx.AsyncClient, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    few = Limit(DOWNLOADS.key, 2, DOWNLOADS.within, DOWNLOADS.what)
    monkeypatch.setattr("cases.web.public_published.DOWNLOADS", few)
    await opened_desk(town)
    await published(town)
    path = f"{PAGE}/file?organ={HOME}&format=csv"
    assert [(await anybody.get(path)).status_code for _ in range(3)] == [200, 200, 429]
    assert "下载过于频繁" in (await anybody.get(path)).text


async def test_pages_follow_one_another(anybody: httpx.AsyncClient, town: Town) -> None:
    """Fifty a page, the newest first: of 51 entries the oldest stands on the second."""
    await opened_desk(town)
    for place in range(51):
        day = date.fromordinal(date(2026, 1, 1).toordinal() + place)
        await published(town, title=f"第{place:02}号公告", published_on=day)
    first = (await anybody.get(PAGE)).text
    assert "第50号公告" in first
    assert "第00号公告" not in first
    start = first.index("after=")
    after = first[start + 6 : first.index('"', start)]
    second = (await anybody.get(f"{PAGE}?after={after}")).text
    assert "第00号公告" in second
    assert (await anybody.get(f"{PAGE}?after=x")).status_code == 422


# ---- 网上建议


async def given_online(site: Site, town: Town) -> tuple[str, str]:
    """Number and code of an application by the public pages that was answered by giving."""
    number, code, case = await confirmed(site, town)
    async with town.office.sessions.begin() as session:
        here = await session.get_one(Case, case.id)
        await bring(session, town.clock.at, here, State.CLOSED)
    return number, code


async def test_who_was_given_something_suggests_to_publish_it(site: Site, town: Town) -> None:
    await town.officer("head", HOME, Role.HEAD)
    number, code = await given_online(site, town)
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "建议主动公开" in page.text
        form = {"form_token": token(page), "item": "1", "reason": ""}
        empty = await client.post("/public/follow/suggestion", data=form)
        assert empty.status_code == 422
        assert "此项必填" in empty.text
        form["reason"] = "关系全村饮水安全"
        sent_ = await client.post("/public/follow/suggestion", data=form)
        assert sent_.status_code == 303
        page = await client.get("/public/follow/case")
        assert "您的建议已经收到" in page.text
        assert "提交建议" not in page.text
        again = await client.post("/public/follow/suggestion", data=form)
        assert again.status_code == 409
        assert "您已经对这项信息提出过建议" in again.text
    async with town.office.sessions() as session:
        row = (await session.scalars(select(Conversion))).one()
        event = (await session.scalars(select(ConversionEvent))).one()
    assert (row.rule, row.reason, row.title) == (Rule.SUGGESTION, "关系全村饮水安全", REQUEST)
    assert event.officer == "申请人（网上）"


async def test_of_what_was_not_given_nothing_is_suggested(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "建议主动公开" not in page.text
        form = {"form_token": token(page), "item": "1", "reason": "x"}
        refused = await client.post("/public/follow/suggestion", data=form)
        assert refused.status_code == 409
        assert "没有予以公开" in refused.text
    async with town.office.sessions() as session:
        assert (await session.scalars(select(Conversion))).all() == []


async def test_without_a_session_or_from_elsewhere_nothing_is_suggested(
    site: Site, town: Town
) -> None:
    number, code = await given_online(site, town)
    form = {"item": "1", "reason": "关系全村饮水安全"}
    async with site.client() as client:
        ended = await client.post("/public/follow/suggestion", data=form)
        assert "会话已经结束" in ended.text
        page = await entered(client, number, code)
        assert (await client.post("/public/follow/suggestion", data=form)).status_code == 403
        foreign = await client.post(
            "/public/follow/suggestion",
            data=form | {"form_token": token(page)},
            headers={"origin": "https://evil.example"},
        )
        assert foreign.status_code == 403
    async with town.office.sessions() as session:
        assert (await session.scalars(select(Conversion))).all() == []

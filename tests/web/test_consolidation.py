"""汇总 through its pages: twenty invented members uploaded, named, sent back, added up, led back."""

import re
from html import unescape
from io import BytesIO
from typing import Any
from uuid import UUID

import docx
import httpx
import openpyxl
import pytest
from sqlalchemy import func, select

from cases.actions import consolidating
from cases.actions.confirming import confirm
from cases.annual.editions import CONSOLIDATED
from cases.models import Organ, Role
from cases.models_consolidation import MemberReport
from tests.annual.invented_members import (
    CITY,
    FILES,
    IN_SYSTEM,
    MEMBERS,
    MISSING,
    WRONG,
    YEAR,
    city,
    name,
    xlsx,
)
from tests.conftest import Town
from tests.web.conftest import Site

pytestmark = pytest.mark.anyio

HERE = f"/consolidation/{CITY}/{YEAR}"
SUM_OF_N = 190  # 1 + … + 19
GIVEN = 19


async def prepared(town: Town, *, outside: bool = True) -> dict[int, UUID]:
    """The city with its people, and seven members outside the system."""
    await city(town)
    await town.officer("zhuguan", CITY, Role.SUPERVISOR)
    await town.officer("fuzeren", CITY, Role.HEAD, Role.SUPERVISOR)
    actor, found = await town.actor("fuzeren"), {}
    async with town.office.sessions.begin() as session:
        for n in range(IN_SYSTEM + 1, MEMBERS + 1) if outside else ():
            made = await consolidating.add_member(
                session, actor, town.clock.at, town.organs[CITY], name=name(n), first_year=YEAR
            )
            found[n] = made.id
    return found


def words(answer: httpx.Response) -> str:
    """What a page says, without its markup."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", answer.text)))


async def uploaded(
    client: httpx.AsyncClient, token: str, files: list[tuple[str, bytes]]
) -> httpx.Response:
    sent: Any = [("files", file) for file in files]
    return await client.post(f"{HERE}/reports", data={"form_token": token}, files=sent)


def figure(page: str, address: str) -> int:
    """The figure of a link."""
    found = re.search(rf'href="{re.escape(address)}"[^>]*>(\d+)<', page)
    assert found is not None, address
    return int(found[1])


async def test_the_year_of_twenty_members_through_the_pages(site: Site, town: Town) -> None:
    members = await prepared(town)
    files = [(said, content()) for said, content in FILES.values()]
    async with site.browser("fuzeren") as (client, token):
        answer = await uploaded(client, token, files)
        assert answer.status_code == 200, answer.text
        said = words(answer)
        assert "6个文件，收下6个" in said
        assert f"已收为“{name(WRONG)}”{YEAR}年度的表，有2处勾稽关系不成立" in said
        assert f"没有计入汇总的单位：{name(MISSING)}。" in said
        assert "共20个，已完成18个，有问题1个，尚未计入汇总1个" in said
        page = (await client.get(HERE)).text
        cell = f"{HERE}/cells/new_received"
        # Σ(3n + 1) = 3·190 + 19 = 589, five too many in one file; Σ(4n + 1) = 4·190 + 19
        assert figure(page, f"{cell}/natural_person") == 3 * SUM_OF_N + GIVEN + 5
        assert figure(page, f"{cell}/total") == 4 * SUM_OF_N + GIVEN
        assert figure(page, f"{HERE}/section-four/reconsideration/upheld") == SUM_OF_N
        # the wrong one's faults stand beside it
        assert "第一项加第二项为58，第三项加第四项为53，应当相等" in page
        shares = (await client.get(f"{cell}/natural_person")).text
        # 19 members; the biggest is the nineteenth with 58, then the seventeenth with 52 + 5 = 57
        parts = re.findall(r'<th scope="row">([^<]+)</th><td class="number">.*?>(\d+)<', shares)
        assert parts[:3] == [(name(19), "58"), (name(WRONG), "57"), (name(18), "55")]
        assert len([one for one in parts if one[0] != "合计"]) == GIVEN
        # and on to an organ's own frozen cell, and to an outside member's own page
        own = f"/annual-tables/{CITY}-13/{YEAR}/editions/1/cells/new_received/natural_person"
        assert own in shares
        assert (await client.get(own)).status_code == 200
        outside = f"{HERE}/members/{members[18]}"
        assert outside in shares
        assert "5.属于三类内容事务信息" in (await client.get(outside)).text
        four = (await client.get(f"{HERE}/section-four/reconsideration/upheld")).text
        assert ">19<" in four


async def test_wrong_figures_are_sent_back_as_a_list_to_print(site: Site, town: Town) -> None:
    members = await prepared(town)
    async with site.browser("zhuguan") as (client, token):
        await uploaded(client, token, [(FILES[WRONG][0], FILES[WRONG][1]())])
        sent = await client.post(
            f"{HERE}/returns",
            data={"form_token": token, "member": str(members[WRONG]), "remark": "请于3日内更正"},
        )
        assert sent.status_code == 303
        page = await client.get(sent.headers["location"])
        assert "需要更正的问题 2处" in words(page)
        assert "请打印或者下载清单后转交" in page.text
        file = await client.get(f"{sent.headers['location']}/file")
        text = "\n".join(one.text for one in docx.Document(BytesIO(file.content)).paragraphs)
        assert "1.“自然人”列：第一项加第二项为58，第三项加第四项为53，应当相等。" in text
        assert "意见：请于3日内更正" in text
        assert "已退回" in (await client.get(HERE)).text


async def test_each_bad_file_has_its_sentence_and_nothing_is_half_taken(
    site: Site, town: Town
) -> None:
    await prepared(town)
    text = openpyxl.load_workbook(BytesIO(xlsx(15)))
    text.worksheets[0]["D6"] = "若干"
    out = BytesIO()
    text.save(out)
    negative = openpyxl.load_workbook(BytesIO(xlsx(16)))
    negative.worksheets[0]["D7"] = -1
    below = BytesIO()
    negative.save(below)
    files = [
        ("一.xlsx", xlsx(14)),
        ("二.xlsx", xlsx(14)),
        ("三.xlsx", out.getvalue()),
        ("四.xlsx", below.getvalue()),
        ("五.pdf", b"%PDF-1.7"),
    ]
    async with site.browser("zhuguan") as (client, token):
        answer = await uploaded(client, token, files)
    said = words(answer)
    assert answer.status_code == 200
    assert "5个文件，收下1个" in said
    assert "同一单位同一年度只收一份" in said
    assert "“自然人”一栏是文字“若干”，应当是整数" in said
    assert "“自然人”一栏是负数-1，应当是0或者正整数" in said
    assert "文件“五.pdf”是PDF" in said
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(MemberReport)) == 1


async def test_a_report_is_replaced_and_withdrawn_on_the_members_page(
    site: Site, town: Town
) -> None:
    members = await prepared(town)
    here = f"{HERE}/members/{members[14]}"
    async with site.browser("zhuguan") as (client, token):

        async def sent(file: bytes, **fields: str) -> httpx.Response:
            return await client.post(
                f"{here}/report", data={"form_token": token} | fields,
                files={"file": ("报表.xlsx", file)},
            )  # fmt: skip

        assert (await sent(xlsx(14, granted_full=1))).status_code == 303
        again = await sent(xlsx(14))
        assert again.status_code == 409
        assert "同一单位同一年度只收一份" in again.text
        assert (await sent(xlsx(14), reason="更正")).status_code == 303
        page = words(await client.get(here))
        assert "勾稽关系全部成立" in page
        assert "替换或者撤回：更正" in page
        gone = await client.post(f"{here}/withdrawal", data={"form_token": token, "reason": "初稿"})
        assert gone.status_code == 303
        assert "2025年度还没有报送" in (await client.get(here)).text
        empty = await client.post(f"{here}/withdrawal", data={"form_token": token, "reason": ""})
        assert empty.status_code == 422
        ended = await client.post(
            f"{here}/end", data={"form_token": token, "last_year": "2024", "reason": "撤并"}
        )
        assert ended.status_code == 303
        assert name(14) not in (await client.get(HERE)).text


async def test_a_member_is_not_reached_through_another_government(site: Site, town: Town) -> None:
    members = await prepared(town)
    await town.organ("99", "云水省人民政府")
    await town.officer("sheng", "99", Role.SUPERVISOR)  # reads both, adds up for the upper one
    async with town.office.sessions.begin() as session:
        (await session.get_one(Organ, town.organs[CITY])).parent_id = town.organs["99"]
    elsewhere = f"/consolidation/99/{YEAR}/members/{members[14]}"
    async with site.browser("sheng") as (client, token):
        assert (await client.get(elsewhere)).status_code == 404
        for noun in ("report", "withdrawal", "end"):
            fields = {"form_token": token, "reason": "更正", "last_year": "2024"}
            sent = await client.post(
                f"{elsewhere}/{noun}", data=fields, files={"file": ("报表.xlsx", xlsx(14))}
            )
            assert sent.status_code == 404, noun
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(MemberReport)) == 0


async def test_the_sum_is_frozen_made_final_and_read_back_by_member(site: Site, town: Town) -> None:
    await prepared(town, outside=False)
    async with site.browser("fuzeren") as (client, token):
        form = {"form_token": token, "reason": ""}
        made = await client.post(f"{HERE}/editions", data=form)
        assert made.headers["location"] == f"{HERE}/editions/1"
        page = (await client.get(f"{HERE}/editions/1")).text
        # n = 1 … 13: Σn = 91, Σ(4n + 1) = 364 + 13
        cell = f"{HERE}/cells/new_received/total?edition=1"
        assert figure(page, cell) == 377
        assert name(13) in (await client.get(cell)).text
        four = f"{HERE}/section-four/reconsideration/upheld?edition=1"
        assert figure(page, four) == 91
        assert (await client.get(four)).status_code == 200
        done = await client.post(f"{HERE}/editions/1/confirmation", data={"form_token": token})
        assert done.status_code == 303
        assert "定稿" in words(await client.get(f"{HERE}/editions/1"))
        twice = await client.post(f"{HERE}/editions", data=form | {"reason": "再次汇总一次"})
        assert twice.status_code == 409
        assert "没有变化" in twice.text


async def test_a_government_below_gives_its_own_sum(site: Site, town: Town) -> None:
    await prepared(town, outside=False)
    await town.organ("99", "云水省人民政府")
    await town.officer("sheng", "99", Role.HEAD, Role.SUPERVISOR)
    async with town.office.sessions.begin() as session:
        organ = await session.get_one(Organ, town.organs[CITY])
        organ.parent_id = town.organs["99"]
        actor = await town.actor("fuzeren")
        at = town.clock.at
        await consolidating.consolidate(session, actor, at, organ.id, YEAR)
        await confirm(session, actor, at, organ.id, YEAR, 1, CONSOLIDATED)
    async with site.browser("sheng") as (client, _):
        page = await client.get(f"/consolidation/99/{YEAR}")
        cell = f"/consolidation/99/{YEAR}/cells/new_received/total"
        assert figure(page.text, cell) == 377  # not the 5 of the city alone
        assert f"{HERE}/cells/new_received/total?edition=1" in (await client.get(cell)).text


@pytest.mark.parametrize("ending", ["xlsx", "docx", "csv", "json"])
async def test_the_sum_is_kept_as_a_file(site: Site, town: Town, ending: str) -> None:
    await prepared(town, outside=False)
    async with site.browser("zhuguan") as (client, _):
        answer = await client.get(f"{HERE}/file.{ending}")
        assert answer.status_code == 200
        if ending == "json":
            assert answer.json()["rows"]["new_received"][-1] == 377
        listed = await client.get(f"{HERE}/members.xlsx")
        sheet = openpyxl.load_workbook(BytesIO(listed.content)).worksheets[0]
        assert sheet.max_row == 3 + IN_SYSTEM  # title, what it holds, headings


async def test_a_quarter_is_counted_from_the_cases_of_the_organs_in_the_system(
    site: Site, town: Town
) -> None:
    await prepared(town)
    async with site.browser("zhuguan") as (client, _):
        page = await client.get(f"{HERE}?period=q1")
        assert page.status_code == 200
        assert "2025年第一季度" in page.text
        assert "不含系统外的单位" in page.text
        assert figure(page.text, f"{HERE}/cells/new_received/total?period=q1") == 0
        assert (await client.get(f"{HERE}/cells/new_received/total?period=q1")).status_code == 200
        assert (await client.get(f"{HERE}/file.xlsx?period=m03")).status_code == 200
        assert (await client.get(f"{HERE}?period=q9")).status_code == 422


async def test_a_published_table_is_compared_figure_by_figure(site: Site, town: Town) -> None:
    await prepared(town, outside=False)
    async with site.browser("zhuguan") as (client, token):
        own = (await client.get(f"{HERE}/file.xlsx")).content
        book = openpyxl.load_workbook(BytesIO(own))
        book.worksheets[0]["D6"] = 999
        out = BytesIO()
        book.save(out)

        async def compared(file: bytes) -> str:
            answer = await client.post(
                f"{HERE}/comparison", data={"form_token": token},
                files={"published": ("公布.xlsx", file)},
            )  # fmt: skip
            assert answer.status_code == 200, answer.text
            return words(answer)

        assert "与汇总逐格相同" in await compared(own)
        said = await compared(out.getvalue())
        assert "与汇总有1格不同" in said
        # Σ(3n + 1) for n = 1 … 13: 273 + 13 = 286
        assert "“一、本年新收政府信息公开申请数量”，自然人 286 999" in said


async def test_roles_are_asked_for_and_others_see_nothing(site: Site, town: Town) -> None:
    members = await prepared(town)
    await town.officer("chengban", CITY, Role.HANDLER)
    await town.officer("wairen", "371702", *Role)
    writes: tuple[tuple[str, dict[str, str]], ...] = (
        ("reports", {}), ("members", {"name": "某局", "first_year": str(YEAR)}),
        ("returns", {"member": f"{CITY}-02", "remark": "请核对"}), ("editions", {"reason": ""}),
        (f"members/{members[14]}/withdrawal", {"reason": "撤"}),
        (f"members/{members[14]}/end", {"last_year": "2025", "reason": "撤"}),
        (f"members/{members[14]}/report", {}),
    )  # fmt: skip
    for login, status in (("chengban", 403), ("wairen", 404)):
        async with site.browser(login) as (client, token):
            for noun, form in writes:
                answer = await client.post(
                    f"{HERE}/{noun}", data=form | {"form_token": token},
                )  # fmt: skip
                assert answer.status_code == status, f"{login} {noun}: {answer.status_code}"
    async with site.browser("wairen") as (client, _):
        for noun in ("", "/cells/new_received/total", f"/members/{members[14]}", "/file.json"):
            assert (await client.get(HERE + noun)).status_code == 404
    async with site.browser("chengban") as (client, _):
        assert (await client.get(HERE)).status_code == 200


async def test_programs_read_send_and_freeze_the_same(site: Site, town: Town) -> None:
    await prepared(town, outside=False)
    api = f"/api/organs/{CITY}/consolidations/{YEAR}"
    async with site.program("fuzeren") as client:
        added = await client.post(f"{api}/members", json={"name": name(17), "first_year": YEAR})
        assert added.status_code == 201, added.text
        key = added.json()["key"]
        file = {"file": ("报表.xlsx", FILES[WRONG][1]())}
        taken = await client.post(f"{api}/members/{key}/report", files=file)
        assert taken.status_code == 201, taken.text
        assert len(taken.json()["faults"]) == 2
        read = (await client.get(api)).json()
        # n = 1 … 13 and 17: Σ = 91 + 17 = 108, Σ(4n + 1) = 432 + 14
        assert read["rows"]["new_received"][-1] == 446
        assert (read["complete"], read["done"], read["missing"]) == (False, 13, [])
        shares = (await client.get(f"{api}/cells/new_received/total")).json()
        assert shares["shares"][0] == {"key": key, "name": name(17), "figure": 69}
        back = await client.post(f"{api}/returns", json={"member": key})
        assert back.status_code == 201
        assert len(back.json()["faults"]) == 2
        made = await client.post(f"{api}/editions", json={})
        assert (made.status_code, made.json()["number"]) == (201, 1)
        assert made.json()["rows"]["new_received"][-1] == 446
        bad = await client.get(f"{api}/cells/nothing/total")
        assert bad.status_code == 404

"""同类答复 on the desk of a reviewer: like requests, their answers side by side, and what to heed."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import challenging
from cases.actions.application import Item
from cases.actor import system
from cases.models import Case, Organ, Role
from cases.queries_earlier_answers import alike_in_words, earlier_answers
from cases.states import State
from tests.actions.answering import WHY
from tests.conftest import Town
from tests.pages.reading import Read
from tests.web import case_pages
from tests.web.conftest import Site, new_case
from tests.web.worked import HOUZHEN, PLANNING, Office, office_of

pytestmark = pytest.mark.anyio
ASKED = "2025年度农村饮水安全工程验收报告"  # what the bureau's own case asks for
LIKE = "申请公开本县2025年度农村饮水安全工程验收报告及其附件"  # holds all of it
OTHER = "某路段停车泊位经营权转让合同"


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    """The bureau is about to refuse what it gave before: A2 then, A8 now."""
    office = await office_of(town)
    await town.officer("owner", PLANNING, *Role)
    assert site.town is town
    return office


async def refused_now(office: Office) -> None:
    await office.take_in()
    await office.handed_out()
    await office.sent_for_review("A8")


async def earlier(town: Town, text: str, organ: str = PLANNING, by: str = "owner") -> Case:
    """A request that was answered by A2."""
    return await new_case(town, by, organ, State.CLOSED, items=(Item(text),))


async def panel(site: Site, office: Office, login: str = "sunli") -> tuple[Read, str]:
    page = await case_pages.shown(site, office, "/review", login)
    section = next(e for e in page.all("section") if e.given.get("aria-labelledby") == "earlier")
    return page, section.text


async def test_a_like_request_that_was_given_is_set_beside_the_refusal(
    bureau: Office, site: Site, town: Town
) -> None:
    same = await earlier(town, ASKED)
    like = await earlier(town, LIKE)
    other = await earlier(town, OTHER)
    await refused_now(bureau)
    page, text = await panel(site, bureau)
    assert text.index(same.number) < text.index(like.number)  # the same text first
    assert other.number not in text
    assert "内容相同" in text
    assert "A2 予以公开" in text
    assert "A8 属于内部事务信息" in text
    assert "同类申请曾“予以公开”，本次拟不公开、不提供或者不作为申请处理" in text
    assert WHY in text  # the reasons of now
    assert "以纸质复印件邮寄" in text  # and those of then
    # what differs is marked: 条例 36(2) and 40 then, 16(1) and 36(3) now
    assert {d.text for d in page.all("del")} >= {"条例第三十六条第（二）项", "条例第四十条"}
    assert {i.text for i in page.all("ins")} >= {"条例第十六条第一款", "条例第三十六条第（三）项"}


async def test_the_same_answer_is_no_reason_to_heed(bureau: Office, site: Site, town: Town) -> None:
    same = await earlier(town, ASKED)
    await bureau.take_in()
    await bureau.handed_out()
    await bureau.sent_for_review("A2")
    page, text = await panel(site, bureau)
    assert same.number in text
    assert "请注意" not in text
    assert not [cell for cell in page.all("span") if cell.given.get("class") == "differs-mark"]


async def test_an_answer_that_was_corrected_says_so(bureau: Office, site: Site, town: Town) -> None:
    same = await earlier(town, ASKED)
    facts: dict[str, Any] = {
        "kind": "reconsideration", "body": "寿光市人民政府", "procedure": "ordinary",
        "notified_on": "2026-11-20", "result": "answer_again", "concluded_on": "2026-11-21",
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        await challenging.record(session, system("经办"), town.clock.at, same.id, facts)
    await refused_now(bureau)
    _, text = await panel(site, bureau)
    assert "行政复议：" in text
    assert "该答复在复议或者诉讼中被纠正，不宜照此办理" in text


async def test_nothing_alike_is_said_in_a_sentence(bureau: Office, site: Site, town: Town) -> None:
    await earlier(town, OTHER)
    await refused_now(bureau)
    _, text = await panel(site, bureau)
    assert "没有内容相似、已经答复的案件" in text


async def test_another_organs_answers_are_set_beside_only_for_who_may_read_them(
    bureau: Office, site: Site, town: Town
) -> None:
    await town.officer("elsewhere", HOUZHEN, *Role)
    there = await earlier(town, ASKED, HOUZHEN, "elsewhere")
    await refused_now(bureau)
    _, text = await panel(site, bureau)
    assert there.number not in text
    await town.officer("superior", "370783", Role.SUPERVISOR, Role.REVIEWER)
    _, text = await panel(site, bureau, "superior")
    assert there.number in text


async def test_at_most_five_and_never_the_case_itself_nor_an_open_one(
    bureau: Office, town: Town
) -> None:
    closed = [await earlier(town, ASKED) for _ in range(7)]
    open_one = await new_case(town, "owner", PLANNING, items=(Item(ASKED),))
    async with town.office.sessions() as session:
        case = await session.get_one(Case, closed[0].id)
        organ = await session.scalar(select(Organ.id).where(Organ.code == PLANNING))
        assert organ is not None
        found = await earlier_answers(session, case, {organ})
    ids = [one.case_id for one in found]
    assert len(ids) == 5
    assert closed[0].id not in ids
    assert open_one.id not in ids
    assert all(one.answered_on == date(2026, 11, 22) for one in found)


@pytest.mark.parametrize(
    ("likeness", "words"),
    [
        (1.0, "内容相同"),
        (0.97, "内容十分相似"),
        (0.8, "内容十分相似"),
        (0.79, "内容相似"),
        (0.6, "内容相似"),
    ],
)
def test_likeness_is_said_in_words(likeness: float, words: str) -> None:
    assert alike_in_words(likeness) == words

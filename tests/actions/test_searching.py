"""检索 (条例第三十六条第四项): what a search record says, and that 不存在 rests on it."""

from datetime import date
from typing import Any

import pytest

from cases.actions import drafting, searching
from cases.actions.application import Item
from cases.errors import BadInput, GateClosed
from tests.actions.answering import particulars
from tests.actions.bureau import PLANNING, Bureau, bureau_of
from tests.actions.filing import registered
from tests.conftest import Town

pytestmark = pytest.mark.anyio

CLUE = "2024年第三次常务会议讨论过"
PLACE = {"kind": "archives", "name": "机关档案室", "keywords": "农村饮水", "hits": 0}
SEARCH: dict[str, Any] = {
    "items": [1], "searched_on": date(2026, 11, 22), "operator": "赵明", "recorder": "王芳",
    "places": [PLACE], "how": "全文检索并逐件核对归档目录",
}  # fmt: skip


@pytest.fixture
async def bureau(town: Town) -> Bureau:
    """A case whose one item came with a clue."""
    made = await bureau_of(town)
    made.case = await registered(
        town, made.people["wang"], PLANNING, items=(Item("验收报告", clues=(CLUE,)),)
    )
    await made.to_handling()
    return made


async def closed_gates(bureau: Bureau) -> list[str]:
    """What keeps 不存在 from being sent for review."""
    said = particulars("A12", date(2026, 11, 22))
    await bureau.do("zhao", drafting.conclude_item, 1, outcome="A12", particulars=said)
    await bureau.do("zhao", drafting.draft)
    try:
        await bureau.do("zhao", drafting.submit)
    except GateClosed as closed:
        return [b.key for b in closed.broken]
    return []


async def test_what_was_searched_stands_as_it_was_done(bureau: Bureau) -> None:
    clue = {"clue": CLUE, "finding": "该次会议没有形成该报告"}
    await bureau.do("zhao", searching.record_search, **SEARCH, clues=[clue], conclusion="没有")
    told = (await bureau.events())[-1]
    assert (told.kind, told.day, told.officer) == ("searched", date(2026, 11, 22), "zhao")
    assert (told.data["places"], told.data["clues"]) == ([PLACE], [clue])
    assert (told.data["operator"], told.data["recorder"]) == ("赵明", "王芳")
    assert await closed_gates(bureau) == []


async def test_without_a_search_nothing_is_said_not_to_exist(bureau: Bureau) -> None:
    assert await closed_gates(bureau) == ["searched", "searched_by_two"]


async def test_a_clue_without_a_finding_keeps_the_answer_back_until_it_is_followed(
    bureau: Bureau,
) -> None:
    """指导案例101号: the clues of the applicant are followed up one by one."""
    await bureau.do("zhao", searching.record_search, **SEARCH)
    assert await closed_gates(bureau) == ["clues_answered"]
    other = {"clue": "市水利局也保存", "finding": ""}
    await bureau.do("zhao", searching.record_search, **SEARCH, clues=[other])
    found = [{"clue": CLUE, "finding": "该次会议没有形成该报告"}]
    await bureau.do("zhao", searching.record_search, **SEARCH, clues=found)
    assert await closed_gates(bureau) == ["clues_answered"]  # the one that came up since
    last = [{"clue": "市水利局也保存", "finding": "来函说明没有保存"}]
    await bureau.do("zhao", searching.record_search, **SEARCH, clues=last)
    assert await closed_gates(bureau) == []


async def test_one_person_alone_signs_no_search(bureau: Bureau) -> None:
    clue = {"clue": CLUE, "finding": "该次会议没有形成该报告"}
    alone = SEARCH | {"recorder": "赵明", "clues": [clue]}
    await bureau.do("zhao", searching.record_search, **alone)
    assert await closed_gates(bureau) == ["searched_by_two"]


async def test_what_was_made_and_is_lost_is_not_simply_answered_as_not_existing(
    bureau: Bureau,
) -> None:
    clue = {"clue": CLUE, "finding": "曾经形成"}
    await bureau.do("zhao", searching.record_search, **SEARCH, clues=[clue], lost=True)
    assert await closed_gates(bureau) == ["loss_is_no_outcome"]


async def test_a_search_that_cannot_be_is_refused_by_its_field(bureau: Bureau) -> None:
    before = len(await bureau.events())
    wrong: list[tuple[dict[str, Any], str, str]] = [
        ({"items": [2]}, "items", "本件共1项申请事项，没有第2项"),
        ({"items": [0]}, "items", "没有第0项"),
        ({"items": []}, "items", "应当选择申请事项"),
        ({"searched_on": date(2026, 11, 23)}, "searched_on", "晚于今天（2026-11-22）"),
        ({"searched_on": date(2026, 11, 19)}, "searched_on", "早于收到申请之日（2026-11-20）"),
        ({"places": []}, "places", "至少登记一处检索地点"),
        ({"attachments": [3]}, "attachments", "没有第3号附件"),
    ]
    for changes, field, words in wrong:
        with pytest.raises(BadInput) as refused:
            await bureau.do("zhao", searching.record_search, **SEARCH | changes)
        [fault] = refused.value.faults
        assert (fault.field, words in fault.sentence) == (field, True), fault
        assert "第三十六条第（四）项" in str(refused.value.article)
    assert len(await bureau.events()) == before

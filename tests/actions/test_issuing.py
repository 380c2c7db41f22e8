"""编号用印: the number is drawn after the signature, the file frozen, and voided numbers stay."""

import asyncio
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest
from sqlalchemy import select

from cases.actions import closing, drafting, issuing, reviewing
from cases.actions.steps import Sending
from cases.actor import Actor
from cases.dossier import Dossier, dossier
from cases.errors import BadInput, Conflict, NotFound, Unlawful
from cases.law.delivery import Way
from cases.letters.paragraphs import text_of
from cases.models import Case, Organ, OrganRemedy, Role
from cases.models_letters import LetterNumber
from cases.queries import history
from cases.settings import CHINA
from cases.states import State
from cases.verify import verify
from tests.actions.answering import SIGNER, brought_to, issued, particulars, signed
from tests.actions.filing import registered
from tests.actions.lettering import COURT, DOC_CODE, ONLINE_URL, REVIEW_BODY
from tests.conftest import Town

pytestmark = pytest.mark.anyio
PLANNING = "370783-zrzy"


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("zhou", PLANNING, Role.HEAD, Role.HANDLER, Role.REGISTRAR)


async def file_of(town: Town, case: Case) -> Dossier:
    async with town.office.sessions() as session:
        return dossier(await history(session, case.id))


async def do(town: Town, verb: Any, actor: Actor, case: Case, *args: Any, **said: Any) -> Any:
    async with town.office.sessions.begin() as session:
        return await verb(session, actor, town.clock.at, case.id, *args, **said)


async def content(town: Town, case: Case, number: int = 1) -> bytes:
    file = await file_of(town, case)
    async with town.office.sessions() as session:
        return issuing.content_of(session, case.id, file.papers[number])


async def numbers(town: Town) -> list[LetterNumber]:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(LetterNumber).order_by(LetterNumber.year, LetterNumber.seq)
        )
        return list(rows)


async def found(town: Town) -> list[Any]:
    async with town.office.sessions() as session:
        return [d async for d in verify(session, town.office.vault, town.office.home)]


async def test_a_letter_gets_number_and_date_after_its_signature_and_is_frozen(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, signed, head, case, "A12")
    draft = (await file_of(town, case)).drafts[-1].data
    assert "（签发后编号）" in draft["text"]
    assert "（签发后填写日期）" in draft["text"]
    assert await numbers(town) == []  # neither draft nor signature takes a number
    await do(town, issuing.issue, head, case)
    paper = (await file_of(town, case)).papers[1]
    frozen = await content(town, case)
    text = text_of(frozen)
    assert f"{DOC_CODE}依复〔2026〕1号" in text
    assert "2026年11月22日" in text
    assert "（签发后" not in text
    data = paper.data
    assert (data["sha256"], data["size"]) == (sha256(frozen).hexdigest(), len(frozen))
    assert data["template"]["code"] == "A12"
    assert len(data["template"]["digest"]) == 64
    assert data["remedy_text"] == "2025"  # 法释〔2025〕8号, in force 2025-06-01
    assert "2019年5月15日起施行" in data["regulation"]
    [row] = await numbers(town)
    assert (row.text, row.code, row.issued_on) == (data["doc_number"], "A12", date(2026, 11, 22))
    assert await found(town) == []


async def test_what_lies_on_the_disk_is_sealed_and_a_changed_byte_is_found(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, issued, head, case, "A2")
    paper = (await file_of(town, case)).papers[1]
    stored = town.office.home / "papers" / paper.data["stored"][:2] / paper.data["stored"]
    assert b"word/document.xml" not in stored.read_bytes()
    changed = bytearray(stored.read_bytes())
    changed[100] ^= 1
    stored.write_bytes(bytes(changed))
    assert [
        d for d in await found(town) if paper.data["stored"][:8] in str(d) or case.number in str(d)
    ]


async def test_an_answer_is_numbered_once_and_a_voided_number_stays(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, issued, head, case, "A2")
    with pytest.raises(Conflict, match=f"已经编号（{DOC_CODE}依复〔2026〕1号）"):
        await do(town, issuing.issue, head, case)
    await do(town, issuing.void_paper, head, case, 1, "用印时损毁")
    with pytest.raises(Conflict, match="已经作废"):
        await do(town, issuing.void_paper, head, case, 1, "再次作废")
    with pytest.raises(NotFound, match="没有第7号文书"):
        await do(town, issuing.void_paper, head, case, 7, "没有")
    await do(town, issuing.issue, head, case)
    rows = await numbers(town)
    assert [(row.seq, row.void_reason) for row in rows] == [(1, "用印时损毁"), (2, None)]
    assert f"{DOC_CODE}依复〔2026〕2号" in text_of(await content(town, case, 2))
    assert f"{DOC_CODE}依复〔2026〕1号" in text_of(await content(town, case, 1))  # still readable
    await do(
        town, closing.record_answer, head, case, sending=Sending(date(2026, 11, 22)), proof="回证"
    )
    with pytest.raises(Unlawful, match="已经发出，不能作废"):
        await do(town, issuing.void_paper, head, case, 2, "发出后")
    assert await found(town) == []


async def test_what_is_sent_back_after_its_number_gives_the_number_up(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, issued, head, case, "A2")
    await do(town, reviewing.send_back, SIGNER, case, reason="请补充页数")
    [row] = await numbers(town)
    assert row.void_reason == "签发后退回：请补充页数"
    assert (await file_of(town, case)).answer_paper is None


async def test_a_letter_is_not_sent_before_the_day_it_bears_nor_without_a_number(
    town: Town, head: Actor
) -> None:
    town.clock.go_to(2026, 11, 20)
    case = await registered(town, head, PLANNING)
    await do(town, signed, head, case, "A2")
    town.clock.go_to(2026, 11, 22)
    sending = Sending(
        way=Way.POST, dates={"posted_on": date(2026, 11, 21)}, tracking_number="YT1CN"
    )
    with pytest.raises(Unlawful, match="还没有编号、用印"):
        await do(town, closing.record_answer, head, case, sending=sending)
    await do(town, issuing.issue, head, case)
    with pytest.raises(BadInput, match="2026-11-21早于答复书的成文日期（2026-11-22）"):
        await do(town, closing.record_answer, head, case, sending=sending)


async def test_the_remedy_of_the_day_of_issue_has_to_be_the_one_that_was_signed(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, signed, head, case, "A2")
    async with town.office.sessions.begin() as session:
        row = await session.scalar(
            select(OrganRemedy).where(OrganRemedy.organ_id == town.organs[PLANNING])
        )
        assert row is not None
        row.review_body = "寿光市人民政府"
    with pytest.raises(Unlawful, match="请退回重新拟稿") as refused:
        await do(town, issuing.issue, head, case)
    assert "第五十一条" in str(refused.value.article)
    assert await numbers(town) == []


async def test_an_organ_without_a_code_gets_no_number(town: Town, head: Actor) -> None:
    async with town.office.sessions.begin() as session:
        organ = await session.get_one(Organ, town.organs[PLANNING])
        organ.doc_code = ""
    case = await registered(town, head, PLANNING)
    await do(town, signed, head, case, "A2")
    with pytest.raises(Unlawful, match="请先在单位设置中填写机关代字"):
        await do(town, issuing.issue, head, case)


async def test_an_answer_that_goes_online_names_the_channel(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, signed, head, case, "A2")
    await do(town, reviewing.send_back, SIGNER, case, reason="改为网上送达")
    await do(town, drafting.draft, head, case, online=True)
    text = (await file_of(town, case)).drafts[-1].data["text"]
    assert f"您可以通过{ONLINE_URL}在线提交行政复议申请书。" in text
    assert f"60日内向{REVIEW_BODY}申请行政复议" in text
    assert COURT in text


async def test_a_draft_may_have_gaps_and_is_not_sent_for_review_with_them(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, brought_to, head, case, State.HANDLING)
    said = particulars("A1", town.clock.at.date()) | {"fields": {"title": "年报"}}
    await do(town, drafting.conclude_item, head, case, 1, outcome="A1", particulars=said)
    await do(town, drafting.draft, head, case)
    letter = (await file_of(town, case)).drafts[-1].data
    assert "【待填：主动公开日期】" in letter["text"]
    assert len(letter["letter"]["lacking"]) == 2
    with pytest.raises(BadInput) as refused:
        await do(town, drafting.submit, head, case)
    assert [f.sentence for f in refused.value.faults] == [
        "第1项申请事项的“主动公开日期”没有填写，文书不能制作",
        "第1项申请事项的“获取途径”没有填写，文书不能制作",
    ]


async def test_what_changed_after_the_draft_has_to_be_drafted_anew(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    await do(town, brought_to, head, case, State.HANDLING)
    said = particulars("A2", town.clock.at.date())
    await do(town, drafting.conclude_item, head, case, 1, outcome="A2", particulars=said)
    await do(town, drafting.draft, head, case)
    other = said | {"fields": {"form": "电子文件", "pages": "3"}}
    await do(town, drafting.conclude_item, head, case, 1, outcome="A2", particulars=other)
    with pytest.raises(Unlawful, match="文稿与记录不一致"):
        await do(town, drafting.submit, head, case)


@pytest.mark.slow
async def test_two_hundred_letters_at_the_turn_of_the_year(town: Town, head: Actor) -> None:
    """Half in the last minute of 2026, half in the first of 2027: each year from 1, no gap, no double."""
    cases = []
    for _ in range(200):
        case = await registered(town, head, PLANNING)
        async with town.office.sessions.begin() as session:
            await signed(session, head, town.clock.at, case.id, "A2")
        cases.append(case)
    midnight = datetime(2027, 1, 1, tzinfo=CHINA)

    async def number(place: int, case: Case) -> None:
        at = midnight + timedelta(seconds=30 if place % 2 else -30)
        async with town.office.sessions.begin() as session:
            await issuing.issue(session, head, at, case.id)

    await asyncio.gather(*(number(place, case) for place, case in enumerate(cases)))
    rows = await numbers(town)
    assert [(row.year, row.seq) for row in rows] == [
        (year, seq) for year in (2026, 2027) for seq in range(1, 101)
    ]
    assert len({row.text for row in rows}) == 200
    assert all(f"〔{row.issued_on.year}〕" in row.text for row in rows)
    assert await found(town) == []

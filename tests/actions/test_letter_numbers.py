"""文号: without gap or double at the turn of the year; a voided one stays; no two series meet."""

import asyncio
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from cases import papers
from cases.actions import door
from cases.actions.numbering_setting import set_numbering
from cases.actor import Actor
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.history import Event, Kind
from cases.law.letter_numbers import DEFAULT_PATTERN, Counted, Series, usual
from cases.letter_numbers import Drawn, draw, enter, numbering_of, void, year_of_issue
from cases.models import Case, Organ, Role
from cases.models_letters import LetterCounter, LetterNumber
from cases.queries_letter_numbers import numberings_of
from cases.settings import CHINA
from cases.verify import verify
from tests.actions.filing import registered
from tests.conftest import Town

pytestmark = pytest.mark.anyio

BUREAU, TOWNSHIP = "370783-zrzy", "370783-houzhen"
EVE = datetime(2026, 12, 31, 23, 59, 59, tzinfo=CHINA)
NEW_YEAR = datetime(2027, 1, 1, 0, 0, 0, tzinfo=CHINA)
A, N = Series.ANSWER, Series.NOTICE


class FellOver(Exception):
    """A verb that fails after its number was drawn."""


@pytest.fixture
async def case(town: Town) -> Case:
    """A case of the bureau, whose 代字 is 寿自然资; the township's is 侯政."""
    await coded(town, BUREAU, "寿自然资")
    await coded(town, TOWNSHIP, "侯政")
    clerk = await town.officer("wang", BUREAU, Role.REGISTRAR)
    return await registered(town, clerk, BUREAU)


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("head", BUREAU, Role.HEAD)


async def coded(town: Town, organ: str, doc_code: str) -> None:
    async with town.office.sessions.begin() as session:
        await session.execute(
            update(Organ).where(Organ.id == town.organs[organ]).values(doc_code=doc_code)
        )


async def numbered(
    town: Town, case: Case, paper: int, kind: Series = A, at: datetime = EVE
) -> Drawn:
    """A number drawn and entered, without its event."""
    async with town.office.sessions.begin() as session:
        drawn = await draw(session, case.organ_id, kind, year_of_issue(at))
        day = at.astimezone(CHINA).date()
        await enter(session, drawn, case.id, paper, "A12", "答复书", day, at, "王芳")
        return drawn


async def issued(
    town: Town, case_id: UUID, paper: int, kind: Series = A, at: datetime = EVE
) -> str:
    """A paper with its number and the event that tells it."""
    async with town.office.sessions.begin() as session:
        case = await door.locked(session, case_id)
        assert case is not None
        actor = await town.actor("wang")
        drawn = await draw(session, case.organ_id, kind, year_of_issue(at))
        day = at.astimezone(CHINA).date()
        await enter(session, drawn, case.id, paper, "A12", "答复书", day, at, actor.name)
        data = {
            "number": paper, "doc_number": drawn.text, "series": drawn.series.value,
            "series_year": drawn.year, "seq": drawn.seq, "code": "A12", "title": "答复书",
            "stored": papers.store(town.office.home, drawn.text.encode()),
        }  # fmt: skip
        await door.append(session, case, actor, at, Event(Kind.PAPER_ISSUED, day, data))
        return drawn.text


async def voided(town: Town, case_id: UUID, paper: int, reason: str, *, told: bool = True) -> None:
    async with town.office.sessions.begin() as session:
        case = await door.locked(session, case_id)
        assert case is not None
        actor = await town.actor("wang")
        await void(session, case.organ_id, case.id, paper, NEW_YEAR, reason)
        if told:
            data = {"number": paper, "reason": reason}
            await door.append(session, case, actor, NEW_YEAR, Event(Kind.PAPER_VOIDED, None, data))


async def register(town: Town) -> dict[str, LetterNumber]:
    async with town.office.sessions() as session:
        return {row.text: row for row in await session.scalars(select(LetterNumber))}


async def last(town: Town) -> dict[tuple[int, str], int]:
    async with town.office.sessions() as session:
        return {(c.year, c.series): c.last for c in await session.scalars(select(LetterCounter))}


async def found(town: Town) -> list[str]:
    async with town.office.sessions() as session:
        office = town.office
        return [str(one) async for one in verify(session, office.vault, office.home)]


async def done_by_hand(town: Town, *statements: str) -> None:
    """What only somebody with the database in his hands can do."""
    async with town.office.sessions.begin() as session:
        for statement in ("SET LOCAL session_replication_role = replica", *statements):
            await session.execute(text(statement))


async def test_two_hundred_issues_at_once_across_midnight_of_31_december(
    town: Town, case: Case
) -> None:
    """A second before the turn and at it, mixed: each year has every serial from 1 to 100 once."""
    moments = [EVE, NEW_YEAR] * 100
    drawn = await asyncio.gather(
        *(numbered(town, case, paper, at=at) for paper, at in enumerate(moments, start=1))
    )
    for year in (2026, 2027):
        assert sorted(d.seq for d in drawn if d.year == year) == list(range(1, 101))
    expected = {f"寿自然资依复〔{y}〕{n}号" for y in (2026, 2027) for n in range(1, 101)}
    assert {d.text for d in drawn} == expected
    rows = await register(town)
    assert set(rows) == expected
    assert all(row.issued_on.year == row.year for row in rows.values())
    assert await last(town) == {(2026, "answer"): 100, (2027, "answer"): 100}


def test_the_year_is_that_of_china() -> None:
    """Midnight there is 16:00 of the day before in UTC."""
    assert year_of_issue(datetime(2026, 12, 31, 15, 59, 59, tzinfo=UTC)) == 2026
    assert year_of_issue(datetime(2026, 12, 31, 16, 0, 0, tzinfo=UTC)) == 2027


async def test_issues_that_fail_in_between_leave_no_gap(town: Town, case: Case) -> None:
    async def one(place: int) -> Drawn:
        async with town.office.sessions.begin() as session:
            drawn = await draw(session, case.organ_id, A, 2026)
            await enter(
                session, drawn, case.id, place + 1, "A12", "答复书", EVE.date(), EVE, "王芳"
            )
            if place % 3 == 0:
                raise FellOver  # 0, 3, … 48: seventeen of fifty
            if place % 3 == 1:
                await asyncio.sleep(0.01)  # holds the series up, so that others queue behind it
            return drawn

    done = await asyncio.gather(*(one(place) for place in range(50)), return_exceptions=True)
    assert sum(isinstance(result, FellOver) for result in done) == 17
    seqs = sorted(result.seq for result in done if isinstance(result, Drawn))
    assert seqs == list(range(1, 34))  # 50 − 17 = 33
    assert sorted(row.seq for row in (await register(town)).values()) == seqs
    assert (await numbered(town, case, 99)).seq == 34


async def test_a_number_given_back_is_the_next_one_drawn(town: Town, case: Case) -> None:
    assert (await numbered(town, case, 1)).text == "寿自然资依复〔2026〕1号"
    async with town.office.sessions.begin() as session:
        assert (await draw(session, case.organ_id, A, 2026)).seq == 2
        await session.rollback()
    assert (await numbered(town, case, 2)).seq == 2


async def test_two_series_go_on_beside_each_other_and_never_meet(town: Town, case: Case) -> None:
    """Answers in one series, the seven other kinds in the other: 5 of each kind, all at once."""
    every = list(Series) * 5
    drawn = await asyncio.gather(
        *(numbered(town, case, paper, kind) for paper, kind in enumerate(every, start=1))
    )
    assert len({d.text for d in drawn}) == 40
    assert await last(town) == {(2026, "answer"): 5, (2026, "notice"): 35}
    assert {d.text for d in drawn if d.series is A} == {
        f"寿自然资依复〔2026〕{n}号" for n in range(1, 6)
    }


async def test_one_series_does_not_wait_for_another(town: Town, case: Case) -> None:
    async with town.office.sessions.begin() as session:
        await draw(session, case.organ_id, A, 2026)
        async with asyncio.timeout(10):  # the first transaction is still open
            assert (await numbered(town, case, 1, N)).seq == 1
            assert (await numbered(town, case, 2, A, NEW_YEAR)).seq == 1


async def test_each_organ_has_its_own_series(town: Town, case: Case) -> None:
    await numbered(town, case, 1)
    async with town.office.sessions.begin() as session:
        other = await draw(session, town.organs[TOWNSHIP], A, 2026)
    assert other.text == "侯政依复〔2026〕1号"


async def test_a_voided_number_stays_with_its_reason_and_is_never_given_again(
    town: Town, case: Case
) -> None:
    for paper in (1, 2):
        await issued(town, case.id, paper)
    await voided(town, case.id, 2, "收件人姓名有误，重新制发")
    assert await issued(town, case.id, 3) == "寿自然资依复〔2026〕3号"
    rows = await register(town)
    assert [(row.seq, row.void_reason) for row in rows.values()] == [
        (1, None), (2, "收件人姓名有误，重新制发"), (3, None),
    ]  # fmt: skip
    assert rows["寿自然资依复〔2026〕2号"].voided_at == NEW_YEAR
    assert await found(town) == []
    with pytest.raises(Conflict, match="已经作废"):
        await voided(town, case.id, 2, "再次作废")
    with pytest.raises(NotFound, match="没有编文号"):
        await voided(town, case.id, 7, "没有这份文书")
    assert await found(town) == []


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM letter_numbers",
        "TRUNCATE letter_numbers",
        "UPDATE letter_numbers SET text = '寿自然资依复〔2026〕9号'",
        "UPDATE letter_numbers SET seq = 9",
        "UPDATE letter_numbers SET issued_by = '李某'",
        "UPDATE letter_numbers SET voided_at = now(), void_reason = '更正', title = '另一份'",
        "UPDATE letter_numbers SET voided_at = now()",  # without a reason
        "DELETE FROM letter_counters",
        "UPDATE letter_counters SET last = last - 1",
        "UPDATE letter_counters SET last = last + 2",
        "UPDATE letter_counters SET series = 'notice'",
    ],
)
async def test_the_register_is_closed_to_everything_but_voiding(
    town: Town, case: Case, statement: str
) -> None:
    await numbered(town, case, 1)
    await numbered(town, case, 2)
    before = await register(town), await last(town)
    with pytest.raises(DBAPIError):
        async with town.office.sessions.begin() as session:
            await session.execute(text(statement))
    after = await register(town), await last(town)
    assert {t: r.issued_by for t, r in after[0].items()} == dict.fromkeys(before[0], "王芳")
    assert after[1] == before[1]


async def test_what_was_voided_is_not_unsaid(town: Town, case: Case) -> None:
    await issued(town, case.id, 1)
    await voided(town, case.id, 1, "重复制发")
    for change in ("voided_at = NULL, void_reason = NULL", "void_reason = '另一个理由'"):
        with pytest.raises(DBAPIError):
            async with town.office.sessions.begin() as session:
                await session.execute(text(f"UPDATE letter_numbers SET {change}"))


async def test_without_a_code_nothing_is_numbered(town: Town, case: Case) -> None:
    for doc_code, sentence in (
        ("", "请先在单位设置中填写机关代字，再编文号"),
        ("寿9", "不能用于文号"),
    ):
        await coded(town, BUREAU, doc_code)
        with pytest.raises(Unlawful, match=sentence):
            await numbered(town, case, 1)
    assert await last(town) == {}


def kinds(**given: Counted) -> dict[Series, Counted]:
    return usual("寿自然资") | {Series(name): counted for name, counted in given.items()}


async def chosen(
    town: Town, actor: Actor, setting: Mapping[Series, Counted], pattern: str = DEFAULT_PATTERN,
    at: datetime = EVE, reason: str = "机构改革",
) -> None:  # fmt: skip
    async with town.office.sessions.begin() as session:
        await set_numbering(
            session, actor, at, town.organs[BUREAU], pattern=pattern, kinds=setting, reason=reason
        )


async def test_a_setting_holds_from_now_on_and_its_series_go_on(
    town: Town, case: Case, head: Actor
) -> None:
    await numbered(town, case, 1)
    setting = kinds(answer=Counted(A, "寿资规依复"), fee=Counted(Series.FEE, "寿资规收费"))
    await chosen(town, head, setting, "{代字}〔{yyyy}〕第{seq:3}号")
    texts = [
        (await numbered(town, case, paper, kind)).text
        for paper, kind in enumerate((A, Series.FEE, Series.FEE, Series.EXTENSION), start=2)
    ]
    assert texts == [
        "寿资规依复〔2026〕第002号", "寿资规收费〔2026〕第001号", "寿资规收费〔2026〕第002号",
        "寿自然资依告〔2026〕第001号",
    ]  # fmt: skip
    await chosen(town, head, kinds(), reason="恢复原来的文号")
    assert (await numbered(town, case, 9)).text == "寿自然资依复〔2026〕3号"
    async with town.office.sessions() as session:
        rows = await numberings_of(session, town.organs[BUREAU])
        assert [(row.reason, row.made_by) for row in rows] == [
            ("恢复原来的文号", "head"), ("机构改革", "head"),
        ]  # fmt: skip
        assert rows[0].numbering == await numbering_of(session, town.organs[BUREAU])
    for statement in ("UPDATE organ_numberings SET reason = ''", "DELETE FROM organ_numberings"):
        with pytest.raises(DBAPIError):
            async with town.office.sessions.begin() as session:
                await session.execute(text(statement))


async def test_an_own_setting_needs_no_code_of_the_organ(
    town: Town, case: Case, head: Actor
) -> None:
    await coded(town, BUREAU, "")
    await chosen(town, head, kinds())
    assert (await numbered(town, case, 1)).text == "寿自然资依复〔2026〕1号"


async def test_who_may_set_it(town: Town, case: Case) -> None:
    for role in Role:
        actor = await town.officer(f"one-{role}", BUREAU, role)
        if role in (Role.ADMINISTRATOR, Role.HEAD):
            await chosen(town, actor, kinds())
        else:
            with pytest.raises(NotAllowed, match="应由本单位管理员或者公开机构负责人设置"):
                await chosen(town, actor, kinds())
    stranger = await town.officer("stranger", TOWNSHIP, *Role)
    with pytest.raises(NotAllowed):
        await chosen(town, stranger, kinds())


@pytest.mark.parametrize(
    ("setting", "pattern", "fields"),
    [
        (kinds(), "{代字}{seq}号", ["pattern"]),
        (kinds(fee=Counted(Series.RECEIPT)), DEFAULT_PATTERN, ["kinds.fee.series"]),
        (
            kinds(fee=Counted(Series.FEE, ""), answer=Counted(A, "寿1")),
            DEFAULT_PATTERN,
            ["kinds.fee.code", "kinds.answer.code"],
        ),
        (kinds(answer=Counted(A, "寿自然资依告")), DEFAULT_PATTERN, ["kinds.notice.code"]),
    ],
)
async def test_what_could_print_no_number_or_one_number_twice_is_refused_beside_its_field(
    town: Town, case: Case, head: Actor, setting: dict[Series, Counted], pattern: str,
    fields: list[str],
) -> None:  # fmt: skip
    with pytest.raises(BadInput) as refused:
        await chosen(town, head, setting, pattern)
    assert sorted(fault.field for fault in refused.value.faults) == sorted(fields)
    assert (await numbered(town, case, 1)).text == "寿自然资依复〔2026〕1号"


async def test_a_series_may_not_come_to_numbers_that_another_printed_this_year(
    town: Town, case: Case, head: Actor
) -> None:
    """Three answers as 寿自然资依复: notices of that 代字 would begin with 1号 again."""
    for paper in (1, 2, 3):
        await numbered(town, case, paper)
    swapped = kinds(answer=Counted(A, "寿自然资答"), notice=Counted(N, "寿自然资依复"))
    with pytest.raises(BadInput) as refused:
        await chosen(town, head, swapped)
    (fault,) = refused.value.faults
    assert fault.field == "kinds.notice.code"
    assert "“告”系列会编出2026年“答”系列已经编过的文号" in fault.sentence
    for paper in (4, 5, 6):
        await numbered(town, case, paper, N)
    await chosen(town, head, swapped)  # three notices went before: the next is 4号, still free
    assert (await numbered(town, case, 7, N)).text == "寿自然资依复〔2026〕4号"
    await chosen(town, head, kinds(), at=NEW_YEAR)  # in a new year everything begins anew
    assert (await numbered(town, case, 8, A, NEW_YEAR)).text == "寿自然资依复〔2027〕1号"


async def test_a_setting_waits_for_numbers_that_are_being_drawn(
    town: Town, case: Case, head: Actor
) -> None:
    """Or it could not know what they print."""
    swapped = kinds(answer=Counted(A, "寿自然资答"), notice=Counted(N, "寿自然资依复"))
    async with town.office.sessions.begin() as session:
        drawn = await draw(session, case.organ_id, A, 2026)
        await enter(session, drawn, case.id, 1, "A12", "答复书", EVE.date(), EVE, "王芳")
        setting = asyncio.create_task(chosen(town, head, swapped))
        await asyncio.sleep(0.3)
        assert not setting.done()
    with pytest.raises(BadInput, match="已经编过的文号"):
        await setting


async def test_verify_finds_a_line_without_its_record_and_a_record_without_its_line(
    town: Town, case: Case
) -> None:
    await issued(town, case.id, 1)
    await numbered(town, case, 2)
    await issued(town, case.id, 3)
    await done_by_hand(town, "DELETE FROM letter_numbers WHERE paper = 3")
    assert await found(town) == [
        f"{case.number}\t第2号文书文号\t文号登记簿中有而没有对应的办理记录",
        f"{case.number}\t第3号文书文号\t办理记录中有而文号登记簿中没有",
        f"{BUREAU}\t文号2026年“答”第3号\t文号缺失，登记簿中没有",
    ]


async def test_verify_finds_a_voiding_that_only_one_of_them_tells(town: Town, case: Case) -> None:
    await issued(town, case.id, 1)
    await voided(town, case.id, 1, "重复制发", told=False)
    assert await found(town) == [
        f"{case.number}\t第1号文书文号字段{column}\t与办理记录不符"
        for column in ("voided_at", "void_reason")
    ]


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ("text = '寿自然资依复〔2026〕9号'", "text"),
        ("series = 'notice'", "series"),
        ("title = '另一份'", "title"),
        ("issued_on = '2026-01-05'", "issued_on"),
        ("issued_by = '李某'", "issued_by"),
        ("void_reason = '另一个理由', voided_at = '2027-01-01 00:00+08'", "void_reason"),
    ],
)
async def test_verify_finds_a_line_that_was_changed(
    town: Town, case: Case, change: str, column: str
) -> None:
    await issued(town, case.id, 1)
    await voided(town, case.id, 1, "重复制发")
    await done_by_hand(town, f"UPDATE letter_numbers SET {change}")
    assert f"{case.number}\t第1号文书文号字段{column}\t与办理记录不符" in await found(town)


async def test_verify_finds_gaps_doubles_and_numbers_beyond_their_counter(
    town: Town, case: Case
) -> None:
    for paper in (1, 2, 3):
        await issued(town, case.id, paper)
    await issued(town, case.id, 4, N)
    await done_by_hand(
        town,
        "ALTER TABLE letter_numbers DROP CONSTRAINT letter_numbers_organ_id_year_series_seq_key",
        "UPDATE letter_numbers SET seq = 3 WHERE paper = 2",
        "DELETE FROM letter_counters WHERE series = 'notice'",
    )
    assert await found(town) == [
        f"{case.number}\t第2号文书文号字段seq\t与办理记录不符",
        f"{BUREAU}\t文号2026年“答”第2号\t文号缺失，登记簿中没有",
        f"{BUREAU}\t文号2026年“告”第1号\t超出已发放的文号",
        f"{BUREAU}\t文号2026年“答”第3号\t同一文号登记了不止一次",
    ]


async def test_a_line_has_the_year_of_its_day(town: Town, case: Case) -> None:
    """A letter's number has the year of issue; the day stands beside it and must agree."""
    given: dict[str, Any] = {"case_id": case.id, "paper": 1, "code": "A12", "title": "答复书"}
    async with town.office.sessions.begin() as session:
        drawn = await draw(session, case.organ_id, A, 2026)
        with pytest.raises(AssertionError):
            await enter(session, drawn, **given, issued_on=date(2027, 1, 1), at=NEW_YEAR, by="王芳")

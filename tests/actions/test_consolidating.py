"""汇总: members, their reports, what is sent back, and sums whose arithmetic is shown."""

from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from cases.actions import consolidating, member_reports, sending_back
from cases.actor import Actor
from cases.annual.editions import CONSOLIDATED, members_of, newest_edition, table_of
from cases.annual.files import render
from cases.annual.members import Membership, State, membership
from cases.errors import BadInput, Conflict, NotAllowed, NotFound
from cases.law.consolidation import shares
from cases.models import Document, Notice, Organ, Role
from cases.models_consolidation import MemberReport
from tests.annual.invented_members import (
    BY_DOCX,
    BY_XLSX,
    CITY,
    CITY_NAME,
    FILES,
    IN_SYSTEM,
    MEMBERS,
    MISSING,
    WRONG,
    YEAR,
    city,
    edition,
    name,
    table,
    word,
    xlsx,
)
from tests.conftest import Town

pytestmark = pytest.mark.anyio

# 1 + 2 + … + 19 = 19 · 20 / 2
SUM_OF_N = 190
GIVEN = 19  # the twentieth is missing


async def head(town: Town, *roles: Role) -> Actor:
    return await town.officer("head", CITY, *(roles or (Role.HEAD, Role.SUPERVISOR)))


async def member(town: Town, actor: Actor, n: int, first_year: int = YEAR) -> UUID:
    async with town.office.sessions.begin() as session:
        made = await consolidating.add_member(
            session, actor, town.clock.at, town.organs[CITY], name=name(n), first_year=first_year
        )
    return made.id


async def members_outside(town: Town, actor: Actor) -> dict[int, UUID]:
    return {n: await member(town, actor, n) for n in range(IN_SYSTEM + 1, MEMBERS + 1)}


async def taken(
    town: Town, actor: Actor, member_id: UUID, file: str, content: bytes
) -> MemberReport:
    async with town.office.sessions.begin() as session:
        return await member_reports.take_report(
            session, actor, town.clock.at, member_id, YEAR, file, content
        )


async def seen(town: Town) -> Membership:
    async with town.office.sessions() as session:
        organ = await session.get_one(Organ, town.organs[CITY])
        return await membership(session, organ, YEAR)


async def test_twenty_members_add_up_and_the_missing_and_the_wrong_are_named(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    await members_outside(town, actor)
    files = [(said, content()) for said, content in FILES.values()]
    async with town.office.sessions.begin() as session:
        results = await member_reports.take_reports(
            session, actor, town.clock.at, organ_id, YEAR, files
        )
    assert [one.report is not None for one in results] == [True] * 6
    found = await seen(town)
    assert len(found.members) == MEMBERS
    assert [one.name for one in found.in_state(State.MISSING)] == [name(MISSING)]
    assert [one.name for one in found.in_state(State.FAULTY)] == [name(WRONG)]
    wrong = found.in_state(State.FAULTY)[0]
    # 3·17 + 1 = 52 persons received, five more in the file: 57 + 1 carried in = 58; 51 + 2 = 53
    # the row: 57 persons and 17 businesses are 74, its 总计 says 69
    assert sending_back.what_is_wrong(wrong, YEAR) == [
        "“自然人”列：第一项加第二项为58，第三项加第四项为53，应当相等",
        "“一、本年新收政府信息公开申请数量”一行：各类申请人之和为74，“总计”为69，应当相等",
    ]
    assert found.done == MEMBERS - 2
    async with town.office.sessions.begin() as session:
        made = await consolidating.consolidate(session, actor, town.clock.at, organ_id, YEAR)
        parts = await members_of(session, made.id)
    total = table_of(made)
    assert total.organ == CITY_NAME
    # Σ(3n + 1) = 3·190 + 19 = 589, and the five too many of the seventeenth
    assert total.cell("new_received", "natural_person") == 3 * SUM_OF_N + GIVEN + 5 == 594
    assert total.cell("new_received", "business") == SUM_OF_N
    assert total.cell("new_received", "total") == 4 * SUM_OF_N + GIVEN == 779
    assert total.cell("carried_in", "natural_person") == GIVEN
    assert total.cell("granted_full", "natural_person") == 2 * SUM_OF_N
    assert total.cell("granted_full", "total") == 3 * SUM_OF_N
    assert total.cell("unable_not_held", "natural_person") == SUM_OF_N
    assert total.cell("total_processed", "total") == 4 * SUM_OF_N
    assert total.cell("carried_out", "total") == 2 * GIVEN
    assert total.cell("refused_repeat", "total") == 0
    assert made.four["reconsideration"]["upheld"] == SUM_OF_N
    assert made.four["litigation_direct"]["pending"] == GIVEN
    assert len(parts) == MEMBERS
    assert [part.name for part in parts if part.rows is None] == [name(MISSING)]
    assert all(part.from_report_id for part in parts[IN_SYSTEM:-1])
    assert all(part.from_edition_id for part in parts[:IN_SYSTEM])


async def test_what_a_figure_is_made_of_leads_back_to_each_member(town: Town) -> None:
    await city(town)
    found = await seen(town)
    made = shares(found.parts, "new_received", "total")
    # 4n + 1 for n = 13 … 1, the biggest first
    assert [(one.name, one.figure) for one in made] == [
        (name(n), 4 * n + 1) for n in range(IN_SYSTEM, 0, -1)
    ]
    assert shares(found.parts, "refused_repeat", "total") == []


async def test_two_files_of_one_organ_are_refused_and_nothing_is_half_taken(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    await member(town, actor, 15)
    files = [
        ("一.xlsx", xlsx(14)),
        ("二.xlsx", xlsx(14, granted_full=1)),
        ("三.xlsx", xlsx(15)),
        ("四.docx", b"PK\x03\x04nothing"),
    ]
    async with town.office.sessions.begin() as session:
        results = await member_reports.take_reports(
            session, actor, town.clock.at, organ_id, YEAR, files
        )
    assert [one.report is not None for one in results] == [True, False, True, False]
    assert "同一单位同一年度只收一份" in results[1].sentence
    assert results[3].sentence == "文件“四.docx”已损坏，不能读取，请核对后重新报送。"
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(MemberReport)) == 2
        kept = await member_reports.in_force(session, member_id, YEAR)
        assert kept is not None
        assert kept.rows["granted_full"][0] == 2 * 14


async def test_a_report_is_replaced_and_withdrawn_with_a_reason_and_stays_to_be_read(
    town: Town,
) -> None:
    await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    first = await taken(town, actor, member_id, "一.xlsx", xlsx(14, granted_full=1))
    assert len(first.faults) == 2  # the sum of the outcomes; the row of granted_full
    at = town.clock.at
    with pytest.raises(BadInput, match="应当说明原因"):
        async with town.office.sessions.begin() as session:
            await member_reports.replace_report(
                session, actor, at, member_id, YEAR, "二.xlsx", xlsx(14), reason=" "
            )
    async with town.office.sessions.begin() as session:
        second = await member_reports.replace_report(
            session, actor, at, member_id, YEAR, "二.xlsx", xlsx(14), reason="更正予以公开件数"
        )
    assert (second.replaces, second.faults) == (first.id, [])
    async with town.office.sessions.begin() as session:
        was = await session.get_one(MemberReport, first.id)
        assert (was.end_reason, was.ended_by) == ("更正予以公开件数", "head")
        await member_reports.withdraw_report(session, actor, at, member_id, YEAR, reason="报错单位")
    assert [one.name for one in (await seen(town)).in_state(State.MISSING)] == [name(14)]
    # and the very same file may be sent again; it is stored once
    await taken(town, actor, member_id, "二.xlsx", xlsx(14))
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(MemberReport)) == 3
        said = select(func.count()).select_from(Document).where(Document.kind == "member_report")
        assert await session.scalar(said) == 2


async def test_a_file_of_another_member_or_year_is_refused(town: Town) -> None:
    await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    await member(town, actor, 15)
    with pytest.raises(
        BadInput, match="是“云山市西河镇人民政府”的，应当是“云山市东山镇人民政府”的"
    ):
        await taken(town, actor, member_id, "一.xlsx", xlsx(15))
    with pytest.raises(BadInput, match="是2025年度的报告，应当是2024年度的"):
        async with town.office.sessions.begin() as session:
            await member_reports.take_report(
                session, actor, town.clock.at, await member(town, actor, 18, 2024), 2024,
                "年报.docx", word(18),
            )  # fmt: skip
    with pytest.raises(Conflict, match="不是2024年度汇总的成员单位"):
        async with town.office.sessions.begin() as session:
            await member_reports.take_report(
                session, actor, town.clock.at, member_id, 2024, "一.xlsx",
                render(table(14, 2024), ".xlsx"),
            )  # fmt: skip
    assert (await seen(town)).in_state(State.REPORTED) == []


async def test_a_file_whose_member_cannot_be_told_is_not_guessed(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    await member(town, actor, 14)
    await member(town, actor, 15)
    files = [("附件.xlsx", xlsx(16)), (f"{name(14)}.xlsx", xlsx(15))]
    async with town.office.sessions.begin() as session:
        results = await member_reports.take_reports(
            session, actor, town.clock.at, organ_id, YEAR, files
        )
    assert (
        "不能判断是哪个成员单位的（文件写明的单位是“云山市南塘街道办事处”）" in results[0].sentence
    )
    assert "文件名是“云山市东山镇人民政府”，内容是“云山市西河镇人民政府”的表" in results[1].sentence
    assert (await seen(town)).in_state(State.REPORTED) == []


async def test_last_years_report_is_what_is_carried_over(town: Town) -> None:
    await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14, first_year=2024)
    async with town.office.sessions.begin() as session:
        await member_reports.take_report(
            session, actor, town.clock.at, member_id, 2024, "去年.xlsx",
            render(table(14, 2024), ".xlsx"),
        )  # fmt: skip
    kept = await taken(town, actor, member_id, "今年.xlsx", xlsx(14))
    # two persons were carried out at the end of 2024, one was carried in
    assert kept.faults == [
        "“自然人”列：上年“四、结转下年度继续办理”为2，"
        "本年“二、上年结转政府信息公开申请数量”为1，应当相等",
        "“总计”列：上年“四、结转下年度继续办理”为2，"
        "本年“二、上年结转政府信息公开申请数量”为1，应当相等",
    ]
    assert [one.name for one in (await seen(town)).in_state(State.FAULTY)] == [name(14)]


async def test_a_draft_is_not_added_up(town: Town) -> None:
    await city(town)
    await town.organ(f"{CITY}-14", name(14), CITY)
    await edition(town, 14, final=False)
    found = await seen(town)
    assert [one.name for one in found.in_state(State.DRAFT)] == [name(14)]
    assert len(found.parts) == IN_SYSTEM
    # a newer draft does not take the place of what is final
    await edition(town, 2, final=False, number=2)
    again = (await seen(town)).members[1]
    assert again.edition is not None
    assert (again.state, again.edition.number) == (State.FINAL, 1)


async def test_an_organ_that_answers_in_the_governments_name_is_no_member(town: Town) -> None:
    await city(town)
    async with town.office.sessions.begin() as session:
        organ = await session.get_one(Organ, town.organs[f"{CITY}-02"])
        organ.own_name = False
    assert name(2) not in [one.name for one in (await seen(town)).members]


async def test_faults_are_sent_back_to_the_heads_of_an_organ_in_the_system(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    below = await town.organ(f"{CITY}-14", name(14), CITY)
    other = await town.officer("elsewhere", f"{CITY}-14", Role.HEAD)
    async with town.office.sessions.begin() as session:
        sent = await sending_back.send_back(
            session, actor, town.clock.at, organ_id, YEAR, f"{CITY}-14"
        )
        notice = await session.scalar(select(Notice).where(Notice.officer_id == other.officer_id))
    assert (sent.member_organ_id, sent.faults) == (
        below, ["2025年度的表还没有定版，请尽快定版、定稿"],
    )  # fmt: skip
    assert notice is not None
    assert notice.link == f"/annual-tables/{CITY}-14/{YEAR}"
    assert "还没有定版" in notice.text
    with pytest.raises(Conflict, match="没有问题，不需要退回"):
        async with town.office.sessions.begin() as session:
            await sending_back.send_back(
                session, actor, town.clock.at, organ_id, YEAR, f"{CITY}-02"
            )


async def test_roles_and_organs_are_asked_for(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    at = town.clock.at
    handler = await town.officer("handler", CITY, Role.HANDLER, Role.REGISTRAR)
    stranger = await town.officer("stranger", "371702", *Role)
    for one, refusal in ((handler, NotAllowed), (stranger, NotFound)):
        async with town.office.sessions() as session:
            with pytest.raises(refusal):
                await consolidating.add_member(
                    session, one, at, organ_id, name="某某局", first_year=YEAR
                )
            with pytest.raises(refusal):
                await consolidating.end_member(
                    session, one, at, member_id, last_year=YEAR, reason="撤销"
                )
            with pytest.raises(refusal):
                await member_reports.take_report(
                    session, one, at, member_id, YEAR, "一.xlsx", xlsx(14)
                )
            with pytest.raises(refusal):
                await member_reports.take_reports(
                    session, one, at, organ_id, YEAR, [("一.xlsx", xlsx(14))]
                )
            with pytest.raises(refusal):
                await sending_back.send_back(session, one, at, organ_id, YEAR, str(member_id))
            with pytest.raises(refusal):
                await consolidating.consolidate(session, one, at, organ_id, YEAR)


async def test_members_are_added_once_and_ended_never_deleted(town: Town) -> None:
    organ_id = await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    with pytest.raises(Conflict, match="已经是汇总的成员单位"):
        await member(town, actor, 14)
    with pytest.raises(Conflict, match="已经是汇总的成员单位"):
        await member(town, actor, 2)  # an organ in the system
    async with town.office.sessions.begin() as session:
        await consolidating.end_member(
            session, actor, town.clock.at, member_id, last_year=YEAR - 1, reason="机构撤并"
        )
    assert name(14) not in [one.name for one in (await seen(town)).members]
    with pytest.raises(Conflict, match="已经终止"):
        async with town.office.sessions.begin() as session:
            await consolidating.end_member(
                session, actor, town.clock.at, member_id, last_year=YEAR, reason="再次"
            )
    await member(town, actor, 14)  # and may begin again
    assert organ_id


@pytest.mark.parametrize("table_name", ["outside_members", "member_reports", "member_returns"])
async def test_nothing_is_deleted_or_rewritten(town: Town, table_name: str) -> None:
    organ_id = await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)
    await taken(town, actor, member_id, "一.xlsx", xlsx(14, granted_full=1))
    async with town.office.sessions.begin() as session:
        await sending_back.send_back(session, actor, town.clock.at, organ_id, YEAR, str(member_id))
    said = {"outside_members": "name", "member_reports": "file_name", "member_returns": "remark"}
    changed = f"UPDATE {table_name} SET {said[table_name]} = 'x'"
    for statement in (f"DELETE FROM {table_name}", changed, f"TRUNCATE {table_name} CASCADE"):
        with pytest.raises(IntegrityError, match="history is only ever added to"):
            async with town.office.sessions.begin() as session:
                await session.execute(text(statement))


async def test_the_worker_adds_up_once_everything_is_there(town: Town) -> None:
    await city(town)
    actor = await head(town)
    member_id = await member(town, actor, 14)

    async def made() -> int | None:
        async with town.office.sessions.begin() as session:
            organ = await session.get_one(Organ, town.organs[CITY])
            done = await consolidating.consolidate_when_complete(
                session, town.clock.at, organ, YEAR
            )
        return done.number if done else None

    assert await made() is None  # one is missing
    await taken(town, actor, member_id, "一.xlsx", xlsx(14))
    assert await made() == 1
    assert await made() is None  # nothing is new
    async with town.office.sessions() as session:
        told = await session.scalars(
            select(Notice.text).where(Notice.link.like("/consolidation/%"))
        )
        assert len(told.all()) == 1
        newest = await newest_edition(session, town.organs[CITY], YEAR, CONSOLIDATED)
        assert newest is not None
        assert newest.automatic
        # n = 1 … 14: Σn = 105, Σ(4n + 1) = 4·105 + 14
        assert table_of(newest).cell("new_received", "total") == 434


async def test_a_government_without_members_or_tables_has_nothing_to_add_up(town: Town) -> None:
    lonely = await town.organ("980000", "孤山县人民政府")
    actor = await town.officer("lonely", "980000", Role.HEAD)
    async with town.office.sessions() as session:
        with pytest.raises(BadInput, match="不需要汇总"):
            await consolidating.consolidate(session, actor, town.clock.at, lonely, YEAR)
    await town.organ("980000-1", "孤山县水利局", "980000")
    async with town.office.sessions() as session:
        with pytest.raises(BadInput, match="没有可以汇总的表"):
            await consolidating.consolidate(session, actor, town.clock.at, lonely, YEAR)


def test_by_which_files_the_twenty_come() -> None:
    assert tuple(n for n, (said, _) in FILES.items() if said.endswith(".xlsx")) == BY_XLSX
    assert tuple(n for n, (said, _) in FILES.items() if said.endswith(".docx")) == BY_DOCX

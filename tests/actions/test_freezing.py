"""版本: frozen once, made again byte by byte; what changes later is another, compared with it."""

from collections.abc import Sequence

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from cases import papers
from cases.actions.answering_for import settle_name
from cases.actions.bring_in import bring_in
from cases.actions.closing import record_withdrawal, strike_closing
from cases.actions.confirming import confirm
from cases.actions.freezing import freeze
from cases.actions.gating import desk_of
from cases.actions.matters import matter_of
from cases.actor import Actor
from cases.annual import editions
from cases.annual.files import render
from cases.annual.table import annual_table
from cases.errors import BadInput, Conflict, NotAllowed, NotFound, Unlawful
from cases.law.edition_changes import CaseChange, CellChange
from cases.models import Case, Organ, OrganRemedy, Role
from cases.models_annual import AnnualEdition, EditionFile
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.verify import verify
from tests.actions.filing import registered
from tests.conftest import Town
from tests.register.making import Value, csv_text, rows

pytestmark = pytest.mark.anyio
CODE, CITY = "370783-zrzy", "370783"
# 2025: three received and answered (two 予以公开, one 部分公开), one received in December and open.
REGISTER: Sequence[dict[str, Value]] = rows(
    {"收到日期": "2025-03-04", "答复日期": "2025-03-20", "答复结果": "予以公开"},
    {"收到日期": "2025-05-06", "答复日期": "2025-05-20", "答复结果": "予以公开"},
    {"收到日期": "2025-06-03", "答复日期": "2025-06-20", "答复结果": "部分公开"},
    {"收到日期": "2025-12-22"},
)
FIRST, OPEN = "2024-001", "2024-004"  # as their rows are numbered


@pytest.fixture
async def head(town: Town) -> Actor:
    """The 局's head, with its register of 2025 brought in."""
    actor = await town.officer("chenwei", CODE, Role.HEAD, Role.ADMINISTRATOR)
    checked = check_rows(read_sheet(csv_text(REGISTER).encode(), "台账.csv"), town.clock.at.date())
    async with town.office.sessions.begin() as session:
        office = town.office
        await bring_in(session, office.vault, actor, town.clock.at, town.organs[CODE], checked)
    return actor


async def frozen(
    town: Town, actor: Actor, year: int = 2025, reason: str = "", code: str = CODE
) -> AnnualEdition:
    async with town.office.sessions.begin() as session:
        return await freeze(session, actor, town.clock.at, town.organs[code], year, reason=reason)


async def reopened(town: Town, actor: Actor, number: str) -> None:
    """The closing of a case was recorded in error: it is open again."""
    async with town.office.sessions.begin() as session:
        case = await session.scalar(select(Case.id).where(Case.number == number))
        assert case is not None
        await strike_closing(session, actor, town.clock.at, case, "误录，尚未答复")


async def test_the_first_edition_counts_what_the_table_counts_and_names_its_cases(
    town: Town, head: Actor
) -> None:
    made = await frozen(town, head)
    assert (made.number, made.cases, made.form, made.reason) == (1, 4, "2021", "")
    # all four are 自然人: new 4, answered 3 (2 予以公开, 1 部分公开), carried out 1
    assert {row: figures[-1] for row, figures in made.rows.items() if figures[-1]} == {
        "new_received": 4, "granted_full": 2, "granted_partial": 1, "total_processed": 3,
        "carried_out": 1,
    }  # fmt: skip
    async with town.office.sessions() as session:
        behind, more = await editions.behind_cell(session, made, "carried_out", "natural_person")
        assert ([one.number for one in behind], more) == ([OPEN], "")
        files = (await session.scalars(select(EditionFile))).all()
        assert {one.ending for one in files} == {".xlsx", ".docx", ".json"}


async def test_changed_cases_leave_the_first_edition_byte_for_byte_and_are_named_by_the_second(
    town: Town, head: Actor
) -> None:
    first = await frozen(town, head)
    async with town.office.sessions() as session:
        before = await editions.regenerated(session, first)
    await reopened(town, head, FIRST)
    with pytest.raises(BadInput, match="已有第1版，制作新的版本应说明理由"):
        await frozen(town, head)
    second = await frozen(town, head, reason="一件误录办结，已更正")
    async with town.office.sessions() as session:
        first = await session.get_one(AnnualEdition, first.id)
        again = await editions.regenerated(session, first)
        assert again == before
        assert editions.digest(again) == first.digest != second.digest
        for file in await session.scalars(
            select(EditionFile).where(EditionFile.edition_id == first.id)
        ):
            content = papers.read(town.office.home, file.digest)
            table, four = editions.table_of(first), editions.four_of(first)
            assert render(table, file.ending, four) == content
        found = await editions.changes(session, first, second)
    assert [c for c in found.cells if c.column == "total"] == [
        CellChange("granted_full", "total", 2, 1),
        CellChange("total_processed", "total", 3, 2),
        CellChange("carried_out", "total", 1, 2),
    ]
    assert found.cells[0].label == "“（一）予以公开”的“自然人”"
    assert found.cases == [
        CaseChange(FIRST, "由2025-03-20办结“（一）予以公开”改为结转下年度继续办理")
    ]
    async with town.office.sessions() as session:
        assert [d async for d in verify(session, town.office.vault, town.office.home)] == []


async def test_an_edition_without_any_change_is_refused(town: Town, head: Actor) -> None:
    await frozen(town, head)
    with pytest.raises(Conflict, match="2025年第1版以后，所计的案件没有变化"):
        await frozen(town, head, reason="再做一次")


async def test_a_running_year_and_one_before_the_first_form_are_refused(
    town: Town, head: Actor
) -> None:
    with pytest.raises(BadInput, match="2026年度尚未结束，应在2027年1月1日以后定版"):
        await frozen(town, head, 2026)
    with pytest.raises(BadInput, match="年度应为2019年以后"):
        await frozen(town, head, 2018)


async def test_only_the_organs_own_head_freezes(town: Town, head: Actor) -> None:
    handler = await town.officer("zhaoming", CODE, Role.HANDLER)
    with pytest.raises(NotAllowed, match="公开机构负责人"):
        await frozen(town, handler)
    other = await town.officer("zhou", "371702", Role.HEAD)
    with pytest.raises(NotFound):
        await frozen(town, other)


async def test_carried_in_cases_that_the_last_edition_did_not_carry_out_are_named(
    town: Town, head: Actor
) -> None:
    """2025's edition carried out one case; a second one is open since, so that 2026 carries in two."""
    await frozen(town, head)
    await reopened(town, head, FIRST)
    town.clock.go_to(2027, 1, 4)
    with pytest.raises(BadInput, match="上年结转与上年度版本不符") as refused:
        await frozen(town, head, 2026)
    named = f"{FIRST}：列入2026年“上年结转”，2025年的版本没有列入“结转下年度”"
    assert named in refused.value.sentence
    made = await frozen(town, head, 2026, "2025年一件误录办结，见2025年第2版")
    assert [fault["number"] for fault in made.differences] == [FIRST]
    assert made.rows["carried_in"][-1] == 2


async def test_what_matches_case_by_case_needs_no_reason(town: Town, head: Actor) -> None:
    await frozen(town, head)
    town.clock.go_to(2027, 1, 4)
    made = await frozen(town, head, 2026)
    assert made.differences == []
    assert (made.rows["carried_in"][-1], made.rows["carried_out"][-1]) == (1, 1)


async def test_the_newest_edition_is_made_final_once(town: Town, head: Actor) -> None:
    await frozen(town, head)
    organ = town.organs[CODE]
    async with town.office.sessions.begin() as session:
        await confirm(session, head, town.clock.at, organ, 2025, 1)
    async with town.office.sessions.begin() as session:
        with pytest.raises(Conflict, match="2025年第1版已经定稿"):
            await confirm(session, head, town.clock.at, organ, 2025, 1)
    await reopened(town, head, FIRST)
    await frozen(town, head, reason="一件误录办结，已更正")
    async with town.office.sessions.begin() as session:
        with pytest.raises(Conflict, match="应当对最新的版本定稿"):
            await confirm(session, head, town.clock.at, organ, 2025, 1)
        standing = await editions.standing_edition(session, organ, 2025)
        assert standing is not None
        assert standing.number == 1  # until the second is final, the first one stands


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE annual_editions SET rows = jsonb_set(rows, '{new_received,6}', '9')", "摘要不符"),
        ("UPDATE edition_cases SET annual_row = 'granted_partial' WHERE number = '2024-001'", "摘要不符"),
        ("DELETE FROM edition_cases WHERE number = '2024-001'", "合计不符"),
    ],
)  # fmt: skip
async def test_a_changed_edition_is_closed_to_the_program_and_found_by_verify(
    town: Town, head: Actor, statement: str, named: str
) -> None:
    await frozen(town, head)
    with pytest.raises(DBAPIError, match="closed"):
        async with town.office.sessions.begin() as session:
            await session.execute(text(statement))
    async with town.office.sessions.begin() as session:
        await session.execute(text("SET LOCAL session_replication_role = replica"))
        await session.execute(text(statement))
    async with town.office.sessions() as session:
        found = [str(d) async for d in verify(session, town.office.vault, town.office.home)]
    assert any(named in one for one in found), found


async def test_a_case_answered_in_the_governments_name_is_counted_there_and_once(
    town: Town, head: Actor
) -> None:
    async with town.office.sessions.begin() as session:
        case = await session.scalar(select(Case.id).where(Case.number == FIRST))
        assert case is not None
        await settle_name(
            session, head, town.clock.at, case, in_name_of="above", reason="向市人民政府提出"
        )
    async with town.office.sessions() as session:
        own, city = [await session.get_one(Organ, town.organs[c]) for c in (CODE, CITY)]
        tables = [await annual_table(session, organ, 2025) for organ in (own, city)]
    assert [table.cell("new_received", "total") for table in tables] == [3, 1]
    assert [table.cell("granted_full", "total") for table in tables] == [1, 1]
    async with town.office.sessions() as session:
        assert [d async for d in verify(session, town.office.vault, town.office.home)] == []


async def test_only_an_organ_below_another_answers_in_that_ones_name(
    town: Town, head: Actor
) -> None:
    clerk = await town.officer("wang", CITY, Role.REGISTRAR, Role.HEAD)
    case = await registered(town, clerk, CITY)
    async with town.office.sessions.begin() as session:
        with pytest.raises(BadInput, match="没有上级单位，只能以本单位名义答复"):
            await settle_name(
                session, clerk, town.clock.at, case.id, in_name_of="above", reason="向省政府提出"
            )


async def test_the_letters_of_such_a_case_carry_the_governments_name_and_remedies(
    town: Town, head: Actor
) -> None:
    case = await registered(town, head, CODE)
    async with town.office.sessions.begin() as session:
        await settle_name(
            session, head, town.clock.at, case.id, in_name_of="above", reason="向市人民政府提出"
        )
    today = town.clock.at.date()
    async with town.office.sessions.begin() as session:
        await session.execute(
            update(OrganRemedy)
            .where(OrganRemedy.organ_id == town.organs[CITY])
            .values(court="潍坊市中级人民法院")
        )
        desk = await desk_of(session, await session.get_one(Case, case.id))
        matter = await matter_of(session, desk, today)
    assert matter.organ.code == CITY
    assert matter.bodies is not None
    assert matter.bodies.court == "潍坊市中级人民法院"  # not that of the 局


async def test_once_answered_here_a_registered_case_keeps_its_name(town: Town, head: Actor) -> None:
    case = await registered(town, head, CODE)
    async with town.office.sessions.begin() as session:
        await record_withdrawal(
            session, head, town.clock.at, case.id, withdrawn_on=town.clock.at.date(),
            paper="撤回申请书",
        )  # fmt: skip
    async with town.office.sessions.begin() as session:
        with pytest.raises(Unlawful, match="已经以原来的名义作出"):
            await settle_name(
                session, head, town.clock.at, case.id, in_name_of="above", reason="向市政府提出"
            )

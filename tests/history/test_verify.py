"""核验: a sound office has no difference; one changed byte anywhere is found, and where it is."""

import pytest
from sqlalchemy import select

from cases import papers
from cases.actions.closing import record_withdrawal
from cases.actions.intake import show_personal_data
from cases.facts import COLUMNS
from cases.models import Case, CaseEvent, Document
from cases.states import Verb
from tests.actions.filing import FILED_ON, registered
from tests.actions.own_templates import stored as stored_template
from tests.conftest import Town
from tests.history.walking import PLANNING, found, walked

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("seed", [1, 3, 5])
async def test_an_office_that_only_did_what_is_permitted_has_no_difference(
    town: Town, seed: int
) -> None:
    every = set(Verb) - {Verb.BRING_IN}
    walk = await walked(town, 180, seed, every)
    assert set(walk.done) == every
    assert walk.refused  # and meet what cannot be
    assert await found(town) == []


# The case under tampering: three events, withdrawn, its personal data shown once.
NUMBER = "YSQ-370783-zrzy-2026-0001"
ITS = f"(SELECT id FROM cases WHERE number = '{NUMBER}')"
# fmt: off
EVENT_COLUMNS = {
    # column of case_events: what is done to the second event of three
    "seq": "seq = 9",
    "kind": "kind = 'answer'",
    "day": "day = day + 1",
    "at": "at = at + interval '1 microsecond'",
    "officer_id": "officer_id = NULL",
    "officer": "officer = officer || ' '",
    "data": """data = data || '{"doc_number": "x"}'""",
    "previous": "previous = set_byte(previous, 31, get_byte(previous, 31) # 1)",
    "digest": "digest = set_byte(digest, 0, get_byte(digest, 0) # 128)",
}
CASE_COLUMNS = {
    # column of cases: what is done to it
    "state": "state = 'handling', answered_on = NULL, annual_row = NULL, answer_type = NULL",
    "channel": "channel = 'fax'",
    "received_on": "received_on = received_on - 1",
    "listed_on": "listed_on = listed_on + 1",
    "answered_on": "answered_on = answered_on + 1",
    "answer_type": "answer_type = 'A13'",
    "annual_row": "annual_row = 'granted_full'",
    "department_id": "department_id = gen_random_uuid()",
    "handler_id": "handler_id = gen_random_uuid()",
    "accepted": "accepted = true",
    "applicant_class": "applicant_class = 'business'",
    "applicant_name": "applicant_name = '王方'",
    "request": "request = request || '。'",
    "items": "items = jsonb_set(items, '{0,doc_number}', '\"1\"')",
    "facts": "facts = facts || '{\"remark\": \"x\"}'",
    "id_number_index": "id_number_index = set_byte(id_number_index, 0, get_byte(id_number_index, 0) # 1)",
    "phone_index": "phone_index = NULL",
    "counted_for": "counted_for = (SELECT id FROM organs WHERE id <> organ_id LIMIT 1)",
    "tags": "tags = tags || ARRAY['别处的']",
    "words": "words = words || '别处的'",
    "number": "number = 'YSQ-370783-zrzy-2026-0002'",
    "serial": "serial = serial + 1",
    "organ_id": "organ_id = (SELECT id FROM organs WHERE code = '370783')",
    "source": "source = 'imported'",
    "row_digest": "row_digest = '\\x00'",
}
# fmt: on


# fmt: off
OTHERS = {
    # what was done elsewhere in the case: statement, places that are named
    "personal, one bit": (
        "UPDATE cases SET personal = set_byte(personal, 30, get_byte(personal, 30) # 1)",
        {(NUMBER, "字段personal")},
    ),
    "personal of another case": (
        "UPDATE cases SET personal = (SELECT personal FROM cases WHERE number = '2024-001')",
        {(NUMBER, "字段personal")},
    ),
    "personal cut short": (
        "UPDATE cases SET personal = substr(personal, 1, 20)", {(NUMBER, "字段personal")},
    ),
    "no personal data any more": (
        "UPDATE cases SET personal = NULL", {(NUMBER, "字段personal")},
    ),
    "the count of events": ("UPDATE cases SET events = events + 1", {(NUMBER, "第3条记录")}),
    "the head": (
        "UPDATE cases SET head = set_byte(head, 5, get_byte(head, 5) # 1)", {(NUMBER, "第3条记录")},
    ),
    "the year of the series": (
        "UPDATE cases SET series_year = 2025",
        # and 2026-0001 is missing in its own year, while no number of 2025 was ever drawn
        {(NUMBER, "字段serial"), (NUMBER, "-"), ("1件", "-")},
    ),
}
HISTORIES = {
    # what was done to the history: statement, places that are named
    "the last event deleted": (
        f"DELETE FROM case_events WHERE case_id = {ITS} AND seq = 3", {(NUMBER, "第2条记录")},
    ),
    "a middle event deleted": (
        f"DELETE FROM case_events WHERE case_id = {ITS} AND seq = 2", {(NUMBER, "第3条记录")},
    ),
    "the first event deleted": (
        f"DELETE FROM case_events WHERE case_id = {ITS} AND seq = 1", {(NUMBER, "第2条记录")},
    ),
    "every event deleted": (
        f"DELETE FROM case_events WHERE case_id = {ITS}", {(NUMBER, "-")},
    ),
    "an event moved to another case": (
        "UPDATE case_events SET case_id = (SELECT id FROM cases WHERE number = '2024-001')"
        f" WHERE case_id = {ITS} AND seq = 3",
        # the other case has one event: the third is not its own, and the second is missing
        {(NUMBER, "第2条记录"), ("2024-001", "第3条记录")},
    ),
    "an event added behind the door": (
        "INSERT INTO case_events SELECT case_id, 4, kind, day, at, officer_id, officer, data,"
        f" digest, digest FROM case_events WHERE case_id = {ITS} AND seq = 3",
        {(NUMBER, "第4条记录")},
    ),
}
# fmt: on


async def test_a_change_of_one_column_of_an_event_is_found_at_that_event(town: Town) -> None:
    await one_case(town)
    for column, change in EVENT_COLUMNS.items():
        where = f"WHERE case_id = {ITS} AND seq = 2"
        differences = await found(town, f"UPDATE case_events SET {change} {where}")
        places = {(what, place) for what, place, _ in differences}
        # its own digest fails, or for `digest` and `seq` what the third event says of it too
        second = {(NUMBER, "第9条记录" if column == "seq" else "第2条记录")}
        third = {(NUMBER, "第3条记录")}
        expected = second | third if column in ("digest", "seq") else second
        assert places == expected, (column, differences)


async def test_a_change_of_one_column_of_a_case_is_found_in_that_column(town: Town) -> None:
    await one_case(town)
    for column, change in CASE_COLUMNS.items():
        differences = await found(town, f"UPDATE cases SET {change} WHERE id = {ITS}")
        named = "YSQ-370783-zrzy-2026-0002" if column == "number" else NUMBER
        places = {(what, place) for what, place, _ in differences}
        assert (named, f"字段{column}") in places, (column, differences)
        if column not in ("state", "serial", "organ_id"):  # these change more than one thing
            assert places == {(named, f"字段{column}")}, (column, differences)


async def test_whatever_else_is_changed_in_a_case_is_found_where_it_is(town: Town) -> None:
    await one_case(town)
    for name, (change, expected) in OTHERS.items():
        differences = await found(town, f"{change} WHERE number = '{NUMBER}'")
        assert {(what, place) for what, place, _ in differences} == expected, (name, differences)


async def test_events_deleted_moved_or_added_are_found_where_the_chain_breaks(town: Town) -> None:
    await one_case(town)
    for name, (change, expected) in HISTORIES.items():
        differences = await found(town, change)
        assert {(what, place) for what, place, _ in differences} == expected, (name, differences)


async def test_two_events_that_changed_places_are_both_named(town: Town) -> None:
    await one_case(town)
    its = f"WHERE case_id = {ITS}"
    differences = await found(
        town,
        f"UPDATE case_events SET seq = 99 {its} AND seq = 2",
        f"UPDATE case_events SET seq = 2 {its} AND seq = 3",
        f"UPDATE case_events SET seq = 3 {its} AND seq = 99",
    )
    assert {(NUMBER, "第2条记录"), (NUMBER, "第3条记录")} <= {d[:2] for d in differences}


async def test_a_gap_is_said_once_and_only_where_it_is(town: Town) -> None:
    await one_case(town)
    its = f"WHERE case_id = {ITS}"
    differences = await found(town, f"DELETE FROM case_events {its} AND seq = 1")
    assert [s for _, _, s in differences if s.startswith("缺少")] == ["缺少第1条记录"]


async def test_a_deleted_case_is_a_gap_in_the_numbers(town: Town) -> None:
    await one_case(town)
    events = f"DELETE FROM case_events WHERE case_id = {ITS}"
    case = f"DELETE FROM cases WHERE number = '{NUMBER}'"
    assert await found(town, events, case) == [(NUMBER, "-", "编号缺失，没有对应的案件")]


async def test_events_whose_case_is_gone_are_named_though_it_had_no_number_of_ours(
    town: Town,
) -> None:
    await one_case(town)
    async with town.office.sessions() as session:
        case_id = await session.scalar(select(Case.id).where(Case.number == "2024-001"))
    assert await found(town, "DELETE FROM cases WHERE number = '2024-001'") == [
        (str(case_id), "-", "有1条办理记录而没有对应的案件")
    ]


async def test_a_renumbered_case_is_found_though_its_registration_was_corrected(
    town: Town,
) -> None:
    """The correction says everything anew but the number, which stands in the first event."""
    walk = await walked(town, 0)
    await walk.do(Verb.REGISTER, None)
    async with town.office.sessions() as session:
        case = await session.scalar(select(Case).where(Case.number == NUMBER))
    await walk.do(Verb.CORRECT_REGISTRATION, case)
    change = f"UPDATE cases SET number = 'YSQ-370783-zrzy-2026-0009' WHERE number = '{NUMBER}'"
    assert ("YSQ-370783-zrzy-2026-0009", "字段number") in {d[:2] for d in await found(town, change)}


async def test_a_case_moved_to_another_organ_is_found_though_its_number_is_foreign(
    town: Town,
) -> None:
    await one_case(town)
    elsewhere = "(SELECT id FROM organs WHERE code = '371702')"
    change = f"UPDATE cases SET organ_id = {elsewhere} WHERE number = '2024-001'"
    assert [d[:2] for d in await found(town, change)] == [("2024-001", "字段organ_id")]


async def test_counters_that_were_set_back_or_forward_are_found(town: Town) -> None:
    walk = await walked(town, 0)
    for _ in range(2):
        await walk.do(Verb.REGISTER, None)
    second = "YSQ-370783-zrzy-2026-0002"
    of_2026 = "WHERE year = 2026"
    assert await found(town, f"UPDATE case_counters SET last = 1 {of_2026}") == [
        (second, "字段serial", "超出已发放的编号")
    ]
    assert await found(town, f"UPDATE case_counters SET last = 3 {of_2026}") == [
        ("YSQ-370783-zrzy-2026-0003", "-", "编号缺失，没有对应的案件")
    ]
    assert await found(town, f"DELETE FROM case_counters {of_2026}") == [
        ("2件", "-", "案件有编号而没有编号计数")
    ]


async def test_a_paper_changed_or_gone_is_named(town: Town) -> None:
    await walked(town, 0)
    name = "寿光市自然资源和规划局2025年收到和处理政府信息公开申请情况（第1版）"
    async with town.office.sessions() as session:
        rows = await session.execute(select(Document.name, Document.digest))
        stored = {name: papers.path_of(town.office.home, digest) for name, digest in rows}
    sheet, letter = stored[f"{name}.xlsx"], stored[f"{name}.docx"]
    content = bytearray(sheet.read_bytes())
    content[len(content) // 2] ^= 1
    sheet.write_bytes(content)
    letter.unlink()
    assert sorted(await found(town)) == [
        (f"{name}.docx", "-", "文件丢失"),
        (f"{name}.xlsx", "-", "文件内容被改动过"),
    ]


async def test_a_template_changed_or_gone_is_named(town: Town) -> None:
    await walked(town, 0)
    kept = await stored_template(town, PLANNING, "A12")
    path = papers.path_of(town.office.home, kept.digest)
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    assert await found(town) == [(PLANNING, "A12文书模板第1版", "文件内容被改动过")]
    path.unlink()
    assert await found(town) == [(PLANNING, "A12文书模板第1版", "文件丢失")]
    path.write_bytes(content)
    assert await found(town) == []


async def one_case(town: Town) -> None:
    """An office with one registered case of three events, beside three imported ones."""
    head = (await walked(town, 0)).head
    case = await registered(town, head, PLANNING)
    at = town.clock.at
    async with town.office.sessions.begin() as session:
        await record_withdrawal(
            session, head, at, case.id, withdrawn_on=FILED_ON, paper="撤回申请书"
        )
        await show_personal_data(session, town.office.vault, head, at, case.id, "核对地址")
    assert await found(town) == []


def test_every_column_stands_in_the_tables_above() -> None:
    """But for the submission, on which nothing hangs: it only stops a second click."""
    assert {c.name for c in CaseEvent.__table__.columns} == {*EVENT_COLUMNS, "case_id"}
    elsewhere = {"id", "series_year", "submission", "personal", "events", "head"}
    assert {c.name for c in Case.__table__.columns} - elsewhere == set(CASE_COLUMNS)
    assert set(COLUMNS) <= set(CASE_COLUMNS)

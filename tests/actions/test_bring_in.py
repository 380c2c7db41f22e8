"""台账导入 (register.md): all of a register or nothing, once, with everything that its rows say."""

import asyncio
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from cases import personal
from cases.actions.bring_in import (
    BroughtIn,
    RegisterRefused,
    bring_in,
    faults_against_store,
)
from cases.actions.intake import correct_registration, show_personal_data
from cases.actor import Actor
from cases.errors import NotAllowed
from cases.models import Case, Role
from cases.queries import history
from cases.register.rows import Checked, check_rows
from cases.register.sheet import read_sheet
from tests.actions.filing import CARD, filed, registered
from tests.actions.stored import counts
from tests.conftest import Town
from tests.register.making import Value, csv_text, rows, xlsx

pytestmark = pytest.mark.anyio

PLANNING = "370783-zrzy"
Rows = Sequence[dict[str, Value]]


@pytest.fixture
async def head(town: Town) -> Actor:
    return await town.officer("zhou", PLANNING, Role.HEAD)


def checked(town: Town, data: bytes) -> Checked:
    return check_rows(read_sheet(data, "登记台账"), town.clock.at.date())


async def bring(town: Town, actor: Actor, data: bytes, organ: str = PLANNING) -> BroughtIn:
    """Bring a file in, in a transaction of its own."""
    async with town.office.sessions.begin() as session:
        return await bring_in(
            session, town.office.vault, actor, town.clock.at, town.organs[organ],
            checked(town, data),
        )  # fmt: skip


async def case_of(town: Town, number: str) -> Case:
    async with town.office.sessions() as session:
        return (await session.scalars(select(Case).where(Case.number == number))).one()


async def steps(town: Town, case_id: UUID) -> list[tuple[str, date | None, dict[str, Any]]]:
    async with town.office.sessions() as session:
        return [(e.kind, e.day, e.data) for e in await history(session, case_id)]


async def test_every_fault_is_named_with_its_row_and_column_and_nothing_is_stored(
    town: Town, head: Actor
) -> None:
    """The clock stands at 2026-11-22; the plain row was received on 2024-03-04."""
    await bring(town, head, csv_text(rows({}, {}) + rows({"登记编号": "用过"})).encode())
    before = await counts(town)
    answer: dict[str, Value] = {"答复日期": "2024-03-20", "答复结果": "予以公开"}
    # fmt: off
    wrong: list[tuple[dict[str, Value], str, str]] = [
        # what differs, column that is named, what is said of it
        ({"收到日期": "2024-02-30"}, "收到日期", "“2024-02-30”：应为有效日期"),
        ({"收到日期": "三月四日"}, "收到日期", "“三月四日”：应为有效日期"),
        ({"收到日期": "2026-11-23"}, "收到日期", "“2026-11-23”：不应晚于今天（2026-11-22）"),
        (answer | {"答复日期": "2026-12-01"}, "答复日期", "不应晚于今天"),
        (answer | {"答复日期": "2024-03-03"}, "答复日期", "不应早于收到日期（2024-03-04）"),
        ({"答复结果": "予以公开"}, "答复日期", "（空）：已填答复结果的，应同时填写答复日期"),
        ({"答复日期": "2024-03-20"}, "答复结果", "（空）：已填答复日期的，应同时填写答复结果"),
        ({"申请人类别": "村民"}, "申请人类别", "“村民”：应为自然人、商业企业"),
        ({"申请方式": "口信"}, "申请方式", "“口信”：应为当面、邮寄、平信、在线、电子邮件、传真之一"),
        (answer | {"答复结果": "已处理"}, "答复结果", "“已处理”：应为年度报告统计表中的办理结果"),
        ({"登记编号": ""}, "登记编号", "必填，不应为空"),
        ({"收到日期": ""}, "收到日期", "必填，不应为空"),
        ({"申请人类别": ""}, "申请人类别", "必填，不应为空"),
        ({"申请人": ""}, "申请人", "必填，不应为空"),
        ({"申请内容": ""}, "申请内容", "必填，不应为空"),
        ({"登记编号": "2024-101"}, "登记编号", "第2行已使用该编号"),  # the first row of this file
        ({"登记编号": "用过", "申请人": "李四"}, "登记编号", "系统中已有相同编号而内容不同的案件"),
        ({"证件号码": "110105194912310021"}, "证件号码", "校验"),
        ({"申请人类别": "商业企业", "证件号码": "91350100M000100Y44"}, "证件号码", "校验"),
        ({"延期告知日期": "2024-03-20"}, "延期工作日数", "应同时填写延期工作日数"),
        ({"延期告知日期": "2024-03-20", "延期工作日数": "21"}, "延期工作日数", "应为1至20的整数"),
    ]
    # fmt: on
    table = rows(*({"登记编号": f"2024-{101 + n}"} for n in range(len(wrong) + 1)))
    for row, (change, _, _) in zip(table[1:], wrong, strict=True):
        row.update(change)
    with pytest.raises(RegisterRefused) as refused:
        await bring(town, head, csv_text(table).encode())
    told = [(fault.row, fault.column) for fault in refused.value.register_faults]
    # the headings are row 1, the row without a fault is row 2
    assert told == [(row, column) for row, (_, column, _) in enumerate(wrong, start=3)]
    for fault, (_, _, words) in zip(refused.value.register_faults, wrong, strict=True):
        assert words in str(fault), str(fault)
    assert await counts(town) == before


async def test_the_same_file_again_adds_nothing_in_whatever_kind_of_file(
    town: Town, head: Actor
) -> None:
    table = rows(
        {"答复日期": "2024-03-20", "答复结果": "予以公开", "证件号码": CARD},
        {"申请方式": "邮寄", "承办科室": "土地利用科", "备注": "䶮先生，来电两次"},
        {"申请人": "=1+1", "申请内容": "@某某路改造方案\n第二行"},
    )
    assert await bring(town, head, csv_text(table).encode()) == BroughtIn(added=3, already=0)
    before = await counts(town)
    dated: Rows = [row | {"收到日期": date(2024, 3, 4)} for row in table]
    for again in (
        csv_text(table).encode(),
        csv_text(table).encode("utf-8-sig"),
        csv_text(table).encode("gb18030"),
        xlsx(table),
        xlsx(dated),
    ):
        assert await bring(town, head, again) == BroughtIn(added=0, already=3)
    assert await counts(town) == before


async def test_a_longer_file_adds_what_is_new(town: Town, head: Actor) -> None:
    await bring(town, head, csv_text(rows({}, {})).encode())
    assert await bring(town, head, csv_text(rows({}, {}, {}, {})).encode()) == BroughtIn(2, 2)


@pytest.mark.parametrize(
    "change",
    [
        {"申请人": "李四"},
        {"答复日期": "2024-03-20", "答复结果": "予以公开"},
        {"承办科室": "办公室"},
        {"联系电话": "13900000002"},
    ],
)
async def test_a_row_that_changed_since_is_a_fault_and_its_case_stays(
    town: Town, head: Actor, change: dict[str, Value]
) -> None:
    await bring(town, head, csv_text(rows({}, {})).encode())
    before = await counts(town)
    with pytest.raises(RegisterRefused) as refused:
        await bring(town, head, csv_text(rows({}, change, {})).encode())
    [fault] = refused.value.register_faults
    assert (fault.row, fault.column, fault.value) == (3, "登记编号", "2024-002")
    assert await counts(town) == before
    assert (await case_of(town, "2024-002")).applicant_name == "张三"


async def test_a_number_that_was_registered_here_is_a_fault(town: Town, head: Actor) -> None:
    case = await registered(town, head, PLANNING)
    with pytest.raises(RegisterRefused) as refused:
        await bring(town, head, csv_text(rows({"登记编号": case.number})).encode())
    assert "系统中已有相同编号" in str(refused.value.register_faults[0])


async def test_two_imports_of_one_file_at_once_store_it_once(town: Town, head: Actor) -> None:
    data = csv_text(rows(*({} for _ in range(40)))).encode()
    done = await asyncio.gather(*(bring(town, head, data) for _ in range(4)))
    assert sorted(result.added for result in done) == [0, 0, 0, 40]
    found = await counts(town)
    assert (found["cases"], found["case_events"]) == (40, 40)


async def test_the_same_numbers_are_another_organs_own(town: Town, head: Actor) -> None:
    other = await town.officer("liu", "370783-houzhen", Role.ADMINISTRATOR)
    data = csv_text(rows({}, {})).encode()
    await bring(town, head, data)
    assert (await bring(town, other, data, "370783-houzhen")).added == 2


async def test_a_registrar_brings_nothing_in(town: Town, head: Actor) -> None:
    clerk = await town.officer("wang", PLANNING, Role.REGISTRAR)
    before = await counts(town)
    with pytest.raises(NotAllowed):
        await bring(town, clerk, csv_text(rows({})).encode())
    assert await counts(town) == before


async def test_steps_become_events_of_their_kinds_in_the_order_of_their_days(
    town: Town, head: Actor
) -> None:
    full: dict[str, Value] = {
        "申请方式": "平信",
        "补正告知日期": "2024-03-08",
        "补正期限": "2024-03-29",
        "补正收到日期": "2024-03-18",
        "征求意见发出日期": "2024-03-20",
        "征求意见回复日期": "2024-04-10",
        "延期告知日期": "2024-04-12",
        "延期工作日数": "15",
        "答复日期": "2024-04-30",
        "答复结果": "保护第三方合法权益",
        "答复文号": "寿自然资答〔2024〕7号",
    }
    await bring(town, head, csv_text(rows(full)).encode())
    case = await case_of(town, "2024-001")
    assert (case.source, case.state, case.channel) == ("imported", "closed", "ordinary_mail")
    assert (case.received_on, case.answered_on) == (date(2024, 3, 4), date(2024, 4, 30))
    assert (case.annual_row, case.answer_type) == ("denied_third_party", None)
    assert case.facts["dates"] == {"confirmed_on": "2024-03-04"}  # 条例 31: 平信 by confirmation
    told = await steps(town, case.id)
    assert [(kind, day.isoformat() if day else None) for kind, day, _ in told] == [
        ("brought_in", "2024-03-04"),
        ("supplement_notice", "2024-03-08"),
        ("supplement", "2024-03-18"),
        ("consultation", "2024-03-20"),
        ("consultation_reply", "2024-04-10"),
        ("extension", "2024-04-12"),
        ("answer", "2024-04-30"),
    ]
    assert [data for _, _, data in told[1:]] == [
        {"reply_by": "2024-03-29"},
        {},
        {"id": "1", "kind": "third_party"},
        {"id": "1"},
        {"workdays": 15},
        {
            "answer_type": None,
            "annual_row": "denied_third_party",
            "doc_number": "寿自然资答〔2024〕7号",
            "calendar": 1,
        },
    ]


async def test_what_came_after_the_answer_stands_after_it(town: Town, head: Actor) -> None:
    late: dict[str, Value] = {
        "征求意见发出日期": "2024-03-08",
        "征求意见回复日期": "2024-04-10",
        "答复日期": "2024-03-29",
        "答复结果": "予以公开",
    }
    await bring(town, head, csv_text(rows(late)).encode())
    case = await case_of(town, "2024-001")
    assert case.state == "closed"
    assert [kind for kind, *_ in await steps(town, case.id)] == [
        "brought_in", "consultation", "answer", "consultation_reply",
    ]  # fmt: skip


async def test_the_day_of_receipt_stands_as_the_date_that_decides_in_its_channel(
    town: Town, head: Actor
) -> None:
    """条例 31: handed in, signed for, or confirmed with the applicant."""
    channels = (
        ("当面", "in_person", "submitted_on"),
        ("邮寄", "registered_mail", "signed_on"),
        ("平信", "ordinary_mail", "confirmed_on"),
        ("在线", "online", "confirmed_on"),
        ("电子邮件", "email", "confirmed_on"),
        ("传真", "fax", "confirmed_on"),
        ("", None, None),
    )
    await bring(
        town, head, csv_text(rows(*({"申请方式": label} for label, *_ in channels))).encode()
    )
    for place, (_, channel, deciding) in enumerate(channels, start=1):
        case = await case_of(town, f"2024-{place:03}")
        standing = (case.channel, case.received_on, case.state)
        assert standing == (channel, date(2024, 3, 4), "handling")
        assert case.facts["dates"] == ({deciding: "2024-03-04"} if deciding else {})


async def test_columns_that_are_not_known_are_kept_sealed_as_notes(town: Town, head: Actor) -> None:
    noted: dict[str, Value] = {"承办科室": "=土地科", "经办人电话": "13900000009"}
    await bring(town, head, csv_text(rows(noted | {"证件号码": CARD, "备注": "来电"})).encode())
    case = await case_of(town, "2024-001")
    held = personal.unseal(town.office.vault, case.id, case.personal)
    assert held.notes == {"承办科室": "=土地科", "经办人电话": "13900000009"}
    assert case.facts["remark"] == "来电"
    assert case.personal is not None
    for secret in ("13900000009", CARD, "土地科"):
        assert secret.encode() not in case.personal
        assert secret not in str([case.facts, await steps(town, case.id)])


async def test_a_correction_of_the_registration_keeps_the_notes(town: Town, head: Actor) -> None:
    await bring(town, head, csv_text(rows({"承办科室": "土地科"})).encode())
    case = await case_of(town, "2024-001")
    async with town.office.sessions.begin() as session:
        vault, at = town.office.vault, town.clock.at
        again = filed(town.organs[PLANNING], dates={"submitted_on": date(2024, 3, 5)})
        await correct_registration(session, vault, head, at, case.id, again, "日期录入有误")
        shown = await show_personal_data(session, vault, head, at, case.id, "核对")
    assert (shown.notes, shown.phone) == ({"承办科室": "土地科"}, "13900000001")


async def test_values_that_look_like_formulas_stay_text(town: Town, head: Actor) -> None:
    signs = ("=SUM(A1)", "+86", "-5", "@某人")
    table = rows(*({"申请人": sign, "申请内容": sign, "备注": sign} for sign in signs))
    await bring(town, head, xlsx(table))
    for number, sign in enumerate(signs, start=1):
        case = await case_of(town, f"2024-{number:03}")
        assert (case.applicant_name, case.request, case.facts["remark"]) == (sign, sign, sign)


async def test_a_register_with_more_rows_than_a_statement_has_parameters_is_looked_up(
    town: Town, head: Actor
) -> None:
    """PostgreSQL takes 32,767 parameters in one statement; a register has up to 200,000 rows."""
    [row] = check_rows(read_sheet(csv_text(rows({})).encode(), "台账"), date(2026, 1, 1)).rows
    await bring(town, head, csv_text(rows({})).encode())
    async with town.office.sessions() as session:
        faults, already = await faults_against_store(
            session, town.organs[PLANNING], (row,) * 40_000
        )
    assert (faults, already) == ([], {"2024-001"})

"""The front desk: the number that tells who it is, what is known already, files, receipts, post."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import Engine, event, func, select

from cases.actions.door import events_of
from cases.actions.publishing import add_entry
from cases.law.identity import IdKind, card_check_digit, code_check_digit
from cases.law.receipt import Channel
from cases.models import Case, CaseEvent, Role
from cases.queries_desk import same_person, similar_requests
from tests.bench.seeding import seed
from tests.conftest import SETTER, Town, connect
from tests.web.conftest import CARD, HOME, PHONE, REQUEST, Site, new_case

pytestmark = pytest.mark.anyio

CODE = "91350100M000100Y43"  # the example of GB 32100-2015
PDF = b"%PDF-1.4\n%%EOF\n"
WALK_IN = {
    "submission": "", "desk": "counter", "organ": HOME, "channel": "in_person",
    "dates.submitted_on": "2026-11-20", "applicant.kind": "", "applicant.id_kind": "",
    "applicant.id_number": CARD, "applicant.name": "欧阳修竹", "applicant.phone": PHONE,
    "items.0.text": "城南片区征地补偿安置方案", "other_form_accepted": "on",
}  # fmt: skip


def form(**changes: str) -> dict[str, str]:
    """The form of a walk-in as a browser sends it: every field, empty ones too."""
    return WALK_IN | {"submission": str(uuid4())} | changes


@pytest.fixture
async def desk(site: Site, town: Town) -> Any:
    """Somebody at the counter."""
    await town.officer("desk", HOME, Role.REGISTRAR)
    async with site.program("desk") as client:
        yield client


async def only_case(town: Town) -> Case:
    async with town.office.sessions() as session:
        found = await session.scalars(select(Case))
        return found.one()


async def kinds_of(town: Town, case: Case) -> list[str]:
    async with town.office.sessions() as session:
        rows = await session.scalars(
            select(CaseEvent.kind).where(CaseEvent.case_id == case.id).order_by(CaseEvent.seq)
        )
        return list(rows)


async def count(town: Town) -> int:
    async with town.office.sessions() as session:
        return await session.scalar(select(func.count()).select_from(Case)) or 0


# ---- the number tells class and paper ----


@pytest.mark.parametrize(
    ("number", "kind", "id_kind"),
    [
        (CARD, "natural_person", IdKind.RESIDENT_CARD),
        (CODE, "business", IdKind.CREDIT_CODE),  # 9: 市场监督管理
        # 3: 司法行政, a law firm; 5: 民政, a social organisation
        ("313700000000000000"[:17] + code_check_digit("313700000000000000"[:17]), "legal_service",
         IdKind.CREDIT_CODE),
        ("52370783MJE0000001"[:17] + code_check_digit("52370783MJE0000001"[:17]), "public_welfare",
         IdKind.CREDIT_CODE),
    ],
)  # fmt: skip
async def test_class_and_paper_follow_from_the_number(
    desk: httpx.AsyncClient, town: Town, number: str, kind: str, id_kind: IdKind
) -> None:
    answer = await desk.post("/cases/new", data=form(**{"applicant.id_number": number}))
    assert answer.status_code == 303, answer.text
    case = await only_case(town)
    assert case.applicant_class == kind
    shown = (await desk.get(f"/api/cases/{case.id}")).json()["personal"]
    assert shown["id_kind"] == id_kind


async def test_without_a_number_the_class_is_asked_for_and_everything_typed_stays(
    desk: httpx.AsyncClient, town: Town
) -> None:
    answer = await desk.post("/cases/new", data=form(**{"applicant.id_number": ""}))
    assert answer.status_code == 422
    assert "没有可以判断类别的证件号码，请选择申请人类别" in answer.text
    assert "欧阳修竹" in answer.text
    assert await count(town) == 0


async def test_a_mistyped_card_is_named_as_a_card(desk: httpx.AsyncClient, town: Town) -> None:
    wrong = CARD[:17] + ("0" if CARD[17] != "0" else "1")
    assert card_check_digit(CARD[:17]) != wrong[17]
    answer = await desk.post("/cases/new", data=form(**{"applicant.id_number": wrong}))
    assert answer.status_code == 422
    assert "居民身份证号码校验位不符" in answer.text


# ---- 查对: while somebody types, and by the button ----


BY_SCRIPT = {"hx-request": "true"}


async def test_the_number_is_judged_while_it_is_typed(desk: httpx.AsyncClient) -> None:
    async def said(number: str) -> str:
        sent = form(**{"applicant.id_number": number})
        answer = await desk.post("/cases/new/check", data=sent, headers=BY_SCRIPT)
        assert answer.status_code == 200
        found = re.search(r'id="number-verdict"[^>]*>(.*?)</p>', answer.text, re.S)
        assert found is not None
        return re.sub(r"<[^>]+>", "", found[1]).strip("✓! \n")

    # 340524 19800101 001 X: born in 1980
    assert await said(CARD) == "居民身份证，1980年出生，自然人，校验位相符"
    assert await said(CODE) == "统一社会信用代码，由市场监督管理部门登记，商业企业，校验位相符"
    assert await said(CARD[:12]) == "证件号码应为18位，现为12位"
    assert await said("320311770706001") == (
        "证件号码应为18位，现为15位，15位的居民身份证已停止使用"
    )
    assert await said("") == ""


async def test_what_is_looked_up_is_a_part_for_the_script_and_a_page_for_the_button(
    desk: httpx.AsyncClient,
) -> None:
    part = await desk.post("/cases/new/check", data=form(), headers=BY_SCRIPT)
    page = await desk.post("/cases/new/check", data=form())
    assert "<html" not in part.text
    assert "<html" in page.text
    for answer in (part, page):
        assert "1980年出生" in answer.text
        assert 'id="at-the-desk"' in answer.text
    assert 'value="欧阳修竹"' in page.text


async def test_the_button_keeps_the_mail_room(desk: httpx.AsyncClient) -> None:
    page = await desk.post("/cases/new/check", data=form(desk="mail", channel="fax"))
    assert "收发登记" in page.text


async def test_what_no_text_holds_is_not_looked_for(desk: httpx.AsyncClient) -> None:
    for name in ("applicant.name", "applicant.id_number", "applicant.phone", "items.0.text"):
        for text in ("甲\x00乙", "\x07" * 20, "%_\\", "'; --"):
            answer = await desk.post("/cases/new/check", data=form(**{name: text * 3}))
            assert answer.status_code == 200, (name, text)


@pytest.fixture
async def earlier(town: Town) -> Case:
    """A case of 慕容秋水, answered, for REQUEST; and one of somebody else."""
    await town.officer("owner", HOME, *Role)
    return await new_case(town, "owner", HOME, "closed")


async def found(client: httpx.AsyncClient, **changes: str) -> str:
    sent = form(**{"applicant.id_number": "", "applicant.phone": "", "applicant.name": ""})
    answer = await client.post("/cases/new/check", data=sent | changes, headers=BY_SCRIPT)
    assert answer.status_code == 200
    return answer.text


@pytest.mark.parametrize(
    ("typed", "by"),
    [
        ({"applicant.id_number": "340524 19800101 001x"}, "证件号码相同"),
        ({"applicant.phone": "+86 139-1111-2222"}, "电话相同"),
        ({"applicant.name": "慕容秋水"}, "姓名相同，不一定是同一人"),
    ],
)
async def test_earlier_applications_are_found_by_number_phone_and_name(
    desk: httpx.AsyncClient, earlier: Case, typed: dict[str, str], by: str
) -> None:
    text = await found(desk, **typed, **{"items.0.text": "某某路口交通信号灯的维护合同"})
    assert earlier.number in text
    assert by in text
    assert "可能重复申请" not in text


async def test_a_like_request_of_the_same_person_is_marked_and_never_decided(
    desk: httpx.AsyncClient, town: Town, earlier: Case
) -> None:
    """REQUEST is 2025年度农村饮水安全工程验收报告; it is asked for once more in other words."""
    again = {"applicant.id_number": CARD, "items.0.text": "农村饮水安全工程验收报告（2025年度）"}
    text = await found(desk, **again)
    assert "可能重复申请" in text
    assert "条例第三十六条第（六）项" in text
    assert "由办理人员判断" in text
    answer = await desk.post("/cases/new", data=form(**again))
    assert answer.status_code == 303  # registered all the same
    assert await count(town) == 2


async def test_an_unanswered_like_request_is_under_way_and_no_repetition(
    desk: httpx.AsyncClient, town: Town
) -> None:
    await town.officer("owner", HOME, *Role)
    await new_case(town, "owner", HOME)
    text = await found(desk, **{"applicant.id_number": CARD, "items.0.text": REQUEST})
    assert "相近的申请正在办理" in text
    assert "可能重复申请" not in text


async def test_similar_requests_of_others_are_found_by_their_words(
    desk: httpx.AsyncClient, earlier: Case
) -> None:
    near = await found(desk, **{"items.0.text": "请公开2025年农村饮水安全工程的验收报告"})
    assert "相近的申请" in near
    assert earlier.number in near
    far = await found(desk, **{"items.0.text": "城区第三小学食堂食品安全检查结果"})
    assert earlier.number not in far


async def test_nothing_of_another_organ_is_found(site: Site, town: Town, earlier: Case) -> None:
    await town.officer("stranger", "370783-houzhen", *Role)
    async with site.program("stranger") as client:
        text = await found(
            client, organ="370783-houzhen", **{
                "applicant.id_number": CARD, "applicant.phone": PHONE,
                "applicant.name": "慕容秋水", "items.0.text": REQUEST,
            },
        )  # fmt: skip
    assert earlier.number not in text
    assert "慕容秋水" not in text


@contextmanager
def overheard(engine: Engine) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are sent meanwhile, with their parameters."""
    sent: list[tuple[str, Any]] = []

    def note(_c: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        sent.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


async def test_what_is_known_is_read_by_its_indexes(town: Town) -> None:
    """However many cases there are: the newest by their own index, persons by their blind ones."""
    here = [town.organs[HOME]]
    server = await connect(town.database_url, urlsplit(town.database_url).path.strip("/"))
    await seed(server, town.organs[HOME], 5_000)
    await server.close()
    async with town.office.sessions() as session:
        with overheard(town.office.engine.sync_engine) as sent:
            await similar_requests(session, here, [REQUEST])
            await same_person(
                session, town.office.vault, here, number=CARD, phone=PHONE, name="慕容秋水",
                asked=[REQUEST],
            )  # fmt: skip
        connection = await session.connection()
        plans = []
        for statement, parameters in sent:
            rows = await connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
            plans.append("\n".join(row[0] for row in rows))
    similar, person = plans
    assert "Index Scan using cases_listed" in similar
    assert "Limit" in similar
    for index in ("cases_by_id_number", "cases_by_phone", "cases_searched"):
        assert index in person
    assert "Seq Scan on cases" not in similar + person


# ---- what is public already ----


async def entry(town: Town, organ: str = HOME, **changes: Any) -> str:
    said: dict[str, Any] = {
        "title": "城南片区征收土地补偿安置方案公告", "address": "https://www.example.cn/zd/2025/1",
        "outlet": "寿光市政府门户网站", "published_on": date(2025, 6, 3), "index_number": "SG-2025-77",
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        made = await add_entry(session, SETTER, town.clock.at, town.organs[organ], **said | changes)
    return str(made.id)


async def test_what_is_public_already_is_seen_at_once(desk: httpx.AsyncClient, town: Town) -> None:
    here = await entry(town)
    text = await found(desk, **{"items.0.text": "申请公开城南片区征地补偿安置方案"})
    assert "可能已主动公开" in text
    assert "条例第三十六条第（一）项" in text
    assert 'href="https://www.example.cn/zd/2025/1"' in text
    assert f'name="answer_with" value="0.{here}"' in text
    other = await found(desk, **{"items.0.text": "城区第三小学食堂食品安全检查结果"})
    assert "可能已主动公开" not in other


async def test_the_index_number_finds_its_entry_whatever_it_is_called(
    desk: httpx.AsyncClient, town: Town
) -> None:
    await entry(town)
    said = {"items.0.text": "那一份公告", "items.0.index_number": "SG-2025-77"}
    assert "可能已主动公开" in await found(desk, **said)


async def test_what_the_government_above_has_published_is_found_and_another_citys_is_not(
    desk: httpx.AsyncClient, town: Town
) -> None:
    await entry(town, "370783", address="https://www.example.cn/city")
    await entry(town, "370783-houzhen", address="https://www.example.cn/township")
    await entry(town, "371702", address="https://www.example.cn/stranger")
    text = await found(desk, **{"items.0.text": "城南片区征地补偿安置方案"})
    assert "https://www.example.cn/city" in text
    assert "https://www.example.cn/township" in text
    assert "https://www.example.cn/stranger" not in text


async def test_only_a_walk_in_is_answered_on_the_spot(desk: httpx.AsyncClient, town: Town) -> None:
    await entry(town)
    text = await found(desk, channel="registered_mail")
    assert "可能已主动公开" in text
    assert "answer_with" not in text


async def test_from_what_is_public_to_the_filled_answer_in_one_step(
    desk: httpx.AsyncClient, town: Town
) -> None:
    """Registered, and the form of 当场答复 filled in; signature, review and the check stay open."""
    here = await entry(town)
    answer = await desk.post("/cases/new", data=form(answer_with=f"0.{here}"))
    case = await only_case(town)
    assert answer.headers["location"] == (
        f"/cases/{case.id}/spot-answer/{here}?outcomes.0.outcome=A1"
    )
    page = await desk.get(answer.headers["location"])

    def value(name: str) -> str:
        field = re.search(rf'name="{re.escape(name)}"[^>]*value="([^"]*)"', page.text)
        assert field is not None, name
        return field[1]

    assert value("outcomes.0.fields.title") == "城南片区征收土地补偿安置方案公告"
    assert value("outcomes.0.fields.published_on") == "2025-06-03"
    assert value("outcomes.0.fields.way") == "寿光市政府门户网站"
    assert value("outcomes.0.place") == "https://www.example.cn/zd/2025/1，索引号SG-2025-77"
    assert value("outcomes.0.place_checked_on") == ""
    assert value("proof") == ""
    assert not re.search(r'name="secrecy_checked"[^>]*checked', page.text)
    assert await kinds_of(town, case) == ["registered"]  # nothing is answered yet

    typed = {
        "answered_on": "2026-11-22", "proof": "申请人在答复记录上签字", "secrecy_checked": "true",
        "outcomes.0.item": "1", "outcomes.0.outcome": "A1",
        "outcomes.0.place_checked_on": "2026-11-22",
        **{f"outcomes.0.{name}": value(f"outcomes.0.{name}")
           for name in ("fields.title", "fields.published_on", "fields.way", "place")},
    }  # fmt: skip
    unsigned = await desk.post(f"/cases/{case.id}/spot-answer", data=typed | {"proof": ""})
    assert unsigned.status_code in (409, 422)  # the gate still asks for the signature
    done = await desk.post(f"/cases/{case.id}/spot-answer", data=typed)
    assert done.status_code == 303, done.text
    closed = (await desk.get(f"/api/cases/{case.id}")).json()
    assert (closed["state"], closed["annual_row"]) == ("closed", "granted_full")


async def test_an_entry_that_was_withdrawn_answers_nobody(
    desk: httpx.AsyncClient, town: Town
) -> None:
    case = await desk.post("/cases/new", data=form())
    gone = await desk.get(f"{case.headers['location']}/spot-answer/{uuid4()}")
    assert gone.status_code == 404


@pytest.mark.parametrize("said", ["x", "0.", "0.x", "x.0", "-1.x", "0.0.0"])
async def test_an_entry_that_is_none_registers_nothing(
    desk: httpx.AsyncClient, town: Town, said: str
) -> None:
    answer = await desk.post("/cases/new", data=form(answer_with=said))
    assert answer.status_code in (303, 422)
    assert await count(town) == (1 if answer.status_code == 303 else 0)


# ---- files ----


def files(*named: tuple[str, str, bytes]) -> list[tuple[str, tuple[str, bytes]]]:
    return [(field, (name, content)) for field, name, content in named]


async def test_files_are_attached_in_the_same_step(desk: httpx.AsyncClient, town: Town) -> None:
    sent = files(
        ("files.application", "申请表.pdf", PDF),
        ("files.application", "说明.txt", "补充说明".encode()),
        ("photos.identity", "身份证.jpg", b"\xff\xd8\xff\xe0" + b"0" * 64),
    )
    answer = await desk.post("/cases/new", data=form(), files=sent)
    assert answer.status_code == 303, answer.text
    case = await only_case(town)
    async with town.office.sessions() as session:
        events = await events_of(session, case.id)
    attached = [(e.data["name"], e.data["paper"]) for e in events if e.kind == "attached"]
    assert attached == [
        ("申请表.pdf", "application"), ("说明.txt", "application"), ("身份证.jpg", "identity"),
    ]  # fmt: skip


async def test_a_wrong_file_is_named_and_nothing_typed_is_lost(
    desk: httpx.AsyncClient, town: Town
) -> None:
    sent = files(
        ("files.application", "申请表.pdf", PDF),
        ("files.identity", "身份证.exe", b"MZ\x90\x00"),
    )
    answer = await desk.post("/cases/new", data=form(), files=sent)
    assert answer.status_code == 422
    assert "“身份证.exe”：程序和脚本不能附卷" in answer.text
    assert "“申请表.pdf”" not in answer.text
    assert "请重新选择：申请表.pdf、身份证.exe" in answer.text
    for typed in ("欧阳修竹", CARD, PHONE, "城南片区征地补偿安置方案"):
        assert typed in answer.text
    assert await count(town) == 0


async def test_a_file_that_says_something_else_than_it_is_is_named(
    desk: httpx.AsyncClient, town: Town
) -> None:
    sent = files(("files.application", "申请表.docx", PDF))
    answer = await desk.post("/cases/new", data=form(), files=sent)
    assert answer.status_code == 422
    assert "“申请表.docx”：文件内容是PDF文件" in answer.text


async def test_the_same_form_twice_registers_attaches_and_hands_out_once(
    desk: httpx.AsyncClient, town: Town
) -> None:
    sent = form(print_receipt="1")
    for _ in range(2):
        answer = await desk.post(
            "/cases/new", data=sent, files=files(("files.application", "申请表.pdf", PDF))
        )
        assert answer.status_code == 303
    case = await only_case(town)
    assert await kinds_of(town, case) == ["registered", "attached", "paper_issued"]


async def test_too_many_files_at_once_are_refused_in_a_sentence(
    desk: httpx.AsyncClient, town: Town
) -> None:
    sent = files(*(("files.application", f"{n}.txt", b"text") for n in range(21)))
    answer = await desk.post("/cases/new", data=form(), files=sent)
    assert answer.status_code == 422
    assert "一次最多附20个文件" in answer.text
    assert await count(town) == 0


# ---- the receipt ----


async def test_one_press_registers_and_opens_the_receipt_to_print(
    desk: httpx.AsyncClient, town: Town
) -> None:
    answer = await desk.post("/cases/new", data=form(print_receipt="1"))
    case = await only_case(town)
    assert answer.headers["location"] == f"/cases/{case.id}/receipt"
    page = await desk.get(answer.headers["location"])
    assert "政府信息公开申请登记回执" in page.text
    assert case.number in page.text
    assert "城南片区征地补偿安置方案" in page.text
    assert "data:image/png;base64," in page.text
    assert "data-print-now" in page.text
    assert 'href="/cases/new"' in page.text
    assert await kinds_of(town, case) == ["registered", "paper_issued"]


async def test_a_receipt_is_shown_again_only_against_a_record(
    desk: httpx.AsyncClient, site: Site, town: Town
) -> None:
    answer = await desk.post("/cases/new", data=form(print_receipt="1"))
    here = answer.headers["location"]
    case = await only_case(town)
    await town.officer("other", HOME, Role.HANDLER)
    async with site.program("other") as other:  # who did not make it sees no code
        assert "data-print-now" not in (await other.get(here)).text
    town.clock.pass_by(minutes=11)  # nor does its maker, later on
    assert "data-print-now" not in (await desk.get(here)).text
    assert (await kinds_of(town, case)).count("taken_out") == 0
    again = await desk.post(here, data={})
    assert "data-print-now" in again.text
    assert (await kinds_of(town, case))[-1] == "taken_out"


async def test_no_receipt_before_the_day_of_receipt_is_known(
    desk: httpx.AsyncClient, town: Town
) -> None:
    sent = form(
        channel="ordinary_mail", desk="mail", print_receipt="1",
        **{"dates.submitted_on": "", "dates.arrived_on": "2026-11-20"},
    )  # fmt: skip
    answer = await desk.post("/cases/new", data=sent)
    assert answer.status_code == 422
    assert "登记回执写明收到申请之日，应当填写确认日期" in answer.text
    assert "收发登记" in answer.text
    assert await count(town) == 0


# ---- oral applications ----


async def test_an_oral_application_goes_on_to_the_page_to_sign(
    desk: httpx.AsyncClient, town: Town
) -> None:
    answer = await desk.post("/cases/new", data=form(**{"oral.filled_by": "柳如是"}))
    case = await only_case(town)
    here = f"/cases/{case.id}/oral-application"
    assert answer.headers["location"] == here
    masked = (await desk.get(here)).text
    assert CARD not in masked
    assert PHONE not in masked
    assert await kinds_of(town, case) == ["registered"]
    full = (await desk.post(here, data={})).text
    for said in (CARD, PHONE, "欧阳修竹", "柳如是", "申请人（签字）", "指印", "第二十九条第一款"):
        assert said in full
    async with town.office.sessions() as session:
        events = await events_of(session, case.id)
    assert events[-1].kind == "personal_data_shown"
    assert events[-1].data["reason"] == "打印口头申请，由申请人核对签字"


# ---- the mail room ----


@pytest.mark.parametrize(
    ("channel", "first", "folded"),
    [
        ("registered_mail", ["signed_on"], "arrived_on"),
        ("ordinary_mail", ["arrived_on", "confirmed_on"], "signed_on"),
        ("email", ["arrived_on", "confirmed_on"], "signed_on"),
        ("fax", ["arrived_on", "confirmed_on"], "signed_on"),
    ],
)
async def test_the_mail_room_asks_first_for_the_dates_that_a_channel_needs(
    desk: httpx.AsyncClient, channel: str, first: list[str], folded: str
) -> None:
    page = (await desk.get(f"/mail-room?channel={channel}")).text
    unfolded, _, others = page.partition("<summary>其他日期</summary>")
    for name in first:
        assert f'name="dates.{name}"' in unfolded
    assert f'name="dates.{folded}"' not in unfolded
    assert f'name="dates.{folded}"' in others
    # the day it came is today's (the clock stands at 2026-11-22), the confirmation is still open
    assert re.search(rf'name="dates\.{first[0]}"[^>]*value="2026-11-22"', page)
    assert not re.search(r'name="dates\.confirmed_on"[^>]*value="2', page)


async def test_post_is_registered_one_after_the_other(desk: httpx.AsyncClient, town: Town) -> None:
    sent = form(
        desk="mail", channel="ordinary_mail",
        **{"dates.submitted_on": "", "dates.arrived_on": "2026-11-20"},
    )  # fmt: skip
    answer = await desk.post("/cases/new", data=sent)
    case = await only_case(town)
    assert answer.headers["location"] == f"/mail-room?channel=ordinary_mail&done={case.id}"
    page = await desk.get(answer.headers["location"])
    assert case.number in page.text
    assert "欧阳修竹" not in page.text  # an empty form for the next letter


async def test_a_foreign_case_is_not_told_as_done(site: Site, town: Town, earlier: Case) -> None:
    await town.officer("stranger", "371702", *Role)
    async with site.program("stranger") as client:
        page = await client.get(f"/mail-room?done={earlier.id}")
    assert page.status_code == 200
    assert earlier.number not in page.text


# ---- what waits for confirmation ----


async def waiting(town: Town, day: date, channel: Channel = Channel.ORDINARY_MAIL) -> Case:
    return await new_case(
        town, "owner", HOME, "unconfirmed", channel=channel, dates={"arrived_on": day}
    )


async def test_the_longest_waiting_stands_first_with_its_working_days(
    desk: httpx.AsyncClient, town: Town
) -> None:
    """2026-11-22 is a Sunday: since Friday the 20th no working day has passed, since Wednesday the
    18th two (Thursday, Friday), since Friday the 13th five."""
    await town.officer("owner", HOME, *Role)
    days = {date(2026, 11, 20): 0, date(2026, 11, 13): 5, date(2026, 11, 18): 2}
    numbers = {day: (await waiting(town, day)).number for day in days}
    text = (await desk.get("/unconfirmed")).text
    places = [text.index(numbers[day]) for day in sorted(days)]
    assert places == sorted(places)
    lines = {day: line_of(text, numbers[day]) for day in days}
    assert "已等待5个工作日" in lines[date(2026, 11, 13)]
    assert "超过当日" in lines[date(2026, 11, 13)]
    assert "条例第三十一条第（二）项" in lines[date(2026, 11, 13)]
    assert "已等待2个工作日" in lines[date(2026, 11, 18)]
    assert "今天确认" in lines[date(2026, 11, 20)]
    assert "139****2222" in text
    assert PHONE not in text


def line_of(page: str, number: str) -> str:
    line = next(part for part in page.split("<tr") if number in part)
    return re.sub(r"<[^>]+>", "", line)


async def test_by_fax_it_is_no_duty_of_the_same_day_but_waits_all_the_same(
    desk: httpx.AsyncClient, town: Town
) -> None:
    await town.officer("owner", HOME, *Role)
    case = await waiting(town, date(2026, 11, 18), Channel.FAX)
    line = line_of((await desk.get("/unconfirmed")).text, case.number)
    assert "尚未确认" in line
    assert "超过当日" not in line
    assert "条例第三十一条第（三）项" in line


async def test_a_case_is_confirmed_in_its_line(desk: httpx.AsyncClient, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    case = await waiting(town, date(2026, 11, 18))
    early = await desk.post(f"/unconfirmed/{case.id}", data={"confirmed_on": "2026-11-17"})
    assert early.status_code == 422
    assert "早于申请到达的日期2026-11-18" in early.text
    done = await desk.post(f"/unconfirmed/{case.id}", data={"confirmed_on": "2026-11-20"})
    assert done.headers["location"] == "/unconfirmed"
    assert case.number not in (await desk.get("/unconfirmed")).text
    assert (await only_case(town)).received_on == date(2026, 11, 20)

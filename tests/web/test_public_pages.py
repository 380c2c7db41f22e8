"""公众网页: what a citizen can do at them, and what nobody can."""

import re
from datetime import timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import docx
import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from cases.actions import (
    gating,
    issuing,
    paper_making,
    query_codes,
)
from cases.actions.from_the_public import SHOWN_AGAIN_WITHIN
from cases.actions.query_codes import opened
from cases.actor import APPLICANT
from cases.history import Kind
from cases.models import Case, Role
from cases.models_clock import CaseClock
from cases.models_public import PublicDesk
from cases.queries_public import NOWHERE
from cases.states import State
from tests.actions.lettering import lettered
from tests.conftest import Town, connect
from tests.web.conftest import CARD, HOME, PHONE, Site, stored
from tests.web.publicly import (
    DESK,
    FORM,
    confirmation,
    confirmed,
    entered,
    filed,
    opened_desk,
    sent,
    slip,
    the_case,
    token,
    told,
)
from tests.web.readying import CLERK

pytestmark = pytest.mark.anyio
PATHS = ("", "/apply", "/forms/natural-person.docx", "/forms/organisation.docx")


# ---- switched off and on


async def test_pages_that_are_off_answer_like_those_of_nobody(site: Site, town: Town) -> None:
    async with site.client() as client:
        assert (await client.get("/public")).status_code == 404
        assert (await client.get("/public/follow")).status_code == 404
        await opened_desk(town, "371702")
        for path in PATHS:
            off = await client.get(f"/public/{HOME}{path}")
            none = await client.get(f"/public/no-such-organ{path}")
            assert (off.status_code, none.status_code) == (404, 404)
            assert off.text == none.text.replace("no-such-organ", HOME)
            assert NOWHERE in off.text
        refused = await sent(client)
        assert refused.status_code == 404
        assert HOME not in (await client.get("/public")).text
    async with town.office.sessions() as session:
        assert await session.scalar(select(func.count()).select_from(Case)) == 0


async def test_an_open_desk_shows_its_guide_and_its_forms(site: Site, town: Town) -> None:
    await opened_desk(
        town, channels=["email"], email="xxgk@example.gov.cn", complaint_body="政务公开办"
    )
    async with site.client() as client:
        listed = (await client.get("/public")).text
        assert f"/public/{HOME}/apply" in listed
        guide = (await client.get(f"/public/{HOME}")).text
        for said in (
            "商务小区5号楼",
            "0536-5221234",
            "xxgk@example.gov.cn",
            "政务公开办",
            "第三十一条",
        ):
            assert said in guide
        assert (
            "行政机关收到政府信息公开申请，能够当场答复的，应当当场予以答复" in guide
        )  # 条例 33(1)
        for name in ("natural-person.docx", "organisation.docx"):
            file = await client.get(f"/public/{HOME}/forms/{name}")
            blank = docx.Document(BytesIO(file.content))
            cells = [
                cell.text for table in blank.tables for row in table.rows for cell in row.cells
            ]
            words = "".join(cells + [paragraph.text for paragraph in blank.paragraphs])
            assert "寿光市自然资源和规划局" in words
            assert "名称或者其他特征性描述" in cells
            assert not {cell for cell in cells if "用途" in cell or "减免" in cell}
            assert "{{" not in words
        assert (await client.get(f"/public/{HOME}/forms/other.docx")).status_code == 404


async def test_head_and_administrator_open_the_pages_and_nobody_else(
    site: Site, town: Town
) -> None:
    await town.officer("owner", HOME, *Role)
    for role in Role:
        await town.officer(f"one-{role}", HOME, role)
        before = await stored(town)
        async with site.program(f"one-{role}") as client:
            answer = await client.post(f"/office/{HOME}/public", data=DESK | {"is_open": "on"})
        if role in (Role.HEAD, Role.ADMINISTRATOR):
            assert answer.status_code == 303
        else:
            assert answer.status_code == 403
            assert await stored(town) == before
    async with town.office.sessions() as session:
        rows = (await session.scalars(select(PublicDesk))).all()
        assert [row.reason for row in rows] == ["开通网上申请"] * 2  # followed, not changed
        await session.delete(rows[0])
        with pytest.raises(DBAPIError, match="public_desks"):
            await session.flush()


async def test_what_a_guide_must_say_is_asked_for_before_opening(site: Site, town: Town) -> None:
    await town.officer("owner", HOME, *Role)
    before = await stored(town)
    async with site.program("owner") as client:
        form = {"is_open": "on", "channel.fax": "on", "phone": "<i>1", "reason": "开通"}
        answer = await client.post(f"/office/{HOME}/public", data=form)
        assert answer.status_code == 422
        for said in (
            "工作机构的名称",
            "办公地址",
            "办公时间",
            "应当填写传真号码",
            "第十二条第二款",
        ):
            assert said in answer.text
        assert "&lt;i&gt;1" in answer.text
        assert "<i>1" not in answer.text
        assert await stored(town) == before
        form.pop("is_open")  # closed, it may say as little as it likes
        assert (await client.post(f"/office/{HOME}/public", data=form)).status_code == 303
        await client.post(f"/office/{HOME}/own-name", data={"own_name": "false"})
        answer = await client.post(f"/office/{HOME}/public", data=DESK | {"is_open": "on"})
        assert "不以自己的名义作出答复" in answer.text  # 条例 27


# ---- applying


async def test_the_form_asks_for_no_purpose_and_says_what_helps(site: Site, town: Town) -> None:
    await opened_desk(town)
    async with site.client() as client:
        page = (await client.get(f"/public/{HOME}/apply")).text
    labels = "".join(re.findall(r"<label[^>]*>(.*?)</label>", page, re.S))
    assert "用途" not in labels
    assert "减免" not in labels
    assert "第四十三条" in page
    assert "<script" not in page
    for field in (
        "applicant.name",
        "applicant.phone",
        "items.0.text",
        "carrier",
        "route",
        "agent.name",
    ):
        assert f'name="{field}"' in page


async def test_an_application_is_a_case_that_waits_for_both_sides(site: Site, town: Town) -> None:
    await opened_desk(town)
    async with site.client() as client:
        looked = await client.post(
            f"/public/{HOME}/apply", data=FORM | {"submission": str(uuid4()), "step": "review"}
        )
        assert looked.status_code == 200
        assert "䶮堃&lt;b&gt;" in looked.text
        assert "340*************1X" in looked.text
        files = [("files", ("身份证.txt", "复印件".encode())), ("files", ("委托书.txt", b"yes"))]
        number, code = slip(await sent(client, files=files))
    case = await the_case(town, number)
    assert (case.state, case.channel, case.received_on) == (State.UNCONFIRMED, "online", None)
    assert case.facts["dates"]["submitted_on"] == "2026-11-22"
    history = await told(town, number)
    assert [event.kind for event in history] == [Kind.REGISTERED, Kind.ATTACHED, Kind.ATTACHED]
    assert {(e.officer_id, e.officer, e.data["where"]) for e in history} == {
        (None, "申请人（网上）", "公众网页")
    }
    assert code not in str([event.data for event in history])
    async with town.office.sessions() as session:  # 条例 31: no period runs before confirmation
        clock = await session.get_one(CaseClock, case.id)
        assert clock.answer_due is None


async def test_query_code_and_personal_data_can_be_read_nowhere_in_the_database(
    site: Site, town: Town
) -> None:
    form = str(uuid4())
    number, code = await filed(site, town, submission=form)
    given = await confirmation(site, town, number)
    raw = await connect(town.database_url, urlsplit(town.database_url).path[1:])
    try:
        for table in ("cases", "case_events", "query_codes", "confirmation_codes"):
            for row in await raw.fetch(f"SELECT t::text AS said FROM {table} t"):
                for secret in (code, CARD, PHONE, form):
                    assert secret not in row["said"], table
                assert table != "confirmation_codes" or f",{given}," not in row["said"]
    finally:
        await raw.close()


async def test_what_was_typed_comes_back_with_every_refusal(site: Site, town: Town) -> None:
    await opened_desk(town)
    before = await stored(town)
    wrong: list[tuple[dict[str, str], str]] = [
        ({"applicant.id_number": CARD[:-1] + "1"}, "校验位不符"),
        ({"applicant.name": ""}, "此项必填"),
        ({"applicant.phone": "", "applicant.email": ""}, "请填写联系电话或者电子邮箱"),
        ({"items.0.text": " "}, "此项必填"),
        ({"applicant.kind": "robot"}, "不在可选范围内"),
        ({"website": "https://spam.example"}, "不需要填写"),
        ({"applicant.name": "李\x00强"}, "不可见的控制字符"),
        ({f"items.{n}.text": "一项" for n in range(11)}, "一次最多申请10项"),
        ({"submission": "x"}, "UUID"),
    ]
    async with site.client() as client:
        for changes, sentence in wrong:
            for step in ("review", "send"):
                answer = await sent(client, **changes | {"step": step, "help_needed": "大字<u>"})
                assert answer.status_code == 422, changes
                assert sentence in answer.text
                assert "大字&lt;u&gt;" in answer.text
                assert "<u>" not in answer.text
    assert await stored(town) == before


async def test_officers_fields_sent_by_a_stranger_are_left_out(site: Site, town: Town) -> None:
    number, _ = await filed(
        site, town, **{
            "channel": "in_person", "dates.submitted_on": "2020-01-01", "dates.confirmed_on": "2020-01-02",
            "oral.filled_by": "x", "upstream_number": "1", "remark": "x", "organ": "371702",
        },
    )  # fmt: skip
    case = await the_case(town, number)
    assert (case.channel, case.received_on) == ("online", None)
    assert case.organ_id == town.organs[HOME]
    assert (case.facts["oral"], case.facts["remark"], case.facts["upstream_number"]) == (
        None,
        "",
        "",
    )
    assert case.facts["dates"]["submitted_on"] == "2026-11-22"


async def test_a_form_sent_twice_is_one_case_with_one_code(site: Site, town: Town) -> None:
    form = str(uuid4())
    number, code = await filed(site, town, submission=form)
    async with site.client() as client:
        assert slip(await sent(client, submission=form)) == (number, code)
        town.clock.at += SHOWN_AGAIN_WITHIN
        late = await sent(client, submission=form)
        assert number in late.text
        assert code not in late.text
        assert "没有重复登记" in late.text
        await opened_desk(town, "371702")
        other, other_code = slip(await sent(client, "371702", submission=form))
    assert (other[:10], other_code == code) == ("YSQ-371702", False)
    assert len(await told(town, number)) == 1


async def test_a_renewed_code_is_not_shown_to_who_sends_the_form_again(
    site: Site, town: Town
) -> None:
    form = str(uuid4())
    number, code = await filed(site, town, submission=form)
    case = await the_case(town, number)
    await town.officer("owner", HOME, Role.REGISTRAR)
    async with site.program("owner") as officer:
        page = await officer.post(f"/cases/{case.id}/query-code", data={"reason": "核对身份证"})
        new = re.search(r'class="public-code">([0-9A-Z]{10})<', page.text)
    assert new is not None
    async with site.client() as client:
        again = await sent(client, submission=form)
        assert code not in again.text
        assert new[1] not in again.text
        wrong = await client.post("/public/follow", data={"number": number, "query_code": code})
        assert wrong.status_code == 404
        assert (await entered(client, number, new[1])).status_code == 200
    last = (await told(town, number))[-1]
    assert (last.kind, last.officer, last.data["reason"]) == (Kind.TAKEN_OUT, "owner", "核对身份证")


async def test_files_are_checked_and_the_application_waits_for_better_ones(
    site: Site, town: Town
) -> None:
    await opened_desk(town)
    before = await stored(town)
    bad: list[tuple[Any, int, str]] = [
        ([("files", ("a.txt", b"MZ\x90"))], 422, "程序和脚本不能附卷"),
        ([("files", ("a.pdf", b"text"))], 422, "文件名应以"),
        ([("files", (f"{n}.txt", b"text")) for n in range(6)], 422, "一次最多上传5个文件"),
        ([("files", ("a.txt", b"x" * 10_000_001))], 413, "每个不超过10MB"),
    ]
    async with site.client() as client:
        for files, status, sentence in bad:
            answer = await sent(client, files=files)
            assert answer.status_code == status
            assert sentence in answer.text
            assert "核对申请" in answer.text
            assert "䶮堃&lt;b&gt;" in answer.text
        huge = await client.post(
            f"/public/{HOME}/apply", content=b"x" * 30_000_001,
            headers={"content-type": "multipart/form-data; boundary=x"},
        )  # fmt: skip
        assert huge.status_code == 413
        assert "上传的文件过大" in huge.text
    assert await stored(town) == before


# ---- both sides confirm


async def test_the_receipt_date_is_the_day_on_which_both_have_confirmed(
    site: Site, town: Town
) -> None:
    """条例 31. The code is given on Monday 23 November, entered on Wednesday 25 November 2026."""
    number, code = await filed(site, town)  # Sunday 22 November
    town.clock.go_to(2026, 11, 23)
    given = await confirmation(site, town, number)
    town.clock.go_to(2026, 11, 25)
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "2026-11-23 10:00发出确认码" in page.text
        sent_back = await client.post(
            "/public/follow/confirmation", data={"confirmation": given, "form_token": token(page)}
        )
        assert sent_back.status_code == 303
        page = await client.get("/public/follow/case")
    case = await the_case(town, number)
    assert str(case.received_on) == "2026-11-25"
    assert case.state == State.SCREENING
    # day 1 is 26 November; 4 working days to 30 November inclusive of 26, 27: 26 27 30 | 1 2 3 4 |
    # 7–11 | 14–18 make 3 + 4 + 5 + 5 = 17; 21, 22, 23 December are the 18th to 20th
    assert "2026年12月23日" in page.text
    event = (await told(town, number))[-1]
    assert (event.kind, event.officer) == (Kind.RECEIPT_CONFIRMED, APPLICANT)
    assert (event.data["office_by"], event.data["office_at"]) == ("giver", "2026-11-23 10:00")


async def test_five_wrong_confirmation_codes_and_the_right_one_is_worth_nothing(
    site: Site, town: Town
) -> None:
    number, code = await filed(site, town)
    given = await confirmation(site, town, number)
    wrong = f"{(int(given) + 1) % 1_000_000:06}"
    async with site.client() as client:
        fields = {"form_token": token(await entered(client, number, code))}
        for left in (
            "还可以输入4次",
            "还可以输入3次",
            "还可以输入2次",
            "还可以输入1次",
            "已经失效",
        ):
            fields["confirmation"] = wrong
            answer = await client.post("/public/follow/confirmation", data=fields)
            assert answer.status_code == 422
            assert left in answer.text
        fields["confirmation"] = given
        answer = await client.post("/public/follow/confirmation", data=fields)
        assert "已经失效" in answer.text
        assert (await the_case(town, number)).received_on is None
        fields["confirmation"] = await confirmation_again(site, number, town)
        done = await client.post("/public/follow/confirmation", data=fields)
        assert done.status_code == 303
    assert (await the_case(town, number)).received_on is not None


async def confirmation_again(site: Site, number: str, town: Town) -> str:
    case = await the_case(town, number)
    async with site.program("giver") as officer:
        page = await officer.post(f"/cases/{case.id}/confirmation-code")
    return re.findall(r'class="public-code">(\d{6})<', page.text)[0]  # type: ignore[no-any-return]


async def test_a_confirmation_code_is_not_there_before_it_is_given_and_ends_after_a_week(
    site: Site, town: Town
) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        fields = {
            "form_token": token(await entered(client, number, code)),
            "confirmation": "123456",
        }
        answer = await client.post("/public/follow/confirmation", data=fields)
        assert "还没有告知确认码" in answer.text
        fields["confirmation"] = await confirmation(site, town, number)
        town.clock.at += timedelta(days=7)
        fields["form_token"] = token(await entered(client, number, code))
        answer = await client.post("/public/follow/confirmation", data=fields)
        assert "已经失效" in answer.text
    assert (await the_case(town, number)).received_on is None


async def test_an_officer_may_still_confirm_by_telephone(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    given = await confirmation(site, town, number)
    case = await the_case(town, number)
    async with site.program("giver") as officer, site.client() as client:
        page = await entered(client, number, code)
        done = await officer.post(
            f"/cases/{case.id}/receipt-confirmation", data={"confirmed_on": "2026-11-22"}
        )
        assert done.status_code == 303
        late = await client.post(
            "/public/follow/confirmation", data={"confirmation": given, "form_token": token(page)}
        )
        assert late.status_code == 303  # nothing more to do, and no fault of hers
    assert [e.kind for e in await told(town, number)] == [Kind.REGISTERED, Kind.RECEIPT_CONFIRMED]


async def test_a_receipt_made_later_leaves_the_applicants_code_alone(
    site: Site, town: Town
) -> None:
    number, code, case = await confirmed(site, town)
    async with town.office.sessions.begin() as session:
        await lettered(session, case.organ_id)
        _, paper = await paper_making.make_paper(
            session, CLERK, town.clock.at, case.id, paper="P3", fields={}
        )
    async with town.office.sessions.begin() as session:
        assert await opened(session, town.clock.at, number, code) is not None
        desk = await gating.desk_of(session, await session.get_one(Case, case.id))
        content = issuing.content_of(session, case.id, desk.file.papers[paper])
    text = "".join(paragraph.text for paragraph in docx.Document(BytesIO(content)).paragraphs)
    assert query_codes.TOLD_ALREADY in text
    assert code not in text

"""申请人的本件: who may see a case by number and query code, and what is done there."""

import re
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from uuid import UUID

import docx
import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import (
    closing,
    consultation,
    door,
    issuing,
    paper_making,
    query_codes,
    timing,
)
from cases.actions.steps import Sending
from cases.actor import APPLICANT, applicant
from cases.errors import NotAllowed, NotFound
from cases.history import Kind
from cases.law.clock_facts import Recipient
from cases.law.delivery import Way
from cases.models import Case, Role
from cases.models_clock import CaseClock
from cases.states import MOVES, State, Verb
from cases.web.public_session import COOKIE, LASTS
from cases.web.sign_in import COOKIE as OFFICERS
from tests.conftest import Town, organ_row
from tests.web.conftest import AGENT_CARD, CARD, HOME, PHONE, REQUEST, Site, new_case, stored
from tests.web.publicly import (
    FORM,
    NAME,
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
from tests.web.readying import CLERK, bring

pytestmark = pytest.mark.anyio
THIRD = "某某置业有限公司"


# ---- who may see a case


async def test_a_wrong_code_an_unknown_number_and_a_resting_code_get_one_answer(
    site: Site, town: Town
) -> None:
    number, code = await filed(site, town)
    answers = []
    async with site.client() as client:
        for asked, tried in (
            *((number, "ABCDEFGHJK"),) * 6,  # the fifth lets it rest
            (number, code),  # right, and resting
            ("YSQ-370783-zrzy-2026-9999", code),
            ("'; DROP TABLE cases; --", code),
        ):
            answer = await client.post(
                "/public/follow", data={"number": asked, "query_code": tried}
            )
            answers.append(
                (
                    answer.status_code,
                    answer.text.replace(asked, "N").replace("&#39;; DROP TABLE cases; --", "N"),
                )
            )
            assert tried not in answer.text
            assert COOKIE not in answer.cookies
        assert len(set(answers)) == 1
        assert answers[0][0] == 404
        town.clock.at += timedelta(minutes=15)
        assert (await entered(client, number, code)).status_code == 200


async def test_a_code_in_an_address_opens_nothing(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        for path in (
            f"/public/follow?number={number}&query_code={code}",
            f"/public/follow/case?number={number}&query_code={code}",
        ):
            answer = await client.get(path)
            assert answer.status_code in (200, 401)
            assert code not in answer.text
            assert REQUEST not in answer.text
            assert COOKIE not in answer.cookies
        assert (
            await client.post(f"/public/follow?number={number}&query_code={code}")
        ).status_code == 422


async def test_the_session_lasts_half_an_hour_from_the_last_page(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        await entered(client, number, code)
        for _ in range(3):
            town.clock.at += LASTS - timedelta(minutes=1)
            assert REQUEST in (await client.get("/public/follow/case")).text
        town.clock.at += LASTS
        answer = await client.get("/public/follow/case")
        assert answer.status_code == 401
        assert REQUEST not in answer.text
        assert "会话已经结束" in answer.text


async def test_its_cookie_is_out_of_reach_and_of_no_use_elsewhere(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        answer = await client.post("/public/follow", data={"number": number, "query_code": code})
        cookie = answer.headers["set-cookie"]
        assert "HttpOnly" in cookie
        assert "samesite=strict" in cookie.lower()
        assert "Path=/public/follow" in cookie
        assert code not in cookie
        value = client.cookies[COOKIE]
        case = await the_case(town, number)
        assert (await client.get(f"/cases/{case.id}")).headers["location"].startswith("/sign-in")
    async with site.client(cookies={OFFICERS: value}) as client:
        assert (await client.get("/cases")).status_code == 302
    await town.officer("owner", HOME, *Role)
    async with site.browser("owner") as (officer, _):  # nor is an officer an applicant
        assert (await officer.get("/public/follow/case")).status_code == 401


async def test_a_cookie_made_by_hand_opens_nothing(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        other, _ = slip(await sent(client))
    theirs = await the_case(town, other)
    async with site.client() as client:
        await entered(client, number, code)
        mark, case, ends, mac = client.cookies[COOKIE].split(".")
    forged = (
        f"{mark}.{theirs.id}.{ends}.{mac}",
        f"{mark}.{case}.{int(ends) + 3600}.{mac}",
        f"x{mark}.{case}.{ends}.{mac}",
        f"{mark}.{case}.{ends}.{mac[:-1]}0" if mac[-1] != "0" else f"{mark}.{case}.{ends}.{mac[:-1]}1",
        f"{mark}.{case}.{ends}", f"{mark}.x.{ends}.{mac}", f"{mark}.{case}.{'9' * 40}.{mac}",
        f"{mark}.{case}.x.{mac}", "....", "", ".", f"{mark}.{UUID(int=1)}.{ends}.{mac}",
    )  # fmt: skip
    for value in forged:
        async with site.client(cookies={COOKIE: value}) as client:
            answer = await client.get("/public/follow/case")
            assert answer.status_code == 401, value
            assert REQUEST not in answer.text


async def test_every_form_of_a_session_carries_its_token_and_comes_from_here(
    site: Site, town: Town
) -> None:
    number, code, _ = await confirmed(site, town)
    forms = {
        "confirmation": {"confirmation": "123456"}, "supplement": {"content": "x"}, "leave": {},
        "withdrawal": {"query_code": code, "sure": "true"}, "papers/1": {},
    }  # fmt: skip
    async with site.client() as client:
        mine = token(await entered(client, number, code))
        before = await stored(town)
        for path, fields in forms.items():
            for wrong in ("", "x", mine[:-1]):
                answer = await client.post(
                    f"/public/follow/{path}", data=fields | {"form_token": wrong}
                )
                assert answer.status_code == 403, path
                assert "表单校验不通过" in answer.text
            for headers in (
                {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"},
                {"origin": "https://evil.example"}, {"origin": "null"},
            ):  # fmt: skip
                whole = fields | {"form_token": mine}
                answer = await client.post(f"/public/follow/{path}", data=whole, headers=headers)
                assert answer.status_code == 403, path
                assert "其他网站" in answer.text
        for path in ("follow", f"{HOME}/apply"):
            answer = await client.post(
                f"/public/{path}", data=FORM, headers={"origin": "https://e.example"}
            )
            assert answer.status_code == 403
    assert await stored(town) == before


async def test_even_with_the_code_numbers_are_masked_and_third_parties_unnamed(
    site: Site, town: Town
) -> None:
    number, code, case = await confirmed(site, town)
    async with town.office.sessions.begin() as session:
        await brought(session, town, case, State.HANDLING)
        await consultation.consult(
            session, CLERK, town.clock.at, case.id, kind=Recipient.THIRD_PARTY, recipient=THIRD,
            sending=Sending(town.clock.at.date()),
        )  # fmt: skip
        await paper_making.make_paper(
            session, CLERK, town.clock.at, case.id, paper="P9",
            fields={"recipient": THIRD, "is_person": "否", "kind": "商业秘密", "extract": "成交单价"},
        )  # fmt: skip
    async with site.client() as client:
        page = (await entered(client, number, code)).text
    assert "340*************1X" in page
    assert "139****2222" in page
    assert "书面征求有关方面的意见" in page
    for hidden in (CARD, PHONE, THIRD, "成交单价", "征求意见书"):
        assert hidden not in page
    assert "䶮堃&lt;b&gt;" in page
    assert NAME not in page


async def test_pages_switched_off_later_still_serve_who_applied_by_them(
    site: Site, town: Town
) -> None:
    number, code = await filed(site, town)
    await town.officer("owner", HOME, *Role)
    walk_in = await new_case(town, "owner", HOME)
    async with town.office.sessions.begin() as session:
        await query_codes.keep(session, town.clock.at, walk_in.id, "23456789AB")
    async with site.client() as client:
        assert (await entered(client, walk_in.number, "23456789AB")).status_code == 200
        await opened_desk(town, is_open=False)
        assert (await client.get("/public/follow/case")).status_code == 401
        refused = await client.post(
            "/public/follow", data={"number": walk_in.number, "query_code": "23456789AB"}
        )
        assert refused.status_code == 404
        assert (await client.get(f"/public/{HOME}")).status_code == 404
        assert (await entered(client, number, code)).status_code == 200


# ---- doing something


async def asked_to_supplement(site: Site, town: Town) -> tuple[str, str, Case]:
    number, code, case = await confirmed(site, town)
    async with town.office.sessions.begin() as session:
        await timing.send_supplement_notice(
            session, CLERK, town.clock.at, case.id, sending=Sending(town.clock.at.date()),
            reply_by=town.clock.at.date() + timedelta(days=10), content="请写明<年度>",
        )  # fmt: skip
    return number, code, case


async def test_a_supplement_counts_from_the_day_on_which_it_is_sent(site: Site, town: Town) -> None:
    number, code, case = await asked_to_supplement(site, town)
    town.clock.go_to(2026, 11, 30)
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "请写明&lt;年度&gt;" in page.text
        assert "请于2026年12月2日前（含当日）" in page.text
        answer = await client.post(
            "/public/follow/supplement", files=[("files", ("说明.txt", "二〇二五".encode()))],
            data={"content": "2025年度", "form_token": token(page)},
        )  # fmt: skip
        assert answer.status_code == 303
        page = await client.get("/public/follow/case")
        assert "收到您的补正" in page.text
        again = await client.post(
            "/public/follow/supplement", data={"content": "再来", "form_token": token(page)}
        )
        assert again.status_code == 409
        assert "没有要求补正" in again.text
    history = await told(town, number)
    assert [e.kind for e in history[-2:]] == [Kind.ATTACHED, Kind.SUPPLEMENT]
    assert str(history[-1].day) == "2026-11-30"
    assert history[-1].data["content"] == "2025年度\n上传材料：1号附件"
    assert "excused" not in history[-1].data  # what is a 正当理由, the office judges
    async with town.office.sessions() as session:
        clock = await session.get_one(CaseClock, case.id)
        # 20 working days from 30 November 2026: 1–4, 7–11, 14–18, 21–25 are 4 + 5 + 5 + 5 = 19
        assert str(clock.answer_due) == "2026-12-28"


async def test_a_late_supplement_says_why_and_leaves_the_judgment_to_the_office(
    site: Site, town: Town
) -> None:
    number, code, _ = await asked_to_supplement(site, town)
    town.clock.go_to(2026, 12, 5)  # reply_by was 2 December
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "补正期限已过" in page.text
        fields = {"content": "2025年度", "why_late": "住院", "form_token": token(page)}
        assert (await client.post("/public/follow/supplement", data=fields)).status_code == 303
    last = (await told(town, number))[-1]
    assert last.data["content"] == "2025年度\n逾期的理由：住院"
    assert "excused" not in last.data


async def test_text_typed_into_a_session_that_ended_is_there_after_entering_again(
    site: Site, town: Town
) -> None:
    number, code, _ = await asked_to_supplement(site, town)
    async with site.client() as client:
        page = await entered(client, number, code)
        town.clock.at += LASTS
        fields = {"content": "补正<的>内容", "form_token": token(page)}
        ended = await client.post("/public/follow/supplement", data=fields)
        assert ended.status_code == 401
        kept = re.findall(r'name="content" value="([^"]*)"', ended.text)
        assert kept == ["补正&lt;的&gt;内容"]
        back = await client.post(
            "/public/follow", data={"number": number, "query_code": code, "content": "补正<的>内容"}
        )
        assert back.status_code == 200
        assert "补正&lt;的&gt;内容</textarea>" in back.text
        fields["form_token"] = token(back)
        assert (await client.post("/public/follow/supplement", data=fields)).status_code == 303


async def test_an_empty_supplement_and_a_bad_file_are_refused_and_keep_the_text(
    site: Site, town: Town
) -> None:
    number, code, _ = await asked_to_supplement(site, town)
    async with site.client() as client:
        fields = {"form_token": token(await entered(client, number, code))}
        before = await stored(town)
        empty = await client.post("/public/follow/supplement", data=fields | {"content": " "})
        assert "请写明补正的内容" in empty.text
        bad = await client.post(
            "/public/follow/supplement", data=fields | {"content": "有内容"},
            files=[("files", ("好.txt", b"good")), ("files", ("坏.txt", b"\x7fELF"))],
        )  # fmt: skip
        assert (empty.status_code, bad.status_code) == (422, 422)
        assert "有内容</textarea>" in bad.text
    assert await stored(town) == before  # not even the good file


async def test_a_withdrawal_asks_for_the_code_once_more_and_then_ends_the_case(
    site: Site, town: Town
) -> None:
    number, code, _ = await confirmed(site, town)
    async with site.client() as client:
        page = await entered(client, number, code)
        assert "您不能自行恢复" in (await client.get("/public/follow/withdrawal")).text
        fields = {"form_token": token(page), "why": "已经<找到>"}
        before = await stored(town)
        for wrong, sentence in (
            ({"query_code": code}, "请勾选确认"),
            ({"sure": "true"}, "此项必填"),
        ):
            answer = await client.post("/public/follow/withdrawal", data=fields | wrong)
            assert answer.status_code == 422
            assert sentence in answer.text
            assert "已经&lt;找到&gt;" in answer.text
            assert f'value="{code}"' not in answer.text
        assert await stored(town) == before
        wrong = {"query_code": "ABCDEFGHJK", "sure": "true"}
        answer = await client.post("/public/follow/withdrawal", data=fields | wrong)
        assert "查询码不正确" in answer.text
        right = fields | {"query_code": code.lower(), "sure": "true"}
        assert (await client.post("/public/follow/withdrawal", data=right)).status_code == 303
        assert "您撤回了申请" in (await client.get("/public/follow/case")).text
        twice = await client.post("/public/follow/withdrawal", data=right)
        assert twice.status_code == 303
    case = await the_case(town, number)
    assert (case.state, case.answer_type, case.annual_row) == (State.CLOSED, "A27", "other_misc")
    last = (await told(town, number))[-1]
    assert (last.kind, last.officer, last.data["reason"]) == (
        Kind.WITHDRAWAL,
        APPLICANT,
        "已经<找到>",
    )
    assert "凭登记编号和查询码" in last.data["paper"]


async def test_an_unconfirmed_application_can_be_withdrawn(site: Site, town: Town) -> None:
    number, code = await filed(site, town)
    async with site.client() as client:
        page = await entered(client, number, code)
        fields = {"form_token": token(page), "query_code": code, "sure": "true"}
        assert (await client.post("/public/follow/withdrawal", data=fields)).status_code == 303
    assert (await the_case(town, number)).state == State.CLOSED


async def test_the_answer_is_fetched_and_that_is_proved_without_a_new_day_of_service(
    site: Site, town: Town
) -> None:
    number, code, case = await confirmed(site, town)
    async with town.office.sessions.begin() as session:
        await brought(session, town, case, State.SERVING)
        await issuing.issue(session, CLERK, town.clock.at, case.id)
    async with site.client() as client:
        page = await entered(client, number, code)
        fields = {"form_token": token(page), "format": "docx"}
        assert "还没有发给您的文书" in page.text  # made, and not sent
        early = await client.post("/public/follow/papers/1", data=fields)
        assert early.status_code == 404
        async with town.office.sessions.begin() as session:
            sending = Sending(way=Way.IN_PERSON, dates={"signed_on": town.clock.at.date()})
            await closing.record_answer(session, CLERK, town.clock.at, case.id, sending=sending)
        served = await the_case(town, number)
        town.clock.at += timedelta(minutes=5)
        page = await client.get("/public/follow/case")
        assert "/public/follow/papers/1" in page.text
        file = await client.post("/public/follow/papers/1", data=fields)
        assert file.status_code == 200
        assert file.headers["content-disposition"].startswith("attachment")
        assert docx.Document(BytesIO(file.content)).paragraphs
        for other in (0, 2, 99):
            assert (
                await client.post(f"/public/follow/papers/{other}", data=fields)
            ).status_code == 404
        odd = await client.post("/public/follow/papers/1", data=fields | {"format": "exe"})
        assert odd.status_code == 409
    fetched = [e for e in await told(town, number) if e.kind == Kind.TAKEN_OUT]
    assert [(e.officer, e.data["what"][:11]) for e in fetched] == [
        (APPLICANT, "《政府信息公开申请答复")
    ]
    assert fetched[0].data["reason"].startswith("网上领取，SHA-256：")
    assert (await the_case(town, number)).answered_on == served.answered_on


async def brought(session: AsyncSession, town: Town, case: Case, state: State) -> None:
    """The case brought to a state, with letters that can be made."""
    here = await session.get_one(Case, case.id)
    await bring(session, town.clock.at, here, state)


async def test_the_letters_of_another_case_are_not_there(site: Site, town: Town) -> None:
    """Every number is one within the own case: no address names another."""
    number, _, case = await confirmed(site, town)
    other, other_code = await filed(site, town, **{"applicant.id_number": AGENT_CARD})
    async with town.office.sessions.begin() as session:
        await brought(session, town, case, State.CLOSED)
    async with site.client() as client:
        page = await entered(client, other, other_code)
        fields = {"form_token": token(page)}
        for place in range(1, 4):
            answer = await client.post(f"/public/follow/papers/{place}", data=fields)
            assert answer.status_code == 404
        for path in (f"/cases/{case.id}", f"/cases/{case.id}/history"):
            assert (await client.get(path)).status_code == 302
    assert Kind.TAKEN_OUT not in [event.kind for event in await told(town, number)]


# ---- the applicant as an actor


async def test_an_applicant_does_what_the_table_names_and_nothing_else(
    site: Site, town: Town
) -> None:
    number, _, case = await confirmed(site, town)
    me = applicant(case.organ_id, case.id)
    named = {move.verb for move in MOVES if move.by_applicant}
    assert named == {
        Verb.REGISTER, Verb.CONFIRM_RECEIPT, Verb.RECEIVE_SUPPLEMENT, Verb.RECORD_WITHDRAWAL,
        Verb.ATTACH, Verb.TAKE_OUT,
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        for verb in Verb:
            if verb not in named:
                with pytest.raises(NotAllowed):
                    await door.open_case(session, me, case.id, verb)
        for verb in (Verb.RECEIVE_SUPPLEMENT, Verb.RECORD_WITHDRAWAL, Verb.TAKE_OUT):
            assert (await door.open_case(session, me, case.id, verb)).number == number
    assert not me.has(case.organ_id, tuple(Role))
    assert not me.has_anywhere(tuple(Role))
    assert not me.may_read(case.organ_id)


async def test_an_applicant_of_one_case_is_nobody_to_another(site: Site, town: Town) -> None:
    _, _, case = await confirmed(site, town)
    await town.officer("owner", HOME, *Role)
    theirs = await new_case(town, "owner", HOME)
    elsewhere = (await organ_row(town.office, "371702")).id
    async with town.office.sessions.begin() as session:
        for me in (
            applicant(case.organ_id, case.id), applicant(case.organ_id), applicant(elsewhere, theirs.id),
        ):  # fmt: skip
            for verb in Verb:
                with pytest.raises((NotFound, NotAllowed)):
                    await door.open_case(session, me, theirs.id, verb)
        with pytest.raises(NotAllowed):
            door.check_role(applicant(elsewhere), case.organ_id, Verb.REGISTER)
        own = replace(applicant(case.organ_id, case.id), reads=frozenset({case.organ_id}))
        with pytest.raises(NotFound):  # not even where it were given an organ to read
            await door.open_case(session, own, theirs.id, Verb.TAKE_OUT)

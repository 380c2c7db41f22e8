"""期限 at the doors: the nouns of the contract, the dates and why, what if, one sentence for faults."""

from typing import Any

import httpx
import pytest

from cases.models import Role
from tests.conftest import Town
from tests.web.conftest import HOME, Site, new_case

pytestmark = pytest.mark.anyio


@pytest.fixture
async def case(town: Town) -> str:
    """Handed in on Friday 2026-11-20: day 1 is Monday 11-23, day 7 12-01, day 20 12-18."""
    await town.officer("owner", HOME, *Role)
    return str((await new_case(town, "owner", HOME)).id)


async def take(client: httpx.AsyncClient, case: str, noun: str, **said: Any) -> Any:
    answer = await client.post(f"/api/cases/{case}/{noun}", json=said)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_every_step_by_its_noun(site: Site, town: Town, case: str) -> None:
    async with site.program("owner") as client:
        shown = (await client.get(f"/api/cases/{case}")).json()
        assert (shown["answer_due"], shown["supplement_notice_due"]) == ("2026-12-18", "2026-12-01")
        # today is Sunday 11-22: 11-23…27 (5), 11-30…12-04 (10), 12-07…11 (15), 12-14…18 (20)
        assert (shown["clock_state"], shown["workdays_left"]) == ("running", 20)
        town.clock.go_to(2026, 11, 24)
        shown = await take(
            client, case, "supplement-notice", on="2026-11-24", reply_by="2026-12-08"
        )
        assert (shown["clock_state"], shown["answer_due"]) == ("awaiting_supplement", None)
        assert shown["awaited_until"] == "2026-12-08"
        town.clock.go_to(2026, 11, 30)
        shown = await take(client, case, "supplement", on="2026-11-30")
        # from Monday 11-30: 12-01…04 (4), 07…11 (9), 14…18 (14), 21…25 (19), 28 (20)
        assert (shown["clock_state"], shown["answer_due"]) == ("running", "2026-12-28")
        sent = await take(
            client, case, "consultations", on="2026-11-30", kind="third_party", recipient="某公司"
        )
        assert (sent["id"], sent["case"]["clock_state"]) == ("1", "paused")
        town.clock.go_to(2026, 12, 4)
        await take(client, case, "consultations/1/receipt", received_on="2026-12-02")
        shown = await take(client, case, "consultations/1/reply", on="2026-12-04")
        # not counted 12-01…04; then 12-07…11 (5), 14…18 (10), 21…25 (15), 28…31 (19), 2027-01-04
        assert (shown["clock_state"], shown["answer_due"]) == ("running", "2027-01-04")
        assert shown["provisional"] is True  # 2027's schedule is not published
        shown = await take(
            client, case, "extension", on="2026-12-04", workdays=1, approved_on="2026-12-04",
            reason="涉及档案较多，需要逐件核对",
        )  # fmt: skip
        assert shown["answer_due"] == "2027-01-05"
        shown = await take(client, case, "fee-notice", on="2026-12-04", pages=68)
        assert shown["clock_state"] == "awaiting_fee"
        await take(client, case, "fee-notice/receipt", received_on="2026-12-04")
        shown = await take(client, case, "fee-payment", on="2026-12-04")
        # from Friday 12-04: 12-07…11 (5), 14…18 (10), 21…25 (15), 28…31 (19), 2027-01-04 (20)
        assert shown["answer_due"] == "2027-01-04"
        await take(client, case, "reasons-notice", on="2026-12-04", reply_by="2026-12-18")
        await take(client, case, "reasons-judgment", reasonable=True, why="合理",
                   replied_on="2026-12-04")  # fmt: skip
        shown = await take(client, case, "delay", on="2026-12-04", until="2027-03-01")
        assert shown["answer_due"] == "2027-03-01"
        letters = (await client.get(f"/api/cases/{case}/consultations")).json()
        # its 15 working days after 12-02: 12-03, 04 (2), 07…11 (7), 14…18 (12), 21…23 (15)
        assert [(x["id"], x["due"], x["replied_on"]) for x in letters] == [
            ("1", "2026-12-23", "2026-12-04")
        ]


@pytest.mark.parametrize(
    ("noun", "said", "status", "field", "words"),
    [
        ("supplement", {"on": "2026-02-30"}, 422, "on", "有效日期"),
        ("supplement", {"on": "2026-11-23"}, 422, "on", "晚于今天"),
        ("supplement", {"on": "2026-11-19"}, 422, "on", "早于收到申请之日（2026-11-20）"),
        ("supplement", {}, 422, "on", "必填"),
        ("supplement-notice", {}, 422, "on", "应填写发出日期"),
        ("supplement-notice", {"on": "2026-11-20", "reply_by": "2026-11-20"}, 422, "reply_by", "应晚于"),
        ("supplement-notice", {"way": "post"}, 422, "posted_on", "应填写交邮日期"),
        ("consultations", {"on": "2026-11-20", "kind": "neighbour"}, 422, "kind", "不在可选范围内"),
        ("consultations/1/reply", {"on": "2026-11-20"}, 404, None, "没有第1号征求意见书"),
        ("extension", {"on": "2026-11-20", "workdays": 21, "approved_on": "2026-11-20"}, 409, None,
         "1至20个工作日"),
        ("extension", {"on": "2026-11-20", "workdays": 5, "approved_on": "2026-11-21"}, 409, None,
         "负责人事先同意"),
        ("delay", {"on": "2026-11-20", "until": "2026-11-20"}, 422, "until", "应晚于告知的日期"),
        ("lapse", {"on": "2026-11-19"}, 422, "on", "早于收到申请"),
        ("withdrawal", {"paper": "申请书"}, 422, "withdrawn_on", "必填"),
        ("steps/1/correction", {"on": "2026-11-20", "reason": "误"}, 404, None, "不是可以更正的期限记录"),
        ("steps/9/strike", {"reason": "误"}, 404, None, "不是可以更正的期限记录"),
    ],
)  # fmt: skip
async def test_a_fault_is_one_sentence_that_names_its_field(
    site: Site,
    case: str,
    noun: str,
    said: dict[str, Any],
    status: int,
    field: str | None,
    words: str,
) -> None:
    async with site.program("owner") as client:
        before = (await client.get(f"/api/cases/{case}/history")).json()
        answer = await client.post(f"/api/cases/{case}/{noun}", json=said)
        problem = answer.json()
        assert answer.status_code == status, problem
        assert words in problem["detail"]
        if field is not None:
            assert field in [error["field"] for error in problem["errors"]]
        if status == 409:
            assert problem["article"] == "《中华人民共和国政府信息公开条例》第三十三条第二款"
        history = (await client.get(f"/api/cases/{case}/history")).json()
    assert history == before


async def test_a_second_notice_is_refused_with_its_article(site: Site, case: str) -> None:
    async with site.program("owner") as client:
        await take(client, case, "supplement-notice", on="2026-11-20")
        again = await client.post(f"/api/cases/{case}/supplement-notice", json={"on": "2026-11-21"})
    assert again.status_code == 409
    assert again.json()["article"] == "《中华人民共和国政府信息公开条例》第三十条"


async def test_the_clock_is_explained_day_by_day(site: Site, case: str) -> None:
    async with site.program("owner") as client:
        told = (await client.get(f"/api/cases/{case}/clock")).json()
        asked = (await client.get(f"/api/cases/{case}/clock?as_of=2026-12-21")).json()
    assert told["answer_due"] == "2026-12-18"
    assert told["calendar"]["ordinal"] == 1
    assert {"rule", "article", "text", "from", "to", "days"} == set(told["explanation"][0])
    days = {day["day"]: day for day in told["days"]}
    assert list(days) == sorted(days)
    assert (days["2026-11-20"]["part"], days["2026-11-20"]["number"]) == ("start", None)
    assert days["2026-11-21"]["part"] == "rest"  # a Saturday
    assert [day["number"] for day in told["days"] if day["number"]] == list(range(1, 21))
    assert [day["day"] for day in told["days"] if day["is_due"]] == ["2026-12-18"]
    assert asked["days"][-1]["part"] == "overdue"  # Monday 12-21 is one working day late


async def test_what_if_shows_the_dates_and_stores_nothing(
    site: Site, town: Town, case: str
) -> None:
    tomorrow = {"type": "consultation", "on": "2026-11-23", "kind": "third_party"}
    ten = {"type": "extension", "on": "2026-11-23", "workdays": 10}
    async with site.program("owner") as client:

        async def supposed(*events: dict[str, Any]) -> Any:
            path = f"/api/cases/{case}/clock/what-if"
            return (await client.post(path, json={"events": events})).json()

        before = (await client.get(f"/api/cases/{case}/history")).json()
        # not counted: the 15 working days after 11-23: 11-24…12-14. Counted 11-23 (1); then
        # 12-15…18 (5), 21…25 (10), 28…31 (14), 2027-01-04…08 (19), 01-11 (20)
        assert (await supposed(tomorrow))["answer_due"] == "2027-01-11"
        # after 12-18: 12-21…25 (5), 28…31 (9), 2027-01-04 (10)
        assert (await supposed(ten))["answer_due"] == "2027-01-04"
        assert (await supposed(ten, ten | {"on": "2026-11-24"}))["detail"].startswith(
            "本次答复期限已经延长"
        )
        assert "1至20个工作日" in (await supposed(ten | {"workdays": 25}))["detail"]
        assert "必填" in (await supposed({"type": "delay", "on": "2026-11-23"}))["detail"]
        assert (await client.get(f"/api/cases/{case}/history")).json() == before
        assert (await client.get(f"/api/cases/{case}/clock")).json()["answer_due"] == "2026-12-18"
        page = await client.get(
            f"/cases/{case}/clock",
            params={"what": "extension", "on": "2026-11-23", "workdays": "10"},
        )
        assert "仅为推算，不作记录" in page.text
        assert "2027年1月4日" in page.text
        page = await client.get(f"/cases/{case}/clock", params={"what": "delay", "on": "x"})
        assert page.status_code == 200
        assert "应为日期，如2026-03-05" in page.text


async def test_a_form_on_the_page_keeps_what_was_typed_and_names_the_article(
    site: Site, case: str
) -> None:
    async with site.browser("owner") as (client, token):
        typed = {
            "workdays": "10",
            "on": "2026-11-20",
            "approved_on": "2026-11-21",
            "reason": "档案较多，需要逐件核对",
        }
        refused = await client.post(f"/cases/{case}/extension", data=typed | {"form_token": token})
        assert refused.status_code == 409
        assert "第三十三条第二款" in refused.text
        assert "档案较多，需要逐件核对" in refused.text
        done = await client.post(
            f"/cases/{case}/extension",
            data=typed | {"approved_on": "2026-11-20", "form_token": token},
        )
        assert done.status_code == 303
        page = (await client.get(f"/cases/{case}")).text
        assert "2027年1月4日" in page
        assert "暂定" in page
        seq = len((await client.get(f"/api/cases/{case}/history")).json())  # of the last record
        fix = (await client.get(f"/cases/{case}/steps/{seq}")).text
        assert 'value="10"' in fix
        changed = {
            "on": "2026-11-20",
            "workdays": "5",
            "approved_on": "2026-11-20",
            "reason": "笔误",
        }
        done = await client.post(
            f"/cases/{case}/steps/{seq}/correction", data=changed | {"form_token": token}
        )
        assert done.status_code == 303
        # after 12-18: 12-21…25 (5)
        assert "2026年12月25日" in (await client.get(f"/cases/{case}")).text
        annex = (await client.get(f"/cases/{case}/clock")).text
        assert "政府信息公开申请答复期限计算说明" in annex
        assert "笔误" in annex


async def test_a_lapsed_case_proposes_its_closing(site: Site, town: Town, case: str) -> None:
    async with site.program("owner") as client:
        await take(client, case, "supplement-notice", on="2026-11-20", reply_by="2026-11-23")
        town.clock.go_to(2026, 11, 24)
        shown = (await client.get(f"/api/cases/{case}")).json()
        assert shown["clock_state"] == "lapsed"
        page = (await client.get(f"/cases/{case}")).text
        assert "视为放弃申请" in page
        assert "建议记录办结" in page
        assert f'action="/cases/{case}/lapse"' in page
        early = await client.post(f"/api/cases/{case}/lapse", json={"on": "2026-11-23"})
        assert early.status_code == 409  # on the last day itself it has not lapsed

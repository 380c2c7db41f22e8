"""审核台: everything a reviewer needs on one screen, and forms that come back with what was typed."""

from typing import Any

import httpx
import pytest

from cases.actions import drafting, reviewing
from cases.actions.chain_setting import set_chain
from cases.actions.conferring import call_conference
from cases.chain import USUAL, Level
from cases.states import State
from tests.actions.answering import WHY, particulars
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web import case_pages
from tests.web.conftest import Site
from tests.web.worked import Office, allow_skipping, office_of

pytestmark = pytest.mark.anyio


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    """The bureau has sent the draft of a refusal (人事管理, 条例第十六条第一款) for review."""
    office = await office_of(town)
    await office.take_in()
    await office.handed_out()
    await office.sent_for_review("A8")
    assert site.town is town
    return office


async def shown(site: Site, bureau: Office, login: str) -> Read:
    """The desk as this officer sees it."""
    return await case_pages.shown(site, bureau, "/review", login)


def forms(page: Read) -> set[str]:
    """The forms of a page by the last word of their addresses."""
    return {form.given["action"].rpartition("/")[2] for form in page.inside("main", "form")}


async def posted(site: Site, bureau: Office, login: str, noun: str, **typed: Any) -> httpx.Response:
    """A form of the desk sent by this officer, as the browser fills it."""
    return await case_pages.posted(site, bureau, f"/{noun}", login, **{"back": "review"} | typed)


async def test_request_facts_draft_law_and_gates_stand_on_one_screen(
    bureau: Office, site: Site
) -> None:
    await bureau.as_("qianwenjing", call_conference, question="能否区分", participants=["司法局"])
    text = (await shown(site, bureau, "sunli")).one("main").text
    for said in (
        "2025年度农村饮水安全工程验收报告",  # what is asked for
        "王芳（自然人）",
        "A8 属于内部事务信息",  # what is proposed, on what
        WHY,
        "不能区分",
        "现答复如下：",  # the draft
        "您申请公开的信息属于本机关人事管理方面的内部事务信息",
        "能否区分",  # 会商
        "条例第十六条第一款",
        # the text of the article, as it was promulgated
        "行政机关的内部事务信息，包括人事管理、后勤管理、内部工作流程等方面的信息，可以不予公开。",
        "答复没有合法性审核意见",  # gates that stop it now
        "本机关规定的审核环节没有全部完成",
    ):
        assert said in text, said
    assert "11010519491231002X" not in text


async def test_each_level_has_the_forms_of_its_own(bureau: Office, site: Site) -> None:
    people = ("sunli", "qianwenjing", "chenwei", "zhoujie", "zhaoming")
    turn = {"sunli": "secrecy_review", "qianwenjing": "legal_review", "chenwei": "office_review"}
    # 发起会商 belongs to handlers, heads and reviewers, whoever's turn it is
    conferring = {"qianwenjing", "chenwei", "zhaoming"}
    for login in turn:
        for other in people:
            expected = {"approval", "return"} if other == login else set()
            expected |= {"conferences"} if other in conferring else set()
            assert forms(await shown(site, bureau, other)) == expected, (login, other)
        answer = await posted(site, bureau, login, "approval", opinion="同意")
        assert answer.headers["location"] == f"/cases/{bureau.case_id}/review"
    assert forms(await shown(site, bureau, "zhoujie")) == {"signature", "return"}
    assert forms(await shown(site, bureau, "chenwei")) == {"conferences"}


async def test_skipping_is_offered_only_where_the_chain_allows_it(
    bureau: Office, site: Site
) -> None:
    assert "skip" not in forms(await shown(site, bureau, "zhoujie"))
    await allow_skipping(bureau)
    assert "skip" in forms(await shown(site, bureau, "zhoujie"))
    answer = await posted(site, bureau, "zhoujie", "skip", reason="全部不予公开，不提供信息")
    assert answer.status_code == 303
    assert "全部不予公开，不提供信息" in (await shown(site, bureau, "zhoujie")).one("main").text


async def test_a_refusal_comes_back_to_the_desk_with_what_was_typed(
    bureau: Office, site: Site
) -> None:
    answer = await posted(site, bureau, "sunli", "return", reason="", to="handling")
    assert answer.status_code == 422
    page = Read(answer.text)
    assert "open" in page.by_id("send_back").given
    assert "此项必填" in page.by_id("send_back").text
    assert page.one("option", value="handling").given.keys() >= {"selected"}
    assert "审核 YSQ-370783-zrzy-2026-0001" in page.one("h1").text
    assert wrong(page) == []


async def test_only_the_desk_is_named_to_go_back_to(bureau: Office, site: Site) -> None:
    for back in ("", "elsewhere", "//evil.example", "review.html"):
        answer = await posted(site, bureau, "sunli", "return", reason="", back=back)
        assert answer.status_code == 422
        assert "<h1>审核" not in answer.text
    elsewhere = await posted(
        site, bureau, "sunli", "approval", opinion="同意", back="//evil.example"
    )
    assert elsewhere.headers["location"] == f"/cases/{bureau.case_id}"


async def test_two_reviewers_at_once_the_second_keeps_what_was_typed(
    bureau: Office, site: Site
) -> None:
    seen = str(len(await bureau.events()))
    await bureau.as_("sunli", reviewing.approve, "同意")
    late = await posted(site, bureau, "sunli", "approval", opinion="附件二应当遮蔽", seen=seen)
    assert late.status_code == 409
    assert "您打开本件之后，sunli于10:00审核同意" in late.text
    assert "附件二应当遮蔽" in late.text
    assert wrong(Read(late.text)) == []


async def test_the_gates_of_the_signature_ask_for_the_leaders_reason(
    bureau: Office, site: Site
) -> None:
    """Without 法制审核 a refusal needs a reason of the leader (条例第四十五条, practice)."""
    levels = {**USUAL.levels, State.LEGAL_REVIEW: Level.SKIPPABLE}
    async with bureau.town.office.sessions.begin() as session:
        await set_chain(
            session, bureau.actors["chenwei"], bureau.town.clock.at,
            bureau.town.organs["370783-zrzy"], levels=levels, one_person=False, reason="人员不足",
        )  # fmt: skip
    await bureau.as_("sunli", reviewing.approve, "同意")
    await bureau.as_("zhoujie", reviewing.skip, "法制人员均在外地办案")
    await bureau.as_("chenwei", reviewing.approve, "同意")
    page = await shown(site, bureau, "zhoujie")
    assert page.named("passes.legally_reviewed").tag == "textarea"
    refused = await posted(site, bureau, "zhoujie", "signature", opinion="同意签发")
    assert refused.status_code == 409
    again = Read(refused.text)
    assert again.named("opinion").text.strip() == "同意签发"
    assert again.named("passes.legally_reviewed").given["aria-invalid"] == "true"
    reason = {"passes.legally_reviewed": "已口头征求司法局意见，期限将届满"}
    done = await posted(site, bureau, "zhoujie", "signature", opinion="同意签发", **reason)
    assert done.status_code == 303
    signed = [event for event in await bureau.events() if event.kind == "signed"]
    assert signed[0].data["passed"] == [
        {"gate": "legally_reviewed", "reason": "已口头征求司法局意见，期限将届满"}
    ]


async def test_changes_since_the_last_submission_are_marked(bureau: Office, site: Site) -> None:
    await bureau.as_("sunli", reviewing.send_back, reason="理由不充分")
    for more in ("，系人员名单", "，系岗位调整方案"):
        said = particulars("A8", bureau.town.clock.at.date())
        said["withheld"] = [part | {"reason": WHY + more} for part in said["withheld"]]
        await bureau.as_("zhaoming", drafting.conclude_item, 1, outcome="A8", particulars=said)
        await bureau.as_("zhaoming", drafting.draft)
    await bureau.as_("zhaoming", drafting.submit, note="已补充理由")
    page = await shown(site, bureau, "sunli")
    desk = page.one("div", **{"aria-label": "标明修改的答复书稿"})
    added = [e.text for e in page.all("ins") if desk in e.around]
    removed = [e.text for e in page.all("del") if desk in e.around]
    # against the letter that was sent before; not against the draft in between
    assert added == ["，系岗位调整方案"]
    assert removed == []
    text = page.one("main").text
    assert f"理由是：{WHY}，系岗位调整方案。" in page.one("article", **{"class": "leaf"}).text
    assert "已补充理由" in text
    assert "理由不充分" in text


async def test_the_gates_are_told_to_programs_too(bureau: Office, site: Site) -> None:
    async with site.program("zhoujie") as client:
        path = f"/api/cases/{bureau.case_id}/gates"
        issue = (await client.get(f"{path}?act=issue")).json()
        submit = (await client.get(f"{path}?act=submit")).json()
        unknown = await client.get(f"{path}?act=answer")
    by_key = {gate["key"]: gate for gate in issue}
    assert set(by_key) == {"legally_reviewed", "chain_complete"}
    assert by_key["legally_reviewed"]["may_pass"]
    assert not by_key["chain_complete"]["may_pass"]
    assert submit == []
    assert unknown.status_code == 422
    async with site.program("zhaoming") as client:
        issue = (await client.get(f"/api/cases/{bureau.case_id}/gates")).json()
    assert not any(gate["may_pass"] for gate in issue)


async def test_the_dossier_has_everything_on_file_and_no_personal_data(
    bureau: Office, site: Site
) -> None:
    async with site.program("zhaoming") as client:
        answer = await client.get(f"/api/cases/{bureau.case_id}/dossier")
        case = (await client.get(f"/api/cases/{bureau.case_id}")).json()
    said = answer.json()
    (draft,) = (record["data"] for record in said["drafts"])
    assert "现答复如下：" in draft["text"]
    assert draft["letter"]["code"] == "A8"
    assert [record["data"]["outcome"] for record in said["outcomes"]] == ["A8"]
    assert [record["kind"] for record in said["reviews"]] == ["submitted"]
    assert said["signed"] is None
    assert said["events"] == case["events"] == len(await bureau.events())
    for secret in ("11010519491231002X", "13900000001"):
        assert secret not in answer.text


async def test_the_desk_opens_in_every_state(site: Site, town: Town) -> None:
    office = await office_of(town)
    await office.take_in()
    for verb in (None, "handed_out", "sent_for_review", "signed"):
        if verb is not None:
            await getattr(office, verb)()
        await shown(site, office, "chenwei")

"""文书 of a case: which can be made, their forms and previews, what becomes of them, downloads."""

from datetime import date
from functools import partial
from io import BytesIO

import pytest
from docx import Document

from cases.actions import closing, drafting, issuing, paper_making, timing
from cases.actions.paper_making import can_be_made
from cases.actions.steps import Sending
from cases.kinds import Kind
from cases.law.delivery import Way
from cases.law.letters import PAPER, PAPERS
from cases.law.slots import ITEM_SLOTS, PAPER_SLOTS
from cases.letters.printing import is_available
from cases.models import Role
from tests.actions.answering import particulars
from tests.actions.filing import CARD
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web import case_pages
from tests.web.case_pages import at_the_case
from tests.web.conftest import Site
from tests.web.worked import Office, office_of

pytestmark = pytest.mark.anyio

SUPPLEMENT = {
    "defects": "请写明文件的年度\n请写明形成机关", "reply_by": "2026-12-11", "how": "当面或者邮寄",
}  # fmt: skip
SCRIPT = {"hx-request": "true"}
PHONE = "13900000001"
shown = partial(case_pages.shown, login="chenwei")  # 公开机构 makes the papers
posted = partial(case_pages.posted, login="chenwei")


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    """The bureau with a case under way: zhaoming handles it."""
    assert site.town is town
    office = await office_of(town)
    await office.take_in()
    await office.handed_out()
    return office


async def made(bureau: Office, code: str = "P5", login: str = "chenwei", **fields: str) -> int:
    _, number = await bureau.as_(
        login, paper_making.make_paper, paper=code, fields=fields or SUPPLEMENT
    )
    return int(number)


def typed_fields(fields: dict[str, str]) -> dict[str, str]:
    return {f"fields.{name}": value for name, value in fields.items()}


def panel(page: Read) -> str:
    return page.one("section", **{"aria-labelledby": "papers"}).text


# ---- what can be made


async def test_the_papers_stand_by_receiver_with_what_cannot_be_made_yet(
    bureau: Office, site: Site
) -> None:
    page = await shown(site, bureau, "/papers")
    groups = [h.text.split(" ")[0] for h in page.inside("main", "h2")]
    assert groups == ["给申请人", "给第三方和其他机关", "内部文书"]
    offered = {
        a.given["href"].partition("paper=")[2] for a in page.all("a") if "paper=" in a.given["href"]
    }
    assert {"P3", "P5", "P7", "P9", "P14", "P15", "I1", "I2"} <= offered
    assert not [code for code in offered if code.startswith("A")]
    text = page.one("main").text
    # no lapse before its day, no search record before a search
    assert not {"P22", "I3", "P12"} & offered
    assert "补正、缴费期限没有届满，或者没有告知补正、收费" in text
    assert "还没有检索记录" in text


async def test_every_paper_that_is_made_here_has_a_form_and_a_preview(
    bureau: Office, site: Site
) -> None:
    for form in PAPERS:
        if not can_be_made(form.code):
            continue
        page = await shown(site, bureau, f"/papers/new?paper={form.code}")
        names = {e.given.get("name", "") for e in page.elements}
        assert {n for n in names if n.startswith("fields.")} == {
            f"fields.{slot.name}" for slot in PAPER_SLOTS.get(form.code, ())
        }, form.code
        if form.code in ("A25", "A27"):  # told of an end that the case has not had
            assert "之后才能制发" in page.one("main").text
        else:
            assert page.one("article", **{"class": "leaf"}).given["aria-label"], form.code


async def test_answers_are_not_made_here(bureau: Office, site: Site) -> None:
    for code in ("A2", "A26", "X1", ""):
        async with at_the_case(site, bureau, "chenwei") as (client, _):
            answer = await client.get(f"/papers/new?paper={code}")
        assert answer.status_code == 404
        assert "答复书经拟稿、签发后编号" in answer.text


async def test_a_consent_is_asked_of_who_cannot_give_it(bureau: Office, site: Site) -> None:
    # P7 needs the 公开机构负责人 (条例第三十三条第二款): chenwei is one, zhaoming is not
    page = await shown(site, bureau, "/papers/new?paper=P7", login="zhaoming")
    assert page.named("approved_by")
    assert (
        "由您制发即为同意" in (await shown(site, bureau, "/papers/new?paper=P7")).one("main").text
    )
    await bureau.as_(
        "chenwei", timing.approve_extension, workdays=10, reason="涉及档案较多，需要逐件核对"
    )
    page = await shown(site, bureau, "/papers/new?paper=P7", login="zhaoming")
    assert "chenwei已同意延期" in page.one("main").text
    assert page.named("fields.workdays").given["value"] == "10"
    assert page.named("fields.reason").text.strip() == "涉及档案较多，需要逐件核对"


async def test_the_days_of_a_supplement_are_proposed_in_working_days(
    bureau: Office, site: Site
) -> None:
    page = await shown(site, bureau, "/papers/new?paper=P5")
    # 15 working days after Sunday 2026-11-22 (letters.md §15): three weeks without a festival
    assert page.named("fields.reply_by").given["value"] == "2026-12-11"


# ---- making one


async def test_a_paper_is_previewed_as_it_is_typed_and_nothing_is_stored(
    bureau: Office, site: Site
) -> None:
    before = len(await bureau.events())
    typed = {"paper": "P5"} | typed_fields(SUPPLEMENT)
    part = await posted(site, bureau, "/papers/preview", headers=SCRIPT, **typed)
    page = Read(part.text)
    assert [e.given["id"] for e in page.elements if not e.around] == ["preview"]
    text = page.one("article").text
    assert "请写明文件的年度" in text
    assert "2026年12月11日" in text
    assert "（制发时编号）" in text
    whole = await posted(site, bureau, "/papers/preview", **typed | {"fields.how": ""})
    page = Read(whole.text)
    assert wrong(page) == []
    assert [mark.text for mark in page.all("mark")] == ["【待填：补正方式】"]
    assert page.named("fields.defects").text.strip() == SUPPLEMENT["defects"]
    assert len(await bureau.events()) == before


@pytest.mark.parametrize(
    ("code", "fields"),
    [
        ("P7", {"workdays": "1000000", "reason": "x"}),
        ("P7", {"workdays": "-3"}),
        ("P5", {"reply_by": "2026-13-45", "unknown": "x"}),
        ("P15", {"pages": "九", "way": "银行"}),
        ("P12", {"letter": "99", "release_on": "x"}),
        ("P18", {"paper": "99"}),
        ("P21", {"wrong": "99", "substance": "也许"}),
        ("P6", {"counted": "1" * 400}),
    ],
)
async def test_a_preview_of_what_cannot_be_still_comes(
    code: str, fields: dict[str, str], bureau: Office, site: Site
) -> None:
    typed = {"paper": code} | typed_fields(fields)
    answer = await posted(site, bureau, "/papers/preview", headers=SCRIPT, **typed)
    assert answer.status_code == 200


async def test_no_preview_shows_a_personal_number_in_the_clear(bureau: Office, site: Site) -> None:
    for code in ("P2", "P3", "P4", "P16", "P18", "I1"):
        text = (await shown(site, bureau, f"/papers/new?paper={code}")).one("main").text
        assert CARD not in text, code
        assert PHONE not in text, code


async def test_a_paper_that_is_refused_comes_back_with_what_was_typed(
    bureau: Office, site: Site
) -> None:
    typed = {"paper": "P5"} | typed_fields(SUPPLEMENT | {"reply_by": "", "how": "甲\n乙"})
    answer = await posted(site, bureau, "/papers", **typed)
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    assert page.named("fields.reply_by").given["aria-invalid"] == "true"
    assert page.named("fields.defects").text.strip() == SUPPLEMENT["defects"]
    assert "“补正期限”没有填写，文书不能制作" in page.one("main").text


async def test_a_gate_stops_the_paper_of_a_step_and_keeps_what_was_typed(
    bureau: Office, site: Site
) -> None:
    typed = {"paper": "P7", "fields.workdays": "10", "fields.reason": "太短"}
    answer = await posted(site, bureau, "/papers", **typed)
    assert answer.status_code == 409
    page = Read(answer.text)
    assert "没有写明延长答复期限的理由，或者理由不足10个字" in page.one("main").text
    assert page.named("fields.reason").text.strip() == "太短"


async def test_a_paper_made_in_the_browser_stands_on_the_page_of_its_case(
    bureau: Office, site: Site
) -> None:
    answer = await posted(site, bureau, "/papers", **{"paper": "P5"} | typed_fields(SUPPLEMENT))
    assert answer.headers["location"] == f"/cases/{bureau.case_id}#papers"
    page = await shown(site, bureau)
    number = (await bureau.events())[-1].data["doc_number"]
    assert "政府信息公开申请补正告知书" in panel(page)
    assert number in panel(page)
    assert "2026年11月22日" in panel(page)
    assert "尚未登记发出" in panel(page)
    async with site.program("chenwei") as client:
        case = (await client.get(f"/api/cases/{bureau.case_id}")).json()
    assert case["papers"] == [
        {
            "number": 1, "code": "P5", "title": "政府信息公开申请补正告知书",
            "doc_number": number, "day": "2026-11-22", "voided": False, "sent": False,
        }
    ]  # fmt: skip


# ---- the step that sends it


async def test_the_form_of_the_step_holds_what_its_paper_says(bureau: Office, site: Site) -> None:
    await made(bureau)
    page = await shown(site, bureau)
    step = page.by_id("send_supplement_notice")
    assert "第1号《政府信息公开申请补正告知书》" in step.text
    typed = {
        e.given["name"]: e.given.get("value") or e.text.strip()
        for e in page.elements
        if step in e.around and e.given.get("name")
    }
    assert typed["reply_by"] == SUPPLEMENT["reply_by"]
    assert typed["content"] == SUPPLEMENT["defects"]
    assert typed["paper"] == "1"
    answer = await posted(
        site, bureau, "/supplement-notice",
        on="2026-11-22", paper=typed["paper"], reply_by=typed["reply_by"],
        content=typed["content"], way="post", tracking_number="XA12345678937",
    )  # fmt: skip
    assert answer.status_code == 303
    page = await shown(site, bureau)
    assert "2026年11月22日告知补正，邮寄（邮政企业），邮件号码XA12345678937" in panel(page)
    assert not page.all("form", action=f"/cases/{bureau.case_id}/papers/1/void")
    sent = (await bureau.events())[-1].data
    assert sent["sent_paper"] == 1


async def test_a_step_without_a_paper_says_how_to_make_one(bureau: Office, site: Site) -> None:
    page = await shown(site, bureau)
    step = page.by_id("send_supplement_notice")
    (link,) = (a for a in page.all("a") if step in a.around and "/help/" not in a.given["href"])
    assert link.given["href"] == f"/cases/{bureau.case_id}/papers/new?paper=P5"


async def test_each_step_is_told_its_own_unsent_paper(bureau: Office, site: Site) -> None:
    await made(bureau, "P7", workdays="10", reason="涉及档案较多，需要逐件核对")
    await made(
        bureau, "P9", recipient="寿光某公司", is_person="否", kind="商业秘密", extract="报价"
    )
    first = await made(bureau, "P15", way="银行转账", pages="40")
    await bureau.as_("chenwei", issuing.void_paper, first, "页数有误")
    await made(bureau, "P15", way="银行转账", pages="68")
    page = await shown(site, bureau)

    def held(form: str, name: str) -> str:
        field = page.by_id(f"{form}-{name}")
        chosen = [
            o.given["value"]
            for o in page.all("option")
            if field in o.around and "selected" in o.given
        ]
        return (
            chosen[0] if field.tag == "select" else field.given.get("value") or field.text.strip()
        )

    assert held("extend", "workdays") == "10"
    assert held("extend", "reason") == "涉及档案较多，需要逐件核对"
    assert held("consult", "kind") == "third_party"
    assert held("consult", "recipient") == "寿光某公司"
    assert held("send_fee_notice", "pages") == "68"  # the one that stands


# ---- what becomes of it


async def test_returned_resent_and_received_stand_in_order(bureau: Office, site: Site) -> None:
    await made(bureau)
    for what, remark in (("returned", "地址不详"), ("resent", ""), ("delivered", "本人签收")):
        answer = await posted(
            site, bureau, "/papers/1/delivery", what=what, on="2026-11-22",
            tracking_number="XA1" if what == "resent" else "", remark=remark,
        )  # fmt: skip
        assert answer.headers["location"].endswith("#papers")
    text = panel(await shown(site, bureau))
    places = [
        text.index(words) for words in ("退回：地址不详", "再次寄出：邮件号码XA1", "签收：本人签收")
    ]
    assert places == sorted(places)


async def test_a_voided_paper_is_struck_with_its_reason_and_can_still_be_read(
    bureau: Office, site: Site
) -> None:
    await made(bureau)
    refused = await posted(site, bureau, "/papers/1/void", reason="")
    assert refused.status_code == 422
    assert "open" in Read(refused.text).by_id("void_paper-1").given
    answer = await posted(site, bureau, "/papers/1/void", reason="补正事项写错")
    assert answer.status_code == 303
    page = await shown(site, bureau)
    (row,) = page.all("tr", **{"class": "voided"})
    assert "已作废：补正事项写错" in row.text
    assert not page.all("form", action=f"/cases/{bureau.case_id}/papers/1/void")
    async with site.program("chenwei") as client:
        file = await client.post(f"/api/cases/{bureau.case_id}/papers/1/download")
        (paper,) = (await client.get(f"/api/cases/{bureau.case_id}")).json()["papers"]
    assert file.status_code == 200
    assert paper["voided"] is True


async def test_a_download_is_the_paper_as_issued_and_is_recorded(
    bureau: Office, site: Site
) -> None:
    await made(bureau)
    issued = (await bureau.events())[-1].data
    answer = await posted(site, bureau, "/papers/1/download")
    assert answer.headers["content-type"].endswith("wordprocessingml.document")
    text = "\n".join(p.text for p in Document(BytesIO(answer.content)).paragraphs)
    assert issued["doc_number"] in text
    last = (await bureau.events())[-1]
    assert last.kind == Kind.TAKEN_OUT
    assert last.data["what"] == f"《政府信息公开申请补正告知书》（{issued['doc_number']}）"
    async with site.program("chenwei") as client:
        same = await client.post(f"/api/cases/{bureau.case_id}/papers/1/download")
        none = await client.post(f"/api/cases/{bureau.case_id}/papers/7/download")
        odd = await client.post(f"/api/cases/{bureau.case_id}/papers/1/download?format=exe")
    assert same.content == answer.content
    assert (none.status_code, odd.status_code) == (404, 422)
    page = await posted(site, bureau, "/papers/1/download?format=exe")
    assert page.status_code == 409
    assert "DOCX或者PDF" in page.text


@pytest.mark.skipif(not is_available(), reason="LibreOffice is not installed: no PDF to ask for")
async def test_a_paper_comes_as_pdf_too(bureau: Office, site: Site) -> None:
    await made(bureau)
    answer = await posted(site, bureau, "/papers/1/download?format=pdf")
    assert answer.content.startswith(b"%PDF-")
    assert (await bureau.events())[-1].data["what"].endswith("的PDF")


async def test_who_may_not_take_papers_out_is_not_offered_it(bureau: Office, site: Site) -> None:
    await made(bureau)
    async with site.program("houzhen") as client:  # another organ's
        answer = await client.post(f"/api/cases/{bureau.case_id}/papers/1/download")
    assert answer.status_code == 404


async def test_an_answer_dated_in_time_and_sent_late_is_marked(bureau: Office, site: Site) -> None:
    clock = bureau.town.clock
    said = particulars("A2", clock.at.date())
    await bureau.as_("zhaoming", drafting.conclude_item, 1, outcome="A2", particulars=said)
    await bureau.as_("zhaoming", drafting.draft)
    await bureau.as_("zhaoming", drafting.submit)
    await bureau.signed()
    # received 2026-11-20: twenty working days end on 2026-12-18
    clock.go_to(2026, 12, 18)
    await bureau.as_("chenwei", issuing.issue)
    clock.go_to(2026, 12, 21)
    post = Sending(None, Way.POST, {"posted_on": date(2026, 12, 21)}, "XA12345678937")
    await bureau.as_("chenwei", closing.record_answer, sending=post)
    assert "落款日期在期限内、发出日期逾期" in panel(await shown(site, bureau))


async def test_an_answer_sent_in_time_is_not(bureau: Office, site: Site) -> None:
    said = particulars("A2", bureau.town.clock.at.date())
    await bureau.as_("zhaoming", drafting.conclude_item, 1, outcome="A2", particulars=said)
    await bureau.as_("zhaoming", drafting.draft)
    await bureau.as_("zhaoming", drafting.submit)
    await bureau.signed()
    await bureau.as_("chenwei", issuing.issue)
    handed = Sending(None, Way.IN_PERSON, {"signed_on": date(2026, 11, 22)})
    await bureau.as_("chenwei", closing.record_answer, sending=handed, proof="送达回证")
    assert "发出日期逾期" not in panel(await shown(site, bureau))


# ---- programs


async def test_the_catalogue_names_every_paper_with_what_is_filled_in(site: Site) -> None:
    await site.town.officer("one", "370783", Role.ARCHIVIST)
    async with site.program("one") as client:
        papers = (await client.get("/api/letter-catalogue")).json()["papers"]
    by_code = {paper["code"]: paper for paper in papers}
    assert set(by_code) == set(PAPER)
    for code, slots in {**PAPER_SLOTS, **ITEM_SLOTS}.items():
        assert [s["name"] for s in by_code[code]["slots"]] == [slot.name for slot in slots]
    assert by_code["P5"]["basis"] == ["《中华人民共和国政府信息公开条例》第三十条"]
    assert by_code["P5"]["made_here"] is True
    assert by_code["A2"]["made_here"] is False


async def test_a_program_previews_a_paper_and_is_told_its_gaps(bureau: Office, site: Site) -> None:
    address = f"/api/cases/{bureau.case_id}/letter-preview"
    before = len(await bureau.events())
    async with site.program("zhaoming") as client:
        said = {"paper": "P5", "fields": {"defects": SUPPLEMENT["defects"]}}
        seen = (await client.post(address, json=said)).json()
        assert [gap["field"] for gap in seen["gaps"]] == ["reply_by", "how"]
        assert "“补正期限”没有填写" in seen["gaps"][0]["sentence"]
        texts = [paragraph["text"] for paragraph in seen["paragraphs"]]
        assert any("请写明文件的年度" in text for text in texts)
        whole = (await client.post(address, json={"paper": "P5", "fields": SUPPLEMENT})).json()
        assert whole["gaps"] == []
        letter = (await client.post(address, json={})).json()
        assert letter["code"] == "A26"
        assert letter["gaps"][0]["field"] == "items.0"
        for wrong_one, field in (
            ({"paper": "P5", "fields": {"year": "2025"}}, "fields.year"),
            ({"paper": "P5", "fields": {"reply_by": "明天"}}, "fields.reply_by"),
            ({"paper": "A2"}, "paper"),
            ({"paper": "A25"}, "paper"),
            ({"fields": {"how": "邮寄"}}, "fields"),
        ):
            refused = await client.post(address, json=wrong_one)
            assert refused.status_code == 422
            assert refused.json()["errors"][0]["field"] == field
    assert len(await bureau.events()) == before


async def test_a_form_is_previewed_with_its_tables(bureau: Office, site: Site) -> None:
    address = f"/api/cases/{bureau.case_id}/letter-preview"
    async with site.program("zhaoming") as client:
        seen = (await client.post(address, json={"paper": "P2"})).json()
    cells = [cell for p in seen["paragraphs"] for row in p["rows"] for cell in row]
    labels = [cell["text"] for cell in cells if cell["label"]]
    assert "登记编号" in labels
    assert any(cell["text"].startswith("YSQ-") for cell in cells)

"""答复书 in the browser: the outcome first, the letter beside it, edited elsewhere, issued."""

from io import BytesIO

import pytest
from docx import Document

from cases.actions import drafting, issuing, reviewing
from cases.actions.application import Item
from cases.kinds import Kind
from cases.law.judgment import NEEDS
from cases.law.slots import ITEM_SLOTS
from cases.letters.printing import is_available
from tests.actions.answering import OUTCOME, WHY, particulars
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.case_pages import at_the_case, posted, shown
from tests.web.conftest import Site
from tests.web.noun_doors import flat
from tests.web.worked import Office, office_of

pytestmark = pytest.mark.anyio

TYPED = {"outcome": "A2", "fields.form": "纸质复印件", "provided": "以纸质复印件邮寄"}
SCRIPT = {"hx-request": "true"}
WORKPLACE = "/assets/workplace.js"
OWN_SCRIPTS = [WORKPLACE, "/assets/htmx/htmx.min.js"]
UGLY = "2020年<b>会议纪要</b>&“{{ 7 * 7 }}”\n第二行"


@pytest.fixture
async def bureau(site: Site, town: Town) -> Office:
    """The bureau with a case of two items, handled by zhaoming."""
    assert site.town is town
    office = await office_of(town)
    await office.take_in(items=(Item("2025年度农村饮水安全工程验收报告"), Item(UGLY)))
    await office.handed_out()
    return office


async def concluded(bureau: Office, *outcomes: str) -> None:
    """Every item with its outcome."""
    for number, outcome in enumerate(outcomes, start=1):
        said = particulars(outcome, bureau.town.clock.at.date())
        await bureau.as_(
            "zhaoming", drafting.conclude_item, number, outcome=outcome, particulars=said
        )


async def kinds(bureau: Office) -> list[str]:
    return [event.kind for event in await bureau.events()]


def words(page: Read) -> str:
    return page.one("main").text


def fields(page: Read) -> set[str]:
    """The names that the form of the page sends."""
    return {e.given["name"] for e in page.elements if e.given.get("name") and e.tag != "meta"}


# ---- the outcome is chosen first


async def test_the_outcome_is_chosen_by_a_link_in_the_order_of_judgment(
    bureau: Office, site: Site
) -> None:
    page = await shown(site, bureau, "/items/1")
    links = [a.given["href"] for a in page.all("a") if "?outcome=" in a.given["href"]]
    codes = [link.partition("?outcome=")[2] for link in links]
    assert codes[:4] == ["A16", "A18", "A20", "A21"]  # 是不是 comes before 谁负责
    assert codes.index("A10") < codes.index("A9")
    assert not page.all("form", action=f"/cases/{bureau.case_id}/items/1/outcome")
    assert "制发补正告知书" in words(page)


async def test_only_what_the_outcome_needs_is_asked_for(bureau: Office, site: Site) -> None:
    for outcome in NEEDS:
        asked = fields(await shown(site, bureau, f"/items/1?outcome={outcome}"))
        slots = {f"fields.{slot.name}" for slot in ITEM_SLOTS[outcome]}
        assert {n for n in asked if n.startswith("fields.")} == slots
        # what our own lawful answers say of this outcome can all be typed here
        said = {name.rstrip("0123456789") for name in flat(OUTCOME[outcome])} - FROM_A_LETTER
        assert said - {name.rstrip("0123456789") for name in asked} == set(), outcome
        for name, of in (("owner.whose", ("A13", "A23")), ("transfer.archive", ("A22",))):
            assert (name in asked) == (outcome in of), (outcome, name)


FROM_A_LETTER = {"withheld.0.letters."}  # ticked where a third party was consulted


async def test_an_unknown_outcome_leads_back_to_the_choice(bureau: Office, site: Site) -> None:
    page = await shown(site, bureau, "/items/1?outcome=A26")
    assert "按次序判断" in words(page)


async def test_what_was_said_before_is_there_again_with_every_field(
    bureau: Office, site: Site
) -> None:
    await concluded(bureau, "A13")
    page = await shown(site, bureau, "/items/1")
    assert page.named("owner.whose").given["value"] == "寿光市水利局"
    assert page.named("reason").text.strip() == WHY
    chosen = [o.given["value"] for o in page.all("option") if "selected" in o.given]
    assert "制作" in chosen  # 对方如何取得该信息
    # another outcome begins empty: its reasons are others
    other = await shown(site, bureau, "/items/1?outcome=A12")
    assert other.named("reason").text.strip() == ""


# ---- the preview


async def test_the_letter_stands_beside_with_its_gaps_marked(bureau: Office, site: Site) -> None:
    page = await shown(site, bureau, "/items/1?outcome=A2")
    preview = page.by_id("preview")
    assert "现以【待填：提供形式】形式提供" in preview.text
    assert "第2项申请事项还没有办理意见" in preview.text
    marks = [mark.text for mark in page.all("mark")]
    assert "【待填：第2项的办理意见】" in marks
    assert "【待填：救济告知，各项办理意见齐备后确定】" in marks
    assert "2025年度农村饮水安全工程验收报告" in preview.text


async def test_what_is_typed_stands_in_the_preview_and_nothing_is_stored(
    bureau: Office, site: Site
) -> None:
    before = await kinds(bureau)
    answer = await posted(site, bureau, "/items/1/preview", headers=SCRIPT, **TYPED)
    assert answer.status_code == 200
    part = Read(answer.text)
    assert [e.given["id"] for e in part.elements if not e.around] == ["preview"]
    assert "现以纸质复印件形式提供" in part.by_id("preview").text
    assert await kinds(bureau) == before


async def test_without_scripts_the_button_shows_the_whole_page_with_what_was_typed(
    bureau: Office, site: Site
) -> None:
    answer = await posted(site, bureau, "/items/1/preview", **TYPED)
    page = Read(answer.text)
    assert wrong(page) == []
    assert page.named("provided").text.strip() == "以纸质复印件邮寄"
    assert page.named("fields.form").given["value"] == "纸质复印件"
    assert "现以纸质复印件形式提供" in page.by_id("preview").text


async def test_the_request_stands_in_the_preview_as_it_was_filed(
    bureau: Office, site: Site
) -> None:
    await concluded(bureau, "A2", "A16")
    page = await shown(site, bureau, "/letter")
    assert UGLY in page.one("article").text  # neither markup nor a template
    assert "49" not in page.one("article").text


async def test_what_the_lint_does_not_let_pass_is_said_while_it_is_typed(
    bureau: Office, site: Site
) -> None:
    reason = "申请人没有说明其生产、生活、科研等特殊需要"
    typed = {"outcome": "A24", "reason": reason, "fields.party_organ": "中共寿光市委"}
    answer = await posted(site, bureau, "/items/1/preview", headers=SCRIPT, **typed)
    # 2007年条例第十三条; the regulation of 2019 asks for no need
    assert "特殊需要" in next(
        li.text for li in Read(answer.text).all("li", **{"class": "lint-error"})
    )


async def test_the_pages_load_no_script_but_the_one_of_our_own_assets(
    bureau: Office, site: Site
) -> None:
    for path in ("/items/1?outcome=A2", "/papers/new?paper=P5"):
        page = await shown(site, bureau, path)
        assert [s.given["src"] for s in page.all("script")] == OWN_SCRIPTS
        config = page.one("meta", name="htmx-config").given["content"]
        assert '"includeIndicatorCSS": false' in config  # or it would bring a style of its own
    for path in ("", "/letter", "/review", "/papers", "/items/1"):
        scripts = (await shown(site, bureau, path)).all("script")
        assert [script.given["src"] for script in scripts] == [WORKPLACE]


async def test_an_item_that_is_refused_keeps_what_was_typed(bureau: Office, site: Site) -> None:
    typed = TYPED | {"fields.pages": "十二"}
    answer = await posted(site, bureau, "/items/1/outcome", **typed)
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    assert page.named("fields.pages").given["aria-invalid"] == "true"
    assert page.named("fields.form").given["value"] == "纸质复印件"
    assert "“页数”应为不超过1000000的整数" in words(page)


async def test_a_session_that_ended_is_no_preview(bureau: Office, site: Site) -> None:
    async with site.client() as client:
        address = f"/cases/{bureau.case_id}/items/1/preview"
        answer = await client.post(address, data=TYPED, headers=SCRIPT)
    assert answer.status_code == 401  # a page to sign in is not swapped into ours


# ---- 当场答复


async def test_on_the_spot_each_item_has_the_fields_of_its_own_outcome(
    bureau: Office, site: Site
) -> None:
    page = await shown(site, bureau, "/spot-answer")
    assert not page.all("form", method="post", action=f"/cases/{bureau.case_id}/spot-answer")
    chosen = "?outcomes.0.outcome=A1&outcomes.1.outcome=A2"
    page = await shown(site, bureau, f"/spot-answer{chosen}")
    assert {n for n in fields(page) if ".fields." in n} == {
        *(f"outcomes.0.fields.{slot.name}" for slot in ITEM_SLOTS["A1"]),
        *(f"outcomes.1.fields.{slot.name}" for slot in ITEM_SLOTS["A2"]),
    }
    day = bureau.town.clock.at.date().isoformat()
    said = {
        "outcomes": [
            {"item": 1, "outcome": "A1", **particulars("A1", bureau.town.clock.at.date())},
            {"item": 2, "outcome": "A2", **particulars("A2", bureau.town.clock.at.date())},
        ]
    }
    typed = flat(said) | {"answered_on": day, "proof": "申请人签字", "secrecy_checked": "true"}
    refused = await posted(site, bureau, "/spot-answer", **typed | {"proof": ""})
    assert refused.status_code in (409, 422)
    again = Read(refused.text)
    assert again.named("outcomes.0.fields.title").given["value"] == "年度验收报告"
    answer = await posted(site, bureau, "/spot-answer", **typed)
    assert answer.status_code == 303, Read(answer.text).one("div", **{"class": "refusal"}).text
    assert (await kinds(bureau))[-1] == Kind.ANSWER


# ---- the letter


async def test_the_letter_of_the_record_names_what_it_lacks_and_where_it_is_typed(
    bureau: Office, site: Site
) -> None:
    said = {"reason": WHY, "fields": {}}
    await bureau.as_("zhaoming", drafting.conclude_item, 1, outcome="A24", particulars=said)
    page = await shown(site, bureau, "/letter")
    assert "按现在的办理记录" in words(page)
    assert "第2项申请事项还没有办理意见" in words(page)
    links = {a.given["href"] for a in page.all("a") if a.text == "去填写"}
    assert links == {f"/cases/{bureau.case_id}/items/{n}" for n in (1, 2)}
    refused = await posted(site, bureau, "/draft", back="letter", online="false")
    assert refused.status_code == 409
    assert "第2项申请事项还没有办理意见" in Read(refused.text).by_id("draft").text


async def test_a_draft_that_lacks_something_says_what_and_where_it_is_typed(
    bureau: Office, site: Site
) -> None:
    said = {"reason": WHY, "fields": {}}
    for number in (1, 2):
        await bureau.as_(
            "zhaoming", drafting.conclude_item, number, outcome="A24", particulars=said
        )
    answer = await posted(site, bureau, "/draft", back="letter")
    assert answer.status_code == 303
    lacking = "第2项申请事项的“制作该信息的党组织”没有填写，文书不能制作"
    page = await shown(site, bureau, "/letter")
    assert lacking in words(page)
    assert "【待填：制作该信息的党组织】" in [mark.text for mark in page.all("mark")]
    refused = await posted(site, bureau, "/submission")  # 送审 asks for what a draft may lack
    assert refused.status_code == 422
    case = Read(refused.text)
    assert wrong(case) == []
    assert lacking in case.by_id("submit").text
    for told in (page, case):
        links = told.all("a", href=f"/cases/{bureau.case_id}/items/2")
        assert "去填写" in [link.text for link in links]
    assert Kind.SUBMITTED not in await kinds(bureau)


async def test_a_draft_is_a_sheet_of_paper_and_a_file(bureau: Office, site: Site) -> None:
    await concluded(bureau, "A2", "A16")
    answer = await posted(site, bureau, "/draft", back="letter")
    assert answer.headers["location"] == f"/cases/{bureau.case_id}/letter"
    page = await shown(site, bureau, "/letter")
    sheet = page.one("article")
    by_class = {e.given.get("class", "").split(" ")[0]: e.text for e in page.elements
                if sheet in e.around}  # fmt: skip
    assert by_class["leaf-title"] == "政府信息公开申请答复书"
    assert by_class["leaf-number"] == "（签发后编号）"
    assert by_class["leaf-signature"] == "寿光市自然资源和规划局"
    assert by_class["leaf-date"] == "（签发后填写日期）"
    async with at_the_case(site, bureau) as (client, _):
        file = await client.get("/letter.docx")
    async with site.program("zhaoming") as program:
        same = await program.get(f"/api/cases/{bureau.case_id}/draft-file")
    assert file.content == same.content
    assert file.headers["content-type"] == same.headers["content-type"]
    text = "\n".join(p.text for p in Document(BytesIO(file.content)).paragraphs)
    assert "现以纸质复印件形式提供" in text


async def test_no_draft_is_no_file(bureau: Office, site: Site) -> None:
    async with at_the_case(site, bureau) as (client, _):
        answer = await client.get("/letter.docx")
    assert answer.status_code == 404
    assert "请先拟稿" in answer.text


def changed(content: bytes, old: str, new: str) -> bytes:
    """A letter edited in Word: one passage replaced, or a paragraph taken out."""
    document = Document(BytesIO(content))
    for paragraph in list(document.paragraphs):
        if old in paragraph.text and not new:
            paragraph._element.getparent().remove(paragraph._element)
        for run in paragraph.runs if new else ():
            run.text = run.text.replace(old, new)
    made = BytesIO()
    document.save(made)
    return made.getvalue()


async def test_an_edited_letter_is_compared_paragraph_by_paragraph(
    bureau: Office, site: Site
) -> None:
    await concluded(bureau, "A2", "A16")
    await bureau.as_("zhaoming", drafting.draft)
    async with at_the_case(site, bureau) as (client, _):
        draft = (await client.get("/letter.docx")).content
    file = ("修改<稿>.docx", changed(draft, "现以纸质", "现随函以纸质"))
    answer = await posted(site, bureau, "/draft/edited", files={"file": file})
    assert answer.headers["location"] == f"/cases/{bureau.case_id}/letter#changes"
    page = await shown(site, bureau, "/letter")
    assert [ins.text for ins in page.all("ins")] == ["增加", "随函"]
    assert [gone.text for gone in page.all("del")] == ["删除"]
    assert "1段有改动" in words(page)
    assert "修改<稿>.docx" in words(page)
    assert "现随函以纸质复印件形式提供" in page.one("article").text
    async with at_the_case(site, bureau) as (client, _):
        back = await client.get("/letter.docx")
    assert back.content == file[1]


async def test_an_edited_letter_that_lost_its_remedy_is_refused_by_name(
    bureau: Office, site: Site
) -> None:
    await concluded(bureau, "A2", "A16")
    await bureau.as_("zhaoming", drafting.draft)
    before = await kinds(bureau)
    async with at_the_case(site, bureau) as (client, _):
        draft = (await client.get("/letter.docx")).content
    file = ("答复书.docx", changed(draft, "提起行政诉讼", ""))
    answer = await posted(site, bureau, "/draft/edited", files={"file": file}, online="false")
    assert answer.status_code == 422
    page = Read(answer.text)
    assert wrong(page) == []
    text = page.by_id("edited").text
    assert "救济告知被删除或者改动，请恢复原文" in text
    assert "可以自收到本答复书之日起60日内向潍坊市人民政府申请行政复议" in text
    (chosen,) = (o for o in page.all("option", value="false") if "selected" in o.given)
    assert chosen.text == "以其他方式送达"
    assert await kinds(bureau) == before


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("答复书.docx", b"not a container", "docx"),
        ("答复书.docx", b"", "docx"),
        ("答复\n书.docx", b"x", "文件名"),
        ("", b"x", "请选择修改后的文稿"),
    ],
)
async def test_what_is_no_letter_is_refused(
    name: str, content: bytes, sentence: str, bureau: Office, site: Site
) -> None:
    await concluded(bureau, "A2", "A2")
    answer = await posted(site, bureau, "/draft/edited", files={"file": (name, content)})
    assert answer.status_code == 422
    assert sentence.lower() in Read(answer.text).by_id("edited").text.lower()


async def test_a_program_brings_an_edited_letter_back(bureau: Office, site: Site) -> None:
    await concluded(bureau, "A2", "A16")
    await bureau.as_("zhaoming", drafting.draft)
    address = f"/api/cases/{bureau.case_id}"
    async with site.program("zhaoming") as client:
        draft = (await client.get(f"{address}/draft-file")).content
        edited = changed(draft, "现以纸质", "现随函以纸质")
        answer = await client.post(
            f"{address}/draft/edited", files={"file": ("答复书.docx", edited)},
        )  # fmt: skip
        assert answer.status_code == 201, answer.text
        again = await client.get(f"{address}/draft-file")
    assert again.content == edited
    told = answer.json()
    assert told["changed"] is True
    pieces = [p for paragraph in told["paragraphs"] for p in paragraph if p["change"] != "kept"]
    assert pieces == [{"change": "added", "text": "随函"}]


async def test_a_draft_that_the_record_has_left_behind_says_so(bureau: Office, site: Site) -> None:
    await concluded(bureau, "A2", "A16")
    await bureau.as_("zhaoming", drafting.draft)
    assert "文稿需要重拟" not in words(await shown(site, bureau, "/letter"))
    await concluded(bureau, "A2", "A2")
    assert "文稿需要重拟" in words(await shown(site, bureau, "/letter"))


async def to_serving(bureau: Office) -> None:
    await concluded(bureau, "A2", "A2")
    await bureau.as_("zhaoming", drafting.draft)
    await bureau.as_("zhaoming", drafting.submit)
    await bureau.signed()


async def test_the_reviewer_reads_the_letter_as_it_will_look(bureau: Office, site: Site) -> None:
    await concluded(bureau, "A2", "A2")
    await bureau.as_("zhaoming", drafting.draft)
    await bureau.as_("zhaoming", drafting.submit)
    page = await shown(site, bureau, "/review", "sunli")
    sheet = page.one("article", **{"class": "leaf"})
    assert "现以纸质复印件形式提供" in sheet.text
    assert page.all("a", href=f"/cases/{bureau.case_id}/letter")
    await bureau.as_("sunli", reviewing.approve, "同意")


async def test_what_is_signed_is_numbered_before_it_is_sent(bureau: Office, site: Site) -> None:
    await to_serving(bureau)
    async with site.program("chenwei") as client:
        step = (await client.get("/api/work/serving")).json()["cases"][0]["step"]
    assert (step["verb"], step["label"]) == ("issue", "编号用印")
    page = await shown(site, bureau, "", "chenwei")
    assert page.all("form", action=f"/cases/{bureau.case_id}/issue")
    assert not page.all("form", action=f"/cases/{bureau.case_id}/answer")
    answer = await posted(site, bureau, "/issue", "chenwei", back="letter")
    assert answer.headers["location"] == f"/cases/{bureau.case_id}/letter"
    letter = await shown(site, bureau, "/letter", "chenwei")
    paper = (await bureau.events())[-1].data
    assert paper["doc_number"] in letter.one("article").text
    assert "2026年11月22日" in letter.one("article").text
    assert not letter.all("mark")
    async with site.program("chenwei") as client:
        step = (await client.get("/api/work/serving")).json()["cases"][0]["step"]
    assert (step["verb"], step["label"]) == ("record_answer", "送达答复")
    page = await shown(site, bureau, "", "chenwei")
    assert page.all("form", action=f"/cases/{bureau.case_id}/answer")
    assert not page.all("form", action=f"/cases/{bureau.case_id}/issue")


async def test_an_answer_whose_number_was_voided_is_numbered_anew(
    bureau: Office, site: Site
) -> None:
    await to_serving(bureau)
    await bureau.as_("chenwei", issuing.issue)
    number = (await bureau.events())[-1].data["number"]
    await bureau.as_("chenwei", issuing.void_paper, number, "文字有误")
    async with site.program("chenwei") as client:
        row = (await client.get("/api/work/serving")).json()["cases"][0]
    assert row["step"]["verb"] == "issue"


@pytest.mark.skipif(not is_available(), reason="LibreOffice is not installed: no PDF to ask for")
async def test_the_draft_comes_as_pdf_too(bureau: Office, site: Site) -> None:
    await concluded(bureau, "A2", "A2")
    await bureau.as_("zhaoming", drafting.draft)
    page = await shown(site, bureau, "/letter")
    assert page.all("a", href=f"/cases/{bureau.case_id}/letter.pdf")
    async with at_the_case(site, bureau) as (client, _):
        answer = await client.get("/letter.pdf", timeout=120)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")


async def test_without_libreoffice_no_pdf_is_offered(
    bureau: Office, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    await concluded(bureau, "A2", "A2")
    await bureau.as_("zhaoming", drafting.draft)
    monkeypatch.setenv("PATH", "")
    page = await shown(site, bureau, "/letter")
    assert not page.all("a", href=f"/cases/{bureau.case_id}/letter.pdf")
    async with at_the_case(site, bureau) as (client, _):
        answer = await client.get("/letter.pdf")
    assert answer.status_code == 404
    assert "请下载DOCX" in answer.text

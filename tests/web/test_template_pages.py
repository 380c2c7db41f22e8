"""Templates of an office behind the real application: shown, uploaded, approved, compared, refused."""

import re
from datetime import date
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from cases.actions.letters import FIELDS
from cases.actions.paper_templates import in_force
from cases.law.letters import PAPERS
from cases.letters import printing
from cases.letters.field_names import names
from cases.letters.package import LARGEST
from cases.letters.paragraphs import text_of
from cases.models import Role
from cases.web.api_letter_templates import LARGEST_REQUEST
from tests.actions.own_templates import built_in, in_use, stored, unlike, with_lines, without
from tests.conftest import Town
from tests.pages.reading import Read, wrong
from tests.web.conftest import HOME, Site
from tests.web.conftest import stored as everything

pytestmark = pytest.mark.anyio

PAGE, API = f"/office/{HOME}/letters", f"/api/organs/{HOME}/letter-templates"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OWN = "请按本单位新的地址邮寄补正材料。"
TOLD = {"name": "补正告知书（新地址）", "note": "地址变更后使用", "valid_from": "2026-12-01"}


@pytest.fixture(autouse=True)
async def people(town: Town) -> None:
    for login, *roles in (
        ("zhao", Role.HANDLER),
        ("boss", Role.ADMINISTRATOR, Role.HANDLER),
        ("law", Role.REVIEWER),
        ("head", Role.HEAD),
    ):
        await town.officer(login, HOME, *roles)


async def upload(
    client: httpx.AsyncClient, address: str, content: bytes, **fields: Any
) -> httpx.Response:
    return await client.post(address, data=TOLD | fields, files={"file": ("模板.docx", content)})


async def test_the_catalogue_lists_every_paper_with_the_template_in_use(
    site: Site, town: Town
) -> None:
    await in_use(town, HOME, "P5", date(2026, 11, 22))
    await stored(town, HOME, "P5")
    async with site.browser("zhao") as (client, _):
        shown = await client.get(PAGE)
        organ = Read((await client.get(f"/office/{HOME}")).text)
    assert shown.status_code == 200
    page = Read(shown.text)
    assert wrong(page) == []
    links = [a.given["href"] for a in page.all("a") if a.given["href"].startswith(f"{PAGE}/")]
    assert sorted(links) == sorted(f"{PAGE}/{paper.code}" for paper in PAPERS)
    (line,) = [row.text for row in page.all("tr") if "补正告知书" in row.text]
    for said in (
        "申请人",
        "条例第三十条",
        "公开机构制发",
        "本单位第1版",
        "自2026年11月22日起",
        "第2版待批准",
    ):
        assert said in line
    assert line.count("内置") == 0
    assert "文书和模板" in [link.text for link in organ.all("a", href=PAGE)]
    assert not page.all("form", action=f"/office/{HOME}/letter-settings")  # a handler sets nothing
    async with site.program("zhao") as client:
        papers = (await client.get(API)).json()
    (told,) = [paper for paper in papers if paper["code"] == "P5"]
    assert (told["in_force"], told["since"], told["waiting"]) == ("本单位第1版", "2026-11-22", [2])
    assert len(papers) == len(PAPERS)


@pytest.mark.parametrize("code", ["P5", "A3", "I3"])
async def test_a_papers_page_names_every_field_to_copy_from(
    site: Site, town: Town, code: str
) -> None:
    async with site.browser("zhao") as (client, _):
        page = Read((await client.get(f"{PAGE}/{code}")).text)
    assert wrong(page) == []
    codes = [element.text for element in page.all("code")]
    for named in names(FIELDS[code]):
        assert named.as_typed in codes
        assert named.title in page.one("main").text
    assert page.all("a", href=f"{PAGE}/{code}/versions/0/file")
    assert not page.all("form", action=f"{PAGE}/{code}/versions")  # a handler uploads nothing


async def test_from_the_built_in_file_to_a_template_in_use_on_the_pages(
    site: Site, town: Town
) -> None:
    """Downloaded, uploaded by one, tried and compared, approved by another, used from its day."""
    here = f"{PAGE}/P5"
    async with site.browser("boss") as (client, token):
        given = await client.get(f"{here}/versions/0/file")
        assert given.headers["content-type"] == DOCX
        assert unquote(given.headers["content-disposition"]).endswith("P5补正告知书-内置.docx")
        assert given.content == built_in("P5")
        done = await upload(client, f"{here}/versions", with_lines("P5", [OWN]), form_token=token)
        assert (done.status_code, done.headers["location"]) == (303, f"{here}#versions")
        page = Read((await client.get(here)).text)
        assert "待批准" in page.one("main").text
        assert not page.all("form", action=f"{here}/versions/1/approval")  # not by the uploader
        refused = await client.post(f"{here}/versions/1/approval", data={"form_token": token})
        assert refused.status_code == 403
        compared = await client.get(f"{here}?before=0&after=1")
        (added,) = Read(compared.text).all("ins")[1:]  # the first is in the legend
        assert OWN in added.text
        tried = await client.get(f"{here}/versions/1/trial?content=names")
        assert OWN in text_of(tried.content)
        assert "【待填：补正期限】" in text_of(tried.content)
    async with site.browser("law") as (client, token):
        page = Read((await client.get(here)).text)
        assert page.one("form", action=f"{here}/versions/1/approval")
        done = await client.post(f"{here}/versions/1/approval", data={"form_token": token})
        assert done.status_code == 303
        said = (await client.get(here)).text
        assert "law于2026-11-22 10:00批准" in said
        assert "自2026年12月1日起启用" in said
    async with town.office.sessions() as session:
        for day, version in ((date(2026, 11, 30), "内置"), (date(2026, 12, 1), "本单位第1版")):
            found = await in_force(session, town.organs[HOME], "P5", day)
            assert found.version == version
    async with site.browser("head") as (client, token):
        done = await client.post(
            f"{here}/versions/1/withdrawal", data={"form_token": token, "reason": "迁回原址"}
        )
        assert done.status_code == 303
        assert "迁回原址" in (await client.get(here)).text
        assert (await client.get(f"{here}/versions/1/file")).content != built_in("P5")


async def test_a_refused_template_comes_back_with_every_reason_and_what_was_typed(
    site: Site, town: Town
) -> None:
    here = f"{PAGE}/A12"
    await stored(town, HOME, "A12")
    before = await everything(town)
    lost = without("A12", "{{ clause }}", "{{ receipt }}")
    async with site.browser("boss") as (client, token):
        answer = await upload(client, f"{here}/versions", lost, form_token=token, name="误删的")
        assert answer.status_code == 422
        page = Read(answer.text)
        assert wrong(page) == []
        assert "open" in page.by_id("upload").given
        assert page.by_id("upload-name").given["value"] == "误删的"
        reasons = page.one("div", role="alert").text
        assert "没有写出“救济告知”" in reasons
        assert "没有写出“收到事实”" in reasons
        for content, status, sentence in (
            (b"%PDF-1.7", 422, "文件不是DOCX文档"),
            (bytes(LARGEST + 1), 413, "文件超过5MB"),
            (bytes(LARGEST_REQUEST + 1), 413, "文件超过5MB"),
            (with_lines("A12", ["{{ nobody }}"]), 422, "没有字段“nobody”"),
        ):
            answer = await upload(client, f"{here}/versions", content, form_token=token)
            assert (answer.status_code, sentence in answer.text) == (status, True)
        unchosen = await client.post(
            f"{here}/versions", data=TOLD | {"form_token": token}, files={"x": b"y"}
        )
        assert "请选择要上传的模板文件" in unchosen.text
        early = await upload(
            client, f"{here}/versions", b"x", form_token=token, valid_from="2026-11-21"
        )
        assert "开始日期2026-11-21早于今天" in early.text
        unreasoned = await client.post(
            f"{PAGE}/A12/versions/1/withdrawal", data={"form_token": token, "reason": ""}
        )
        assert (unreasoned.status_code, "此项必填" in unreasoned.text) == (422, True)
    assert await everything(town) == before


async def test_the_api_does_the_same(site: Site, town: Town) -> None:
    here = f"{API}/P5"
    async with site.program("boss") as client:
        made = await upload(client, f"{here}/versions", with_lines("P5", [OWN, "{{ contact }}"]))
        assert made.status_code == 201, made.text
        (version,) = made.json()["versions"]
        assert (version["version"], version["standing"], version["label"]) == (
            1,
            "waiting",
            "待批准",
        )
        assert version["note"] == "地址变更后使用"
        assert (await upload(client, f"{here}/versions", b"no")).json()["errors"] == [
            {
                "field": "file",
                "detail": "文件不是DOCX文档，请在Word或者WPS中另存为“Word文档（*.docx）”后上传",
            }
        ]
        fields = {field["name"]: field for field in made.json()["fields"]}
        assert (fields["contact"]["may_be_empty"], fields["contact"]["mandatory"]) == (True, False)
        assert fields["defects"] == {
            "name": "defects", "title": "需要补正的事项", "written": "{{ defect }}",
            "within": ["{%p for defect in defects %}"], "may_be_empty": False, "mandatory": True,
        }  # fmt: skip
        changes = (await client.get(f"{here}/versions/1/changes/0")).json()
        assert (
            "".join(p["text"] for p in changes["pieces"] if p["change"] == "added").count(OWN) == 1
        )
        kept = "".join(p["text"] for p in changes["pieces"] if p["change"] != "added")
        assert kept == text_of(built_in("P5"))
        for path in (
            "P99",
            "P5/versions/2/file",
            "P5/versions/99999999999999/file",
            "P99/versions/0/file",
        ):
            assert (await client.get(f"{API}/{path}")).status_code == 404, path
    async with site.program("law") as client:
        done = await client.post(f"{here}/versions/1/approval")
        assert done.json()["versions"][0]["approved_by"] == "law"
        assert done.json()["paper"]["in_force"] == "内置"  # until December
        again = await client.post(f"{here}/versions/1/approval")
        assert (again.status_code, "已由law批准" in again.text) == (409, True)
        gone = await client.post(f"{here}/versions/1/withdrawal", json={"reason": "有误"})
        assert gone.json()["versions"][0]["standing"] == "withdrawn"


async def test_trials_are_printed_where_there_is_a_printer(site: Site, town: Town) -> None:
    async with site.program("zhao") as client:
        answer = await client.get(f"{PAGE}/P9/versions/0/trial?pdf=true&content=names")
        unknown = await client.get(f"{API}/P9/versions/0/trial?content=other")
    assert unknown.status_code == 422
    if not printing.is_available():
        assert (answer.status_code, "没有安装LibreOffice" in answer.text) == (404, True)
        pytest.skip("没有找到LibreOffice，没有核对PDF")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    assert answer.headers["content-type"] == "application/pdf"


LETTERS = {
    "head": "on", "title_school": "each", "supplement_days": "10", "contact_person": "王芳",
    "complaint_body": "", "pickup_place": "一楼公开窗口", "payment_way": "扫码", "reason": "启用信函格式",
}  # fmt: skip


async def test_letters_are_set_on_the_page_and_read_by_the_api(site: Site, town: Town) -> None:
    address = f"/office/{HOME}/letter-settings"
    async with site.program("zhao") as client:
        usual = (await client.get(f"/api/organs/{HOME}/letter-settings")).json()
        assert (usual["supplement_days"], usual["head"], usual["history"]) == (15, False, [])
    async with site.browser("head") as (client, token):
        bad = await client.post(
            address, data=LETTERS | {"form_token": token, "supplement_days": "61"}
        )
        assert bad.status_code == 422
        page = Read(bad.text)
        assert "应为1至60个工作日" in page.by_id("settings-supplement_days-fault").text
        assert "第三十条" in page.one("div", role="alert").text
        assert page.by_id("settings-pickup_place").given["value"] == "一楼公开窗口"
        done = await client.post(address, data=LETTERS | {"form_token": token})
        assert (done.status_code, done.headers["location"]) == (303, f"{PAGE}#settings")
        shown = (await client.get(PAGE)).text
        assert "<dd>信函格式</dd>" in shown
        assert "启用信函格式" in shown
    async with site.program("zhao") as client:
        now = (await client.get(f"/api/organs/{HOME}/letter-settings")).json()
        assert (now["head"], now["title_school"], now["supplement_days"]) == (True, "each", 10)
        assert [row["made_by"] for row in now["history"]] == ["head"]
        assert (
            await client.post(f"/api/organs/{HOME}/letter-settings", json={})
        ).status_code == 403


async def test_a_superior_reads_and_changes_nothing(site: Site, town: Town) -> None:
    await town.officer("superior", "370783", *Role)
    row, before = await stored(town, HOME, "P5"), await everything(town)
    async with site.program("superior") as client:
        assert (await client.get(f"{API}/P5")).json()["versions"][0]["version"] == row.version
        for path, sent in (
            (f"{API}/P5/versions/1/approval", {}),
            (f"{API}/P5/versions/1/withdrawal", {"reason": "有误"}),
        ):
            assert (await client.post(path, json=sent)).status_code == 403
        assert (await upload(client, f"{API}/P5/versions", unlike("P5"))).status_code == 403
        assert (await client.get(PAGE)).status_code == 403
    assert await everything(town) == before


async def test_what_an_office_typed_is_text_on_its_page(site: Site, town: Town) -> None:
    await stored(town, HOME, "P5", name="<b>粗</b>", note="<script>alert(1)</script>")
    async with site.browser("boss") as (client, _):
        page = (await client.get(f"{PAGE}/P5?before=0&after=1")).text
    assert not re.search(r"<b>|<script(?! src=)", page)
    assert "文字没有差异" in page

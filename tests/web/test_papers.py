"""Attachments and volumes at both doors: who may, what comes back, what is recorded and refused."""

import asyncio
import json
from io import BytesIO
from typing import Any
from urllib.parse import unquote
from uuid import UUID
from zipfile import ZipFile

import httpx
import pytest
from litestar import Litestar

from cases.actions.file_checks import LARGEST
from cases.errors import TooMany
from cases.kinds import Kind
from cases.law.file_contents import ATTACHABLE
from cases.models import Role
from cases.states import KEEPERS
from cases.web import volume_views
from tests.actions.filing import CARD
from tests.archive.made import page_texts, pdf_file
from tests.conftest import Town
from tests.web.conftest import Site
from tests.web.worked import LIVES, PLANNING, Office, office_of

pytestmark = pytest.mark.anyio

LETTER = pdf_file(2)
REASON = {"reason": "提交行政复议答复"}


@pytest.fixture
async def bureau(town: Town) -> Office:
    """The bureau with a case under way: zhaoming handles it."""
    office = await office_of(town)
    await office.take_in()
    await office.handed_out()
    return office


async def closed(town: Town, office: Office) -> UUID:
    """A case that is answered."""
    life = next(one for one in LIVES if one.__name__ == "answered_on_the_spot")
    await life(office)
    return office.case_id


async def upload(
    client: httpx.AsyncClient,
    address: str,
    content: bytes = LETTER,
    name: str = "答复书.pdf",
    **fields: Any,
) -> httpx.Response:
    told = {"paper": "answer"} | fields
    return await client.post(address, data=told, files={"file": (name, content)})


async def history(office: Office) -> list[tuple[str, str, dict[str, Any]]]:
    return [(e.kind, e.officer, dict(e.data)) for e in await office.events()]


async def test_program_attaches_a_file_and_takes_it_out_again_byte_by_byte(
    site: Site, bureau: Office
) -> None:
    address = f"/api/cases/{bureau.case_id}/attachments"
    async with site.program("zhaoming") as client:
        answer = await upload(
            client, address, title="2026", number="寿公开〔2026〕1号", day="2026-11-21", pages="2",
            item="1", remark="盖章件",
        )  # fmt: skip
        assert answer.status_code == 201, answer.text
        told = answer.json()
        assert (told["number"], told["media_type"]) == (1, "application/pdf")
        assert told["case"]["id"] == str(bureau.case_id)
        back = await client.post(f"{address}/1/download")
    assert (back.status_code, back.content) == (200, LETTER)
    assert back.headers["content-type"] == "application/pdf"
    disposition = back.headers["content-disposition"]
    assert unquote(disposition) == "attachment; filename*=UTF-8''答复书.pdf"
    assert back.headers["x-content-type-options"] == "nosniff"
    (kind, _, data), (taken, who, what) = (await history(bureau))[-2:]
    assert (kind, data["title"], data["pages"]) == (Kind.ATTACHED, "2026", 2)
    assert (taken, who, what["what"]) == (Kind.TAKEN_OUT, "zhaoming", "第1号附件“2026”")


async def test_a_download_is_never_got_by_an_address(site: Site, bureau: Office) -> None:
    async with site.program("zhaoming") as client:
        await upload(client, f"/api/cases/{bureau.case_id}/attachments")
        for path in ("attachments/1/download", "archive-file", "evidence-file"):
            for door in ("/api/cases", "/cases"):
                answer = await client.get(f"{door}/{bureau.case_id}/{path}")
                assert answer.status_code == 405, path
    assert Kind.TAKEN_OUT not in [kind for kind, _, _ in await history(bureau)]


async def test_page_uploads_lists_downloads_and_removes(site: Site, bureau: Office) -> None:
    here = f"/cases/{bureau.case_id}"
    async with site.browser("zhaoming") as (client, token):
        done = await upload(client, f"{here}/attachments", form_token=token, title="公开答复书")
        assert (done.status_code, done.headers["location"]) == (303, f"{here}#attachments")
        back = await client.post(f"{here}/attachments/1/download", data={"form_token": token})
        assert back.content == LETTER
        removed = await client.post(
            f"{here}/attachments/1/removal", data={"form_token": token, "reason": "误传"}
        )
        assert removed.status_code == 303
        gone = await client.post(f"{here}/attachments/1/download", data={"form_token": token})
    assert gone.status_code == 404
    assert "没有第1号附件，或者已经撤下" in gone.text


async def test_a_refused_file_comes_back_on_the_page_with_what_was_typed(
    site: Site, bureau: Office
) -> None:
    here = f"/cases/{bureau.case_id}"
    program = b"MZ" + bytes(100)
    before = await history(bureau)
    async with site.browser("zhaoming") as (client, token):
        for content, paper, sentence in (
            (program, "answer", "程序和脚本不能附卷"),
            (b"", "answer", "文件没有内容"),
            (LETTER, "", "不在可选范围内"),
            (LETTER, "history", "不在可选范围内"),
            (bytes(LARGEST + 1), "answer", "文件超过20MB"),
        ):
            answer = await upload(
                client, f"{here}/attachments", content, paper=paper, title="公开答复书",
                form_token=token,
            )  # fmt: skip
            assert answer.status_code in (413, 422)
            assert sentence in answer.text
            assert "公开答复书" in answer.text
        unchosen = await client.post(
            f"{here}/attachments", data={"paper": "answer", "form_token": token}, files={"x": b"y"}
        )
        assert "请选择要附卷的文件" in unchosen.text
    assert await history(bureau) == before


@pytest.mark.parametrize("door", ["/api/cases", "/cases"])
async def test_what_is_too_large_gets_its_own_sentence_however_much_too_large(
    site: Site, bureau: Office, door: str
) -> None:
    """20,000,001 bytes are read and refused; 26 million are not even read."""
    before = await history(bureau)
    async with site.program("zhaoming") as client:
        for size in (LARGEST + 1, 26_000_000):
            answer = await upload(
                client, f"{door}/{bureau.case_id}/attachments", b"%PDF-1.7" + bytes(size - 8)
            )
            assert answer.status_code == 413, size
            assert "文件超过20MB" in answer.text
    assert await history(bureau) == before


async def test_program_is_told_what_is_wrong_with_a_file(site: Site, bureau: Office) -> None:
    address = f"/api/cases/{bureau.case_id}/attachments"
    async with site.program("zhaoming") as client:
        for name, content, sentence in (
            ("照片.jpg", LETTER, "文件内容是PDF文件"),
            ("页面.txt", b"<html><body>", "网页和矢量图"),
            ("../../keys/vault.pdf", LETTER, "不能含有路径"),
            ("答\u202efdp.pdf", LETTER, "不可见的控制字符"),
        ):
            answer = await upload(client, address, content, name)
            assert answer.status_code == 422, name
            assert sentence in answer.json()["detail"]
            assert answer.json()["errors"][0]["field"] == "file"
        unknown = await upload(client, address, paper="elsewhere")
        assert (unknown.status_code, unknown.json()["errors"][0]["field"]) == (422, "paper")
        foreign = await upload(client, address, item="7")
        assert "没有第7项" in foreign.json()["detail"]


@pytest.mark.parametrize("role", Role)
async def test_keepers_of_files_attach_and_take_out_and_nobody_else(
    site: Site, town: Town, bureau: Office, role: Role
) -> None:
    await town.officer("one", PLANNING, role)
    async with site.program("zhaoming") as client:
        await upload(client, f"/api/cases/{bureau.case_id}/attachments")
    before = len(await bureau.events())
    async with site.program("one") as client:
        put = await upload(client, f"/api/cases/{bureau.case_id}/attachments")
        taken = await client.post(f"/api/cases/{bureau.case_id}/attachments/1/download")
    allowed = role in KEEPERS
    assert (put.status_code, taken.status_code) == ((201, 200) if allowed else (403, 403))
    assert len(await bureau.events()) == before + (2 if allowed else 0)


async def test_another_organ_finds_neither_case_nor_file_nor_volume(
    site: Site, town: Town, bureau: Office
) -> None:
    await town.officer("stranger", "371702", *Role)
    here = f"cases/{bureau.case_id}"
    async with site.program("zhaoming") as client:
        await upload(client, f"/api/{here}/attachments")
    before = await history(bureau)
    async with site.program("stranger") as client:
        for door in ("/api/", "/"):
            sent: Any = {"json": REASON} if door == "/api/" else {"data": REASON}
            answers = [
                await upload(client, f"{door}{here}/attachments"),
                await client.post(f"{door}{here}/attachments/1/download"),
                await client.post(f"{door}{here}/archive-file", **sent),
                await client.post(f"{door}{here}/evidence-file", **sent),
            ]
            assert [answer.status_code for answer in answers] == [404] * 4
    assert await history(bureau) == before


async def test_archive_file_is_a_zip_under_the_number_of_the_case_and_is_recorded(
    site: Site, town: Town, bureau: Office
) -> None:
    case_id = await closed(town, bureau)
    known = len(await bureau.events())
    async with site.program("wugang") as client:
        answer = await client.post(f"/api/cases/{case_id}/archive-file", json=REASON)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    name = unquote(answer.headers["content-disposition"].partition("''")[2])
    assert name == "YSQ-370783-zrzy-2026-0002-案卷.zip"
    with ZipFile(BytesIO(answer.content)) as archive:
        assert archive.testzip() is None
        text = "".join(page_texts(archive.read("卷宗.pdf")))
        told = json.loads(archive.read("history.json"))
    assert CARD not in text
    assert len(told["events"]) == known
    kind, who, data = (await history(bureau))[-1]
    assert (kind, who, data["reason"]) == (Kind.TAKEN_OUT, "wugang", "提交行政复议答复")
    assert data["what"] == f"案卷（至第{known}条办理记录）"


async def test_personal_data_in_a_volume_are_recorded_as_seen(
    site: Site, town: Town, bureau: Office
) -> None:
    case_id = await closed(town, bureau)
    asked = REASON | {"with_personal_data": "on", "with_third_parties": "on"}
    async with site.browser("wugang") as (client, token):
        answer = await client.post(
            f"/cases/{case_id}/evidence-file", data=asked | {"form_token": token}
        )
    assert answer.status_code == 200, answer.text
    assert unquote(answer.headers["content-disposition"]).endswith("-举证材料.zip")
    with ZipFile(BytesIO(answer.content)) as archive:
        assert CARD in "".join(page_texts(archive.read("卷宗.pdf")))
    (seen, _, why), (taken, _, what) = (await history(bureau))[-2:]
    assert (seen, why["reason"]) == (Kind.PERSONAL_DATA_SHOWN, "提交行政复议答复")
    assert taken == Kind.TAKEN_OUT
    assert what["what"].endswith("，含个人信息、第三方信息）")


async def test_a_volume_needs_a_reason_and_a_case_that_has_come_so_far(
    site: Site, bureau: Office
) -> None:
    """案卷 of what is closed; 举证材料 also before an answer, for 不作为 is sued for too."""
    here = f"/cases/{bureau.case_id}"
    async with site.program("zhaoming") as client:
        early = await client.post(f"/api{here}/archive-file", json=REASON)
        assert early.status_code == 409
        assert "办结之后才能制作案卷" in early.json()["detail"]
        assert early.json()["article"]
        silent = await client.post(f"/api{here}/evidence-file", json={"reason": " "})
        assert silent.status_code == 422
        page = await client.post(f"{here}/evidence-file", data={"reason": ""})
        assert page.status_code == 422
        assert Kind.TAKEN_OUT not in [kind for kind, _, _ in await history(bureau)]
        made = await client.post(f"/api{here}/evidence-file", json=REASON)
        assert made.status_code == 200


async def test_nobody_else_makes_volumes(site: Site, town: Town, bureau: Office) -> None:
    await town.officer("watcher", PLANNING, Role.SUPERVISOR, Role.ADMINISTRATOR)
    before = await history(bureau)
    async with site.program("watcher") as client:
        for noun in ("archive-file", "evidence-file"):
            answer = await client.post(f"/api/cases/{bureau.case_id}/{noun}", json=REASON)
            assert answer.status_code == 403
    assert await history(bureau) == before


async def test_two_volumes_are_made_at_once_and_some_wait_and_no_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(volume_views, "QUEUE", volume_views.Queue())
    at_work: list[int] = []
    most: list[int] = []

    def work() -> None:
        at_work.append(1)
        most.append(len(at_work))
        asyncio.run(asyncio.sleep(0.05))
        at_work.pop()

    room = volume_views.AT_ONCE + volume_views.WAITING
    done = await asyncio.gather(
        *(volume_views.aside(work) for _ in range(room + 1)), return_exceptions=True
    )
    assert [type(one) for one in done if one is not None] == [TooMany]
    assert max(most) == 2
    assert volume_views.QUEUE.length == 0


def test_page_offers_every_kind_that_can_be_attached(bare: Litestar) -> None:
    """The closed list of the law's table is what the form's choices are made of."""
    assert bare.template_engine is not None
    choices = bare.template_engine.engine.globals["paper_choices"]
    assert [value for value, _ in choices] == [paper.value for paper in ATTACHABLE]

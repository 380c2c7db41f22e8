"""导出: the list as it is shown, as a spreadsheet; who took it away is recorded."""

from datetime import date
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from cases.actions.application import Applicant, Item
from cases.law.annual import ApplicantClass
from cases.models import Role
from cases.models_saved import ListExport
from cases.states import State
from cases.web import pages_search
from tests.conftest import Town
from tests.web.conftest import APPLICANT, CARD, HOME, PHONE, Site, new_case

pytestmark = pytest.mark.anyio


@pytest.fixture
async def owner(town: Town) -> str:
    await town.officer("owner", HOME, *Role)
    return "owner"


def sheet_of(content: bytes) -> Any:
    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["案件列表"]
    return book.worksheets[0]


async def test_the_whole_list_goes_out_with_its_filters_above_it(
    site: Site, town: Town, owner: str
) -> None:
    """53 cases are two pages on the screen, and one sheet; those of another state stay here."""
    for _ in range(53):
        await new_case(town, owner, HOME, State.UNCONFIRMED)
    closed = await new_case(town, owner, HOME, State.CLOSED)
    async with site.program(owner) as client:
        sent = {"state": "unconfirmed", "sort": "number"}
        answer = await client.post("/cases/export", data=sent)
        assert answer.status_code == 200
        assert (
            answer.headers["content-disposition"] == 'attachment; filename="cases-2026-11-22.xlsx"'
        )
        sheet = sheet_of(answer.content)
        other = sheet_of((await client.post("/cases/export", data={"state": "closed"})).content)
    assert sheet.max_row == 3 + 53
    assert sheet["A2"].value == (
        "查找条件：状态“待确认”。登记编号由小到大，共53件。owner于2026-11-22 10:00导出。"
    )
    headings = [cell.value for cell in sheet[3]]
    assert headings[:4] == ["登记编号", "单位", "状态", "申请人"]
    numbers = [row[0].value for row in sheet.iter_rows(min_row=4)]
    assert numbers == sorted(numbers)
    first = dict(zip(headings, (cell.value for cell in other[4]), strict=True))
    assert first["登记编号"] == closed.number
    assert first["状态"] == "已办结"
    assert first["办理结果"] == "予以公开"
    assert first["答复日期"].date() == date(2026, 11, 22)  # a date, not a text
    assert other.column_dimensions["G"].width > other.column_dimensions["C"].width


async def test_nothing_a_spreadsheet_would_run_and_no_number_of_a_person(
    site: Site, town: Town, owner: str
) -> None:
    formula = '=HYPERLINK("http://evil.example","x")'
    person = Applicant(ApplicantClass.NATURAL_PERSON, "+86某公司", phone=PHONE)
    await new_case(
        town, owner, HOME, applicant=person, agent=None,
        items=(Item(formula), Item(f"本人{CARD}的征地档案，电话{PHONE}")),
    )  # fmt: skip
    async with site.program(owner) as client:
        content = (await client.post("/cases/export", data={})).content
    sheet = sheet_of(content)
    cells = [cell for row in sheet.iter_rows(min_row=4) for cell in row]
    request = next(c for c in cells if str(c.value).startswith("="))
    assert request.data_type == "s"  # a text …
    assert request.quotePrefix  # … and stays one when somebody edits it
    for cell in cells:
        assert cell.data_type != "f"
        for secret in (CARD, PHONE):
            assert secret not in str(cell.value)


async def test_that_it_was_exported_is_recorded_without_what_was_typed(
    site: Site, town: Town, owner: str
) -> None:
    await new_case(town, owner, HOME)
    await town.officer("clerk", HOME, Role.HANDLER)
    async with site.program("clerk") as client:
        address = (
            await client.post("/cases/search", data={"q": f"{APPLICANT} {CARD}", "year": "2026"})
        ).headers["location"]
        chosen = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
        answer = await client.post("/cases/export", data=chosen)
        assert sheet_of(answer.content).max_row == 3 + 1
        assert CARD not in str(sheet_of(answer.content)["A2"].value)
        mine = (await client.get("/cases/saved")).text
    async with town.office.sessions() as session:
        (record,) = await session.scalars(select(ListExport))
    assert (record.officer, record.lines, record.at) == ("clerk", 1, town.clock.at)
    assert record.organs == [town.organs[HOME]]
    assert record.filters == "证件号码、电话“（已隐去）”；内容“（已隐去）”；收到年度“2026”"
    async with site.program(owner) as client:  # the head of the organ sees it as well
        heads = (await client.get("/cases/saved")).text
    for page in (mine, heads):
        assert "收到年度“2026”" in page
        assert APPLICANT not in page
    async with town.office.sessions() as session:
        with pytest.raises(DBAPIError):
            await session.execute(text("DELETE FROM list_exports"))


async def test_a_list_that_is_too_long_is_refused_in_a_sentence(
    site: Site, town: Town, owner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages_search, "MOST_LINES", 2)  # 20,000 in earnest
    for _ in range(3):
        await new_case(town, owner, HOME)
    async with site.program(owner) as client:
        refused = await client.post("/cases/export", data={"year": "2026"})
        assert refused.status_code == 422
        assert "符合条件的案件超过2件，请增加条件、缩小范围后分次导出" in refused.text
        assert 'value="2026"' in refused.text  # what was chosen stands there still
    async with town.office.sessions() as session:
        assert (await session.scalars(select(ListExport))).all() == []


async def test_one_organs_list_is_not_anothers(site: Site, town: Town, owner: str) -> None:
    await new_case(town, owner, HOME)
    await town.officer("stranger", "371702", *Role)
    async with site.program("stranger") as client:
        assert sheet_of((await client.post("/cases/export", data={})).content).max_row == 3
        assert (await client.post("/cases/export", data={"organ": HOME})).status_code == 404

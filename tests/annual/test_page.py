"""The page's table: the macro rendered and taken apart again."""

from html.parser import HTMLParser
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from cases.annual.layout import grid_of
from cases.law.annual import AnnualTable, Form
from tests.annual.official import BODY, COLUMNS, numbered, printed

PAGES = Path(__file__).parents[2] / "templates" / "pages"
PAGE = (
    '{% from "_annual_table.html" import annual_table %}{{ annual_table(grid, table, cell_url) }}'
)


class Cells(HTMLParser):
    """The table as a browser lays it out: each cell's text, tag and attributes by its place."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.shown: dict[tuple[int, int], str] = {}
        self.cells: list[tuple[str, dict[str, str], str]] = []
        self.links: list[dict[str, str]] = []
        self.rows: list[dict[str, str]] = []
        self.open: list[str] = []
        self.caption = ""
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert "style" not in dict(attrs)
        given = {name: value or "" for name, value in attrs}
        self.open.append(tag)
        if tag == "tr":
            self.rows.append(given)
        elif tag == "a":
            self.links.append(given)
        elif tag in ("th", "td"):
            self.cells.append((tag, given, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in ("th", "td"):
            self.place(*self.cells[-1])

    def place(self, tag: str, given: dict[str, str], text: str) -> None:
        line, column = len(self.rows) - 1, 0
        while (line, column) in self.shown:
            column += 1
        for down in range(int(given.get("rowspan", "1"))):
            for right in range(int(given.get("colspan", "1"))):
                self.shown[line + down, column + right] = text

    def handle_data(self, data: str) -> None:
        if "caption" in self.open:
            self.caption += data
        elif {"th", "td"} & set(self.open):
            tag, given, text = self.cells[-1]
            self.cells[-1] = (tag, given, text + data)


def page_of(table: AnnualTable) -> str:
    pages = Environment(loader=FileSystemLoader(PAGES), autoescape=True, undefined=StrictUndefined)
    return pages.from_string(PAGE).render(
        grid=grid_of(table.form),
        table=table,
        cell_url=lambda row, column: f"/annual/{table.year}?row={row}&column={column}",
    )


@pytest.mark.parametrize(("form", "rows"), [(Form.FORM_2019, 23), (Form.FORM_2021, 25)])
def test_page_shows_the_official_table(form: Form, rows: int) -> None:
    cells = Cells(page_of(numbered(form)))
    figures = [given for tag, given, _ in cells.cells if tag == "td"]
    assert len(figures) == 7 * rows
    assert len(cells.rows) == 3 + rows
    expected = {
        (line, column): text
        for line, texts in enumerate(printed(form))
        for column, text in enumerate(texts)
    }
    assert cells.shown == expected


def test_every_figure_leads_to_its_cases() -> None:
    cells = Cells(page_of(numbered(Form.FORM_2021)))
    assert [link["href"] for link in cells.links] == [
        f"/annual/2025?row={key}&column={column}"
        for key, *_ in BODY[Form.FORM_2021]
        for column in COLUMNS
    ]
    assert cells.links[0]["aria-label"] == "一、本年新收政府信息公开申请数量，自然人：100000"


def test_every_heading_says_what_it_heads() -> None:
    cells = Cells(page_of(numbered(Form.FORM_2021)))
    scopes = [given["scope"] for tag, given, _ in cells.cells if tag == "th"]
    # head: corner, 申请人情况, 自然人, 法人, 总计 and five classes
    # body: 25 rows, 三 and its 4 groups
    assert scopes == ["col"] * 10 + ["row"] * (25 + 1 + 4)


def test_totals_corner_and_groups_are_marked() -> None:
    cells = Cells(page_of(numbered(Form.FORM_2021)))
    of_text = {text: given.get("class", "") for _, given, text in cells.cells}
    assert of_text["（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"] == (
        "annual-corner"
    )
    assert of_text["（三）不予公开"] == of_text["三、本年度办理结果"] == "annual-group"
    assert of_text["总计"] == "annual-total"
    assert of_text["100000"] == "annual-figure"
    assert of_text["100006"] == "annual-figure annual-total"  # 总计 of the first row
    marked = [line for line, row in enumerate(cells.rows) if row.get("class") == "annual-total"]
    assert marked == [26]  # （七）总计: after 3 lines of head and 23 rows


def test_zero_is_a_link_too_and_marked() -> None:
    zeros = AnnualTable(
        "某某局", 2020, Form.FORM_2019, {key: (0,) * 7 for key, *_ in BODY[Form.FORM_2019]}
    )
    cells = Cells(page_of(zeros))
    assert len(cells.links) == 7 * 23
    assert cells.cells[-2][1]["class"] == "annual-figure zero"
    assert cells.cells[-1][1]["class"] == "annual-figure annual-total zero"


def test_an_organs_name_is_text() -> None:
    page = page_of(numbered(Form.FORM_2021, organ="<script>某局</script>&"))
    assert "<script>" not in page
    assert Cells(page).caption == (
        "三、收到和处理政府信息公开申请情况 编制单位：<script>某局</script>&　2025年度"
    )

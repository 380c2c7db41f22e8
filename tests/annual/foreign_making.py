"""Reports as other offices make them, from published figures: HTML and DOCX with planted typos."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from io import BytesIO
from pathlib import Path
from types import MappingProxyType
from typing import Any

import docx

from cases.law.annual import Form
from tests.annual.official import BODY, CORNER

REPORTS = Path(__file__).parents[1] / "data" / "annual_reports"
Cell = tuple[str, int, int]  # text, rowspan, colspan
Table = list[list[Cell]]
Words = Mapping[str, str]
PUBLISHED = tuple(sorted(path.stem for path in REPORTS.glob("*.json")))
RESULTS = ("upheld", "corrected", "other_result", "pending", "total")
GROUPS = ("reconsideration", "litigation_direct", "litigation_after_reconsideration")

# Typing mistakes and habits as published reports have them.
TYPOS = {
    "一、本年新收政府信息公开申请数量": "一、本年新收政府信息公开申请数",
    "二、上年结转政府信息公开申请数量": "二,上年结转政府信息公开申请数量",
    "（一）予以公开": "一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）": "（二）部分公开（区分处理的，只计这一情况，不计其他情形",
    "2.其他法律行政法规禁止公开": "2其他法律、行政法规禁止公开",
    "3.危及“三安全一稳定”": "3．危及\"三安全一稳定\"",
    "5.属于三类内部事务信息": "5.属于三类内容事务信息",
    "1.信访举报投诉类申请": "1、信访，举报，投诉类申请",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请": (
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请"
    ),
    "（七）总计": "(七)总 计",
    "商业企业": "商业<br>企业",
    "社会公益组织": "社会公益<br>组织",
    "总计": "合计",
}  # fmt: skip


def published(name: str) -> dict[str, Any]:
    """A real report's figures, as they were published."""
    found: dict[str, Any] = json.loads((REPORTS / f"{name}.json").read_text(encoding="utf-8"))
    return found


def three(
    report: Mapping[str, Any],
    words: Words = MappingProxyType({}),
    write: Callable[[int], str] = str,
    subtotals: bool = False,
) -> Table:
    """Section 三 with the official merged cells; `subtotals` adds an invented column and rows."""

    def said(label: str) -> str:
        return words.get(label, label)

    form = Form(report["format"])
    more = 1 if subtotals else 0
    organisations = [
        (said(name), 1, 1)
        for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    ]
    lines: Table = [
        [(CORNER, 3, 3), ("申请人情况", 1, 7 + more)],
        [("自然人", 2, 1), ("法人或其他组织", 1, 5 + more), (said("总计"), 2, 1)],
        [*organisations, *[("小计", 1, 1)] * more],
    ]
    body = BODY[form]
    groups = [line[2] for line in body]
    inside = [line for line in body if line[1] == "三、本年度办理结果"]
    invented = {"（三）不予公开", "（四）无法提供", "（五）不予处理"} if subtotals else set()
    handled = len(inside) + len(invented)
    for key, first, second, third in body:
        cells: list[Cell] = []
        if first != "三、本年度办理结果":
            cells.append((said(first), 1, 3))
        else:
            if key == inside[0][0]:
                cells.append((said(first), handled, 1))
            if second == third:
                cells.append((said(second), 1, 2))
            else:
                if groups.index(second) == body.index((key, first, second, third)):
                    cells.append((said(second), groups.count(second) + (second in invented), 1))
                cells.append((said(third), 1, 1))
        figures = report["rows"][key]
        lines.append(cells + _written(figures, write, subtotals))
        last = max(i for i, group in enumerate(groups) if group == second)
        if second in invented and body[last][0] == key:
            sums = [
                sum(report["rows"][one[0]][c] for one in body if one[2] == second) for c in range(7)
            ]
            lines.append([("小计", 1, 1), *_written(sums, write, subtotals)])
    return lines


def _written(figures: Sequence[int], write: Callable[[int], str], subtotals: bool) -> list[Cell]:
    person, *organisations, total = figures
    middle = [*organisations, sum(organisations)] if subtotals else organisations
    return [(write(figure), 1, 1) for figure in (person, *middle, total)]


def four(report: Mapping[str, Any], write: Callable[[int], str] = str) -> Table:
    """Section 四 as the form prints it."""
    names = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        [("行政复议", 1, 5), ("行政诉讼", 1, 10)],
        [*((name, 2, 1) for name in names), ("未经复议直接起诉", 1, 5), ("复议后起诉", 1, 5)],
        [(name, 1, 1) for name in names * 2],
        [(write(report["table4"][g][r]), 1, 1) for g in GROUPS for r in RESULTS],
    ]


def two(report: Mapping[str, Any]) -> Table:
    """Section 二 of the 2021 form in one table."""
    figures = report["table2"]

    def three_of(key: str) -> list[Cell]:
        row = figures[key] or {"made": "-", "repealed": "-", "valid": "-"}
        return [(str(row[name]), 1, 1) for name in ("made", "repealed", "valid")]

    return [
        [("第二十条第（一）项", 1, 4)],
        [
            ("信息内容", 1, 1),
            ("本年制发件数", 1, 1),
            ("本年废止件数", 1, 1),
            ("现行有效件数", 1, 1),
        ],
        [("规章", 1, 1), *three_of("regulations")],
        [("行政规范性文件", 1, 1), *three_of("normative_documents")],
        [("第二十条第（五）项", 1, 4)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
        [("行政许可", 1, 1), (str(figures["licensing"]), 1, 3)],
        [("第二十条第（六）项", 1, 4)],
        [("信息内容", 1, 1), ("本年处理决定数量", 1, 3)],
        [("行政处罚", 1, 1), (str(figures["punishment"]), 1, 3)],
        [("行政强制", 1, 1), (str(figures["coercion"]), 1, 3)],
        [("第二十条第（八）项", 1, 4)],
        [("信息内容", 1, 1), ("本年收费金额（单位：万元）", 1, 3)],
        [("行政事业性收费", 1, 1), (str(figures["fees_10k_yuan"]), 1, 3)],
    ]


def page(title: str, tables: Iterable[Table], note: str = "") -> bytes:
    """A published page: the report's tables inside a table that lays the page out, links around."""
    inner = "".join(f"<p>以下是数据。</p>{html_table(table)}" for table in tables)
    return (
        "<!DOCTYPE html><html><head><meta charset='utf-8'>"
        f"<title>{escape(title)}_政府信息公开</title><style>td{{border:1px}}</style></head><body>"
        "<ul><li><a href='/2018'>2018年政府信息公开工作年度报告</a></li></ul>"
        f"<table width='100%'><tr><td colspan=2><h1>{escape(title)}</h1></td></tr>"
        f"<tr><td>导航<script>var a = '<table>';</script></td><td>{inner}<p>{escape(note)}</p></td>"
        "</tr></table></body></html>"
    ).encode()


def html_table(table: Table) -> str:
    rows = []
    for line in table:
        cells = "".join(
            f"<td rowspan='{down}' colspan='{right}'><p><span>&nbsp;{_html(text)}</span></p></td>"
            for text, down, right in line
        )
        rows.append(f"<tr>{cells}</tr>")
    return f"<table border=1><tbody>{''.join(rows)}</tbody></table>"


def _html(text: str) -> str:
    return "<br>".join(escape(part, quote=False) for part in text.split("<br>"))


def document(title: str, tables: Iterable[Table], note: str = "") -> bytes:
    """A report in Word: its title, then each table with its cells merged."""
    made = docx.Document()
    made.add_heading(title, 0)
    made.add_paragraph("本报告由总体情况等六部分组成。")
    for table in tables:
        _docx_table(made, table)
        made.add_paragraph(note)
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _docx_table(made: Any, table: Table) -> None:
    width = sum(right for _, _, right in table[0])
    printed = made.add_table(len(table), width)
    grid = [row.cells for row in printed.rows]
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(table):
        column = 0
        for text, down, right in line:
            while (number, column) in taken:
                column += 1
            last = (number + down - 1, column + right - 1)
            cell = grid[number][column].merge(grid[last[0]][last[1]])
            first, *others = text.split("<br>")
            cell.text = first
            for more in others:
                cell.add_paragraph(more)
            taken |= {
                (r, c) for r in range(number, last[0] + 1) for c in range(column, last[1] + 1)
            }

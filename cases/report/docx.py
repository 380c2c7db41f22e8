"""The whole report as a DOCX: the template of its form, filled; the same content, the same bytes."""

from datetime import date
from pathlib import Path
from typing import Any, Final

from cases.law.annual import COLUMNS, Form, rows_of
from cases.law.report import CONTENTS, texts_of, title, whose
from cases.law.section_four import FIGURES, GROUPS
from cases.law.section_two import figures_of
from cases.letters.rendering import parsed, render
from cases.report.content import Report
from cases.report.narrative import GAP, fields_of, filled
from cases.settings import SOURCE

FOLDER: Final = SOURCE / "templates" / "letters" / "annual_report"
NOT_FILLED: Final = "【待填】"
LONG_FIGURE: Final = 99_999  # beyond five digits section 四 prints smaller


def template_path(form: Form) -> Path:
    """The built-in template of a form."""
    return FOLDER / f"REPORT-{form}.docx"


def docx_report(report: Report, on: date) -> bytes:
    """The document, dated; BadInput where a text names a field that there is not.

    What nobody has entered stands as 【待填】.
    """
    template = parsed(template_path(report.now.form).read_bytes())
    return render(template, context_of(report, on))


def context_of(report: Report, on: date) -> dict[str, Any]:
    """What the template prints."""
    three, four = report.now.three, report.now.four
    numbers = {row.key: dict(zip(COLUMNS, three.rows[row.key], strict=True))
               for row in rows_of(three.form)}  # fmt: skip
    return {
        "title": title(report.organ, report.year),
        "whose": whose(report.organ, report.year),
        "organ": {"name": report.organ},
        "date": printed_day(on),
        "opening": opening(report),
        "texts": {key: list(lines) for key, lines in paragraphs(report).items()},
        "two": _entered(report),
        "three": numbers,
        "four": {g.key: {f: four.cell(g.key, f) for f in FIGURES} for g in GROUPS},
        "long": any(number > LONG_FIGURE for number in four.numbers),
    }


def opening(report: Report) -> str:
    """The sentence that reports begin with (practice)."""
    year = report.year
    return (
        f"根据{CONTENTS}的规定，现公布{report.organ}{year}年政府信息公开工作年度报告。"
        f"本报告所列数据的统计期限为{year}年1月1日至12月31日。"
    )


def paragraphs(report: Report) -> dict[str, tuple[str, ...]]:
    """Each text of the form by its paragraphs, filled."""
    fields = fields_of(report)
    found = {}
    for text in texts_of(report.now.form):
        said = filled(report.texts.get(text.key, ""), fields, text).text
        lines = tuple(line.strip() for line in said.splitlines() if line.strip())
        found[text.key] = lines or (f"{GAP}{text.name}】",)
    return found


def _entered(report: Report) -> dict[str, Any]:
    """Section 二 as nested records: regulations.made, licensing."""
    made: dict[str, Any] = {}
    two = report.now.two
    for figure in figures_of(two.form):
        printed = two.printed(figure.path) if figure.path in two.figures else NOT_FILLED
        line, _, column = figure.path.partition(".")
        if column:
            made.setdefault(line, {})[column] = printed
        else:
            made[line] = printed
    return made


def printed_day(day: date) -> str:
    """As papers print it: 2026年1月28日."""
    return f"{day.year}年{day.month}月{day.day}日"

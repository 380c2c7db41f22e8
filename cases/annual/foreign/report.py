"""A foreign annual report (报送的年度报告): its tables, and what was read loosely or left aside."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from cases.annual.foreign import docx_file, four, html_file, three, two, xlsx_file
from cases.annual.foreign.container import parts_of
from cases.annual.foreign.figures import marks_in
from cases.annual.foreign.grids import Grid, Sighted, Spot, titled
from cases.annual.foreign.labels import squeezed
from cases.annual.foreign_json import fault, printable
from cases.annual.reading import NO_ORGAN, NO_YEAR, YEARS
from cases.law import section_two
from cases.law.annual import AnnualTable, Form

LONGEST_ORGAN: Final = 60  # signs
WIDE: Final = str.maketrans("()", "（）")  # as the names of organs write them
SAID: Final = r"政府信息(?:主动)?公开(?:工作)?"
YEAR: Final = r"(20\d{2})年?(?:度)?"
YEARS_SAID: Final = (  # where a report names its year, the surest first
    re.compile(rf"{YEAR}.{{0,40}}{SAID}.{{0,8}}报告"),
    re.compile(rf"{SAID}.{{0,8}}报告.{{0,6}}{YEAR}"),
    re.compile(rf"编制单位.{{0,80}}?{YEAR}"),
    re.compile(r"^(20\d{2})年度?$"),
    re.compile(rf"{YEAR}.{{0,40}}收到和处理"),
)
ORGANS_SAID: Final = (
    re.compile(r"编制单位[::]\s*([^\s::]{2,60}?)(?=20\d{2}|$|\s)"),
    re.compile(rf"^([^0-9,。;:]{{3,40}}?)(?:关于)?{YEAR}.{{0,8}}{SAID}.{{0,8}}报告"),
    re.compile(rf"^{YEAR}([^0-9,。;:]{{3,40}}?){SAID}.{{0,8}}报告"),
)
CHINESE_YEAR: Final = re.compile(r"二[〇○零]([〇○零一二三四五六七八九]{2})年")
DIGITS: Final = {sign: str(number) for number, sign in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
}


@dataclass(frozen=True)
class ForeignReport:
    """A report as read: section 三, 四 and 二 where they are, and notes in sentences.

    `kind` is json, xlsx, docx or html. `table.year` is NO_YEAR and `table.organ` NO_ORGAN where the
    file does not say them; `two` has the keys of the form (regulations, licensing …).
    """

    kind: str
    table: AnnualTable
    table4: dict[str, dict[str, int]] | None
    two: dict[str, Any] | None
    notes: tuple[str, ...]


def read_document(content: bytes, kind: str, source: str) -> ForeignReport:
    """The report in the bytes of an office file or page; BadInput says in one sentence why not."""
    if kind == "html":
        seen = html_file.sighted(content, source)
    else:
        parts = parts_of(content, source)
        if docx_file.MAIN in parts:
            kind, seen = "docx", docx_file.sighted(parts, source)
        elif xlsx_file.MAIN in parts:
            kind, seen = "xlsx", xlsx_file.sighted(content, source)
        else:
            raise fault(source, "不是DOCX或者XLSX，应当报送DOCX、XLSX、HTML或者JSON文件")
    return _read(seen, kind, source)


def _read(seen: Sighted, kind: str, source: str) -> ForeignReport:
    grids = _joined(seen.grids)
    tables = [grid for grid in grids if three.is_three(grid)]
    if not tables:
        raise three.no_table(source)
    if len(tables) > 1 or three.two_tables(tables[0]):
        names = "、".join(grid.name for grid in tables)
        raise fault(
            source,
            f"中有两个“收到和处理政府信息公开申请情况”的表（{names}），应当只有一个",
        )
    marks = marks_in((*seen.texts, *_texts_of(grids)))
    found = three.read_three(tables[0], marks, source)
    reviews = [grid for grid in grids if grid is not tables[0] and four.is_four(grid)]
    if len(reviews) > 1:
        raise fault(source, "中有两个“行政复议、行政诉讼情况”的表，应当只有一个")
    table4, notes4 = four.read_four(reviews[0], marks, source) if reviews else (None, [NO_FOUR])
    rest = [grid for grid in grids if grid is not tables[0] and grid not in reviews]
    table2, notes2 = checked_two(*two.read_two(rest, found.form), found.form)
    if kind == "xlsx" and table2 is None:
        notes2 = []  # our own layout has no section 二
    said = [*seen.texts, *titled(tables[0], found.first_line)]
    table = AnnualTable(_organ(said), _year(said), found.form, found.rows)
    return ForeignReport(kind, table, table4, table2, (*found.notes, *notes4, *notes2))


def checked_two(
    given: dict[str, Any] | None, notes: list[str], form: Form
) -> tuple[dict[str, Any] | None, list[str]]:
    """Section 二 where all its figures are such, else none of it and a note that says which is not."""
    if given is None:
        return None, notes
    try:
        section_two.of_record(form, given)
    except ValueError as failure:
        return None, [*notes, f"{failure}，第二部分没有读入"]
    lines = {one.path.partition(".")[0] for one in section_two.figures_of(form)}
    return {key: value for key, value in given.items() if key in lines or key == "format"}, notes


NO_FOUR: Final = "文件中没有找到“政府信息公开行政复议、行政诉讼情况”的表，第四部分没有读入"


def _joined(grids: Iterable[Grid]) -> list[Grid]:
    """Tables, one that was broken over two pages put together again."""
    found: list[Grid] = []
    for grid in grids:
        before = found[-1] if found else None
        if before is not None and _continues(before, grid):
            offset = len(before.lines)
            moved = tuple(
                tuple(Spot(spot.text, spot.line + offset, spot.column) for spot in line)
                for line in grid.lines
            )
            found[-1] = replace(before, lines=before.lines + moved)
        else:
            found.append(grid)
    return found


def _continues(before: Grid, grid: Grid) -> bool:
    begins = three.lines_like(before, three.FIRST) and not three.lines_like(before, three.LAST)
    ends = three.lines_like(grid, three.LAST) and not three.lines_like(grid, three.FIRST)
    same_width = bool(before.lines and grid.lines) and len(before.lines[0]) == len(grid.lines[0])
    return bool(begins and ends and same_width)


def _texts_of(grids: list[Grid]) -> Iterator[str]:
    for grid in grids:
        for line in range(len(grid.lines)):
            yield from (spot.text for spot in grid.distinct(line) if spot.line == line)


def _year(texts: Iterable[str]) -> int:
    """The year that the report names, its title before other places; NO_YEAR where none."""
    said = [_with_digits(text) for text in texts]
    for pattern in YEARS_SAID:
        for text in said:
            match = pattern.search(text)
            if match is not None and int(match[1]) in YEARS:
                return int(match[1])
    return NO_YEAR


def _with_digits(text: str) -> str:
    """The text squeezed, with 二〇二三年 as 2023年."""
    return CHINESE_YEAR.sub(
        lambda said: "20" + "".join(DIGITS[sign] for sign in said[1]) + "年", squeezed(text)
    )


def _organ(texts: Iterable[str]) -> str:
    said = [_with_digits(text) for text in texts]
    for pattern in ORGANS_SAID:
        for text in said:
            match = pattern.search(text)
            if match is not None:
                organ = next(group for group in match.groups() if not group.isdecimal())
                return printable(organ.translate(WIDE))[:LONGEST_ORGAN]
    return NO_ORGAN

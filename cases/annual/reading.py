"""Annual tables from elsewhere: read strictly, refused in one sentence, checked by the rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cases.annual.foreign_json import (
    as_object,
    count_of,
    described,
    fault,
    parsed_object,
    printable,
    required_object,
    shown,
)
from cases.errors import BadInput
from cases.law.annual import COLUMN_LABELS, COLUMNS, OTHER_2021, ROW, AnnualTable, Form, rows_of
from cases.law.annual_checks import REVIEW_GROUPS, REVIEW_RESULTS, Violation, violations
from cases.law.section_four import FIGURE_LABELS, GROUPS

NO_YEAR: Final = 0  # a foreign table need not say its year, and none is guessed for it
NO_ORGAN: Final = ""
YEARS: Final = range(2008, 2100)  # 条例 has been in force since 2008-05-01
LARGEST_FILE: Final = 1 << 20  # bytes; a table has some three thousand
OTHER_2019: Final = "other_handling"
REVIEW_LABELS: Final = {group.key: group.heads[-1] for group in GROUPS} | FIGURE_LABELS


@dataclass(frozen=True)
class ForeignTable:
    """A table as found: section 三, and section 四 where the file has it.

    `table.year` is NO_YEAR and `table.organ` NO_ORGAN where the file does not say them.
    """

    table: AnnualTable
    table4: dict[str, dict[str, int]] | None


def check_files(
    path: Path, previous: Path | None = None, members: Sequence[Path] = ()
) -> list[Violation]:
    """Every broken check of the table in a file, with the year before and the members if given.

    BadInput where a file cannot be read, is not such a table, or is of a year that does not fit.
    """
    found = read_file(path)
    before = None if previous is None else _year_before(found, path, previous)
    parts = [_member(found, path, member) for member in members]
    return violations(found.table, before, parts or None, found.table4)


def read_file(path: Path) -> ForeignTable:
    """The table in a UTF-8 file, with byte order mark or without; BadInput where there is none."""
    source = str(path)
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except FileNotFoundError as failure:
        raise BadInput(f"找不到文件“{printable(source)}”。") from failure
    except OSError as failure:
        raise fault(source, "不能读取，请确认它是一个文件并且有读取权限") from failure
    if len(content) > LARGEST_FILE:
        raise fault(source, f"超过{LARGEST_FILE >> 20}MB，不是年度报告表")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        raise fault(source, "不是UTF-8编码的文本") from failure
    return read_table(text, source)


def read_table(text: str, source: str) -> ForeignTable:
    """The table in a JSON text; BadInput names `source`, the place, the found and the expected."""
    given = parsed_object(text, source)
    rows = required_object(given, "rows", "第三部分各行的数据", source)
    form = _form(given, rows, source)
    _check_names(rows, form, source)
    figures = {row.key: _figures(rows[row.key], row.key, source) for row in rows_of(form)}
    table = AnnualTable(_organ(given, source), _year(given, source), form, figures)
    return ForeignTable(table, _table4(given, source))


# What the file says of itself; null stands for nothing said


def _organ(given: dict[str, object], source: str) -> str:
    organ = given.get("organ")
    if organ is None:
        return NO_ORGAN
    if not isinstance(organ, str) or organ != printable(organ):
        raise fault(source, f"的“organ”（编制单位）应当是一行文字，实际是{described(organ)}")
    return organ


def _year(given: dict[str, object], source: str) -> int:
    year = given.get("year")
    if year is None:
        return NO_YEAR
    if type(year) is not int or year not in YEARS:
        expected = f"{YEARS.start}至{YEARS.stop - 1}之间的整数"
        raise fault(source, f"的“year”（年度）应当是{expected}，实际是{described(year)}")
    return year


def _form(given: dict[str, object], rows: dict[str, object], source: str) -> Form:
    """The form that the file names, which its rows must agree with, else the form of its rows."""
    stated = {
        name: _stated_form(name, given[name], source)
        for name in ("form", "format")
        if given.get(name) is not None
    }
    if len(set(stated.values())) > 1:
        raise fault(source, "的“form”和“format”写明的表式不同，应当一致")
    of_2021 = [key for key in OTHER_2021 if key in rows]
    if OTHER_2019 in rows and of_2021:
        raise fault(
            source,
            f"同时有2019年表式的行“{OTHER_2019}”和2021年表式的行“{of_2021[0]}”，应当只用一种表式",
        )
    for form in stated.values():
        return form
    if OTHER_2019 in rows:
        return Form.FORM_2019
    if of_2021:
        return Form.FORM_2021
    expected = "、".join(f"“{key}”" for key in OTHER_2021)
    raise fault(
        source,
        "没有“（六）其他处理”的数据，不能判断表式，"
        f"2019年表式应当有行“{OTHER_2019}”，2021年表式应当有行{expected}",
    )


def _stated_form(name: str, value: object, source: str) -> Form:
    if not isinstance(value, str) or value not in set(Form):
        raise fault(source, f"的“{name}”（表式）应当是“2019”或者“2021”，实际是{described(value)}")
    return Form(value)


# Section 三


def _check_names(rows: dict[str, object], form: Form, source: str) -> None:
    """Refuse rows that the form does not have, then rows that are not there."""
    expected = [row.key for row in rows_of(form)]
    for key in rows:
        if key not in expected:
            raise fault(source, f"中有{form}年表式没有的行“{shown(key)}”")
    missing = "、".join(_row_name(key) for key in expected if key not in rows)
    if missing:
        raise fault(source, f"缺少{form}年表式的行{missing}")


def _row_name(key: str) -> str:
    return f"“{key}”（{ROW[key].label}）"


def _figures(value: object, key: str, source: str) -> tuple[int, ...]:
    place = f"的行{_row_name(key)}"
    labels = "、".join(COLUMN_LABELS.values())
    expected = f"应当是{len(COLUMNS)}个整数的列表（{labels}）"
    if not isinstance(value, list):
        raise fault(source, f"{place}{expected}，实际是{described(value)}")
    if len(value) != len(COLUMNS):
        raise fault(source, f"{place}{expected}，实际有{len(value)}个")
    return tuple(
        count_of(figure, f"{place}的“{column}”（{COLUMN_LABELS[column]}）一栏", source)
        for column, figure in zip(COLUMNS, value, strict=True)
    )


# Section 四


def _table4(given: dict[str, object], source: str) -> dict[str, dict[str, int]] | None:
    if given.get("table4") is None:
        return None
    groups = as_object(given["table4"], "的“table4”", source)
    _check_review_names(groups, REVIEW_GROUPS, "的“table4”", source)
    return {group: _review_group(groups[group], group, source) for group in REVIEW_GROUPS}


def _review_group(value: object, group: str, source: str) -> dict[str, int]:
    place = f"的“table4”中“{group}”（{REVIEW_LABELS[group]}）"
    results = as_object(value, place, source)
    names = (*REVIEW_RESULTS, "total")
    _check_review_names(results, names, place, source)
    return {
        name: count_of(results[name], f"{place}的“{name}”（{REVIEW_LABELS[name]}）", source)
        for name in names
    }


def _check_review_names(
    given: dict[str, object], expected: Sequence[str], place: str, source: str
) -> None:
    for name in given:
        if name not in expected:
            raise fault(source, f"{place}不应当有“{shown(name)}”")
    missing = "、".join(
        f"“{name}”（{REVIEW_LABELS[name]}）" for name in expected if name not in given
    )
    if missing:
        raise fault(source, f"{place}缺少{missing}")


# Tables beside the one that is checked


def _year_before(found: ForeignTable, path: Path, previous: Path) -> AnnualTable:
    before, year = read_file(previous).table, found.table.year
    if NO_YEAR not in (before.year, year) and before.year != year - 1:
        raise fault(
            str(previous),
            f"是{before.year}年度的表，“{printable(str(path))}”是{year}年度的表，"
            f"上一年度的表应当是{year - 1}年度的",
        )
    return before


def _member(found: ForeignTable, path: Path, member: Path) -> AnnualTable:
    part, whole = read_file(member).table, found.table
    if NO_YEAR not in (part.year, whole.year) and part.year != whole.year:
        raise fault(
            str(member),
            f"是{part.year}年度的表，汇总表“{printable(str(path))}”是{whole.year}年度的，"
            "年度应当相同",
        )
    if part.form is Form.FORM_2019 and whole.form is Form.FORM_2021:
        raise fault(
            str(member),
            f"是2019年表式，没有分列“（六）其他处理”，不能与2021年表式的汇总表"
            f"“{printable(str(path))}”核对",
        )
    return part

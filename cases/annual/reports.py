"""年度报告 as members send it: one door for JSON, XLSX, DOCX and HTML, and the year it must be of."""

from dataclasses import replace
from typing import Final

from cases.annual.foreign.apart import read_apart
from cases.annual.foreign.report import ForeignReport, checked_two
from cases.annual.foreign_json import as_object, fault, parsed_object
from cases.annual.reading import LARGEST_FILE, NO_YEAR, read_table
from cases.law.annual import Form, form_of

LARGEST: Final = 20_000_000  # bytes; a report with its pictures
ZIP: Final = b"PK\x03\x04"
OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PDF: Final = b"%PDF-"
MARKS: Final = b"\xef\xbb\xbf"  # UTF-8's byte order mark
EXPECTED: Final = "应当报送DOCX、XLSX、HTML或者JSON文件"


def read_report(content: bytes, name: str) -> ForeignReport:
    """The report in a file that an office sent; BadInput says in one sentence what is wrong where."""
    if len(content) > LARGEST:
        raise fault(name, f"超过{LARGEST // 1_000_000}MB，请压缩其中的图片后重新报送")
    beginning = content[:1024].removeprefix(MARKS).lstrip()
    if not beginning:
        raise fault(name, "没有内容，请核对后重新选择")
    if content.startswith(OLD_OFFICE):
        raise fault(name, "是旧格式（doc、xls、wps、et）或者已加密，请另存为DOCX或者XLSX后报送")
    if content.startswith(PDF):
        raise fault(name, f"是PDF，表格不能可靠读取，{EXPECTED}")
    if content.startswith(ZIP):
        return read_apart(content, "office", name)
    if beginning.startswith(b"{"):
        return _json(content, name)
    if b"<" in content[:1024]:
        return read_apart(content, "html", name)
    raise fault(name, f"的格式不能识别，{EXPECTED}")


def _json(content: bytes, name: str) -> ForeignReport:
    if len(content) > LARGEST_FILE:
        raise fault(name, f"超过{LARGEST_FILE >> 20}MB，不是年度报告表")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise fault(name, "不是UTF-8编码的文本") from None
    found = read_table(text, name)
    given = parsed_object(text, name).get("table2")
    record = as_object(given, "的“table2”", name) if given is not None else None
    two, notes = checked_two(record, [], found.table.form)
    return ForeignReport("json", found.table, found.table4, two, tuple(notes))


def fitting(report: ForeignReport, year: int, name: str) -> ForeignReport:
    """The report as one of that data year; BadInput for another year's, or another form's, table.

    A file that names no year is taken for that one, and a note says so.
    """
    form, found = form_of(year), report.table
    if found.year not in (NO_YEAR, year):
        raise fault(name, f"是{found.year}年度的报告，应当是{year}年度的")
    if found.form is not form:
        raise fault(
            name,
            f"用的是{found.form}年表式，{year}年度应当用{form}年表式"
            f"（“（六）其他处理”{OTHER_IN[form]}）",
        )
    if found.year == year:
        return report
    note = f"文件没有写明年度，按{year}年度收下"
    return replace(report, table=replace(found, year=year), notes=(note, *report.notes))


OTHER_IN: Final = {Form.FORM_2019: "为一行数", Form.FORM_2021: "分列三行"}

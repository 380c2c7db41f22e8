"""The columns of a register (登记台账的列): heading, field, required, reader. One table."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Final, TypeVar

from cases.law.annual import OUTCOME_ROWS, ROW, ApplicantClass
from cases.law.receipt import Channel
from cases.register.cells import Cell, Unreadable, text_of

CELL_CHARACTERS: Final = 20_000  # of a text such as 申请内容
CODE_CHARACTERS: Final = 100  # of 登记编号, 联系电话, 答复文号
NAME_CHARACTERS: Final = 500  # of 申请人; several may share one application
EXTENSION_WORKDAYS: Final = range(1, 21)  # 条例 33(2): at most twenty working days
EARLIEST: Final = date(1990, 1, 1)  # no office took such requests before; a mistyped year
DATES_CACHED: Final = 10_000  # spellings: some thirty years of days
SUGGESTIONS_CACHED: Final = 1_000  # a wrong outcome stands in many rows

EXAMPLE_DATE: Final = "2024-03-04"
NOT_A_DATE: Final = f"应为有效日期，如{EXAMPLE_DATE}"
SERIAL_DATE: Final = f"应为日期，如{EXAMPLE_DATE}；所填为表格软件的日期序号，请将单元格设为日期格式"
WITH_TIME: Final = f"应为日期，如{EXAMPLE_DATE}，不含时刻"
TOO_EARLY: Final = f"不应早于{EARLIEST}，请核对年份"
SCIENTIFIC_NUMBER: Final = "号码成了科学计数形式，数字已丢失，应将该列设为文本格式后重新录入"
TURNED_INTO_DATE: Final = "表格软件已将内容转成日期，应将该列设为文本格式后重新录入"
ONE_LINE: Final = "应为一行文字，不含换行"
NOT_WORKDAYS: Final = f"应为{EXTENSION_WORKDAYS[0]}至{EXTENSION_WORKDAYS[-1]}的整数（工作日）"
NOT_AN_OUTCOME: Final = (
    "应为年度报告统计表中的办理结果，如予以公开、部分公开、本机关不掌握相关政府信息"
)

# Refused everywhere: control characters but tab and line feed, halves of a pair, non-characters.
REFUSED: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
SCIENTIFIC: Final = re.compile(r"[0-9](?:\.[0-9]+)?[Ee]\+[0-9]{2,}")
SERIAL: Final = re.compile(r"[0-9]{1,6}(?:\.[0-9]+)?")
BREAK: Final = re.compile(r" *[\n\t]\s*")
QUOTES_AND_BLANKS: Final = re.compile(r"[\s\u200b\ufeff\"'“”‘’〝〞「」『』]")
NUMBERING: Final = re.compile(r"（[一二三四五六]）|[1-9]\.")
DATE: Final = re.compile(
    r"""([0-9]{4})
    (?: -([0-9]{1,2})-([0-9]{1,2})
      | /([0-9]{1,2})/([0-9]{1,2})
      | \.([0-9]{1,2})\.([0-9]{1,2})
      | \s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日
    )(?:[ T]+([0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?))?""",
    re.VERBOSE,
)


class WrongCell(ValueError):
    """A cell that cannot be taken; str() says what is expected, in Chinese."""


Reader = Callable[[Cell], Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Column:
    """One column: its heading, the field of a row that it fills, whether it must be filled."""

    heading: str
    field: str
    required: bool
    read: Reader


def text(limit: int) -> Reader:
    """Reads text of several lines, kept as it stands."""

    def read(cell: Cell) -> str:
        return _fit(cell, limit)

    return read


def line(limit: int) -> Reader:
    """Reads text of one line; a line break inside counts as a blank."""

    def read(cell: Cell) -> str:
        words = _fit(_undated(cell), limit)
        return words if words.isprintable() else BREAK.sub(" ", words)

    return read


def code(cell: Cell) -> str:
    """Reads a number of record, one line kept to the letter; no digit may have been lost."""
    words = _fit(_undated(cell), CODE_CHARACTERS)
    if not words.isprintable() and BREAK.search(words):
        raise WrongCell(ONE_LINE)
    return _with_its_digits(words)


def phone(cell: Cell) -> str:
    """Reads 联系电话, as written; several may stand in one cell."""
    words = _fit(_undated(cell), CODE_CHARACTERS)
    return _with_its_digits(words if words.isprintable() else BREAK.sub(" ", words))


def day(cell: Cell) -> date:
    """Reads a date cell or one of the five spellings of a date."""
    found = cell if isinstance(cell, date) else date_in(_readable(cell))
    if found < EARLIEST:
        raise WrongCell(TOO_EARLY)
    return found


@lru_cache(maxsize=DATES_CACHED)
def date_in(words: str) -> date:
    """The day that a text names, at midnight if it names an hour; WrongCell where it is none."""
    words = unicodedata.normalize("NFKC", words)
    match = DATE.fullmatch(words)
    if match is None:
        raise WrongCell(SERIAL_DATE if SERIAL.fullmatch(words) else NOT_A_DATE)
    *numbers, hour = match.groups()
    if hour is not None and hour.strip("0:."):
        raise WrongCell(WITH_TIME)
    year, month, of_month = (int(n) for n in numbers if n is not None)
    try:
        return date(year, month, of_month)
    except ValueError:
        raise WrongCell(NOT_A_DATE) from None


def workdays(cell: Cell) -> int:
    """Reads 延期工作日数: a whole number of working days, 条例 33(2)."""
    words = unicodedata.normalize("NFKC", _readable(cell))
    if not re.fullmatch("[0-9]{1,2}", words) or int(words) not in EXTENSION_WORKDAYS:
        raise WrongCell(NOT_WORKDAYS)
    return int(words)


def channel(cell: Cell) -> Channel:
    """Reads 申请方式 by its label."""
    return _one_of(CHANNELS, cell)


def applicant_class(cell: Cell) -> ApplicantClass:
    """Reads 申请人类别 by its label."""
    return _one_of(CLASSES, cell)


def outcome(cell: Cell) -> str:
    """Reads 答复结果: the key of an outcome row, from the key or a label."""
    words = _readable(cell)
    key = OUTCOMES.get(words) or OUTCOMES.get(canonical(words))
    if key is None:
        raise WrongCell(NOT_AN_OUTCOME + _suggestion(words))
    return key


def canonical(words: str) -> str:
    """A label as it is compared: half-width, without blanks and quotation marks."""
    return QUOTES_AND_BLANKS.sub("", unicodedata.normalize("NFKC", words))


def _readable(cell: Cell) -> str:
    if isinstance(cell, Unreadable):
        raise WrongCell(cell.expected)
    return text_of(cell)


def _fit(cell: Cell, limit: int) -> str:
    words = cell if isinstance(cell, str) else _readable(cell)
    if len(words) > limit:
        raise WrongCell(f"不应超过{limit}字，现有{len(words)}字")
    if not words.isprintable() and (refused := REFUSED.search(words)):
        raise WrongCell(f"不应含有控制字符（U+{ord(refused[0]):04X}），应删除后重新录入")
    return words


def _undated(cell: Cell) -> Cell:
    """Spreadsheet programs turn a number such as 2024-1 into a date when it is typed."""
    if isinstance(cell, date):
        raise WrongCell(TURNED_INTO_DATE)
    return cell


def _with_its_digits(words: str) -> str:
    if "+" in words and SCIENTIFIC.fullmatch(words):
        raise WrongCell(SCIENTIFIC_NUMBER)
    return words


def _one_of(labels: Mapping[str, T], cell: Cell) -> T:
    words = cell if isinstance(cell, str) else _readable(cell)
    found = labels.get(words) or labels.get(canonical(words))
    if found is None:
        raise WrongCell(f"应为{'、'.join(labels)}之一")
    return found


@lru_cache(maxsize=SUGGESTIONS_CACHED)
def _suggestion(words: str) -> str:
    if len(words) > LONGEST_LABEL:
        return ""
    near = difflib.get_close_matches(canonical(words), LABELS, n=1)
    return f"；是否应为“{LABELS[near[0]]}”" if near else ""


def _unnumbered(key: str) -> str:
    return NUMBERING.sub("", ROW[key].label, count=1)


def _outcomes() -> dict[str, str]:
    """Every name under which a register may give an outcome, in its canonical form, and its row."""
    names = {canonical(name): key for name, key in SHORT_NAMES.items()}
    for key in OUTCOME_ROWS:
        names[key] = names[canonical(ROW[key].label)] = names[canonical(_unnumbered(key))] = key
    return names


# fmt: off
SHORT_NAMES: Final = {
    # name of an outcome that the form prints at length or in another place, row
    "部分公开": "granted_partial",
    "逾期不补正": "other_overdue_correction",
    "逾期未缴费": "other_overdue_fee",
    "其他处理": "other_misc",
    "（六）其他处理": "other_misc",
    "other_handling": "other_misc",
}
COLUMNS: Final = (
    # heading, field, required, reader
    Column("登记编号", "number", True, code),
    Column("收到日期", "received_on", True, day),
    Column("申请方式", "channel", False, channel),
    Column("申请人类别", "applicant_class", True, applicant_class),
    Column("申请人", "applicant", True, line(NAME_CHARACTERS)),
    Column("证件号码", "id_number", False, code),
    Column("联系电话", "phone", False, phone),
    Column("申请内容", "request", True, text(CELL_CHARACTERS)),
    Column("补正告知日期", "supplement_notice_on", False, day),
    Column("补正期限", "supplement_reply_by", False, day),
    Column("补正收到日期", "supplement_on", False, day),
    Column("征求意见发出日期", "consultation_on", False, day),
    Column("征求意见回复日期", "consultation_reply_on", False, day),
    Column("延期告知日期", "extension_on", False, day),
    Column("延期工作日数", "extension_workdays", False, workdays),
    Column("答复日期", "answered_on", False, day),
    Column("答复结果", "annual_row", False, outcome),
    Column("答复文号", "answer_number", False, line(CODE_CHARACTERS)),
    Column("备注", "remark", False, text(CELL_CHARACTERS)),
)
# fmt: on

CHANNELS: Final = {kind.label: kind for kind in Channel}
CLASSES: Final = {kind.label: kind for kind in ApplicantClass}
OUTCOMES: Final = _outcomes()
LABELS: Final = {
    canonical(label): label for label in (*map(_unnumbered, OUTCOME_ROWS), *SHORT_NAMES)
}
LONGEST_LABEL: Final = max(map(len, LABELS))
COLUMN: Final = {column.heading: column for column in COLUMNS}
HEADING: Final = {column.field: column.heading for column in COLUMNS}
REQUIRED: Final = tuple(column.heading for column in COLUMNS if column.required)
read_note: Final = text(CELL_CHARACTERS)

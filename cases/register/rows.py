"""Cells to checked rows (登记台账的行) or faults; no database, no clock of its own.

A row with a fault is not among the rows. What happened after the answer is kept as it happened:
a late reply or a letter sent after 答复日期 is no fault.
"""

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cached_property
from operator import attrgetter
from typing import Any, Final

from cases.law.annual import ApplicantClass
from cases.law.identity import IdKind, WrongNumber, recognise
from cases.law.receipt import Channel
from cases.register.cells import text_of
from cases.register.columns import (
    COLUMN,
    HEADING,
    REQUIRED,
    WrongCell,
    date_in,
    read_note,
)
from cases.register.faults import RegisterFault, fault_at
from cases.register.sheet import Sheet, SheetRow

DIGEST_OF: Final = "register-row-1"  # changes whenever the content below is written differently


@dataclass(frozen=True)
class RegisterRow:
    """One application as the register has it; what a cell left open is None."""

    row: int  # as the spreadsheet counts it
    number: str
    received_on: date
    channel: Channel | None
    applicant_class: ApplicantClass
    applicant: str
    id_kind: IdKind | None
    id_number: str | None  # its normal form
    phone: str | None
    request: str
    supplement_notice_on: date | None
    supplement_reply_by: date | None
    supplement_on: date | None
    consultation_on: date | None
    consultation_reply_on: date | None
    extension_on: date | None
    extension_workdays: int | None
    answered_on: date | None
    annual_row: str | None  # a key of OUTCOME_ROWS
    answer_number: str | None
    remark: str | None
    notes: dict[str, str] = field(hash=False)  # columns that are not known, in the file's order

    def digest(self) -> str:
        """SHA-256 of the content without the row's place: the same from xlsx, UTF-8 and GB18030."""
        return self._digest

    @cached_property
    def _digest(self) -> str:
        notes = sorted((heading, _plain(note)) for heading, note in self.notes.items())
        content = [DIGEST_OF, *digested(self), *notes]
        return hashlib.sha256(canonical_json(content).encode()).hexdigest()


digested: Final = attrgetter(
    *(each.name for each in fields(RegisterRow) if each.name not in ("row", "notes"))
)
canonical_json: Final = json.JSONEncoder(separators=(",", ":"), default=str).encode


@dataclass(frozen=True)
class Checked:
    """The rows without a fault and all faults of the others, each in the order of the file."""

    rows: tuple[RegisterRow, ...]
    faults: tuple[RegisterFault, ...]


Values = dict[str, Any]  # by field; None where the cell is empty or wrong


@dataclass(slots=True)
class Entry:
    """One row under examination: its cells, what they say, and the day on which it is read."""

    row: SheetRow
    values: Values
    today: date

    def fault(self, name: str, expected: str) -> RegisterFault:
        """A fault at the cell of a field."""
        return self.fault_under(HEADING[name], expected)

    def fault_under(self, heading: str, expected: str) -> RegisterFault:
        """A fault at the cell under a heading."""
        return fault_at(self.row.number, heading, self.row.cells.get(heading, ""), expected)


Check = Callable[[Entry], Iterator[RegisterFault]]

# fmt: off
NEEDS: Final = (
    # a cell that is filled, the cell that must then be filled too
    ("答复日期", "答复结果"),
    ("答复结果", "答复日期"),
    ("延期告知日期", "延期工作日数"),
    ("延期工作日数", "延期告知日期"),
    ("补正期限", "补正告知日期"),
    ("补正收到日期", "补正告知日期"),
    ("征求意见回复日期", "征求意见发出日期"),
)
NOT_BEFORE: Final = (
    # a date, the date that it cannot precede
    ("supplement_notice_on", "received_on"),
    ("supplement_reply_by", "supplement_notice_on"),
    ("supplement_on", "supplement_notice_on"),
    ("consultation_on", "received_on"),
    ("consultation_reply_on", "consultation_on"),
    ("extension_on", "received_on"),
    ("answered_on", "received_on"),
)
HAPPENED: Final = (  # dates that cannot lie in the future; 补正期限 may
    "received_on", "supplement_notice_on", "supplement_on", "consultation_on",
    "consultation_reply_on", "extension_on", "answered_on",
)
# fmt: on
EMPTY: Final[Values] = dict.fromkeys(["id_kind", *HEADING])


def check_rows(sheet: Sheet, today: date) -> Checked:
    """Every row of the sheet, checked; faults stand in the order of rows, then of columns."""
    rows: list[RegisterRow] = []
    faults: list[RegisterFault] = []
    first_with: dict[str, int] = {}
    place = {heading: n for n, heading in enumerate(dict.fromkeys((*sheet.headings, *COLUMN)))}
    for row in sheet.rows:
        values, notes, found = _read(row)
        entry = Entry(row, values, today)
        found += _number_used_twice(entry, first_with)
        for check in CHECKS:
            found += check(entry)
        if found:
            faults += sorted(found, key=lambda fault: place.get(fault.column, len(place)))
        else:
            rows.append(RegisterRow(row=row.number, notes=notes, **values))
    return Checked(tuple(rows), tuple(faults))


def _read(row: SheetRow) -> tuple[Values, dict[str, str], list[RegisterFault]]:
    """What each cell says, the notes, and the cells that say nothing that can be taken."""
    values: Values = EMPTY.copy()
    notes: dict[str, str] = {}
    faults: list[RegisterFault] = []
    for heading, cell in row.cells.items():
        try:
            column = COLUMN.get(heading)
            if column is None:
                notes[heading] = read_note(text_of(cell))
            else:
                values[column.field] = column.read(cell)
        except WrongCell as wrong:
            faults.append(fault_at(row.number, heading, cell, str(wrong)))
    return values, notes, faults


def _number_used_twice(entry: Entry, first_with: dict[str, int]) -> Iterator[RegisterFault]:
    number, row = entry.values["number"], entry.row.number
    first = row if number is None else first_with.setdefault(number, row)
    if first != row:
        yield entry.fault("number", f"应在登记台账中唯一，第{first}行已使用该编号")


def _required_is_filled(entry: Entry) -> Iterator[RegisterFault]:
    for heading in REQUIRED:
        if heading not in entry.row.cells:
            yield entry.fault_under(heading, "必填，不应为空")


def _partner_is_filled(entry: Entry) -> Iterator[RegisterFault]:
    """答复日期 with 答复结果, a reply with its letter: one fault for each cell that is missing."""
    cells, named = entry.row.cells, ""
    for filled, needed in NEEDS:
        if filled in cells and needed not in cells and needed != named:
            named = needed
            yield entry.fault_under(needed, f"已填{filled}的，应同时填写{needed}")


def _dates_in_order(entry: Entry) -> Iterator[RegisterFault]:
    values = entry.values
    for name, other in NOT_BEFORE:
        day, earliest = values[name], values[other]
        if day is not None and earliest is not None and day < earliest:
            yield entry.fault(name, f"不应早于{HEADING[other]}（{earliest}）")


def _dates_not_in_future(entry: Entry) -> Iterator[RegisterFault]:
    values, today = entry.values, entry.today
    for name in HAPPENED:
        if (day := values[name]) is not None and day > today:
            yield entry.fault(name, f"不应晚于今天（{today}）")


def _identity_number(entry: Entry) -> Iterator[RegisterFault]:
    """Sets kind and normal form of 证件号码; where the class is not known, either kind will do."""
    number, of_class = entry.values["id_number"], entry.values["applicant_class"]
    if number is None:
        return
    try:
        entry.values["id_kind"], entry.values["id_number"] = recognise(
            number, of_organisation=of_class is not ApplicantClass.NATURAL_PERSON
        )
    except WrongNumber as wrong:
        yield entry.fault("id_number", str(wrong))


def _all_columns_titled(entry: Entry) -> Iterator[RegisterFault]:
    """Content without a heading: a cell that slipped, or a comma not quoted. The first is named."""
    for column, cell in entry.row.untitled.items():
        expected = "该列没有标题，应补写标题或者移到所属的列"
        yield fault_at(entry.row.number, f"第{column}列", cell, expected)
        return


CHECKS: Final[tuple[Check, ...]] = (
    _required_is_filled,
    _partner_is_filled,
    _dates_in_order,
    _dates_not_in_future,
    _identity_number,
    _all_columns_titled,
)


def _plain(note: str) -> str:
    """A note for the digest: CSV may spell a date cell 2024/3/4 where xlsx gives the date."""
    try:
        return date_in(note).isoformat()
    except WrongCell:
        return note

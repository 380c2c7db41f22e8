"""clock and fee: the law's arithmetic for programs; no database, no running server."""

import json
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import BinaryIO, Final

import typer

from cases.annual.foreign_json import printable
from cases.commands.clock_input import line_of, parsed, read_facts
from cases.errors import BadInput
from cases.law.calendar import packaged_calendar
from cases.law.clock import compute
from cases.law.clock_explained import record
from cases.law.clock_facts import WrongFacts
from cases.law.fees import fee_by_pages, fee_by_pieces
from cases.settings import CHINA

STANDARD_INPUT: Final = "-"
MOST_UNITS: Final = 1_000_000  # pieces or pages; beyond it a number was mistyped


def clock(
    file: str = typer.Argument(help="案件事实（JSON），“-”为标准输入"),
    lines: bool = typer.Option(False, "--lines", help="每行一个案件，逐行输出"),
) -> None:
    """计算法定期限，并说明每个日期的由来。"""
    today = datetime.now(CHINA).date()
    source = "标准输入" if file == STANDARD_INPUT else f"文件“{printable(file)}”"
    with opened(file, source) as stream:
        if not lines:
            sys.stdout.write(computed(stream.read(), source, None, today))
            return
        # what stands before a bad line is printed, each line whole; exit status 2 says the rest
        for number, line in enumerate(stream, start=1):
            if line.strip():
                sys.stdout.write(computed(line, source, number, today))


def fee(
    pieces: int | None = typer.Option(None, help="同一申请人一个自然月内累计申请件数（按件计收）"),
    pages: int | None = typer.Option(None, help="一件申请的页数（按量计收）"),
) -> None:
    """计算信息处理费（国办函〔2020〕109号）；按件、按量只能选择一种。"""
    if pieces is not None and pages is None:
        owed = fee_by_pieces(units(pieces, "--pieces"))
    elif pages is not None and pieces is None:
        owed = fee_by_pages(units(pages, "--pages"))
    else:
        raise BadInput("应当在“--pieces”（按件）和“--pages”（按量）中选择一种，不能同时使用。")
    bands = [
        {
            "from": band.first,
            "to": band.last,
            "units": band.units,
            "yuan_each": band.yuan_each,
            "amount_yuan": band.yuan,
        }
        for band in owed.bands
    ]
    sys.stdout.write(json.dumps({"amount_yuan": owed.yuan, "bands": bands}) + "\n")


def computed(content: bytes, source: str, number: int | None, today: date) -> str:
    """One line of JSON for one case; BadInput names the line (`number`, if the text is one) and
    the field."""
    text = decoded(content, source, number)
    try:
        facts = read_facts(parsed(text), today)
        reading = compute(facts, packaged_calendar())
    except json.JSONDecodeError as wrong:
        last = text.rstrip().count("\n") + 1  # an end that is missing is missed on the last line
        place = f"第{number or min(wrong.lineno, last)}行"
        raise BadInput(f"{source}{place}不是有效的JSON。") from wrong
    except WrongFacts as wrong:
        place = f"第{number or line_of(text, wrong.field)}行"
        field = f"的“{printable(wrong.field)}”" if wrong.field else ""
        raise BadInput(f"{source}{place}{field}{wrong.sentence}。") from wrong
    return json.dumps(record(reading), ensure_ascii=False) + "\n"


def decoded(content: bytes, source: str, number: int | None) -> str:
    """UTF-8 text, with byte order mark or without."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = number or content.count(b"\n", 0, wrong.start) + 1
        raise BadInput(f"{source}第{line}行不是UTF-8编码的文本。") from wrong


def units(number: int, option: str) -> int:
    """A whole number of pieces or pages that can be meant."""
    if not 0 <= number <= MOST_UNITS:
        raise BadInput(f"参数“{option}”应当是0至{MOST_UNITS}之间的整数，实际是{number}。")
    return number


@contextmanager
def opened(file: str, source: str) -> Iterator[BinaryIO]:
    """The bytes of a file or of standard input; BadInput where they cannot be had."""
    if file == STANDARD_INPUT:
        yield sys.stdin.buffer
        return
    with ExitStack() as stack:
        try:
            stream = stack.enter_context(Path(file).open("rb"))
        except FileNotFoundError as wrong:
            raise BadInput(f"找不到{source}。") from wrong
        except OSError as wrong:
            raise BadInput(f"{source}不能读取，请确认它是一个文件并且有读取权限。") from wrong
        yield stream

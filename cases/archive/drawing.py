"""What volume.typ draws, as JSON: plain data in which every character has a glyph."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final
from unicodedata import east_asian_width

from cases.archive.filed import Filed
from cases.archive.foreign import Absence
from cases.archive.glyphs import shown
from cases.archive.sheet import Block, Enclosure, Facts, Grid, Purpose, Sheet, Text, Volume

HEADINGS: Final[dict[Purpose, str]] = {"archive": "卷内目录", "evidence": "证据材料目录"}
SHORT_LABEL: Final = 12  # half-widths: six Chinese characters
SHORT_VALUE: Final = 20  # half-widths: what half a line holds at 12 points
NOT_MERGED: Final = (
    "该文件未并入本卷，原件按上列位置存放在案卷压缩包内，可以用所列的SHA-256值核对。"
)


def drawing(volume: Volume, filed: Sequence[Filed]) -> str:
    """The volume's heading, facts and entries."""
    heads = (
        ("案卷编号", volume.case_number),
        ("立卷机关", volume.organ),
        ("案卷题名", volume.title),
        ("保管期限", volume.retention),
    )
    made_at = f"{_day(volume.made_at)}{volume.made_at:%H:%M}"
    data = {
        "heading": HEADINGS[volume.purpose],
        "case": volume.case_number,
        "organ": volume.organ,
        "facts": _lines([(label, value) for label, value in heads if value]),
        "made": f"制作人：{volume.made_by}　制作时间：{made_at}",
        "entries": [_listed(each) | _drawn(each) for each in filed],
    }
    return json.dumps(_all_shown(data))


def _listed(each: Filed) -> dict[str, Any]:
    """Its line of the contents; the page numbers are added by the layout."""
    entry = each.entry
    return {
        "title": entry.title,
        "number": entry.number,
        "day": _day(entry.day) if entry.day else "",
        "remark": each.remark,
    }


def _drawn(each: Filed) -> dict[str, Any]:
    if isinstance(each.entry, Sheet):
        return _sheet(each.entry)
    if isinstance(each.pages, Absence):
        return _sheet(_in_place_of(each.entry, each, each.pages))
    assert each.pages is not None
    frames = [
        {"width": frame.width, "height": frame.height, "captioned": frame.captioned}
        for frame in each.pages.frames
    ]
    return {"kind": "pages", "frames": frames}


def _in_place_of(enclosure: Enclosure, each: Filed, absence: Absence) -> Sheet:
    """The page that stands for a file which is not merged."""
    facts = (
        ("文件名称", enclosure.name),
        ("所称格式", enclosure.media_type),
        ("文件大小", f"{len(enclosure.content):,}字节"),
        ("SHA-256", each.digest or ""),
        ("存放位置", each.file or ""),
        ("未并入原因", f"{absence.value}。"),
    )
    said = (Text("全文", enclosure.text),) if enclosure.text else ()
    blocks = (Facts(facts), Text("", (NOT_MERGED,)), *said)
    return Sheet(enclosure.code, enclosure.title, blocks)


def _sheet(sheet: Sheet) -> dict[str, Any]:
    blocks = [_block(block) for block in sheet.blocks]
    return {"kind": "sheet", "blocks": blocks, "note": sheet.note}


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Facts(rows):
            return {"kind": "facts", "rows": _lines(rows)}
        case Text(heading, paragraphs):
            return {"kind": "text", "heading": heading, "paragraphs": paragraphs}
        case Grid(heading, columns, rows, widths):
            table = {"columns": columns, "rows": rows, "widths": widths or (1,) * len(columns)}
            return {"kind": "grid", "heading": heading} | table


def _lines(facts: Sequence[tuple[str, str]]) -> list[list[tuple[str, str]]]:
    """Lines of a 登记表: two short facts beside each other, any other alone."""
    lines: list[list[tuple[str, str]]] = []
    for fact in facts:
        if lines and len(lines[-1]) == 1 and _is_short(lines[-1][0]) and _is_short(fact):
            lines[-1].append(fact)
        else:
            lines.append([fact])
    return lines


def _is_short(fact: tuple[str, str]) -> bool:
    label, value = fact
    return "\n" not in value and _width(label) <= SHORT_LABEL and _width(value) <= SHORT_VALUE


def _width(words: str) -> int:
    """In half-widths: a Chinese character is two wide."""
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in words)


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _all_shown(value: Any) -> Any:
    match value:
        case str():
            return shown(value)
        case dict():
            return {key: _all_shown(held) for key, held in value.items()}
        case list() | tuple():
            return [_all_shown(held) for held in value]
        case _:
            return value

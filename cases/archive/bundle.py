"""归档包: one zip that anybody can unpack, read and check without this program."""

import csv
import json
from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO, StringIO
from typing import Any, Final
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from cases.archive.foreign import Absence
from cases.archive.pdf import Placed, Printed, printed
from cases.archive.sheet import Enclosure, Volume

VOLUME: Final = "卷宗.pdf"
LIST_CSV: Final = "目录.csv"
LIST_JSON: Final = "目录.json"
CHECKSUMS: Final = "校验.txt"
OURS: Final = (VOLUME, LIST_CSV, LIST_JSON, CHECKSUMS)
COLUMNS: Final = ("顺序号", "题名", "文号", "日期", "起始页", "终止页", "备注", "文件", "SHA-256")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
READ_WRITE: Final = 0o100644 << 16  # a plain file, rw-r--r--
UNIX: Final = 3


def bundle(volume: Volume, extra: Mapping[str, bytes] | None = None) -> bytes:
    """The zip: 卷宗.pdf, 目录, further files such as history.json, 文件/, and 校验.txt last.

    The same volume and files give the same bytes.
    """
    prints = printed(volume)
    held = _held(volume, prints, extra or {})
    held[CHECKSUMS] = _checksums(held)
    out = BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in held.items():
            archive.writestr(_stamped(name, volume), content)
    return out.getvalue()


def _held(volume: Volume, prints: Printed, extra: Mapping[str, bytes]) -> dict[str, bytes]:
    """Name and content of every file but the checksums, in the order of the zip."""
    assert not set(extra) & set(OURS)
    assert not any("/" in name or "\\" in name or not name.isprintable() for name in extra)
    digest = sha256(prints.content).hexdigest()
    held = {
        VOLUME: prints.content,
        LIST_CSV: _csv(prints, digest),
        LIST_JSON: _json(volume, prints, digest),
        **{name: extra[name] for name in sorted(extra)},
    }
    for place in prints.placed:
        if isinstance(place.filed.entry, Enclosure):
            assert place.filed.file is not None
            held[place.filed.file] = place.filed.entry.content
    return held


def _csv(prints: Printed, digest: str) -> bytes:
    """The contents for a spreadsheet program: UTF-8 with its mark, no cell a formula."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for place in prints.placed:
        rows.writerow([_cell(value) for value in _line(place, digest).values()])
    return text.getvalue().encode("utf-8-sig", errors="replace")


def _cell(value: object) -> str:
    """What a spreadsheet program would reckon out begins with an apostrophe instead."""
    words = "" if value is None else str(value)
    return f"'{words}" if words.lstrip().startswith(FORMULA) or words[:1].isspace() else words


def _line(place: Placed, digest: str) -> dict[str, Any]:
    """One entry of the contents; a sheet of our own is in the volume's PDF."""
    filed, entry = place.filed, place.filed.entry
    return {
        "sequence": filed.sequence,
        "title": entry.title,
        "number": entry.number,
        "day": entry.day.isoformat() if entry.day else None,
        "first_page": place.first,
        "last_page": place.last,
        "remark": filed.remark,
        "file": filed.file or VOLUME,
        "sha256": filed.digest or digest,
    }


def _json(volume: Volume, prints: Printed, digest: str) -> bytes:
    """The contents for a program, words as they were given."""
    entries = [
        _line(place, digest) | {"code": place.filed.entry.code, "not_merged": _absence(place)}
        for place in prints.placed
    ]
    data = {
        "case_number": volume.case_number,
        "organ": volume.organ,
        "title": volume.title,
        "retention": volume.retention,
        "purpose": volume.purpose,
        "made_at": volume.made_at.isoformat(),
        "made_by": volume.made_by,
        "pages": prints.pages,
        "entries": entries,
    }
    written = json.dumps(data, ensure_ascii=False, indent=2)
    return f"{written}\n".encode(errors="replace")


def _absence(place: Placed) -> str | None:
    pages = place.filed.pages
    return pages.value if isinstance(pages, Absence) else None


def _checksums(held: Mapping[str, bytes]) -> bytes:
    """For `sha256sum -c 校验.txt`."""
    lines = (f"{sha256(content).hexdigest()}  {name}\n" for name, content in held.items())
    return "".join(lines).encode()


def _stamped(name: str, volume: Volume) -> ZipInfo:
    """A zip's entry with the volume's time, not the clock's, and the same rights everywhere."""
    entry = ZipInfo(name, volume.made_at.timetuple()[:6])
    entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, UNIX, READ_WRITE
    return entry

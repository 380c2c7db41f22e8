"""裁剪: of a picture that is shown in part, the part is kept; the rest is on no page."""

import posixpath
from collections.abc import Iterator
from io import BytesIO
from typing import Final

from lxml import etree
from PIL import Image, ImageOps

from cases.archive.pictures import UNREADABLE
from cases.letters.markup import Element, R, local
from cases.publishable.noted import Removed
from cases.publishable.office import RELATIONSHIPS, Office, rels_name

CROPPED: Final = "图片被裁剪掉的部分{n}处"
WHOLE: Final = 100_000  # a:srcRect counts in thousandths of a per cent
SIDES: Final = ("l", "t", "r", "b")
FORMATS: Final = {"image/jpeg": "JPEG", "image/png": "PNG"}
QUALITY: Final = 95  # JPEG: a part of one cannot be cut out without coding it again


def crop(office: Office, removed: Removed) -> None:
    """Cuts JPEG and PNG to what is shown; drawn pictures (EMF) cannot be cut and stay whole."""
    for part in [name for name in office.parts if office.is_xml(name) and name in office.types]:
        if part.endswith(".rels"):
            continue
        targets = {link.id: link.target for link in office.relationships(part)}
        for blip, shown in list(_shown_in_part(office.root(part))):
            target = targets.get(blip.get(f"{R}embed"), "")
            cut = _cut(office, target, shown)
            if cut is None:
                continue
            removed.note(CROPPED)
            blip.set(f"{R}embed", _added(office, part, target, cut))
            for side in SIDES:
                shown.attrib.pop(side, None)


def _shown_in_part(root: Element) -> Iterator[tuple[Element, Element]]:
    for shown in root.iter():
        if local(shown) != "srcRect" or not any(_share(shown, side) > 0 for side in SIDES):
            continue
        for blip in shown.getparent():
            if local(blip) == "blip":
                yield blip, shown


def _share(shown: Element, side: str) -> float:
    """How much of the picture is cut off at a side; less than nothing is a margin around it."""
    said = shown.get(side, "0")
    return float(said[:-1]) / 100 if said.endswith("%") else float(said) / WHOLE


def _cut(office: Office, target: str, shown: Element) -> bytes | None:
    form = FORMATS.get(office.types.get(target, ""))
    left, top, right, bottom = (_share(shown, side) for side in SIDES)
    if form is None or min(left, top, right, bottom) < 0 or left + right >= 1 or top + bottom >= 1:
        return None
    try:
        with Image.open(BytesIO(office.parts[target]), formats=(form,)) as opened:
            picture = ImageOps.exif_transpose(opened)
            wide, high = picture.size
            box = (
                int(left * wide), int(top * high),
                max(int(left * wide) + 1, round((1 - right) * wide)),
                max(int(top * high) + 1, round((1 - bottom) * high)),
            )  # fmt: skip
            out = BytesIO()
            more = {"quality": QUALITY} if form == "JPEG" else {}
            picture.crop(box).save(out, form, icc_profile=picture.info.get("icc_profile"), **more)
    except UNREADABLE:
        return None  # what is no picture is refused where pictures are read
    return out.getvalue()


def _added(office: Office, part: str, target: str, content: bytes) -> str:
    """The id by which the part refers to a new picture."""
    stem, ending = posixpath.splitext(target)
    number = 1
    while f"{stem}_cut{number}{ending}" in office.parts:
        number += 1
    name = f"{stem}_cut{number}{ending}"
    office.parts[name], office.types[name] = content, office.types[target]
    rows = office.root(rels_name(part))
    ids = {row.get("Id") for row in rows}
    new_id = next(f"rIdCut{n}" for n in range(1, len(ids) + 2) if f"rIdCut{n}" not in ids)
    kind = next(row.get("Type") for row in rows if row.get("Type", "").endswith("/image"))
    row = etree.SubElement(rows, f"{RELATIONSHIPS}Relationship")
    row.attrib.update({"Id": new_id, "Type": kind, "Target": f"/{name}"})
    return new_id

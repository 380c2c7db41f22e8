"""Templates as an office makes them for tests: the built-in ones, edited in what a test says."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import uuid4

from lxml import etree
from sqlalchemy import func, select

from cases import papers
from cases.actions.paper_templates import LETTERS
from cases.actions.template_keeping import upload
from cases.actor import Actor, system
from cases.models_letters import LetterTemplate
from tests.conftest import Town
from tests.letters.made import W, parts_of, zipped

DOCUMENT = "word/document.xml"
SOMEBODY = system("上传人")


def built_in(code: str) -> bytes:
    """The DOCX that comes with the system."""
    return (LETTERS / f"{code}.docx").read_bytes()


def changed(code: str, edit: Callable[[Any], None]) -> bytes:
    """The built-in template with its body edited."""
    parts = parts_of(built_in(code))
    root = etree.fromstring(parts[DOCUMENT])
    edit(root)
    return zipped(parts | {DOCUMENT: etree.tostring(root, encoding="UTF-8", standalone=True)})


def reworded(code: str, old: str, new: str) -> bytes:
    """With other words in the place of these, wherever they stand."""

    def edit(root: Any) -> None:
        found = [text for text in root.iter(f"{{{W}}}t") if old in (text.text or "")]
        assert found, old
        for text in found:
            text.text = text.text.replace(old, new)

    return changed(code, edit)


def without(code: str, *lines: str) -> bytes:
    """Without the paragraphs that consist of one of these lines."""

    def edit(root: Any) -> None:
        for paragraph in [*root.iter(f"{{{W}}}p")]:
            if _text(paragraph) in lines:
                paragraph.getparent().remove(paragraph)

    return changed(code, edit)


def with_lines(code: str, lines: Sequence[str], before: str = "特此") -> bytes:
    """With these paragraphs before the one that begins so."""

    def edit(root: Any) -> None:
        place = next(p for p in root.iter(f"{{{W}}}p") if _text(p).startswith(before))
        for line in lines:
            paragraph = etree.SubElement(place.getparent(), f"{{{W}}}p")
            text = etree.SubElement(etree.SubElement(paragraph, f"{{{W}}}r"), f"{{{W}}}t")
            text.text = line
            place.addprevious(paragraph)

    return changed(code, edit)


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in paragraph.iter(f"{{{W}}}t"))


def unlike(code: str) -> bytes:
    """The built-in template with something that no other file has, and that no letter shows."""
    return zipped(parts_of(built_in(code)) | {"customXml/note.xml": f"<n>{uuid4()}</n>".encode()})


async def uploaded(
    town: Town, organ: str, code: str, content: bytes, by: Actor = SOMEBODY, **given: Any
) -> LetterTemplate:
    """A version that waits for approval, from today on unless said otherwise."""
    told: dict[str, Any] = {
        "name": "本单位的模板", "note": "", "valid_from": town.clock.at.date(), "valid_to": None,
    }  # fmt: skip
    async with town.office.sessions.begin() as session:
        return await upload(
            session, by, town.clock.at, town.organs[organ], code, content=content, **told | given
        )


async def stored(
    town: Town, organ: str, code: str, content: bytes | None = None, **given: Any
) -> LetterTemplate:
    """A version that waits for approval as upload leaves it, without the second that checks take."""
    content = unlike(code) if content is None else content
    here, at, home = town.organs[organ], town.clock.at, town.office.home
    async with town.office.sessions.begin() as session:
        last = await session.scalar(
            select(func.max(LetterTemplate.version)).where(
                LetterTemplate.organ_id == here, LetterTemplate.code == code
            )
        )
        facts: dict[str, Any] = {
            "organ_id": here, "code": code, "version": (last or 0) + 1, "name": "本单位的模板",
            "note": "", "valid_from": at.date(), "valid_to": None,
            "digest": papers.store(home, content), "size": len(content),
            "fields_report": {"warnings": []}, "uploaded_by": SOMEBODY.name,
            "uploaded_by_id": None, "uploaded_at": at,
        }  # fmt: skip
        row = LetterTemplate(**facts | given)
        session.add(row)
        await session.flush()
    return row


async def in_use(town: Town, organ: str, code: str, since: date, **given: Any) -> LetterTemplate:
    """A version that was approved, in use from a day."""
    signed: dict[str, Any] = {
        "approved_by": "批准人",
        "approved_at": town.clock.at,
        "valid_from": since,
    }
    return await stored(town, organ, code, **signed | given)

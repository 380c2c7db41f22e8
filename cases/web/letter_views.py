"""答复书的页面: the letter as issued, as drafted, or as the record stands, with what is wrong with it."""

import asyncio
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import issuing, letter_drafts
from cases.actions.door import today
from cases.actions.gating import Desk
from cases.actor import Actor
from cases.dossier import Dossier, Record
from cases.errors import BadInput, Refusal
from cases.letters.comparing import Compared, compared
from cases.office import Office
from cases.states import BEFORE_SIGNING, DONE, State
from cases.web.clock_views import Told
from cases.web.letter_previews import Lacking, answer_preview
from cases.web.letter_sheets import Sheet, sheet
from cases.web.pages_cases import case_context


@dataclass(frozen=True)
class Letter:
    """答复书 as its page shows it; `standing` is issued, drafted, typed (an old text) or record."""

    standing: str
    sheet: Sheet | None = None
    text: str = ""
    title: str = ""
    findings: tuple[str, ...] = ()
    lacking: tuple[Lacking, ...] = ()
    stale: str = ""  # why the draft cannot go on
    changes: tuple[Compared, ...] = ()  # what was edited in it
    edited: str = ""  # the name of the file that was brought back


def desk_of(now: Told, file: Dossier) -> Desk:
    """What a paper is made from, as it was read for a page; whoever signs is nothing to it."""
    return Desk(now.case, now.organ, file, now.steps, now.calendar, one_person=False)


async def letter_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID
) -> dict[str, Any]:
    """The page of a case, and its letter."""
    context = await case_context(session, office, actor, case_id)
    desk = desk_of(context["clock"], context["file"])
    return context | {"letter": await letter_of(session, desk, today(office.now()))}


async def letter_of(session: AsyncSession, desk: Desk, on: date) -> Letter | None:
    """The letter as far as it has come; None while no item has an outcome."""
    file = desk.file
    if file.answer_paper is not None:
        return await _issued(session, desk, file.answer_paper)
    if file.draft is not None and file.draft.data.get("letter"):
        return await _drafted(session, desk, file.draft, on)
    if file.draft is not None:
        stale, _ = await _checked(session, desk, on)
        return Letter("typed", text=file.draft.data["text"], stale=stale)
    if not file.outcomes or State(desk.case.state) in DONE:
        return None
    seen = await answer_preview(session, desk, on, {})
    found = tuple(f"{one.severity.label}：{one.sentence}" for one in seen.findings)
    return Letter("record", seen.sheet, "", seen.title, found, seen.lacking)


async def _issued(session: AsyncSession, desk: Desk, paper: Record) -> Letter:
    content = await asyncio.to_thread(issuing.content_of, session, desk.case.id, paper)
    return Letter("issued", sheet(content), "", paper.data["title"])


async def _drafted(session: AsyncSession, desk: Desk, drafted: Record, on: date) -> Letter:
    kept = drafted.data["letter"]
    content = await asyncio.to_thread(letter_drafts.content_of, session, desk.case.id, kept)
    edited = kept["edited"]
    changes: tuple[Compared, ...] = ()
    if edited is not None:
        changes = await asyncio.to_thread(_changes, session, kept, content)
    stale, lacking = await _checked(session, desk, on)
    return Letter(
        standing="drafted",
        sheet=sheet(content),
        title=kept["fields"]["title"],
        findings=tuple(f"请核对：{sentence}" for sentence in kept["findings"]),
        lacking=lacking,
        stale=stale,
        changes=changes,
        edited=edited["name"] if edited else "",
    )


async def sheet_of_draft(session: AsyncSession, case_id: UUID, file: Dossier) -> Sheet | None:
    """The draft as a sheet of paper; None where there is none, or only an old text."""
    kept = file.draft.data.get("letter") if file.draft else None
    if kept is None:
        return None
    return sheet(await asyncio.to_thread(letter_drafts.content_of, session, case_id, kept))


def _changes(session: AsyncSession, kept: dict[str, Any], edited: bytes) -> tuple[Compared, ...]:
    """What the edited letter says otherwise than the one that follows from the outcomes."""
    made = letter_drafts.made_again(session, kept, letter_drafts.fields_of(kept))
    return compared(made, edited, ()).paragraphs


async def _checked(session: AsyncSession, desk: Desk, on: date) -> tuple[str, tuple[Lacking, ...]]:
    """Why the draft no longer agrees with the record, and what it lacks; nothing once it is signed."""
    drafted = desk.file.draft
    if drafted is None or State(desk.case.state) not in BEFORE_SIGNING:
        return "", ()
    try:
        await letter_drafts.check_is_current(session, desk, drafted, on)
    except BadInput as incomplete:
        return "", tuple(Lacking(f.field, f.sentence) for f in incomplete.faults)
    except Refusal as refusal:
        return refusal.sentence, ()
    return "", ()

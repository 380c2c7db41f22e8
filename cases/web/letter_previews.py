"""预览: a paper as the record stands and as it is being typed; nothing is stored, gaps are marked."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import letter_drafts, letters, paper_templates, query_codes
from cases.actions.gating import Desk
from cases.actions.matters import matter_of
from cases.actions.paper_making import matter_for
from cases.dossier import Record
from cases.filling.matter import Matter
from cases.kinds import Kind
from cases.law import slots
from cases.law.calendar import in_chinese
from cases.law.letter_lint import Finding
from cases.law.letters import PAPER
from cases.law.outcomes import Remedy
from cases.law.wording_shared import mark
from cases.letters.completing import gap
from cases.letters.contexts import Paper
from cases.letters.paragraphs import Block, blocks
from cases.outcome_on_file import MIXED, answer_type_of
from cases.web.letter_sheets import NUMBER_AT_MAKING, Sheet, sheet_of

CODE_AT_MAKING: Final = "（制发时生成）"  # the query code of a receipt
NOT_YET: Final = "第{}项的办理意见"
NO_OUTCOME: Final = "第{}项申请事项还没有办理意见"
REMEDY_NOT_YET: Final = "救济告知，各项办理意见齐备后确定"
GAP_LEFT: Final = "gap"  # the lint's name for a mark of ours


@dataclass(frozen=True)
class Lacking:
    """Something that stops the issue: where in the paper it belongs, and one sentence."""

    field: str
    sentence: str


@dataclass(frozen=True)
class Preview:
    """A paper before it is made."""

    code: str
    title: str
    blocks: tuple[Block, ...]
    lacking: tuple[Lacking, ...]
    findings: tuple[Finding, ...]

    @property
    def sheet(self) -> Sheet:
        """As a page prints it."""
        return sheet_of(self.blocks)


async def answer_preview(
    session: AsyncSession,
    desk: Desk,
    on: date,
    typed: Mapping[int, Mapping[str, Any]],
    online: bool | None = None,
) -> Preview:
    """答复书 as it follows from the outcomes on file and those that are typed, by item.

    An item without any stands in the letter as a gap.
    """
    said = {number: record.data for number, record in desk.file.outcomes.items()} | dict(typed)
    missing = [n for n in range(1, len(desk.case.items) + 1) if not said.get(n)]
    outcomes = {
        number: _record(said.get(number) or STAND_IN, on)
        for number in range(1, len(desk.case.items) + 1)
    }
    thought = replace(desk, file=replace(desk.file, outcomes=outcomes))
    matter = await matter_of(session, thought, on, online=online)
    code = MIXED if missing else answer_type_of(matter.items)
    assert code is not None  # every item has an outcome, be it a stand-in
    words = letters.said(matter, code, {})
    if missing:
        words = words | {
            "items": tuple(_waiting(item, missing) for item in words["items"]),
            "remedy": (gap(REMEDY_NOT_YET),),
        }
    owed = tuple(Lacking(f"items.{n - 1}", NO_OUTCOME.format(n)) for n in missing)
    return await _preview(session, desk, matter, code, words, on, owed)


STAND_IN: Final = {"outcome": "A24"}  # its wording takes nothing from the record


def _record(said: Mapping[str, Any], on: date) -> Record:
    """An outcome that is typed, as the history would tell it."""
    return Record(0, Kind.ITEM_CONCLUDED, on, datetime.min.replace(tzinfo=UTC), None, "", said)


def _waiting(item: dict[str, Any], missing: list[int]) -> dict[str, Any]:
    """An item of the letter; one without an outcome says so in its place."""
    number = item["number"]
    if number not in missing:
        return item
    said = {"mark": mark(number), "grounds": "", "decision": gap(NOT_YET.format(number))}
    return item | said


async def paper_preview(
    session: AsyncSession, desk: Desk, on: date, code: str, typed: Mapping[str, str]
) -> Preview:
    """A paper of the procedure as it would be made today; values that cannot be are left out."""
    row, asked = PAPER[code], slots.slots_of_paper(code)
    wrong = {name for name, _ in slots.faults(asked, typed)}
    fields = {name: value for name, value in typed.items() if name not in wrong}
    has_one = code == "P3" and await query_codes.is_the_applicants(session, desk.case.id)
    query_code = query_codes.TOLD_ALREADY if has_one else CODE_AT_MAKING
    matter = await matter_for(session, desk, row, fields, on, query_code)
    words = letters.said(matter, code, fields, NUMBER_AT_MAKING, in_chinese(on))
    return await _preview(session, desk, matter, code, words, on)


async def _preview(
    session: AsyncSession,
    desk: Desk,
    matter: Matter,
    code: str,
    words: dict[str, Any],
    on: date,
    owed: tuple[Lacking, ...] = (),
) -> Preview:
    template = await paper_templates.in_force(session, desk.organ.id, code, on)
    waiting = tuple(f"{one.field}." for one in owed)
    lacking = owed + tuple(
        Lacking(found.path, letters.sentence(found.path, found.title))
        for found in letters.lacking(matter, code, words)
        if not found.path.startswith(waiting)
    )
    filled = letters.with_gaps(code, words)
    content = await asyncio.to_thread(letters.docx, template, filled)
    remedy = matter.remedy if PAPER[code].is_answer else PAPER[code].remedy
    found = tuple(_linted(content, code, remedy, on, filled, is_whole=not lacking))
    return Preview(code, filled.title, blocks(content), lacking, found)


def _linted(
    content: bytes, code: str, remedy: Remedy, on: date, fields: Paper, *, is_whole: bool
) -> list[Finding]:
    """What the lint finds; of a paper with gaps only what is there and should not be."""
    found = letter_drafts.found(content, code, remedy, on, fields)
    return [one for one in found if one.key != GAP_LEFT and (is_whole or one.found)]

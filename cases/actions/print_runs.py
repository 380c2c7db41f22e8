"""批量打印: papers that were issued, one file to print, with envelopes and 送达回证.

A job makes it: what is signed and has no number yet can be numbered on the way. One case that fails
is named with its reason and holds nothing else up.
"""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import pikepdf
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import attaching, door, gating, intake, issuing, letters, paper_templates
from cases.actions.matters import matter_of
from cases.actions.recompute import Progress
from cases.actions.roles import roles_held
from cases.actor import Actor
from cases.archive.names import plain_name
from cases.dossier import Record
from cases.errors import BadInput, Fault, NotAllowed, NotFound, Refusal
from cases.filling.matter import Matter, organ_fields
from cases.keeping import SealedParts, keeping, parts
from cases.law.calendar import in_chinese
from cases.law.letters import PAPER, Receiver
from cases.letters.contexts import DocFields, OrganFields
from cases.letters.contexts_envelope import Envelope
from cases.letters.printing import as_pdfs, is_available
from cases.models import Case, Officer, new_id
from cases.models_letters import PrintRun
from cases.outbox import promise
from cases.states import DESK, State

PRINT_LETTERS: Final = "print_letters"  # the job
MOST: Final = 2_000  # papers of one run (convention)
COLUMN: Final = "print_run"
ENVELOPE: Final = "ENVELOPE"
PDF: Final = "application/pdf"
ZIP: Final = "application/zip"
NAME_BYTES: Final = 120  # of a file in the zip
PDF_AT_ONCE: Final = 20  # papers that the printer takes in one go


@dataclass(frozen=True)
class Wanted:
    """What is to be printed: papers by case and number, cases whose answer is to be numbered first."""

    papers: Sequence[tuple[UUID, int]] = ()
    issue: Sequence[UUID] = ()
    as_pdf: bool = False
    envelopes: bool = False
    receipts: bool = False  # 送达回证


async def order(
    session: AsyncSession, actor: Actor, at: datetime, organ_id: UUID, wanted: Wanted
) -> PrintRun:
    """批量打印 ordered: the job makes the file; BadInput for nothing, or for more than a run takes."""
    if not actor.has(organ_id, DESK) or actor.officer_id is None:
        raise NotAllowed("批量打印应由窗口登记、承办或者公开机构负责人岗位人员办理")
    total = len(wanted.papers) + len(wanted.issue)
    if not total:
        raise BadInput.of([Fault("papers", "请至少选择一份文书")])
    if total > MOST:
        raise BadInput.of([Fault("papers", f"一次最多打印{MOST}份文书，已选择{total}份")])
    if wanted.as_pdf and not is_available():
        raise BadInput.of([Fault("form", "服务器没有安装LibreOffice，请选择ZIP（DOCX文件）")])
    run = PrintRun(
        id=new_id(), organ_id=organ_id, officer_id=actor.officer_id, wanted=_kept(wanted),
        made_at=at, total=total, failed=[],
    )  # fmt: skip
    session.add(run)
    await session.flush()
    await promise(
        session, PRINT_LETTERS, {"run": str(run.id)}, unique_key=f"{PRINT_LETTERS}:{run.id}"
    )
    return run


def _kept(wanted: Wanted) -> dict[str, Any]:
    return {
        "papers": [[str(case), number] for case, number in wanted.papers],
        "issue": [str(case) for case in wanted.issue],
        "as_pdf": wanted.as_pdf,
        "envelopes": wanted.envelopes,
        "receipts": wanted.receipts,
    }


@dataclass(frozen=True)
class Sheet:
    """One file of a run: its name without ending, and its DOCX."""

    name: str
    content: bytes


async def make(session: AsyncSession, at: datetime, run_id: UUID, progress: Progress) -> None:
    """The file of a run; every paper that could not be made is named with its reason."""
    run = await session.get_one(PrintRun, run_id)
    if run.finished_at is not None:
        return
    actor = await officer_at_work(session, run.officer_id)
    failed: list[dict[str, Any]] = []
    file = SealedParts(keeping(session), run.id, COLUMN)
    as_pdf = run.wanted["as_pdf"]
    packed = _Pdf(file) if as_pdf else _Zip(file, at)
    done = 0
    async for sheets in _papers(session, actor, at, run, failed):
        await asyncio.to_thread(packed.add, sheets)
        done += 1
        if done % PDF_AT_ONCE == 0:
            await progress(done, run.total)
    await asyncio.to_thread(packed.close)
    await progress(run.total, run.total)
    run.failed, run.finished_at = failed, at
    if done:
        run.name = f"文书{at:%Y%m%d%H%M}（{done}份）{'.pdf' if as_pdf else '.zip'}"
        run.media_type = PDF if as_pdf else ZIP
        await asyncio.to_thread(file.close)
        run.stored = " ".join(file.digests)
    await session.flush()


async def officer_at_work(session: AsyncSession, officer_id: UUID) -> Actor:
    """The officer for whom a job works, with the roles held now."""
    officer = await session.get_one(Officer, officer_id)
    roles = await roles_held(session, officer_id) if officer.active else {}
    return Actor(officer.id, officer.name, roles, frozenset(roles), where="批量打印")


async def _papers(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    run: PrintRun,
    failed: list[dict[str, Any]],
) -> AsyncIterator[list[Sheet]]:
    """The files of each paper in turn; a refusal is noted and what it began is undone."""
    wanted = run.wanted
    ordered = [(UUID(case), None) for case in wanted["issue"]]
    ordered += [(UUID(case), number) for case, number in wanted["papers"]]
    for place, (case_id, number) in enumerate(ordered, start=1):
        try:
            async with session.begin_nested():
                sheets = await _paper(session, actor, at, run, case_id, number, place)
        except Refusal as refusal:
            failed.append({"case": str(case_id), "sentence": refusal.sentence})
            continue
        yield sheets


async def _paper(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    run: PrintRun,
    case_id: UUID,
    number: int | None,
    place: int,
) -> list[Sheet]:
    case = await session.get(Case, case_id)
    if case is None or case.organ_id != run.organ_id or not actor.may_read(case.organ_id):
        raise NotFound("没有找到这件申请，请核对编号")
    desk = await gating.desk_of(session, case)
    if number is None:
        if State(case.state) is State.SERVING and desk.file.answer_paper is None:
            case = await issuing.issue(session, actor, at, case_id)
            desk = await gating.desk_of(session, case)
        issued = desk.file.answer_paper
        if issued is None:
            raise NotFound(f"{case.number}没有待编号的答复书")
        number = issued.number
    paper = issuing.paper_of(desk.file, number)
    if number in desk.file.papers_voided:
        raise NotFound(f"{case.number}的{paper.data['doc_number'] or '文书'}已经作废")
    if run.wanted["envelopes"]:  # they bear the address
        vault = keeping(session).vault
        await intake.show_personal_data(session, vault, actor, at, case_id, "打印信封")
    what = f"第{number}号文书{paper.data['doc_number']}（批量打印）"
    await attaching.take_out(session, actor, at, case_id, what)
    named = (
        f"{place:04d} {paper.data['doc_number'] or paper.data['title']} {paper.data['addressee']}"
    )
    sheets = [Sheet(named, issuing.content_of(session, case_id, paper))]
    if run.wanted["envelopes"] or run.wanted["receipts"]:
        matter = await matter_of(session, desk, door.today(at))
        if run.wanted["envelopes"]:
            sheets.append(Sheet(f"{named} 信封", envelope(matter, paper)))
        if run.wanted["receipts"]:
            sheets.append(Sheet(f"{named} 送达回证", await _receipt(session, matter, number)))
    return sheets


def envelope(matter: Matter, paper: Record) -> bytes:
    """The envelope of a paper: to the applicant at the address on file, to others as was typed."""
    typed = paper.data.get("typed") or {}
    to_applicant = PAPER[paper.data["code"]].to is Receiver.APPLICANT
    fields = Envelope(
        organ=OrganFields(**organ_fields(matter.organ)),
        doc=DocFields(number=paper.data["doc_number"], date=in_chinese(paper.day or matter.on)),
        to=paper.data["addressee"],
        to_address=matter.personal.address if to_applicant else typed.get("address", ""),
        to_postcode=matter.personal.postcode if to_applicant else "",
    )
    return letters.docx(paper_templates.built_in(ENVELOPE), fields)


async def _receipt(session: AsyncSession, matter: Matter, number: int) -> bytes:
    template = await paper_templates.in_force(session, matter.organ.id, "P18", matter.on)
    words = letters.said(matter, "P18", {"paper": str(number)}, "", in_chinese(matter.on))
    return letters.docx(template, letters.with_gaps("P18", words))


class _Zip:
    """Each paper as its DOCX, in one zip."""

    def __init__(self, into: SealedParts, at: datetime) -> None:
        self.file = ZipFile(into, "w", ZIP_STORED)  # a DOCX is packed already
        self.at = at.timetuple()[:6]

    def add(self, sheets: Sequence[Sheet]) -> None:
        for sheet in sheets:
            info = ZipInfo(f"{plain_name(sheet.name, NAME_BYTES)}.docx", self.at)
            self.file.writestr(info, sheet.content)

    def close(self) -> None:
        self.file.close()


class _Pdf:
    """All papers one behind the other, each beginning on a front side."""

    def __init__(self, into: SealedParts) -> None:
        self.into, self.merged = into, pikepdf.new()
        self.waiting: list[Sheet] = []

    def add(self, sheets: Sequence[Sheet]) -> None:
        self.waiting.extend(sheets)
        if len(self.waiting) >= PDF_AT_ONCE:
            self._print()

    def _print(self) -> None:
        for content in as_pdfs([sheet.content for sheet in self.waiting]):
            with pikepdf.open(BytesIO(content)) as printed:
                self.merged.pages.extend(printed.pages)
                if len(printed.pages) % 2:  # printed on both sides, the next starts a new leaf
                    box = printed.pages[-1].mediabox
                    size = (float(box[2]), float(box[3]))
                    self.merged.add_blank_page(page_size=size)
        self.waiting.clear()

    def close(self) -> None:
        if self.waiting:
            self._print()
        whole = BytesIO()
        self.merged.save(whole)
        self.into.write(whole.getbuffer())


async def run_of(session: AsyncSession, actor: Actor, run_id: UUID) -> PrintRun:
    """A run of an organ whose desk the officer works at; NotFound otherwise."""
    run = await session.get(PrintRun, run_id)
    if run is None or not actor.has(run.organ_id, DESK):
        raise NotFound("没有找到这次批量打印")
    return run


def content_of(session: AsyncSession, run: PrintRun) -> bytes:
    """The file of a run that is done."""
    assert run.stored is not None
    return b"".join(parts(keeping(session), run.id, COLUMN, run.stored.split()))

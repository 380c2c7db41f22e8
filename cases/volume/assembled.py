"""案卷 and 举证材料: the sheets of a case and its attachments, each at its place (letters.md §5.4)."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from typing import Final

from cases.archive.sheet import Enclosure, Entry, Grid, Sheet, Volume
from cases.dossier import Record
from cases.law.file_contents import (
    ARCHIVE_ORDER,
    CONTENTS,
    EVIDENCE_ORDER,
    Files,
    Paper,
    place_of,
)
from cases.law.retention import Retention
from cases.volume.answer_sheets import answer_sheets, approval_sheets
from cases.volume.case_file import CaseFile
from cases.volume.intake_sheets import application_sheets, register_sheets
from cases.volume.last_sheets import (
    challenge_sheets,
    clock_sheets,
    delivery_sheets,
    history_sheets,
)
from cases.volume.step_sheets import (
    consultation_sheets,
    extension_sheets,
    fee_sheets,
    supplement_sheets,
)
from cases.volume.work_sheets import (
    conference_sheets,
    help_sheets,
    legal_sheets,
    search_sheets,
    secrecy_sheets,
)

SHEETS: Final[Mapping[Paper, Callable[[CaseFile], Iterator[Sheet]]]] = {
    # kind: what is printed of the record itself; all others are attachments only
    Paper.ANSWER: answer_sheets,
    Paper.APPROVAL: approval_sheets,
    Paper.APPLICATION: application_sheets,
    Paper.REGISTER: register_sheets,
    Paper.SUPPLEMENT: supplement_sheets,
    Paper.CONSULTATION: consultation_sheets,
    Paper.HELP: help_sheets,
    Paper.EXTENSION: extension_sheets,
    Paper.FEE: fee_sheets,
    Paper.SEARCH: search_sheets,
    Paper.SECRECY: secrecy_sheets,
    Paper.LEGAL: legal_sheets,
    Paper.CONFERENCE: conference_sheets,
    Paper.DELIVERY: delivery_sheets,
    Paper.CLOCK: clock_sheets,
    Paper.CHALLENGE: challenge_sheets,
    Paper.HISTORY: history_sheets,
}
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHOWN_OF_A_REQUEST: Final = 60  # characters, in the volume's title
LEFT_OUT: Final = "未附入的身份证明"
WHY_LEFT_OUT: Final = "含有个人信息，本卷没有附入；需要的，按规定说明理由后另行制作。"


def volume(case: CaseFile, made_at: datetime, made_by: str) -> Volume:
    """The volume of a case: nothing in it but what the history and its attachments say."""
    asked = "；".join(case.standing.request.split("\n"))
    short = asked[:SHOWN_OF_A_REQUEST] + ("……" if len(asked) > SHOWN_OF_A_REQUEST else "")
    return Volume(
        case_number=case.number,
        organ=case.organ,
        title=f"{case.standing.applicant_name}申请公开“{short}”",
        retention="" if case.is_evidence else _retention(case),
        entries=tuple(entries(case)),
        made_at=made_at,
        made_by=made_by,
        purpose=case.wanted.purpose,
    )


def _retention(case: CaseFile) -> str:
    archived = case.dossier.archived
    if archived is None:
        return ""
    number = archived.data.get("archive_number")
    label = Retention(archived.data["retention"]).label
    return f"{label}，档号{number}" if number else label


def entries(case: CaseFile) -> Iterator[Entry]:
    """Sheets and enclosures in their order."""
    for paper in EVIDENCE_ORDER if case.is_evidence else ARCHIVE_ORDER:
        yield from (_letter(case, one) for one in letters_at(case, paper))
        if paper in SHEETS:
            yield from SHEETS[paper](case)
        files = [one for one in attachments(case) if Paper(one.data["paper"]) is paper]
        if is_enclosed(case, paper):
            yield from (_enclosure(case, one) for one in files)
        elif files and not case.is_evidence:
            yield _left_out(files)


def letters_at(case: CaseFile, place: Paper) -> list[Record]:
    """制发的文书 that lie at a place; what was voided, or shows too much, stays out of 举证材料."""
    found = [one for one in case.dossier.papers.values() if place_of(one.data["code"]) is place]
    if not case.is_evidence:
        return found
    wanted = CONTENTS[place].files
    shown = wanted is Files.ALWAYS or (
        wanted is Files.WITH_THIRD_PARTIES and case.wanted.with_third_parties
    )
    return [one for one in found if shown and one.number not in case.dossier.papers_voided]


def _letter(case: CaseFile, one: Record) -> Enclosure:
    data, letter = one.data, case.letters[one.number]
    voided = case.dossier.papers_voided.get(one.number)
    return Enclosure(
        code=data["code"],
        title=data["title"],
        name=f"{data['title']}.docx",
        media_type=DOCX,
        content=letter.content,
        day=one.day,
        number=data["doc_number"],
        remark=f"已作废：{voided.data['reason']}" if voided else "",
        printed=letter.pdf,
        text=letter.text,
    )


def enclosed(case: CaseFile) -> list[int]:
    """The numbers of the attachments whose bytes the volume needs."""
    return [one.number for one in attachments(case) if is_enclosed(case, Paper(one.data["paper"]))]


def attachments(case: CaseFile) -> list[Record]:
    """What is attached now, by the day on each paper; undated ones last, as they came."""
    found = case.dossier.attachments.values()
    return sorted(found, key=lambda one: (one.data["day"] or "9999", one.number))


def is_enclosed(case: CaseFile, paper: Paper) -> bool:
    """Whether files of a kind go into the volume that is wanted."""
    wanted = case.wanted
    if not case.is_evidence:
        return paper is not Paper.IDENTITY or wanted.with_personal_data
    if CONTENTS[paper].evidence is None:
        return False
    match CONTENTS[paper].files:
        case Files.ALWAYS:
            return True
        case Files.WITH_PERSONAL_DATA:
            return wanted.with_personal_data
        case Files.WITH_THIRD_PARTIES:
            return wanted.with_third_parties
        case Files.NEVER:
            return False


def _enclosure(case: CaseFile, one: Record) -> Enclosure:
    data, day = one.data, one.data.get("day")
    about = f"第{data['item']}项申请事项" if data.get("item") else ""
    remark = "" if case.is_evidence else data.get("remark", "")
    return Enclosure(
        code=CONTENTS[Paper(data["paper"])].code,
        title=data["title"],
        name=data["name"],
        media_type=data["media_type"],
        content=case.contents[one.number],
        day=date.fromisoformat(day) if day else None,
        number=data.get("doc_number", ""),
        remark="；".join(filter(None, (about, remark))),
    )


def _left_out(files: list[Record]) -> Sheet:
    """What belongs here and is not shown: by its number and digest it can be asked for."""
    rows = tuple((f"第{one.number}号", one.data["title"], one.data["sha256"]) for one in files)
    grid = Grid("", ("附件", "题名", "SHA-256"), rows, (2, 4, 6))
    return Sheet(CONTENTS[Paper.IDENTITY].code, LEFT_OUT, (grid,), WHY_LEFT_OUT)

"""编号用印 (letters.md §§7, 10): the signed answer gets its number and date and is frozen as a file."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import letter_numbers
from cases.actions import door, gating, letter_drafts, letters
from cases.actions.gating import Desk
from cases.actions.matters import matter_of
from cases.actor import Actor
from cases.dossier import Dossier, Record
from cases.errors import Conflict, NotFound, Unlawful
from cases.filling.answers import answer
from cases.history import Event, Kind
from cases.keeping import keeping, seal, unseal
from cases.law.articles import regulation
from cases.law.calendar import in_chinese
from cases.law.letters import PAPER
from cases.law.regulation_text import EDITION
from cases.law.remedies import regime_on
from cases.letters.comparing import dated
from cases.letters.contexts import Paper
from cases.models import Case
from cases.states import MOVE, Verb

PAPER_COLUMN: Final = "paper"
MEDIA_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
NOT_KEPT: Final = "********"  # what stands in the history for a query code


@dataclass(frozen=True)
class Frozen:
    """A paper about to be issued: its file, and where its number and date come from."""

    code: str
    fields: Paper
    content: bytes
    template: dict[str, Any]
    more: dict[str, Any]


async def issue(session: AsyncSession, actor: Actor, at: datetime, case_id: UUID) -> Case:
    """编号用印 of the answer that was signed: number, date, file; nothing else of it changes.

    Conflict where it has its number already; Unlawful where the remedy that the law wants today is
    not the one that was signed.
    """
    case = await door.open_case(session, actor, case_id, Verb.ISSUE)
    desk = await gating.desk_of(session, case)
    signed = desk.file.signed
    assert signed is not None  # the state says so
    issued = desk.file.answer_paper
    if issued is not None:
        number = issued.data["doc_number"]
        raise Conflict(f"答复书已经编号（{number}），文字有误的，请先作废再重新编号")
    drafted = next(d for d in desk.file.drafts if d.seq == signed.data["draft"])
    letter = drafted.data.get("letter")
    if letter is None:
        raise Unlawful("签发的文稿是旧版系统录入的文字，请退回重新拟稿", article=regulation(36))
    today = door.today(at)
    await _check_remedy(session, desk, letter, today)
    number = await draw(session, desk, letter["code"], today)
    written = number.text if number else ""
    fields = letters.dated(
        letter_drafts.fields_of(letter), letter["code"], written, in_chinese(today)
    )
    if letter["edited"] is None:
        content = letter_drafts.made_again(session, letter, fields)
    else:
        edited = letter_drafts.content_of(session, case_id, letter)
        content = dated(edited, written, in_chinese(today))
    more = {"answers": True, "online": letter["online"], "edited": letter["edited"] is not None}
    frozen = Frozen(letter["code"], fields, content, letter["template"], more)
    await freeze(session, actor, at, case, desk.file, frozen, number)
    return case


async def _check_remedy(
    session: AsyncSession, desk: Desk, letter: dict[str, Any], on: date
) -> None:
    """Unlawful where 复议机关, court or the law of remedies changed between draft and issue."""
    matter = await matter_of(session, desk, on, online=letter["online"])
    now = answer(matter, letter["code"], "", in_chinese(on))["remedy"]
    if tuple(letter["fields"]["remedy"]) != tuple(now):
        sentence = (
            "签发的救济告知与今天适用的复议机关、管辖法院或者法律规定不一致，请退回重新拟稿、签发"
        )
        raise Unlawful(sentence, article=regulation(51))


async def draw(
    session: AsyncSession, desk: Desk, code: str, on: date
) -> letter_numbers.Drawn | None:
    """The next number of the paper's series; None for a paper that has none."""
    kind = PAPER[code].of
    if kind is None:
        return None
    return await letter_numbers.draw(session, desk.organ.id, kind, on.year)


async def freeze(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case: Case,
    file: Dossier,
    frozen: Frozen,
    drawn: letter_numbers.Drawn | None,
) -> int:
    """Store the paper sealed and tell it in the history: digest, template, law and remedy versions."""
    today = door.today(at)
    place = len(file.papers) + 1
    title = frozen.fields.title
    stored = await seal(session, case.id, f"{PAPER_COLUMN}/{place}", frozen.content)
    data: dict[str, Any] = {
        "number": place,
        "code": frozen.code,
        "title": title,
        "doc_number": drawn.text if drawn else "",
        "addressee": frozen.fields.to,
        "template": frozen.template,
        "regulation": EDITION,
        "remedy_text": regime_on(today)[1],
        "fields": _kept(frozen.fields),
        "stored": stored,
        "sha256": hashlib.sha256(frozen.content).hexdigest(),
        "size": len(frozen.content),
        "answers": False,
        **frozen.more,
    }
    if drawn is not None:
        data |= {"series": drawn.series, "series_year": drawn.year, "seq": drawn.seq}
    await door.append(session, case, actor, at, Event(Kind.PAPER_ISSUED, today, data))
    if drawn is not None:
        await letter_numbers.enter(
            session, drawn, case.id, place, frozen.code, title, today, at, actor.name
        )
    return place


def _kept(fields: Paper) -> dict[str, Any]:
    said = fields.model_dump(mode="json")
    if "query_code" in said:
        said["query_code"] = NOT_KEPT
    return said


def paper_of(file: Dossier, number: int) -> Record:
    """One paper of a case; NotFound where there is none of that number."""
    if number not in file.papers:
        raise NotFound(f"本件没有第{number}号文书")
    return file.papers[number]


def content_of(session: AsyncSession, case_id: UUID, paper: Record) -> bytes:
    """The file as it was issued; SealBroken where it was changed."""
    return unseal(keeping(session), case_id, f"{PAPER_COLUMN}/{paper.number}", paper.data["stored"])


async def void_paper(
    session: AsyncSession, actor: Actor, at: datetime, case_id: UUID, number: int, reason: str
) -> Case:
    """作废文书: the number stays in the register with the reason and is never given again.

    Unlawful once the paper went out: a mistake is then told to its recipient (P21).
    """
    case = await door.open_case(session, actor, case_id, Verb.VOID_PAPER)
    file = (await gating.desk_of(session, case)).file
    await void(session, actor, at, case, file, number, reason)
    return case


async def void(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case: Case,
    file: Dossier,
    number: int,
    reason: str,
) -> None:
    """Tell it in the history and in the register of numbers."""
    paper = paper_of(file, number)
    named = paper.data["doc_number"] or f"《{paper.data['title']}》"
    if number in file.papers_voided:
        raise Conflict(f"{named}已经作废")
    if number in file.papers_sent:
        sentence = f"{named}已经发出，不能作废；有误的，用更正通知书（P21）告知收件人"
        raise Unlawful(sentence, article=MOVE[Verb.VOID_PAPER].article)
    data = {"number": number, "reason": reason}
    await door.append(session, case, actor, at, Event(Kind.PAPER_VOIDED, door.today(at), data))
    if paper.data["doc_number"]:
        await letter_numbers.void(session, case.organ_id, case.id, number, at, reason)

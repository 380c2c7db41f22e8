"""What the desk does in one go with a registration: files attached, the receipt made, where to go on."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response
from litestar.exceptions import HTTPException
from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.application import Application
from cases.actions.attaching import File, attach
from cases.actions.paper_making import make_paper
from cases.actor import Actor
from cases.dossier import Dossier, Record, dossier
from cases.errors import BadInput, Fault, Refusal, TooLarge
from cases.law.articles import regulation
from cases.law.file_contents import Paper
from cases.law.receipt import RULES, received_on
from cases.models import Case
from cases.web.desk_forms import TOO_LARGE
from cases.web.forms import Typed
from cases.web.problems import on_refusal

RECEIPT: Final = "P3"
NO_FIELDS: Final[dict[str, str]] = {}


@dataclass(frozen=True)
class Wanted:
    """Which button was pressed: the receipt at once, or the answer from what is public already."""

    receipt: bool = False
    entry: UUID | None = None
    item: int = 0


def wanted_of(form: Typed) -> Wanted:
    """What the form asks for beside its registration; BadInput for an entry that is none."""
    item, _, entry = form.get("answer_with", "").partition(".")
    if not entry:
        return Wanted(receipt="print_receipt" in form)
    try:
        return Wanted(entry=UUID(entry), item=int(item))
    except ValueError:
        raise BadInput("没有找到这条主动公开信息，请重新查对") from None


def check_receipt(application: Application) -> None:
    """BadInput where the receipt would have no day to name: it is handed out on confirmation."""
    if received_on(application.channel, application.dates) is None:
        rule = RULES[application.channel]
        sentence = (
            f"登记回执写明收到申请之日，应当填写{rule.date_label}；"
            "还没有与申请人确认的，请先按“登记”，确认之后再打印回执"
        )
        field = f"dates.{rule.decides}"
        raise BadInput.of([Fault(field, sentence)], article=regulation(31))


async def attach_once(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case: Case,
    files: Sequence[tuple[Paper, File]],
) -> None:
    """附卷 of what was handed in; the same form sent twice attaches nothing twice."""
    if not files:
        return
    file = await file_of(session, case.id)
    there = {record.data["sha256"] for record in file.attachments.values()}
    for paper, one in files:
        digest = hashlib.sha256(one.content).hexdigest()
        if digest not in there:
            await attach(session, actor, at, case.id, one, paper=paper)
            there.add(digest)


async def file_of(session: AsyncSession, case_id: UUID) -> Dossier:
    """What is on file of a case."""
    return dossier(await door.events_of(session, case_id))


def receipts(file: Dossier) -> list[Record]:
    """The receipts of a case that stand, the newest last."""
    return [
        paper
        for number, paper in file.papers.items()
        if paper.data["code"] == RECEIPT and number not in file.papers_voided
    ]


async def receipt_of(session: AsyncSession, actor: Actor, at: datetime, case: Case) -> None:
    """制发登记回执, unless the same form made it already; BadInput says what it still needs."""
    if receipts(await file_of(session, case.id)):
        return
    try:
        await make_paper(session, actor, at, case.id, paper=RECEIPT, fields=NO_FIELDS)
    except Refusal as refusal:
        sentence = f"登记回执不能制作：{refusal.sentence}。可以先按“登记”，再到案件页面制发"
        raise BadInput(sentence, article=refusal.article) from None


def after(case: Case, form: Typed, wanted: Wanted) -> str:
    """Where the desk goes on: the receipt, the answer, the page to sign, or the next letter."""
    home = f"/cases/{case.id}"
    if wanted.entry is not None:
        return f"{home}/spot-answer/{wanted.entry}?outcomes.{wanted.item}.outcome=A1"
    if wanted.receipt:
        return f"{home}/receipt"
    if case.facts.get("oral"):
        return f"{home}/oral-application"
    if form.get("desk") == "mail" and "open_case" not in form:
        return f"/mail-room?channel={case.channel}&done={case.id}"
    return home


def on_too_large(request: Request[Any, Any, Any], _: HTTPException) -> Response[Any]:
    """A form with its files that is larger than may be sent at once is not read to its end."""
    return on_refusal(request, TooLarge(TOO_LARGE))

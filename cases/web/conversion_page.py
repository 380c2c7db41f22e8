"""What the page of a candidate shows, and how its forms go back to it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from litestar import Request, Response
from litestar.response import Redirect
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars
from cases.actions.conversion_publishing import is_open, usual_catalogue
from cases.actions.converting import lacking, permitted
from cases.actions.door import today
from cases.actor import Actor
from cases.conversion_file import Step, due_of
from cases.errors import BadInput, Conflict, NotAllowed, Unlawful
from cases.law.conversion import (
    ASKED,
    CANDIDACY,
    CATALOGUE_COLUMNS,
    OPINIONS,
    PUBLISH_NOTE,
    RELEASES,
    REVIEW_NOTE,
    TO_BE_PUBLISHED,
    Decision,
    Opinion,
    Rule,
    Stage,
)
from cases.publishable.kinds import ACCEPTED
from cases.queries_conversions import Candidate, attachments_behind, candidate
from cases.queries_savings import saved_by
from cases.web.conversion_views import may, told
from cases.web.forms import typed
from cases.web.page import shared
from cases.web.problems import FormRefused
from cases.web.public_published import is_web

R = Request[Any, Any, Any]
TEMPLATE: Final = "conversion.html"


async def context_of(
    session: AsyncSession, actor: Actor, at: datetime, conversion_id: UUID
) -> dict[str, Any]:
    """Everything that the page of a candidate shows."""
    found = await candidate(session, actor, conversion_id)
    row, stage = found.row, Stage(found.row.stage)
    calendar = (await calendars.newest(session)).calendar
    moves = permitted(actor, row)
    newest = found.files[0] if found.files else None
    publishes = may(moves, Step.PUBLISHED)
    return {
        "found": found,
        "row": row,
        "organ": found.organ,
        "stage": stage,
        "candidacy": CANDIDACY[Rule(row.rule)],
        "due": due_of(row, calendar, today(at)),
        "opinions": OPINIONS,
        "asked_by_name": {opinion.value: asked for opinion, asked in ASKED.items()},
        "given": found.file.opinions,
        "newest": newest,
        "lacking": {
            decision.value: [sentence for sentence, _ in lacking(row, found.file, newest, decision)]
            for decision in RELEASES
        },
        "decisions": list(Decision),
        "may": lambda step, about=None: may(moves, Step(step), about and Opinion(about)),
        "told": told,
        "columns": CATALOGUE_COLUMNS,
        "desk_is_open": publishes and await is_open(session, row.organ_id),
        "usual": await usual_values(session, found, at) if publishes else {},
        "saved": await saved_by(session, [row.entry_id] if row.entry_id else []),
        "notes_on_due": PUBLISH_NOTE if stage in TO_BE_PUBLISHED else REVIEW_NOTE,
        "stage_of": lambda noted: Decision(noted.data["decision"]),
        "is_web": is_web,
        "accepted": ACCEPTED,
        "attachment_pairs": await attachment_pairs(session, found)
        if may(moves, Step.FILE_ADDED)
        else [],
        "values": {},
        "form": "",
    }


async def attachment_pairs(session: AsyncSession, found: Candidate) -> list[tuple[str, str]]:
    """The attachments of the cases behind a candidate, as a form offers them."""
    numbers = {one.id: one.number for one in found.cases}
    return [
        (f"{case_id}/{number}", f"{numbers[case_id]}　第{number}号 {title}")
        for case_id, number, title in await attachments_behind(session, list(numbers))
    ]


async def usual_values(session: AsyncSession, found: Candidate, at: datetime) -> dict[str, str]:
    """What the form of a publication begins with."""
    catalogue = await usual_catalogue(session, found.row)
    return {
        "title": found.row.title,
        "published_on": today(at).isoformat(),
        "outlet": f"{found.organ.name}门户网站",
    } | {f"catalogue.{name}": value for name, value in catalogue.items()}


@dataclass(frozen=True)
class Sent:
    """A form of a candidate's page: by whom, when, which one, what was typed."""

    request: R
    session: AsyncSession
    actor: Actor
    at: datetime
    id: UUID
    form: str
    values: dict[str, str]

    async def settled(self, work: Callable[[], Awaitable[Any]], anchor: str = "") -> Response[Any]:
        """Do it and go back to the page; where it is refused, the form again as it was typed."""
        context = await context_of(self.session, self.actor, self.at, self.id)
        try:
            await work()
        except (BadInput, Conflict, Unlawful, NotAllowed) as refusal:
            if not context["may"](*STEP_OF_FORM[self.form.partition("-")[0]](self.form)):
                raise
            shown = shared(self.request) | context | {"values": self.values, "form": self.form}
            raise FormRefused(refusal, TEMPLATE, shown) from None
        return Redirect(f"/conversions/{self.id}{anchor}", status_code=303)


STEP_OF_FORM: Final[dict[str, Callable[[str], tuple[str, str | None]]]] = {
    "review": lambda _: (Step.OPENED, None),
    "opinion": lambda form: (Step.OPINED, form.partition("-")[2]),
    "file": lambda _: (Step.FILE_ADDED, None),
    "masking": lambda _: (Step.FILE_ADDED, None),
    "decision": lambda _: (Step.DECIDED, None),
    "reopening": lambda _: (Step.REOPENED, None),
    "publication": lambda _: (Step.PUBLISHED, None),
    "withdrawal": lambda _: (Step.WITHDRAWN, None),
}


async def sent_by(
    request: R, session: AsyncSession, actor: Actor, at: datetime, row_id: UUID, form: str
) -> Sent:
    """What was sent with this request."""
    return Sent(request, session, actor, at, row_id, form, typed(await request.form()))

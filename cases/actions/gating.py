"""关口: the facts of a case as the gates ask for them, and what happens where one does not hold."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import calendars, clocks
from cases.actions import door
from cases.actions.earlier import earlier_cases
from cases.actor import Actor
from cases.clocks import Step
from cases.dossier import Dossier, dossier
from cases.errors import GateClosed
from cases.facts import event_of
from cases.law.annual import ApplicantClass
from cases.law.clock import ClockReading
from cases.law.clock_rules import ClockState
from cases.law.gate_checks_steps import remedy_of
from cases.law.gate_facts import (
    Act,
    GateFacts,
    Paper,
)
from cases.law.gate_row import Authority
from cases.law.gates import Broken, broken
from cases.models import Case, Organ, OrganRemedy, Role
from cases.outcome_on_file import answer_type_of, items_on_file, row_of
from cases.states import DONE, State
from cases.steps_on_file import (
    extended_before,
    fees_on_file,
    letters_on_file,
    reasons_on_file,
    supplements_on_file,
)

# Asked when a letter is signed; at 送审 they cannot hold yet.
BY_THE_CHAIN: Final = (
    "secrecy_reviewed", "legally_reviewed", "chain_complete", "drafter_not_approver",
)  # fmt: skip


@dataclass(frozen=True)
class Desk:
    """A locked case with everything that is on file about it."""

    case: Case
    organ: Organ
    file: Dossier
    steps: tuple[Step, ...]
    calendar: calendars.Numbered
    one_person: bool


async def desk_of(session: AsyncSession, case: Case) -> Desk:
    """What the gates read of a case: its history, organ, calendar and chain."""
    events = await door.events_of(session, case.id)
    organ = await session.get(Organ, case.organ_id)
    assert organ is not None
    return Desk(
        case=case,
        organ=organ,
        file=dossier(events),
        steps=clocks.steps((row.seq, event_of(row)) for row in events),
        calendar=await calendars.in_force(session),
        one_person=(await door.chain_of(session, case.organ_id)).one_person,
    )


async def facts_of(session: AsyncSession, desk: Desk, act: Act, on: date) -> GateFacts:
    """The facts of an act on a day, but for what the act itself brings; it is put in by `replace`."""
    case, calendar = desk.case, desk.calendar.calendar
    reading = clocks.read(clocks.facts_of(case, desk.steps, on), calendar)
    clocked = reading if isinstance(reading, ClockReading) else None
    letters = letters_on_file(desk.steps, desk.file, calendar)
    earlier = await earlier_cases(session, case, desk.file)
    items = items_on_file(case.items, desk.file, letters, earlier)
    answer_type = answer_type_of(items)
    made = GateFacts(
        act=act,
        on=on,
        state=_state(case, clocked),
        applicant=ApplicantClass(case.applicant_class),
        received_on=case.received_on,
        supplement_notice_due=clocked.supplement_notice_due if clocked else None,
        answer_due=_due(case, desk.file, clocked),
        requested=len(case.items),
        answer_type=answer_type,
        row=row_of(answer_type, items, _chosen_row(desk.file)) if answer_type else None,
        items=items,
        supplements=supplements_on_file(desk.steps, case.received_on, calendar),
        fees=fees_on_file(desk.steps, calendar, clocked),
        reasons=reasons_on_file(desk.file),
        open_consultations=sum(
            1 for letter in letters.values() if letter.replied_on is None and on <= letter.last_day
        ),
        one_person=desk.one_person,
    )
    return replace(made, paper=await paper_on_file(session, desk, made))


def _state(case: Case, clocked: ClockReading | None) -> ClockState:
    """Where the clock stands; a case taken up again by order runs, whatever was answered before."""
    if case.answered_on is not None and State(case.state) not in DONE:
        return ClockState.RUNNING
    if clocked is not None:
        return clocked.state
    return ClockState.RUNNING if case.received_on else ClockState.UNCONFIRMED


def _due(case: Case, file: Dossier, clocked: ClockReading | None) -> date | None:
    if case.answered_on is not None and file.reopened is not None:
        named = file.reopened.data.get("due")
        return date.fromisoformat(named) if named else None
    return clocked.answer_due if clocked else None


def _chosen_row(file: Dossier) -> str | None:
    return file.draft.data.get("row") if file.draft else None


async def paper_on_file(session: AsyncSession, desk: Desk, facts: GateFacts) -> Paper:
    """答复文书 as far as it has come: who wrote, examined and signed it, its remedy."""
    file = desk.file
    signed = file.signed
    approver = signed.signature if signed else ""
    secrecy, legal = file.approval(State.SECRECY_REVIEW), file.approval(State.LEGAL_REVIEW)
    online = await session.scalar(
        select(func.count())
        .select_from(OrganRemedy)
        .where(
            OrganRemedy.organ_id == desk.organ.id,
            OrganRemedy.review_online_url != "",
            OrganRemedy.valid_from <= facts.on,
            or_(OrganRemedy.valid_to.is_(None), OrganRemedy.valid_to >= facts.on),
        )
    )
    return Paper(
        dated_on=door.today(signed.at) if signed else facts.on,
        remedy=remedy_of(facts),
        online_review=bool(online),
        drafter=_drafter(file, approver),
        approver=approver,
        secrecy_reviewed_on=door.today(secrecy.at) if secrecy else None,
        legal_reviewed_on=door.today(legal.at) if legal else None,
        chain_complete=State(desk.case.state) in (State.SIGNING, State.SERVING),
        by_organ=desk.organ.own_name,
    )


@dataclass(frozen=True)
class Passed:
    """What the gates were asked about, and which of them were let pass or shown."""

    facts: GateFacts
    desk: Desk
    gates: list[dict[str, str]]

    def record(self) -> dict[str, Any]:
        """As the event keeps it: nothing where every gate held."""
        return kept(self.gates)


def kept(gates: list[dict[str, str]]) -> dict[str, Any]:
    """What an act's record keeps of the gates that `ask` gave: nothing where every one held."""
    return {"passed": gates} if gates else {}


async def check(
    session: AsyncSession,
    actor: Actor,
    case: Case,
    act: Act,
    on: date,
    passes: Mapping[str, str],
    desk: Desk | None = None,
    **brought: Any,
) -> Passed:
    """Ask the gates of an act with what it brings; the facts, and what its record keeps of them.

    GateClosed where one blocks that the actor does not let pass with a reason.
    """
    desk = desk or await desk_of(session, case)
    facts = replace(await facts_of(session, desk, act, on), **brought)
    return Passed(facts, desk, ask(actor, case, facts, passes))


def extended(desk: Desk, on: date) -> bool:
    """Whether the answer period that runs on a day had an extension that counted."""
    facts = clocks.facts_of(desk.case, desk.steps, on)
    return extended_before(clocks.read(facts, desk.calendar.calendar))


def signed_by(facts: GateFacts, file: Dossier, signature: str) -> GateFacts:
    """The same with the letter signed by this person."""
    paper = replace(facts.paper, drafter=_drafter(file, signature), approver=signature)
    return replace(facts, paper=paper)


def _drafter(file: Dossier, approver: str) -> str:
    """Who wrote the draft or sent it for review; the approver, where that was either of them."""
    hands = [told.signature for told in (file.draft, file.submission) if told]
    return approver if approver in hands else "".join(hands[-1:])


def authority_of(actor: Actor, case: Case) -> Authority:
    """What the actor may let pass at the organ of the case."""
    if actor.has(case.organ_id, (Role.LEADER,)):
        return Authority.LEADER
    return Authority.HEAD if actor.has(case.organ_id, (Role.HEAD,)) else Authority.NOBODY


def ask(
    actor: Actor,
    case: Case,
    facts: GateFacts,
    passes: Mapping[str, str],
    leave_out: Iterable[str] = (),
    authority: Authority | None = None,
) -> list[dict[str, str]]:
    """The gates of an act: those let pass with a reason, and those only shown, for its record.

    `authority` stands for the actor's own where another decides in the end. GateClosed where a gate
    blocks that it does not let pass, or a reason is owed.
    """
    authority = authority or authority_of(actor, case)
    out = set(leave_out)
    stopping: list[Broken] = []
    passed: list[dict[str, str]] = []
    for found in broken(facts):
        reason = passes.get(found.key, "").strip()
        if found.key in out:
            continue
        may = not found.blocks or found.gate.may_be_passed_by(authority)
        if may and (reason or not found.gate.reason_needed):
            passed.append({"gate": found.key, "reason": reason})
        else:
            stopping.append(found)
    if stopping:
        passable = [b for b in stopping if not b.blocks or b.gate.may_be_passed_by(authority)]
        raise GateClosed(stopping, passable)
    return passed

"""审核台 as the doors show it: what a reviewer reads on one screen, and what stops 签发 now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions import gating
from cases.actions.door import chain_of, today
from cases.actor import Actor
from cases.chain import Chain
from cases.dossier import Dossier, Record, dossier
from cases.history import Kind
from cases.law.articles import Article
from cases.law.clock_strip import workdays_left
from cases.law.conference_prompts import TIME_COUNTS, Prompt, prompts
from cases.law.gate_facts import Act, GateFacts
from cases.law.gates import Broken, broken
from cases.law.regulation_text import EDITION, texts_of
from cases.models import Role
from cases.office import Office
from cases.queries_prompts import prompt_facts
from cases.redline import Piece, redline
from cases.shown_work import GateOut
from cases.states import State, Verb, permitted
from cases.web.case_papers import papers_out
from cases.web.clock_views import Told, letters, told
from cases.web.earlier_views import beside
from cases.web.letter_views import sheet_of_draft
from cases.web.views import case_out

ON_THE_DESK: Final = (
    Verb.APPROVE, Verb.SEND_BACK, Verb.SKIP, Verb.SIGN,
    Verb.CALL_CONFERENCE, Verb.GIVE_OPINION, Verb.CONCLUDE_CONFERENCE,
)  # fmt: skip


class AskedAct(StrEnum):
    """办理行为 whose gates can be asked before anything is brought to it."""

    SUBMIT = "submit"  # 送审
    ISSUE = "issue"  # 签发


@dataclass(frozen=True)
class Read:
    """A case as it was read for the desk of a reviewer."""

    told: Told
    clock: queries.Clocked
    file: Dossier
    chain: Chain
    facts: GateFacts


async def read(session: AsyncSession, actor: Actor, case_id: UUID, day: date) -> Read:
    """A case with its file, its chain and the facts that the gates of 签发 are asked of."""
    case, organ = await queries.read_case(session, actor, case_id)
    clock = await queries.read_clock(session, case_id)
    now = told(case, organ, clock.calendar, await queries.history(session, case_id), day)
    file, chain = dossier(now.events), await chain_of(session, organ.id)
    desk = gating.Desk(case, organ, file, now.steps, clock.calendar, chain.one_person)
    facts = await gating.facts_of(session, desk, Act.ISSUE, day)
    return Read(now, clock, file, chain, facts)


def gates_now(actor: Actor, found: Read, act: AskedAct = AskedAct.ISSUE) -> list[Broken]:
    """The gates that stop an act now, or warn before it; asked as if this officer signed.

    Whether drafter and signer are two is asked of one who may sign only.
    """
    facts, out = found.facts, set[str]()
    if act is AskedAct.SUBMIT:
        out.update(gating.BY_THE_CHAIN)
    elif actor.has(found.told.organ.id, (Role.LEADER,)):
        facts = gating.signed_by(facts, found.file, actor.signature)
    else:
        out.add("drafter_not_approver")
    return [one for one in broken(facts) if one.key not in out]


def gate_out(actor: Actor, found: Read, one: Broken) -> GateOut:
    """A gate as a program, or the form of 签发, is told of it."""
    gate = one.gate
    passable = gate.may_be_passed_by(gating.authority_of(actor, found.told.case))
    return GateOut(
        key=one.key,
        sentence=one.sentence,
        basis=gate.basis,
        articles=[str(article) for article in gate.articles],
        blocks=one.blocks,
        weight=gate.weight.label,
        reason_needed=gate.reason_needed,
        may_pass=not one.blocks or passable,
        by_chain=one.key in gating.BY_THE_CHAIN and one.key != "drafter_not_approver",
    )


async def prompts_now(session: AsyncSession, found: Read) -> tuple[Prompt, ...]:
    """会商提示 of a case as it stands."""
    now = found.told
    return prompts(await prompt_facts(session, now.case, found.file, now.steps))


async def review_context(
    session: AsyncSession, office: Office, actor: Actor, case_id: UUID
) -> dict[str, Any]:
    """Everything that the desk of a reviewer shows."""
    day = today(office.now())
    found = await read(session, actor, case_id, day)
    now, file, state = found.told, found.file, State(found.told.case.state)
    organ_id = now.organ.id
    gates = gates_now(actor, found)
    roles = actor.roles.get(now.organ.id, frozenset())
    verbs = {verb.value for verb in permitted(state, roles) if verb in ON_THE_DESK}
    if not found.chain.may_skip(state):
        verbs.discard(Verb.SKIP)
    return {
        "case": case_out(
            office.vault, actor, now.case, now.organ, found.clock, day, papers_out(file)
        ),
        "organ": now.organ,
        "events": now.events,
        "file": file,
        "clock": now,
        "left": workdays_left(now.reading) if now.reading else None,
        "letters": letters(now),
        "basis": {item.number: item.basis for item in found.facts.items},
        "decided": found.facts,
        "levels": [(level, _examined(file, level, state)) for level in _levels(found.chain)],
        "compared": compared(file),
        "sheet_of_draft": await sheet_of_draft(session, case_id, file),
        "gates": [gate_out(actor, found, gate) for gate in gates],
        "texts": texts_of(_articles(found.facts, gates)),
        "edition": EDITION,
        "prompts": await prompts_now(session, found),
        "earlier": await beside(session, now.case, {organ_id, *actor.reads}, file, found.facts),
        "time_counts": TIME_COUNTS,
        "verbs": verbs,
        "values": {},
        "form": "",
    }


def _articles(facts: GateFacts, gates: Iterable[Broken]) -> list[Article]:
    """What is cited: the basis of each item, then what the gates rest on."""
    cited = [article for item in facts.items for article in item.basis]
    return cited + [article for one in gates for article in one.gate.articles]


def _levels(chain: Chain) -> tuple[State, ...]:
    return (*chain.review_levels(), State.SIGNING)


def _examined(file: Dossier, level: State, state: State) -> Record | str:
    """The record of a level in the 送审 that counts, or whether it is its turn."""
    if level is State.SIGNING and file.signed is not None:
        return file.signed
    for record in file.passed():
        if record.data["level"] == level:
            return record
    return "now" if state is level else "ahead"


@dataclass(frozen=True)
class Compared:
    """The draft as it stands, and what was changed since an earlier one."""

    draft: Record
    earlier: Record | None
    since: str  # what the earlier one is called
    pieces: tuple[Piece, ...]

    @property
    def is_changed(self) -> bool:
        """Whether anything was."""
        return self.earlier is not None and self.earlier.data["text"] != self.draft.data["text"]


def compared(file: Dossier) -> Compared | None:
    """The draft against the one sent for examination before, else the one before it."""
    draft = file.draft
    if draft is None:
        return None
    under_way = file.submission
    sent = [r for r in file.reviews if r.kind is Kind.SUBMITTED and r is not under_way]
    earlier, since = None, ""
    if sent:
        number = sent[-1].data["draft"]
        earlier, since = next(d for d in file.drafts if d.seq == number), "上次送审稿"
    elif len(file.drafts) > 1:
        earlier, since = file.drafts[-2], "上一稿"
    pieces = redline(earlier.data["text"], draft.data["text"]) if earlier is not None else ()
    return Compared(draft, earlier, since, pieces)

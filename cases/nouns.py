"""办理的入口: one table of nouns; each is an API route and a form of the case's page at once.

Both doors read the same body and call the same verb. What a noun needs beside its body stands in
its path: the number of an item, a letter, a slip, a conference, a 复议.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from cases import recording
from cases import schemas_answer as answer
from cases import schemas_challenge as challenge
from cases import schemas_letters as letters
from cases import schemas_steps as steps
from cases import schemas_work as work
from cases.actions import (
    answering_for,
    archiving,
    assignment,
    attaching,
    challenging,
    conferring,
    drafting,
    issuing,
    paper_making,
    reviewing,
    slips,
    tagging,
)
from cases.actor import Actor
from cases.law.articles import Article
from cases.schemas import ReasonIn
from cases.states import MOVE, Verb

Do = Callable[[AsyncSession, Actor, datetime, UUID, Any, int], Awaitable[Any]]


@dataclass(frozen=True)
class Noun:
    """One noun: its address below the case, its verb, its body, what it does, how it is summed up."""

    path: str
    verb: Verb
    schema: type[BaseModel]
    do: Do
    form: str = ""  # of its form on the page, where the verb has more than one

    @property
    def is_numbered(self) -> bool:
        """Whether the path names the number of something."""
        return "{number:int}" in self.path

    @property
    def name(self) -> str:
        """What its form on the page and its operation are called."""
        return self.form or self.verb.value

    @property
    def article(self) -> Article:
        """What its verb rests on."""
        return MOVE[self.verb].article

    @property
    def form_path(self) -> str:
        """The address as templates fill it."""
        return self.path.replace("{number:int}", "{number}")


def said(verb: Callable[..., Awaitable[Any]]) -> Do:
    """A verb that takes the fields of its body by their names."""

    async def do(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: Any, _: int) -> None:
        await verb(s, a, at, case, **dict(f))

    return do


def reasoned(verb: Callable[..., Awaitable[Any]]) -> Do:
    """A verb that takes a reason and nothing else."""

    async def do(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: Any, _: int) -> None:
        await verb(s, a, at, case, f.reason)

    return do


def numbered(verb: Callable[..., Awaitable[Any]]) -> Do:
    """A verb that takes the number in its path and the fields of its body."""

    async def do(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: Any, number: int) -> None:
        await verb(s, a, at, case, number, **dict(f))

    return do


def plain(verb: Callable[..., Awaitable[Any]]) -> Do:
    """A verb that takes what a function of `recording` makes of its body."""

    async def do(s: AsyncSession, a: Actor, at: datetime, case: UUID, f: Any, _: int) -> None:
        await verb(s, a, at, case, f)

    return do


V: Final = Verb
N = "/{number:int}"
# fmt: off
NOUNS: Final = (
    # address, verb, body, what it does
    Noun("/receipt-confirmation", V.CONFIRM_RECEIPT, steps.ConfirmationIn, plain(recording.confirm_receipt)),
    Noun("/screening", V.SCREEN, work.ScreeningIn, said(assignment.screen)),
    Noun("/assignment", V.ASSIGN, work.AssignmentIn, said(assignment.assign)),
    Noun("/acceptance", V.ACCEPT, work.NothingIn, said(assignment.accept)),
    Noun("/assignment-return", V.RETURN_ASSIGNMENT, ReasonIn, reasoned(assignment.return_assignment)),
    Noun("/hand-over", V.HAND_OVER, work.HandOverIn, said(assignment.hand_over)),
    Noun("/supplement-notice", V.SEND_SUPPLEMENT_NOTICE, steps.SupplementNoticeIn, plain(recording.supplement_notice)),
    Noun("/supplement", V.RECEIVE_SUPPLEMENT, steps.SupplementIn, plain(recording.supplement)),
    Noun("/extension-approval", V.APPROVE_EXTENSION, answer.ExtensionApprovalIn, plain(recording.extension_approval)),
    Noun("/extension", V.EXTEND, steps.ExtensionIn, plain(recording.extend)),
    Noun("/fee-notice", V.SEND_FEE_NOTICE, steps.FeeNoticeIn, plain(recording.fee_notice)),
    Noun("/supplement-notice/receipt", V.RECORD_LETTER_RECEIPT, steps.LetterReceiptIn, plain(recording.supplement_receipt), "supplement_receipt"),
    Noun("/fee-notice/receipt", V.RECORD_LETTER_RECEIPT, steps.LetterReceiptIn, plain(recording.fee_receipt), "fee_receipt"),
    Noun("/fee-payment", V.RECEIVE_PAYMENT, steps.PaymentIn, plain(recording.payment)),
    Noun("/reasons-notice", V.ASK_FOR_REASONS, work.ReasonsNoticeIn, plain(recording.reasons_notice)),
    Noun("/reasons-judgment", V.JUDGE_REASONS, work.JudgmentIn, plain(recording.reasons_judgment)),
    Noun("/delay", V.DELAY, steps.DelayIn, plain(recording.delay)),
    Noun("/searches", V.RECORD_SEARCH, work.SearchIn, plain(recording.search)),
    Noun("/slips", V.ASK_FOR_HELP, work.SlipIn, said(slips.ask_for_help)),
    Noun("/conferences", V.CALL_CONFERENCE, work.ConferenceIn, said(conferring.call_conference)),
    Noun(f"/conferences{N}/opinions", V.GIVE_OPINION, work.ConferenceOpinionIn, numbered(conferring.give_opinion)),
    Noun(f"/conferences{N}/conclusion", V.CONCLUDE_CONFERENCE, work.ConferenceConclusionIn, numbered(conferring.conclude_conference)),
    Noun("/referrals", V.REFER, work.ReferralIn, said(conferring.refer)),
    Noun(f"/referrals{N}/determination", V.RECORD_DETERMINATION, work.DeterminationIn, numbered(conferring.record_determination)),
    Noun(f"/items{N}/outcome", V.CONCLUDE_ITEM, answer.OutcomeIn, recording.outcome),
    Noun("/draft", V.DRAFT, answer.DraftIn, said(drafting.draft)),
    Noun("/submission", V.SUBMIT, answer.SubmissionIn, said(drafting.submit)),
    Noun("/recall", V.RECALL, ReasonIn, reasoned(drafting.recall)),
    Noun("/approval", V.APPROVE, answer.OpinionIn, said(reviewing.approve)),
    Noun("/skip", V.SKIP, ReasonIn, reasoned(reviewing.skip)),
    Noun("/return", V.SEND_BACK, answer.SendBackIn, said(reviewing.send_back)),
    Noun("/signature", V.SIGN, answer.SignatureIn, said(reviewing.sign)),
    Noun("/papers", V.MAKE_PAPER, letters.PaperIn, plain(recording.paper)),
    Noun("/issue", V.ISSUE, work.NothingIn, said(issuing.issue)),
    Noun(f"/papers{N}/void", V.VOID_PAPER, ReasonIn, numbered(issuing.void_paper)),
    Noun(f"/papers{N}/delivery", V.RECORD_DELIVERY, letters.DeliveryIn, numbered(paper_making.record_delivery)),
    Noun("/answer", V.RECORD_ANSWER, steps.AnswerIn, plain(recording.answer)),
    Noun("/spot-answer", V.ANSWER_ON_THE_SPOT, answer.SpotAnswerIn, plain(recording.spot_answer)),
    Noun("/lapse", V.CLOSE_AS_LAPSED, steps.LapseIn, plain(recording.lapse)),
    Noun("/withdrawal", V.RECORD_WITHDRAWAL, steps.WithdrawalIn, plain(recording.withdrawal)),
    Noun("/closing-strike", V.STRIKE_CLOSING, ReasonIn, plain(recording.strike_closing)),
    Noun("/archiving", V.ARCHIVE, challenge.ArchivingIn, said(archiving.archive)),
    Noun("/reopening", V.REOPEN, challenge.ReopeningIn, said(archiving.reopen)),
    Noun(f"/attachments{N}/removal", V.DETACH, ReasonIn, numbered(attaching.detach)),
    Noun("/challenges", V.RECORD_CHALLENGE, challenge.ChallengeIn, plain(recording.challenge)),
    Noun(f"/challenges{N}", V.UPDATE_CHALLENGE, challenge.ChallengeUpdateIn, recording.challenge_update),
    Noun("/answering-name", V.SETTLE_NAME, work.NameIn, said(answering_for.settle_name)),
    Noun("/tags", V.TAG, work.TagsIn, said(tagging.tag)),
    Noun(f"/challenges{N}/strike", V.STRIKE_CHALLENGE, ReasonIn, numbered(challenging.strike)),
)
# fmt: on
NOUN: Final = {noun.name: noun for noun in NOUNS}
assert len(NOUN) == len(NOUNS)

"""What can happen to a case: one table of moves. No row, no move.

It feeds the buttons, the refusals (409), the README's table and the test matrix. Which levels of
the chain an organ has is its setting (`chain`); `Goes.ONWARD` is the next level that it has.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.actor import APPLICANT
from cases.law.articles import Article, regulation
from cases.law.clock_rules import ANSWER, CONSULTATION, DELAY, SUPPLEMENT
from cases.models import Role
from cases.verbs import VERB_LABELS, Verb

__all__ = ["MOVE", "MOVES", "VERB_LABELS", "Goes", "Move", "State", "Verb", "permitted", "row"]


class State(StrEnum):
    """案件状态: what a case waits for; those of the chain in its order (letters.md §6)."""

    UNCONFIRMED = "unconfirmed"
    SCREENING = "screening"
    ASSIGNING = "assigning"
    HANDLING = "handling"
    DRAFTING = "drafting"
    SECRECY_REVIEW = "secrecy_review"
    LEGAL_REVIEW = "legal_review"
    OFFICE_REVIEW = "office_review"
    SIGNING = "signing"
    SERVING = "serving"
    CLOSED = "closed"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        """As lists print it."""
        return STATE_LABELS[self]


STATE_LABELS: Final = {
    State.UNCONFIRMED: "待确认",
    State.SCREENING: "待初审",
    State.ASSIGNING: "待分办",
    State.HANDLING: "办理中",
    State.DRAFTING: "拟稿中",
    State.SECRECY_REVIEW: "保密审查",
    State.LEGAL_REVIEW: "法制审核",
    State.OFFICE_REVIEW: "公开机构审核",
    State.SIGNING: "待签发",
    State.SERVING: "待送达",
    State.CLOSED: "已办结",
    State.ARCHIVED: "已归档",
}


class Goes(StrEnum):
    """去向: where a move leads that no single state names."""

    NOWHERE = "nowhere"
    FIRST = "first"
    ONWARD = "onward"
    AS_CONFIRMED = "as_confirmed"
    BACK = "back"
    BEFORE = "before"

    @property
    def label(self) -> str:
        """As the table prints it."""
        return GOES_LABELS[self]


GOES_LABELS: Final = {
    Goes.NOWHERE: "不变",
    Goes.FIRST: "首个环节（未确认的为待确认）",
    Goes.ONWARD: "下一环节",
    Goes.AS_CONFIRMED: "不变；收到申请之日因此确认或者待确认的，随之改变",
    Goes.BACK: "拟稿中或者办理中",
    Goes.BEFORE: "办结前的状态",
}

S: Final = State
REVIEWS: Final = (S.SECRECY_REVIEW, S.LEGAL_REVIEW, S.OFFICE_REVIEW)
DESK_WORK: Final = (S.SCREENING, S.ASSIGNING, S.HANDLING)
WORK: Final = (S.HANDLING, S.DRAFTING)
BEFORE_SIGNING: Final = (*DESK_WORK, S.DRAFTING, *REVIEWS, S.SIGNING)
IN_PROGRESS: Final = (*BEFORE_SIGNING, S.SERVING)
DONE: Final = (S.CLOSED, S.ARCHIVED)
WAITING: Final = (S.UNCONFIRMED, *IN_PROGRESS)
BEGUN: Final = (*IN_PROGRESS, S.CLOSED)
ANY: Final = (S.UNCONFIRMED, *IN_PROGRESS, *DONE)

R: Final = Role
DESK: Final = (R.REGISTRAR, R.HANDLER, R.HEAD)
OFFICE: Final = (R.HANDLER, R.HEAD)
DISCLOSURE_OFFICE: Final = (R.REGISTRAR, R.HEAD)  # 政府信息公开工作机构
ADVISERS: Final = (*DESK, R.SECRECY, R.REVIEWER, R.LEADER)
KEEPERS: Final = (*ADVISERS, R.ARCHIVIST)


@dataclass(frozen=True)
class Move:
    """One row: from which states, the verb, where it leads, by whom, and the article behind it.

    `by_handler`: once a case has its 承办人, only that one does it, who stands in, or the head.
    `by_applicant`: the applicant does it too, for the own case and on the public pages only.
    """

    sources: tuple[State | None, ...]
    verb: Verb
    to: State | Goes
    who: tuple[Role, ...]
    article: Article
    by_handler: bool = False
    by_applicant: bool = False


V: Final = Verb
STAYS: Final = Goes.NOWHERE
_r: Final = regulation
SYSTEM: Final = _r(45)  # 登记、审核、办理、答复、归档的工作制度
EXAMINED: Final = _r(17)  # 政府信息公开审查机制
OWN: Final = True
NOT_OWN, PUBLIC = False, True  # 不限承办人；申请人在网上也可以办理

# fmt: off
MOVES: Final = (
    # from, verb, to, who, article, 仅承办人, 申请人（网上）
    Move((None,), V.REGISTER, Goes.FIRST, DESK, _r(29), NOT_OWN, PUBLIC),
    Move((None,), V.BRING_IN, S.HANDLING, (R.ADMINISTRATOR, R.HEAD), SYSTEM),
    Move((S.UNCONFIRMED,), V.CONFIRM_RECEIPT, Goes.FIRST, DESK, _r(31), NOT_OWN, PUBLIC),
    Move((S.UNCONFIRMED, *DESK_WORK, S.DRAFTING), V.CORRECT_REGISTRATION, Goes.AS_CONFIRMED, DESK, SYSTEM),
    Move((S.SCREENING,), V.SCREEN, Goes.ONWARD, DISCLOSURE_OFFICE, SYSTEM),
    Move((S.ASSIGNING,), V.ASSIGN, Goes.ONWARD, DISCLOSURE_OFFICE, SYSTEM),
    Move(WORK, V.ACCEPT, STAYS, OFFICE, SYSTEM),
    Move((S.HANDLING,), V.RETURN_ASSIGNMENT, S.ASSIGNING, OFFICE, SYSTEM, OWN),
    Move(BEFORE_SIGNING, V.HAND_OVER, STAYS, DESK, SYSTEM),
    Move(IN_PROGRESS, V.SEND_SUPPLEMENT_NOTICE, STAYS, DESK, SUPPLEMENT),
    Move(IN_PROGRESS, V.RECEIVE_SUPPLEMENT, STAYS, DESK, SUPPLEMENT, NOT_OWN, PUBLIC),
    Move(IN_PROGRESS, V.CONSULT, STAYS, OFFICE, CONSULTATION),
    Move(IN_PROGRESS, V.RECORD_LETTER_RECEIPT, STAYS, DESK, CONSULTATION),
    Move(IN_PROGRESS, V.END_CONSULTATION, STAYS, DESK, CONSULTATION),
    Move(IN_PROGRESS, V.TELL_THIRD_PARTY, STAYS, OFFICE, _r(32)),
    Move(IN_PROGRESS, V.APPROVE_EXTENSION, STAYS, (R.HEAD,), ANSWER),
    Move(IN_PROGRESS, V.EXTEND, STAYS, OFFICE, ANSWER),
    Move(IN_PROGRESS, V.SEND_FEE_NOTICE, STAYS, OFFICE, _r(42)),
    Move(IN_PROGRESS, V.RECEIVE_PAYMENT, STAYS, DESK, _r(42)),
    Move(IN_PROGRESS, V.ASK_FOR_REASONS, STAYS, OFFICE, DELAY),
    Move(IN_PROGRESS, V.JUDGE_REASONS, STAYS, OFFICE, DELAY),
    Move(IN_PROGRESS, V.DELAY, STAYS, OFFICE, DELAY),
    Move(BEGUN, V.CORRECT_STEP, STAYS, OFFICE, SYSTEM),
    Move(BEGUN, V.STRIKE_STEP, STAYS, (R.HEAD,), SYSTEM),
    Move(WORK, V.RECORD_SEARCH, STAYS, OFFICE, _r(36, 0, 4), OWN),
    Move(WORK, V.ASK_FOR_HELP, STAYS, OFFICE, SYSTEM, OWN),
    Move(IN_PROGRESS, V.ANSWER_SLIP, STAYS, DESK, SYSTEM),  # of the organ that was asked
    Move(BEFORE_SIGNING, V.CALL_CONFERENCE, STAYS, (*OFFICE, R.REVIEWER), SYSTEM),
    Move(BEFORE_SIGNING, V.GIVE_OPINION, STAYS, ADVISERS, SYSTEM),
    Move(BEFORE_SIGNING, V.CONCLUDE_CONFERENCE, STAYS, (*OFFICE, R.REVIEWER), SYSTEM),
    Move(BEFORE_SIGNING, V.REFER, STAYS, (*OFFICE, R.SECRECY), _r(17, 3)),
    Move(BEFORE_SIGNING, V.RECORD_DETERMINATION, STAYS, (*OFFICE, R.SECRECY), _r(17, 3)),
    Move(WORK, V.CONCLUDE_ITEM, STAYS, OFFICE, _r(36), OWN),
    Move(WORK, V.DRAFT, S.DRAFTING, OFFICE, _r(36), OWN),
    Move((S.DRAFTING,), V.SUBMIT, Goes.ONWARD, OFFICE, SYSTEM, OWN),
    Move((*REVIEWS, S.SIGNING), V.RECALL, S.DRAFTING, OFFICE, SYSTEM, OWN),
    Move((S.SECRECY_REVIEW,), V.APPROVE, Goes.ONWARD, (R.SECRECY,), EXAMINED),
    Move((S.LEGAL_REVIEW,), V.APPROVE, Goes.ONWARD, (R.REVIEWER,), SYSTEM),
    Move((S.OFFICE_REVIEW,), V.APPROVE, Goes.ONWARD, (R.HEAD,), SYSTEM),
    Move(REVIEWS, V.SKIP, Goes.ONWARD, (R.HEAD, R.LEADER), SYSTEM),
    Move((S.SECRECY_REVIEW,), V.SEND_BACK, Goes.BACK, (R.SECRECY,), EXAMINED),
    Move((S.LEGAL_REVIEW,), V.SEND_BACK, Goes.BACK, (R.REVIEWER,), SYSTEM),
    Move((S.OFFICE_REVIEW,), V.SEND_BACK, Goes.BACK, (R.HEAD,), SYSTEM),
    Move((S.SIGNING, S.SERVING), V.SEND_BACK, Goes.BACK, (R.LEADER,), SYSTEM),
    Move((S.SIGNING,), V.SIGN, S.SERVING, (R.LEADER,), _r(36)),
    Move((S.UNCONFIRMED, *BEGUN), V.MAKE_PAPER, STAYS, (*DESK, R.LEADER), SYSTEM),
    Move((S.SERVING,), V.ISSUE, STAYS, DESK, SYSTEM),
    Move((S.UNCONFIRMED, *BEGUN), V.VOID_PAPER, STAYS, OFFICE, SYSTEM),
    Move((S.UNCONFIRMED, *BEGUN), V.RECORD_DELIVERY, STAYS, DESK, SYSTEM),
    Move((S.SERVING,), V.RECORD_ANSWER, S.CLOSED, DESK, ANSWER),
    Move(DESK_WORK, V.ANSWER_ON_THE_SPOT, S.CLOSED, DESK, _r(33, 1)),
    Move(IN_PROGRESS, V.CLOSE_AS_LAPSED, S.CLOSED, (*OFFICE, R.LEADER), SUPPLEMENT),
    Move(WAITING, V.RECORD_WITHDRAWAL, S.CLOSED, DESK, SYSTEM, NOT_OWN, PUBLIC),
    Move((S.CLOSED,), V.STRIKE_CLOSING, Goes.BEFORE, (R.HEAD,), SYSTEM),
    Move((S.UNCONFIRMED, *BEGUN), V.ATTACH, STAYS, KEEPERS, SYSTEM, NOT_OWN, PUBLIC),
    Move((S.UNCONFIRMED, *BEGUN), V.DETACH, STAYS, DESK, SYSTEM),
    Move((S.CLOSED,), V.ARCHIVE, S.ARCHIVED, (R.ARCHIVIST, R.HEAD), SYSTEM),
    Move((*IN_PROGRESS, *DONE), V.RECORD_CHALLENGE, STAYS, (*OFFICE, R.REVIEWER), _r(51)),
    Move((*IN_PROGRESS, *DONE), V.UPDATE_CHALLENGE, STAYS, (*OFFICE, R.REVIEWER), _r(51)),
    Move((*IN_PROGRESS, *DONE), V.STRIKE_CHALLENGE, STAYS, (R.HEAD,), _r(51)),
    Move(DONE, V.REOPEN, S.HANDLING, (R.HEAD, R.LEADER), _r(51)),
    Move((S.UNCONFIRMED, *DESK_WORK, S.DRAFTING, S.CLOSED), V.SETTLE_NAME, STAYS, OFFICE, _r(27)),
    Move((S.UNCONFIRMED, *BEGUN), V.TAG, STAYS, DESK, SYSTEM),
    Move(ANY, V.SHOW_PERSONAL_DATA, STAYS, KEEPERS, SYSTEM),
    Move(ANY, V.TAKE_OUT, STAYS, KEEPERS, SYSTEM, NOT_OWN, PUBLIC),
)
# fmt: on


def _together(verb: Verb) -> Move:
    """The rows of a verb as one: what holds whatever the state."""
    rows = [move for move in MOVES if move.verb is verb]
    return Move(
        sources=tuple(dict.fromkeys(state for move in rows for state in move.sources)),
        verb=verb,
        to=rows[0].to,
        who=tuple(dict.fromkeys(role for move in rows for role in move.who)),
        article=rows[0].article,
        by_handler=rows[0].by_handler,
        by_applicant=any(move.by_applicant for move in rows),
    )


MOVE: Final = {verb: _together(verb) for verb in Verb}


def row(state: State | None, verb: Verb) -> Move | None:
    """The row that lets a verb be done in a state; None where the table has none."""
    return next((m for m in MOVES if m.verb is verb and state in m.sources), None)


def permitted(state: State | None, roles: frozenset[Role]) -> tuple[Verb, ...]:
    """The verbs that someone with these roles may do to a case in this state, in table order."""
    found = (m.verb for m in MOVES if state in m.sources and not roles.isdisjoint(m.who))
    return tuple(dict.fromkeys(found))


def as_markdown() -> str:
    """The table of moves as the README prints it."""
    lines = ["| 状态 | 办理 | 办理后 | 岗位 | 条款 |", "| --- | --- | --- | --- | --- |"]
    for move in MOVES:
        who = "、".join(role.label for role in move.who)
        who += "（限本件承办人）" if move.by_handler else ""
        who += f"、{APPLICANT}" if move.by_applicant else ""
        lines.append(
            f"| {_sources(move.sources)} | {move.verb.label} | {move.to.label} | {who} |"
            f" {move.article.short} |"
        )
    return "\n".join(lines)


def _sources(sources: tuple[State | None, ...]) -> str:
    """States as the table prints them, long runs of the chain by their ends."""
    names = [state.label if state else "（新）" for state in sources]
    if len(names) <= LONGEST_LIST or list(sources) != [s for s in State if s in sources]:
        return " · ".join(names)
    order = list(State)
    runs: list[list[State]] = []
    for state in sources:
        assert state is not None
        if runs and order.index(runs[-1][-1]) == order.index(state) - 1:
            runs[-1].append(state)
        else:
            runs.append([state])
    return " · ".join(r[0].label if len(r) == 1 else f"{r[0].label}至{r[-1].label}" for r in runs)


LONGEST_LIST: Final = 3

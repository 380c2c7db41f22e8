"""What can happen to a case: one table of moves. No row, no move.

It feeds the buttons, the refusals (409), the README's table and the test matrix.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, regulation
from cases.law.clock_rules import ANSWER, CONSULTATION, DELAY, SUPPLEMENT
from cases.models import Role


class State(StrEnum):
    """案件状态."""

    UNCONFIRMED = "unconfirmed"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """As lists print it."""
        return STATE_LABELS[self]


STATE_LABELS: Final = {
    State.UNCONFIRMED: "待确认",
    State.OPEN: "办理中",
    State.CLOSED: "已办结",
}


class Verb(StrEnum):
    """办理动作: what an officer does to a case."""

    REGISTER = "register"
    BRING_IN = "bring_in"
    CONFIRM_RECEIPT = "confirm_receipt"
    CORRECT_REGISTRATION = "correct_registration"
    SEND_SUPPLEMENT_NOTICE = "send_supplement_notice"
    RECEIVE_SUPPLEMENT = "receive_supplement"
    CONSULT = "consult"
    RECORD_LETTER_RECEIPT = "record_letter_receipt"
    END_CONSULTATION = "end_consultation"
    EXTEND = "extend"
    SEND_FEE_NOTICE = "send_fee_notice"
    RECEIVE_PAYMENT = "receive_payment"
    DELAY = "delay"
    CORRECT_STEP = "correct_step"
    STRIKE_STEP = "strike_step"
    RECORD_ANSWER = "record_answer"
    RECORD_WITHDRAWAL = "record_withdrawal"
    STRIKE_CLOSING = "strike_closing"
    SHOW_PERSONAL_DATA = "show_personal_data"

    @property
    def label(self) -> str:
        """As buttons and the history print it."""
        return VERB_LABELS[self]


VERB_LABELS: Final = {
    Verb.REGISTER: "登记",
    Verb.BRING_IN: "台账导入",
    Verb.CONFIRM_RECEIPT: "确认收到申请之日",
    Verb.CORRECT_REGISTRATION: "更正登记",
    Verb.SEND_SUPPLEMENT_NOTICE: "告知补正",
    Verb.RECEIVE_SUPPLEMENT: "收到补正",
    Verb.CONSULT: "征求意见",
    Verb.RECORD_LETTER_RECEIPT: "登记签收日期",
    Verb.END_CONSULTATION: "收到征求意见回复",
    Verb.EXTEND: "延长答复期限",
    Verb.SEND_FEE_NOTICE: "发出收费通知",
    Verb.RECEIVE_PAYMENT: "申请人缴费",
    Verb.DELAY: "延迟答复",
    Verb.CORRECT_STEP: "更正期限记录",
    Verb.STRIKE_STEP: "撤销误录的期限记录",
    Verb.RECORD_ANSWER: "记录答复",
    Verb.RECORD_WITHDRAWAL: "记录撤回",
    Verb.STRIKE_CLOSING: "撤销误录的办结记录",
    Verb.SHOW_PERSONAL_DATA: "查看个人信息",
}

# None before the first event: a case that is not there yet.
ANY: Final = (State.UNCONFIRMED, State.OPEN, State.CLOSED)
BEGUN: Final = (State.OPEN, State.CLOSED)
WAITING: Final = (State.UNCONFIRMED, State.OPEN)
DESK: Final = (Role.REGISTRAR, Role.HANDLER, Role.HEAD)
OFFICE: Final = (Role.HANDLER, Role.HEAD)
KEEPERS: Final = (*DESK, Role.REVIEWER, Role.ARCHIVIST)


@dataclass(frozen=True)
class Move:
    """One row: from which states a verb may be done, by whom, and the article behind it."""

    sources: tuple[State | None, ...]
    verb: Verb
    who: tuple[Role, ...]
    article: Article


# fmt: off
MOVES: Final = (
    # from, verb, who, article
    Move((None,), Verb.REGISTER, DESK, regulation(29)),
    Move((None,), Verb.BRING_IN, (Role.ADMINISTRATOR, Role.HEAD), regulation(45)),
    Move((State.UNCONFIRMED,), Verb.CONFIRM_RECEIPT, DESK, regulation(31)),
    Move(WAITING, Verb.CORRECT_REGISTRATION, DESK, regulation(45)),
    Move((State.OPEN,), Verb.SEND_SUPPLEMENT_NOTICE, DESK, SUPPLEMENT),
    Move((State.OPEN,), Verb.RECEIVE_SUPPLEMENT, DESK, SUPPLEMENT),
    Move((State.OPEN,), Verb.CONSULT, OFFICE, CONSULTATION),
    Move((State.OPEN,), Verb.RECORD_LETTER_RECEIPT, DESK, CONSULTATION),
    Move((State.OPEN,), Verb.END_CONSULTATION, DESK, CONSULTATION),
    Move((State.OPEN,), Verb.EXTEND, OFFICE, ANSWER),
    Move((State.OPEN,), Verb.SEND_FEE_NOTICE, OFFICE, regulation(42)),
    Move((State.OPEN,), Verb.RECEIVE_PAYMENT, DESK, regulation(42)),
    Move((State.OPEN,), Verb.DELAY, OFFICE, DELAY),
    Move(BEGUN, Verb.CORRECT_STEP, OFFICE, regulation(45)),
    Move(BEGUN, Verb.STRIKE_STEP, (Role.HEAD,), regulation(45)),
    Move((State.OPEN,), Verb.RECORD_ANSWER, OFFICE, ANSWER),
    Move(WAITING, Verb.RECORD_WITHDRAWAL, DESK, regulation(45)),
    Move((State.CLOSED,), Verb.STRIKE_CLOSING, (Role.HEAD,), regulation(45)),
    Move(ANY, Verb.SHOW_PERSONAL_DATA, KEEPERS, regulation(45)),
)
# fmt: on

MOVE: Final = {move.verb: move for move in MOVES}
assert set(MOVE) == set(Verb)


def permitted(state: State | None, roles: frozenset[Role]) -> tuple[Verb, ...]:
    """The verbs that someone with these roles may do to a case in this state, in table order."""
    return tuple(
        move.verb for move in MOVES if state in move.sources and not roles.isdisjoint(move.who)
    )


def as_markdown() -> str:
    """The table of moves as the README prints it."""
    lines = ["| 状态 | 办理 | 岗位 | 条款 |", "| --- | --- | --- | --- |"]
    for move in MOVES:
        states = " · ".join(state.label if state else "（新）" for state in move.sources)
        who = "、".join(role.label for role in move.who)
        lines.append(f"| {states} | {move.verb.label} | {who} | {move.article.short} |")
    return "\n".join(lines)

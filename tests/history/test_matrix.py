"""The permitted moves as a matrix: state × role → verbs, kept as a snapshot that a person reads.

After a change that is meant:  .venv/bin/python -m tests.history.test_matrix
"""

from pathlib import Path

from cases.models import Role
from cases.states import IN_PROGRESS, MOVES, WAITING, WORK, Goes, Move, State, Verb, permitted

SNAPSHOT = Path(__file__).with_name("permitted_verbs.txt")


def matrix() -> str:
    """Every state and role, one a line, with the verbs that they permit."""
    lines = [
        f"{state.value if state else 'none yet'}\t{role.value}\t"
        + (" ".join(permitted(state, frozenset({role}))) or "-")
        for state in (None, *State)
        for role in Role
    ]
    return "\n".join(lines) + "\n"


def test_the_permitted_verbs_are_those_of_the_snapshot() -> None:
    assert matrix() == SNAPSHOT.read_text("utf-8")


def test_the_matrix_as_a_lawyer_would_ask_it() -> None:
    """A few of its lines, from the text of the 条例 and the office's division of work."""
    head, clerk = frozenset({Role.HEAD}), frozenset({Role.REGISTRAR})
    # 条例 33: the answer runs from receipt, so a case without it cannot be answered by anybody
    for role in Role:
        assert Verb.RECORD_ANSWER not in permitted(State.UNCONFIRMED, frozenset({role}))
    # a closing recorded by mistake is struck by the 公开机构负责人 only
    able = {
        role for role in Role if Verb.STRIKE_CLOSING in permitted(State.CLOSED, frozenset({role}))
    }
    assert able == {Role.HEAD}
    # what was served is no more the front desk's, but for the papers of its file
    papers = (
        Verb.MAKE_PAPER, Verb.RECORD_DELIVERY, Verb.ATTACH, Verb.DETACH, Verb.TAG,
        Verb.SHOW_PERSONAL_DATA, Verb.TAKE_OUT,
    )  # fmt: skip
    assert permitted(State.CLOSED, clerk) == papers
    assert permitted(None, head) == (Verb.REGISTER, Verb.BRING_IN)
    # a 主管部门 and an administrator look after the office, not after cases
    for state in State:
        assert permitted(state, frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})) == ()
    # 条例 17: what is to be disclosed is examined by 保密审查 and by nobody in its place
    examiners = {
        role for role in Role if Verb.APPROVE in permitted(State.SECRECY_REVIEW, frozenset({role}))
    }
    assert examiners == {Role.SECRECY}
    # letters.md §6: nothing is served that was not signed, and who signs is the leader
    assert {state for state in State if _anybody(state, Verb.RECORD_ANSWER)} == {State.SERVING}
    assert [role for role in Role if Verb.SIGN in permitted(State.SIGNING, frozenset({role}))] == [
        Role.LEADER
    ]
    # 归档: what is filed changes no more but by 恢复办理 and by what a 复议 or 诉讼 tells of it
    assert {verb for role in Role for verb in permitted(State.ARCHIVED, frozenset({role}))} == {
        Verb.REOPEN, Verb.RECORD_CHALLENGE, Verb.UPDATE_CHALLENGE, Verb.STRIKE_CHALLENGE,
        Verb.SHOW_PERSONAL_DATA, Verb.TAKE_OUT,
    }  # fmt: skip


def _anybody(state: State, verb: Verb) -> bool:
    return any(verb in permitted(state, frozenset({role})) for role in Role)


def test_every_state_is_reached_and_every_state_is_left() -> None:
    """By the rows alone, with every level that an organ may have."""
    reached: set[State] = set()
    left: set[State | None] = set()
    for move in MOVES:
        for state in move.sources:
            targets = leads_to(move, state)
            reached |= targets - {state}
            left |= {state} if targets - {state} else set()
    assert (reached, left) == (set(State), {None, *State})


def leads_to(move: Move, state: State | None) -> set[State]:
    """Every state to which a row can lead from one of its states, whatever the organ's chain."""
    match move.to:
        case State() as named:
            return {named}
        case Goes.NOWHERE:
            assert state is not None
            return {state}
        case Goes.AS_CONFIRMED:
            assert state is not None
            begins = {State.SCREENING, State.ASSIGNING, State.HANDLING}
            return {State.UNCONFIRMED, state} | (begins if state is State.UNCONFIRMED else set())
        case Goes.FIRST:  # of a chain without 初审, or without 分办 either
            return {State.UNCONFIRMED, State.SCREENING, State.ASSIGNING, State.HANDLING}
        case Goes.BACK:
            return set(WORK)
        case Goes.BEFORE:
            return set(WAITING)
        case Goes.ONWARD:
            assert state is not None
            place = IN_PROGRESS.index(state)
            return {IN_PROGRESS[place + 1]}


def test_every_move_cites_an_article() -> None:
    for move in MOVES:
        assert str(move.article).startswith("《中华人民共和国政府信息公开条例》第"), move.verb


if __name__ == "__main__":
    SNAPSHOT.write_text(matrix(), "utf-8")

"""The permitted moves as a matrix: state × role → verbs, kept as a snapshot that a person reads.

After a change that is meant:  .venv/bin/python -m tests.history.test_matrix
"""

from pathlib import Path

from cases.models import Role
from cases.states import MOVES, State, Verb, permitted

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
    # what is closed is reopened by the 公开机构负责人 only
    able = {
        role for role in Role if Verb.STRIKE_CLOSING in permitted(State.CLOSED, frozenset({role}))
    }
    assert able == {Role.HEAD}
    assert permitted(State.CLOSED, clerk) == (Verb.SHOW_PERSONAL_DATA,)
    assert permitted(None, head) == (Verb.REGISTER, Verb.BRING_IN)
    # a 主管部门 and an administrator look after the office, not after cases
    assert permitted(State.OPEN, frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})) == ()


def test_every_move_cites_an_article() -> None:
    for move in MOVES:
        assert str(move.article).startswith("《中华人民共和国政府信息公开条例》第"), move.verb


if __name__ == "__main__":
    SNAPSHOT.write_text(matrix(), "utf-8")

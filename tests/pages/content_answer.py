"""The longer forms of a case as their handlers give them to the templates, with ugly content."""

from cases.errors import GateClosed
from cases.law.gate_row import Strictness
from cases.law.gates import GATES, Broken
from cases.states import State
from tests.pages.content import UGLY, case_page

BROKEN = [Broken(gate) for gate in GATES if gate.strictness is Strictness.BLOCK][:5]
SEARCH_PAGE = case_page(
    values={"clues.0.clue": UGLY}, known_clues=1, clue_rows=3, place_rows=4,
    form_name="record_search",
)  # fmt: skip
GATES_CLOSED = case_page(
    State.SIGNING, form="sign", values={"opinion": UGLY, f"passes.{BROKEN[0].key}": UGLY},
    refusal=GateClosed(BROKEN, BROKEN[:2]),
)  # fmt: skip

"""The longer forms of a case as their handlers give them to the templates, with ugly content."""

from cases.errors import GateClosed
from cases.law.gate_row import Strictness
from cases.law.gates import GATES, Broken
from cases.states import State
from cases.web.work_views import typed_of
from tests.pages.content import FILE, ITEMS, UGLY, case_page

SAID = FILE.outcomes[1].data
BROKEN = [Broken(gate) for gate in GATES if gate.strictness is Strictness.BLOCK][:5]
ITEM_PAGE = case_page(
    number=1, item=ITEMS[0] | {"clues": [UGLY]}, values=typed_of(SAID), parts=3,
    form_name="conclude_item-1",
)  # fmt: skip
SEARCH_PAGE = case_page(
    values={"clues.0.clue": UGLY}, known_clues=1, clue_rows=3, place_rows=4,
    form_name="record_search",
)  # fmt: skip
SPOT_PAGE = case_page(State.SCREENING, parts=1, form_name="answer_on_the_spot")
GATES_CLOSED = case_page(
    State.SIGNING, form="sign", values={"opinion": UGLY, f"passes.{BROKEN[0].key}": UGLY},
    refusal=GateClosed(BROKEN, BROKEN[:2]),
)  # fmt: skip

"""What is being typed of an outcome: the same as the schema takes it, and never a refusal."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.judgment import NEEDS
from cases.schemas_answer import OutcomeIn
from cases.web.typed_outcomes import typed_outcome
from cases.web.work_views import typed_of
from tests.actions.answering import OUTCOME, PART, WHY, particulars

DAY = date(2026, 11, 22)
NAMES = st.sampled_from([
    "outcome", "reason", "kinds.0", "kinds.7", "kinds", "withheld.0.ground", "withheld.0.kinds.1",
    "withheld.0.rule.level", "withheld.1.what", "withheld", "withheld.0", "owner.whose", "owner",
    "transfer.period_ends_on", "rule.level", "rule", "fields.pages", "fields.form", "fields",
    "enclosures.0", "place_checked_on", "severable", "fields.unknown", "withheld.0.letters.0", "..",
])  # fmt: skip
VALUES = st.sampled_from([
    "", "A2", "A3", "A7", "A99", "draft", "secret", "law", "2026-13-45", "2026-11-22", "-1", "１",
    "true", "一\r\n二", "x" * 400, "{{ 7 * 7 }}", "\x00",
])  # fmt: skip


@pytest.mark.parametrize("outcome", OUTCOME)
def test_a_whole_form_is_read_as_the_schema_reads_it(outcome: str) -> None:
    said = {"outcome": outcome, **particulars(outcome, DAY)}
    told = OutcomeIn.model_validate(said)
    recorded: dict[str, Any] = {"outcome": outcome, **told.particulars()}
    assert typed_outcome(typed_of(recorded)) == recorded


def test_a_form_without_an_outcome_is_none_yet() -> None:
    assert typed_outcome({"reason": WHY}) is None
    assert typed_outcome({"outcome": "A26"}) is None


@given(st.dictionaries(NAMES, VALUES, max_size=12), st.sampled_from(sorted(NEEDS)))
def test_nothing_that_is_typed_is_refused(form: dict[str, str], outcome: str) -> None:
    said = typed_outcome(form | {"outcome": outcome})
    assert said is not None
    assert set(said) == set(typed_outcome({"outcome": outcome}) or ())
    assert all(set(part) == set(PART) | {"ground", "kinds"} for part in said["withheld"])


def test_a_value_that_cannot_be_is_left_out_and_stays_a_gap() -> None:
    form = {"outcome": "A2", "fields.pages": "十二", "fields.form": "纸质复印件", "fields.no": "x"}
    said = typed_outcome(form)
    assert said is not None
    assert said["fields"] == {"form": "纸质复印件"}

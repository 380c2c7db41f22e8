"""The golden cases of the clock's contract, each field of each case."""

import json
from pathlib import Path
from typing import Any, Final

import pytest

from cases.commands.clock_input import read_facts
from cases.law.clock import compute
from cases.law.clock_explained import record
from tests.law.clocking import CALENDAR, D

FILE: Final = Path(__file__).parents[1] / "data" / "clock_cases.jsonl"
CASES: Final = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
FIELDS: Final = [
    "received_on", "supplement_notice_due", "answer_due", "state", "timely", "provisional",
    "warnings", "explanation",
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_golden(case: dict[str, Any]) -> None:
    facts = read_facts(case["input"], D("2000-01-01"))
    found = record(compute(facts, CALENDAR))
    assert list(found) == FIELDS
    warnings: Any = found["warnings"]
    expected = case["expected"]
    assert {**found, "warnings": [w["code"] for w in warnings]} == {
        **expected,
        "explanation": found["explanation"],
    }
    for warning in warnings:
        assert list(warning) == ["code", "article", "on"]

"""The gates (关口): what must be true before an act, as one table that a lawyer can read.

`broken(facts)` asks them. Not here, because they are questions about a letter's text and layout
and not about the facts of a case; the letters keep them (letters.md §§10, 11):
- gate 2: request text equal to the filed one, both shown side by side and confirmed;
- gate 3: no empty slot, template and remedy text valid on the day, review body and court valid, lint;
- gate 4, half: that the clause printed is that of the remedy (the remedy itself is asked here);
- gate 9, half: redacted copies carry no hidden text;
- gate 15, half: the number is drawn after the signature (numbers are drawn at issue only);
- the slots of A14, A18, A24 (what exists, how to get it, the Party organ) and channels of A16, A21.
Left to people, as prompts: A10 considered before A9, referral under 17(3), 会商.
Left to the clock: law.md §14 nos. 1–3, 5–7, 10–12; to the annual table: 26–30, 38–40.
"""

from dataclasses import dataclass
from typing import Final

from cases.law.gate_facts import Act, GateFacts
from cases.law.gate_row import Gate, Strictness
from cases.law.gates_of_answers import GATES_OF_ANSWERS
from cases.law.gates_of_steps import GATES_OF_STEPS
from cases.law.outcomes import ANSWER_TYPES

GATES: Final = (*GATES_OF_STEPS, *GATES_OF_ANSWERS)
GATE: Final = {gate.key: gate for gate in GATES}
assert len(GATE) == len(GATES)


@dataclass(frozen=True)
class Broken:
    """One gate that the facts do not satisfy."""

    gate: Gate

    @property
    def key(self) -> str:
        """The gate's key, as an override names it."""
        return self.gate.key

    @property
    def sentence(self) -> str:
        """What is missing."""
        return self.gate.sentence

    @property
    def blocks(self) -> bool:
        """Whether the act stops; a warning is shown and it goes on."""
        return self.gate.strictness is Strictness.BLOCK


def broken(facts: GateFacts) -> tuple[Broken, ...]:
    """The gates that are asked of an act and do not hold, in table order; empty where all do."""
    return tuple(Broken(gate) for gate in GATES if gate.is_asked(facts) and not gate.holds(facts))


def as_markdown() -> str:
    """The table of gates as a lawyer reads it."""
    lines = [
        "| 关口 | 未满足时的提示 | 依据 | 效力 | 处理 | 办理行为 | 答复类型 |",
        "| --- | --- | --- | --- | --- | --- | --- |",
    ]
    for gate in GATES:
        acts = "、".join(act.label for act in gate.acts) if len(gate.acts) < len(Act) else "全部"
        lines.append(
            f"| {gate.key} | {gate.sentence} | {gate.basis} | {gate.standing} | {gate.weight.label}"
            f" | {acts} | {_ranges(gate.types)} |"
        )
    return "\n".join(lines)


def _ranges(types: tuple[str, ...]) -> str:
    """Answer types as A4–A10、A26; 不限 where the gate does not depend on them."""
    if not types:
        return "不限"
    runs: list[list[str]] = []
    for kind in ANSWER_TYPES:
        if kind.code not in types:
            continue
        if runs and int(runs[-1][-1][1:]) == kind.number - 1:
            runs[-1].append(kind.code)
        else:
            runs.append([kind.code])
    return "、".join(run[0] if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)

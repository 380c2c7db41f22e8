"""审核环节 (letters.md §6): which levels of the chain an organ has, within what the law allows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing, regulation
from cases.states import IN_PROGRESS, State


class Level(StrEnum):
    """设置: whether a level is passed always, may be skipped with a reason, or is not there."""

    REQUIRED = "required"
    SKIPPABLE = "skippable"
    ABSENT = "absent"

    @property
    def label(self) -> str:
        """As the setting's form prints it."""
        return LEVEL_LABELS[self]


LEVEL_LABELS: Final = {
    Level.REQUIRED: "必经",
    Level.SKIPPABLE: "可以说明理由后跳过",
    Level.ABSENT: "不设",
}


@dataclass(frozen=True)
class Rule:
    """One level that an organ may set: the choices that the law leaves, and why."""

    state: State
    choices: tuple[Level, ...]
    article: Article
    standing: Standing
    note: str


Q, K, N = Level.REQUIRED, Level.SKIPPABLE, Level.ABSENT
# fmt: off
RULES: Final = (
    # level, choices (the first is the default), article, standing of the bound, why
    Rule(State.SCREENING, (Q, N), regulation(45), Standing.CONVENTION,
         "补不补、是不是、谁负责；不设的，登记后直接分办或者办理。"),
    Rule(State.ASSIGNING, (Q, N), regulation(45), Standing.CONVENTION,
         "不设的，登记后直接办理，由承办人自行接办。"),
    # 条例 17: what is to be disclosed is examined; a refusal gives nothing and may pass it by
    Rule(State.SECRECY_REVIEW, (Q, K), regulation(17), Standing.STATUTE,
         "拟公开的信息应当经过保密审查，因此不能不设；全部不予提供的，可以跳过。"),
    Rule(State.LEGAL_REVIEW, (Q, K), regulation(45), Standing.PRACTICE,
         "不予公开、无法提供、不予处理等答复没有法制审核的，签发时须由签发领导说明理由。"),
    Rule(State.OFFICE_REVIEW, (Q, K, N), regulation(45), Standing.CONVENTION,
         "政府信息公开工作机构负责人审核。"),
)
# fmt: on
RULE: Final = {rule.state: rule for rule in RULES}


@dataclass(frozen=True)
class Chain:
    """审核环节的设置: a level for each state that an organ may set; `one_person`: 拟稿人可以签发."""

    levels: Mapping[State, Level] = field(
        default_factory=lambda: {rule.state: rule.choices[0] for rule in RULES}
    )
    one_person: bool = False

    def __post_init__(self) -> None:
        """Within the bounds of the law: the setting's door has said so to people already."""
        assert set(self.levels) == set(RULE), self.levels
        assert all(level in RULE[state].choices for state, level in self.levels.items())

    def has(self, state: State) -> bool:
        """Whether a case passes this level."""
        return self.levels.get(state, Level.REQUIRED) is not Level.ABSENT

    def first(self) -> State:
        """Where a case begins once 收到申请之日 is known."""
        return next(state for state in IN_PROGRESS if self.has(state))

    def onward(self, state: State) -> State:
        """The next level that the organ has."""
        place = IN_PROGRESS.index(state)
        return next(later for later in IN_PROGRESS[place + 1 :] if self.has(later))

    def may_skip(self, state: State) -> bool:
        """Whether a case may pass this level by, with a reason."""
        return self.levels.get(state) is Level.SKIPPABLE

    def review_levels(self) -> tuple[State, ...]:
        """The levels of examination that an answer passes before it is signed."""
        place = IN_PROGRESS.index(State.DRAFTING)
        end = IN_PROGRESS.index(State.SIGNING)
        return tuple(state for state in IN_PROGRESS[place + 1 : end] if self.has(state))


USUAL: Final = Chain()
STEP_LABELS: Final = {
    # the steps of the chain by their work: a state says what is waited for
    State.SCREENING: "初审",
    State.ASSIGNING: "分办",
    State.HANDLING: "办理",
    State.DRAFTING: "拟稿",
    State.SECRECY_REVIEW: "保密审查",
    State.LEGAL_REVIEW: "法制审核",
    State.OFFICE_REVIEW: "公开机构审核",
    State.SIGNING: "签发",
    State.SERVING: "送达",
}

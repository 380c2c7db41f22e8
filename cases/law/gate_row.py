"""What a row of the gates' table is (关口): its article, its weight, when it is asked, its sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing
from cases.law.gate_facts import Act, GateFacts


class Strictness(StrEnum):
    """严格程度: whether a broken gate stops the act, or is shown before it."""

    BLOCK = "block"
    WARN = "warn"

    @property
    def label(self) -> str:
        """As the table prints it."""
        return "阻止" if self is Strictness.BLOCK else "提示"


class Authority(StrEnum):
    """突破权限: who may let a blocked act pass."""

    NOBODY = "nobody"
    HEAD = "head"  # 政府信息公开工作机构负责人
    LEADER = "leader"  # 分管领导, 主要负责人

    @property
    def label(self) -> str:
        """As the table prints it."""
        return AUTHORITY_LABELS[self]


AUTHORITY_LABELS: Final = {
    Authority.NOBODY: "任何人不得突破",
    Authority.HEAD: "公开机构负责人",
    Authority.LEADER: "分管领导",
}
RANK: Final = {Authority.NOBODY: 0, Authority.HEAD: 1, Authority.LEADER: 2}


@dataclass(frozen=True, slots=True)
class Weight:
    """How much a gate holds: stop or show, who lets pass, and whether a reason is recorded."""

    strictness: Strictness
    authority: Authority
    reason_needed: bool

    @property
    def label(self) -> str:
        """As the table prints it, in one phrase."""
        if self.strictness is Strictness.WARN:
            return "提示，说明理由后继续" if self.reason_needed else "提示后继续"
        if self.authority is Authority.NOBODY:
            return f"阻止，{self.authority.label}"
        return f"阻止，{self.authority.label}说明理由后可以突破"


# A warning stops nobody, so nobody has to let it pass.
NEVER: Final = Weight(Strictness.BLOCK, Authority.NOBODY, reason_needed=False)
BY_HEAD: Final = Weight(Strictness.BLOCK, Authority.HEAD, reason_needed=True)
BY_LEADER: Final = Weight(Strictness.BLOCK, Authority.LEADER, reason_needed=True)
SHOWN: Final = Weight(Strictness.WARN, Authority.NOBODY, reason_needed=False)
EXPLAINED: Final = Weight(Strictness.WARN, Authority.NOBODY, reason_needed=True)

# The acts that give an answer of some type; the others are steps of the procedure.
DECIDING: Final = (Act.ISSUE, Act.ANSWER)
GIVING: Final = (Act.ISSUE, Act.RELEASE_TO_APPLICANT, Act.ANSWER)
CLOSING: Final = (Act.CLOSE_AS_LAPSED, Act.CLOSE_AS_WITHDRAWN)
TYPED: Final = (*GIVING, *CLOSING)

EVERY: Final[tuple[str, ...]] = ()  # asked whatever the answer type


@dataclass(frozen=True)
class Gate:
    """One gate (关口): `holds` is True where the facts satisfy it, `sentence` is for where not.

    `articles` and `source` (what `articles` cannot name) are what it rests on; `types` are the
    answer types it is asked for, EVERY where it does not depend on them.
    """

    key: str
    articles: tuple[Article, ...]
    source: str
    standing: Standing
    weight: Weight
    acts: tuple[Act, ...]
    types: tuple[str, ...]
    sentence: str
    holds: Callable[[GateFacts], bool]

    @property
    def strictness(self) -> Strictness:
        """Whether it stops the act."""
        return self.weight.strictness

    @property
    def authority(self) -> Authority:
        """The lowest authority that may let it pass."""
        return self.weight.authority

    @property
    def reason_needed(self) -> bool:
        """Whether whoever goes on must record a reason."""
        return self.weight.reason_needed

    @property
    def basis(self) -> str:
        """What it rests on, as the table names it."""
        named = [article.short for article in self.articles]
        return "、".join([*named, self.source] if self.source else named)

    def is_asked(self, facts: GateFacts) -> bool:
        """Whether it is asked of this act and, where the act answers, of this answer type."""
        if facts.act not in self.acts:
            return False
        return facts.act not in TYPED or not self.types or facts.answer_type in self.types

    def may_be_passed_by(self, authority: Authority) -> bool:
        """Whether this authority may let a blocked act pass; what the head may, the leader may."""
        allowed = self.authority is not Authority.NOBODY
        return allowed and RANK[authority] >= RANK[self.authority]

"""Refusals: one sentence in Chinese, the article behind it, a status. Bugs are assertions instead."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from cases.law.articles import Article
from cases.law.gates import Broken


@dataclass(frozen=True)
class Fault:
    """What is wrong with one field: its name at the door, and one sentence beside it."""

    field: str
    sentence: str


class Refusal(Exception):
    """A step that is not taken; nothing was stored, nothing typed is lost."""

    status: ClassVar[int] = 422
    title: ClassVar[str] = "不能办理"

    def __init__(
        self, sentence: str, *, article: Article | None = None, faults: Sequence[Fault] = ()
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.article = article
        self.faults = tuple(faults)


class BadInput(Refusal):
    """录入有误: what was given cannot be taken as it stands."""

    status = 422
    title = "录入有误"

    @classmethod
    def of(cls, faults: Sequence[Fault], article: Article | None = None) -> "BadInput":
        """A refusal that names every fault; its sentence is the first one's."""
        more = f"（共{len(faults)}处需要更正）" if len(faults) > 1 else ""
        return cls(faults[0].sentence + more, article=article, faults=faults)


class Restored(BadInput):
    """已恢复: a form shown with what was kept of it, to be looked at before it is sent."""

    status = 200
    title = "已恢复暂存的内容"


class Unlawful(Refusal):
    """违反规定: a step that the law or the table of moves does not allow now."""

    status = 409
    title = "不符合规定"


class GateClosed(Unlawful):
    """关口未过: the facts of a case do not allow the act; `passable` may be let pass with a reason."""

    def __init__(self, broken: Sequence[Broken], passable: Sequence[Broken]) -> None:
        first = broken[0].gate
        more = f"（共{len(broken)}处）" if len(broken) > 1 else ""
        super().__init__(
            broken[0].sentence.removesuffix("。") + more,
            article=first.articles[0] if first.articles else None,
            faults=[Fault(f"passes.{b.key}", f"{b.sentence}（{b.gate.basis}）") for b in broken],
        )
        self.broken = tuple(broken)
        self.passable = tuple(passable)


class Conflict(Refusal):
    """冲突: what is stored changed meanwhile, or stands there already."""

    status = 409
    title = "数据冲突"


class NotFound(Refusal):
    """未找到: there is none, or none that this officer may see."""

    status = 404
    title = "未找到"


class NotSignedIn(Refusal):
    """未登录; `kept` is the number of what was typed, where the session ended over a form."""

    status = 401
    title = "请先登录"

    def __init__(self, sentence: str, *, kept: UUID | None = None) -> None:
        super().__init__(sentence)
        self.kept = kept


class NotAllowed(Refusal):
    """无权限: this officer has no role for the step."""

    status = 403
    title = "没有权限"


class TooLarge(Refusal):
    """文件过大."""

    status = 413
    title = "文件过大"


class TooMany(Refusal):
    """操作过于频繁."""

    status = 429
    title = "操作过于频繁"

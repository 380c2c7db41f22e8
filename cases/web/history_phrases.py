"""Phrases of the history (办理记录的用语): what its sentences are put together from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from cases.chain import STEP_LABELS
from cases.kinds import Kind
from cases.law.articles import FULL_TITLE
from cases.law.calendar import in_chinese
from cases.law.challenge_results import ChallengeKind
from cases.law.delivery import WAYS, Way
from cases.law.gate_row import Strictness
from cases.law.gates import GATE
from cases.law.outcomes import ANSWER_TYPE, Remedy
from cases.states import STATE_LABELS, State
from cases.web.views import row_label


@dataclass
class Known:
    """What the events before one have named: a later one names it by its number only."""

    kinds: dict[int, Kind] = field(default_factory=dict)  # by the number of the record
    attachments: dict[int, str] = field(default_factory=dict)
    challenges: dict[int, ChallengeKind] = field(default_factory=dict)
    papers: dict[int, str] = field(default_factory=dict)  # 制发的文书, as sentences name them


@dataclass(frozen=True)
class Said:
    """One event as its sentence reads it: a particular that an old event lacks is None."""

    day: date | None
    data: Mapping[str, Any]
    known: Known

    def get(self, name: str) -> Any:
        """A particular; None where the event has none of that name."""
        return self.data.get(name)

    @property
    def on(self) -> str:
        """The day on which it happened, in Chinese; empty where it has none."""
        return in_chinese(self.day) if self.day else ""

    @property
    def then(self) -> str:
        """于2026年3月5日: the same inside a clause."""
        return some("于{}", self.on)

    @property
    def number(self) -> str:
        """第2号: the number of a slip, a conference, an attachment …; empty on a damaged record."""
        return f"第{self.data['number']}号" if self.data.get("number") is not None else ""


@dataclass(frozen=True)
class Text:
    """What somebody wrote, under its label: it stands at the end of the sentence."""

    label: str
    words: str

    def __str__(self) -> str:
        return f"{self.label}：{self.words.strip().rstrip('。；')}"


Part = str | Text | None
Teller = Callable[[Said], Iterable[Part]]


def text(label: str, words: Any) -> Text | None:
    """What was written; None where nothing was."""
    return Text(label, str(words)) if words and str(words).strip() else None


def why(said: Said) -> Text | None:
    """原因."""
    return text("原因", said.get("reason"))


def sentence(who: str, parts: Iterable[Part]) -> str:
    """One sentence: who, the facts, then what was written."""
    parts = [part for part in parts if part]
    facts = "，".join(part for part in parts if isinstance(part, str))
    texts = "；".join(str(part) for part in parts if isinstance(part, Text))
    return f"{who}{'，'.join(filter(None, (facts, texts)))}"


def day(value: Any) -> str:
    """A day that the history keeps as 2026-03-05; empty where it keeps none."""
    return in_chinese(date.fromisoformat(value)) if value else ""


def some(words: str, value: Any) -> str:
    """A phrase about a value, with {} in its place; empty without the value."""
    return words.format(value) if value not in (None, "", [], ()) else ""


def quoted(words: Any) -> str:
    """“…”; empty without words."""
    return f"“{words}”" if words else ""


def numbers(values: Sequence[int] | None) -> str:
    """第1、3项."""
    return f"第{'、'.join(str(n) for n in values)}项" if values else ""


def moved(said: Said) -> str:
    """The state in which the event left its case, where it names one."""
    state = said.get("to")
    return f"案件状态为“{STATE_LABELS[State(state)]}”" if state else ""


def stage(said: Said) -> str:
    """环节: the level of the chain, as people call it: 签发 and not 待签发."""
    level = said.get("level")
    return f"在{STEP_LABELS[State(level)]}环节" if level else ""


def passed(said: Said, done: str = "突破关口") -> list[str]:
    """突破的关口 and the warnings that were gone on after, each by its sentence, with the reason."""
    return [_passed(one["gate"], one.get("reason", ""), done) for one in said.get("passed") or ()]


def _passed(key: str, reason: str, stopped: str) -> str:
    gate = GATE.get(key)  # a gate of an earlier version may be gone: its key stays
    sentence_of = (gate.sentence if gate else key).rstrip("。")
    warns = gate is not None and gate.strictness is Strictness.WARN
    done = f"对“{sentence_of}”的提示，继续办理" if warns else f"{stopped}“{sentence_of}”"
    return f"{done}，理由：{reason.rstrip('。')}" if reason else done


def sending(said: Said) -> list[str]:
    """送达: by which way, its mail number, and what other dates prove it."""
    way, dates = said.get("way"), said.get("dates") or {}
    decides = WAYS[Way(way)].decides if way else None
    return [
        some("送达方式为{}", WAYS[Way(way)].label if way else None),
        *(f"{label}{day(dates[name])}" for name, label in DATES if dates.get(name) and name != decides),
        some("邮件号码{}", said.get("tracking_number")),
    ]  # fmt: skip


SHOWN_OF_A_DIGEST: Final = 12  # hexadecimal digits, as the history prints its own
DATES: Final = (("sent_on", "发送日期"), ("posted_on", "交邮日期"), ("signed_on", "签收日期"))


def answer_type(code: str | None) -> str:
    """A2 予以公开; empty where a register names none."""
    return f"{code} {ANSWER_TYPE[code].name}" if code else ""


def shortened(article: str) -> str:
    """条例第三十六条 for an article that is kept with the full title of its law."""
    for law, title in FULL_TITLE.items():
        article = article.replace(title, law)
    return article


def decided(said: Said) -> list[str]:
    """结论: answer type, row of the annual table, basis, remedy."""
    remedy, basis = said.get("remedy"), said.get("basis") or ()
    return [
        some("答复类型为{}", answer_type(said.get("answer_type"))),
        some("计入年度报告“{}”", row_label(said.get("annual_row"))),
        some("依据{}", "、".join(map(shortened, basis))),
        some("救济途径：{}", Remedy(remedy).label if remedy else None),
    ]

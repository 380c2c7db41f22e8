"""定期分析 in lines: each topic, organ, applicant and month with its share and its changes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Final

from cases.law.annual import CLASS_LABELS
from cases.models import Organ
from cases.percentages import percent
from cases.queries_analysis import CLASS, MONTH, NO_TOPIC, ORGAN, TOPIC, Analysis, Slice
from cases.topics.dictionary import OTHER

UNNAMED: Final = "尚未归类"
ALL: Final = "合计"


@dataclass(frozen=True)
class Line:
    """One line of a table of the analysis; `key` is what its cases are looked for by."""

    key: str
    label: str
    figures: Slice
    share: Fraction | None  # of what was received
    bar: float  # its length, where the longest has 100
    whole: Slice  # what it is a part of
    month: int = 0  # where it is one

    @property
    def change(self) -> str:
        """较上期, as tables print it."""
        return changed(self.figures, self.figures.before, self.whole.before)

    @property
    def change_on_year(self) -> str:
        """较上年同期."""
        return changed(self.figures, self.figures.year_before, self.whole.year_before)


def changed(now: Slice, then: int, whole_then: int) -> str:
    """+25.0% · −3.2% · 持平 · 新增 where there was none then, but others; else —."""
    share = now.change(then)
    if share is None:
        return "新增" if now.received and whole_then else "—"
    if not share:
        return "持平"
    return ("+" if share > 0 else "−") + percent(abs(share))


def topic_lines(found: Analysis) -> list[Line]:
    """The topics that anything was counted for, 其他 and those not computed yet among them."""
    labels = {key: key or UNNAMED for key in found.parts[TOPIC]}
    order = sorted(labels, key=lambda key: (key in (OTHER, NO_TOPIC), labels[key]))
    return _lines(found, TOPIC, {key: labels[key] for key in order})


def organ_lines(found: Analysis, organs: Sequence[Organ]) -> list[Line]:
    """The organs in their order, those without a case too."""
    codes = {organ.id: organ.code for organ in organs}
    return _lines(found, ORGAN, {organ.id: organ.name for organ in organs}, codes.__getitem__)


def class_lines(found: Analysis) -> list[Line]:
    """The six kinds of applicant, as the annual table has them."""
    return _lines(found, CLASS, {kind.value: label for kind, label in CLASS_LABELS.items()})


def month_lines(found: Analysis) -> list[Line]:
    """The months of the span in their order; none of a single month."""
    period = found.period
    if period.month is not None:
        return []
    spans = range(period.first.month, period.last.month + 1)
    return _lines(found, MONTH, {month: f"{month}月" for month in spans})


def _lines(
    found: Analysis,
    dimension: str,
    labels: Mapping[Any, str],
    said: Callable[[Any], str] = str,
) -> list[Line]:
    total = found.total.received
    parts = {key: found.parts[dimension].get(key, Slice()) for key in labels}
    most = max((part.received for part in parts.values()), default=0)
    return [
        Line(
            key=said(key) or NAMELESS,
            label=label,
            figures=parts[key],
            share=Fraction(parts[key].received, total) if total else None,
            bar=100 * parts[key].received / most if most else 0.0,
            whole=found.total,
            month=key if dimension == MONTH else 0,
        )
        for key, label in labels.items()
    ]


NAMELESS: Final = "-"  # as an address says that no topic was computed


def total_line(found: Analysis) -> Line:
    """All of the span."""
    share = Fraction(1) if found.total.received else None
    return Line("", ALL, found.total, share, 100.0, found.total)

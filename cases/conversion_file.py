"""审查卷: what the events of a candidate say of its review, as it stands now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from cases.law.calendar import BeyondCalendar, Calendar
from cases.law.conversion import OPEN, PUBLISH_WITHIN_WORKDAYS, TO_BE_PUBLISHED, Opinion, Stage
from cases.models_conversion import Conversion, ConversionEvent
from cases.settings import CHINA


class Step(StrEnum):
    """审查记录的种类: what happened to a candidate."""

    FOUND = "found"
    SUGGESTED = "suggested"
    REASSESSED = "reassessed"
    JOINED = "joined"
    OPENED = "opened"
    OPINED = "opined"
    FILE_ADDED = "file_added"
    FILE_TAKEN = "file_taken"
    DECIDED = "decided"
    REOPENED = "reopened"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As the history prints it."""
        return STEP_LABELS[self]


STEP_LABELS: Final = {
    Step.FOUND: "列为候选",
    Step.SUGGESTED: "申请人建议",
    Step.REASSESSED: "评估认为可以公开",
    Step.JOINED: "并入相同申请",
    Step.OPENED: "开始审查",
    Step.OPINED: "提出意见",
    Step.FILE_ADDED: "添加文件",
    Step.FILE_TAKEN: "调取文件",
    Step.DECIDED: "作出决定",
    Step.REOPENED: "重新审查",
    Step.PUBLISHED: "公开",
    Step.WITHDRAWN: "撤下",
}
assert set(STEP_LABELS) == set(Step)


@dataclass(frozen=True)
class Noted:
    """One thing in the review: what was said, when and by whom."""

    seq: int
    step: Step
    at: datetime
    by_id: UUID | None
    by: str
    data: Mapping[str, Any]

    @property
    def signature(self) -> str:
        """What tells two people apart, as `Actor.signature`."""
        return str(self.by_id) if self.by_id else self.by


@dataclass
class ReviewFile:
    """The review under way or the last one: opinions, the newest of each, decision, publication."""

    opinions: dict[Opinion, Noted] = field(default_factory=dict)
    decision: Noted | None = None
    published: Noted | None = None
    withdrawn: Noted | None = None
    history: list[Noted] = field(default_factory=list)


def review_file(events: Iterable[ConversionEvent]) -> ReviewFile:
    """The file of a candidate from its whole history; 重新审查 asks for every opinion anew."""
    file = ReviewFile()
    for row in events:
        noted = Noted(row.seq, Step(row.step), row.at, row.officer_id, row.officer, row.data)
        file.history.append(noted)
        match noted.step:
            case Step.OPINED:
                file.opinions[Opinion(noted.data["opinion"])] = noted
            case Step.DECIDED:
                file.decision = noted
            case Step.REOPENED:
                file.opinions, file.decision = {}, None
                file.published = file.withdrawn = None
            case Step.PUBLISHED:
                file.published = noted
            case Step.WITHDRAWN:
                file.withdrawn = noted
    return file


@dataclass(frozen=True)
class Standing:
    """What the columns of a candidate follow from: its stage, from which day, what was published."""

    stage: Stage
    since: date
    entry_id: UUID | None


def standing(events: Sequence[ConversionEvent]) -> Standing:
    """Where a candidate stands after these events; the days of a review go on from its first."""
    now = Standing(Stage.CANDIDATE, _day(events[0]), None)
    for row in events:
        entry = UUID(row.data["entry"]) if row.step == Step.PUBLISHED else now.entry_id
        if "to" not in row.data:
            continue
        to = Stage(row.data["to"])
        now = Standing(to, since(now.stage, now.since, to, _day(row)), entry)
    return now


def since(stage: str, before: date, to: Stage, day: date) -> date:
    """From which day a stage counts that begins on a day; a review from that of the candidate."""
    return before if (stage, to) == (Stage.CANDIDATE, Stage.REVIEWING) else day


def _day(row: ConversionEvent) -> date:
    return row.at.astimezone(CHINA).date()


@dataclass(frozen=True)
class Due:
    """办理期限 of a candidate: the day, what is owed on it, whether it has passed."""

    day: date
    what: str
    is_late: bool


def due_of(row: Conversion, calendar: Calendar, today: date) -> Due | None:
    """The day by which the review or the publication is owed; None where nothing is.

    Counted by the newest calendar whenever it is asked: nothing adds days to a stored date.
    """
    stage = Stage(row.stage)
    if stage in OPEN:
        within, what = row.review_workdays, "审查"
    elif stage in TO_BE_PUBLISHED:
        within, what = PUBLISH_WITHIN_WORKDAYS, "公开"
    else:
        return None
    try:
        day = calendar.after(row.since, within)
    except BeyondCalendar:
        return None
    return Due(day, what, day < today)

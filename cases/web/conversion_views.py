"""What the pages of 转主动公开 show beside the rows: deadlines, words of the history, checked forms."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from cases.actions.converting import Move
from cases.conversion_file import Due, Noted, Step, due_of
from cases.law.calendar import Calendar
from cases.law.conversion import CANDIDACY, Decision, Opinion, Rule, Stage
from cases.queries_conversions import Listed
from cases.schemas_conversion import ConversionOpinionIn, ConversionPublicationIn
from cases.typed import read
from cases.web.forms import Typed

STATEMENT: Final = "statements."
CATALOGUE: Final = "catalogue."
TICKS: Final = ("with_file",)


@dataclass(frozen=True)
class Line:
    """One line of the list: the candidate with its deadline and what it saved."""

    listed: Listed
    due: Due | None
    saved: int | None

    @property
    def stage(self) -> Stage:
        """Its state."""
        return Stage(self.listed.row.stage)

    @property
    def rule(self) -> Rule:
        """The rule that found it."""
        return Rule(self.listed.row.rule)


@dataclass(frozen=True)
class LinePage:
    """A page of the list as it is printed."""

    rows: Sequence[Line]
    next: str | None


NO_LINES: Final = LinePage((), None)


def lines_of(
    rows: Iterable[Listed], calendar: Calendar, today: date, saved: Mapping[UUID, int]
) -> list[Line]:
    """The list as it is printed."""
    return [Line(one, due_of(one.row, calendar, today), _saved(one, saved)) for one in rows]


def _saved(one: Listed, saved: Mapping[UUID, int]) -> int | None:
    return saved.get(one.row.entry_id, 0) if one.row.entry_id else None


def told(noted: Noted) -> str:
    """One thing in the history, in words."""
    said = noted.data
    match noted.step:
        case Step.FOUND:
            return f"{CANDIDACY[Rule.APPLICANTS].label}，所依据的申请事项{len(said['items'])}项"
        case Step.SUGGESTED | Step.REASSESSED | Step.REOPENED | Step.WITHDRAWN:
            return str(said.get("reason", ""))
        case Step.JOINED:
            return f"新增相同申请事项{len(said['items'])}项"
        case Step.OPENED:
            return ""
        case Step.OPINED:
            verdict = "同意公开" if said["agrees"] else "不同意公开"
            about = f"（对第{said['file']}号文件）" if said.get("file") else ""
            words = f"：{said['words']}" if said["words"] else ""
            return f"{Opinion(said['opinion']).label}{about}，{verdict}{words}"
        case Step.FILE_ADDED:
            kind = "遮蔽件" if said["is_masked"] else "原件"
            removed = f"；已清理{'、'.join(said['removed'])}" if said["removed"] else ""
            return f"第{said['file']}号“{said['name']}”（{kind}），发现疑似个人信息{said['found']}处{removed}"
        case Step.FILE_TAKEN:
            return f"第{said['file']}号文件（{VERSION_LABELS[said['version']]}）"
        case Step.DECIDED:
            reason = f"：{said['reason']}" if said["reason"] else ""
            return f"{Decision(said['decision']).label}{reason}"
        case Step.PUBLISHED:
            return f"“{said['title']}”，{said['address']}"


VERSION_LABELS: Final = {"original": "原件", "cleaned": "清理后", "marked": "标注后"}


def read_opinion(form: Typed, opinion: Opinion) -> ConversionOpinionIn:
    """The form of an opinion: which one stands in its address, statements by their places."""
    said: dict[str, Any] = {
        name: value for name, value in form.items() if name in ("words", "agrees")
    }
    said["statements"] = {
        name.removeprefix(STATEMENT): value
        for name, value in form.items()
        if name.startswith(STATEMENT)
    }
    return read(ConversionOpinionIn, said | {"opinion": opinion})


def read_publication(form: Typed) -> ConversionPublicationIn:
    """The form of a publication: the columns of the 目录 under a name of their own."""
    said: dict[str, Any] = {name: value for name, value in form.items() if "." not in name}
    said["catalogue"] = {
        name.removeprefix(CATALOGUE): value
        for name, value in form.items()
        if name.startswith(CATALOGUE)
    }
    for tick in TICKS:
        said[tick] = tick in form
    return read(ConversionPublicationIn, said)


def may(moves: Iterable[Move], step: Step, about: Opinion | None = None) -> bool:
    """Whether a step is among those that this officer may take."""
    return any(move.step is step and move.about is about for move in moves)

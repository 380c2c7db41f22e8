"""办理中的表格 filled: 第三方回执 (P10), 检索记录 (I3), 会商记录 (I6), 延期审批单 (I7)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from cases import clocks
from cases.clocks import Step
from cases.dossier import Record
from cases.filling.forms_intake import OTHER_ORGAN
from cases.filling.matter import Matter, day
from cases.filling.shared import plain
from cases.kinds import Kind
from cases.law.calendar import BeyondCalendar
from cases.law.clock import ClockReading
from cases.law.clock_rules import ClockState
from cases.law.search_places import PlaceKind

Typed = Mapping[str, str]
THE_THIRD_PARTY: Final = "第三方"
NO_CONCLUSION: Final = "尚未形成结论"
LOST: Final = "曾经制作、保存，现已遗失，也没有查找到副本"
PROVISIONAL: Final = "（暂定）"
PAUSED: Final = "（征求意见所需时间另计）"


def third_party_slip(matter: Matter, typed: Typed) -> dict[str, Any]:
    """第三方意见回执: to whom the letter of that number went, never to the applicant."""
    number = typed.get("notice_no", "").strip()
    went = [s for s in matter.steps_of(Kind.CONSULTATION) if s.data.get("doc_number") == number]
    name = went[-1].data.get("recipient", "") if went and number else ""
    return {"to": name or THE_THIRD_PARTY, "you": OTHER_ORGAN}


def search(matter: Matter, _: Typed) -> dict[str, Any]:
    """检索记录: every search on file, with its places and what became of each clue."""
    return {"searches": tuple(_search(matter, one) for one in matter.file.searches)}


def _search(matter: Matter, one: Record) -> dict[str, Any]:
    said = one.data
    titles = [
        matter.file.attachments[number].data["title"]
        for number in said.get("attachments") or ()
        if number in matter.file.attachments
    ]
    lost = LOST if said.get("lost") else ""
    return {
        "items": numbered(said["items"]),
        "on": day(one.day),
        "operator": said["operator"],
        "recorder": said["recorder"],
        "how": said.get("how", ""),
        "places": tuple(map(_place, said["places"])),
        "clues": tuple(
            {"clue": clue["clue"], "finding": clue.get("finding", "")}
            for clue in said.get("clues") or ()
        ),
        "opinions": said.get("office_opinions", ""),
        "enclosed": plain(titles),
        "conclusion": "；".join(filter(None, (said.get("conclusion", ""), lost))),
    }


def numbered(items: Sequence[int]) -> str:
    """第1、3项."""
    return f"第{plain(items)}项" if items else ""


def _place(place: Mapping[str, Any]) -> dict[str, str]:
    kind = place.get("kind")
    label = PlaceKind(kind).label if kind in list(PlaceKind) else ""
    return {
        "name": "：".join(filter(None, (label, place["name"]))),
        "keywords": "；".join(filter(None, (place.get("keywords"), place.get("period")))),
        "hits": str(place.get("hits", "")),
        "judgment": place.get("judgment", ""),
    }


def conference(matter: Matter, _: Typed) -> dict[str, Any]:
    """会商记录: every conference on file with the opinion of each participant."""
    return {"conferences": tuple(_conference(matter, n) for n in matter.file.conferences)}


def _conference(matter: Matter, number: int) -> dict[str, Any]:
    called, concluded = matter.file.conferences[number], matter.file.conclusions.get(number)
    return {
        "question": called.data["question"],
        "participants": plain(called.data["participants"]),
        "by": called.by,
        "on": day(called.day),
        "opinions": tuple(
            {
                "who": one.data["participant"],
                "told": one.data["opinion"],
                "signed": "已签署" if one.data["signed"] else "",
            }
            for one in matter.file.opinions_on(number)
        ),
        "conclusion": concluded.data["conclusion"] if concluded else NO_CONCLUSION,
        "concluded_on": day(concluded.day) if concluded else "",
    }


def extension(matter: Matter, _: Typed) -> dict[str, Any]:
    """延期审批单: the consent that waits to be told, else the extension that was told last."""
    consent, told = matter.file.extension_approved, matter.steps_of(Kind.EXTENSION)
    if consent is not None:
        return _to_be_told(matter, consent)
    return _told(matter, told[-1]) if told else {}


def _to_be_told(matter: Matter, consent: Record) -> dict[str, Any]:
    reading, workdays = matter.reading, consent.data["workdays"]
    due = reading.answer_due if reading else None
    later: date | None = None
    if due is not None:
        try:
            later = matter.calendar.after(due, workdays)
        except BeyondCalendar:
            later = None
    return {
        "reason": consent.data["reason"],
        "workdays": str(workdays),
        "old_due": _due(reading, due),
        "new_due": _due(reading, later),
        "approved_by": consent.by,
        "approved_on": day(consent.day),
    }


def _told(matter: Matter, told: Step) -> dict[str, Any]:
    """The days as they were when it was told: without the extension, and with it."""
    before = _reading(matter, [step for step in matter.steps if step.seq != told.seq], told.day)
    after = _reading(matter, matter.steps, told.day)
    return {
        "reason": told.data.get("reason", ""),
        "workdays": str(told.data["workdays"]),
        "old_due": _due(before, before.answer_due if before else None),
        "new_due": _due(after, after.answer_due if after else None),
        "approved_by": told.data.get("approved_by", ""),
        "approved_on": day(told.data.get("approved_on")),
        "told_on": day(told.day),
    }


def _reading(matter: Matter, steps: Sequence[Step], on: date) -> ClockReading | None:
    reading = clocks.read(clocks.facts_of(matter.case, steps, on), matter.calendar)
    return reading if isinstance(reading, ClockReading) else None


def _due(reading: ClockReading | None, due: date | None) -> str:
    """A day that may still move is never printed bare (letters.md §3, P7)."""
    if reading is None or due is None:
        return ""
    published = reading.calendar.is_published(due.year)
    paused = PAUSED if reading.state is ClockState.PAUSED else ""
    return day(due) + ("" if published else PROVISIONAL) + paused

"""What the list of cases can be narrowed to (查找条件): names as addresses say them, and their sense."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from cases.actor import Actor
from cases.errors import BadInput, Fault, NotFound
from cases.law.annual import OUTCOME_ROWS, ApplicantClass
from cases.law.calendar import Calendar
from cases.law.receipt import Channel
from cases.models import Organ
from cases.queries_search import Days, Wanted
from cases.queries_sorting import SORTS
from cases.states import State
from cases.words_sought import words_of

# fmt: off
FILTERS: Final = {
    # as addresses say it: what it is called
    "organ": "单位", "q": "内容", "state": "状态", "annual_row": "办理结果",
    "applicant_class": "申请人类别", "year": "收到年度", "channel": "申请方式",
    "received_from": "收到自", "received_to": "收到至", "answered_from": "答复自",
    "answered_to": "答复至", "due_from": "期限自", "due_to": "期限至", "late": "期限情况",
    "department": "承办科室", "handler": "承办人", "tag": "标签",
}
# fmt: on
NEAR: Final = 5  # convention: working days, as the worklist `due_5`
LATE_LABELS: Final = {
    "open": "尚未答复",
    "overdue": "已逾期未答复",
    "near": f"{NEAR}个工作日内届满",
    "answered_late": "逾期答复",
}
ME: Final = "me"  # 承办人: whoever looks, so that a shared filter is everybody's own
LONGEST: Final = 200  # characters of one filter
YEARS: Final = range(1990, 2101)


@dataclass(frozen=True)
class Reader:
    """Whose list it is: the officer, the organs that may be read, the day and its calendar."""

    actor: Actor
    organs: Sequence[Organ]
    today: date
    calendar: Calendar


def chosen_of(given: Mapping[str, str]) -> dict[str, str]:
    """Every filter as it was given, empty where it was not; BadInput for one that is too long."""
    chosen = {name: given.get(name, "").strip() for name in (*FILTERS, "sort")}
    faults = [
        Fault(name, f"内容过长，最多{LONGEST}个字符")
        for name, value in chosen.items()
        if len(value) > LONGEST
    ]
    if faults:
        raise BadInput.of(faults)
    return chosen


def is_narrowed(chosen: Mapping[str, str]) -> bool:
    """Whether anything is left out of the list."""
    return any(chosen.get(name) for name in FILTERS)


def wanted_of(reader: Reader, chosen: Mapping[str, str], numbers: str = "") -> Wanted:
    """What the filters ask for; `numbers` of persons are looked for beside the words.

    NotFound for an organ that is not the reader's; BadInput names every filter that makes no sense.
    """
    here = tuple(o.id for o in reader.organs if chosen["organ"] in ("", o.code))
    if not here:
        raise NotFound(f"没有找到代码为“{chosen['organ']}”的单位")
    faults: list[Fault] = []
    days = {name: _day(name, chosen[name], faults) for name in chosen if name in ENDS}
    for name, choices in CHOICES.items():
        if chosen[name] and chosen[name] not in choices:
            faults.append(Fault(name, "不在可选范围内"))
    year = chosen["year"]
    if year and not (year.isascii() and year.isdecimal() and int(year) in YEARS):
        faults.append(Fault("year", f"年度“{year}”应为四位数字，如2026"))
    handler = _id("handler", "" if chosen["handler"] == ME else chosen["handler"], faults)
    department = _id("department", chosen["department"], faults)
    for first, last in PAIRS:
        begin, end = days[first], days[last]
        if begin is not None and end is not None and begin > end:
            faults.append(Fault(last, f"截止日期早于开始日期{begin}"))
    if faults:
        raise BadInput.of(faults)
    late, today = chosen["late"], reader.today
    return Wanted(
        organs=here,
        text=" ".join((*words_of(chosen["q"]), *numbers.split())),
        state=chosen["state"] or None,
        annual_row=chosen["annual_row"] or None,
        applicant_class=chosen["applicant_class"] or None,
        channel=chosen["channel"] or None,
        year=int(year) if year else None,
        received=Days(days["received_from"], days["received_to"]),
        answered=Days(days["answered_from"], days["answered_to"]),
        due=Days(days["due_from"], days["due_to"]),
        is_open=late == "open",
        overdue_on=today if late == "overdue" else None,
        due_soon=Days(today, reader.calendar.after(today, NEAR)) if late == "near" else Days(),
        answered_late=late == "answered_late",
        handler=reader.actor.officer_id if chosen["handler"] == ME else handler,
        department=department,
        tag=chosen["tag"] or None,
        sort=chosen["sort"],
    )


PAIRS: Final = (
    ("received_from", "received_to"),
    ("answered_from", "answered_to"),
    ("due_from", "due_to"),
)
ENDS: Final = frozenset(name for pair in PAIRS for name in pair)
CHOICES: Final[Mapping[str, Sequence[str]]] = {
    "state": [*State],
    "annual_row": OUTCOME_ROWS,
    "applicant_class": [*ApplicantClass],
    "channel": [*Channel],
    "late": [*LATE_LABELS],
    "sort": [*SORTS],  # not said: by the day that the list is narrowed by
}


def _day(name: str, value: str, faults: list[Fault]) -> date | None:
    if not value:
        return None
    try:
        day = date.fromisoformat(value)
    except ValueError:
        day = None
    if day is None or day.year not in YEARS:
        faults.append(Fault(name, "应为有效日期，如2026-03-05"))
        return None
    return day


def _id(name: str, value: str, faults: list[Fault]) -> UUID | None:
    try:
        return UUID(value) if value else None
    except ValueError:
        faults.append(Fault(name, "不在可选范围内"))
        return None

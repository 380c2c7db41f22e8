"""What the page of a case's clock is given: plain, provisional, late and ugly."""

from datetime import date
from hashlib import sha256
from typing import Any

from cases.law.calendar import packaged_calendar
from cases.law.clock import ClockReading, compute
from cases.law.clock_explained import explain
from cases.law.clock_facts import (
    Answer,
    ClockFacts,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    Extension,
    Receipt,
    Recipient,
    Supplement,
    SupplementNotice,
)
from cases.law.clock_strip import months, strip, workdays_left
from cases.law.receipt import Channel
from cases.states import State
from tests.pages.content import HERE, MOMENT, UGLY, frame, number

CALENDAR = packaged_calendar()
D = date.fromisoformat
THIRD = Consultation(D("2026-03-24"), "1", Recipient.THIRD_PARTY, D("2026-03-26"))
ORGAN = Consultation(D("2026-03-27"), "2", Recipient.ORGAN)
MANY: list[Event] = [
    # a supplement, two consultations at a time, an extension
    SupplementNotice(D("2026-03-10"), D("2026-03-31")),
    Supplement(D("2026-03-18")),
    THIRD,
    ORGAN,
    ConsultationReply(D("2026-04-09"), "2"),
    ConsultationReply(D("2026-04-15"), "1"),
    Extension(D("2026-05-06"), 10, D("2026-04-30")),
]


def read(received: str, events: list[Event], as_of: str) -> ClockReading:
    return compute(ClockFacts(D(received), tuple(events), D(as_of)), CALENDAR)


def record(label: str, day: str, details: str = "", **given: Any) -> dict[str, Any]:
    facts = {"label": label, "day": D(day), "details": details, "officer": "王芳", "at": MOMENT,
             "superseded": False, "reason": ""}  # fmt: skip
    return facts | given


RECORDS = [
    record("登记", "2026-03-05", "当面提交"),
    record("告知补正", "2026-03-10", "补正期限2026年3月31日"),
    record("收到补正", "2026-03-19", superseded=True),
    record("更正期限记录", "2026-03-18", reason="补正材料收件章为3月18日，误录为3月19日"),
    record("发出征求意见书", "2026-03-24", "第三方；2026年3月26日收到"),
    record("发出征求意见书", "2026-03-27", "其他机关"),
    record("收到征求意见回复", "2026-04-09", "其他机关"),
    record("收到征求意见回复", "2026-04-15", "第三方"),
    record("告知延长答复期限", "2026-05-06", "10个工作日；2026年4月30日经负责人同意"),
]  # fmt: skip


def clock_page(reading: ClockReading, /, **given: Any) -> dict[str, Any]:
    days = strip(reading)
    years = sorted({day.day.day.year for day in days})
    context: dict[str, Any] = {
        "case": {"id": number("case"), "number": "YSQ-370783-2026-0001", "state": State.HANDLING},
        "organ": HERE,
        "reading": reading,
        "trouble": None,
        "left": workdays_left(reading),
        "steps": explain(reading),
        "strip": days,
        "months": months(days),
        "records": RECORDS,
        "calendar_label": f"第3版（{CALENDAR.version}）",
        "notices": [n.citation for n in CALENDAR.notices if n.year in years],
        "head": sha256(b"head").hexdigest(),
        "today": reading.facts.as_of,
        "asked": reading.facts.as_of,
        "what_if": None,
        "values": {},
    }
    return frame(path="/cases/1/clock", **context | given)


RUNNING = read("2026-03-05", MANY, "2026-05-12")
PAUSED = read("2026-03-05", MANY[:4], "2026-03-30")
LONGER = read(
    "2026-03-05", [*MANY, Consultation(D("2026-05-13"), "3", Recipient.ORGAN)], "2026-05-13"
)
BEYOND = read("2026-03-05", [*MANY, Delay(D("2026-05-13"), D("2080-01-02"))], "2026-05-13")
LATE = read("2026-03-05", [Extension(D("2026-04-08"), 30, D("2026-04-07"))], "2026-04-16")
WAITING = read("2026-03-05", MANY[:1], "2026-03-16")
YEARS = read("2021-03-04", [Delay(D("2021-03-20"), D("2026-03-20"))], "2026-03-05")
NO_RECEIPT = compute(ClockFacts(Receipt(Channel.EMAIL, {}), (), D("2026-03-05")), CALENDAR)
UGLY_RECORDS = [
    record(UGLY, "2026-03-05", UGLY, officer=UGLY),
    record(UGLY, "2026-03-05", UGLY, officer=UGLY, superseded=True, reason=UGLY),
]
CLOCK_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "clock": ("clock.html", clock_page(RUNNING)),
    "clock, what if": (
        "clock.html",
        clock_page(
            RUNNING,
            values={"what": "consultation", "on": "2026-05-13", "kind": "organ"},
            what_if={"reading": LONGER, "sentence": "假如2026年5月13日向其他机关发出征求意见书", "fault": None},
        ),
    ),
    "clock, what if beyond the calendar": (
        "clock.html",
        clock_page(
            RUNNING,
            values={"what": "delay", "on": "2026-05-13", "until": "2080-01-02"},
            what_if={"reading": BEYOND, "sentence": "假如2026年5月13日告知延迟答复", "fault": None},
        ),
    ),
    "clock beyond the calendar": ("clock.html", clock_page(BEYOND)),
    "clock, what if refused": (
        "clock.html",
        clock_page(
            PAUSED,
            values={"what": "extension", "on": UGLY, "workdays": "30"},
            faults={"on": "应为日期，如2026-05-13", "workdays": "应为1至20"},
            what_if={"reading": None, "sentence": UGLY, "fault": "应为日期，如2026-05-13"},
        ),
    ),
    "clock of a provisional case": (
        "clock.html", clock_page(read("2026-12-04", [], "2026-12-10"), records=RECORDS[:1]),
    ),
    "clock of an overdue case": ("clock.html", clock_page(LATE, records=RECORDS[:1])),
    "clock of a case answered late": (
        "clock.html", clock_page(read("2026-03-05", [Answer(D("2026-04-08"))], "2026-05-12")),
    ),
    "clock of a case answered in time": (
        "clock.html", clock_page(read("2026-03-05", [Answer(D("2026-03-25"))], "2026-05-12")),
    ),
    "clock of a waiting case": ("clock.html", clock_page(WAITING)),
    "clock of a case of years": ("clock.html", clock_page(YEARS)),
    "clock of an unconfirmed case": (
        "clock.html", clock_page(NO_RECEIPT, records=[], notices=[], today=D("2026-03-05")),
    ),
    "clock that cannot be read": (
        "clock.html",
        clock_page(NO_RECEIPT, reading=None, trouble=UGLY, steps=(), notices=[], today=D("2026-03-05")),
    ),
    "clock, ugly": (
        "clock.html",
        clock_page(RUNNING, records=UGLY_RECORDS, calendar_label=UGLY, notices=[UGLY, UGLY]),
    ),
}  # fmt: skip

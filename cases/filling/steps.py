"""程序性文书 filled: what the office typed and what the record and the clock say."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from cases import clocks
from cases.filling.matter import Matter, around, day, you_of
from cases.filling.shared import receipt, remedy, request
from cases.kinds import Kind
from cases.law.annual import ApplicantClass
from cases.law.clock import ClockReading
from cases.law.clock_facts import Extension
from cases.law.clock_rules import ClockState
from cases.law.letters import PAPER
from cases.law.slots import SlotKind, slots_of_paper

Typed = Mapping[str, str]
SUMMARY: Final = 60  # characters of the request that a receipt repeats
YES: Final = "是"
ARTICLES_OF_P11: Final = {"第三方": "第三十二条", "有关行政机关": "第三十四条"}
SLIP_OF_THE_PEN: Final = "原文书其他内容不变，答复日期、答复内容和救济期限不受影响。"
NEW_ANSWER: Final = (
    "本通知改变原答复的内容，原答复与本通知不一致的，以本通知为准；救济期限自收到本通知之日起计算。"
)


def step_paper(matter: Matter, code: str, typed: Typed, number: str, dated: str) -> dict[str, Any]:
    """A letter of the procedure: what it says, with gaps where nothing was typed or recorded."""
    said = around(matter, PAPER[code], number, dated) | _given(code, typed)
    return said | FILLED[code](matter, typed)


def _given(code: str, typed: Typed) -> dict[str, Any]:
    """What was typed and is printed as it is, days in Chinese; fields of other sense are made below."""
    fields: dict[str, Any] = {}
    for slot in slots_of_paper(code):
        if slot.name in NOT_PRINTED:
            continue
        value = typed.get(slot.name, "").strip()
        match slot.kind:
            case SlotKind.DAY:
                fields[slot.name] = day(value)
            case SlotKind.LINES:
                fields[slot.name] = tuple(
                    line.strip() for line in value.split("\n") if line.strip()
                )
            case _:
                fields[slot.name] = value
    return fields


# typed, and told in other words
NOT_PRINTED: Final = (
    "recipient", "is_person", "address", "letter", "pages", "wrong", "substance", "co_maker", "paper",
    "copies",
)  # fmt: skip


def _opening(matter: Matter) -> dict[str, Any]:
    return {"receipt": receipt(matter), "request": request(matter)}


def _receipt(matter: Matter, _: Typed) -> dict[str, Any]:
    asked = matter.case.items[0]["text"].replace("\n", " ")
    short = asked[:SUMMARY] + ("……" if len(asked) > SUMMARY else "")
    more = f"等{len(matter.case.items)}项" if len(matter.case.items) > 1 else ""
    sure = matter.reading and not matter.reading.provisional
    return {
        "receipt": receipt(matter),
        "summary": short + more,
        "due": day(matter.reading.answer_due) if matter.reading and sure else "",
        "query_code": matter.query_code,
        "query_url": matter.query_url,
    }


def _plain(matter: Matter, _: Typed) -> dict[str, Any]:
    return _opening(matter)


def _extension(matter: Matter, typed: Typed) -> dict[str, Any]:
    """No bare date while it moves: none at all while provisional, with its condition while paused."""
    reading, workdays = matter.reading, typed.get("workdays", "")
    due = reading.answer_due if reading else None
    new_due = day(_extended(matter, int(workdays))) if workdays.isdigit() else ""
    paused = reading is not None and reading.state is ClockState.PAUSED
    return _opening(matter) | {"old_due": day(due), "new_due": new_due, "paused": paused}


def _extended(matter: Matter, workdays: int) -> date | None:
    """The day due if the extension is told today, as the clock counts; None while it is provisional."""
    facts = clocks.facts_of(matter.case, matter.steps)
    told = Extension(matter.on, workdays, matter.on)
    reading = clocks.read(replace(facts, events=(*facts.events, told)), matter.calendar)
    sure = isinstance(reading, ClockReading) and not reading.provisional
    return reading.answer_due if isinstance(reading, ClockReading) and sure else None


def _delay(matter: Matter, _: Typed) -> dict[str, Any]:
    asked, judged = matter.file.reasons_asked, matter.file.reasons_judged
    return _opening(matter) | {
        "asked_no": asked.data.get("doc_number", "") if asked else "",
        "reasons": (judged.data.get("said") or judged.data["why"]).rstrip("。") if judged else "",
    }


def _named(typed: Typed) -> dict[str, Any]:
    """A letter to somebody else than the applicant, by the name that was typed."""
    person = typed.get("is_person") == YES
    kind = ApplicantClass.NATURAL_PERSON if person else ApplicantClass.BUSINESS
    return {"to": typed.get("recipient", "").strip(), "you": you_of(kind)}


def _third_party(_: Matter, typed: Typed) -> dict[str, Any]:
    return _named(typed)


def _told(matter: Matter, typed: Typed) -> dict[str, Any]:
    return _opening(matter) | {"basis": ARTICLES_OF_P11.get(typed.get("whom", ""), "")}


def _release(matter: Matter, typed: Typed) -> dict[str, Any]:
    """决定公开: what the third party said and when, by the letter that asked it."""
    number = typed.get("letter", "").strip()
    step = next((s for s in matter.steps_of(Kind.CONSULTATION) if s.data["id"] == number), None)
    record = matter.letters.get(number)
    to = step.data.get("recipient", "") if step else ""
    you = _named(typed)["you"]
    return {
        "to": to,
        "you": you,
        "notice_no": matter.notice(step, "P9") if step else "",
        "sent_on": day(record.sent_on) if record else "",
        "replied_on": day(record.replied_on) if record else "",
        "remedy": remedy(matter, PAPER["P12"], (), you),
    }


def _help(matter: Matter, typed: Typed) -> dict[str, Any]:
    return {"to": typed.get("recipient", "").strip(), "you": "贵单位", "request": request(matter)}


def _co_maker(_: Matter, typed: Typed) -> dict[str, Any]:
    made = typed.get("co_maker") == YES
    return {"to": typed.get("recipient", "").strip(), "you": "贵单位", "co_maker": made}


def _fee(matter: Matter, _: Typed) -> dict[str, Any]:
    fee = matter.fee
    names = ("range", "units", "rate", "yuan")
    return _opening(matter) | {
        "tariff": fee.tariff if fee else "",
        "amount": str(fee.yuan) if fee else "",
        "bands": tuple(dict(zip(names, band, strict=True)) for band in fee.bands) if fee else (),
    }


def _nothing(_: Matter, __: Typed) -> dict[str, Any]:
    return {}


def _corrected(matter: Matter, _: Typed) -> dict[str, Any]:
    return {"remedy": remedy(matter, PAPER["P20"], ())}


def _slip_of_the_pen(matter: Matter, typed: Typed) -> dict[str, Any]:
    """更正 of our own letter: which one, and whether it changes what was decided."""
    wrong = typed.get("wrong", "")
    paper = matter.file.papers.get(int(wrong)) if wrong.isdigit() else None
    substance = typed.get("substance") == YES
    return {
        "to": paper.data["addressee"] if paper else matter.case.applicant_name,
        "wrong_on": day(paper.day) if paper else "",
        "wrong_no": paper.data.get("doc_number", "") if paper else "",
        "wrong_title": paper.data.get("title", "") if paper else "",
        "effect": NEW_ANSWER if substance else SLIP_OF_THE_PEN,
        "remedy": remedy(matter, PAPER["P21"], ()) if substance else (),
    }


FILLED: Final[dict[str, Callable[[Matter, Typed], dict[str, Any]]]] = {
    "P3": _receipt, "P5": _plain, "P6": _plain, "P7": _extension, "P8": _delay,
    "P9": _third_party, "P11": _told, "P12": _release, "P13": _help, "P14": _co_maker,
    "P15": _fee, "P17": _nothing, "P20": _corrected, "P21": _slip_of_the_pen,
}  # fmt: skip

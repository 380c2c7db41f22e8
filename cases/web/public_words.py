"""What an applicant is told of the own case (办理情况): plain words, no inner step, no third party."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases import clocks
from cases.actions.from_the_public import open_notice
from cases.dossier import Dossier, Record
from cases.kinds import Kind
from cases.law.articles import Article, regulation
from cases.law.calendar import in_chinese
from cases.law.clock import ClockReading
from cases.law.clock_rules import ANSWER_WITHIN, ClockState, Rule
from cases.law.receipt import ARTICLE as RECEIPT
from cases.law.receipt import RULES, Channel
from cases.models import Case
from cases.states import BEFORE_SIGNING, WAITING, State

STAGES: Final = {
    State.UNCONFIRMED: "已收到，收到申请之日待双方确认",
    **dict.fromkeys(BEFORE_SIGNING, "办理中"),
    State.SERVING: "已作出答复，正在送达",
    State.CLOSED: "已办结",
    State.ARCHIVED: "已办结",
}


@dataclass(frozen=True)
class Dated:
    """One date with the reason for it."""

    label: str
    day: date | None
    reason: str
    article: Article | None = None


@dataclass(frozen=True)
class Passed:
    """办理经过: one thing that happened, as the applicant may know it."""

    day: date
    what: str
    more: str = ""


@dataclass(frozen=True)
class Told:
    """What the page of a case shows."""

    stage: str
    days: tuple[Dated, ...]
    passed: tuple[Passed, ...]
    expected: str  # what the applicant is to do now; empty for nothing
    supplement: Dated | None  # what is asked for, and until when
    lapsed: bool
    may_withdraw: bool


def told(
    case: Case, file: Dossier, steps: Sequence[clocks.Step], reading: ClockReading | None
) -> Told:
    """The case in words for its applicant."""
    state = State(case.state)
    notice = open_notice(steps) if state in WAITING and case.answered_on is None else None
    lapsed = reading is not None and reading.state is ClockState.LAPSED
    supplement = None if notice is None else _supplement(notice, reading)
    return Told(
        stage=STAGES[state],
        days=tuple(_days(case, file, reading)),
        passed=tuple(_passed(case, steps)),
        expected=_expected(state, reading, supplement),
        supplement=supplement,
        lapsed=lapsed,
        may_withdraw=state in WAITING and case.answered_on is None,
    )


def _supplement(notice: clocks.Step, reading: ClockReading | None) -> Dated:
    """By when: the day of the notice, or the one that the clock counts where it names none."""
    said = notice.data.get("reply_by")
    until = date.fromisoformat(said) if said else None
    if until is None and reading is not None and reading.awaited is not None:
        until = reading.awaited.last
    return Dated("补正期限", until, notice.data.get("content") or "", regulation(30))


def _expected(state: State, reading: ClockReading | None, supplement: Dated | None) -> str:
    if state is State.UNCONFIRMED:
        return "受理机关会与您联系并告知确认码，请在本页输入；双方确认之日为收到申请之日。"
    if supplement is not None:
        until = f"请于{in_chinese(supplement.day)}前（含当日）" if supplement.day else "请尽快"
        return f"受理机关要求您补正申请内容，{until}在本页提交。"
    if reading is not None and reading.state is ClockState.AWAITING_FEE and reading.awaited:
        return f"请于{in_chinese(reading.awaited.last)}前（含当日）按收费通知缴纳信息处理费。"
    return ""


def _days(case: Case, file: Dossier, reading: ClockReading | None) -> Iterator[Dated]:
    dates = case.facts["dates"]
    sent = dates.get("submitted_on") or dates.get("arrived_on")
    if sent and (case.received_on is None or sent != case.received_on.isoformat()):
        yield Dated("提交申请之日", date.fromisoformat(sent), "")
    rule = RULES[Channel(case.channel)] if case.channel else None
    words = rule.words if rule else ""
    yield Dated("收到申请之日", case.received_on, words or "以登记台账记载为准", RECEIPT)
    if reading is not None and reading.closed_on is None and reading.answer_due is not None:
        yield Dated("答复期限", reading.answer_due, _why(reading), regulation(33))
    awaited = reading.awaited if reading is not None and reading.closed_on is None else None
    if awaited is not None:
        fee = awaited.rule is Rule.FEE_PAYMENT
        label = "缴费期限" if fee else "补正期限"
        reason = f"{'缴费' if fee else '收到补正'}后，答复期限重新计算；逾期视为放弃申请"
        yield Dated(label, awaited.last, reason, regulation(42 if fee else 30))
    if case.answered_on is not None:
        label = ENDS.get(case.answer_type or "", "答复之日")
        yield Dated(label, case.answered_on, _served(file))


ENDS: Final = {"A27": "撤回之日", "A28": "不再处理之日"}


def _why(reading: ClockReading) -> str:
    """Why the answer is due on that day, in one sentence."""
    start = reading.period_start
    assert start is not None
    begins = "收到申请之日" if start == reading.received_on else "重新计算之日"
    said = [f"自{begins}（{in_chinese(start)}）起{ANSWER_WITHIN}个工作日"]
    for mark in reading.marks:
        if mark.rule is Rule.EXTENSION and mark.on >= start:
            said.append(f"已延长{mark.days}个工作日" if mark.days else "已延长")
        if mark.rule is Rule.DELAY and mark.on >= start:
            said = ["已告知延迟答复的期限"]
    if reading.state is ClockState.PAUSED:
        said.append("正在征求意见，所需时间不计算在内，期限会相应顺延")
    if reading.provisional:
        said.append("所涉年度的节假日安排尚未公布，为暂定日期")
    return "，".join(said)


def _served(file: Dossier) -> str:
    paper = file.answer_paper
    return f"答复文号{paper.data['doc_number']}" if paper and paper.data["doc_number"] else ""


def _passed(case: Case, steps: Sequence[clocks.Step]) -> Iterator[Passed]:
    """In the order of their days; of consultations neither whom nor what came back."""
    submitted = case.facts["dates"].get("submitted_on")
    if submitted:
        yield Passed(date.fromisoformat(submitted), "您提交了申请")
    if case.received_on is not None:
        yield Passed(case.received_on, "收到申请之日")
    seen: set[tuple[date, str]] = set()
    for step in sorted(steps, key=lambda step: (step.day, step.seq)):
        if step.kind not in WORDS:
            continue
        lapsed = step.kind is Kind.ANSWER and case.answer_type == "A28"
        what = "逾期视为放弃申请，不再处理" if lapsed else WORDS[step.kind]
        if (step.day, what) not in seen:
            seen.add((step.day, what))
            yield Passed(step.day, what, _more(step.kind, step.data))


WORDS: Final = {
    Kind.SUPPLEMENT_NOTICE: "告知您补正申请内容",
    Kind.SUPPLEMENT: "收到您的补正",
    Kind.CONSULTATION: "就您申请的信息书面征求有关方面的意见",
    Kind.EXTENSION: "告知您延长答复期限",
    Kind.FEE_NOTICE: "发出信息处理费收费通知",
    Kind.FEE_PAYMENT: "收到您缴纳的信息处理费",
    Kind.DELAY: "告知您延迟答复的期限",
    Kind.ANSWER: "答复",
    Kind.WITHDRAWAL: "您撤回了申请",
}


def _more(kind: Kind, data: Any) -> str:
    match kind:
        case Kind.SUPPLEMENT_NOTICE if data.get("reply_by"):
            return f"补正期限至{in_chinese(date.fromisoformat(data['reply_by']))}"
        case Kind.EXTENSION:
            return f"延长{data['workdays']}个工作日"
        case Kind.DELAY if data.get("until"):
            return f"延迟至{in_chinese(date.fromisoformat(data['until']))}"
        case Kind.CONSULTATION:
            return "征求意见所需时间不计算在答复期限内"
        case _:
            return ""


@dataclass(frozen=True)
class Letter:
    """A letter that the applicant may fetch."""

    number: int
    title: str
    doc_number: str
    day: date | None


def letter(paper: Record) -> Letter:
    """One paper as the page lists it."""
    return Letter(paper.number, paper.data["title"], paper.data["doc_number"], paper.day)

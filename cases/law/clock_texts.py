"""The sentences of the explanation (计算说明的文字): one for each thing that an event may do."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from cases.law.articles import Article
from cases.law.calendar import in_chinese
from cases.law.clock_events import Mark
from cases.law.clock_facts import (
    Answer,
    Consultation,
    ConsultationReply,
    Delay,
    Event,
    Extension,
    FeeNotice,
    FeePayment,
    Recipient,
    Supplement,
    SupplementNotice,
    Withdrawal,
)
from cases.law.clock_rules import (
    ANSWER,
    ANSWER_WITHIN,
    CO_MAKER,
    CONSULTATION,
    DELAY,
    FEE,
    OPINION_WITHIN,
    PAYMENT_WITHIN,
    SUPPLEMENT,
    SUPPLEMENT_WITHIN,
    THIRD_PARTY,
    WARNINGS,
    Rule,
    WarningCode,
)

# fmt: off
EVENTS: Final[dict[type[Event], tuple[str, Article]]] = {
    # event: how a sentence names it, its article
    SupplementNotice: ("告知补正", SUPPLEMENT),
    Supplement: ("收到补正", SUPPLEMENT),
    Consultation: ("发出征求意见书", CONSULTATION),
    ConsultationReply: ("收到征求意见的回复", CONSULTATION),
    Extension: ("告知延长答复期限", ANSWER),
    FeeNotice: ("发出收费通知", FEE),
    FeePayment: ("完成缴费", FEE),
    Delay: ("告知延迟答复", DELAY),
    Answer: ("作出答复", ANSWER),
    Withdrawal: ("收到撤回申请", ANSWER),
}
# fmt: on
FORGOTTEN: Final = "此前已经过的时间、延长的期限和扣除的时间均不再计入"


# Spelt out once: an explanation names some ten of them.
WARNING_ARTICLES: Final = {code: str(code.article) for code in WarningCode}
EVENT_ARTICLES: Final = {event: str(article) for event, (_, article) in EVENTS.items()}
RECIPIENT_ARTICLES: Final = {
    Recipient.THIRD_PARTY: str(THIRD_PARTY),
    Recipient.ORGAN: str(CO_MAKER),
}


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a consultation that are not counted, without those another one took out."""

    last: date
    workdays: int
    shared: bool  # whether another consultation reached into it


def article_of(mark: Mark) -> str:
    """The article behind what an event did."""
    if isinstance(mark.rule, WarningCode):
        return WARNING_ARTICLES[mark.rule]
    if mark.rule is Rule.CONSULTATION and isinstance(mark.event, Consultation):
        return RECIPIENT_ARTICLES[mark.event.kind]
    return EVENT_ARTICLES[type(_event(mark))]


def text_of(mark: Mark, span: Span | None = None) -> str:
    """One sentence that says what an event did; `span` goes with a consultation."""
    if isinstance(mark.rule, WarningCode):
        return f"{_named(mark)}：{WARNINGS[mark.rule].text}"
    match mark.rule, mark.event:
        case Rule.WITHOUT_EFFECT, _:
            return f"{_named(mark)}：{mark.reason}，不影响答复期限。"
        case Rule.ANSWER | Rule.WITHDRAWAL, _:
            return f"{_named(mark)}，期限计算终止。"
        case Rule.SUPPLEMENT | Rule.FEE_PAYMENT, _:
            return _restart(mark)
        case Rule.DELAY, _:
            moved = f"由{_day(mark.was)}改为{_day(mark.due)}"
            return f"{_named(mark)}，答复期限的届满之日{moved}。"
        case _, SupplementNotice() as notice:
            return _supplement_notice(mark, notice)
        case _, FeeNotice() as notice:
            return _fee_notice(mark, notice)
        case _, Consultation() as letter:
            return _consultation(mark, letter, span)
        case _, Extension() as extension:
            return _extension(mark, extension)
        case _:
            raise AssertionError(mark)


def _supplement_notice(mark: Mark, notice: SupplementNotice) -> str:
    source = "" if notice.reply_by else f"（告知书未载明，按{SUPPLEMENT_WITHIN}个工作日计算）"
    return f"{_named(mark)}，补正期限至{_day(mark.until)}{source}；等待补正期间不计算答复期限。"


def _fee_notice(mark: Mark, notice: FeeNotice) -> str:
    return (
        f"{_named(mark)}，{_received('申请人', notice)}，应当自收到次日起{PAYMENT_WITHIN}个工作日内"
        f"缴费，最迟为{_day(mark.until)}；等待缴费期间不计算答复期限。"
    )


def _restart(mark: Mark) -> str:
    return (
        f"{_named(mark)}，答复期限自该日起重新计算{ANSWER_WITHIN}个工作日，首日不计，"
        f"至{_day(mark.due)}届满；{FORGOTTEN}。"
    )


def _consultation(mark: Mark, letter: Consultation, span: Span | None) -> str:
    assert span is not None
    who = letter.kind.label
    reply = f"{_day(mark.reply.on)}收到回复" if mark.reply else "未收到回复"
    shared = "（与其他征求意见重叠的日期不重复扣除）" if span.shared else ""
    return (
        f"{_day(mark.on)}向{who}发出征求意见书，{_received(who, letter)}，"
        f"应当在{OPINION_WITHIN}个工作日内提出意见，最迟为{_day(mark.until)}；{reply}。"
        f"自发出次日起至{_day(span.last)}止不计算在答复期限内，扣除{span.workdays}个工作日{shared}。"
    )


def _extension(mark: Mark, extension: Extension) -> str:
    if mark.due == mark.was:
        moved = f"届满之日仍为延迟答复所确定的{_day(mark.due)}"
    else:
        moved = f"届满之日由{_day(mark.was)}延至{_day(mark.due)}"
    return (
        f"经政府信息公开工作机构负责人于{_day(extension.approved_on)}同意，"
        f"{_named(mark)}{extension.workdays}个工作日，{moved}。"
    )


def _received(who: str, letter: Consultation | FeeNotice) -> str:
    if letter.received_on is None:
        return f"{who}收到日期未登记，以发出之日为准"
    return f"{who}于{_day(letter.received_on)}收到"


def _named(mark: Mark) -> str:
    return f"{_day(mark.on)}{EVENTS[type(_event(mark))][0]}"


def _event(mark: Mark) -> Event:
    assert mark.event is not None, mark
    return mark.event


def _day(day: date | None) -> str:
    assert day is not None
    return in_chinese(day)

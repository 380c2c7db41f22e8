"""The periods of the clock and what each rule rests on: constants, rules, warnings (clock.md)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Law, Standing, regulation

# Working days, each counted from a starting day that is day 0 and never counts (首日不计,
# convention, after 民事诉讼法 85): day n is the n-th working day after it. Nobody changes it per case.
DAY_OF_START: Final = 0
ANSWER_WITHIN: Final = 20  # 条例 33(2), from 收到申请之日
SUPPLEMENT_NOTICE_WITHIN: Final = 7  # 条例 30, from 收到申请之日
SUPPLEMENT_WITHIN: Final = 15  # convention, from the notice, where it prints no 补正期限
OPINION_WITHIN: Final = 15  # 条例 32, 34, from the recipient's receipt of 征求意见书
EXTENSION: Final = range(1, 21)  # 条例 33(2): 最长不得超过20个工作日
PAYMENT_WITHIN: Final = 20  # 处理费办法, from the day after receipt of 收费通知

RECEIPT: Final = regulation(31)
SUPPLEMENT: Final = regulation(30)
ANSWER: Final = regulation(33, 2)
CONSULTATION: Final = regulation(33, 3)
THIRD_PARTY: Final = regulation(32)
CO_MAKER: Final = regulation(34)
DELAY: Final = regulation(35)
FEE: Final = Article(Law.FEES)


class ClockState(StrEnum):
    """Where the clock stands on the day asked."""

    UNCONFIRMED = "unconfirmed"
    RUNNING = "running"
    PAUSED = "paused"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_FEE = "awaiting_fee"
    LAPSED = "lapsed"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As lists print it."""
        return STATE_LABELS[self]


STATE_LABELS: Final = {
    ClockState.UNCONFIRMED: "待确认",
    ClockState.RUNNING: "期限计算中",
    ClockState.PAUSED: "征求意见中",
    ClockState.AWAITING_SUPPLEMENT: "等待补正",
    ClockState.AWAITING_FEE: "等待缴费",
    ClockState.LAPSED: "逾期视为放弃",
    ClockState.ANSWERED: "已答复",
    ClockState.WITHDRAWN: "已撤回",
}


class Rule(StrEnum):
    """What a step of the explanation is about; a warning is a step under its own code."""

    RECEIPT = "receipt"
    SUPPLEMENT_NOTICE_PERIOD = "supplement_notice_period"
    ANSWER_PERIOD = "answer_period"
    SUPPLEMENT_NOTICE = "supplement_notice"
    SUPPLEMENT = "supplement"
    CONSULTATION = "consultation"
    EXTENSION = "extension"
    FEE_NOTICE = "fee_notice"
    FEE_PAYMENT = "fee_payment"
    DELAY = "delay"
    WITHOUT_EFFECT = "without_effect"
    ANSWER = "answer"
    WITHDRAWAL = "withdrawal"
    LAPSE = "lapse"
    REST_DAY = "rest_day"
    WORKED_DAY = "worked_day"
    DUE = "due"
    PROVISIONAL = "provisional"


class WarningCode(StrEnum):
    """A step that changed nothing, or came late: what the office must know."""

    SUPPLEMENT_NOTICE_LATE = "supplement_notice_late"
    SUPPLEMENT_NOTICE_REPEATED = "supplement_notice_repeated"
    SUPPLEMENT_LATE = "supplement_late"
    CONSULTATION_AFTER_DUE = "consultation_after_due"
    EXTENSION_OVER_CAP = "extension_over_cap"
    EXTENSION_UNAPPROVED = "extension_unapproved"
    EXTENSION_REPEATED = "extension_repeated"
    EXTENSION_LATE = "extension_late"
    FEE_NOTICE_LATE = "fee_notice_late"
    FEE_PAYMENT_LATE = "fee_payment_late"
    DELAY_LATE = "delay_late"

    @property
    def article(self) -> Article:
        """The article behind it."""
        return WARNINGS[self].article

    @property
    def text(self) -> str:
        """One sentence for the office."""
        return WARNINGS[self].text

    @property
    def forbidden(self) -> bool:
        """Whether the step is one that the law forbids; any other came late, and happened."""
        return self in FORBIDDEN


@dataclass(frozen=True)
class WarningRule:
    """What a warning rests on, how strongly that binds, and what it says."""

    article: Article
    standing: Standing
    text: str


# fmt: off
WARNINGS: Final = {
    # code: article, standing of the effect, text
    WarningCode.SUPPLEMENT_NOTICE_LATE: WarningRule(
        SUPPLEMENT, Standing.CONVENTION,
        f"补正告知超过收到申请之日起{SUPPLEMENT_NOTICE_WITHIN}个工作日，答复期限不重新计算。"),
    WarningCode.SUPPLEMENT_NOTICE_REPEATED: WarningRule(
        SUPPLEMENT, Standing.CONVENTION,
        "补正应当一次性告知，再次告知补正不影响答复期限。"),
    WarningCode.SUPPLEMENT_LATE: WarningRule(
        SUPPLEMENT, Standing.CONVENTION,
        "补正材料在补正期限届满后收到；案件尚未办结，答复期限仍自收到补正之日起重新计算。"),
    WarningCode.CONSULTATION_AFTER_DUE: WarningRule(
        CONSULTATION, Standing.STATUTE,
        "征求意见书在答复期限届满当日或者届满后发出，所需时间不予扣除。"),
    WarningCode.EXTENSION_OVER_CAP: WarningRule(
        ANSWER, Standing.STATUTE,
        f"延长答复期限应当为{EXTENSION[0]}至{EXTENSION[-1]}个工作日，本次延长不生效。"),
    WarningCode.EXTENSION_UNAPPROVED: WarningRule(
        ANSWER, Standing.STATUTE,
        "延长答复期限未经政府信息公开工作机构负责人事先同意，本次延长不生效。"),
    WarningCode.EXTENSION_REPEATED: WarningRule(
        ANSWER, Standing.STATUTE,
        "本次答复期限已经延长一次，不能再次延长。"),
    WarningCode.EXTENSION_LATE: WarningRule(
        ANSWER, Standing.CONVENTION,
        "答复期限届满后才告知申请人延期，本次延长不生效。"),
    WarningCode.FEE_NOTICE_LATE: WarningRule(
        FEE, Standing.INTERPRETATION,
        "收费通知在答复期限届满后发出，不影响答复期限。"),
    WarningCode.FEE_PAYMENT_LATE: WarningRule(
        FEE, Standing.CONVENTION,
        "缴费期限届满后才完成缴费，申请已视为放弃，答复期限不重新计算。"),
    WarningCode.DELAY_LATE: WarningRule(
        DELAY, Standing.CONVENTION,
        "答复期限届满后才告知申请人延迟答复，不影响答复期限。"),
}
# fmt: on
assert set(WARNINGS) == set(WarningCode)
# What an office may not do at all: a second notice, an extension too long, unapproved or repeated.
FORBIDDEN: Final = (
    WarningCode.SUPPLEMENT_NOTICE_REPEATED,  # 条例 30: 一次性告知
    WarningCode.EXTENSION_OVER_CAP,  # 条例 33(2): 最长不得超过20个工作日
    WarningCode.EXTENSION_UNAPPROVED,  # 条例 33(2): 经政府信息公开工作机构负责人同意
    WarningCode.EXTENSION_REPEATED,  # 条例 33(2)
)

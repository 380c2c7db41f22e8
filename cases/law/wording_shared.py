"""共用段落 (letters.md §9.1): receipt, request, steps, basis, kept once for every letter.

A change of law or of a channel's rule is one change here; templates have these paragraphs as fields.
`you` is 您 for a person, 贵单位 for an organisation.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

from cases.law.articles import Article, Law, chinese_number
from cases.law.calendar import in_chinese
from cases.law.receipt import Channel

PERSON: Final = "您"
ORGANISATION: Final = "贵单位"
REGULATION_IN_FULL: Final = "《中华人民共和国政府信息公开条例》（以下简称《条例》）"
REGULATION: Final = "《条例》"
CHANNEL_NAMES: Final = {
    Channel.ONLINE: "政府信息公开在线申请平台",
    Channel.EMAIL: "电子邮件",
    Channel.FAX: "传真",
}
NOT_NAMED: Final = (Law.FORM,)  # 年度报告格式 is no basis that an applicant could look up


def receipt(channel: Channel | None, you: str, received_on: date, number: str) -> str:
    """W1–W4: the fact of receipt, by the channel; a register that names none says only the day."""
    day = in_chinese(received_on)
    match channel:
        case Channel.IN_PERSON:
            return f"本机关于{day}收到{you}当面提交的政府信息公开申请，登记编号为{number}。"
        case Channel.REGISTERED_MAIL:
            return f"本机关于{day}签收{you}以邮寄方式提交的政府信息公开申请，登记编号为{number}。"
        case Channel.ORDINARY_MAIL:
            return (
                f"{you}以平常信函方式提交的政府信息公开申请，本机关已与{you}确认，"
                f"确认之日{day}为收到申请之日，登记编号为{number}。"
            )
        case Channel.ONLINE | Channel.EMAIL | Channel.FAX:
            return (
                f"{you}通过{CHANNEL_NAMES[channel]}提交的政府信息公开申请，经双方确认，"
                f"收到申请之日为{day}，登记编号为{number}。"
            )
        case None:
            return f"本机关于{day}收到{you}提交的政府信息公开申请，登记编号为{number}。"


def request(you: str, items: Sequence[str]) -> tuple[str, ...]:
    """W5: the request as filed, in the applicant's words; several items one paragraph each."""
    if len(items) == 1:
        return (f"{you}申请公开：“{items[0]}”。",)
    ends = ["；"] * (len(items) - 1) + ["。"]
    listed = (
        f"{mark(n)}“{text}”{end}"
        for n, (text, end) in enumerate(zip(items, ends, strict=True), start=1)
    )
    return (f"{you}申请公开以下{len(items)}项政府信息：", *listed)


def mark(number: int) -> str:
    """The mark of one item among several: （一）, and from a hundred on （100）."""
    return f"（{chinese_number(number)}）" if number < 100 else f"（{number}）"


def after_supplement(you: str, notice: str, told_on: date, came_on: date, text: str) -> str:
    """W6: that a supplement was asked for, when it came, and what it says."""
    said = f"，补正内容为：“{text}”" if text else ""
    return (
        f"因申请内容不明确，本机关于{in_chinese(told_on)}以{notice}告知{you}补正，"
        f"并于{in_chinese(came_on)}收到补正的申请{said}。答复期限自收到补正的申请之日起计算。"
    )


def after_extension(you: str, notice: str, told_on: date, workdays: int) -> str:
    """W7: that the period was extended."""
    return f"本机关已于{in_chinese(told_on)}以{notice}告知{you}延长答复期限{workdays}个工作日。"


def after_delay(you: str, notice: str, told_on: date, until: date) -> str:
    """W7 by art. 35: that the answer was put off to a day."""
    return (
        f"本机关已于{in_chinese(told_on)}以{notice}告知{you}于{in_chinese(until)}前（含当日）答复。"
    )


def after_consultation(whom: str) -> str:
    """W7: that others were asked in writing; `whom` is 第三方 or 有关行政机关."""
    return f"办理过程中，本机关依法书面征求了{whom}意见，所需时间不计算在答复期限内。"


def after_payment(you: str, paid_on: date) -> str:
    """W7: that the fee was paid."""
    return f"{you}已于{in_chinese(paid_on)}缴纳信息处理费，处理期限自缴费次日起重新计算。"


def lead(basis: Sequence[Article], items: int, *, searched: bool) -> str:
    """W8: the basis of a single item; several items, or one without the 条例, name their own."""
    looked = "经审查、检索" if searched else "经审查"
    if items > 1 or not _only_regulation(basis):
        return f"{looked}，现答复如下："
    return f"{looked}，依据{REGULATION_IN_FULL}{places(basis)}的规定，现答复如下："


def grounds(basis: Sequence[Article], items: int, *, first: bool) -> str:
    """依据……的规定， before a block, where the lead does not name it.

    `first`: whether this is where the letter names the 条例 for the first time, in full.
    """
    if items == 1 and _only_regulation(basis):
        return ""
    named = [article for article in basis if article.law not in NOT_NAMED]
    if not named:
        return ""
    own = [article for article in named if article.law is Law.REGULATION]
    title = REGULATION_IN_FULL if first else REGULATION
    said = [f"{title}{places(own)}"] if own else []
    said += [str(article) for article in named if article.law is not Law.REGULATION]
    return f"依据{'、'.join(said)}的规定，"


def names_regulation(basis: Sequence[Article]) -> bool:
    """Whether a basis names the 条例."""
    return any(article.law is Law.REGULATION for article in basis)


def _only_regulation(basis: Sequence[Article]) -> bool:
    return bool(basis) and all(article.law is Law.REGULATION for article in basis)


def places(basis: Sequence[Article]) -> str:
    """第十四条、第三十六条第（三）项."""
    return "、".join(article.place for article in basis)

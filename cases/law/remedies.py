"""救济告知 (letters.md §§4.1, 9.4): which remedies a letter names, by ground, day and review body.

The mode hangs on the legal ground of each item and on the day on which the answer is made, never on
the group of its annual row: 行政查询事项 stands under 不予公开 and is a free choice all the same.
Periods are natural days and months. Review body and court are data of the organ, never computed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.articles import Standing
from cases.law.grounds import WITHHOLDING
from cases.law.outcomes import ANSWER_TYPE, REVIEW_FIRST_SINCE, Remedy

FREE_SINCE: Final = date(2025, 6, 1)  # 法释〔2025〕8号 第一条: 14、15、16以外一律自由选择
PART_OF_AN_ITEM: Final = "A3"


class Regime(StrEnum):
    """救济制度: what the law says of remedies in a span of time."""

    FREE = "free"  # 复议法 (2017) 9、12；行诉法 46
    WINDOW = "window"  # 复议法 23(1)(四); 「不予公开」 was read more widely by some organs
    SETTLED = "settled"  # 法释〔2025〕8号 第一条


# fmt: off
REGIMES: Final = (
    # from, regime, text version frozen with the letter, standing
    (date.min, Regime.FREE, "2017", Standing.STATUTE),
    (REVIEW_FIRST_SINCE, Regime.WINDOW, "2024", Standing.STATUTE),
    (FREE_SINCE, Regime.SETTLED, "2025", Standing.INTERPRETATION),
)
# fmt: on


class WindowMode(StrEnum):
    """How 「不予公开」 was read between 2024-01-01 and 2025-05-31 (setting of an organ)."""

    FREE_CHOICE = "free_choice"  # convention: the default
    REVIEW_FIRST = "review_first"


@dataclass(frozen=True)
class Bodies:
    """复议机关、管辖法院 of an organ on a day; `review_body_alt` only before 2024."""

    review_body: str
    court: str
    online_url: str = ""
    review_body_alt: str = ""


@dataclass(frozen=True)
class ItemRemedy:
    """One item of a letter: its number, and whether the whole, a part or nothing is withheld."""

    number: int
    mode: Remedy


def regime_on(day: date) -> tuple[Regime, str]:
    """The regime of a day and the version of its text."""
    since, regime, version, _ = max(row for row in REGIMES if row[0] <= day)
    assert since <= day
    return regime, version


def mode_of(outcome: str, withheld: Sequence[str] = ()) -> Remedy:
    """The mode of one item; `withheld` are the grounds of the parts that 部分公开 keeps back.

    A part that is merely 不属于政府信息 is not withheld on 14, 15 or 16: free choice.
    """
    if outcome == PART_OF_AN_ITEM:
        kept = [ground for ground in withheld if ground in WITHHOLDING]
        return Remedy.WITHHELD_FIRST if kept else Remedy.FREE_CHOICE
    return ANSWER_TYPE[outcome].remedy


def together(items: Sequence[ItemRemedy]) -> Remedy:
    """The mode of a letter: that of all its items, or both where they differ."""
    modes = {item.mode for item in items}
    return modes.pop() if len(modes) == 1 else Remedy.WITHHELD_FIRST


REVIEW_DAYS: Final = 60  # 日: 复议法 20
COURT_MONTHS: Final = 6  # 行诉法 46
COURT_DAYS_AFTER_REVIEW: Final = 15  # 日: 行诉法 45
RULE: Final = "《中华人民共和国行政复议法》第二十三条第一款第（四）项"


def clauses(
    doc: str,
    you: str,
    items: Sequence[ItemRemedy],
    on: date,
    bodies: Bodies,
    *,
    online: bool = False,
    window: WindowMode = WindowMode.FREE_CHOICE,
) -> tuple[str, ...]:
    """The paragraphs of the remedy, for a letter called `doc` that is made `on` a day.

    `online`: it is sent by the internet, so that the channel for an application is owed
    (复议法 22(2)); the organ must then have entered one.
    """
    regime, _ = regime_on(on)
    if regime is Regime.FREE:
        return (f"如不服本{doc}，可以{_either(doc, bodies, both_bodies=True)}。",)
    modes = [ItemRemedy(i.number, _read(i.mode, regime, window)) for i in items]
    mode = together(modes)
    match mode:
        case Remedy.REVIEW_FIRST:
            # RW: an answer that withholds nothing is no 不予公开决定, so the letter is named
            narrow = all(item.mode is Remedy.REVIEW_FIRST for item in items)
            text = f"如不服本{'不予公开决定' if narrow else doc}，{_first(doc, bodies)}。"
        case Remedy.FREE_CHOICE:
            text = f"如不服本{doc}，可以{_either(doc, bodies)}。"
        case Remedy.WITHHELD_FIRST:
            text = (
                f"对本{doc}{_withheld_of(modes)}不服的，{_first(doc, bodies)}；"
                f"对其他内容不服的，可以{_either(doc, bodies)}。"
            )
        case Remedy.NONE | Remedy.OF_THE_GROUND:
            raise AssertionError(mode)
    if not online:
        return (text,)
    assert bodies.online_url  # the door asked before
    return (text, f"{you}可以通过{bodies.online_url}在线提交行政复议申请书。")


def _read(mode: Remedy, regime: Regime, window: WindowMode) -> Remedy:
    wide = regime is Regime.WINDOW and window is WindowMode.REVIEW_FIRST
    return Remedy.REVIEW_FIRST if wide else mode


def _first(doc: str, bodies: Bodies) -> str:
    return (
        f"依据{RULE}的规定，应当先申请行政复议，可以自收到本{doc}之日起{REVIEW_DAYS}日内向"
        f"{bodies.review_body}提出；对行政复议决定不服的，可以自收到行政复议决定书之日起"
        f"{COURT_DAYS_AFTER_REVIEW}日内向{bodies.court}提起行政诉讼"
    )


def _either(doc: str, bodies: Bodies, *, both_bodies: bool = False) -> str:
    body = bodies.review_body
    if both_bodies and bodies.review_body_alt:
        body += f"或者{bodies.review_body_alt}"
    return (
        f"自收到本{doc}之日起{REVIEW_DAYS}日内向{body}申请行政复议，"
        f"或者自收到本{doc}之日起{COURT_MONTHS}个月内向{bodies.court}提起行政诉讼"
    )


def _withheld_of(items: Sequence[ItemRemedy]) -> str:
    """Which of the letter asks for review first: 中的不予公开部分, 第1、3项, 第2项中的不予公开部分."""
    if len(items) == 1:
        return "中的不予公开部分"
    whole = [str(i.number) for i in items if i.mode is Remedy.REVIEW_FIRST]
    parts = [str(i.number) for i in items if i.mode is Remedy.WITHHELD_FIRST]
    said = [f"第{'、'.join(whole)}项"] if whole else []
    if parts:
        said.append(f"第{'、'.join(parts)}项中的不予公开部分")
    return "以及".join(said)

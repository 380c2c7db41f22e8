"""判断的次序 (letters.md §4.3): in which order an officer asks what an item is answered with, and
what each outcome has to say beside the slots of its letter.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, regulation
from cases.law.gate_checks import NO_OUTCOME_OF_AN_ITEM
from cases.law.gates_of_answers import NEITHER_GIVEN_NOR_WITHHELD
from cases.law.grounds import OF_AN_ANSWER, WITHHOLDING
from cases.law.outcomes import ANSWER_TYPE, ANSWER_TYPES


@dataclass(frozen=True)
class Question:
    """One question with the outcomes that answer it, in the order in which they are looked at."""

    name: str
    asks: str
    codes: tuple[str, ...]
    advice: str = ""
    articles: tuple[Article, ...] = ()


_r: Final = regulation
SUPPLEMENT_FIRST: Final = "补不补"
# fmt: off
QUESTIONS: Final = (
    # name, what is asked, outcomes, what to mind, articles
    Question(SUPPLEMENT_FIRST, "申请内容是否明确", (),
             "不明确的，先一次性告知补正；补正告知只有一次。", (_r(30),)),
    Question("是不是", "是不是申请获取政府信息", ("A16", "A18", "A20", "A21"),
             "信访、投诉、举报性质的用A16，不用A21。", (_r(39),)),
    Question("谁负责", "该信息由谁负责公开", ("A13", "A22", "A23", "A24"),
             "能够确定负责公开的机关的，告知其名称、联系方式。", (_r(10),)),
    Question("有没有", "本机关有没有该信息", ("A12", "A14"),
             "答复不存在应当有检索记录，申请人提供的每一条线索都有查找结果。", (_r(36, 0, 4), _r(38))),
    # letters.md §4.2: A10 is tested before A9
    Question("给不给", "该信息能不能公开", ("A1", "A4", "A5", "A6", "A7", "A8", "A10", "A9", "A11"),
             "先看是否属于行政执法案卷（A10），再看是否属于过程性信息（A9）；"
             "全部不予公开之前，先看能否区分处理。", (_r(14), _r(15), _r(16), _r(37))),
    Question("怎么给", "以什么形式提供", ("A2", "A3"),
             "按申请人要求的形式提供；含有不应当公开的内容、能够区分处理的，部分公开。",
             (_r(37), _r(40))),
    Question("在先文书", "是否以在先的文书为据", ("A15", "A17", "A19"),
             "A15以补正告知书和收到的补正为据，A17以在先答复为据，A19以说明理由告知书为据。",
             (_r(30), _r(35), _r(36, 0, 6))),
)
# fmt: on
OF_AN_ITEM: Final = tuple(t.code for t in ANSWER_TYPES if t.code not in NO_OUTCOME_OF_AN_ITEM)
assert sorted(code for q in QUESTIONS for code in q.codes) == sorted(OF_AN_ITEM)


class Need(StrEnum):
    """填写的部分: a group of fields of 办理意见."""

    REASON = "reason"
    KINDS = "kinds"
    PLACE = "place"
    PROVIDED = "provided"
    WITHHELD = "withheld"
    SEVERABLE = "severable"
    OWNER = "owner"
    TRANSFER = "transfer"
    EARLIER = "earlier"
    RULE = "rule"
    STILL_UNCLEAR = "still_unclear"
    HELD_ALREADY = "held_already"
    SEARCHES = "searches"  # what is on file of it is shown
    SUPPLEMENTS = "supplements"
    REASONS_ASKED = "reasons_asked"


N: Final = Need
_OWN: Final[dict[str, tuple[Need, ...]]] = {
    # outcome: what it needs beside reason, sub-kinds and what withholding needs
    "A1": (N.PLACE,),
    "A2": (N.PROVIDED,),
    "A3": (N.PROVIDED, N.WITHHELD),
    "A11": (N.RULE,),
    "A12": (N.SEARCHES,),
    "A13": (N.OWNER,),
    "A15": (N.SUPPLEMENTS, N.STILL_UNCLEAR),
    "A17": (N.EARLIER,),
    "A19": (N.REASONS_ASKED,),
    "A20": (N.HELD_ALREADY,),
    "A22": (N.TRANSFER,),
    "A23": (N.OWNER,),
}


def _needs(code: str) -> tuple[Need, ...]:
    kinds = (N.KINDS,) if code in OF_AN_ANSWER else ()
    refusal = (N.SEVERABLE, N.WITHHELD) if code in WITHHOLDING else ()
    reason = (N.REASON,) if code in NEITHER_GIVEN_NOR_WITHHELD else ()
    return (*kinds, *_OWN.get(code, ()), *refusal, *reason)


NEEDS: Final = {code: _needs(code) for code in OF_AN_ITEM}


def articles_of(code: str) -> tuple[Article, ...]:
    """What to read beside an outcome: its basis, and 区分处理 where all is withheld."""
    basis = ANSWER_TYPE[code].basis
    return (*basis, _r(37)) if code in WITHHOLDING else basis


def may_be_given_at_once(code: str) -> bool:
    """Whether an outcome can be part of 当场答复: one whose row A25 can count in."""
    return bool(set(ANSWER_TYPE["A25"].rows).intersection(ANSWER_TYPE[code].rows))

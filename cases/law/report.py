"""The whole annual report (政府信息公开工作年度报告): title, sections and heads as the forms want them.

条例 50 says what it contains. The 2019 form is 国办公开办函〔2019〕60号, the 2021 form
国办公开办函〔2021〕30号, which divides section 一 into five heads; contents follow article 50,
「不能遗漏，也不宜泛化」.
"""

from dataclasses import dataclass
from typing import Final

from cases.law import section_four, section_two
from cases.law.annual import BOTH, ONLY_2019, ONLY_2021, Form, form_of
from cases.law.annual import TITLE as TITLE_THREE
from cases.law.articles import Article, regulation

TITLE_ONE: Final = "一、总体情况"
TITLE_FIVE: Final = "五、存在的主要问题及改进情况"
TITLE_SIX: Final = "六、其他需要报告的事项"
SECTIONS: Final = (
    TITLE_ONE,
    section_two.TITLE,
    TITLE_THREE,
    section_four.TITLE,
    TITLE_FIVE,
    TITLE_SIX,
)
CONTENTS: Final = regulation(50)


@dataclass(frozen=True)
class Text:
    """A part of the report that is written: its key, its head as printed, what belongs in it."""

    key: str
    label: str
    section: str
    basis: tuple[Article, ...]
    asks: str
    forms: tuple[Form, ...] = BOTH

    @property
    def name(self) -> str:
        """How a remark calls it: 一、总体情况（二）依申请公开."""
        return self.section if self.label == self.section else f"{self.section}{self.label}"


def _r(item: int) -> tuple[Article, ...]:
    return (regulation(50, 1, item),)


# fmt: off
TEXTS: Final = (
    # key, head as printed, section, basis, what belongs in it, forms
    Text("overview", TITLE_ONE, TITLE_ONE, (*_r(1), *_r(2)),
         "主动公开、依申请公开、政府信息管理、平台建设、监督保障等方面的总体情况。", ONLY_2019),
    Text("initiative", "（一）主动公开", TITLE_ONE, _r(1),
         "主动公开政府信息的情况：重点领域、公开数量和方式、政策解读、回应关切。", ONLY_2021),
    Text("on_request", "（二）依申请公开", TITLE_ONE, _r(2),
         "收到、结转、办结、结转下年度，与上年比较，申请的主要内容，各类答复的比例。", ONLY_2021),
    Text("management", "（三）政府信息管理", TITLE_ONE, _r(1),
         "信息的制作、审核、发布、动态调整和规范性文件管理的情况。", ONLY_2021),
    Text("platform", "（四）政府信息公开平台建设", TITLE_ONE, _r(1),
         "网站专栏、新媒体、政府公报、查阅场所的建设和管理情况。", ONLY_2021),
    Text("supervision", "（五）监督保障", TITLE_ONE, (regulation(50, 2),),
         "组织领导、培训、监督检查；一级政府的报告还包括工作考核、社会评议和责任追究结果情况。", ONLY_2021),
    Text("problems", TITLE_FIVE, TITLE_FIVE, _r(4), "存在的主要问题，以及如何改进。"),
    Text("other", TITLE_SIX, TITLE_SIX, _r(5),
         "收取信息处理费的情况（没有收取的也要说明），以及其他需要报告的事项。"),
)
# fmt: on

FIVE: Final = "problems"
SIX: Final = "other"
ON_REQUEST: Final = "on_request"


def texts_of(form: Form) -> tuple[Text, ...]:
    """The parts that are written in a form, in printed order."""
    return tuple(text for text in TEXTS if form in text.forms)


def texts_of_year(year: int) -> tuple[Text, ...]:
    """The parts that are written in the report of a data year."""
    return texts_of(form_of(year))


NAME: Final = "政府信息公开工作年度报告"


def title(organ: str, year: int) -> str:
    """标题: the organ, the data year, the name of the report."""
    return f"{whose(organ, year)}{NAME}"


def whose(organ: str, year: int) -> str:
    """The first line of the title: whose report of which year."""
    return f"{organ}{year}年"


# Labels as published reports have misprinted them, and as the form prints them (law.md §11). Only
# what is certainly a misprint of the form: words that nobody writes for another reason.
MISPRINTS: Final = (
    ("只计这一情况", "只计这一情形"),
    ("不计其他情况", "不计其他情形"),
    ("三类内容事务信息", "三类内部事务信息"),
    ("四类过程信息", "四类过程性信息"),
    ("三安全、一稳定", "三安全一稳定"),
    ("逾期不补正，行政机关不再处理", "逾期不补正、行政机关不再处理"),
    ("要求缴纳费用，行政机关不再处理", "要求缴纳费用、行政机关不再处理"),
    ("结转下年继续办理", "结转下年度继续办理"),
)


def misprints_in(text: str) -> list[tuple[str, str]]:
    """The misprinted labels in a text, each with what the form prints."""
    return [(wrong, right) for wrong, right in MISPRINTS if wrong in text]

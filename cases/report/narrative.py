"""叙述: texts with fields like {新收} that are filled from the tables, so that both say the same."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from cases.errors import BadInput, Fault
from cases.law.report import CONTENTS, Text, texts_of_year
from cases.report.content import Report, Tables
from cases.report.figures import (
    CHARGED,
    NEW,
    NOTICED,
    NOTICES,
    Named,
    change_words,
    named_figures,
    percent,
    share,
)

FIELD: Final = re.compile(r"[{｛]([^{}｛｝\n]*)[}｝]")  # an input method writes ｛｝
BRACE: Final = re.compile(r"[{}｛｝]")
GAP: Final = "【待填："  # begins what only the office can tell
SHARE: Final = "占比"  # {予以公开占比}
CHANGE: Final = "较上年"  # {办结较上年}
BEFORE: Final = "上年"  # {上年新收}
MOST_TOPICS: Final = 5  # convention: what a sentence can hold

WORDS: Final = (
    # field, what it is; besides them every figure by its name
    ("单位", "编制单位的名称"),
    ("年度", "报告的年度，如2025"),
    ("上年度", "上一年度，如2024"),
    ("较上年增减", "新收申请与上年相比：增长、下降多少，或者持平"),
    ("申请主题", "申请较多的主题和件数"),
    ("答复构成", "各类答复的件数和占比"),
    ("复议诉讼情况", "行政复议、行政诉讼和纠正的件数"),
    ("信息处理费情况", "发出收费通知和实际收取的情况，没有的也写明"),
)


@dataclass(frozen=True)
class Filled:
    """A text with its fields filled, and where in it what they gave stands."""

    text: str
    given: tuple[tuple[int, int], ...] = ()

    def is_given(self, start: int, end: int) -> bool:
        """Whether a place lies within what a field gave."""
        return any(first <= start and end <= last for first, last in self.given)


def fields_of(report: Report) -> dict[str, str]:
    """Every field that a text of this report may name, with what it prints."""
    now = named_figures(report.now)
    before = named_figures(report.before) if report.before else {}
    found = {
        "单位": report.organ,
        "年度": str(report.year),
        "上年度": str(report.year - 1),
        "答复构成": composition(now),
        "复议诉讼情况": challenges(now),
        "申请主题": topics(report.now) if report.now.topics else f"{GAP}申请的主要内容】",
        "信息处理费情况": charges(now) if report.now.charges else f"{GAP}信息处理费的收取情况】",
    }
    for name, one in now.items():
        found[name] = one.printed
        part = share(one, now)
        if part is not None:
            found[f"{name}{SHARE}"] = percent(part)
        if name in before:
            found[f"{BEFORE}{name}"] = before[name].printed
            said = change_words(one.value, before[name].value, one.unit)
            found[f"{name}{CHANGE}"] = said
    if NEW in before:
        found["较上年增减"] = found[f"{NEW}{CHANGE}"]
    return found


def filled(text: str, fields: Mapping[str, str], where: Text) -> Filled:
    """The text with its fields filled; BadInput for a field that there is not, or a lone brace."""
    faults = list(faults_in(text, fields, where))
    if faults:
        raise BadInput.of(faults, article=CONTENTS)
    return _filled(text, lambda name: fields[name])


def marked(text: str, fields: Mapping[str, str]) -> Filled:
    """The text as far as it can be filled; a field that there is not stays as it was typed."""
    return _filled(text, lambda name: fields.get(name, "{" + name + "}"))


def _filled(text: str, given: Callable[[str], str]) -> Filled:
    made, spans, at, length = [], [], 0, 0
    for found in FIELD.finditer(text):
        plain = text[at : found.start()]
        value = given(found[1].strip())
        length += len(plain)
        spans.append((length, length + len(value)))
        length += len(value)
        made += [plain, value]
        at = found.end()
    return Filled("".join((*made, text[at:])), tuple(spans))


def faults_in(text: str, fields: Mapping[str, str], where: Text) -> Iterator[Fault]:
    """One sentence for each field that there is not, with those that there are."""
    for name in dict.fromkeys(found[1].strip() for found in FIELD.finditer(text)):
        if name not in fields:
            yield Fault(where.key, f"“{where.name}”中的字段{{{name}}}{_why(name, fields)}")
    if BRACE.search(FIELD.sub("", text)):
        sentence = f"“{where.name}”中有单独的花括号，字段应写成{{新收}}这样，正文不用花括号"
        yield Fault(where.key, sentence)


def _why(name: str, fields: Mapping[str, str]) -> str:
    known = "、".join(f"{{{field}}}" for field in main_fields(fields))
    if name in dict(WORDS) or name.endswith(CHANGE) or name.startswith(BEFORE):
        return f"现在没有数据可填，可用的字段有{known}"
    like = get_close_matches(name, fields, n=1)
    meant = f"，是否为{{{like[0]}}}" if like else ""
    return f"不存在{meant}；可用的字段有{known}"


def main_fields(fields: Mapping[str, str]) -> list[str]:
    """The fields but for shares and comparisons, which are named after them."""
    return [
        name
        for name in fields
        if not name.endswith((SHARE, CHANGE))
        and not (name.startswith(BEFORE) and name.removeprefix(BEFORE) in fields)
    ]


def composition(now: Mapping[str, Named]) -> str:
    """予以公开12件（占60%）、不予公开8件（占40%）: what there was of each kind of outcome."""
    kinds = ("予以公开", "部分公开", "不予公开", "无法提供", "不予处理", "其他处理")
    said = []
    for name in kinds:
        one = now[name]
        part = share(one, now)
        if one.value and part is not None:
            said.append(f"{name}{one.printed}件（占{percent(part)}）")
    return "、".join(said) or "没有办结的申请"


def challenges(now: Mapping[str, Named]) -> str:
    """How many were challenged and corrected, none too."""
    reviews, suits = now["行政复议"], now["行政诉讼"]
    if not reviews.value and not suits.value:
        return "没有因政府信息公开引起的行政复议和行政诉讼"
    return (
        f"因政府信息公开引起的行政复议{reviews.printed}件，其中结果纠正{now['复议纠正'].printed}件；"
        f"行政诉讼{suits.printed}件，其中结果纠正{now['诉讼纠正'].printed}件"
    )


def topics(tables: Tables) -> str:
    """征地拆迁（12件）、社会保障（5件）: the most frequent first."""
    ranked = sorted(tables.topics, key=lambda one: (-one.count, one.name))
    return "、".join(f"{one.name}（{one.count}件）" for one in ranked[:MOST_TOPICS])


def charges(now: Mapping[str, Named]) -> str:
    """信息处理费: notices, their sum, what was paid; said where there was none (practice)."""
    notices, noticed, paid = now[NOTICES], now[NOTICED], now[CHARGED]
    if not (notices.value or noticed.value or paid.value):
        return "本年度没有发出收费通知，没有收取信息处理费"
    return (
        f"本年度发出收费通知的件数为{notices.printed}件，总金额为{noticed.printed}元，"
        f"实际收取信息处理费{paid.printed}元"
    )


def default_texts(report: Report) -> dict[str, str]:
    """What each text begins with: its figures in fields, and what only the office can tell marked.

    【待填：…】 is what the office replaces; nothing is claimed that the tables do not say.
    """
    fields = fields_of(report)
    texts = {
        "initiative": "【待填：本年主动公开的重点领域、数量、方式，政策解读和回应关切的情况】",
        "on_request": _on_request(fields),
        "management": "【待填：信息制作、审核、发布、动态调整的情况】",
        "platform": "【待填：网站专栏、新媒体、政府公报和查阅场所的情况】",
        "supervision": "【待填：组织领导、培训和监督检查的情况；工作考核、社会评议和责任追究结果】",
        "problems": "",
        "other": "收取信息处理费情况：{信息处理费情况}。",
    }
    texts["overview"] = "\n".join((texts["initiative"], texts["on_request"], texts["supervision"]))
    if "规范性文件废止" in fields:
        more = "本年制发行政规范性文件{规范性文件制发}件，废止{规范性文件废止}件，现行有效{规范性文件现行有效}件。"
        texts["management"] += more
    return {text.key: texts[text.key] for text in texts_of_year(report.year)}


def _on_request(fields: Mapping[str, str]) -> str:
    compared = "，与上年相比{较上年增减}" if "较上年增减" in fields else ""
    said = (
        f"{{年度}}年，新收政府信息公开申请{{新收}}件{compared}；上年结转{{上年结转}}件；"
        "办结{办结}件，结转下年度继续办理{结转下年度}件。"
    )
    if fields["新收"] != "0":
        said += "新收的申请中，自然人{自然人新收}件，法人或其他组织{法人或其他组织新收}件。"
    if not fields["申请主题"].startswith(GAP):
        said += "申请内容主要涉及{申请主题}。"
    if fields["办结"] != "0":
        said += "办理结果为：{答复构成}。"
    return f"{said}{{复议诉讼情况}}。"

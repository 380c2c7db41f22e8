"""Which figure a phrase names: 收到政府信息公开申请…件, 予以公开…件, 结果纠正…件.

What stands before a number is read from its end: words that say nothing by themselves (件数、共、为)
are taken off until a name is left. Nothing is guessed: a phrase that is no name names nothing.
"""

import re
from collections.abc import Mapping
from typing import Final

from cases.law.annual import ROWS
from cases.law.annual import TOTAL as TOTAL_COLUMN
from cases.report.figures import (
    AFTER_REVIEW,
    BOTH,
    CARRIED_IN,
    CARRIED_OUT,
    CHARGED,
    DIRECT,
    DONE,
    GROUPS,
    NEW,
    NOTICED,
    NOTICES,
    ORGANISATIONS,
    RESULTS,
    REVIEWS,
    ROW_NAMES,
    SUITS,
)

assert TOTAL_COLUMN not in ROW_NAMES

# Words before a number that name nothing.
EVERYBODY: Final = tuple(  # who may apply (条例 27): says nothing about who did
    f"公民、法人{joint}其他组织" for joint in ("和", "或", "或者", "及", "、")
)
FILLERS: Final = (
    *EVERYBODY, "政府信息公开申请", "信息公开申请", "依申请公开申请", "依申请公开", "政府信息公开",
    "政府信息", "申请", "案件", "事项", "情形", "情况", "答复", "处理", "决定", "件数",
    "数量", "总数", "总量", "总计", "合计", "共计", "累计", "共", "计", "总", "的", "了",
    "为", "有", "是", "达到", "达", "到", "：", ":", "，", ",", " ", "“", "”", "‘", "’",
    "）", ")", "《", "》", "—", "公文", "文件数", "结果", "作出", "均", "分别", "各",
)  # fmt: skip

STRONG: Final[dict[str, str]] = {
    # words, the figure that they name
    **{row.label.lstrip("0123456789.（一二三四五六七八九十）"): ROW_NAMES[row.key] for row in ROWS
       if row.handled and row.key != "total_processed"},
    **{name: name for name in ROW_NAMES.values() if name not in ("其他情形",)},
    **{name: name for name in GROUPS.values()},
    "新收": NEW, "新收到": NEW, "收到": NEW, "接收": NEW, "接到": NEW, "受理": NEW,
    "新受理": NEW,  "收件": NEW,
    "上年结转": CARRIED_IN, "上年度结转": CARRIED_IN, "上一年结转": CARRIED_IN,
    "上一年度结转": CARRIED_IN, "去年结转": CARRIED_IN, "结转上年": CARRIED_IN,
    "结转上年度": CARRIED_IN, "上年结转至本年": CARRIED_IN, "上年度结转至本年度": CARRIED_IN,
    "结转下年度": CARRIED_OUT, "结转下年": CARRIED_OUT, "结转至下年度": CARRIED_OUT,
    "结转至下年": CARRIED_OUT, "结转下一年度": CARRIED_OUT, "结转至下一年度": CARRIED_OUT,
    "结转下年度继续办理": CARRIED_OUT, "结转下年继续办理": CARRIED_OUT, "结转到下年度": CARRIED_OUT,
    "结转至下一年度继续办理": CARRIED_OUT, "结转下一年度继续办理": CARRIED_OUT,
    "结转至下年度继续办理": CARRIED_OUT, "结转次年": CARRIED_OUT,
    "办结": DONE, "已办结": DONE, "办理完毕": DONE, "办结并答复": DONE,
    "公开（含已主动公开）": "予以公开", "同意公开": "予以公开",
    "本机关不掌握": "本机关不掌握相关政府信息", "不掌握相关政府信息": "本机关不掌握相关政府信息",
    "本机关不掌握相关信息": "本机关不掌握相关政府信息",
    "没有现成信息": "没有现成信息需要另行制作", "需要另行制作": "没有现成信息需要另行制作",
    "补正后仍不明确": "补正后申请内容仍不明确", "国家秘密": "属于国家秘密",
    "三类内部事务信息": "属于三类内部事务信息", "四类过程性信息": "属于四类过程性信息",
    "行政执法案卷": "属于行政执法案卷", "行政查询事项": "属于行政查询事项",
    "第三方合法权益": "保护第三方合法权益", "三安全一稳定": "危及三安全一稳定",
    "危及“三安全一稳定": "危及三安全一稳定", "大量反复申请": "无正当理由大量反复申请",
    "信访举报投诉类": "信访举报投诉类申请", "信访、举报、投诉类": "信访举报投诉类申请",
    "公开出版物": "要求提供公开出版物",
    "确认或重新出具已获取信息": "要求行政机关确认或重新出具已获取信息",
    "行政复议": REVIEWS, "行政诉讼": SUITS, "行政应诉": SUITS, "复议": REVIEWS, "诉讼": SUITS,
    "未经复议直接起诉": DIRECT, "直接起诉": DIRECT, "复议后起诉": AFTER_REVIEW,
    "经复议后起诉": AFTER_REVIEW,
    "行政许可": "行政许可", "行政处罚": "行政处罚", "行政强制": "行政强制",
    "行政事业性收费": "行政事业性收费", "行政事业性收费金额": "行政事业性收费",
    "行政事业性收费收费金额": "行政事业性收费", "收取行政事业性收费": "行政事业性收费",
    "政府集中采购总金额": "政府集中采购金额", "采购总金额": "政府集中采购金额",
    "收取信息处理费": CHARGED, "信息处理费": CHARGED, "实际收取": CHARGED,
    "实际收取信息处理费": CHARGED, "实际收取的总金额": CHARGED, "实际收取总金额": CHARGED,
    "实际收取信息处理费总金额": CHARGED, "收取政府信息公开信息处理费": CHARGED,
    "发出收费通知": NOTICES, "收费通知": NOTICES, "收费通知书": NOTICES,
    "收费通知的总金额": NOTICED, "收费通知总金额": NOTICED, "收费通知金额": NOTICED,
}  # fmt: skip
STRONG.pop("其他", None)  # says nothing by itself
WEAK: Final[dict[str, str]] = {"办理": DONE, "答复": DONE, "办理答复": DONE, "作出答复": DONE}
# 及时办理, 延期答复: some of them only
LIMITED: Final = re.compile(r"(当场|延期|逾期|超期|按期|按时|限时|及时|提前|补正|正在|直接)$")
WHOLE: Final = re.compile(
    r"申请(的)?(总量|总数|数量|件数|量)(共|总计|合计|为|是|达到|达|：|有| )*$"
)
JOINED: Final = re.compile(r"复议[、和及与或]{1,2}(者|提起)?(行政)?(诉讼|应诉)$")
YEARLY: Final = re.compile(r"结转(至|到)?(?P<year>20[0-9]{2})年(度)?(继续办理)?$")
FROM_YEAR: Final = re.compile(r"(?P<year>20[0-9]{2})年(度)?(结转)$")
DOCUMENTS: Final = (
    # how 规范性文件 are said to be made, ended, in force
    (re.compile(r"(制定|制发|出台|新制定|印发|新制作)(行政)?规范性文件$"), "规范性文件制发"),
    (re.compile(r"规范性文件(本年|本年度)?(制发|制定|新制作)$"), "规范性文件制发"),
    (re.compile(r"废止(行政)?规范性文件$|规范性文件(本年|本年度)?废止$"), "规范性文件废止"),
    (re.compile(r"现行有效(的)?(行政)?规范性文件$|规范性文件现行有效$"), "规范性文件现行有效"),
    (re.compile(r"(制定|制发|新制定)规章$"), "规章制发"),
    (re.compile(r"废止规章$"), "规章废止"),
    (re.compile(r"现行有效(的)?规章$|规章现行有效$"), "规章现行有效"),
)
CLASSES: Final[dict[str, str]] = {
    **dict.fromkeys(EVERYBODY, ""),
    "自然人": "自然人", "公民": "自然人", "公民个人": "自然人",
    "法人或其他组织": ORGANISATIONS, "法人和其他组织": ORGANISATIONS,
    "法人、其他组织": ORGANISATIONS, "法人及其他组织": ORGANISATIONS,
    "法人或者其他组织": ORGANISATIONS, "法人": ORGANISATIONS, "法人组织": ORGANISATIONS,
    "商业企业": "商业企业", "科研机构": "科研机构", "社会公益组织": "社会公益组织",
    "法律服务机构": "法律服务机构",
}  # fmt: skip
RESULT_WORDS: Final[dict[str, str]] = {
    **{word: word for word in RESULTS.values()},
    "结果维持": "维持", "被维持": "维持", "予以维持": "维持", "结果纠正": "纠正",
    "被纠正": "纠正", "予以纠正": "纠正", "未审结": "尚未审结", "正在审理": "尚未审结",
}  # fmt: skip
BEHIND: Final = re.compile(
    r"^(的)?(申请)?(被|已|均|系|为|属于)?(?P<name>予以公开|部分公开|不予公开|无法提供|不予处理"
    r"|结果维持|结果纠正|被维持|被纠正|尚未审结)"
)


class Endings:
    """Words that a text may end with, and what each names; the longest one counts."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self.names = dict(names)
        self.lengths = sorted({len(word) for word in names}, reverse=True)

    def of(self, text: str) -> str:
        """The longest of the words that the text ends with; "" for none."""
        return next((text[-n:] for n in self.lengths if text[-n:] in self.names), "")


ENDS: Final = {
    "strong": Endings(STRONG),
    "weak": Endings(WEAK),
    "class": Endings(CLASSES),
    "result": Endings(RESULT_WORDS),
    "filler": Endings(dict.fromkeys(FILLERS, "")),
}


def ended(text: str, kind: str) -> tuple[str, str] | None:
    """What the words at the end of a text name, and what stands before them."""
    endings = ENDS[kind]
    word = endings.of(text)
    return (endings.names[word], text[: -len(word)]) if word else None


def bare(text: str) -> list[str]:
    """The text, and what is left of it each time a word that says nothing is taken off its end."""
    stages = [text]
    while filler := ENDS["filler"].of(text):
        text = text[: -len(filler)]
        stages.append(text)
    return stages


def named(text: str, year: int) -> tuple[str, str] | None:
    """The figure that the words at the end of a text name, and what stands before its name.

    `year` is that of the report: 结转2026年继续办理 is said in the report of 2025.
    """
    stages = bare(text)
    for stage in stages:
        found = _exactly(stage, year)
        if found is not None:
            return found
    for stage in stages:
        weak = ended(stage, "weak")
        if weak is not None:
            return None if LIMITED.search(weak[1]) else weak
    return (NEW, text) if WHOLE.search(text) else None


def _exactly(text: str, year: int) -> tuple[str, str] | None:
    for pattern, name in DOCUMENTS:
        if found := pattern.search(text):
            return name, text[: found.start()]
    if found := JOINED.search(text):
        return BOTH, text[: found.start()]
    if found := YEARLY.search(text):
        if int(found["year"]) == year + 1:
            return CARRIED_OUT, text[: found.start()]
        return None
    if found := FROM_YEAR.search(text):
        return (CARRIED_IN, text[: found.start()]) if int(found["year"]) == year - 1 else None
    return ended(text, "strong")

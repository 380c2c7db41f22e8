"""文书用语检查 (letters.md §11): words of the repealed text of 2007, wrong silence, remedy and form.

Phrases are matched, never bare numbers: 15个工作日 is right as the term of a third party, of another
organ and of a 补正. What is quoted, the request as filed or the text of a law, is nobody's wording,
nor is a title in 《》.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.letters import PAPER, Layout, Receiver
from cases.law.outcomes import REVIEW_FIRST_SINCE, Remedy
from cases.law.remedies import FREE_SINCE, Regime, regime_on


class Severity(StrEnum):
    """严重程度: an error stops the issue, a warning is shown."""

    ERROR = "error"
    WARN = "warn"

    @property
    def label(self) -> str:
        """As the page of a draft prints it."""
        return "应当改正" if self is Severity.ERROR else "请核对"


@dataclass(frozen=True)
class Finding:
    """One rule broken: one sentence, the words found, what they are measured by.

    `key` names the rule; where something is missing there are no words.
    """

    key: str
    severity: Severity
    sentence: str
    found: str
    source: str


LETTERS: Final = frozenset(
    code for code, paper in PAPER.items() if paper.layout is Layout.LETTER or paper.is_answer
)
FORMS: Final = frozenset(PAPER) - LETTERS  # they repeat what people said, and word nothing
TO_OTHERS: Final = frozenset(
    code for code, paper in PAPER.items() if paper.to in (Receiver.THIRD_PARTY, Receiver.ORGAN)
)


@dataclass(frozen=True)
class Row:
    """One rule: what a sentence must not say or, where `needed`, the text must.

    `codes` are the papers that it is asked of, `modes` their remedies (none: whatever it is);
    `near`: the same sentence must say this too, `where` the text, `unless` the text must not;
    `since`: for letters made from that day.
    """

    key: str
    pattern: str
    severity: Severity
    sentence: str
    source: str
    codes: Collection[str] = LETTERS
    modes: Collection[Remedy] | None = None
    near: str = ""
    where: str = ""
    unless: str = ""
    needed: bool = False
    since: date = date.min
    of_templates: bool = False  # asked of a template alone


E, W = Severity.ERROR, Severity.WARN
FIRST, FREE, PARTS, OPEN, NO_REMEDY = (
    Remedy.REVIEW_FIRST, Remedy.FREE_CHOICE, Remedy.WITHHELD_FIRST, Remedy.OF_THE_GROUND,
    Remedy.NONE,
)  # fmt: skip
R33_2, R32, R34, R35 = "条例第三十三条第二款", "条例第三十二条", "条例第三十四条", "条例第三十五条"
R36, R30, R31 = "条例第三十六条", "条例第三十条", "条例第三十一条"
REVIEW, SUIT = "行政复议法第二十三条第一款第（四）项", "行政复议法第二十条、行政诉讼法第四十六条"
CONVENTION: Final = "本系统约定"

FIFTEEN: Final = "(?:15|十五)个工作日"
# What stands between two words is bounded, so that no text makes a search long
REST: Final = "[^。；]{0,200}"  # of a clause
NAME: Final = "[^，。；]{0,100}"
# an article of the 条例, and not of a law that is named after it
OF_REGULATION: Final = (
    "(?:政府信息公开条例》(?:（以下简称《条例》）)?|《条例》|(?<!《)条例)[^《》。；]{0,100}?"
)
CITED: Final = f"(?:{OF_REGULATION}|(?:依据|根据|按照))"
PURPOSE: Final = (
    "信息(?:内容)?的?用途|申请的?用途|(?<!土地)(?<!房屋)(?<!规划)用途证明"
    "|(?:说明|注明|载明|证明|提供|填写|补充|告知)(?:其|本人|您|相关|有关|具体|合理|获取|使用|的)*用途"
)
CO_MADE: Final = f"共同制作|{OF_REGULATION}第三十四条"
REVIEW_COMES_FIRST: Final = "先(?:依法)?申请行政复议"
OR_COURT: Final = f"或{REST}提起(?:行政)?诉讼"
EITHER_WAY: Final = f"申请行政复议{REST}{OR_COURT}"
COURT_AT_ONCE: Final = f"复议{REST}{OR_COURT}|或[^。；]{{0,40}}内{REST}提起(?:行政)?诉讼"
SECOND_BODY: Final = f"(?:60|六十)日内向{NAME}(?:或|、){NAME}(?:申请行政复议|提出)"
CLAUSE: Final = (
    f"(?:如|若)(?:您|贵单位)?(?:对本{NAME}不服|不服本)|(?:60|六十)日内{REST}申请行政复议"
    f"|(?:6|六)个月内{REST}提起(?:行政)?诉讼"
    f"|(?:可以?|有权)(?:依法)?(?:向{NAME})?(?:申请行政复议|提起行政诉讼)"
)
NEW_ANSWER: Final = "改变原答复|以本通知为准"  # P21 that is an answer of its own
ONE_OF_TEN: Final = "[一二三四五六七八九十]+"
NO_FONT: Final = "[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]"  # 自造字 and what could not be read

# fmt: off
ROWS: Final = (
    # what, severity, sentence, source, papers …
    # text of 2007, repealed on 2019-05-15
    Row("fifteen_days", f"{FIFTEEN}之?内(?:予以|作出|给予|进行)?(?:书面)?答复", E,
        "“{found}”是2007年条例的答复期限，现行条例规定为20个工作日", R33_2, LETTERS - TO_OTHERS),
    Row("extension_cap_15", f"延长(?:答复的?)?(?:期限)?(?:最长)?不得?超过{FIFTEEN}", E,
        "“{found}”是2007年条例的规定，现行条例规定延长的期限不超过20个工作日", R33_2),
    # an extension of 15 days is lawful today: P7 says its own number, answers say 延长答复期限15个工作日
    Row("extension_of_15", f"延长{FIFTEEN}", E, "“{found}”是2007年条例的表述，延长的工作日数应以延期告知书载明的为准", R33_2,
        LETTERS - {"P7"}),
    Row("extension_fixed", f"延长{FIFTEEN}", E, "“{found}”把延长的工作日数写成了固定数字，应当使用字段workdays", R33_2,
        ("P7",), of_templates=True),
    Row("special_need", "特殊需要|三需要|自身的?生产、生活、科研", E,
        "“{found}”是2007年条例的条件，现行条例不要求申请人有特殊需要", "条例第二十七条"),
    Row("purpose", PURPOSE, E, "“{found}”：现行条例不要求申请人说明政府信息的用途", "条例第二十九条第二款"),
    Row("article_21", f"{CITED}第二十一条(?:第|[（(])", E,
        "“{found}”是2007年条例答复的依据，现行条例为第三十六条至第三十九条", R36),
    Row("article_23", f"{CITED}第二十三条", E, "“{found}”是2007年条例征求第三方意见的依据，现行条例为第三十二条", R32,
        near="第三方|商业秘密|个人隐私|征求"),
    Row("article_24", f"{CITED}第二十四条", E, "“{found}”是2007年条例答复期限的依据，现行条例为第三十三条", R33_2,
        near="期限|工作日|延长|延期|内(?:予以|作出)?答复"),
    Row("silence_is_objection", "视为(?:其|第三方)?不同意", E,
        "“{found}”是2007年条例时期的做法，第三方逾期未提出意见的，由行政机关依照条例决定是否公开", R32),
    Row("old_fees", "检索费|复制费|邮寄费|检索、复制、邮寄", E,
        "“{found}”已经取消，现行只收取信息处理费", "条例第四十二条、处理费办法"),
    Row("old_article", f"{OF_REGULATION}第二十(?:二|五|六|七|八)?条", W,
        "“{found}”：请核对是否为2007年条例的条款", "2007年条例第二十条、第二十二条、第二十五条至第二十八条"),
    Row("old_remedy_article", f"{CITED}第三十三条", W,
        "“{found}”：2007年条例第三十三条是救济的依据，现行条例第三十三条规定答复期限", "条例第五十一条",
        near="复议|诉讼|举报"),
    Row("old_decree", "国务院令第?492号", W, "“{found}”是2007年条例的公布令，现行条例为国务院令第711号", "国务院令第711号"),
    Row("old_interpretation", "法释[〔（([【]2011[〕）)\\]】]17号", W, "“{found}”已于2025年6月1日废止，现行为法释〔2025〕8号",
        "法释〔2025〕8号", since=FREE_SINCE),
    # silence and lapse
    Row("silence_of_third_party", "视为(?:其|第三方|您|贵单位)?同意", E, "“{found}”：第三方逾期未提出意见的，不视为同意公开", R32,
        ("P9", "P10")),
    Row("silence_of_co_maker", "视为同意", E, "征求共同制作机关意见的，应当载明逾期未提出意见的视为同意公开", R34, ("P14",),
        where=CO_MADE, needed=True),
    Row("silence_of_other_organ", "视为(?:其|贵单位)?同意", E, "“{found}”：只有共同制作机关逾期未提出意见的，才视为同意公开", R34, ("P14",),
        unless=CO_MADE),
    Row("reasons_lapse", "视为(?:其|您|贵单位)?放弃", E, "“{found}”：未说明理由或者理由不合理的，不予处理，不是视为放弃", R35, ("P6",)),
    # remedy
    Row("review_first", REVIEW_COMES_FIRST, E, "应当载明先申请行政复议", REVIEW, modes=(FIRST, PARTS), needed=True),
    Row("court_at_once", COURT_AT_ONCE, E, "“{found}”：不予公开的，应当先申请行政复议，不能直接提起行政诉讼", REVIEW, modes=(FIRST,)),
    Row("either_way", EITHER_WAY, E, "应当载明可以申请行政复议，或者提起行政诉讼", SUIT, LETTERS - {"P21"},
        modes=(FREE, PARTS), needed=True),
    Row("either_way_anew", EITHER_WAY, E, "改变原答复内容的，应当载明可以申请行政复议，或者提起行政诉讼", SUIT, ("P21",),
        modes=(FREE,), where=NEW_ANSWER, needed=True),
    Row("review_not_first", REVIEW_COMES_FIRST, E, "“{found}”：本答复不属于复议前置，申请人可以直接提起行政诉讼", SUIT, modes=(FREE,)),
    Row("remedy_named", "申请行政复议", E, "应当载明救济途径", "行政复议法第二十条", modes=(OPEN,), needed=True),
    Row("second_body", SECOND_BODY, E, "“{found}”：2024年1月1日起只能载明一个行政复议机关", "行政复议法第二十四条",
        since=REVIEW_FIRST_SINCE),
    Row("clause_of_step", CLAUSE, E, "“{found}”：程序性告知和不影响权利义务的文书不载明救济途径", "国办函〔2021〕132号第三条", modes=(NO_REMEDY,)),
    # clock
    Row("supplement_pauses", "不(?:计算在|计入)答复期限", E, "“{found}”：补正后答复期限自收到补正的申请之日起计算，不是扣除", R30, ("P5",)),
    Row("mailbox_date", "电子邮件系统(?:接收|收到|显示)[^，。；]{0,8}之日", E, "“{found}”：电子邮件申请以双方确认之日为收到申请之日", R31),
    # form
    Row("unfilled", "\\{[^{}\n]*\\}|×{3,}|X{3,}", E, "“{found}”没有填写", CONVENTION),
    Row("gap", "【待填：[^】]*】", E, "“{found}”没有填写", CONVENTION, LETTERS | FORMS),
    Row("address", "您[（(]贵?单位[）)]|您[/／]贵?单位", E, "“{found}”：对自然人称“您”，对单位称“贵单位”", CONVENTION),
    Row("brackets_of_number", "[一-鿿]{1,20}[（([［【](?:19|20)[0-9]{2}[）)\\]］】]第?[0-9]+号", W,
        "“{found}”：文号的年份应当使用六角括号〔〕", "GB/T 9704—2012"),
    Row("brackets_of_item", f"第(?:\\({ONE_OF_TEN}[)）]|（{ONE_OF_TEN}\\))[项目]", E, "“{found}”：应当使用全角括号", CONVENTION),
    Row("no_font", NO_FONT, E, "“{found}”是字体中没有的字符，打印后会显示为空白", CONVENTION),
    Row("no_font_in_form", NO_FONT, W, "“{found}”是字体中没有的字符，打印后会显示为空白", CONVENTION, FORMS),
)
# fmt: on

QUOTED: Final = "……"
# Titles but the 条例's own, unless something in them is not filled in or cannot be printed
TITLE: Final = re.compile(
    "《(?!条例》|[^《》]{0,60}政府信息公开条例》)"
    f"(?![^《》]{{0,300}}(?:[{{}}【]|×××|XXX|{NO_FONT}))[^《》]{{0,300}}》"
)
STATEMENT: Final = re.compile(r"\{%.*?%\}|\{#.*?#\}", re.DOTALL)
FIELD: Final = re.compile(r"\{\{.*?\}\}", re.DOTALL)
SENTENCE: Final = re.compile(r"[^。\n]+")


def lint(
    text_paragraphs: Iterable[str],
    *,
    code: str,
    remedy_mode: Remedy,
    on: date,
    quoted: Sequence[str],
    leave_out: Collection[str] = (),
) -> tuple[Finding, ...]:
    """What is wrong with a paper made on a day; `quoted` are passages that are not our words.

    `remedy_mode` is that of the letter as it was decided; before 2024 every answer leaves the choice.
    `leave_out` are rules that a setting of the organ puts aside, as the brackets of its 文号.
    """
    mode = remedy_mode
    if PAPER[code].remedy is NO_REMEDY:
        mode = NO_REMEDY
    elif mode is not NO_REMEDY and regime_on(on)[0] is Regime.FREE:
        mode = FREE
    text = _own_words("\n".join(text_paragraphs), quoted)
    found = _findings(text, code, mode, on, of_templates=False)
    return tuple(one for one in found if one.key not in leave_out)


def lint_template(text_paragraphs: Iterable[str], *, code: str, on: date) -> tuple[Finding, ...]:
    """The same of a template's own text, its fields left in place; its remedy is a field as a rule."""
    text = STATEMENT.sub("", "\n".join(text_paragraphs))
    text = _own_words(FIELD.sub(QUOTED, text), ())
    mode = NO_REMEDY if PAPER[code].remedy is NO_REMEDY else None
    return tuple(_findings(text, code, mode, on, of_templates=True))


def _own_words(text: str, quoted: Sequence[str]) -> str:
    """The text without the passages quoted in it: in quotation marks, after a colon, on their own.

    Only there: a request that reads 行政复议 takes nothing out of our own sentences.
    """
    for passage in sorted(set(quoted), key=len, reverse=True):
        words = r"\s*".join(map(re.escape, passage.split()))
        if words:
            place = rf"([“：]\s*|^[^\S\n]*){words}(?=\s*(?:[”。；]|$))"
            text = re.sub(place, rf"\g<1>{QUOTED}", text, flags=re.M)
    return TITLE.sub(f"《{QUOTED}》", text)


def _findings(
    text: str, code: str, mode: Remedy | None, on: date, *, of_templates: bool
) -> Iterator[Finding]:
    for row in ROWS:
        if not _applies(row, text, code, mode, on, of_templates=of_templates):
            continue
        if row.needed:
            if not re.search(row.pattern, text):
                yield Finding(row.key, row.severity, row.sentence, "", row.source)
        elif words := list(dict.fromkeys(map(_visible, _words(row, text)))):
            sentence = row.sentence.format(found="”“".join(words))
            yield Finding(row.key, row.severity, sentence, "、".join(words), row.source)


def _applies(
    row: Row, text: str, code: str, mode: Remedy | None, on: date, *, of_templates: bool
) -> bool:
    return (
        code in row.codes
        and on >= row.since
        and (of_templates or not row.of_templates)
        and (row.modes is None or mode in row.modes)
        and (not row.where or re.search(row.where, text) is not None)
        and (not row.unless or re.search(row.unless, text) is None)
    )


def _words(row: Row, text: str) -> Iterator[str]:
    """Where the rule is broken, sentence by sentence."""
    for sentence in SENTENCE.findall(text):
        if not row.near or re.search(row.near, sentence):
            yield from (match[0] for match in re.finditer(row.pattern, sentence))


def _visible(words: str) -> str:
    """The words with what cannot be seen named by its number."""
    return "".join(one if one.isprintable() else f"U+{ord(one):04X}" for one in words)

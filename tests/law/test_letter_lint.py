"""文书用语检查: every rule finds what it is for and lets the lawful wording pass (letters.md §11)."""

from dataclasses import dataclass
from datetime import date
from time import process_time

import pytest

from cases.law.letter_lint import FORMS, LETTERS, ROWS, Finding, Severity, lint, lint_template
from cases.law.letters import BODY, PAPER
from cases.law.outcomes import Remedy
from cases.law.remedies import Bodies, ItemRemedy, clauses
from tests.filling.naming import texts_of

A, B, PARTS, OPEN, NONE = (
    Remedy.REVIEW_FIRST, Remedy.FREE_CHOICE, Remedy.WITHHELD_FIRST, Remedy.OF_THE_GROUND,
    Remedy.NONE,
)  # fmt: skip
TODAY = date(2026, 3, 20)
BODIES = Bodies("寿光市人民政府", "寿光市人民法院", "https://fy.example.cn", "潍坊市水利局")
RA, RB, RAB = (
    clauses("答复书", "您", [ItemRemedy(1, mode)], TODAY, BODIES)[0] for mode in (A, B, PARTS)
)
LAST_DAY_OF_2023, FIRST_OF_2024 = date(2023, 12, 31), date(2024, 1, 1)
R0 = clauses("答复书", "您", [ItemRemedy(1, A)], LAST_DAY_OF_2023, BODIES)[0]


@dataclass(frozen=True)
class Example:
    """What offends a rule, and what a lawful letter says in its place."""

    bad: str
    good: str
    code: str = "P11"
    mode: Remedy = NONE
    on: date = TODAY


REG = "《中华人民共和国政府信息公开条例》"
# fmt: off
EXAMPLES: dict[str, list[Example]] = {
    "fifteen_days": [
        Example("本机关将自收到申请之日起15个工作日内予以答复。", "本机关将自收到申请之日起20个工作日内予以答复。", "P3"),
        Example("我局应在十五个工作日内答复。", "请自收到之日起15个工作日内补正。", "P5"),
        # the term of the third party, of a co-maker and of other organs (条例 32, 34)
        Example("自收到申请之日起15个工作日之内作出书面答复。", "请自收到本征求意见书之日起15个工作日内书面提出意见。", "P7"),
    ],
    "extension_cap_15": [
        Example("延长答复的期限最长不得超过15个工作日。", "延长的期限不得超过20个工作日。", "P7"),
    ],
    "extension_of_15": [
        # an extension of fifteen days is lawful (条例 33(2): 不得超过20个工作日)
        Example("经负责人同意，延长15个工作日予以答复。", "本机关已于2026年3月9日告知您延长答复期限15个工作日。" + RB, "A2", B),
    ],
    "special_need": [
        Example("您的申请不符合自身生产、生活、科研等特殊需要。", "您的申请内容不明确。", "P5"),
        Example("经审查，不符合“三需要”。", "经审查，属于过程性信息。"),
    ],
    "purpose": [
        Example("请补充说明所需信息的用途。", "请补充所需信息的名称、文号。", "P5"),
        Example("请提供用途证明。", "请写明该宗地的规划用途。", "P5"),
        Example("您未说明用途。", "您申请公开的土地用途变更批复可以公开。"),
    ],
    "article_21": [
        Example("依据《条例》第二十一条第（三）项的规定，现答复如下。", "依据《条例》第三十六条第（四）项的规定，现答复如下。"),
        Example(f"根据{REG}第二十一条（二）项", "依据《中华人民共和国土地管理法》第二十一条第二款"),
        Example("根据第二十一条第（一）项", "《测绘条例》第二十一条第二款"),
    ],
    "article_23": [
        Example("依据《条例》第二十三条，书面征求第三方意见。", "依据《条例》第三十二条，书面征求第三方意见。"),
        Example("按照《条例》第二十三条，该信息涉及商业秘密。", "依据《行政复议法》第二十三条，涉及商业秘密。"),
    ],
    "article_24": [
        Example("依据《条例》第二十四条，应在20个工作日内答复。", "依据《条例》第三十三条第二款，应在20个工作日内答复。"),
    ],
    "silence_is_objection": [
        Example("逾期未答复的，视为不同意公开。", "逾期未提出意见的，由本机关依照《条例》的规定决定是否公开。", "P9"),
    ],
    "old_fees": [
        Example("请缴纳检索费、复制费、邮寄费共20元。", "请缴纳信息处理费100元。", "P15"),
        Example("收取检索、复制、邮寄等成本费用。", "《关于停止征收复制费的通知》已主动公开。", "P15"),
    ],
    "old_article": [
        Example("依据《条例》第二十二条，作区分处理。", "依据《条例》第三十七条，作区分处理。"),
        Example("依据《条例》第二十七条收费。", "依据《行政处罚法》第二十七条移送。"),
    ],
    "old_remedy_article": [
        Example("依据《条例》第三十三条，向上级机关举报。", "依据《条例》第五十一条，向上级机关举报。"),
    ],
    "old_decree": [Example("（国务院令第492号）", "（国务院令第711号）")],
    "old_interpretation": [
        Example("依据法释〔2011〕17号。", "依据法释〔2025〕8号。"),
        Example("依据法释[2011]17号。", "依据法释〔2025〕8号。"),
    ],
    "silence_of_third_party": [
        Example("逾期未提出意见的，视为同意公开。", "逾期未提出意见的，由本机关决定是否公开。", "P9"),
    ],
    "silence_of_co_maker": [
        Example("系本机关与贵单位共同制作，请提出意见。", "系本机关与贵单位共同制作，逾期未提出意见的，视为同意公开。", "P14"),
    ],
    "silence_of_other_organ": [
        Example("逾期未函复的，视为同意公开。", "请于2026年3月20日前书面函复。", "P14"),
    ],
    "reasons_lapse": [
        Example("逾期未说明的，视为放弃申请。", "本机关认为理由不合理的，将不予处理。", "P6"),
    ],
    "review_first": [
        Example("本机关决定不予公开。", RA, "A4", A),
        Example(RB, RAB, "A3", PARTS),
    ],
    "court_at_once": [
        Example(RA + "或者自收到之日起6个月内向法院提起行政诉讼。", RA, "A9", A),
        Example(RA + "也可以申请行政复议或者提起诉讼。", RA, "A9", A),
    ],
    "either_way": [
        Example("如不服本答复书，可以自收到之日起60日内向寿光市人民政府申请行政复议。", RB, "A12", B),
        Example(RA, RAB, "A26", PARTS),
        Example("如不服，可以向法院起诉。", RB.replace("答复书", "告知书"), "P22", B),
    ],
    "either_way_anew": [
        Example("本通知改变原答复的内容。", "本通知改变原答复的内容。" + RB, "P21", B),
    ],
    "review_not_first": [Example(RB + "应当先申请行政复议。", RB, "A12", B)],
    "remedy_named": [Example("以上答复您已当场收到。", RB, "A25", OPEN)],
    "second_body": [Example(R0, RB, "A2", B)],
    "clause_of_step": [
        Example("如不服本告知书，可以申请行政复议。", "特此告知。", "P5"),
        Example(RB, "您可以重新提出申请。", "A27"),
        Example("可以向寿光市人民政府申请行政复议。", "您说明的理由为：准备申请行政复议使用。", "P8"),
    ],
    "supplement_pauses": [
        Example("补正时间不计算在答复期限内。", "答复期限自本机关收到补正的申请之日起计算。", "P5"),
    ],
    "mailbox_date": [
        Example("自电子邮件系统接收之日为收到申请之日。", "经双方确认，收到申请之日为2026年3月2日。", "P3"),
    ],
    "unfilled": [
        Example("请于{reply_by}前补正。", "请于2026年3月24日前补正。", "P5"),
        Example("请于{{ reply_by }}前补正。", "请于2026年3月24日前补正。", "P5"),
        Example("×××：", "慕容秋水："),
        Example("向XXX市人民政府", "向寿光市人民政府"),
        Example("您申请公开的《{title}》", "您申请公开的《验收报告》"),
    ],
    "gap": [
        Example("请于【待填：补正期限】前补正。", "请于2026年3月24日前补正。", "P5"),
        Example("【待填：移送材料】", "申请表1份", "P16"),
    ],
    "address": [
        Example("您（单位）申请公开的信息", "您申请公开的信息"),
        Example("您/贵单位的申请", "贵单位的申请"),
    ],
    "brackets_of_number": [
        Example("以寿自然资公开[2025]7号答复", "以寿自然资公开〔2025〕7号答复"),
        Example("寿政复（2024）第3号", "（2024）鲁07行终12号"),  # a court numbers in its own way
    ],
    "brackets_of_item": [
        Example("第三十六条第(四)项", "第三十六条第（四）项"),
        Example("第三十六条第（四)项", "第（十一）项"),
    ],
    "no_font": [
        Example("慕容\ue83a：", "慕容䶮："),
        Example("慕容\ufffd：", "慕容\U00020bb7："),  # 𠮷: rare, and there are fonts for it
        Example("《\ue83a村规划》", "《李村规划》"),
    ],
    "no_font_in_form": [Example("慕容\ue83a", "慕容䶮", "P2")],
}
# fmt: on
CASES = [pytest.param(key, one, id=key) for key, found in EXAMPLES.items() for one in found]
OF_TEMPLATES = {row.key for row in ROWS if row.of_templates}


def found_in(
    *text: str,
    code: str = "P11",
    mode: Remedy = NONE,
    on: date = TODAY,
    quoted: tuple[str, ...] = (),
) -> list[Finding]:
    return list(lint(text, code=code, remedy_mode=mode, on=on, quoted=quoted))


def keys(*text: str, **how: object) -> set[str]:
    return {one.key for one in found_in(*text, **how)}  # type: ignore[arg-type]


# Every rule


def test_every_rule_has_an_example() -> None:
    assert set(EXAMPLES) | OF_TEMPLATES == {row.key for row in ROWS}
    assert len({row.key for row in ROWS}) == len(ROWS)


@pytest.mark.parametrize(("key", "example"), CASES)
def test_what_offends_a_rule_is_found(key: str, example: Example) -> None:
    found = found_in(example.bad, code=example.code, mode=example.mode, on=example.on)
    (row,) = (row for row in ROWS if row.key == key)
    (one,) = (one for one in found if one.key == key)
    assert (one.severity, one.source) == (row.severity, row.source)
    assert bool(one.found) is not row.needed


@pytest.mark.parametrize(("key", "example"), CASES)
def test_the_lawful_wording_passes_whole(key: str, example: Example) -> None:
    assert found_in(example.good, code=example.code, mode=example.mode, on=example.on) == []


# One letter as offices wrote them under the text of 2007, in our own words

OF_2007 = (
    "政府信息公开申请答复书",
    "您（单位）于2018年3月1日提出的申请收悉，本机关自电子邮件系统接收之日起受理。",
    "因您未说明所需信息的用途，且与自身生产、生活、科研等特殊需要无关，不符合“三需要”，"
    "依据《政府信息公开条例》第二十一条第(三)项的规定，不予提供。",
    "该信息涉及商业秘密，依据《政府信息公开条例》第二十三条征求第三方意见，逾期未答复视为不同意公开。",
    "依据《政府信息公开条例》第二十四条，本机关在15个工作日内予以答复，经批准可以延长15个工作日。",
    "请缴纳检索费、复制费、邮寄费共×××元。",
    "如不服本答复，可以自收到之日起60日内向寿光市人民政府或者潍坊市国土资源局申请行政复议，"
    "或者自收到之日起6个月内向寿光市人民法院提起行政诉讼。",
)


def test_a_letter_after_the_text_of_2007_is_found_out() -> None:
    assert keys(*OF_2007, code="A9", mode=A) == {
        "address", "mailbox_date", "purpose", "special_need", "article_21", "brackets_of_item",
        "article_23", "silence_is_objection", "article_24", "fifteen_days", "extension_of_15",
        "old_fees", "unfilled", "review_first", "court_at_once", "second_body",
    }  # fmt: skip


def test_what_is_quoted_in_it_is_nobodys_wording() -> None:
    text = "".join(OF_2007)
    asked = f"您申请公开：“{text}”。"
    assert found_in(asked, RB, code="A2", mode=B, quoted=(text,)) == []
    assert found_in(asked, RB, code="A2", mode=B, quoted=(asked,)) == []
    assert found_in(asked, RB, code="A2", mode=B) != []


# Quotation


def test_a_request_over_several_lines_is_quoted_however_its_lines_were_broken() -> None:
    asked = "请公开：\n1.检索费标准\n\n2.×××村的三需要证明"
    assert found_in(*f"您申请公开：“{asked}”。".split("\n"), quoted=(asked,)) == []
    assert found_in(f"申请事项：{asked}", quoted=(asked,)) == []


def test_a_request_takes_nothing_out_of_our_own_sentences() -> None:
    """复议 is asked for, and the remedy stands; 答复 is asked for, and 15个工作日内予以答复 is found."""
    for word in ("先申请行政复议", "复议", "申请行政复议"):
        assert found_in(f"您申请公开：“{word}”。", RA, code="A4", mode=A, quoted=(word,)) == []
    asked = ("您申请公开：“答复”。", "将在15个工作日内予以答复。")
    assert keys(*asked, quoted=("答复",)) == {"fifteen_days"}


HOSTILE = (
    "说明您的",
    "条例",
    "申请行政复议或",
    "复议或",
    "或内",
    "可向",
    "60日内向或、",
    "如对本",
    "《",
    "\n",
)


@pytest.mark.parametrize("text", [one * (10_000 // len(one)) for one in HOSTILE], ids=HOSTILE)
def test_no_text_makes_the_search_long(text: str) -> None:
    begun = process_time()
    found_in(text, RB, code="A12", mode=B, quoted=(text, "复议"))
    for mode in (A, B, PARTS, NONE):
        found_in(text + "。", code="A12", mode=mode)
    assert process_time() - begun < 3  # seconds; a letter takes a few thousandths


def test_the_text_of_a_law_is_quoted() -> None:
    law = "第二十一条第二款规定的检索费，视为不同意"
    assert found_in(f"《某某条例》第五条规定：“{law}”。", quoted=(law,)) == []


# Terms that are right


@pytest.mark.parametrize("code", ["P9", "P13", "P14"])
def test_others_may_be_asked_to_answer_within_15_working_days(code: str) -> None:
    text = "请于15个工作日内书面答复。"
    assert "fifteen_days" not in keys(text, code=code)
    assert "fifteen_days" in keys(text, code="P3")


def test_an_extension_of_15_days_is_told_as_it_is() -> None:
    told = "经本机关政府信息公开工作机构负责人同意，答复期限延长15个工作日，至2026年4月21日止。"
    assert found_in(told, code="P7") == []
    assert [one.key for one in lint_template([told], code="P7", on=TODAY)] == ["extension_fixed"]


# Remedies by day and mode


@pytest.mark.parametrize("mode", [A, B, PARTS])
@pytest.mark.parametrize("on", [LAST_DAY_OF_2023, FIRST_OF_2024, TODAY])
@pytest.mark.parametrize("online", [False, True])
def test_our_own_clauses_are_clean_on_their_day(mode: Remedy, on: date, online: bool) -> None:
    said = clauses("答复书", "您", [ItemRemedy(1, mode)], on, BODIES, online=online)
    assert found_in(*said, code="A3", mode=mode, on=on) == []


def test_before_2024_every_answer_leaves_the_choice_and_may_name_two_bodies() -> None:
    assert found_in(R0, code="A4", mode=A, on=LAST_DAY_OF_2023) == []
    assert keys(R0, code="A4", mode=A, on=FIRST_OF_2024) >= {"review_first", "second_body"}


def test_a_refusal_with_the_clause_of_another_answer_is_found_and_the_other_way_round() -> None:
    assert keys(RB, code="A4", mode=A) == {"review_first", "court_at_once"}
    assert keys(RA, code="A12", mode=B) == {"either_way", "review_not_first"}


def test_only_some_papers_of_the_procedure_name_a_remedy() -> None:
    """P12, P20–P22 are acts; whatever mode is told, the others name none (国办函〔2021〕132号 第三条)."""
    steps = {code for code in LETTERS if not PAPER[code].is_answer}
    named = {
        c for c in steps if "clause_of_step" not in keys(RB, "共同制作视为同意", code=c, mode=B)
    }
    assert named == {"P12", "P20", "P21", "P22"}


def test_a_slip_of_the_pen_needs_no_remedy() -> None:
    text = "本机关作出的答复书中，“2025年”应为“2026年”，现予更正。"
    assert found_in(text, code="P21", mode=B) == []
    assert found_in(text, code="P21", mode=NONE) == []
    assert keys(text, RB, code="P21", mode=NONE) == {"clause_of_step"}


def test_the_interpretation_of_2011_stood_until_the_end_of_may_2025() -> None:
    text = "依据法释〔2011〕17号。"
    assert keys(text, on=date(2025, 6, 1)) == {"old_interpretation"}
    assert keys(text, on=date(2025, 5, 31)) == set()


# What is shown


def test_a_character_without_a_font_is_named_by_its_number() -> None:
    (one,) = found_in("慕容\ue83a：")
    assert one.sentence == "“U+E83A”是字体中没有的字符，打印后会显示为空白"


def test_a_rule_is_told_once_with_all_words_that_break_it() -> None:
    (one,) = found_in("收取检索费。", "收取检索费和邮寄费。")
    assert one.found == "检索费、邮寄费"
    assert one.sentence == "“检索费”“邮寄费”已经取消，现行只收取信息处理费"


def test_errors_and_warnings_are_told_apart() -> None:
    found = found_in("三需要，国务院令第492号。")
    assert {one.key: one.severity for one in found} == {
        "special_need": Severity.ERROR, "old_decree": Severity.WARN,
    }  # fmt: skip


def test_an_organ_with_other_brackets_in_its_numbers_leaves_that_rule_out() -> None:
    text, out = ["寿自然资[2026]7号"], ("brackets_of_number",)
    assert lint(text, code="P11", remedy_mode=NONE, on=TODAY, quoted=())
    assert not lint(text, code="P11", remedy_mode=NONE, on=TODAY, quoted=(), leave_out=out)


@pytest.mark.parametrize("code", sorted(FORMS))
def test_a_form_repeats_what_people_said(code: str) -> None:
    said = ("申请公开的内容", "".join(OF_2007), "{{ x }}")
    left = {"silence_of_third_party"} if code == "P10" else set()
    assert keys(*said, code=code) <= left


# Templates


@pytest.mark.parametrize("code", BODY)
def test_our_own_wording_is_clean(code: str) -> None:
    text = [text for part in BODY[code] for text in texts_of(part)]
    assert lint_template(text, code=code, on=TODAY) == ()


def test_fields_of_a_template_are_no_finding_and_single_braces_are() -> None:
    text = [
        "{%p for line in request %}",
        "{{ line }}",
        "{%p endfor %}",
        "请于{{ reply_by }}前补正。",
    ]
    assert lint_template(text, code="P5", on=TODAY) == ()
    (one,) = lint_template(["请于{reply_by}前补正。"], code="P5", on=TODAY)
    assert (one.key, one.found) == ("unfilled", "{reply_by}")


def test_a_template_after_the_text_of_2007_is_found_out() -> None:
    found = lint_template(OF_2007, code="A9", on=TODAY)
    assert {one.key for one in found} >= {"special_need", "article_21", "second_body"}


def test_a_template_of_a_step_with_a_remedy_of_its_own_is_found() -> None:
    (one,) = lint_template([RB, "特此告知。"], code="P7", on=TODAY)
    assert one.key == "clause_of_step"

"""Every answer for person and organisation, with and without 补正 and 延期: nothing left unfilled."""

import os
from pathlib import Path

import pytest

from cases.actions import letters
from cases.actions.paper_templates import built_in
from cases.filling.matter import Matter
from cases.law.letter_lint import Severity, lint
from cases.law.outcomes import Remedy
from cases.letters.paragraphs import paragraphs, text_of
from tests.letters.cases_of_letters import COMPANY, EXTENSION, PERSON, SUPPLEMENT, answered

HERE = Path(__file__).parent / "texts"
NUMBER, DAY = "寿自然资依复〔2026〕7号", "2026年3月17日"
CODES = tuple(f"A{n}" for n in range(1, 25))
# letters.md §4.2, column 「mode」: A review first, A+B for the withheld part, B free choice
FIRST = ("A4", "A5", "A6", "A7", "A8", "A9", "A10")
MODES = dict.fromkeys(CODES, Remedy.FREE_CHOICE) | {
    **dict.fromkeys(FIRST, Remedy.REVIEW_FIRST), "A3": Remedy.WITHHELD_FIRST,
}  # fmt: skip


def written(matter: Matter, code: str) -> bytes:
    words = letters.said(matter, code, {}, NUMBER, DAY)
    return letters.docx(built_in(code), letters.strict(matter, code, words))


@pytest.mark.parametrize("extended", [False, True], ids=["plain", "extended"])
@pytest.mark.parametrize("supplemented", [False, True], ids=["clear", "supplemented"])
@pytest.mark.parametrize("of", [PERSON, COMPANY], ids=["person", "organisation"])
@pytest.mark.parametrize("code", CODES)
def test_an_answer_has_every_field_and_speaks_to_whom_it_is_for(
    code: str, of, supplemented: bool, extended: bool
) -> None:
    steps = (SUPPLEMENT if supplemented else ()) + (EXTENSION if extended else ())
    matter = answered(code, of=of, steps=steps)
    text = text_of(written(matter, code))
    for left in ("{", "}", "【待填", "None", "您（单位）", "××"):
        assert left not in text
    assert text.startswith(f"政府信息公开申请答复书\n{NUMBER}\n{of.name}：")
    said, other = ("您", "贵单位") if of is PERSON else ("贵单位", "您")
    assert said in text
    assert other not in text
    # 条例 30: after a 补正 the letter says so, and gives its text
    assert ("因申请内容不明确" in text) == (supplemented or code == "A15")
    assert ("延长答复期限10个工作日" in text) == extended
    assert matter.remedy is MODES[code]
    found = lint(
        [p.text for p in paragraphs(written(matter, code))], code=code, remedy_mode=MODES[code],
        on=matter.on, quoted=letters.quoted(letters.said(matter, code, {}, NUMBER, DAY)),
    )  # fmt: skip
    assert [f.sentence for f in found if f.severity is Severity.ERROR] == []


@pytest.mark.parametrize("code", CODES)
def test_the_text_of_an_answer_is_the_one_that_was_agreed_on(code: str) -> None:
    """Wording is changed on purpose or not at all: RENEW=1 writes the texts anew, to be read."""
    plain = text_of(written(answered(code), code))
    rich = text_of(written(answered(code, of=COMPANY, steps=(*SUPPLEMENT, *EXTENSION)), code))
    text = f"{plain.strip()}\n\n----\n\n{rich.strip()}\n"
    file = HERE / f"{code}.txt"
    if os.environ.get("RENEW"):
        HERE.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == text


def test_five_items_with_five_outcomes_stand_in_one_letter() -> None:
    matter = answered("A1", "A8", "A12", "A13", "A16")
    text = text_of(written(matter, "A26"))
    for number, words in (
        ("（一）", "已于2026年1月15日主动公开"),
        ("（二）", "人事管理方面的内部事务信息"),
        ("（三）", "该政府信息不存在"),
        ("（四）", "由寿光市水利局制作"),
        ("（五）", "属于信访事项"),
    ):
        [block] = [line for line in text.split("\n") if words in line]
        assert block.startswith(f"{number}依据《")
    # the 条例 is named in full once, where it comes first, and by its short name from there on
    assert text.count("《中华人民共和国政府信息公开条例》（以下简称《条例》）") == 1
    assert "（二）依据《条例》第十六条第一款、第三十六条第（三）项的规定，" in text
    # review first for item 2 only, the others are a free choice
    assert "对本答复书第2项不服的，依据《中华人民共和国行政复议法》第二十三条" in text
    assert "对其他内容不服的，可以自收到本答复书之日起60日内" in text
    assert matter.remedy is Remedy.WITHHELD_FIRST


def test_a_query_by_special_rules_is_a_free_choice_though_its_row_is_a_refusal() -> None:
    text = text_of(written(answered("A11"), "A11"))
    assert "如不服本答复书，可以自收到本答复书之日起60日内" in text
    assert "或者自收到本答复书之日起6个月内" in text
    assert "先申请行政复议" not in text

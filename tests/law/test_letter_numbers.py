"""文号: the grammar with the numbers that offices really print, and what no setting may be."""

import re
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.law.letter_numbers import (
    BRACKETS,
    CODE,
    DEFAULT_PATTERN,
    LARGEST_PAD,
    LONGEST_PATTERN,
    SEQ,
    SUFFIX,
    TOKENS,
    YEAR,
    BadPattern,
    Counted,
    Numbering,
    Pattern,
    Series,
    Wrong,
    parse,
    shape_of,
    shapes,
    usual,
    wrongs,
)

S = Series


@pytest.mark.parametrize(
    ("pattern", "code", "seq", "suffix", "printed"),
    [
        # GB/T 9704 7.2.5: the year in full in 〔〕, no 「第」, no leading zero, 「号」 after the serial
        ("{代字}〔{yyyy}〕{seq}号", "寿自然资依复", 7, "", "寿自然资依复〔2026〕7号"),
        ("{代字}{brL}{yyyy}{brR}{seq}号", "寿自然资依复", 7, "", "寿自然资依复〔2026〕7号"),
        # one case number for life, a suffix for each paper: …第N号-收件, 第58号—告
        ("{代字}〔{yyyy}〕第{seq}号{suffix}", "公开", 58, "-收件", "公开〔2026〕第58号-收件"),
        ("{代字}〔{yyyy}〕第{seq}号{suffix}", "公开", 58, "—告", "公开〔2026〕第58号—告"),
        ("{代字}〔{yyyy}〕第{seq}号{suffix}", "公开", 58, "", "公开〔2026〕第58号"),
        # own 代字 for each kind: 信收, 信答; two series, zero-padded: 公依, 公补
        ("{代字}〔{yyyy}〕{seq}号", "信答", 112, "", "信答〔2026〕112号"),
        ("{代字}〔{yyyy}〕{seq:3}号", "公补", 9, "", "公补〔2026〕009号"),
        # one series: X政依复〔2023〕第1号
        ("{代字}〔{yyyy}〕第{seq}号", "寿政依复", 1, "", "寿政依复〔2026〕第1号"),
        # one-character codes 回 权 征 补 延 答, here after the organ's 代字
        ("{代字}{suffix}〔{yyyy}〕{seq}号", "沪规公开", 5, "延", "沪规公开延〔2026〕5号"),
        # other brackets of practice
        ("{代字}[{yyyy}]{seq:4}号", "宿政公", 31, "", "宿政公[2026]0031号"),
        ("（{yyyy}）", "", 1, "", None),
        ("{代字}（{yyyy}）年第{seq}号", "宿政公", 31, "", "宿政公（2026）年第31号"),
    ],
)
def test_numbers_are_written_as_offices_print_them(
    pattern: str, code: str, seq: int, suffix: str, printed: str | None
) -> None:
    if printed is None:
        with pytest.raises(BadPattern):
            parse(pattern)
    else:
        assert parse(pattern).written(code, 2026, seq, suffix) == printed


def test_the_serial_grows_beyond_its_padding() -> None:
    pattern = parse("{代字}〔{yyyy}〕{seq:2}号")
    printed = [pattern.written("公依", 2027, seq) for seq in (1, 99, 100)]
    assert printed == ["公依〔2027〕01号", "公依〔2027〕99号", "公依〔2027〕100号"]


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("", "有且只有一个{代字}（机关代字）"),
        ("〔{yyyy}〕{seq}号", "有且只有一个{代字}（机关代字）"),
        ("{代字}{代字}〔{yyyy}〕{seq}号", "有且只有一个{代字}（机关代字）"),
        ("{代字}{seq}号", "有且只有一个{yyyy}（年份）"),
        ("{代字}〔{yyyy}〕〔{yyyy}〕{seq}号", "有且只有一个{yyyy}（年份）"),
        ("{代字}〔{yyyy}〕号", "有且只有一个{seq}（序号）"),
        ("{代字}〔{yyyy}〕{seq}{seq:4}号", "有且只有一个{seq}（序号）"),
        ("{代字}〔{yyyy}〕{seq}号{suffix}{suffix}", "{suffix}（后缀）最多一个"),
        ("{代字}〔{yy}〕{seq}号", "没有“{yy}”这一项，可以使用的为" + TOKENS),
        ("{代字}〔{yyyy}〕{第?}{seq}号", "没有“{第?}”这一项"),
        ("{代字}〔{yyyy}〕{seq.__class__}号", "没有“{seq.__class__}”这一项"),
        ("{代字}〔{yyyy}〕{}号", "没有“{}”这一项"),
        ("{代字}〔{yyyy}〕{seq:}号", "没有“{seq:}”这一项"),
        ("{代字}〔{yyyy}〕{seq:４}号", "没有“{seq:４}”这一项"),
        ("{代字}〔{yyyy}〕{seq:0}号", "位数应为1至6"),
        ("{代字}〔{yyyy}〕{seq:7}号", "位数应为1至6"),
        ("{代字}〔{yyyy〕{seq}号", "花括号应当成对"),
        ("{代字}〔{yyyy}〕{seq}号}", "花括号应当成对"),
        ("{{代字}}〔{yyyy}〕{seq}号", "花括号应当成对"),
        ("{代字}〔{yyyy}〕{seq}", "序号后面应当是“号”字"),
        ("{代字}〔{yyyy}〕{seq}{suffix}号", "序号后面应当是“号”字"),
        ("{yyyy}{代字}第{seq}号", "依次为机关代字、年份、序号"),
        ("{代字}第{seq}号〔{yyyy}〕", "依次为机关代字、年份、序号"),
        ("{代字}{yyyy}{seq}号", "年份和序号之间应当有固定的文字"),
        ("{代字}〔{yyyy}{suffix}{seq}号〕", "年份和序号之间应当有固定的文字"),
        ("{代字}〔{yyyy}{seq}号", "年份和序号之间应当有固定的文字"),
        ("{代字}〔{yyyy}）{seq}号", "括号应当成对"),
        ("{代字}{brL}{yyyy}-{seq}号", "括号应当成对"),
        ("{代字}〕{yyyy}〔{seq}号", "括号应当成对"),
        ("{代字}〔{yyyy}〕1{seq}号", "固定文字只能是汉字、字母"),  # a digit before the serial
        ("{代字}〔{yyyy}〕 {seq}号", "固定文字只能是汉字、字母"),
        ("{代字}〔{yyyy}〕\n{seq}号", "固定文字只能是汉字、字母"),
        ("{代字}〔{yyyy}〕{seq}号<b>", "固定文字只能是汉字、字母"),
        ("{代字}〔{yyyy}〕{seq}号" + "号" * LONGEST_PATTERN, f"最多{LONGEST_PATTERN}个字符"),
    ],
)
def test_a_pattern_that_writes_no_number_is_refused_with_one_sentence(
    pattern: str, sentence: str
) -> None:
    with pytest.raises(BadPattern) as refused:
        parse(pattern)
    assert sentence in str(refused.value)
    assert "。" not in str(refused.value)


def test_the_usual_numbering_has_a_series_for_answers_and_one_for_procedural_papers() -> None:
    """Its 代字 differ after the organ's own, since both print by one pattern (our convention)."""
    numbering = Numbering(parse(DEFAULT_PATTERN), usual("寿自然资"))
    assert numbering.in_use() == (S.ANSWER, S.NOTICE)
    assert numbering.joined(S.ANSWER) == (S.ANSWER,)
    assert set(numbering.joined(S.NOTICE)) == set(S) - {S.ANSWER}
    assert numbering.written(S.ANSWER, 2026, 3) == "寿自然资依复〔2026〕3号"
    assert numbering.written(S.SUPPLEMENT, 2026, 3) == "寿自然资依告〔2026〕3号"


def test_every_kind_has_its_character() -> None:
    assert [kind.label for kind in S] == list("收补征延费答告送")


def kinds(**given: Counted) -> dict[Series, Counted]:
    """The usual setting of the 代字 寿, but for what a test says."""
    return usual("寿") | {S(name): counted for name, counted in given.items()}


PLAIN = parse(DEFAULT_PATTERN)
WITH_SUFFIX = parse("{代字}〔{yyyy}〕{seq}号{suffix}")


@pytest.mark.parametrize(
    ("setting", "wrong"),
    [
        # joins a series that joins another itself
        (kinds(fee=Counted(S.RECEIPT)), (S.FEE, "series", "“收”没有自己的系列，不能编入")),
        (kinds(fee=Counted(S.FEE, "")), (S.FEE, "code", "“费”系列的代字应为1至20个汉字")),
        (kinds(fee=Counted(S.FEE, "寿费" * 11)), (S.FEE, "code", "“费”系列的代字应为1至20个")),
        (kinds(fee=Counted(S.FEE, "寿2费")), (S.FEE, "code", "不能有数字")),
        (kinds(fee=Counted(S.FEE, "寿２费")), (S.FEE, "code", "不能有数字")),
        (kinds(fee=Counted(S.FEE, "寿{seq}")), (S.FEE, "code", "应为1至20个汉字")),
        (kinds(fee=Counted(S.NOTICE, "寿费")), (S.FEE, "code", "编入“告”系列，不另设代字")),
        (kinds(fee=Counted(S.NOTICE, "", "费")), (S.FEE, "suffix", "文号格式中没有{suffix}")),
        (kinds(fee=Counted(S.NOTICE, "", "费1")), (S.FEE, "suffix", "应为汉字、字母或者连接号")),
        (kinds(fee=Counted(S.NOTICE, "", "费" * 11)), (S.FEE, "suffix", "最多10个字符")),
    ],
)
def test_what_no_setting_may_be_is_named_with_its_field(
    setting: dict[Series, Counted], wrong: tuple[Series, str, str]
) -> None:
    (found,) = wrongs(PLAIN, setting)
    assert (found.kind, found.field) == wrong[:2]
    assert wrong[2] in found.sentence
    with pytest.raises(AssertionError):
        Numbering(PLAIN, setting)


def test_everything_that_is_wrong_is_named_at_once() -> None:
    found = wrongs(PLAIN, kinds(fee=Counted(S.FEE, "", "费"), answer=Counted(S.ANSWER, "")))
    assert {(wrong.kind, wrong.field) for wrong in found} == {
        (S.FEE, "code"), (S.FEE, "suffix"), (S.ANSWER, "code"),
    }  # fmt: skip


ALIKE = "“答”“告”两个系列会编出相同的文号，应当使用不同的代字或者后缀"


def test_two_series_of_one_code_are_refused() -> None:
    same = kinds(answer=Counted(S.ANSWER, "寿公开"), notice=Counted(S.NOTICE, "寿公开"))
    assert wrongs(PLAIN, same) == (Wrong(S.NOTICE, "code", ALIKE),)


def test_two_series_may_share_their_code_where_the_suffix_tells_them_apart() -> None:
    """…〔2026〕1号复 is never …〔2026〕1号告: every kind of the second series needs its suffix."""
    apart = {kind: Counted(S.NOTICE, "", "告") for kind in S} | {
        S.NOTICE: Counted(S.NOTICE, "寿公开", "告"),
        S.ANSWER: Counted(S.ANSWER, "寿公开", "复"),
    }
    assert wrongs(WITH_SUFFIX, apart) == ()
    one_forgotten = apart | {S.FEE: Counted(S.NOTICE, "", "复")}
    assert wrongs(WITH_SUFFIX, one_forgotten) == (Wrong(S.NOTICE, "code", ALIKE),)


def test_a_code_and_a_suffix_together_can_be_anothers_code() -> None:
    """寿 + 依复 before the year prints as 寿依 + 复 does."""
    pattern = parse("{代字}{suffix}〔{yyyy}〕{seq}号")
    setting = kinds(answer=Counted(S.ANSWER, "寿", "依复"), notice=Counted(S.NOTICE, "寿依", "复"))
    assert [wrong.kind for wrong in wrongs(pattern, setting)] == [S.NOTICE]


def test_papers_of_one_series_may_look_alike() -> None:
    """They share a counter: no serial is given twice."""
    one = {kind: Counted(S.ANSWER) for kind in S} | {S.ANSWER: Counted(S.ANSWER, "寿政依复")}
    numbering = Numbering(PLAIN, one)
    assert numbering.in_use() == (S.ANSWER,)
    assert {numbering.written(kind, 2026, 1) for kind in S} == {"寿政依复〔2026〕1号"}


def test_a_series_for_every_kind() -> None:
    each = {kind: Counted(kind, f"信{kind.label}") for kind in S}
    numbering = Numbering(PLAIN, each)
    assert numbering.in_use() == tuple(S)
    assert numbering.written(S.EXTENSION, 2027, 12) == "信延〔2027〕12号"


words = st.text(alphabet="寿依复告A-—", min_size=1, max_size=3)
patterns = st.sampled_from(
    [
        "{代字}〔{yyyy}〕{seq}号",
        "{代字}〔{yyyy}〕{seq:3}号{suffix}",
        "{代字}{suffix}〔{yyyy}〕第{seq}号",
        "依{代字}（{yyyy}）复{seq}号{suffix}告",
    ]
)


@st.composite
def settings(draw: st.DrawFn) -> tuple[Pattern, dict[Series, Counted]]:
    pattern = parse(draw(patterns))
    heads = draw(st.sets(st.sampled_from(list(S)), min_size=1, max_size=3))
    suffix = st.just("") | words if pattern.takes_suffix else st.just("")
    return pattern, {
        kind: Counted(
            kind if kind in heads else draw(st.sampled_from(sorted(heads))),
            draw(words) if kind in heads else "",
            draw(suffix),
        )
        for kind in S
    }


@given(settings(), st.integers(1, 3000))
def test_a_setting_is_refused_exactly_where_two_series_can_print_one_number(
    setting: tuple[Pattern, dict[Series, Counted]], serial: int
) -> None:
    """Asked of the numbers themselves, years taken for serials among them."""
    pattern, counted = setting
    printed = {
        kind: {
            pattern.written(counted[counted[kind].series].code, year, seq, counted[kind].suffix)
            for year in (2026, 2027)
            for seq in (serial, 1, 2026, 2027)
        }
        for kind in S
    }
    meet = any(
        not printed[one].isdisjoint(printed[other])
        for one, other in combinations(S, 2)
        if counted[one].series is not counted[other].series
    )
    assert bool(wrongs(pattern, counted)) == meet


def test_a_shape_is_a_number_without_its_digits() -> None:
    assert shape_of("寿依复〔2026〕0031号") == shape_of("寿依复〔2027〕1号") == "寿依复〔0〕0号"
    assert shapes(PLAIN, usual("寿")) == {
        S.ANSWER: {"寿依复〔0〕0号"},
        S.NOTICE: {"寿依告〔0〕0号"},
    }


def test_the_places_named_in_refusals_are_those_that_are_known() -> None:
    named = re.findall(r"\{([^{}:]+)(?::4)?\}", TOKENS)
    assert set(named) == {CODE, YEAR, SEQ, SUFFIX, *BRACKETS}
    assert parse(f"{{代字}}〔{{yyyy}}〕{{seq:{LARGEST_PAD}}}号").written("公依", 2026, 1) == (
        "公依〔2026〕000001号"
    )

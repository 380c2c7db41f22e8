"""主题判定: which words decide, what a correction changes and what it cannot change."""

import pytest

from cases.errors import BadInput
from cases.topics.default_words import DEFAULT, ROWS
from cases.topics.dictionary import (
    HINT,
    LONGEST_WORD,
    MOST_TOPICS,
    MOST_WORDS,
    OTHER,
    TELLING,
    USUAL,
    Dictionary,
    Topic,
    dictionary_from,
    written,
)
from cases.topics.naming import (
    ASKED_COUNTS,
    LEARNED_MOST,
    By,
    corrections_from,
    key_of,
    name_topic,
)
from cases.topics.segmenting import segmenter, words_in

SMALL = dictionary_from("土地：征地*4、补偿\n教育：学校*4、食堂、校服*1\n财政：预算*4、招标")


def test_the_topic_is_the_one_whose_words_weigh_most_and_they_are_named() -> None:
    named = name_topic("申请公开征地补偿的预算", SMALL)
    # asked for, so each counts twice: 征地 4 + 补偿 2 = 6 → 12 against 预算 4 → 8
    assert (named.topic, named.score, named.words) == ("土地", 12, (("征地", 8), ("补偿", 4)))
    assert (named.runner_up, named.runner_up_score) == ("财政", 8)


def test_what_is_asked_for_counts_twice_and_the_story_around_it_once() -> None:
    named = name_topic("因为学校征地的事情，申请公开今年的预算", SMALL)
    # the story: 学校 4, 征地 4; asked for: 预算 4 × 2 = 8
    assert (named.topic, named.score) == ("财政", 8)
    assert named.runner_up_score == 4


def test_a_word_that_is_said_often_counts_once() -> None:
    once, often = (
        name_topic(text, SMALL).score for text in ("申请公开学校", "申请公开学校，学校，学校")
    )
    assert once == often == TELLING * ASKED_COUNTS


def test_a_word_within_a_longer_one_is_found() -> None:
    assert name_topic("申请公开低保户名单", dictionary_from("保障：低保*4")).topic == "保障"


def test_of_words_that_lie_within_each_other_the_longer_one_counts() -> None:
    nested = dictionary_from("土地：承包地\n物业：承包地块管理*4、管理")
    named = name_topic("申请公开承包地块管理办法", nested)
    # the one long word asked for: 4 × 2; neither 承包地 nor 管理 within it
    assert (named.topic, named.score, named.runner_up) == ("物业", 8, None)


def test_long_words_that_overlap_both_count() -> None:
    both = dictionary_from("教育：食堂承包\n农业：承包合同")
    named = name_topic("申请公开食堂承包合同", both)
    assert {named.topic, named.runner_up} == {"教育", "农业"}
    assert named.score == named.runner_up_score == USUAL * ASKED_COUNTS


def test_where_two_weigh_the_same_what_is_said_first_decides() -> None:
    # 预算 and 征地 weigh 4 each; 土地 stands before 财政 in the dictionary
    assert name_topic("申请公开预算与征地", SMALL).topic == "财政"
    assert name_topic("申请公开征地与预算", SMALL).topic == "土地"


def test_the_words_of_asking_make_no_word_with_what_is_asked_for() -> None:
    assert name_topic("请公开学校", dictionary_from("教育：开学")).topic == OTHER


def test_one_hint_is_too_little_and_two_are_enough() -> None:
    hints = dictionary_from("学校：校服*1、食堂*1\n道路：桥梁")
    assert name_topic("申请公开校服", hints).topic == OTHER
    assert name_topic("申请公开校服、食堂", hints).topic == "学校"


@pytest.mark.parametrize(
    "text", ["", "。。。", "申请公开", "12345", "asdf qwer", "\N{GRINNING FACE}"]
)
def test_what_says_nothing_is_other(text: str) -> None:
    named = name_topic(text, DEFAULT)
    assert (named.topic, named.by) == (OTHER, By.NONE)


def test_a_correction_decides_for_the_very_same_wording_whatever_its_marks() -> None:
    learned = corrections_from([("申请公开学校食堂的招标文件。", "财政")], SMALL)
    named = name_topic("申请公开  学校食堂的招标文件！", SMALL, learned)
    assert (named.topic, named.by) == ("财政", By.SAME_WORDING)
    assert name_topic("申请公开学校食堂的菜单", SMALL, learned).topic == "教育"


def test_the_newest_correction_of_a_wording_decides() -> None:
    learned = corrections_from([("校服款", "财政"), ("校服款", "教育")], SMALL)
    assert name_topic("校服款", SMALL, learned).topic == "教育"


def test_the_words_of_a_correction_count_for_later_ones() -> None:
    text, later = "申请公开龙山墓园迁移花名册", "想了解龙山墓园迁移的进展"
    assert name_topic(later, SMALL).topic == OTHER
    learned = corrections_from([(text, "土地")], SMALL)
    named = name_topic(later, SMALL, learned)
    assert named.topic == "土地"
    assert named.learned


def test_no_number_of_corrections_overturns_a_telling_word() -> None:
    wrong = [(f"申请公开龙山墓园迁移水塔扩容机房搬运账簿第{n}卷", "财政") for n in range(50)]
    learned = corrections_from(wrong, SMALL)
    named = name_topic("申请公开龙山墓园迁移水塔扩容机房搬运账簿征地", SMALL, learned)
    assert named.topic == "土地"
    assert named.runner_up_score <= LEARNED_MOST < TELLING * ASKED_COUNTS


def test_words_that_were_corrected_to_two_topics_tell_neither() -> None:
    learned = corrections_from([("龙山墓园迁移", "土地"), ("龙山墓园水塔", "财政")], SMALL)
    assert "龙山" not in learned.words
    assert "墓园" not in learned.words


def test_a_topic_that_left_the_dictionary_is_not_given_any_more() -> None:
    learned = corrections_from([("校服款", "旧主题")], SMALL)
    assert name_topic("校服款", SMALL, learned).topic != "旧主题"


def test_equal_wordings_meet_in_one_key() -> None:
    assert key_of("申请公开 ２０２３年预算。") == key_of("申请公开2023年预算")
    assert key_of("申请公开2023年预算") != key_of("申请公开2024年预算")


def test_words_of_a_dictionary_are_taken_whole_and_segmenters_are_kept() -> None:
    added = frozenset({"山海关路小学操场"})
    assert "山海关路小学操场" in words_in("山海关路小学操场改造", added)
    assert "山海关路小学操场" not in words_in("山海关路小学操场改造")
    assert segmenter(added) is segmenter(added)


def test_a_dictionary_is_read_as_it_is_written() -> None:
    assert dictionary_from(written(DEFAULT)) == DEFAULT
    assert dictionary_from(written(SMALL)) == SMALL
    assert len(DEFAULT.topics) == len(ROWS) == 18


def test_marks_of_a_typed_dictionary_may_be_of_either_width() -> None:
    typed = dictionary_from("土地: 征地*4, 补偿；拆迁×1\n\n  教育：学校  \n")
    assert typed == Dictionary(
        (
            Topic("土地", (("征地", TELLING), ("补偿", USUAL), ("拆迁", HINT))),
            Topic("教育", (("学校", USUAL),)),
        )
    )


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "词典至少应有一个主题"),
        ("征地、拆迁", "第1行没有冒号"),
        ("土地：征地\n\n土地：拆迁", "第3行的主题“土地”前面已经有了"),
        ("土地：", "第1行的主题“土地”没有词"),
        ("地：征地", "第1行的主题“地”应为2至12个"),
        ("其他：征地", "第1行的“其他”不能设词"),
        ("土地：征地*0", "第1行的词“征地”分值为0，应为1至9"),
        ("土地：征地*10", "应为1至9"),
        (f"土地：{'长' * (LONGEST_WORD + 1)}", "应为1至12个汉字"),
        ("土地：<script>", "第1行的词“<script>”应为"),
        ("土地：=1+1", "应为1至12个汉字"),
        ("\n".join(f"主题{n}：词{n}" for n in range(MOST_TOPICS + 1)), "主题共41个，应不超过40个"),
        (
            f"土地：{'、'.join(f'词{n}' for n in range(MOST_WORDS + 1))}",
            "有801个词，应不超过800个",
        ),
    ],
)
def test_what_no_dictionary_can_have_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        dictionary_from(text)
    assert sentence in refused.value.sentence


def test_every_wrong_line_is_named() -> None:
    with pytest.raises(BadInput) as refused:
        dictionary_from("征地\n土地：征地\n拆迁")
    assert [fault.sentence[:3] for fault in refused.value.faults] == ["第1行", "第3行"]

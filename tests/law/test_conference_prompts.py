"""When a 会商 is advised (letters.md §6): each prompt at its threshold and just below it."""

from dataclasses import replace

import pytest

from cases.law.conference_prompts import (
    EXPROPRIATION_WORDS,
    PROMPT_ROWS,
    REFUSING,
    TIME_COUNTS,
    PromptFacts,
    as_markdown,
    expropriation_words,
    prompts,
)

# One applicant asks one organ for a plan that it holds alone and gives
QUIET = PromptFacts(
    request="2025年度道路绿化养护计划",
    outcomes=frozenset({"A2"}),
    grounds=frozenset(),
    organs_holding=1,
    organs_asked=1,
    persons_asking=1,
    earlier_challenges=0,
    like_disclosed=(),
)


def spoken(facts: PromptFacts) -> dict[str, str]:
    return {prompt.key: prompt.sentence for prompt in prompts(facts)}


def of(*codes: str) -> PromptFacts:
    return replace(QUIET, outcomes=frozenset(codes))


def test_an_ordinary_case_is_left_alone() -> None:
    assert prompts(QUIET) == ()


# letters.md §6: ground A4–A7; several organs hold parts; ≥ 3 organs or ≥ 5 persons; an earlier review
# or suit; words of expropriation; doubt on 党务 or 档案移交; a refusal where a like case was disclosed
@pytest.mark.parametrize(
    ("key", "speaks", "silent", "named"),
    [
        ("hard_ground", of("A4"), of("A3"), "属于国家秘密"),
        ("hard_ground", of("A7"), of("A8"), "保护第三方合法权益"),
        (
            "hard_ground",
            replace(of("A3"), grounds=frozenset({"A6"})),
            replace(of("A3"), grounds=frozenset({"A9"})),
            "危及“三安全一稳定”",
        ),
        (
            "several_organs",
            replace(QUIET, organs_holding=2),
            replace(QUIET, organs_holding=1),
            "2个机关",
        ),
        ("many_organs", replace(QUIET, organs_asked=3), replace(QUIET, organs_asked=2), "3个机关"),
        (
            "many_persons",
            replace(QUIET, persons_asking=5),
            replace(QUIET, persons_asking=4),
            "5名申请人",
        ),
        (
            "earlier_challenge",
            replace(QUIET, earlier_challenges=1),
            replace(QUIET, earlier_challenges=0),
            "共1次",
        ),
        (
            "expropriation",
            replace(QUIET, request="东关村房屋征收的补偿安置方案"),
            replace(QUIET, request="东关村房屋租赁的补贴方案"),
            "“征收”“补偿安置”",
        ),
        ("archives_doubt", of("A22"), of("A23"), "“已移交国家档案馆”"),
        ("party_doubt", of("A24"), of("A13"), "“党务信息”"),
        (
            "like_disclosed",
            replace(of("A9"), like_disclosed=("2025-003", "2025-017")),
            replace(of("A2"), like_disclosed=("2025-003", "2025-017")),  # it is given here too
            "2025-003、2025-017",
        ),
        ("like_disclosed", replace(of("A9"), like_disclosed=("2025-003",)), of("A9"), "2025-003"),
    ],
)
def test_a_prompt_speaks_at_its_threshold_and_not_below(
    key: str, speaks: PromptFacts, silent: PromptFacts, named: str
) -> None:
    assert named in spoken(speaks)[key]
    assert key not in spoken(silent)


def test_the_count_of_the_case_is_named_and_not_the_threshold() -> None:
    many = replace(QUIET, organs_asked=8, persons_asking=41)
    assert "8个机关" in spoken(many)["many_organs"]
    assert "41名申请人" in spoken(many)["many_persons"]


def test_all_hard_grounds_are_named_once_in_the_order_of_the_catalogue() -> None:
    facts = replace(of("A7", "A26"), grounds=frozenset({"A7", "A5", "A9"}))
    assert "（法律、行政法规禁止公开；保护第三方合法权益）" in spoken(facts)["hard_ground"]


def test_a_hard_ground_names_who_decides_in_the_end() -> None:
    # 条例 17(3): 报有关主管部门或者保密行政管理部门确定
    assert "第十七条第三款报有关主管部门或者保密行政管理部门确定" in spoken(of("A4"))["hard_ground"]


@pytest.mark.parametrize("word", EXPROPRIATION_WORDS)
def test_every_word_of_expropriation_is_found(word: str) -> None:
    assert expropriation_words(f"关于东关村{word}的批复") == (word,)


def test_a_word_broken_by_a_line_end_or_a_space_is_found() -> None:
    assert expropriation_words("土地征\n收、房屋拆　迁") == ("征收", "拆迁")


def test_braces_in_a_case_number_are_printed_as_they_are() -> None:
    odd = replace(of("A9"), like_disclosed=("{0}号",))
    assert "{0}号" in spoken(odd)["like_disclosed"]


def test_a_like_case_is_compared_with_what_is_not_given_and_not_with_the_applicants_own_papers() -> (
    None
):
    # A1, A2 give; A25–A28 are no outcome of one item; A15, A17, A19, A20 rest on this applicant's own
    # earlier papers or number of applications: 3–24 without these four are 18
    assert {"A1", "A2", "A15", "A17", "A19", "A20", "A25", "A26", "A27", "A28"}.isdisjoint(REFUSING)
    assert len(REFUSING) == 18


def test_a_ground_of_a_part_is_compared_with_like_cases_too() -> None:
    mixed = replace(of("A26"), like_disclosed=("2025-003",))
    assert "like_disclosed" not in spoken(mixed)
    assert "like_disclosed" in spoken(replace(mixed, grounds=frozenset({"A10"})))


def test_prompts_come_in_table_order() -> None:
    facts = PromptFacts(
        request="征地批复",
        outcomes=frozenset({"A4", "A22", "A24"}),
        grounds=frozenset({"A4"}),
        organs_holding=2,
        organs_asked=3,
        persons_asking=5,
        earlier_challenges=1,
        like_disclosed=("2025-003",),
    )
    assert [prompt.key for prompt in prompts(facts)] == [row.key for row in PROMPT_ROWS]
    assert len({row.key for row in PROMPT_ROWS}) == len(PROMPT_ROWS) == 9


def test_every_prompt_is_one_sentence_that_advises_a_conference() -> None:
    for row in PROMPT_ROWS:
        sentence = row.sentence.format("甲")
        assert sentence.endswith("。")
        assert sentence.count("。") == 1
        assert "建议" in sentence
        assert "会商" in sentence


def test_the_time_of_a_conference_counts() -> None:
    # letters.md §6: in full, unless it is a formal 征求意见 (条例 33(3))
    assert "会商所需时间计入答复期限" in TIME_COUNTS


def test_the_table_prints_one_line_a_prompt_with_its_threshold_and_standing() -> None:
    lines = as_markdown().splitlines()
    assert len(lines) == 2 + 9
    assert lines[4].startswith("| many_organs | 12个月内相同内容的申请向3个以上机关提出 |")
    assert all(line.endswith("| 本系统约定 |") for line in lines[2:])
    assert "{" not in as_markdown()

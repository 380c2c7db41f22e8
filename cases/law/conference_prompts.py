"""When a 会商 is advised (会商提示): the automatic prompts as one table, letters.md §6.

Nothing here is law: every row, threshold and word is our convention, and a prompt stops nothing.
What is law stands beside it: information whose openness cannot be decided is referred under 条例 17(3).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from cases.law.articles import Standing
from cases.law.grounds import WITHHOLDING
from cases.law.outcomes import ANSWER_TYPE, ANSWER_TYPES

# convention: all thresholds; each is the least number at which a prompt speaks
SEVERAL_ORGANS: Final = 2  # organs that hold parts, ours included
MANY_ORGANS: Final = 3  # organs at which the same text was filed, ours included
MANY_PERSONS: Final = 5  # different applicants of the same text
EARLIER_CHALLENGES: Final = 1  # reviews and suits by this applicant
WITHIN_MONTHS: Final = 12  # how far back the same text at several organs counts

# 国家秘密, 法律行政法规禁止, 三安全一稳定, 第三方: what is sensitive or hard to decide
HARD_GROUNDS: Final = ("A4", "A5", "A6", "A7")
# convention: words of land or house expropriation (土地、房屋征收); may become a setting of the
# office. 征收 also finds 税款征收: one prompt too many costs a look, one too few a lawsuit.
EXPROPRIATION_WORDS: Final = (
    "征收",
    "征用",
    "征地",
    "征迁",
    "拆迁",
    "动迁",
    "补偿安置",
    "安置补偿",
    "青苗补偿",
)
# convention: besides 不予公开 in whole or part, every answer that does not give what a like case
# gave; not those that rest on this applicant's own papers, which no other case can be like
OF_THIS_APPLICANT: Final = ("A15", "A17", "A19", "A20")  # 补正后不明, 重复, 大量, 重新出具
REFUSING: Final = frozenset(
    kind.code
    for kind in ANSWER_TYPES
    if 3 <= kind.number <= 24 and kind.code not in OF_THIS_APPLICANT
)
assert set(WITHHOLDING) <= REFUSING

# letters.md §6: only the time of a formal 征求意见 (条例 33(3)) is left out of the count
TIME_COUNTS: Final = "会商所需时间计入答复期限，依法书面征求第三方和其他机关意见所需时间除外。"


@dataclass(frozen=True, kw_only=True)
class PromptFacts:
    """What the prompts are asked of: one case as it stands, and what is known around it.

    `request`: all item texts together; `outcomes`: answer types proposed so far; `grounds`: those of
    withheld parts; `organs_holding`: organs asked that hold parts, and ours; `organs_asked`: where
    the same text was filed WITHIN_MONTHS, this one included; `persons_asking`: different applicants
    of the same text; `earlier_challenges`: reviews and suits by this applicant; `like_disclosed`:
    numbers of like cases that were disclosed.
    """

    request: str
    outcomes: frozenset[str]
    grounds: frozenset[str]
    organs_holding: int
    organs_asked: int
    persons_asking: int
    earlier_challenges: int
    like_disclosed: tuple[str, ...]

    @property
    def answers(self) -> frozenset[str]:
        """Answer types proposed for the whole or for a part."""
        return self.outcomes | self.grounds


@dataclass(frozen=True)
class PromptRow:
    """One row: `named` gives what `sentence` names at {}, empty where the prompt is silent."""

    key: str
    when: str
    sentence: str
    named: Callable[[PromptFacts], str]
    standing: Standing = Standing.CONVENTION


@dataclass(frozen=True)
class Prompt:
    """One prompt that speaks, with the facts named in its sentence."""

    key: str
    sentence: str


def expropriation_words(request: str) -> tuple[str, ...]:
    """The words of expropriation in a request, in table order; breaks inside a word are ignored."""
    text = "".join(request.split())
    return tuple(word for word in EXPROPRIATION_WORDS if word in text)


def _from(threshold: int, count: int) -> str:
    return str(count) if count >= threshold else ""


def _hard_grounds(facts: PromptFacts) -> str:
    # ； because the name of A5 has a 、 of its own
    return "；".join(ANSWER_TYPE[code].name for code in HARD_GROUNDS if code in facts.answers)


def _name_if_proposed(code: str) -> Callable[[PromptFacts], str]:
    return lambda facts: ANSWER_TYPE[code].name if code in facts.answers else ""


def _like_cases(facts: PromptFacts) -> str:
    return "、".join(facts.like_disclosed) if facts.answers & REFUSING else ""


# fmt: off
PROMPT_ROWS: Final = (
    # key, when it speaks, sentence, what the sentence names
    PromptRow("hard_ground", f"拟以{HARD_GROUNDS[0]}—{HARD_GROUNDS[-1]}所列理由不予公开或者部分不予公开",
        "拟不予公开的理由（{}）属于疑难、敏感事项，建议会商；仍不能确定是否可以公开的，依照条例"
        "第十七条第三款报有关主管部门或者保密行政管理部门确定。",
        _hard_grounds),
    PromptRow("several_organs", f"{SEVERAL_ORGANS}个以上机关分别持有所申请的信息",
        "所申请的信息由{}个机关（含本机关）分别持有，建议会商，明确各自答复的范围。",
        lambda f: _from(SEVERAL_ORGANS, f.organs_holding)),
    PromptRow("many_organs", f"{WITHIN_MONTHS}个月内相同内容的申请向{MANY_ORGANS}个以上机关提出",
        f"{WITHIN_MONTHS}个月内，相同内容的申请已向{{}}个机关（含本机关）提出，建议与有关机关会商，统一答复口径。",
        lambda f: _from(MANY_ORGANS, f.organs_asked)),
    PromptRow("many_persons", f"{MANY_PERSONS}名以上申请人提出相同内容的申请",
        "已有{}名申请人提出相同内容的申请，可能属于群体性申请，建议会商后统一答复。",
        lambda f: _from(MANY_PERSONS, f.persons_asking)),
    PromptRow("earlier_challenge", f"申请人此前申请行政复议、提起行政诉讼{EARLIER_CHALLENGES}次以上",
        "申请人此前已申请行政复议、提起行政诉讼共{}次，建议会商，并核对以往复议决定和裁判的意见。",
        lambda f: _from(EARLIER_CHALLENGES, f.earlier_challenges)),
    PromptRow("expropriation", f"申请内容含有{'、'.join(EXPROPRIATION_WORDS)}等字样",
        "申请内容含有“{}”字样，可能涉及土地或者房屋征收，建议会商。",
        lambda f: "”“".join(expropriation_words(f.request))),
    PromptRow("archives_doubt", f"拟以A22（{ANSWER_TYPE['A22'].name}）答复",
        "拟以“{}”为由答复，建议与档案馆会商，核对移交清单和移交期限是否届满。",
        _name_if_proposed("A22")),
    PromptRow("party_doubt", f"拟以A24（{ANSWER_TYPE['A24'].name}）答复",
        "拟以“{}”为由答复，建议与制作该信息的党组织会商，核对是否与行政机关联合制发。",
        _name_if_proposed("A24")),
    PromptRow("like_disclosed", "同类申请曾予公开，本次拟不公开、不提供或者不作为申请处理",
        "同类申请（{}）曾予公开，本次拟作不同处理，建议会商，说明区别对待的理由。",
        _like_cases),
)
# fmt: on


def prompts(facts: PromptFacts) -> tuple[Prompt, ...]:
    """The prompts that speak, in table order; empty where no 会商 is advised."""
    found = ((row, row.named(facts)) for row in PROMPT_ROWS)
    return tuple(Prompt(row.key, row.sentence.format(named)) for row, named in found if named)


def as_markdown() -> str:
    """The table of prompts as a lawyer reads it; …… stands for what is found in a case."""
    lines = ["| 提示 | 触发条件 | 提示语 | 效力 |", "| --- | --- | --- | --- |"]
    lines.extend(
        f"| {row.key} | {row.when} | {row.sentence.format('……')} | {row.standing} |"
        for row in PROMPT_ROWS
    )
    return "\n".join(lines)

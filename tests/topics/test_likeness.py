"""重复、相似申请: what asks for the same information, and what only looks like it."""

import random

import pytest

from cases.topics.likeness import groups, same_information

SAME = [
    ("申请公开城南片区征地补偿安置方案", "我想了解一下城南片区的征地补偿安置方案，谢谢"),
    ("城南片区征地补偿安置方案",
     "我是城南居民，因为家里房子要拆，现申请公开城南片区土地征收补偿安置方案全文及附件。"),
    ("2023年部门预算", "贵局二〇二三年度部门预算表"),
    ("请公开城南片区征地补偿安置方案", "城南片区征地补尝安置方案"),  # a slip of the keyboard
    ("张家村2023年征地补偿款发放明细", "2023年张家村征地补偿费发放明细表"),
    ("文圣街道办事处2023年三公经费决算", "文圣街道2023年“三公”经费决算表复印件"),
    ("申请公开阳光花园一期竣工验收备案", "阳光花园1期竣工验收备案（加盖公章）"),
    ("23年部门预算", "2023年部门预算"),
    ("1、2023年部门预算", "2023年部门预算，联系电话13912345678"),
]  # fmt: skip
DIFFERENT = [
    ("2023年部门预算", "2024年部门预算"),
    ("2023年部门预算", "部门预算"),
    ("部门预算", "部门决算"),
    ("城南片区征地补偿安置方案", "城北片区征地补偿安置方案"),
    ("李家村征地补偿款明细", "张家村征地补偿款明细"),
    ("何大河村征地补偿款明细", "郑大河村征地补偿款明细"),
    ("侯镇2023年低保名单", "营里镇2023年低保名单"),
    ("圣城街改造方案", "文圣街改造方案"),
    ("道路拓宽方案", "圣城街道路拓宽方案"),
    ("征地补偿标准", "征地补偿明细"),
    ("城南片区征地公告", "城南片区征地公告的听证记录"),
    ("政发〔2023〕12号文件", "政发〔2023〕21号文件"),
    ("阳光花园一期竣工验收备案", "阳光花园二期竣工验收备案"),
    ("第一中学招生计划", "第二中学招生计划"),
    ("教育局2023年部门预算", "财政局2023年部门预算"),
    ("养老机构名单", "托育机构名单"),
    ("机构名单", "养老机构名单"),
    ("张三宅基地登记档案", "李四宅基地登记档案"),
    ("上半年空气质量", "下半年空气质量"),
    ("我是李家村村民，想了解我村2023年征地补偿款发放明细",
     "我是张家村村民，想了解我村2023年征地补偿款发放明细"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_what_asks_for_the_same_is_found_in_either_order(one: str, other: str) -> None:
    assert same_information(one, other)
    assert same_information(other, one)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_another_year_number_place_or_paper_is_other_information(one: str, other: str) -> None:
    assert not same_information(one, other)
    assert not same_information(other, one)


@pytest.mark.parametrize(
    "one", ["", "。", "申请公开", "<b>", "\N{GRINNING FACE}" * 50, "征" * 5000]
)
def test_a_text_is_like_itself_whatever_it_says(one: str) -> None:
    assert same_information(one, one)


def test_groups_keep_their_keys_the_largest_first() -> None:
    requests = [
        (1, "2023年部门预算"), (2, "城南片区征地补偿安置方案"), (3, "2024年部门预算"),
        (4, "想了解城南片区的征地补偿安置方案"), (5, "贵局二〇二三年部门预算"),
        (6, "申请公开城南片区征地补偿安置方案全文"), (7, "水质监测数据"),
    ]  # fmt: skip
    assert groups(requests) == [[2, 4, 6], [1, 5]]


def test_the_same_text_is_one_group_and_nothing_makes_none() -> None:
    assert groups([(n, "水质监测数据") for n in range(3)]) == [[0, 1, 2]]
    assert groups([]) == []
    assert groups([(1, "水质监测数据")]) == []


FAMILIES = [f"{a}家{b}" for a in "张王李赵刘陈" for b in ("村", "庄村", "沟村")]
ASKED = [
    "征地补偿安置方案", "征地补偿款发放明细", "低保名单", "宅基地审批台账", "村庄规划图纸", "高标准农田验收报告",
]  # fmt: skip
FRAMES = [
    "请公开{}", "我想了解一下{}，谢谢", "本人因为需要核对，现申请公开{}的复印件",
    "希望贵单位提供{}全文，联系电话13912345678", "{}",
]  # fmt: skip


def test_no_group_of_a_thousand_requests_mixes_and_none_is_torn() -> None:
    dice = random.Random(5)
    essence = [
        (dice.choice(FAMILIES), dice.randint(2018, 2024), dice.choice(ASKED)) for _ in range(1000)
    ]
    requests = [
        (place, dice.choice(FRAMES).format(f"{village}{year}年{asked}"))
        for place, (village, year, asked) in enumerate(essence)
    ]
    found = groups(requests)
    assert all(len({essence[place] for place in group}) == 1 for group in found)
    several = {one for one in essence if essence.count(one) > 1}
    assert len(found) == len(several)


def test_the_order_in_which_they_came_changes_no_group() -> None:
    requests = [(n, text) for n, pair in enumerate(SAME) for text in pair]
    made = {frozenset(group) for group in groups(requests)}
    assert {frozenset(group) for group in groups(requests[::-1])} == made

"""A year of invented requests of known topics: wordings with places, persons, years, stories, slips."""

import random
from collections.abc import Mapping, Sequence

VILLAGES = (
    "李家庄村",
    "王高村",
    "前杨村",
    "后阳河村",
    "南岔村",
    "东埠村",
    "西刘庄",
    "桥头村",
    "北孟村",
    "大泊村",
)
TOWNS = ("侯镇", "稻田镇", "台头镇", "羊口镇", "洛城街道", "古城街道", "营里镇", "田柳镇")
COMPOUNDS = (
    "阳光花园",
    "锦绣家园",
    "翠湖名苑",
    "金海湾小区",
    "幸福里",
    "鼎盛华庭",
    "书香苑",
    "滨河新城",
)
ROADS = ("圣城街", "农圣街", "渤海路", "学院路", "正阳路", "文庙街", "弥水路", "西环路")
SCHOOLS = ("实验小学", "第三中学", "文家中学", "机关幼儿园", "世纪学校", "明珠小学", "现代中学")
FIRMS = ("鲁丰公司", "海源化工", "恒泰置业", "百信食品", "金鼎建材", "联众物流", "东方机械厂")
HOSPITALS = ("人民医院", "中医院", "妇幼保健院", "康宁医院", "第二医院")
PERSONS = ("张某", "王某某", "李某", "刘某", "赵某某", "孙某")

BEGINNINGS = (
    "申请公开", "请公开", "我想了解", "请提供", "本人申请获取", "我要查", "麻烦查一下", "希望贵单位公开", "想知道",
    "依据政府信息公开条例，申请公开", "请问", "要求书面答复：", "申请内容：", "", "",
)  # fmt: skip
STORIES = (
    "", "", "", "", "我是{t}{v}人，今年{a}岁。", "本人一直住在{x}。", "之前打过12345热线，没有得到明确说法。",
    "多次到窗口询问，工作人员让我书面申请。", "因诉讼需要，", "为了维护自己的合法权益，", "您好！", "领导好，打扰了。",
    "看了网上的公示还是不明白，", "我们几户邻居商量后，", "本公司因经营需要，", "媒体报道以后我很关心这件事。",
)  # fmt: skip
ENDINGS = (
    "", "", "。", "。谢谢！", "，请加盖公章。", "，纸质版邮寄给我。", "，电子版即可。", "。请尽快答复，盼复。",
    "（复印件）。", "。如不公开，请书面说明理由和依据。", "，联系电话13900001234。", "。特此申请。", "，一式两份",
    "。以上情况请在法定期限内答复，否则我将申请复议。",
)  # fmt: skip
SLIPS = {
    "偿": "尝", "拆": "折", "规划": "规化", "账": "帐", "登记": "登计", "的": "地", "标准": "标淮", "检测": "捡测",
    "部门": "部们", "备案": "备按", "安置": "按置", "已": "以", "收费": "收废", "名单": "名丹", "验收": "验受",
}  # fmt: skip
SLIPS_IN = 0.12  # of the requests


def requests(wordings: Mapping[str, Sequence[str]], count: int, seed: int) -> list[tuple[str, str]]:
    """So many requests with their topics, as many of each wording as of any other."""
    dice = random.Random(seed)
    every = [(topic, wording) for topic, those in wordings.items() for wording in those]
    return [
        (spoken(dice, wording), topic)
        for number in range(count)
        for topic, wording in [every[number % len(every)]]
    ]


def spoken(dice: random.Random, wording: str) -> str:
    """One request as somebody may send it in."""
    story = dice.choice(STORIES) if dice.random() < 0.6 else ""
    said = story + dice.choice(BEGINNINGS) + wording + dice.choice(ENDINGS)
    text = said.format(
        v=dice.choice(VILLAGES), t=dice.choice(TOWNS), x=dice.choice(COMPOUNDS),
        r=dice.choice(ROADS), s=dice.choice(SCHOOLS), y=dice.randint(2015, 2026),
        c=dice.choice(FIRMS), h=dice.choice(HOSPITALS), m=dice.choice(PERSONS),
        a=dice.randint(28, 83),
    )  # fmt: skip
    if dice.random() < SLIPS_IN:
        for right, slip in dice.sample(sorted(SLIPS.items()), k=len(SLIPS)):
            if right in text:
                return text.replace(right, slip, 1)
    return text

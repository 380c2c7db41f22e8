"""A year of 2,000 invented requests of one bureau: three planted candidates, and near misses of every kind."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from typing import Final

from cases.law.identity import card_check_digit
from tests.register.making import Value, csv_text

LAST: Final = date(2026, 11, 20)  # the newest request; candidates are looked for on 2026-11-22
GIVEN, PARTLY, REFUSED = "予以公开", "部分公开", "属于三类内部事务信息"
NOT_HELD: Final = "本机关不掌握相关政府信息"
SURNAMES: Final = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
GIVEN_NAMES: Final = "明华强军敏静丽伟磊洋勇艳杰娟涛超霞平刚桂英"
VILLAGES: Final = (
    "李家庄村", "王高村", "前杨村", "后阳河村", "南岔村", "东埠村", "桥头村", "北孟村", "大泊村", "西辛村",
    "高家庙村", "刘旺庄村", "马店村", "牛头镇村", "寒桥村", "南木桥村", "北台头村", "东斟灌村", "杨家围子村",
    "张家河村",
)  # fmt: skip
MATTERS: Final = (
    "{year}年{place}征地补偿安置方案", "{year}年{place}土地征收公告", "{place}{year}年度村庄规划图纸",
    "{place}{year}年高标准农田建设项目验收报告", "{place}{year}年危房改造对象名单",
    "{year}年{place}宅基地审批结果", "{place}{year}年耕地地力保护补贴发放明细",
    "{year}年{place}农村道路硬化工程招标公告", "{place}{year}年度集体资产台账",
    "{year}年{place}厕所改造资金使用情况", "{place}{year}年饮水安全工程合同",
    "{year}年{place}土地增减挂钩项目批复", "{place}{year}年人居环境整治考核结果",
    "{year}年{place}河道治理工程环评报告", "{place}{year}年小型水库除险加固预算",
)  # fmt: skip
YEARS: Final = tuple(range(2015, 2026))


@dataclass(frozen=True)
class Asked:
    """One request: who, with which number, when, what, and how it was answered."""

    name: str
    card: str
    day: date
    text: str
    outcome: str


class Year:
    """The requests as they are drawn; everybody and everything but what is planted is its own."""

    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.people = 0
        self.requests: list[Asked] = []

    def person(self) -> tuple[str, str]:
        """Somebody new, with a number that is valid by GB 11643."""
        self.people += 1
        first = f"370783{1950 + self.people % 50}{1 + self.people % 12:02}15{self.people % 1000:03}"
        dice = self.dice
        name = dice.choice(SURNAMES) + dice.choice(GIVEN_NAMES) + dice.choice(GIVEN_NAMES)
        return name, first + card_check_digit(first)

    def ask(
        self,
        texts: Sequence[str],
        outcomes: Sequence[str],
        days: Sequence[int],
        *,
        same: bool = False,
    ) -> None:
        """These texts by as many people (or by one), each so many days before the last day."""
        one = self.person()
        for text, outcome, before in zip(texts, outcomes, days, strict=True):
            name, card = one if same else self.person()
            self.requests.append(Asked(name, card, LAST - timedelta(days=before), text, outcome))


PLANTED: Final = {
    # what a candidate is called by: how it was asked for, answered, on which day before the last
    "城南片区控制性详细规划调整方案": (
        ("申请公开城南片区控制性详细规划调整方案", "城南片区控制性详细规划调整方案",
         "请提供城南片区控制性详细规划调整方案复印件"),
        (GIVEN, GIVEN, GIVEN), (300, 150, 20),
    ),
    "2024年弥河东岸防洪工程竣工验收报告": (
        ("申请公开2024年弥河东岸防洪工程竣工验收报告", "2024年度弥河东岸防洪工程竣工验收报告。",
         "想了解弥河东岸防洪工程2024年竣工验收报告", "弥河东岸2024年防洪工程竣工验收报告"),
        (GIVEN, PARTLY, GIVEN, GIVEN), (340, 200, 90, 30),
    ),
    "第三中学2025年招生范围": (
        ("第三中学2025年招生范围", "申请公开第三中学2025年招生范围", "请公开第三中学二〇二五年招生范围"),
        (GIVEN, GIVEN, PARTLY), (120, 80, 45),
    ),
}  # fmt: skip
PUBLIC: Final = "2025年盐碱地综合利用试点方案"  # stands in the published list


def a_year(count: int = 2000, seed: int = 44) -> list[Asked]:
    """So many requests, the planted ones and the near misses among them, by day."""
    year = Year(seed)
    for texts, outcomes, days in PLANTED.values():
        year.ask(texts, outcomes, days)
    _near_misses(year)
    every = [
        matter.format(place=place, year=number)
        for matter, place, number in product(MATTERS, VILLAGES, YEARS)
    ]
    texts = year.dice.sample(every, count - len(year.requests))
    for text in texts:
        outcome = year.dice.choices((GIVEN, PARTLY, REFUSED, NOT_HELD), (70, 10, 8, 12))[0]
        year.ask([text], [outcome], [year.dice.randrange(350)])
    return sorted(year.requests, key=lambda one: one.day)


def _near_misses(year: Year) -> None:
    three = (GIVEN,) * 3
    # the same title of three years, of three places, of three kinds of paper
    year.ask([f"{n}年度污水处理厂运行费用明细" for n in (2022, 2023, 2024)], three, (200, 100, 50))
    year.ask(
        [f"{place}棚户区改造安置房分配方案" for place in ("东城", "西关", "北关")],
        three,
        (90, 60, 30),
    )
    year.ask(
        [f"羊口港疏港公路工程{paper}" for paper in ("招标公告", "竣工验收报告", "施工合同")],
        three,
        (80, 70, 60),
    )
    # one person three times; two persons, one of them twice
    year.ask(["巨淀湖湿地保护规划"] * 3, three, (200, 120, 40), same=True)
    year.ask(["双王城水库调度方案"] * 2, three[:2], (100, 90), same=True)
    year.ask(["双王城水库调度方案"], three[:1], (60,))
    # asked three times and refused, or not held; given twice and refused once
    year.ask(["局党组会议讨论干部调整的记录"] * 3, (REFUSED,) * 3, (200, 100, 20))
    year.ask(["1978年盐场改制档案"] * 3, (NOT_HELD,) * 3, (150, 100, 20))
    year.ask(["晨鸣大道绿化工程结算书"] * 3, (GIVEN, GIVEN, REFUSED), (150, 100, 20))
    # about persons
    year.ask(["大家洼街道居民参保记录"] * 3, three, (180, 90, 10))
    year.ask(["查询本人名下的不动产登记资料"] * 3, three, (170, 80, 15))
    # public already
    year.ask([f"申请公开{PUBLIC}", PUBLIC, f"请提供{PUBLIC}"], three, (160, 70, 12))
    # three persons, but more than twelve months apart
    year.ask(["丹河水系连通工程可行性研究报告"] * 3, three, (420, 60, 10))


def register(requests: Sequence[Asked], first: int = 1) -> bytes:
    """The requests as the register that an office brings, numbered from the first on."""
    rows: list[dict[str, Value]] = [
        {
            "登记编号": f"{one.day.year}-{number:05}",
            "收到日期": one.day.isoformat(),
            "申请方式": "当面",
            "申请人类别": "自然人",
            "申请人": one.name,
            "证件号码": one.card,
            "申请内容": one.text,
            "答复日期": (one.day + timedelta(days=1)).isoformat(),
            "答复结果": one.outcome,
        }
        for number, one in enumerate(requests, start=first)
    ]
    return csv_text(rows).encode()

"""What never becomes 主动公开 by how often it is asked for (不列为候选的信息): data about persons.

条例第十五条 keeps personal privacy; 上海市杨浦区市场监督管理局 (2022-03-16, a local rule) names five kinds
of information about persons. What a text is about is judged by its words (convention): a false
candidate costs a review of somebody's data, a missed one can still be suggested at the desk.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing, regulation


class Kind(StrEnum):
    """不列为候选的类别."""

    TAX = "tax"
    SOCIAL_SECURITY = "social_security"
    HEALTH = "health"
    REGISTRATION = "registration"
    CREDIT = "credit"
    PERSONAL = "personal"
    OWN = "own"  # what the office added by its setting

    @property
    def label(self) -> str:
        """As the settings print it."""
        return LABELS[self]


@dataclass(frozen=True)
class Exclusion:
    """One kind: what it is called, which words it is about, which records are always of a person."""

    kind: Kind
    label: str
    subjects: tuple[str, ...]
    records: tuple[str, ...]
    article: Article
    standing: Standing


PRIVACY: Final = regulation(15)
LOCAL: Final = Standing.PRACTICE
# fmt: off
EXCLUSIONS: Final = (
    # kind, 名称, subjects: with the sign of a person; records: of a person by themselves; 条款, 效力
    Exclusion(Kind.TAX, "税费缴纳", ("税", "缴费", "欠费", "水费", "电费", "物业费"),
              ("完税证明", "纳税记录", "纳税明细", "缴税记录", "缴税明细", "缴费记录", "缴费明细", "缴费凭证"),
              PRIVACY, LOCAL),
    Exclusion(Kind.SOCIAL_SECURITY, "社会保障", ("社会保险", "社保", "养老", "失业", "工伤", "低保", "救助", "公积金", "退休"),
              ("参保记录", "参保证明", "社保记录", "养老金明细", "个人账户", "低保档案", "工伤认定书"),
              PRIVACY, LOCAL),
    Exclusion(Kind.HEALTH, "医疗卫生", ("医疗", "医院", "医保", "诊疗", "疫苗", "疾病", "伤残"),
              ("病历", "诊疗记录", "就诊记录", "住院记录", "体检报告", "接种记录", "出生医学证明", "死亡证明"),
              PRIVACY, LOCAL),
    Exclusion(Kind.REGISTRATION, "登记", ("登记", "户口", "户籍", "婚姻", "房产"),
              ("婚姻登记", "户籍登记", "户口登记", "户籍资料", "户籍档案", "收养登记", "不动产登记资料",
               "不动产登记簿", "房屋登记信息", "房产登记信息", "房产信息", "车辆登记信息"),
              PRIVACY, LOCAL),
    Exclusion(Kind.CREDIT, "信用", ("信用", "征信", "失信"),
              ("信用记录", "信用报告", "征信记录", "征信报告"), PRIVACY, LOCAL),
    Exclusion(Kind.PERSONAL, "个人信息", (),
              ("个人档案", "人事档案", "个人信息", "家庭成员"), PRIVACY, Standing.STATUTE),
)
# fmt: on
LABELS: Final = {row.kind: row.label for row in EXCLUSIONS} | {Kind.OWN: "本单位设置的词语"}
assert set(LABELS) == set(Kind)

# The sign of a person: “本人的”, “我家的”, “某某名下”; not “本人申请公开”, which says who asks and not
# what about, and no telephone, which most say to be reached.
ABOUT_ONESELF: Final = re.compile(
    r"本人(?:及家人|和家人|家庭)?(?:的(?!合法|知情)|名下|家|户|父|母|子女|配偶|房|宅基地|社保|医保|参保|缴|纳税|"
    r"病|档案|登记|信用|征信|工伤|退休|养老|低保|婚姻)|"
    r"我(?:的(?!合法|知情|权)|户|父亲?|母亲?|妻子?|爱人|丈夫|儿子?|女儿|弟|兄|哥|姐|妹|孩子)|"
    r"我家(?!住|在|附近|门口|旁|楼下|小区)|(?:其|他|她)(?:个人|本人)的|"
    r"(?:申请人|原告|当事人)(?:本人|的(?!合法|知情)|名下)|名下"
)
CARD: Final = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")  # GB 11643
OF_HIM: Final = "(?:的|名下|一?家|户|本人|个人|夫妻)"


def excluded(text: str, names: Iterable[str] = (), own: Iterable[str] = ()) -> Kind | None:
    """Why a request is never counted towards a candidate; None where nothing speaks against it.

    `names`: of the applicants; “张三的……” asked by 张三 is about himself. `own`: words that the office
    added.
    """
    if any(word in text for word in own if word):
        return Kind.OWN
    of_a_person = ABOUT_ONESELF.search(text) is not None or CARD.search(text) is not None
    of_a_person |= any(
        re.search(re.escape(name) + OF_HIM, text) is not None
        for name in names
        if len(name) >= SHORTEST_NAME
    )
    for row in EXCLUSIONS:
        if any(record in text for record in row.records):
            return row.kind
        if of_a_person and any(subject in text for subject in row.subjects):
            return row.kind
    return Kind.PERSONAL if of_a_person else None


SHORTEST_NAME: Final = 2  # characters; a single one stands in too many words

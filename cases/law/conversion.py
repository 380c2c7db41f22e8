"""依申请转主动公开 (条例第四十四条、第十八条、第二十六条): who becomes a candidate, what is asked, by when.

The one number that any rule knows is a local one: 上海市杨浦区市场监督管理局 (2022-03-16), three
applicants in one year for the same information that was given. It is the default of a setting that
the statute bounds: 条例 44(1) says 多个申请人, which is two at least.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Standing, regulation
from cases.law.periods import months_after

_r: Final = regulation
SEVERAL: Final = _r(44, 1)  # 多个申请人就相同政府信息向同一行政机关提出公开申请
SUGGESTED: Final = _r(44, 2)  # 建议行政机关将该信息纳入主动公开的范围
REASSESSED: Final = _r(18)  # 对不予公开的政府信息进行定期评估审查
PUBLISHED_WITHIN: Final = _r(26)  # 形成或者变更之日起20个工作日内
EXAMINED: Final = _r(17)  # 政府信息公开审查机制
THIRD_PARTIES: Final = _r(15)  # 商业秘密、个人隐私
CATALOGUE: Final = _r(12, 3)  # 政府信息公开目录
KEEPS_PUBLIC: Final = _r(4)  # 政府信息公开工作机构: 维护和更新


class Rule(StrEnum):
    """列为候选的缘由: by which rule something became a candidate."""

    APPLICANTS = "applicants"
    SUGGESTION = "suggestion"
    REASSESSMENT = "reassessment"

    @property
    def label(self) -> str:
        """As lists print it."""
        return CANDIDACY[self].label


@dataclass(frozen=True)
class Candidacy:
    """One rule: what it is called, what makes a candidate, its article, how strongly it binds."""

    rule: Rule
    label: str
    when: str
    article: Article
    standing: Standing
    note: str = ""


# fmt: off
RULES: Final = (
    # rule, 名称, 情形, 条款, 效力, 说明
    Candidacy(Rule.APPLICANTS, "多人申请",
              "多个申请人就相同政府信息向本机关提出申请，且该信息已经予以公开",
              SEVERAL, Standing.STATUTE,
              "条例规定“可以纳入”；人数和期间条例没有规定，默认为三人、十二个月，"
              "参照上海市杨浦区市场监督管理局的制度（2022年3月16日），由本单位设置"),
    Candidacy(Rule.SUGGESTION, "申请人建议",
              "申请人对依申请公开的政府信息建议纳入主动公开的范围",
              SUGGESTED, Standing.STATUTE,
              "应当审核；认为属于主动公开范围的，应当及时主动公开"),
    Candidacy(Rule.REASSESSMENT, "定期评估",
              "不予公开的政府信息经评估审查，因情势变化可以公开",
              REASSESSED, Standing.STATUTE,
              "评估的间隔条例没有规定，本系统按年进行"),
)
# fmt: on
CANDIDACY: Final = {row.rule: row for row in RULES}
assert set(CANDIDACY) == set(Rule)


class Stage(StrEnum):
    """状态 of a candidate (convention, law.md §12)."""

    CANDIDATE = "candidate"
    REVIEWING = "reviewing"
    TO_PUBLISH = "to_publish"
    TO_PUBLISH_MASKED = "to_publish_masked"
    KEPT = "kept"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        """As lists print it."""
        return STAGE_LABELS[self]


STAGE_LABELS: Final = {
    Stage.CANDIDATE: "候选",
    Stage.REVIEWING: "审查中",
    Stage.TO_PUBLISH: "转主动公开",
    Stage.TO_PUBLISH_MASKED: "遮蔽后公开",
    Stage.KEPT: "不转",
    Stage.PUBLISHED: "已公开",
    Stage.WITHDRAWN: "已撤下",
}
OPEN: Final = (Stage.CANDIDATE, Stage.REVIEWING)
TO_BE_PUBLISHED: Final = (Stage.TO_PUBLISH, Stage.TO_PUBLISH_MASKED)
AFRESH: Final = (Stage.KEPT, Stage.WITHDRAWN)  # what was settled so may come up again


class Decision(StrEnum):
    """审查决定."""

    RELEASE = "release"
    RELEASE_MASKED = "release_masked"
    KEEP = "keep"

    @property
    def label(self) -> str:
        """As the review form prints it."""
        return STAGE_LABELS[self.stage]

    @property
    def stage(self) -> Stage:
        """The state that it leads to."""
        return STAGE_OF[self]


STAGE_OF: Final = {
    Decision.RELEASE: Stage.TO_PUBLISH,
    Decision.RELEASE_MASKED: Stage.TO_PUBLISH_MASKED,
    Decision.KEEP: Stage.KEPT,
}
RELEASES: Final = (Decision.RELEASE, Decision.RELEASE_MASKED)


class Opinion(StrEnum):
    """审查意见: what is asked before the head decides."""

    HANDLING = "handling"
    SECRECY = "secrecy"
    LEGAL = "legal"
    PERSONAL_DATA = "personal_data"

    @property
    def label(self) -> str:
        """As the review form prints it."""
        return ASKED[self].label


@dataclass(frozen=True)
class Asked:
    """One opinion: what is asked; `required` before anything is made public."""

    opinion: Opinion
    label: str
    asks: str
    article: Article
    standing: Standing
    required: bool


# fmt: off
OPINIONS: Final = (
    # opinion, 名称, what is asked, 条款, 效力, 转主动公开前必须
    Asked(Opinion.HANDLING, "承办科室意见", "信息是否由本机关制作或者获取，内容是否完整、现行有效，是否适合向社会公开",
          _r(10), Standing.CONVENTION, False),
    Asked(Opinion.SECRECY, "保密审查", "是否涉及国家秘密，公开后是否可能危及国家安全、公共安全、经济安全、社会稳定",
          EXAMINED, Standing.STATUTE, True),
    Asked(Opinion.LEGAL, "法制意见", "是否涉及第三方合法权益、内部事务信息、过程性信息或者行政执法案卷，依据是否充分",
          _r(16), Standing.CONVENTION, False),
    Asked(Opinion.PERSONAL_DATA, "个人信息检查", "文件中的姓名、证件号码、电话、住址等是否已经遮蔽，仍存的是否属于可以公开的内容",
          THIRD_PARTIES, Standing.STATUTE, True),
)
# fmt: on
ASKED: Final = {row.opinion: row for row in OPINIONS}
assert set(ASKED) == set(Opinion)

LEAST_APPLICANTS: Final = 3  # 人, default (local rule: 杨浦区市场监管局)
FEWEST_APPLICANTS: Final = 2  # 条例 44(1) 多个申请人
MOST_APPLICANTS: Final = 20  # convention: more than that is no candidate any office waits for
WITHIN_MONTHS: Final = 12  # months, default (local rule: 杨浦区市场监管局, 一年内)
FEWEST_MONTHS: Final = 1
MOST_MONTHS: Final = 24  # convention
# 条例 44(2) says 及时 and no number; convention: never longer than what 条例 26 gives the publication
REVIEW_WITHIN_WORKDAYS: Final = 20
MOST_REVIEW_WORKDAYS: Final = 20
# 条例 26 counts from 形成或者变更之日; convention: the day of the decision is the day on which the
# information comes to belong to 主动公开的范围, by the office's own calendar
PUBLISH_WITHIN_WORKDAYS: Final = 20
PUBLISH_NOTE: Final = (
    "条例第二十六条的20个工作日自信息形成或者变更之日起算；"
    "本系统自决定转为主动公开之日起算，是本系统的理解，不是条例原文"
)
REVIEW_NOTE: Final = (
    "条例第四十四条第二款只规定“及时”，没有规定天数；天数由本单位在20个工作日内设置"
)
SHORTEST_REASON: Final = (
    10  # characters of the reason why something is not made public (convention)
)
SHORTEST_STATEMENT: Final = 4  # characters that say why a find is no personal datum (convention)


class Verdict(StrEnum):
    """定期评估的结论 on a refusal (条例第十八条)."""

    STAYS = "stays"
    MAY = "may"

    @property
    def label(self) -> str:
        """As the list prints it."""
        return VERDICT_LABELS[self]


VERDICT_LABELS: Final = {Verdict.STAYS: "仍不予公开", Verdict.MAY: "可以公开"}
# A11 行政查询 is printed under 不予公开 and refuses no information: it names another way to it
REFUSALS: Final = (
    "denied_state_secret", "denied_law_prohibits", "denied_security_stability",
    "denied_third_party", "denied_internal_affairs", "denied_process_info",
    "denied_enforcement_file", "granted_partial",
)  # fmt: skip
GIVEN: Final = ("granted_full", "granted_partial")


@dataclass(frozen=True)
class CatalogueColumn:
    """主动公开目录的一栏: its field, its heading, what it says."""

    name: str
    label: str
    hint: str


# fmt: off
CATALOGUE_COLUMNS: Final = (
    # field, 栏目, 说明; the columns of the 基层政务公开标准目录 (国办发〔2019〕54号)
    CatalogueColumn("matter", "公开事项", "如“农村集体土地征收”"),
    CatalogueColumn("content", "公开内容", "公开的内容和要素"),
    CatalogueColumn("basis", "公开依据", "法律、法规、规章和文件"),
    CatalogueColumn("time_limit", "公开时限", "如“信息形成或者变更之日起20个工作日内”"),
    CatalogueColumn("subject", "公开主体", "制作或者保存该信息的行政机关"),
    CatalogueColumn("way", "公开方式", "如“主动公开”"),
    CatalogueColumn("channel", "公开渠道", "如“政府网站”“公开查阅点”"),
    CatalogueColumn("audience", "公开对象", "如“全社会”"),
)
# fmt: on


@dataclass(frozen=True)
class Request:
    """One request that was answered by giving: by whom, and when it was received.

    `number` is what an identity paper leaves behind, None without one; the name is always there.
    """

    name: str
    number: bytes | None
    received_on: date


def persons(requests: Sequence[Request]) -> int:
    """How many different applicants there are, as few as there may be.

    Convention: two with the same number are one; of the same name they are one unless both have
    numbers that differ. Whoever cannot be told apart is not counted twice.
    """
    numbers = {one.number for one in requests if one.number is not None}
    named = {one.name for one in requests if one.number is not None}
    nameless = {one.name for one in requests if one.number is None}
    return len(numbers) + len(nameless - named)


def enough(requests: Sequence[Request], least: int, months: int) -> Sequence[int]:
    """The places of the requests that make a candidate: `least` persons within so many months.

    Of several such spans the one that ends last; nothing where there is none.
    """
    order = sorted(range(len(requests)), key=lambda place: requests[place].received_on)
    for last in reversed(range(len(order))):
        start = months_after(requests[order[last]].received_on, -months)
        span = [place for place in order[: last + 1] if requests[place].received_on > start]
        if persons([requests[place] for place in span]) >= least:
            return span
    return ()

"""抽查要点: what a supervising office looks at in an answer, each point beside its article.

条例第四十七条 has the competent office examine how organs do this work; the points are the duties that
the 条例 sets for an answer (convention: which of them, and how they are cut).
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, regulation


class Verdict(StrEnum):
    """检查结论 on one point."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_APPLICABLE = "not_applicable"

    @property
    def label(self) -> str:
        """As the form and the table print it."""
        return VERDICT_LABELS[self]


VERDICT_LABELS: Final = {
    Verdict.PASSED: "合格",
    Verdict.FAILED: "不合格",
    Verdict.NOT_APPLICABLE: "不适用",
}


@dataclass(frozen=True)
class AuditPoint:
    """One row: its key, its name, what is asked, the article behind it."""

    key: str
    label: str
    asks: str
    article: Article


_r: Final = regulation
SUPERVISED: Final = _r(47, 1)  # 日常指导和监督检查
# fmt: off
AUDIT_POINTS: Final = (
    # key, 要点, what is asked, article
    AuditPoint("deadline", "答复期限",
               "是否在法定期限内答复，补正、征求意见和延期的起止有无依据", _r(33)),
    AuditPoint("outcome", "答复类型",
               "答复类型与申请内容、检索结果和征求意见的结果是否相符", _r(36)),
    AuditPoint("reasons", "理由和条款",
               "不予公开、不能提供或者不予处理的，是否说明理由，所引条款与事实是否对应", _r(36)),
    AuditPoint("severed", "区分处理",
               "含有不应当公开内容但能够作区分处理的，是否提供可以公开的内容", _r(37)),
    AuditPoint("search", "检索记录",
               "答复信息不存在的，是否经检索并留有检索记录，申请人的线索是否逐条核对", _r(36, 0, 4)),
    AuditPoint("consultation", "征求意见",
               "可能损害第三方合法权益的，是否书面征求意见，并依法作出决定", _r(32)),
    AuditPoint("secrecy", "公开审查",
               "公开前是否经过审查，有无泄露国家秘密、个人隐私", _r(17)),
    AuditPoint("remedies", "救济告知",
               "是否载明申请行政复议、提起行政诉讼的途径和期限，机关名称是否正确", _r(51)),
    AuditPoint("service", "提供和送达",
               "是否按申请人要求的形式和途径提供，送达日期有无凭证", _r(40)),
)
# fmt: on
AUDIT_POINT: Final = {point.key: point for point in AUDIT_POINTS}
assert len(AUDIT_POINT) == len(AUDIT_POINTS)

"""文书目录 (letters.md §§3–5): every paper of a case: to whom, when, on which article, by what signed.

`BODY` is what a paper says; titles, numbers and remedies stand here. Procedural papers are steps and
count in no annual row; only P12, P20, P21, P22 and the answers are acts against which a remedy lies.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from cases.law.articles import Article, Law, Standing, regulation
from cases.law.letter_numbers import Series
from cases.law.letter_parts import Body
from cases.law.outcomes import ANSWER_TYPES, Remedy
from cases.law.wording_answers import ANSWER_BODIES, LAPSED
from cases.law.wording_forms import FORM_BODIES
from cases.law.wording_steps import STEP_BODIES


class Receiver(StrEnum):
    """收件人: to whom a paper goes."""

    APPLICANT = "applicant"
    THIRD_PARTY = "third_party"
    ORGAN = "organ"
    OFFICE = "office"

    @property
    def label(self) -> str:
        """As the catalogue names it."""
        return RECEIVER_LABELS[self]


RECEIVER_LABELS: Final = {
    Receiver.APPLICANT: "申请人",
    Receiver.THIRD_PARTY: "第三方",
    Receiver.ORGAN: "其他机关、科室",
    Receiver.OFFICE: "存卷",
}


class Layout(StrEnum):
    """版式: a letter that leaves the house, or a form."""

    LETTER = "letter"
    FORM = "form"


class Signer(StrEnum):
    """签署: who must have agreed before the paper is sealed."""

    LEADER = "leader"  # 主要负责人、分管领导签发
    HEAD = "head"  # 公开机构负责人
    OFFICE = "office"  # 公开机构 makes and seals it
    HAND = "hand"  # filled in and signed by hand

    @property
    def label(self) -> str:
        """As the catalogue names it."""
        return SIGNER_LABELS[self]


SIGNER_LABELS: Final = {
    Signer.LEADER: "机关负责人签发",
    Signer.HEAD: "公开机构负责人同意",
    Signer.OFFICE: "公开机构制发",
    Signer.HAND: "手工签字",
}


@dataclass(frozen=True)
class PaperForm:
    """One paper: `title` is printed, `name` is what the catalogue calls it; `of_step` is the verb
    whose record says that it went out; `of` the group of its number, None where it has none.
    """

    code: str
    name: str
    title: str
    to: Receiver
    when: str
    basis: tuple[Article, ...]
    signer: Signer
    layout: Layout = Layout.LETTER
    of: Series | None = None
    remedy: Remedy = Remedy.NONE
    of_step: str = ""
    standing: Standing = Standing.STATUTE
    each_title: str = ""  # where an organ has one title for each outcome

    @property
    def numbered(self) -> bool:
        """Whether it is issued with a 文号."""
        return self.of is not None

    @property
    def is_answer(self) -> bool:
        """Whether it is one of A1–A28."""
        return self.code.startswith("A")

    @property
    def called(self) -> str:
        """What the letter calls itself in its remedy: 本答复书, 本告知书."""
        return "答复书" if "答复书" in self.title or self.code == "P20" else "告知书"


_r: Final = regulation
FEES: Final = Article(Law.FEES)
R, L, F, G, S = Receiver, Layout.LETTER, Layout.FORM, Series, Standing
LEADER, HEAD, OFFICE, HAND = Signer.LEADER, Signer.HEAD, Signer.OFFICE, Signer.HAND
B: Final = Remedy.FREE_CHOICE
ANSWER_TITLE: Final = "政府信息公开申请答复书"
LAPSE_TITLE: Final = "政府信息公开申请不再处理告知书"
IN_TIME: Final = "答复期限届满前"

# fmt: off
STEP_PAPERS: Final = (
    # code, name, printed title, to, when due, basis, signer, layout, group, remedy, step, standing
    PaperForm("P2", "申请登记表", "政府信息公开申请登记表", R.OFFICE, "收到当日", (_r(45),), OFFICE, F),
    PaperForm("P3", "登记回执", "政府信息公开申请登记回执", R.APPLICANT, "当面提交的当场出具，其他的确认时出具", (_r(31),), OFFICE, L, G.RECEIPT, standing=S.PRACTICE),
    PaperForm("P4", "口头申请代填记录", "政府信息公开口头申请代填记录", R.APPLICANT, "提出申请时", (_r(29, 1),), HAND, F),
    PaperForm("P5", "补正告知书", "政府信息公开申请补正告知书", R.APPLICANT, "收到申请之日起7个工作日内，一次性告知", (_r(30),), OFFICE, L, G.SUPPLEMENT, of_step="send_supplement_notice"),
    PaperForm("P6", "说明理由告知书", "政府信息公开申请说明理由告知书", R.APPLICANT, "法律未规定日期，办理期限照常计算", (_r(35),), HEAD, L, G.NOTICE, of_step="ask_for_reasons"),
    PaperForm("P7", "延期答复告知书", "政府信息公开申请延期答复告知书", R.APPLICANT, IN_TIME, (_r(33, 2),), HEAD, L, G.EXTENSION, of_step="extend"),
    PaperForm("P8", "延迟答复期限告知书", "政府信息公开申请延迟答复告知书", R.APPLICANT, IN_TIME, (_r(35),), HEAD, L, G.EXTENSION, of_step="delay"),
    PaperForm("P9", "征求意见书（第三方）", "政府信息公开征求意见书", R.THIRD_PARTY, IN_TIME, (_r(32),), OFFICE, L, G.CONSULTATION, of_step="consult"),
    PaperForm("P10", "第三方意见回执", "政府信息公开征求意见回执", R.THIRD_PARTY, "随征求意见书", (_r(32),), HAND, F, standing=S.PRACTICE),
    PaperForm("P11", "征求意见告知书（申请人）", "政府信息公开征求意见告知书", R.APPLICANT, "发出征求意见书时", (_r(32), _r(34), _r(33, 3)), OFFICE, L, G.NOTICE, standing=S.PRACTICE),
    PaperForm("P12", "决定公开告知第三方书", "政府信息决定公开告知书", R.THIRD_PARTY, "公开之前或者同时", (_r(32),), LEADER, L, G.CONSULTATION, B, "tell_third_party"),
    PaperForm("P13", "协办函", "政府信息公开协办函", R.ORGAN, "按内部时限", (_r(45),), OFFICE, L, G.CONSULTATION, standing=S.PRACTICE),
    PaperForm("P14", "征求意见书（行政机关）", "政府信息公开征求意见书", R.ORGAN, IN_TIME, (_r(34),), OFFICE, L, G.CONSULTATION, of_step="consult"),
    PaperForm("P15", "收费通知书", "政府信息公开信息处理费收费通知书", R.APPLICANT, IN_TIME, (_r(42), FEES), HEAD, L, G.FEE, of_step="send_fee_notice"),
    PaperForm("P16", "移送单", "政府信息公开申请移送单", R.ORGAN, "收到后立即", (_r(31),), HAND, F, standing=S.PRACTICE),
    PaperForm("P17", "领取通知书", "政府信息公开领取通知书", R.APPLICANT, "与答复书同时", (_r(36, 0, 2),), OFFICE, L, G.NOTICE, standing=S.PRACTICE),
    PaperForm("P18", "送达回证", "送达回证", R.APPLICANT, "送达时", (_r(33, 2),), HAND, F, standing=S.INTERPRETATION),
    PaperForm("P19", "撤回申请书", "撤回政府信息公开申请书", R.APPLICANT, "撤回时", (), HAND, F, standing=S.PRACTICE),
    PaperForm("P20", "更正答复", "政府信息更正申请答复书", R.APPLICANT, "法律未规定期限", (_r(41),), LEADER, L, G.ANSWER, B),
    PaperForm("P21", "笔误更正通知", "更正通知书", R.APPLICANT, "发现后立即", (), HEAD, L, G.ANSWER, B, standing=S.CONVENTION),
    PaperForm("P22", "不再处理告知书", LAPSE_TITLE, R.APPLICANT, "期限届满次日起", (_r(30), _r(42), FEES), HEAD, L, G.NOTICE, B, "close_as_lapsed"),
)
INNER_PAPERS: Final = (
    PaperForm("I1", "审查呈批单", "政府信息公开申请审查呈批单", R.OFFICE, "送审时", (_r(45),), HAND, F, standing=S.PRACTICE),
    PaperForm("I2", "分办单", "政府信息公开申请分办单", R.OFFICE, "分办时", (_r(45),), HAND, F, standing=S.PRACTICE),
    PaperForm("I3", "检索记录", "政府信息检索记录", R.OFFICE, "检索时", (_r(36, 0, 4),), HAND, F, standing=S.PRACTICE),
    PaperForm("I4", "保密审查表", "政府信息公开保密审查表", R.OFFICE, "公开之前", (_r(17),), HAND, F),
    PaperForm("I5", "合法性审核意见", "政府信息公开答复合法性审核意见", R.OFFICE, "签发之前", (_r(45),), HAND, F, standing=S.PRACTICE),
    PaperForm("I6", "会商记录", "政府信息公开会商记录", R.OFFICE, "会商时", (_r(45),), HAND, F, standing=S.PRACTICE),
    PaperForm("I7", "延期审批单", "政府信息公开申请延期审批单", R.OFFICE, "告知延期之前", (_r(33, 2),), HEAD, F),
    PaperForm("I8", "转主动公开审查表", "政府信息转主动公开审查表", R.OFFICE, "多人申请相同信息时", (_r(44),), HAND, F),
    PaperForm("I9", "备案表", "政府信息公开答复备案表", R.OFFICE, "按本地规定", (), HAND, F, standing=S.PRACTICE),
    PaperForm("I10", "沟通记录", "电话、短信沟通记录", R.OFFICE, "沟通时", (_r(31),), HAND, F, standing=S.PRACTICE),
    PaperForm("I11", "卷内目录", "卷内文件目录", R.OFFICE, "归档时", (_r(45),), HAND, F, standing=S.PRACTICE),
)
EACH_TITLE: Final = {
    # where an organ titles its answers by outcome
    "A1": "政府信息主动公开告知书", "A2": "政府信息公开告知书", "A3": "政府信息部分公开告知书",
    **dict.fromkeys(("A4", "A5", "A6", "A7", "A8", "A9", "A10"), "政府信息不予公开告知书"),
    "A11": "政府信息查询事项告知书", "A12": "政府信息不存在告知书", "A13": "非本机关政府信息告知书",
    "A14": "没有现成信息告知书", "A15": "政府信息无法提供告知书",
    **dict.fromkeys(("A16", "A21", "A24"), "不作为政府信息公开申请处理告知书"),
    "A17": "政府信息公开申请不予重复处理告知书", "A18": "公开出版物获取途径告知书",
    **dict.fromkeys(("A19", "A20"), "政府信息公开申请不予处理告知书"),
    "A22": "档案利用告知书", "A23": "非本机关政府信息告知书", "A26": ANSWER_TITLE,
}
# fmt: on
TITLES: Final = {
    "A25": "政府信息公开申请当场答复记录",
    "A27": "政府信息公开申请终止办理告知书",
    "A28": LAPSE_TITLE,
}
SIGNED_BY: Final = {
    "A25": Signer.HAND,  # by the applicant, on the spot
    "A27": Signer.HEAD,
    "A28": Signer.HEAD,
}
NOT_NUMBERED: Final = ("A25",)  # signed on the spot by the applicant


def _answer(code: str, name: str, basis: tuple[Article, ...], remedy: Remedy) -> PaperForm:
    numbered = code not in NOT_NUMBERED
    return PaperForm(
        code=code,
        name=name,
        title=TITLES.get(code, ANSWER_TITLE),
        to=Receiver.APPLICANT,
        when=IN_TIME,
        basis=basis,
        signer=SIGNED_BY.get(code, Signer.LEADER),
        layout=Layout.LETTER if numbered else Layout.FORM,
        of=Series.ANSWER if numbered else None,
        remedy=remedy,
        each_title=EACH_TITLE.get(code, ""),
    )


ANSWER_PAPERS: Final = tuple(_answer(t.code, t.name, t.basis, t.remedy) for t in ANSWER_TYPES)
PAPERS: Final = (*STEP_PAPERS, *ANSWER_PAPERS, *INNER_PAPERS)
PAPER: Final = {paper.code: paper for paper in PAPERS}
BODY: Final[dict[str, Body]] = {**STEP_BODIES, "P22": LAPSED, **ANSWER_BODIES, **FORM_BODIES}
assert set(BODY) == set(PAPER), set(BODY) ^ set(PAPER)

"""十二个办理故事: whole cases from 登记 to 归档, as the bodies that the API takes, step by step.

The same stories are played by the tests through the API and stand in the demonstration. A day is
written "@n": the n-th working day after the story began; "#name" is the number of another story's
case. Persons are named by their sign-ins.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

DESK, HANDLER, SECRECY, LAWYER = "chuangkou", "chengban", "baomi", "fazhi"
HEAD, LEADER, ARCHIVIST = "fuzeren", "juzhang", "guidang"
TOWN: Final = "houzhen1"


@dataclass(frozen=True)
class Step:
    """One step: on which working day, by whom, which noun, with which body."""

    day: int
    who: str
    noun: str
    body: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Story:
    """One case: its name, what it shows, what is asked, and what happens."""

    name: str
    title: str
    applicant: dict[str, Any]
    item: dict[str, Any]
    steps: tuple[Step, ...]
    channel: str = "in_person"
    dates: dict[str, str] = field(default_factory=lambda: {"submitted_on": "@0"})
    begins: int = 0  # working days after the first story's beginning


WANG: Final = {
    "kind": "natural_person", "name": "王德顺", "id_kind": "resident_card",
    "id_number": "370783196807150019", "phone": "13900000101", "address": "寿光市某某路101号",
}  # fmt: skip
LI: Final = {
    "kind": "natural_person", "name": "李堃", "id_kind": "resident_card",
    "id_number": "370783197903220018", "phone": "13900000102", "address": "寿光市某某路102号",
}  # fmt: skip
FIRM: Final = {
    "kind": "legal_service", "name": "某某律师事务所（演示）", "phone": "13900000103",
    "address": "寿光市某某路103号", "contact_person": "虚构人",
}  # fmt: skip


def taken_in(opinion: str = "属于政府信息公开申请，由本机关负责") -> Iterator[Step]:
    """初审、分办、接办."""
    said = {"clear": True, "is_application": True, "ours": True, "opinion": opinion}
    yield Step(0, DESK, "/screening", said)
    yield Step(1, HEAD, "/assignment", {"handler": HANDLER, "note": "请按期提出办理意见"})
    yield Step(1, HANDLER, "/acceptance")


def signed(day: int) -> Iterator[Step]:
    """拟稿 to 签发 on one day; the letter follows from the outcomes."""
    yield Step(day, HANDLER, "/draft")
    yield Step(day, HANDLER, "/submission", {"note": "请审核"})
    yield Step(day, SECRECY, "/approval", {"opinion": "不涉及国家秘密，同意"})
    yield Step(day, LAWYER, "/approval", {"opinion": "主体、事实、依据、程序均无不当，同意"})
    yield Step(day, HEAD, "/approval", {"opinion": "同意，请局领导审定"})
    yield Step(day, LEADER, "/signature", {"opinion": "同意签发"})


def served(day: int, number: int) -> Iterator[Step]:
    """编号用印 and 送达 by post, and 归档 ten working days later."""
    yield from posted(day, number)
    yield Step(day + 10, ARCHIVIST, "/archiving", {"retention": "thirty_years"})


def posted(day: int, number: int) -> Iterator[Step]:
    """编号用印 and 送达 by post."""
    sent = {
        "way": "post", "posted_on": f"@{day}", "tracking_number": f"YT00000{number:03d}CN",
    }  # fmt: skip
    yield Step(day, DESK, "/issue")
    yield Step(day, DESK, "/answer", sent)


def paper(day: int, who: str, code: str, **fields: str) -> Step:
    """制发文书 of the procedure."""
    return Step(day, who, "/papers", {"paper": code, "fields": fields})


def outcome(code: str, **said: Any) -> dict[str, Any]:
    """办理意见 as a body."""
    return {"outcome": code, **said}


GIVEN: Final = {
    "provided": "以纸质复印件邮寄，共12页", "fields": {"form": "纸质复印件", "pages": "12"},
}  # fmt: skip
ASKED: Final = {
    "recipient": "某某置业有限公司（演示）", "is_person": "否", "kind": "商业秘密",
    "address": "寿光市某某路200号",
}  # fmt: skip
RECEIPT: Final = paper(0, DESK, "P3")
EXTRACT: Final = "贵单位报送的下列材料：项目名称、金额、成本构成和报价说明。"
LETTER: Final = {
    "kind": "third_party", "recipient": "某某置业有限公司（演示）", "way": "post",
    "posted_on": "@3", "tracking_number": "YT00000900CN",
}  # fmt: skip
PRIVATE: Final = {
    "what": "开发成本明细和报价", "ground": "A7", "kinds": ["trade_secret"], "letters": ["1"],
    "reason": "该明细反映第三方的经营成本和报价策略，公开会损害其竞争地位",
    "public_interest_weighed": True,
}  # fmt: skip

ON_THE_SPOT: Final = Story(
    "on_the_spot", "当场答复", WANG, {"text": "2026年度城乡规划公示的获取途径"},
    (
        Step(0, DESK, "/spot-answer", {
            "answered_on": "@0", "proof": "申请人在答复记录上签字", "secrecy_checked": True,
            "outcomes": [{"item": 1} | outcome(
                "A1", place="本机关网站“规划公示”栏目", place_checked_on="@0", fields={
                    "title": "2026年度城乡规划公示", "published_on": "2026-01-08",
                    "way": "本机关网站"})]}),
        paper(0, DESK, "A25"),
        Step(5, ARCHIVIST, "/archiving", {"retention": "ten_years"}),
    ),
)  # fmt: skip
SUPPLEMENTED: Final = Story(
    "supplemented", "补正后答复", LI, {"text": "我村征地的所有文件"},
    (
        Step(0, DESK, "/receipt-confirmation", {"confirmed_on": "@0"}),
        Step(0, DESK, "/screening", {
            "clear": False, "is_application": True, "ours": True, "opinion": "“所有文件”不明确"}),
        Step(1, HEAD, "/assignment", {"handler": HANDLER}),
        Step(1, HANDLER, "/acceptance"),
        paper(4, HANDLER, "P5", defects="“所有文件”所指的文件不明确，请写明征地项目名称或者批准文号\n请写明所需文件的年度",
              guidance="征地文件可以按项目名称、批准文号或者公告日期查找。", reply_by="@19", how="当面、邮寄或者电子邮件"),
        Step(4, HANDLER, "/supplement-notice", {
            "way": "post", "posted_on": "@4", "tracking_number": "YT00000901CN",
            "reply_by": "@19"}),
        Step(6, DESK, "/supplement-notice/receipt", {"received_on": "@6"}),
        Step(11, DESK, "/supplement", {
            "on": "@11", "content": "2024年某某路拓宽工程征收土地公告及补偿安置方案"}),
        Step(15, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(17),
        *served(18, 1),
    ),
    channel="ordinary_mail", dates={"arrived_on": "@0"},
)  # fmt: skip
LAPSED: Final = Story(
    "lapsed", "逾期不补正", WANG, {"text": "有关文件"},
    (
        RECEIPT,
        *taken_in("申请内容不明确，需要补正"),
        paper(5, HANDLER, "P5", defects="请写明文件名称、文号或者其他特征", reply_by="@20",
              how="当面、邮寄或者电子邮件"),
        Step(5, HANDLER, "/supplement-notice", {
            "way": "post", "posted_on": "@5", "tracking_number": "YT00000902CN",
            "reply_by": "@20"}),
        Step(7, DESK, "/supplement-notice/receipt", {"received_on": "@7"}),
        paper(21, HEAD, "P22"),
        Step(21, HANDLER, "/lapse", {
            "on": "@21", "way": "post", "posted_on": "@21", "tracking_number": "YT00000902CN"}),
        Step(30, ARCHIVIST, "/archiving", {"retention": "ten_years"}),
    ),
)  # fmt: skip
AGREED: Final = Story(
    "agreed", "第三方同意公开", FIRM, {"text": "某某地块土地出让合同"},
    (
        *taken_in(),
        paper(3, HANDLER, "P9", **ASKED, extract=EXTRACT),
        paper(3, HANDLER, "P11", whom="第三方", sent_on="@3"),
        Step(3, HANDLER, "/consultations", LETTER),
        Step(5, DESK, "/consultations/1/receipt", {"received_on": "@5"}),
        Step(12, DESK, "/consultations/1/reply", {"on": "@12", "opinion": "同意公开"}),
        Step(14, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(15),
        *served(16, 3),
    ),
)  # fmt: skip
OBJECTED: Final = Story(
    "objected", "第三方不同意公开", LI, {"text": "某某置业有限公司报送的项目开发成本明细"},
    (
        *taken_in(),
        paper(3, HANDLER, "P9", **ASKED, extract=EXTRACT),
        paper(3, HANDLER, "P11", whom="第三方", sent_on="@3"),
        Step(3, HANDLER, "/consultations", LETTER),
        Step(5, DESK, "/consultations/1/receipt", {"received_on": "@5"}),
        Step(10, DESK, "/consultations/1/reply", {
            "on": "@10", "opinion": "不同意公开", "content": "属于本公司商业秘密"}),
        Step(12, HANDLER, "/items/1/outcome", outcome(
            "A7", severable=False, why_not_severable="各项成本相互关联，分别提供仍可推算出报价",
            withheld=[PRIVATE | {"what": "全部内容"}])),
        *signed(14),
        *served(15, 4),
    ),
)  # fmt: skip
SILENT: Final = Story(
    "silent", "第三方逾期未提出意见", FIRM, {"text": "某某地块规划方案评审会专家意见"},
    (
        *taken_in(),
        paper(3, HANDLER, "P9", **ASKED, extract=EXTRACT),
        paper(3, HANDLER, "P11", whom="第三方", sent_on="@3"),
        Step(3, HANDLER, "/consultations", LETTER),
        Step(4, DESK, "/consultations/1/receipt", {"received_on": "@4"}),
        # its fifteen working days end on the 19th
        paper(20, LEADER, "P12", letter="1", is_person="否",
              reason="该意见为专家对规划方案的技术评价，不涉及商业秘密，可以公开", extract="专家评审意见全文",
              release_on="@22"),
        Step(20, HANDLER, "/consultations/1/third-party-notice", {
            "on": "@20", "reason": "逾期未提出意见，经审查该信息不涉及商业秘密，可以公开"}),
        Step(20, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(21),
        *served(22, 5),
    ),
)  # fmt: skip
OVERRIDDEN: Final = Story(
    "overridden", "第三方不同意而因公共利益公开", WANG, {"text": "某某地块土壤污染状况调查报告"},
    (
        *taken_in(),
        paper(3, HANDLER, "P9", **ASKED, extract=EXTRACT),
        paper(3, HANDLER, "P11", whom="第三方", sent_on="@3"),
        Step(3, HANDLER, "/consultations", LETTER),
        Step(4, DESK, "/consultations/1/receipt", {"received_on": "@4"}),
        Step(9, DESK, "/consultations/1/reply", {"on": "@9", "opinion": "不同意公开"}),
        Step(10, HANDLER, "/conferences", {
            "question": "不公开是否对公共利益造成重大影响",
            "participants": ["钱文静", "寿光市司法局", "潍坊市生态环境局寿光分局"]}),
        Step(11, LAWYER, "/conferences/1/opinions", {"opinion": "涉及周边居民健康，应当公开"}),
        Step(11, HANDLER, "/conferences/1/conclusion", {
            "on": "@11", "conclusion": "不公开可能对公共利益造成重大影响，决定公开"}),
        paper(12, LEADER, "P12", letter="1", is_person="否",
              reason="报告涉及周边居民健康", extract="调查报告全文", release_on="@15"),
        Step(12, HANDLER, "/consultations/1/third-party-notice", {
            "on": "@12", "reason": "报告涉及周边居民健康，不公开可能对公共利益造成重大影响",
            "extract": "调查报告全文"}),
        Step(13, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(14),
        *served(15, 6),
    ),
)  # fmt: skip
CO_MAKER: Final = Story(
    "co_maker", "共同制作机关逾期未提出意见，视为同意公开", LI,
    {"text": "关于调整某某片区基准地价的联合通知", "doc_number": "寿自然资发〔演示〕8号"},
    (
        *taken_in(),
        paper(2, HANDLER, "P14", recipient="寿光市财政局", doc_title="《关于调整某某片区基准地价的联合通知》",
              doc_number="寿自然资发〔演示〕8号", co_maker="是"),
        Step(2, HANDLER, "/consultations", {
            "kind": "organ", "recipient": "寿光市财政局", "way": "in_person", "signed_on": "@2",
            "received_on": "@2"}),
        # its fifteen working days end on the 17th
        Step(18, HANDLER, "/items/1/outcome", outcome("A2", **GIVEN)),
        *signed(18),
        *served(19, 7),
    ),
)  # fmt: skip

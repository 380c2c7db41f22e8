"""填写项: what an officer has to say of an item or a paper so that its letter can be written.

Everything else in a letter comes from the record. A required one that is empty stops the issue and
is named; letters.md §§3, 4.2, 9.2.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final


class SlotKind(StrEnum):
    """What is typed: a line, paragraphs, several lines, a day, a whole number, one of a list."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"


LONGEST: Final = {SlotKind.LINE: 300, SlotKind.TEXT: 10_000, SlotKind.LINES: 10_000}  # characters
LARGEST_NUMBER: Final = 1_000_000


@dataclass(frozen=True)
class Slot:
    """One thing to be filled in: its name in templates, its label, what is typed."""

    name: str
    label: str
    kind: SlotKind = SlotKind.LINE
    required: bool = True
    choices: tuple[str, ...] = ()
    hint: str = ""


TEXT, LINES, DAY, NUMBER, CHOICE = (
    SlotKind.TEXT, SlotKind.LINES, SlotKind.DAY, SlotKind.NUMBER, SlotKind.CHOICE,
)  # fmt: skip
OPTIONAL: Final = False
SUBSTITUTE: Final = ("可能危及政府信息载体安全", "公开成本过高")  # 条例 40
CHANNEL: Final = Slot("channel", "可以通过的渠道", hint="如“寿光市信访局来访接待窗口”")

# fmt: off
ITEM_SLOTS: Final[dict[str, tuple[Slot, ...]]] = {
    # answer type: what its decision sentence needs beside the reasons and records on file
    "A1": (Slot("title", "已公开信息的名称"), Slot("published_on", "主动公开日期", DAY),
           Slot("way", "获取途径", hint="如“寿光市政府门户网站”")),
    "A2": (Slot("form", "提供形式", hint="如“纸质复印件”“电子文件”"), Slot("pages", "页数", NUMBER, OPTIONAL),
           Slot("pick_up_from", "领取、查阅起始日期", DAY, OPTIONAL), Slot("pick_up_place", "领取、查阅地点", required=OPTIONAL),
           Slot("pick_up_how", "领取还是查阅", CHOICE, OPTIONAL, ("领取", "查阅、抄录")),
           Slot("substitute_reason", "改变提供形式的原因（第四十条）", CHOICE, OPTIONAL, SUBSTITUTE)),
    "A3": (Slot("open_part", "可以公开的内容"), Slot("form", "提供形式", required=OPTIONAL)),
    "A4": (),
    "A5": (Slot("law_text", "法律、行政法规的条文原文", TEXT),),
    "A6": (), "A7": (), "A8": (),
    "A9": (Slot("matter", "办理的事项", hint="如“某某项目环境影响评价审批”"),),
    "A10": (Slot("file", "案卷", hint="如“某某公司违法占地案”"),
            Slot("procedure_law", "可以查阅案卷的法律", hint="如“《中华人民共和国行政处罚法》”")),
    "A11": (Slot("query_organ", "办理查询的机关"), Slot("query_address", "查询地址"), Slot("query_phone", "查询电话")),
    "A12": (Slot("known_reason", "已知的不存在原因", TEXT, OPTIONAL),),
    "A13": (Slot("held_how", "对方如何取得该信息", CHOICE, True, ("制作", "最初获取", "保存")),),
    "A14": (Slot("existing_records", "现有的相关信息", TEXT, OPTIONAL),),
    "A15": (),
    "A16": (CHANNEL,),
    "A17": (),
    "A18": (Slot("publication", "公开出版物的名称"), Slot("way", "获取途径")),
    "A19": (Slot("counted_from", "统计起始日期", DAY), Slot("counted_to", "统计截止日期", DAY),
            Slot("counted", "申请件数", NUMBER), Slot("cases", "不予处理的申请", hint="如“登记编号为……的申请”")),
    "A20": (),
    "A21": (CHANNEL,),
    "A22": (Slot("transfer_on", "移交日期", DAY),),
    "A23": (Slot("matter", "划转的职责"), Slot("moved_on", "职责划转日期", DAY)),
    "A24": (Slot("party_organ", "制作该信息的党组织"), CHANNEL),
}
REPLY_BY: Final = Slot("reply_by", "回复期限", DAY)
DISCLOSED: Final = Slot("extract", "涉及的内容", TEXT, hint="只写涉及对方的部分，不写明申请人")
PAPER_SLOTS: Final[dict[str, tuple[Slot, ...]]] = {
    # paper: what is filled in when it is made
    "P5": (Slot("defects", "需要补正的事项，一行一项", LINES), Slot("guidance", "指导和释明", TEXT, OPTIONAL),
           Slot("reply_by", "补正期限", DAY), Slot("how", "补正方式", hint="如“当面、邮寄或者电子邮件”")),
    "P6": (Slot("counted_from", "统计起始日期", DAY), Slot("counted_to", "统计截止日期", DAY),
           Slot("counted", "申请件数", NUMBER), Slot("reply_by", "说明理由的期限", DAY)),
    "P7": (Slot("reason", "延期原因", TEXT), Slot("workdays", "延长的工作日数", NUMBER)),
    "P8": (Slot("reason", "不能按期答复的原因", TEXT), Slot("until", "答复日期", DAY)),
    "P9": (Slot("recipient", "第三方名称"), Slot("is_person", "第三方是自然人", CHOICE, True, ("是", "否")),
           Slot("kind", "涉及", CHOICE, True, ("商业秘密", "个人隐私", "合法权益")), DISCLOSED,
           Slot("address", "第三方地址", required=OPTIONAL)),
    "P10": (Slot("notice_no", "征求意见书文号"), DISCLOSED),
    "P11": (Slot("whom", "征求意见的对象", CHOICE, True, ("第三方", "有关行政机关")), Slot("sent_on", "征求意见书发出日期", DAY)),
    "P12": (Slot("letter", "征求意见书的编号"), Slot("is_person", "第三方是自然人", CHOICE, True, ("是", "否")),
            Slot("reason", "决定公开的理由", TEXT), DISCLOSED, Slot("release_on", "公开时间", DAY)),
    "P13": (Slot("recipient", "协办单位、科室"), Slot("question", "请求协助的事项", TEXT), REPLY_BY),
    "P14": (Slot("recipient", "征求意见的机关"), Slot("doc_title", "文件名称"), Slot("doc_number", "文件文号", required=OPTIONAL),
            Slot("co_maker", "是否共同制作", CHOICE, True, ("是", "否")), Slot("reply_by", "回复期限（非共同制作的）", DAY, OPTIONAL)),
    "P15": (Slot("pages", "按量计收的页数（不填为按件）", NUMBER, OPTIONAL), Slot("way", "缴纳方式"), Slot("code", "缴款码", required=OPTIONAL)),
    "P16": (Slot("arrived_at", "最初收到时间"), Slot("sender", "最初收到的科室（人）"), Slot("receiver", "移送至"),
            Slot("handed_at", "移送时间", required=OPTIONAL), Slot("papers", "移送材料")),
    "P17": (Slot("pick_up_from", "领取起始日期", DAY), Slot("place", "领取地点"), Slot("bring", "携带的证件", hint="如“身份证件原件”")),
    "P18": (Slot("paper", "送达的文书（编号）", NUMBER), Slot("copies", "份数", NUMBER, OPTIONAL)),
    "P4": (Slot("difficulty", "书面申请确有困难的情形", TEXT),),
    "P20": (Slot("asked_on", "收到更正要求的日期", DAY), Slot("claim", "申请人认为的错误", TEXT), Slot("record", "涉及的记录"),
            Slot("finding", "核实结果", TEXT, hint="如“不准确，已更正为：……”“并无不准确，理由是：……”")),
    "P21": (Slot("wrong", "有误文书的编号", NUMBER), Slot("wrong_text", "有误的文字", TEXT), Slot("right_text", "正确的文字", TEXT),
            Slot("substance", "是否改变答复内容", CHOICE, True, ("否", "是"))),
    "I9": (Slot("receiver", "备案接收单位"), Slot("file_by", "备案期限", DAY, OPTIONAL)),
    "I10": (Slot("talked_at", "沟通时间"), Slot("by_what", "沟通方式", CHOICE, True, ("电话", "短信", "当面")), Slot("with_whom", "对方"),
            Slot("number", "号码", required=OPTIONAL), Slot("content", "沟通内容", TEXT), Slot("result", "结果", TEXT, OPTIONAL)),
}
# fmt: on


def slots_of_paper(code: str) -> tuple[Slot, ...]:
    """What is filled in for a paper; nothing where it comes from the record altogether."""
    return PAPER_SLOTS.get(code, ())


def faults(slots: Sequence[Slot], given: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Name and sentence of every value that cannot be what its slot asks for; empty ones may stay."""
    known = {slot.name: slot for slot in slots}
    for name, value in given.items():
        slot = known.get(name)
        if slot is None:
            names = "、".join(f"{s.name}（{s.label}）" for s in slots) or "无"
            yield name, f"没有填写项“{name}”，可以填写的有：{names}"
        elif value and (sentence := _fault(slot, value)):
            yield name, f"“{slot.label}”{sentence}"


def _fault(slot: Slot, value: str) -> str:
    match slot.kind:
        case SlotKind.DAY:
            return "" if _is_day(value) else "应为日期，如2026-03-05"
        case SlotKind.NUMBER:
            whole = value.isascii() and value.isdigit() and int(value) <= LARGEST_NUMBER
            return "" if whole else f"应为不超过{LARGEST_NUMBER}的整数"
        case SlotKind.CHOICE:
            return "" if value in slot.choices else f"应为{'、'.join(slot.choices)}中的一种"
        case SlotKind.LINE if "\n" in value:
            return "应为一行文字，不能换行"
        case kind:
            longest = LONGEST[kind]
            return f"最多{longest}个字符" if len(value) > longest else ""


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def missing(slots: Sequence[Slot], given: Mapping[str, str]) -> list[Slot]:
    """The required ones that were not filled in."""
    return [slot for slot in slots if slot.required and not given.get(slot.name, "").strip()]

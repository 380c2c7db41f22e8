"""The words of 初审 to 签发: one function for each kind of record, from its data to its phrases."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from cases.chain import STEP_LABELS
from cases.kinds import Kind
from cases.law.slots import ITEM_SLOTS, Slot, SlotKind
from cases.states import State
from cases.web.history_phrases import (
    Part,
    Said,
    Teller,
    Text,
    answer_type,
    day,
    decided,
    moved,
    numbers,
    passed,
    quoted,
    some,
    stage,
    text,
    why,
)


def _screened(said: Said) -> list[Part]:
    findings = [yes if said.data[name] else no for name, yes, no in FINDINGS if name in said.data]
    return [
        "初审认为" + "，".join(findings) if findings else "初审",
        moved(said),
        text("意见", said.get("opinion")),
    ]


FINDINGS: Final = (
    # what was looked at, found so, found not so
    ("clear", "申请内容明确、不需要补正", "申请内容不明确、需要补正"),
    ("is_application", "是政府信息公开申请", "不是政府信息公开申请"),
    ("ours", "由本机关负责公开", "不由本机关负责公开"),
)


def _assigned(said: Said) -> list[Part]:
    return [
        some("将本件分办给{}", said.get("to_whom")) or "分办",
        some("应于{}前提出办理意见", day(said.get("opinion_by"))),
        text("拟办意见", said.get("note")),
    ]


def _accepted(_: Said) -> list[Part]:
    return ["接办本件"]


def _assignment_returned(said: Said) -> list[Part]:
    return ["退回分办", moved(said), why(said)]


def _handed_over(said: Said) -> list[Part]:
    return [some("将本件转交{}办理", said.get("to_whom")) or "转交承办人", why(said)]


def _searched(said: Said) -> list[Part]:
    places = said.get("places") or ()
    names = "、".join(place["name"] for place in places)
    people = [
        some("检索人{}", said.get("operator")), some("记录人{}", said.get("recorder")),
    ]  # fmt: skip
    count = f"共{len(places)}处" if len(places) > 1 else ""
    return [
        f"登记{some('{}的', said.on)}检索：检索{names}{count}" if names else "登记检索",
        "、".join(filter(None, people)),
        some("涉及{}申请", numbers(said.get("items"))),
        _files(said.get("attachments")),
        "该信息曾经制作、保存，现已遗失" if said.get("lost") else "",
        text("检索方法", said.get("how")),
        text("检索情况", "；".join(map(_place, places))),
        text("线索", "；".join(f"{c['clue']}——{c['finding'] or '未查找'}" for c in said.get("clues") or ())),
        text("业务科室意见", said.get("office_opinions")),
        text("结论", said.get("conclusion")),
    ]  # fmt: skip


def _place(place: Mapping[str, Any]) -> str:
    said = [
        some("检索词{}", quoted(place.get("keywords"))),
        some("时间范围{}", place.get("period")),
        some("命中{}件", place.get("hits")),
        place.get("judgment") or "",
    ]
    told = "，".join(part.rstrip("。") for part in said if part)
    return f"{place['name']}（{told}）" if told else place["name"]


def _files(attachments: Iterable[int] | None) -> str:
    return some("附件第{}号", "、".join(str(number) for number in attachments or ()))


def _help_asked(said: Said) -> list[Part]:
    return [
        f"向{said.get('to_name') or '协办单位'}发出{said.number}协办函",
        some("涉及{}申请", numbers(said.get("items"))),
        some("应于{}前回复", day(said.get("reply_by"))),
        text("协办事项", said.get("question")),
    ]


HOLDS: Final = {"all": "保存有全部信息", "part": "保存有部分信息", "none": "没有该信息"}


def _slip_answered(said: Said) -> list[Part]:
    return [
        f"回复{said.number}协办函",
        HOLDS.get(said.get("holds") or "", ""),
        text("存放位置", said.get("location")),
        text("检索情况", said.get("searched")),
        text("意见", said.get("opinion")),
    ]


def _conference_called(said: Said) -> list[Part]:
    return [
        f"发起{said.number}会商",
        some("参加人{}", "、".join(said.get("participants") or ())),
        text("议题", said.get("question")),
    ]


def _opinion_given(said: Said) -> list[Part]:
    signed = "已在会商记录上签字" if said.get("signed") else "尚未签字"
    who = said.get("participant")
    if said.get("written_down"):
        return [
            f"代为登记{who}对{said.number}会商的意见", signed, text("意见", said.get("opinion")),
        ]  # fmt: skip
    return [f"对{said.number}会商发表意见", text("意见", said.get("opinion"))]


def _conference_concluded(said: Said) -> list[Part]:
    return [
        f"登记{said.number}会商" + said.then + "形成结论",
        text("结论", said.get("conclusion")),
    ]


def _referred(said: Said) -> list[Part]:
    return [
        f"{said.then}报请{said.get('referred_to') or '主管部门'}确定能否公开" + _bracketed(said),
        text("报请事项", said.get("question")),
    ]


def _bracketed(said: Said) -> str:
    return some("（{}报请）", said.number)


def _determined(said: Said) -> list[Part]:
    return [f"{said.then}收到{said.number}报请的确定意见", text("意见", said.get("opinion"))]


def _item_concluded(said: Said) -> list[Part]:
    number = said.get("item")
    about = f"对第{number}项申请提出办理意见" if number else "提出办理意见"
    facts, texts = outcome(said.data)
    first, *rest = filter(None, facts) if any(facts) else ("",)
    return [f"{about}：{first}" if first else about, *rest, *texts]


def outcome(said: Mapping[str, Any]) -> tuple[list[str], list[Text | None]]:
    """The outcome of one item: which it is and what it names, then the reasons."""
    withheld, severable = said.get("withheld") or (), said.get("severable")
    owner, transfer = said.get("owner") or {}, said.get("transfer") or {}
    facts = [
        answer_type(said.get("outcome")),
        some("不予公开{}处", len(withheld)) if withheld else "",
        "" if severable is None else "可以区分处理" if severable else "不能区分处理",
        some("由{}负责公开", owner.get("whose")),
        some("已移交{}", transfer.get("archive")),
        some("在先申请{}", said.get("earlier")),
        _files(said.get("enclosures")),
    ]
    parts = "；".join(
        "，".join(filter(None, (part.get("what"), answer_type(part.get("ground")), part.get("reason"))))
        for part in withheld
    )  # fmt: skip
    texts = [
        text("理由", said.get("reason")),
        text("不予公开的内容", parts),
        text("不能区分处理的理由", said.get("why_not_severable")),
        text("负责公开的机关及依据", owner.get("why")),
        text("仍不明确之处", said.get("still_unclear")),
        text("申请人已获取的证明", said.get("held_already")),
        text("公开的网址、地点", said.get("place")),
        text("提供方式", said.get("provided")),
        text("答复书的填写项", _filled(said)),
    ]
    return facts, texts


def _filled(said: Mapping[str, Any]) -> str:
    """What was filled in for the letter, by the labels of its slots."""
    slots = {slot.name: slot for slot in ITEM_SLOTS.get(said.get("outcome") or "", ())}
    filled = (said.get("fields") or {}).items()
    return "；".join(
        f"{slots[name].label}为{_value(slots[name], value)}"
        for name, value in filled
        if value and name in slots
    )


def _value(slot: Slot, value: str) -> str:
    return day(value) if slot.kind is SlotKind.DAY else value


def _submitted(said: Said) -> list[Part]:
    return [
        _with_draft("送审", said), *decided(said), moved(said),
        *passed(said, "提请签发时准予突破关口"),
        text("说明", said.get("note")),
    ]  # fmt: skip


def _with_draft(done: str, said: Said) -> str:
    return f"将第{said.get('draft')}条记录的拟稿{done}" if said.get("draft") else done


def _recalled(said: Said) -> list[Part]:
    return ["撤回送审", moved(said), why(said)]


def _approved(said: Said) -> list[Part]:
    return [f"{stage(said)}审核同意", moved(said), text("意见", said.get("opinion"))]


def _skipped(said: Said) -> list[Part]:
    level = stage(said).removeprefix("在") or "环节"
    return [f"跳过{level}", moved(said), why(said)]


def _sent_back(said: Said) -> list[Part]:
    to = said.get("to")
    where = STEP_LABELS[State(to)] if to else ""
    return [f"{stage(said)}退回{where}", why(said)]


def _signed(said: Said) -> list[Part]:
    return [
        _with_draft("签发", said), *decided(said), moved(said), *passed(said),
        text("意见", said.get("opinion")),
    ]  # fmt: skip


def _tagged(said: Said) -> list[Part]:
    tags = said.get("tags")
    return [f"将标签设置为“{'”“'.join(tags)}”" if tags else "去掉全部标签"]


def _name_settled(said: Said) -> list[Part]:
    name = said.get("name")
    return [f"确定以{name}的名义答复" if name else "确定答复名义", why(said)]


WORK: Final[Mapping[Kind, Teller]] = {
    Kind.NAME_SETTLED: _name_settled,
    Kind.TAGGED: _tagged,
    Kind.SCREENED: _screened,
    Kind.ASSIGNED: _assigned,
    Kind.ACCEPTED: _accepted,
    Kind.ASSIGNMENT_RETURNED: _assignment_returned,
    Kind.HANDED_OVER: _handed_over,
    Kind.SEARCHED: _searched,
    Kind.HELP_ASKED: _help_asked,
    Kind.SLIP_ANSWERED: _slip_answered,
    Kind.CONFERENCE_CALLED: _conference_called,
    Kind.OPINION_GIVEN: _opinion_given,
    Kind.CONFERENCE_CONCLUDED: _conference_concluded,
    Kind.REFERRED: _referred,
    Kind.DETERMINED: _determined,
    Kind.ITEM_CONCLUDED: _item_concluded,
    Kind.SUBMITTED: _submitted,
    Kind.RECALLED: _recalled,
    Kind.APPROVED: _approved,
    Kind.SKIPPED: _skipped,
    Kind.SENT_BACK: _sent_back,
    Kind.SIGNED: _signed,
}

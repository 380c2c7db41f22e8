"""答复、审查呈批: what was answered on which basis, and who agreed to it on every level."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from cases.archive.sheet import Block, Grid, Sheet
from cases.dossier import SENT_PAPER, Record
from cases.kinds import Kind
from cases.law.annual import ROW
from cases.law.file_contents import CONTENTS, Paper
from cases.law.gates import GATE
from cases.law.grounds import GROUND, KIND_LABELS, SubKind
from cases.law.outcomes import ANSWER_TYPE, Remedy
from cases.volume.case_file import CaseFile, facts, level, moment, on, said

CLOSINGS: Final = (Kind.ANSWER, Kind.ANSWERED_ANEW, Kind.WITHDRAWAL)
# 答复 that is none: the case ended otherwise
ENDINGS: Final = {"A27": "申请人撤回、终止办理", "A28": "不再处理"}
REVIEWING: Final = (
    Kind.DRAFTED, Kind.SUBMITTED, Kind.RECALLED, Kind.APPROVED, Kind.SKIPPED, Kind.SENT_BACK,
    Kind.SIGNED,
)  # fmt: skip
LEVELS: Final = {
    Kind.DRAFTED: "拟稿",
    Kind.SUBMITTED: "送审",
    Kind.RECALLED: "送审",
    Kind.SIGNED: "签发",
}


def answers_of(records: Sequence[Record]) -> list[Record]:
    """The answers of one round that stand."""
    found: list[Record] = []
    for record in records:
        if record.kind in CLOSINGS:
            found.append(record)
        elif record.kind is Kind.CLOSING_STRUCK and found:
            found.pop()
    return found


def answer_sheets(case: CaseFile) -> Iterator[Sheet]:
    """答复书: the text that was signed, the outcome of each item, basis and remedy."""
    for records in case.rounds:
        for answer in answers_of(records):
            before = [record for record in records if record.seq < answer.seq]
            yield _answer(case, answer, before)


def _answer(case: CaseFile, answer: Record, before: Sequence[Record]) -> Sheet:
    data = answer.data
    ending = ENDINGS.get(data.get("answer_type") or "")
    anew = "重新" if answer.kind is Kind.ANSWERED_ANEW else ""
    signed = _last(before, Kind.SIGNED)
    basis = "、".join(map(str, data.get("basis") or ()))
    blocks: list[Block] = [
        facts(
            ("登记编号", case.number),
            ("申请人", case.standing.applicant_name),
            ("答复文号", data.get("doc_number", "")),
            ("办结日期" if ending else "答复日期", on(answer.day)),
            ("答复类型", _named(data.get("answer_type"))),
            ("计入年度报告", "" if case.is_evidence else _row(data.get("annual_row"))),
            ("依据", basis),
            ("救济途径", Remedy(data["remedy"]).label if data.get("remedy") else ""),
            ("签发人", signed.by if signed else ""),
            ("签发时间", moment(signed.at) if signed else ""),
            ("撤回材料", data.get("paper", "")),
            ("撤回原因", data.get("reason", "")),
        )
    ]
    if signed and SENT_PAPER not in data:  # else the letter itself lies beside this sheet
        draft = next(one for one in before if one.seq == signed.data["draft"])
        blocks += said("答复书正文", draft.data["text"])
    outcomes = {one.data["item"]: one.data for one in before if one.kind is Kind.ITEM_CONCLUDED}
    outcomes |= {one["item"]: one for one in data.get("outcomes") or ()}  # given on the spot
    if not ending:
        blocks += _items(case, outcomes)
    title = ending or f"政府信息公开{anew}答复"
    code, number = CONTENTS[Paper.ANSWER].code, data.get("doc_number", "")
    return Sheet(code, title, tuple(blocks), day=answer.day, number=number)


def _last(records: Sequence[Record], kind: Kind) -> Record | None:
    return next((one for one in reversed(records) if one.kind is kind), None)


def _named(answer_type: str | None) -> str:
    return ANSWER_TYPE[answer_type].name if answer_type else ""


def _row(key: str | None) -> str:
    return ROW[key].label if key else ""


def _items(case: CaseFile, outcomes: Mapping[int, Mapping[str, Any]]) -> Iterator[Block]:
    """Each item with its outcome; the reasons that the office noted stand in the archive only."""
    asked = case.standing.items
    known = {n: said for n, said in sorted(outcomes.items()) if n <= len(asked)}
    if not known:
        return
    rows = [
        (str(n), asked[n - 1]["text"], _named(said["outcome"]), *_why(case, said))
        for n, said in known.items()
    ]
    reasons = () if case.is_evidence else ("事实和理由",)
    columns, widths = ("序号", "申请事项", "结论", *reasons), (1, 5, 3, *(6 for _ in reasons))
    yield Grid("各项申请事项的答复", columns, tuple(rows), widths)
    parts = [
        (str(n), *_part(part)) for n, said in known.items() for part in said.get("withheld") or ()
    ]
    if parts and not case.is_evidence:
        columns = ("序号", "不予公开的内容", "事由", "具体情形", "理由")
        yield Grid("不予公开的内容", columns, tuple(parts), (1, 3, 3, 2, 5))


def _why(case: CaseFile, said: Mapping[str, Any]) -> tuple[str, ...]:
    if case.is_evidence:
        return ()
    told = [said.get("reason", "")]
    told += [f"{label}：{said[name]}" for name, label in PARTICULARS if said.get(name)]
    return ("；".join(filter(None, told)),)


PARTICULARS: Final = (
    ("provided", "提供"), ("place", "获取途径"), ("why_not_severable", "不能区分处理"),
    ("still_unclear", "仍不明确"), ("earlier", "在先申请"), ("held_already", "已获取"),
)  # fmt: skip


def _part(part: Mapping[str, Any]) -> tuple[str, ...]:
    ground = GROUND[part["ground"]]
    kinds = "、".join(KIND_LABELS[SubKind(kind)] for kind in part.get("kinds") or ())
    name = "不属于政府信息" if ground.code == "A3" else ANSWER_TYPE[ground.code].name
    return (
        part.get("what") or "全部内容",
        f"{name}（{ground.article.short}）",
        kinds,
        part["reason"],
    )


def approval_sheets(case: CaseFile) -> Iterator[Sheet]:
    """审查呈批单 (I1): each level with its opinion, officer and time, one paper for each answer.

    Among evidence it says that every level agreed, and when; what they said stays in the house.
    """
    for records in case.rounds:
        steps = [record for record in records if record.kind in REVIEWING]
        if not steps:
            continue
        decided = _last(steps, Kind.SIGNED) or _last(steps, Kind.SUBMITTED)
        data: Mapping[str, Any] = decided.data if decided else {}
        reading = case.reading
        head = facts(
            ("登记编号", case.number),
            ("申请人", case.standing.applicant_name),
            ("收到申请之日", on(case.standing.received_on)),
            ("答复期限", on(reading.answer_due) if reading else ""),
            ("拟办结论", _named(data.get("answer_type"))),
            ("依据", "、".join(data.get("basis") or ())),
        )
        opinions = () if case.is_evidence else ("意见",)
        columns = ("环节", "结果", *opinions, "办理人", "时间")
        rows = tuple(
            (LEVELS.get(one.kind) or level(one.data), one.kind.label, *_opinion(case, one), one.by, moment(one.at))
            for one in (_agreed(steps) if case.is_evidence else steps)
        )  # fmt: skip
        widths = (3, 2, *(6 for _ in opinions), 2, 3)
        blocks = (head, Grid("审核、签发", columns, rows, widths))
        code = CONTENTS[Paper.APPROVAL].code
        yield Sheet(code, "政府信息公开答复审查呈批单", blocks, day=steps[-1].day)


def _agreed(steps: Sequence[Record]) -> list[Record]:
    """The 送审 that counts and who agreed to it, without what was sent back before."""
    submitted = _last(steps, Kind.SUBMITTED)
    return [one for one in steps if submitted and one.seq >= submitted.seq and one.kind in AGREED]


AGREED: Final = (Kind.SUBMITTED, Kind.APPROVED, Kind.SKIPPED, Kind.SIGNED)


def _opinion(case: CaseFile, one: Record) -> tuple[str, ...]:
    if case.is_evidence:
        return ()
    told = one.data.get("opinion") or one.data.get("reason") or one.data.get("note") or ""
    passed = [
        f"突破关口“{(GATE[p['gate']].sentence if p['gate'] in GATE else p['gate']).rstrip('。')}”，"
        f"理由：{p.get('reason', '')}"
        for p in one.data.get("passed") or ()
    ]
    return ("；".join(filter(None, (told, *passed))),)

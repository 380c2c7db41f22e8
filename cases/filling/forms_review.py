"""审查、审批的表格 filled: 呈批单 (I1), 保密审查表 (I4), 合法性审核意见 (I5)."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from cases.dossier import Record
from cases.filling.forms_intake import moment
from cases.filling.items import ground_of
from cases.filling.matter import Matter, day
from cases.kinds import Kind
from cases.law.annual import ROW
from cases.law.gate_facts import Item
from cases.law.gates import GATE
from cases.law.outcomes import ANSWER_TYPE, Remedy
from cases.outcome_on_file import answer_type_of, row_of
from cases.states import STATE_LABELS, State

Typed = Mapping[str, str]
REVIEWED: Final = (Kind.APPROVED, Kind.SKIPPED, Kind.SENT_BACK)
STAGES: Final = {Kind.SUBMITTED: "送审", Kind.RECALLED: "送审", Kind.SIGNED: "签发"}
ENDS: Final = "。；，"


def approval(matter: Matter, _: Typed) -> dict[str, Any]:
    """审查呈批单: each item with what is proposed, what every level said, the draft."""
    signed, draft = matter.file.signed, matter.file.draft
    answer_type, row, remedy = _decided(matter)
    text = draft.data["text"] if draft else ""
    return {
        "items": tuple(_line(matter, item) for item in matter.items),
        "facts": _of_each(matter, lambda item: item.reason),
        "answer_type": ANSWER_TYPE[answer_type].name if answer_type else "",
        "annual_row": ROW[row].label if row else "",
        "remedy_label": remedy.label if remedy else "",
        "levels": tuple(map(_level, [*matter.file.reviews, *([signed] if signed else [])])),
        "draft": tuple(line for line in text.split("\n") if line.strip()),
    }


def _line(matter: Matter, item: Item) -> dict[str, Any]:
    return {
        "number": item.number,
        "text": matter.case.items[item.number - 1]["text"],
        "outcome": ANSWER_TYPE[item.outcome].name if item.outcome else "",
        "basis": _basis(item),
    }


def _basis(item: Item) -> str:
    return "、".join(map(str, item.basis))


def _of_each(matter: Matter, what: Callable[[Item], str]) -> str:
    """What is said of each item; with its number where there are several."""
    several = len(matter.items) > 1
    said = [(item.number, what(item).strip().rstrip(ENDS)) for item in matter.items]
    return "；".join(f"第{n}项：{text}" if several else text for n, text in said if text)


def _decided(matter: Matter) -> tuple[str | None, str | None, Remedy | None]:
    """答复类型, 计入年度报告的行, 救济 as signed or sent for review; else as the items have it now."""
    stands = matter.file.signed or matter.file.submission
    if stands is not None:
        remedy = stands.data["remedy"]
        return (
            stands.data["answer_type"],
            stands.data["annual_row"],
            Remedy(remedy) if remedy else None,
        )
    answer_type = answer_type_of(matter.items)
    if answer_type is None:
        return None, None, None
    draft = matter.file.draft
    row = row_of(answer_type, matter.items, draft.data.get("row") if draft else None)
    return answer_type, row, matter.remedy


def _level(one: Record) -> dict[str, str]:
    return {
        "name": STAGES.get(one.kind) or _stage(one.data["level"]),
        "result": one.kind.label,
        "opinion": "；".join(filter(None, (_said(one), *_passed(one)))),
        "by": one.by,
        "at": moment(one.at),
    }


def _stage(level: str) -> str:
    """环节 as people call it: 签发 and not 待签发."""
    return STATE_LABELS[State(level)].removeprefix("待")


def _said(one: Record) -> str:
    return str(one.data.get("opinion") or one.data.get("reason") or one.data.get("note") or "")


def _passed(one: Record) -> Iterator[str]:
    """关口 that were let pass, each with the reason."""
    for gate in one.data.get("passed") or ():
        key = gate["gate"]
        sentence = GATE[key].sentence.rstrip(ENDS) if key in GATE else key
        why = f"，理由：{gate['reason']}" if gate.get("reason") else ""
        yield f"突破关口“{sentence}”{why}"


def secrecy(matter: Matter, _: Typed) -> dict[str, Any]:
    """保密审查表 (条例第十七条), with what was referred because the office could not decide it."""
    file = matter.file
    return {
        "proposed": _of_each(matter, _proposed),
        "basis": _of_each(matter, _basis),
        **_review(matter, State.SECRECY_REVIEW),
        "referrals": tuple(
            {
                "to": one.data["referred_to"],
                "question": one.data["question"],
                "on": day(one.day),
                "determined": _determined(file.determinations.get(number)),
            }
            for number, one in file.referrals.items()
        ),
    }


def _proposed(item: Item) -> str:
    """The outcome, and of what is withheld its ground and 定密 facts."""
    if item.outcome is None:
        return ""
    parts = [
        f"{part.what or '全部内容'}：{ground_of(part.ground, part.kinds)}"
        + (f"，{part.classification}" if part.classification else "")
        for part in item.withheld
    ]
    withheld = f"（{'；'.join(parts)}）" if parts else ""
    return ANSWER_TYPE[item.outcome].name + withheld


def _determined(found: Record | None) -> str:
    return f"{day(found.day)}：{found.data['opinion']}" if found else ""


def _review(matter: Matter, level: State) -> dict[str, str]:
    """What was said last on a level; nothing before it came there."""
    found = [
        one for one in matter.file.reviews if one.kind in REVIEWED and one.data["level"] == level
    ]
    if not found:
        return {}
    last = found[-1]
    return {
        "result": last.kind.label,
        "opinion": _said(last),
        "by": last.by,
        "at": moment(last.at),
    }


def legality(matter: Matter, _: Typed) -> dict[str, Any]:
    """合法性审核意见: what the record says of competence, facts, articles, procedure and remedy."""
    answer_type, _row, remedy = _decided(matter)
    points = (
        ("职权", _competence(matter)),
        ("事实", _facts(matter)),
        ("依据", _of_each(matter, _basis)),
        ("程序", _procedure(matter)),
        ("救济告知", _remedy(matter, remedy)),
    )
    return {
        "answer_type": ANSWER_TYPE[answer_type].name if answer_type else "",
        **_review(matter, State.LEGAL_REVIEW),
        "points": tuple({"name": name, "found": found} for name, found in points),
    }


def _competence(matter: Matter) -> str:
    if matter.organ.own_name:
        return f"以{matter.organ.name}的名义答复"
    return GATE["signed_by_organ"].sentence.rstrip(ENDS)


def _facts(matter: Matter) -> str:
    without = [str(item.number) for item in matter.items if item.outcome and not item.reason]
    file = matter.file
    told = (
        f"第{'、'.join(without)}项没有写明事实和理由" if without else "",
        f"检索记录{len(file.searches)}份" if file.searches else "",
        f"协办函{len(file.slips)}份，回复{len(file.slip_answers)}份" if file.slips else "",
        f"附件{len(file.attachments)}件" if file.attachments else "",
    )
    return "；".join(filter(None, told))


def _procedure(matter: Matter) -> str:
    """The steps with their days, the day the answer is due, what is against the rules, what passed."""
    reading, stands = matter.reading, matter.file.signed or matter.file.submission
    due = day(reading.answer_due) if reading else ""
    told = [
        f"{day(matter.case.received_on)}收到申请" if matter.case.received_on else "",
        *(f"{day(step.day)}{step.kind.label}" for step in matter.steps),
        f"答复期限{due}" if due else "",
        *(warning.code.text.rstrip(ENDS) for warning in (reading.warnings if reading else ())),
        *(_passed(stands) if stands else ()),
    ]
    return "；".join(filter(None, told))


def _remedy(matter: Matter, remedy: Remedy | None) -> str:
    bodies = matter.bodies
    named = (
        f"复议机关{bodies.review_body}，管辖法院{bodies.court}"
        if bodies
        else "没有录入适用于本日的复议机关和管辖法院"
    )
    return "；".join(filter(None, (remedy.label if remedy else "", named)))

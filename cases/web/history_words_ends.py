"""The words of 答复、附卷、归档、复议诉讼、查看调取: one function for each kind of record."""

from collections.abc import Mapping
from typing import Any, Final

from cases.actions.lapsing import LAPSED
from cases.kinds import Kind
from cases.law.challenge_results import RESULTS, ChallengeKind, Forum, Result
from cases.law.challenges import FIELD_LABELS, Procedure
from cases.law.file_contents import Paper
from cases.law.retention import Retention
from cases.web.history_phrases import (
    SHOWN_OF_A_DIGEST,
    Part,
    Said,
    Teller,
    Text,
    day,
    decided,
    moved,
    passed,
    quoted,
    sending,
    shortened,
    some,
    text,
    why,
)
from cases.web.history_words_work import outcome
from cases.web.views import row_label


def _answered(said: Said) -> list[Part]:
    spot = said.get("outcomes")
    if said.get("answer_type") == LAPSED:
        done = "视为申请人放弃申请，不再处理"
    else:
        done = "当场答复申请人" if spot is not None else "答复申请人"
    return [
        f"{said.then}{done}",
        *decided(said),
        some("文号{}", said.get("doc_number")),
        *sending(said),
        "所提供的信息已经过保密审查" if said.get("secrecy_checked") else "",
        *passed(said),
        text("送达凭证", said.get("proof")),
        *(_item_on_the_spot(each) for each in spot or ()),
    ]


def _item_on_the_spot(said: Mapping[str, Any]) -> Text | None:
    facts, texts = outcome(said)
    words = [*filter(None, facts), *(str(each) for each in texts if each)]
    return text(f"第{said['item']}项", "，".join(words))


def _answered_anew(said: Said) -> list[Part]:
    first, *rest = _answered(said)
    return [f"{first}（恢复办理后重新答复）", *rest]


def _withdrawn(said: Said) -> list[Part]:
    return [
        f"登记申请人{said.then}撤回申请",
        some("计入年度报告“{}”", row_label(said.get("annual_row"))),
        *passed(said),
        text("书面材料", said.get("paper")),
        why(said),
    ]


def _closing_struck(said: Said) -> list[Part]:
    what = "重新答复" if said.get("anew") else "办结"
    return [
        f"撤销误录的{what}记录",
        some("原办结日期{}", day(said.get("answered_on"))),
        moved(said),
        why(said),
    ]


def _attached(said: Said) -> list[Part]:
    name, title, paper = said.get("name"), said.get("title"), said.get("paper")
    return [
        f"附卷：{said.number}附件{quoted(name)}"
        + some("（{}）", Paper(paper).label if paper else None),
        some("标题{}", quoted(title)) if title != name else "",
        some("文号{}", said.get("doc_number")),
        some("日期{}", day(said.get("day"))),
        some("共{}页", said.get("pages")),
        some("关于第{}项申请", said.get("item")),
        some("大小{}", _size(said.get("size"))),
        some("摘要{}", (said.get("sha256") or "")[:SHOWN_OF_A_DIGEST]),
        text("备注", said.get("remark")),
    ]


def _size(octets: int | None) -> str:
    if octets is None:
        return ""
    if octets < 1024:
        return f"{octets}字节"
    return f"{octets / 1024:.1f} KB" if octets < 1024**2 else f"{octets / 1024**2:.1f} MB"


def _detached(said: Said) -> list[Part]:
    name = said.known.attachments.get(said.get("number") or 0)
    return [f"撤下{said.number}附件{quoted(name)}", why(said)]


def _archived(said: Said) -> list[Part]:
    kept = said.get("retention")
    return [
        "归档",
        some("保管期限{}", Retention(kept).label if kept else None),
        some("档号{}", said.get("archive_number")),
        text("备注", said.get("remark")),
    ]


def _challenged(said: Said) -> list[Part]:
    facts: Mapping[str, Any] = said.get("facts") or {}
    kind = ChallengeKind(facts["kind"]) if facts.get("kind") else None
    rest = [
        f"{CHALLENGE_LABELS[name]}{_challenge_value(kind, name, facts[name])}"
        for name in CHALLENGE_LABELS
        if name not in ("body", "kind") and facts.get(name)
    ]
    label = kind.label if kind else "复议诉讼"
    return [f"登记{said.number}{label}" + some("（{}）", facts.get("body")), *rest]


def _challenge_updated(said: Said) -> list[Part]:
    kind = said.known.challenges.get(said.get("number") or 0)
    now, was = said.get("facts") or {}, said.get("was") or {}
    changes = [
        f"{CHALLENGE_LABELS[name]}由{_challenge_value(kind, name, was[name])}改为{new}"
        if was.get(name)
        else f"{CHALLENGE_LABELS[name]}{new}"
        for name in now
        if name in CHALLENGE_LABELS and now[name] != was.get(name)
        for new in [_challenge_value(kind, name, now[name])]
    ]
    label = kind.label if kind else "复议诉讼"
    return [f"登记{said.number}{label}的进展", *changes]


CHALLENGE_LABELS: Final = {
    "kind": "种类", "notified_on": "收到通知日期", **FIELD_LABELS, "doc_number": "文号",
}  # fmt: skip
UNITS: Final = {"workdays": "个工作日", "days": "日", "months": "个月", "years": "年"}


def _challenge_value(kind: ChallengeKind | None, name: str, value: Any) -> str:
    if not value:
        return "空白"
    match name:
        case "kind":
            return ChallengeKind(value).label
        case "procedure":
            return f"为{Procedure(value).label}"
        case "result":
            forum = kind.forum if kind else Forum.REVIEW  # every result of a court is one there too
            return f"“{RESULTS[forum][Result(value)].label}”"
        case "answer_again" if isinstance(value, Mapping):
            return f"{value['count']}{UNITS[value['unit']]}"
        case _ if name.endswith(("_on", "_by")) or name == "answer_again":
            return day(value)
    return str(value)


def _challenge_struck(said: Said) -> list[Part]:
    kind = said.known.challenges.get(said.get("number") or 0)
    return [f"撤销误录的{said.number}{kind.label if kind else '复议诉讼'}", why(said)]


def _reopened(said: Said) -> list[Part]:
    number, basis = said.get("challenge"), shortened(said.get("article") or "")
    kind = said.known.challenges.get(number or 0)
    label = kind.label if kind else "复议诉讼"
    return [
        f"依第{number}号{label}的结果恢复办理" if number else "恢复办理",
        some("应于{}前重新答复", day(said.get("due"))) + some("（依据{}）", basis),
        moved(said),
        why(said),
    ]


def _personal_data_shown(said: Said) -> list[Part]:
    return ["查看申请人的个人信息", text("用途", said.get("reason"))]


def _taken_out(said: Said) -> list[Part]:
    taken = some("调取{}", said.get("what")) or "调取案卷"
    return [taken, text("用途", said.get("reason"))]


ENDS: Final[Mapping[Kind, Teller]] = {
    Kind.ANSWER: _answered,
    Kind.ANSWERED_ANEW: _answered_anew,
    Kind.WITHDRAWAL: _withdrawn,
    Kind.CLOSING_STRUCK: _closing_struck,
    Kind.ATTACHED: _attached,
    Kind.DETACHED: _detached,
    Kind.ARCHIVED: _archived,
    Kind.CHALLENGED: _challenged,
    Kind.CHALLENGE_UPDATED: _challenge_updated,
    Kind.CHALLENGE_STRUCK: _challenge_struck,
    Kind.REOPENED: _reopened,
    Kind.PERSONAL_DATA_SHOWN: _personal_data_shown,
    Kind.TAKEN_OUT: _taken_out,
}

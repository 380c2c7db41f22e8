"""抽查要点旁的记载: what the record of a case says about each point, as a check of an answer reads it."""

from collections.abc import Iterator, Mapping
from typing import Any

from cases.dossier import Dossier
from cases.history import Kind
from cases.law.audit_points import AUDIT_POINTS
from cases.law.delivery import WAYS, Way
from cases.law.identity import masked_text
from cases.law.outcomes import ANSWER_TYPE, Remedy
from cases.models import Case
from cases.models_clock import CaseClock
from cases.states import State
from cases.web.clock_views import Told
from cases.web.views import row_label


def on_file(case: Case, clock: CaseClock | None, now: Told, file: Dossier) -> dict[str, str]:
    """One sentence for each point, by its key; what looks like a personal number is masked."""
    answered = file.answers[-1].data if file.answers else {}
    said = {
        "deadline": _deadline(case, clock),
        "outcome": _outcome(case),
        "reasons": _reasons(answered),
        "severed": _severed(file),
        "search": _search(file),
        "consultation": _consultation(now),
        "secrecy": _secrecy(file),
        "remedies": _remedies(answered),
        "service": _service(file),
    }
    assert set(said) == {point.key for point in AUDIT_POINTS}
    return {key: masked_text(sentence) for key, sentence in said.items()}


def _deadline(case: Case, clock: CaseClock | None) -> str:
    if case.answered_on is None:
        return f"办结记录已经撤销，本件现为“{State(case.state).label}”。"
    if clock is None or clock.timely is None or clock.answer_due is None:
        return f"{case.answered_on}答复，没有可以比对的答复期限。"
    standing = "按期" if clock.timely else "逾期"
    warned = f"，期限提示{len(clock.warnings)}条" if clock.warnings else ""
    return f"答复期限{clock.answer_due}，{case.answered_on}答复，{standing}{warned}。"


def _outcome(case: Case) -> str:
    row = f"计入“{row_label(case.annual_row)}”" if case.annual_row else "没有计入年度报告"
    if case.answer_type is None:
        return f"没有记载答复类型，{row}。"
    kind = ANSWER_TYPE[case.answer_type]
    return f"{kind.code} {kind.name}，{row}。"


def _reasons(answered: Mapping[str, Any]) -> str:
    basis = answered.get("basis") or ()
    return f"引用{'、'.join(basis)}。" if basis else "没有记载引用的条款。"


def _severed(file: Dossier) -> str:
    said = []
    for number, record in sorted(file.outcomes.items()):
        if record.data["outcome"] == "A3":
            said.append(f"第{number}项区分处理，部分公开")
        elif record.data.get("severable") is False:
            why = record.data.get("why_not_severable") or "没有写明理由"
            said.append(f"第{number}项认定不能区分：{why}")
    return "；".join(said) + "。" if said else "没有涉及区分处理的记载。"


def _search(file: Dossier) -> str:
    if not file.searches:
        return "没有检索记录。"
    last = file.searches[-1]
    return f"检索记录{len(file.searches)}份，最近一份由{last.data['operator']}检索。"


def _consultation(now: Told) -> str:
    sent = [step for step in now.steps if step.kind is Kind.CONSULTATION]
    replies = [step for step in now.steps if step.kind is Kind.CONSULTATION_REPLY]
    if not sent:
        return "没有征求意见。"
    return f"发出征求意见书{len(sent)}份，收到回复{len(replies)}份。"


def _secrecy(file: Dossier) -> str:
    passed = file.approval(State.SECRECY_REVIEW)
    if passed is None:
        return "没有保密审查记录。"
    return f"{passed.by}于{passed.day}审查同意。"


def _remedies(answered: Mapping[str, Any]) -> str:
    remedy = answered.get("remedy")
    return f"{Remedy(remedy).label}。" if remedy else "没有记载救济告知。"


def _service(file: Dossier) -> str:
    if not file.answers:
        return "没有送达记录。"
    return "，".join(_sent(file)) + "。"


def _sent(file: Dossier) -> Iterator[str]:
    record = file.answers[-1]
    way = record.data.get("way")
    yield WAYS[Way(way)].label if way else "没有记载送达方式"
    if record.data.get("doc_number"):
        yield f"文号{record.data['doc_number']}"
    if record.data.get("tracking_number"):
        yield f"邮件号{record.data['tracking_number']}"
    proof = record.data.get("proof")
    yield f"凭证：{proof}" if proof else "没有记载送达凭证"

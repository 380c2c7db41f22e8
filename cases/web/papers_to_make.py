"""可以制发的文书: which papers of the catalogue a case can have made now, and what they begin with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.actions.letters import FIELDS
from cases.actions.paper_making import ENDINGS, can_be_made
from cases.dossier import Dossier
from cases.filling.matter import LetterSetting
from cases.law.calendar import Calendar
from cases.law.clock_rules import ClockState
from cases.law.letters import PAPERS, PaperForm, Receiver, Signer
from cases.letters.contexts import ToApplicant
from cases.models import Role
from cases.states import DONE, State
from cases.web.case_papers import named
from cases.web.clock_views import Told

GROUPS: Final = (
    ("给申请人", (Receiver.APPLICANT,)),
    ("给第三方和其他机关", (Receiver.THIRD_PARTY, Receiver.ORGAN)),
    ("内部文书", (Receiver.OFFICE,)),
)
TWICE: Final = "A28"  # the catalogue has 不再处理告知书 as P22 too
AFTER: Final = {"A25": "当场答复", "A27": "记录撤回"}
OF_STEPS: Final = ("P5", "P6", "P7", "P8", "P9", "P12", "P14", "P15", "P22")
AGREERS: Final = {Signer.HEAD: (Role.HEAD, Role.LEADER), Signer.LEADER: (Role.LEADER,)}


@dataclass(frozen=True)
class Offered:
    """A paper that can be made, or why it cannot yet."""

    form: PaperForm
    why_not: str


Why = Callable[[Told, Dossier], str]


def _thirds(now: Told, file: Dossier) -> str:
    asked = any(s.data.get("kind") == "third_party" for s in now.steps)
    return "" if asked or _made(file, "P9") else "还没有征求第三方意见"


def _asked(now: Told, file: Dossier) -> str:
    asked = any(s.kind == "consultation" for s in now.steps)
    return "" if asked or _made(file, "P9", "P14") else "还没有发出征求意见书"


def _judged(_: Told, file: Dossier) -> str:
    judged = file.reasons_judged
    return "" if judged and judged.data["reasonable"] else "还没有认定申请理由合理"


def _lapsed(now: Told, _: Dossier) -> str:
    lapsed = now.reading is not None and now.reading.state is ClockState.LAPSED
    return "" if lapsed else "补正、缴费期限没有届满，或者没有告知补正、收费"


def _any(_: Told, file: Dossier) -> str:
    return "" if file.papers else "本件还没有制发文书"


def _sent(_: Told, file: Dossier) -> str:
    return "" if file.papers_sent else "本件还没有发出文书"


def _searched(_: Told, file: Dossier) -> str:
    return "" if file.searches else "还没有检索记录"


def _conferred(_: Told, file: Dossier) -> str:
    return "" if file.conferences else "还没有会商"


WHY_NOT: Final[dict[str, Why]] = {
    "P8": _judged, "P10": _thirds, "P11": _asked, "P12": _thirds, "P18": _any, "P21": _sent,
    "P22": _lapsed, "I3": _searched, "I6": _conferred,
}  # fmt: skip


def _made(file: Dossier, *codes: str) -> bool:
    return any(
        paper.data["code"] in codes and number not in file.papers_voided
        for number, paper in file.papers.items()
    )


def offered(now: Told, file: Dossier) -> list[tuple[str, list[Offered]]]:
    """The catalogue by receiver, with the reason where a paper cannot be made now.

    What is offered may still be refused: its gates are asked when it is made.
    """
    forms = [form for form in PAPERS if _is_of_case(form, now)]
    return [
        (label, [Offered(form, why_not(form, now, file)) for form in forms if form.to in to])
        for label, to in GROUPS
    ]


def _is_of_case(form: PaperForm, now: Told) -> bool:
    if not can_be_made(form.code) or form.code == TWICE:
        return False
    return form.code not in ENDINGS or now.case.answer_type == form.code


def why_not(form: PaperForm, now: Told, file: Dossier) -> str:
    """Why a paper cannot be made as the case stands; empty where it can."""
    state = State(now.case.state)
    if form.code in AFTER and now.case.answer_type != form.code:
        return f"“{AFTER[form.code]}”之后才能制发"
    if state is State.UNCONFIRMED and issubclass(FIELDS[form.code], ToApplicant):
        return "收到申请之日还没有确认"
    if state in DONE and form.code in OF_STEPS:
        return "本件已经办结"
    return WHY_NOT[form.code](now, file) if form.code in WHY_NOT else ""


def usual(
    code: str, now: Told, file: Dossier, setting: LetterSetting, on: date, asked: str
) -> dict[str, str]:
    """What the form of a paper begins with: from the record and the settings of the organ."""
    match code:
        case "P5":
            return {"fields.reply_by": _workday(now.calendar.calendar, on, setting.supplement_days)}
        case "P7" if (consent := file.extension_approved) is not None:
            return {
                "fields.workdays": str(consent.data["workdays"]),
                "fields.reason": consent.data.get("reason") or "",
            }
        case "P12":
            return {"fields.letter": asked}
        case "P15":
            return {"fields.way": setting.payment_way}
        case "P17":
            return {"fields.place": setting.pickup_place}
        case "P18" | "P21" if file.papers:
            name = "paper" if code == "P18" else "wrong"
            return {f"fields.{name}": asked or str(max(file.papers))}
    return {}


def _workday(calendar: Calendar, on: date, workdays: int) -> str:
    due = calendar.after(on, workdays) if calendar.first <= on <= calendar.last else None
    return due.isoformat() if due else ""


def choices_of(now: Told, file: Dossier) -> dict[str, list[tuple[str, str]]]:
    """What is chosen from the record in the place of a number typed: by the name of the slot."""
    papers = [(str(n), f"第{n}号文书{named(paper)}") for n, paper in file.papers.items()]
    letters = [
        (step.data["id"], f"第{step.data['id']}号，{step.data.get('recipient') or '第三方'}")
        for step in now.steps
        if step.kind == "consultation" and step.data.get("kind") == "third_party"
    ]
    return {"P18.paper": papers, "P21.wrong": papers, "P12.letter": letters}


def agreement(
    form: PaperForm, now: Told, file: Dossier, may: Callable[..., bool]
) -> dict[str, Any]:
    """Whose consent a paper needs, and whether it is told, on file, or given by making it."""
    needed = AGREERS.get(form.signer)
    if needed is None:
        return {"agreed": "", "to_agree": False}
    if may(now.organ.id, needed):
        return {"agreed": f"需要{form.signer.label}，由您制发即为同意。", "to_agree": False}
    consent = file.extension_approved
    if form.code == "P7" and consent is not None:
        return {"agreed": f"{consent.by}已同意延期。", "to_agree": False}
    return {"agreed": f"需要{form.signer.label}，请填写同意人和同意日期。", "to_agree": True}

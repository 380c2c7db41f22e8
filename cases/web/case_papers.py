"""文书 of a case as its page shows them: what was issued and what became of it, what is to be sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.actions.paper_making import DELIVERIES
from cases.dossier import Dossier, Record
from cases.errors import Refusal
from cases.law.clock import ClockReading
from cases.law.delivery import WAYS, Way
from cases.law.gate_checks import GIVEN
from cases.law.letters import PAPER
from cases.law.outcomes import annual_row
from cases.letters import printing
from cases.shown import PaperOut
from cases.states import Verb
from cases.web.history_words_letters import title_and_number
from cases.web.views import row_label


@dataclass(frozen=True)
class Sent:
    """发出: by which step, on which day, how."""

    step: str
    day: date | None
    way: str
    tracking_number: str


@dataclass(frozen=True)
class Came:
    """送达情况: what happened to a paper that went out."""

    label: str
    day: date | None
    more: str


@dataclass(frozen=True)
class PaperLine:
    """One paper of the panel 文书."""

    paper: Record
    agreed: str
    sent: Sent | None
    came: tuple[Came, ...]
    voided: Record | None
    sent_late: bool

    @property
    def number(self) -> int:
        """Its number within the case."""
        return self.paper.number

    @property
    def named(self) -> str:
        """《答复书》（文号), as a sentence names it."""
        return named(self.paper)


def named(paper: Record) -> str:
    """《答复书》（文号), as a sentence names a paper."""
    return title_and_number(paper.data["title"], paper.data["doc_number"])


def paper_lines(file: Dossier, reading: ClockReading | None) -> list[PaperLine]:
    """Every paper of a case, the newest first."""
    due = reading.answer_due if reading else None
    return [_line(file, paper, due) for paper in reversed(file.papers.values())]


def _line(file: Dossier, paper: Record, due: date | None) -> PaperLine:
    step = file.papers_sent.get(paper.number)
    return PaperLine(
        paper=paper,
        agreed=_agreed(paper.data),
        sent=_sent(step) if step else None,
        came=tuple(_came(one) for one in file.paper_deliveries.get(paper.number, ())),
        voided=file.papers_voided.get(paper.number),
        sent_late=bool(step) and sent_late(paper, step, due),
    )


def sent_late(paper: Record, step: Record | None, due: date | None) -> bool:
    """An answer dated within its limit and sent after it: gate 16 of letters.md §10."""
    if step is None or due is None or not paper.data["answers"]:
        return False
    if paper.day is None or step.day is None:
        return False
    return paper.day <= due < step.day


def _agreed(data: Mapping[str, Any]) -> str:
    by, on = data.get("approved_by", ""), data.get("approved_on", "")
    return f"{by}于{on}同意" if by and on else ""


def _sent(step: Record) -> Sent:
    way = step.data.get("way")
    label = WAYS[Way(way)].label if way else ""
    return Sent(step.kind.label, step.day, label, step.data.get("tracking_number") or "")


def _came(one: Record) -> Came:
    tracking = one.data.get("tracking_number") or ""
    said = [f"邮件号码{tracking}" if tracking else "", one.data.get("remark") or ""]
    return Came(DELIVERIES[one.data["what"]], one.day, "，".join(filter(None, said)))


def papers_out(file: Dossier) -> list[PaperOut]:
    """The same as programs are told it."""
    return [
        PaperOut(
            number=number,
            code=paper.data["code"],
            title=paper.data["title"],
            doc_number=paper.data["doc_number"],
            day=paper.day,
            voided=number in file.papers_voided,
            sent=number in file.papers_sent,
        )
        for number, paper in file.papers.items()
    ]


# What a step that sends a paper asks for, by what was filled in when the paper was made
FILLED: Final[dict[str, tuple[Verb, dict[str, str]]]] = {
    # paper: the step that sends it, the step's field by the paper's slot
    "P5": (Verb.SEND_SUPPLEMENT_NOTICE, {"reply_by": "reply_by", "content": "defects"}),
    "P6": (Verb.ASK_FOR_REASONS, {"reply_by": "reply_by"}),
    "P7": (Verb.EXTEND, {"workdays": "workdays", "reason": "reason"}),
    "P8": (Verb.DELAY, {"until": "until", "reason": "reason"}),
    "P9": (Verb.CONSULT, {"recipient": "recipient"}),
    "P12": (Verb.TELL_THIRD_PARTY, {"reason": "reason", "extract": "extract"}),
    "P14": (Verb.CONSULT, {"recipient": "recipient"}),
    "P15": (Verb.SEND_FEE_NOTICE, {"pages": "pages"}),
    "P22": (Verb.CLOSE_AS_LAPSED, {}),
    "A28": (Verb.CLOSE_AS_LAPSED, {}),
}
RECIPIENTS: Final = {"P9": "third_party", "P14": "organ"}
NAMES_ITS_PAPER: Final = (  # verbs whose form says by number which paper goes out
    Verb.SEND_SUPPLEMENT_NOTICE, Verb.EXTEND, Verb.DELAY, Verb.CONSULT, Verb.SEND_FEE_NOTICE,
    Verb.CLOSE_AS_LAPSED,
)  # fmt: skip


@dataclass(frozen=True)
class ToSend:
    """The paper that a step will send, and what the step's form holds because of it."""

    paper: Record
    values: dict[str, str]

    @property
    def named(self) -> str:
        """As the form names it."""
        return named(self.paper)


def papers_to_send(file: Dossier) -> dict[str, ToSend]:
    """By verb: the latest paper of its kinds that stands and was not sent."""
    found: dict[str, ToSend] = {}
    for number, paper in reversed(file.papers.items()):
        verb, fields = FILLED.get(paper.data["code"], (None, {}))
        if verb is None or verb in found or not _waits(file, number):
            continue
        typed = paper.data.get("typed") or {}
        values = {field: typed[slot] for field, slot in fields.items() if typed.get(slot)}
        if verb in NAMES_ITS_PAPER:
            values["paper"] = str(number)
        if paper.data["code"] in RECIPIENTS:
            values["kind"] = RECIPIENTS[paper.data["code"]]
        if verb is Verb.ASK_FOR_REASONS and typed.get("counted"):
            since, until = typed.get("counted_from", ""), typed.get("counted_to", "")
            values["counts"] = f"{since}至{until}，共{typed['counted']}件"
        found[verb] = ToSend(paper, values)
    return found


def _waits(file: Dossier, number: int) -> bool:
    return number not in file.papers_voided and number not in file.papers_sent


def paper_of_step(verb: str) -> str:
    """The paper that a step sends; empty for a verb that sends none."""
    return next((code for code, (step, _) in FILLED.items() if step == verb), "")


def draft_rows(items: int, file: Dossier) -> list[tuple[str, str]]:
    """计入年度报告的行 to choose from: of a mixed answer that gives nothing; else there is none."""
    outcomes = [file.outcomes[n].data["outcome"] for n in range(1, items + 1) if n in file.outcomes]
    is_mixed = len(outcomes) == items and len(set(outcomes)) > 1
    if not is_mixed or any(outcome in GIVEN for outcome in outcomes):
        return []
    return [(row, row_label(row)) for row in dict.fromkeys(map(annual_row, outcomes))]


def places_of_letter(case: Any, refusal: Refusal | None) -> dict[str, str]:
    """Where what a letter lacks is entered: the address by the field that a refusal names."""
    found = {}
    for fault in refusal.faults if refusal is not None else ():
        name, _, rest = fault.field.partition(".")
        if name == "items" and rest.split(".")[0].isdigit():
            found[fault.field] = f"/cases/{case.id}/items/{int(rest.split('.')[0]) + 1}"
        elif name in OF_THE_ORGAN:
            found[fault.field] = f"/office/{case.organ}"
        elif name == "receipt":
            found[fault.field] = f"/cases/{case.id}"
        elif name not in TYPED_HERE:
            found[fault.field] = ""
    return found


def nowhere(refusal: Refusal | None) -> dict[str, str]:
    """The faults of a form that is not shown: none of them has a place on the page."""
    return {fault.field: "" for fault in refusal.faults} if refusal is not None else {}


TYPED_HERE: Final = ("online", "row", "file", "fields", "approved_by", "approved_on", "passes")
OF_THE_ORGAN: Final = ("remedy", "organ")


def globals_of_letters() -> dict[str, Any]:
    """What templates read about papers."""
    return {
        "draft_rows": draft_rows,
        "places_of_letter": places_of_letter,
        "nowhere": nowhere,
        "paper_lines": paper_lines,
        "papers_to_send": papers_to_send,
        "paper_of_step": paper_of_step,
        "paper_title": lambda code: PAPER[code].title,
        "delivery_choices": list(DELIVERIES.items()),
        "can_print": printing.is_available,
        "as_choices": lambda values: [(value, value) for value in values],
    }

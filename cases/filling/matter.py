"""填写的依据: one case on one day, with all that its papers say."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cases.clocks import Step
from cases.dossier import Dossier, Record
from cases.law.annual import ApplicantClass
from cases.law.calendar import Calendar, in_chinese
from cases.law.clock import ClockReading
from cases.law.gate_facts import ConsultationRecord, Item
from cases.law.letters import PAPER, PaperForm, Receiver
from cases.law.outcomes import Remedy
from cases.law.receipt import Channel
from cases.law.remedies import Bodies
from cases.law.wording_shared import ORGANISATION, PERSON
from cases.models import Case, Organ
from cases.personal import Personal


@dataclass(frozen=True)
class LetterSetting:
    """文书的设置 of an organ: format, titles, and what its letters say of the office."""

    head: bool = False
    each_title: bool = False
    supplement_days: int = 15  # working days; convention: letters.md §15
    contact_person: str = ""
    complaint_body: str = ""
    pickup_place: str = ""
    payment_way: str = ""


@dataclass(frozen=True)
class Prior:
    """在先答复: when and by which letter an earlier application was answered."""

    answered_on: date | None
    doc_number: str


@dataclass(frozen=True)
class Matter:
    """One case as its papers see it on the day `on`; `online`: the answer goes out electronically.

    `bodies` is None where no 复议机关 is entered for the day; a letter with a remedy then lacks it.
    """

    organ: Organ
    case: Case
    personal: Personal
    file: Dossier
    steps: tuple[Step, ...]
    calendar: Calendar
    reading: ClockReading | None
    items: tuple[Item, ...]
    remedy: Remedy
    letters: Mapping[str, ConsultationRecord]
    bodies: Bodies | None
    setting: LetterSetting
    priors: Mapping[str, Prior]
    on: date
    online: bool = False
    query_url: str = ""
    query_code: str = ""
    fee: "FeeSaid | None" = None

    @property
    def you(self) -> str:
        """您 or 贵单位, by the class of the applicant."""
        return you_of(ApplicantClass(self.case.applicant_class))

    @property
    def channel(self) -> Channel | None:
        """申请方式, where a register names it."""
        return Channel(self.case.channel) if self.case.channel else None

    def steps_of(self, kind: str) -> list[Step]:
        """The steps of one kind as they stand."""
        return [step for step in self.steps if step.kind == kind]

    def notice(self, step: Step | Record | None, code: str) -> str:
        """A notice by its number; by its title where it was made elsewhere without one."""
        number = step.data.get("doc_number") if step is not None else ""
        return number or f"《{PAPER[code].title}》"


@dataclass(frozen=True)
class FeeSaid:
    """收费的计算: sum in 元, by what, and its bands as (range, units, rate, yuan)."""

    tariff: str
    yuan: int
    bands: tuple[tuple[str, str, str, str], ...]


def you_of(kind: ApplicantClass) -> str:
    """您 for a natural person, 贵单位 for any organisation; never 您（单位）."""
    return PERSON if kind is ApplicantClass.NATURAL_PERSON else ORGANISATION


def day(value: date | str | None) -> str:
    """2026年3月5日; empty where there is none."""
    if not value:
        return ""
    return in_chinese(date.fromisoformat(value) if isinstance(value, str) else value)


def organ_fields(organ: Organ) -> dict[str, str]:
    """The organ as every paper and envelope names it."""
    return {
        "name": organ.name,
        "address": organ.address,
        "postcode": organ.postcode,
        "phone": organ.phone,
    }


def around(matter: Matter, paper: PaperForm, number: str, dated: str) -> dict[str, Any]:
    """What stands in every paper, whatever it is."""
    organ, case = matter.organ, matter.case
    due = matter.reading.answer_due if matter.reading else None
    person = matter.setting.contact_person
    said = [
        f"联系人：{person}" if person else "",
        f"联系电话：{organ.phone}" if organ.phone else "",
    ]
    title = paper.each_title if matter.setting.each_title and paper.each_title else paper.title
    return {
        "organ": organ_fields(organ),
        "head": matter.setting.head,
        "title": title,
        "doc": {"number": number, "date": dated},
        "to": case.applicant_name if paper.to is not Receiver.OFFICE else organ.name,
        "you": matter.you,
        "case": {
            "number": case.number,
            "received_on": day(case.received_on),
            "channel": matter.channel.label if matter.channel else "",
            "applicant": case.applicant_name,
            "request": "；".join(item["text"] for item in case.items),
            "due": day(due)
            + ("（暂定）" if due and matter.reading and matter.reading.provisional else ""),
        },
        "contact": f"（{'，'.join(filter(None, said))}）" if any(said) else "",
        "attachments": (),
    }

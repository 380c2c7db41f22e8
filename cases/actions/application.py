"""An application as it was filed (条例第二十九条第二款), and what is wrong with how it was typed."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from cases.errors import Fault
from cases.law.annual import ApplicantClass
from cases.law.application import Carrier, Route, lacking
from cases.law.identity import IdKind, WrongNumber, check_number
from cases.law.receipt import DATES, RULES, Channel


@dataclass(frozen=True)
class Applicant:
    """申请人: who asks, by which papers, and how to be reached."""

    kind: ApplicantClass
    name: str
    id_kind: IdKind | None = None
    id_number: str = ""
    phone: str = ""
    address: str = ""
    postcode: str = ""
    fax: str = ""
    email: str = ""
    workplace: str = ""
    legal_representative: str = ""
    contact_person: str = ""


@dataclass(frozen=True)
class Agent:
    """代理人: acts for the applicant by a 授权委托书."""

    name: str
    id_kind: IdKind | None = None
    id_number: str = ""
    phone: str = ""
    authorised: bool = False


@dataclass(frozen=True)
class Item:
    """申请事项: one thing asked for, in the applicant's words."""

    text: str
    doc_number: str = ""
    index_number: str = ""
    clues: tuple[str, ...] = ()  # 线索: each has to be followed up before 不存在 is answered


@dataclass(frozen=True)
class Oral:
    """口头申请、代为填写 (条例第二十九条第一款): who wrote it down, and when it was signed."""

    filled_by: str
    signed_on: date | None


@dataclass(frozen=True)
class Application:
    """申请: everything of art. 29(2), with the evidence of its arrival."""

    organ_id: UUID
    channel: Channel
    dates: dict[str, date | None]
    applicant: Applicant
    items: tuple[Item, ...]
    agent: Agent | None = None
    carrier: Carrier | None = None
    route: Route | None = None
    other_form_accepted: bool = True
    help_needed: str = ""  # 条例第四十三条
    oral: Oral | None = None
    upstream_number: str = ""
    remark: str = ""
    submission: UUID | None = field(default=None, compare=False)

    @property
    def request(self) -> str:
        """The request as filed: its items one below the other."""
        return "\n".join(item.text for item in self.items)

    @property
    def lacks(self) -> list[str]:
        """The keys of what art. 29(2) asks for and the application does not hold."""
        who = self.applicant
        missing = lacking(
            identity=bool(who.id_number),
            contact=any((who.phone, who.address, who.email, who.fax)),
            form=self.carrier is not None or self.route is not None,
        )
        return [element.key for element in missing]


def normalised(application: Application) -> Application:
    """The same with the numbers of papers in their normal form; wrong ones stay for `faults`."""
    agent = application.agent
    return replace(
        application,
        applicant=replace(
            application.applicant,
            id_number=_normal(application.applicant.id_kind, application.applicant.id_number),
        ),
        agent=replace(agent, id_number=_normal(agent.id_kind, agent.id_number)) if agent else None,
    )


def _normal(kind: IdKind | None, number: str) -> str:
    if kind is None or not number:
        return number
    try:
        return check_number(kind, number)
    except WrongNumber:
        return number


def faults(application: Application, today: date) -> Iterator[Fault]:
    """Everything that cannot be so as typed, field by field."""
    yield from _date_faults(application, today)
    yield from _number_faults("applicant", application.applicant)
    if application.agent:
        yield from _number_faults("agent", application.agent)
    who = application.applicant
    if who.id_kind is IdKind.CREDIT_CODE and not who.kind.is_organisation:
        yield Fault("applicant.id_kind", "申请人类别为自然人的，证件类型不能是统一社会信用代码")
    if application.oral and application.channel is not Channel.IN_PERSON:
        yield Fault("oral.filled_by", "口头申请由工作人员代为填写的，申请方式应为当面")


def _number_faults(where: str, person: Applicant | Agent) -> Iterator[Fault]:
    if not person.id_number:
        return
    if person.id_kind is None:
        yield Fault(f"{where}.id_kind", "填写证件号码的，应当选择证件类型")
        return
    try:
        check_number(person.id_kind, person.id_number)
    except WrongNumber as wrong:
        yield Fault(f"{where}.id_number", str(wrong))


MUST_BE_KNOWN = {Channel.IN_PERSON, Channel.REGISTERED_MAIL}  # the others may await confirmation


def _date_faults(application: Application, today: date) -> Iterator[Fault]:
    rule, dates = RULES[application.channel], application.dates
    for name in DATES:
        value = dates.get(name)
        if value is not None and value > today:
            yield Fault(name, f"日期{value}晚于今天（{today}），应为今天或者以前的日期")
    if dates.get(rule.decides) is None and application.channel in MUST_BE_KNOWN:
        yield Fault(rule.decides, f"申请方式为{rule.label}的，应当填写{rule.date_label}")
    confirmed, earlier = dates.get("confirmed_on"), [dates.get(n) for n in DATES[:-1]]
    came = max((d for d in earlier if d), default=None)
    if confirmed and came and confirmed < came:
        yield Fault("confirmed_on", f"确认日期{confirmed}早于申请到达的日期{came}")
    if application.oral and application.oral.signed_on and application.oral.signed_on > today:
        yield Fault("oral.signed_on", "签字日期晚于今天，应为今天或者以前的日期")


def particulars(application: Application) -> dict[str, Any]:
    """What is kept openly beside the request: form, route, how it was written, remarks."""
    return {
        "carrier": application.carrier,
        "route": application.route,
        "other_form_accepted": application.other_form_accepted,
        "help_needed": application.help_needed,
        "oral": None
        if application.oral is None
        else {
            "filled_by": application.oral.filled_by,
            "signed_on": _iso(application.oral.signed_on),
        },
        "has_agent": application.agent is not None,
        "upstream_number": application.upstream_number,
        "remark": application.remark,
        "lacks": application.lacks,
    }


def evidence(application: Application) -> dict[str, str | None]:
    """The dates of arrival, as the event keeps them."""
    return {name: _iso(application.dates.get(name)) for name in DATES}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None

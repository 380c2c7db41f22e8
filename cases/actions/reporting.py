"""年度报告的录入: figures and texts of a year's report, its plan, its publication, version by version."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.chain_setting import SETTERS
from cases.actions.publishing import check_address
from cases.actions.report_sources import (
    Sourced,
    newest_plan,
    newest_publication,
    report_with,
    sourced,
)
from cases.actions.steps import wrong
from cases.actor import Actor
from cases.errors import BadInput, Conflict, Fault, NotAllowed
from cases.law.annual import FIRST_YEAR, form_of
from cases.law.report import CONTENTS, texts_of_year
from cases.law.report_dates import DUE, LocalDates, MonthDay, Publisher, too_late
from cases.law.section_two import NARROW, expected, figures_of, plain, read_figure
from cases.models import ROLE_LABELS, Organ, Role
from cases.models_reports import ReportEntry, ReportPlan, ReportPublication
from cases.report.content import CENTS, MOST_NOTICES, MOST_YUAN
from cases.report.narrative import faults_in, fields_of
from cases.states import DISCLOSURE_OFFICE

WRITERS: Final = (*DISCLOSURE_OFFICE, Role.ADMINISTRATOR)
LAST_YEAR: Final = 2100
LONGEST_TEXT: Final = 20_000  # characters of one text (convention)
CHARGES: Final = {
    # field, what it is called
    "notices": "发出收费通知的件数",
    "noticed": "收费通知的总金额",
    "received": "实际收取的总金额",
}


def check_writer(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor writes the reports of that organ."""
    if not actor.has(organ_id, WRITERS):
        who = "、".join(ROLE_LABELS[role] for role in WRITERS)
        raise NotAllowed(f"年度报告应由本单位{who}岗位人员填写", article=CONTENTS)


def check_year(year: int, today: date) -> None:
    """BadInput for a year that has no form, or has not begun."""
    if not FIRST_YEAR <= year <= min(LAST_YEAR, today.year):
        sentence = f"年度应为{FIRST_YEAR}至{today.year}，{year}年度的报告不能填写"
        raise wrong("year", sentence, CONTENTS)


async def save_entry(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    *,
    section_two: Mapping[str, str],
    charges: Mapping[str, str],
    texts: Mapping[str, str],
    version: int | None = None,
) -> ReportEntry:
    """录入: all of it or nothing; `version` is the one that was on the screen, 0 for none.

    Figures are taken as typed, an empty one is not entered; the same again is no new version.
    NotAllowed but for the disclosure office and administrators; BadInput with every fault, a field
    that there is not among them; Conflict where somebody else has saved meanwhile.
    """
    check_writer(actor, organ_id)
    check_year(year, door.today(at))
    organ = await session.get_one(Organ, organ_id, with_for_update={"key_share": True})
    found = await sourced(session, organ, year)
    if version is not None and found.version != version:
        by = f"（{found.entry.made_by}，第{found.version}版）" if found.entry else ""
        raise Conflict(f"这份年度报告刚刚已由他人保存{by}，本次没有保存，请核对后再保存")
    said = checked_entry(found, year, section_two, charges, texts)
    if found.entry and all(getattr(found.entry, name) == value for name, value in said.items()):
        return found.entry
    entry = ReportEntry(
        organ_id=organ_id, year=year, version=found.version + 1, **said,
        made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    session.add(entry)
    await session.flush()
    return entry


def checked_entry(
    found: Sourced,
    year: int,
    section_two: Mapping[str, str],
    charges: Mapping[str, str],
    texts: Mapping[str, str],
) -> dict[str, Any]:
    """What was typed as it is stored, by column; BadInput with every fault of it."""
    faults: list[Fault] = []
    said: dict[str, Any] = {
        "section_two": _figures(section_two, year, faults),
        "charges": _charges(charges, faults),
        "texts": _texts(texts, year, faults),
    }
    if not faults:
        fields = fields_of(report_with(found, ReportEntry(**said)))
        for text in texts_of_year(year):
            words = said["texts"].get(text.key, "")
            faults += [
                Fault(f"texts.{fault.field}", fault.sentence)
                for fault in faults_in(words, fields, text)
            ]
    if faults:
        raise BadInput.of(faults, article=CONTENTS)
    return said


def _figures(typed: Mapping[str, str], year: int, faults: list[Fault]) -> dict[str, str]:
    """Section 二 by path as decimal text; what is no figure of the form is a fault."""
    form = form_of(year)
    known = {figure.path: figure for figure in figures_of(form)}
    entered = {}
    for path, text in typed.items():
        field = f"section_two.{path}"
        if path not in known:
            faults.append(
                Fault(field, f"{year}年度的第二部分没有“{path[:40]}”这一项，请核对年度和表式")
            )
        elif text.strip():
            value = read_figure(known[path], text)
            if value is None:
                label = known[path].label
                sentence = f"第二部分“{label}”{expected(known[path])}，实际为“{text[:30]}”"
                faults.append(Fault(field, sentence))
            else:
                entered[path] = plain(value)
    return entered


def _charges(typed: Mapping[str, str], faults: list[Fault]) -> dict[str, Any] | None:
    """信息处理费: all three or none of them."""
    given = {name: typed.get(name, "").strip() for name in CHARGES}
    faults += [
        Fault(f"charges.{name[:40]}", "信息处理费没有这一项")
        for name in typed
        if name not in CHARGES
    ]
    if not any(given.values()):
        return None
    entered: dict[str, Any] = {}
    for name, text in given.items():
        value = _amount(text, CENTS if name != "notices" else 0)
        if not text:
            sentence = f"信息处理费的“{CHARGES[name]}”没有填写，没有的填0"
            faults.append(Fault(f"charges.{name}", sentence))
        elif value is None:
            takes = (
                f"应为0至{MOST_NOTICES}的整数"
                if name == "notices"
                else f"应为以元为单位的金额，0至{MOST_YUAN}，小数不超过{CENTS}位"
            )
            sentence = f"信息处理费的“{CHARGES[name]}”{takes}，实际为“{text[:30]}”"
            faults.append(Fault(f"charges.{name}", sentence))
        else:
            entered[name] = plain(value)
    return entered


def _amount(text: str, decimals: int) -> Decimal | None:
    """A number from nought on, with so many decimals at most."""
    narrow = text.translate(NARROW).replace(",", "")
    if not narrow.replace(".", "", 1).isdecimal() or not narrow.isascii():
        return None
    try:
        value = Decimal(narrow)
    except InvalidOperation:
        return None
    small = value.as_tuple().exponent
    assert isinstance(small, int)
    return value if value <= MOST_YUAN and -small <= decimals else None


def _texts(typed: Mapping[str, str], year: int, faults: list[Fault]) -> dict[str, str]:
    """The texts of the form, by key."""
    known = {text.key: text for text in texts_of_year(year)}
    said = {}
    for key, words in typed.items():
        if key not in known:
            sentence = f"{year}年度的报告没有“{key[:40]}”这一部分，请核对年度"
            faults.append(Fault(f"texts.{key}", sentence))
        elif len(words) > LONGEST_TEXT:
            name = known[key].name
            sentence = f"“{name}”共{len(words)}字，最多{LONGEST_TEXT}字"
            faults.append(Fault(f"texts.{key}", sentence))
        elif words.strip():
            said[key] = words.strip()
    return said


async def set_plan(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    *,
    publisher: Publisher,
    aim: MonthDay | None = None,
    warn_from: MonthDay | None = None,
    reason: str,
) -> ReportPlan:
    """设置公布计划 from now on: whose kind of report, own dates that are earlier than those of all.

    NotAllowed but for administrator and head; BadInput for a date later than it may be.
    """
    check_setter(actor, organ_id)
    await session.get_one(Organ, organ_id, with_for_update={"key_share": True})
    local = LocalDates(warn_from, aim)
    names = {"aim": "计划公布日期", "warn_from": "开始提醒日期"}
    last = DUE[publisher].last
    law = f"，法定期限为{last}前" if last else ""
    faults = [
        Fault(field, f"{names[field]}只能早于统一的日期，最迟为{latest}{law}")
        for field, latest in too_late(publisher, local)
    ]
    if faults:
        raise BadInput.of(faults, article=DUE[publisher].article)
    stood = await newest_plan(session, organ_id)
    plan = ReportPlan(
        organ_id=organ_id, version=(stood.version if stood else 0) + 1, publisher=publisher.value,
        warn_from=warn_from.key if warn_from else None, aim=aim.key if aim else None,
        reason=reason, made_by=actor.name, made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    session.add(plan)
    await session.flush()
    return plan


def check_setter(actor: Actor, organ_id: UUID) -> None:
    """NotAllowed unless the actor may set that organ's plan and record what was published."""
    if not actor.has(organ_id, SETTERS):
        raise NotAllowed(
            "年度报告的计划和公布情况应由本单位管理员或者公开机构负责人登记", article=CONTENTS
        )


async def record_publication(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    organ_id: UUID,
    year: int,
    *,
    published_on: date,
    address: str,
) -> ReportPublication:
    """登记公布情况: on which day the report was published, and where; a later record goes before it.

    BadInput for a day in the future or within the data year, or an address that is none.
    """
    check_setter(actor, organ_id)
    check_year(year, door.today(at))
    await session.get_one(Organ, organ_id, with_for_update={"key_share": True})
    today = door.today(at)
    if published_on > today:
        sentence = f"公布日期{published_on}晚于今天（{today}），应为今天或者以前的日期"
        raise wrong("published_on", sentence, CONTENTS)
    if published_on.year <= year:
        raise wrong("published_on", f"{year}年度的报告应在年度结束以后公布", CONTENTS)
    check_address(address)
    stood = await newest_publication(session, organ_id, year)
    row = ReportPublication(
        organ_id=organ_id, year=year, version=(stood.version if stood else 0) + 1,
        published_on=published_on, address=address, made_by=actor.name,
        made_by_id=actor.officer_id, made_at=at,
    )  # fmt: skip
    session.add(row)
    await session.flush()
    return row

"""A case and a table as the doors show them: one description for JSON and pages."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Row

from cases import personal
from cases.actions.closing import WITHDRAWN
from cases.actor import Actor
from cases.annual.table import cells_of
from cases.clocks import state_on
from cases.law.annual import COLUMN_LABELS, ROW, TOTAL, AnnualTable, ApplicantClass
from cases.law.application import ELEMENT
from cases.law.calendar import Calendar
from cases.law.clock_rules import ClockState, WarningCode
from cases.law.outcomes import ANSWER_TYPE, remedy_on
from cases.law.receipt import Channel
from cases.law.section_four import SectionFour
from cases.models import Case, Organ
from cases.queries import Clocked
from cases.shown import CaseOut, CaseRow, PaperOut, TableOut, WarningOut
from cases.states import State, permitted
from cases.vault import Vault


def case_out(
    vault: Vault,
    actor: Actor,
    case: Case,
    organ: Organ,
    clock: Clocked,
    today: date,
    papers: list[PaperOut],
) -> CaseOut:
    """A case with everything but personal data in the clear."""
    roles = actor.roles.get(organ.id, frozenset())
    return CaseOut(
        **dates_out(case, clock, today),
        id=case.id,
        number=case.number,
        organ=organ.code,
        organ_name=organ.name,
        state=case.state,
        channel=case.channel,
        received_on=case.received_on,
        answered_on=case.answered_on,
        answer_type=case.answer_type,
        annual_row=case.annual_row,
        applicant_class=ApplicantClass(case.applicant_class),
        applicant_name=case.applicant_name,
        personal=personal.shown(personal.unseal(vault, case.id, case.personal)),
        request=case.request,
        items=case.items,
        facts=case.facts,
        tags=list(case.tags),
        lacks=[ELEMENT[key].label for key in case.facts.get("lacks", [])],
        permitted=[verb.value for verb in permitted(State(case.state), roles)],
        annual_cells=annual_cells(case, today),
        papers=papers,
        events=case.events,
    )


def dates_out(case: Case, clock: Clocked, today: date) -> dict[str, Any]:
    """The dates of a case as they stand today."""
    row, calendar = clock.row, clock.calendar.calendar
    due = row.answer_due if row else None
    return {
        "clock_state": clock_state(case, row, today),
        "answer_due": due,
        "supplement_notice_due": row.supplement_notice_due if row else None,
        "paused_until": row.paused_until if row else None,
        "awaited_until": row.awaited_until if row else None,
        "workdays_left": workdays_left(calendar, today, due) if row and row.is_open else None,
        "timely": row.timely if row else None,
        "provisional": row.provisional if row else False,
        "warnings": [warning_out(w) for w in row.warnings] if row else [],
        "clock_trouble": row.trouble if row else COMPUTING,
    }


COMPUTING: Final = "期限正在由后台计算，请稍后刷新"


def clock_state(case: Any, clock: Any, today: date) -> ClockState:
    """Where the clock of a case stands today, from its row and that of its clock."""
    return state_on(
        today,
        confirmed=case.received_on is not None,
        closed=case.answered_on is not None,
        withdrawn=getattr(case, "answer_type", None) == WITHDRAWN,
        paused_until=clock.paused_until if clock else None,
        awaiting=clock.awaiting if clock else None,
        awaited_until=clock.awaited_until if clock else None,
    )


def workdays_left(calendar: Calendar, today: date, due: date | None) -> int | None:
    """How many working days there are still to the day due; negative after it."""
    if due is None or not calendar.first <= due <= calendar.last or today > calendar.last:
        return None
    if due >= today:
        return calendar.between(today, due)
    return -calendar.between(due, today)


def warning_out(stored: dict[str, str]) -> WarningOut:
    """A stored warning with its article and its sentence."""
    code = WarningCode(stored["code"])
    on = date.fromisoformat(stored["on"])
    return WarningOut(code=code, article=str(code.article), on=on, text=code.text)


def annual_cells(case: Case, today: date) -> list[dict[str, Any]]:
    """The figures of annual tables in which a case is counted, in its class and in 总计."""
    return [
        {"year": year, "row": row, "column": column}
        for year, rows in cells_of(case, today)
        for row in rows
        for column in (case.applicant_class, TOTAL)
    ]


def case_rows(rows: Sequence[Row[Any]], today: date) -> list[CaseRow]:
    """The lines of a list."""
    return [
        CaseRow(
            id=row.id,
            number=row.number,
            organ=row.organ_code,
            organ_name=row.organ_name,
            state=row.state,
            received_on=row.received_on,
            answered_on=row.answered_on,
            annual_row=row.annual_row,
            applicant_class=row.applicant_class,
            applicant_name=row.applicant_name,
            request=row.request,
            answer_due=row.answer_due,
            clock_state=clock_state(row, row, today),
            provisional=bool(row.provisional),
        )
        for row in rows
    ]


def table_out(table: AnnualTable, four: SectionFour) -> TableOut:
    """A table as JSON."""
    return TableOut(
        organ=table.organ,
        year=table.year,
        form=table.form,
        rows={key: list(figures) for key, figures in table.rows.items()},
        table4=four.record(),
    )


def row_label(key: str | None) -> str:
    """A row of the annual table as lists print it: without its ordinal."""
    if key is None:
        return ""
    label = ROW[key].label
    for mark in ("、", "）", "."):
        head, found, rest = label.partition(mark)
        if found and len(head) <= 3:
            label = rest
            break
    return label.partition("（")[0] or label


def cell_title(row: str, column: str, when: str) -> str:
    """One figure in words: 2021年 · （一）予以公开 · 自然人."""
    return f"{when} · {ROW[row].label} · {COLUMN_LABELS[column]}"


def answer_summary(case: Case) -> dict[str, str]:
    """Outcome, article and remedy of a closed case, as its page prints them."""
    if case.answered_on is None:
        return {}
    row = row_label(case.annual_row)
    if case.answer_type is None:
        return {"name": row, "row": row, "basis": "", "remedy": ""}
    kind = ANSWER_TYPE[case.answer_type]
    return {
        "name": f"{kind.code} {kind.name}",
        "row": row,
        "basis": "、".join(article.short for article in kind.basis),
        "remedy": remedy_on(case.answer_type, case.answered_on).label,
    }


def channel_label(channel: str | None) -> str:
    """申请方式 as printed; empty where a register did not say."""
    return Channel(channel).label if channel else ""

"""年度报告 as its pages show it: the form with last year beside, texts with their numbers marked."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from cases.actions.report_sources import Sourced, report_with
from cases.actions.reporting import CHARGES, WRITERS
from cases.actor import Actor
from cases.law.annual_checks import violations
from cases.law.report import TITLE_ONE, Text, texts_of_year
from cases.law.report_dates import Plan, Stage
from cases.law.section_two import BLOCKS, Block, Figure, figures_in, plain
from cases.law.section_two_sum import SumOfTwo
from cases.models_reports import ReportEntry
from cases.queries_reports import Listed
from cases.report.comparing import Reading, Verdict, readings_of
from cases.report.content import Charges, Report
from cases.report.narrative import WORDS, fields_of, main_fields, marked
from cases.report.practice import Remark, remarks, remarks_beside
from cases.typed import RESTORES
from cases.web.section_two_views import Total, totals_of
from cases.web.spreadsheet import Cell, xlsx_list

STAGE_LABELS: Final = {
    Stage.EARLY: "未到编制时间",
    Stage.RUNNING: "编制中",
    Stage.WARNING: "临近期限",
    Stage.LAST_DAYS: "即将逾期",
    Stage.OVERDUE: "已逾期",
    Stage.DONE: "已公布",
}
VERDICT_CLASSES: Final = {
    Verdict.AGREES: "agrees",
    Verdict.CONTRADICTS: "contradicts",
    Verdict.NOT_COMPARED: "not-compared",
}


@dataclass(frozen=True)
class Piece:
    """Some words of a filled text: plain, or a number with what it turned out to be."""

    words: str
    reading: Reading | None = None

    @property
    def kind(self) -> str:
        """How it is marked; nothing where it is not."""
        return VERDICT_CLASSES[self.reading.verdict] if self.reading else ""


@dataclass(frozen=True)
class ShownText:
    """One text: as typed, filled by paragraphs in pieces, what is wrong with it."""

    text: Text
    typed: str
    before: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    contradictions: tuple[Reading, ...]
    not_compared: tuple[Reading, ...]
    remarks: tuple[Remark, ...]


@dataclass(frozen=True)
class ShownFigure:
    """One figure to enter, with last year's and what the members have together."""

    figure: Figure
    field: str
    before: str
    together: Total


def form_values(found: Sourced) -> dict[str, str]:
    """The form as it begins: what was entered, or the texts that a report begins with."""
    two, charges = found.report.now.two, found.report.now.charges
    values = {f"section_two.{path}": plain(value) for path, value in two.figures.items()}
    if charges is not None:
        values |= {f"charges.{name}": plain_of(charges, name) for name in CHARGES}
    values |= {f"texts.{key}": words for key, words in found.report.texts.items()}
    return values


def plain_of(charges: Charges, name: str) -> str:
    """One of the three figures of 信息处理费."""
    value = getattr(charges, name)
    return str(value) if isinstance(value, int) else plain(value)


def groups(form: Mapping[str, str]) -> dict[str, Any]:
    """The fields of the form as the schema takes them: section_two.regulations.made, texts.other."""
    found: dict[str, Any] = {"section_two": {}, "charges": {}, "texts": {}}
    for name, value in form.items():
        group, _, rest = name.partition(".")
        if rest and group in found:
            found[group][rest] = value
    alone = {name: form[name] for name in ("version", RESTORES) if name in form}
    return found | alone


def blocks_shown(found: Sourced, members: SumOfTwo) -> list[tuple[Block, list[ShownFigure]]]:
    """Section 二 block by block, each figure with last year's where its form had it."""
    before, form = found.report.before, found.report.now.two.form
    sums = {one.figure.path: one for one in totals_of(members)}
    shown = []
    for block in BLOCKS[form]:
        figures = []
        for figure in figures_in(block):
            there = before and before.two.form is form and figure.path in before.two.figures
            last = before.two.printed(figure.path) if before and there else ""
            field = f"section_two.{figure.path}"
            figures.append(ShownFigure(figure, field, last, sums[figure.path]))
        shown.append((block, figures))
    return shown


def texts_shown(report: Report) -> list[ShownText]:
    """Every text of the form, its numbers compared."""
    fields, readings, noticed = fields_of(report), readings_of(report), remarks(report)
    shown = []
    for text in texts_of_year(report.year):
        typed = report.texts.get(text.key, "")
        own = [one for one in readings if one.text.key == text.key]
        shown.append(
            ShownText(
                text,
                typed,
                report.texts_before.get(text.key, ""),
                tuple(_paragraphs(marked(typed, fields).text, own)),
                tuple(one for one in own if one.verdict is Verdict.CONTRADICTS),
                tuple(one for one in own if one.verdict is Verdict.NOT_COMPARED),
                tuple(one for one in noticed if one.where == text.key),
            )
        )
    return shown


def _paragraphs(words: str, readings: Sequence[Reading]) -> Iterator[tuple[Piece, ...]]:
    """The text line by line, each number a piece of its own; empty lines left out."""
    at = 0
    for line in words.split("\n"):
        end = at + len(line)
        if line.strip():
            yield tuple(_pieces(words, at, end, readings))
        at = end + 1


def _pieces(words: str, at: int, end: int, readings: Sequence[Reading]) -> Iterator[Piece]:
    for one in readings:
        if at <= one.start and one.end <= end:
            if one.start > at:
                yield Piece(words[at : one.start])
            yield Piece(words[one.start : one.end], one)
            at = one.end
    if at < end:
        yield Piece(words[at:end])


def with_typed(found: Sourced, entered: Mapping[str, Any]) -> Report:
    """The report as it would be with figures and texts that were typed and not saved."""
    entry = ReportEntry(
        section_two=entered["section_two"], charges=entered["charges"], texts=entered["texts"]
    )
    return report_with(found, entry)


def filled_by_members(form: Mapping[str, str], members: SumOfTwo) -> dict[str, str]:
    """The form with the members' sums where nothing of section 二 was typed."""
    sums = {f"section_two.{path}": said for path, said in members.totals.items()}
    return {**form, **{name: said for name, said in sums.items() if not form.get(name, "").strip()}}


def report_context(
    found: Sourced, report: Report, actor: Actor, today: date, members: SumOfTwo
) -> dict[str, Any]:
    """What the page of a report prints, its form left out."""
    noticed = [*remarks(report), *remarks_beside(report, members)]
    before = report.before
    broken = violations(
        report.now.three, before.three if before else None, table4=report.now.four.record()
    )
    plan, published = found.plan, found.publication
    fields = fields_of(report)
    texts = texts_shown(report)
    return {
        "found": found,
        "organ": found.organ,
        "year": report.year,
        "report": report,
        "plan": plan,
        "stage": plan.stage(today, published.published_on if published else None),
        "stage_labels": STAGE_LABELS,
        "reminder": plan.reminder(today, published.published_on if published else None),
        "blocks": blocks_shown(found, members),
        "members": members,
        "charge_labels": CHARGES,
        "charges_before": before.charges if before else None,
        "plain_of": plain_of,
        "texts": texts,
        "first_section": TITLE_ONE,
        "contradictions": [one for text in texts for one in text.contradictions],
        "remarks": noticed,
        "other_remarks": [one for one in noticed if one.where not in report.texts],
        "broken": broken,
        "fields": {name: fields[name] for name in main_fields(fields)},
        "field_words": dict(WORDS),
        "may_write": actor.has(found.organ.id, WRITERS),
        "base": f"/annual-reports/{found.organ.code}/{report.year}",
    }


def stage_of(row: Listed, today: date) -> Stage:
    """Where a listed report stands."""
    return row.plan.stage(today, row.published_on)


# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("单位代码", 18), ("单位", 34), ("编制主体", 26), ("计划公布", 12), ("法定期限", 12),
    ("状态", 14), ("录入", 18), ("公布日期", 12), ("公布网址", 40),
)
# fmt: on


def xlsx_reports(rows: Sequence[Listed], year: int, today: date) -> bytes:
    """The list as a workbook of one sheet."""
    return xlsx_list(
        "年度报告",
        f"{year}年度政府信息公开工作年度报告（{today}）",
        f"共{len(rows)}个单位。法定期限依据条例第四十九条，为该日以前。",
        COLUMNS,
        [_line(row, today) for row in rows],
    )


def _line(row: Listed, today: date) -> tuple[Cell, ...]:
    plan: Plan = row.plan
    entered = f"第{row.version}版（{row.entered_by}）" if row.version else "未录入"
    return (
        row.organ.code, row.organ.name, plan.publisher.label, plan.aim, plan.last,
        STAGE_LABELS[stage_of(row, today)], entered, row.published_on, row.address,
    )  # fmt: skip

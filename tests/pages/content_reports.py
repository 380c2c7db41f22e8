"""What the handlers of 年度报告全文 give to templates, ordinary and ugly."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from cases.actions.report_papers import dated_on
from cases.actions.report_sources import Source, Sourced
from cases.annual import layout_four
from cases.annual.layout import grid_of
from cases.errors import Fault
from cases.law import report as law
from cases.law import section_two
from cases.law.report_dates import PUBLISHERS, Publisher, plan_of
from cases.law.section_four import TITLE as FOUR
from cases.law.section_two_sum import Given, SumOfTwo
from cases.models import Document, Organ
from cases.models_reports import ReportEntry, ReportPlan, ReportPublication
from cases.queries_reports import Listed
from cases.report.content import Charges, Report
from cases.report.docx import NOT_FILLED, opening, printed_day
from cases.report.narrative import default_texts
from cases.web.report_views import (
    STAGE_LABELS,
    form_values,
    report_context,
    stage_of,
    texts_shown,
)
from tests.pages.content import (
    BELOW,
    HERE,
    MOMENT,
    READER,
    TODAY,
    UGLY,
    frame,
    number,
    refused,
)
from tests.report.pingtan import pingtan, shouguang

DOCUMENTS = [
    Document(
        id=number("report"), organ_id=HERE.id, kind="annual_report", name=f"{UGLY}.docx",
        media_type="", digest="0" * 64, size=20_000, at=MOMENT,
    )
]  # fmt: skip
LONG = "为推进政府信息公开工作，坚持以公开为常态、不公开为例外。" * 100
BIG = 999_999_999


def entry(report: Report) -> ReportEntry:
    return ReportEntry(
        organ_id=HERE.id, year=report.year, version=3, section_two={}, charges=None, texts={},
        made_by="王芳<b>", made_by_id=None, made_at=MOMENT,
    )  # fmt: skip


def sourced(report: Report, organ: Organ = HERE, **given: Any) -> Sourced:
    facts: dict[str, Any] = {
        "source": Source(report.year, 2, confirmed=True),
        "source_before": Source(report.year - 1) if report.before else None,
        "entry": None, "entry_before": None, "plan_row": None, "publication": None,
    }  # fmt: skip
    return Sourced(organ, report, **facts | given)


def ugly() -> Report:
    """Nine digits everywhere, three thousand characters, markup, contradictions of each kind."""
    base = pingtan()
    now = base.now
    rows = dict.fromkeys(now.three.rows, (BIG,) * 7)
    two = {path: Decimal(BIG) for path in now.two.figures}
    said = (
        f"{UGLY}\n收到申请5件，办结６件，同比增长3%，举办培训2次，未收到政府信息公开申请。\n{LONG}"
    )
    return replace(
        base,
        organ=UGLY,
        now=replace(
            now,
            three=replace(now.three, rows=rows),
            four=replace(now.four, groups=dict.fromkeys(now.four.groups, (BIG,) * 5)),
            two=replace(now.two, figures=two),
            charges=Charges(BIG, Decimal("999999999.99"), Decimal("999999999.99")),
        ),
        texts=dict.fromkeys(default_texts(base), said),
        texts_before=dict.fromkeys(default_texts(base), said),
    )


def report_page(found: Sourced, actor: Any = None, **given: Any) -> dict[str, Any]:
    context = frame(path=f"/annual-reports/370783/{found.report.year}")
    if actor is not None:
        context["actor"] = actor
    on, members = (
        given.pop("on", TODAY),
        given.pop("members", SumOfTwo(found.report.now.two.form, ())),
    )
    shown = report_context(found, found.report, context["actor"], on, members)
    page = {
        "values": form_values(found), "form": "", "done": "", "checked": False,
        "proposed": Charges(2, Decimal(600), Decimal(400)), "documents": [],
        "publishers": PUBLISHERS, "sets": actor is None, "first_year": 2019, "this_year": 2026,
    }  # fmt: skip
    return context | shown | page | given


def preview_page(found: Sourced) -> dict[str, Any]:
    report = found.report
    return frame(
        found=found, organ=found.organ, year=report.year, report=report,
        title_lines=(law.whose(report.organ, report.year), law.NAME), opening=opening(report),
        texts=texts_shown(report), first_section=law.TITLE_ONE, two_title=section_two.TITLE,
        two_content=section_two.CONTENT, two_blocks=section_two.BLOCKS[report.now.two.form],
        figures_in=section_two.figures_in, not_filled=NOT_FILLED, grid=grid_of(report.now.form),
        four_title=FOUR, four_header=layout_four.HEADER, four_columns=layout_four.COLUMNS,
        dated=printed_day(dated_on(found)), base="/annual-reports/370783/2022",
    )  # fmt: skip


BEGUN = sourced(replace(pingtan(), texts=default_texts(pingtan())))
UGLY_REPORT = ugly()
FULL = sourced(
    UGLY_REPORT,
    entry=entry(UGLY_REPORT),
    plan_row=ReportPlan(
        organ_id=HERE.id, version=1, publisher="government", warn_from="01-05", aim="01-20",
        reason=UGLY, made_by="王芳<b>", made_by_id=None, made_at=MOMENT,
    ),
    publication=ReportPublication(
        organ_id=HERE.id, year=2022, version=1, published_on=date(2023, 4, 2),
        address="https://www.example.cn/" + "a" * 170, made_by=UGLY, made_by_id=None,
        made_at=MOMENT,
    ),
)  # fmt: skip
OF_2019 = sourced(replace(shouguang(), texts={}), source=Source(2019))
LISTED = [
    Listed(HERE, plan_of(2025, Publisher.GOVERNMENT), 0, "", None, ""),
    Listed(BELOW, plan_of(2025, Publisher.DEPARTMENT), 12, UGLY, date(2026, 1, 28), UGLY),
    Listed(BELOW, plan_of(2025, Publisher.TOWNSHIP), 1, "李某", None, ""),
    Listed(BELOW, plan_of(2026, Publisher.DEPARTMENT), 1, "李某", None, ""),
]


def list_page(**given: Any) -> dict[str, Any]:
    facts = {"rows": LISTED, "year": 2025, "years": range(2026, 2018, -1)}
    words = {"stage_of": stage_of, "stage_labels": STAGE_LABELS}
    return frame(path="/annual-reports") | facts | words | given


MEMBERS_TWO = SumOfTwo(
    UGLY_REPORT.now.two.form,
    (
        Given("a", UGLY, dict.fromkeys(UGLY_REPORT.now.two.figures, Decimal(BIG)), HERE.id),
        Given("b", "寿光市司法局", {"licensing": Decimal(3)}, BELOW.id),
        Given("c", "寿光市供电公司", {}),
    ),
)
FIGURE_FAULT = Fault("section_two.licensing", "第二部分“行政许可，本年处理决定数量”应为整数")
REPORT_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "annual reports": ("annual_reports.html", list_page()),
    "annual reports of nobody": ("annual_reports.html", list_page(rows=[])),
    "annual report begun": ("annual_report.html", report_page(BEGUN)),
    "annual report, everything": (
        "annual_report.html", report_page(FULL, done="已保存。", documents=DOCUMENTS),
    ),
    "annual report of a government": (
        "annual_report.html", report_page(FULL, members=MEMBERS_TWO, done="已填入2个空格。"),
    ),
    "annual report on its day": (
        "annual_report.html", report_page(BEGUN, on=date(2023, 3, 30), checked=True),
    ),
    "annual report of 2019": ("annual_report.html", report_page(OF_2019)),
    "annual report for a reader": ("annual_report.html", report_page(FULL, actor=READER)),
    "annual report refused": (
        "annual_report.html",
        refused(
            report_page(FULL, form="entry"), FIGURE_FAULT, Fault("texts.problems", "字段不存在"),
            Fault("charges.received", "没有填写，没有的填0"),
        ),
    ),
    "annual report plan refused": (
        "annual_report.html",
        refused(
            report_page(BEGUN, form="plan", values=form_values(BEGUN) | {"aim": "02-01"}),
            Fault("aim", "计划公布日期只能早于统一的日期"),
        ),
    ),
    "annual report publication refused": (
        "annual_report.html",
        refused(
            report_page(BEGUN, form="publication", values=form_values(BEGUN) | {"address": UGLY}),
            Fault("published_on", "公布日期晚于今天"),
        ),
    ),
    "annual report preview": ("annual_report_preview.html", preview_page(BEGUN)),
    "annual report preview, everything": ("annual_report_preview.html", preview_page(FULL)),
    "annual report preview of 2019": ("annual_report_preview.html", preview_page(OF_2019)),
}  # fmt: skip

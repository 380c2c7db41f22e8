"""Every page that is shown: its template and what the handler gives it."""

from typing import Any

from cases.actions.bring_in import BroughtIn
from cases.errors import Fault, NotFound
from cases.history import Kind
from cases.law.annual import AnnualTable, Form, rows_of
from cases.law.articles import regulation
from cases.states import BEFORE_SIGNING, State
from tests.pages.content import (
    BELOW,
    CLOSED_CASE,
    CORRECTED,
    HERE,
    IMPORTED_CASE,
    IN_THE_CLEAR,
    LAPSED,
    READER,
    STEP_PAGE,
    TODAY,
    TYPED,
    UGLY,
    UNCONFIRMED_CASE,
    UNEVEN,
    WITH_FAULTS,
    case_page,
    cell_page,
    event,
    first_page,
    frame,
    preview,
    refused,
    registration,
    table_page,
)
from tests.pages.content_analysis import ANALYSIS_PAGES
from tests.pages.content_answer import GATES_CLOSED, SEARCH_PAGE
from tests.pages.content_calendar import CALENDAR_PAGES
from tests.pages.content_challenges import CHALLENGE_PAGES
from tests.pages.content_clock import CLOCK_PAGES
from tests.pages.content_consolidation import CONSOLIDATION_PAGES
from tests.pages.content_conversions import CONVERSION_PAGES
from tests.pages.content_desk import DESK_PAGES
from tests.pages.content_editions import EDITIONS_SHOWN
from tests.pages.content_history import HISTORY_PAGES
from tests.pages.content_letter_numbers import LETTER_NUMBER_PAGES
from tests.pages.content_letter_templates import LETTER_TEMPLATE_PAGES
from tests.pages.content_letters import ISSUED, LETTER_PAGES
from tests.pages.content_organ import ORGAN_PAGES
from tests.pages.content_overview import OVERVIEW_PAGES
from tests.pages.content_print_runs import PRINT_PAGES
from tests.pages.content_public import PUBLIC_PAGES
from tests.pages.content_reports import REPORT_PAGES
from tests.pages.content_search import SEARCH_PAGES
from tests.pages.content_supervision import SUPERVISION_PAGES
from tests.pages.content_work import QUEUES_OUT, WORK_PAGES
from tests.pages.content_worklists import NO_TILES, TILES, WORKLIST_PAGES
from tests.pages.content_workplace import WORKPLACE_PAGES

NOBODY = {"actor": None, "form_token": ""}
NAME_FAULT = Fault("applicant.name", "此项必填，至少1个字符")
PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "signing in": ("sign_in.html", frame(typed={"next": "/"}, **NOBODY)),
    "signing in failed": (
        "sign_in.html", refused(frame(typed={"login": UGLY, "next": "/"}, **NOBODY)),
    ),
    "first setup": ("setup.html", frame(typed={}, **NOBODY)),
    "first setup refused": (
        "setup.html", refused(frame(typed={"organ": UGLY}, **NOBODY), Fault("password", "过短")),
    ),
    "own password": ("password.html", frame(path="/password")),
    "own password refused": ("password.html", refused(frame(), Fault("old", "原密码不正确"))),
    "first page": ("first.html", first_page(tiles=TILES, work=QUEUES_OUT, slips=2)),
    "first page, empty": (
        "first.html",
        first_page(notices=[], organs=[], counts={}, dead=[], actor=READER, tiles=NO_TILES),
    ),
    "open case": ("case.html", case_page()),
    "unconfirmed case": ("case.html", UNCONFIRMED_CASE),
    "lapsed case": ("case.html", case_page(**LAPSED)),
    "a step of the clock": ("step.html", STEP_PAGE),
    "a step refused": (
        "step.html", refused(STEP_PAGE | {"form": "correct_step"}, Fault("received_on", "日期过早")),
    ),
    "closed case": ("case.html", CLOSED_CASE),
    **{f"case in state {state}": ("case.html", case_page(state)) for state in BEFORE_SIGNING},
    "gates closed": ("case.html", GATES_CLOSED),
    "a search": ("search.html", SEARCH_PAGE),
    "withdrawn case": (
        "case.html",
        case_page(
            State.CLOSED,
            case={"answered_on": TODAY, "answer_type": "A27", "annual_row": "other_misc"},
            answer={"name": "A27 申请人撤回、终止办理", "row": "其他", "basis": "", "remedy": "无"},
            events=[event(1, Kind.REGISTERED), event(2, Kind.WITHDRAWAL, reason=UGLY)],
        ),
    ),
    "imported case": ("case.html", IMPORTED_CASE),
    "case for a reader": ("case.html", case_page(verbs=set(), actor=READER)),
    "personal data": ("case.html", case_page(revealed=vars(IN_THE_CLEAR))),
    "answer refused": (
        "case.html",
        refused(
            case_page(
                State.SERVING, form="record_answer", file=ISSUED,
                values={"answered_on": "x", "proof": UGLY},
            ),
            Fault("answered_on", "应为日期"),
        ),
    ),
    "confirmation refused": (
        "case.html",
        refused(
            UNCONFIRMED_CASE | {"form": "confirm_receipt", "values": {"confirmed_on": "x"}},
            Fault("confirmed_on", "应为日期"),
        ),
    ),
    "move refused": (
        "case.html", refused(case_page(form="record_withdrawal"), sentence="不能办理"),
    ),
    "registration": ("registration.html", registration()),
    "registration in one of several organs": ("registration.html", registration(organs=[HERE, BELOW])),
    "registration refused": (
        "registration.html",
        refused(
            registration(values=TYPED, items=2), NAME_FAULT, Fault("agent.name", "此项必填"),
            Fault("items.1.text", "此项必填"), Fault("items", "至少应有1项"),
        ),
    ),
    "correction": ("registration.html", registration(case=CORRECTED, values=TYPED, items=2)),
    "import": ("import.html", frame(path="/import", organs=[HERE, BELOW], values={})),
    "import refused": (
        "import.html", refused(frame(organs=[HERE], values={}), Fault("file", "文件是空的")),
    ),
    "preview": ("preview.html", preview()),
    "preview, nothing new": ("preview.html", preview(adds=0, already=2)),
    "preview with faults": ("preview.html", WITH_FAULTS),
    "preview refused": ("preview.html", refused(preview(), sentence="同时有人导入")),
    "imported": ("imported.html", frame(done=BroughtIn(3, 1), organ=HERE, name="台账<1>.xlsx")),
    "annual tables": ("annual_tables.html", frame(organs=[HERE], years=range(2026, 2018, -1))),
    "annual tables of nobody": ("annual_tables.html", frame(organs=[], years=range(2026, 2018, -1))),
    "annual table of 2019": ("annual_table.html", table_page(Form.FORM_2019, 2019, documents=[])),
    "annual table of this year": ("annual_table.html", table_page(Form.FORM_2021, 2026)),
    "annual table in the other form": ("annual_table.html", table_page(Form.FORM_2019, 2021)),
    "annual table that does not hold": (
        "annual_table.html",
        table_page(
            Form.FORM_2021, 2025, rows=UNEVEN,
            before=AnnualTable("", 2024, Form.FORM_2021,
                               {row.key: (0,) * 7 for row in rows_of(Form.FORM_2021)}),
        ),
    ),
    "cases of a figure": ("cell.html", cell_page()),
    "cases of a zero": ("cell.html", cell_page(cases=[], count=0, next=None, form="2019")),
    "refused": ("refused.html", frame(refusal=NotFound(UGLY, article=regulation(31)))),
    **ORGAN_PAGES,
    **CALENDAR_PAGES,
    **CHALLENGE_PAGES,
    **CLOCK_PAGES,
    **HISTORY_PAGES,
    **LETTER_NUMBER_PAGES,
    **PRINT_PAGES,
    **PUBLIC_PAGES,
    **CONVERSION_PAGES,
    **OVERVIEW_PAGES,
    **EDITIONS_SHOWN,
    **CONSOLIDATION_PAGES,
    **SUPERVISION_PAGES,
    **ANALYSIS_PAGES,
    **REPORT_PAGES,
    **SEARCH_PAGES,
    **LETTER_PAGES,
    **LETTER_TEMPLATE_PAGES,
    **WORKLIST_PAGES,
    **DESK_PAGES,
    **WORK_PAGES,
    **WORKPLACE_PAGES,
    "refused to nobody": ("refused.html", frame(refusal=NotFound("没有找到"), **NOBODY)),
}  # fmt: skip

"""What every page has: the officer, the token of its forms, the words that it prints."""

from datetime import date, datetime
from typing import Any, Final

from litestar import MediaType, Request
from litestar.response import Template

from cases.annual.layout import grid_of
from cases.history import KIND_LABELS as EVENT_LABELS
from cases.law.annual import CLASS_LABELS, COLUMN_LABELS, OUTCOME_ROWS, ROW
from cases.law.application import CARRIER_LABELS, ROUTE_LABELS
from cases.law.articles import regulation
from cases.law.clock_rules import STATE_LABELS as CLOCK_LABELS
from cases.law.delivery import WAYS
from cases.law.identity import KIND_LABELS
from cases.law.outcomes import ANSWER_TYPES
from cases.law.receipt import RULES
from cases.models import ROLE_LABELS
from cases.office import Office
from cases.register.cells import Cell
from cases.register.columns import COLUMNS
from cases.register.faults import fault_at
from cases.settings import CHINA
from cases.states import MOVE, STATE_LABELS, VERB_LABELS, row
from cases.web.addresses import own_path
from cases.web.case_papers import globals_of_letters
from cases.web.challenge_views import globals_of_challenges
from cases.web.charts import percent
from cases.web.display import display_of
from cases.web.history_words import words
from cases.web.paper_views import globals_of_papers
from cases.web.policy import actor_in
from cases.web.screen_help import help_of
from cases.web.search_views import globals_of_search
from cases.web.sign_in import COOKIE, FORM_FIELD, form_token
from cases.web.views import channel_label, clock_state, row_label
from cases.web.work_views import globals_of_work

AnyRequest = Request[Any, Any, Any]


def page(request: AnyRequest, template: str, *, status: int = 200, **context: Any) -> Template:
    """A page of ours for the officer of this request."""
    return Template(
        template,
        context=shared(request) | context,
        status_code=status,
        media_type=MediaType.HTML,
    )


def preview_or(template: str, request: AnyRequest) -> str:
    """The preview alone where the script of a page asks for it, else the whole page."""
    return PREVIEW if request.headers.get("hx-request") else template


PREVIEW: Final = "_preview_alone.html"


def shared(request: AnyRequest) -> dict[str, Any]:
    """What the frame of every page prints: with the form token of this session."""
    office: Office = request.app.state.office
    token = request.cookies.get(COOKIE, "")
    actor = actor_in(request)
    referer = request.headers.get("referer")  # what was posted has no page of its own
    return {
        "actor": actor,
        "form_field": FORM_FIELD,
        "form_token": form_token(office, token) if token and actor else "",
        "today": office.now().astimezone(CHINA).date(),
        "path": request.url.path,
        "back": request.url.path if request.method == "GET" else own_path(referer),
        "display": display_of(request.cookies),
        "faults": {},
        "refusal": None,
    }


def printed_day(day: date | str | None) -> str:
    """A day as papers print it: 2026年3月5日; empty where there is none."""
    if not day:
        return ""
    if isinstance(day, str):
        day = date.fromisoformat(day)
    return f"{day.year}年{day.month}月{day.day}日"


def printed_moment(moment: datetime) -> str:
    """A moment in the legal time of China."""
    return moment.astimezone(CHINA).strftime("%Y-%m-%d %H:%M")


def printed_cell(heading: str, cell: Cell) -> str:
    """A register's cell as its preview prints it: personal numbers masked, long text cut."""
    return fault_at(0, heading, cell, "").value


def globals_of_pages() -> dict[str, Any]:
    """The words and tables that templates read."""
    return {
        "day": printed_day,
        "moment": printed_moment,
        "row_label": row_label,
        "channel_label": channel_label,
        "state_labels": STATE_LABELS,
        "verb_labels": VERB_LABELS,
        "clock_labels": CLOCK_LABELS,
        "clock_state": clock_state,
        "event_labels": EVENT_LABELS,
        "event_words": words,
        "moves": MOVE,
        "move_in": row,
        "regulation": regulation,
        "help_of": help_of,
        "class_labels": CLASS_LABELS,
        "column_labels": COLUMN_LABELS,
        "role_labels": ROLE_LABELS,
        "id_kind_labels": KIND_LABELS,
        "carrier_labels": CARRIER_LABELS,
        "route_labels": ROUTE_LABELS,
        "channel_rules": RULES,
        "outcome_rows": OUTCOME_ROWS,
        "rows_by_key": ROW,
        "answer_types": ANSWER_TYPES,
        "grid_of": grid_of,
        "register_columns": COLUMNS,
        "printed_cell": printed_cell,
        "percent": percent,
        "ways": [(way.value, rule.label) for way, rule in WAYS.items()],
        **globals_of_work(),
        **globals_of_search(),
        **globals_of_papers(),
        **globals_of_letters(),
        **globals_of_challenges(),
    }

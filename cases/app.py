"""The web application: routes, guard, documents of the API. Decides nothing itself."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from litestar import Litestar, Request, Router
from litestar.datastructures import State
from litestar.di import Provide
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.config import OpenAPIConfig
from litestar.openapi.plugins import OpenAPIRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig
from sqlalchemy.exc import IntegrityError

from cases.errors import Refusal
from cases.floods import counting
from cases.office import china_now, opened
from cases.settings import SOURCE, read_settings
from cases.web import (
    api_analysis,
    api_annual,
    api_calendar,
    api_cases,
    api_challenges,
    api_clock,
    api_consolidation,
    api_conversions,
    api_editions,
    api_letter_numbers,
    api_letter_settings,
    api_letter_templates,
    api_letters,
    api_organ_settings,
    api_organs,
    api_papers,
    api_queues,
    api_reports,
    api_search,
    api_work,
    api_worklists,
    at_hand,
    display,
    feeds,
    pages_analysis,
    pages_annual,
    pages_audits,
    pages_calendar,
    pages_calendar_notices,
    pages_case_papers,
    pages_cases,
    pages_challenges,
    pages_clock,
    pages_consolidation,
    pages_consolidation_editions,
    pages_consolidation_member,
    pages_consolidation_members,
    pages_consolidation_two,
    pages_conversion,
    pages_conversions,
    pages_desk,
    pages_desk_papers,
    pages_drafts,
    pages_editions,
    pages_help,
    pages_history,
    pages_home,
    pages_import,
    pages_letter_numbers,
    pages_letter_templates,
    pages_letters,
    pages_office,
    pages_organ_settings,
    pages_overview,
    pages_papers,
    pages_people,
    pages_print_runs,
    pages_public_setting,
    pages_published,
    pages_queues,
    pages_reassessment,
    pages_registration,
    pages_reports,
    pages_reports_list,
    pages_saved_searches,
    pages_search,
    pages_slips,
    pages_status,
    pages_steps,
    pages_supervision,
    pages_tags,
    pages_topics,
    pages_unconfirmed,
    pages_verbs,
    pages_worklists,
    public_acts,
    public_apply,
    public_follow,
    public_guide,
    public_published,
    public_suggesting,
)
from cases.web.documents import TrueJson
from cases.web.headers import guarded
from cases.web.kept_forms import taken
from cases.web.page import globals_of_pages
from cases.web.policy import PUBLIC, admit
from cases.web.problems import (
    FormRefused,
    on_form_refused,
    on_http,
    on_integrity,
    on_invalid,
    on_recursion,
    on_refusal,
    on_unexpected,
)
from cases.web.reading import legible
from cases.web.stylesheet import PACKED, stylesheet

TEMPLATES: Final = SOURCE / "templates" / "pages"
ASSETS: Final = SOURCE / "templates" / "assets"
LARGEST_BODY: Final = 2_000_000  # bytes; uploads of registers have their own limit
VERSION: Final = "0.5.0"


class LocalSwagger(OpenAPIRenderPlugin):
    """Interactive documents of the API, from files of our own: they work without internet."""

    def render(self, request: Request[Any, Any, Any], openapi_schema: dict[str, Any]) -> bytes:  # noqa: ARG002
        """The page that loads the vendored Swagger UI."""
        return (TEMPLATES / "api_docs.html").read_bytes()


def environment() -> Environment:
    """Templates that escape what they print and stop at a name that is not there."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals.update(globals_of_pages())
    return made


def documents() -> OpenAPIConfig:
    """The OpenAPI document and where it is shown."""
    return OpenAPIConfig(
        title="政府信息依申请公开办理系统 API",
        version=VERSION,
        description="错误以RFC 9457格式返回，detail为中文，article为所依据的条款。",
        components=Components(
            security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
        ),
        security=[{"token": []}],
        openapi_router=Router(
            "/schema", route_handlers=[], opt=PUBLIC.opt, include_in_schema=False
        ),
        render_plugins=[LocalSwagger(path="/"), TrueJson(path="/openapi.json")],
    )


def make_app(home: Path, database_url: str, now: Callable[[], datetime] = china_now) -> Litestar:
    """The application of one home and database; the clock may be given.

    Its routes know nothing of either: what `state.opening` opens is the office that it serves.
    """

    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        async with app.state.opening() as office, app.state.counting() as counters:
            app.state.office, app.state.counters = office, counters
            yield

    return Litestar(
        route_handlers=[
            api_cases.router,
            api_search.router,
            api_clock.router,
            api_work.router,
            api_papers.router,
            api_letters.router,
            api_queues.router,
            api_worklists.router,
            api_challenges.router,
            api_conversions.router,
            api_annual.router,
            api_analysis.router,
            api_consolidation.router,
            api_reports.router,
            api_editions.router,
            api_organs.router,
            api_organ_settings.router,
            api_letter_numbers.router,
            api_letter_settings.router,
            api_letter_templates.router,
            api_calendar.router,
            pages_people.router,
            display.router,
            pages_drafts.router,
            pages_help.router,
            pages_home.router,
            pages_cases.router,
            pages_search.router,
            pages_saved_searches.router,
            pages_registration.router,
            pages_desk.router,
            pages_desk_papers.router,
            pages_unconfirmed.router,
            pages_published.router,
            pages_conversions.router,
            pages_conversion.router,
            pages_reassessment.router,
            pages_verbs.router,
            pages_clock.router,
            pages_history.router,
            pages_steps.router,
            pages_tags.router,
            pages_papers.router,
            pages_letters.router,
            pages_case_papers.router,
            pages_queues.router,
            pages_overview.router,
            pages_supervision.router,
            pages_audits.router,
            pages_slips.router,
            pages_worklists.router,
            pages_challenges.router,
            feeds.router,
            pages_annual.router,
            pages_analysis.router,
            pages_topics.router,
            pages_reports.router,
            pages_reports_list.router,
            pages_editions.router,
            pages_consolidation.router,
            pages_consolidation_members.router,
            pages_consolidation_member.router,
            pages_consolidation_editions.router,
            pages_consolidation_two.router,
            pages_import.router,
            pages_office.router,
            pages_organ_settings.router,
            pages_letter_numbers.router,
            pages_letter_templates.router,
            pages_print_runs.router,
            pages_status.router,
            pages_calendar.router,
            pages_calendar_notices.router,
            pages_public_setting.router,
            public_guide.router,
            public_apply.router,
            public_follow.router,
            public_acts.router,
            public_suggesting.router,
            public_published.router,
            stylesheet,
            create_static_files_router(
                "/assets", directories=[ASSETS], opt=PUBLIC.opt, middleware=[PACKED]
            ),
        ],
        lifespan=[lifespan],
        guards=[admit, legible],
        dependencies={
            "office": Provide(at_hand.provide_office),
            "session": Provide(at_hand.provide_session),
            "actor": Provide(at_hand.provide_actor),
            "at": Provide(at_hand.provide_at),
        },
        exception_handlers={
            Refusal: on_refusal,
            FormRefused: on_form_refused,
            ValidationException: on_invalid,
            HTTPException: on_http,
            IntegrityError: on_integrity,
            RecursionError: on_recursion,
            Exception: on_unexpected,
        },
        before_send=[guarded, taken],
        template_config=TemplateConfig(instance=JinjaTemplateEngine(engine_instance=environment())),
        openapi_config=documents(),
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
        state=State(
            {
                "opening": partial(opened, home, database_url, now),
                "counting": partial(counting, read_settings().redis_url),
            }
        ),
    )

"""网上申请: the form of 条例第二十九条, looked over, sent; then number and query code, shown once.

No step needs a script. What was typed comes back with every refusal; files are chosen last, on the
page on which the application is looked over.
"""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID, uuid4

from litestar import Request, Response, Router, get, post
from litestar.datastructures import UploadFile
from litestar.di import NamedDependency
from litestar.params import FromPath
from sqlalchemy.ext.asyncio import AsyncSession

from cases import personal
from cases.actions import from_the_public, intake
from cases.actions.application import Application
from cases.actions.attaching import File
from cases.actions.door import today
from cases.actions.file_checks import ACCEPTED, checked
from cases.actions.intake import personal_of
from cases.errors import BadInput, Fault, Refusal, TooLarge
from cases.law.application import ELEMENTS
from cases.law.receipt import Channel
from cases.office import Office
from cases.queries_public import OpenDesk, open_desk
from cases.schemas_public import FormNumberIn
from cases.typed import read
from cases.web.forms import FIELD, read_application, typed, typed_items
from cases.web.policy import PUBLIC
from cases.web.problems import FormRefused
from cases.web.public_frame import HANDLERS, TOO_LARGE, let_in, public_page
from cases.web.public_limits import (
    LARGEST_FILE,
    LARGEST_UPLOAD,
    OF_ORGAN,
    SUBMISSIONS,
    Flooded,
    count,
    refuse_foreign,
)

R = Request[Any, Any, Any]
S = NamedDependency[AsyncSession]
O = NamedDependency[Office]  # noqa: E741
At = NamedDependency[datetime]
MOST_ITEMS: Final = 10  # of one form (convention): one matter an application is what is asked for
TRAP: Final = "website"  # a field that nobody sees: who fills it in is a program
TRAPPED: Final = "“网址”一栏不需要填写，请清空后再提交"
OF_OFFICERS: Final = ("oral.", "dates.", "upstream_number", "remark", "channel", "organ")


@get("/public/{organ:str}/apply", opt=PUBLIC.opt, include_in_schema=False)
async def show_form(request: R, organ: FromPath[str], session: S) -> Response[Any]:
    """An empty form; its number lets it register once only."""
    await let_in(request)
    found = await open_desk(session, organ)
    values = {
        "submission": str(uuid4()),
        "applicant.kind": "natural_person",
        "applicant.id_kind": "resident_card",
        "other_form_accepted": "on",
    }
    return public_page(request, "public_apply.html", **_form(found, values))


@post(
    "/public/{organ:str}/apply",
    opt=PUBLIC.opt,
    include_in_schema=False,
    request_max_body_size=LARGEST_UPLOAD,
    status_code=200,
)
async def go_on(request: R, organ: FromPath[str], session: S, office: O, at: At) -> Response[Any]:
    """One more item, the form again, the page to look it over, or the application itself."""
    refuse_foreign(request)
    found = await open_desk(session, organ)
    sent = await request.form()
    values = typed(sent)
    context = _form(found, values)
    step = values.pop("step", "review")
    template = "public_review.html" if step == "send" else "public_apply.html"
    try:
        if step != "send":
            await let_in(request)
        if step in ("more", "edit"):
            context["items"] = min(context["items"] + (step == "more"), MOST_ITEMS)
            return public_page(request, template, **context)
        application, number = _read(found, values)
        intake.checked(application, today(at))
        context |= {"told": _told(application)}
        if step != "send":
            return public_page(request, "public_review.html", **context)
        await count(request, SUBMISSIONS)
        await count(request, OF_ORGAN, found.organ.id)
        files = [await uploaded(file) for file in chosen(sent.getall("files", []))]
        filed = await from_the_public.apply(session, office.vault, at, application, number, files)
    except Flooded as flooded:
        return public_page(request, template, refusal=flooded, **context)
    except Refusal as refusal:
        if "told" not in context:  # what is wrong stands in the form, not on the page after it
            template = "public_apply.html"
        made = public_page(request, template, refusal=refusal, **context)
        raise FormRefused(refusal, template, made.context) from None
    return public_page(
        request, "public_sent.html", organ=found.organ, desk=found.desk, filed=filed,
        minutes=int(from_the_public.SHOWN_AGAIN_WITHIN.total_seconds() // 60),
    )  # fmt: skip


def _form(found: OpenDesk, values: dict[str, str]) -> dict[str, Any]:
    """What the form shows: everything typed, nothing that only officers fill in."""
    return {
        "organ": found.organ,
        "desk": found.desk,
        "values": {name: value for name, value in values.items() if _is_of_form(name)},
        "items": min(typed_items(values), MOST_ITEMS),
        "most_items": MOST_ITEMS,
        "most_files": from_the_public.MOST_FILES,
        "largest_file": LARGEST_FILE // 1_000_000,
        "accepted": ACCEPTED,
        "lack_labels": {element.key: element.label for element in ELEMENTS},
        "trap": TRAP,
    }


def _is_of_form(name: str) -> bool:
    return FIELD.fullmatch(name) is not None and not name.startswith(OF_OFFICERS)


def _read(found: OpenDesk, values: dict[str, str]) -> tuple[Application, UUID]:
    """The application and the number of its form; BadInput beside the fields."""
    if values.get(TRAP):
        raise BadInput.of([Fault(TRAP, TRAPPED)])
    number = read(FormNumberIn, values).submission
    own = {name: value for name, value in values.items() if _is_of_form(name)}
    del own["submission"]
    filled = read_application(own | {"organ": found.organ.code, "channel": Channel.ONLINE})
    if len(filled.items) > MOST_ITEMS:
        raise BadInput.of([Fault("items", f"一次最多申请{MOST_ITEMS}项，请分别提交")])
    application = filled.application(found.organ.id)
    if not (application.applicant.phone or application.applicant.email):
        raise BadInput.of([Fault("applicant.phone", from_the_public.NO_CONTACT)])
    return application, number


def _told(application: Application) -> dict[str, Any]:
    """The application as it will be kept, with its numbers masked as they always are."""
    return {
        "application": application,
        "personal": personal.shown(personal_of(application)),
        "lacks": application.lacks,
    }


def chosen(files: Iterable[Any]) -> list[UploadFile]:
    """The files of a form that were chosen: a browser sends an empty one for none."""
    return [file for file in files if isinstance(file, UploadFile) and file.filename]


async def uploaded(file: UploadFile) -> File:
    """One file of an applicant, checked by its content; its faults stand beside the field `files`."""
    content = await file.read()
    if len(content) > LARGEST_FILE:
        raise TooLarge(TOO_LARGE, faults=[Fault("files", TOO_LARGE)])
    try:
        return await asyncio.to_thread(checked, file.filename, content)
    except (BadInput, TooLarge) as refusal:
        raise BadInput.of([Fault("files", f"{file.filename}：{refusal.sentence}")]) from None


router = Router("/", route_handlers=[show_form, go_on], exception_handlers=HANDLERS)

"""What every public page has (公众网页): its own frame, its refusals, what is said where it is too much."""

from typing import Any, Final

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException
from litestar.exceptions.http_exceptions import RequestEntityTooLarge
from litestar.response import Template

from cases.errors import NotFound, Refusal, TooLarge
from cases.queries_public import NOWHERE
from cases.web.page import shared
from cases.web.public_limits import LARGEST_FILE, LARGEST_UPLOAD, PAGES, Flooded, count

AnyRequest = Request[Any, Any, Any]
RETRY: Final = "Retry-After"
TOO_LARGE: Final = (
    f"上传的文件过大：每个不超过{LARGEST_FILE // 1_000_000}MB，"
    f"一次合计不超过{LARGEST_UPLOAD // 1_000_000}MB，请压缩后再上传"
)


def public_page(
    request: AnyRequest,
    template: str,
    *,
    refusal: Refusal | None = None,
    status: int = 200,
    **context: Any,
) -> Template:
    """A public page; with a refusal its sentence, its faults beside their fields and its status."""
    faults: dict[str, str] = {}
    for fault in refusal.faults if refusal is not None else ():
        faults.setdefault(fault.field, fault.sentence)
    said = {"organ": None, "desk": None} | context | {"refusal": refusal, "faults": faults}
    made = Template(
        template,
        context=shared(request) | said,
        status_code=refusal.status if refusal is not None and status == 200 else status,
        media_type=MediaType.HTML,
    )
    if isinstance(refusal, Flooded):
        made.headers[RETRY] = str(refusal.again_in)
    return made


async def let_in(request: AnyRequest) -> None:
    """Count the opening of a page; Flooded where one address opens far too many."""
    await count(request, PAGES)


def on_refusal(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """A refusal as a page of the public's own frame."""
    return public_page(request, "public_refused.html", refusal=refusal, status=refusal.status)


def on_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What the framework refuses: no such address, or a form that is too large."""
    if isinstance(error, RequestEntityTooLarge):
        return on_refusal(request, TooLarge(TOO_LARGE))
    answer = on_refusal(request, NotFound(NOWHERE))
    answer.status_code = error.status_code
    answer.headers.update(error.headers or {})
    return answer


HANDLERS: Final[Any] = {Refusal: on_refusal, HTTPException: on_http}

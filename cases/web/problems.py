"""What goes back when a request is refused: problem details for programs, a page for people."""

import logging
import secrets
import traceback
from collections.abc import Iterator
from typing import Any, Final

from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.response import Redirect, Template
from sqlalchemy.exc import IntegrityError

from cases.errors import Conflict, Fault, NotSignedIn, Refusal
from cases.law.identity import masked_text
from cases.shown import Problem
from cases.typed import faults_of, refused
from cases.web.page import shared

AnyRequest = Request[Any, Any, Any]
log = logging.getLogger("disclosure.web")
PROBLEM_JSON: Final = "application/problem+json"

HTTP_SENTENCES: Final = {
    400: "请求的格式不正确",
    401: "请先登录",
    403: "没有权限",
    404: "没有找到所请求的地址",
    405: "此地址不支持这种请求方法",
    413: "内容过大",
    415: "内容类型不支持",
    429: "操作过于频繁，请稍后再试",
}
ERRORS: Final = {
    400: "格式不正确",
    401: "未登录或者令牌无效",
    403: "没有权限",
    404: "未找到",
    409: "不符合规定，或者与已有数据冲突",
    413: "内容过大",
    415: "内容类型不支持",
    422: "录入有误",
    429: "操作过于频繁",
}
FEEDS: Final = "/feeds/"  # what follows is the secret of an officer's calendar
SAID_TWICE: Final = frozenset({"23505", "23P01"})  # PostgreSQL: unique and exclusion violation


def refuses(*statuses: int) -> dict[int, ResponseSpec]:
    """The refusals of a route, for its OpenAPI document."""
    return {
        status: ResponseSpec(
            Problem,
            description=ERRORS[status],
            media_type=PROBLEM_JSON,
            generate_examples=False,
        )
        for status in statuses
    }


def problem(refusal: Refusal) -> Problem:
    """A refusal as RFC 9457 problem details."""
    return Problem(
        title=refusal.title,
        status=refusal.status,
        detail=refusal.sentence,
        article=str(refusal.article) if refusal.article else None,
        errors=[{"field": f.field, "detail": f.sentence} for f in refusal.faults],
    )


def on_refusal(request: AnyRequest, refusal: Refusal) -> Response[Any]:
    """A refusal goes back as problem details, or as a page; who is not signed in may sign in."""
    if request.url.path.startswith("/api"):
        headers = {"WWW-Authenticate": "Bearer"} if refusal.status == 401 else None
        return Response(
            problem(refusal).model_dump(),
            status_code=refusal.status,
            media_type=PROBLEM_JSON,
            headers=headers,
        )
    by_script = "hx-request" in request.headers  # the page to sign in is none of its parts
    if isinstance(refusal, NotSignedIn) and not by_script:
        if request.method == "GET":
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return Redirect("/sign-in", query_params={"next": target})
        kept = {"next": f"/drafts/{refusal.kept}", "kept": "1"} if refusal.kept else None
        return Redirect("/sign-in", query_params=kept)
    return Template(
        "refused.html",
        context=shared(request) | {"refusal": refusal, "back": "/"},  # the page may be no one's
        status_code=refusal.status,
        media_type=MediaType.HTML,
    )


def on_invalid(request: AnyRequest, error: ValidationException) -> Response[Any]:
    """A body, path or query that does not fit its schema: every field named, in Chinese."""
    cause: Any = error.__cause__
    if hasattr(cause, "errors"):
        faults = faults_of(list(cause.errors))
    else:
        extra = error.extra if isinstance(error.extra, list) else []
        faults = [Fault(str(e.get("key", "")), "内容不符合要求") for e in extra]
    return on_refusal(request, refused(faults or [Fault("", "请求的内容不符合要求")]))


def on_http(request: AnyRequest, error: HTTPException) -> Response[Any]:
    """What the framework itself refuses: no such route, too large, no JSON."""
    refusal = Refusal(HTTP_SENTENCES.get(error.status_code, "请求不能处理"))
    refusal.status, refusal.title = error.status_code, "请求不能处理"  # type: ignore[misc]
    answer = on_refusal(request, refusal)
    answer.headers.update(error.headers or {})
    return answer


def on_integrity(request: AnyRequest, error: IntegrityError) -> Response[Any]:
    """Two requests that stored the same, or went on with one case, at once: the second is refused."""
    if getattr(error.orig, "sqlstate", None) not in SAID_TWICE:
        return on_unexpected(request, error)
    log.warning("%s %s：%s", request.method, told_path(request), whereabouts(error))
    sentence = "同一内容或者同一案件刚刚已由另一请求保存，本次没有保存，请刷新后核对"
    return on_refusal(request, Conflict(sentence))


def on_unexpected(request: AnyRequest, error: Exception) -> Response[Any]:
    """A bug, or a service that is away: a sentence goes out, and into the log where it happened."""
    number = secrets.token_hex(4)
    path = told_path(request)
    log.error("%s %s，编号%s：%s", request.method, path, number, whereabouts(error))
    refusal = Refusal(
        "系统出现意外错误，请刷新页面核对是否已经办理后再试；"
        f"仍然出错的，请将错误编号{number}告知系统维护人员"
    )
    refusal.status, refusal.title = 500, "系统错误"  # type: ignore[misc]
    return on_refusal(request, refusal)


def told_path(request: AnyRequest) -> str:
    """Where a request went, as logs may say it: no personal number, no secret of a feed."""
    path = request.url.path
    return f"{FEEDS}…" if path.startswith(FEEDS) else masked_text(path)


def on_recursion(request: AnyRequest, error: RecursionError) -> Response[Any]:
    """JSON nested too deep to be read is a wrong request; any other endless descent is a bug."""
    if any(frame.name == "decode_json" for frame in traceback.extract_tb(error.__traceback__)):
        return on_http(request, HTTPException(status_code=400))
    return on_unexpected(request, error)


def whereabouts(error: BaseException) -> str:
    """Types and places of an error and of what led to it: no message, since one may hold values."""
    return "\n".join(_whereabouts(error))


def _whereabouts(error: BaseException) -> Iterator[str]:
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if cause is not None:
        yield from _whereabouts(cause)
    sqlstate = getattr(error, "sqlstate", None)
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    yield name + (f" (SQLSTATE {sqlstate})" if sqlstate else "")
    yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))


class FormRefused(Exception):
    """A form that was refused: shown again with everything typed and each fault beside its field."""

    def __init__(self, refusal: Refusal, template: str, context: dict[str, Any]) -> None:
        super().__init__(refusal.sentence)
        self.refusal, self.template, self.context = refusal, template, context


def on_form_refused(request: AnyRequest, refused: FormRefused) -> Response[Any]:
    """The form once more; nothing was stored, nothing typed is lost."""
    assert request.app.template_engine is not None
    template = request.app.template_engine.get_template(refused.template)
    refusal = refused.refusal
    faults: dict[str, str] = {}
    for fault in refusal.faults:
        faults.setdefault(fault.field, fault.sentence)
    try:  # drawn here: no handler hears of an answer that fails after this one
        shown = template.render(**refused.context | {"refusal": refusal, "faults": faults})
    except Exception as error:  # noqa: BLE001
        return on_unexpected(request, error)
    return Response(shown, status_code=refusal.status, media_type=MediaType.HTML)

"""Headers on every answer: nothing from elsewhere, nothing framed, nothing kept by caches."""

from typing import Any, Final

from litestar.types import ASGIApp, Message, Receive, Scope, Send

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
ALWAYS: Final = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
)
NOT_KEPT: Final = (b"cache-control", b"no-store")
ASSETS: Final = "/assets/"


def guarded(app: ASGIApp) -> ASGIApp:
    """The application with these headers on every answer, refusals included."""

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                extra: list[Any] = list(ALWAYS)
                if not str(scope.get("path", "")).startswith(ASSETS):
                    extra.append(NOT_KEPT)
                message["headers"] = [*message["headers"], *extra]
            await send(message)

        await app(scope, receive, with_headers)

    return answer

"""Headers on every answer: nothing from elsewhere, nothing framed, nothing kept by caches."""

from typing import Final

from litestar.types import Message, Scope

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


async def guarded(message: Message, scope: Scope) -> None:
    """Add these headers to an answer as it goes out: no middleware sees those of the router."""
    if message["type"] != "http.response.start":
        return
    extra = list(ALWAYS)
    if not scope["path"].startswith(ASSETS):
        extra.append(NOT_KEPT)
    message["headers"] = [*message["headers"], *extra]

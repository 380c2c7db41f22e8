"""公众网页的限流: how often one address and one organ may do what, and what is said beyond that."""

import hashlib
import hmac
from dataclasses import dataclass
from datetime import timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any, Final
from uuid import UUID

from litestar import Request

from cases.errors import NotAllowed, TooMany
from cases.floods import Count, Counters
from cases.office import Office
from cases.web.sign_in import is_foreign

AnyRequest = Request[Any, Any, Any]
ONE_HOUSE: Final = 64  # bits of an IPv6 address that one house or office has to itself
LARGEST_FILE: Final = 10_000_000  # bytes of one file that an applicant uploads
LARGEST_UPLOAD: Final = 30_000_000  # bytes of one form with its files


@dataclass(frozen=True)
class Limit:
    """So many within such a time; what it is about, in the words of its sentence."""

    key: str
    most: int
    within: timedelta
    what: str


# fmt: off
# (convention) one address may be a whole village's or a law firm's: none of these is met by a person
PAGES: Final = Limit("pages", 600, timedelta(minutes=10), "打开网页过于频繁")
SUBMISSIONS: Final = Limit("submissions", 10, timedelta(hours=1), "提交申请过于频繁")
OF_ORGAN: Final = Limit("organ", 300, timedelta(hours=1), "此刻提交申请的人较多")
WRONG_CODES: Final = Limit("codes", 20, timedelta(hours=1), "登记编号或者查询码多次输入错误")
ACTS: Final = Limit("acts", 60, timedelta(hours=1), "操作过于频繁")
# fmt: on


class Flooded(TooMany):
    """限流: too often; when it may be tried again, in seconds."""

    def __init__(self, limit: Limit, count: Count) -> None:
        minutes = max(1, -(-count.again_in // 60))
        super().__init__(f"{limit.what}，请{minutes}分钟后再试，已经填写的内容仍在本页")
        self.again_in = count.again_in


async def count(request: AnyRequest, limit: Limit, organ: UUID | None = None) -> None:
    """Count once more for this address, or for an organ; Flooded beyond the limit."""
    found = await counters_of(request).add(_key(request, limit, organ), limit.within)
    if found.number > limit.most:
        raise Flooded(limit, found)


async def note(request: AnyRequest, limit: Limit) -> None:
    """Count what went wrong: the answer is given all the same, and what is stored stays stored."""
    await counters_of(request).add(_key(request, limit, None), limit.within)


async def look(request: AnyRequest, limit: Limit) -> None:
    """Flooded where this address has come to the limit already; nothing is counted."""
    found = await counters_of(request).read(_key(request, limit, None))
    if found.number >= limit.most:
        raise Flooded(limit, found)


def counters_of(request: AnyRequest) -> Counters:
    """What counts for this application."""
    counters: Counters = request.app.state.counters
    return counters


def _key(request: AnyRequest, limit: Limit, organ: UUID | None) -> str:
    """Of an organ by its id, of an address by what follows from it: no address is kept anywhere."""
    if organ is not None:
        return f"{limit.key}:{organ}"
    office: Office = request.app.state.office
    secret, address = office.vault.session_secret, address_of(request)
    return f"{limit.key}:{hmac.new(secret, address.encode(), hashlib.sha256).hexdigest()[:32]}"


def address_of(request: AnyRequest) -> str:
    """The address of the connection; of an IPv6 address the part that one house has.

    Behind a proxy it is the one that uvicorn takes from it (FORWARDED_ALLOW_IPS).
    """
    try:
        found = ip_address(request.client.host if request.client else "")
    except ValueError:
        return "here"  # a socket of the same machine
    match found:
        case IPv6Address() if found.ipv4_mapped is not None:
            return str(found.ipv4_mapped)
        case IPv6Address():
            return str(ip_network((found, ONE_HOUSE), strict=False))
        case IPv4Address():
            return str(found)


def refuse_foreign(request: AnyRequest) -> None:
    """NotAllowed for a form that another site sent: who has no session yet has no token either."""
    if is_foreign(request):
        raise NotAllowed("请求来自其他网站，请在本网站的页面上填写、提交")

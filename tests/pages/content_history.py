"""What the page of a case's history is given: every kind of record, long and ugly, cut and refused."""

from datetime import datetime
from typing import Any

from cases.actor import system
from cases.errors import Fault
from cases.history import Kind
from cases.settings import CHINA
from cases.web.history_views import NEWEST, ORDERS, Asked, Group, lines, offered
from tests.pages.content import HERE, UGLY, event, frame, number, refused

REGISTERED = event(
    1, Kind.REGISTERED, number="YSQ-370783-2026-0001", channel="in_person",
    applicant_name=UGLY, applicant_class="natural_person", items=[{"text": UGLY * 10}],
    dates={"submitted_on": "2026-03-05"}, to="screening", where="网页 2001:db8::1",
)  # fmt: skip
STRUCK = [
    REGISTERED,
    event(2, Kind.DELAY, until="2026-09-01", where="接口 10.1.2.3"),
    event(3, Kind.STEP_STRUCK, None, strikes=2, reason="误录", where=system("x").where),
]


def history_page(events: list[Any], asked: Asked = Asked(), **chosen: str) -> dict[str, Any]:
    """The page of a history, narrowed as asked; `chosen` is what the fields say."""
    everything = lines(events)
    filters: dict[str, Any] = dict(offered(everything))
    names = ("group", "officer", "since", "until", "q", "order")
    return frame(
        path="/history",
        case={"id": number("case"), "number": "YSQ-370783-2026-0001", "applicant_name": UGLY},
        organ=HERE,
        chosen=dict.fromkeys(names, "") | chosen,
        orders=list(ORDERS.items()),
        **filters,
        total=len(everything),
        head="5a" * 32,
        printed_at=datetime(2026, 3, 5, 9, tzinfo=CHINA),
        lines=asked.of(everything),
        conditions=asked.conditions,
    )


HISTORY_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    # what is shown: template, context
    "history": ("history.html", history_page(STRUCK)),
    "history, narrowed": (
        "history.html",
        history_page(
            STRUCK, Asked(group=Group.CLOCK, word="延", newest_first=True),
            group="clock", q="延", order=NEWEST,
        ),
    ),
    "history, none found": ("history.html", history_page(STRUCK, Asked(word=UGLY), q=UGLY)),
    "history, refused": (
        "history.html",
        refused(history_page(STRUCK, Asked(officer="x"), since=UGLY), Fault("since", "应为日期")),
    ),
}  # fmt: skip

"""检索 (条例第三十六条第四项; letters.md §5.2): where, how, when, by whom, and what of each clue."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions import door
from cases.actions.attaching import check_attachments
from cases.actions.steps import check_day, wrong
from cases.actor import Actor
from cases.history import Event, Kind
from cases.models import Case
from cases.states import MOVE, Verb


async def record_search(
    session: AsyncSession,
    actor: Actor,
    at: datetime,
    case_id: UUID,
    *,
    items: Sequence[int],
    searched_on: date,
    operator: str,
    recorder: str,
    places: Sequence[dict[str, Any]],
    how: str = "",
    clues: Sequence[dict[str, str]] = (),
    office_opinions: str = "",
    conclusion: str = "",
    lost: bool = False,
    attachments: Sequence[int] = (),
) -> Case:
    """登记检索 of one or more items; further searches add to it.

    BadInput for an item that was not asked for, a day that cannot be, or an unknown attachment.
    """
    case = await door.open_case(session, actor, case_id, Verb.RECORD_SEARCH)
    article = MOVE[Verb.RECORD_SEARCH].article
    check_items(case, items, Verb.RECORD_SEARCH)
    check_day(case, at, "searched_on", "检索日期", searched_on, article)
    if not places:
        raise wrong("places", "应当至少登记一处检索地点", article)
    await check_attachments(session, case, attachments, article)
    data = {
        "items": sorted(set(items)),
        "operator": operator,
        "recorder": recorder,
        "places": list(places),
        "how": how,
        "clues": list(clues),
        "office_opinions": office_opinions,
        "conclusion": conclusion,
        "lost": lost,
        "attachments": list(attachments),
    }
    await door.append(session, case, actor, at, Event(Kind.SEARCHED, searched_on, data))
    return case


def check_items(case: Case, items: Sequence[int], verb: Verb, field: str = "items") -> None:
    """BadInput where a number is none of the requested items'."""
    asked = len(case.items)
    for number in items or (0,):
        if not 1 <= number <= asked:
            sentence = f"本件共{asked}项申请事项，没有第{number}项" if items else "应当选择申请事项"
            raise wrong(field, sentence, MOVE[verb].article)

"""history.json: the chain of a case's events for whoever wants to check it without this program."""

import json
from datetime import UTC
from typing import Any, Final

from cases.kinds import Kind
from cases.models import CaseEvent
from cases.volume.case_file import CaseFile

NAME: Final = "history.json"
HOW: Final = (
    "digest是以下各项组成的JSON数组（UTF-8，键按字母顺序，无空格）的SHA-256值："
    "案件id、seq、kind、day、at（UTC）、officer_id、officer、data、previous。"
    "首条的previous为32个零字节；其余各条的previous等于前一条的digest。"
)
WITHOUT_DATA: Final = "举证材料只列各条记录的时间、事项和摘要，内容由本机关保存，可以按摘要核对。"


def history_json(case: CaseFile, case_id: str) -> bytes:
    """The events with their digests; among evidence without what they say."""
    data = {
        "case_id": case_id,
        "case_number": case.number,
        "how_to_check": WITHOUT_DATA if case.is_evidence else HOW,
        "events": [_told(event, with_data=not case.is_evidence) for event in case.events],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n".encode(errors="replace")


def _told(event: CaseEvent, *, with_data: bool) -> dict[str, Any]:
    told: dict[str, Any] = {
        "seq": event.seq,
        "kind": event.kind,
        "label": Kind(event.kind).label,
        "day": event.day.isoformat() if event.day else None,
        "at": event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "previous": event.previous.hex(),
        "digest": event.digest.hex(),
    }
    if with_data:
        officer_id = str(event.officer_id) if event.officer_id else None
        told |= {"officer_id": officer_id, "officer": event.officer, "data": event.data}
    return told

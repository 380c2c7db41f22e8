"""送达、备案、归档的表格 filled: 送达回证 (P18), 转主动公开 (I8), 备案表 (I9), 卷内目录 (I11)."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from cases import personal
from cases.dossier import Record
from cases.filling.matter import Matter, day
from cases.filling.shared import plain
from cases.law.delivery import WAYS, Way
from cases.law.file_contents import ARCHIVE_ORDER, place_of
from cases.law.letters import PAPER, Receiver
from cases.law.outcomes import ANSWER_TYPE
from cases.law.retention import Retention

Typed = Mapping[str, str]
DIRECTORY: Final = "I11"  # lies on top of what it lists
VOIDED: Final = "已作废"
SHOWN_OF_A_REQUEST: Final = 60  # characters, as on the cover of the volume
UNDATED: Final = "9999"


def delivery(matter: Matter, typed: Typed) -> dict[str, Any]:
    """送达回证 of the paper whose number was typed: how it was sent, and what came of it."""
    number = _number(typed.get("paper", ""))
    paper = matter.file.papers.get(number)
    if paper is None:
        return {"paper_title": ""}
    sent = _sent(matter, number)
    dates = sent.get("dates") or {}
    came = matter.file.paper_deliveries.get(number, [])
    told = {what: [one for one in came if one.data["what"] == what] for what in WHAT}
    mails = [sent.get("tracking_number"), *(one.data.get("tracking_number") for one in came)]
    posted = [day(dates.get("posted_on") or dates.get("sent_on"))]
    posted += [f"{day(one.day)}再次寄出" for one in told["resent"]]
    signed = sent.get("received_on") or dates.get("signed_on")
    return {
        "to": paper.data["addressee"],
        "paper_title": paper.data["title"],
        "paper_no": paper.data["doc_number"],
        "way": WAYS[Way(sent["way"])].label if sent.get("way") else "",
        "to_address": _address(matter, paper),
        "tracking_number": plain(list(dict.fromkeys(filter(None, mails)))),
        "posted_on": "；".join(filter(None, posted)),
        "signed_on": day(told["delivered"][-1].day if told["delivered"] else signed),
        "returned": "；".join(f"{day(r.day)} {r.data['remark']}".strip() for r in told["returned"]),
    }


WHAT: Final = ("delivered", "returned", "resent")


def _number(typed: str) -> int:
    return int(typed) if typed.isascii() and typed.isdigit() else 0


def _sent(matter: Matter, number: int) -> Mapping[str, Any]:
    """How the paper was sent, by the step that says so, as it stands."""
    sent = matter.file.papers_sent.get(number)
    if sent is None:
        return {}
    return next((step.data for step in matter.steps if step.seq == sent.seq), sent.data)


def _address(matter: Matter, paper: Record) -> str:
    """What was typed for a third party; the applicant's own, masked."""
    if PAPER[paper.data["code"]].to is Receiver.APPLICANT:
        address: str = personal.shown(matter.personal)["address"]
        return address
    return str((paper.data.get("typed") or {}).get("address", ""))


def _answered(matter: Matter) -> dict[str, str]:
    """The answer as it stands: 文号, day, type; nothing before there is one."""
    if not matter.file.answers:
        return {}
    last = matter.file.answers[-1]
    kind = last.data.get("answer_type")
    return {
        "answer_no": last.data.get("doc_number", ""),
        "answered_on": day(last.day),
        "answer_type": ANSWER_TYPE[kind].name if kind else "",
    }


def release(matter: Matter, _: Typed) -> dict[str, Any]:
    """转主动公开审查表: the answer that it starts from; the rest is written in."""
    return _answered(matter)


def filed_above(matter: Matter, _: Typed) -> dict[str, Any]:
    """备案表: the answer that is sent to the authority above."""
    return _answered(matter)


def contents(matter: Matter, _: Typed) -> dict[str, Any]:
    """卷内目录: papers and attachments on file in the order of the archive."""
    archived = matter.file.archived
    asked = "；".join(item["text"] for item in matter.case.items)
    short = asked[:SHOWN_OF_A_REQUEST] + ("……" if len(asked) > SHOWN_OF_A_REQUEST else "")
    return {
        "volume_title": f"{matter.case.applicant_name}申请公开“{short}”",
        "retention": Retention(archived.data["retention"]).label if archived else "",
        "archive_number": archived.data.get("archive_number", "") if archived else "",
        "entries": tuple(
            {"number": number, **entry} for number, entry in enumerate(_entries(matter), start=1)
        ),
    }


def _entries(matter: Matter) -> Iterator[dict[str, str]]:
    """Of each kind the papers made here, then what was attached, by its day."""
    file = matter.file
    papers = [(n, one) for n, one in file.papers.items() if one.data["code"] != DIRECTORY]
    attached = sorted(
        file.attachments.values(), key=lambda one: (one.data.get("day") or UNDATED, one.number)
    )
    for place in ARCHIVE_ORDER:
        for number, paper in papers:
            if place_of(paper.data["code"]) is place:
                yield {
                    "title": paper.data["title"],
                    "doc_number": paper.data["doc_number"],
                    "day": day(paper.day),
                    "pages": "",
                    "remark": VOIDED if number in file.papers_voided else "",
                }
        yield from (_attached(one) for one in attached if one.data["paper"] == place)


def _attached(one: Record) -> dict[str, str]:
    said = one.data
    about = f"第{said['item']}项申请事项" if said.get("item") else ""
    return {
        "title": said["title"],
        "doc_number": said.get("doc_number", ""),
        "day": day(said.get("day")),
        "pages": str(said["pages"]) if said.get("pages") else "",
        "remark": "；".join(filter(None, (about, said.get("remark", "")))),
    }

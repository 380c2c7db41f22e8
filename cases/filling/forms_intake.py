"""收件、分办的表格 filled: 登记表 (P2), 代填记录 (P4), 移送单 (P16), 分办单 (I2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from cases import personal
from cases.filling.matter import Matter, day
from cases.filling.shared import plain
from cases.law.annual import ApplicantClass
from cases.law.application import ELEMENT, Carrier, Route
from cases.law.receipt import ARTICLE, DATES, RULES
from cases.settings import CHINA

Typed = Mapping[str, str]
OTHER_ORGAN: Final = "贵单位"


def register(matter: Matter, _: Typed) -> dict[str, Any]:
    """申请登记表: every date of the channel, identity and ways of contact masked."""
    told, channel = matter.case.facts, matter.channel
    dates = told.get("dates") or {}
    registered, confirmed = matter.file.registered, matter.file.receipt_confirmed
    who = personal.shown(matter.personal)
    return {
        "registered_at": moment(registered.at) if registered else "",
        "registered_by": registered.by if registered else "",
        "confirmed_by": confirmed.by if confirmed else "",
        "applicant_class": ApplicantClass(matter.case.applicant_class).label,
        "identity": identity(matter),
        "phone": who["phone"],
        "address": who["address"],
        "agent": _agent(who["agent"]),
        **{name: day(dates.get(name)) for name in DATES},
        "upstream_number": told.get("upstream_number", ""),
        "receipt_rule": f"{RULES[channel].words}（{ARTICLE.short}）" if channel else "",
        **_wanted(matter),
        "other_form": _other_form(told),
        "help_needed": told.get("help_needed", ""),
        "lacks": plain([ELEMENT[key].label for key in told.get("lacks", ())]),
        "remark": told.get("remark", ""),
    }


def identity(matter: Matter) -> str:
    """身份核验: kind and masked number of the applicant's paper."""
    who = personal.shown(matter.personal)
    return " ".join(filter(None, (who["id_kind_label"], who["id_number"])))


def _agent(agent: Mapping[str, Any] | None) -> str:
    if agent is None:
        return ""
    authorised = "已提交授权委托书" if agent["authorised"] else "未提交授权委托书"
    return "，".join(filter(None, (agent["name"], agent["id_number"], agent["phone"], authorised)))


def _wanted(matter: Matter) -> dict[str, str]:
    carrier, route = matter.case.facts.get("carrier"), matter.case.facts.get("route")
    return {
        "carrier": Carrier(carrier).label if carrier else "",
        "route": Route(route).label if route else "",
    }


def _other_form(told: Mapping[str, Any]) -> str:
    if not (told.get("carrier") or told.get("route")):
        return ""
    return "接受其他形式" if told.get("other_form_accepted") else "只接受所要求的形式"


def oral(matter: Matter, _: Typed) -> dict[str, Any]:
    """口头申请代填记录: who wrote it down, and when the applicant signed."""
    written = matter.case.facts.get("oral") or {}
    return {
        "identity": identity(matter),
        **_wanted(matter),
        "filled_by": written.get("filled_by", ""),
        "filled_on": day(written.get("signed_on")),
    }


def passed_on(_: Matter, typed: Typed) -> dict[str, Any]:
    """移送单, to the office that the papers go to."""
    return {"to": typed.get("receiver", "").strip(), "you": OTHER_ORGAN}


def assignment(matter: Matter, _: Typed) -> dict[str, Any]:
    """分办单: what 初审 found, and whose the case is."""
    given, hands = matter.file.assigned, matter.file.assignment
    said: Mapping[str, Any] = given.data if given else {}
    whose: Mapping[str, Any] = hands.data if hands else {}
    return {
        "screening": _screening(matter),
        "handler": whose.get("to_whom") or whose.get("name") or "",
        "assigned_by": given.by if given else "",
        "note": said.get("note", ""),
        "opinion_by": day(said.get("opinion_by")),
        "assigned_at": moment(given.at) if given else "",
    }


# what 初审 answered, in words: 补不补, 是不是, 谁负责 (letters.md §4.3)
SCREENED: Final = (
    ("clear", "申请内容明确", "申请内容不明确"),
    ("is_application", "属于政府信息公开申请", "不属于政府信息公开申请"),
    ("ours", "属于本机关负责公开", "不属于本机关负责公开"),
)


def _screening(matter: Matter) -> str:
    screened = matter.file.screening
    if screened is None:
        return ""
    found = [yes if screened.data[name] else no for name, yes, no in SCREENED]
    return "；".join(filter(None, (*found, screened.data.get("opinion", ""))))


def moment(at: datetime) -> str:
    """A moment in the legal time of China."""
    return f"{at.astimezone(CHINA):%Y-%m-%d %H:%M}"

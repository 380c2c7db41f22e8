"""办理: help asked, search, reviews of secrecy and law, conferences and referrals."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from cases.archive.sheet import Block, Grid, Sheet
from cases.dossier import Record
from cases.kinds import Kind
from cases.law.file_contents import CONTENTS, Paper
from cases.law.search_places import PlaceKind
from cases.states import State
from cases.volume.case_file import CaseFile, facts, moment, numbered, on, said

HOLDS: Final = {"all": "有", "part": "部分有", "none": "没有"}


def help_sheets(case: CaseFile) -> Iterator[Sheet]:
    """协办函 (P13) with what came back."""
    file = case.dossier
    for number, slip in file.slips.items():
        reply = file.slip_answers.get(number)
        blocks: list[Block] = [
            facts(
                ("协办单位", slip.data["to_name"]),
                ("申请事项", numbered(slip.data["items"])),
                ("发出日期", on(slip.day)),
                ("回复期限", on(slip.data["reply_by"])),
                ("发函人", slip.by),
                ("回复", f"{reply.by}，{moment(reply.at)}" if reply else "没有回复"),
                ("是否制作、保存", HOLDS[reply.data["holds"]] if reply else ""),
                ("存放位置", reply.data.get("location", "") if reply else ""),
            ),
            *said("请协办的事项", slip.data["question"]),
        ]
        if reply:
            blocks += said("检索情况", reply.data.get("searched"))
            blocks += said("意见", reply.data["opinion"])
        title = f"协办函和回复（第{number}号）"
        yield Sheet(CONTENTS[Paper.HELP].code, title, tuple(blocks), day=slip.day)


def search_sheets(case: CaseFile) -> Iterator[Sheet]:
    """检索记录 (I3) in full: where, how, when, by whom, and what of each clue."""
    searches = case.dossier.searches
    for place, search in enumerate(searches, start=1):
        more = f"（之{place}）" if len(searches) > 1 else ""
        code, title = CONTENTS[Paper.SEARCH].code, f"检索记录{more}"
        yield Sheet(code, title, tuple(_search(case, search)), day=search.day)


def _search(case: CaseFile, search: Record) -> Iterator[Block]:
    data = search.data
    yield facts(
        ("登记编号", case.number),
        ("申请事项", numbered(data["items"])),
        ("检索日期", on(search.day)),
        ("检索人", data["operator"]),
        ("记录人", data["recorder"]),
        ("登记", f"{search.by}，{moment(search.at)}"),
        ("所附材料", "、".join(_titles(case, data.get("attachments") or ()))),
        ("遗失", "曾经制作、保存，现已遗失，也没有查找到副本" if data.get("lost") else ""),
    )
    for number in data["items"]:
        if number <= len(case.standing.items):
            yield from said(f"第{number}项申请事项", case.standing.items[number - 1]["text"])
    yield from said("检索方法", data.get("how"))
    columns = ("检索地点", "名称", "检索词", "时间范围", "件数", "对结果的判断")
    yield Grid("检索地点", columns, tuple(map(_place, data["places"])), (3, 3, 3, 3, 1, 5))
    clues = tuple((c["clue"], c.get("finding") or "尚无查找结果") for c in data.get("clues") or ())
    if clues:
        yield Grid("申请人提供的线索", ("线索", "查找结果"), clues)
    yield from said("业务科室意见", data.get("office_opinions"))
    yield from said("检索结论", data.get("conclusion"))


def _titles(case: CaseFile, numbers: Sequence[int]) -> Iterator[str]:
    """What the search record encloses: search papers by their titles, others stand elsewhere."""
    for number in numbers:
        found = case.dossier.attachments.get(number)
        if found and found.data["paper"] == Paper.SEARCH:
            yield found.data["title"]
        elif not case.is_evidence:
            yield f"第{number}号附件"


def _place(place: dict[str, Any]) -> tuple[str, ...]:
    return (
        PlaceKind(place["kind"]).label if place.get("kind") in list(PlaceKind) else "其他",
        place["name"],
        place.get("keywords", ""),
        place.get("period", ""),
        str(place.get("hits", "")),
        place.get("judgment", ""),
    )


REVIEWED: Final = (Kind.APPROVED, Kind.SKIPPED, Kind.SENT_BACK)


def secrecy_sheets(case: CaseFile) -> Iterator[Sheet]:
    """保密审查意见 (I4; 条例第十七条)."""
    yield from _review(case, State.SECRECY_REVIEW, Paper.SECRECY, "保密审查意见")


def legal_sheets(case: CaseFile) -> Iterator[Sheet]:
    """合法性审核意见 (I5)."""
    yield from _review(case, State.LEGAL_REVIEW, Paper.LEGAL, "合法性审核意见")


def _review(case: CaseFile, level: State, paper: Paper, title: str) -> Iterator[Sheet]:
    found = [one for one in case.records(*REVIEWED) if one.data["level"] == level]
    if not found:
        return
    rows = tuple(
        (one.kind.label, one.data.get("opinion") or one.data.get("reason") or "", one.by, moment(one.at))
        for one in found
    )  # fmt: skip
    grid = Grid("", ("结果", "意见", "办理人", "时间"), rows, (2, 8, 2, 3))
    yield Sheet(CONTENTS[paper].code, title, (grid,), day=found[-1].day)


def conference_sheets(case: CaseFile) -> Iterator[Sheet]:
    """会商记录 (I6), then what was referred to the competent authority (条例第十七条第三款)."""
    file = case.dossier
    for number, called in file.conferences.items():
        conclusion = file.conclusions.get(number)
        opinions = tuple(
            (one.data["participant"], one.data["opinion"], "已签署" if one.data["signed"] else "未签字", moment(one.at))
            for one in file.opinions_on(number)
        )  # fmt: skip
        blocks: list[Block] = [
            facts(
                ("发起人", called.by),
                ("发起日期", on(called.day)),
                ("会商日期", on(conclusion.day) if conclusion else ""),
                ("参加人", "、".join(called.data["participants"])),
            ),
            *said("会商的问题", called.data["question"]),
        ]
        if opinions:
            columns = ("参加人", "意见", "签署", "时间")
            blocks.append(Grid("各方意见", columns, opinions, (3, 7, 2, 3)))
        blocks += said("会商结论", conclusion.data["conclusion"] if conclusion else "尚未形成结论")
        title = f"会商记录（第{number}号）"
        yield Sheet(CONTENTS[Paper.CONFERENCE].code, title, tuple(blocks), day=called.day)
    for number, referral in file.referrals.items():
        yield _referral(number, referral, file.determinations.get(number))


def _referral(number: int, referral: Record, found: Record | None) -> Sheet:
    blocks: list[Block] = [
        facts(
            ("报请机关", referral.data["referred_to"]),
            ("报请日期", on(referral.day)),
            ("收到确定意见", on(found.day) if found else "尚未收到"),
        ),
        *said("报请确定的问题", referral.data["question"]),
        *said("确定意见", found.data["opinion"] if found else ""),
    ]
    return Sheet("I4", f"报请确定能否公开（第{number}号）", tuple(blocks), day=referral.day)

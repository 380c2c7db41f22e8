"""申请、登记: what was asked for, by whom, and when it counts as received."""

from collections.abc import Iterator
from typing import Any, Final

from cases import personal
from cases.archive.sheet import Block, Facts, Grid, Sheet
from cases.dossier import Record
from cases.kinds import Kind
from cases.law.annual import CLASS_LABELS, ApplicantClass
from cases.law.application import CARRIER_LABELS, ELEMENT, ROUTE_LABELS, Carrier, Route
from cases.law.file_contents import CONTENTS, Paper
from cases.law.identity import IdKind
from cases.law.receipt import ARTICLE, RULES, Channel
from cases.volume.case_file import CaseFile, facts, in_words, moment, on

MASKED: Final = "证件号码、联系方式和地址已作遮盖。"
DATE_LABELS: Final = (
    ("submitted_on", "提交日期"),
    ("arrived_on", "到达日期"),
    ("signed_on", "签收日期"),
    ("confirmed_on", "双方确认日期"),
)
REGISTERED: Final = (Kind.REGISTERED, Kind.BROUGHT_IN)
HANDED_ON: Final = (
    Kind.SCREENED, Kind.ASSIGNED, Kind.ACCEPTED, Kind.ASSIGNMENT_RETURNED, Kind.HANDED_OVER,
)  # fmt: skip


def application_sheets(case: CaseFile) -> Iterator[Sheet]:
    """申请 (P1) as it was registered: applicant, what is asked for, how it is wanted."""
    now = case.standing
    asked = Grid(
        "申请公开的政府信息",
        ("序号", "内容描述", "文号", "索引号", "线索"),
        tuple(_item(number, item) for number, item in enumerate(now.items, start=1)),
        (1, 6, 2, 2, 3),
    )
    blocks: list[Block] = [_applicant(case), *_agent(case), asked, _form(now.facts)]
    note = "" if case.wanted.with_personal_data else MASKED
    code = CONTENTS[Paper.APPLICATION].code
    yield Sheet(code, "政府信息公开申请（登记内容）", tuple(blocks), note, now.listed_on)


def _applicant(case: CaseFile) -> Facts:
    now = case.standing
    who = _in_the_clear(case) if case.wanted.with_personal_data else personal.shown(case.personal)
    return facts(
        ("姓名或者名称", now.applicant_name),
        ("申请人类别", CLASS_LABELS[ApplicantClass(now.applicant_class)]),
        ("证件类型", IdKind(case.personal.id_kind).label if case.personal.id_kind else ""),
        *((label, str(who.get(name) or "")) for name, label in PERSONAL),
    )


PERSONAL: Final = (
    ("id_number", "证件号码"), ("phone", "联系电话"), ("address", "通信地址"),
    ("postcode", "邮政编码"), ("email", "电子邮箱"), ("fax", "传真"), ("workplace", "工作单位"),
    ("legal_representative", "法定代表人"), ("contact_person", "联系人"),
)  # fmt: skip


def _in_the_clear(case: CaseFile) -> dict[str, Any]:
    return dict(vars(case.personal))


def _agent(case: CaseFile) -> Iterator[Facts]:
    shown = case.wanted.with_personal_data
    agent = case.personal.agent if shown else personal.shown(case.personal)["agent"]
    if agent:
        yield facts(
            ("代理人", agent["name"]),
            ("代理人证件", agent["id_number"]),
            ("代理人电话", agent["phone"]),
            ("授权委托书", "已提交" if agent["authorised"] else "未提交"),
        )


def _item(number: int, item: dict[str, Any]) -> tuple[str, ...]:
    clues = "；".join(item.get("clues") or ())
    return (
        str(number), item["text"], item.get("doc_number", ""), item.get("index_number", ""), clues,
    )  # fmt: skip


def _form(told: dict[str, Any]) -> Facts:
    oral = told.get("oral") or {}
    carrier, route = told.get("carrier"), told.get("route")
    wanted = carrier or route
    other = "接受其他形式" if told.get("other_form_accepted") else "只接受所要求的形式"
    return facts(
        ("获取信息的方式", CARRIER_LABELS[Carrier(carrier)] if carrier else "没有载明"),
        ("获取信息的途径", ROUTE_LABELS[Route(route)] if route else ""),
        ("其他形式", other if wanted else ""),
        ("需要的帮助", told.get("help_needed", "")),
        ("口头申请", f"{oral['filled_by']}代为填写，申请人{on(oral.get('signed_on'))}签字" if oral else ""),
    )  # fmt: skip


def register_sheets(case: CaseFile) -> Iterator[Sheet]:
    """登记表 (P2): every date of the channel, who registered, confirmed and corrected what."""
    now = case.standing
    first = next(case.records(*REGISTERED))
    remark = "" if case.is_evidence else now.facts.get("remark", "")
    lacks = "、".join(ELEMENT[key].label for key in now.facts.get("lacks", ()))
    blocks: list[Block] = [
        facts(
            ("登记编号", case.number),
            ("登记单位", case.organ),
            ("申请人", now.applicant_name),
            ("申请方式", Channel(now.channel).label if now.channel else "台账没有载明"),
            *((label, on(now.facts["dates"].get(name))) for name, label in DATE_LABELS),
            ("收到申请之日", on(now.received_on) or "尚未确认"),
            ("确定依据", _rule(case)),
            ("登记人", first.by),
            ("登记时间", moment(first.at)),
            ("来件编号", now.facts.get("upstream_number", "")),
            ("登记时缺少", lacks),
            ("备注", remark),
        ),
        *_later(case),
    ]
    yield Sheet(
        CONTENTS[Paper.REGISTER].code, "政府信息公开申请登记表", tuple(blocks),
        day=now.received_on, number=case.number,
    )  # fmt: skip
    handed_on = () if case.is_evidence else tuple(case.records(*HANDED_ON))
    if handed_on:
        rows = tuple(
            (moment(one.at), one.kind.label, in_words(case, one), one.by) for one in handed_on
        )
        grid = Grid("", ("时间", "事项", "内容", "办理人"), rows, (3, 2, 7, 2))
        yield Sheet("I2", "初审、分办和转交记录", (grid,))


def _rule(case: CaseFile) -> str:
    channel = case.standing.channel
    return f"{RULES[Channel(channel)].words}（{ARTICLE.short}）" if channel else ""


def _later(case: CaseFile) -> Iterator[Block]:
    """Confirmation of receipt, and each correction of what was registered."""
    rows = [
        (moment(one.at), one.kind.label, _what(one), one.by)
        for one in case.records(Kind.RECEIPT_CONFIRMED, Kind.REGISTRATION_CORRECTED)
    ]
    if rows:
        columns = ("时间", "事项", "内容", "办理人")
        yield Grid("登记之后的确认和更正", columns, tuple(rows), (3, 3, 5, 2))


def _what(one: Record) -> str:
    if one.kind is Kind.RECEIPT_CONFIRMED:
        return f"确认日期{on(one.data['confirmed_on'])}"
    return f"原因：{one.data.get('reason', '')}"

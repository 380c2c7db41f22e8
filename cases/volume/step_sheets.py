"""期限各步: supplement and reasons, consultation, extension and delay, fee; the days they were told."""

from collections.abc import Iterator

from cases.archive.sheet import Block, Facts, Grid, Sheet
from cases.clocks import Step
from cases.dossier import Record
from cases.kinds import Kind
from cases.law.clock_facts import Recipient
from cases.law.fees import Band, fee_by_pages, fee_by_pieces
from cases.law.file_contents import CONTENTS, Paper
from cases.volume.case_file import CaseFile, facts, moment, on, said, sent


def supplement_sheets(case: CaseFile) -> Iterator[Sheet]:
    """补正告知、补正, 要求说明理由 and how the reasons were judged."""
    blocks: list[Block] = []
    for notice in case.steps_of(Kind.SUPPLEMENT_NOTICE):
        blocks.append(
            facts(
                ("告知补正日期", on(notice.day)),
                ("补正期限", on(notice.data.get("reply_by"))),
                ("签收日期", on(notice.data.get("received_on"))),
                ("送达", sent(notice.data)),
            )
        )
        blocks += said("需要补正的事项", notice.data.get("content"))
    for came in case.steps_of(Kind.SUPPLEMENT):
        blocks.append(
            facts(("收到补正日期", on(came.day)), ("逾期的正当理由", came.data.get("excused", "")))
        )
        blocks += said("补正的内容", came.data.get("content"))
    for record in case.records(Kind.REASONS_ASKED, Kind.REASONS_JUDGED):
        blocks += _reasons(case, record)
    if blocks:
        yield Sheet(CONTENTS[Paper.SUPPLEMENT].code, "补正和说明理由情况", tuple(blocks))


def _reasons(case: CaseFile, record: Record) -> Iterator[Block]:
    data = record.data
    if record.kind is Kind.REASONS_ASKED:
        yield facts(
            ("要求说明理由日期", on(record.day)),
            ("说明理由的期限", on(data["reply_by"])),
            ("送达", sent(data)),
        )
        yield from said("申请的数量、频次", data.get("counts"))
        return
    yield facts(
        ("申请人说明日期", on(data.get("replied_on")) or "没有说明理由"),
        ("认定", "理由合理" if data["reasonable"] else "理由不合理"),
        ("认定人", "" if case.is_evidence else record.by),
        ("认定时间", moment(record.at)),
    )
    yield from said("申请人说明的理由", data.get("said"))
    yield from said("认定的理由", data["why"])


def consultation_sheets(case: CaseFile) -> Iterator[Sheet]:
    """征求意见: each letter with its receipt and reply, and what a third party was told after it.

    Among evidence a third party has no name, and what it said is left out: consent or objection, and
    the days, prove the step.
    """
    replies = {step.data["id"]: step for step in case.steps_of(Kind.CONSULTATION_REPLY)}
    letters = case.steps_of(Kind.CONSULTATION)
    if not letters:
        return
    blocks: list[Block] = []
    for letter in letters:
        reply = replies.get(letter.data["id"])
        blocks.append(_letter(case, letter, reply))
        if reply and case.names_third_parties:
            blocks += said("意见的内容和理由", reply.data.get("content"))
    for told in case.records(Kind.THIRD_PARTY_TOLD):
        letter_number = told.data["letter"]
        blocks.append(
            facts((f"第{letter_number}号", f"{on(told.day)}告知第三方决定公开（条例第三十二条）"))
        )
        if case.names_third_parties:
            blocks += said("决定公开的理由", told.data["reason"])
            blocks += said("决定公开的内容", told.data.get("extract"))
    yield Sheet(
        CONTENTS[Paper.CONSULTATION].code, "征求意见情况", tuple(blocks), day=letters[0].day
    )


def _letter(case: CaseFile, letter: Step, reply: Step | None) -> Facts:
    data = letter.data
    kind = Recipient(data["kind"])
    named = kind is not Recipient.THIRD_PARTY or case.names_third_parties
    who = data.get("recipient", "") if named else ""
    return facts(
        ("征求意见书", f"第{data['id']}号"),
        ("发出日期", on(letter.day)),
        ("对象", f"{kind.label}：{who}" if who else kind.label),
        ("送达", sent(data)),
        ("签收日期", on(data.get("received_on"))),
        ("回复日期", on(reply.day) if reply else "没有回复"),
        ("意见", (reply.data.get("opinion") or "没有写明") if reply else ""),
    )


def extension_sheets(case: CaseFile) -> Iterator[Sheet]:
    """延期审批和告知 (I7, P7), 延迟答复 (P8)."""
    blocks: list[Block] = []
    for approval in case.records(Kind.EXTENSION_APPROVED):
        blocks.append(
            facts(
                ("同意延期", f"{approval.data['workdays']}个工作日"),
                ("同意人", approval.by),
                ("同意时间", moment(approval.at)),
            )
        )
        blocks += said("延期的理由", approval.data["reason"])
    for extension in case.steps_of(Kind.EXTENSION):
        blocks.append(_extension(extension))
        blocks += said("告知的理由", extension.data.get("reason"))
    for delay in case.steps_of(Kind.DELAY):
        blocks.append(
            facts(
                ("告知延迟答复日期", on(delay.day)),
                ("延迟至", on(delay.data["until"])),
                ("要求说明理由日期", on(delay.data.get("reasons_asked_on"))),
                ("送达", sent(delay.data)),
            )
        )
        blocks += said("延迟的理由", delay.data.get("reason"))
    if blocks:
        yield Sheet(CONTENTS[Paper.EXTENSION].code, "延期审批和告知情况", tuple(blocks))


def _extension(step: Step) -> Facts:
    return facts(
        ("告知延期日期", on(step.day)),
        ("延长", f"{step.data['workdays']}个工作日"),
        ("负责人同意日期", on(step.data.get("approved_on"))),
        ("同意的负责人", step.data.get("approved_by", "")),
        ("送达", sent(step.data)),
    )


def fee_sheets(case: CaseFile) -> Iterator[Sheet]:
    """收费 (P15): the sum, band by band, and its payment."""
    blocks: list[Block] = []
    for notice in case.steps_of(Kind.FEE_NOTICE):
        blocks.append(
            facts(
                ("收费通知日期", on(notice.day)),
                ("金额", f"{notice.data['amount_yuan']}元"),
                ("计收方式", notice.data.get("basis", "")),
                ("申请人签收日期", on(notice.data.get("received_on"))),
                ("送达", sent(notice.data)),
            )
        )
        blocks += _computation(notice)
    for payment in case.steps_of(Kind.FEE_PAYMENT):
        blocks.append(
            facts(
                ("缴费日期", on(payment.day)), ("票据号码", payment.data.get("receipt_number", ""))
            )
        )
    if blocks:
        yield Sheet(CONTENTS[Paper.FEE].code, "信息处理费收取情况", tuple(blocks))


def _computation(notice: Step) -> Iterator[Grid]:
    """By pages every band; by pieces those that this case filled after the applicant's earlier ones."""
    pages, before = notice.data.get("pages"), notice.data.get("pieces_before")
    if pages is not None:
        fee, unit = fee_by_pages(pages), "页"
        bands = fee.bands
    elif before is not None:
        fee, unit = fee_by_pieces(before + 1), "件"
        bands = tuple(
            Band(max(b.first, before + 1), b.last, b.yuan_each)
            for b in fee.bands
            if b.last > before
        )
    else:
        return
    rows = tuple(
        (f"第{b.first}至{b.last}{unit}", f"{b.units}{unit}", f"{b.yuan_each}元", f"{b.yuan}元")
        for b in bands
    )
    yield Grid(f"计算（{fee.article.short}）", ("档次", "数量", "单价", "金额"), rows)

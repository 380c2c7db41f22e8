"""送达、期限说明、复议诉讼、办理记录: what follows the work itself."""

from collections.abc import Iterator
from typing import Any, Final

from cases.archive.sheet import Block, Facts, Grid, Sheet, Text
from cases.kinds import Kind
from cases.law.challenge_period_rules import Unit
from cases.law.challenge_results import ChallengeKind, Result, rule_of
from cases.law.challenges import FIELD_LABELS, Procedure
from cases.law.clock_explained import explain
from cases.law.file_contents import CONTENTS, Paper
from cases.volume.answer_sheets import ENDINGS, answers_of
from cases.volume.case_file import CaseFile, facts, moment, on, sent

SHOWN_OF_A_DIGEST: Final = 12  # hexadecimal digits, as the history page prints them
CHAINED: Final = "各条记录以摘要（SHA-256）逐条相衔接，不能修改或者删除；完整的记录和摘要见压缩包内的history.json。"


def delivery_sheets(case: CaseFile) -> Iterator[Sheet]:
    """送达 (P18): by which way, on which day, by which proof."""
    for records in case.rounds:
        for answer in answers_of(records):
            data = answer.data
            rows = facts(
                ("文书", ENDINGS.get(data.get("answer_type") or "") or "政府信息公开答复"),
                ("文号", data.get("doc_number", "")),
                ("答复日期", on(answer.day)),
                ("送达", sent(data)),
                ("送达凭证", data.get("proof", "")),
                ("登记", f"{answer.by}，{moment(answer.at)}"),
            )
            if data.get("answer_type") != "A27":
                yield Sheet(CONTENTS[Paper.DELIVERY].code, "送达情况", (rows,), day=answer.day)


def clock_sheets(case: CaseFile) -> Iterator[Sheet]:
    """期限说明: every date with its article, in the order of time."""
    code = CONTENTS[Paper.CLOCK].code
    reading = case.reading
    if reading is None:
        yield Sheet(code, "期限说明", (Text("", (case.trouble or "没有期限可以计算。",)),))
        return
    timely = {True: "在期限内", False: "超过期限", None: ""}[reading.timely]
    head = facts(
        ("收到申请之日", on(reading.received_on) or "尚未确认"),
        ("补正告知最迟", on(reading.supplement_notice_due)),
        ("答复期限届满", on(reading.answer_due)),
        ("办结日期", on(reading.closed_on)),
        ("是否按期", timely),
    )
    rows = tuple(
        (on(step.start), step.text, step.article or "", "" if step.days is None else str(step.days))
        for step in explain(reading)
    )
    grid = Grid("计算过程", ("日期", "说明", "依据", "工作日"), rows, (4, 9, 5, 2))
    warned = tuple(
        (on(warning.on), warning.code.text, str(warning.code.article))
        for warning in reading.warnings
    )
    blocks: list[Block] = [head, grid]
    if warned:
        blocks.append(Grid("与规定不符之处", ("日期", "情况", "依据"), warned, (3, 8, 5)))
    yield Sheet(code, "期限说明", tuple(blocks))


def challenge_sheets(case: CaseFile) -> Iterator[Sheet]:
    """复议诉讼: each with its facts as they stand, and whether the case was taken up again."""
    file = case.dossier
    reopened = {one.data["challenge"]: one for one in case.records(Kind.REOPENED)}
    for number, said in file.challenge_facts.items():
        kind = ChallengeKind(said["kind"])
        again = reopened.get(number)
        rows: Facts = facts(
            ("种类", kind.label),
            ("案号、文号", said.get("doc_number") or ""),
            *((label, _said(kind, name, said[name])) for name, label in FIELD_LABELS.items() if said.get(name)),
            ("恢复办理", f"{again.by}，{moment(again.at)}，应于{on(again.data['due'])}前重新答复" if again else ""),
        )  # fmt: skip
        day = file.challenges[number].day
        title = f"复议诉讼情况（第{number}号）"
        yield Sheet(CONTENTS[Paper.CHALLENGE].code, title, (rows,), day=day)


def _said(kind: ChallengeKind, name: str, value: Any) -> str:
    match name:
        case "procedure":
            return Procedure(value).label
        case "result":
            return rule_of(kind, Result(value)).label
        case "answer_again" if isinstance(value, dict):
            return f"{value['count']}{Unit[value['unit'].upper()].value}"
        case "body":
            return str(value)
        case _:
            return on(value)


def history_sheets(case: CaseFile) -> Iterator[Sheet]:
    """办理记录: the whole history, one line each, with the beginning of each digest."""
    rows = tuple(
        (
            str(event.seq),
            moment(event.at),
            Kind(event.kind).label,
            case.words.get(event.seq, ""),
            event.digest.hex()[:SHOWN_OF_A_DIGEST],
        )
        for event in case.events
    )
    grid = Grid("", ("序号", "时间", "事项", "内容", "摘要"), rows, (2, 6, 5, 14, 6))
    yield Sheet(CONTENTS[Paper.HISTORY].code, "办理记录", (grid,), CHAINED)

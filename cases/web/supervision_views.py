"""监督 as its pages show it: the organs below as a table and a spreadsheet, an audit's case as on file."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from cases.law.annual import CLASS_LABELS, ApplicantClass
from cases.law.audit_points import AUDIT_POINTS, VERDICT_LABELS
from cases.law.identity import masked_text
from cases.law.outcomes import ANSWER_TYPE
from cases.models_audit import Audit
from cases.queries_audits import Drawn
from cases.queries_supervision import Standing, total_of
from cases.settings import CHINA
from cases.web.charts import percent
from cases.web.spreadsheet import Cell, xlsx_list
from cases.web.views import row_label

STANDING_KEYS: Final[Mapping[str, Callable[[Standing], Any]]] = {
    "code": lambda row: row.organ.code,
    "open": lambda row: row.open,
    "late": lambda row: row.late,
    "near": lambda row: row.near,
    "unconfirmed": lambda row: row.unconfirmed,
    "carried_in": lambda row: row.carried_in,
    "received": lambda row: row.volume.received,
    "answered": lambda row: row.volume.answered,
    "late_answers": lambda row: row.volume.late,
    "rate": lambda row: 2 if row.volume.rate is None else row.volume.rate,  # unjudged: last
}
USUAL: Final = "-late"

# fmt: off
COLUMNS: Final = (
    # heading, width in characters
    ("单位代码", 18), ("单位", 34), ("在办", 8), ("其中逾期", 10), ("5个工作日内届满", 16),
    ("待确认", 8), ("上年结转", 10), ("本年新收", 10), ("本年办结", 10), ("逾期答复", 10),
    ("按期答复率", 12),
)
# fmt: on


def cells(row: Standing, name: str | None = None) -> tuple[Cell, ...]:
    """One line in the order of COLUMNS; `name` where it is none organ's."""
    return (
        "" if name else row.organ.code, name or row.organ.name, row.open, row.late, row.near,
        row.unconfirmed, row.carried_in, row.volume.received, row.volume.answered,
        row.volume.late, percent(row.volume.rate),
    )  # fmt: skip


def xlsx_standings(rows: Sequence[Standing], today: date) -> bytes:
    """The organs as a workbook of one sheet, their sum in its last line."""
    return xlsx_list(
        "下级单位",
        f"{today.year}年政府信息公开申请办理情况（{today}）",
        f"共{len(rows)}个单位。上年结转、本年新收、本年办结与年度报告表的口径相同。",
        COLUMNS,
        [*(cells(row) for row in rows), cells(total_of(rows), "合计")],
    )


# fmt: off
AUDITED: Final = (
    ("序号", 6), ("单位", 26), ("登记编号", 26), ("申请人类别", 14), ("申请内容", 40),
    ("答复日期", 12), ("答复期限", 12), ("答复类型", 22), ("办理结果", 18),
    *((point.label, 12) for point in AUDIT_POINTS),
    ("问题和说明", 60), ("检查人", 14), ("检查时间", 18),
)
# fmt: on


def audited(one: Drawn) -> tuple[Cell, ...]:
    """One drawn case in the order of AUDITED; what looks like a personal number is masked."""
    row, finding = one.row, one.finding
    kind = ANSWER_TYPE.get(row.answer_type or "")
    remarks = [
        f"{point.label}：{one.remark(point.key)}" for point in AUDIT_POINTS if one.remark(point.key)
    ]
    return (
        row.place,
        row.organ_name,
        row.number,
        CLASS_LABELS[ApplicantClass(row.applicant_class)],
        masked_text(row.request),
        row.answered_on,
        row.answer_due,
        f"{kind.code} {kind.name}" if kind else "",
        row_label(row.annual_row),
        *(
            VERDICT_LABELS[one.verdicts[point.key]] if point.key in one.verdicts else ""
            for point in AUDIT_POINTS
        ),
        masked_text("\n".join(remarks)),
        finding.made_by if finding else "",
        finding.made_at.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if finding else "",
    )


def xlsx_audit(audit: Audit, drawn: Sequence[Drawn]) -> bytes:
    """The result of an audit as a workbook of one sheet."""
    moment = audit.drawn_at.astimezone(CHINA)
    return xlsx_list(
        "抽查结果",
        f"政府信息公开申请答复抽查（{audit.first_day}至{audit.last_day}）",
        f"{audit.drawn_by}于{moment:%Y-%m-%d %H:%M}抽取，总体{audit.population}件，"
        f"抽取{len(drawn)}件，种子{audit.seed}。",
        AUDITED,
        [audited(one) for one in drawn],
    )


def typed_points(said: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What was found before, as the fields of its form hold it."""
    return {
        f"points.{key}.{name}": value for key, one in said.items() for name, value in one.items()
    }

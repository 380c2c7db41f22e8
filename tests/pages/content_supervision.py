"""What the handlers of 监督 and 抽查 give to templates, with ugly content."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from cases.errors import Fault
from cases.law.audit_points import AUDIT_POINTS, VERDICT_LABELS, Verdict
from cases.models import Case
from cases.models_audit import Audit, AuditFinding
from cases.queries_audits import Drawn, by_point
from cases.queries_figures import Volume
from cases.queries_supervision import Standing, total_of
from cases.web.letter_sheets import Sheet
from cases.web.letter_views import Letter
from cases.web.sorting import sorted_by
from cases.web.supervision_views import STANDING_KEYS, USUAL
from tests.pages.content import (
    BELOW,
    HERE,
    ME,
    MOMENT,
    TODAY,
    UGLY,
    frame,
    number,
    organ,
    refused,
)
from tests.pages.content_overview import LATE, NOTHING, busy_year, standing
from tests.pages.content_work import LONG

MANY = [
    Standing(
        organ(f"370783-{place:02d}", UGLY if place == 3 else f"寿光市第{place}局" * (place % 5 + 1)),
        open=place * 7 % 50, late=place % 4, near=place % 3, unconfirmed=place % 2,
        carried_in=place % 5,
        volume=Volume(received=place * 100, answered=place * 99, late=place % 7, withdrawn=1),
    )
    for place in range(1, 81)
]  # fmt: skip


def supervision(found: list[Standing], sort: str = "") -> dict[str, Any]:
    rows, sorting = sorted_by(found, sort or USUAL, STANDING_KEYS, USUAL)
    return frame(
        path="/supervision", rows=rows, total=total_of(rows), sorting=sorting,
        most=max(row.open for row in rows) or 1, chosen={"sort": sort}, own=[rows[0].organ, BELOW],
    )  # fmt: skip


def organ_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "standing": standing(), "below": MANY[:5], "late": LATE, "is_cut": True,
        "chosen": {"year": ""}, "year": busy_year(), "years": range(2026, 2021, -1),
        "may_audit": True,
    }  # fmt: skip
    return frame(path="/supervision/370783", **context | given)


AUDIT = Audit(
    id=number("audit"), organ_id=HERE.id, organs=[HERE.id, BELOW.id], first_day=date(2026, 1, 1),
    last_day=TODAY, wanted=20, population=12_345, seed="0123456789abcdef", drawn_by=UGLY,
    drawn_by_id=ME.officer_id, drawn_at=MOMENT,
)  # fmt: skip


def audits(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "below": [row.organ for row in MANY], "most": 500, "all_ticked": True, "ticked": [],
        "audits": [SimpleNamespace(Audit=AUDIT, begun=3, drawn=20)],
        "values": {"answered_from": "2026-01-01", "answered_to": "2026-03-05", "wanted": 20},
    }  # fmt: skip
    return frame(path="/supervision/370783/audits", **context | given)


def drawn(place: int, points: dict[str, Any] | None = None, **given: Any) -> Drawn:
    facts: dict[str, Any] = {
        "place": place, "id": number("case"), "number": f"YSQ-370783-2026-{place:04d}",
        "state": "closed", "applicant_class": "business", "applicant_name": UGLY, "request": LONG,
        "received_on": date(2026, 2, 2), "answered_on": TODAY, "answer_type": "A12",
        "annual_row": "unable_not_held", "answer_due": date(2026, 3, 4), "timely": False,
        "organ_code": HERE.code, "organ_name": UGLY,
    }  # fmt: skip
    finding = points and AuditFinding(points=points, made_by=UGLY, made_at=MOMENT)
    return Drawn(SimpleNamespace(**facts | given), finding)  # type: ignore[arg-type]


def judged(verdict: Verdict, *keys: str) -> dict[str, Any]:
    return {key: {"verdict": verdict.value, "remark": UGLY} for key in keys}


EVERY = [point.key for point in AUDIT_POINTS]
SAMPLE = [
    drawn(1, judged(Verdict.FAILED, *EVERY)),
    drawn(2, judged(Verdict.PASSED, *EVERY)),
    drawn(3, judged(Verdict.FAILED, *EVERY[:2]), number=UGLY),
    drawn(4, answered_on=None, answer_type=None, annual_row=None, timely=None),
]


def audit(**given: Any) -> dict[str, Any]:
    rows = given.pop("drawn", SAMPLE)
    context: dict[str, Any] = {
        "organ": HERE, "audit": AUDIT, "drawn": rows, "names": [UGLY, BELOW.name],
        "done": 2, "begun": 3, "results": by_point(rows), "points": AUDIT_POINTS,
        "verdicts": list(VERDICT_LABELS.items()),
    }  # fmt: skip
    return frame(path="/supervision/370783/audits/1", **context | given)


CASE = Case(
    id=number("case"), number="YSQ-370783-2026-0001", state="closed", source="registered",
    applicant_name=UGLY, applicant_class="business", received_on=date(2026, 2, 2),
    answered_on=TODAY, items=[{"text": LONG}, {"text": UGLY}],
)  # fmt: skip
SAID = {point.key: UGLY for point in AUDIT_POINTS}


def audited(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "organ": HERE, "audit": AUDIT, "drawn": SAMPLE, "one": SAMPLE[0], "of_organ": BELOW,
        "case": CASE, "letter": Letter("issued", Sheet(parts=(), closing=(), after=())),
        "said": SAID, "points": AUDIT_POINTS, "verdicts": list(VERDICT_LABELS.items()),
        "following": 3, "values": {"points.deadline.verdict": "failed", "points.deadline.remark": UGLY},
    }  # fmt: skip
    return frame(path="/supervision/370783/audits/1/cases/1", **context | given)


SUPERVISION_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "eighty organs": ("supervision.html", supervision(MANY)),
    "eighty organs by their rate": ("supervision.html", supervision(MANY, "rate")),
    "one organ without a case": ("supervision.html", supervision([Standing(BELOW)])),
    "a supervised organ": ("supervised_organ.html", organ_page()),
    "a supervised organ, nothing": (
        "supervised_organ.html",
        organ_page(
            **{name: NOTHING[name] for name in ("organ", "standing", "late", "is_cut", "year")},
            below=[], may_audit=False,
        ),
    ),
    "audits": ("audits.html", audits()),
    "audits, none yet": ("audits.html", audits(audits=[], below=[HERE])),
    "audit refused": (
        "audits.html",
        refused(
            audits(
                all_ticked=False, ticked=["370783-01"], values={"answered_from": "x", "wanted": UGLY}
            ),
            Fault("organs", "没有选择单位，请至少选择一个"), Fault("answered_to", "晚于今天"),
            Fault("wanted", "应为整数"),
        ),
    ),
    "an audit": ("sample_audit.html", audit()),
    "an audit of many organs": (
        "sample_audit.html",
        audit(names=[row.organ.name for row in MANY], drawn=SAMPLE[3:], done=0, begun=0),
    ),
    "an audited answer": ("audited_case.html", audited()),
    "an audited answer, imported": (
        "audited_case.html",
        audited(
            one=SAMPLE[3], letter=None, values={}, following=None,
            case=Case(**{k: v for k, v in vars(CASE).items() if not k.startswith("_")}
                      | {"source": "imported", "answered_on": None}),
        ),
    ),
    "an audited answer in old text": (
        "audited_case.html", audited(letter=Letter("typed", text=LONG)),
    ),
    "an audited answer refused": (
        "audited_case.html",
        refused(audited(), Fault("points.deadline.remark", "“答复期限”不合格的，应当写明问题")),
    ),
}  # fmt: skip

"""What the handler of the 文号登记簿 gives to its template, with ugly content."""

from typing import Any

from cases.law.letter_numbers import Series
from cases.queries_letter_numbers import SeriesOfYear
from cases.schemas_numbering import LetterNumberOut
from cases.web.letter_number_views import Register
from tests.pages.content import BELOW, HERE, MOMENT, READER, TODAY, UGLY, frame, number


def line(seq: int, **given: Any) -> LetterNumberOut:
    facts: dict[str, Any] = {
        "number": f"寿自然资依复〔2026〕{seq}号", "series": Series.ANSWER, "label": "答",
        "seq": seq, "case_id": number("case"), "case_number": "YSQ-370783-2026-0001", "paper": 1,
        "code": "A12", "title": "政府信息公开申请答复书", "issued_on": TODAY, "issued_at": MOMENT,
        "issued_by": "王芳", "voided_at": None, "void_reason": None,
    }  # fmt: skip
    return LetterNumberOut(**facts | given)


LONG = "寿自然资" * 5 + "〔2026〕第000001号—" + "寿自然资" * 2
VOIDED = line(2, voided_at=MOMENT, void_reason=UGLY)
UGLY_LINE = line(
    1, number=LONG, title=UGLY, issued_by=UGLY, case_number=UGLY, series=Series.NOTICE, label="告"
)
GIVEN = [
    SeriesOfYear(2026, Series.ANSWER, 12_345, 2), SeriesOfYear(2026, Series.NOTICE, 1, 0),
    SeriesOfYear(2025, Series.ANSWER, 7, 0),
]  # fmt: skip


def register(**given: Any) -> Register:
    facts: dict[str, Any] = {
        "organs": [HERE, BELOW], "organ": HERE, "year": 2026, "series": None,
        "latest_first": False, "given": GIVEN,
    }  # fmt: skip
    return Register(**facts | given)


def register_page(**given: Any) -> dict[str, Any]:
    context: dict[str, Any] = {
        "register": register(), "rows": [], "next": None, "after": "", "most_lines": 20_000,
        "chosen": {"organ": HERE.code, "year": "2026", "series": "", "sort": ""},
    }  # fmt: skip
    return frame(path="/letter-numbers", **context | given)


LETTER_NUMBER_PAGES: dict[str, tuple[str, dict[str, Any]]] = {
    "numbers of a year": (
        "letter_numbers.html", register_page(rows=[line(1), VOIDED, UGLY_LINE], next="answer_3"),
    ),
    "numbers of a series, latest first": (
        "letter_numbers.html",
        register_page(
            rows=[VOIDED], after="answer_3", register=register(series=Series.ANSWER),
            chosen={"organ": HERE.code, "year": "2026", "series": "answer", "sort": "latest"},
        ),
    ),
    "numbers, none yet": (
        "letter_numbers.html",
        register_page(register=register(organs=[HERE], given=[]), actor=READER),
    ),
    "numbers, none further": ("letter_numbers.html", register_page(after="answer_3")),
    "numbers of no organ": (
        "letter_numbers.html", register_page(register=register(organs=[], organ=None, given=[])),
    ),
}  # fmt: skip

"""The whole report as a DOCX: seconds, against bare docxtpl on the same template."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from cases.letters.paragraphs import text_of
from cases.report.comparing import readings_of
from cases.report.docx import context_of, docx_report, template_path
from cases.report.narrative import default_texts
from tests.bench.clocks import best
from tests.bench.letters import by_docxtpl
from tests.bench.measuring import Figure
from tests.report.pingtan import pingtan

DAY = date(2023, 1, 28)
LONG = "为推进政府信息公开工作，坚持以公开为常态、不公开为例外，共收到申请74件。" * 80


def measure(reports: int = 20) -> list[Figure]:
    """平潭 2022 with the texts it begins with; then each text with some 3,000 characters."""
    begun = pingtan()
    begun = replace(begun, texts=default_texts(begun))
    long = replace(begun, texts=dict.fromkeys(begun.texts, LONG))
    template = template_path(begun.now.form).read_bytes()
    given = context_of(begun, DAY)
    assert text_of(docx_report(begun, DAY)) == text_of(by_docxtpl(template, given))
    return [
        Figure(
            "the whole annual report as DOCX; bare docxtpl",
            seconds(lambda: docx_report(begun, DAY), reports),
            seconds(lambda: by_docxtpl(template, given), reports // 4),
            1.0,
            "s",
        ),
        Figure(
            "the same, texts of 3,000 characters",
            seconds(lambda: docx_report(long, DAY), reports),
            seconds(lambda: by_docxtpl(template, context_of(long, DAY)), reports // 4),
            1.0,
            "s",
        ),
        Figure(
            "numbers in 21,000 characters against the tables",
            seconds(lambda: readings_of(long), reports),
            unit="s",
        ),
    ]


def seconds(work: Callable[[], object], times: int) -> float:
    """Seconds of one call."""
    return best(work, times) / 1_000_000

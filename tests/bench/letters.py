"""Letters: one from a template that is kept, against bare docxtpl on the same template."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from cases.letters.contexts_answers import ANSWER_FIELDS
from cases.letters.fields import sample
from cases.letters.paragraphs import text_of
from cases.letters.rendering import parsed, read, render
from tests.bench.clocks import best
from tests.bench.measuring import Figure

TEMPLATE = Path(__file__).resolve().parents[2] / "templates/letters/A12.docx"
GOAL = 1.0  # faster than bare docxtpl
LETTERS = 40


def measure(letters: int = LETTERS) -> list[Figure]:
    """政府信息不存在: common names, names outside GB 2312, and the first letter of a template."""
    content = TEMPLATE.read_bytes()
    common, rare = plain("张建国"), plain("䶮堃翀")
    template = parsed(content)
    assert text_of(render(template, common)) == text_of(by_docxtpl(content, common))
    return [
        Figure(
            "a letter from a kept template; bare docxtpl",
            milliseconds(lambda: render(template, common), letters),
            milliseconds(lambda: by_docxtpl(content, common), letters),
            GOAL,
        ),
        Figure(
            "the same, a name outside GB 2312 set in another face",
            milliseconds(lambda: render(template, rare), letters),
            milliseconds(lambda: by_docxtpl(content, rare), letters),
            GOAL,
        ),
        Figure(
            "the same, the template read for the first time",
            milliseconds(lambda: render(read(content), common), letters // 4),
            milliseconds(lambda: by_docxtpl(content, common), letters // 4),
        ),
    ]


def milliseconds(work: Callable[[], object], times: int) -> float:
    """Milliseconds of one call."""
    return best(work, times) / 1_000


def plain(applicant: str) -> dict[str, Any]:
    """An answer of ordinary length."""
    model = ANSWER_FIELDS["A12"]
    context = sample(model, longest=False)
    text = "您申请公开的征地补偿安置方案及其批复文件，经检索没有找到。" * 4
    return context | {
        "title": "政府信息公开申请答复书",
        "to": applicant,
        "you": "您",
        "receipt": text,
        "request": [text, text],
        "steps": [text],
        "lead": text,
        "remedy": [text, text],
        "attachments": ["1. 检索记录"],
    }


def by_docxtpl(content: bytes, context: dict[str, Any]) -> bytes:
    """The letter as docxtpl makes it with the settings that a letter needs."""
    template, made = DocxTemplate(BytesIO(content)), BytesIO()
    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    template.render(context, environment)
    template.save(made)
    return made.getvalue()

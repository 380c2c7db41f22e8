"""文书的制作: a paper's fields from the record, strict or with its gaps marked, and the DOCX of them."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from pydantic import BaseModel

from cases.actions.paper_templates import Chosen
from cases.errors import BadInput, Fault
from cases.filling import answers, steps
from cases.filling.forms import form
from cases.filling.matter import Matter
from cases.law.articles import Article, regulation
from cases.law.letters import PAPER, Layout
from cases.law.wording_answers import DECISIONS
from cases.letters.comparing import DATE_TO_COME, NUMBER_TO_COME
from cases.letters.completing import Gap, gaps, marked
from cases.letters.contexts import Paper
from cases.letters.contexts_answers import ANSWER_FIELDS, ITEM_FIELDS
from cases.letters.contexts_forms import FORM_FIELDS
from cases.letters.contexts_steps import STEP_FIELDS
from cases.letters.pictures import qr_code
from cases.letters.rendering import parsed, render

FIELDS: Final[dict[str, type[Paper]]] = {**ANSWER_FIELDS, **STEP_FIELDS, **FORM_FIELDS}
assert set(FIELDS) == set(PAPER), set(FIELDS) ^ set(PAPER)
QR: Final = "qr.png"


def said(
    matter: Matter,
    code: str,
    typed: Mapping[str, str],
    number: str = NUMBER_TO_COME,
    dated: str = DATE_TO_COME,
) -> dict[str, Any]:
    """What a paper says, by the record and what was typed, with gaps where there is nothing."""
    if not PAPER[code].numbered:
        number = ""
    if code in DECISIONS or code in answers.OF_SEVERAL_TYPES:
        return answers.answer(matter, code, number, dated)
    if code == "A27":
        return answers.withdrawn(matter, number, dated)
    if code in ("A28", "P22"):
        return answers.lapsed(matter, code, number, dated)
    if PAPER[code].layout is Layout.FORM:
        return form(matter, code, typed, number, dated)
    return steps.step_paper(matter, code, typed, number, dated)


def strict(
    matter: Matter, code: str, words: Mapping[str, Any], article: Article | None = None
) -> Paper:
    """The paper's fields; BadInput names everything that is not filled in."""
    refuse_gaps(lacking(matter, code, words), article)
    return FIELDS[code].model_validate(words)


def lacking(matter: Matter, code: str, words: Mapping[str, Any]) -> tuple[Gap, ...]:
    """Everything that a paper must say and does not: of several items each by its own type."""
    found = list(gaps(FIELDS[code], words))
    if code in answers.OF_SEVERAL_TYPES:
        for place, (item, fields) in enumerate(
            zip(matter.items, answers.items(matter), strict=True)
        ):
            found += gaps(ITEM_FIELDS[item.outcome or ""], fields, f"items.{place}.")
    return tuple(dict.fromkeys(found))


def refuse_gaps(found: Sequence[Gap], article: Article | None = None) -> None:
    """BadInput that names everything that is not filled in."""
    if found:
        faults = [Fault(gap.path, sentence(gap.path, gap.title)) for gap in found]
        raise BadInput.of(faults, article=article or regulation(36))


def sentence(path: str, title: str) -> str:
    """What is lacking and where it is entered."""
    where = ""
    if path.startswith("items."):
        where = f"第{int(path.split('.')[1]) + 1}项申请事项的"
    if path == "remedy":
        return "应当载明救济告知：请先在单位设置中录入适用于今天的复议机关和管辖法院"
    if path == "receipt":
        return "应当载明收到申请之日：请先确认收到申请之日"
    return f"{where}“{title}”没有填写，文书不能制作"


def with_gaps(code: str, words: Mapping[str, Any]) -> Paper:
    """The paper's fields for a preview, what is lacking marked in its place."""
    return marked(FIELDS[code], words)


def docx(template: Chosen, fields: BaseModel) -> bytes:
    """The paper as DOCX."""
    url = getattr(fields, "query_url", "")
    pictures = {QR: qr_code(url)} if url else {}
    return render(parsed(template.content), fields, pictures)


def dated(fields: Paper, code: str, number: str, day: str) -> Paper:
    """The same paper with number and date in the place of what was to come."""
    doc = {"number": number if PAPER[code].numbered else "", "date": day}
    return FIELDS[code].model_validate(fields.model_dump() | {"doc": doc})


def quoted(fields: Mapping[str, Any]) -> Sequence[str]:
    """Passages of a letter that are not ours: the request as filed, what others wrote, laws."""
    items = [item for item in fields.get("items") or () if isinstance(item, Mapping)]
    theirs = [str(item[name]) for item in items for name in OF_ITEMS if item.get(name)]
    others = [str(fields[name]) for name in OF_PAPERS if fields.get(name)]
    return (*fields.get("request", ()), *fields.get("steps", ()), *theirs, *others)


# what the applicant, a third party, a law or an earlier letter says
OF_ITEMS: Final = ("law_text", "reply", "reasons")
OF_PAPERS: Final = ("summary", "claim", "wrong_text", "extract", "reasons")

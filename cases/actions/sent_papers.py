"""发出的文书: which paper of the case a step sent, and that it was not sent before it was made."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from cases.actions.issuing import paper_of
from cases.actions.steps import Sending, wrong
from cases.dossier import SENT_PAPER, Dossier, Record
from cases.errors import Conflict
from cases.law.articles import Article


def sent_paper(
    file: Dossier, sending: Sending, day: date, codes: Sequence[str], article: Article
) -> dict[str, Any]:
    """What the step's record says of its paper: its number within the case, and its 文号.

    The one that was named, else the latest of these kinds that no step has sent yet. BadInput where
    it went out before the day that it bears, or is of another kind; without any, the 文号 typed.
    """
    paper = _named(file, sending, codes, article) or file.unsent(*codes)
    if paper is None:
        return {"doc_number": sending.doc_number} if sending.doc_number else {}
    number = paper.data["doc_number"]
    if paper.day is not None and day < paper.day:
        sentence = (
            f"发出日期{day}早于文书的成文日期（{paper.day}）：{number or paper.data['title']}"
        )
        raise wrong("on", sentence, article)
    if sending.doc_number and sending.doc_number != number:
        sentence = f"文号{sending.doc_number}与制发的文书（{number}）不一致"
        raise wrong("doc_number", sentence, article)
    return {SENT_PAPER: paper.number, "doc_number": number}


def _named(
    file: Dossier, sending: Sending, codes: Sequence[str], article: Article
) -> Record | None:
    if sending.paper is None:
        return None
    paper = paper_of(file, sending.paper)
    if paper.data["code"] not in codes:
        title = paper.data["title"]
        raise wrong("paper", f"第{sending.paper}号文书是《{title}》，与本步骤不符", article)
    if sending.paper in file.papers_voided:
        raise Conflict(f"第{sending.paper}号文书已经作废，不能发出", article=article)
    if sending.paper in file.papers_sent:
        raise Conflict(f"第{sending.paper}号文书已经发出", article=article)
    return paper


def typed_in(file: Dossier, paper: Mapping[str, Any]) -> Mapping[str, str]:
    """What was filled in when the paper was made; nothing where it was made elsewhere."""
    number = paper.get(SENT_PAPER)
    return file.papers[number].data.get("typed", {}) if number else {}


def check_agrees(
    file: Dossier, paper: Mapping[str, Any], name: str, said: str, label: str, article: Article
) -> None:
    """BadInput where the step says something else than the paper that it sent."""
    printed = typed_in(file, paper).get(name, "")
    if printed and printed != said:
        sentence = f"{label}{said}与文书载明的{printed}不一致，以文书为准，文书有误的请先作废"
        raise wrong(name, sentence, article)

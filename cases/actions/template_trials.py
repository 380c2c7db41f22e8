"""模板的试排: an example of a paper made with any version of its template, without a case."""

from enum import StrEnum
from typing import Final

from cases.actions.letters import FIELDS, docx, with_gaps
from cases.actions.paper_templates import Chosen
from cases.letters.fields import sample
from cases.letters.rendering import parsed, render


class Content(StrEnum):
    """试排的内容: every field long, or each field's name in its place."""

    LONGEST = "longest"
    NAMES = "names"

    @property
    def label(self) -> str:
        """As its link is called."""
        return CONTENT_LABELS[self]


CONTENT_LABELS: Final = {Content.LONGEST: "虚构的最长内容", Content.NAMES: "各字段的名称"}


def trial(template: Chosen, content: Content) -> bytes:
    """The example as DOCX; nobody's data stand in it."""
    if content is Content.NAMES:
        return docx(template, with_gaps(template.code, {}))
    invented = sample(FIELDS[template.code], longest=True)
    return render(parsed(template.content), invented)

"""模板的检查: whether an office's own DOCX may be the template of a paper, and if not, why."""

from pydantic import BaseModel

from cases.letters.apart import findings_apart
from cases.letters.fields import declared, sample_of
from cases.letters.package import LARGEST, TOO_LARGE


def check(content: bytes, model: type[BaseModel]) -> list[str]:
    """Why the template is not taken, a Chinese sentence each; none for one that is in order.

    Only fields of the model, conditions on them and loops over its lists are allowed; no macro, link
    or embedded object; a letter is made with the longest and the barest case. It takes about a second
    and never more than apart.WALL_SECONDS: call it in a thread.
    """
    if len(content) > LARGEST:
        return [TOO_LARGE]
    fields = declared(model)
    contexts = (
        ("最长情形", sample_of(fields, longest=True)),
        ("最简情形", sample_of(fields, longest=False)),
    )
    return findings_apart(content, fields, contexts)

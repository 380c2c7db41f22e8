"""公开前清理: what a file tells beside its pages is taken out, and the result is opened again."""

from dataclasses import dataclass

from cases.publishable.apart import Task, asked


@dataclass(frozen=True)
class Cleaned:
    """The file as it may be published, and what was taken out of it, in short phrases."""

    content: bytes
    removed: tuple[str, ...]


def clean(content: bytes, name: str) -> Cleaned:
    """The file without what names its authors, its past or its machine; the pages stay as they are.

    DOCX, XLSX, PDF, JPEG and PNG by their bytes. The same file gives the same bytes, and a cleaned
    file is its own cleaning. BadInput names in one sentence what cannot be cleaned (another format,
    a password, macros, embedded objects, hidden layers, damage); Refusal where the result, opened
    again, still holds something of what was to go.
    """
    answer, made = asked(Task.CLEAN, content, name)
    return Cleaned(made, tuple(answer["removed"]))

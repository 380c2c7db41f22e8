"""templates/letters: one DOCX for each paper of the catalogue, and the envelope."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from cases.law.letters import BODY, PAPERS
from cases.letters.building.envelope import build_envelope
from cases.letters.building.papers import build

ENVELOPE: Final = "ENVELOPE"


def templates() -> dict[str, bytes]:
    """Every built-in template by the code of its paper."""
    made = {paper.code: build(paper, BODY[paper.code]) for paper in PAPERS}
    return {**made, ENVELOPE: build_envelope()}


def build_all(folder: Path) -> tuple[Path, ...]:
    """Make every template and write it."""
    return write(folder, templates())


def write(folder: Path, made: Mapping[str, bytes]) -> tuple[Path, ...]:
    """Write the templates, and remove those that no paper has any more."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / f"{code}.docx": content for code, content in made.items()}
    for path in set(folder.glob("*.docx")) - set(files):
        path.unlink()
    for path, content in files.items():
        path.write_bytes(content)
    return tuple(files)

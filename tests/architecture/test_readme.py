"""The README says what the program does."""

import re
from importlib import import_module
from pathlib import Path

from cases.cli import COMMANDS
from cases.demonstration import SIGN_INS
from cases.states import as_markdown

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")


def test_the_table_of_moves_is_the_programs_own() -> None:
    assert as_markdown() in README


def test_every_command_is_named_and_exists() -> None:
    named = set(re.findall(r"`disclosure ([a-z-]+)", README))
    assert set(COMMANDS) <= named
    for command in named:
        module, attribute = COMMANDS[command]
        assert hasattr(import_module(f"cases.commands.{module}"), attribute)


def test_every_make_target_named_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in set(re.findall(r"`make ([a-z]+)`", README)):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_picture_and_file_linked_is_there() -> None:
    for link in re.findall(r"\]\(([^)#]+)\)", README):
        if not link.startswith("http"):
            assert (ROOT / link).exists(), link


def test_the_demonstration_sign_ins_are_the_printed_ones() -> None:
    for title, login, password in SIGN_INS:
        assert f"| {title} | `{login}` | `{password}` |" in README

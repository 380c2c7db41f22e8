"""The shape of the code, kept by tests: what may stand where."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted([*ROOT.glob("cases/**/*.py"), *ROOT.glob("workers/**/*.py")])
EDGES = {"cases/web/at_hand.py", "migrations/env.py"}  # where a transaction begins and ends


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", sorted(ROOT.glob("cases/law/*.py")), ids=name)
def test_the_law_imports_the_standard_library_and_itself(path: Path) -> None:
    for module in imported(path):
        top = module.split(".")[0]
        assert top in sys.stdlib_module_names or module.startswith("cases.law"), module


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_file_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= 300


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_nothing_commits_but_the_edge(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            assert name(path) in EDGES, f"{name(path)}:{node.lineno}"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_no_file_is_named_for_nothing(path: Path) -> None:
    assert path.stem not in {"utils", "helpers", "base", "common", "misc", "service", "manager"}


@pytest.mark.parametrize(
    "path", [p for p in SOURCES if name(p).startswith(("cases/law", "cases/actions"))], ids=name
)
def test_the_clock_is_an_argument_of_law_and_verbs(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            called = (node.value.id, node.attr)
            assert called not in {("date", "today"), ("datetime", "now"), ("time", "time")}, called

"""Vendored files are the ones that the manifest names; nothing is loaded from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from cases.app import ASSETS, TEMPLATES
from cases.law.receipt import RULES

OWN = ("api-docs.css", "api-docs.js", "favicon.svg", "manifest.json", "style.css")
MANIFEST = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
VENDORED = {path: sha for package in MANIFEST["vendored"] for path, sha in package["files"].items()}
SOURCES = sorted(TEMPLATES.glob("*.html"))
STYLE = (ASSETS / "style.css").read_text("utf-8")


def test_every_file_is_ours_or_in_the_manifest() -> None:
    files = {str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*") if path.is_file()}
    assert files == {*OWN, *VENDORED}


@pytest.mark.parametrize("path", VENDORED)
def test_a_vendored_file_is_the_one_that_was_taken(path: str) -> None:
    assert hashlib.sha256((ASSETS / path).read_bytes()).hexdigest() == VENDORED[path]


def test_every_package_names_version_and_licence_and_brings_its_text() -> None:
    for package in MANIFEST["vendored"]:
        assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
        assert package["licence"]
        assert any(path.endswith("LICENSE") for path in package["files"])


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_template_holds_no_style_no_script_and_nothing_from_elsewhere(path: Path) -> None:
    source = path.read_text("utf-8")
    assert not re.search(r"\sstyle\s*=|<style", source)
    assert not re.search(r"<script(?![^>]*\ssrc=\"/assets/)", source)
    assert not re.search(r"\son[a-z]+\s*=\s*\"", source)
    assert "javascript:" not in source
    assert not re.search(r"(https?:)?//[a-z0-9]", source)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", source)


def test_every_asset_that_a_template_names_is_there() -> None:
    for path in SOURCES:
        for name in re.findall(r"\"/assets/([^\"]+)\"", path.read_text("utf-8")):
            assert (ASSETS / name).is_file(), (path.name, name)


def test_the_stylesheet_loads_nothing_and_knows_its_tokens() -> None:
    assert not re.search(r"url\(|@import|@font-face", STYLE)
    defined = set(re.findall(r"^\s+(--[a-z-]+):", STYLE, re.M))
    used = set(re.findall(r"var\((--[a-z-]+)", STYLE))
    assert used == defined


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("--text", "--paper"), ("--text", "--band"), ("--muted", "--paper"), ("--muted", "--band"),
        ("--muted", "--caution-soft"), ("--muted", "--ink-soft"), ("--link", "--paper"),
        ("--link", "--ink-soft"), ("--fault", "--fault-soft"), ("--muted", "--fault-soft"),
        ("--caution", "--caution-soft"), ("--done", "--done-soft"), ("--ink", "--ink-soft"),
        ("--surface", "--ink"), ("--surface", "--ink-deep"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(text: str, ground: str) -> None:
    tokens = dict(re.findall(r"^\s+(--[a-z-]+): (#[0-9a-f]+);", STYLE, re.M))
    light, dark = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_the_mark_of_the_deciding_date_knows_every_channel() -> None:
    marked = set(re.findall(r"data-decides~=\"(\w+)\"", STYLE))
    assert marked == {channel.value for channel in RULES}

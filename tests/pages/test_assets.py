"""Vendored files are the ones that the manifest names; nothing is loaded from elsewhere."""

import hashlib
import json
import re
from pathlib import Path

import pytest

from cases.app import ASSETS, TEMPLATES
from cases.law.receipt import RULES
from cases.web.guide import PICTURES
from cases.web.stylesheet import FOLDER, PARTS, sheet

OWN = ("api-docs.css", "api-docs.js", "favicon.svg", "manifest.json", "workplace.js", "desk.js")
SCRIPTS = [name for name in OWN if name.endswith(".js") and name != "api-docs.js"]
MANIFEST = json.loads((ASSETS / "manifest.json").read_text("utf-8"))
VENDORED = {path: sha for package in MANIFEST["vendored"] for path, sha in package["files"].items()}
SOURCES = sorted(TEMPLATES.glob("*.html"))
STYLE = sheet()
TOKENS = (FOLDER / "tokens.css").read_text("utf-8")


def test_every_file_is_ours_or_in_the_manifest() -> None:
    files = {str(path.relative_to(ASSETS)) for path in ASSETS.rglob("*") if path.is_file()}
    assert files == {*OWN, *VENDORED, *(f"style/{part}.css" for part in PARTS)} | {
        f"guide/{picture}.webp" for picture in PICTURES
    }


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
        for name in re.findall(r"\"/assets/([^\"{]+)\"", path.read_text("utf-8")):
            assert name == "style.css" or (ASSETS / name).is_file(), (path.name, name)


def test_the_sheet_is_made_of_every_file_once() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.css")) == sorted(PARTS)


def test_the_stylesheet_loads_nothing_and_knows_its_tokens() -> None:
    assert not re.search(r"url\(|@import|@font-face", STYLE)
    defined = set(re.findall(r"^\s+(--[a-z0-9-]+):", STYLE, re.M))
    used = set(re.findall(r"var\((--[a-z0-9-]+)", STYLE))
    assert used == defined


COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|color-mix|oklch)\(|"
    r":[^;]*\b(?:white|black|red|green|blue|gr[ae]y|yellow|orange)\b(?!-)",
    re.I,
)


@pytest.mark.parametrize("part", [part for part in PARTS if part != "tokens"])
def test_a_colour_or_a_size_of_type_is_a_token(part: str) -> None:
    rules = re.sub(r"/\*.*?\*/", "", (FOLDER / f"{part}.css").read_text("utf-8"), flags=re.S)
    assert [line for line in rules.splitlines() if COLOUR.search(line)] == []
    assert re.findall(r"font(?:-size)?: [\d.]+(?:px|rem)[^;]*;", rules) == []


def tokens_of(theme: str) -> dict[str, str]:
    """The colours of a theme: those of the light one, and what it says anew."""
    light, _, contrast = TOKENS.partition("@media screen")
    colours = re.compile(r"^\s+(--[a-z0-9-]+): (#[0-9a-f]+);", re.M)
    return dict(colours.findall(light)) | (
        dict(colours.findall(contrast)) if theme == "contrast" else {}
    )


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb (WCAG 2.2)."""
    digits = colour.lstrip("#")
    digits = "".join(2 * d for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


# WCAG 2.2: 4.5 to one (1.4.3), and 7 to one where high contrast is asked for (1.4.6)
@pytest.mark.parametrize(("theme", "least"), [("light", 4.5), ("contrast", 7)])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("--text", "--paper"), ("--text", "--band"), ("--muted", "--paper"), ("--muted", "--band"),
        ("--muted", "--caution-soft"), ("--muted", "--ink-soft"), ("--link", "--paper"),
        ("--link", "--ink-soft"), ("--fault", "--fault-soft"), ("--muted", "--fault-soft"),
        ("--caution", "--caution-soft"), ("--done", "--done-soft"), ("--ink", "--ink-soft"),
        ("--on-ink", "--ink"), ("--on-ink", "--ink-deep"), ("--on-ink-quiet", "--ink"),
        ("--placeholder", "--surface"), ("--text", "--row-hover"), ("--fault", "--surface"),
        ("--caution", "--surface"), ("--done", "--surface"), ("--on-ink", "--done"),
        ("--sheet-text", "--sheet-band"), ("--sheet-quiet", "--sheet"),
    ],
)  # fmt: skip
def test_text_stands_out_from_its_ground(theme: str, least: float, text: str, ground: str) -> None:
    tokens = tokens_of(theme)
    light, dark = sorted((luminance(tokens[text]), luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= least


def test_the_mark_of_the_deciding_date_knows_every_channel() -> None:
    marked = set(re.findall(r"data-decides~=\"(\w+)\"", STYLE))
    assert marked == {channel.value for channel in RULES}

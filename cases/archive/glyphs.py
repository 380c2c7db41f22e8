"""The fonts of a volume, and text in which every character can be shown by them."""

import unicodedata
from functools import cache
from typing import Final

import typst
from fontTools.ttLib import TTFont
from pylopdf_fonts_zh_cn import sans_path, serif_path

INVISIBLE: Final = ("Cc", "Cf")  # controls and formats: a turned writing direction, a joiner
KEPT: Final = ("\n", "\u3000")  # a line break, a Chinese space
VARIANTS: Final = ("\ufe0e", "\ufe0f")  # text or picture form of the character before


def shown(text: str) -> str:
    """The text with 〔U+1F600〕 for a character that neither font has; nothing is dropped unseen.

    Line breaks stay, other white space becomes a space, characters without a picture are left out.
    """
    return "".join(_shown(character) for character in text.replace("\r\n", "\n"))


def _shown(character: str) -> str:
    if character in KEPT:
        return character
    if character.isspace():
        return " "
    if character in VARIANTS or unicodedata.category(character) in INVISIBLE:
        return ""
    return character if ord(character) in _covered() else f"〔U+{ord(character):04X}〕"


@cache
def fonts() -> typst.Fonts:
    """Noto Serif SC and Noto Sans SC (SIL Open Font License 1.1), and no font of the machine."""
    return typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(serif_path().parent)],
    )


@cache
def _covered() -> frozenset[int]:
    """The code points that one of the two fonts draws."""
    points: set[int] = set()
    for path in (serif_path(), sans_path()):
        with TTFont(path, lazy=True) as font:
            points.update(font.getBestCmap())
    return frozenset(points)

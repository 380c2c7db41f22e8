"""Stand-ins for the official fonts where a page is drawn here: the file names the official ones.

Word and WPS on an officer's machine have them. A server seldom does; a font that is installed under
its own name is taken before any stand-in.
"""

import os
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape

from pylopdf_fonts_zh_cn import serif_path

SERIF: Final = ("Noto Serif CJK SC", "Noto Serif SC", "AR PL UMing CN")
SANS: Final = ("Noto Sans CJK SC", "Noto Sans SC", "WenQuanYi Zen Hei")
FANG: Final = ("FandolFang", "FandolFang R", "AR PL UMing CN", *SERIF)
KAI: Final = ("FandolKai", "LXGW WenKai", "AR PL UKai CN", "AR PL KaitiM GB", *SERIF)
# fmt: off
STAND_INS: Final = (
    # official font, what may stand for it, whether bold
    ("仿宋_GB2312", ("仿宋", "FangSong", *FANG), False),
    ("仿宋", ("FangSong", "仿宋_GB2312", *FANG), False),
    ("楷体_GB2312", ("楷体", "KaiTi", *KAI), False),
    ("楷体", ("KaiTi", "楷体_GB2312", *KAI), False),
    ("方正小标宋简体", ("方正小标宋_GBK", *SERIF), True),
    ("方正小标宋_GBK", ("方正小标宋简体", *SERIF), True),
    ("黑体", ("SimHei", "FandolHei", *SANS), False),
    ("宋体", ("SimSun", "FandolSong", *SERIF), False),
)
# fmt: on
FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts")


def fonts_conf(cache: Path) -> str:
    """A fontconfig configuration with the stand-ins, and Chinese faces before Japanese ones."""
    own = os.path.expanduser("~/.local/share/fonts")  # noqa: PTH111 Path raises without an account
    folders = [*FOLDERS, str(serif_path().parent), own]
    return (
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>\n'
        + "".join(f"<dir>{escape(folder)}</dir>\n" for folder in folders)
        + f"<cachedir>/var/cache/fontconfig</cachedir>\n<cachedir>{escape(str(cache))}</cachedir>\n"
        + "".join(_stand_in(*row) for row in STAND_INS)
        + _last(SERIF)
        + "</fontconfig>\n"
    )


def _stand_in(font: str, instead: tuple[str, ...], bold: bool) -> str:
    heavy = '<edit name="weight" mode="assign"><const>bold</const></edit>' if bold else ""
    return (
        f'<match target="pattern"><test name="family" qual="any"><string>{font}</string></test>'
        f'<edit name="family" mode="append" binding="same">{_strings(instead)}</edit>{heavy}</match>\n'
    )


def _last(fonts: tuple[str, ...]) -> str:
    """For a character that the font does not have: the Chinese form of it."""
    return (
        '<match target="pattern"><edit name="family" mode="append_last">'
        f"{_strings((*fonts, *SANS))}</edit></match>\n"
    )


def _strings(names: tuple[str, ...]) -> str:
    return "".join(f"<string>{escape(name)}</string>" for name in names)

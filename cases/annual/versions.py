"""版本依据: by which calendar, rules, templates and program an edition was made."""

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

import cases
from cases.calendars import Numbered

SHOWN: Final = 16  # digits of a digest that are kept: enough to tell two states apart
PACKAGE: Final = Path(cases.__file__).parent
# what decides a figure, and what decides how it is printed
RULES: Final = ("law/*.py", "annual/table.py", "annual/section_four.py")
TEMPLATES: Final = ("annual/layout*.py", "annual/export_*.py")


@cache
def digest_of(patterns: tuple[str, ...]) -> str:
    """One digest over the files of these patterns, in the order of their names."""
    whole = hashlib.sha256()
    for path in sorted(path for pattern in patterns for path in PACKAGE.glob(pattern)):
        whole.update(hashlib.sha256(path.read_bytes()).digest())
    return whole.hexdigest()[:SHOWN]


def versions(calendar: Numbered) -> dict[str, str]:
    """工作日历、规则、表样、程序 at this moment."""
    return {
        "calendar": calendar.label,
        "rules": digest_of(RULES),
        "templates": digest_of(TEMPLATES),
        "program": version("disclosure"),
    }


VERSION_LABELS: Final = {
    "calendar": "工作日历",
    "rules": "计数规则",
    "templates": "表样",
    "program": "程序",
}

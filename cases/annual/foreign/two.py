"""Section 二 in a foreign document: 主动公开政府信息情况, read as far as it can be."""

from typing import Any, Final

from cases.annual.foreign.figures import amount
from cases.annual.foreign.grids import Grid
from cases.annual.foreign.labels import plain
from cases.law.annual import Form

Two = dict[str, Any]
NAMES: Final = (  # the beginning of a label, its key
    ("规章", "regulations"),
    ("行政规范性文件", "normative_documents"),
    ("规范性文件", "normative_documents"),
    ("行政许可", "licensing"),
    ("其他对外管理服务事项", "other_services"),
    ("行政处罚", "punishment"),
    ("行政强制", "coercion"),
    ("行政事业性收费", "fees"),
    ("政府集中采购", "gov_procurement"),
)
# What a line's figures are called, from the left.
FIGURES_2021: Final = {
    "regulations": ("made", "repealed", "valid"),
    "normative_documents": ("made", "repealed", "valid"),
    "licensing": (),
    "punishment": (),
    "coercion": (),
    "fees": (),
}
FEES_2021: Final = "fees_10k_yuan"
DOCUMENTS_2019: Final = ("made", "published", "total_public")
ITEMS_2019: Final = ("prev_items", "change", "decisions")
FIGURES_2019: Final = {
    "regulations": DOCUMENTS_2019,
    "normative_documents": DOCUMENTS_2019,
    "licensing": ITEMS_2019,
    "other_services": ITEMS_2019,
    "punishment": ITEMS_2019,
    "coercion": ITEMS_2019,
    "fees": ITEMS_2019[:2],
    "gov_procurement": ("projects", "amount"),
}


def read_two(grids: list[Grid], form: Form) -> tuple[Two | None, list[str]]:
    """The figures with their keys, or None; and what was not found."""
    wanted = FIGURES_2019 if form is Form.FORM_2019 else FIGURES_2021
    lines = _lines(grids)
    if not lines:
        return None, ["文件中没有找到“主动公开政府信息情况”的表，第二部分没有读入"]
    missing = [key for key in wanted if key not in lines]
    odd = [key for key, cells in lines.items() if key in wanted and not _fits(cells, wanted[key])]
    if missing or odd:
        label = {key: name for name, key in reversed(NAMES)}
        names = "、".join(f"“{label[key]}”" for key in (*missing, *odd))
        return None, [
            f"“主动公开政府信息情况”的表中{names}没有找到或者数的个数不符，第二部分没有读入"
        ]
    found: Two = {"format": form.value}
    for key, under in wanted.items():
        figures = [amount(cell) for cell in lines[key]]
        if not under:
            found[FEES_2021 if key == "fees" else key] = figures[0] if figures else None
        elif all(number is None for number in figures):
            found[key] = None
        else:
            found[key] = dict(zip(under, figures, strict=True))
    return found, []


def _lines(grids: list[Grid]) -> dict[str, list[str]]:
    """The cells right of each label; the first line of a name counts."""
    found: dict[str, list[str]] = {}
    for grid in grids:
        for number in range(len(grid.lines)):
            cells = [spot.text for spot in grid.distinct(number) if spot.line == number]
            for place, text in enumerate(cells[:3]):
                key = next((key for name, key in NAMES if plain(text) == name), None)
                if key is not None:
                    found.setdefault(key, cells[place + 1 :])
                    break
    return found


def _fits(cells: list[str], names: tuple[str, ...]) -> bool:
    return len(cells) == max(1, len(names))

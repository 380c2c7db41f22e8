"""工作表: cells as they are shown. A formula becomes its result, what is hidden is emptied."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Final

from cases.letters.markup import Element, R, local, unfit
from cases.publishable.noted import Removed
from cases.publishable.tree import drop
from cases.publishable.xlsx.markup import TRUE, S, area, column_of, has_value

KEPT: Final = frozenset((
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "autoFilter",
    "mergeCells", "conditionalFormatting", "hyperlinks", "printOptions", "pageMargins",
    "pageSetup", "headerFooter", "rowBreaks", "colBreaks", "ignoredErrors", "drawing",
    "legacyDrawingHF", "drawingHF", "picture", "tableParts", "extLst",
))  # fmt: skip
ENTRIES: Final = {
    # element of a sheet: what is noted when it goes
    "sheetProtection": "保护和密码信息", "protectedRanges": "保护和密码信息", "scenarios": "方案",
    "customSheetViews": "共享工作簿的用户", "dataValidations": "数据验证", "controls": "窗体控件",
    "customProperties": "自定义属性", "webPublishItems": "网页发布设置",
}  # fmt: skip
FORMULAS: Final = "公式（保留结果）{n}处"
ROWS: Final = "隐藏的行{n}行"
COLUMNS: Final = "隐藏的列{n}列"
UNSEEN: Final = "以格式隐藏的单元格{n}个"
BENEATH: Final = "合并单元格下的内容{n}处"
FILTERS: Final = "筛选条件"
CONDITIONS: Final = "带文字的条件格式"
TIPS: Final = "链接的屏幕提示"
LINKS: Final = "指向隐藏工作表的链接{n}处"
EXTENSIONS: Final = "扩展设置"
PICTURES: Final = "工作表“{sheet}”的单元格{cell}含有嵌入单元格的图片，请改为浮动图片后重新上传"
UNCOUNTED: Final = (
    "工作表“{sheet}”的单元格{cell}的公式没有计算结果，请在Excel或者WPS中打开并保存后重新上传"
)
SPARKLINES: Final = "sparklineGroups"


def clean_sheet(
    root: Element, name: str, sheets: list[str], unseen: frozenset[str], removed: Removed
) -> bool:
    """Empties what is not shown; whether any cell was emptied. `unseen` are styles that show nothing."""
    for element in list(root):
        if local(element) not in KEPT:
            if local(element) in ENTRIES:
                removed.note(ENTRIES[local(element)])
            drop(element)
    _properties(root, removed)
    _formulas(root, name, removed)
    emptied = _hidden_rows(root, removed) + _hidden_columns(root, removed)
    emptied += _unseen(root, unseen, removed) + _beneath(root, removed)
    _conditions(root, removed)
    _links(root, sheets, removed)
    _extensions(root, sheets, removed)
    return bool(emptied)


def _properties(root: Element, removed: Removed) -> None:
    for said in root.iterchildren(f"{S}sheetPr"):
        for name in list(said.attrib):
            del said.attrib[name]
    for filtered in root.iterchildren(f"{S}autoFilter"):
        if len(filtered):
            removed.note(FILTERS)
        for criterion in list(filtered):
            drop(criterion)


def _formulas(root: Element, name: str, removed: Removed) -> None:
    for cell in root.iterfind(f"{S}sheetData/{S}row/{S}c"):
        formula = cell.find(f"{S}f")
        if "vm" in cell.attrib or (formula is not None and "DISPIMG(" in (formula.text or "")):
            raise unfit(PICTURES.format(sheet=name, cell=cell.get("r")))
        cell.attrib.pop("cm", None)
        if formula is None:
            continue
        result = cell.find(f"{S}v")
        if result is None or not (result.text or cell.get("t") == "str"):
            raise unfit(UNCOUNTED.format(sheet=name, cell=cell.get("r")))
        removed.note(FORMULAS)
        drop(formula)


def _hidden_rows(root: Element, removed: Removed) -> int:
    usual = root.find(f"{S}sheetFormatPr")
    all_hidden = usual is not None and usual.get("zeroHeight") in TRUE
    emptied = 0
    for row in root.iterfind(f"{S}sheetData/{S}row"):
        flat = row.get("ht") is not None and float(row.get("ht")) == 0
        if row.get("hidden") in TRUE or flat or (all_hidden and row.get("ht") is None):
            emptied += _empty([*row.iterchildren(f"{S}c")])
    removed.note(ROWS, emptied)
    return emptied


def _hidden_columns(root: Element, removed: Removed) -> int:
    spans = [
        range(int(each.get("min", "0")), int(each.get("max", "0")) + 1)
        for each in root.iterfind(f"{S}cols/{S}col")
        if each.get("hidden") in TRUE
        or (each.get("width") is not None and float(each.get("width")) == 0)
    ]
    cells = defaultdict(list)
    for cell in root.iterfind(f"{S}sheetData/{S}row/{S}c"):
        column = column_of(cell)
        if any(column in span for span in spans):
            cells[column].append(cell)
    emptied = sum(_empty(column) for column in cells.values())
    removed.note(COLUMNS, emptied)
    return emptied


def _unseen(root: Element, unseen: frozenset[str], removed: Removed) -> int:
    emptied = sum(
        _empty([cell])
        for cell in root.iterfind(f"{S}sheetData/{S}row/{S}c")
        if cell.get("s") in unseen
    )
    removed.note(UNSEEN, emptied)
    return emptied


def _beneath(root: Element, removed: Removed) -> int:
    """Cells that a merged one covers may keep what they held before."""
    rows = {int(row.get("r")): row for row in root.iterfind(f"{S}sheetData/{S}row")}
    numbers = sorted(rows)
    emptied = 0
    for merged in root.iterfind(f"{S}mergeCells/{S}mergeCell"):
        place = area(merged.get("ref", ""))
        if place is None:
            continue
        for number in numbers[
            bisect_left(numbers, place.top) : bisect_right(numbers, place.bottom)
        ]:
            for cell in rows[number].iterchildren(f"{S}c"):
                column = column_of(cell)
                if place.left <= column <= place.right and (number, column) != (
                    place.top,
                    place.left,
                ):
                    emptied += _empty([cell])
    removed.note(BENEATH, emptied)
    return emptied


def _empty(cells: list[Element]) -> int:
    """The cells keep their place and format; 1 if anything stood in them."""
    held = any(has_value(cell) for cell in cells)
    for cell in cells:
        cell.attrib.pop("t", None)
        for child in list(cell):
            drop(child)
    return int(held)


def _conditions(root: Element, removed: Removed) -> None:
    """Colours by figures stay; a rule that quotes words or another sheet may quote what is hidden."""
    for group in root.findall(f"{S}conditionalFormatting"):
        for rule in group.findall(f"{S}cfRule"):
            formulas = "".join(each.text or "" for each in rule.iter(f"{S}formula"))
            if '"' in formulas or "!" in formulas or rule.get("text"):
                removed.note(CONDITIONS)
                drop(rule)
        if group.find(f"{S}cfRule") is None:
            drop(group)


def _links(root: Element, sheets: list[str], removed: Removed) -> None:
    for links in root.findall(f"{S}hyperlinks"):
        for link in list(links):
            if link.attrib.pop("tooltip", None) or link.attrib.pop("display", None):
                removed.note(TIPS)
            link.attrib.pop("display", None)
            target = link.get("location", "")
            sheet = target.rpartition("!")[0].strip("'").replace("''", "'")
            if link.get(f"{R}id") is None and sheet not in sheets:
                removed.note(LINKS)
                drop(link)
        if len(links) == 0:
            drop(links)


def _extensions(root: Element, sheets: list[str], removed: Removed) -> None:
    """Of what newer programs add only the small charts in cells stay."""
    for listed in root.findall(f"{S}extLst"):
        for extension in list(listed):
            places = [each.text or "" for each in extension.iter() if local(each) == "f"]
            inside = all(place.rpartition("!")[0].strip("'") in ("", *sheets) for place in places)
            if not (inside and any(local(each) == SPARKLINES for each in extension)):
                removed.note(EXTENSIONS)
                drop(extension)
        if len(listed) == 0:
            drop(listed)

"""An office's own template, examined: the file, its fields, and two letters made to try it.

This runs in a process apart (apart.py): what is examined here may be made to take for ever.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from io import BytesIO
from typing import Any, Final
from zipfile import ZipFile

from jinja2 import nodes
from jinja2.exceptions import TemplateError, TemplateSyntaxError

from cases.errors import BadInput
from cases.letters.environment import ENVIRONMENT
from cases.letters.expressions import Reading
from cases.letters.fields import Declared
from cases.letters.markup import Element, W
from cases.letters.package import TEMPLATED, Package, opened, part_label
from cases.letters.package_checks import package_faults
from cases.letters.rendering import UnfilledField, parsed, render, source

MOST: Final = 30  # findings; who has more begins anew
LARGEST_LETTER: Final = 10_000_000  # bytes of its XML, with 300 characters in every field
EXCERPT: Final = 24  # characters of a paragraph that show where something is

ANY_TAG: Final = re.compile(r"\{[{%#]")
LIFTED: Final = re.compile(r"\{[%#]\s*(p|tr|tc|r)\s")
INSERTED: Final = re.compile(r"\{\{\s*(p|tr|tc|r)\s")
ALONE: Final = re.compile(r"\{%\s*(?:p|tr)\s[^{}]*%\}|\{#\s*(?:p|tr)\s[^{}]*#\}")
UNSUPPORTED: Final = re.compile(r"\{%-?\s*(colspan|cellbg|vm|hm)\b|\{[%#](tc|r)\s")
PARAGRAPH: Final = re.compile(r"<w:p([ >])")
MARKUP: Final = re.compile(r"</?\w+:[^<>]*>")
WHOLE_TAG: Final = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
HALF_TAG: Final = re.compile(r"\{[{%#]|[}%#]\}")
CONTAINERS: Final = tuple(
    W + tag for tag in ("document", "body", "hdr", "ftr", "tbl", "tr", "tc", "p", "r", "footnote")
)
SYNTAX: Final = (
    # how Jinja's sentence begins, ours
    ("Encountered unknown tag", "有不认识的语句{name}，或者语句的次序不对"),
    ("Unexpected end of template", "有语句没有结束，请核对{{% if %}}、{{% for %}}是否都有对应的endif、endfor"),
    ("expected token 'end of print statement'", "字段没有写对，请写成{{{{ 字段名 }}}}"),
    ("expected token 'end of statement block'", "语句没有写对"),
    ("unexpected char", "字段里有不能使用的符号{name}"),
)  # fmt: skip
QUOTED: Final = re.compile(r"'([^']{1,40})'")


def findings(
    content: bytes, declared: Declared, contexts: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[str]:
    """Why the template is not taken, a sentence each; none for one that is in order.

    `contexts` are tried with their names: the longest case, the barest.
    """
    try:
        package = opened(content)
        found = package_faults(package) or [*_fields(package, declared)]
    except BadInput as unfit:
        return [unfit.sentence]
    if not found:
        for name, context in contexts:
            found += _trial(content, name, context)
    return list(dict.fromkeys(found))[:MOST]


def _fields(package: Package, declared: Declared) -> Iterator[str]:
    """What the fields say, in every part that has some."""
    templated = set(package.of_type(*TEMPLATED))
    for name, content in package.parts.items():
        where = part_label(name)
        if name in templated:
            found = [*_places(package.root(name), where)]
            yield from found or _statements(source(package, name), where, declared)
        elif package.types[name].endswith("xml") and b"{{" in content:
            yield f"{where}不能使用字段，字段只能写在正文、页眉、页脚和脚注里"


def _places(root: Element, where: str) -> Iterator[str]:
    """Whether every tag stands in text, and where docxtpl lifts it, alone in its paragraph or row."""
    for element in root.iter():
        if any(ANY_TAG.search(value) for value in element.attrib.values()):
            yield f"{where}的图形或者格式属性里有字段，字段只能写在文字里"
        if element.tag != W + "t" and "{" in (element.text or ""):
            yield f"{where}的域代码或者公式里有字段，字段只能写在文字里"
        if "{" in (element.tail or ""):
            yield f"{where}的文字之外有字段，字段只能写在文字里"
    for paragraph in root.iter(W + "p"):
        text = _text(paragraph)
        excerpt = _excerpt(text)
        if HALF_TAG.search(WHOLE_TAG.sub("", text)):
            yield f"{where}“{excerpt}”：字段或者语句的括号不成对，请写成{{{{ }}}}或者{{% %}}"
        if INSERTED.search(text):
            yield f"{where}“{excerpt}”：不能插入文档片段，请写成{{{{ 字段名 }}}}"
        if found := UNSUPPORTED.search(text):
            yield f"{where}“{excerpt}”：不能使用{{% {found[1] or found[2]} %}}"
        elif LIFTED.search(text) and not ALONE.fullmatch(text.strip()):
            yield f"{where}“{excerpt}”：{{%p %}}和{{%tr %}}语句须单独成段，一段只写一个"
    for row in root.iter(W + "tr"):
        text = "".join(_text(paragraph) for paragraph in row.iter(W + "p")).strip()
        if re.search(r"\{%\s*tr\s", text) and not ALONE.fullmatch(text):
            yield f"{where}“{_excerpt(text)}”：{{%tr %}}语句须单独占一行，该行不能有其他文字"


def _text(paragraph: Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(W + "t"))


def _excerpt(text: str) -> str:
    return text.strip()[:EXCERPT].strip()


def _statements(xml: str, where: str, declared: Declared) -> Iterator[str]:
    """What Jinja reads in a part, statement by statement."""
    lined = PARAGRAPH.sub(r"\n<w:p\1", xml.replace("\n", " ").replace("\r", " "))
    lines = lined.split("\n")
    found: list[str] = []

    def say(line: int, sentence: str) -> None:
        if len(found) > MOST:
            return
        text = unescape(MARKUP.sub("", lines[line - 1]))
        found.append(f"{where}“{_excerpt(text)}”：{sentence}")

    try:
        for line, kind, _ in ENVIRONMENT.lex(lined):
            if kind == "raw_begin":
                say(line, "不能使用{% raw %}")
        tree = ENVIRONMENT.parse(lined)
    except TemplateSyntaxError as wrong:
        say(wrong.lineno, _syntax(wrong.message or ""))
        return iter(found)
    assert isinstance(tree, nodes.Template)
    reading = Reading(declared, say)
    reading.body(tree.body, reading.fields)
    return iter(found)


def _syntax(message: str) -> str:
    name = QUOTED.search(message)
    for beginning, sentence in SYNTAX:
        if message.startswith(beginning):
            return sentence.format(name=f"“{name[1]}”" if name else "")
    return "字段或者语句没有写对，请核对括号、引号和百分号"


def _trial(content: bytes, name: str, context: Mapping[str, Any]) -> Iterator[str]:
    """A letter made from the template, and whether Word would open it."""
    try:
        made = render(parsed(content), context)
        if _written(made) > LARGEST_LETTER:
            yield f"{name}试排：文书过大，请减少重复的字段"
            return
        letter = opened(made)
        for part in letter.of_type(*TEMPLATED):
            yield from _shape(letter.root(part), f"{name}试排：{part_label(part)}")
    except UnfilledField as unfilled:
        yield f"{name}试排：字段“{unfilled.name}”可能没有内容，请写在{{% if %}}条件里"
    except BadInput:
        yield f"{name}试排：生成的文书不能打开，请核对字段和语句在表格、段落中的位置"
    except TemplateError:
        yield f"{name}试排：字段或者语句不能执行，请核对"


def _written(letter: bytes) -> int:
    """The bytes of XML in a letter."""
    with ZipFile(BytesIO(letter)) as container:
        entries = container.infolist()
    return sum(entry.file_size for entry in entries if entry.filename.endswith(".xml"))


def _shape(root: Element, where: str) -> Iterator[str]:
    """What Word calls a damaged file: text outside paragraphs, tables without rows."""
    for element in root.iter(*CONTAINERS):
        inside = [element.text, *(child.tail for child in element)]
        if any(text and text.strip() for text in inside):
            yield f"{where}有不在段落里的文字，请核对字段的位置"
            return
    for table in root.iter(W + "tbl"):
        if next(table.iter(W + "tr"), None) is None:
            yield f"{where}的表格可能一行也没有，请保留表头，或者把表格写在{{%p if %}}条件里"
            return
    for row in root.iter(W + "tr"):
        if next(row.iter(W + "tc"), None) is None:
            yield f"{where}的表格有一行没有单元格，请核对"
            return

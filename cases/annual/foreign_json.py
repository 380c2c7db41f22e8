"""JSON from elsewhere, taken apart strictly: whatever is amiss becomes one Chinese sentence."""

import json
from typing import Final
from unicodedata import category

from cases.errors import BadInput

GREATEST: Final = 999_999_999  # hundreds of times what the whole country receives in a year
UNSEEN: Final = ("Cc", "Cf", "Cs")  # control signs, direction marks, halves of signs
SHOWN: Final = 40  # signs of a foreign value that a sentence repeats


def parsed_object(text: str, source: str) -> dict[str, object]:
    """The object that a JSON text is, no name in it standing twice; BadInput for any other text."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names: set[str] = set()
        for name, _ in pairs:
            if name in names:
                raise fault(source, f"中“{shown(name)}”重复出现，每个名称只能出现一次")
            names.add(name)
        return dict(pairs)

    try:
        given = json.loads(text, object_pairs_hook=once)
    except json.JSONDecodeError as failure:
        place = f"第{failure.lineno}行第{failure.colno}列"
        raise fault(source, f"不是有效的JSON，{place}有误") from failure
    except RecursionError as failure:
        raise fault(source, "不是年度报告表，JSON的层次过多") from failure
    except ValueError as failure:  # Python reads no whole number of more than 4,300 digits
        raise fault(source, "不是年度报告表，其中有过长的数") from failure
    return as_object(given, "", source)


def as_object(value: object, words: str, source: str) -> dict[str, object]:
    """The value as an object; `words` say in a refusal where it stands."""
    if not isinstance(value, dict):
        raise fault(source, f"{words}应当是一个JSON对象，实际是{described(value)}")
    return value


def required_object(
    given: dict[str, object], name: str, label: str, source: str
) -> dict[str, object]:
    """The object under a name that must be there."""
    if name not in given:
        raise fault(source, f"缺少“{name}”（{label}）")
    return as_object(given[name], f"的“{name}”（{label}）", source)


def count_of(value: object, place: str, source: str) -> int:
    """A count: a whole number, neither true nor 3.0 nor "3"."""
    if type(value) is not int or not 0 <= value <= GREATEST:
        expected = f"应当是0至{GREATEST}之间的整数"
        raise fault(source, f"{place}{expected}，实际是{described(value)}")
    return value


def fault(source: str, words: str) -> BadInput:
    """The refusal that names the file: 文件“…” and the words."""
    return BadInput(f"文件“{printable(source)}”{words}。")


def printable(text: str) -> str:
    """The text with control and direction signs spelt out, safe in a terminal."""
    return "".join(
        sign.encode("unicode_escape").decode() if category(sign) in UNSEEN else sign
        for sign in text
    )


def shown(text: str) -> str:
    """A foreign name or value short enough for a sentence."""
    return printable(text[:SHOWN]) + ("…" if len(text) > SHOWN else "")


def described(value: object) -> str:
    """A JSON value as a sentence names it: 文本“3”, -1, 3.0, 一个列表."""
    if isinstance(value, dict):
        return "一个对象"
    if isinstance(value, list):
        return "一个列表"
    return f"文本“{shown(value)}”" if isinstance(value, str) else shown(json.dumps(value))

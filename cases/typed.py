"""What was typed (录入), as a schema takes it, or its faults in Chinese."""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ValidationError

from cases.errors import BadInput, Fault, Restored

M = TypeVar("M", bound=BaseModel)

SENTENCES: Final = {
    # pydantic's name of an error: what we say, with the numbers that pydantic gives
    "missing": "此项必填",
    "extra_forbidden": "没有这一项，请核对名称",
    "string_type": "应为文字",
    "string_too_short": "此项必填，至少{min_length}个字符",
    "string_too_long": "内容过长，最多{max_length}个字符",
    "string_pattern_mismatch": "格式不正确",
    "enum": "不在可选范围内",
    "date_type": "应为日期，如2026-03-05",
    "date_parsing": "应为有效日期，如2026-03-05",
    "date_from_datetime_parsing": "应为有效日期，如2026-03-05",
    "date_from_datetime_inexact": "应为日期，不带时刻，如2026-03-05",
    "greater_than_equal": "不能早于或者小于{ge}",
    "less_than_equal": "不能晚于或者大于{le}",
    "bool_type": "应为true或者false",
    "bool_parsing": "应为是或者否",
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "uuid_parsing": "应为UUID格式的编号",
    "uuid_type": "应为UUID格式的编号",
    "tuple_type": "应为列表",
    "list_type": "应为列表",
    "too_short": "至少应有{min_length}项",
    "too_long": "最多{max_length}项",
    "model_type": "应为对象",
    "model_attributes_type": "应为对象",
    "string_unicode": "含有无法识别的字符",
}


RESTORES: Final = "restores"  # the field of a form that is only to be shown with what was kept


def read(schema: type[M], typed: Mapping[str, Any]) -> M:
    """What was typed as its schema, other fields left out; BadInput with each fault by its field.

    Restored where the form is only to be shown again: nothing is taken then.
    """
    if typed.get(RESTORES):
        raise Restored("请核对后再提交；上传的文件没有暂存，需要重新选择")
    known = {name: value for name, value in typed.items() if name in schema.model_fields}
    try:
        return schema.model_validate(known)
    except ValidationError as wrong:
        raise bad_input(wrong) from None


def sentence(error: dict[str, Any]) -> str:
    """One error of pydantic in Chinese; its own text where it was written by us."""
    kind = error["type"]
    if kind in ("too_short", "too_long") and isinstance(error.get("input"), str):
        kind = f"string_{kind}"  # a length checked after our own validators is reported as a list's
    if kind in SENTENCES:
        return SENTENCES[kind].format(**error.get("ctx", {}))
    if error["type"] in ("control_character", "line_break", "organ_code"):
        return str(error["msg"])
    return "内容不符合要求"


def faults_of(errors: list[dict[str, Any]]) -> list[Fault]:
    """The errors of pydantic as faults beside their fields."""
    return [
        Fault(".".join(str(part) for part in error["loc"] if part != "data"), sentence(error))
        for error in errors
    ]


def bad_input(wrong: ValidationError) -> BadInput:
    """A failed validation as the refusal that it is."""
    return refused(faults_of([dict(error) for error in wrong.errors(include_url=False)]))


def refused(faults: list[Fault]) -> BadInput:
    """The refusal that names every fault, the first one in its sentence."""
    first = faults[0]
    more = f"（共{len(faults)}处需要更正）" if len(faults) > 1 else ""
    where = f"{first.field}：" if first.field else ""
    return BadInput(f"{where}{first.sentence}{more}", faults=faults)

"""The fields of a paper, and the contexts that try a template."""

import json
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Literal

import pytest
from pydantic import BaseModel, Field, StringConstraints

from cases.letters.fields import Shape, as_data, declared, of_data, sample, title_of
from tests.letters.made import Paper


class Kind(StrEnum):
    LONG = "商业秘密"
    SHORT = "隐私"


class Other(BaseModel):
    kind: Kind = Field(title="种类")
    you: Literal["您", "贵单位"] = Field(title="称呼")
    name: Annotated[str, StringConstraints(min_length=1)] = Field(title="名称")
    usual: str = Field(default="", title="可空")
    some: tuple[str, ...] = Field(min_length=1, title="至少一行")
    any_number: tuple[int, ...] = Field(default=(), title="件数")


def test_a_model_is_a_tree_of_titled_fields() -> None:
    tree = declared(Paper)
    shapes = {field.name: field.shape for field in tree.inside}
    assert shapes == {
        "title": Shape.TEXT, "organ": Shape.RECORD, "head": Shape.FLAG, "request": Shape.TEXT,
        "items": Shape.LIST, "remark": Shape.TEXT, "lines": Shape.LIST,
    }  # fmt: skip
    items, remark = tree.field("items"), tree.field("remark")
    assert items is not None
    assert remark is not None
    assert [field.title for field in items.line.inside] == ["申请事项", "检索地点", "件数"]
    assert remark.optional


def test_a_place_is_called_by_its_title() -> None:
    assert title_of(Paper, "organ.phone") == "联系电话"
    assert title_of(Paper, "items.11.places.0") == "检索地点"
    assert title_of(Paper, "items.0.nothing") == title_of(Paper, "nothing.at.all") == ""


def test_the_longest_case_fills_everything() -> None:
    longest = sample(Paper, longest=True)
    assert len(longest["items"]) == len(longest["items"][3]["places"]) == 12
    assert len(longest["remark"]) == len(longest["organ"]["phone"]) == 300
    assert {"<", "&", '"', "'", "䶮", "\n", "\U0001f600"} <= set(longest["remark"])
    assert longest["head"] is True
    Paper.model_validate(longest)


def test_the_barest_case_has_only_what_must_be_there() -> None:
    barest = sample(Paper, longest=False)
    assert barest["items"] == barest["lines"] == []
    assert barest["remark"] is barest["organ"]["phone"] is None
    assert len(barest["title"]) == 1
    Paper.model_validate(barest)


def test_choices_usual_values_and_least_lengths_are_kept_to() -> None:
    longest, barest = sample(Other, longest=True), sample(Other, longest=False)
    assert (longest["kind"], longest["you"]) == ("商业秘密", "贵单位")
    assert (barest["kind"], barest["you"]) == ("隐私", "您")
    assert (barest["usual"], len(barest["some"]), barest["any_number"]) == ("", 1, [])
    for context in (longest, barest):
        Other.model_validate(context)


def test_fields_and_contexts_travel_to_a_process_apart() -> None:
    for model in (Paper, Other):
        assert of_data(json.loads(json.dumps(as_data(declared(model))))) == declared(model)
        context = sample(model, longest=True)
        assert json.loads(json.dumps(context)) == context


def test_a_field_that_no_letter_can_print_is_a_bug() -> None:
    class Wrong(BaseModel):
        amount: Decimal

    with pytest.raises(TypeError, match=r"Wrong\.amount"):
        declared(Wrong)

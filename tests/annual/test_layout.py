"""The official layout: its spans, its places, and one label for every cell."""

import pytest

from cases.annual.layout import Grid, Label, grid_of, label_path
from cases.law.annual import Form
from tests.annual.official import BODY, COLUMNS, HEAD, printed

FORMS = pytest.mark.parametrize("form", list(Form))


def label(grid: Grid, text: str) -> Label:
    [found] = [spot.label for spot in grid.placed() if spot.label.text == text]
    return found


@pytest.mark.parametrize(("form", "lines"), [(Form.FORM_2019, 20), (Form.FORM_2021, 22)])
def test_results_of_the_year_stand_over_20_lines_and_since_2021_over_22(
    form: Form, lines: int
) -> None:
    assert label(grid_of(form), "三、本年度办理结果").rowspan == lines


@pytest.mark.parametrize(
    ("form", "group", "lines"),
    [
        (Form.FORM_2019, "（三）不予公开", 8),
        (Form.FORM_2019, "（四）无法提供", 3),
        (Form.FORM_2019, "（五）不予处理", 5),
        (Form.FORM_2021, "（三）不予公开", 8),
        (Form.FORM_2021, "（四）无法提供", 3),
        (Form.FORM_2021, "（五）不予处理", 5),
        (Form.FORM_2021, "（六）其他处理", 3),
    ],
)
def test_a_group_stands_over_its_items(form: Form, group: str, lines: int) -> None:
    assert label(grid_of(form), group) == Label(group, rowspan=lines, colspan=1)


def test_other_handling_is_one_wide_row_in_2019() -> None:
    assert label(grid_of(Form.FORM_2019), "（六）其他处理") == Label("（六）其他处理", 1, 2)


def test_head_has_three_lines() -> None:
    head = grid_of(Form.FORM_2021).header
    corner = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"
    assert head[0].labels == (Label(corner, 3, 3), Label("申请人情况", 1, 7))
    assert head[1].labels == (
        Label("自然人", 2, 1),
        Label("法人或其他组织", 1, 5),
        Label("总计", 2, 1),
    )
    assert [given.text for given in head[2].labels] == HEAD[2][1][1:6]


@FORMS
def test_every_cell_is_covered_once_and_shows_its_label(form: Form) -> None:
    grid = grid_of(form)
    shown: dict[tuple[int, int], str] = {}
    for spot in grid.placed():
        for line in range(spot.line, spot.last_line + 1):
            for column in range(spot.column, spot.last_column + 1):
                assert (line, column) not in shown
                shown[line, column] = spot.label.text
    for line, column, _, _ in grid.figures():
        assert (line, column) not in shown
        shown[line, column] = str(100000 + 10 * (line - 3) + column - 3)
    expected = {
        (line, column): text
        for line, texts in enumerate(printed(form))
        for column, text in enumerate(texts)
    }
    assert shown == expected


@FORMS
def test_figures_come_in_the_contracts_order(form: Form) -> None:
    expected = [(key, column) for key, *_ in BODY[form] for column in COLUMNS]
    assert [(row, column) for _, _, row, column in grid_of(form).figures()] == expected


def test_only_the_line_of_seven_is_a_total() -> None:
    totals = [line.key for line in grid_of(Form.FORM_2021).lines if line.is_total]
    assert totals == ["total_processed"]


@pytest.mark.parametrize(
    ("key", "path"),
    [
        ("new_received", ("一、本年新收政府信息公开申请数量",)),
        ("granted_full", ("三、本年度办理结果", "（一）予以公开")),
        ("denied_state_secret", ("三、本年度办理结果", "（三）不予公开", "1.属于国家秘密")),
        ("other_handling", ("三、本年度办理结果", "（六）其他处理")),
        ("other_misc", ("三、本年度办理结果", "（六）其他处理", "3.其他")),
    ],
)
def test_the_way_to_a_row_names_its_headings(key: str, path: tuple[str, ...]) -> None:
    assert label_path(key) == path

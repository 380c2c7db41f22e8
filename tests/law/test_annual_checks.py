"""The checks of the annual table, on published reports added up by hand and on small examples."""

import json
import re
from pathlib import Path
from typing import Any, Final

import pytest

from cases.law.annual import AnnualTable, Form, rows_of
from cases.law.annual_checks import Violation, carry_over, consolidation, review_total, violations

REPORTS: Final = Path(__file__).parents[1] / "data" / "annual_reports"
NONE: Final = (0, 0, 0, 0, 0, 0, 0)

# Added up by hand from the published tables.
PUBLISHED: Final = {
    # 143 = 62 + 4 + (2+2+1) + (46+0+2) + (1+2+2) + (17+2) = 62+4+5+48+5+19; 总计 of section 四:
    # 复议 1+0+6+0 = 7; 直接起诉 2+0+1+0 = 3, printed 0; 复议后 0+0+1+0 = 1
    "jinhu_county_2023": ["review_total\tlitigation_direct\ttotal\t3\t0"],
    # 23 = 7 + 1 + (7+5) + 3
    "pingtan_district_2019": [],
    # 自然人 6+6 + (4+3) + 3 + 4 = 26, printed 20; 其他 1 = 1;
    # 总计 7+6 + (4+3) + 3 + 4 = 27, printed 21
    "pingtan_district_2020": ["subtotal\t-\tnatural_person\t26\t20", "subtotal\t-\ttotal\t27\t21"],
    # 自然人 27+5 + (1+6+1) + 22 + 1 = 63; 公益 2 = 2; 其他 1 + 3 = 4; 总计 30+5+8+25+1 = 69;
    # 64 + 0 = 63 + 1, 70 + 0 = 69 + 1
    "pingtan_district_2021": [],
    # 自然人 21+8 + (1+2+1) + 37 + 2 = 72; 企业 1 + 2 = 3; 总计 21+9+4+37+(2+2) = 75;
    # 71 + 1 = 72 + 0, 74 + 1 = 75 + 0
    "pingtan_district_2022": [],
    # 自然人 4+1+1 = 6, printed 5; every 总计 is printed 0, where rows hold 5+1, 4, 1, 1, 1, 5+1
    "pingtan_haitan_2024": [
        "subtotal\t-\tnatural_person\t6\t5",
        "row_total\tnew_received\ttotal\t6\t0",
        "row_total\tunable_not_held\ttotal\t4\t0",
        "row_total\tunable_unclear_after_correction\ttotal\t1\t0",
        "row_total\tother_overdue_correction\ttotal\t1\t0",
        "row_total\tother_misc\ttotal\t1\t0",
        "row_total\ttotal_processed\ttotal\t6\t0",
    ],
    # 49 = 49
    "shouguang_2019": [],
}


def report(name: str) -> dict[str, Any]:
    given: dict[str, Any] = json.loads((REPORTS / f"{name}.json").read_text("utf-8"))
    return given


def table_of(given: dict[str, Any]) -> AnnualTable:
    rows = {key: tuple(figures) for key, figures in given["rows"].items()}
    return AnnualTable(given["organ"], given["year"], Form(given["format"]), rows)


def published(name: str) -> AnnualTable:
    return table_of(report(name))


def table(form: Form = Form.FORM_2021, **rows: tuple[int, ...]) -> AnnualTable:
    """A table of zeros but for the rows given."""
    return AnnualTable("某某局", 2025, form, {r.key: NONE for r in rows_of(form)} | rows)


def lines(found: object) -> list[str]:
    assert isinstance(found, list)
    return [str(violation) for violation in found]


def test_every_report_at_hand_is_expected() -> None:
    assert {path.stem for path in REPORTS.glob("*.json")} == set(PUBLISHED)


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_reports_break_the_rules_where_they_do(name: str) -> None:
    given = report(name)
    found = violations(table_of(given), table4=given.get("table4"))
    assert lines(found) == PUBLISHED[name]


@pytest.mark.parametrize("name", PUBLISHED)
def test_published_reports_break_the_rules_where_their_notes_say(name: str) -> None:
    """Notes as `subtotal:COLUMN: outcomes 26 != …`, `row:ROW: columns 6 != …`, `GROUP: 3 != …`."""
    given = report(name)
    noted = set()
    for note in given["violations"]:
        kind, place, expected, found = re.findall(
            r"^(subtotal|row):(\w+): \w+ (\d+) != \w+ (\d+)$", note
        )[0]
        row, column = ("-", place) if kind == "subtotal" else (place, "total")
        rule = "subtotal" if kind == "subtotal" else "row_total"
        noted.add(Violation(rule, row, column, int(expected), int(found)))
    for note in given["table4_violations"]:
        group, expected, found = re.findall(r"^(\w+): (\d+) != total (\d+)$", note)[0]
        noted.add(Violation("review_total", group, "total", int(expected), int(found)))
    assert set(violations(table_of(given), table4=given.get("table4"))) == noted


def test_balance_is_per_column() -> None:
    # 自然人 5 + 1 = 6 against 4 + 1 = 5; 总计 likewise
    found = violations(
        table(
            new_received=(5, 0, 0, 0, 0, 0, 5),
            carried_in=(1, 0, 0, 0, 0, 0, 1),
            granted_full=(4, 0, 0, 0, 0, 0, 4),
            total_processed=(4, 0, 0, 0, 0, 0, 4),
            carried_out=(1, 0, 0, 0, 0, 0, 1),
        )
    )
    assert lines(found) == ["balance\t-\tnatural_person\t6\t5", "balance\t-\ttotal\t6\t5"]


def test_errors_that_cancel_out_in_the_total_are_still_found() -> None:
    # one application taken in by a 商业企业 and answered to a 科研机构
    found = violations(
        table(
            new_received=(0, 1, 0, 0, 0, 0, 1),
            granted_full=(0, 0, 1, 0, 0, 0, 1),
            total_processed=(0, 0, 1, 0, 0, 0, 1),
        )
    )
    assert lines(found) == ["balance\t-\tbusiness\t1\t0", "balance\t-\tresearch\t0\t1"]


@pytest.mark.parametrize("form", list(Form))
def test_all_outcome_rows_count_in_the_subtotal(form: Form) -> None:
    # 2019: 23 rows less 一, 二, 七, 四 are 19 outcomes; 2021: 25 less 4 are 21
    outcomes = [
        row.key
        for row in rows_of(form)
        if row.key not in ("new_received", "carried_in", "total_processed", "carried_out")
    ]
    one = (1, 0, 0, 0, 0, 0, 1)
    count = {Form.FORM_2019: 19, Form.FORM_2021: 21}[form]
    total = (count, 0, 0, 0, 0, 0, count)
    whole = table(form, **dict.fromkeys(outcomes, one), new_received=total, total_processed=total)
    assert violations(whole) == []


def test_row_total_leaves_the_last_column_out_of_its_sum() -> None:
    [found] = violations(table(refused_repeat=(1, 2, 3, 4, 5, 6, 20), total_processed=NONE))[-1:]
    assert found == Violation("row_total", "refused_repeat", "total", 21, 20)  # 1+2+3+4+5+6


def test_carry_over_holds_from_2021_to_2022_in_pingtan() -> None:
    # 四 of 2021: 1 自然人, 1 总计; 二 of 2022: the same
    this, last = published("pingtan_district_2022"), published("pingtan_district_2021")
    assert violations(this, previous=last) == []


def test_carry_over_crosses_from_the_2019_form_to_the_2021_form() -> None:
    this, last = published("pingtan_district_2021"), published("pingtan_district_2020")
    assert list(carry_over(this, last)) == []  # 四 of 2020 and 二 of 2021 are 0


def test_carry_over_is_per_column() -> None:
    last = table(carried_out=(1, 2, 0, 0, 0, 0, 3))
    this = table(carried_in=(2, 1, 0, 0, 0, 0, 3))
    assert list(carry_over(this, last)) == [
        Violation("carry_over", "-", "natural_person", 1, 2),
        Violation("carry_over", "-", "business", 2, 1),
    ]


def test_consolidation_is_per_cell() -> None:
    one = table(granted_full=(1, 0, 0, 0, 0, 0, 1), refused_repeat=(2, 0, 0, 0, 0, 0, 2))
    two = table(granted_full=(3, 1, 0, 0, 0, 0, 4))
    right = table(granted_full=(4, 1, 0, 0, 0, 0, 5), refused_repeat=(2, 0, 0, 0, 0, 0, 2))
    wrong = table(granted_full=(4, 1, 0, 0, 0, 0, 5), refused_repeat=(2, 1, 0, 0, 0, 0, 2))
    assert list(consolidation(right, [one, two])) == []
    assert list(consolidation(wrong, [one, two])) == [
        Violation("consolidation", "refused_repeat", "business", 0, 1)
    ]


def test_consolidation_in_the_2019_form_adds_up_the_three_of_six() -> None:
    member = table(
        other_overdue_correction=(1, 0, 0, 0, 0, 0, 1),
        other_overdue_fee=(0, 2, 0, 0, 0, 0, 2),
        other_misc=(3, 0, 0, 0, 0, 0, 3),
    )
    whole = table(Form.FORM_2019, other_handling=(4, 2, 0, 0, 0, 0, 6))  # 1+3, 2, 1+2+3
    assert list(consolidation(whole, [member])) == []


def test_a_government_without_members_must_be_zero() -> None:
    # an empty sum is 0; None, not an empty list, leaves the check out
    whole = table(new_received=(1, 0, 0, 0, 0, 0, 1))
    assert [v.rule for v in violations(whole, members=[])].count("consolidation") == 2
    assert "consolidation" not in {v.rule for v in violations(whole, members=None)}


def test_review_total_is_told_with_group_and_column() -> None:
    holds = {"upheld": 1, "corrected": 2, "other_result": 3, "pending": 4, "total": 10}
    groups = dict.fromkeys(
        ("reconsideration", "litigation_direct", "litigation_after_reconsideration"), holds
    )
    assert list(review_total(groups)) == []
    groups["litigation_after_reconsideration"] = holds | {"total": 6}
    assert list(review_total(groups)) == [
        Violation("review_total", "litigation_after_reconsideration", "total", 10, 6)
    ]


def test_a_city_of_2025_adds_up() -> None:
    """总计 of a city as published: 14069 + 560 = 13810 + 819, and its outcomes sum to 13810."""
    outcomes = (
        *(5548, 2168),  # 予以公开, 部分公开: 7716
        *(13, 30, 11, 51, 104, 85, 286, 150),  # 不予公开: 730
        *(3222, 180, 19),  # 无法提供: 3421
        *(203, 148, 0, 101, 5),  # 不予处理: 457
        *(318, 203, 965),  # 其他处理: 1486; 7716 + 730 + 3421 + 457 + 1486 = 13810
    )
    figures = (14069, 560, *outcomes, 13810, 819)
    # the other columns are not printed there: put everything under 其他 to check this one
    rows: dict[str, tuple[int, ...]] = {
        row.key: (0, 0, 0, 0, 0, figure, figure)
        for row, figure in zip(rows_of(Form.FORM_2021), figures, strict=True)
    }
    assert violations(AnnualTable("某市", 2025, Form.FORM_2021, rows)) == []

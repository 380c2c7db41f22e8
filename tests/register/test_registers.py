"""The registers made from published tables give those tables back, figure by figure."""

import time
from collections import Counter
from datetime import date

from cases.law.annual import ApplicantClass
from cases.register.rows import RegisterRow, check_rows
from cases.register.sheet import read_sheet

from .making import REGISTERS, TODAY, Value, csv_text, rows

NATURAL, BUSINESS, WELFARE, OTHER = (
    ApplicantClass.NATURAL_PERSON,
    ApplicantClass.BUSINESS,
    ApplicantClass.PUBLIC_WELFARE,
    ApplicantClass.OTHER_ORG,
)
Figures = dict[tuple[str, ApplicantClass], int]


def register(name: str) -> tuple[RegisterRow, ...]:
    checked = check_rows(read_sheet((REGISTERS / name).read_bytes(), name), TODAY)
    assert checked.faults == ()
    return checked.rows


def received(register: tuple[RegisterRow, ...], year: int) -> dict[ApplicantClass, int]:
    return dict(Counter(row.applicant_class for row in register if row.received_on.year == year))


def answered(register: tuple[RegisterRow, ...], year: int) -> Figures:
    return dict(
        Counter(
            (row.annual_row, row.applicant_class)
            for row in register
            if row.annual_row and row.answered_on and row.answered_on.year == year
        )
    )


def test_shouguang_2019_received_and_granted_49_requests_of_natural_persons() -> None:
    read = register("shouguang-2019.csv")
    assert received(read, 2019) == {NATURAL: 49}
    assert answered(read, 2019) == {("granted_full", NATURAL): 49}


def test_pingtan_2021_counts_as_published() -> None:
    read = register("pingtan-2021-2022.csv")
    assert received(read, 2021) == {NATURAL: 64, WELFARE: 2, OTHER: 4}  # 70 in all
    assert answered(read, 2021) == {  # 30 + 5 + 1 + 6 + 1 + 25 + 1 = 69
        ("granted_full", NATURAL): 27,
        ("granted_full", WELFARE): 2,
        ("granted_full", OTHER): 1,
        ("granted_partial", NATURAL): 5,
        ("denied_internal_affairs", NATURAL): 1,
        ("denied_enforcement_file", NATURAL): 6,
        ("denied_admin_query", NATURAL): 1,
        ("unable_not_held", NATURAL): 22,
        ("unable_not_held", OTHER): 3,
        ("other_misc", NATURAL): 1,
    }


def test_pingtan_2022_counts_as_published_with_one_request_carried_in() -> None:
    read = register("pingtan-2021-2022.csv")
    carried = [row for row in read if row.received_on.year == 2021]
    carried = [row for row in carried if row.answered_on is None or row.answered_on.year > 2021]
    assert [row.applicant_class for row in carried] == [NATURAL]  # 70 received, 69 answered
    assert received(read, 2022) == {NATURAL: 71, BUSINESS: 3}  # 74 in all
    assert answered(read, 2022) == {  # 21 + 9 + 1 + 2 + 1 + 37 + 2 + 2 = 75 = 74 + 1
        ("granted_full", NATURAL): 21,
        ("granted_partial", NATURAL): 8,
        ("granted_partial", BUSINESS): 1,
        ("denied_internal_affairs", NATURAL): 1,
        ("denied_process_info", NATURAL): 2,
        ("denied_enforcement_file", NATURAL): 1,
        ("unable_not_held", NATURAL): 37,
        ("other_overdue_correction", NATURAL): 2,
        ("other_misc", BUSINESS): 2,
    }


def test_every_row_of_a_register_has_a_digest_of_its_own() -> None:
    read = register("pingtan-2021-2022.csv")
    assert len({row.digest() for row in read}) == len(read) == 144


def test_fourteen_thousand_rows_take_less_than_two_seconds() -> None:
    answer: dict[str, Value] = {
        "答复日期": "2024-03-29",
        "答复结果": "予以公开",
        "联系电话": "13900000001",
    }
    data = csv_text(rows(*[answer] * 14_000)).encode()
    began = time.process_time()
    checked = check_rows(read_sheet(data, "x"), date(2026, 1, 1))
    assert time.process_time() - began < 2
    assert len(checked.rows) == 14_000

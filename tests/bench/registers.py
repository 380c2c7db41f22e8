"""A register of many rows as an office keeps it: steps in some, papers and phones in half."""

import csv
import io
import random
from datetime import date, timedelta
from typing import Final

from cases.law.annual import CLASS_LABELS, OUTCOME_ROWS, ApplicantClass
from cases.law.receipt import Channel
from cases.register.columns import COLUMNS

HEADINGS: Final = tuple(column.heading for column in COLUMNS)
MATTERS: Final = (
    "征地补偿安置方案",
    "农村饮水工程验收报告",
    "道路改造资金使用情况",
    "住房保障名单",
)
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643, annex
CHECKS: Final = "10X98765432"


def register(rows: int) -> list[list[str]]:
    """The cells of so many rows, in the order of HEADINGS."""
    chance = random.Random(14_000)
    return [row(chance, n) for n in range(1, rows + 1)]


def row(chance: random.Random, n: int) -> list[str]:
    """One application: half of them with a resident's card and a phone, one in twelve open."""
    received = date(2025, 1, 1) + timedelta(days=n * 360 // 14_000 % 360)
    kind = ApplicantClass.NATURAL_PERSON if n % 2 else chance.choice([*ApplicantClass])
    cells = {
        "登记编号": f"2025-{n:05}",
        "收到日期": received.isoformat(),
        "申请方式": chance.choice([*Channel]).label,
        "申请人类别": CLASS_LABELS[kind],
        "申请人": f"申请人{n}",
        "申请内容": f"申请公开侯镇{chance.randint(2000, 2025)}年度{chance.choice(MATTERS)}，编号{n}",
        "备注": "" if n % 5 else "当面领取",
    }
    if n % 2:
        cells |= {"证件号码": card(chance), "联系电话": f"139{chance.randrange(10**8):08}"}
    if n % 10 == 0:
        cells |= {
            "补正告知日期": (received + timedelta(days=3)).isoformat(),
            "补正收到日期": (received + timedelta(days=9)).isoformat(),
        }
    if n % 15 == 0:
        cells |= {
            "延期告知日期": (received + timedelta(days=15)).isoformat(),
            "延期工作日数": "20",
        }
    if n % 12:
        cells |= {
            "答复日期": (received + timedelta(days=10 + n % 12)).isoformat(),
            "答复结果": chance.choice(OUTCOME_ROWS),
            "答复文号": f"寿公开〔2025〕{n}号",
        }
    return [cells.get(heading, "") for heading in HEADINGS]


def card(chance: random.Random) -> str:
    """An invented resident's card number with its right check digit."""
    born = date(1950, 1, 1) + timedelta(days=chance.randrange(18_000))
    digits = f"370783{born:%Y%m%d}{chance.randrange(1000):03}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + CHECKS[total % 11]


def as_csv(cells: list[list[str]]) -> bytes:
    """The register as a spreadsheet program saves it."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *cells])
    return out.getvalue().encode()

"""The last year of 寿光市 in the demonstration: registers of its organs, four members outside, the sum.

All invented. One organ has not confirmed its edition, one member has sent nothing, one has sent a
wrong sum: what a 主管部门 finds in March. Three people asked one bureau for the same within months.
"""

import csv
import json
import random
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any, Final
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from cases.actions.bring_in import bring_in
from cases.actions.confirming import confirm
from cases.actions.consolidating import add_member, consolidate
from cases.actions.conversion_finding import look_each_night
from cases.actions.conversion_suggesting import suggest
from cases.actions.freezing import freeze
from cases.actions.member_reports import take_report
from cases.actor import Actor
from cases.annual.files import render
from cases.demonstration.invented import (
    GIVEN,
    PLACES,
    PLANNING,
    REQUESTS,
    SURNAMES,
)
from cases.demonstration.years_end import enter
from cases.law.annual import COLUMNS, AnnualTable, form_of, rows_of
from cases.law.section_two import of_record, plain
from cases.register.rows import check_rows
from cases.register.sheet import read_sheet
from cases.vault import Vault

CITY: Final = "370783"
UNCONFIRMED: Final = "370783-shengcheng"  # frozen, not yet 定稿
# fmt: off
RECEIVED: Final = {
    # organ: requests of the year
    CITY: 23, PLANNING: 58, "370783-jytyj": 16, "370783-zfcxj": 41, "370783-rsj": 27,
    UNCONFIRMED: 19, "370783-houzhen": 22,
}
OUTCOMES: Final = (
    # 答复结果 as on a register, how many of a hundred
    ("予以公开", 46), ("部分公开", 12), ("本机关不掌握相关政府信息", 22), ("属于行政查询事项", 4),
    ("属于四类过程性信息", 3), ("属于行政执法案卷", 4), ("逾期不补正", 5), ("其他处理", 4),
)
WAYS: Final = ("当面", "邮寄", "在线", "平信", "邮寄", "电子邮件")
APPLICANTS: Final = ("自然人",) * 7 + ("商业企业",) * 2 + ("法律服务机构",)
# Requests to one bureau in the last months, by days before today: a candidate for 转主动公开
ALIKE: Final = (
    (196, "2025年度国有建设用地供应计划及完成情况"),
    (133, "申请公开2025年度国有建设用地供应计划、完成情况"),
    (61, "2025年度国有建设用地供应计划和完成情况"),
)
SUGGESTED: Final = (88, "寿光市矿产资源总体规划（2021—2025年）实施情况评估报告")
OUTSIDE: Final = (
    # name, its file, granted to natural persons, not held; the last has sent nothing
    ("寿光市公安局（演示）", ".xlsx", 17, 9),
    ("寿光市交通运输局（演示）", ".json", 12, 4),
    ("寿光市农业农村局（演示）", ".xlsx", 21, 6),
    ("寿光市卫生健康局（演示）", "", 0, 0),
)
# fmt: on
ENTERED: Final = {
    # organ: section 二 of the year; the others have not entered theirs
    PLANNING: (2, 1, 9, 1846, 212, 3, "318.4"),
    "370783-jytyj": (1, 0, 6, 214, 0, 0, "0"),
    "370783-zfcxj": (3, 2, 14, 962, 87, 5, "41.07"),
    "370783-rsj": (0, 1, 8, 1530, 36, 0, "0"),
}
REPORTED: Final = {"寿光市交通运输局（演示）": (1, 0, 5, 2207, 1431, 12, "0")}
WRONG: Final = "寿光市农业农村局（演示）"  # its 新收 is two more than its cases
HEADINGS: Final = (
    "登记编号", "收到日期", "申请方式", "申请人类别", "申请人", "联系电话", "申请内容", "答复日期",
    "答复结果",
)  # fmt: skip


async def play_last_year(
    session: AsyncSession, vault: Vault, actor: Actor, at: datetime, today: date,
    organs: dict[str, UUID],
) -> None:  # fmt: skip
    """Bring the registers in, find what was asked for often, freeze, confirm and add up the year."""
    chance = random.Random(2025)  # noqa: S311  # the same demonstration everywhere
    year = today.year - 1
    for code, number in RECEIVED.items():
        rows = [_asked(chance, year, serial, today) for serial in range(1, number + 1)]
        if code == PLANNING:
            rows += [_given(today, *one, serial) for serial, one in enumerate((*ALIKE, SUGGESTED))]
        checked = check_rows(read_sheet(_sheet(rows), "register.csv"), today)
        await bring_in(session, vault, actor, at, organs[code], checked)
    await look_each_night(session, at, organs[PLANNING])
    await suggest(
        session, actor, at, organs[PLANNING], number=_number(today, len(ALIKE)),
        reason="申请人认为评估报告与全市企业有关，建议向社会公开（演示）",
    )  # fmt: skip
    for code in RECEIVED:
        made = await freeze(session, actor, at, organs[code], year)
        if code != UNCONFIRMED:
            await confirm(session, actor, at, organs[code], year, made.number)
        if code in ENTERED:
            figures = of_record(form_of(year), _two(*ENTERED[code]))
            entered = {path: plain(figure) for path, figure in figures.items()}
            await enter(session, actor, at, organs[code], year, entered)
    for name, kind, granted, not_held in OUTSIDE:
        member = await add_member(session, actor, at, organs[CITY], name=name, first_year=year)
        if kind:
            table = _table(name, year, granted, not_held)
            content = render(table, kind)
            if name in REPORTED:
                given = json.loads(content) | {"table2": _two(*REPORTED[name])}
                content = json.dumps(given, ensure_ascii=False).encode()
            await take_report(session, actor, at, member.id, year, f"{name}{kind}", content)
    await consolidate(session, actor, at, organs[CITY], year)


def _two(
    made: int, repealed: int, valid: int, licensing: int, punishment: int, coercion: int, fees: str
) -> dict[str, Any]:
    """Section 二 as `table2` of a file; such organs make no 规章."""
    return {
        "regulations": {"made": 0, "repealed": 0, "valid": 0},
        "normative_documents": {"made": made, "repealed": repealed, "valid": valid},
        "licensing": licensing, "punishment": punishment, "coercion": coercion,
        "fees_10k_yuan": fees,
    }  # fmt: skip


def _asked(chance: random.Random, year: int, serial: int, today: date) -> tuple[str, ...]:
    """A row of the register: an invented request of some day; what is later than today is open."""
    day = date(year, 1, 4) + timedelta(days=chance.randrange(355))
    answered = day + timedelta(days=chance.randrange(3, 26))
    kind = chance.choice(APPLICANTS)
    name = (
        chance.choice(SURNAMES) + chance.choice(GIVEN) if kind == "自然人" else f"某某单位{serial}"
    )
    request = chance.choice(REQUESTS).format(place=chance.choice(PLACES))
    [outcome] = chance.choices([row for row, _ in OUTCOMES], [share for _, share in OUTCOMES])
    row = (
        f"{year}-{serial:04}", f"{day}", chance.choice(WAYS), kind, name, f"1380000{serial:04}",
        request,
    )  # fmt: skip
    return (*row, f"{answered}", outcome) if answered <= today else (*row, "", "")


def _given(today: date, before: int, request: str, serial: int) -> tuple[str, ...]:
    """A row of the register: a request of so many days ago, given after a week."""
    day = today - timedelta(days=before)
    name = SURNAMES[serial] + GIVEN[serial]
    return (
        _number(today, serial), f"{day}", "当面", "自然人", name, f"1370000{serial:04}", request,
        f"{day + timedelta(days=7)}", "予以公开",
    )  # fmt: skip


def _number(today: date, serial: int) -> str:
    return f"{today.year}-Z{serial + 1:03}"


def _sheet(rows: list[tuple[str, ...]]) -> bytes:
    out = StringIO()
    csv.writer(out).writerows([HEADINGS, *rows])
    return out.getvalue().encode()


def _table(name: str, year: int, granted: int, not_held: int) -> AnnualTable:
    """Section 三 of a member outside: natural persons only, all answered in the year."""
    figures = {
        "new_received": granted + not_held + (2 if name == WRONG else 0),
        "granted_full": granted,
        "unable_not_held": not_held,
        "total_processed": granted + not_held,
    }
    zeros = (0,) * (len(COLUMNS) - 2)
    rows = {
        row.key: (figures.get(row.key, 0), *zeros, figures.get(row.key, 0))
        for row in rows_of(form_of(year))
    }
    return AnnualTable(name, year, form_of(year), rows)

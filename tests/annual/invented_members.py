"""Twenty invented members: the n-th one's figures follow from n, so that every sum is arithmetic.

Member n, natural persons: 3n + 1 received, 1 carried in; 2n granted, n not held; 2 carried out.
Businesses: n received, n granted. So persons: 3n + 1 + 1 = 3n + 2, and 3n answered + 2 left.
"""

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from cases.annual.files import render
from cases.law.annual import COLUMNS, AnnualTable, form_of, rows_of
from cases.law.section_four import SectionFour
from cases.models import new_id
from cases.models_annual import AnnualEdition, EditionConfirmation
from tests.annual.foreign_making import TYPOS, document, four, three
from tests.conftest import Town

YEAR: Final = 2025
CITY: Final = "990000"
CITY_NAME: Final = "云山市人民政府"
IN_SYSTEM: Final = 13  # the city itself and twelve below it
BY_XLSX: Final = (14, 15, 16, 17)
BY_DOCX: Final = (18, 19)
MISSING: Final = 20
WRONG: Final = 17  # its file says five more persons received than it should
MEMBERS: Final = 20


def name(n: int) -> str:
    """The n-th member's name."""
    if n == 1:
        return CITY_NAME
    below = (
        "教育局", "民政局", "司法局", "财政局", "住房和城乡建设局", "交通运输局", "水利局",
        "农业农村局", "商务局", "卫生健康局", "应急管理局", "审计局", "东山镇人民政府",
        "西河镇人民政府", "南塘街道办事处", "北桥街道办事处", "石门乡人民政府", "柳林镇人民政府",
        "供电公司",
    )  # fmt: skip
    return f"云山市{below[n - 2]}"


def table(n: int, year: int = YEAR, **more: int) -> AnnualTable:
    """The n-th member's section 三; `more` is added to the persons of a row, and nowhere else."""
    rows = {row.key: [0] * len(COLUMNS) for row in rows_of(form_of(year))}
    for column, figures in (
        ("natural_person", {"new_received": 3 * n + 1, "carried_in": 1, "granted_full": 2 * n,
                            "unable_not_held": n, "total_processed": 3 * n, "carried_out": 2}),
        ("business", {"new_received": n, "granted_full": n, "total_processed": n}),
    ):  # fmt: skip
        for row, figure in figures.items():
            rows[row][COLUMNS.index(column)] += figure
            rows[row][-1] += figure
    for row, figure in more.items():
        rows[row][0] += figure
    return AnnualTable(name(n), year, form_of(year), {k: tuple(v) for k, v in rows.items()})


def review(n: int, year: int = YEAR) -> SectionFour:
    """The n-th member's section 四: n reviews upheld, one suit open."""
    groups: dict[str, tuple[int, ...]] = {
        "reconsideration": (n, 0, 0, 0, n),
        "litigation_direct": (0, 0, 0, 1, 1),
        "litigation_after_reconsideration": (0, 0, 0, 0, 0),
    }
    return SectionFour(name(n), year, groups)


def xlsx(n: int, **more: int) -> bytes:
    """Its file in our own layout."""
    return render(table(n, **more), ".xlsx", review(n))


def word(n: int) -> bytes:
    """Its report in Word, with typing mistakes."""
    report: dict[str, Any] = {
        "format": "2021",
        "rows": {row: list(figures) for row, figures in table(n).rows.items()},
        "table4": review(n).record(),
    }
    title = f"{name(n)}{YEAR}年政府信息公开工作年度报告"
    return document(title, [three(report, words=TYPOS), four(report)])


FILES: Final[dict[int, tuple[str, Callable[[], bytes]]]] = {
    14: (f"{name(14)}.xlsx", lambda: xlsx(14)),
    15: (f"{name(15)}.xlsx", lambda: xlsx(15)),
    16: ("附件2.xlsx", lambda: xlsx(16)),  # whose it is stands in the file alone
    17: (f"{name(17)}.xlsx", lambda: xlsx(17, new_received=5)),
    18: ("年度报告.docx", lambda: word(18)),
    19: (f"{name(19)}年报.docx", lambda: word(19)),
}


async def city(town: Town) -> UUID:
    """The government and its twelve organs, each with a final edition of its invented figures."""
    await town.organ(CITY, CITY_NAME)
    for n in range(2, IN_SYSTEM + 1):
        await town.organ(f"{CITY}-{n:02}", name(n), CITY)
    for n in range(1, IN_SYSTEM + 1):
        await edition(town, n)
    return town.organs[CITY]


async def edition(town: Town, n: int, *, final: bool = True, number: int = 1) -> UUID:
    """An edition of the n-th member as it would stand after freezing."""
    made, code = table(n), CITY if n == 1 else f"{CITY}-{n:02}"
    row = AnnualEdition(
        id=new_id(), organ_id=town.organs[code], year=YEAR, kind="own", number=number,
        form=made.form, organ_name=made.organ, rows={k: [*v] for k, v in made.rows.items()},
        four=review(n).record(), reason="更正一件" if number > 1 else "", automatic=False, cases=0,
        events=0, position=b"", versions={}, differences=[], digest="0" * 64, made_by="测试",
        made_at=town.clock.at,
    )  # fmt: skip
    async with town.office.sessions.begin() as session:
        session.add(row)
        await session.flush()
        if final:
            session.add(
                EditionConfirmation(
                    edition_id=row.id, confirmed_by="测试", confirmed_at=town.clock.at
                )
            )
    return row.id

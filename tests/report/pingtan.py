"""平潭综合实验区 2021 and 2022, 寿光市 2019, as published: what reports of tests are made from."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from cases.law.annual import AnnualTable, Form
from cases.law.section_four import FIGURES, GROUPS, SectionFour
from cases.law.section_two import SectionTwo, of_record
from cases.report.content import Charges, Report, Tables, Topic

FOLDER = Path(__file__).resolve().parents[1] / "data" / "annual_reports"
PINGTAN = "平潭综合实验区"
NOTHING = {group.key: (0,) * len(FIGURES) for group in GROUPS}


def published(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text("utf-8"))
    return found


def tables(name: str, organ: str, **given: Any) -> Tables:
    """A published report's tables."""
    said = published(name)
    year, form = said["year"], Form(said["format"])
    rows = {key: tuple(figures) for key, figures in said["rows"].items()}
    four = said.get("table4")
    groups = {k: tuple(four[k][f] for f in FIGURES) for k in four} if four else NOTHING
    return Tables(
        AnnualTable(organ, year, form, rows),
        SectionFour(organ, year, groups),
        SectionTwo(organ, year, form, of_record(form, said["table2"])),
        **given,
    )


NO_CHARGES = Charges(0, Decimal(0), Decimal(0))


def pingtan(year: int = 2022, charges: Charges | None = NO_CHARGES, **given: Any) -> Report:
    """The report of 2022 with 2021 beside it, or that of 2021 alone."""
    before = tables("pingtan_district_2021", PINGTAN) if year == 2022 else None
    facts: dict[str, Any] = {
        "charges": charges,
        "topics": (Topic("征地拆迁", 30), Topic("规划建设", 9)),
    }
    now = tables(f"pingtan_district_{year}", PINGTAN, **facts)
    return Report(PINGTAN, now, before, **given)


def shouguang(**given: Any) -> Report:
    """寿光市 2019, in the form of 2019."""
    return Report(
        "寿光市人民政府",
        tables("shouguang_2019", "寿光市人民政府", charges=NO_CHARGES),
        None,
        **given,
    )

"""annual-table: sections 三 and 四 of the annual report as files."""

from pathlib import Path

import typer
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from cases import queries
from cases.actions.annual_papers import write_annual_papers
from cases.actions.door import today
from cases.annual import editions
from cases.annual.files import check_ending, write_table
from cases.annual.section_four import table4
from cases.annual.table import annual_table
from cases.commands.at_hand import bar, legible, operator, with_office
from cases.errors import BadInput, NotFound
from cases.law.annual import FIRST_YEAR, AnnualTable, Form
from cases.law.section_four import SectionFour
from cases.models import Organ
from cases.office import Office


def make_annual_table(
    organ: str = typer.Option("", help="单位代码"),
    year: int | None = typer.Option(None, help="年度；与--all一起使用时默认为上一年度"),
    form: str = typer.Option("", help="表式，2019或者2021；默认按年度"),
    output: Path | None = typer.Option(None, help="文件，以.json、.csv、.xlsx或者.docx结尾"),
    edition: int | None = typer.Option(None, min=1, help="已定版的第几版；默认按现在的案件计算"),
    every: bool = typer.Option(False, "--all", help="为还没有版本的单位自动定版，存入各自的文件"),
) -> None:
    """生成年度报告第三、第四部分的表。"""
    legible(organ)
    if year is not None and not FIRST_YEAR <= year <= 2100:
        raise BadInput(f"--year的值{year}不正确，应为{FIRST_YEAR}至2100的年度")
    if form and form not in list(Form):
        raise BadInput(f"--form的值“{form}”不正确，应为2019或者2021")
    if every:
        if organ or output or form or edition:
            raise BadInput("--all不能与--organ、--form、--edition或者--output一起使用")
        typer.echo(with_office(lambda office: write_all(office, year)))
        return
    if edition is not None and form:
        raise BadInput("已定版的表按定版时的表式，--edition不能与--form一起使用")
    if not organ or year is None or output is None:
        raise BadInput("应当给出--organ、--year和--output，或者使用--all")
    target = output
    check_ending(target.suffix)

    async def work(office: Office) -> tuple[AnnualTable, SectionFour]:
        async with office.sessions() as session:
            found = await queries.organ_by_code(session, operator(), organ)
            assert year is not None
            if edition is not None:
                return await frozen(session, found, year, edition)
            table = await annual_table(session, found, year, Form(form) if form else None)
            return table, await table4(session, found, year)

    table, four = with_office(work)
    write_table(table, target, four)


async def frozen(
    session: AsyncSession, organ: Organ, year: int, number: int
) -> tuple[AnnualTable, SectionFour]:
    """The tables of an edition as they were frozen; NotFound where there is none of this number."""
    made = await editions.edition(session, organ.id, year, number)
    if made is None:
        raise NotFound(f"{organ.name}{year}年度没有第{number}版")
    return editions.table_of(made), editions.four_of(made)


async def write_all(office: Office, year: int | None) -> str:
    """自动定版 of every organ without an edition, one transaction each; what was done, in words."""
    year = year or today(office.now()).year - 1
    async with office.sessions() as session:
        organs = (await session.scalars(select(Organ).order_by(Organ.code))).all()
    new = 0
    with bar(f"{year}年度自动定版", len(organs)) as progress:
        for done, organ in enumerate(organs, start=1):
            async with office.sessions.begin() as session:
                made = await write_annual_papers(session, office.now(), organ, year)
            new += made is not None
            progress(done)
    return f"{year}年度：{len(organs)}个单位，新定版{new}个"

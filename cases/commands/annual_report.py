"""annual-report: the whole annual report as a DOCX, of one organ or of every one."""

from pathlib import Path
from typing import Final

import typer
from sqlalchemy import select

from cases import queries
from cases.actions.door import today
from cases.actions.report_papers import ENDING, made, write_report
from cases.actions.report_sources import sourced
from cases.commands.at_hand import bar, legible, operator, with_office
from cases.errors import BadInput
from cases.law.annual import FIRST_YEAR
from cases.models import Organ
from cases.office import Office

LAST_YEAR: Final = 2100


def make_annual_report(
    organ: str = typer.Option("", help="单位代码"),
    year: int | None = typer.Option(None, help="年度；与--all一起使用时默认为上一年度"),
    output: Path | None = typer.Option(None, help="文件，以.docx结尾"),
    every: bool = typer.Option(False, "--all", help="为全部单位生成并存入各自的文件"),
) -> None:
    """生成政府信息公开工作年度报告全文。"""
    legible(organ)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadInput(f"--year的值{year}不正确，应为{FIRST_YEAR}至{LAST_YEAR}的年度")
    if every:
        if organ or output:
            raise BadInput("--all不能与--organ或者--output一起使用")
        typer.echo(with_office(lambda office: write_all(office, year)))
        return
    if not organ or year is None or output is None:
        raise BadInput("应当给出--organ、--year和--output，或者使用--all")
    if output.suffix.lower() != ENDING:
        found = f"是“{output.suffix}”" if output.suffix else "没有扩展名"
        raise BadInput(f"年度报告的文件扩展名应当是{ENDING}，实际{found}。")
    content = with_office(lambda office: one_report(office, organ, year))
    try:
        output.write_bytes(content)
    except OSError as failure:
        sentence = f"文件“{output}”不能写入，请检查目录是否存在、是否有写入权限。"
        raise BadInput(sentence) from failure


async def one_report(office: Office, code: str, year: int) -> bytes:
    """The report of one organ as it is now."""
    async with office.sessions() as session:
        organ = await queries.organ_by_code(session, operator(), code)
        return await made(await sourced(session, organ, year))


async def write_all(office: Office, year: int | None) -> str:
    """The report of every organ into its papers, one transaction each; what was done, in words."""
    year = year or today(office.now()).year - 1
    async with office.sessions() as session:
        organs = (await session.scalars(select(Organ).order_by(Organ.code))).all()
    new = 0
    with bar(f"生成{year}年度报告", len(organs)) as progress:
        for done, organ in enumerate(organs, start=1):
            async with office.sessions.begin() as session:
                new += await write_report(session, office.home, office.now(), organ, year)
            progress(done)
    return f"{year}年度：{len(organs)}个单位，新存入{new}份报告"

"""check-annual-table: the checks of a table from anywhere; no database."""

from pathlib import Path

import typer

from cases.annual.reading import check_files


def check_annual_table(
    file: Path = typer.Argument(help="年度表（JSON）"),
    previous: Path | None = typer.Option(None, help="上一年度的表（JSON）"),
    member: list[Path] = typer.Option([], help="下级单位的表（JSON），可重复"),
) -> None:
    """检查年度表的勾稽关系；每处不符一行。"""
    found = check_files(file, previous, member)
    for violation in found:
        typer.echo(str(violation))
    if found:
        raise typer.Exit(1)

"""organ · officer · import-register · verify: first set-up, registers, and looking after the data."""

import sys
from pathlib import Path
from typing import Final

import typer

from cases import queries
from cases.actions import officers, organs
from cases.actions.bring_in import RegisterRefused, bring_in, faults_against_store
from cases.actions.door import today
from cases.commands.at_hand import bar, legible, operator, with_office
from cases.errors import BadInput
from cases.models import ROLE_LABELS, Role
from cases.office import Office
from cases.register.rows import check_rows
from cases.register.sheet import FILE_BYTES, read_sheet
from cases.schemas import OfficerIn, OrganIn
from cases.typed import read
from cases.verify import verify as verify_all

LINE_BYTES: Final = 4096  # of a password; its own limit is lower

organ_app = typer.Typer(help="单位", no_args_is_help=True)
officer_app = typer.Typer(help="人员", no_args_is_help=True)


@organ_app.command("add")
def add_organ(
    code: str = typer.Argument(help="单位代码，字母、数字、连字符、下划线和点"),
    name: str = typer.Argument(help="单位全称"),
    parent: str = typer.Option("", help="上级单位代码"),
    doc_code: str = typer.Option("", help="机关代字"),
    address: str = typer.Option("", help="地址"),
    postcode: str = typer.Option("", help="邮政编码"),
    phone: str = typer.Option("", help="电话"),
) -> None:
    """新增单位。"""
    filled = read(
        OrganIn,
        {
            "code": code, "name": name, "parent": parent, "doc_code": doc_code,
            "address": address, "postcode": postcode, "phone": phone,
        },
    )  # fmt: skip

    async def work(office: Office) -> None:
        async with office.sessions.begin() as session:
            await organs.add_organ(session, operator(), **dict(filled))

    with_office(work)
    typer.echo(f"已新增单位：{filled.code} {filled.name}")


@officer_app.command("add")
def add_officer(
    login: str = typer.Argument(help="用户名"),
    name: str = typer.Argument(help="姓名"),
    organ: str = typer.Option(..., help="单位代码"),
    role: list[str] = typer.Option(
        ..., help="岗位，可重复：" + "、".join(f"{r.value}（{t}）" for r, t in ROLE_LABELS.items())
    ),
    password_file: Path | None = typer.Option(
        None, help="密码所在文件，“-”为标准输入；不给则不能用密码登录"
    ),
) -> None:
    """新增人员。"""
    unknown = [r for r in role if r not in list(Role)]
    if unknown:
        raise BadInput(f"没有“{unknown[0]}”这个岗位，应为{'、'.join(Role)}之一")
    values = {"login": login, "name": name, "organ": organ, "roles": role}
    password = {} if password_file is None else {"password": first_line(password_file)}
    filled = read(OfficerIn, values | password)

    async def work(office: Office) -> None:
        async with office.sessions.begin() as session:
            await officers.add_officer(session, operator(), **dict(filled))

    with_office(work)
    typer.echo(f"已新增人员：{login} {name}")


@officer_app.command("password")
def set_password(
    login: str = typer.Argument(help="用户名"),
    password_file: Path = typer.Option(Path("-"), help="新密码所在文件，“-”为标准输入"),
) -> None:
    """重置密码。"""
    legible(login)
    password = first_line(password_file)

    async def work(office: Office) -> None:
        async with office.sessions.begin() as session:
            officer = await officers.find(session, login)
            await officers.set_password(session, officer.id, password)

    with_office(work)
    typer.echo(f"已重置{login}的密码")


def first_line(path: Path) -> str:
    """The first line of a file, or of standard input for `-`; never an argument others can see."""
    try:
        if str(path) == "-":
            line = sys.stdin.buffer.readline(LINE_BYTES)
        else:
            with path.open("rb") as source:
                line = source.readline(LINE_BYTES)
        return line.decode("utf-8-sig").rstrip("\r\n")
    except OSError as wrong:
        raise BadInput(f"不能读取文件“{path}”：{wrong.strerror}") from wrong
    except UnicodeDecodeError as wrong:
        raise BadInput(f"文件“{path}”的第一行应为UTF-8编码的密码") from wrong


@officer_app.command("token")
def give_token(
    login: str = typer.Argument(help="以哪个人员的身份访问（用户名）"),
    purpose: str = typer.Option("", help="用途，便于以后辨认"),
) -> None:
    """发放程序访问令牌；令牌只显示这一次。"""
    legible(login, purpose)

    async def work(office: Office) -> str:
        async with office.sessions.begin() as session:
            return await officers.give_token(session, office.now(), login, purpose or login)

    typer.echo(with_office(work))


def import_register(
    file: Path = typer.Argument(help="登记台账（xlsx或者csv）"),
    organ: str = typer.Option(..., help="单位代码"),
    dry_run: bool = typer.Option(False, "--dry-run", help="只检查，不导入"),
) -> None:
    """导入登记台账：全部导入，或者指出全部错误而不导入。"""
    legible(organ)
    try:
        with file.open("rb") as source:
            content = source.read(FILE_BYTES + 1)  # one more than is taken: too large is refused
    except OSError as wrong:
        raise BadInput(f"不能读取文件“{file}”：{wrong.strerror}") from wrong

    async def work(office: Office) -> str:
        sheet = read_sheet(content, file.name)
        checked = check_rows(sheet, today(office.now()))
        async with office.sessions.begin() as session:
            found = await queries.organ_by_code(session, operator(), organ)
            if dry_run:
                faults, already = await faults_against_store(session, found.id, checked.rows)
                if checked.faults or faults:
                    raise RegisterRefused.of_register(checked.faults, faults)
                added = len(checked.rows) - len(already)
                return (
                    f"检查通过：共{len(checked.rows)}行，可导入{added}件，{len(already)}件已导入过"
                )
            with bar("导入", len(checked.rows)) as progress:
                done = await bring_in(
                    session, office.vault, operator(), office.now(), found.id, checked, progress
                )
        return f"已导入{done.added}件，{done.already}件以前已导入"

    try:
        typer.echo(with_office(work))
    except RegisterRefused as refused:
        for fault in refused.register_faults:
            typer.echo(str(fault), err=True)
        raise BadInput(f"台账有{len(refused.register_faults)}处错误，没有导入任何数据") from None


def verify() -> None:
    """核验全部办理记录、案件、编号和文件；有不符的逐项列出。"""

    async def work(office: Office) -> int:
        found = 0
        async with office.sessions() as session:
            await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            total = await queries.case_count(session)
            seen = 0
            with bar("核验", total) as progress:

                def more(cases: int) -> None:
                    nonlocal seen
                    seen += cases
                    progress(seen)

                async for difference in verify_all(session, office.vault, office.home, more):
                    typer.echo(str(difference))
                    found += 1
        typer.echo(f"已核验{total}件，{found}处不符", err=True)
        return found

    if with_office(work):
        raise typer.Exit(1)

"""The command line `disclosure` (contract: cli.md)."""

import sys
from importlib import import_module
from typing import Any, Final

import typer
from typer import _click as click  # typer carries its own click and exports no UsageError

from cases.errors import Refusal
from cases.local.errors import LocalServicesError

# Only the module of the command at hand is imported: `--help` and small commands start quickly.
COMMANDS: Final = {
    # command: module, name there (a function, or the group of its subcommands)
    "serve": ("serving", "serve"),
    "worker": ("parts", "worker"),
    "migrate": ("serving", "migrate"),
    "organ": ("keeping", "organ_app"),
    "officer": ("keeping", "officer_app"),
    "import-register": ("keeping", "import_register"),
    "verify": ("keeping", "verify"),
    "backup": ("safekeeping", "backup"),
    "restore": ("safekeeping", "restore"),
    "annual-table": ("reporting", "make_annual_table"),
    "annual-report": ("annual_report", "make_annual_report"),
    "check-annual-table": ("checking", "check_annual_table"),
    "clock": ("clock", "clock"),
    "fee": ("clock", "fee"),
}
BAD_USAGE: Final = 2


def main() -> None:
    """Run a command: 0 done, 1 the data failed a check, 2 one sentence on standard error."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """The exit status of a command."""
    called = arguments[0] if arguments else ""
    if called and not called.startswith("-") and called not in COMMANDS:
        return refuse(f"没有命令“{called}”，用法见 disclosure --help")
    try:
        status: Any = program(arguments)(arguments, standalone_mode=False)
    except click.exceptions.UsageError as wrong:
        return refuse(usage(wrong))
    except (Refusal, LocalServicesError) as refusal:
        return refuse(str(refusal))
    except (typer.Abort, KeyboardInterrupt):
        return refuse("已中断")
    except BrokenPipeError:
        sys.stderr.close()
        return BAD_USAGE
    return status if isinstance(status, int) else 0


def program(arguments: list[str]) -> typer.Typer:
    """The program with the command that is called, or with all of them."""
    app = typer.Typer(
        name="disclosure",
        help="政府信息依申请公开办理系统",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(nothing)
    called = arguments[0] if arguments else ""
    for name in [called] if called in COMMANDS else COMMANDS:
        module, attribute = COMMANDS[name]
        command = getattr(import_module(f"cases.commands.{module}"), attribute)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name)(command)
    return app


def nothing() -> None:
    """政府信息依申请公开办理系统。"""


def refuse(sentence: str) -> int:
    """One sentence on standard error."""
    sys.stderr.write(f"{sentence}\n")
    return BAD_USAGE


def usage(wrong: click.exceptions.UsageError) -> str:
    """What is wrong with how a command was called, and where to read more."""
    where = wrong.ctx.command_path if wrong.ctx else "disclosure"
    match wrong:
        case click.exceptions.NoSuchOption():
            said = f"没有选项“{wrong.option_name}”"
        case click.exceptions.MissingParameter():
            said = f"缺少参数“{parameter(wrong)}”"
        case click.exceptions.BadParameter():
            said = f"参数“{parameter(wrong)}”的值不正确{expected(wrong)}"
        case click.exceptions.BadOptionUsage():
            said = f"选项“{wrong.option_name}”后应有值"
        case click.exceptions.NoArgsIsHelpError():
            said = "缺少命令"
        case _ if wrong.ctx and hasattr(wrong.ctx.command, "commands"):
            said = "没有这个命令"
        case _:
            said = "命令或者参数不正确"
    return f"{said}，用法见 {where} --help"


def parameter(wrong: click.exceptions.BadParameter) -> str:
    """The option or argument that is meant, as `--help` names it."""
    name = wrong.param.opts[-1] if wrong.param and wrong.param.opts else ""
    return name if name.startswith("-") else name.upper()


def expected(wrong: click.exceptions.BadParameter) -> str:
    """What a value should have been, where its type says so."""
    from pydantic import ValidationError

    from cases.typed import bad_input

    cause = wrong.__cause__
    return f"，{bad_input(cause).faults[0].sentence}" if isinstance(cause, ValidationError) else ""


if __name__ == "__main__":
    main()

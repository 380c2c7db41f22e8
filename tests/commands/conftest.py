"""Homes for commands: made once by the commands themselves, then copied."""

import io
import os
import shutil
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from cases import cli
from cases.local.places import Places
from tests.commands.machine import disclosure
from tests.local.machine import processes_of, wait_until

PASSWORD = "一把很长的密码 2026"


@dataclass(frozen=True)
class Made:
    """A home at rest with a city, its department and an officer, and that officer's token."""

    home: Path
    token: str


@pytest.fixture(scope="session")
def made() -> Iterator[Made]:
    """Made by the first set-up of cli.md, from an empty folder; its path is short."""
    with _home() as home:
        call(home, "organ", "add", "370783", "寿光市人民政府")
        planning = ("370783-zrzy", "寿光市自然资源和规划局", "--parent", "370783")
        call(home, "organ", "add", *planning)
        roles = ("--role", "registrar", "--role", "handler", "--role", "head")
        disclosure(
            home, "officer", "add", "zhou", "周国强", "--organ", "370783-zrzy", *roles,
            "--password-file", "-", said=f"{PASSWORD}\n第二行不是密码\n",
        )  # fmt: skip
        token = call(home, "officer", "token", "zhou", "--purpose", "对接平台")
        assert processes_of(home) == {}
        yield Made(home, token.strip())


def call(home: Path, *arguments: str) -> str:
    """What a command in this process writes to standard output: faster by a second's imports."""
    with pytest.MonkeyPatch.context() as environment, redirect_stdout(io.StringIO()) as out:
        environment.setenv("DISCLOSURE_HOME", str(home))
        assert cli.run(list(arguments)) == 0
    return out.getvalue()


Said = Callable[..., tuple[str, str]]


@pytest.fixture
def said(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Said:
    """Calls commands in this process, on the home; what they write to both outputs."""
    monkeypatch.setenv("DISCLOSURE_HOME", str(home))

    def run(*arguments: str | Path, status: int = 0) -> tuple[str, str]:
        capfd.readouterr()
        assert cli.run([str(argument) for argument in arguments]) == status
        out, err = capfd.readouterr()
        return out, err

    return run


@pytest.fixture
def home(made: Made) -> Iterator[Path]:
    """A copy of the made home."""
    with _home() as folder:
        shutil.copytree(made.home, folder, dirs_exist_ok=True, ignore=_running)
        yield folder


@pytest.fixture
def empty_home() -> Iterator[Path]:
    """A home that has nothing."""
    with _home() as folder:
        yield folder


def _running(_: str, names: list[str]) -> list[str]:
    return [name for name in names if name in ("run", "log")]


@contextmanager
def _home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="home-", dir="/tmp"))
    try:
        yield folder
        wait_until(lambda: not processes_of(folder), seconds=10)
    finally:
        for pid in processes_of(folder):
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(Places.of(folder).sockets, ignore_errors=True)
        shutil.rmtree(folder, ignore_errors=True)

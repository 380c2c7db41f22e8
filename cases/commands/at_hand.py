"""What a command needs at hand: the services of the home, a migrated database, a progress bar."""

import asyncio
import getpass
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.exc import DBAPIError

from cases.actor import COMMAND_LINE, Actor, system
from cases.errors import BadInput
from cases.local import services
from cases.migrate import behind, upgrade
from cases.office import Office, opened
from cases.settings import Settings, read_settings

T = TypeVar("T")
NO_QUEUE: Final = "unix:///nonexistent"  # given as an outside queue, so that none is started


@contextmanager
def database(settings: Settings) -> Iterator[str]:
    """The address of the home's database, brought to the newest schema if it is our own."""
    with services(settings.home, database_url=settings.database_url, redis_url=NO_QUEUE) as running:
        prepare(settings, running.database_url)
        yield running.database_url


def prepare(settings: Settings, url: str) -> None:
    """Migrate the embedded database; BadInput where an outside one is not migrated yet."""
    try:
        settings.home.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as wrong:
        raise BadInput(f"不能使用数据目录“{settings.home}”：{wrong.strerror}") from wrong
    if not behind(url):
        return
    if settings.database_url is not None:
        raise BadInput("数据库结构不是最新版本，请先运行 disclosure migrate")
    upgrade(url)


def with_office(work: Callable[[Office], Awaitable[T]]) -> T:
    """Do a command's work in the office of this home."""
    settings = read_settings()

    async def run(url: str) -> T:
        async with opened(settings.home, url) as office:
            return await work(office)

    with database(settings) as url:
        try:
            return asyncio.run(run(url))
        except DBAPIError as lost:
            if not lost.connection_invalidated:
                raise
            raise BadInput("与数据库的连接中断，未完成的操作没有保存，请稍后重试") from lost


def legible(*arguments: str) -> None:
    """BadInput where the bytes of an argument are no text, as no code or name is."""
    for words in arguments:
        try:
            words.encode()
        except UnicodeEncodeError as wrong:
            raise BadInput(f"参数“{words}”含有无法识别的字符，应为UTF-8编码的文字") from wrong


def operator() -> Actor:
    """Who types the command: whoever may use the server's terminal may do everything."""
    return system(f"{COMMAND_LINE}（{getpass.getuser()}）", COMMAND_LINE)


@contextmanager
def bar(words: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar on standard error where a person watches; takes how many are done."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    columns = (TextColumn(words), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(words, total=total)
        yield lambda done: progress.update(task, completed=done)

"""The parts of an installation: the web part and the worker, each a process of its own."""

import asyncio
import sys
from typing import Any, cast

import typer
import uvicorn
from arq import run_worker
from arq.worker import async_check_health
from redis.exceptions import RedisError

from cases.app import make_app
from cases.commands.at_hand import prepare
from cases.commands.serving import tell
from cases.errors import BadInput
from cases.local import services
from cases.local.supervisor import Part, supervise
from cases.settings import Settings, read_settings
from workers.settings import WorkerSettings, redis_settings


def serve_web(settings: Settings, host: str, port: int) -> None:
    """The web part alone, on the services that the environment names."""
    if settings.database_url is None:
        raise BadInput("--web-only须与环境变量DISCLOSURE_DATABASE_URL一起使用")
    prepare(settings, settings.database_url)
    uvicorn.run(
        make_app(settings.home, settings.database_url),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
    )


def worker(
    check: bool = typer.Option(False, "--check", help="只检查后台任务进程是否在工作"),
) -> None:
    """只运行后台任务进程。"""
    settings = read_settings()
    if check:
        raise typer.Exit(0 if is_working(settings) else 1)
    if settings.database_url is not None and settings.redis_url is not None:
        prepare(settings, settings.database_url)
        try:
            run_worker(cast(Any, WorkerSettings), redis_settings=redis_settings(settings.redis_url))
        except (RedisError, OSError) as lost:
            raise BadInput(f"与任务队列的连接中断或者无法建立（{type(lost).__name__}）") from lost
        return
    with services(
        settings.home, database_url=settings.database_url, redis_url=settings.redis_url
    ) as running:
        prepare(settings, running.database_url)
        part = Part("后台任务", [sys.executable, "-m", "cases.cli", "worker"])
        raise typer.Exit(supervise([part], running, home=settings.home, say=tell))


def is_working(settings: Settings) -> bool:
    """Whether a worker has told the queue of itself a short while ago."""
    if settings.redis_url is None:
        raise BadInput("--check须与环境变量DISCLOSURE_REDIS_URL一起使用")
    try:
        return asyncio.run(async_check_health(redis_settings(settings.redis_url))) == 0
    except (RedisError, OSError):
        return False

"""serve · migrate: an installation and what holds its parts up.

What only the parts themselves need is imported there: this process stays small and starts soon.
"""

import http.client
import socket
import sys
import time
from pathlib import Path

import typer

from cases.commands.at_hand import NO_QUEUE, prepare
from cases.errors import BadInput
from cases.local import services
from cases.local.supervisor import Part, supervise
from cases.migrate import behind, upgrade
from cases.settings import read_settings

HOST = typer.Option("127.0.0.1", help="监听地址")
PORT = typer.Option(None, help="监听端口，默认取DISCLOSURE_PORT，再默认8000")


def serve(
    host: str = HOST,
    port: int | None = PORT,
    demo: bool = typer.Option(False, "--demo", help="首次启动时装入演示数据"),
    web_only: bool = typer.Option(False, "--web-only", help="只运行网页服务"),
) -> None:
    """启动数据库、任务队列、后台任务和网页服务，按Ctrl-C全部停止。"""
    settings = read_settings()
    port = settings.port if port is None else port
    if not 0 < port < 65536:
        raise BadInput(f"端口{port}不正确，应为1至65535的整数")
    if web_only:
        from cases.commands.parts import serve_web

        serve_web(settings, host, port)
        return
    check_port(host, port)
    started = time.monotonic()
    with services(
        settings.home, database_url=settings.database_url, redis_url=settings.redis_url
    ) as running:
        prepare(settings, running.database_url)
        sign_ins = demonstration(settings.home, running.database_url) if demo else []
        program = [sys.executable, "-m", "cases.cli"]
        address = ["--host", host, "--port", str(port)]
        parts = [
            Part(
                "网页服务", [*program, "serve", "--web-only", *address], lambda: answers(host, port)
            ),
            Part("后台任务", [*program, "worker"]),
        ]

        def ready() -> None:
            seconds = time.monotonic() - started
            tell(f"系统已启动（用时{seconds:.1f}秒），请在浏览器打开：http://{shown(host)}:{port}/")
            for line in sign_ins:
                tell(line)
            tell("按Ctrl-C停止。")

        status = supervise(parts, running, home=settings.home, say=tell, ready=ready)
    tell("已全部停止。")
    raise typer.Exit(status)


def demonstration(home: Path, database_url: str) -> list[str]:
    """Load the demonstration into an empty office; what to tell of it, its sign-ins among it."""
    from cases.demonstration import SIGN_INS, load

    loaded = ["已装入演示数据。"] if load(home, database_url) else []
    people = [f"  {name}：{login} / {password}" for name, login, password in SIGN_INS]
    return [*loaded, "演示登录（用户名 / 密码）：", *people]


def tell(sentence: str) -> None:
    """Say something to the person at the terminal."""
    typer.echo(sentence, err=True)


def shown(host: str) -> str:
    """The address to open for a host that is listened on."""
    if host in ("0.0.0.0", "::"):  # noqa: S104  # compared, not bound
        return "127.0.0.1"
    return f"[{host}]" if ":" in host else host


def check_port(host: str, port: int) -> None:
    """BadInput where the port is taken, before anything is started."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as taken:
        raise BadInput(
            f"不能在{host}的{port}端口提供服务（{taken.strerror}），请用--port另选端口"
        ) from taken


def answers(host: str, port: int) -> bool:
    """Whether the web part does its work."""
    connection = http.client.HTTPConnection(shown(host), port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def migrate() -> None:
    """把数据库升级到最新结构。"""
    settings = read_settings()
    with services(settings.home, database_url=settings.database_url, redis_url=NO_QUEUE) as running:
        if behind(running.database_url):
            upgrade(running.database_url)
    tell("数据库已是最新结构。")

"""How a command is refused: exit status 2, one sentence on standard error, no traceback."""

import asyncio
import os
import socket
from pathlib import Path

import asyncpg
import pytest

from cases import cli
from cases.local import Services
from tests.commands.machine import disclosure
from tests.conftest import connect, named

ROOT = Path(__file__).parents[2]
TABLE = ("annual-table", "--organ", "370783", "--year", "2025")

# fmt: off
REFUSED: list[tuple[tuple[str, ...], str]] = [
    # command, what its sentence says
    (("nonsense",), "没有命令“nonsense”"),
    (("organ",), "缺少命令"),
    (("organ", "nonsense"), "没有这个命令"),
    (("verify", "--nonsense"), "没有选项“--nonsense”"),
    (("serve", "--prot", "8000"), "没有选项“--prot”"),
    (("organ", "add"), "缺少参数“CODE”"),
    (("organ", "add", "1"), "缺少参数“NAME”"),
    (("import-register",), "缺少参数“FILE”"),
    (("import-register", "x.csv"), "缺少参数“--organ”"),
    (("import-register", "x.csv", "--organ"), "选项“--organ”后应有值"),
    (("officer", "add", "a", "b"), "缺少参数“--organ”"),
    (("verify", "all"), "命令或者参数不正确"),
    (("check-annual-table",), "缺少参数“FILE”"),
    (("serve", "--port", "abc"), "参数“--port”的值不正确，应为整数"),
    (("serve", "--port", "0"), "端口0不正确，应为1至65535的整数"),
    (("serve", "--port", "70000"), "端口70000不正确"),
    (("serve", "--web-only"), "DISCLOSURE_DATABASE_URL"),
    (("annual-table", "--year", "二〇二五"), "参数“--year”的值不正确，应为整数"),
    ((*TABLE, "--output", "x.pdf"), "扩展名应当是.json、.csv、.xlsx、.docx之一，实际是“.pdf”"),
    ((*TABLE, "--output", "x"), "没有扩展名"),
    ((*TABLE, "--form", "2008", "--output", "x.csv"), "--form的值“2008”不正确"),
    (("annual-table", "--organ", "1", "--year", "2018", "--output", "x.csv"), "应为2019至2100的年度"),
    (("annual-table", "--organ", "1", "--year", "20250", "--output", "x.csv"), "应为2019至2100的年度"),
    (TABLE, "应当给出--organ、--year和--output"),
    (("annual-table", "--all", "--organ", "1"), "--all不能与--organ"),
    (("import-register", "/nonexistent/台账.csv", "--organ", "1"), "不能读取文件“/nonexistent/台账.csv”"),
    (("import-register", "/tmp", "--organ", "1"), "不能读取文件“/tmp”"),
    (("check-annual-table", "/nonexistent.json"), "找不到文件“/nonexistent.json”"),
    (("check-annual-table", "/tmp"), "不能读取"),
    (("check-annual-table", str(ROOT / "pyproject.toml")), "不是有效的JSON"),
    (("organ", "add", "a b", "单位"), "code：应为字母、数字开头和结尾"),
    (("organ", "add", "-", "单位"), "应为字母、数字开头和结尾"),
    (("organ", "add", "a/b", "单位"), "应为字母、数字开头和结尾"),
    (("organ", "add", "..", "单位"), "应为字母、数字开头和结尾"),
    (("organ", "add", "寿光", "单位"), "应为字母、数字开头和结尾"),
    (("organ", "add", "a" * 65, "单位"), "最多64个字符"),
    (("organ", "add", "1", " "), "name：此项必填"),
    (("organ", "add", "1", "两\n行"), "name：应为一行文字"),
    (("organ", "add", "1", "单\x07位"), "不可见的控制字符"),
    (("officer", "add", "ab", "b", "--organ", "1", "--role", "boss"), "没有“boss”这个岗位，应为registrar"),
    (("officer", "add", "a", "b", "--organ", "1", "--role", "head"), "login：此项必填，至少2个字符"),
    (("officer", "add", "ab", "b", "--organ", "1", "--role", "head", "--password-file", "/none"), "不能读取文件“/none”"),
]
SETTINGS: list[tuple[dict[str, str], str]] = [
    # environment of `disclosure verify`, what its sentence says
    ({"DISCLOSURE_PORT": "abc"}, "环境变量DISCLOSURE_PORT的值“abc”不是端口号"),
    ({"DISCLOSURE_PORT": "0"}, "应为1至65535的整数"),
    ({"DISCLOSURE_PORT": "9" * 5000}, "应为1至65535的整数"),
    ({"DISCLOSURE_DATABASE_URL": "mysql://localhost/x"}, "应以postgresql://开头"),
    ({"DISCLOSURE_DATABASE_URL": "localhost:5432"}, "应以postgresql://开头"),
    ({"DISCLOSURE_DATABASE_URL": "postgresql://u:p@127.0.0.1:1/x"}, "不能连接数据库（ConnectionRefusedError）"),
    ({"DISCLOSURE_DATABASE_URL": "postgresql://u:p@127.0.0.1:abc/x"}, "不能连接数据库"),
    ({"DISCLOSURE_DATABASE_URL": "postgresql://u:p@127.0.0.1:1/x?sslmode=require"}, "不能连接数据库（ConnectionRefusedError）"),
    ({"DISCLOSURE_DATABASE_URL": "postgresql://u:p@127.0.0.1:1/x?colour=red"}, "不能连接数据库"),
    ({"DISCLOSURE_REDIS_URL": "amqp://localhost"}, "DISCLOSURE_REDIS_URL应以redis://"),
    ({"DISCLOSURE_HOME": "/etc/passwd"}, "/etc/passwd"),
]
# fmt: on


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, empty_home: Path) -> pytest.MonkeyPatch:
    for name in [name for name in os.environ if name.startswith("DISCLOSURE_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("DISCLOSURE_HOME", str(empty_home))
    return monkeypatch


def refused(capfd: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> str:
    """The one sentence of a refused command, which wrote nothing else."""
    assert cli.run(list(arguments)) == 2
    out, err = capfd.readouterr()
    assert out == ""
    assert err.endswith("\n")
    assert err.count("\n") == 1, err
    return err


@pytest.mark.parametrize(("arguments", "words"), REFUSED)
def test_wrong_usage_is_refused_in_one_sentence_and_starts_nothing(
    environment: pytest.MonkeyPatch,
    empty_home: Path,
    capfd: pytest.CaptureFixture[str],
    arguments: tuple[str, ...],
    words: str,
) -> None:
    assert words in refused(capfd, arguments)
    assert list(empty_home.iterdir()) == []


@pytest.mark.parametrize(("settings", "words"), SETTINGS)
def test_a_setting_that_cannot_be_used_is_refused_in_one_sentence(
    environment: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    settings: dict[str, str],
    words: str,
) -> None:
    for name, value in settings.items():
        environment.setenv(name, value)
    sentence = refused(capfd, ("verify",))
    assert words in sentence
    assert ":p@" not in sentence  # the password stays out of it


def test_an_outside_database_without_a_queue_or_schema_is_spoken_of(
    environment: pytest.MonkeyPatch, running: Services, capfd: pytest.CaptureFixture[str]
) -> None:
    """The shared server's own database has never been migrated."""
    environment.setenv("DISCLOSURE_DATABASE_URL", running.database_url)
    assert "请先运行 disclosure migrate" in refused(capfd, ("verify",))
    environment.setenv("DISCLOSURE_DATABASE_URL", named(running.database_url, "no_such_one"))
    assert "不能连接数据库（InvalidCatalogNameError）" in refused(capfd, ("verify",))
    assert "不能连接数据库（InvalidCatalogNameError）" in refused(capfd, ("migrate",))


@pytest.mark.slow
def test_an_outside_database_is_migrated_once_and_then_used(
    environment: pytest.MonkeyPatch, running: Services, empty_home: Path
) -> None:
    name = "outside_of_commands"

    async def run(statement: str) -> None:
        server: asyncpg.Connection = await connect(running.database_url)
        try:
            await server.execute(statement)
        finally:
            await server.close()

    asyncio.run(run(f"CREATE DATABASE {name}"))
    try:
        url = named(running.database_url, name)
        environment.setenv("DISCLOSURE_DATABASE_URL", url)
        for _ in range(2):
            assert cli.run(["migrate"]) == 0
        assert cli.run(["verify"]) == 0
        no_queue = "unix:///nonexistent/valkey.sock"
        _, err = disclosure(
            empty_home, "worker", status=2, DISCLOSURE_DATABASE_URL=url,
            DISCLOSURE_REDIS_URL=no_queue,
        )  # fmt: skip
        assert "与任务队列的连接中断或者无法建立" in err.splitlines()[-1]
    finally:
        asyncio.run(run(f"DROP DATABASE {name} WITH (FORCE)"))


def test_a_port_in_use_is_said_before_anything_is_started(
    environment: pytest.MonkeyPatch, empty_home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        assert f"{port}端口" in refused(capfd, ("serve", "--port", port))
        environment.setenv("DISCLOSURE_PORT", port)
        assert "请用--port另选端口" in refused(capfd, ("serve",))
    assert list(empty_home.iterdir()) == []


@pytest.mark.slow
def test_a_real_process_exits_as_its_function_says(empty_home: Path) -> None:
    for arguments in (("nonsense",), ("serve", "--port", "abc")):
        out, err = disclosure(empty_home, *arguments, status=2)
        assert (out, err.count("\n")) == ("", 1)
    _, err = disclosure(empty_home, "officer", "token", b"\xff\xfe", status=2)
    assert "无法识别的字符" in err
    assert list(empty_home.iterdir()) == []

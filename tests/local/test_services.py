"""Services of a home: how they start, who shares them, what they open."""

import signal
import socket
import subprocess
import time
from pathlib import Path

import asyncpg
import pytest

from cases.local import LocalServicesError, services
from cases.local.binaries import postgres_folder
from cases.local.launch import Identity, command, identity_for_postgres
from cases.local.places import LONGEST_SOCKET_PATH_BYTES, Places
from tests.local.machine import User, ask, pids_of, processes_of


def ping(redis_url: str) -> bytes:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(redis_url.removeprefix("unix://"))
        connection.sendall(b"PING\r\n")
        return connection.recv(64)


def test_first_start_makes_the_database_and_second_start_finds_it(empty_home: Path) -> None:
    home = empty_home
    with services(home) as up:
        assert (
            up.database_url
            == f"postgresql+asyncpg://postgres@/disclosure?host={home}/run&port=5432"
        )
        assert up.redis_url == f"unix://{home}/run/valkey.sock"
        assert (up.bin_dir / "pg_dump").exists()
        assert ping(up.redis_url) == b"+PONG\r\n"
        ask(up.database_url, "CREATE TABLE kept AS SELECT 7 AS number")
    begin = time.monotonic()
    with services(home) as up:
        assert time.monotonic() - begin < 5  # 0.3 s on a quiet machine
        assert ask(up.database_url, "SELECT number FROM kept") == 7


def test_database_is_as_the_application_needs_it(home: Path) -> None:
    with services(home) as up:
        assert ask(up.database_url, "SHOW server_encoding") == "UTF8"
        assert ask(up.database_url, "SHOW timezone") == "Asia/Shanghai"
        assert ask(up.database_url, "SHOW synchronous_commit") == "on"
        locale = (
            "SELECT concat(datlocprovider, datlocale) FROM pg_database WHERE datname = 'disclosure'"
        )
        assert ask(up.database_url, locale) == "bC.UTF-8"
        assert len(ask(up.database_url, "SELECT show_trgm('征地补偿')")) > 0
        ask(up.database_url, "CREATE EXTENSION btree_gist")


def test_a_database_in_which_chinese_has_no_trigrams_is_refused(empty_home: Path) -> None:
    home = empty_home
    identity = identity_for_postgres()
    assert identity is not Identity.NOBODY, "the test needs a machine that allows namespaces"
    initdb = [str(postgres_folder() / "initdb"), "-D", str(home / "postgres"), "-U", "postgres"]
    subprocess.run(
        command([*initdb, "-E", "UTF8", "--locale=C", "--auth=trust"], signal.SIGKILL, identity),
        check=True,
        capture_output=True,
    )
    with pytest.raises(LocalServicesError, match="pg_trgm 对中文不起作用"), services(home):
        pass


def test_two_homes_run_side_by_side(home: Path, empty_home: Path) -> None:
    with services(home) as one, services(empty_home) as two:
        ask(one.database_url, "CREATE TABLE whose AS SELECT 'one' AS name")
        ask(two.database_url, "CREATE TABLE whose AS SELECT 'two' AS name")
        assert ask(one.database_url, "SELECT name FROM whose") == "one"
        assert ask(two.database_url, "SELECT name FROM whose") == "two"


def test_users_who_come_at_the_same_moment_share_one_server(empty_home: Path) -> None:
    home = empty_home
    users = [User(home) for _ in range(4)]
    assert len({user.database_url for user in users}) == 1
    assert len(pids_of(home, "cases.local.keeper")) == 2  # one for each service
    assert len(pids_of(home, "/postgres -D")) == 1
    assert len(pids_of(home, "valkey-server")) == 1
    assert [user.leave() for user in users] == [0, 0, 0, 0]


def test_second_user_keeps_the_services_when_the_first_leaves(home: Path) -> None:
    first = User(home)
    first.told()
    second = User(home)
    second.told()
    [server] = pids_of(home, "/postgres -D")
    assert first.leave() == 0
    assert ask(second.database_url, "SELECT 1") == 1
    assert pids_of(home, "/postgres -D") == [server]
    assert second.leave() == 0
    assert processes_of(home) == {}


def test_an_outside_service_is_not_started(home: Path) -> None:
    with services(home, redis_url="redis://queue.example:6379") as up:
        assert up.redis_url == "redis://queue.example:6379"
        assert pids_of(home, "valkey") == []
    database_url = "postgresql+asyncpg://office@db.example/disclosure"
    with services(home, database_url=database_url, redis_url="redis://queue.example:6379") as up:
        assert up.database_url == database_url
        assert (up.bin_dir / "pg_dump").exists()
        assert processes_of(home) == {}


def test_a_user_who_needs_more_than_the_first_gets_it(home: Path) -> None:
    with (
        services(home, redis_url="redis://queue.example:6379"),
        services(home, database_url="postgresql+asyncpg://office@db.example/disclosure") as up,
    ):
        assert ping(up.redis_url) == b"+PONG\r\n"


def test_no_network_port_is_opened(home: Path) -> None:
    with services(home):
        sockets = set()
        for pid in processes_of(home):
            for link in Path(f"/proc/{pid}/fd").iterdir():
                target = str(link.readlink())
                if target.startswith("socket:["):
                    sockets.add(target[8:-1])
        ports = {
            line.split()[9]
            for table in ("tcp", "tcp6", "udp", "udp6")
            for line in Path(f"/proc/net/{table}").read_text().splitlines()[1:]
        }
        assert sockets
        assert sockets & ports == set()


def test_only_this_user_can_reach_the_sockets(home: Path) -> None:
    with services(home):
        assert (home / "run").stat().st_mode & 0o777 == 0o700
        for name in (".s.PGSQL.5432", "valkey.sock"):
            assert (home / "run" / name).stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("name", ["a" * 120, "依申请公开 数据", "it's 100% & more, = ?"])
def test_a_home_with_a_long_or_unusual_path_works(home: Path, name: str) -> None:
    where = home / name
    where.mkdir()
    (home / "postgres").rename(where / "postgres")
    sockets = Places.of(where).sockets
    assert len(str(sockets / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH_BYTES
    try:
        with services(where) as up:
            assert ask(up.database_url, "SELECT 1") == 1
            assert ping(up.redis_url) == b"+PONG\r\n"
            assert sockets.stat().st_mode & 0o777 == 0o700
    finally:
        sockets.rmdir()


def test_a_planted_socket_folder_is_refused(home: Path) -> None:
    where = home / ("a" * 120)
    sockets = Places.of(where).sockets
    (home / "elsewhere").mkdir(mode=0o700)
    sockets.symlink_to(home / "elsewhere")
    try:
        with pytest.raises(LocalServicesError, match="不是文件夹"), services(where):
            pass
    finally:
        sockets.unlink()
    sockets.mkdir(mode=0o755)
    try:
        with pytest.raises(LocalServicesError, match="允许其他用户进入"), services(where):
            pass
    finally:
        sockets.rmdir()


def test_a_data_folder_of_another_postgresql_is_refused_in_one_sentence(home: Path) -> None:
    with services(home):
        pass
    (home / "postgres" / "PG_VERSION").write_text("16\n")
    with pytest.raises(LocalServicesError) as refused, services(home):
        pass
    assert "由 PostgreSQL 16 建立，而现有程序为 PostgreSQL 18" in str(refused.value)
    assert str(refused.value).count("。") == 1


def test_a_server_that_cannot_start_says_its_last_word_and_its_log(home: Path) -> None:
    with services(home):
        pass
    (home / "postgres" / "postgresql.conf").write_text("max_connections = many\n")
    with pytest.raises(LocalServicesError, match="数据库未能启动") as refused, services(home):
        pass
    assert f"{home}/log/postgres.log" in str(refused.value)
    assert "FATAL" in str(refused.value)


def test_a_home_that_cannot_be_made_is_refused(home: Path) -> None:
    (home / "file").write_text("")
    with pytest.raises(LocalServicesError, match="无法写入"), services(home / "file" / "home"):
        pass


def test_missing_programs_are_named(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCLOSURE_POSTGRES_BIN", str(home))
    with pytest.raises(LocalServicesError, match="DISCLOSURE_POSTGRES_BIN"), services(home):
        pass


def test_an_operators_own_postgresql_settings_do_not_matter(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"PGDATA": "/nowhere", "PGPORT": "9", "PGOPTIONS": "--nonsense=1"}.items():
        monkeypatch.setenv(name, value)
    user = User(home)
    assert user.database_url.endswith(f"{home}/run&port=5432")
    assert user.leave() == 0


def test_personal_data_in_a_failed_statement_stays_out_of_the_log(home: Path) -> None:
    planted = "110101199003070011"
    with services(home) as up:
        ask(up.database_url, "CREATE TABLE people (number text PRIMARY KEY)")
        ask(up.database_url, f"INSERT INTO people VALUES ('{planted}')")
        for wrong in (
            f"INSERT INTO people VALUES ('{planted}')",
            f"SELECT '{planted}x'::integer",
            f"SELECT {planted} FROM nowhere",
        ):
            with pytest.raises(asyncpg.PostgresError):
                ask(up.database_url, wrong)
    for log in (home / "log").iterdir():
        assert planted not in log.read_text()

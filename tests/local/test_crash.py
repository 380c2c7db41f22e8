"""A server that dies is back soon, with everything that it had acknowledged."""

import asyncio
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path

import asyncpg

from cases.local import services
from tests.local.machine import User, answers, ask, connect, pids_of, postmaster, wait_until

# What asyncpg raises on a lost connection; the last one when it was lost between two statements.
LOST: tuple[type[Exception], ...] = (
    OSError,
    asyncpg.PostgresError,
    asyncpg.InterfaceError,
    asyncpg.InternalClientError,
)


def events(home: Path) -> str:
    file = home / "run" / "events.log"
    return file.read_text() if file.exists() else ""


async def insert_until(stop: threading.Event, database_url: str, acknowledged: list[int]) -> None:
    number = 0
    while not stop.is_set():
        try:
            connection = await connect(database_url)
            try:
                while not stop.is_set():
                    number += 1
                    await connection.execute("INSERT INTO numbers VALUES ($1)", number)
                    acknowledged.append(number)
            finally:
                connection.terminate()
        except LOST:
            await asyncio.sleep(0.02)


def test_every_acknowledged_row_is_there_after_the_postmaster_was_killed(home: Path) -> None:
    with services(home) as up:
        ask(up.database_url, "CREATE TABLE numbers (number int PRIMARY KEY)")
        acknowledged: list[int] = []
        stop = threading.Event()
        writer = threading.Thread(
            target=lambda: asyncio.run(insert_until(stop, up.database_url, acknowledged))
        )
        writer.start()
        try:
            wait_until(lambda: len(acknowledged) > 50)
            before = postmaster(home)
            os.kill(before, signal.SIGKILL)
            at_death = len(acknowledged)
            wait_until(lambda: len(acknowledged) > at_death + 50)
        finally:
            stop.set()
            writer.join()
        assert postmaster(home) != before
        found = ask(up.database_url, "SELECT array_agg(number) FROM numbers")
        assert set(acknowledged) <= set(found)
        wait_until(lambda: "数据库意外退出（代码 -9），已重新启动。" in events(home))


def test_a_backend_that_outlives_its_postmaster_does_not_block_the_restart(home: Path) -> None:
    async def count_for_ever(database_url: str) -> None:
        connection = await connect(database_url)
        try:
            await connection.execute("SELECT count(*) FROM generate_series(1, 100000000000)")
        finally:
            connection.terminate()

    def ignore_the_end(database_url: str) -> None:
        with suppress(*LOST):
            asyncio.run(count_for_ever(database_url))

    with services(home) as up:
        busy = threading.Thread(target=ignore_the_end, args=(up.database_url,))
        busy.start()
        wait_until(lambda: pids_of(home, "SELECT"))
        before = postmaster(home)
        os.kill(before, signal.SIGKILL)
        wait_until(lambda: answers(up.database_url) and postmaster(home) != before)
        busy.join()


def test_a_killed_queue_is_back_with_its_jobs(home: Path) -> None:
    with services(home, database_url="postgresql+asyncpg://office@db.example/x") as up:
        path = up.redis_url.removeprefix("unix://")
        assert command(path, "SET job 7") == "+OK"
        time.sleep(1.5)  # the queue writes once a second
        [server] = pids_of(home, "valkey-server")
        os.kill(server, signal.SIGKILL)
        wait_until(lambda: "任务队列意外退出（代码 -9），已重新启动。" in events(home))
        assert command(path, "GET job") == "$1\r\n7"


def test_a_torn_queue_file_is_cut_and_a_spoilt_one_put_aside(home: Path) -> None:
    outside = "postgresql+asyncpg://office@db.example/x"
    with services(home, database_url=outside) as up:
        command(up.redis_url.removeprefix("unix://"), "SET job 7")
    [file] = (home / "valkey" / "appendonlydir").glob("*.incr.aof")
    file.write_bytes(file.read_bytes() + b"*3\r\n$3\r\nSET\r\n$3\r\nj")
    with services(home, database_url=outside) as up:
        assert command(up.redis_url.removeprefix("unix://"), "GET job") == "$1\r\n7"
    assert not (home / "valkey.damaged-1").exists()
    for number, name in enumerate(("*.incr.aof", "*.base.rdb", "*.manifest"), start=1):
        [file] = (home / "valkey" / "appendonlydir").glob(name)
        file.write_bytes(b"spoilt" * 20 + file.read_bytes())
        with services(home, database_url=outside) as up:
            assert command(up.redis_url.removeprefix("unix://"), "PING") == "+PONG"
        assert (home / f"valkey.damaged-{number}").exists()
    assert events(home).count("任务队列的数据已损坏") == 3


def test_making_the_database_is_begun_anew_when_it_was_interrupted(empty_home: Path) -> None:
    user = User(empty_home)
    wait_until(lambda: (empty_home / "postgres.new" / "PG_VERSION").exists())
    for pid in pids_of(empty_home, "cases.local.keeper"):
        os.kill(pid, signal.SIGKILL)
    # The user, who is still waiting, finds that there is no keeper and starts another.
    assert ask(user.database_url, "SELECT 1") == 1
    assert not (empty_home / "postgres.new").exists()
    assert user.leave() == 0


def command(path: str, text: str) -> str:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(path)
        connection.sendall(text.encode() + b"\r\n")
        return connection.recv(1000).decode().strip()

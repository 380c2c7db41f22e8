"""However a user or a keeper ends, no process stays behind and the next user is served."""

import asyncio
import os
import random
import signal
from pathlib import Path

import pytest

from cases.local import services
from tests.local.machine import User, ask, pids_of, processes_of, wait_until


def kill(pids: list[int]) -> None:
    for pid in pids:
        os.kill(pid, signal.SIGKILL)


def test_nothing_runs_any_more_when_the_last_user_has_left(home: Path) -> None:
    user = User(home)
    user.told()
    assert user.leave() == 0
    assert processes_of(home) == {}  # at once: leaving as the last one waits for it


def test_nothing_runs_any_more_after_ctrl_c(home: Path) -> None:
    user = User(home)
    user.told()
    os.killpg(user.process.pid, signal.SIGINT)  # as a terminal sends it, to the whole group
    user.signal(signal.SIGINT)
    wait_until(lambda: not processes_of(home), seconds=10)


def test_nothing_runs_any_more_after_the_user_was_killed(home: Path) -> None:
    user = User(home)
    user.told()
    user.signal(signal.SIGKILL)
    wait_until(lambda: not processes_of(home), seconds=10)


def test_nothing_runs_any_more_after_the_user_was_killed_during_the_first_start(
    empty_home: Path,
) -> None:
    user = User(empty_home)
    wait_until(lambda: (empty_home / "postgres.new" / "PG_VERSION").exists())
    user.signal(signal.SIGKILL)
    wait_until(lambda: not processes_of(empty_home), seconds=10)
    with services(empty_home) as up:
        assert ask(up.database_url, "SELECT 1") == 1


def test_nothing_runs_any_more_after_keeper_and_user_were_killed(home: Path) -> None:
    user = User(home)
    user.told()
    kill(pids_of(home, "cases.local.keeper"))
    user.signal(signal.SIGKILL)
    wait_until(lambda: not processes_of(home), seconds=10)


def test_servers_stop_when_their_keeper_is_killed_and_the_next_user_starts_them(
    home: Path,
) -> None:
    user = User(home)
    ask(user.database_url, "CREATE TABLE kept AS SELECT 7 AS number")
    keepers = pids_of(home, "cases.local.keeper")
    kill(keepers)
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in keepers))
    # The next one comes while the old servers are still stopping.
    with services(home) as up:
        assert ask(up.database_url, "SELECT number FROM kept") == 7
        assert len(pids_of(home, "/postgres -D")) == 1
    assert user.leave() == 0
    assert processes_of(home) == {}


def test_a_keeper_that_is_asked_to_end_stops_its_server_in_order(home: Path) -> None:
    user = User(home)
    user.told()
    for pid in pids_of(home, "cases.local.keeper"):
        os.kill(pid, signal.SIGTERM)
    wait_until(lambda: set(processes_of(home)) == {user.process.pid})
    assert "database system is shut down" in (home / "log" / "postgres.log").read_text()
    assert not (home / "postgres" / "postmaster.pid").exists()
    assert user.leave() == 0


def test_what_a_dead_keeper_told_is_not_believed(home: Path) -> None:
    with services(home):
        for name in ("postgres.json", "valkey.json"):
            (home / name).write_text((home / "run" / name).read_text())
    # As power loss leaves it: files that promise a service, and a number that somebody else has.
    for name in ("postgres.json", "valkey.json"):
        (home / name).rename(home / "run" / name)
    (home / "postgres" / "postmaster.pid").write_text(
        f"{os.getpid()}\n{home}/postgres\n0\n5432\n{home}/run\n\n0 0\nready   \n"
    )
    with services(home) as up:
        assert ask(up.database_url, "SELECT 1") == 1


def test_leaving_works_inside_a_running_event_loop(home: Path) -> None:
    async def use() -> None:
        with services(home):
            await asyncio.sleep(0)

    asyncio.run(use())
    assert processes_of(home) == {}


@pytest.mark.slow
def test_users_who_come_and_go_at_any_moment_always_find_working_services(home: Path) -> None:
    chance = random.Random(20190515)  # the day the revised regulation came into force
    users: list[User] = []
    for _ in range(25):
        if len(users) < 3 and chance.random() < 0.6:
            users.append(User(home))
        elif users:
            user = users.pop(chance.randrange(len(users)))
            way = chance.choice(["leave", "leave at once", "kill"])
            if way != "leave at once":
                assert ask(user.database_url, "SELECT 1") == 1
            if way == "kill":
                user.signal(signal.SIGKILL)
            else:
                assert user.leave() == 0
        assert len(pids_of(home, "/postgres -D")) <= 1
        assert len(pids_of(home, "valkey-server")) <= 1
    for user in users:
        assert ask(user.database_url, "SELECT 1") == 1
        user.signal(signal.SIGKILL)
    wait_until(lambda: not processes_of(home), seconds=10)

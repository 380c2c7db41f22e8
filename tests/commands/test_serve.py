"""`disclosure serve`: parts that are killed come back, what was acknowledged stays, Ctrl-C ends all."""

import asyncio
import os
import signal
import threading
from pathlib import Path

import httpx
import pytest

from tests.commands.conftest import PASSWORD, Made
from tests.commands.machine import Server, disclosure
from tests.local.machine import ask, connect, postmaster, processes_of, wait_until

pytestmark = pytest.mark.slow

PROGRAMS = 4  # that register at the same time


def application(place: int) -> dict[str, object]:
    return {
        "organ": "370783-zrzy",
        "channel": "in_person",
        "dates": {"submitted_on": "2026-03-05"},
        "applicant": {"kind": "natural_person", "name": f"申请人{place}", "phone": "13900000001"},
        "items": [{"text": "2025年度农村饮水安全工程验收报告"}],
    }


class Registering:
    """Programs that post applications until they are told to stop, through whatever happens."""

    def __init__(self, url: str, token: str) -> None:
        self.acknowledged: list[str] = []
        self.failed = 0
        self._url, self._token = url, token
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._post) for _ in range(PROGRAMS)]

    def _post(self) -> None:
        with httpx.Client(base_url=self._url, timeout=30) as client:
            client.headers["authorization"] = f"Bearer {self._token}"
            while not self._stop.is_set():
                try:
                    answer = client.post("/api/cases", json=application(len(self.acknowledged)))
                except httpx.TransportError:
                    self.failed += 1
                    self._stop.wait(0.1)
                    continue
                if answer.status_code == 201:
                    self.acknowledged.append(answer.json()["number"])
                else:
                    assert answer.status_code == 500, answer.text
                    self.failed += 1
                    self._stop.wait(0.1)

    def __enter__(self) -> "Registering":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


def database_url(home: Path) -> str:
    return f"postgresql+asyncpg://postgres@/disclosure?host={home}/run"


async def promise_verification(home: Path) -> None:
    connection = await connect(database_url(home))
    try:
        await connection.execute(
            "INSERT INTO outbox (job, payload, attempts) VALUES ('verify_history', '{}', 0)"
        )
    finally:
        await connection.close()


def test_every_acknowledged_case_is_there_after_the_database_was_killed(
    home: Path, made: Made
) -> None:
    with Server(home) as server:
        server.wait_for(f"http://127.0.0.1:{server.port}/")
        with Registering(server.url, made.token) as programs:
            for _ in range(2):
                so_far, before = len(programs.acknowledged), postmaster(home)
                wait_until(lambda: len(programs.acknowledged) > so_far + 20, seconds=60)  # noqa: B023
                os.kill(before, signal.SIGKILL)
                server.wait_for("数据库意外退出（代码 -9），已重新启动。")
            at_last = len(programs.acknowledged)
            wait_until(lambda: len(programs.acknowledged) > at_last + 20, seconds=60)
        numbers = ask(database_url(home), "SELECT array_agg(number) FROM cases")
        assert set(programs.acknowledged) <= set(numbers)
        # the worker goes on handing work on, too
        asyncio.run(promise_verification(home))
        done = "SELECT count(*) FROM outbox WHERE job = 'verify_history' AND done_at IS NOT NULL"
        wait_until(lambda: ask(database_url(home), done) == 1, seconds=60)
        assert disclosure(home, "verify") == ("", f"已核验{len(numbers)}件，0处不符\n")
        assert server.ctrl_c() == 0
    assert processes_of(home) == {}
    disclosure(home, "verify")


def test_killed_parts_are_spoken_of_and_come_back_and_ctrl_c_leaves_nothing(
    home: Path, made: Made
) -> None:
    with Server(home) as server:
        server.wait_for("按Ctrl-C停止。")
        assert httpx.get(f"{server.url}/health").status_code == 200
        for name, word in (("网页服务", "--web-only"), ("后台任务", "cases.cli worker")):
            [part] = server.parts(word)
            os.kill(part, signal.SIGKILL)
            server.wait_for(f"{name}进程意外退出（代码 -9），已重新启动。")
            wait_until(lambda: server.parts(word) not in ([], [part]))  # noqa: B023

        def answers() -> bool:
            try:
                return httpx.get(f"{server.url}/health").status_code == 200
            except httpx.TransportError:
                return False

        wait_until(answers, seconds=60)
        # commands use the running services, and leave them running
        disclosure(home, "organ", "add", "370783-houzhen", "寿光市侯镇人民政府")
        assert answers()
        # a second server on the same port is refused before anything is started
        taken = disclosure(home, "serve", "--port", str(server.port), status=2)[1]
        assert f"{server.port}端口" in taken
        assert taken.count("\n") == 1
        assert server.ctrl_c() == 0
        server.wait_for("已全部停止。")
    assert processes_of(home) == {}


def test_two_homes_are_served_side_by_side_and_each_knows_its_own_people(
    home: Path, empty_home: Path, made: Made
) -> None:
    assert len(made.token.split()) == 1  # what `officer token` prints is one token
    with Server(home) as one:
        one.wait_for("按Ctrl-C停止。")
        with Server(empty_home) as two:  # beside the first, which goes on meanwhile
            two.wait_for("按Ctrl-C停止。")
            with Registering(one.url, made.token) as programs:
                wait_until(lambda: len(programs.acknowledged) >= 5, seconds=60)
            token = {"authorization": f"Bearer {made.token}"}
            # the password came from standard input, its first line only
            form = {"login": "zhou", "password": PASSWORD}
            with httpx.Client(base_url=one.url, headers={"origin": one.url}) as browser:
                assert browser.post("/sign-in", data=form).status_code == 303
                assert browser.get("/").status_code == 200
            assert httpx.get(f"{one.url}/api/cases", headers=token).status_code == 200
            assert httpx.get(f"{two.url}/api/cases", headers=token).status_code == 401
            assert one.ctrl_c() == 0
            assert httpx.get(f"{two.url}/health").status_code == 200
            assert two.ctrl_c() == 0

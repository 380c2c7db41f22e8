"""A running site with the demonstration, and a browser in front of it, with and without scripts."""

import os
import shutil
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from cases.app import make_app
from cases.demonstration import PASSWORD, load
from cases.local import Services
from cases.office import china_now
from tests.conftest import TEMPLATE, aside, copied

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WINDOW = {"width": 1366, "height": 768}


@dataclass
class Moved:
    """The clock on the wall, put forward by a story."""

    by: timedelta = timedelta()

    def __call__(self) -> datetime:
        return china_now() + self.by


@dataclass(frozen=True)
class Site:
    """A running site: where it answers, and its clock."""

    address: str
    clock: Moved

    def forward(self, by: timedelta) -> None:
        """Time goes by."""
        self.clock.by += by

    def enter(self, page: Page, login: str, password: str = PASSWORD) -> None:
        """Sign in as a person does."""
        page.goto(f"{self.address}/sign-in")
        page.fill("[name=login]", login)
        page.fill("[name=password]", password)
        page.click("main button[type=submit]")
        page.wait_for_url(f"{self.address}/")


def last_year() -> int:
    """The year whose end the demonstration shows."""
    return china_now().year - 1


def picture(page: Page, name: str) -> None:
    """The whole page as it stands, kept where STORY_PICTURES names a folder: stories are looked at."""
    if folder := os.environ.get("STORY_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def serving(home: Path, database_url: str) -> Iterator[Site]:
    """The site on a free port, in a thread of its own."""
    clock = Moved()
    config = uvicorn.Config(
        make_app(home, database_url, clock), port=0, log_level="warning", access_log=False
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield Site(f"http://127.0.0.1:{port}", clock)
    server.should_exit = True
    thread.join()


@pytest.fixture
def empty_site(database_url: str, tmp_path: Path) -> Iterator[Site]:
    """A new installation."""
    yield from serving(tmp_path, database_url)


@pytest.fixture(scope="session")
def demonstration(
    running: Services, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, str]]:
    """The demonstration's home and the name of its database, to be copied by each story."""
    home = tmp_path_factory.mktemp("demonstration")
    for url in copied(running, TEMPLATE):
        assert aside(lambda here=url: load(home, here))
        yield home, urlsplit(url).path.strip("/")


@pytest.fixture
def site(running: Services, demonstration: tuple[Path, str], tmp_path: Path) -> Iterator[Site]:
    """The demonstration, to be changed by one story."""
    home, database = demonstration
    shutil.copytree(home, tmp_path, dirs_exist_ok=True)
    for url in copied(running, database):
        yield from serving(tmp_path, url)


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page that must work with scripts and without; nothing it asks for leaves the machine."""
    context = browser.new_context(
        java_script_enabled=request.param, viewport=WINDOW, locale="zh-CN", accept_downloads=True
    )
    asked: list[str] = []
    context.set_default_timeout(10_000)
    opened = context.new_page()
    opened.on("request", lambda sent: asked.append(sent.url))
    yield opened
    outside = [url for url in asked if not url.startswith(("http://127.0.0.1:", "data:"))]
    context.close()
    assert outside == []

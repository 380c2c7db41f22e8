"""What `disclosure serve` holds in memory at rest, by its parts."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.measuring import Figure
from tests.bench.serving import free_port

REST_SECONDS = 10
START_SECONDS = 120


def measure() -> list[Figure]:
    """PSS and RSS of the whole tree of processes, ten seconds after the start with the demonstration."""
    with tempfile.TemporaryDirectory(prefix="disclosure-bench-") as home:
        log = Path(home) / "serve.log"
        with log.open("wb") as said:
            program = [sys.executable, "-m", "cases.cli", "serve", "--demo", "--port"]
            process = subprocess.Popen(
                [*program, str(free_port())],
                env=os.environ | {"DISCLOSURE_HOME": home},
                stderr=said,
            )
        try:
            wait_for(log, "系统已启动")
            time.sleep(REST_SECONDS)
            parts = by_part(home)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)
    figures = [
        Figure(f"  memory at rest: {part} (PSS; RSS)", pss, rss, unit="MB")
        for part, (pss, rss) in sorted(parts.items())
    ]
    pss, rss = (sum(sizes) for sizes in zip(*parts.values(), strict=True))
    return [
        Figure("memory of `disclosure serve` at rest (PSS; RSS)", pss, rss, unit="MB"),
        *figures,
    ]


def wait_for(log: Path, words: str) -> None:
    """Until the log says so."""
    for _ in range(START_SECONDS * 10):
        if words in log.read_text("utf-8"):
            return
        time.sleep(0.1)
    raise AssertionError(log.read_text("utf-8"))


def by_part(home: str) -> dict[str, tuple[float, float]]:
    """Megabytes (PSS, RSS) of every process that this home's servers are, by what they do.

    PSS gives each process its share of what several hold; RSS counts that again for each.
    """
    parts: dict[str, tuple[float, float]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
            environment = (folder / "environ").read_bytes().decode(errors="replace")
            sizes = (folder / "smaps_rollup").read_text()
        except OSError:
            continue  # gone, or not ours
        if f"DISCLOSURE_HOME={home}" in environment or home in words:
            size = dict(line.split()[:2] for line in sizes.splitlines()[1:])
            pss, rss = parts.get(part_of(words), (0.0, 0.0))
            parts[part_of(words)] = (
                pss + int(size["Pss:"]) / 1024,
                rss + int(size["Rss:"]) / 1024,
            )
    return parts


def part_of(words: str) -> str:
    """The part of the installation that a command line is."""
    for mark, part in (
        ("postgres", "PostgreSQL"),
        ("valkey", "Valkey"),
        ("--web-only", "web"),
        ("worker", "worker"),
        ("serve --demo", "supervisor"),
    ):
        if mark in words:
            return part
    return "keepers"

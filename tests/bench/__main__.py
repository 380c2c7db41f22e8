"""make bench: every figure with its ratio to its reference, disappointing ones too."""

import argparse
import asyncio
import os
import time
from collections.abc import Iterable

from tests.bench import (
    annual,
    clocks,
    consolidating,
    importing,
    letters,
    likeness,
    listing,
    memory,
    pages,
    posting,
    printing,
    reports,
)
from tests.bench.ground import Ground, ground, settle_in
from tests.bench.measuring import HEADINGS, Figure, line
from tests.bench.seeding import seed

PARTS = (
    "clock", "letters", "recompute", "annual", "sum", "import", "post", "pages", "list", "memory",
    "likeness",
)  # fmt: skip


def main() -> None:
    """Run the parts asked for, or all."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="part", help=f"{', '.join(PARTS)}; all if none")
    parser.add_argument("--quick", action="store_true", help="smaller numbers, to try it out")
    asked = parser.parse_args()
    unknown = set(asked.parts) - set(PARTS)
    if unknown:
        parser.error(f"no such part: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    print(line(*HEADINGS), flush=True)
    with ground() as home:
        asyncio.run(measure(home, asked.parts or PARTS, quick=asked.quick))
    if "memory" in (asked.parts or PARTS):
        show(memory.measure())
    load = ", ".join(f"{n:.1f}" for n in os.getloadavg())
    print(f"{time.monotonic() - started:.0f} s; {os.cpu_count()} processors, load average {load}")


async def measure(home: Ground, parts: Iterable[str], *, quick: bool) -> None:
    """The parts that need a database, and the clock and letters, which need none."""
    if "clock" in parts:
        show(clocks.pure(200 if quick else 1_000))
    if "likeness" in parts:
        show(likeness.measure(2_000 if quick else likeness.REQUESTS))
    if "letters" in parts:
        show(reports.measure(4 if quick else 20))
        show(letters.measure(12 if quick else letters.LETTERS))
        show(await printing.measure(home, 200 if quick else printing.LETTERS))
    if "recompute" in parts:
        show(await clocks.recomputing(home, 10_000 if quick else 100_000))
    if "post" in parts:
        show(await posting.measure(home, 80 if quick else 240, 2 if quick else 4))
    if "import" in parts:
        show(await importing.measure(home, 2_000 if quick else 14_000, 2 if quick else 4))
    if "pages" in parts:
        sizes = (1_000, 50_000) if quick else (1_000, 1_000_000)
        show(await pages.measure(home, *sizes, 20 if quick else 60))
    if "sum" in parts:
        show(await consolidating.measure(home, 50_000 if quick else 1_000_000, 9))
    if {"annual", "list"}.isdisjoint(parts):
        return
    small, middle, large = (2_000, 20_000, 50_000) if quick else (10_000, 100_000, 1_000_000)
    tokens = {}
    for name, count in (("small", small), ("middle", middle), ("large", large)):
        if (
            (name == "middle" and "annual" in parts)
            or (name == "small" and "list" in parts)
            or name == "large"
        ):
            tokens[name] = await grown(
                home, f"bench_{name}", count, searched=name != "middle" and "list" in parts
            )
    if "annual" in parts:
        for name, count in (("middle", middle), ("large", large)):
            show(await annual.measure(home, f"bench_{name}", count, 9))
    if "list" in parts:
        databases = {f"bench_{name}": tokens[name] for name in ("small", "large")}
        show(
            await listing.measure(
                home, databases, "bench_large", "bench_small", 20 if quick else 60
            )
        )


async def grown(home: Ground, database: str, count: int, *, searched: bool) -> str:
    """A database with so many cases; its officer's token."""
    await home.make(database)
    async with home.office(database) as office:
        organ, token = await settle_in(office)
    async with home.connected(database) as server:
        await seed(server, organ, count, searched=searched)
    return token


def show(figures: list[Figure]) -> None:
    """Print figures as soon as they are there."""
    for figure in figures:
        print(figure, flush=True)


if __name__ == "__main__":
    main()

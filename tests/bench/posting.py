"""POST /api/cases, the whole application, against a bare handler with one INSERT."""

import asyncio
import json
from contextlib import AsyncExitStack
from datetime import timedelta

from tests.bench.client import Client, each, post
from tests.bench.ground import ORGAN, Ground, settle_in
from tests.bench.measuring import Figure, median
from tests.bench.serving import bare_server, office_server

GOAL = 3
DATABASE = "bench_posting"
CLIENTS = 8


async def measure(ground: Ground, requests: int, repetitions: int) -> list[Figure]:
    """By turns, so many requests each: one client's median, then the rate of eight at once."""
    await ground.make(DATABASE)
    async with ground.office(DATABASE) as office:
        _, token = await settle_in(office)
        day = (office.now() - timedelta(days=1)).date().isoformat()
    body = json.dumps(application(day), ensure_ascii=False).encode()
    requested = {
        "ours": post("/api/cases", {"Authorization": f"Bearer {token}"}, body),
        "bare": post("/cases", {}, body),
    }
    async with AsyncExitStack() as stack:
        ports = {
            "ours": await stack.enter_async_context(office_server(ground, DATABASE)),
            "bare": await stack.enter_async_context(bare_server(ground, DATABASE)),
        }
        alone = await by_turns(ports, requested, requests, repetitions, clients=1)
        together = await by_turns(ports, requested, requests, repetitions, clients=CLIENTS)
    await ground.drop(DATABASE)
    return [
        Figure("POST /api/cases, 1 client, a request", alone["ours"], alone["bare"], GOAL),
        Figure(
            f"POST /api/cases, {CLIENTS} clients, wall time a request",
            together["ours"],
            together["bare"],
            GOAL,
        ),
    ]


async def by_turns(
    ports: dict[str, int],
    requested: dict[str, bytes],
    requests: int,
    repetitions: int,
    clients: int,
) -> dict[str, float]:
    """For each server the milliseconds a request: the median over one client's requests, or for
    several clients the median over the repetitions of the time that all of them took together."""
    taken: dict[str, list[float]] = {name: [] for name in ports}
    for repetition in range(repetitions + 1):
        for name, port in ports.items():
            open_clients = [await Client.to(port) for _ in range(clients)]
            started = asyncio.get_running_loop().time()
            share = [requested[name]] * (requests // clients)
            each_took = await asyncio.gather(*(each(client, share) for client in open_clients))
            seconds = asyncio.get_running_loop().time() - started
            if repetition:  # the first one warms up
                wall = 1000 * seconds / (len(share) * clients)
                taken[name] += each_took[0] if clients == 1 else [wall]
            for client in open_clients:
                await client.close()
    return {name: median(times) for name, times in taken.items()}


def application(day: str) -> dict[str, object]:
    """An application as a window takes it in."""
    return {
        "organ": ORGAN,
        "channel": "in_person",
        "dates": {"submitted_on": day},
        "applicant": {
            "kind": "natural_person",
            "name": "王芳",
            "id_kind": "resident_card",
            "id_number": "11010519491231002X",
            "phone": "13900000001",
            "address": "山东省寿光市圣城街道金光街1号",
        },
        "items": [{"text": "2025年度农村饮水安全工程验收报告及资金使用情况"}],
        "carrier": "paper",
        "route": "post",
    }

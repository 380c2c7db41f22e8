"""Grouping repeated and similar requests, and naming topics: seconds and memory."""

import random
import re
import subprocess
import sys
import time

from cases.topics.default_words import DEFAULT
from cases.topics.likeness import groups
from cases.topics.naming import name_topic
from tests.bench.measuring import Figure
from tests.topics.invented import requests
from tests.topics.wordings_held_out import HELD_OUT
from tests.topics.wordings_tuned import TUNED

REQUESTS = 20_000
MEGABYTE = 1024  # kilobytes, as VmHWM is told


def measure(count: int = REQUESTS) -> list[Figure]:
    """Grouping, its memory in a process of its own, and naming."""
    texts = invented(count)
    started = time.perf_counter()
    found = groups(texts)
    took = time.perf_counter() - started
    started = time.perf_counter()
    for _, text in texts:
        name_topic(text, DEFAULT)
    naming = time.perf_counter() - started
    peak, before = memory(count)
    grouped = sum(map(len, found))
    return [
        Figure(f"like requests among {count} ({len(found)} groups of {grouped})", took, unit="s"),
        Figure("  memory of it (peak; before)", peak, before, unit="MB"),
        Figure(f"topics of {count} requests", naming, unit="s"),
    ]


def invented(count: int) -> list[tuple[int, str]]:
    """Half of them as people talk, of known topics; half for one of many villages, years, papers."""
    dice = random.Random(20)
    talk = requests(
        TUNED | {f"{topic}2": those for topic, those in HELD_OUT.items()}, count // 2, 4
    )
    villages = [f"{a}家{b}村" for a in "张王李赵刘陈杨黄周吴" for b in "庄沟河楼屯岭湾坡桥店"]
    papers = (
        "征地补偿安置方案",
        "征地补偿款发放明细",
        "村级财务收支账目",
        "低保人员名单",
        "宅基地审批台账",
    )
    frames = ("请公开{}", "我想了解一下{}，谢谢", "现申请公开{}的复印件", "希望贵单位提供{}全文")
    plain = [
        dice.choice(frames).format(
            f"{dice.choice(villages)}{dice.randint(2015, 2026)}年{dice.choice(papers)}"
        )
        for _ in range(count - len(talk))
    ]
    every = [text for text, _ in talk] + plain
    dice.shuffle(every)
    return [*enumerate(every)]


ALONE = """
import re
from pathlib import Path
from cases.topics.likeness import groups
from tests.bench.likeness import invented
texts = invented({count})
groups(texts[:100])
def peak():
    return re.search(r"VmHWM:\\s+([0-9]+)", Path("/proc/self/status").read_text())[1]
before = peak()
groups(texts)
print(peak(), before)
"""


def memory(count: int) -> tuple[float, float]:
    """The most that a process held, and what it held before, with segmenter and texts, in MB."""
    said = subprocess.run(
        [sys.executable, "-c", ALONE.format(count=count)],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    peak, before = re.findall(r"[0-9]+", said)
    return int(peak) / MEGABYTE, int(before) / MEGABYTE

"""Foreign files are opened in a process apart, with little memory and time and nothing to break."""

import json
import subprocess
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Any, Final

from cases.errors import BadInput, Refusal
from cases.publishable.kinds import type_of, unfit

MEMORY_BYTES: Final = 2 << 30  # address space: a picture of 80 million pixels needs about half
CPU_SECONDS: Final = 60
WALL_SECONDS: Final = 180  # on a machine that has other work too
TOO_COSTLY: Final = (
    "过大、过于复杂或者已损坏，没有能够在规定的时间和内存内处理，请核对文件或者拆分后上传"
)


class Task(StrEnum):
    """What the process apart is asked for."""

    CLEAN = "clean"
    FIND = "find"
    MARK = "mark"
    MASK = "mask"


def asked(
    task: Task, content: bytes, name: str, more: Mapping[str, Any] | None = None
) -> tuple[dict[str, Any], bytes]:
    """What the process apart answers: words and a file; its refusal is raised here."""
    type_of(content, name)  # what is refused by its first bytes needs no process
    head = json.dumps({"task": task, "name": name, **(more or {})}).encode() + b"\n"
    try:
        done = subprocess.run(
            [sys.executable, "-m", "cases.publishable.tasks"],
            input=head + content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise unfit(name, TOO_COSTLY) from None
    if done.returncode < 0:  # a signal: its time, or memory in the midst of a library
        raise unfit(name, TOO_COSTLY)
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    words, _, made = done.stdout.partition(b"\n")
    answer = json.loads(words)
    if "refused" in answer:
        raise (BadInput if answer["bad_input"] else Refusal)(answer["refused"])
    return answer, made

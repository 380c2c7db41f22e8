"""What the process apart does: one file from the standard input, words and a file to the output."""

import json
import sys
from typing import Any

from cases.errors import BadInput, Refusal
from cases.limits import limit
from cases.publishable.apart import CPU_SECONDS, MEMORY_BYTES, TOO_COSTLY, Task
from cases.publishable.kinds import unfit


def done(head: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """The answer to a task: words and a file. Each task loads no other libraries than its own."""
    name = head["name"]
    match Task(head["task"]):
        case Task.CLEAN:
            from cases.publishable.cleaned import cleaned

            made, removed = cleaned(content, name)
            return {"removed": removed}, made
        case Task.FIND:
            from cases.publishable.found import found

            return found(content, name), b""
        case Task.MARK:
            from cases.publishable.marked import marked

            return {}, marked(content, name, head["found"])
        case Task.MASK:
            from cases.publishable.masked import masked

            return {}, masked(content, name, head["found"])


def main() -> None:
    """Limits first, then the task."""
    limit(memory=MEMORY_BYTES, cpu=CPU_SECONDS)
    head = json.loads(sys.stdin.buffer.readline())
    made = b""
    try:
        answer, made = done(head, sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        answer = _refused(unfit(head["name"], TOO_COSTLY))
    except Refusal as refusal:
        answer = _refused(refusal)
    sys.stdout.buffer.write(json.dumps(answer).encode() + b"\n" + made)


def _refused(refusal: Refusal) -> dict[str, Any]:
    return {"refused": refusal.sentence, "bad_input": isinstance(refusal, BadInput)}


if __name__ == "__main__":
    main()

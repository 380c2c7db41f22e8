"""A stranger's template examined in a process apart, with little memory and time."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from typing import Any, Final

from cases.letters.examination import findings
from cases.letters.fields import Declared, as_data, of_data
from cases.limits import limit

MEMORY_BYTES: Final = 1 << 30  # address space; 20 MB of XML as a tree take about a third
CPU_SECONDS: Final = 20
WALL_SECONDS: Final = 90  # on a machine that has other work too
TOO_COSTLY: Final = "模板过大或者过于复杂，没有能够在规定的时间和内存内试排，请简化后重新上传"


def findings_apart(
    content: bytes, declared: Declared, contexts: Sequence[tuple[str, Mapping[str, Any]]]
) -> list[str]:
    """examination.findings from a process apart; TOO_COSTLY is the finding of what ends that one."""
    head = json.dumps({"declared": as_data(declared), "contexts": contexts}).encode() + b"\n"
    try:
        examined = subprocess.run(
            [sys.executable, "-m", "cases.letters.apart"],
            input=head + content,
            capture_output=True,
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return [TOO_COSTLY]
    if examined.returncode < 0:  # a signal: its time, or memory in the midst of a library
        return [TOO_COSTLY]
    assert examined.returncode == 0, examined.stderr.decode(errors="replace")
    return [str(sentence) for sentence in json.loads(examined.stdout)]


def main() -> None:
    """Reads fields, contexts and one template from the standard input, writes the findings."""
    limit(memory=MEMORY_BYTES, cpu=CPU_SECONDS)
    head = json.loads(sys.stdin.buffer.readline())
    try:
        found = findings(sys.stdin.buffer.read(), of_data(head["declared"]), head["contexts"])
    except (MemoryError, RecursionError):
        found = [TOO_COSTLY]
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()

"""A stranger's file opened in a process apart, with little memory and time and nothing to break."""

import json
import subprocess
import sys
from dataclasses import asdict
from typing import Final

from cases.archive.foreign import Absence, Foreign, Frame, opened, refused
from cases.archive.sheet import Enclosure
from cases.limits import limit

MEMORY_BYTES: Final = 2 << 30  # address space: a picture of 80 million pixels needs about half
CPU_SECONDS: Final = 60
WALL_SECONDS: Final = 180  # on a machine that has other work too


def opened_apart(enclosure: Enclosure) -> Foreign | Absence:
    """The enclosure's pages, or why there are none; no bytes raise an exception or end us."""
    absence = refused(enclosure)
    if absence is not None:
        return absence
    kind = json.dumps(enclosure.media_type).encode() + b"\n"
    try:
        reader = subprocess.run(
            [sys.executable, "-m", "cases.archive.apart"],
            input=kind + enclosure.content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WALL_SECONDS,
            check=True,
        )
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return Absence.TOO_COSTLY
    head, _, pdf = reader.stdout.partition(b"\n")
    return _read(json.loads(head), pdf)


def _read(head: dict[str, object], pdf: bytes) -> Foreign | Absence:
    match head:
        case {"absence": str(name)}:
            return Absence[name]
        case {"frames": list(frames), "repaired": bool(repaired)}:
            return Foreign(pdf, tuple(Frame(**frame) for frame in frames), repaired)
        case _:
            raise AssertionError(head)


def _answer(pages: Foreign | Absence) -> bytes:
    if isinstance(pages, Absence):
        return json.dumps({"absence": pages.name}).encode()
    frames = [asdict(frame) for frame in pages.frames]
    return json.dumps({"frames": frames, "repaired": pages.repaired}).encode() + b"\n" + pages.pdf


def main() -> None:
    """Reads one file from the standard input, and writes its pages or the reason to the output."""
    limit(memory=MEMORY_BYTES, cpu=CPU_SECONDS)
    media_type = json.loads(sys.stdin.buffer.readline())
    enclosure = Enclosure("", "", "", media_type, sys.stdin.buffer.read(), None, "", "")
    sys.stdout.buffer.write(_answer(opened(enclosure)))


if __name__ == "__main__":
    main()

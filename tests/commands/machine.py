"""`disclosure` as a person or a program calls it, and `disclosure serve` under observation."""

import os
import queue
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path
from types import TracebackType

from tests.local.machine import PROJECT, wait_until
from tests.local.test_supervisor import parent

PROGRAM = Path(sys.executable).with_name("disclosure")


def disclosure(
    home: Path,
    *arguments: str | Path | bytes,
    said: str | bytes = b"",
    status: int = 0,
    **environment: str,
) -> tuple[str, str]:
    """What the command wrote to standard output and standard error, which must be UTF-8."""
    done = subprocess.run(
        [PROGRAM, *arguments],
        input=said.encode() if isinstance(said, str) else said,
        capture_output=True,
        env=clean() | {"DISCLOSURE_HOME": str(home)} | environment,
        check=False,
        timeout=120,
    )
    out, err = done.stdout.decode("utf-8"), done.stderr.decode("utf-8")
    assert done.returncode == status, (done.returncode, out, err)
    assert "Traceback" not in err
    return out, err


def clean() -> dict[str, str]:
    """The environment without anything that is addressed to the program."""
    return {name: text for name, text in os.environ.items() if not name.startswith("DISCLOSURE_")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """A running `disclosure serve`, and what it says."""

    def __init__(self, home: Path, *more: str) -> None:
        self.home = home
        self.port = free_port()
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self.process = subprocess.Popen(
            [PROGRAM, "serve", "--port", str(self.port), *more],
            cwd=PROJECT,
            env=clean() | {"DISCLOSURE_HOME": str(home)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def _read(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            self._lines.put(line.strip())

    def wait_for(self, word: str, seconds: float = 60) -> str:
        """The next line that has the word."""
        deadline = time.monotonic() + seconds
        while True:
            line = self._lines.get(timeout=max(0.01, deadline - time.monotonic()))
            self.said.append(line)
            if word in line:
                return line

    def parts(self, word: str) -> list[int]:
        """Its child processes whose command line has that word."""
        return [pid for pid in children(self.process.pid) if word in command_line(pid)]

    def ctrl_c(self) -> int:
        """Press Ctrl-C in its terminal; the exit status."""
        everything = [self.process.pid, *children(self.process.pid)]
        os.killpg(self.process.pid, signal.SIGINT)
        status = self.process.wait(60)
        self._close()
        wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in everything))
        return status

    def _close(self) -> None:
        self._reader.join(10)
        assert self.process.stderr is not None
        self.process.stderr.close()

    def __enter__(self) -> "Server":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
            self._close()


def children(pid: int) -> list[int]:
    """The child processes of a process."""
    found = [int(folder.name) for folder in Path("/proc").glob("[0-9]*")]
    return [child for child in found if parent(child) == pid]


def command_line(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except (FileNotFoundError, ProcessLookupError):
        return ""

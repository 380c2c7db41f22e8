"""The embedded Valkey: its data can be lost without harm, since the outbox promises all work."""

import re
import signal
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cases.local import launch
from cases.local.binaries import valkey_server
from cases.local.errors import cannot_write
from cases.local.places import VALKEY_SOCKET, Kind, Places

PING_SECONDS: Final = 2.0
# A torn tail is cut off by Valkey itself; with these words it refuses to load the rest.
DAMAGED: Final = re.compile(
    r"reading the append only file|AOF MANIFEST|AOF manifest|AOF loading aborted"
    r"|rdb file reading|append log file"
)


@dataclass(frozen=True)
class Valkey:
    """One home's queue server."""

    places: Places
    program: Path

    kind = Kind.VALKEY
    ending = signal.SIGTERM  # writes what is not yet written

    @classmethod
    def of(cls, places: Places) -> "Valkey":
        """The server with the program found here."""
        return cls(places, valkey_server())

    def prepare(self, _lock: int) -> None:
        """A folder to keep the queue in."""
        data = self.places.data(self.kind)
        try:
            data.mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise cannot_write(data, error) from error

    def command(self) -> list[str]:
        """The command line of the server."""
        settings = {
            "port": "0",  # no TCP
            "unixsocket": str(self.places.sockets / VALKEY_SOCKET),
            "unixsocketperm": "700",
            "dir": str(self.places.data(self.kind)),
            "save": "",
            "appendonly": "yes",
            "appendfsync": "everysec",
            "aof-load-truncated": "yes",
            "maxmemory-policy": "noeviction",
            "daemonize": "no",
            "loglevel": "warning",
            "logfile": "",  # to standard output, where the keeper keeps it short
        }
        options = [part for name, value in settings.items() for part in (f"--{name}", value)]
        return launch.command([str(self.program), *options], self.ending)

    def answers(self) -> bool:
        """Whether the server has loaded its data and takes commands."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(PING_SECONDS)
            try:
                connection.connect(str(self.places.sockets / VALKEY_SOCKET))
                connection.sendall(b"PING\r\n")
                return connection.recv(64).startswith(b"+PONG")
            except OSError:
                return False

    def settle(self) -> None:
        """An empty queue is as good as a full one: nothing to make."""

    def mend(self, said: str) -> str | None:
        """Put a damaged queue aside when that is what kept the server from starting."""
        if DAMAGED.search(said) is None:
            return None
        data = self.places.data(self.kind)
        number = 1
        while (aside := data.with_name(f"{data.name}.damaged-{number}")).exists():
            number += 1
        data.rename(aside)
        return f"任务队列的数据已损坏，原数据已移至“{aside}”，待办任务将由数据库重新发出。"

    def facts(self) -> dict[str, str]:
        """What users need to know."""
        return {"url": self.places.url(self.kind)}

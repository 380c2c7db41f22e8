"""Where one home keeps what belongs to its database and its queue."""

import hashlib
import os
import re
import stat
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from cases.local.errors import LocalServicesError, cannot_write

LONGEST_SOCKET_PATH_BYTES: Final = 107  # sun_path of unix(7), less the closing NUL
POSTGRES_SOCKET: Final = ".s.PGSQL.5432"
VALKEY_SOCKET: Final = "valkey.sock"
SHORT_FOLDERS: Final = Path("/tmp")  # noqa: S108 - `make_private` looks at what it finds there
# Such a path stands in an address, a command line and a configuration value as it is.
PLAIN_PATH: Final = re.compile(r"[A-Za-z0-9._/-]+")


class Kind(StrEnum):
    """The two services that a home can have of its own."""

    POSTGRES = "postgres"
    VALKEY = "valkey"

    @property
    def shown(self) -> str:
        """The name of the service on the terminal."""
        return {Kind.POSTGRES: "数据库", Kind.VALKEY: "任务队列"}[self]


@dataclass(frozen=True)
class Places:
    """Every path of one home that the embedded services use."""

    home: Path

    @classmethod
    def of(cls, home: Path) -> "Places":
        """The places of a home, the same ones however its path was written."""
        return cls(Path(os.path.realpath(home)))

    @property
    def run(self) -> Path:
        """Where sockets, locks and what the keepers tell stand."""
        return self.home / "run"

    @property
    def sockets(self) -> Path:
        """`run`, or a short private folder where sockets cannot have a path below `run`."""
        longest = self.run / POSTGRES_SOCKET
        if (
            PLAIN_PATH.fullmatch(str(longest))
            and len(os.fsencode(longest)) <= LONGEST_SOCKET_PATH_BYTES
        ):
            return self.run
        digest = hashlib.sha256(os.fsencode(self.home)).hexdigest()[:16]
        return SHORT_FOLDERS / f"disclosure-{os.geteuid()}-{digest}"

    def url(self, kind: Kind) -> str:
        """The address of the service; it stays the same for a home."""
        if kind is Kind.POSTGRES:
            return f"postgresql+asyncpg://postgres@/disclosure?host={self.sockets}&port=5432"
        return f"unix://{self.sockets / VALKEY_SOCKET}"

    def data(self, kind: Kind) -> Path:
        """Where the service keeps its data."""
        return self.home / kind.value

    def log(self, kind: Kind) -> Path:
        """What the service itself writes."""
        return self.home / "log" / f"{kind.value}.log"

    @property
    def keeper_log(self) -> Path:
        """What the keepers write."""
        return self.home / "log" / "keeper.log"

    @property
    def events(self) -> Path:
        """What happened to the services, a sentence a line."""
        return self.run / "events.log"

    @property
    def start_lock(self) -> Path:
        """Held alone while somebody looks whether there are keepers and starts them."""
        return self.run / "start.lock"

    def users_lock(self, kind: Kind) -> Path:
        """Shared by everybody who uses the service; alone by the keeper that is stopping it."""
        return self.run / f"{kind.value}.users.lock"

    def keeper_lock(self, kind: Kind) -> Path:
        """Held by the keeper for as long as it lives."""
        return self.run / f"{kind.value}.keeper.lock"

    def server_lock(self, kind: Kind) -> Path:
        """Held by every process of the server, so it is free when the last of them is gone."""
        return self.run / f"{kind.value}.server.lock"

    def facts(self, kind: Kind) -> Path:
        """What the keeper tells its users once the service answers, or cannot be started."""
        return self.run / f"{kind.value}.json"

    def make(self) -> None:
        """Make the folders that are missing; refuse those that are not this user's own."""
        for folder in (self.home, self.home / "log"):
            try:
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            except OSError as error:
                raise cannot_write(folder, error) from error
        make_private(self.run)
        make_private(self.sockets)


def make_private(folder: Path) -> None:
    """A folder that only this user can enter, made when missing and checked when not."""
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    except OSError as error:
        raise cannot_write(folder, error) from error
    found = folder.lstat()  # not stat: in /tmp somebody else could have put a link there
    if not stat.S_ISDIR(found.st_mode):
        raise LocalServicesError(f"“{folder}”不是文件夹，请将其移走后重试。")
    if found.st_uid != os.geteuid():
        raise LocalServicesError(f"“{folder}”属于另一个用户，请以该用户运行，或者更换数据目录。")
    if found.st_mode & 0o077:
        raise LocalServicesError(f"“{folder}”允许其他用户进入，请将其权限改为 0700 后重试。")

"""The embedded PostgreSQL: its data folder, how it is started, and when it can be used."""

import os
import pwd
import shutil
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cases.local import launch
from cases.local.binaries import postgres_folder, postgres_major
from cases.local.errors import LocalServicesError, cannot_write
from cases.local.launch import Identity
from cases.local.logs import last_line
from cases.local.places import Kind, Places

PSQL_SECONDS: Final = 60
SETTINGS: Final = {
    "listen_addresses": "",  # no TCP: who may enter the socket's folder is the whole access rule
    "port": "5432",  # part of the socket's name
    "unix_socket_permissions": "0700",
    "shared_buffers": "128MB",
    "max_connections": "60",
    "jit": "off",  # compiling costs more than our short statements
    "fsync": "on",
    "synchronous_commit": "on",  # what was acknowledged is there after kill -9 and power loss
    "timezone": "Asia/Shanghai",
    "log_timezone": "Asia/Shanghai",
    "lc_messages": "C",
    # Personal data stays out of the log. An ERROR quotes the value it is about and its DETAIL the
    # whole row, and the application gets both anyway; LOG, FATAL and PANIC quote neither.
    "log_min_messages": "log",
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    "log_statement": "none",
    "log_min_duration_statement": "-1",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_checkpoints": "off",
    "log_lock_waits": "off",
    "log_autovacuum_min_duration": "-1",
    "logging_collector": "off",  # the keeper writes the log and keeps it short
    "log_line_prefix": "%m [%p] ",
}


@dataclass(frozen=True)
class Postgres:
    """One home's database server."""

    places: Places
    programs: Path
    major: int
    identity: Identity

    kind = Kind.POSTGRES
    ending = signal.SIGINT  # fast shutdown: no waiting for clients, nothing lost

    @classmethod
    def of(cls, places: Places) -> "Postgres":
        """The server with the programs found here; call it before the process has threads."""
        programs = postgres_folder()
        major = postgres_major(programs)
        return cls(places, programs, major, launch.identity_for_postgres())

    def prepare(self, lock: int) -> None:
        """A data folder that this PostgreSQL can start on; the server lock is held."""
        data = self.places.data(self.kind)
        if not (data / "PG_VERSION").exists():
            self._create(data, lock)
        self._check_version(data)
        self._check_owner(data)
        # Nobody holds the server lock, so whatever process has that number now is not ours.
        (data / "postmaster.pid").unlink(missing_ok=True)

    def command(self) -> list[str]:
        """The command line of the server."""
        settings = SETTINGS | {"unix_socket_directories": str(self.places.sockets)}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        data = self.places.data(self.kind)
        return launch.command(
            [str(self.programs / "postgres"), "-D", str(data), *options],
            self.ending,
            self.identity,
        )

    def answers(self) -> bool:
        """Whether the server takes connections, by what it wrote itself since `prepare`."""
        try:
            text = (self.places.data(self.kind) / "postmaster.pid").read_text()
        except FileNotFoundError:
            return False
        lines = text.splitlines()
        return len(lines) >= 8 and lines[7].strip() == "ready"

    def settle(self) -> None:
        """The database exists and finds Chinese text by its trigrams."""
        exists = "SELECT 1 FROM pg_database WHERE datname = 'disclosure'"
        if not self._ask("postgres", exists):
            self._ask("postgres", "CREATE DATABASE disclosure")
        # With the locale C trigrams see no letters in Chinese, and search is slow without a word.
        trigrams = self._ask(
            "disclosure",
            "CREATE EXTENSION IF NOT EXISTS pg_trgm",
            "SELECT cardinality(show_trgm('征地补偿'))",
        )
        if trigrams == "0":
            raise LocalServicesError(
                "数据库不能为中文建立检索（pg_trgm 对中文不起作用），请重新建立数据库。"
            )

    def mend(self, _said: str) -> str | None:
        """Nothing in a database is expendable, so nothing is put aside to make it start."""
        return None

    def facts(self) -> dict[str, str]:
        """What users need to know."""
        return {"url": self.places.url(self.kind), "bin_dir": str(self.programs)}

    def _create(self, data: Path, lock: int) -> None:
        # Made beside and renamed, so that a folder of that name is always a whole one.
        new = data.with_name(data.name + ".new")
        try:
            if new.exists():
                shutil.rmtree(new)
            new.mkdir(mode=0o700)
            os.chown(new, *self._owner())
        except OSError as error:
            raise cannot_write(new, error) from error
        program = [str(self.programs / "initdb"), "-D", str(new), "-U", "postgres", "-E", "UTF8"]
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8"]
        made = subprocess.run(
            launch.command([*program, *locale, "--auth=trust"], signal.SIGKILL, self.identity),
            check=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            pass_fds=(lock,),
        )
        if made.returncode != 0:
            said = made.stdout.decode(errors="replace")
            raise LocalServicesError(f"无法在“{data}”建立数据库（{last_line(said)}）。")
        try:
            new.rename(data)
        except OSError as error:
            raise LocalServicesError(
                f"“{data}”中已有不是数据库的文件，请将其移走后重试。"
            ) from error
        _make_durable(data.parent)

    def _check_version(self, data: Path) -> None:
        written_by = (data / "PG_VERSION").read_text().strip()
        if written_by != str(self.major):
            raise LocalServicesError(
                f"数据文件夹“{data}”由 PostgreSQL {written_by} 建立，"
                f"而现有程序为 PostgreSQL {self.major}，请先备份再还原到新的数据目录。"
            )

    def _check_owner(self, data: Path) -> None:
        owner, group = self._owner()
        found = data.stat().st_uid
        if found == owner:
            return
        ours = {0, pwd.getpwnam("nobody").pw_uid} if os.geteuid() == 0 else set()
        if found not in ours:
            raise LocalServicesError(f"数据文件夹“{data}”属于另一个用户，请以该用户运行。")
        # Root can be one day allowed a namespace and another day not.
        for folder, _, files in os.walk(data, topdown=False):
            for name in files:
                os.chown(Path(folder) / name, owner, group, follow_symlinks=False)
            os.chown(folder, owner, group)  # the data folder itself last: it says all is done

    def _owner(self) -> tuple[int, int]:
        if self.identity is Identity.NOBODY:
            nobody = pwd.getpwnam("nobody")
            return nobody.pw_uid, nobody.pw_gid
        return os.geteuid(), os.getegid()

    def _ask(self, database: str, *statements: str) -> str:
        # psql and not asyncpg: importing that took 0.22 s, three times what the server needs.
        psql = [str(self.programs / "psql"), "-XAtq", "-v", "ON_ERROR_STOP=1"]
        where = ["-h", str(self.places.sockets), "-p", SETTINGS["port"], "-U", "postgres"]
        asked = [part for statement in statements for part in ("-c", statement)]
        told = subprocess.run(
            [*psql, *where, "-d", database, *asked],
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=PSQL_SECONDS,
        )
        if told.returncode != 0:
            raise LocalServicesError(f"数据库已启动但不能使用（{last_line(told.stderr)}）。")
        return told.stdout.strip()


def _make_durable(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

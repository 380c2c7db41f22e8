"""backup · restore: the whole office in one file, and back again (contract: cli.md)."""

import asyncio
import hashlib
import io
import json
import os
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import typer
from sqlalchemy import make_url, pool, text
from sqlalchemy.ext.asyncio import create_async_engine

from cases import papers
from cases.commands.at_hand import NO_QUEUE, bar, database
from cases.errors import BadInput
from cases.local import services
from cases.local.binaries import postgres_folder
from cases.migrate import behind, newest, upgrade
from cases.settings import read_settings
from cases.vault import open_vault, vault_file

FORMAT: Final = "disclosure-backup-1"
MANIFEST, DUMP, KEYS, PAPERS = "manifest.json", "database.dump", "vault.json", "papers/"
CHUNK: Final = 1 << 20
OWNER_ONLY: Final = 0o600
# What an installation has from its first migration on, with nobody and nothing in it yet.
NOTHING_YET: Final = "SELECT NOT EXISTS (SELECT FROM organs) AND NOT EXISTS (SELECT FROM officers)"


def backup(file: Path = typer.Argument(help="备份文件，应为尚不存在的文件")) -> None:
    """把整个单位的数据（数据库、文件和个人信息密钥）备份为一个文件。"""
    settings = read_settings()
    if file.exists():
        raise BadInput(f"文件“{file}”已经存在，请另取文件名")
    with (
        database(settings) as url,
        _draft(file) as draft,
        tempfile.TemporaryDirectory(prefix="disclosure-") as folder,
    ):
        dump = Path(folder) / DUMP
        _run("pg_dump", url, "--format=custom", "--no-owner", f"--file={dump}")
        count = _pack(settings.home, dump, draft)
    typer.echo(f"已备份到{file}，含文件{count}份。其中有个人信息的密钥，请限制读取并另行保管。")


def _pack(home: Path, dump: Path, target: Path) -> int:
    """Everything in one archive, what it holds with its digests first; how many papers."""
    open_vault(home)  # its keys are made at the first call
    stored = sorted(path for path in papers.folder(home).rglob("*") if len(path.name) == DIGEST)
    members = {DUMP: dump, KEYS: vault_file(home)}
    members |= {f"{PAPERS}{path.name}": path for path in stored}
    told = {
        "format": FORMAT,
        "revision": newest(),
        "members": {name: _digest(path) for name, path in members.items()},
    }
    with tarfile.open(target, "w") as archive, bar("备份", len(members)) as progress:
        content = json.dumps(told, indent=1).encode()
        head = tarfile.TarInfo(MANIFEST)
        head.size = len(content)
        archive.addfile(head, io.BytesIO(content))
        for done, (name, path) in enumerate(members.items(), start=1):
            archive.add(path, name, recursive=False)
            progress(done)
    return len(stored)


DIGEST: Final = 64  # characters of a paper's name: its SHA-256


@contextmanager
def _draft(file: Path) -> Iterator[Path]:
    """A file beside the wanted one, which it becomes once it is whole and on the disk."""
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as wrong:
        raise BadInput(f"不能写入文件夹“{file.parent}”：{wrong.strerror}") from wrong
    draft = Path(name)
    try:
        os.close(descriptor)  # made for its owner only
        yield draft
        with draft.open("rb") as written:
            os.fsync(written.fileno())
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)


def restore(file: Path = typer.Argument(help="备份文件")) -> None:
    """把备份恢复到一个还没有数据的数据目录。"""
    settings = read_settings()
    home = settings.home
    with tempfile.TemporaryDirectory(prefix="disclosure-") as folder:
        members = _unpack(file, Path(folder))
        with services(home, database_url=settings.database_url, redis_url=NO_QUEUE) as running:
            url = running.database_url
            asyncio.run(_make_room(url))
            put = [_put(home, name, path) for name, path in members.items() if name != DUMP]
            try:
                into = f"--dbname={make_url(url).database}"
                _run("pg_restore", url, *RESTORE, into, str(members[DUMP]))
            except BaseException:
                shutil.rmtree(papers.folder(home), ignore_errors=True)
                vault_file(home).unlink(missing_ok=True)
                raise
            if behind(url):
                upgrade(url)
    typer.echo(f"已恢复，含文件{len(put) - 1}份。请运行 disclosure verify 核验。")


RESTORE: Final = ("--no-owner", "--exit-on-error", "--single-transaction")


def _unpack(file: Path, folder: Path) -> dict[str, Path]:
    """The members of a backup in a folder, each as its digest says; BadInput otherwise."""
    found: dict[str, Path] = {}
    try:
        with tarfile.open(file, "r:") as archive:
            told = _manifest(archive)
            for member in archive:
                if member.name == MANIFEST:
                    continue
                content = archive.extractfile(member) if member.isfile() else None
                if content is None or member.name not in told:
                    raise BadInput(f"备份文件“{file}”中有不应有的内容“{member.name}”")
                path = folder / member.name.replace("/", "-")
                with path.open("xb") as target:
                    shutil.copyfileobj(content, target, CHUNK)
                if _digest(path) != told[member.name]:
                    raise BadInput(f"备份文件“{file}”中的“{member.name}”与其摘要不符，可能已损坏")
                found[member.name] = path
    except OSError as wrong:
        raise BadInput(f"不能读取文件“{file}”：{wrong.strerror or '内容不完整'}") from wrong
    except tarfile.TarError as wrong:
        raise BadInput(f"“{file}”不是本系统的备份文件，或者不完整") from wrong
    if missing := sorted(set(told) - set(found)):
        raise BadInput(f"备份文件“{file}”不完整，缺少“{missing[0]}”")
    return found


def _manifest(archive: tarfile.TarFile) -> dict[str, str]:
    """What the archive says it holds; BadInput where it is none of ours, or a newer program's."""
    first = archive.next()
    content = archive.extractfile(first) if first and first.name == MANIFEST else None
    try:
        told: Any = json.loads(content.read(CHUNK)) if content else None
    except ValueError:
        told = None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        raise BadInput(f"“{archive.name!s}”不是本系统的备份文件")
    members: dict[str, str] = told["members"]
    if told["revision"] > newest():
        raise BadInput("备份来自更新版本的程序，请使用更新版本的程序恢复")
    return members


async def _make_room(url: str) -> None:
    """An empty database; BadInput where somebody works in it already."""
    engine = create_async_engine(url, poolclass=pool.NullPool)
    try:
        async with engine.begin() as connection:
            used = await connection.scalar(text("SELECT to_regclass('organs') IS NOT NULL"))
            if used and not await connection.scalar(text(NOTHING_YET)):
                raise BadInput("数据目录中已有单位或者人员，只能恢复到还没有数据的目录")
            await connection.execute(text("DROP SCHEMA public CASCADE"))
            await connection.execute(text("CREATE SCHEMA public"))
    finally:
        await engine.dispose()


def _put(home: Path, name: str, path: Path) -> str:
    """A paper or the keys at their place in the home."""
    if name == KEYS:
        target = vault_file(home)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        target.touch(OWNER_ONLY)
        target.write_bytes(path.read_bytes())
        return name
    return papers.store(home, path.read_bytes())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _run(program: str, url: str, *arguments: str) -> None:
    """One of PostgreSQL's own programs on the database; BadInput with its last word."""
    parts = make_url(url)
    host = parts.query.get("host", parts.host)
    said = {
        "PGHOST": host if isinstance(host, str) else None,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.database,
    }
    environment = os.environ | {name: value for name, value in said.items() if value}
    command = [str(postgres_folder() / program), *arguments]
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True)
    if done.returncode:
        lines = done.stderr.strip().splitlines() or ["没有说明原因"]
        raise BadInput(f"数据库程序{program}没有完成：{lines[-1]}")

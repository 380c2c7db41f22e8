"""Stored papers (文件): kept by the digest of their content, so that a changed one is found."""

import hashlib
import os
import secrets
from pathlib import Path


def folder(home: Path) -> Path:
    """Where the papers of a home stand."""
    return home / "papers"


def digest_of(content: bytes) -> str:
    """The name under which a content is stored: its SHA-256."""
    return hashlib.sha256(content).hexdigest()


def store(home: Path, content: bytes) -> str:
    """Store a content, durably and once, and give its digest."""
    digest = digest_of(content)
    path = path_of(home, digest)
    if path.exists():
        return digest
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f"{digest}.{secrets.token_hex(4)}")
    with draft.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    for changed in (path.parent, folder(home), home):
        _make_durable(changed)
    return digest


def _make_durable(changed: Path) -> None:
    """The names in a folder reach the disk too: a row in the database promises the paper."""
    descriptor = os.open(changed, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def read(home: Path, digest: str) -> bytes:
    """The content of a digest; FileNotFoundError where it is gone."""
    return path_of(home, digest).read_bytes()


def fault(home: Path, digest: str) -> str | None:
    """What is wrong with the file of a digest, gone or changed; None where it is what was stored."""
    try:
        content = read(home, digest)
    except FileNotFoundError:
        return "文件丢失"
    return None if digest_of(content) == digest else "文件内容被改动过"


def path_of(home: Path, digest: str) -> Path:
    """The file of a digest, in a folder by its first two characters."""
    assert len(digest) == 64, digest
    assert digest.isalnum(), digest
    return folder(home) / digest[:2] / digest

"""Personal data at rest (个人信息加密存储): sealed by SM4-GCM, found again by an HMAC-SM3 index.

The keys stand in DISCLOSURE_HOME and in the office's own backup file, never in a migration, a dump of
the database or a log.
"""

import base64
import json
import os
import secrets
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

FORMAT: Final = 1
NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
KEY_BYTES: Final = {"SM4-GCM": 16, "AES-256-GCM": 32}
ALGORITHMS: Final = tuple(KEY_BYTES)


class SealBroken(Exception):
    """A sealed value that its key does not open: changed, moved to another row, or foreign."""


@dataclass(frozen=True)
class Key:
    """One data key: its number in the header of what it sealed, and how it seals."""

    number: int
    algorithm: str
    secret: bytes


@dataclass(frozen=True)
class Vault:
    """The keys of one installation."""

    keys: tuple[Key, ...]  # the last one seals, all of them open
    index_secret: bytes
    session_secret: bytes

    def seal(self, plain: str, *, row: str, column: str) -> bytes:
        """The sealed value, bound to its row and column."""
        key = self.keys[-1]
        nonce = os.urandom(NONCE_BYTES)
        header = bytes((FORMAT, key.number))
        bound = header + f"{row}/{column}".encode()
        return header + nonce + _encrypt(key, nonce, plain.encode(), bound)

    def open(self, sealed: bytes, *, row: str, column: str) -> str:
        """What was sealed; SealBroken where it is not what this row and column sealed."""
        if len(sealed) < 2 + NONCE_BYTES + TAG_BYTES or sealed[0] != FORMAT:
            raise SealBroken("unknown format")
        key = next((k for k in self.keys if k.number == sealed[1]), None)
        if key is None:
            raise SealBroken(f"no key {sealed[1]}")
        nonce, body = sealed[2 : 2 + NONCE_BYTES], sealed[2 + NONCE_BYTES :]
        try:
            return _decrypt(key, nonce, body, sealed[:2] + f"{row}/{column}".encode()).decode()
        except InvalidTag:
            raise SealBroken("changed or moved") from None

    def index(self, value: str, column: str) -> bytes:
        """The blind index of a normalised value: equal values of a column have equal indexes."""
        mac = self._index_mac.copy()
        mac.update(f"{column}/{value}".encode())
        return mac.finalize()[:16]

    @cached_property
    def _index_mac(self) -> hmac.HMAC:
        return hmac.HMAC(self.index_secret, hashes.SM3())


def _encrypt(key: Key, nonce: bytes, plain: bytes, bound: bytes) -> bytes:
    if key.algorithm == "AES-256-GCM":
        return AESGCM(key.secret).encrypt(nonce, plain, bound)
    sm4 = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce)).encryptor()
    sm4.authenticate_additional_data(bound)
    return sm4.update(plain) + sm4.finalize() + sm4.tag


def _decrypt(key: Key, nonce: bytes, body: bytes, bound: bytes) -> bytes:
    if key.algorithm == "AES-256-GCM":
        return AESGCM(key.secret).decrypt(nonce, body, bound)
    tag, cipher = body[-TAG_BYTES:], body[:-TAG_BYTES]
    sm4 = Cipher(algorithms.SM4(key.secret), modes.GCM(nonce, tag)).decryptor()
    sm4.authenticate_additional_data(bound)
    return sm4.update(cipher) + sm4.finalize()


def vault_file(home: Path) -> Path:
    """Where the keys of a home stand: without them its personal data cannot be read again."""
    return home / "keys" / "vault.json"


def open_vault(home: Path) -> Vault:
    """The vault of a home, its keys made at the first call; readable by its owner only."""
    path = vault_file(home)
    if not path.exists():
        _make(path)
    stored = json.loads(path.read_text("ascii"))
    return Vault(
        keys=tuple(
            Key(k["number"], k["algorithm"], base64.b64decode(k["secret"])) for k in stored["keys"]
        ),
        index_secret=base64.b64decode(stored["index"]),
        session_secret=base64.b64decode(stored["session"]),
    )


def _make(path: Path) -> None:
    """Write new keys; of two processes that do so at once the first one's stay."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    algorithm = ALGORITHMS[0]
    made = {
        "keys": [{"number": 1, "algorithm": algorithm, "secret": _random(KEY_BYTES[algorithm])}],
        "index": _random(32),
        "session": _random(32),
    }
    draft = path.with_name(f"{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        json.dump(made, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # the other process was first: its keys are the vault's
    finally:
        draft.unlink()


def _random(size: int) -> str:
    return base64.b64encode(secrets.token_bytes(size)).decode()

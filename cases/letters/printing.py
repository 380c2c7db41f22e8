"""A letter as PDF by LibreOffice, where that is installed; the DOCX stays the record."""

import fcntl
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from cases.letters.fonts import fonts_conf

PROGRAMS: Final = ("soffice", "libreoffice")
START_SECONDS: Final = 60  # LibreOffice on a busy machine with a new profile
EACH_SECONDS: Final = 20
WAIT_SECONDS: Final = 600  # for those who print before us
POLL_SECONDS: Final = 0.05
LOCK: Final = "disclosure-soffice.lock"
FILTER: Final = "pdf:writer_pdf_Export"
PROFILE: Final = "user/registrymodifications.xcu"

COMMON: Final = "/org.openoffice.Office.Common"
SETTINGS: Final = (
    # path, property, type, value
    (f"{COMMON}/Security/Scripting", "MacroSecurityLevel", "int", "3"),  # none but trusted places
    (f"{COMMON}/Security/Scripting", "DisableMacrosExecution", "boolean", "true"),
    (f"{COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", "boolean", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "int", "2"),  # links: never
    ("/org.openoffice.Office.Writer/Content/Update", "Field", "boolean", "true"),
    (f"{COMMON}/Misc", "FirstRun", "boolean", "false"),
    (f"{COMMON}/Misc", "CrashReport", "boolean", "false"),
    (
        "/org.openoffice.Office.Jobs/Jobs/"
        "org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled", "boolean", "false",
    ),
    # every request of its own goes to a proxy that is not there
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "int", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "string", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "int", "9"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "string", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "int", "9"),
)  # fmt: skip


class NoPrinter(Exception):
    """LibreOffice is not installed; the DOCX can be printed with Word or WPS."""


class NotPrinted(Exception):
    """LibreOffice made no PDF: it ended, took too long, or others kept it busy."""


def is_available() -> bool:
    """Whether there is a LibreOffice to print with."""
    return _program() is not None


def as_pdf(docx: bytes, timeout_seconds: float = START_SECONDS + EACH_SECONDS) -> bytes:
    """The letter as PDF; NoPrinter, or NotPrinted after the timeout."""
    (pdf,) = as_pdfs([docx], timeout_seconds)
    return pdf


def as_pdfs(letters: Sequence[bytes], timeout_seconds: float | None = None) -> list[bytes]:
    """The letters as PDFs in their order, by one start of LibreOffice; one print at a time.

    Blocks: call it in a thread. NoPrinter, or NotPrinted.
    """
    program = _program()
    if program is None:
        raise NoPrinter
    if not letters:
        return []
    timeout = timeout_seconds or START_SECONDS + EACH_SECONDS * len(letters)
    with _alone(), tempfile.TemporaryDirectory(prefix="disclosure-print-") as folder:
        home = Path(folder)
        names = [f"{n:05}" for n in range(len(letters))]
        for name, letter in zip(names, letters, strict=True):
            (home / f"{name}.docx").write_bytes(letter)
        _convert(program, home, timeout)
        try:
            return [(home / "out" / f"{name}.pdf").read_bytes() for name in names]
        except FileNotFoundError as missing:
            raise NotPrinted(f"no {missing.filename}") from None


def _program() -> str | None:
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def _convert(program: str, home: Path, timeout: float) -> None:
    """Runs LibreOffice with nothing of the account: own profile, fonts, environment."""
    profile = home / "profile"
    (profile / PROFILE).parent.mkdir(parents=True)
    (profile / PROFILE).write_text(_settings(), "utf-8")
    (home / "fonts.conf").write_text(fonts_conf(home / "fonts"), "utf-8")
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--nologo",
        "--nofirststartwizard", "--norestore", "--nolockcheck", "--nodefault",
        "--convert-to", FILTER, "--outdir", str(home / "out"),
        *(str(path) for path in sorted(home.glob("*.docx"))),
    ]  # fmt: skip
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(home),
        "TMPDIR": str(home),
        "LANG": "C.UTF-8",
        "FONTCONFIG_FILE": str(home / "fonts.conf"),
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": "http://127.0.0.1:9",
        "https_proxy": "http://127.0.0.1:9",
    }
    with subprocess.Popen(
        command,
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as running:
        try:
            running.wait(timeout)
        except subprocess.TimeoutExpired:
            raise NotPrinted(f"{timeout:.0f} seconds were not enough") from None
        finally:
            _end(running.pid)


def _end(group: int) -> None:
    """Nothing of LibreOffice goes on: its launcher starts another process."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def _settings() -> str:
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" '
        f'oor:op="fuse" oor:type="xs:{kind}"><value>{value}</value></prop></item>\n'
        for path, name, kind, value in SETTINGS
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">\n{items}</oor:items>\n'
    )


@contextmanager
def _alone() -> Iterator[None]:
    """One LibreOffice at a time on this machine: two take the memory of two and are no faster."""
    path = Path(tempfile.gettempdir()) / f"{os.getuid()}-{LOCK}"
    flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
    descriptor = os.open(path, flags, 0o600)
    try:
        deadline = time.monotonic() + WAIT_SECONDS
        while not _locked(descriptor):
            if time.monotonic() > deadline:
                raise NotPrinted("others are printing")
            time.sleep(POLL_SECONDS)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True

"""Whoever runs it: an ordinary user, root, root without user namespaces; a user's own lock-out."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cases.local import LocalServicesError, services
from tests.local.machine import PROJECT, User, ask, pids_of, processes_of, wait_until

NOBODY = 65534
AS_NOBODY = ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
# Root in a namespace that knows all users and allows no further namespace below it, as a
# container does: the nearest thing to such a machine.
WITHOUT_NAMESPACES = """
import ctypes, os, sys
ready, go = os.pipe(), os.pipe()
child = os.fork()
if child == 0:
    assert ctypes.CDLL(None).unshare(0x10000000) == 0
    os.write(ready[1], b"1")
    os.read(go[0], 1)
    os.setgid(0)
    os.setuid(0)
    with open("/proc/sys/user/max_user_namespaces", "w") as file:
        file.write("0")
    os.execv(sys.argv[1], sys.argv[1:])
os.read(ready[0], 1)
for name in ("uid_map", "gid_map"):
    with open(f"/proc/{child}/{name}", "w") as file:
        file.write("0 0 65536")
os.write(go[1], b"1")
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"""
# setpriv still finds programs as root; only what starts itself again can be started by nobody.
STARTS_ITSELF = """
import subprocess, sys, asyncpg, cases.local
subprocess.run([sys.executable, "-c", ""], check=True)
"""

root_only = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")


def python_for_nobody() -> tuple[list[str], dict[str, str]]:
    """A Python of this version, and its environment, that the user nobody can run the project on.

    The one of the tests is often below root's own folder, closed to others.
    """
    packages = [str(PROJECT), *(path for path in sys.path if path.endswith("site-packages"))]
    environment = {"PYTHONPATH": os.pathsep.join(packages), "PYTHONDONTWRITEBYTECODE": "1"}
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    tried = []
    for python in (sys.executable, f"/usr/bin/{version}", f"/usr/local/bin/{version}"):
        try:
            done = subprocess.run(
                [*AS_NOBODY, python, "-c", STARTS_ITSELF],
                env=os.environ | environment,
                cwd="/",
                capture_output=True,
                text=True,
                check=False,
            )
        except FileNotFoundError as error:
            pytest.skip(f"{error.filename} is not on this machine")
        if done.returncode == 0:
            return [*AS_NOBODY, python], environment
        tried.append(f"{python}: {done.stderr.strip().splitlines()[-1]}")
    pytest.skip("nobody can run no Python with this project; " + "; ".join(tried))


@root_only
def test_an_ordinary_user_runs_the_services_in_a_home_of_his_own(empty_home: Path) -> None:
    python, environment = python_for_nobody()
    os.chown(empty_home, NOBODY, NOBODY)
    user = User(empty_home, python=python, environment=environment)
    assert ask(user.database_url, "SELECT 1") == 1
    owners = {Path(f"/proc/{pid}").stat().st_uid for pid in processes_of(empty_home)}
    assert owners == {NOBODY}
    assert user.leave() == 0
    assert processes_of(empty_home) == {}
    with pytest.raises(LocalServicesError, match="属于另一个用户"), services(empty_home):
        pass


@root_only
def test_an_ordinary_user_is_told_that_a_home_is_not_his(home: Path) -> None:
    python, environment = python_for_nobody()
    user = User(home, python=python, environment=environment)
    assert "没有权限" in user.told()["error"]
    assert user.leave() == 2


@root_only
def test_root_runs_the_database_in_a_namespace_with_files_of_its_own(home: Path) -> None:
    with services(home):
        [server] = pids_of(home, "/postgres -D")
        own = Path("/proc/self/ns/user").readlink()
        if Path(f"/proc/{server}/ns/user").readlink() == own:
            pytest.skip("this machine allows no user namespaces")
        assert (home / "postgres" / "PG_VERSION").stat().st_uid == 0
        assert Path(f"/proc/{server}/status").read_text().count("CapEff:\t0000000000000000") == 1


@root_only
def test_root_runs_the_database_as_nobody_where_namespaces_are_forbidden(home: Path) -> None:
    assert home.stat().st_mode & 0o777 == 0o700  # nobody could not enter it as such
    with services(home) as up:
        ask(up.database_url, "CREATE TABLE kept AS SELECT 7 AS number")
    without = [sys.executable, "-c", WITHOUT_NAMESPACES, sys.executable]
    user = User(home, python=without)
    assert ask(user.database_url, "SELECT number FROM kept") == 7
    [server] = pids_of(home, "/postgres -D")
    assert Path(f"/proc/{server}").stat().st_uid == NOBODY
    assert (home / "postgres" / "base").stat().st_uid == NOBODY
    # Its keeper's end reaches it there too.
    for pid in pids_of(home, "cases.local.keeper"):
        os.kill(pid, 9)
    wait_until(lambda: not pids_of(home, "/postgres -D"))
    assert user.leave() == 0
    with services(home) as up:
        assert ask(up.database_url, "SELECT number FROM kept") == 7
        assert (home / "postgres" / "base").stat().st_uid == 0


@root_only
def test_nobody_can_make_the_database_too(empty_home: Path) -> None:
    user = User(empty_home, python=[sys.executable, "-c", WITHOUT_NAMESPACES, sys.executable])
    assert ask(user.database_url, "SELECT 1") == 1
    assert user.leave() == 0
    assert processes_of(empty_home) == {}


def test_a_database_of_somebody_else_is_refused(home: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("only root can give files away")
    shutil.chown(home / "postgres", 1234, 1234)
    with pytest.raises(LocalServicesError, match="属于另一个用户"), services(home):
        pass

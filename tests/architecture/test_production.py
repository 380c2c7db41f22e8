"""compose.yaml and Dockerfile: parsed, and held to what production needs."""

from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    made: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return made


def test_web_and_worker_run_on_services_of_their_own(compose: dict[str, Any]) -> None:
    for name in ("web", "worker"):
        environment = compose["services"][name]["environment"]
        assert environment["DISCLOSURE_DATABASE_URL"].startswith("postgresql://")
        assert environment["DISCLOSURE_REDIS_URL"] == "redis://valkey:6379/0"
        waits = compose["services"][name]["depends_on"]
        assert waits["postgres"] == {"condition": "service_healthy"}
        assert waits["valkey"] == {"condition": "service_healthy"}
        assert waits["migrate"] == {"condition": "service_completed_successfully"}


def test_the_database_knows_chinese_letters(compose: dict[str, Any]) -> None:
    service = compose["services"]["postgres"]
    assert service["image"] == "postgres:18"
    arguments = service["environment"]["POSTGRES_INITDB_ARGS"].split()
    for wanted in ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"):
        assert wanted in arguments


def test_the_queue_writes_what_it_takes_to_disk(compose: dict[str, Any]) -> None:
    service = compose["services"]["valkey"]
    assert service["image"] == "valkey/valkey:9"
    command = service["command"]
    assert command[command.index("--appendonly") + 1] == "yes"


def test_every_lasting_service_has_a_health_check_and_every_volume_is_used(
    compose: dict[str, Any],
) -> None:
    lasting = {name for name, s in compose["services"].items() if s.get("restart") != "no"}
    assert {name for name in lasting if "healthcheck" in compose["services"][name]} == lasting
    used = {v.split(":")[0] for s in compose["services"].values() for v in s.get("volumes", [])}
    assert used == set(compose["volumes"])


def test_no_password_stands_in_the_file(compose: dict[str, Any]) -> None:
    for service in compose["services"].values():
        for name, value in service.get("environment", {}).items():
            if "PASSWORD" in name:
                assert value.startswith("${DISCLOSURE_DB_PASSWORD:?")


def test_the_image_installs_locked_packages_and_runs_as_nobody_special() -> None:
    lines = (ROOT / "Dockerfile").read_text("utf-8").splitlines()
    assert any("--require-hashes -r requirements.lock" in line for line in lines)
    assert "USER disclosure" in lines
    for line in lines:
        if line.startswith("COPY "):
            for source in line.split()[1:-1]:
                assert (ROOT / source).exists(), source

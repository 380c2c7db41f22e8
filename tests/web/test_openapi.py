"""The OpenAPI document is true: thousands of made-up requests are answered as it says."""

import asyncio
import json
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
import schemathesis
import uvicorn
from hypothesis import HealthCheck, Phase, given, seed, settings
from litestar import Litestar
from pydantic import BaseModel
from schemathesis.checks import not_a_server_error
from schemathesis.generation import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from cases.models import Role
from cases.nouns import NOUNS
from cases.states import State
from cases.web.documents import MODULES, true
from tests.conftest import Town, app_of
from tests.web.conftest import HOME, Site, new_case, things_of
from tests.web.doors import DOORS, Things

pytestmark = pytest.mark.anyio

SNAPSHOT = Path(__file__).with_name("openapi.json")
EXAMPLES = 8  # made-up requests for each operation, once fitting its schema and once not
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]


@contextmanager
def served(app: Litestar) -> Iterator[str]:
    """The application behind a real server, in a thread with a loop of its own."""
    config = uvicorn.Config(app, port=0, log_level="critical", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            threading.Event().wait(0.02)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.mark.slow
async def test_every_operation_answers_as_the_document_says(town: Town) -> None:
    """With the ids of real cases in each state; no accident, no status or body left unsaid."""
    await town.officer("owner", HOME, Role.HEAD, Role.ADMINISTRATOR)
    things = await things_of(town, "owner", HOME)
    cases = [await new_case(town, "owner", HOME, state) for state in (*State, *State)]
    headers = {"authorization": f"Bearer {await town.token('owner')}"}
    app = app_of(town)

    def explore() -> int:
        try:
            with served(app) as url:
                return asked(url, headers, things, [str(case.id) for case in cases])
        except BaseExceptionGroup as untrue:  # what schemathesis raises would end the runner
            raise AssertionError("\n".join(map(str, untrue.exceptions))) from None

    assert await asyncio.to_thread(explore) > 15 * EXAMPLES


def asked(url: str, headers: dict[str, str], things: Things, cases: list[str]) -> int:
    """Ask every operation; how many requests were answered as documented."""
    count = 0
    document = schemathesis.openapi.from_url(f"{url}/schema/openapi.json")
    for found in document.get_all_operations():
        operation = found.ok()
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query):
                continue

            @seed(20191)
            @settings(
                max_examples=EXAMPLES, deadline=None, database=None, phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )  # fmt: skip
            @given(case=operation.as_strategy(generation_mode=mode))
            def one(case: Any) -> None:
                nonlocal count
                count += 1
                if count % 4:  # else an id that nothing has
                    named = {"case_id": cases[count % len(cases)], "row": things.row}
                    named |= {"code": HOME, "year": "2026", "column": things.column}
                    named |= {"document_id": str(things.document_id)}
                    named |= {"group": things.group, "figure": things.figure}
                    named |= {"cid": "1", "seq": "2", "key": "overdue", "number": "1"}
                    named |= {"run_id": str(things.run_id)}
                    named |= {"slip_id": str(things.slip_id), "queue": "handling"}
                    named |= {"schedule_id": str(things.schedule_id), "ordinal": "1"}
                    named |= {"department_id": str(things.department_id)}
                    named |= {"absence_id": str(things.absence_id)}
                    named |= {"paper": things.paper, "version": str(things.version), "before": "0"}
                    for name in case.path_parameters or {}:
                        case.path_parameters[name] = named.get(name) or str(getattr(things, name))
                case.call_and_validate(headers=headers, checks=CHECKS, timeout=30)

            one()
    return count


@pytest.fixture
async def document(site: Site) -> dict[str, Any]:
    async with site.client() as client:
        answer = await client.get("/schema/openapi.json")
    assert answer.status_code == 200
    said: dict[str, Any] = answer.json()
    return said


async def test_document_is_the_one_we_looked_at(document: dict[str, Any]) -> None:
    """Read the difference; then write it anew: RENEW=1 .venv/bin/pytest tests/web/test_openapi.py"""
    printed = json.dumps(document, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
    if os.environ.get("RENEW"):
        SNAPSHOT.write_text(printed, encoding="utf-8")
    assert printed == SNAPSHOT.read_text(encoding="utf-8")


async def test_document_holds_every_route_of_the_api_and_no_page(document: dict[str, Any]) -> None:
    said = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    routes = {(d.method, d.path) for d in DOORS if d.is_api}
    assert said == {(method, plain(path)) for method, path in routes}


def plain(path: str) -> str:
    """A path without the types of its parameters."""
    for kind in ("uuid", "str", "int"):
        path = path.replace(f":{kind}}}", "}")
    return path


def read_as(name: str) -> Any:
    """The model of a body by its name in the document."""
    return next((vars(module)[name] for module in MODULES if name in vars(module)), None)


FILES = {
    "MemberReportFileIn",
    "RegisterIn",
    "AttachedFileIn",
    "UploadedTemplateIn",
    "EditedDraftFileIn",
}  # sent as forms with a file


async def test_every_body_has_an_example_and_it_is_accepted(document: dict[str, Any]) -> None:
    bodies = 0
    for operations in document["paths"].values():
        for operation in operations.values():
            for media, body in operation.get("requestBody", {"content": {}})["content"].items():
                bodies += 1
                model = read_as(body["schema"]["$ref"].rpartition("/")[2])
                if media == "application/json":
                    assert issubclass(model, BaseModel)
                    model.model_validate(body["example"])
                else:
                    assert body["schema"]["$ref"].rpartition("/")[2] in FILES
                    assert body["example"]["file"] == "登记台账.xlsx"
    nouns = len(NOUNS)
    assert bodies == nouns + 48  # and what stands in no table of nouns


async def test_examples_of_the_document_register_and_answer_a_case(site: Site, town: Town) -> None:
    """Copied from the document into a program, they work."""
    await town.officer("owner", "370783", *Role)
    async with site.program("owner") as client:
        said = (await client.get("/schema/openapi.json")).json()

        async def sent(path: str, **names: str) -> httpx.Response:
            content = said["paths"][path]["post"]["requestBody"]["content"]
            example = content["application/json"]["example"]
            return await client.post(path.format(**names), json=example)

        made = await sent("/api/cases")
        assert made.status_code == 201, made.text
        case = made.json()["id"]
        assert (await sent("/api/organs/{code}/chain", code="370783")).status_code == 201
        for path in ("registration", "personal-data", "screening", "extension-approval",
                     "withdrawal", "closing-strike"):  # fmt: skip
            done = await sent("/api/cases/{case_id}/" + path, case_id=case)
            assert done.status_code == 201, done.text
        assert (await sent("/api/officers")).status_code == 201
        assert (await sent("/api/organs")).status_code in (201, 409)
        assert (await sent("/api/organs/{code}/remedy-bodies", code="370783")).status_code == 201


async def test_every_refusal_is_described_as_problem_details(document: dict[str, Any]) -> None:
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            assert operation["summary"], path
            assert any(ord(c) > 0x4E00 for c in operation["summary"]), path
            for status, answer in operation["responses"].items():
                if int(status) >= 400:
                    media = answer["content"]["application/problem+json"]
                    assert media["schema"] == {"$ref": "#/components/schemas/Problem"}
            assert {"401", "422"} <= set(operation["responses"]), (method, path)


def references(said: Any) -> Iterator[str]:
    if isinstance(said, dict):
        if "$ref" in said:
            yield said["$ref"]
        for inner in said.values():
            yield from references(inner)
    elif isinstance(said, list):
        for inner in said:
            yield from references(inner)


async def test_document_refers_to_nothing_that_it_does_not_hold(document: dict[str, Any]) -> None:
    assert document["openapi"].startswith("3.1")
    assert document["security"] == [{"token": []}]
    named = {name.rpartition("/")[2] for name in references(document)}
    assert named == set(document["components"]["schemas"])


def test_unknown_fields_are_refused_and_the_document_says_so(bare: Litestar) -> None:
    said = true(bare.openapi_schema.to_schema())
    for name, schema in said["components"]["schemas"].items():
        if name.endswith("In") and name not in FILES:
            assert schema["additionalProperties"] is False, name

"""Every operation of the published description, with what fits it and what does not, as everybody.

`make fuzz` runs many more examples of each. What is looked for: errors of the server, answers and
statuses that are not described, what should have been refused. That all that fits the schema is
taken cannot be asked: a cursor, a span or a missing author is wrong for what it means.
"""

import contextlib
import os
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest
import schemathesis
import schemathesis_hooks  # noqa: F401  JSON Lines
from fake import Fake
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks
from serving import serving

from service import database
from service.access import Actor, Scope
from service.app import create_app
from service.settings import Settings
from service.store import api_keys

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "3"))
ROLES: dict[str, tuple[Scope, ...]] = {
    "stranger": (),
    "reader": ("read",),
    "writer": ("ingest", "judge", "admin"),
}
TEXT = 'Anna Bell: "We won." via TASS < Interfax\nBo Cole: "They lost."'
load_all_checks()
ASKED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
        "negative_data_rejection",
    )
]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, dict[str, str]]]:
    """The API on a free port, and the secret of each role."""
    url = f"sqlite:///{tmp_path_factory.mktemp('fuzz')}/q.sqlite"
    engine = database.open_engine(url)
    database.prepare(engine)
    with database.writing(engine) as session:
        by = Actor("root", "cli")
        keys = {
            role: api_keys.make(session, role, scopes, by=by)[1]
            for role, scopes in ROLES.items()
            if scopes
        }
    engine.dispose()
    with serving(url, Fake()) as address:
        document = {"id": "ht-2025-06-03", "text": TEXT, "publisher": "Post"}
        headers = {"x-api-key": keys["writer"]}
        httpx2.post(f"{address}/v1/documents", json=document, headers=headers).raise_for_status()
        yield address, keys


def operations() -> list[Any]:
    app = create_app(Settings.model_construct(database_url="sqlite:///none"))
    schema = schemathesis.openapi.from_dict(app.openapi())
    return [result.ok() for result in schema.get_all_operations()]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("operation", operations(), ids=lambda each: each.label)
def test_as_described(operation: Any, role: str, served: tuple[str, dict[str, str]]) -> None:
    address, keys = served
    headers = {"x-api-key": keys[role]} if role in keys else {}

    def check(case: Case) -> None:
        response = case.call(base_url=address, headers=headers)
        case.validate_response(response, checks=ASKED)

    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        run(operation.as_strategy(generation_mode=mode), check)


def run(strategy: Any, check: Any) -> None:
    limited = settings(
        max_examples=EXAMPLES,
        derandomize=EXAMPLES < 10,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    # An operation that takes nothing takes nothing wrong.
    with contextlib.suppress(Unsatisfiable):
        limited(given(strategy)(check))()

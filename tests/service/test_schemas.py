"""The published contracts: current, complete, and true of what is answered."""

import json
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator, FormatChecker

from service import schemas
from service.app import create_app
from service.descriptions import FIELDS
from service.inputs import DocumentIn
from service.settings import Settings

FOLDER = Path(__file__).parents[2] / "schemas"
OPENAPI: dict[str, Any] = create_app(Settings.model_construct()).openapi()
FILES = [path.name for path in sorted(FOLDER.glob("*.json"))]


def test_the_files_are_what_the_types_say() -> None:
    assert sorted(schemas.rendered(OPENAPI)) == FILES
    assert list(schemas.differing(FOLDER, OPENAPI)) == []


def test_a_difference_is_named(tmp_path: Path) -> None:
    schemas.write(tmp_path, OPENAPI)
    assert schemas.write(tmp_path, OPENAPI) == []
    changed = tmp_path / "document.schema.json"
    changed.write_text(changed.read_text() + "\n")
    (tmp_path / "openapi.json").unlink()
    assert set(schemas.differing(tmp_path, OPENAPI)) == {changed, tmp_path / "openapi.json"}


@pytest.mark.parametrize("name", ["document.schema.json", "extraction.schema.json"])
def test_each_is_a_schema(name: str) -> None:
    schema = json.loads((FOLDER / name).read_text())
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def validator(name: str) -> Draft202012Validator:
    schema = json.loads((FOLDER / name).read_text())
    return Draft202012Validator(schema, format_checker=FormatChecker())


def component(name: str) -> Draft202012Validator:
    schema = {"$ref": f"#/components/schemas/{name}", "components": OPENAPI["components"]}
    return Draft202012Validator(schema, format_checker=FormatChecker())


@pytest.mark.parametrize(
    "record",
    [
        {"text": ""},
        {"text": "x", "id": 7, "title": None, "more": "ignored"},
        {"text": "x", "published": "2025-06-03"},
        {},
        {"text": 7},
        {"text": "x", "id": True},
        {"text": "x", "id": 1.5},
        {"text": "x", "id": "x" * 301},
        {"text": "x", "published": "June"},
        {"text": "x", "url": []},
        [],
    ],
)
def test_the_document_schema_and_the_program_agree(record: Any) -> None:
    try:
        DocumentIn.model_validate(record)
        accepted = True
    except ValueError:
        accepted = False
    assert validator("document.schema.json").is_valid(record) == accepted


def objects(schema: Any) -> Any:
    if isinstance(schema, dict):
        if "properties" in schema and schema.get("type") == "object":
            yield schema
        for value in schema.values():
            yield from objects(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from objects(value)


def test_an_extraction_has_every_field_and_no_other() -> None:
    schema = schemas.extraction_schema()
    found = list(objects(schema))
    assert {each["title"] for each in found} == set(FIELDS) - {"QuoteItem"}
    for each in found:
        assert each["additionalProperties"] is False
        assert each["required"] == list(each["properties"])


def test_every_field_is_described() -> None:
    for name in ("document", "extraction"):
        for each in objects(getattr(schemas, f"{name}_schema")()):
            assert all(field["description"] for field in each["properties"].values()), each
    for name, schema in OPENAPI["components"]["schemas"].items():
        assert schema["description"], name
        for field, each in schema["properties"].items():
            assert each.get("description"), (name, field)


def test_openapi_is_3_1_with_names_and_examples_for_everything() -> None:
    assert OPENAPI["openapi"].startswith("3.1")
    operations = [
        (path, method, operation)
        for path, methods in OPENAPI["paths"].items()
        for method, operation in methods.items()
    ]
    names = {operation["operationId"] for _, _, operation in operations}
    assert names == {
        "post_document",
        "get_document",
        "list_quotes",
        "get_quote",
        "list_speakers",
        "get_speaker",
        "list_speaker_quotes",
        "list_speaker_statements",
        "list_statements",
        "verify",
        "verify_batch",
        "verify_chain",
        "list_documents",
        "list_annotations",
        "extract",
        "export_quotes",
        "get_stats",
        "list_speaker_roles",
        "get_speaker_timeline",
        "list_sources",
        "get_source",
        "list_source_relays",
        "get_statement",
        "list_occurrences",
        "list_variants",
        "get_provenance",
        "list_versions",
        "list_changes",
        "post_judgement",
        "get_job",
        "list_audit",
        "post_documents",
        "list_judgements",
        "withdraw_judgement",
        "health",
        "readiness",
    }
    for _, _, operation in operations:
        assert operation["summary"]
        assert {"422", "500", "503"} < set(operation["responses"])
        assert {"200", "202"} & set(operation["responses"])
        for status, response in operation["responses"].items():
            check_example(status, response)


def test_the_headers_of_every_route_are_described() -> None:
    headers = OPENAPI["components"]["headers"]
    for path, methods in OPENAPI["paths"].items():
        for method, operation in methods.items():
            references = [each.get("$ref", "").split("/")[-1] for each in operation["parameters"]]
            assert ("IdempotencyKey" in references) == (method == "post"), path
            assert ("304" in operation["responses"]) == (method == "get"), path
            for response in operation["responses"].values():
                for each in response.get("headers", {}).values():
                    assert "schema" in each or each["$ref"].split("/")[-1] in headers
    listed = OPENAPI["paths"]["/v1/quotes"]["get"]["responses"]["200"]["headers"]
    assert set(listed) >= {"ETag", "Link", "X-Request-ID"}
    guarded = OPENAPI["paths"]["/v1/judgements"]["post"]["parameters"]
    assert {"$ref": "#/components/parameters/IfMatch"} in guarded


def check_example(status: str, response: dict[str, Any]) -> None:
    if status == "304":  # which has no body
        assert "content" not in response
        return
    problem = not status.startswith("2")
    media_types = set(response["content"])
    assert media_types == {"application/problem+json"} if problem else media_types
    for content in response["content"].values():
        schema = {**content["schema"], "components": OPENAPI["components"]}
        found = Draft202012Validator(schema).iter_errors(content["example"])
        # `errors` stands only where parts of the request are at fault.
        assert [each.message for each in found if not problem] == []
        assert not problem or content["example"]["status"] == int(status)


def test_a_posted_example_is_a_document() -> None:
    body = OPENAPI["paths"]["/v1/documents"]["post"]["requestBody"]["content"]
    assert validator("document.schema.json").is_valid(body["application/json"]["example"])
    assert "HTTPValidationError" not in json.dumps(OPENAPI)


def test_answers_are_what_is_published(client: TestClient, fake: Any) -> None:
    text = 'Anna Bell: "We won." via TASS < Interfax [about=Rome]\nBo: "No." [kind=mixed]'
    posted = client.post(
        "/v1/documents", json={"id": "a", "text": text, "published": "2025-06-03"}
    ).json()
    answers = {
        "DocumentAnswer": [posted, client.get("/v1/documents/a").json()],
        "QuotePage": [client.get("/v1/quotes?limit=1").json(), client.get("/v1/quotes?q=x").json()],
        "QuoteItem": [client.get(f"/v1/quotes/{posted['quotes'][0]['id']}").json()],
        "SpeakerPage": [client.get("/v1/speakers").json(), client.get("/v1/speakers?q=x").json()],
        "Health": [client.get("/healthz").json(), client.get("/readyz").json()],
        "Problem": [client.get("/v1/quotes?zz=1").json(), client.get("/nowhere").json()],
    }
    for name, bodies in answers.items():
        for body in bodies:
            assert [each.message for each in component(name).iter_errors(body)] == []
    record = {
        "document": {key: posted[key] for key in ("id", "publisher", "published", "title")},
        **{key: posted[key] for key in ("quotes", "credits", "engine")},
    }
    assert validator("extraction.schema.json").is_valid(record)
    from quotes.model import Document

    line = json.loads(json.dumps(fake.extract(Document("a", text)).as_dict()))
    assert [each.message for each in validator("extraction.schema.json").iter_errors(line)] == []

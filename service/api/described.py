"""The API's own description: OpenAPI 3.1, with an example for every answer."""

from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic.json_schema import models_json_schema

from service import schemas
from service.api import access, conventions
from service.api.answers import Problem
from service.api.audit_routes import AUDIT_EXAMPLE
from service.api.document_examples import ANSWERS as DOCUMENT_ANSWERS
from service.api.examples import ANSWERS
from service.api.job_routes import JOB_EXAMPLES
from service.api.review_examples import ANSWERS as REVIEW_ANSWERS
from service.api.source_examples import ANSWERS as SOURCE_ANSWERS
from service.api.verify_examples import ANSWERS as VERIFY_ANSWERS
from service.inputs import DocumentIn

DESCRIPTION = """\
Who said what in the news, and by which route the words reached the page.

Offsets are Unicode code points into the document's text, end exclusive. Text is plain text and
never markup. Every error is an RFC 9457 problem (`application/problem+json`).

Answers to GET have an `ETag`; `If-None-Match` is answered with 304. `POST /v1/documents` takes
`If-Match` and `If-None-Match: *`. Every POST takes an `Idempotency-Key`: sent again within a day,
it is answered as the first time. Every answer has an `X-Request-ID`, the caller's own if it sent
one. Lists go on at `next_cursor`, also in `Link`."""

_EXAMPLES = ANSWERS | REVIEW_ANSWERS | SOURCE_ANSWERS | VERIFY_ANSWERS | JOB_EXAMPLES
_EXAMPLES |= DOCUMENT_ANSWERS | {"list_audit": AUDIT_EXAMPLE}
_GOOD = ("200", "201", "202")


def described(app: FastAPI) -> dict[str, Any]:
    """The document, with the types that no route names in Python: problems, what is posted."""
    if app.openapi_schema is None:
        document = get_openapi(
            title=app.title,
            version=app.version,
            description=app.description,
            openapi_version=app.openapi_version,
            routes=app.routes,
        )
        _, extra = models_json_schema(
            [(Problem, "serialization"), (DocumentIn, "validation")],
            ref_template="#/components/schemas/{model}",
        )
        components: dict[str, Any] = document["components"]["schemas"]
        components.update(extra["$defs"])
        components["Document"] = components.pop("DocumentIn")
        for name, schema in components.items():
            schemas.complete(name, schema)
        document["components"]["schemas"] = dict(sorted(components.items()))
        document["components"]["securitySchemes"] = access.SCHEMES
        document["security"] = access.SECURITY
        _add_examples(document)
        conventions.describe(document)
        app.openapi_schema = document
    return app.openapi_schema


def _add_examples(document: dict[str, Any]) -> None:
    # Here and not at the routes: FastAPI drops every null from what a route declares.
    for methods in document["paths"].values():
        for operation in methods.values():
            # Whoever embeds the application may have routes of their own.
            answer = _EXAMPLES.get(operation["operationId"])
            for status in {*_GOOD} & set(operation["responses"]):
                content = operation["responses"][status]["content"]
                if answer is not None and "application/json" in content:
                    content["application/json"]["example"] = answer

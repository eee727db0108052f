"""What every route has in common, as the API's description tells it: headers taken and given."""

from typing import Any

from service.api.examples import documented


def _taken(name: str, description: str, **schema: Any) -> dict[str, Any]:
    return {
        "name": name,
        "in": "header",
        "required": False,
        "description": description,
        "schema": {"type": "string", **schema},
    }


def _given(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


_PARAMETERS = {
    "RequestId": _taken("X-Request-ID", "Your id of this request; the answer has it, too."),
    "IfNoneMatch": _taken("If-None-Match", "The `ETag` of what you have; 304 if it is the same."),
    "IfMatch": _taken("If-Match", "The `ETag` of the document as you saw it; 412 if it changed."),
    "IdempotencyKey": _taken(
        "Idempotency-Key",
        "Sent again within a day, the request is answered as the first time.",
        pattern="^[!-~]{1,255}$",
    ),
}
_HEADERS = {
    "RequestId": _given("What finds the request in the logs."),
    "ETag": _given("Changes whenever the answer does."),
    "Link": _given("Where the next page is, where there is one: `rel=next`."),
}
_CONFLICT = {"409": documented(409, path="/v1/documents")[409]}
_GUARDED = frozenset({"post_document", "post_judgement"})


def describe(document: dict[str, Any]) -> None:
    """Add the common headers to an OpenAPI document."""
    document["components"] |= {"parameters": _PARAMETERS, "headers": _HEADERS}
    for methods in document["paths"].values():
        for method, operation in methods.items():
            names = ["RequestId"]
            if method == "get":
                names.append("IfNoneMatch")
                _add_not_changed(operation["responses"])
            else:
                names.append("IdempotencyKey")
                operation["responses"] |= _CONFLICT
            if operation["operationId"] in _GUARDED:
                names += ["IfMatch", "IfNoneMatch"]
            taken = [{"$ref": f"#/components/parameters/{name}"} for name in names]
            operation["parameters"] = [*operation.get("parameters", []), *taken]
            for response in operation["responses"].values():
                _give(response, "X-Request-ID", "RequestId")


def _add_not_changed(responses: dict[str, Any]) -> None:
    _give(responses["200"], "ETag", "ETag")
    schemas = [content.get("schema", {}) for content in responses["200"]["content"].values()]
    if any(schema.get("$ref", "").endswith("Page") for schema in schemas):
        _give(responses["200"], "Link", "Link")
    responses["304"] = {"description": "It has not changed."}


def _give(response: dict[str, Any], header: str, name: str) -> None:
    response.setdefault("headers", {})[header] = {"$ref": f"#/components/headers/{name}"}

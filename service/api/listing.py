"""Lists of quotes and of statements: found, counted, with what else was asked for, as bytes.

The answers are written as they come from the store. `answers.QuotePage` and the like say what they
are, and tests hold them to it; to build them first would take longer than all the rest.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from fastapi import Request, Response
from pydantic_core import to_json
from sqlmodel import Session

from service import store
from service.api import linked
from service.api.negotiation import JSON, LINKED, VARY, media_type
from service.api.paging import link
from service.api.parameters import QuoteExtra, QuoteExtras, StatementExtras
from service.passages import passage
from service.queries import Facet, FoundStatement, QuoteQuery
from service.records import Record
from service.store.records import Records


def quotes(request: Request, session: Session, query: QuoteQuery, asked: QuoteExtras) -> Response:
    """A `QuotePage`."""
    if media_type(request) == LINKED:
        page = store.records(session, query)
        return _linked(request, linked_quotes(session, page), page.next_cursor)
    if not asked.facet and not asked.include:
        return _written(request, store.written_records(session, query))
    page = store.records(session, query)
    body: dict[str, Any] = {"data": page.data, "next_cursor": page.next_cursor}
    if asked.facet:
        body["facets"] = _facets(store.facets(session, query, asked.facet))
    if asked.include:
        body["included"] = _with_quotes(session, query, page, asked.include)
    return _answer(request, body)


def _written(request: Request, page: Records[bytes]) -> Response:
    cursor = to_json(page.next_cursor)
    body = b'{"data":[%b],"next_cursor":%b}' % (b",".join(page.data), cursor)
    return Response(body, media_type=JSON, headers=_headers(request, page.next_cursor))


def statements(
    request: Request, session: Session, query: QuoteQuery, asked: StatementExtras
) -> Response:
    """A `StatementPage`."""
    page = store.find_statements(session, query)
    if media_type(request) == LINKED:
        claims = (linked.claim(each.statement, [each.quote]) for each in page.data)
        return _linked(request, claims, page.next_cursor)
    body: dict[str, Any] = {
        "data": [_statement(each) for each in page.data],
        "next_cursor": page.next_cursor,
    }
    if asked.facet:
        body["facets"] = _facets(store.facets(session, query, asked.facet, once=True))
    if asked.include:
        records = store.records_of(session, [each.key for each in page.data])
        body["included"] = {"quotes": {each["id"]: each for each in records}}
    return _answer(request, body)


def linked_quotes(session: Session, page: Records[Record]) -> list[linked.Node]:
    """The quotes of a page as linked data."""
    routes = store.routes(session, page.keys)
    return [linked.quotation(*each) for each in zip(page.data, routes, strict=True)]


def as_linked(request: Request, nodes: Iterable[linked.Node]) -> Response:
    """An answer in JSON-LD."""
    return _linked(request, nodes, None)


def _linked(request: Request, nodes: Iterable[linked.Node], cursor: str | None) -> Response:
    body = linked.graph(str(request.base_url), nodes)
    return Response(to_json(body), media_type=LINKED, headers=_headers(request, cursor))


def _answer(request: Request, body: Mapping[str, Any]) -> Response:
    headers = _headers(request, body["next_cursor"])
    return Response(to_json(body), media_type=JSON, headers=headers)


def _headers(request: Request, cursor: str | None) -> dict[str, str]:
    return VARY if cursor is None else {**VARY, "Link": link(request, cursor)}


def _statement(found: FoundStatement) -> dict[str, Any]:
    stored = found.statement
    return {
        "id": stored.id,
        "text": stored.text,
        "speakers": stored.speakers,
        "occurrences": stored.occurrences,
        "first_seen": stored.first_seen,
        "last_seen": stored.last_seen,
        "variants": stored.variants,
        "outlets": stored.outlets,
        "quote": found.quote,
    }


def _facets(found: Sequence[Facet]) -> list[dict[str, Any]]:
    return [
        {
            "name": facet.name,
            "values": [
                {"value": each.value, "id": each.id, "count": each.count} for each in facet.values
            ],
            "counted": facet.counted,
            "complete": facet.complete,
        }
        for facet in found
    ]


def _with_quotes(
    session: Session, query: QuoteQuery, page: Records[Record], include: Sequence[QuoteExtra]
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "context" in include or "document" in include:
        texts = store.texts(session, page.keys)
        if "context" in include:
            found["contexts"] = {each["id"]: _context(each, texts) for each in page.data}
        if "document" in include:
            found["documents"] = texts
    if "statement" in include:
        act = query.act if query.act == "think" else None
        told = store.statements_told(session, page.keys, act=act)
        found["statements"] = {each.id: each for each in told}
    return found


def _context(record: Record, texts: Mapping[str, str]) -> dict[str, Any]:
    text, mention = texts[record["document"]["id"]], record["speaker"]["mention"]
    spans = [*record["content"], *record["cue"], *([mention] if mention else [])]
    start, end = passage(text, spans)
    return {"start": start, "end": end, "text": text[start:end]}

"""A template and its values become an answer: escaped, in the reader's locale, locked down.

Nothing on a page comes from another host and nothing runs that is not in `static/`; the content
security policy says so to the browser, whatever a document may hold.
"""

from functools import lru_cache
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from quotes.model import Quote
from service.explain import meaning
from service.page.readers import reader
from service.verify.reasons import told

STATIC = Path(__file__).parent / "static"

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # Forms of this page must still say where they come from; no other site learns what is read.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
    "Vary": "Accept-Language",
}


def render(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """The page that `template` makes of `values`."""
    html = (
        _environment()
        .get_template(template)
        .render(
            reader=reader(request.headers.get("accept-language", "")),
            path=request.url.path,
            **values,
        )
    )
    return HTMLResponse(html, status_code=status, headers=HEADERS)


def link(path: str, **query: Any) -> str:
    """An address of the page; parameters without a value are left out, lists repeat theirs."""
    given = {name: value for name, value in query.items() if value not in (None, "", [], ())}
    parameters = urlencode(given, doseq=True)
    return f"{path}?{parameters}" if parameters else path


def segment(value: str) -> str:
    """An id as a part of a path."""
    return quote(value, safe=":/")


def own_address(address: str) -> str:
    """The address, if it is one of this site, else the first page; a redirect leads to no other."""
    inside = address.startswith("/") and not address.startswith(("//", "/\\"))
    return address if inside and address.isprintable() else "/"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("service.page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["asset"] = _asset
    environment.filters |= {
        "because": told,
        "meaning": meaning,
        "relays": _relays,
        "segment": segment,
        "sentence": _sentence,
    }
    return environment


def _relays(quote: Quote) -> list[str | None]:
    """The names between page and speaker, from the page inward; one that follows itself once."""
    names = [hop.name for hop in reversed(quote.chain) if hop.rel not in ("speaker", "published")]
    return [name for name, _ in groupby(names)]


def _sentence(text: str) -> str:
    """With a capital and a full stop; `str.capitalize` would lower what follows."""
    return f"{text[:1].upper()}{text[1:]}."


@lru_cache
def _asset(name: str) -> str:
    """The address of a static file, which changes with its content and so may be kept for ever."""
    return f"/static/{name}?v={sha256((STATIC / name).read_bytes()).hexdigest()[:12]}"

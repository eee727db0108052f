"""A search as an Atom feed (RFC 4287): what a feed reader polls for new quotes."""

import re
from urllib.parse import urljoin
from xml.etree.ElementTree import Element, SubElement, tostring

from fastapi import APIRouter, Request
from fastapi.responses import Response

from service import store
from service.api.deps import Reading
from service.page.filters import address
from service.page.question import Asked, query
from service.page.rendering import HEADERS, segment
from service.queries import StoredQuote

router = APIRouter(include_in_schema=False)

_ATOM = "http://www.w3.org/2005/Atom"
# What XML cannot hold, however it is written.
_IMPOSSIBLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What has no date was published at no time; Atom wants one all the same.
_NEVER = "1970-01-01"


@router.get("/feed", name="feed")
def feed(request: Request, session: Reading, asked: Asked) -> Response:
    """The newest quotes that answer the URL, which is that of a search."""
    found = store.find(session, query(asked)).data
    base = str(request.base_url)
    here = urljoin(base, address(asked, "/feed"))
    root = Element("feed", xmlns=_ATOM)
    _text(root, "id", here)
    _text(root, "title", f"Quotes: {asked.q}" if asked.q else "Quotes")
    _text(root, "updated", _moment(found[0].document.published if found else None))
    SubElement(root, "link", rel="self", type="application/atom+xml", href=here)
    SubElement(root, "link", rel="alternate", type="text/html", href=urljoin(base, address(asked)))
    for each in found:
        _entry(root, each, base)
    xml: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return Response(xml, media_type="application/atom+xml", headers=HEADERS)


def _entry(root: Element, stored: StoredQuote, base: str) -> None:
    quote, document = stored.quote, stored.document
    entry = SubElement(root, "entry")
    _text(entry, "id", f"urn:quotes:quote:{quote.id}")
    _text(entry, "title", f"{quote.speaker.name or 'unnamed source'}: {quote.text}")
    _text(entry, "updated", _moment(document.published))
    _text(SubElement(entry, "author"), "name", quote.speaker.name or "unnamed source")
    place = f"/documents/{segment(document.id)}#q-{quote.id}"
    SubElement(entry, "link", rel="alternate", type="text/html", href=urljoin(base, place))
    where = document.publisher or document.title or document.id
    _text(entry, "summary", f"{quote.attribution} ({where})")
    _text(entry, "content", quote.text)


def _text(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _IMPOSSIBLE.sub("\ufffd", text)


def _moment(day: str | None) -> str:
    return f"{day or _NEVER}T00:00:00Z"

"""An engine for tests, which reads lines and no language."""

import re
from collections.abc import Iterable, Iterator

from quotes.model import (
    Annotation,
    Confidence,
    Credit,
    Document,
    DocumentInfo,
    Engine,
    Extraction,
    Hop,
    Named,
    Quote,
    Speaker,
    attribution,
    digest,
)


class Fake:
    """An engine for tests: it finds `Name: "words" via A < B` lines, each a direct quote.

    One line of the text is one quote: `Anna Bell: "We won." via TASS < Interfax` was said by Anna
    Bell, cited by Interfax and reported by TASS. Options stand in brackets at the end:
    `[kind=indirect act=think grade=place about=Rome]`.
    """

    info = Engine("fake", "0", "none")

    def __init__(self) -> None:
        self.seen: list[str] = []

    def extract(self, document: Document) -> Extraction:
        self.seen.append(document.id)
        lines = _LINE.finditer(document.text)
        quotes = tuple(self._quote(document, match) for match in lines)
        return Extraction(
            document=DocumentInfo(
                document.id, document.publisher, document.published, document.title
            ),
            quotes=quotes,
            credits=(Credit("photo", "Foto", (0, 1)),) if quotes else (),
            engine=self.info,
        )

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        return map(self.extract, documents)

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[tuple[Annotation, ...]]:
        for extraction in self.extract_all(documents):
            yield tuple(
                Annotation(quote.content, quote.cue, (quote.speaker.mention,), quote.kind)
                for quote in extraction.quotes
                if quote.speaker.mention is not None
            )

    def _quote(self, document: Document, match: re.Match[str]) -> Quote:
        options = dict(part.split("=") for part in (match["options"] or "").split())
        about = options.get("about")
        hops = [Hop("speaker", match["name"], match.span("name"))]
        vias = [name.strip() for name in (match["via"] or "").split("<") if name.strip()]
        for rel, name in zip(("reported", "cited"), vias, strict=False):
            hops.insert(1, Hop(rel, name, match.span("via")))
        if document.publisher:
            hops.append(Hop("published", document.publisher, None))
        return Quote(
            id=digest(document.id, match.span("words")),
            kind=options.get("kind", "direct"),
            content=(match.span("words"),),
            text=match["words"],
            cue=(),
            speaker=Speaker(match["name"], match.span("name"), options.get("grade", "named")),
            on_behalf_of=None,
            act=options.get("act", "say"),
            polarity="affirmed",
            denies=None,
            channel=None,
            chain=tuple(hops),
            attribution=attribution(tuple(hops)),
            said=None,
            terms=(),
            about=(Named(about.replace("_", " "), None),) if about else (),
            confidence=Confidence(1.0, 0.5, 0.25),
            reasons=("fake",),
        )


_LINE = re.compile(
    r'^(?P<name>[^:\n]+): "(?P<words>[^"]+)"'
    r"(?: via (?P<via>[^\[\n]+))?(?: ?\[(?P<options>[^\]]*)\])?$",
    re.MULTILINE,
)

"""The method, in order: from a document to who said what, and by which route.

extractor = quotes.engine.load()
extraction = extractor.extract(Document("a", "Talks resume, Arda Kolt said."))
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import tee
from typing import TYPE_CHECKING

from spacy.language import Language
from spacy.tokens import Doc

from quotes import (
    assemble,
    attributions,
    credits,
    cues,
    lexicon,
    marks,
    merge,
    polnear,
    reading,
    setoff,
)
from quotes.attribution import Attribution
from quotes.chain import Tracer
from quotes.credits import Around
from quotes.lexicon import Lexicon
from quotes.model import Annotation, Document, Engine, Extraction
from quotes.names import Names
from quotes.page import Page
from quotes.tagger import words as tokens
from quotes.tagger.words import Mark

if TYPE_CHECKING:
    from quotes.tagger.runtime import Tagger


def load(model: str | None = None, *, tagger: bool = True) -> "Extractor":
    """An extractor that reads with the spaCy pipeline `model` (default: en_core_web_sm).

    Without `tagger` the grammar works alone: nothing learned from an annotated corpus is used.

    Raises:
        PipelineError: the pipeline cannot be loaded.
        LexiconError: a word list is malformed.
        TaggerError: the tagger's files are not those it was released with.
    """
    learned = None
    if tagger:
        from quotes.tagger import runtime

        learned = runtime.load()
    return Extractor(reading.load(model or reading.DEFAULT_MODEL), lexicon.load(), learned)


class Extractor:
    """Extracts quotes from documents; holds pipeline, word lists and tagger, and no state."""

    def __init__(self, nlp: Language, words: Lexicon, tagger: "Tagger | None" = None) -> None:
        self._nlp = nlp
        self._lexicon = words
        self._tagger = tagger
        model = reading.name(nlp) + (f"+tagger-{tagger.version}" if tagger else "")
        self.info = Engine(version("quotes"), words.version, model)

    def extract(self, document: Document) -> Extraction:
        """All quotes and credits of one document."""
        return next(self.extract_all([document]))

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction a document, in order; read in batches."""
        for document, doc in self._read(documents):
            findings = find(doc, words=self._lexicon, tagger=self._tagger)
            yield extract(document, findings, words=self._lexicon, engine=self.info)

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[tuple[Annotation, ...]]:
        """The quotes of each document in PolNeAR's convention, `think` included."""
        for _, doc in self._read(documents):
            findings = find(doc, words=self._lexicon, tagger=self._tagger)
            yield annotate(findings, words=self._lexicon)

    def _read(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Doc]]:
        originals, texts = tee(documents)
        docs = reading.read(self._nlp, (document.text for document in texts))
        return zip(originals, docs, strict=True)


@dataclass(frozen=True, slots=True)
class Findings:
    """What the grammar `read` and the tagger `marked` on one page, before they are merged.

    `marked` is None where there is no tagger.
    """

    page: Page
    around: Around
    read: list[Attribution]
    marked: list[Mark] | None


def find(doc: Doc, *, words: Lexicon, tagger: "Tagger | None") -> Findings:
    """From a parsed document to attributions: the grammar first, then the tagger with its help."""
    text = doc.text  # spaCy joins it anew each time
    around = credits.find(text, lexicon=words)
    page = Page(doc, tuple(marks.pair(text)), around.margins, setoff.find(text))
    signs = cues.find(doc, lexicon=words)
    read = attributions.find(page, signs)
    marked = tagger.tag(tokens.read(page, signs, read, words)) if tagger is not None else None
    return Findings(page, around, read, marked)


def extract(
    document: Document, findings: Findings, *, words: Lexicon, engine: Engine
) -> Extraction:
    """From attributions to the extraction: merged, named, traced, put in order."""
    page = findings.page
    found = merge.merge(findings.read, findings.marked, page, words)
    names = Names(page.doc, words, document.publisher)
    tracer = Tracer(names, words, page.quotations, document.publisher)
    traced = tracer.trace(found)
    return assemble.tidy(document, traced, tracer, findings.around, page.quotations, engine)


def annotate(findings: Findings, *, words: Lexicon) -> tuple[Annotation, ...]:
    """From attributions to PolNeAR's convention, which the tagger has learned, if it is there."""
    if findings.marked is not None:
        return polnear.from_marks(findings.page, findings.marked, words)
    return polnear.from_grammar(findings.page, findings.read)

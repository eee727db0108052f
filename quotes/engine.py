"""The method, in order: from a document to who said what, and by which route.

extractor = quotes.engine.load()
extraction = extractor.extract(Document("a", "Talks resume, Arda Kolt said."))
"""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from itertools import tee

from spacy.language import Language
from spacy.tokens import Doc

from quotes import assemble, attributions, credits, cues, lexicon, marks, reading
from quotes.chain import Tracer
from quotes.lexicon import Lexicon
from quotes.model import Document, Engine, Extraction
from quotes.names import Names
from quotes.page import Page


def load(model: str | None = None) -> "Extractor":
    """An extractor that reads with the spaCy pipeline `model` (default: en_core_web_sm).

    Raises:
        PipelineError: the pipeline cannot be loaded.
        LexiconError: a word list is malformed.
    """
    return Extractor(reading.load(model or reading.DEFAULT_MODEL), lexicon.load())


class Extractor:
    """Extracts quotes from documents; holds the pipeline and the word lists, and no state."""

    def __init__(self, nlp: Language, words: Lexicon) -> None:
        self._nlp = nlp
        self._lexicon = words
        self.info = Engine(version("quotes"), words.version, reading.name(nlp))

    def extract(self, document: Document) -> Extraction:
        """All quotes and credits of one document."""
        return next(self.extract_all([document]))

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        """One extraction a document, in order; read in batches."""
        originals, texts = tee(documents)
        docs = reading.read(self._nlp, (document.text for document in texts))
        for document, doc in zip(originals, docs, strict=True):
            yield extract(document, doc, words=self._lexicon, engine=self.info)


def extract(document: Document, doc: Doc, *, words: Lexicon, engine: Engine) -> Extraction:
    """The engine's table of contents: every stage from the parsed `doc` to the extraction."""
    quotations = tuple(marks.pair(document.text))
    around = credits.find(document.text, lexicon=words)
    page = Page(doc, quotations, around.margins)
    found = attributions.find(page, cues.find(doc, lexicon=words))
    tracer = Tracer(Names(doc, words), words, quotations, document.publisher)
    traced = tracer.trace(found)
    return assemble.tidy(document, traced, tracer, around, quotations, engine)

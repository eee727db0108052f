"""What is said: sentences of a small grammar, and the same with one thing changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from random import Random

from .words import Zipf, plural, progressive, vocabulary

_MODALS = ("will", "must", "can", "should", "may", "will not", "cannot")
_OPPOSITE = {
    "will": "will not",
    "must": "must not",
    "can": "cannot",
    "should": "should not",
    "may": "may not",
    "will not": "will",
    "must not": "must",
    "cannot": "can",
    "should not": "should",
    "may not": "may",
}
_PREPOSITIONS = ("for", "with", "on", "against", "after", "under", "without", "from")
_LINKS = ("and", "but", "because", "if", "while", "although")
_MEASURES = ("percent", "million dollars", "people", "months", "tonnes")
# Reported speech can be two words longer.
_LENGTHS = (7, 38)


@dataclass(frozen=True, slots=True)
class Saying:
    """The words of a statement, in the first person.

    A token is a word, or a name or modal of several. `cuts` are spans of tokens that can go and
    leave a sentence; `facts` the tokens that make it another statement when they change.
    """

    tokens: tuple[str, ...]
    cuts: tuple[tuple[int, int], ...]
    facts: tuple[int, ...]
    about: tuple[tuple[str, str], ...]


class Topic:
    """The words that an event is about; its statements draw half of theirs from these."""

    def __init__(self, grammar: "Grammar", names: Sequence[tuple[str, str]]) -> None:
        self.nouns = [grammar.noun() for _ in range(24)]
        self.adjectives = [grammar.adjective() for _ in range(10)]
        self.verbs = [grammar.verb() for _ in range(10)]
        self.names = names


class Grammar:
    """Makes sayings from the vocabulary."""

    def __init__(self, random: Random) -> None:
        self._random = random
        words = vocabulary()
        self._nouns, self._verbs = Zipf(words.nouns), Zipf(words.verbs)
        self._adjectives, self._adverbs = Zipf(words.adjectives), Zipf(words.adverbs, 6)

    def noun(self) -> str:
        """Any noun, as often as it is used."""
        return self._nouns.draw(self._random)

    def adjective(self) -> str:
        """Any adjective, likewise."""
        return self._adjectives.draw(self._random)

    def verb(self) -> str:
        """Any transitive verb, likewise."""
        return self._verbs.draw(self._random)

    def say(self, topic: Topic) -> Saying:
        """Something new about `topic`, of 7 to 38 words."""
        while True:
            draft = _Draft(self._random)
            self._clause(draft, topic)
            while self._random.random() < 0.35 and draft.count < 24:
                start = len(draft.tokens)
                draft.add(self._random.choice(_LINKS))
                self._clause(draft, topic)
                draft.cuts.append((start, len(draft.tokens)))
            if _LENGTHS[0] <= draft.count <= _LENGTHS[1]:
                return draft.saying()

    def _clause(self, draft: "_Draft", topic: Topic) -> None:
        chance = self._random.random()
        if chance < 0.4:
            draft.add("we")
        elif chance < 0.55:
            draft.name(topic)
        else:
            self._phrase(draft, topic, "the" if chance < 0.8 else "our")
        draft.fact(self._random.choice(_MODALS))
        if self._random.random() < 0.15:
            draft.option([self._adverbs.draw(self._random)])
        draft.add(self._from(topic.verbs, self.verb))
        self._phrase(draft, topic, self._random.choice(("the", "our", "this", "any", "")))
        for _ in range(self._random.choice((0, 1, 1, 2, 2, 3))):
            self._adjunct(draft, topic)

    def _phrase(self, draft: "_Draft", topic: Topic, article: str) -> None:
        if article:
            draft.add(article)
        if self._random.random() < 0.5:
            draft.add(self._from(topic.adjectives, self.adjective))
        noun = self._from(topic.nouns, self.noun)
        draft.add(plural(noun) if not article or self._random.random() < 0.2 else noun)
        if self._random.random() < 0.2:
            start = len(draft.tokens)
            draft.add("of")
            draft.add(plural(self._from(topic.nouns, self.noun)))
            draft.cuts.append((start, len(draft.tokens)))

    def _adjunct(self, draft: "_Draft", topic: Topic) -> None:
        chance, start = self._random.random(), len(draft.tokens)
        if chance < 0.2:
            draft.add(self._random.choice(("in", "with", "from")))
            draft.name(topic)
        elif chance < 0.32:
            draft.add("by")
            draft.fact(str(self._random.randrange(2, 400)))
            draft.add(self._random.choice(_MEASURES))
        elif chance < 0.4:
            draft.add("in")
            draft.fact(str(self._random.randrange(2014, 2031)))
        elif chance < 0.5:
            draft.add("by")
            draft.add(progressive(self._from(topic.verbs, self.verb)))
            draft.add(plural(self._from(topic.nouns, self.noun)))
        else:
            draft.add(self._random.choice(_PREPOSITIONS))
            self._phrase(draft, topic, self._random.choice(("the", "our", "", "a")))
        draft.cuts.append((start, len(draft.tokens)))

    def _from(self, few: list[str], draw: Callable[[], str]) -> str:
        chance = self._random.random()
        return few[int(len(few) * (chance * 1.8) ** 1.5)] if chance < 0.55 else draw()

    def change(self, saying: Saying) -> Saying:
        """Another statement in nearly the same words: a number, a year or a negation changed."""
        tokens = list(saying.tokens)
        at = self._random.choice(saying.facts)
        old = tokens[at]
        if old in _OPPOSITE:
            tokens[at] = _OPPOSITE[old]
        else:
            number = int(old)
            low, high = (2014, 2031) if 2014 <= number <= 2030 else (2, 400)
            tokens[at] = str(
                low + (number - low + self._random.randrange(1, high - low)) % (high - low)
            )
        return replace(saying, tokens=tuple(tokens))


class _Draft:
    """A saying while it is made."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self.tokens: list[str] = []
        self.cuts: list[tuple[int, int]] = []
        self.facts: list[int] = []
        self.count = 0
        self._about: dict[str, str] = {}

    def add(self, token: str) -> None:
        self.tokens.append(token)
        self.count += token.count(" ") + 1

    def fact(self, token: str) -> None:
        self.facts.append(len(self.tokens))
        self.add(token)

    def option(self, tokens: list[str]) -> None:
        start = len(self.tokens)
        for token in tokens:
            self.add(token)
        self.cuts.append((start, len(self.tokens)))

    def name(self, topic: Topic) -> None:
        name, source = self._random.choice(topic.names)
        if len(self._about) < 3 or name in self._about:
            self._about[name] = source
        else:
            name = next(iter(self._about))
        self.add(name)

    def saying(self) -> Saying:
        kept = tuple(c for c in self.cuts if not any(c[0] <= fact < c[1] for fact in self.facts))
        return Saying(tuple(self.tokens), kept, tuple(self.facts), tuple(self._about.items()))

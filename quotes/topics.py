"""What a quote is about: whom its content names or points at, and its key terms.

So that *what has X said about Y* can be asked. Pronouns and role nouns are resolved as speakers
are; the terms are textacy's noun chunks, without names and without chunks of function words.
"""

from bisect import bisect_left
from collections.abc import Iterator

from spacy.tokens import Span as Tokens
from spacy.tokens import Token

from quotes import grammar, reading
from quotes.antecedents import SINGULAR
from quotes.identity import Resolver
from quotes.model import Named, Span
from quotes.names import Names

_MOST_TERMS = 8
_EMPTY = frozenset(
    "thing things way ways lot bit kind sort part fact case time times one ones".split()
)


def about(
    content: tuple[Span, ...], names: Names, resolver: Resolver, speaker: str | None
) -> tuple[Named, ...]:
    """The persons, bodies and places that the content names or points at, each once.

    `speaker` is not among those pointed at: *Kolt said he would go* is about nobody else.
    """
    found: dict[str, Named] = {}
    for entity in names.entities:
        for start, end in entity.mentions:
            if any(s <= start and end <= e for s, e in content):
                found.setdefault(entity.name, Named(entity.name, (start, end)))
    resolver.antecedents.excluded = {speaker}
    for token in _tokens(content, names):
        named = _pointed_at(token, names, resolver)
        if named is not None and named.name != speaker:
            found.setdefault(named.name, named)
    return tuple(sorted(found.values(), key=lambda named: named.span or (0, 0)))


def _tokens(content: tuple[Span, ...], names: Names) -> Iterator[Token]:
    for span in content:
        yield from names.doc.char_span(*span, alignment_mode="contract") or ()


def _pointed_at(token: Token, names: Names, resolver: Resolver) -> Named | None:
    """*he*, *the minister*: somebody with a name elsewhere."""
    if token.lower_ in SINGULAR:
        identity = resolver.resolve(token)
        if identity.entity is None or not identity.name:
            return None
        return Named(identity.name, identity.span)
    role = token.lower_ in resolver.lexicon.roles and token.left_edge.lower_ == "the"
    if not role or names.at(token) is not None or grammar.is_compound(token):
        return None
    person = resolver.antecedents.by_role(token)
    return Named(person.name, grammar.chars(token, token)) if person is not None else None


class Terms:
    """The key terms of one document's quotes, from noun chunks found once."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._chunks = [c for c in reading.noun_chunks(names.doc) if self._may_be_term(c)]
        self._starts = [chunk.start_char for chunk in self._chunks]

    def _may_be_term(self, chunk: Tokens) -> bool:
        head = chunk.root
        named = head.pos_ != "NOUN" or any(self._names.at(token) is not None for token in chunk)
        return not (named or head.lemma_.lower() in _EMPTY or head.ent_type_ in ("DATE", "TIME"))

    def of(self, content: tuple[Span, ...]) -> tuple[Named, ...]:
        """Those in the content, in text order, at most eight, each once: *transit fee*."""
        found: dict[str, Named] = {}
        for start, end in content:
            first = bisect_left(self._starts, start)
            for chunk in self._chunks[first : bisect_left(self._starts, end)]:
                if chunk.end_char <= end:
                    named = self._named(chunk)
                    found.setdefault(named.name, named)
        return tuple(found.values())[:_MOST_TERMS]

    def _named(self, chunk: Tokens) -> Named:
        """With its head in the singular: *new transit fees* is *new transit fee*."""
        head = chunk.root
        first = next(t for t in chunk if t == head or t.pos_ not in ("DET", "PRON", "NUM"))
        before = self._names.text[first.idx : head.idx].lower()
        return Named(before + head.lemma_.lower(), (first.idx, head.idx + len(head)))

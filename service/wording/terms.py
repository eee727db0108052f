"""A text read into comparable terms: folded words, stems of content words, numbers, names.

Contractions are opened, numbers written alike ("four" is 4, "$5bn" is 5 billion dollars) and words
stemmed (Porter 1980, Snowball English), so that two tellings of one remark meet term for term.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

from service.wording.numerals import numeral
from service.wording.vocabulary import IRREGULAR, NEGATIONS, OPPOSITES, SIGNS, STOP_WORDS, UNITS
from service.words import word_list

_STEMMER = Stemmer.Stemmer("english")
_TOKEN = re.compile(
    r"""(?P<number>\d+(?:[.,]\d+)*)(?:(?:st|nd|rd|th)\b)?
    |(?P<word>[^\W\d_](?:[^\W_]|[\u0300-\u036f])*)
    |(?P<sign>[%$€£¥₹₽])
    |(?P<end>[.!?…:])
    |(?P<pause>[;,—–()\[\]])""",
    re.VERBOSE,
)
_OPENED = tuple(
    (re.compile(pattern), opened)
    for pattern, opened in (
        (r"\b(?:U\.\s?S\.(?:\s?A\.)?|USA?\b|United States\b)", "Usa"),
        (r"\b(?:U\.\s?K\.|UK\b|United Kingdom\b)", "Ukingdom"),
        (r"(?i)\bper cent\b", "percent"),
        (r"(?i)\b(w)on['’]t\b", r"\1ill not"),
        (r"(?i)\b(c)an(?:['’]t|not)\b", r"\1an not"),
        (r"(?i)n['’]t\b", " not"),
        (r"(?i)['’]m\b", " am"),
        (r"(?i)['’]re\b", " are"),
        (r"(?i)['’]ve\b", " have"),
        (r"(?i)['’]ll\b", " will"),
        (r"(?i)['’]d\b", " would"),
        (r"(?i)['’]s\b", ""),
    )
)
_OR = re.compile(r"(?<=[a-z]{3})our(?=(?:s|ed|ing|ite|able|er|ers)?$)")
_IZE = re.compile(r"(?<=[a-z]{3})is(?=(?:e|es|ed|ing|ation|ations)$)")
_MARKS = re.compile(r"[\"“”«»„‟]|(?<!\w)['‘]|['’](?!\w)")


@dataclass(frozen=True, slots=True)
class Terms:
    """A text's terms; the tuples run side by side, the sets and pairs hold places in them.

    `keys` are what is aligned: the stem of a content word, a function word as it is. `stems` has ""
    for a function word; `weight` counts the others. `poles` are (place, question, answer) of the
    opposites.
    """

    fingerprint: int
    words: tuple[str, ...]
    stems: tuple[str, ...]
    keys: tuple[str, ...]
    clauses: tuple[int, ...]
    names: frozenset[int]
    numbers: tuple[tuple[int, str, str], ...]
    negations: tuple[int, ...]
    poles: tuple[tuple[int, int, int], ...]
    content: frozenset[str]
    weight: int
    negated: frozenset[str]
    marked: bool


@dataclass(frozen=True, slots=True)
class _Token:
    word: str
    clause: int
    capital: bool


def fingerprint(text: str) -> int:
    """A signed 64-bit hash of the folded words: the exact wording."""
    joined = " ".join(word_list(text)).encode("utf-8", "surrogatepass")
    return signed(joined)


def signed(data: bytes) -> int:
    """A signed 64-bit hash, the same on every machine."""
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "big", signed=True)


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The stem that a word shares with its other forms, British or American."""
    word = _IZE.sub("iz", _OR.sub("or", word))
    return str(_STEMMER.stemWord(IRREGULAR.get(word, word)))


@lru_cache(maxsize=1 << 12)
def read(text: str) -> Terms:
    """The terms of `text`."""
    tokens, numbers = _numbered(list(_tokens(_opened(text))))
    words = tuple(token.word for token in tokens)
    stems = tuple("" if word in STOP_WORDS else stem(word) for word in words)
    clauses = tuple(token.clause for token in tokens)
    negations = tuple(at for at, word in enumerate(words) if _negates(words, at, word))
    return Terms(
        fingerprint=fingerprint(text),
        words=words,
        stems=stems,
        keys=tuple(root or word for root, word in zip(stems, words, strict=True)),
        clauses=clauses,
        names=_names(tokens, stems),
        numbers=numbers,
        negations=negations,
        poles=tuple((at, *pole) for at, word in enumerate(words) for pole in poles(word)),
        content=frozenset(filter(None, stems)),
        weight=sum(map(bool, stems)),
        negated=frozenset(filter(None, (_target(at, words, stems, clauses) for at in negations))),
        marked=_MARKS.search(text) is not None,
    )


def _opened(text: str) -> str:
    for pattern, opened in _OPENED:
        text = pattern.sub(opened, text)
    return text


def _tokens(text: str) -> Iterator[_Token]:
    clause = 0
    for match in _TOKEN.finditer(text):
        shown = match[0]
        if match["end"] or match["pause"]:
            clause += 1
        elif match["word"]:
            folded = shown.casefold() if shown.isascii() else "".join(word_list(shown))
            if folded:
                yield _Token(folded, clause, shown[0].isupper())
        else:
            yield _Token(match["number"] or SIGNS[shown], clause, False)


def _numbered(
    tokens: list[_Token],
) -> tuple[list[_Token], tuple[tuple[int, str, str], ...]]:
    """The tokens with each number in one of them, and the numbers: place, value, unit."""
    words = [token.word for token in tokens]
    kept: list[_Token] = []
    numbers: list[tuple[int, str, str]] = []
    at = 0
    while at < len(tokens):
        found = numeral(words, at)
        if found is None:
            kept.append(tokens[at])
            at += 1
            continue
        value, end = found
        sign = kept.pop() if kept and kept[-1].word in _CURRENCIES else None
        follows = UNITS.get(words[end], "") if end < len(words) and sign is None else ""
        numbers.append((len(kept), value, sign.word if sign else follows))
        kept.append(_Token(f"#{value}", tokens[at].clause, False))
        # "$5" and "5 dollars" put the unit at the same place.
        if sign or follows:
            kept.append(_Token(sign.word if sign else follows, tokens[at].clause, False))
        at = end + bool(follows)
    return kept, tuple(numbers)


_CURRENCIES = frozenset(SIGNS.values()) - {"percent"}


def _names(tokens: list[_Token], stems: tuple[str, ...]) -> frozenset[int]:
    """Where words stand that may be names; none in a text that is all capitals, as headlines are.

    The first word of a sentence counts too: only a word that both sides lack ever matters.
    """
    capitals = [at for at, token in enumerate(tokens) if token.capital and stems[at]]
    shouted = 2 * len(capitals) > sum(map(bool, stems)) and len(capitals) > 4
    return frozenset() if shouted else frozenset(capitals)


def _negates(words: tuple[str, ...], at: int, word: str) -> bool:
    # "not only" and "no doubt" affirm.
    return word in NEGATIONS and words[at + 1 : at + 2] not in (("only",), ("doubt",))


def _target(
    at: int, words: tuple[str, ...], stems: tuple[str, ...], clauses: tuple[int, ...]
) -> str:
    """The stem of the content word that a negation stands before, in its clause.

    An adverb gives way to what follows it: "cannot openly finance" negates financing.
    """
    after = range(at + 1, len(stems))
    found = [place for place in after if stems[place] and clauses[place] == clauses[at]]
    plain = (place for place in found[:2] if not words[place].endswith("ly"))
    return stems[next(plain, found[0])] if found else ""


def poles(word: str) -> tuple[tuple[int, int], ...]:
    """The questions that `word` answers, each with its answer."""
    return _POLES.get(stem(word), ())


def _poles() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for question, line in enumerate(OPPOSITES.strip().splitlines()):
        for answer, words in enumerate(line.split("|")):
            for root in sorted({stem(word) for word in words.split()}):
                found.setdefault(root, []).append((question, answer))
    return {root: tuple(poles) for root, poles in found.items()}


_POLES = _poles()

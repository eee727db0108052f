"""Whether a text calls somebody by an office or a byname: *the mayor of Tolvast*, *the Bear*.

A role of the record is what one document says in one place. Who asks may put it in other words,
so the office is looked for in apposition to the name, and what it is an office of anywhere in the
text.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from service.matching.roles import SAME
from service.words import word_list

_OF = re.compile(r"^(?:the |a |an )?(?P<office>[^,]+?) (?:of|at|for|in|to) (?P<body>.+)$", re.I)
_OWN = re.compile(r"^(?:the )?(?P<body>.+?)['’]s? (?P<office>.+)$", re.I)
_PLAIN = re.compile(r"^the (?P<office>.+)$", re.I)
_EMPTY = frozenset("the a an of and for in at on to s former ex then new acting".split())
_SENTENCE = re.compile(r"(?<=[.!?…”\"])\s+(?=[A-Z“\"])|\n\s*\n")
_BEFORE, _AFTER = 9, 9  # words between an office and the name in apposition to it
_LEAD = 3  # sentences
_PERSON = re.compile(r"\b([A-Z][\w'’.-]+(?: [A-Z]\.)*) ([A-Z][\w'’-]+)")
_QUOTED = re.compile(r"[“\"][^”\"]*[”\"]")
_VERB = re.compile(r"\b(?:said|says|told|tells|was|were|is|has|had|will|would)\b")


@dataclass(frozen=True, slots=True)
class Office:
    """An office as a person names it: its own words, and those of the body it belongs to."""

    words: frozenset[str]
    body: frozenset[str]


@lru_cache(maxsize=1 << 10)
def read(name: str) -> Office | None:
    """The office that `name` is; None if it does not read like one."""
    match = _OF.match(name) or _OWN.match(name) or _PLAIN.match(name)
    if match is None:
        return None
    body = match.groupdict().get("body") or ""
    words = _words(match["office"])
    return Office(words, _words(body)) if words else None


def calls(text: str, names: tuple[str, ...], office: Office) -> bool:
    """Whether `text` gives the bearer of one of `names` that office."""
    if not office.body <= _words(text):
        return False
    sentences = _SENTENCE.split(text)
    return any(_beside(each, names, office) for each in sentences) or _led(sentences, names, office)


def _led(sentences: list[str], names: tuple[str, ...], office: Office) -> bool:
    """Whether the lead has the office and the first person named after it bears the name.

    *The museum's director insisted … Anna Bell said*: newspapers name whom they announced.
    """
    for at, sentence in enumerate(sentences[:_LEAD]):
        if not office.words <= _words(sentence):
            continue
        for following in sentences[at + 1 : at + 1 + _LEAD]:
            person = _PERSON.search(_QUOTED.sub("", following))
            if person is not None:
                return any(name in following and name.endswith(person[2]) for name in names)
        return False
    return False


def held(role: str, text: str, office: Office) -> bool:
    """The same by a role of the record: its words, and those of the body there or in the text."""
    found = _words(role)
    return office.words <= found and office.body <= found | _words(text)


def byname(text: str, names: tuple[str, ...], name: str) -> bool:
    """Whether `text` says that the bearer of one of `names` goes by `name` as well."""
    known = re.compile(
        r"(?:\b(?:known|nicknamed|dubbed|called|alias)\b[^.;]{0,40}?\W|[“\"‘'(])"
        rf"{re.escape(name)}\b"
    )
    surnames = {each.split()[-1] for each in names if each.strip()}
    return any(
        known.search(sentence) is not None and any(each in sentence for each in surnames)
        for sentence in _SENTENCE.split(text)
    )


def _beside(sentence: str, names: tuple[str, ...], office: Office) -> bool:
    for name in names:
        at = sentence.find(name)
        while at >= 0:
            if _stands(sentence[:at], sentence[at + len(name) :], office):
                return True
            at = sentence.find(name, at + 1)
    return False


def _stands(before: str, after: str, office: Office) -> bool:
    """Directly before the name, or between it and the next comma but one."""
    near = _VERB.split(before)[-1].split()[-_BEFORE:]
    if office.words <= _words(" ".join(near)):
        return True
    if not after.startswith((",", " (")):
        return False
    aside = re.split(r"[,;)]", after[1:])[0].split()[:_AFTER]
    return office.words <= _words(" ".join(aside))


@lru_cache(maxsize=1 << 12)
def _words(text: str) -> frozenset[str]:
    return frozenset(SAME.get(word, word) for word in word_list(text) if word not in _EMPTY)

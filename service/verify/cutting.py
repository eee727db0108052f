"""What is lost where a claim leaves out the rest of what was said: nothing, or what matters."""

import re
from collections.abc import Iterator

# Where one sentence ends and another begins.
_ENDS = re.compile(r"(?:[.!?…]|\.\.\.)[”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-Z0-9])|\n\s*\n")
_CLAUSE = re.compile(
    r"[,;:()\[\]–—]|\s-\s|\b(?:and|but|or|so|because|since|which|who|where)\b", re.I
)
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|nothing|neither|nor|without|cannot|hardly)\b|n['’]t\b", re.I
)
_CONDITION = re.compile(
    r"\b(?:if|unless|provided|providing|assuming|only (?:when|once|after)|(?:as|so) long as"
    r"|on condition|in case|pending|subject to|depend(?:s|ing) on)\b", re.I,
)  # fmt: skip
# What comes *when* or *once* is a condition of what is to come, not of what was.
_TERM = re.compile(r"\b(?:when|once|until|till)\b", re.I)
_TO_COME = re.compile(r"\b(?:will|shall|can|must|going to|won['’]t)\b|['’]ll\b", re.I)
_EXCEPTION = re.compile(
    r"\b(?:except|excluding|apart from|other than|save for|aside from|barring"
    r"|with the exception)\b", re.I,
)  # fmt: skip
_CONTRAST = re.compile(r"\b(?:but|however|although|though|whereas|nevertheless)\b", re.I)
_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|maybe|possibl[ey]|probabl[ey]|likely|unlikely|think|believes?"
    r"|hopes?|expects?|suspects?|guess|suppose|seems?|appears?|suggests?|claims?|alleg\w+"
    r"|reportedly|wrong to say|false|untrue|myth|nonsense|pretend\w*|imagine)\b", re.I,
)  # fmt: skip
_AFTERTHOUGHT = re.compile(
    r"^\W*(?:(?:or so )?(?:I|we) (?:think|hope|believe|suspect|guess)|perhaps|maybe|probably"
    r"|possibly|in (?:most|some|many|certain) \w+|in theory|in principle|on paper|at least)\b",
    re.I,
)


def lost(text: str, start: int, end: int) -> tuple[str, ...]:
    """The codes of what a cut to ``text[start:end]`` leaves out that changes what is said."""
    while end > start and not text[end - 1].isalnum():
        end -= 1  # the stop belongs to what follows, which it parts from the words
    to_come = _TO_COME.search(text[start:end]) is not None
    found = (*_before(text[:start], text[start:end]), *_after(text[end:], to_come))
    return tuple(dict.fromkeys(found))


def omitted(text: str) -> tuple[str, ...]:
    """The same of words left out in between."""
    found = _conditions(text, to_come=False)
    return (*found, *(["cut.negation"] if _NEGATION.search(text) else []))


def _before(text: str, words: str) -> Iterator[str]:
    """What governs the words from in front of them, in their own sentence."""
    sentence = _ENDS.split(text + words[:1])[-1][:-1]
    clause = _CLAUSE.split(sentence)[-1]
    if _CONDITION.search(sentence):
        yield "cut.condition"
    if _EXCEPTION.search(sentence):
        yield "cut.exception"
    if _NEGATION.search(clause):
        yield "cut.negation"
    if _HEDGE.search(clause):
        yield "cut.hedge"


def _after(text: str, to_come: bool) -> Iterator[str]:
    """What takes something back behind the words: in their sentence, or as the next begins."""
    rest, *following = _ENDS.split(text)
    clause = _CLAUSE.split(rest)[0]
    yield from _conditions(rest, to_come=to_come)
    if _NEGATION.search(clause):
        yield "cut.negation"
    if _HEDGE.search(clause) or _AFTERTHOUGHT.search(rest):
        yield "cut.hedge"
    if following:
        start = following[0].lstrip("“\"‘' ")
        if _CONTRAST.match(start) or _CONDITION.match(start) or start.startswith("Only "):
            yield "cut.contrast"


def _conditions(text: str, *, to_come: bool) -> tuple[str, ...]:
    kinds = (
        ("cut.condition", _CONDITION),
        ("cut.exception", _EXCEPTION),
        ("cut.contrast", _CONTRAST),
    )
    found = [code for code, pattern in kinds if pattern.search(text)]
    if to_come and "cut.condition" not in found and _TERM.search(text):
        found.append("cut.condition")
    return tuple(found)

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
    r"|on condition|in case|pending|subject to|depend(?:s|ing) on|permitting"
    r"|as far as (?:\w+ ){1,2}(?:can|know|knows|is|are|concerned))\b",
    re.I,
)
# What comes *when* or *once* is a condition of what is or will be, not of what was.
_TERM = re.compile(r"\b(?:when|whenever|once|until|till)\b|(?<![,;–—] )\bwhile\b", re.I)
_PAST = re.compile(r"\b(?:was|were|had|did|\w{3,}ed)\b", re.I)
_WITH = re.compile(r"^(?:Without|With|Given|Under|Absent|But for)\b[^.;]*,\s*$", re.I)
_WOULD = re.compile(r"\b(?:will|would|could|can|might|may|must)\b|['’](?:ll|d)\b", re.I)
# *Bring me a cheaper one and I will …*
_ORDER = re.compile(
    r"^(?:give|bring|show|let|get|send|find|pay|tell|ask|cut|offer|put|make|come|wait|take|keep"
    r"|leave|stop|do|sign|lower|raise|drop|prove|elect|vote|build|call)\b.*\band\s*$", re.I,
)  # fmt: skip
_EXCEPTION = re.compile(
    r"\b(?:except|excluding|apart from|other than|save for|aside from|barring"
    r"|with the exception)\b", re.I,
)  # fmt: skip
_CONTRAST = re.compile(r"\b(?:but|however|although|though|whereas|nevertheless)\b", re.I)
_OR = re.compile(r"^\W*or\b", re.I)
_HEDGE = re.compile(
    r"\b(?:may|might|could|perhaps|maybe|possibl[ey]|probabl[ey]|likely|unlikely|think|believes?"
    r"|hopes?|expects?|suspects?|guess|suppose|seems?|appears?|suggests?|claims?|alleg\w+"
    r"|reportedly|wrong to say|false|untrue|myth|nonsense|pretend\w*|imagine)\b", re.I,
)  # fmt: skip
_ASIDE = (
    r"(?:(?:or so )?(?:I|we) (?:think|hope|believe|suspect|guess)|perhaps|maybe|probably|possibly"
    r"|in (?:most|some|many|certain|a few) \w+|in (?:theory|principle|general)|on paper|at least"
    r"|at (?:best|worst)|as far as|theoretically|for now|for the moment)\b"
)
_QUALIFIED = re.compile(rf"^\W*{_ASIDE}", re.I)
# *Every warning that it received*: what is said of all is said of these only.
_ALL = re.compile(r"\b(?:every|each|all|any|no|none|only|nobody|everybody)\b(?: \S+){0,3}$", re.I)
_THOSE = re.compile(r"^\s*(?:that|who|whom|whose|which)\b", re.I)
# A denial that holds for a time or a part only, and not beyond.
_LIMIT = re.compile(
    r"^\s*(?:before|until|till|after|from|by|for|on|in|at|to|with|without|as|yet|this|next|today"
    r"|tomorrow|now|alone|only)\b", re.I,
)  # fmt: skip


def lost(text: str, start: int, end: int) -> tuple[str, ...]:
    """The codes of what a cut to ``text[start:end]`` leaves out that changes what is said."""
    while end > start and not text[end - 1].isalnum():
        end -= 1  # the stop belongs to what follows, which it parts from the words
    words = text[start:end]
    return tuple(dict.fromkeys((*_before(text[:start], words), *_after(text[end:], words))))


def omitted(text: str) -> tuple[str, ...]:
    """The same of words left out in between."""
    return (*_takes_back(text), *(["cut.negation"] if _NEGATION.search(text) else []))


def _before(text: str, words: str) -> Iterator[str]:
    """What governs the words from in front of them, in their own sentence."""
    sentence = _ENDS.split(text + words[:1])[-1][:-1].lstrip("“\"‘' ")
    clause = _CLAUSE.split(sentence)[-1]
    if (
        _CONDITION.search(sentence)
        or _ORDER.match(sentence)
        or (_WITH.match(sentence) and _WOULD.search(words))
    ):
        yield "cut.condition"
    if _EXCEPTION.search(sentence):
        yield "cut.exception"
    if _NEGATION.search(clause):
        yield "cut.negation"
    if _HEDGE.search(clause) or _QUALIFIED.match(sentence):
        yield "cut.hedge"


def _after(text: str, words: str) -> Iterator[str]:
    """What takes something back behind the words: in their sentence, or as the next begins."""
    rest, *following = _ENDS.split(text)
    clause = _CLAUSE.split(rest)[0]
    yield from _takes_back(rest)
    if _TERM.search(rest) and not _PAST.search(words):
        yield "cut.condition"
    if _OR.match(rest):
        yield "cut.contrast"
    if _NEGATION.search(clause):
        yield "cut.negation"
    elif (_NEGATION.search(words) and _LIMIT.match(clause)) or (
        _ALL.search(words) and _THOSE.match(rest)
    ):
        yield "cut.limit"
    if _HEDGE.search(clause) or _QUALIFIED.match(rest):
        yield "cut.hedge"
    if following:
        start = following[0].lstrip("“\"‘' ")
        if _CONTRAST.match(start) or start.startswith("Only "):
            yield "cut.contrast"


def _takes_back(text: str) -> tuple[str, ...]:
    kinds = (
        ("cut.condition", _CONDITION),
        ("cut.exception", _EXCEPTION),
        ("cut.contrast", _CONTRAST),
    )
    return tuple(code for code, pattern in kinds if pattern.search(text))

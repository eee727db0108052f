"""How many anonymous sources spoke, and why they are not named, where the text says so."""

import re

from quotes.model import Anonymity, Grade, Span

_NUMBERS = {word: number for number, word in enumerate(
    "one two three four five six seven eight nine ten eleven twelve".split(), start=1)}  # fmt: skip
_COUNTED = re.compile(
    rf"\s*(?:(?P<number>\d+|{'|'.join(_NUMBERS)})|(?P<dozen>a dozen)|(?P<one>an?|one))\b",
    re.IGNORECASE,
)
STATED = re.compile(
    r"(?:(?:on|under) (?:the )?condition of anonymity"
    r"|(?:asked|asking|declined|refused|wished|wanted) not to be (?:named|identified|quoted)"
    r"|(?:declin|refus)(?:ed|ing) to be (?:named|identified)"
    r"|(?:requested|requesting|sought|seeking|asked for|asking for) anonymity"
    r"|(?:asked|asking) for (?:his|her|their) names? to be withheld)"
)
_REASON = re.compile(
    r"[,\s]*(?:because|since|as|citing|for fear of|out of fear of|due to)\s+"
    r"(?P<reason>[^.;”\"\n]+?)"
    r"(?=,? (?:said|told|added|says)\b|[,.;”\"\n]|$)"
)
_AGAIN = re.compile(r"\s{0,2}(?:He|She|They|Both) ")


def stated(text: str, grade: Grade, mention: Span | None, scope: Span) -> Anonymity | None:
    """The anonymity of a speaker shown by `mention` in the sentence `scope` (code points).

    The next sentence counts too where it begins with a pronoun: *He asked not to be named
    because …*. None for a speaker who is named, or of whom nothing is said.
    """
    if grade not in ("anonymous", "group"):
        return None
    number = _number(text, mention)
    asked = STATED.search(text, *scope) or _in_the_next(text, scope[1])
    if asked is None:
        return (
            Anonymity(number, None, mention)
            if grade == "anonymous" and number and mention
            else None
        )
    end = text.find("\n", asked.end())
    why = _REASON.match(text, asked.end(), end if end >= 0 else len(text))
    last = why.end() if why is not None else asked.end()
    return Anonymity(number, why["reason"].strip() if why else None, (asked.start(), last))


def _in_the_next(text: str, end: int) -> re.Match[str] | None:
    following = _AGAIN.match(text, end)
    return STATED.search(text, following.end(), following.end() + 80) if following else None


def _number(text: str, mention: Span | None) -> int | None:
    match = _COUNTED.match(text, *mention) if mention is not None else None
    if match is None:
        return None
    if match["dozen"]:
        return 12
    if match["one"]:
        return 1
    word = match["number"].lower()
    return _NUMBERS.get(word) or int(word)

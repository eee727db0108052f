"""Person or body: what the text itself says about a name that no list and no title tells apart.

A small model mislabels *Daeyang Heavy* and *Skálafisk*; their text does not: a firm has a chief
executive and says that **it** did this, a person is 45 and says that **she** did.
"""

import re
from collections import Counter
from typing import Literal

from quotes.layout import CAPITALS
from quotes.lexicon import Lexicon

_NAME = rf"(?P<name>[{CAPITALS}][\w.&'’-]*(?: (?:[a-z]{{2,3}} )?[{CAPITALS}0-9][\w.&'’-]*){{0,3}})"
_TOLD = r"told(?: [\w.'’-]+){1,4}"
_TELLS = rf"(?:\w+ ){{0,2}}(?:said|says|denied|denies|wrote|added|{_TOLD}|\w+ed)(?: that)?"
_OWNED = (
    "chief|chair(?:man|woman)?|board|founders?|parent|shares|press|spokes\\w+|managing|directors?"
    "|products|customers|subsidiary|coach|manager|headquarters|bosses|shareholders|members|lawyers"
    "|website|profits?|revenues?"
)
# roles that firms have too: *the owner, Skálafisk*
SHARED = frozenset(
    "owner rival operator sponsor buyer seller supplier partner lender competitor producer maker"
    " builder publisher insurer contractor developer distributor landlord".split()
)
_FIRMS = (
    "company|firm|operator|maker|retailer|rival|carrier|builder|lender|producer|supplier|insurer"
    "|publisher|charity|union|club|group|team|developer|brewer|sponsor|contractor|consultancy"
    "|start-?up|airline|bank|chain|miner|owner|regulator|watchdog|agency|authority|board|service"
    "|network|foundation|hospital|clinic|council|institute|movement|shipper|utility|band|label"
    "|party|home|museum|school"
)
# what follows a name (it ends there), and what stands before one (it begins there)
_BODY_AFTER = re.compile(
    rf"{_NAME}(?:, which\b|,? whose (?:shares|products|parent|board|customers)\b"
    rf"|(?:['’]s?| has its) (?:\w+ )?(?:{_OWNED})\b|,? {_TELLS} (?:it|its)\b)"
)
_CAMEL = re.compile(r"(?<!Mc)(?<!Mac)(?<!Fitz)(?<=[a-z])[A-Z]")  # *QuickPlate*
_PLURAL = re.compile(rf"{_NAME} (?:have|are|were)\b")  # *Real Olazur have denied it*
_BODY_BEFORE = re.compile(
    rf"(?:(?:\b(?:[Tt]he|[Aa]n?|[Ii]ts|[Tt]heir)|['’]s) (?:[\w-]+ ){{0,2}}(?:{_FIRMS}),?"
    rf"(?: [A-Z]\w+-based)?|\b[A-Z]\w+-based) {_NAME}"
)
_PERSON_AFTER = re.compile(rf"{_NAME}(?:,? (?:who|aged|\d\d[,.])|,? {_TELLS} (?:he|she|his|her)\b)")
_PERSON_BEFORE = re.compile(rf"\b(?:Mr|Mrs|Ms|Miss|Dr)\.? {_NAME}")


class Shown:
    """What one text shows of its names."""

    def __init__(self, text: str, lexicon: Lexicon) -> None:
        self._text = text
        self._lexicon = lexicon
        self._body = _ending(_BODY_AFTER, text), _beginning(_BODY_BEFORE, text)
        self._plural = _ending(_PLURAL, text)
        self._person = _ending(_PERSON_AFTER, text), _beginning(_PERSON_BEFORE, text)

    def kind(self, name: str) -> Literal["body", "person"] | None:
        """What the bearer of `name` is shown to be, None where the text leaves it open."""
        words = name.split()
        body = _count(self._body, name) + (_CAMEL.search(name) is not None)
        body += 2 * (self._plural[name] > 0)
        person = _count(self._person, name) or self._person[1][words[-1]] > 0
        if len(words) > 1:
            given = words[0] in self._lexicon.given_names
            person += given + self._called_by_surname(words[-1], name)
            body += words[-1] in self._lexicon.firms and not given
        return "body" if body > person else "person" if person > body else None

    def _called_by_surname(self, last: str, name: str) -> bool:
        """The last word stands alone somewhere, as persons are called and firms are not."""
        rest = self._text.replace(name, " ")
        return re.search(rf"(?<![\w-]){re.escape(last)}(?![\w-]| [A-Z])", rest) is not None


def _ending(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """The names that a pattern finds, each also without its first words."""
    found: Counter[str] = Counter()
    for match in pattern.finditer(text):
        words = match["name"].split()
        found.update({" ".join(words[i:]) for i in range(len(words))})
    return found


def _beginning(pattern: re.Pattern[str], text: str) -> Counter[str]:
    """The names that a pattern finds, each also without its last words."""
    found: Counter[str] = Counter()
    for match in pattern.finditer(text):
        words = match["name"].split()
        found.update({" ".join(words[: i + 1]) for i in range(len(words))})
    return found


def _count(found: tuple[Counter[str], Counter[str]], name: str) -> int:
    return sum(min(1, names[name]) for names in found)

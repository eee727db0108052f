"""How text is folded so that words can be compared: the only rule of matching in the service.

Both sides of every comparison go through `words`, so a search ignores case, accents, punctuation
and the style of quotation marks, and never matches half a word.
"""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")

# Letters that Unicode does not decompose into a base letter and a mark, but readers type without.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)


def words(text: str) -> str:
    """The folded words of `text` with one space before and after each, or "" if it has none.

    >>> words("Łukasz  O'Neill-Żak")
    ' lukasz o neill zak '
    """
    found = word_list(text)
    return f" {' '.join(found)} " if found else ""


def word_list(text: str) -> list[str]:
    """The folded words of `text`, in order; they hold neither spaces nor SQL wildcards."""
    if text.isascii():  # most of it is, and needs none of what follows
        return _WORD.findall(text.lower())
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    # NFKD can bring capitals back (™ becomes TM), so case is folded once more.
    return _WORD.findall(bare.casefold().translate(_PLAIN))

"""The passage of a text around some of its words: what a reader wants to see beside them."""

from collections.abc import Sequence

_AROUND = 500


def passage(text: str, spans: Sequence[Sequence[int]]) -> tuple[int, int]:
    """Where the paragraphs that hold all `spans` begin and end, in code points.

    A long paragraph is cut 500 code points before the first span and after the last. Without a
    span there is no passage: (0, 0).

    >>> passage("One.\\nTwo, three.\\nFour.", [(5, 8)])
    (5, 16)
    """
    if not spans:
        return 0, 0
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    start = text.rfind("\n", 0, first) + 1
    end = text.find("\n", last)
    return max(start, first - _AROUND), min(end if end >= 0 else len(text), last + _AROUND)

"""Quotation marks of every style, paired over the raw text.

`pair` never raises: a mark that finds no partner is dropped and costs nothing but itself. Marks
are paired within a paragraph; one left open is carried on when the next paragraph opens with the
same mark, the convention for speeches of several paragraphs (Chicago Manual of Style, 13.30).
The opening or closing sense of the straight marks follows the flanking rules of CommonMark.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from quotes.layout import paragraphs
from quotes.model import Kind, Span

# opening mark -> the marks that may close it; „ and » are German and Danish usage
_CLOSERS = {
    "“": "”\"", "„": "“”\"", "‟": "”", "«": "»", "»": "«", "‹": "›", "‘": "’'", "‚": "‘’",
    '"': '"”', "'": "'’", "``": "''", "「": "」", "『": "』", "〝": "〞",
}  # fmt: skip
_DEEPEST = 8  # marks open at a time; whatever was opened before them has lost its partner
_MARK = re.compile("``|''|[“”„‟«»‹›‘’‚\"'「」『』〝〞]")
_ELISION = re.compile(r"(?i:\d\ds?|tis|twas|em|til|cause|round|n)\b")
_ROCK_N_ROLL = re.compile(r"\s['’]n$")
_FEET_AND_INCHES = re.compile(r"\d['’]\s?\d{1,2}$")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch within quotation marks; one part a paragraph where it runs over several.

    `outer` spans the marks as well, `parts` never do. `depth` 0 stands in no other quotation.
    """

    outer: Span
    parts: tuple[Span, ...]
    depth: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    text: str
    opens: bool
    closes: bool

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class _Pair:
    opener: _Mark
    parts: tuple[Span, ...]
    end: int


def kind(text: str, content: Iterable[Span], quotations: Iterable[Quotation]) -> Kind:
    """Direct where all words stand within marks, indirect where none do, else mixed."""
    marked = [part for quotation in quotations for part in quotation.parts]
    inside = outside = False
    for start, end in content:
        for word in re.finditer(r"\w+", text[start:end]):
            at = start + word.start()
            if any(s <= at < e for s, e in marked):
                inside = True
            else:
                outside = True
    return "direct" if inside and not outside else "mixed" if inside else "indirect"


def pair(text: str) -> list[Quotation]:
    """All quotations of `text`, by position; those inside others follow them."""
    pairs: list[_Pair] = []
    carried: _Pair | None = None
    spans = paragraphs(text)
    for number, (start, end) in enumerate(spans):
        marks = _marks(text, start, end)
        first = spans[number + 1][0] if number + 1 < len(spans) else 0
        following = text[first : first + 2] if number + 1 < len(spans) else ""
        found, open_mark = _match(text, marks)
        found, carried = _continue(found, open_mark, carried, (start, end), following)
        pairs.extend(found)
    return _nest(pairs)


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    found = (
        _sense(text, match.group(), match.start()) for match in _MARK.finditer(text, start, end)
    )
    return [mark for mark in found if mark.opens or mark.closes]


def _sense(text: str, mark: str, at: int) -> _Mark:
    """Whether the mark at `at` can open, close, or is no quotation mark at all."""
    before, after = text[max(0, at - 1) : at], text[at + len(mark) : at + len(mark) + 1]
    if mark in "'’‘" and before.isalnum() and after.isalnum():
        return _Mark(at, mark, False, False)
    if mark in "'’" and _ROCK_N_ROLL.search(text[max(0, at - 3) : at]):
        return _Mark(at, mark, False, False)
    if mark in "'\"" and before.isdigit() and mark == "'" and (after.isdigit() or after == " "):
        return _Mark(at, mark, False, False)
    if mark == '"' and _FEET_AND_INCHES.search(text[max(0, at - 6) : at]):
        return _Mark(at, mark, False, False)
    if mark in "'’‘" and _ELISION.match(text, at + 1):
        return _Mark(at, mark, False, mark != "‘" and not before.isspace() and before != "")
    left = bool(after) and not after.isspace() and (not before or not before.isalnum())
    right = bool(before) and not before.isspace() and (not after or not after.isalnum())
    if mark in "\"'":
        opens = left and (not right or before in "([{—–-“‘\"'/")
        return _Mark(at, mark, opens, right)
    if mark == "«":  # French typesetting puts a space inside
        return _Mark(at, mark, bool(after), right)
    if mark == "»":
        return _Mark(at, mark, left and not right, bool(before))
    opens = mark in _CLOSERS
    return _Mark(at, mark, opens, mark in "”’›''」』〞" or (mark in "“‘" and right))


def _match(text: str, marks: list[_Mark]) -> tuple[list[_Pair], _Mark | None]:
    """Pair the marks of one paragraph; also the outermost double mark left open, if any."""
    stack: list[_Mark] = []
    pairs: list[_Pair] = []
    for number, mark in enumerate(marks):
        partner = _partner(stack, mark) if mark.closes else None
        if partner is not None and not _is_apostrophe(text, mark, marks[number + 1 :]):
            opener = stack[partner]
            del stack[partner:]
            if text[opener.end : mark.start].strip():
                pairs.append(_Pair(opener, ((opener.end, mark.start),), mark.end))
        elif mark.opens:
            _drop_stray(stack, mark)
            stack.append(mark)
            del stack[:-_DEEPEST]
    left_open = next((mark for mark in stack if mark.text not in "'’"), None)
    if left_open is not None and any(p.opener.start > left_open.start for p in pairs):
        outside = [p for p in pairs if p.opener.start > left_open.start]
        # “One mark too many: inner pairs of the same style mean that the open one is the stray.
        if any(p.opener.text == left_open.text for p in outside):
            left_open = None
    return pairs, left_open


def _partner(stack: list[_Mark], mark: _Mark) -> int | None:
    for index in range(len(stack) - 1, -1, -1):
        if mark.text in _closers(stack[index].text):
            return index
    return None


def _closers(opener: str) -> tuple[str, ...]:
    closers = _CLOSERS.get(opener, "")
    return (closers,) if opener == "``" else tuple(closers)


def _drop_stray(stack: list[_Mark], mark: _Mark) -> None:
    """Straight marks do not nest in themselves: a second opener shows the first to be stray."""
    if stack and mark.text in "\"'" and stack[-1].text == mark.text:
        stack.pop()


def _is_apostrophe(text: str, mark: _Mark, later: list[_Mark]) -> bool:
    """A plural possessive (*workers’ rights*) inside single marks, not their end."""
    if (
        mark.text not in "'’"
        or text[mark.start - 1] not in "sxz"
        or text[mark.end : mark.end + 1] != " "
    ):
        return False
    for other in later:
        if other.text in "‘" or (other.opens and not other.closes and other.text == "'"):
            return False
        if other.closes and other.text == mark.text:
            return True
    return False


def _continue(
    found: list[_Pair], open_mark: _Mark | None, carried: _Pair | None, span: Span, following: str
) -> tuple[list[_Pair], _Pair | None]:
    """Join the paragraph `span` to the quotation `carried` over from the one before it."""
    start, end = span
    goes_on = open_mark is not None and following.startswith(open_mark.text)
    if carried is not None:
        first = next((p for p in found if p.opener.start == start), None)
        if first is not None:
            joined = _Pair(carried.opener, carried.parts + first.parts, first.end)
            return [joined, *(p for p in found if p is not first)], None
    if not goes_on or open_mark is None:
        closed = [carried] if carried is not None and len(carried.parts) > 1 else []
        return closed + found, None
    part = (open_mark.end, end)
    if carried is not None and open_mark.start == start:
        return found, _Pair(carried.opener, (*carried.parts, part), end)
    return found, _Pair(open_mark, (part,), end)


def _nest(pairs: list[_Pair]) -> list[Quotation]:
    ordered = sorted(pairs, key=lambda p: (p.opener.start, -p.end))
    quotations: list[Quotation] = []
    around: list[int] = []
    for found in ordered:
        while around and around[-1] < found.end:
            around.pop()
        quotations.append(Quotation((found.opener.start, found.end), found.parts, len(around)))
        around.append(found.end)
    return quotations

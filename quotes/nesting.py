"""Tellings within tellings: *Orr said Kolt had told her P* (GUIDE.md, 1, "Nested telling")."""

import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import replace

from quotes import grammar, layout
from quotes.attribution import Attribution
from quotes.model import Span
from quotes.page import Page

_PASSING_ON = frozenset(("convey", "extend", "pass on"))  # *conveyed his condolences*
_COMMITTING = frozenset("promise vow pledge".split())  # *had promised to pay*
_REPORTING_NOUN_FRAMES = frozenset(
    "admit deny confirm claim announce reject reveal disclose dispute".split()
) | {"rule out"}
# what may stand beside the inner telling without being said: *announced on Monday that*
_CIRCUMSTANCES = frozenset(
    "that and but also then on in at the last this earlier later yesterday today week month year"
    " time summer winter spring autumn fall monday tuesday wednesday thursday friday saturday"
    " sunday january february march april may june july august september october november"
    " december".split()
)


class Neighbours:
    """Which attributions may tell of one another: those that share a paragraph."""

    def __init__(self, found: list[Attribution], page: Page) -> None:
        self._starts = [start for start, _ in layout.paragraphs(page.text)]
        self._groups: dict[int, list[Attribution]] = defaultdict(list)
        for attribution in found:
            for number in sorted({self._number(start) for start, _ in attribution.content}):
                self._groups[number].append(attribution)

    def of(self, attribution: Attribution) -> list[Attribution]:
        """The others whose content stands in the paragraph of its cue."""
        if not attribution.cue:
            return []
        group = self._groups[self._number(attribution.cue[0][0])]
        return [other for other in group if other is not attribution]

    def _number(self, offset: int) -> int:
        return bisect_right(self._starts, offset)


def tells(attribution: Attribution, others: list[Attribution], page: Page) -> bool:
    """Inside another's words, *had offered two kroner* or *to resign* is an act, not a telling."""
    frame = attribution.reason.rpartition(".")[2]
    if asks_anonymity(attribution.cue, attribution.content, page.text):
        return False
    who = attribution.speaker
    if attribution.act == "decline" and who is not None and who.pos_ != "PRON":
        return True
    if _finds(attribution) and any(covers(o.content, attribution.cue[0][0]) for o in others):
        return False
    if frame not in ("np", "inf", "for", "of", "on", "put", "gerund"):
        return True
    verb = page.doc.char_span(*attribution.cue[0], alignment_mode="expand")
    if frame not in ("np", "inf") and any(_is_whole(attribution, other) for other in others):
        return True  # *X blamed it on cuts, Y reported*
    if verb is not None and grammar.is_relative(verb.root) and frame == "np":
        return False
    lemma = attribution.entry.lemma if attribution.entry is not None else ""
    other = who is not None and who.pos_ != "PRON"  # not *denied she had promised a bypass*
    committing = lemma in _COMMITTING and (frame == "inf" or (frame == "np" and other))
    if committing or (frame == "np" and lemma in _PASSING_ON):
        return True
    return lemma in _REPORTING_NOUN_FRAMES or not any(
        covers(other.content, attribution.cue[0][0]) for other in others
    )


def _finds(attribution: Attribution) -> bool:
    """*said it had found nothing*: only of a document is that a telling."""
    entry, speaker = attribution.entry, attribution.speaker
    finding = entry is not None and entry.lemma in ("find", "show", "suggest")
    return finding and speaker is not None and speaker.pos_ == "PRON"


def _is_whole(attribution: Attribution, other: Attribution) -> bool:
    """All that the other one says is that somebody else told this, at this verb."""
    if attribution.elided or not attribution.content or len(other.content) != 1:
        return False
    start, end = other.content[0]
    return attribution.clause[0] == start and attribution.content[-1][1] == end


def asks_anonymity(cue: tuple[Span, ...], content: tuple[Span, ...], text: str) -> bool:
    """*asked not to be named*, *declined to be identified*: no quote (GUIDE.md, 1)."""
    if cue and _DECLINED_NAME.match(text, cue[0][0]):
        return True
    return bool(content) and _NAMELESS.match(text, content[0][0]) is not None


_NAMELESS = re.compile(
    r"(?:anonymity|(?:not )?to (?:not )?be (?:named|identified|quoted)|their names)\b",
    re.IGNORECASE,
)
_CONTRAST = re.compile(r", (?:although|though|while|whereas|but) $")
_DECLINED_NAME = re.compile(r"(?:\w+ ){0,2}(?:declin|refus)(?:ed|ing) to be (?:named|identified)")


def carve(found: list[Attribution], page: Page) -> list[Attribution]:
    """Take out of each content the clauses of those who told of it afterwards or in between."""
    neighbours = Neighbours(found, page)
    carved = []
    for attribution in found:
        content = attribution.content
        if not attribution.direct:
            for other in neighbours.of(attribution):
                if _tells_of(other, attribution):
                    content = _without(content, other.clause, page)
                content = _before_contrast(content, other, page)
        carved.append(replace(attribution, content=content))
    return carved


def _before_contrast(content: tuple[Span, ...], other: Attribution, page: Page) -> tuple[Span, ...]:
    """*said P*[*, although one of them cautioned that*] *Q*: the other tells for himself."""
    match = _CONTRAST.search(page.before(other.clause[0]))
    if match is None or other.direct or other.reason.rpartition(".")[2] != "clause":
        return content
    cut = other.clause[0] - len(match[0]), other.scope[1]
    return _without(content, cut, page) if covers(content, cut[0]) else content


def _tells_of(outer: Attribution, inner: Attribution) -> bool:
    """The outer one's clause comes after the inner cue and within the inner content."""
    after = outer.clause[0] > inner.cue[0][0] and covers(inner.content, outer.clause[0])
    follows = outer.side != "right" and covers(outer.content, inner.cue[0][0])
    return after and (follows or outer.reason == "according.right")


def _without(content: tuple[Span, ...], cut: Span, page: Page) -> tuple[Span, ...]:
    kept: list[Span] = []
    for start, end in content:
        pieces = [(start, min(end, cut[0])), (max(start, cut[1]), end)]
        if cut[1] <= start or cut[0] >= end:
            pieces = [(start, end)]
        for piece in pieces:
            trimmed = layout.strip(page.text, piece, " \t\r\n,;") if piece[0] < piece[1] else piece
            if trimmed[0] < trimmed[1] and re.search(r"\w", page.text[trimmed[0] : trimmed[1]]):
                kept.append(trimmed)
    return tuple(kept)


def covers(content: tuple[Span, ...], offset: int) -> bool:
    """Whether the code point at `offset` lies in the content."""
    return any(start <= offset < end for start, end in content)


def unfold(found: list[Attribution], page: Page) -> list[Attribution]:
    """Give each inner telling its outer ones; drop the outer that consist of nothing else."""
    result: list[Attribution] = []
    inside: dict[int, list[Attribution]] = defaultdict(list)
    neighbours = Neighbours(found, page)
    for inner in found:
        around = [o for o in neighbours.of(inner) if covers(o.content, inner.cue[0][0])]
        around.sort(key=lambda o: sum(e - s for s, e in o.content))
        for outer in around:
            inside[id(outer)].append(inner)
        result.append(replace(inner, outer=tuple(around)))
    folded = {
        id(outer) for outer in found
        if not outer.direct and _consists_of(outer, inside[id(outer)], page)
    }  # fmt: skip
    return [a for a, original in zip(result, found, strict=True) if id(original) not in folded]


def _consists_of(outer: Attribution, inner: list[Attribution], page: Page) -> bool:
    """Nothing but others' acts of telling is left of what the outer one said."""
    rest = outer.content
    for one in inner:
        telling = one.clause
        if one.side == "right" and one.content:  # with whom was told, and who that is
            telling = telling[0], max(telling[1], one.content[0][0])
        for span in (*one.content, telling, *one.cue):
            rest = _without(rest, span, page)
    words = re.findall(r"\w+", " ".join(page.text[s:e] for s, e in rest))
    return bool(inner) and all(word.lower() in _CIRCUMSTANCES for word in words)

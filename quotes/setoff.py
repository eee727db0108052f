"""Set off from the prose by layout: the turns of a transcript, and posts shown with their handle.

Both count as direct quotes (GUIDE.md, 2). Found in the raw text, before any word is read.
"""

import re
from collections import defaultdict
from dataclasses import dataclass

from quotes.layout import CAPITALS, meets_any, strip
from quotes.model import Channel, Span

_TURN = re.compile(
    rf"^[ \t]*(?P<label>[{CAPITALS}][\w.'’-]*(?: [\w.'’-]+){{0,3}}):[ \t]+(?P<said>[^\s“\"‘«„].*)$",
    re.MULTILINE,
)
_ASKERS = frozenset("Q Question Interviewer Reporter Journalist Host Presenter Moderator".split())
_ANSWERS = frozenset(("A", "Answer"))
_TIME = r"(?:[·•|,–—-]|on\b|at\b)?[^\n]{0,40}"
# a post's label: Name @handle · 14 May 2024, 12:03 ⏎ what was posted
_ABOVE = re.compile(
    rf"^(?P<name>[^@\n:]{{0,60}}?)[ \t]*\(?(?P<handle>@\w{{2,30}})\)?[ \t]*{_TIME}\n"
    r"(?P<said>[^\n]+(?:\n[^\n]+)*)",
    re.MULTILINE,
)
# what was posted ⏎ — Name (@handle) May 14, 2024
_BELOW = re.compile(
    r"\n[ \t]*[—–-][ \t]*(?P<name>[^@\n]{1,60}?)[ \t]*"
    rf"\((?P<handle>@\w{{2,30}})\)[ \t]*{_TIME}$",
    re.MULTILINE,
)
# Name (@handle): what was posted
_BESIDE = re.compile(
    r"^(?P<name>[^@\n:]{0,60}?)[ \t]*\(?(?P<handle>@\w{2,30})\)?:[ \t]*"
    r"(?P<said>[^\s“\"‘«„][^\n]*)$",
    re.MULTILINE,
)
_QUESTION = re.compile(r"(?<=\n)[^\n]*\?(?=\s*\Z)")
_PROSE = re.compile(r"[.?!;]\s|,\s.*,\s")  # no name over a post, but a sentence with a handle


@dataclass(frozen=True, slots=True)
class SetOff:
    """One turn or post: `span` is all of it with its label, `said` the words (None: a question).

    `speaker` is the name in the label, None where it only says *A*; `asker` names who put the
    questions.
    """

    span: Span
    said: Span | None
    speaker: Span | None
    asker: Span | None
    channel: Channel


def find(text: str) -> tuple[SetOff, ...]:
    """The turns and posts of `text`, in order."""
    posts = _posts(text) if "@" in text else []
    spans = [post.span for post in posts]
    turns = [turn for turn in _transcript(text) if not meets_any(turn.span, spans)]
    return tuple(sorted([*posts, *turns], key=lambda one: one.span))


def _transcript(text: str) -> list[SetOff]:
    """Turns by two or more, of whom one asks or whose labels are *Q* and *A*."""
    turns = list(_TURN.finditer(text))
    by_label: dict[str, list[str]] = defaultdict(list)
    for turn in turns:
        by_label[turn["label"]].append(turn["said"].rstrip())
    if len(by_label) == 1 and len(turns) > 1:
        return _answers(text, turns)
    askers = {label for label, said in by_label.items() if label in _ASKERS or _asks(said)}
    if not askers or askers == set(by_label):
        return []
    found, asker = [], None
    for turn in turns:
        label = turn["label"]
        if label in askers:
            asker = None if label in _ASKERS else turn.span("label")
            found.append(SetOff(turn.span(), None, None, None, "interview"))
        else:
            found.append(_answer(text, turn, asker))
    return found


def _answers(text: str, turns: list[re.Match[str]]) -> list[SetOff]:
    """Turns of one speaker, each after a question without a label."""
    found, last = [], 0
    for turn in turns:
        question = _QUESTION.search(text, last, turn.start())
        last = turn.end()
        if question is None or turn["label"] in _ASKERS:
            return []
        found.append(SetOff(question.span(), None, None, None, "interview"))
        found.append(_answer(text, turn, None))
    return found


def _answer(text: str, turn: re.Match[str], asker: Span | None) -> SetOff:
    speaker = None if turn["label"] in _ANSWERS else turn.span("label")
    return SetOff(turn.span(), strip(text, turn.span("said")), speaker, asker, "interview")


def _asks(said: list[str]) -> bool:
    return 2 * sum(words.endswith("?") for words in said) > len(said)


def _posts(text: str) -> list[SetOff]:
    found: list[SetOff] = []
    for label in (_ABOVE, _BELOW, _BESIDE):
        taken, last = [post.span for post in found], 0
        for match in label.finditer(text):
            start, end = match.span()
            said = _lines_above(text, start, last) if label is _BELOW else match.span("said")
            said = strip(text, said)
            span, last = (min(start, said[0]), end), end
            if said[0] == said[1] or _PROSE.search(match["name"]) or meets_any(span, taken):
                continue
            name = strip(text, match.span("name"))
            speaker = name if name[0] < name[1] else match.span("handle")
            found.append(SetOff(span, said, speaker, None, "social"))
        found.sort(key=lambda post: post.span)
    return found


def _lines_above(text: str, end: int, start: int) -> Span:
    """The lines that end at `end`, back to a blank one or to `start`."""
    blank = text.rfind("\n\n", start, end)
    return (start if blank < 0 else blank + 2, end)

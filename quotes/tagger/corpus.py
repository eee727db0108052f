"""Gold attributions as what the network learns from: labels and links, window by window.

A corpus is JSON Lines, ``{"id", "text", "quotes": [{"content", "cue", "source"}]}`` with spans in
code points (PolNeAR's form, EVAL.md). Parsing takes minutes, so `read` keeps its result.
"""

import json
import pickle
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes import attributions, credits, cues, lexicon, marks, reading
from quotes.page import Page
from quotes.tagger import words as reader
from quotes.tagger.decode import Run, Tagged
from quotes.tagger.windows import Window
from quotes.tagger.words import Words

_ROLE = {"source": 1, "cue": 3, "content": 5}  # the label that begins each


@dataclass(frozen=True, slots=True)
class Gold:
    """One document: its words, a label for each, and its attributions in word numbers."""

    words: Words
    labels: tuple[int, ...]
    attributions: tuple[Tagged, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """From the words `first` to `last` (a content, a cue) to the word `target`; -1 is nobody.

    `kind` 0 ties a content to its cue, 1 a cue to its source; words count from the window's first.
    """

    kind: int
    first: int
    last: int
    target: int


def read(path: Path, cache: Path) -> list[Gold]:
    """The documents of the corpus at `path`, parsed once and kept at `cache`."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    texts = [line["text"] for line in lines]
    read = _cached(cache, texts)
    return [gold(one, line["quotes"]) for one, line in zip(read, lines, strict=True)]


def _cached(cache: Path, texts: list[str]) -> list[Words]:
    if cache.exists():
        kept: list[Words] = pickle.loads(cache.read_bytes())
        if [words.text for words in kept] == texts:
            return kept
    found = list(_parsed(texts))
    cache.write_bytes(pickle.dumps(found))
    return found


def _parsed(texts: Iterable[str]) -> Iterable[Words]:
    listed = lexicon.load()
    for doc in reading.read(reading.load(), texts):
        around = credits.find(doc.text, lexicon=listed)
        page = Page(doc, tuple(marks.pair(doc.text)), around.margins)
        found = cues.find(doc, lexicon=listed)
        yield reader.read(page, found, attributions.find(page, found), listed)


def gold(words: Words, quotes: Sequence[dict[str, Any]]) -> Gold:
    """Labels and links of one document; of attributions that share words the longest counts."""
    labels = [0] * len(words.spans)
    found = []
    for quote in sorted(quotes, key=lambda quote: -sum(e - s for s, e in quote["content"])):
        runs = {
            role: [run for run in (_run(words, s) for s in quote[role]) if run] for role in _ROLE
        }
        if not runs["content"] or not runs["cue"] or any(_taken(labels, runs)):
            continue
        if any(labels[i] not in (0, 1, 2) for run in runs["source"] for i in _inside(run)):
            runs["source"] = []
        for role, begin in _ROLE.items():
            for run in runs[role]:
                for index in _inside(run):
                    labels[index] = begin + (index > run[0])
        source = runs["source"][0] if runs["source"] else None
        found.append(Tagged(tuple(sorted(runs["content"])), runs["cue"][0], source))
    return Gold(words, tuple(labels), tuple(found))


def _taken(labels: list[int], runs: dict[str, list[Run]]) -> Iterable[bool]:
    return (
        labels[i] > 0 for role in ("content", "cue") for run in runs[role] for i in _inside(run)
    )


def _inside(run: Run) -> range:
    return range(run[0], run[1] + 1)


def _run(words: Words, span: Sequence[int]) -> Run | None:
    """The words that lie in the span with at least half of their code points."""
    start, end = span
    index = max(0, bisect_right([s for s, _ in words.spans], start) - 1)
    covered = []
    while index < len(words.spans) and words.spans[index][0] < end:
        first, last = words.spans[index]
        if 2 * (min(last, end) - max(first, start)) >= last - first:
            covered.append(index)
        index += 1
    return (covered[0], covered[-1]) if covered else None


def labels(gold: Gold, window: Window) -> tuple[int, ...]:
    """The labels of a window; a span that the window's edge cuts begins there anew."""
    first, *rest = gold.labels[slice(*window)]
    begun = first - 1 if first and first % 2 == 0 else first
    return begun, *rest


def links(gold: Gold, window: Window) -> list[Link]:
    """The links whose two ends both lie in the window."""
    start, _ = window
    found = []
    for one in gold.attributions:
        cue = one.cue
        if not _within(cue, window):
            continue
        found += [Link(0, c[0] - start, c[1] - start, cue[0] - start)
                  for c in one.content if _within(c, window)]  # fmt: skip
        if one.source is None:
            found.append(Link(1, cue[0] - start, cue[1] - start, -1))
        elif _within(one.source, window):
            found.append(Link(1, cue[0] - start, cue[1] - start, one.source[0] - start))
    return found


def _within(run: Run, window: Window) -> bool:
    return window[0] <= run[0] and run[1] < window[1]

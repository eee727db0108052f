"""From the network's scores to attributions: the best labelling, then the links.

Labels are BIO over three roles, decoded with the transitions learned by the linear-chain CRF
(Lafferty et al., 2001), so that no span begins in its middle. Each content is tied to the cue it
scores highest with, each cue to a source or to none (head selection, Zhang et al., 2017): one
attribution a cue, whatever number of contents it has.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Integers = NDArray[np.int64]
Run = tuple[int, int]  # first and last word, both inside

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
FORBIDDEN = -1e4
_CONTENT_TO_CUE, _CUE_TO_SOURCE = 0, 1
_INSIDE = (2, 4, 6)
_LIKELY = 0.5  # chosen on PolNeAR dev


@dataclass(frozen=True, slots=True)
class Tagged:
    """One attribution in word numbers: `content` in text order, one `cue`, perhaps a `source`."""

    content: tuple[Run, ...]
    cue: Run
    source: Run | None


@dataclass(frozen=True, slots=True)
class Scores:
    """One window: `labels` (words × 7); `links` (words + 1 × 4 × size), the root first.

    The four link vectors of a word: as a content looking for its cue, as a cue being looked for,
    as a cue looking for its source, as a source being looked for.
    """

    labels: Floats
    links: Floats


@dataclass(frozen=True, slots=True)
class Parameters:
    """What was learned beside the network.

    CRF `transitions` (7 × 7, from row to column) and `start` (7); `distance` (2 × 33), a bias
    for how far apart the two ends of a link stand, by `buckets`.
    """

    transitions: Floats
    start: Floats
    distance: Floats


def barred() -> tuple[Floats, Floats]:
    """What to add to transitions and start: no step into a span that did not begin."""
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    start = np.zeros(len(LABELS), np.float32)
    for inside in _INSIDE:
        start[inside] = FORBIDDEN
        steps[:, inside] = FORBIDDEN
        steps[[inside - 1, inside], inside] = 0.0
    return steps, start


def attributions(
    scores: Scores, parameters: Parameters, openings: Sequence[int] = ()
) -> list[Tagged]:
    """The attributions of one window, in the order of their cues.

    `openings` are the words that open a paragraph: no span runs across. A content whose best cue
    is not the likely one among all words belongs to a cue that was not found, and is dropped.
    """
    steps, start = barred()
    emissions = scores.labels.copy()
    emissions[np.ix_(openings, _INSIDE)] = FORBIDDEN
    labels = viterbi(emissions, parameters.transitions + steps, parameters.start + start)
    sources, cues, contents = runs(labels)
    if not cues or not contents:
        return []
    tied: list[list[Run]] = [[] for _ in cues]
    likely = _links(scores, parameters, _CONTENT_TO_CUE, contents)[:, [c + 1 for c, _ in cues]]
    for content, row in zip(contents, likely, strict=True):
        if row.max() >= _LIKELY:
            tied[int(row.argmax())].append(content)
    chosen = _sources(scores, parameters, cues, sources)
    return [
        Tagged(tuple(content), cue, source)
        for content, cue, source in zip(tied, cues, chosen, strict=True)
        if content
    ]


def viterbi(emissions: Floats, transitions: Floats, start: Floats) -> list[int]:
    """The best label of each word (Viterbi, 1967); `emissions` has at least one row."""
    score = start + emissions[0]
    back = []
    for row in emissions[1:]:
        reached = score[:, None] + transitions
        back.append(reached.argmax(0))
        score = reached.max(0) + row
    best = [int(score.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


def buckets(distances: Integers) -> Integers:
    """Which of the 33 distance biases: word by word up to 8 apart, then ever coarser."""
    size = np.abs(distances)
    far = 8 + np.log2(np.maximum(size, 8) / 8) * 1.6
    step = np.where(size < 8, size, np.minimum(16, far.astype(np.int64)))
    found: Integers = 16 + np.where(distances < 0, -step, step)
    return found


def runs(labels: list[int]) -> tuple[list[Run], list[Run], list[Run]]:
    """The spans of sources, cues and contents."""
    found: tuple[list[Run], list[Run], list[Run]] = ([], [], [])
    for role, first, last in _spans(labels):
        found[role].append((first, last))
    return found


def _spans(labels: list[int]) -> Iterator[tuple[int, int, int]]:
    first = None
    for index, label in enumerate([*labels, 0]):
        if first is not None and (label == 0 or label % 2 == 1):
            yield (labels[first] - 1) // 2, first, index - 1
            first = None
        if label % 2 == 1:
            first = index


def _sources(
    scores: Scores, parameters: Parameters, cues: list[Run], sources: list[Run]
) -> list[Run | None]:
    """The likeliest source of each cue, or None where nobody is likelier."""
    columns = [0, *(first + 1 for first, _ in sources)]
    best = _links(scores, parameters, _CUE_TO_SOURCE, cues)[:, columns].argmax(1)
    return [sources[index - 1] if index else None for index in best]


def _links(scores: Scores, parameters: Parameters, kind: int, seekers: Sequence[Run]) -> Floats:
    """How likely each word of the window is what a seeker (row) goes with.

    Column 0 is nobody, which only a cue that looks for its source may find.
    """
    ends = np.array(seekers)
    query = (scores.links[ends[:, 0] + 1, 2 * kind] + scores.links[ends[:, 1] + 1, 2 * kind]) / 2
    found = query @ scores.links[:, 2 * kind + 1].T / np.sqrt(query.shape[1])
    place = np.arange(len(scores.labels))
    first, last = ends[:, :1], ends[:, 1:]
    near = np.where(place > last, last, first)
    found[:, 1:] += parameters.distance[kind][buckets(place - near)]
    if kind == _CONTENT_TO_CUE:
        found[:, 0] = FORBIDDEN
    shifted = np.exp(found - found.max(1, keepdims=True))
    likely: Floats = shifted / shifted.sum(1, keepdims=True)
    return likely

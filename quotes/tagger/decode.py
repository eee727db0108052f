"""From the network's scores to attributions: the best labelling, then the links.

Labels are BIO over three roles, decoded with the transitions learned by the linear-chain CRF
(Lafferty et al., 2001), so that no span begins in its middle. Each content is tied to the cue it
scores highest with, each cue to a source or to none (head selection, Zhang et al., 2017): one
attribution a cue, whatever number of contents it has.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Run = tuple[int, int]  # first and last word, both inside

LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
FORBIDDEN = -1e4
BUCKETS = 33
_CONTENT_TO_CUE, _CUE_TO_SOURCE = 0, 1


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
    for how far apart the two ends of a link stand, by `bucket`.
    """

    transitions: Floats
    start: Floats
    distance: Floats


def barred() -> tuple[Floats, Floats]:
    """What to add to transitions and start: no step into a span that did not begin."""
    steps = np.zeros((len(LABELS), len(LABELS)), np.float32)
    start = np.zeros(len(LABELS), np.float32)
    for inside in (2, 4, 6):
        start[inside] = FORBIDDEN
        steps[:, inside] = FORBIDDEN
        steps[[inside - 1, inside], inside] = 0.0
    return steps, start


def attributions(scores: Scores, parameters: Parameters) -> list[Tagged]:
    """The attributions of one window, in the order of their cues."""
    steps, start = barred()
    labels = viterbi(scores.labels, parameters.transitions + steps, parameters.start + start)
    sources, cues, contents = runs(labels)
    if not cues or not contents:
        return []
    tied: list[list[Run]] = [[] for _ in cues]
    best = _links(scores, parameters, _CONTENT_TO_CUE, contents, cues).argmax(1)
    for content, cue in zip(contents, best, strict=True):
        tied[cue].append(content)
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


def bucket(distance: int) -> int:
    """Which of the 33 distance biases: word by word up to 8 apart, then ever coarser."""
    size = abs(distance)
    step = size if size < 8 else min(16, int(8 + np.log2(size / 8) * 1.6))
    return 16 + (step if distance >= 0 else -step)


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
    """The best source of each cue, or None where nobody scores higher."""
    query = _queries(scores, 2 * _CUE_TO_SOURCE, cues)
    nobody = query @ scores.links[0, 2 * _CUE_TO_SOURCE + 1] / np.sqrt(query.shape[1])
    linked = _links(scores, parameters, _CUE_TO_SOURCE, cues, sources)
    best = np.concatenate([linked, nobody[:, None]], 1).argmax(1)
    return [sources[index] if index < len(sources) else None for index in best]


def _links(
    scores: Scores, parameters: Parameters, kind: int, seekers: list[Run], candidates: list[Run]
) -> Floats:
    """How well each seeker (row) goes with the first word of each candidate (column)."""
    query = _queries(scores, 2 * kind, seekers)
    key = scores.links[[first + 1 for first, _ in candidates], 2 * kind + 1]
    bias = [
        [
            parameters.distance[kind, bucket(there - (last if there > last else first))]
            for there, _ in candidates
        ]
        for first, last in seekers
    ]
    found: Floats = query @ key.T / np.sqrt(query.shape[1])
    return found + np.array(bias, np.float32).reshape(found.shape)


def _queries(scores: Scores, vector: int, seekers: list[Run]) -> Floats:
    ends = np.array(seekers) + 1
    mean: Floats = (scores.links[ends[:, 0], vector] + scores.links[ends[:, 1], vector]) / 2
    return mean

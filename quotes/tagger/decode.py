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
    """What was learned beside the network: CRF `transitions` (7 × 7) and `start` (7), `distance`
    (2 × 33), a bias for how far apart two ends of a link stand."""

    transitions: Floats
    start: Floats
    distance: Floats


def legal(transitions: Floats, start: Floats) -> tuple[Floats, Floats]:
    """The same with every step into the middle of a span that did not begin forbidden."""
    transitions, start = transitions.copy(), start.copy()
    for inside in (2, 4, 6):
        start[inside] = FORBIDDEN
        for before in range(len(LABELS)):
            if before not in (inside, inside - 1):
                transitions[before, inside] = FORBIDDEN
    return transitions, start


def attributions(scores: Scores, parameters: Parameters) -> list[Tagged]:
    """The attributions of one window, in the order of their cues."""
    labels = viterbi(scores.labels, *legal(parameters.transitions, parameters.start))
    sources, cues, contents = _runs(labels)
    if not cues:
        return []
    tied: list[list[Run]] = [[] for _ in cues]
    for content in contents:
        tied[int(np.argmax(_link(scores, parameters, 0, content, cues)))].append(content)
    return [
        Tagged(tuple(content), cue, _source(scores, parameters, cue, sources))
        for cue, content in zip(cues, tied, strict=True)
        if content
    ]


def viterbi(emissions: Floats, transitions: Floats, start: Floats) -> list[int]:
    """The best label of each word (Viterbi, 1967); `emissions` has at least one row."""
    score = start + emissions[0]
    back = []
    for row in emissions[1:]:
        steps = score[:, None] + transitions
        back.append(steps.argmax(0))
        score = steps.max(0) + row
    best = [int(score.argmax())]
    for pointers in reversed(back):
        best.append(int(pointers[best[-1]]))
    return best[::-1]


def bucket(distance: int) -> int:
    """Which of the 33 distance biases: word by word up to 8 apart, then ever coarser."""
    size = abs(distance)
    step = size if size < 8 else min(16, int(8 + np.log2(size / 8) * 1.6))
    return 16 + (step if distance >= 0 else -step)


def _runs(labels: list[int]) -> tuple[list[Run], list[Run], list[Run]]:
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


def _source(scores: Scores, parameters: Parameters, cue: Run, sources: list[Run]) -> Run | None:
    query = _query(scores, 2, cue)
    nobody = query @ scores.links[0, 3] / np.sqrt(len(query))
    linked = _link(scores, parameters, 1, cue, sources)
    best = int(np.argmax([*linked, nobody]))
    return sources[best] if best < len(sources) else None


def _link(
    scores: Scores, parameters: Parameters, kind: int, seeker: Run, candidates: list[Run]
) -> list[float]:
    """How well `seeker` goes with the first word of each candidate."""
    query = _query(scores, 2 * kind, seeker)
    found = []
    for first, _ in candidates:
        near = seeker[1] if first > seeker[1] else seeker[0]
        key = scores.links[first + 1, 2 * kind + 1]
        bias = parameters.distance[kind, bucket(first - near)]
        found.append(float(query @ key / np.sqrt(len(query)) + bias))
    return found


def _query(scores: Scores, vector: int, run: Run) -> Floats:
    mean: Floats = (scores.links[run[0] + 1, vector] + scores.links[run[1] + 1, vector]) / 2
    return mean

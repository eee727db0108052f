"""The tagger at work: onnxruntime and tokenizers, no torch.

tagger = quotes.tagger.runtime.load()
attributions = tagger.tag(words)
"""

import hashlib
import json
import os
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime

from quotes.errors import TaggerError
from quotes.tagger import decode, windows
from quotes.tagger.decode import Parameters, Run, Scores
from quotes.tagger.pieces import Input, Numbers, Splitter, encode
from quotes.tagger.words import Mark, Words

_MOST_THREADS = 4  # more do not help on windows of 254 pieces


class Tagger:
    """Marks source, cue and content; holds the network and no state."""

    def __init__(
        self,
        session: "onnxruntime.InferenceSession",
        splitter: Splitter,
        numbers: Numbers,
        parameters: Parameters,
        version: str,
    ) -> None:
        self._session = session
        self._splitter = splitter
        self._numbers = numbers
        self._parameters = parameters
        self.version = version

    def tag(self, words: Words) -> list[Mark]:
        """The attributions of one document, in the order of their cues."""
        if not words.spans:
            return []
        pieces = self._splitter.split(words)
        sizes = [len(each) for each in pieces]
        found: list[Mark] = []
        for window in windows.pack(words, sizes, lambda: windows.CORE):
            wide = windows.around(window, sizes)
            scores = self._scores(encode(words, pieces, self._numbers, wide))
            scores = _cut(scores, window[0] - wide[0], window[1] - window[0])
            for one in decode.attributions(scores, self._parameters, _openings(words, window)):
                found.append(_placed(one, words, window[0]))
        return found

    def _scores(self, taken: Input) -> Scores:
        labels, links = self._session.run(
            ["labels", "links"],
            {
                "pieces": np.array(taken.pieces, np.int64),
                "features": np.array(taken.features, np.int64),
                "first": np.array(taken.first, np.int64),
            },
        )
        return Scores(labels, links)


def _cut(scores: Scores, first: int, count: int) -> Scores:
    """The scores of `count` words from `first` on, and of nobody."""
    links = np.concatenate([scores.links[:1], scores.links[first + 1 : first + 1 + count]])
    return Scores(scores.labels[first : first + count], links)


def _openings(words: Words, window: windows.Window) -> list[int]:
    """The words of the window, counted from its first, that open a paragraph."""
    start, end = window
    numbers = words.paragraph
    return [i - start for i in range(start + 1, end) if numbers[i] != numbers[i - 1]]


def _placed(one: decode.Tagged, words: Words, offset: int) -> Mark:
    def span(run: Run) -> tuple[int, int]:
        return words.span(run[0] + offset, run[1] + offset)

    content = tuple(span(run) for run in one.content)
    return Mark(content, span(one.cue), span(one.source) if one.source else None)


@cache
def load(folder: Path | None = None) -> Tagger:
    """The tagger in `folder` (default: the one that the package ships).

    Raises:
        TaggerError: a file is missing, malformed, or not the one that the manifest names.
    """
    place = folder or Path(str(resources.files("quotes.tagger") / "model"))
    manifest = _manifest(place)
    for name, digest in manifest["sha256"].items():
        if hashlib.sha256(_content(place / name)).hexdigest() != digest:
            raise TaggerError(f"{place / name} is not the file that its manifest names")
    return Tagger(
        _session(place / "tagger.onnx"),
        Splitter(place / "tokenizer.json"),
        {(feature, value): number for feature, value, number in manifest["features"]},
        Parameters(*(np.array(manifest[name], np.float32)
                     for name in ("transitions", "start", "distance"))),
        manifest["sha256"]["tagger.onnx"][:12],
    )  # fmt: skip


def _manifest(place: Path) -> dict[str, Any]:
    try:
        manifest: dict[str, Any] = json.loads(_content(place / "manifest.json"))
    except ValueError as error:
        raise TaggerError(f"{place / 'manifest.json'}: not JSON: {error}") from None
    return manifest


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TaggerError(f"{path}: {error.strerror}") from None


def _session(path: Path) -> "onnxruntime.InferenceSession":
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(_MOST_THREADS, _cores())
    options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""The tagger's parts, without weights: windows, labels, links, and what it reads of a page."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.errors import TaggerError
from quotes.tagger import decode, runtime, windows, words
from quotes.tagger.corpus import Gold, gold, labels, links
from quotes.tagger.decode import Parameters, Scores, Tagged
from quotes.tagger.words import Words

NOTHING = Parameters(*(np.zeros(shape, np.float32) for shape in ((7, 7), (7,), (2, 33))))


def plain(sentences: list[int], paragraphs: list[int]) -> Words:
    """Words of one letter in the given sentences and paragraphs."""
    spans = tuple((2 * i, 2 * i + 1) for i in range(len(sentences)))
    none = (("",) * len(words.FEATURES),) * len(spans)
    return Words("a " * len(spans), spans, none, tuple(paragraphs), tuple(sentences))


@given(st.lists(st.tuples(st.integers(1, 400), st.booleans(), st.booleans()), max_size=60))
def test_windows_hold_every_word_once_and_fit(rows: list[tuple[int, bool, bool]]) -> None:
    paragraphs = list(itertools.accumulate(starts for _, starts, _ in rows))
    sentences = list(itertools.accumulate(starts or other for _, starts, other in rows))
    sizes = [size for size, _, _ in rows]
    packed = windows.pack(plain(sentences, paragraphs), sizes)
    assert [i for window in packed for i in range(*window)] == list(range(len(rows)))
    for start, end in packed:
        assert sum(sizes[start:end]) <= windows.WIDTH or end - start == 1


def test_a_short_paragraph_is_never_cut() -> None:
    packed = windows.pack(plain([1] * 20, [1] * 10 + [2] * 10), [20] * 20)
    assert packed == [(0, 10), (10, 20)]


@given(st.integers(1, 4), st.integers(0, 10**6))
def test_viterbi_finds_the_best_of_all_labellings(length: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    emissions, steps, start = (
        chance.normal(size=shape).astype(np.float32) for shape in ((length, 7), (7, 7), (7,))
    )

    def score(path: tuple[int, ...]) -> float:
        total = start[path[0]] + sum(emissions[i, label] for i, label in enumerate(path))
        return float(total + sum(steps[a, b] for a, b in itertools.pairwise(path)))

    best = max(score(path) for path in itertools.product(range(7), repeat=length))
    assert score(tuple(decode.viterbi(emissions, steps, start))) == pytest.approx(best, abs=1e-4)


def scores(rows: list[int], links: decode.Floats | None = None) -> Scores:
    """Label scores that favour `rows` by far."""
    emissions = np.full((len(rows), 7), -9, np.float32)
    emissions[range(len(rows)), rows] = 9
    size = (len(rows) + 1, 4, 2)
    return Scores(emissions, links if links is not None else np.zeros(size, np.float32))


def test_no_span_begins_in_its_middle() -> None:
    labels = decode.viterbi(scores([2, 3, 6, 6]).labels, *decode.barred())
    assert labels == [0, 3, 5, 6]


def test_contents_and_sources_are_tied_by_their_scores() -> None:
    # source cue content | cue content: both contents point at the second cue, it at the source
    linked = np.zeros((6, 4, 2), np.float32)
    for content in (2, 4):
        linked[content + 1, 0] = (3, 0)
    linked[3 + 1, 1] = (3, 0)  # the second cue, as a target
    linked[3 + 1, 2] = (0, 3)  # the same, looking for its source
    linked[0 + 1, 3] = (0, 3)
    (found,) = decode.attributions(scores([1, 3, 5, 3, 5], linked), NOTHING)
    assert found == Tagged(((2, 2), (4, 4)), (3, 3), (0, 0))


def test_a_cue_may_have_no_source() -> None:
    linked = np.zeros((4, 4, 2), np.float32)
    linked[3, 0] = linked[2, 1] = (9, 0)
    linked[2, 2] = (1, 0)
    linked[0, 3] = (9, 0)
    (found,) = decode.attributions(scores([1, 3, 5], linked), NOTHING)
    assert found.source is None


def test_a_cue_without_content_is_nothing() -> None:
    assert decode.attributions(scores([1, 3, 0]), NOTHING) == []


def test_buckets_are_symmetric_and_grow() -> None:
    there = decode.buckets(np.arange(255)).tolist()
    assert there == sorted(there)
    assert (there[0], there[7], there[-1]) == (16, 23, 31)
    assert decode.buckets(-np.arange(255)).tolist() == [32 - number for number in there]


def test_no_span_runs_into_the_next_paragraph() -> None:
    linked = np.zeros((6, 4, 2), np.float32)
    linked[[3, 4], 0] = (9, 0)
    linked[2, 1] = (9, 0)
    (found,) = decode.attributions(scores([1, 3, 5, 6, 6], linked), NOTHING, openings=[3])
    assert found.content == ((2, 2), (3, 4))


def test_a_content_without_a_likely_cue_is_dropped() -> None:
    linked = np.zeros((6, 4, 2), np.float32)
    linked[[3, 5], 0] = ((9, 0), (0, 9))  # the second content looks for a cue that is none
    linked[2, 1], linked[4, 1] = (9, 0), (0, 9)
    (found,) = decode.attributions(scores([1, 3, 5, 0, 5], linked), NOTHING)
    assert found.content == ((2, 2),)


QUOTES = [
    {"content": [[4, 7], [12, 15]], "cue": [[8, 9]], "source": [[10, 11]]},
    {"content": [[4, 5]], "cue": [[0, 1]], "source": []},
]


def learned() -> Gold:
    return gold(plain([1] * 8, [1] * 8), QUOTES)


def test_gold_becomes_labels_and_links_and_the_longer_attribution_counts() -> None:
    found = learned()
    assert found.labels == (0, 0, 5, 6, 3, 1, 5, 6)
    assert found.attributions == (Tagged(((2, 3), (6, 7)), (4, 4), (5, 5)),)
    linked = {(link.kind, link.first, link.target) for link in links(found, (0, 8))}
    assert linked == {(0, 2, 4), (0, 6, 4), (1, 4, 5)}


def test_a_span_that_a_window_cuts_begins_there_anew() -> None:
    assert labels(learned(), (3, 8)) == (5, 3, 1, 5, 6)
    linked = {(link.kind, link.first, link.target) for link in links(learned(), (3, 8))}
    assert linked == {(0, 3, 1), (1, 1, 2)}


def test_words_carry_what_marks_and_grammar_say(read: Callable[[str], Any]) -> None:
    reading = read("“Talks resume,” Kolt said.")
    found = words.read(reading.page, reading.cues, reading.attributions, reading.lexicon)
    shown = {
        found.text[slice(*s)]: row[2:] for s, row in zip(found.spans, found.features, strict=True)
    }
    assert shown["“"] == ("opens", "", "")
    assert shown["resume"] == ("inside", "", "direct")
    assert shown["said"] == ("", "cue", "cue")
    assert shown["Kolt"] == ("", "", "speaker")


def test_files_that_were_changed_are_refused(tmp_path: Path) -> None:
    (tmp_path / "tagger.onnx").write_bytes(b"else")
    manifest = {"sha256": {"tagger.onnx": "0" * 64}}
    (tmp_path / "manifest.json").write_text(json.dumps(manifest))
    with pytest.raises(TaggerError, match="not the file that its manifest names"):
        runtime.load(tmp_path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(TaggerError, match=r"manifest\.json: No such file"):
        runtime.load(tmp_path)

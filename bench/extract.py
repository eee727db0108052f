"""Speed of extraction as a ratio to a bare spaCy pass in the same run: `make bench-extract`.

All read the same texts (our seeds, over and over) on one core; they take turns, so that noise of
the machine falls on all, and the median of the rounds counts.
"""

import io
import os
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from report import write

from quotes import engine, reading
from quotes.model import Document
from service.inputs import InputProblem, read_inputs

ROUNDS, COPIES = 7, 4


def documents() -> list[Document]:
    """The seeds, several times over under other ids."""
    seeds = Path(__file__).parent.parent / "seeds"
    found = [
        item.document
        for item in read_inputs([str(seeds)], io.BytesIO())
        if not isinstance(item, InputProblem)
    ]
    return [Document(f"{d.id}-{copy}", d.text) for copy in range(COPIES) for d in found]


def seconds(work: Callable[[], Iterable[object]]) -> float:
    """How long it takes to use up what `work` gives."""
    start = time.perf_counter()
    for _ in work():
        pass
    return time.perf_counter() - start


def main() -> None:
    """Print the ratio and write build/bench/extract.json."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    texts = documents()
    words = sum(len(d.text.split()) for d in texts)
    extractor, grammar, nlp = engine.load(), engine.load(tagger=False), reading.load()
    bare: list[float] = []
    alone: list[float] = []
    ours: list[float] = []
    for _ in range(ROUNDS):
        bare.append(seconds(lambda: nlp.pipe([d.text for d in texts], batch_size=16)))
        alone.append(seconds(lambda: grammar.extract_all(texts)))
        ours.append(seconds(lambda: extractor.extract_all(texts)))
    ratios = [b / o for b, o in zip(bare, ours, strict=True)]
    whole = statistics.median(ours)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures = {
        "words": words,
        "words_per_second_bare_spacy": round(words / statistics.median(bare)),
        "words_per_second_extract": round(words / whole),
        "words_per_second_grammar_alone": round(words / statistics.median(alone)),
        "ratio_to_bare_spacy": statistics.median(ratios),
        "ratio_lowest_round": min(ratios),
        "ratio_highest_round": max(ratios),
        "ratio_of_grammar_alone": statistics.median(
            b / o for b, o in zip(bare, alone, strict=True)
        ),
        "share_of_time_spacy": statistics.median(bare) / whole,
        "share_of_time_grammar": (statistics.median(alone) - statistics.median(bare)) / whole,
        "share_of_time_tagger": (whole - statistics.median(alone)) / whole,
        "peak_resident_mib": round(peak),
    }
    write("extract", figures)


if __name__ == "__main__":
    sys.exit(main())

"""Spans and whole attributions on PolNeAR dev, in PolNeAR's convention: `make bench-polnear`.

Four systems: the grammar alone (`QUOTES_TAGGER=off`); the tagger alone, with the grammar's reading
hidden from it; both, as shipped; textacy's `direct_quotations`. Whole attributions are scored by
`quotes.evaluate`, exact spans by CofeNet's own measure (../shared/eval/cofe_eval.py).
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

from report import FOLDER, write

from quotes import lexicon, reading
from quotes.engine import annotate, find
from quotes.evaluate import ROLES, ROWS, Case, evaluate
from quotes.model import Annotation
from quotes.tagger import runtime
from quotes.tagger.words import FEATURES, Mark, Words

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "eval"
DRAWS = 1000

sys.path.insert(0, str(ROOT / "tests"))
import gate  # noqa: E402  (the gate reads the same files)


class Blind:
    """The tagger without what the grammar made of the words."""

    def __init__(self, tagger: runtime.Tagger) -> None:
        self._tagger = tagger
        self.version = tagger.version

    def tag(self, words: Words) -> list[Mark]:
        """As `runtime.Tagger.tag`."""
        column = FEATURES.index("grammar")
        hidden = tuple((*row[:column], "", *row[column + 1 :]) for row in words.features)
        return self._tagger.tag(replace(words, features=hidden))


def systems(texts: list[str]) -> Iterator[tuple[str, list[tuple[Annotation, ...]]]]:
    """Each system with what it finds in each text."""
    words, tagger = lexicon.load(), runtime.load()
    docs = list(reading.read(reading.load(), texts))
    both = [find(doc, words=words, tagger=tagger) for doc in docs]
    blind = [find(doc, words=words, tagger=Blind(tagger)) for doc in docs]

    alone = [replace(found, marked=None) for found in both]
    yield "grammar", [annotate(found, words=words) for found in alone]
    yield "tagger", [annotate(found, words=words) for found in blind]
    yield "both", [annotate(found, words=words) for found in both]
    yield "textacy", list(gate.textacy([gate.Document(str(i), t) for i, t in enumerate(texts)]))


def exact_spans(path: Path) -> dict[str, float]:
    """F1 by role as CofeNet measures it."""
    result = FOLDER / "cofe.json"
    command = [SHARED / "cofe_eval.py", SHARED / "polnear" / "dev.cofe.txt", path, result]
    subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True)
    found = json.loads(result.read_text("utf-8"))
    return {role: found[role]["exact_f1"] for role in ROLES}


def main() -> None:
    """Print the table and write build/bench/polnear.json."""
    gold = gate.SETS["polnear_dev"]
    if not gold.path.exists():
        sys.exit("bench-polnear needs ../shared/eval beside the project")
    FOLDER.mkdir(parents=True, exist_ok=True)
    lines = [json.loads(line) for line in gold.path.read_text("utf-8").splitlines() if line]
    figures: dict[str, float] = {}
    for name, found in systems([line["text"] for line in lines]):
        cases = [Case(x["text"], gold.read(x), each) for x, each in zip(lines, found, strict=True)]
        report = evaluate(cases, boot=DRAWS)
        for row in ROWS:
            figures[f"{name}: {row}"] = report.attributions[row].f1
        figures[f"{name}: all, precision"] = report.attributions["all"].precision
        figures[f"{name}: all, recall"] = report.attributions["all"].recall
        if report.interval:
            figures[f"{name}: all, 95 % from"], figures[f"{name}: all, 95 % to"] = report.interval
        path = FOLDER / f"polnear-{name}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for line, each in zip(lines, found, strict=True):
                record = {"id": line["id"], "text": line["text"], "quotes": [*map(asdict, each)]}
                file.write(json.dumps(record, ensure_ascii=False) + "\n")
        figures |= {f"{name}: {role}": value for role, value in exact_spans(path).items()}
    for row in ROWS:
        figures[f"gold: {row}"] = report.attributions[row].gold
    write("polnear", figures)


if __name__ == "__main__":
    main()

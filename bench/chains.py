"""Quotes, names and chains against annotated dispatches: `make bench-chains`.

Scores four sets with the scorer of ../shared/eval (GUIDE.md's convention): `chains_dev.jsonl` and
our own seeds and dispatches (tests/gold), annotated by people who had not seen the engine's output.
Rules were chosen while reading the misses on three of them; the fourth, `unread`, is scored only
with `--unread` and says how well text fares that nobody wrote rules for. The grammar without the
tagger and textacy's `direct_quotations` stand beside us.
"""

import argparse
import json
import sys
import warnings
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from report import write
from textacy.extract.triples import direct_quotations

from quotes import engine, reading
from quotes.model import Document, Quote

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared" / "eval"
GOLD = ROOT / "tests" / "gold"
SETS = {
    "dev": SHARED / "chains_dev.jsonl",
    "seeds": GOLD / "seeds.jsonl",
    "read": GOLD / "dispatches_read.jsonl",
}
UNREAD = {"unread": GOLD / "dispatches_blind.jsonl"}
ASKED = (
    "speaker name", "exact chain, lenient names", "act", "polarity", "channel", "grade",
    "on_behalf_of",
)  # fmt: skip


def scorer() -> ModuleType:
    """The shared scorer, as a module."""
    sys.path.insert(0, str(SHARED))
    import score_chains

    return score_chains


def gold(path: Path) -> list[dict[str, Any]]:
    """The annotated documents of a set."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line]


def as_documents(lines: list[dict[str, Any]]) -> Iterator[Document]:
    """The annotated documents as the engine takes them."""
    return (Document(d["id"], d["text"], d["title"], d["publisher"], d["published"]) for d in lines)


def predictions(documents: list[dict[str, Any]], *, tagger: bool) -> list[dict[str, Any]]:
    """Our extractions, in the format of the gold, which knows no act `think`."""
    extractor = engine.load(tagger=tagger)
    return [
        {
            "id": extraction.document.id,
            "statements": [statement(q) for q in extraction.quotes if q.act != "think"],
            "credits": [{"role": c.role, "name": c.name} for c in extraction.credits],
        }
        for extraction in extractor.extract_all(as_documents(documents))
    ]


def statement(quote: Quote) -> dict[str, Any]:
    """One quote as the annotators write it."""
    principal = quote.on_behalf_of
    return {
        "content": quote.content,
        "kind": quote.kind,
        "cue": quote.cue,
        "speaker": {
            "span": quote.speaker.mention,
            "name": quote.speaker.name,
            "grade": quote.speaker.grade,
        },
        "on_behalf_of": principal.name if principal else None,
        "act": quote.act,
        "polarity": quote.polarity,
        "channel": quote.channel,
        "chain": [{"rel": hop.rel, "name": hop.name} for hop in quote.chain],
    }


def textacy_predictions(documents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """What textacy finds: direct quotations with a speaker, no chain."""
    nlp = reading.load()
    return [{"id": d["id"], "statements": textacy_statements(nlp(d["text"]))} for d in documents]


def textacy_statements(doc: Any) -> list[dict[str, Any]]:
    """Textacy raises over an odd number of quotation marks; then it finds nothing."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            triples = list(direct_quotations(doc))
    except ValueError:
        return []
    return [
        {
            "content": [(t.content.start_char + 1, t.content.end_char - 1)],
            "kind": "direct",
            "cue": [(t.cue[0].idx, t.cue[-1].idx + len(t.cue[-1]))],
            "speaker": {"name": " ".join(token.text for token in t.speaker), "grade": "named"},
            "act": "say",
            "polarity": "affirmed",
            "chain": [{"rel": "speaker", "name": " ".join(token.text for token in t.speaker)}],
        }
        for t in triples
    ]


def main() -> None:
    """Print the table and write build/bench/chains.json."""
    parser = argparse.ArgumentParser(description="quotes, names and chains against gold")
    parser.add_argument("--unread", action="store_true", help="the set nobody reads as well")
    given = parser.parse_args()
    if not SHARED.is_dir():
        sys.exit("bench-chains needs ../shared/eval beside the project")
    score = scorer().score
    figures: dict[str, float] = {}
    for name, path in (SETS | (UNREAD if given.unread else {})).items():
        documents = gold(path)
        for system, found in (
            ("ours", predictions(documents, tagger=True)),
            ("grammar", predictions(documents, tagger=False)),
            ("textacy", textacy_predictions(documents)),
        ):
            out, _ = score(documents, found)
            prefix = f"{name}_{system}"
            for kind, values in out["statements"].items():
                figures[f"{prefix}_quotes_f1_{kind}"] = values["F1"]
            if system != "textacy":
                for check in ASKED:
                    label = check.replace(",", "").replace(" ", "_")
                    figures[f"{prefix}_{label}_of_matched"] = out["accuracy"][check]["matched"]
                figures[f"{prefix}_inner_hops_f1"] = out["hops"]["matched/inner"]["F1"]
                wrong = out["not_statements wrongly extracted"]
                figures[f"{prefix}_not_quotes_extracted"] = wrong["hit"] / max(1, wrong["of"])
            figures[f"{prefix}_gold_quotes"] = out["statements"]["all"]["gold"]
    write("chains", figures)


if __name__ == "__main__":
    main()

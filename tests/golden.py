"""Write the golden files of the seeds anew: each parse (gzipped JSON) and the extraction of it.

    make golden

The parses are kept so that the golden extractions change only when our rules do, never with a
new release of a spaCy pipeline. Read the diff of the `.json` files before committing it.
"""

import gzip
import io
import json
from pathlib import Path

from spacy.tokens import Doc
from spacy.vocab import Vocab

from quotes import lexicon, reading
from quotes.engine import extract, find
from quotes.model import Document, Engine
from service.inputs import InputProblem, read_inputs

ROOT = Path(__file__).parent.parent
GOLDEN = Path(__file__).parent / "golden"
ENGINE = Engine("golden", "golden", reading.DEFAULT_MODEL)


def seeds() -> list[Document]:
    """The sample documents, in order."""
    found = list(read_inputs([str(ROOT / "seeds")], io.BytesIO()))
    return [item.document for item in found if not isinstance(item, InputProblem)]


def stored_parse(document: Document, vocab: Vocab) -> Doc:
    """The parse as it was stored; JSON does not keep quite all that a live one knows."""
    packed = (GOLDEN / f"{document.id}.doc.json.gz").read_bytes()
    return Doc(vocab).from_json(json.loads(gzip.decompress(packed)))


def expected(document: Document, doc: Doc) -> str:
    """The extraction of a stored parse by the grammar alone, as the golden file holds it."""
    words = lexicon.load()
    findings = find(doc, words=words, tagger=None)
    extraction = extract(document, findings, words=words, engine=ENGINE)
    return json.dumps(extraction.as_dict(), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    """Parse all seeds and write both files of each."""
    GOLDEN.mkdir(exist_ok=True)
    nlp = reading.load()
    documents = seeds()
    for document, doc in zip(
        documents, reading.read(nlp, (d.text for d in documents)), strict=True
    ):
        parse = json.dumps(doc.to_json(), ensure_ascii=False, separators=(",", ":"))
        packed = gzip.compress(parse.encode(), mtime=0)
        (GOLDEN / f"{document.id}.doc.json.gz").write_bytes(packed)
        stored = stored_parse(document, nlp.vocab)
        (GOLDEN / f"{document.id}.json").write_text(expected(document, stored), "utf-8")


if __name__ == "__main__":
    main()

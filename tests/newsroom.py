"""A small record for the tests of the page: a few invented articles, and the sample dispatches.

Nothing is parsed: the dispatches' extractions are the golden ones, the articles are `Fake` lines.
"""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from fake import Fake
from golden import seeds

from quotes.model import Credit, Document, DocumentInfo, Engine, Extraction
from service import database
from service.corrections.applying import quotes_from_values
from service.ingest import Extractor, ingest_one

GOLDEN = Path(__file__).parent / "golden"

# What browsers send where a page is wanted.
BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
WORDS = "We will not reopen it to please a calendar."
HOSTILE = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> \u202egnp.exe\u202c\n"
    'Mona "><svg onload=alert(3)>: "He said </q></a><script>alert(4)</script> and left."'
)
ARTICLES = [
    Document("ledger", f'Ilse Orrin: "{WORDS}" via NORPRESS', "Bridge to stay shut",
             "Northern Ledger", "2026-03-02", "https://ledger.example/bridge"),
    Document("courier", f'Ilse Orrin: "{WORDS}" via NORPRESS', "No date for bridge",
             "Halvord Courier", "2026-03-03"),
    Document("vantor", f'Ilse Orrin: "{WORDS}"\n'
             'Mona Brekke: "We never asked for a date." [act=deny]',
             "Radio round-up", "Radio Vantor", "2026-04-04"),
    Document("plans", 'Ilse Orrin: "a quiet summer" [kind=indirect act=think]\n'
             'Ilse Orrin: "The port opens in May." [kind=indirect]',
             "Plans", "Coast Daily", "2026-04-05"),
    Document("hostile", HOSTILE, "<b>Bold</b> & broken", "<i>Outlet</i>", "2026-04-06",
             "javascript:alert(5)"),
]  # fmt: skip


class Stored(Fake):
    """Knows the sample dispatches by heart."""

    def extract(self, document: Document) -> Extraction:
        path = GOLDEN / f"{document.id}.json"
        if not path.is_file():
            return super().extract(document)
        record = json.loads(path.read_text("utf-8"))
        return Extraction(
            document=DocumentInfo(**record["document"]),
            quotes=quotes_from_values(record["quotes"]),
            credits=tuple(
                Credit(each["role"], each["name"], tuple(each["span"]))
                for each in record["credits"]
            ),
            engine=Engine(**record["engine"]),
        )


def everything() -> Iterator[Document]:
    """The sample dispatches and the invented articles."""
    yield from seeds()
    yield from ARTICLES


def write(url: str, documents: Iterable[Document], extractor: Extractor) -> None:
    """Make the record at `url`."""
    engine = database.open_engine(url)
    database.upgrade(engine)
    for document in documents:
        ingest_one(engine, document, lambda: extractor)
    engine.dispose()

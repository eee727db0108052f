"""Reading what is stored again: only what another engine read, one document a transaction."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy

from quotes.model import Annotation, Document, Engine, Extraction, Quote, Speaker
from service import store
from service.cli import main
from service.corrections.changes import SpeakerChange
from service.corrections.revisions import revisions
from service.database import open_engine, prepare, reading, writing
from service.queries import QuoteQuery
from service.reextract import outstanding, reextract
from service.store import correcting
from service.store.engines import Reextracted, Wanted
from service.upkeep import check
from service.wording.alignment import Piece

TEXTS = {
    "a": 'Anna Bell: "We won the long war." via TASS\nBo Cole: "They lost."',
    "b": 'Cy Dee: "Nobody lost anything at all."',
    "c": "Nothing is said here.",
}


class Newer:
    """A later version: it drops *They lost.*, cuts *We* and finds Dan for Cy."""

    info = Engine("newer", "1", "none")

    def __init__(self, fake: Any, *, stop: str | None = None) -> None:
        self._fake, self.stop = fake, stop
        self.seen: list[str] = []

    def extract(self, document: Document) -> Extraction:
        if document.id == self.stop:
            raise KeyboardInterrupt
        self.seen.append(document.id)
        found = self._fake.extract(document)
        quotes = tuple(_newer(each) for each in found.quotes if each.text != "They lost.")
        return replace(found, quotes=quotes, engine=self.info)

    def extract_all(self, documents: Iterable[Document]) -> Iterator[Extraction]:
        return map(self.extract, documents)

    def annotate_all(self, documents: Iterable[Document]) -> Iterator[tuple[Annotation, ...]]:
        raise NotImplementedError


def _newer(quote: Quote) -> Quote:
    if quote.text.startswith("We "):
        ((start, end),) = quote.content
        return replace(quote, id=quote.id + "n", content=((start + 3, end),), text=quote.text[3:])
    if quote.speaker.name == "Cy Dee":
        chain = (replace(quote.chain[0], name="Dan Dee"), *quote.chain[1:])
        speaker = Speaker("Dan Dee", quote.speaker.mention, "named")
        return replace(quote, speaker=speaker, chain=chain, attribution="Dan Dee")
    return quote


def stored(engine: sqlalchemy.Engine, fake: Any) -> None:
    for id_, text in TEXTS.items():
        document = Document(id_, text, publisher="Post", published="2025-06-03")
        with writing(engine) as session:
            store.save(session, document, fake.extract(document))


@pytest.fixture(autouse=True)
def _stored(request: pytest.FixtureRequest, fake: Any) -> None:
    if "engine" in request.fixturenames:
        stored(request.getfixturevalue("engine"), fake)


def run(engine: sqlalchemy.Engine, newer: Newer, **more: Any) -> list[Reextracted]:
    limit = more.pop("limit", None)
    return list(reextract(engine, newer, Wanted(newer.info, **more), limit=limit))  # type: ignore[arg-type]


def texts(engine: sqlalchemy.Engine) -> list[str]:
    with reading(engine) as session:
        return [each.quote.text for each in store.find(session, QuoteQuery()).data]


def test_what_changed_is_told(engine: sqlalchemy.Engine, fake: Any) -> None:
    newer = Newer(fake)
    one, two, three = run(engine, newer)
    assert (one.document, one.version, one.before, one.after) == ("a", 1, fake.info, newer.info)
    changed, gone = one.revisions
    assert (changed.kind, changed.fields) == ("changed", ("content", "text"))
    assert (changed.diff[0].op, changed.diff[0].old) == ("delete", "We ")
    assert (gone.kind, gone.before.text if gone.before else "") == ("gone", "They lost.")
    (changed,) = two.revisions
    assert changed.fields == ("speaker", "chain", "attribution")
    assert changed.diff == ()
    assert three.revisions == ()
    assert texts(engine) == ["Nobody lost anything at all.", "won the long war."]
    assert list(check(engine, lambda *_: None)) == []


def test_what_is_done_is_done(engine: sqlalchemy.Engine, fake: Any) -> None:
    newer = Newer(fake)
    assert outstanding(engine, Wanted(newer.info)) == 3
    assert [each.document for each in run(engine, newer, limit=2)] == ["a", "b"]
    assert [each.document for each in run(engine, newer)] == ["c"]
    assert run(engine, newer) == []
    assert newer.seen == ["a", "b", "c"]
    assert [each.document for each in run(engine, newer, document="b")] == []
    again = run(engine, newer, document="b", everything=True)
    assert [(each.document, each.revisions) for each in again] == [("b", ())]
    assert len(run(engine, newer, everything=True)) == 3


def test_it_goes_on_after_it_was_broken_off(engine: sqlalchemy.Engine, fake: Any) -> None:
    newer = Newer(fake, stop="b")
    with pytest.raises(KeyboardInterrupt):
        run(engine, newer)
    newer.stop = None
    assert [each.document for each in run(engine, newer)] == ["b", "c"]


def test_there_and_back(engine: sqlalchemy.Engine, fake: Any) -> None:
    def shown() -> Any:
        with reading(engine) as session:
            return [store.document(session, id_) for id_ in TEXTS]

    before = shown()
    run(engine, Newer(fake))
    assert shown() != before
    run(engine, fake)
    assert shown() == before


def test_corrections_stay(engine: sqlalchemy.Engine, fake: Any) -> None:
    with reading(engine) as session:
        (cy,) = store.find(session, QuoteQuery(speaker="Cy Dee")).data
    with writing(engine) as session:
        change = SpeakerChange("Eve Fox", "named")
        correcting.correct(session, cy.quote.id, change, author="Eva", reason="")
    run(engine, Newer(fake))
    with reading(engine) as session:
        (eve,) = store.find(session, QuoteQuery(speaker="Eve Fox", reviewed=True)).data
    assert eve.quote.id == cy.quote.id


def test_a_date_that_an_engine_found_is_not_what_was_received(
    engine: sqlalchemy.Engine, fake: Any
) -> None:
    given = Document("d", TEXTS["b"], publisher="Post")
    found = fake.extract(given)
    found = replace(found, document=replace(found.document, published="2025-06-01"))
    with writing(engine) as session:
        store.save(session, given, found)
    received: list[Document] = []

    class Noting(Newer):
        def extract(self, document: Document) -> Extraction:
            received.append(document)
            return super().extract(document)

    run(engine, Noting(fake))
    assert [each.published for each in received] == ["2025-06-03"] * 3 + [None]
    with reading(engine) as session:
        stored = store.document(session, "d")
        page = store.find(session, QuoteQuery())
    assert stored is not None
    assert stored.card.published is None
    assert page.data[-1].document.id == "d"


# --- the command --------------------------------------------------------------------------


def test_the_command(
    tmp_path: Path, fake: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"sqlite:///{tmp_path}/q.sqlite"
    monkeypatch.setenv("QUOTES_DATABASE_URL", url)
    engine = open_engine(url)
    prepare(engine)
    stored(engine, fake)
    engine.dispose()
    newer = Newer(fake, stop="b")

    def command(*arguments: str) -> tuple[Any, str, str]:
        with pytest.raises(SystemExit) as ended:
            main(["reextract", *arguments], loader=lambda _: newer)
        return ended.value.code, *capsys.readouterr()

    report = tmp_path / "changes.jsonl"
    code, out, err = command("--report", str(report))
    assert code == 130
    assert "the same command goes on" in err
    assert "[-We-] won the long war." in out
    newer.stop = None
    code, out, err = command("--report", str(report))
    assert (code, err) == (0, "")
    assert "2 documents read, 1 of them differ: 0 quotes added, 0 gone, 1 changed." in out
    lines = [json.loads(line) for line in report.read_text().splitlines()]
    assert [line["document"] for line in lines] == ["a", "b"]
    assert lines[0]["engine"]["after"] == {"version": "newer", "lexicon": "1", "model": "none"}
    assert lines[0]["changes"][0]["diff"][0] == {"op": "delete", "old": "We ", "new": ""}
    assert lines[1]["changes"][0]["fields"] == ["speaker", "chain", "attribution"]
    assert command()[1].startswith("0 documents read")
    code, _, err = command("--report", str(tmp_path))
    assert code == 1
    assert err.count("\n") == 1


# --- what became of quotes ----------------------------------------------------------------


def quotes(fake: Any, text: str) -> tuple[Quote, ...]:
    return fake.extract(Document("a", text)).quotes  # type: ignore[no-any-return]


def test_in_another_text_quotes_are_known_by_their_words(fake: Any) -> None:
    before = quotes(
        fake,
        'Anna Bell: "Twelve people died in the fire."\nBo Cole: "No."\nCy Dee: "It is late."',
    )
    after = quotes(
        fake,
        'Dan: "Good morning to everybody here."\nBo Cole: "No."\n'
        'Anna Bell: "Fifteen people died in the fire."',
    )
    found = revisions(before, after, same_text=False)
    assert [(each.kind, each.fields) for each in found] == [
        ("changed", ("text",)),
        ("gone", ()),
        ("added", ()),
    ]
    assert found[0].diff[0] == Piece("replace", "Twelve ", "Fifteen ")


def test_nothing_became_of_what_is_the_same(fake: Any) -> None:
    found = quotes(fake, TEXTS["a"])
    assert revisions(found, found, same_text=True) == ()
    assert revisions(found, found[::-1], same_text=True) == ()
    twice = (found[0], replace(found[0], id="other"))
    assert [each.kind for each in revisions(twice, twice[:1], same_text=True)] == ["gone"]

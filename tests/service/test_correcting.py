"""Corrections in the store: applied at once, again after a newer engine, and taken back."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy
from sqlmodel import Session, select

from quotes.model import Document, Engine, Extraction, Hop, Quote, Speaker
from service import fulltext, store
from service.corrections.changes import Change, ContentChange, HopChange, NotAQuote, SpeakerChange
from service.corrections.missed import Missed
from service.database import reading, writing
from service.errors import NotFound, QueryError
from service.queries import QuoteQuery
from service.store import correcting, parting
from service.store.rewriting import rewrite
from service.tables import DocumentRow, QuoteRow, Row, SourceRow, StatementRow, WordingRow
from service.upkeep import check

TEXT = (
    'Anna Bell: "We won the long war." via TASS < Interfax\n'
    'Bo Cole: "They lost all of it." [kind=mixed]\n'
    'Cy Dee: "Nobody lost anything at all."\n'
    "Dan Eve had no comment."
)
DOCUMENT = Document("a", TEXT, publisher="Post", published="2025-06-03")


class Newer:
    """The fake engine in a later version, which can be told to find something else."""

    info = Engine("newer", "1", "none")

    def __init__(self, fake: Any, *, without: tuple[str, ...] = ()) -> None:
        self._fake, self._without = fake, without

    def extract(self, document: Document) -> Extraction:
        found = self._fake.extract(document)
        kept = tuple(each for each in found.quotes if each.text not in self._without)
        return replace(found, quotes=kept, engine=self.info)


def ingested(engine: sqlalchemy.Engine, fake: Any, *documents: Document) -> None:
    with writing(engine) as session:
        for each in documents:
            store.save(session, each, fake.extract(each))


def listed(engine: sqlalchemy.Engine, document: str = "a") -> dict[str, Quote]:
    """The quotes of a document by their words."""
    with reading(engine) as session:
        page = store.find(session, QuoteQuery(document=document, limit=100))
    return {each.quote.text: each.quote for each in page.data}


def corrected(engine: sqlalchemy.Engine, quote: Quote, change: Change) -> str:
    with writing(engine) as session:
        return correcting.correct(session, quote.id, change, author="Eva", reason="heard it").id


def withdrawn(engine: sqlalchemy.Engine, judgement: str) -> None:
    with writing(engine) as session:
        correcting.withdraw(session, judgement, author="Eva")


def reextracted(engine: sqlalchemy.Engine, newer: Any, document: Document = DOCUMENT) -> Any:
    with writing(engine) as session:
        row = session.exec(
            select(DocumentRow).where(DocumentRow.id == document.id, DocumentRow.current)
        ).one()
        return rewrite(session, row, newer.extract(document))


def sound(engine: sqlalchemy.Engine) -> None:
    assert list(check(engine, lambda *_: None)) == []


def everything(engine: sqlalchemy.Engine) -> dict[str, list[Any]]:
    """All rows but judgements and what only ever grows; times are when something changed."""
    aside = {"judgements", "sources", "source_names", "source_keys", "source_words"}
    with reading(engine) as session:
        return {
            name: sorted(map(repr, session.connection().execute(sqlalchemy.select(table))))
            for name, table in Row.metadata.tables.items()
            if name not in aside | {"source_roles", "statements", "wordings", "wording_bands"}
            and name != fulltext.NAME
        }


ANNA = SpeakerChange("Eve Fox", "named", (0, 4))


@pytest.fixture(autouse=True)
def _stored(engine: sqlalchemy.Engine, fake: Any) -> None:
    ingested(engine, fake, DOCUMENT)


def test_another_speaker(engine: sqlalchemy.Engine) -> None:
    before = listed(engine)
    one = before["We won the long war."]
    judgement = corrected(engine, one, ANNA)
    after = listed(engine)["We won the long war."]
    assert after.id == one.id
    assert after.speaker == Speaker("Eve Fox", (0, 4), "named")
    assert after.attribution == "Eve Fox via TASS via Interfax"
    assert after.confidence.speaker == 1.0
    assert after.reasons == ("fake", "corrected.speaker")
    with reading(engine) as session:
        found = store.find(session, QuoteQuery(speaker="Eve Fox", reviewed=True)).data
        assert [each.quote.id for each in found] == [one.id]
        assert store.find(session, QuoteQuery(speaker="Anna Bell")).data == ()
        assert store.find(session, QuoteQuery(speaker="Bo Cole", reviewed=True)).data == ()
    sound(engine)
    withdrawn(engine, judgement)
    assert listed(engine) == before
    sound(engine)


def span(words: str) -> tuple[int, int]:
    return TEXT.index(words), TEXT.index(words) + len(words)


CHANGES: list[tuple[str, Change]] = [
    ("We won the long war.", ANNA),
    ("We won the long war.", SpeakerChange(None, "anonymous")),
    ("They lost all of it.", ContentChange((span("lost all"), span("it.")))),
    ("We won the long war.", HopChange((Hop("told", "Reuters", None),))),
    ("They lost all of it.", NotAQuote()),
]


@pytest.mark.parametrize(("words", "change"), CHANGES)
def test_withdrawing_restores_every_row(
    engine: sqlalchemy.Engine, words: str, change: Change
) -> None:
    before = everything(engine)
    quotes = listed(engine)
    judgement = corrected(engine, quotes[words], change)
    sound(engine)
    assert listed(engine) != quotes
    withdrawn(engine, judgement)
    sound(engine)
    assert listed(engine) == quotes
    after = everything(engine)
    for table in before:
        if table != "quotes":  # when they changed is another moment
            assert after[table] == before[table], table


@pytest.mark.parametrize(("words", "change"), CHANGES)
def test_a_correction_survives_a_newer_engine(
    engine: sqlalchemy.Engine, fake: Any, words: str, change: Change
) -> None:
    corrected(engine, listed(engine)[words], change)
    before = listed(engine)
    reextracted(engine, Newer(fake))
    assert listed(engine) == before
    # Even if the newer one finds nothing there.
    reextracted(engine, Newer(fake, without=(words,)))
    assert listed(engine) == before
    sound(engine)


def test_withdrawn_after_a_newer_engine_it_leaves_what_that_engine_found(
    engine: sqlalchemy.Engine, fake: Any
) -> None:
    judgement = corrected(engine, listed(engine)["We won the long war."], ANNA)
    reextracted(engine, Newer(fake, without=("We won the long war.",)))
    withdrawn(engine, judgement)
    assert list(listed(engine)) == ["They lost all of it.", "Nobody lost anything at all."]
    sound(engine)


def test_of_two_corrections_each_is_withdrawn_alone(engine: sqlalchemy.Engine) -> None:
    before = listed(engine)["We won the long war."]
    content = corrected(engine, before, ContentChange((span("the long war"),)))
    speaker = corrected(engine, listed(engine)["the long war"], ANNA)
    both = listed(engine)["the long war"]
    assert (both.id, both.speaker.name, both.kind) == (before.id, "Eve Fox", "direct")
    withdrawn(engine, content)
    assert listed(engine)["We won the long war."].speaker.name == "Eve Fox"
    withdrawn(engine, speaker)
    assert listed(engine)["We won the long war."] == before
    sound(engine)


def test_a_missed_quote_is_added_until_it_is_withdrawn(
    engine: sqlalchemy.Engine, fake: Any
) -> None:
    before = everything(engine)
    missed = Missed((span("had no comment"),), Speaker("Dan Eve", span("Dan Eve"), "named"))
    with writing(engine) as session:
        added = correcting.add(session, "a", missed, author="Eva", reason="").id
        again = correcting.add(session, "a", missed, author="Eva", reason="")
    assert (again.id, again.new) == (added, False)
    quote = listed(engine)["had no comment"]
    assert quote.attribution == "Dan Eve"
    assert [hop.rel for hop in quote.chain] == ["speaker", "published"]
    speaker = corrected(engine, quote, SpeakerChange("Eve Fox", "named"))
    reextracted(engine, Newer(fake))
    assert listed(engine)["had no comment"].speaker.name == "Eve Fox"
    withdrawn(engine, added)
    assert "had no comment" not in listed(engine)
    sound(engine)
    withdrawn(engine, speaker)
    reextracted(engine, fake)
    assert everything(engine)["hops"] == before["hops"]


def test_a_correction_goes_along_into_another_version(
    engine: sqlalchemy.Engine, fake: Any, caplog: pytest.LogCaptureFixture
) -> None:
    corrected(engine, listed(engine)["We won the long war."], ANNA)
    lost = corrected(engine, listed(engine)["They lost all of it."], NotAQuote())
    longer = replace(DOCUMENT, text='Gus Hay: "Good morning, everybody."\n' + TEXT)
    ingested(engine, fake, longer)
    found = listed(engine)
    assert found["We won the long war."].speaker.name == "Eve Fox"
    assert found["We won the long war."].speaker.mention == (36, 40)
    assert "They lost all of it." not in found
    assert "Good morning, everybody." in found
    assert caplog.text == ""
    shorter = replace(DOCUMENT, text=TEXT.replace("They lost all of it.", "We do not know."))
    ingested(engine, fake, shorter)
    assert listed(engine)["We won the long war."].speaker.name == "Eve Fox"
    assert f"a: version 3 lacks the words of correction {lost}" in caplog.text
    # Nothing is lost: where the words are back, so is the correction.
    ingested(engine, fake, DOCUMENT)
    assert "They lost all of it." not in listed(engine)
    sound(engine)


def test_the_same_correction_again_changes_nothing(engine: sqlalchemy.Engine) -> None:
    quote = listed(engine)["We won the long war."]
    first = corrected(engine, quote, ANNA)
    before = everything(engine)
    with writing(engine) as session:
        again = correcting.correct(session, quote.id, ANNA, author="Ben", reason="")
    assert (again.id, again.new) == (first, False)
    assert everything(engine) == before


def test_only_what_is_corrected_has_changed(engine: sqlalchemy.Engine) -> None:
    def moments() -> dict[str, Any]:
        with reading(engine) as session:
            return {each.text: each.changed for each in session.exec(select(QuoteRow))}

    before = moments()
    corrected(engine, listed(engine)["They lost all of it."], ANNA)
    after = moments()
    differing = {text for text in before if after[text] != before[text]}
    assert differing == {"They lost all of it."}


def test_what_no_text_can_bear_is_refused(engine: sqlalchemy.Engine) -> None:
    quote = listed(engine)["We won the long war."]
    refused: list[tuple[Change, str]] = [
        (ContentChange(()), "content"),
        (ContentChange(((0, 999),)), "content"),
        (ContentChange(((5, 9), (0, 4))), "content"),
        (SpeakerChange(None, "named"), "speaker"),
        (SpeakerChange("Eve Fox", "named", (3, 3)), "speaker"),
        (HopChange((Hop("speaker", "Eve Fox", None),)), "hops"),
        (HopChange((Hop("published", "A", None), Hop("told", "B", None))), "hops"),
    ]
    for change, field in refused:
        with pytest.raises(QueryError) as error:
            corrected(engine, quote, change)
        assert error.value.parameter == field
    with pytest.raises(NotFound), writing(engine) as session:
        correcting.correct(session, "nothing", ANNA, author="Eva", reason="")
    with pytest.raises(NotFound):
        withdrawn(engine, "nothing")
    judgement = corrected(engine, quote, ANNA)
    withdrawn(engine, judgement)
    with pytest.raises(QueryError, match="withdrawn already"):
        withdrawn(engine, judgement)


# --- statements ---------------------------------------------------------------------------

ONE = "We shall never leave the eastern harbour to anybody, whatever they pay."
OTHER = "We shall never leave the eastern harbour to anybody, whatever they pay us."
THIRD = "The moon has been made of cheese since the great flood of last year."


def statements(engine: sqlalchemy.Engine) -> set[frozenset[str]]:
    with reading(engine) as session:
        rows = session.exec(
            select(WordingRow.text, StatementRow.id).join(
                StatementRow, StatementRow.pk == WordingRow.statement_pk
            )
        ).all()
    found: dict[str, set[str]] = {}
    for text, statement in rows:
        found.setdefault(statement, set()).add(text)
    return {frozenset(each) for each in found.values()}


def wording(session: Session, text: str) -> str:
    return session.exec(select(WordingRow.id).where(WordingRow.text == text)).one()


def test_statements_are_merged_and_split_by_judgement(engine: sqlalchemy.Engine, fake: Any) -> None:
    ingested(
        engine,
        fake,
        Document("x", f'Anna Bell: "{ONE}"'),
        Document("y", f'Anna Bell: "{OTHER}"'),
        Document("z", f'Anna Bell: "{THIRD}"'),
    )
    together = frozenset({ONE, OTHER})
    before = statements(engine)
    assert together in before
    with writing(engine) as session:
        pair = wording(session, ONE), wording(session, OTHER)
        split = parting.split(session, *pair, author="Eva", reason="us")
    assert together not in statements(engine)
    with writing(engine) as session:
        third = wording(session, THIRD)
        merged = parting.merge(session, pair[0], third, author="Eva", reason="irony")
    assert frozenset({ONE, THIRD}) in statements(engine)
    sound(engine)
    # Another copy of either does not bring them together again.
    ingested(engine, fake, Document("w", f'Anna Bell: "{ONE[:-1]}!"\nAnna Bell: "Oh, {OTHER}"'))
    assert not any(together <= each for each in statements(engine))
    withdrawn(engine, merged)
    withdrawn(engine, split)
    ingested(engine, fake, Document("w", 'Bo Cole: "Nothing."'))
    assert any(together <= each for each in statements(engine))
    assert frozenset({THIRD}) in statements(engine)
    sound(engine)
    with reading(engine) as session:
        names = session.exec(select(SourceRow.name).where(SourceRow.quotes > 0)).all()
    assert "Anna Bell" in names

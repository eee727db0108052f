"""Rows ⇄ values: what is stored is what comes back."""

import json
from dataclasses import replace
from datetime import date
from itertools import count
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine as Database
from sqlmodel import select

from quotes import model
from quotes.model import Document, Extraction, Quote
from service import mapping, store
from service.database import reading, writing
from service.keys import speaker_names
from service.tables import DocumentRow, QuoteRow
from service.words import word_list, words

NUMBERS = count()
# NUL and U+001A (our escape for it) in abundance; lone surrogates never get this far.
TEXT = st.text(
    st.one_of(st.sampled_from("\x00\x1aS0 é“"), st.characters(exclude_categories=["Cs"])),
    max_size=20,
)
NAME = st.one_of(st.sampled_from(["TASS", "tass", "Anna Bell and Bo Cole", "???"]), TEXT)
SPAN = st.tuples(st.integers(0, 99), st.integers(100, 200))
SPANS = st.lists(SPAN, max_size=3).map(lambda spans: tuple(sorted(spans)))
DAY = st.none() | st.dates(date(1900, 1, 1)).map(date.isoformat)


def one_of(kind: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(kind))


SPEAKER = st.builds(
    model.Speaker,
    name=st.none() | NAME,
    mention=st.none() | SPAN,
    grade=one_of(model.Grade),
    role=st.none() | st.builds(model.Role, TEXT, SPAN),
    anonymity=st.none()
    | st.builds(model.Anonymity, st.none() | st.integers(0, 9), st.none() | TEXT, SPAN),
)
HOP = st.builds(model.Hop, one_of(model.Rel), st.none() | NAME, st.none() | SPAN)
NAMED = st.builds(model.Named, TEXT, st.none() | SPAN)
SCORE = st.floats(0, 1, width=64)
QUOTE = st.builds(
    Quote,
    id=st.text("0123456789abcdef", min_size=1, max_size=16),
    kind=one_of(model.Kind),
    content=SPANS,
    text=TEXT,
    cue=SPANS,
    speaker=SPEAKER,
    on_behalf_of=st.none() | NAMED,
    act=one_of(model.Act),
    polarity=one_of(model.Polarity),
    denies=st.none() | st.just("abc"),
    channel=st.none() | one_of(model.Channel),
    chain=st.lists(HOP, max_size=3).map(
        lambda hops: (model.Hop("speaker", "Anna Bell", (0, 4)), *hops)
    ),
    attribution=TEXT,
    said=st.none() | st.builds(model.Said, st.just("2025"), one_of(model.Precision), TEXT, SPAN),
    about=st.lists(NAMED, max_size=2).map(tuple),
    terms=st.lists(NAMED, max_size=2).map(tuple),
    confidence=st.builds(model.Confidence, SCORE, SCORE, SCORE),
    reasons=st.lists(TEXT, max_size=2).map(tuple),
)
CREDIT = st.builds(model.Credit, one_of(model.CreditRole), TEXT, SPAN)
ENGINE = st.builds(model.Engine, TEXT, TEXT, TEXT).map(
    lambda engine: model.Engine(
        *(part.replace("\x00", "") for part in (engine.version, engine.lexicon, engine.model))
    )
)


@st.composite
def extractions(draw: st.DrawFn) -> tuple[Document, Extraction]:
    document = Document(
        id=draw(TEXT.filter(bool)),
        text=draw(TEXT),
        title=draw(st.none() | TEXT),
        publisher=draw(st.none() | TEXT),
        published=draw(DAY),
        url=draw(st.none() | TEXT),
    )
    info = model.DocumentInfo(
        document.id, document.publisher, document.published or draw(DAY), document.title
    )
    quotes = draw(st.lists(QUOTE, max_size=3).map(tuple))
    credits = draw(st.lists(CREDIT, max_size=2).map(tuple))
    return document, Extraction(info, quotes, credits, draw(ENGINE))


@given(extractions())
def test_rows_give_back_what_they_were_made_of(pair: tuple[Document, Extraction]) -> None:
    document, extraction = pair
    row = mapping.document_row(document, extraction, version=1)
    row.quotes = [quote_row(place, quote) for place, quote in enumerate(extraction.quotes)]
    assert mapping.extraction(row) == extraction


def quote_row(position: int, quote: model.Quote) -> QuoteRow:
    columns = mapping.quote_columns(quote)
    columns["record"] = json.loads(json.dumps(columns["record"]))
    return QuoteRow(**columns, position=position)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(extractions())
def test_the_database_gives_back_what_was_stored(
    engine: Database, pair: tuple[Document, Extraction]
) -> None:
    # Examples share one database: each gets an id of its own, and is stored as it is.
    document, extraction = pair
    document = replace(document, id=f"{next(NUMBERS)}{document.id}")
    extraction = replace(extraction, document=replace(extraction.document, id=document.id))
    with writing(engine) as session:
        assert store.save(session, document, extraction) == "created"
    with reading(engine) as session:
        row = session.exec(select(DocumentRow).where(DocumentRow.id == document.id)).one()
        assert mapping.extraction(row) == extraction
        found = store.document(session, document.id)
    assert found is not None
    assert (found.text, found.card.url) == (document.text, document.url)


@pytest.mark.parametrize(
    ("name", "grade", "found_under"),
    [
        ("Sergey Lavrov", "named", ("Sergey Lavrov",)),
        ("Anna Bell and Bo Cole", "named", ("Anna Bell", "Bo Cole")),
        ("Anna Bell, Bo Cole and Cy Dee", "named", ("Anna Bell", "Bo Cole", "Cy Dee")),
        ("Anna Bell, Bo Cole, and Cy Dee", "named", ("Anna Bell", "Bo Cole", "Cy Dee")),
        ("Martin Luther King, Jr.", "named", ("Martin Luther King, Jr.",)),
        ("Russia and China", "place", ("Russia", "China")),
        ("Trinidad and Tobago", "place", ("Trinidad and Tobago",)),
        ("Ministry of Trade and Industry", "organisation", ("Ministry of Trade and Industry",)),
        (None, "unknown", ()),
    ],
)
def test_a_joint_statement_is_found_under_each(
    name: str | None, grade: model.Grade, found_under: tuple[str, ...]
) -> None:
    assert speaker_names(model.Speaker(name, None, grade)) == found_under


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Łukasz  O’Neill-Żak", " lukasz o neill zak "),
        ("ÉCOLE Straße™", " ecole strassetm "),
        ("100% _sure_", " 100 sure "),
        ("… — !", ""),
        ("", ""),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert words(text) == folded


@given(st.text())
def test_folded_words_hold_no_wildcard_and_fold_no_further(text: str) -> None:
    folded = words(text)
    assert not set("%_\\\x00") & set(folded)
    assert words(folded) == folded
    assert word_list(text) == folded.split()

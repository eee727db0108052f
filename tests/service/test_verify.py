"""Verdicts on claims, over both databases."""

from collections.abc import Iterator
from datetime import date

import pytest
import sqlalchemy
from sqlmodel import Session

from quotes.model import Document
from service import store
from service.database import reading, writing
from service.ingest import Extractor
from service.verify import ChainClaim, Claim, Verification, verify, verify_chain

DOCUMENTS = {
    "post": (
        "The Post", "2025-01-01",
        'Anna Bell: "We will raise the levy by 4 percent if the council agrees, not before May."'
        " via TASS < Harbour Ministry\n"
        'Tom Clinton: "The bridge at Tolvast may reopen to traffic in early spring."\n'
        'Mary Clinton: "No child should walk to school along the northern road."\n'
        'Anna Bell: "the harbour would be closed for repairs until the autumn" [kind=indirect]\n',
    ),
    "herald": (
        "The Herald", "2025-02-01",
        'Anna Bell: "We will raise the levy by 4 percent if the council agrees, not before May."\n',
    ),
}  # fmt: skip
LEVY = "We will raise the levy by 4 percent if the council agrees, not before May."


@pytest.fixture
def session(engine: sqlalchemy.Engine, fake: Extractor) -> Iterator[Session]:
    with writing(engine) as session:
        for id_, (publisher, day, text) in DOCUMENTS.items():
            document = Document(id_, text, None, publisher, day)
            store.save(session, document, fake.extract(document))
    with reading(engine) as session:
        yield session


def checked(session: Session, text: str, speaker: str | None = None) -> Verification:
    return verify(session, Claim(text, speaker))


CLAIMS = [
    (LEVY, "Bell", "verbatim", None),
    (LEVY.upper(), None, "verbatim", None),
    ("We'll raise the levy by four per cent if the council agrees - not before May", "Bell",
     "near_verbatim", None),
    ("We will raise the levy by 5 percent if the council agrees, not before May", "Anna Bell",
     "altered", "changed.number"),
    ("We will not raise the levy by 4 percent if the council agrees, not before May",
     "Anna Bell", "altered", "changed.negation"),
    ("The bridge at Tolvast will reopen to traffic in early spring", "Clinton", "altered",
     "changed.modal"),
    ("We will raise the levy by 4 percent", "Bell", "truncated", "cut.condition"),
    ("The bridge at Tolvast may reopen to traffic", "Clinton", "verbatim",
     "speaker.ambiguous"),
    ("The harbour will be closed for repairs until the autumn", "Bell", "paraphrased", None),
    ("No child should walk to school along the northern road", "Tom Clinton", "misattributed",
     "verbatim"),
    ("The moon is made of green cheese", "Bell", "no_record", None),
]  # fmt: skip


def test_verdicts(session: Session) -> None:
    for text, speaker, verdict, reason in CLAIMS:
        found = checked(session, text, speaker)
        assert found.verdict == verdict, (text, found.reasons)
        assert reason is None or reason in found.reasons, text


def test_an_answer_shows_on_what_it_rests(session: Session) -> None:
    found = checked(session, LEVY, "Bell")
    assert found.speaker is not None
    assert found.speaker.name == "Anna Bell"
    assert (found.occurrences, found.independent_origins) == (2, 2)
    first, second = found.evidence
    assert first.quote is not None
    assert (first.document.id, second.document.id) == ("post", "herald")
    text = DOCUMENTS["post"][2]
    assert text[slice(*first.span)] == first.text == first.quote.quote.text == LEVY
    assert text.startswith(first.before)
    assert first.after.startswith('" via TASS')
    assert found.coverage.documents == 2


def test_who_is_searched_under_an_ambiguous_name_is_told(session: Session) -> None:
    found = checked(session, "No child should walk to school along the northern road", "Clinton")
    assert found.verdict == "verbatim"
    assert found.speaker is not None
    assert found.speaker.name == "Mary Clinton"
    assert {each.name for each in found.candidates} == {"Tom Clinton", "Mary Clinton"}


def test_nothing_found_says_what_was_searched(session: Session) -> None:
    found = checked(session, "The moon is made of green cheese")
    assert (found.verdict, found.evidence, found.diff) == ("no_record", (), ())
    assert found.coverage.publishers == ("The Herald", "The Post")


def test_the_difference_is_that_of_record_and_claim(session: Session) -> None:
    text = "We will raise the levy by 5 percent if the council agrees"
    found = checked(session, text, "Bell")
    assert "".join(piece.old for piece in found.diff) == LEVY
    assert "".join(piece.new for piece in found.diff) == text
    assert [(piece.old, piece.new) for piece in found.diff if piece.op == "replace"] == [
        ("4 ", "5 ")
    ]


def test_a_route_is_checked_hop_by_hop(session: Session) -> None:
    found = verify_chain(session, ChainClaim("Bell", ("TASS", "Harbour Ministry"), LEVY))
    assert [hop.support for hop in found.hops] == ["supported", "supported"]
    wrong = verify_chain(session, ChainClaim("Bell", ("TASS", "Reuters"), LEVY))
    assert [hop.support for hop in wrong.hops] == ["contradicted", "silent"]
    assert wrong.support == "contradicted"
    assert [each.name for each in wrong.hops[0].actual] == ["Harbour Ministry"]


def test_a_circle_is_told(engine: sqlalchemy.Engine, fake: Extractor) -> None:
    with writing(engine) as session:
        for publisher, via in (("Dawn News", "Gulf Wire"), ("Gulf Wire", "Dawn News")):
            text = f'Ivo Rask: "The well is dry and nobody will dig another one." via {via}\n'
            document = Document(publisher, text, None, publisher, "2025-03-01")
            store.save(session, document, fake.extract(document))
    with reading(engine) as session:
        found = verify_chain(session, ChainClaim("Rask", ("Dawn News", "Gulf Wire")))
        assert [hop.support for hop in found.hops] == ["circular", "supported"]
        unknown = verify_chain(session, ChainClaim("Nobody Here", ("Dawn News",)))
        assert (unknown.support, unknown.speaker) == ("silent", None)


def test_days_and_ways_are_reasons_and_no_verdict(session: Session) -> None:
    early = verify(session, Claim(LEVY, "Bell", said_from=date(2025, 6, 1)))
    assert (early.verdict, "time.earlier" in early.reasons) == ("verbatim", True)
    late = verify(session, Claim(LEVY, "Bell", said_to=date(2024, 6, 1)))
    assert (late.verdict, "time.later" in late.reasons) == ("verbatim", True)
    other = verify(session, Claim(LEVY, "Bell", via="Reuters"))
    assert "via.other" in other.reasons
    known = verify(session, Claim(LEVY, "Bell", via="TASS"))
    assert "via.other" not in known.reasons
    assert known.evidence[0].document.id == "post"


def test_an_office_means_whoever_documents_call_so(
    engine: sqlalchemy.Engine, fake: Extractor
) -> None:
    text = 'Mayor Ida Holm of Karsk came.\nIda Holm: "The old mill will stand for my lifetime."\n'
    with writing(engine) as session:
        document = Document("mill", text, None, "The Post", "2025-01-01")
        store.save(session, document, fake.extract(document))
    with reading(engine) as session:
        words = "The old mill will stand for my lifetime"
        assert verify(session, Claim(words, "the mayor of Karsk")).verdict == "verbatim"
        assert verify(session, Claim(words, "the mayor of Tolvast")).verdict == "misattributed"


def test_a_new_document_is_searched_at_once(engine: sqlalchemy.Engine, fake: Extractor) -> None:
    for number in range(1, 3):
        with writing(engine) as session:
            document = Document(f"d{number}", f'Anna Bell: "word {number} was said"\n')
            store.save(session, document, fake.extract(document))
        with reading(engine) as session:
            assert checked(session, "quite another thing").coverage.documents == number

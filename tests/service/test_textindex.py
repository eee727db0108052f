"""The index of whole texts: what it finds, and that it follows the documents."""

from typing import Any

import pytest
from sqlalchemy import Engine

from quotes.model import Document
from service import database, store, textindex
from service.database import reading, writing
from service.upkeep import check, repair


def put(engine: Engine, fake: Any, id: str, text: str) -> None:
    document = Document(id, text)
    with writing(engine) as session:
        store.save(session, document, fake.extract(document))


def found(engine: Engine, *words: str) -> int:
    with reading(engine) as session:
        return len(textindex.holding(session, words, 10))


def findings(engine: Engine) -> list[str]:
    return list(check(engine, lambda *_: None))


def test_it_follows_the_versions_of_a_document(engine: Engine, fake: Any) -> None:
    put(engine, fake, "a", 'Łódź is cold.\nAnna Bell: "We won."\n')
    put(engine, fake, "b", "lodz " + "word " * 3 + "x" * 3000)
    assert (found(engine, "lodz"), found(engine, "lodz", "cold"), found(engine)) == (2, 1, 0)
    put(engine, fake, "a", "It is warm.\n")
    assert (found(engine, "lodz"), found(engine, "warm")) == (1, 1)
    assert findings(engine) == []


@pytest.mark.parametrize("lacking", [True, False])
def test_what_it_lacks_or_has_too_much_is_found_and_mended(
    engine: Engine, fake: Any, lacking: bool
) -> None:
    put(engine, fake, "a", "The mill stands.\n")
    with writing(engine) as session:
        if lacking:
            textindex.remove(session, [(1, "The mill stands.\n")])
        else:
            textindex.add(session, [(77, "No such document.")])
    wrong = findings(engine)
    assert len(wrong) == 1
    assert "index of texts" in wrong[0]
    repair(engine, lambda *_: None)
    assert findings(engine) == []
    assert found(engine, "mill") == 1


def test_it_is_made_from_what_is_stored(engine: Engine, fake: Any) -> None:
    put(engine, fake, "a", "The mill stands.\n")
    put(engine, fake, "a", "The mill fell.\n")
    database.downgrade(engine, "0004")
    database.upgrade(engine)
    assert (found(engine, "stands"), found(engine, "fell")) == (0, 1)

"""What is stored, read again by the present engine: one document, one transaction.

What is done bears the engine's stamp, so that a run that was broken off goes on where it was.
"""

from collections.abc import Iterator

from sqlalchemy import Engine

from service.access import local_user
from service.database import reading, writing
from service.ingest import Annotator
from service.store import audit
from service.store.engines import Reextracted, Wanted, count_wanted, held, replace_extraction

_BATCH = 64


def outstanding(engine: Engine, wanted: Wanted) -> int:
    """How many documents there are to be read again.

    Raises:
        DatabaseUnavailable: unreachable or locked.
    """
    with reading(engine) as session:
        return count_wanted(session, wanted)


def reextract(
    engine: Engine, extractor: Annotator, wanted: Wanted, *, limit: int | None = None
) -> Iterator[Reextracted]:
    """Read the documents `wanted` again, at most `limit`; each comes out as soon as it is stored.

    Raises:
        DatabaseUnavailable: unreachable, locked, or read-only.
    """
    by = local_user()
    last, left = 0, limit
    while left is None or left > 0:
        size = _BATCH if left is None else min(_BATCH, left)
        with reading(engine) as session:
            batch = held(session, wanted, after=last, limit=size)
        if not batch:
            return
        last = batch[-1].pk
        left = None if left is None else left - len(batch)
        extractions = extractor.extract_all(each.document for each in batch)
        for each, extraction in zip(batch, extractions, strict=True):
            with writing(engine) as session:
                done = replace_extraction(session, each.pk, extraction)
                if done is not None:
                    audit.note(session, by, "document.reextracted", done.document)
            if done is not None:
                yield done

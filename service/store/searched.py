"""What a search goes through, remembered: to count a million quotes takes most of a second."""

import time
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import text
from sqlmodel import Session

from service.queries import Coverage
from service.store.documents import coverage

# Counting may take this share of the time, so that a large record that grows all day is counted
# now and then; a small one is counted anew whenever it changed.
_SHARE, _AT_ONCE = 0.01, 0.05


@dataclass(frozen=True, slots=True)
class _Counted:
    coverage: Coverage
    state: tuple[Any, ...]
    took: float
    when: float

    def serves(self, state: tuple[Any, ...]) -> bool:
        """Whether it is still right, or too dear to be counted again so soon."""
        dear = self.took > _AT_ONCE and time.monotonic() - self.when < self.took / _SHARE
        return state == self.state or dear


_KEPT: "WeakKeyDictionary[object, _Counted]" = WeakKeyDictionary()
# Whatever is stored, corrected or taken back raises one of these; each is read off an index.
_STATE = text(
    "SELECT (SELECT max(pk) FROM documents), (SELECT max(changed) FROM quotes),"
    " (SELECT max(pk) FROM judgements)"
)


def searched(session: Session) -> Coverage:
    """The coverage, of a large record as it was at most some minutes ago."""
    database = session.get_bind()
    state = tuple(session.connection().execute(_STATE).one())
    kept = _KEPT.get(database)
    if kept is None or not kept.serves(state):
        begun = time.monotonic()
        found = coverage(session)
        kept = _Counted(found, state, time.monotonic() - begun, begun)
        _KEPT[database] = kept
    return kept.coverage

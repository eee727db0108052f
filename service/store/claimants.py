"""Whom a name means that somebody claims: by the one matcher, or by the office it names."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from service.matching import bodies, offices
from service.matching import sources as matching
from service.matching.likeness import misspelt
from service.matching.names import PARTICLES
from service.matching.sources import Evidence, Kind
from service.queries import SourceCard
from service.store import identity, names
from service.store.batches import SOME, fetched
from service.store.conditions import listed
from service.store.hits import Clause, Words
from service.store.newest import newest_for
from service.tables import (
    DocumentRow,
    QuoteRow,
    QuoteSpeakerRow,
    SourceNameRow,
    SourceRoleRow,
    SourceRow,
)
from service.words import word_list

_READ = 6  # documents in which a source speaks that are read for what they call it
_NAMES = select(col(SourceNameRow.source_pk), col(SourceNameRow.name)).where(
    col(SourceNameRow.source_pk).in_(SOME)
)
_ROLES = (
    select(col(SourceRoleRow.role))
    .join(SourceNameRow, col(SourceNameRow.pk) == col(SourceRoleRow.name_pk))
    .where(col(SourceNameRow.source_pk).in_(SOME))
)
_TEXTS = (
    select(col(DocumentRow.text))
    .where(
        col(DocumentRow.pk).in_(
            select(col(QuoteRow.document_pk))
            .join(QuoteSpeakerRow, col(QuoteSpeakerRow.quote_pk) == col(QuoteRow.pk))
            .where(col(QuoteSpeakerRow.source_pk) == bindparam("pk"), listed())
            .order_by(col(QuoteRow.pk).desc())
            .limit(20 * 6)
        )
    )
    .limit(bindparam("most"))
)
_MOST = 25  # candidates; those who speak most of the likeliest
_HOLDERS = 400  # quotes among which the holders of an office are looked for
_ID = re.compile(r"[0-9a-f]{16}")
_EMPTY = frozenset("the a an of for in at s".split())


@dataclass(frozen=True, slots=True)
class Claimant:
    """A source that may be meant; `score` is the matcher's, or how often it bears the office."""

    pk: int
    card: SourceCard
    score: float


def claimants(session: Session, name: str) -> tuple[Claimant, ...]:
    """The sources that `name`, a source id, a name or an office, may mean; the likeliest first.

    A session, which reads one state of the record, asks for each name once: in a batch many claims
    are about few speakers.
    """
    known: dict[str, tuple[Claimant, ...]] = session.info.setdefault("claimants", {})
    if name not in known:
        known[name] = _sought(session, name)
    return known[name]


def _sought(session: Session, name: str) -> tuple[Claimant, ...]:
    source = names.source_pk(session, name) if _ID.fullmatch(name) else None
    if source is not None:
        return _cards(session, {source: 1.0})
    found = _named(session, name) or _called(session, name) or _holding(session, name)
    return _cards(session, found)


def described(
    session: Session, name: str, pks: Collection[int], *, known: bool
) -> tuple[Claimant, ...]:
    """Those of the sources `pks` whom a document calls by the office or byname `name`.

    Or by a part of it: *Noreen*, where Noreen Tuohey is asked for.
    """
    found = [pk for pk in sorted(pks) if _is_called(session, pk, name, known=known)]
    return _cards(session, dict.fromkeys(found, 0.5))


def _is_called(session: Session, pk: int, name: str, *, known: bool) -> bool:
    borne = tuple(row[1] for row in fetched(session, _NAMES, [pk]))
    if _by_name(borne, name):
        return True
    # A name that somebody bears is nobody's byname: texts need not be read for it.
    return (not known or offices.read(name) is not None) and _by_texts(session, pk, borne, name)


def _by_name(borne: Sequence[str], name: str) -> bool:
    """By a name in part, misspelt, or with an office before it.

    Of who spoke the like this is enough; of anybody it would not be.
    """
    asked, spelt = word_list(name), [word_list(each) for each in borne]
    if all(len(words) == 1 and words[0] in asked for words in spelt):
        return True
    titled = any(word.islower() and word not in PARTICLES for word in name.split()[:-1])
    return any(
        misspelt(words, asked) or (titled and words[-1:] == asked[-1:]) for words in spelt if words
    )


def _by_texts(session: Session, pk: int, borne: tuple[str, ...], name: str) -> bool:
    """By an office or a byname that a document gives."""
    office = offices.read(name)
    roles = [row[0] for row in fetched(session, _ROLES, [pk])] if office else []
    for text in session.execute(_TEXTS, {"pk": pk, "most": _READ}).scalars():
        if office is None:
            if offices.byname(text, borne, name):
                return True
        elif offices.calls(text, borne, office) or any(
            offices.held(role, text, office) for role in roles
        ):
            return True
    return False


def cards(session: Session, pks: Collection[int]) -> list[SourceCard]:
    """These sources, whoever speaks most first."""
    return [each.card for each in _cards(session, dict.fromkeys(pks, 1.0))]


def _named(session: Session, name: str) -> dict[int, float]:
    """Those whom the matcher would join with the name, or doubts about."""
    profiles = identity.alike(session, name)
    keys = {each.id: pk for pk, each in profiles.items()}
    # Who asks does not say what kind of source it is; a name that tells a body is no person's.
    kinds: tuple[Kind, ...] = ("organisation", "other") if bodies.looks(name) else ("person",)
    for tried in (kinds, ("other", "person", "organisation")):
        found: dict[int, float] = {}
        for kind in tried:
            evidence = Evidence(name=name, kind=kind, claimed=True)
            for match in matching.best(evidence, profiles.values()):
                pk = keys[match.id]
                found[pk] = max(found.get(pk, 0.0), match.score)
        if found:
            return found
    return {}


def _called(session: Session, name: str) -> dict[int, float]:
    """Those one of whose names has every word of it."""
    return dict.fromkeys(names.sources(session, name)[:_MOST], 0.5)


def _holding(session: Session, name: str) -> dict[int, float]:
    """Those whom documents give the office: every word of it stands in their role."""
    words = [word for word in word_list(name) if word not in _EMPTY]
    question: Sequence[Clause] = [(Words(("role", "speaker"), (word,)),) for word in words]
    (keys,) = newest_for(session, [question], _HOLDERS) if words else ([],)
    spoken = select(col(QuoteSpeakerRow.source_pk)).where(col(QuoteSpeakerRow.quote_pk).in_(SOME))
    counts = Counter(row[0] for row in fetched(session, spoken, keys))
    total = sum(counts.values())
    return {pk: number / total for pk, number in counts.most_common(_MOST)}


def _cards(session: Session, scores: dict[int, float]) -> tuple[Claimant, ...]:
    asked = select(
        col(SourceRow.pk), col(SourceRow.id), col(SourceRow.name), col(SourceRow.quotes)
    ).where(col(SourceRow.pk).in_(SOME), col(SourceRow.merged_pk).is_(None))
    rows: Iterable[tuple[int, str, str, int]] = fetched(session, asked, scores)
    ordered = sorted(rows, key=lambda row: (-scores[row[0]], -row[3], row[1]))
    return tuple(
        Claimant(pk, SourceCard(id_, name), scores[pk]) for pk, id_, name, _ in ordered[:_MOST]
    )

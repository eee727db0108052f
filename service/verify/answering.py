"""A verdict with all that an answer says of it: evidence, reasons, extent, origins, coverage."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from service import store
from service.queries import SourceCard
from service.store.claimants import Claimant, cards, claimants
from service.store.contexts import extent, in_context, passes
from service.store.searched import searched
from service.verify.claims import Claim, Evidence, Verdict, Verification
from service.verify.evidence import asked, denies, one_quotation, shown, translated, written
from service.verify.judging import Case, Judgement
from service.wording.placing import place

SHOWN = 3  # quotes of each wording that a verdict rests on
_LATER = timedelta(days=7)  # that a document may come after the words
# What an indirect telling may seem to support although the sentence denies it.
_SUPPORT: tuple[Verdict, ...] = ("paraphrased", "truncated", "altered")


def answer(
    session: Session, claim: Claim, judged: Judgement, meant: Sequence[Claimant]
) -> Verification:
    """The answer where quotes decide; the text around them may still say otherwise."""
    first = judged.basis[0]
    via = [each.pk for each in claimants(session, claim.via)] if claim.via else []
    evidence = tuple(
        shown(each)
        for case in judged.basis
        for each in in_context(
            session, case.told.wording_pk, first=case.told.quote_pk, via=via, most=SHOWN
        )
    )
    if evidence and all(map(written, evidence)):
        return nobodys(session, claim, meant, tuple(replace(e, quote=None) for e in evidence))
    verdict, codes = _read_again(judged, evidence)
    pk = first.told.statement_pk
    statement, provenance = extent(session, pk), store.provenance(session, pk)
    reasons = [*codes, *_of_name(claim, meant), *_of_speaker(claim, first, meant)]
    reasons += _of_time(claim, statement.first_seen)
    reasons += _of_texts(claim, codes, evidence)
    if claim.via and not passes(session, pk, via):
        reasons.append("via.other")
    return Verification(
        verdict=verdict,
        speaker=_speaker(session, first, meant),
        candidates=tuple(each.card for each in meant),
        reasons=tuple(dict.fromkeys(reasons)),
        diff=place(first.told.text, claim.text).pieces,
        evidence=evidence,
        first_seen=statement.first_seen,
        occurrences=statement.occurrences,
        independent_origins=len(provenance.origins),
        weakest_hop=provenance.weakest_hop,
        coverage=searched(session),
    )


def nobodys(
    session: Session, claim: Claim, meant: Sequence[Claimant], found: tuple[Evidence, ...]
) -> Verification:
    """Nobody is on record with it; `found` are places where it stands all the same."""
    reasons = ("unattributed",) if found else ()
    return _without_quote(session, claim, meant, "no_record", reasons, None, found)


def unquoted(
    session: Session,
    claim: Claim,
    meant: Sequence[Claimant],
    speaker: SourceCard | None,
    found: tuple[Evidence, ...],
) -> Verification:
    """A document tells that `speaker` denies it, and no quote was made of that."""
    return _without_quote(session, claim, meant, "denied", ("unquoted",), speaker, found)


def _without_quote(
    session: Session,
    claim: Claim,
    meant: Sequence[Claimant],
    verdict: Verdict,
    reasons: tuple[str, ...],
    speaker: SourceCard | None,
    found: tuple[Evidence, ...],
) -> Verification:
    return Verification(
        verdict=verdict,
        speaker=speaker,
        candidates=tuple(each.card for each in meant),
        reasons=(*reasons, *_of_name(claim, meant)),
        diff=(),
        evidence=found,
        first_seen=None,
        occurrences=0,
        independent_origins=0,
        weakest_hop=None,
        coverage=searched(session),
    )


def _read_again(judged: Judgement, evidence: Sequence[Evidence]) -> tuple[Verdict, tuple[str, ...]]:
    """The verdict and its codes after a look at what stands between and before the words."""
    if "stitched" in judged.reasons and one_quotation(evidence):
        return "verbatim", ()
    indirect = judged.basis[0].told.kind == "indirect"
    if indirect and judged.verdict in _SUPPORT and any(map(denies, evidence)):
        return "denied", judged.reasons
    return judged.verdict, judged.reasons


def _speaker(session: Session, case: Case, meant: Sequence[Claimant]) -> SourceCard | None:
    """Whose words they are: of those the claim means, or whoever the record has."""
    said = {*case.told.speakers, case.told.behalf}
    own = [each.card for each in meant if case.own and each.pk in said]
    return next(iter(own or cards(session, case.told.speakers)), None)


def _of_name(claim: Claim, meant: Sequence[Claimant]) -> Iterator[str]:
    if claim.speaker and not meant:
        yield "speaker.unknown"
    elif len(meant) > 1:
        yield "speaker.ambiguous"


def _of_speaker(claim: Claim, case: Case, meant: Sequence[Claimant]) -> Iterator[str]:
    if case.own and claim.speaker and case.told.speakers.isdisjoint(each.pk for each in meant):
        yield "speaker.on_behalf"
    if case.told.grade in ("anonymous", "group", "unknown"):
        yield "speaker.unnamed"


def _of_time(claim: Claim, first_seen: date | None) -> Iterator[str]:
    if first_seen is None:
        return
    if claim.said_from is not None and first_seen < claim.said_from:
        yield "time.earlier"
    if claim.said_to is not None and first_seen > claim.said_to + _LATER:
        yield "time.later"


def _of_texts(claim: Claim, codes: Sequence[str], evidence: Sequence[Evidence]) -> Iterator[str]:
    if "changed.added" in codes and any(asked(claim.text, each) for each in evidence):
        yield "changed.question"
    if any(map(translated, evidence)):
        yield "translated"

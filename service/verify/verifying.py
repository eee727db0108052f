"""One claim verified: whom the name means, what is on record, the verdict and its evidence."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from sqlmodel import Session

from service import store
from service.queries import SourceCard
from service.store.claimants import Claimant, claimants
from service.store.contexts import in_context, passes
from service.store.recall import recall
from service.verify.claims import Claim, Verification
from service.verify.comparing import wanted
from service.verify.evidence import shown, translated
from service.verify.judging import Case, Days, Judgement, judge
from service.wording.fitting import place

_SHOWN = 3  # quotes of each wording that a verdict rests on
_LATER = timedelta(days=7)  # that a document may come after the words


def verify(session: Session, claim: Claim) -> Verification:
    """What the record says of `claim`; SPEC.md, "Checking a claim"."""
    meant = claimants(session, claim.speaker) if claim.speaker else ()
    speakers = {each.pk for each in meant} if claim.speaker else None
    told = recall(session, claim.text, sorted(speakers or ()))
    judged = judge(wanted(claim.text), told, speakers, Days(claim.said_from, claim.said_to))
    via = [each.pk for each in claimants(session, claim.via)] if claim.via else []
    return _answer(session, claim, judged, meant, via)


def _answer(
    session: Session,
    claim: Claim,
    judged: Judgement,
    meant: Sequence[Claimant],
    via: Sequence[int],
) -> Verification:
    evidence = [
        shown(each)
        for case in judged.basis
        for each in in_context(session, case.told.wording_pk, via, _SHOWN)
    ]
    first = judged.basis[0].told.statement_pk if judged.basis else None
    statement = store.statement(session, first) if first is not None else None
    provenance = store.provenance(session, first) if first is not None else None
    reasons = [*judged.reasons]
    reasons += _of_speaker(claim, judged, meant)
    reasons += _of_time(claim, statement.first_seen if statement else None)
    if claim.via and first is not None and not passes(session, first, via):
        reasons.append("via.other")
    if any(map(translated, evidence)):
        reasons.append("translated")
    return Verification(
        verdict=judged.verdict,
        speaker=_speaker(judged, meant, statement.speakers if statement else ()),
        candidates=tuple(each.card for each in meant),
        reasons=tuple(dict.fromkeys(reasons)),
        diff=place(judged.basis[0].told.text, claim.text).pieces if judged.basis else (),
        evidence=tuple(evidence),
        first_seen=statement.first_seen if statement else None,
        occurrences=statement.occurrences if statement else 0,
        independent_origins=len(provenance.origins) if provenance else 0,
        weakest_hop=provenance.weakest_hop if provenance else None,
        coverage=store.coverage(session),
    )


def _speaker(
    judged: Judgement, meant: Sequence[Claimant], said_by: Sequence[SourceCard]
) -> SourceCard | None:
    """Whose words they are: of those the claim means, or whoever the record has."""
    if judged.basis:
        case = judged.basis[0]
        own = [each.card for each in meant if each.pk in _whose(case)]
        if case.own and own:
            return own[0]
        return said_by[0] if said_by else None
    return meant[0].card if len(meant) == 1 else None


def _whose(case: Case) -> set[int | None]:
    return {*case.told.speakers, case.told.behalf}


def _of_speaker(claim: Claim, judged: Judgement, meant: Sequence[Claimant]) -> Iterator[str]:
    if claim.speaker and not meant:
        yield "speaker.unknown"
    elif len(meant) > 1:
        yield "speaker.ambiguous"
    for case in judged.basis[:1]:
        if case.own and claim.speaker and case.told.speakers.isdisjoint(e.pk for e in meant):
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

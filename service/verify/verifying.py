"""One claim verified: whom the name means, what is on record, the verdict and its evidence."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlmodel import Session

from service import store
from service.matching import offices
from service.queries import SourceCard
from service.store.claimants import Claimant, cards, claimants, described
from service.store.contexts import extent, in_context, passes
from service.store.passages import HeldText, texts_holding
from service.store.recall import LOOKS, Told, joined, recall
from service.store.searched import searched
from service.verify.claims import Claim, Evidence, Verification
from service.verify.comparing import Wanted, wanted
from service.verify.evidence import asked, denies, one_quotation, shown, translated, written
from service.verify.judging import Case, Days, Judgement, judge, said_by
from service.verify.stitching import parts
from service.verify.unattributed import denials, denier, passages
from service.wording.fitting import place

_SHOWN = 3  # quotes of each wording that a verdict rests on
_PARTS_OF = 4  # quotes that may have a part of the claim
_DESCRIBED = 8  # quotes like the claim whose speakers may be the office that is claimed
# What an indirect telling may seem to support although the sentence denies it.
_SUPPORT = ("paraphrased", "truncated", "altered")
_LATER = timedelta(days=7)  # that a document may come after the words


def verify(session: Session, claim: Claim) -> Verification:
    """What the record says of `claim`; SPEC.md, "Checking a claim"."""
    meant = claimants(session, claim.speaker) if claim.speaker else ()
    words, days = wanted(claim.text), Days(claim.said_from, claim.said_to)
    told: list[Told] = []
    for look in LOOKS:
        speakers = sorted(each.pk for each in meant)
        told = joined(told, recall(session, claim.text, speakers, look=look))
        if claim.speaker:
            # An office also means whoever said the like and holds it.
            spoke = {pk for each in told[:_DESCRIBED] for pk in each.speakers} - set(speakers)
            meant = (*meant, *described(session, claim.speaker, spoke))
        known = {each.pk for each in meant} if claim.speaker else None
        judged = judge(words, told, known, days)
        if judged.sure and (look != "halves" or judged.verdict != "misattributed"):
            break  # that the claimed speaker did not say it is known after a look at their own
    else:
        judged = judge(words, told, known, days, _of_parts(session, words, told, known))
    if judged.verdict == "no_record":
        return _unquoted(session, claim, meant)
    via = [each.pk for each in claimants(session, claim.via)] if claim.via else []
    return _answer(session, claim, judged, meant, via)


def _of_parts(
    session: Session, words: Wanted, told: Sequence[Told], speakers: set[int] | None
) -> list[Told]:
    """Quotes that may have a part of the claimed words."""
    own = [each for each in told if speakers is None or said_by(each, speakers)]
    found = [
        each
        for part in parts(words, own[:_PARTS_OF])
        for look in ("halves", "own")
        for each in recall(session, part, sorted(speakers or ()), look=look)[:_PARTS_OF]
    ]
    return joined(found, [])


def _unquoted(session: Session, claim: Claim, meant: Sequence[Claimant]) -> Verification:
    """No quote has it; a document may have the words all the same, or a denial of them."""
    words, held = wanted(claim.text), texts_holding(session, claim.text)
    names = {each.card.name for each in meant} or _named_in(held, claim.speaker)
    denied = tuple(denials(words, held, names))[:_SHOWN]
    if not denied:
        return _nobodys(session, claim, meant, tuple(passages(words, held))[:_SHOWN])
    text = next(each for each in held if each.document == denied[0].document)
    who = meant or claimants(session, denier(denied[0], text, names) or "")
    return Verification(
        verdict="denied",
        speaker=who[0].card if who else None,
        candidates=tuple(each.card for each in meant),
        reasons=("unquoted", *_of_name(claim, meant)),
        diff=(),
        evidence=denied,
        first_seen=None,
        occurrences=0,
        independent_origins=0,
        weakest_hop=None,
        coverage=searched(session),
    )


def _nobodys(
    session: Session, claim: Claim, meant: Sequence[Claimant], found: tuple[Evidence, ...]
) -> Verification:
    """Nobody is on record with it; `found` are places where it stands all the same."""
    return Verification(
        verdict="no_record",
        speaker=None,
        candidates=tuple(each.card for each in meant),
        reasons=(*(("unattributed",) if found else ()), *_of_name(claim, meant)),
        diff=(),
        evidence=found,
        first_seen=None,
        occurrences=0,
        independent_origins=0,
        weakest_hop=None,
        coverage=searched(session),
    )


def _named_in(held: Sequence[HeldText], claimed: str | None) -> set[str]:
    """Who speaks in these documents: all, or those whom they call by the claimed office."""
    found = {(each.text, name) for each in held for name in each.speakers}
    if claimed is None:
        return {name for _, name in found}
    office = offices.read(claimed)
    return {name for text, name in found if office and offices.calls(text, (name,), office)}


def _answer(
    session: Session,
    claim: Claim,
    judged: Judgement,
    meant: Sequence[Claimant],
    via: Sequence[int],
) -> Verification:
    first = judged.basis[0]
    pk = first.told.statement_pk
    statement, provenance = extent(session, pk), store.provenance(session, pk)
    evidence = tuple(
        shown(each)
        for case in judged.basis
        for each in in_context(session, case.told.wording_pk, via, _SHOWN)
    )
    if evidence and all(map(written, evidence)):
        return _nobodys(session, claim, meant, tuple(replace(e, quote=None) for e in evidence))
    verdict, codes = judged.verdict, judged.reasons
    if "stitched" in codes and one_quotation(evidence):
        verdict, codes = "verbatim", ()
    if verdict in _SUPPORT and first.told.kind == "indirect" and any(map(denies, evidence)):
        verdict = "denied"
    reasons = [*codes, *_of_name(claim, meant), *_of_speaker(claim, first, meant)]
    reasons += _of_time(claim, statement.first_seen)
    if claim.via and not passes(session, pk, via):
        reasons.append("via.other")
    if "changed.added" in reasons and any(asked(claim.text, each) for each in evidence):
        reasons.append("changed.question")
    if any(map(translated, evidence)):
        reasons.append("translated")
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

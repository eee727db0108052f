"""One claim verified: whom the name means, what is on record, the verdict and its evidence."""

from collections.abc import Sequence

from sqlmodel import Session

from service.matching import offices
from service.store.claimants import Claimant, claimants, described
from service.store.passages import HeldText, texts_holding
from service.store.recall import LOOKS, Told, joined, recall
from service.verify.answering import SHOWN, answer, nobodys, unquoted
from service.verify.claims import Claim, Verification
from service.verify.comparing import Wanted, wanted
from service.verify.judging import Days, judge, said_by
from service.verify.stitching import parts
from service.verify.unattributed import denials, denier, passages

_PARTS_OF = 4  # quotes that may have a part of the claim
_DESCRIBED = 8  # quotes like the claim whose speakers may be the office that is claimed


def verify(session: Session, claim: Claim) -> Verification:
    """What the record says of `claim`; SPEC.md, "Checking a claim"."""
    meant = claimants(session, claim.speaker) if claim.speaker else ()
    words, days = wanted(claim.text), Days(claim.said_from, claim.said_to)
    told: list[Told] = []
    asked: set[int] = set()  # whose names and texts were looked at; no look changes them
    for look in LOOKS:
        speakers = sorted(each.pk for each in meant)
        told = joined(told, recall(session, claim.text, speakers, look=look))
        if claim.speaker:
            # An office also means whoever said the like and holds it.
            spoke = (
                {pk for each in told[:_DESCRIBED] for pk in each.speakers} - set(speakers) - asked
            )
            asked |= spoke
            meant = (*meant, *described(session, claim.speaker, spoke, known=bool(meant)))
        known = {each.pk for each in meant} if claim.speaker else None
        judged = judge(words, told, known, days)
        if judged.sure and (look != "halves" or judged.verdict != "misattributed"):
            break  # that the claimed speaker did not say it is known after a look at their own
    else:
        judged = judge(words, told, known, days, _of_parts(session, words, told, known))
    if judged.verdict == "no_record":
        return _unquoted(session, claim, meant)
    return answer(session, claim, judged, meant)


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
    denied = tuple(denials(words, held, names))[:SHOWN]
    if not denied:
        return nobodys(session, claim, meant, tuple(passages(words, held))[:SHOWN])
    text = next(each for each in held if each.document == denied[0].document)
    who = meant or claimants(session, denier(denied[0], text, names) or "")
    return unquoted(session, claim, meant, who[0].card if who else None, denied)


def _named_in(held: Sequence[HeldText], claimed: str | None) -> set[str]:
    """Who speaks in these documents: all, or those whom they call by the claimed office."""
    found = {(each.text, name) for each in held for name in each.speakers}
    if claimed is None:
        return {name for _, name in found}
    office = offices.read(claimed)
    return {name for text, name in found if office and offices.calls(text, (name,), office)}

"""Words that stand in a document outside every quote: said by nobody, or denied by somebody."""

from collections.abc import Collection, Iterator, Sequence

from quotes.model import Quote, Span
from service.store.passages import HeldText
from service.verify.claims import Evidence
from service.verify.comparing import Wanted, compare
from service.verify.evidence import around, denial
from service.wording.placing import place


def passages(claim: Wanted, held: Sequence[HeldText]) -> Iterator[Evidence]:
    """Where the claimed words stand, but for small slips, outside every quote."""
    for each in held:
        stand = place(each.text, claim.text)
        words = each.text[stand.start : stand.end].rstrip().rstrip("”\"’'«»)]")
        span = (stand.start, stand.start + len(words))
        found = compare(claim, words, direct=True)
        if found.relation in ("same", "near") and not _attributed(span, each.quotes):
            yield around(None, each.document, each.text, span)


def denials(claim: Wanted, held: Sequence[HeldText], names: Collection[str]) -> Iterator[Evidence]:
    """Where the text says that one of `names` denies the claim, though no quote was made of it."""
    for each in held:
        stand = place(each.text, claim.text)
        words = each.text[stand.start : stand.end]
        passage = around(None, each.document, each.text, (stand.start, stand.end))
        if compare(claim, words, direct=False).relation != "told":
            continue
        if denier(passage, each, names) is not None:
            yield passage


def denier(passage: Evidence, held: HeldText, names: Collection[str]) -> str | None:
    """Which of `names` denies it: who was named last before the denial, if it is one of them."""
    at = denial(passage)
    found = _subject(held.text[:at], held.speakers | set(names)) if at is not None else None
    return found if found in names else None


def _subject(before: str, names: Collection[str]) -> str | None:
    """Who was named last before the words, by the whole name or the last word of it."""
    at = {name: max(before.rfind(name), before.rfind(name.split()[-1])) for name in names}
    found = max(at, key=lambda name: (at[name], name), default=None)
    return found if found is not None and at[found] >= 0 else None


def _attributed(span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether most of it belongs to a quote."""
    start, end = span
    shared = (
        min(end, stop) - max(start, begin) for quote in quotes for begin, stop in quote.content
    )
    return any(2 * each > end - start for each in shared)

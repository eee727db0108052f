"""Words that stand in a document while nobody is given as having said them."""

from collections.abc import Iterator, Sequence

from quotes.model import Quote, Span
from service.store.passages import HeldText
from service.verify.claims import Evidence
from service.verify.comparing import Wanted, compare
from service.verify.evidence import around
from service.wording.fitting import place


def passages(claim: Wanted, held: Sequence[HeldText]) -> Iterator[Evidence]:
    """Where the claimed words stand, but for small slips, outside every quote."""
    for each in held:
        stand = place(each.text, claim.text)
        words = each.text[stand.start : stand.end].rstrip().rstrip("”\"’'«»)]")
        span = (stand.start, stand.start + len(words))
        found = compare(claim, words, direct=True)
        if found.relation in ("same", "near") and not _attributed(span, each.quotes):
            yield around(None, each.document, each.text, span)


def _attributed(span: Span, quotes: Sequence[Quote]) -> bool:
    """Whether most of it belongs to a quote."""
    start, end = span
    shared = (
        min(end, stop) - max(start, begin) for quote in quotes for begin, stop in quote.content
    )
    return any(2 * each > end - start for each in shared)

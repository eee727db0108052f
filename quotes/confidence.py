"""How sure each part of a quote is, from how it was found.

The numbers are priors set by hand from how often each way of finding errs; they order quotes
sensibly but are not calibrated yet.
"""

from quotes.chain import Traced
from quotes.model import Confidence

_CONTENT = {"quotation": 0.97, "colon": 0.95, "signed": 0.9, "clause": 0.9, "final": 0.85,
            "interrupted": 0.8, "floating": 0.5, "np": 0.7, "cue": 0.6}  # fmt: skip
_SPEAKER = {"name": 0.95, "surname": 0.93, "joint": 0.9, "described": 0.85, "nominal": 0.75,
            "pronoun": 0.75, "floating": 0.4, "pronoun_unresolved": 0.2, "none": 0.2}  # fmt: skip
_CHAIN = {"chain.inherited": 0.75, "chain.same_sentence": 0.8}


def weigh(traced: Traced) -> Confidence:
    """Confidence in the content, the speaker and the chain of one quote."""
    content = _CONTENT.get(traced.attribution.reason.rpartition(".")[2], 0.8)
    speaker = _SPEAKER.get(traced.speaker.reason.rpartition(".")[2], 0.7)
    hops = 0.95 - 0.05 * len(traced.hops)
    chain = min([hops, *(_CHAIN[r] for r in traced.reasons if r in _CHAIN)])
    return Confidence(content, speaker, round(min(chain, 0.5 + speaker / 2), 2))

"""How sure each part of a quote is: logistic regressions over how it was found.

The weights in confidence.json are fitted on annotated dispatches and checked on others
(bench/calibration.py, `make calibrate`): of the quotes given 0.9, nine in ten are right. `content`
is the chance that these words were said by somebody, `speaker` that the name is right if they
were, `chain` that the whole chain is.
"""

import json
import math
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from quotes.model import Act, Confidence, Grade

Weights = dict[str, dict[str, float]]


def weigh(reasons: tuple[str, ...], *, grade: Grade, hops: int, act: Act) -> Confidence:
    """Confidence in the content, the speaker and the chain of one quote.

    `reasons` are those of the record, `hops` counts those between speaker and publisher.
    """
    found = features(reasons, grade=grade, hops=hops, act=act)
    weights = _weights()
    return Confidence(*(_chance(weights[part], found[part]) for part in ("content", "speaker",
                                                                         "chain")))  # fmt: skip


def features(
    reasons: tuple[str, ...], *, grade: Grade, hops: int, act: Act
) -> dict[str, list[str]]:
    """What each of the three is judged by."""
    about = [r for r in reasons if not r.startswith(("speaker.", "chain."))]
    content = [*about, *(r.partition(".")[0] + ".*" for r in about[:1]), f"act {act}"]
    speaker = [*(r for r in reasons if r.startswith("speaker.")), f"grade {grade}", about[0]]
    chain = [r for r in reasons if r.startswith("chain.")]
    route = [*chain, f"hops {min(hops, 3)}", *speaker]
    return {"content": content, "speaker": speaker, "chain": route}


def _chance(weights: dict[str, float], found: Iterable[str]) -> float:
    score = weights["bias"] + sum(weights.get(name, 0.0) for name in found)
    return round(1 / (1 + math.exp(-score)), 2)


@cache
def _weights() -> Weights:
    path = Path(__file__).with_name("confidence.json")
    found: Weights = json.loads(path.read_text("utf-8"))
    return found

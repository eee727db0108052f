"""Verdicts on claims whose answers are known: generated ones, and those that were annotated."""

import json
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import verify
from corpus.claims import claims
from verdicts import VERDICTS, Scored, figures

GOLD = Path(__file__).parents[1] / "gold"


def wrong(found: list[Scored]) -> list[Any]:
    return [
        (each.expected.id, each.answer.verdict, each.expected.claim)
        for each in found
        if not each.right
    ]


def test_the_generated_claims_are_those_committed() -> None:
    _, made = claims(verify.DOCUMENTS, seed=verify.SEEDS["generated"], each=verify.EACH)
    lines = (GOLD / "claims_generated.jsonl").read_text("utf-8").splitlines()
    committed = [json.loads(line) for line in lines]
    assert [json.loads(json.dumps(asdict(each))) for each in made] == committed
    assert Counter(each.verdict for each in made) == dict.fromkeys(VERDICTS, verify.EACH)


def test_generated_claims_get_the_verdict_due() -> None:
    found = verify.generated(verify.SEEDS["generated"])
    numbers = figures("it", found)
    assert numbers["it accuracy"] >= 0.97, wrong(found)
    assert numbers["it altered called verbatim"] == 0
    assert min(numbers[f"it accuracy {verdict}"] for verdict in VERDICTS) >= 0.9


@pytest.mark.model
def test_annotated_claims_get_the_verdict_due() -> None:
    found = verify.annotated(GOLD / "claims_dev_documents.jsonl", GOLD / "claims_dev_claims.jsonl")
    numbers = figures("it", found)
    assert numbers["it accuracy"] >= 0.92, wrong(found)
    assert numbers["it altered called verbatim"] == 0

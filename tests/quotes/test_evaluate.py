"""The figures of `quotes evaluate`, counted by hand."""

import pytest

from quotes.errors import InvalidValue
from quotes.evaluate import Case, Score, evaluate
from quotes.model import Annotation

TEXT = 'The mayor of Orn said the bridge will open. "We wait," Bell hopes.'
MAYOR = Annotation(((22, 42),), ((17, 21),), ((0, 16),), "indirect", True)
BELL = Annotation(((44, 54),), ((60, 65),), ((55, 59),), "direct", False)


def test_what_is_the_same_is_right() -> None:
    report = evaluate([Case(TEXT, (MAYOR, BELL), (MAYOR, BELL))])
    assert set(report.roles.values()) == {Score(2, 2, 2)}
    assert report.attributions["all"] == Score(2, 2, 2)
    assert report.attributions["communication only"] == Score(1, 1, 1)
    assert report.interval == (1.0, 1.0)


def test_the_head_of_the_source_is_enough_but_no_exact_span() -> None:
    found = Annotation(MAYOR.content, MAYOR.cue, ((4, 9),))
    report = evaluate([Case(TEXT, (MAYOR, BELL), (found,))], boot=0)
    assert report.roles["source"] == Score(2, 1, 0)
    assert report.roles["content"] == Score(2, 1, 1)
    scored = report.attributions["all"]
    assert (scored.precision, scored.recall, scored.f1) == (1.0, 0.5, pytest.approx(2 / 3))
    assert report.attributions["indirect"] == Score(1, 1, 1)
    assert report.interval is None


def test_half_a_content_or_no_source_is_wrong() -> None:
    half = Annotation(((26, 32),), MAYOR.cue, MAYOR.source)
    bare = Annotation(BELL.content, BELL.cue)
    report = evaluate([Case(TEXT, (MAYOR, BELL), (half, bare))], boot=0)
    assert report.attributions["all"] == Score(2, 2, 0)
    assert report.attributions["all"].f1 == 0.0


def test_an_unmatched_prediction_has_the_kind_its_marks_give() -> None:
    report = evaluate([Case(TEXT, (), (Annotation(((44, 54),)),))], boot=0)
    assert report.attributions["direct"] == Score(0, 1, 0)


def test_draws_cannot_be_negative() -> None:
    with pytest.raises(InvalidValue):
        evaluate([], boot=-1)

"""Grammar and tagger together, with marks made by hand."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from quotes import merge, polnear
from quotes.attribution import Attribution
from quotes.model import Annotation
from quotes.tagger.words import Mark

Read = Callable[[str], Any]


def mark(text: str, source: str | None, cue: str, *content: str) -> Mark:
    """The tagger's mark over the first occurrence of each string."""

    def span(part: str) -> tuple[int, int]:
        start = text.index(part)
        return start, start + len(part)

    return Mark(tuple(span(part) for part in content), span(cue), span(source) if source else None)


def merged(read: Read, text: str, *marks: Mark) -> list[Attribution]:
    reading = read(text)
    return merge.merge([], marks, reading.page, reading.lexicon)


def test_what_the_grammar_found_stands(read: Read) -> None:
    text = "Kolt said that the levy would end."
    reading = read(text)
    found, marked = reading.attributions, mark(text, "Kolt", "said", "that the levy")
    (stands,) = merge.merge(found, [marked], reading.page, reading.lexicon)
    assert replace(stands, agreed=None) == found[0]


def test_whether_the_tagger_agrees(read: Read) -> None:
    text = "Kolt said that the levy would end."
    reading = read(text)
    found, whole = reading.attributions, mark(text, "Kolt", "said", "that the levy would end.")
    for marked, agreed in (([whole], True), ([], False), (None, None)):
        (one,) = merge.merge(found, marked, reading.page, reading.lexicon)
        assert one.agreed is agreed


def test_what_the_tagger_adds_follows_guide(read: Read) -> None:
    text = "Kolt said that the levy would end."
    (found,) = merged(read, text, mark(text, "Kolt", "said", "that the levy would end."))
    assert [text[s:e] for s, e in found.content] == ["the levy would end"]
    assert (found.act, str(found.speaker), found.reason) == ("say", "Kolt", "tagger.cue")


def test_marks_are_no_part_of_a_quote(read: Read) -> None:
    text = "“Talks resume,” Kolt said."
    (found,) = merged(read, text, mark(text, "Kolt", "said", "“Talks resume,”"))
    assert [text[s:e] for s, e in found.content] == ["Talks resume"]


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        (
            "Kolt will tell ministers that the levy ends.",
            "will tell",
            "that the levy ends",
            "think",
        ),
        ("Kolt is expected to say yes.", "is expected to say", "yes", "think"),
        ("Kolt did not say the levy would end.", "did not say", "the levy would end", "think"),
        ("Kolt declined to comment on the sale.", "declined to comment", "on the sale", "decline"),
        ("Kolt responded to the closure.", "responded", "to the closure", "think"),
        ("Kolt promised to resign.", "promised", "to resign", "promise"),
        ("In Kolt’s words, the levy was dead weight.", "In Kolt’s words", "the levy", "say"),
        ("Kolt called the levy “a tax on bread”.", "called", "the levy “a tax on bread”", "say"),
    ],
)
def test_act(read: Read, text: str, cue: str, content: str, act: str) -> None:
    (found,) = merged(read, text, mark(text, "Kolt", cue, content))
    assert found.act == act


def by_grammar(read: Read, text: str) -> list[dict[str, Any]]:
    reading = read(text)
    found = polnear.from_grammar(reading.page, reading.attributions)
    return [shown(text, one) for one in found]


def by_tagger(read: Read, text: str, *marks: Mark) -> list[dict[str, Any]]:
    reading = read(text)
    return [shown(text, one) for one in polnear.from_marks(reading.page, marks, reading.lexicon)]


def shown(text: str, one: Annotation) -> dict[str, Any]:
    return {
        role: [text[s:e] for s, e in getattr(one, role)] for role in ("content", "cue", "source")
    } | {"kind": one.kind, "communication": one.communication}


def test_polnear_has_that_inside_and_the_full_stop_outside(read: Read) -> None:
    assert by_grammar(read, "Kolt said that the levy would end.") == [
        {
            "content": ["that the levy would end"],
            "cue": ["said"],
            "source": ["Kolt"],
            "kind": "indirect",
            "communication": True,
        }
    ]


def test_polnear_has_the_marks_inside(read: Read) -> None:
    (found,) = by_grammar(read, "“Talks resume,” Kolt said.")
    assert (found["content"], found["kind"]) == (["“Talks resume,”"], "direct")


def test_polnear_takes_the_whole_source(read: Read) -> None:
    text = "Lena Orr, a spokeswoman for the Harbour Ministry, said the levy had ended."
    (found,) = by_grammar(read, text)
    assert found["source"] == ["Lena Orr, a spokeswoman for the Harbour Ministry"]


def test_polnear_knows_only_the_outermost(read: Read) -> None:
    text = "Kolt told Veld TV the levy had ended, the Courier newspaper reported."
    marks = (
        mark(text, "the Courier newspaper", "reported", "Kolt told Veld TV the levy had ended"),
        mark(text, "Kolt", "told", "the levy had ended"),
    )
    (found,) = by_tagger(read, text, *marks)
    assert found["cue"] == ["reported"]


def test_polnear_marks_what_is_no_communication(read: Read) -> None:
    text = "Sergey Lavrov met Lena Orr in Moscow. Lavrov said a dialogue was needed."
    (found,) = by_tagger(read, text, mark(text, "Lavrov", "met", "Lena Orr"))
    assert found["communication"] is False

"""The article in pieces: all of it, once, each piece with the quotes it belongs to."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from quotes.model import Confidence, Hop, Quote, Span, Speaker
from service.page.marking import parts

TEXT = "Ana said Bo said “it rains” today, the agency reported."


def quote(*content: Span, mention: Span | None = None) -> Quote:
    return Quote(
        id=str(content), kind="direct", content=content, text="", cue=(),
        speaker=Speaker("Ana", mention, "named"), on_behalf_of=None, act="say",
        polarity="affirmed", denies=None, channel=None, chain=(Hop("speaker", "Ana", mention),),
        attribution="Ana", said=None, about=(), terms=(), confidence=Confidence(1, 1, 1),
        reasons=(),
    )  # fmt: skip


def test_the_innermost_quote_colours() -> None:
    outer, inner = quote((9, 33), mention=(0, 3)), replace(quote((18, 26)), kind="indirect")
    found = [
        (part.text, part.number, part.within, part.kind) for part in parts(TEXT, [outer, inner])
    ]
    assert found == [
        ("Ana", 1, (), None),
        (" said ", None, (), None),
        ("Bo said “", 1, (1,), "direct"),
        ("it rains", 2, (1, 2), "indirect"),
        ("” today", 1, (1,), "direct"),
        (", the agency reported.", None, (), None),
    ]


def test_overlapping_quotes_keep_both() -> None:
    found = [part.within for part in parts(TEXT, [quote((0, 20)), quote((10, 40))]) if part.within]
    assert found == [(1,), (1, 2), (2,)] or found == [(1,), (2, 1), (2,)]


def test_each_quote_begins_once() -> None:
    split = quote((0, 3), (9, 16), (20, 26))
    assert [part.first for part in parts(TEXT, [split]) if part.number] == [True, False, False]


_SPANS = st.tuples(st.integers(0, 30), st.integers(1, 20)).map(lambda at: (at[0], at[0] + at[1]))


@given(st.lists(st.tuples(_SPANS, st.none() | _SPANS), max_size=6))
def test_every_character_stands_once(spans: list[tuple[Span, Span | None]]) -> None:
    quotes = [quote(content, mention=mention) for content, mention in spans]
    found = list(parts(TEXT, quotes))
    assert "".join(part.text for part in found) == TEXT
    at = 0
    for part in found:
        inside = {n for n, each in enumerate(quotes, 1) for s, e in each.content if s <= at < e}
        assert set(part.within) == inside
        at += len(part.text)

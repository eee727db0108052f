"""Every filter there is, as the store is asked, and what it means for a stored quote."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

from searched import LONG, NOW, SOURCES, Kept, has, phrase, words

from service.words import word_list


def starts(kept: Kept, start: str) -> bool:
    return any(word.startswith(start) for word in words(kept, ("content",)))


def known(source: int | None, *sought: str) -> bool:
    names = SOURCES.get(source or 0, [])
    return any(set(sought) <= set(word_list(name)) for name in names)


def knows(sources: Any, *sought: str) -> bool:
    return any(known(source, *sought) for source in sources)


Rule = Callable[[Kept], bool]


def nothing(_: Kept) -> bool:
    return False


C, T = ("content",), ("title",)
FILTERS: list[tuple[dict[str, Any], Rule]] = [
    ({"q": "peace"}, lambda each: has(each, C, "peace")),
    ({"q": "PEACE talks"}, lambda each: has(each, C, "peace", "talks")),
    ({"q": "peace war", "match": "any"}, lambda each: has(each, C, "peace") or has(each, C, "war")),
    ({"q": "peace war", "match": "exact"}, lambda each: phrase(each, C, "peace war")),
    ({"q": "no no", "match": "exact"}, lambda each: phrase(each, C, "no no")),
    ({"q": "co-op", "match": "exact"}, lambda each: phrase(each, C, "co op")),
    ({"q": "peac*"}, lambda each: starts(each, "peac")),
    ({"q": "p* “wa*”"}, lambda each: starts(each, "p") and starts(each, "wa")),
    ({"q": "war tal*", "match": "exact"}, lambda each: " war tal" in plain(each)),
    ({"q": "*"}, nothing),
    ({"q": "naive it's"}, lambda each: has(each, C, "naive", "it", "s")),
    ({"q": 'say"so'}, lambda each: has(each, C, "say", "so")),
    ({"q": "a\x00b"}, lambda each: has(each, C, "a", "b")),
    ({"q": "back\\slash 'quoted'"}, lambda each: has(each, C, "back", "slash", "quoted")),
    ({"q": "AND NEAR( content:"}, lambda each: has(each, C, "and", "near", "content")),
    ({"q": "北京市"}, lambda each: has(each, C, "北京市")),
    ({"q": "北京*"}, lambda each: starts(each, "北京")),
    ({"q": "🙂"}, nothing),
    ({"q": LONG}, lambda each: has(each, C, LONG)),
    ({"q": LONG[:2500] + "*"}, lambda each: starts(each, LONG[:2500])),
    ({"q": LONG[:2500]}, nothing),
    ({"q": "100%"}, lambda each: has(each, C, "100")),
    ({"q": "peac"}, nothing),
    ({"q": "war peace", "fields": T}, lambda each: has(each, T, "war", "peace")),
    ({"q": "peace", "fields": C + T}, lambda each: has(each, C + T, "peace")),
    ({"q": "lavrov", "fields": ("speaker",)}, lambda each: has(each, ("speaker",), "lavrov")),
    ({"q": "ministry", "fields": ("route",)}, lambda each: has(each, ("route",), "ministry")),
    ({"q": "minister of", "fields": ("role", "about"), "match": "exact"},
     lambda each: phrase(each, ("role", "about"), "minister of")),
    ({"about": "peace rome"}, lambda each: has(each, ("content", "about"), "peace", "rome")),
    ({"about": "?"}, nothing),
    ({"role": "MINISTER prime"}, lambda each: has(each, ("role",), "prime", "minister")),
    ({"speaker": "Bell"}, lambda each: knows(each.speakers, "bell")),
    ({"speaker": "bell SMITH"}, lambda each: knows(each.speakers, "bell", "smith")),
    ({"speaker": "Anna Smith"}, nothing),
    ({"speaker": "id2"}, lambda each: 2 in each.speakers),
    ({"speaker": "id11"}, lambda each: 1 in each.speakers),
    ({"speaker": "Lavrov and Bell and Lavrov"},
     lambda each: knows(each.speakers, "lavrov") and knows(each.speakers, "bell")),
    ({"speaker": "Jose Lukasz"}, lambda each: 9 in each.speakers),
    ({"speaker": "Łukasz\x00"}, lambda each: 9 in each.speakers),
    ({"speaker": "nobody"}, nothing),
    ({"speaker": "and"}, nothing),
    ({"speaker_id": "id5"}, lambda each: 5 in each.speakers),
    ({"speaker_id": "Reuters"}, nothing),
    ({"via": ("tass",)}, lambda each: 4 in each.vias()),
    ({"via": ("news agency tass", "Reuters")}, lambda each: {4, 6} <= each.vias()),
    ({"via": ("Lavrov",)}, nothing),
    ({"outlet": "the"}, lambda each: each.publisher in (7, 8)),
    ({"outlet": "id7"}, lambda each: each.publisher == 7),
    ({"origin": "tass"}, lambda each: each.origin() == 4),
    ({"origin": "the post"}, lambda each: each.origin() == 7),
    ({"on_behalf_of": "ministry"}, lambda each: each.behalf in (5, 10)),
    ({"grade": "place"}, lambda each: each.quote.speaker.grade == "place"),
    ({"first_hand": True}, lambda each: stations(each) == 0),
    ({"first_hand": False}, lambda each: stations(each) > 0),
    ({"min_hops": 1, "max_hops": 1}, lambda each: stations(each) == 1),
    ({"kind": "mixed"}, lambda each: each.quote.kind == "mixed"),
    ({"act": "think"}, lambda each: each.quote.act == "think"),
    ({"act": "deny"}, lambda each: each.quote.act == "deny"),
    ({"polarity": "denied"}, lambda each: each.quote.polarity == "denied"),
    ({"channel": "social"}, lambda each: each.quote.channel == "social"),
    ({"document": "d3"}, lambda each: each.document == "d3"),
    ({"document": "d5"}, nothing),
    ({"statement": "statement1"}, lambda each: each.statement == 1),
    ({"statement": "other2"}, lambda each: each.statement == 2),
    ({"lang": "ru"}, lambda each: each.lang == "ru"),
    ({"said_from": date(2025, 5, 2)}, lambda each: said(each) == "2025-05-20"),
    ({"said_to": date(2025, 5, 2)}, lambda each: said(each) == "2025-05"),
    ({"published_from": date(2025, 5, 1)}, lambda each: (each.day or date.min).year == 2025),
    ({"published_to": date(2025, 5, 1)},
     lambda each: each.day is not None and each.day <= date(2025, 5, 1)),
    ({"published_from": date(2024, 2, 29), "published_to": date(2024, 2, 29)},
     lambda each: each.day == date(2024, 2, 29)),
    ({"published_to": date.max}, lambda each: each.day is not None),
    ({"updated_since": NOW - timedelta(days=1)},
     lambda each: each.changed >= NOW - timedelta(days=1)),
    ({"min_confidence": 0.5}, lambda each: each.quote.confidence.speaker > 0.5),
    ({"reviewed": True}, lambda each: each.reviewed),
]  # fmt: skip


def plain(kept: Kept) -> str:
    return " " + " ".join(words(kept, C))


def stations(kept: Kept) -> int:
    return sum(rel not in ("speaker", "published") for rel, _ in kept.hops)


def said(kept: Kept) -> str | None:
    return kept.quote.said.date if kept.quote.said else None


def combined(chosen: tuple[tuple[dict[str, Any], Rule], ...]) -> dict[str, Any] | None:
    asked: dict[str, Any] = {}
    for filters, _ in chosen:
        if set(filters) & set(asked):
            return None
        asked |= filters
    return asked


def pairs() -> Iterator[tuple[tuple[dict[str, Any], Rule], ...]]:
    """Every parameter with every other, each as it is first asked for something that is there."""
    first: dict[tuple[str, ...], tuple[dict[str, Any], Rule]] = {}
    for each in FILTERS:
        if each[1] is not nothing:
            first.setdefault(tuple(each[0]), each)
    return itertools.combinations(first.values(), 2)

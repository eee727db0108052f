"""The generated corpora: exact spans, one seed one corpus, a truth that follows from the chains."""

from collections import Counter, defaultdict
from collections.abc import Iterator

import pytest
from corpus import Generated, World, generate
from corpus.origins import circles, origins
from corpus.words import vocabulary

from quotes.model import Quote, attribution, shown

MODES = {"everyday": False, "hard": True}
Corpus = tuple[World, list[Generated]]


@pytest.fixture(scope="module")
def corpora() -> dict[str, Corpus]:
    made = {}
    for name, hard in MODES.items():
        world = World(seed=7, hard=hard)
        made[name] = (world, list(world.documents(400)))
    return made


@pytest.fixture(params=MODES)
def corpus(request: pytest.FixtureRequest, corpora: dict[str, Corpus]) -> Corpus:
    return corpora[request.param]


def quotes(documents: list[Generated]) -> Iterator[tuple[Generated, Quote, str]]:
    for made in documents:
        for quote, statement in zip(made.extraction.quotes, made.truth.statements, strict=True):
            yield made, quote, statement


def test_every_span_is_what_is_said(corpus: Corpus) -> None:
    for made, quote, _ in quotes(corpus[1]):
        text = made.document.text
        assert quote.text == shown(text, quote.content)
        assert all(text[slice(*span)] == text[slice(*span)].strip() for span in quote.content)
        assert all(text[slice(*span)].isalpha() for span in quote.cue)
        assert quote.speaker.mention == quote.chain[0].span
        for hop in quote.chain[1:]:
            assert hop.span is None or text[slice(*hop.span)] in (hop.name, "the agency")
        for named in quote.about:
            assert named.span
            assert text[slice(*named.span)] == named.name
        if role := quote.speaker.role:
            assert text[slice(*role.span)] == role.name
        assert quote.attribution == attribution(quote.chain)


def test_content_stands_within_or_without_quotation_marks_as_its_kind_says(corpus: Corpus) -> None:
    for made, quote, _ in quotes(corpus[1]):
        text = made.document.text
        quoted = all(text[start - 1] == "“" for start, _end in quote.content)
        assert quoted == (quote.kind == "direct")
        assert ("“" in quote.text) == (quote.kind == "mixed")


def test_a_seed_is_a_corpus() -> None:
    first = list(generate(60, seed=3, hard=True))
    assert first == list(generate(60, seed=3, hard=True))
    assert first != list(generate(60, seed=4, hard=True))


def test_ids_are_unique_and_documents_in_order(corpus: Corpus) -> None:
    documents = [made.document for made in corpus[1]]
    assert len({document.id for document in documents}) == len(documents)
    assert len({document.url for document in documents}) == len(documents)
    found = [quote.id for _, quote, _ in quotes(corpus[1])]
    assert len(set(found)) == len(found)
    days = [document.published or "" for document in documents]
    assert days == sorted(days)
    assert (days[0][:4], days[-1][:4]) == ("2017", "2024") or days[-1] > "2023"


def test_every_name_has_one_true_source_in_its_document(corpus: Corpus) -> None:
    for made in corpus[1]:
        sources = dict(made.truth.sources)
        assert len(sources) == len(made.truth.sources)
        for quote in made.extraction.quotes:
            assert {hop.name for hop in quote.chain} <= sources.keys()
            assert {named.name for named in quote.about} <= sources.keys()


def test_a_statement_has_one_speaker_and_days_not_far_apart(corpus: Corpus) -> None:
    speakers = defaultdict(set)
    days = defaultdict(list)
    for made, quote, statement in quotes(corpus[1]):
        speakers[statement].add(dict(made.truth.sources)[quote.speaker.name or ""])
        days[statement].append(made.document.published)
    assert all(len(found) == 1 for found in speakers.values())
    assert max(len(set(found)) for found in days.values()) in range(3, 7)


def test_the_origins_follow_from_the_chains_as_written(corpus: Corpus) -> None:
    world, documents = corpus
    chains = defaultdict(set)
    for made, quote, statement in quotes(documents):
        sources = dict(made.truth.sources)
        chain = [sources[hop.name or ""] for hop in quote.chain[1:]]
        if quote.chain[-1].rel != "published":
            chain.append(f"document:{made.document.id}")
        chains[statement].add(tuple(chain))
    assert world.origins == {statement: origins(found) for statement, found in chains.items()}
    rings = {statement: circles(found) for statement, found in chains.items()}
    assert world.circles == {statement: found for statement, found in rings.items() if found}


@pytest.mark.parametrize(
    ("chains", "expected"),
    [
        pytest.param(["T P", "T Q", "T"], "T", id="relays-and-the-relayed"),
        pytest.param(["T P", "M T Q"], "M", id="an-origin-that-cites-folds"),
        pytest.param(["T P", "M T Q", "T"], "T M", id="unless-it-has-it-first-hand-too"),
        pytest.param(["A B", "B A"], "A", id="a-pure-circle-is-one"),
        pytest.param(["A B", "B C", "C A", "A P"], "A", id="and-so-for-those-it-leads-to"),
        pytest.param(["A B", "B A", "M A P"], "M", id="a-circle-that-is-led-into"),
        pytest.param(["A B", "B A", "A"], "A", id="a-circle-with-a-first-hand-member"),
        pytest.param(["A A", "P"], "A P", id="who-was-told-and-published"),
    ],
)
def test_folding(chains: list[str], expected: str) -> None:
    assert origins([tuple(chain.split()) for chain in chains]) == set(expected.split())


def test_circles_are_found_wherever_they_stand() -> None:
    chains = [("M", "A", "B"), ("B", "A", "P")]
    assert circles(chains) == {frozenset("AB")}
    assert not circles([("M", "A"), ("A", "B")])


def test_what_is_similar_but_different_is_another_statement(corpora: dict[str, Corpus]) -> None:
    near = 0
    said = defaultdict(dict)
    for made, quote, statement in quotes(corpora["hard"][1]):
        if quote.kind == "direct":
            speaker = dict(made.truth.sources)[quote.speaker.name or ""]
            said[speaker].setdefault(statement, quote.text.split())
    for texts in said.values():
        found = list(texts.values())
        for place, words in enumerate(found):
            near += any(differ(words, other) == 1 for other in found[:place])
    assert near > 100


def differ(one: list[str], other: list[str]) -> int:
    """In how many places; many where the lengths differ."""
    return 99 if len(one) != len(other) else sum(a != b for a, b in zip(one, other, strict=True))


def test_the_rates_are_about_those_asked(corpus: Corpus) -> None:
    _, documents = corpus
    counts = [len(made.extraction.quotes) for made in documents]
    assert min(counts) >= 5
    assert max(counts) <= 41
    assert 18 < sum(counts) / len(counts) < 22
    lengths = [len(quote.text.split()) for _, quote, _ in quotes(documents)]
    assert min(lengths) >= 6
    assert max(lengths) <= 42
    occurrences = Counter(statement for _, _, statement in quotes(documents))
    once = sum(count == 1 for count in occurrences.values()) / len(occurrences)
    assert 0.55 < once < 0.8
    hops = Counter(len(quote.chain) - 2 for _, quote, _ in quotes(documents))
    assert hops[0]
    assert hops[1] > hops[2] > hops[3] > 0


def test_hard_is_harder(corpora: dict[str, Corpus]) -> None:
    varied, rings = {}, {}
    for mode, (world, documents) in corpora.items():
        names = defaultdict(Counter)
        for made in documents:
            for name, source in made.truth.sources:
                names[source][name] += source.startswith("person")
        total = sum(found.total() for found in names.values())
        usual = sum(found.most_common(1)[0][1] for found in names.values() if found.total())
        varied[mode] = 1 - usual / total
        rings[mode] = len(world.circles)
    assert 0.05 < varied["everyday"] < 0.2
    assert 0.3 < varied["hard"] < 0.5
    assert rings["hard"] > 1.5 * rings["everyday"] > 0


def test_the_vocabulary_is_large() -> None:
    assert len(vocabulary().forms()) > 20_000
    assert {"minister", "government"} <= vocabulary().forms()

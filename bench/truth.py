"""How right identity, statements and origins are, against the generator's truth.

Identity by B³ over every name in every chain (Bagga and Baldwin, 1998), statements by pairs of
quotes, origins by exact agreement, statement by statement.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from corpus import Generated
from sqlalchemy import Engine, text

from service.database import reading
from service.origins import independent as origins
from service.origins.independent import Occurrence, Station

_CHAINS = text(
    "SELECT d.id, q.position, q.id, q.statement_pk, h.rel, n.name, s.id, o.id, d.published"
    " FROM quotes q JOIN documents d ON d.pk = q.document_pk JOIN hops h ON h.quote_pk = q.pk"
    " LEFT JOIN source_names n ON n.pk = h.name_pk LEFT JOIN sources s ON s.pk = h.source_pk"
    " LEFT JOIN sources o ON o.pk = q.publisher_pk"
    " WHERE q.current AND q.act <> 'think' ORDER BY q.pk, h.position"
)


@dataclass
class Truth:
    """What the generator knows, kept while its documents go in."""

    sources: dict[tuple[str, str], str] = field(default_factory=dict)
    statements: dict[str, str] = field(default_factory=dict)

    def add(self, made: Generated) -> None:
        """Keep the truth of one document."""
        for name, entity in made.truth.sources:
            self.sources[made.document.id, name] = entity
        for quote, statement in zip(made.extraction.quotes, made.truth.statements, strict=True):
            self.statements[quote.id] = statement


def score(
    engine: Engine, truth: Truth, true_origins: Mapping[str, frozenset[str]]
) -> dict[str, float]:
    """The figures, 0 to 1."""
    named: set[tuple[str, str, str]] = set()
    quotes: dict[str, int] = {}
    told: dict[int, dict[str, Occurrence]] = defaultdict(dict)
    with reading(engine) as session:
        for row in session.execute(_CHAINS):
            document, _, quote, statement, rel, name, source, publisher, published = row
            quotes[quote] = statement
            if name is not None and (document, name) in truth.sources:
                named.add((document, name, source))
            before = told[statement].get(quote)
            chain = (*(before.chain if before else ()), Station(rel, source, name))
            told[statement][quote] = Occurrence(quote, document, publisher, published, chain)
    sources = Counter((source, truth.sources[document, name]) for document, name, source in named)
    pairs = Counter((statement, truth.statements[quote]) for quote, statement in quotes.items())
    return {
        "identity_b3_f1": b_cubed(sources),
        "statements_f1": pairwise(pairs),
        "origins_exact": _origins(told, truth, true_origins, sources),
    }


def b_cubed(table: Counter[tuple[object, object]]) -> float:
    """F1 of B³, from how often found and true clusters meet."""
    found, true = _margins(table)
    number = sum(table.values())
    precision = sum(n * n / found[f] for (f, _), n in table.items()) / number
    recall = sum(n * n / true[t] for (_, t), n in table.items()) / number
    return 2 * precision * recall / (precision + recall)


def pairwise(table: Counter[tuple[object, object]]) -> float:
    """F1 over pairs in one cluster."""
    found, true = _margins(table)
    right = _pairs(table.values())
    return 2 * right / (_pairs(found.values()) + _pairs(true.values()))


def _margins(table: Counter[tuple[object, object]]) -> tuple[Counter[object], Counter[object]]:
    found: Counter[object] = Counter()
    true: Counter[object] = Counter()
    for (f, t), n in table.items():
        found[f] += n
        true[t] += n
    return found, true


def _pairs(sizes: Iterable[int]) -> int:
    return sum(n * (n - 1) // 2 for n in sizes)


def _origins(
    told: Mapping[int, Mapping[str, Occurrence]],
    truth: Truth,
    true_origins: Mapping[str, frozenset[str]],
    sources: Counter[tuple[str, str]],
) -> float:
    """The share of true statements whose origins are found, all and no other.

    A true statement is looked for where most of its quotes are; a source is who it is mostly.
    """
    entity: dict[str, str] = {}
    for (source, true), _ in sources.most_common():
        entity.setdefault(source, true)
    places: dict[str, Counter[int]] = defaultdict(Counter)
    for statement, occurrences in told.items():
        for quote in occurrences:
            places[truth.statements[quote]][statement] += 1
    right = 0
    for true, found in places.items():
        ((place, _),) = found.most_common(1)
        provenance = origins.provenance(list(told[place].values()))
        if len(provenance.origins) != len(true_origins[true]):
            continue
        names = {entity.get(each.id) for each in provenance.origins if each.kind in
                 ("source", "publisher")}  # fmt: skip
        right += names <= true_origins[true]
    return right / len(places)

"""What the API answers of statements: wordings, occurrences, and from whom they all have it."""

from datetime import date

from pydantic import ConfigDict, Field

from service.api.answers import Answer, DiffPiece, FacetAnswer, QuoteItem, StatementAnswer
from service.origins.independent import Provenance
from service.queries import StoredStatement, StoredVariant


class StatementItem(StatementAnswer):
    """A statement that answers what was asked."""

    quote: str = Field(description="The id of its newest quote that answers, or of the best.")


class IncludedWithStatements(Answer):
    """What `include` asked for beside statements."""

    quotes: dict[str, QuoteItem] = Field(description="By the quote's id.")


class StatementPage(Answer):
    """Statements, in the order of the newest quote of each that answers."""

    # `facets` and `included` stand only where they were asked for.
    model_config = ConfigDict(json_schema_serialization_defaults_required=False)

    data: list[StatementItem] = Field(description="The statements; empty if there are none.")
    next_cursor: str | None = Field(description="Pass it as `cursor` for what follows, or null.")
    facets: list[FacetAnswer] = Field(
        default=[],
        description="One for each `facet` asked for; a statement counts once for each value.",
    )
    included: IncludedWithStatements = Field(
        default=IncludedWithStatements(quotes={}), description="What `include` asked for."
    )


class VariantAnswer(Answer):
    """One wording of a statement."""

    id: str = Field(description="The wording's id.")
    text: str = Field(description="The words.")
    direct: bool = Field(description="At least partly within quotation marks.")
    occurrences: int = Field(description="How many quotes have just these words.")
    weight: float = Field(description="How surely it is this statement: 1 for the same words.")
    diff: list[DiffPiece] = Field(description="How it differs from the best wording.")


class VariantList(Answer):
    """The wordings of a statement, best first."""

    data: list[VariantAnswer] = Field(description="The wordings.")


class OriginAnswer(Answer):
    """One independent origin: where a part of the occurrences has it from in the end."""

    id: str = Field(description="The source's or the document's id; of a circle its members'.")
    name: str | None = Field(description="Its name; null for somebody unnamed.")
    kind: str = Field(description="`source`, `publisher`, `document`, `unnamed` or `circle`.")
    quotes: list[str] = Field(description="The quotes that reduce to it.")
    earliest: date | None = Field(description="The day of the earliest of them.")


class NodeAnswer(Answer):
    """A station of the graph."""

    id: str = Field(description="What edges call it.")
    name: str | None = Field(description="Its name; null for somebody unnamed.")
    kind: str = Field(description="What it is.")


class EdgeAnswer(Answer):
    """That one station has it from another."""

    inner: str = Field(description="The station nearer the speaker.")
    outer: str = Field(description="The one that has it from there.")
    rel: str = Field(description="What the outer one did with the words.")
    quotes: list[str] = Field(description="The quotes whose chains say so.")
    since: date | None = Field(description="The day of the first document that says so.")


class ReductionAnswer(Answer):
    """How one occurrence came to count where it counts."""

    quote: str = Field(description="The quote's id.")
    document: str = Field(description="Its document's id.")
    origin: str = Field(description="The origin that it counts to.")
    steps: list[str] = Field(description="Hop by hop, in words.")


class WeakestHopAnswer(Answer):
    """The hop on any route that can be relied on least."""

    name: str | None = Field(description="Who stands there; null for somebody unnamed.")
    rel: str = Field(description="What was done with the words there.")
    quote: str = Field(description="A quote whose chain has it.")
    document: str = Field(description="That quote's document.")
    reason: str = Field(description="Why it is the weakest.")


class ProvenanceAnswer(Answer):
    """From whom the occurrences of a statement have it, and how that was counted."""

    statement: str = Field(description="The statement's id.")
    independent_origins: int = Field(description="How many distinct origins there are.")
    first_hand: int = Field(description="How many occurrences have no hop but the publisher.")
    earliest: str | None = Field(description="The quote first published.")
    origins: list[OriginAnswer] = Field(description="The origins, earliest first.")
    nodes: list[NodeAnswer] = Field(description="The stations of the graph.")
    edges: list[EdgeAnswer] = Field(description="Who has it from whom.")
    circles: list[list[str]] = Field(description="Stations that cite each other in a circle.")
    counted: list[ReductionAnswer] = Field(description="Why each occurrence counts where it does.")
    weakest_hop: WeakestHopAnswer | None = Field(description="Null where there is no hop.")


def statement_answer(stored: StoredStatement) -> StatementAnswer:
    """A statement."""
    return StatementAnswer.model_validate(stored)


def variant_list(stored: tuple[StoredVariant, ...]) -> VariantList:
    """The wordings of a statement."""
    return VariantList(data=[VariantAnswer.model_validate(each) for each in stored])


def provenance_answer(statement: str, found: Provenance) -> ProvenanceAnswer:
    """The graph, the count and its reasons."""
    return ProvenanceAnswer.model_validate(
        {
            "statement": statement,
            "independent_origins": len(found.origins),
            "first_hand": found.first_hand,
            "earliest": found.earliest,
            "origins": found.origins,
            "nodes": found.nodes,
            "edges": found.edges,
            "circles": found.circles,
            "counted": found.steps,
            "weakest_hop": found.weakest_hop,
        }
    )

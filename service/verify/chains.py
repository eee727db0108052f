"""A claimed route, hop by hop: does the record say that the outer one has it from the inner?

Hops are looked for in the chains of all occurrences of what was said, drawn together statement by
statement (`service.origins.travels`), so that one document may show a hop that another leaves out.
"""

from collections.abc import Collection, Sequence
from itertools import pairwise

from sqlmodel import Session

from service.origins.circles import circles
from service.origins.travels import Edge, Occurrence, Travels, travels
from service.queries import SourceCard
from service.store.claimants import Claimant, claimants
from service.store.contexts import with_context
from service.store.recall import recall, statements_by
from service.store.searched import searched
from service.store.statements import occurrences_of
from service.verify.claims import ChainClaim, ChainVerification, HopVerification, Support
from service.verify.comparing import wanted
from service.verify.evidence import shown
from service.verify.judging import Days, judge

_SPOKEN = 400  # of a speaker's newest quotes, where no words are claimed
_SHOWN = 3
_GRAVEST: tuple[Support, ...] = ("contradicted", "circular", "silent", "supported")
# By these the record says that the words came from the speaker, and from nobody in between.
_HEARD = ("told", "published")


def verify_chain(session: Session, claim: ChainClaim) -> ChainVerification:
    """What the record says of each hop of the route that `claim` gives."""
    speaker = claimants(session, claim.speaker)
    graphs = [travels(found) for found in _occurrences(session, claim, speaker)]
    stations = [*((name, claimants(session, name)) for name in claim.route),
                (claim.speaker, speaker)]  # fmt: skip
    hops = tuple(
        _hop(session, graphs, outer, inner, last=inner is stations[-1])
        for outer, inner in pairwise(stations)
    )
    return ChainVerification(
        support=min((hop.support for hop in hops), key=_GRAVEST.index, default="silent"),
        speaker=speaker[0].card if speaker else None,
        candidates=tuple(each.card for each in speaker),
        hops=hops,
        coverage=searched(session),
    )


def _occurrences(
    session: Session, claim: ChainClaim, speaker: Sequence[Claimant]
) -> Collection[list[Occurrence]]:
    """Those of each statement that is meant."""
    pks = {each.pk for each in speaker}
    if not pks:
        return []
    if claim.text is None:
        return occurrences_of(session, statements_by(session, pks, _SPOKEN)).values()
    told = recall(session, claim.text, sorted(pks))
    judged = judge(wanted(claim.text), told, pks, Days())
    meant = {case.told.statement_pk for case in judged.basis if case.own}
    return occurrences_of(session, meant).values()


_Station = tuple[str, tuple[Claimant, ...]]


def _hop(
    session: Session, graphs: Sequence[Travels], outer: _Station, inner: _Station, *, last: bool
) -> HopVerification:
    ends, starts = ({each.card.id for each in station[1]} for station in (outer, inner))
    known = {each.card.id: each.card for station in (outer, inner) for each in station[1]}
    fitting = [(g, edge) for g in graphs for edge in g.edges if edge.outer in ends]
    having = [(g, edge) for g, edge in fitting if edge.inner in starts]
    others = [
        (g, edge) for g, edge in fitting
        if edge.inner not in starts and (_between(g, edge) or (not last and edge.rel in _HEARD))
    ]  # fmt: skip
    support: Support
    if any(_circular(graph, edge) for graph, edge in having):
        support, reason = "circular", f"{outer[0]} and {inner[0]} have it from one another"
    elif having:
        support, reason = "supported", f"{outer[0]} has it from {inner[0]}"
    elif others:
        support, reason = "contradicted", f"{outer[0]} has it from somebody else"
    else:
        support = "silent"
        reason = f"the record does not say from whom {outer[0]} has it" if fitting else (
            f"{outer[0]} stands on no route of it"
        )  # fmt: skip
    resting = having or others
    actual = dict.fromkeys(edge.inner for _, edge in resting)
    names = {node.id: node.name for graph, _ in resting for node in graph.nodes.values()}
    quotes = dict.fromkeys(quote for _, edge in resting for quote in edge.quotes)
    return HopVerification(
        outer=outer[0],
        inner=inner[0],
        support=support,
        actual=tuple(known.get(id_) or SourceCard(id_, names[id_]) for id_ in actual),
        reason=reason,
        evidence=tuple(map(shown, with_context(session, list(quotes)[:_SHOWN]))),
    )


def _between(graph: Travels, edge: Edge) -> bool:
    """Whether the inner end is somebody the words passed through, and not their speaker."""
    return graph.nodes[edge.inner].kind != "speaker"


def _circular(graph: Travels, edge: Edge) -> bool:
    """Whether the two cite one another, if by way of others."""
    before = {node: [each.inner for each in edges] for node, edges in graph.before.items()}
    return any({edge.inner, edge.outer} <= set(group) for group in circles(sorted(before), before))

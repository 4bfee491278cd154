"""Rankings of nodes by a named measure on a named projection, computed by NetworkX.

A projection turns the typed multigraph into the simple graph a measure is defined on, in a stated way;
the multigraph itself would make NetworkX count parallel awards as shorter distances.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json, RankedRow
from graph.network import grammar
from graph.network.reading import INFERRED, Network

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS = {
    "supply": "agencies, vendors, vehicles and named products as nodes; two are joined when one award carries both, "
    "with the number of such awards as weight",
    "payments": "agencies and the vendors paid by their awards; a line's weight is the number of awards",
}
MEASURES = {
    "degree": "number of different neighbours",
    "awards": "number of awards that touch it",
    "strength": "sum of the weights of its lines (an award counts once for each line it is on)",
    "obligation": "net obligations of the loaded actions of the awards that touch it, in US dollars; where several "
    "vendors held an award in turn, each has the actions in its own name",
    "betweenness": "share of shortest paths between other nodes that pass through it",
    "closeness": "inverse of the mean distance to the nodes it can reach",
    "pagerank": "probability of a random walk along weighted lines being there (damping 0.85)",
}
_SEPARATE: dict[str, tuple[int, ...]] = {
    "supply": (grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE, grammar.NAMES)
}
_SEPARATE["payments"] = (grammar.AWARDED_BY, grammar.PAID_TO)
_PAGERANK_TOLERANCE = 1e-12  # NetworkX's default of 1e-6 per node leaves ties in the wrong order
_EXACT_BETWEENNESS = 3_000  # nodes up to which every source is used: 20 s here; beyond it 500 sources are sampled
_SAMPLE, _SEED = 500, 20260101


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows best first, ties sharing a rank, with what was measured on what."""

    measure: str
    projection: str
    meaning: str
    exact: bool
    rows: tuple[RankedRow, ...]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/centrality.json."""
        return {
            "measure": self.measure,
            "projection": self.projection,
            "meaning": self.meaning,
            "exact": self.exact,
            "rows": [row.to_json() for row in self.rows],
        }


def project(network: Network, projection: str, *, inferred: bool = True) -> nx.Graph[int]:
    """Return the named projection as a simple NetworkX graph; edges carry ``awards``, nodes ``obligation``.

    Raises:
        UsageProblem: The projection is not one of PROJECTIONS.
    """
    import networkx as nx

    if projection not in PROJECTIONS:
        raise UsageProblem(f"Unknown projection {projection!r}.", hint="One of: " + ", ".join(PROJECTIONS) + ".")
    wanted = _SEPARATE[projection]
    graph: nx.Graph[int] = nx.Graph()
    for bundle in range(network.bundles):
        members = network.members_of(bundle)
        net = sum((network.amount(award, "netObligation") or Decimal(0) for award in members), Decimal(0))
        held = [node for relation, node, _ in network.sides(bundle) if relation == grammar.PAID_TO]
        nodes = sorted(
            {
                node
                for relation, node, status in network.sides(bundle)
                if relation in wanted and (inferred or status != INFERRED)
            }
        )
        for node in nodes:
            if node not in graph:
                graph.add_node(node, obligation=Decimal(0), awards=0)
            own = sum((_held(network, award, node) for award in members), Decimal(0)) if len(held) > 1 else net
            graph.nodes[node]["obligation"] += own if node in held else net
            graph.nodes[node]["awards"] += len(members)
        for at, left in enumerate(nodes):
            for right in nodes[at + 1 :]:
                if graph.has_edge(left, right):
                    graph[left][right]["awards"] += len(members)
                else:
                    graph.add_edge(left, right, awards=len(members))
    return graph


def _held(network: Network, award: int, vendor: int) -> Decimal:
    return network.shares.get((award, vendor), (Decimal(0),))[0]


def rank(network: Network, measure: str, projection: str, *, kind: str | None = None, top: int = 20) -> Ranking:
    """Rank the nodes of a projection; rank_low and rank_high span the ranks with and without inferred lines.

    Args:
        network: The network to project.
        measure: One of MEASURES.
        projection: One of PROJECTIONS.
        kind: Rank only nodes of this kind, e.g. ``vendor``; the measure still uses the whole projection.
        top: How many rows come back; ties at the end are cut in label order.

    Raises:
        UsageProblem: Unknown measure, projection or kind, or ``top`` below 1.
        NothingFound: The projection has no node of this kind.
    """
    if measure not in MEASURES:
        raise UsageProblem(f"Unknown measure {measure!r}.", hint="One of: " + ", ".join(MEASURES) + ".")
    if kind is not None and kind not in grammar.KINDS:
        raise UsageProblem(f"Unknown type {kind!r}.", hint="One of: " + ", ".join(grammar.KINDS) + ".")
    if top < 1:
        raise UsageProblem(f"--top {top} shows nothing.", hint="Give a number from 1.")
    scores, exact = _score(project(network, projection), measure)
    strict, _ = _score(project(network, projection, inferred=False), measure)

    def wanted(node: int) -> bool:
        return kind is None or network.type_of(node) == kind

    places = _places({node: score for node, score in scores.items() if wanted(node)})
    others = _places({node: score for node, score in strict.items() if wanted(node)})
    if not places:
        raise NothingFound(f"The projection {projection!r} has no {kind or 'node'}.", hint="Load records first.")
    ordered = sorted(places, key=lambda node: (places[node], network.labels[node], network.locals[node]))
    rows = []
    for node in ordered[:top]:
        span = (places[node], others.get(node, len(others) + 1))
        rows.append(
            RankedRow(
                rank=places[node],
                id=network.iri(node),
                label=network.labels[node],
                score=scores[node],
                rank_low=min(span),
                rank_high=max(span),
            )
        )
    meaning = f"{MEASURES[measure]}, on the projection {projection}: {PROJECTIONS[projection]}."
    return Ranking(measure, projection, meaning, exact, tuple(rows))


def _places(scores: Mapping[int, float | int | Decimal]) -> dict[int, int]:
    """Return competition ranks: equal scores share the best rank."""
    ordered = sorted(scores.values(), reverse=True)
    first: dict[float | int | Decimal, int] = {}
    for place, score in enumerate(ordered, start=1):
        first.setdefault(score, place)
    return {node: first[score] for node, score in scores.items()}


def _score(graph: nx.Graph[int], measure: str) -> tuple[dict[int, float | int | Decimal], bool]:
    import networkx as nx

    if measure == "obligation":
        return {node: data["obligation"] for node, data in graph.nodes(data=True)}, True
    if measure == "awards":
        return {node: data["awards"] for node, data in graph.nodes(data=True)}, True
    if measure == "degree":
        return dict(graph.degree()), True
    if measure == "strength":
        return dict(graph.degree(weight="awards")), True
    if measure == "betweenness" and len(graph) > _EXACT_BETWEENNESS:
        return _rounded(nx.betweenness_centrality(graph, k=_SAMPLE, seed=_SEED)), False
    functions: dict[str, Callable[[], dict[int, float]]] = {
        "betweenness": lambda: nx.betweenness_centrality(graph),
        "closeness": lambda: nx.closeness_centrality(graph),
        "pagerank": lambda: nx.pagerank(graph, weight="awards", tol=_PAGERANK_TOLERANCE, max_iter=1000),
    }
    return _rounded(functions[measure]()), True


def _rounded(scores: dict[int, float]) -> dict[int, float | int | Decimal]:
    # Twelve digits: what floating-point summing in another order cannot change, so ties stay ties.
    return {node: float(f"{score:.12g}") for node, score in scores.items()}

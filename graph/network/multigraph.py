"""The network as NetworkX knows it: a multigraph of entities and awards, each line with its key and who says so."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from graph import terms
from graph.network import grammar
from graph.network.reading import INFERRED, RECORDED, REPORTED, Network
from graph.network.scopes import Scope

if TYPE_CHECKING:
    import networkx as nx

_STATUS = {RECORDED: "recorded", REPORTED: "reported", INFERRED: "inferred"}
_AMOUNTS = {
    "obligation": "netObligation",
    "obligation_total": "totalObligation",
    "outlay": "totalOutlay",
    "ceiling": "ceiling",
}


def to_networkx(network: Network, scope: Scope) -> nx.MultiDiGraph[str]:
    """Return entities and awards in scope as nodes named by their IRIs, and every relation as an edge.

    Nodes carry ``label`` and ``kind``; awards also ``first_date``, ``last_date``, ``actions`` and, as exact decimals
    in US dollars, the amounts they have: ``obligation`` (net of loaded actions), ``obligation_total``, ``outlay``,
    ``ceiling``. Edges have the relation as key, so that parallel ones stay apart, and carry ``relation`` (an IRI),
    ``status`` (recorded, reported, inferred or contested) and ``basis`` (award, claim, rule or reference); an
    award's edges also its dates and obligation. Every entity is a node, joined or not.

    Raises:
        NothingFound: No award was running on the day asked for.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(snapshot=network.snapshot, view=scope.view)
    iris = [network.iri(node) for node in range(network.entities)]
    for node, iri in enumerate(iris):
        graph.add_node(iri, label=network.labels[node], kind=network.type_of(node))
    _add_edges(graph, network, scope, iris)
    for award in np.flatnonzero(scope.awards(network)).tolist():
        _add_award(graph, network, scope, award, iris)
    return graph


def _add_edges(graph: nx.MultiDiGraph[str], network: Network, scope: Scope, iris: list[str]) -> None:
    kept = np.flatnonzero(scope.lets_in(network.edge_status)).tolist()
    for edge in kept:
        status = network.edge_status[edge]
        relation = network.predicates[network.edge_predicate[edge]]
        graph.add_edge(
            iris[network.edge_source[edge]],
            iris[network.edge_target[edge]],
            key=relation.removeprefix(terms.VG),
            relation=relation,
            status=_STATUS.get(status, "contested"),
            basis={RECORDED: "reference", INFERRED: "rule"}.get(status, "claim"),
        )


def _add_award(graph: nx.MultiDiGraph[str], network: Network, scope: Scope, award: int, iris: list[str]) -> None:
    node = network.entities + award
    iri = network.iri(node)
    first, last = network.dates(award)
    dates: dict[str, Any] = {}
    if first is not None and last is not None:
        dates = {"first_date": first.isoformat(), "last_date": last.isoformat()}
    amounts = {kind: network.amount(award, name) for kind, name in _AMOUNTS.items()}
    known: dict[str, Decimal] = {kind: amount for kind, amount in amounts.items() if amount is not None}
    graph.add_node(iri, label=network.labels[node], kind="award", actions=network.actionCount[award], **dates, **known)
    for relation, entity, status in network.sides(network.of_award[award]):
        if not scope.lets_in(status):
            continue
        # What a rule inferred has no amount of its own: it would enter sums.
        paid = {"obligation": known["obligation"]} if status == RECORDED and "obligation" in known else {}
        if relation == grammar.PAID_TO and (own := network.shares.get((award, entity))) is not None:
            paid = {"obligation": own[0]}
        name = grammar.RELATION_NAMES[relation]
        graph.add_edge(
            iri,
            iris[entity],
            key=name,
            relation=terms.VG + name,
            status=_STATUS.get(status, "contested"),
            basis="rule" if status == INFERRED else "award",
            **dates,
            **(paid if relation in (grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE) else {}),
        )

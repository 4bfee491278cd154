"""The network as NetworkX knows it: a multigraph of entities and awards, each line with its key and who says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from graph import terms
from graph.network import grammar
from graph.network.reading import INFERRED, RECORDED, REPORTED, Network
from graph.network.scopes import Scope
from graph.network.sieve import Edge, Kept, Sieve
from graph.network.telling import STATUS
from graph.network.testimony import Testimony
from graph.network.views import WORST

if TYPE_CHECKING:
    import networkx as nx

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
    ``status`` (recorded, confirmed, reported, inferred, disputed or denied; a reported claim that a record states too
    is confirmed) and ``basis`` (award, claim, rule or reference); an award's edges also its dates and obligation, those
    of a claim ``evidence`` and ``origins`` (ids of the claims and what they rest on, ``; `` between), those of a rule
    ``evidence`` (ids of what it found in texts). Every entity is
    a node, joined or not. Disputed and denied claims are edges in the view ``all`` alone.

    Raises:
        NothingFound: No award was running on the day asked for.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph(snapshot=network.snapshot, view=scope.view)
    iris = [network.iri(node) for node in range(network.entities)]
    sieve = Sieve(network, Testimony(network), Kept(worst=WORST[scope.view], as_of=scope.as_of))
    found = _detections(network)
    for node, iri in enumerate(iris):
        graph.add_node(iri, label=network.labels[node], kind=network.type_of(node))
    for number in _edge_numbers(sieve):
        _add_edge(graph, sieve, number, found)
    for award in np.flatnonzero(scope.awards(network)).tolist():
        _add_award(graph, network, scope, (award, found), iris)
    return graph


def _detections(network: Network) -> dict[tuple[int, int], list[str]]:
    """Return (award or vehicle, what its text names) -> ids of the finds."""
    found: dict[tuple[int, int], list[str]] = {}
    for at, pair in enumerate(zip(network.detection_subject, network.detection_target, strict=True)):
        found.setdefault(pair, []).append(network.detection_id[at])
    return found


def _edge_numbers(sieve: Sieve) -> Iterator[int]:
    """Yield the edges between entities that are let in, then the disputed and denied claims."""
    network = sieve.network
    yield from (number for number, status in enumerate(network.edge_status) if sieve.has_edge(number, status))
    contested = {number for lines in sieve.contested.values() for _, _, number in lines}
    yield from (number for number in sorted(contested) if sieve.has_edge(number, sieve.edge(number).status))


def _add_edge(graph: nx.MultiDiGraph[str], sieve: Sieve, number: int, found: dict[tuple[int, int], list[str]]) -> None:
    edge, network = sieve.edge(number), sieve.network
    graph.add_edge(
        network.iri(edge.source),
        network.iri(edge.target),
        key=edge.predicate.removeprefix(terms.VG),
        relation=edge.predicate,
        status=_standing(sieve, number, edge),
        basis={RECORDED: "reference", INFERRED: "rule"}.get(edge.status, "claim"),
        **_said(sieve, number, edge, found),
    )


def _standing(sieve: Sieve, number: int, edge: Edge) -> str:
    """Return the status of an edge between entities; that of a reported claim is derived from its evidence."""
    return (sieve.claims(number).status if edge.status == REPORTED else "") or STATUS[edge.status]


def _said(sieve: Sieve, number: int, edge: Edge, found: dict[tuple[int, int], list[str]]) -> dict[str, str]:
    """Return what an edge between entities rests on, as far as a claim or a text says it."""
    if edge.status == RECORDED:
        return {}
    if edge.status == INFERRED:
        return _evidence(found.get((edge.source, edge.target), ()))
    said = sieve.claims(number)
    told = _evidence(one.id for one in said.evidence)
    return told | ({"origins": "; ".join(said.origins)} if said.origins else {})


def _evidence(ids: Iterable[str]) -> dict[str, str]:
    listed = "; ".join(dict.fromkeys(ids))
    return {"evidence": listed} if listed else {}


def _add_award(
    graph: nx.MultiDiGraph[str],
    network: Network,
    scope: Scope,
    told: tuple[int, dict[tuple[int, int], list[str]]],
    iris: list[str],
) -> None:
    award, found = told
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
            status=STATUS[status],
            basis="rule" if status == INFERRED else "award",
            **(_evidence(found.get((node, entity), ())) if status == INFERRED else {}),
            **dates,
            **(paid if relation in (grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE) else {}),
        )

"""Who stands between agencies and makers: what would be lost without each vendor and vehicle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json
from graph.network.cutpoints import cut_points
from graph.network.deadline import Deadline
from graph.network.projections import Skeleton
from graph.network.reading import Network
from graph.network.scopes import Scope
from graph.network.stability import exact_places
from graph.network.structure import constraint
from graph.network.supply_routes import NOBODY, Routes, supply_routes


@dataclass(frozen=True, slots=True)
class BrokersAsked:
    """Whose brokers are wanted.

    Attributes:
        agency: Number of an agency; None for all.
        view: One of VIEWS.
        as_of: Only awards whose loaded actions span this day.
        top: How many come back.
        timeout_s: Seconds to find them in; None waits.

    Raises:
        UsageProblem: ``top`` is below 1.
    """

    agency: int | None = None
    view: str = "inferred"
    as_of: date | None = None
    top: int = 20
    timeout_s: float | None = 60.0

    def __post_init__(self) -> None:
        if self.top < 1:
            raise UsageProblem(f"--top {self.top} shows nothing.", hint="Give a number from 1.")


class Broker(NamedTuple):
    """One vendor or vehicle.

    Attributes:
        rank: By routes; equal numbers share it.
        routes: Routes from agency to maker that it is on, each award counted for itself.
        share: Their part of all routes, 0 to 1: the share lost without it.
        makers_lost: Pairs of agency and maker that no other route joins.
        products_lost: Pairs of agency and product that no other route joins.
        constraint: Burt's constraint on the projection supply; None where it has no neighbour.
        articulation: Whether the projection falls apart without it.
        bridges: Lines of it without which the projection falls apart.
    """

    rank: int
    id: str
    label: str
    kind: str
    routes: int
    share: float
    makers_lost: int
    products_lost: int
    constraint: float | None
    articulation: bool
    bridges: int

    def to_json(self) -> Json:
        """Return the row in the shape of docs/schema/brokers.json."""
        return self._asdict()


class Brokers(NamedTuple):
    """Brokers, those on most routes first; ``total`` counts those not returned too."""

    meaning: str
    routes: int
    total: int
    rows: tuple[Broker, ...]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/brokers.json."""
        return {
            "meaning": self.meaning,
            "routes": self.routes,
            "total": self.total,
            "rows": [row.to_json() for row in self.rows],
        }


def find_brokers(network: Network, asked: BrokersAsked) -> Brokers:
    """Rank vendors and vehicles by the share of coherent routes from agency to maker that is lost without them.

    Raises:
        NothingFound: No route leads from the agency to any maker in this view.
        UsageProblem: Unknown view.
    """
    deadline = Deadline(asked.timeout_s)
    scope = Scope(asked.view, asked.as_of)
    found = supply_routes(network, scope, asked.agency)
    routes = found.kept(found.maker != NOBODY)
    whose = "any agency" if asked.agency is None else network.labels[asked.agency]
    if not routes.total:
        raise NothingFound(
            f"No award of {whose} names a product of a known maker in the view {asked.view!r}.",
            hint="Names of products are inferred from descriptions: use --view inferred.",
        )
    counted = {
        node: (count, makers, products)
        for column in (routes.vendor, routes.vehicle)
        for node, count, makers, products in _losses(routes, column, network.entities)
    }
    nodes = np.array(sorted(counted))
    ranks = exact_places(np.array([counted[node][0] for node in nodes.tolist()]))
    embedding = _Embedding(network, scope, deadline)
    rows = []
    for node, rank in zip(nodes.tolist(), ranks.tolist(), strict=True):
        count, makers, products = counted[node]
        tied, articulation, bridges = embedding.of(node)
        named = (network.iri(node), network.labels[node], network.type_of(node))
        share = round(count / routes.total, 9)
        rows.append(Broker(rank, *named, count, share, makers, products, tied, articulation, bridges))
    rows.sort(key=lambda row: (row.rank, -row.makers_lost, -row.products_lost, row.label, row.id))
    meaning = (
        f"Vendors and vehicles by the share of coherent routes lost without them: {routes.total:,} routes from "
        f"{whose} over a vendor and a product that the same award names to its maker, of {scope.words}; constraint, "
        f"articulation points and bridges on the projection supply. Exact."
    )
    return Brokers(meaning, routes.total, len(rows), tuple(rows[: asked.top]))


def _losses(routes: Routes, column: Any, entities: int) -> list[tuple[int, int, int, int]]:
    """Return per entity of a column its routes, and the pairs of agency and maker, and product, lost without it."""
    there = column != NOBODY
    nodes, place = np.unique(column[there], return_inverse=True)
    counts = np.bincount(place, weights=routes.awards[there], minlength=len(nodes)).astype(np.int64)
    lost = []
    for far in (routes.maker, routes.product):
        pairs, pair = np.unique(routes.agency * entities + far, return_inverse=True)
        whole = np.bincount(pair, minlength=len(pairs))
        both, own = np.unique(place * len(pairs) + pair[there], return_counts=True)
        only = own == whole[both % len(pairs)]
        lost.append(np.bincount(both[only] // len(pairs), minlength=len(nodes)))
    return list(zip(nodes.tolist(), counts.tolist(), lost[0].tolist(), lost[1].tolist(), strict=True))


class _Embedding:
    """Constraint, articulation and bridges of each entity on the projection supply."""

    def __init__(self, network: Network, scope: Scope, deadline: Deadline) -> None:
        projection = Skeleton(network, "supply", scope).counted()
        graph = projection.graph
        self._nodes = projection.nodes
        self._constraint = constraint(graph, deadline)
        self._point, bridge = cut_points(graph, deadline)
        ends = np.concatenate([graph.left[bridge], graph.right[bridge]])
        self._bridges = np.bincount(ends, minlength=graph.size)

    def of(self, node: int) -> tuple[float | None, bool, int]:
        at = int(np.searchsorted(self._nodes, node))
        tied = float(self._constraint[at])
        return (None if tied != tied else round(tied, 12)), bool(self._point[at]), int(self._bridges[at])

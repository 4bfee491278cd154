"""What a bundle of awards means on a path: which hops a reader is shown where the search saw one turn."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from graph.network.grammar import (
    AWARDED_BY,
    FUNDED_BY,
    FUNDED_BY_AGENCY,
    INHERITS,
    NAMES,
    PAID_TO,
    SUBAWARD_TO,
    UNDER_VEHICLE,
)
from graph.network.paths import RawPath
from graph.network.reading import Network

# How far along the money a relation stands: who pays, under what, who is paid, what is behind.
_ORDER = {
    AWARDED_BY: 0,
    FUNDED_BY_AGENCY: 0,
    FUNDED_BY: 0,
    UNDER_VEHICLE: 1,
    PAID_TO: 2,
    NAMES: 3,
    INHERITS: 3,
    SUBAWARD_TO: 3,
}


class Leg(NamedTuple):
    """One hop as shown: an edge between entities, or what a set of parallel awards says.

    Attributes:
        source: Entity (or award) it starts from, in path order.
        target: Entity it ends at.
        near: Relation of the source to the awards, or to the target when there are none.
        far: Relation of the target to the awards; None for an edge between entities.
        edge: Edge number; None when awards carry it.
        vehicle: Vehicle the awards are called under.
        bundles: Bundles of parallel awards.
    """

    source: int
    target: int
    near: int
    far: int | None
    edge: int | None
    vehicle: int | None
    bundles: list[int]

    @property
    def key(self) -> tuple[int, int, int, int | None, int | None, int | None]:
        """Equal for legs that a reader should see as one."""
        return self.source, self.target, self.near, self.far, self.edge, self.vehicle


def legs_of(network: Network, path: RawPath, start: int, end: int) -> list[Leg]:
    """Return the hops of a raw path as a reader is shown them.

    Where an agency or account reaches a product or subcontractor over an award, the award's recipient stands between.
    """
    legs: list[Leg] = []
    places, edges = path.places, path.edges
    at = 0
    while at < len(edges):
        bundled, number = places[at]
        if bundled:  # the path starts at an award
            relation, _ = edges[at]
            legs += _cross(network, number, (start, None), (places[at + 1][1], relation))
            at += 1
        elif places[at + 1][0]:
            bundle = places[at + 1][1]
            near = (number, edges[at][0])
            if at + 2 < len(places):
                legs += _cross(network, bundle, near, (places[at + 2][1], edges[at + 1][0]))
            else:
                legs += _cross(network, bundle, near, (end, None))
            at += 2
        else:
            relation, edge = edges[at]
            legs.append(Leg(number, places[at + 1][1], relation, None, edge, None, []))
            at += 1
    return legs


def _cross(network: Network, bundle: int, near: tuple[int, int | None], far: tuple[int, int | None]) -> list[Leg]:
    """Return one leg, or two with the recipient between them."""
    recipient = _one(network, bundle, PAID_TO)
    ends = [_ORDER[relation] for _, relation in (near, far) if relation is not None]
    between = recipient is not None and len(ends) == 2 and min(ends) < _ORDER[PAID_TO] < max(ends)
    # Behind a reseller the vehicle tells the chains apart; money paid straight to the end is one hop.
    vehicle = _one(network, bundle, UNDER_VEHICLE) if between and min(ends) == 0 else None
    stops: Sequence[tuple[int, int | None]]
    stops = (near, (recipient, PAID_TO), far) if between and recipient is not None else (near, far)
    legs = []
    for left, right in pairwise(stops):
        paying = {_ORDER[relation] for _, relation in (left, right) if relation is not None} & {0}
        shown = vehicle if paying else None
        legs.append(Leg(left[0], right[0], _code(left), _code(right), None, shown, [bundle]))
    return legs


def _code(stop: tuple[int, int | None]) -> int:
    return THE_AWARD if stop[1] is None else stop[1]


THE_AWARD = 15  # stands for the award itself where it is an end of the path


def _one(network: Network, bundle: int, relation: int) -> int | None:
    """Return the smallest node on a side; an award has more than one recipient only after a novation."""
    return min((node for side, node, _ in network.sides(bundle) if side == relation), default=None)


def merge(paths: Sequence[list[Leg]]) -> list[list[Leg]]:
    """Return paths whose hops read alike as one, with all their bundles; order of first appearance."""
    merged: dict[tuple[tuple[int, int, int, int | None, int | None, int | None], ...], list[Leg]] = {}
    for legs in paths:
        key = tuple(leg.key for leg in legs)
        known = merged.get(key)
        if known is None:
            merged[key] = legs
            continue
        for leg, more in zip(known, legs, strict=True):
            leg.bundles.extend([bundle for bundle in more.bundles if bundle not in leg.bundles])
    return list(merged.values())

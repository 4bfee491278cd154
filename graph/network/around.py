"""The neighbourhood of one entity: lines grouped as a reader sees them, the heaviest first.

Only awards that touch the entity count, so everything shown is true of it: a product appears because one of
its own awards names it, never because a vendor sold it to somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from graph.evidence import Hop
from graph.network import grammar
from graph.network.answers import Teller, status_of
from graph.network.crossing import Leg
from graph.network.reading import INFERRED, Network
from graph.network.testimony import Testimony

# Lines that one award makes between what it carries, read from payer to paid.
_LINES = (
    (grammar.AWARDED_BY, grammar.PAID_TO),
    (grammar.FUNDED_BY, grammar.AWARDED_BY),
    (grammar.PAID_TO, grammar.NAMES),
    (grammar.PAID_TO, grammar.SUBAWARD_TO),
)
# Relations between entities that lead on from a neighbour; others are shown only at the centre itself.
_ONWARD = frozenset(
    (
        grammar.MADE_BY,
        grammar.PART_OF_PRODUCT,
        grammar.PARENT_COMPANY,
        grammar.OF_ACCOUNT,
        grammar.AUTHORIZES,
        grammar.APPROPRIATED_TO,
        grammar.MANAGED_BY,
    )
)


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """Lines around an entity, with how many nodes were left out and of which kind."""

    centre: int
    hops: tuple[Hop, ...]
    left_out: tuple[tuple[str, int], ...]


def look_around(
    network: Network,
    testimony: Testimony,
    centre: int,
    *,
    steps: int = 1,
    most: int = 120,
    inferred: bool = True,
) -> Neighbourhood:
    """Return the lines within ``steps`` of an entity, at most ``most`` nodes.

    Nodes are kept in the order of their distance, then reported before recorded lines (they are few), then the
    obligations on their lines, then name; a kept line has both its ends kept.
    """
    legs = [leg for leg in _legs(network, centre) if inferred or status_of(network, leg) != INFERRED]
    distance = _distances(legs, centre, steps)
    weight = _weights(network, legs)
    ordered = sorted(distance, key=lambda node: (distance[node], -weight[node], network.labels[node], node))
    kept = set(ordered[:most])
    dropped: dict[str, int] = {}
    for node in ordered[most:]:
        kind = network.type_of(node)
        dropped[kind] = dropped.get(kind, 0) + 1
    teller = Teller(network, testimony, _only(network, centre), shown=3)
    shown = [leg for leg in legs if leg.source in kept and leg.target in kept]
    hops = tuple(teller.hop(leg) for leg in shown)
    return Neighbourhood(centre, hops, tuple(sorted(dropped.items())))


def _only(network: Network, centre: int) -> dict[int, int]:
    if centre < network.entities:
        return {}
    award = centre - network.entities
    return {network.of_award[award]: award}


def _legs(network: Network, centre: int) -> list[Leg]:
    found: dict[tuple[object, ...], Leg] = {}
    bundles = _bundles(network, centre)
    nodes = {centre} if centre < network.entities else set()
    for bundle in bundles:
        sides: dict[int, list[int]] = {}
        for relation, node, _ in network.sides(bundle):
            sides.setdefault(relation, []).append(node)
        for near, far in _LINES:
            for source in sides.get(near, ()):
                for target in sides.get(far, ()):
                    if source != target:
                        leg = Leg(source, target, near, far)
                        found.setdefault(leg.key, leg).bundles.append(bundle)
                        nodes |= {source, target}
    for leg in _entity_legs(network, nodes, centre):
        found.setdefault(leg.key, leg)
    return list(found.values())


def _bundles(network: Network, centre: int) -> Iterable[int]:
    if centre >= network.entities:
        return (network.of_award[centre - network.entities],)
    return sorted({end for side, end, _ in network.near(centre) if side & ~grammar.REVERSED < grammar.ENTITY_RELATIONS})


def _entity_legs(network: Network, nodes: set[int], centre: int) -> list[Leg]:
    """Return lines between entities: all of the centre's, and from the others what leads on, three rounds deep."""
    legs: list[Leg] = []
    seen: set[int] = set()
    frontier = sorted(nodes)
    for _ in range(3):
        following: set[int] = set()
        for node in frontier:
            if node in seen:
                continue
            seen.add(node)
            for side, other, edge in network.near(node):
                relation = side & ~grammar.REVERSED
                if relation < grammar.ENTITY_RELATIONS or not _leads(side, node == centre):
                    continue
                source, target = network.edge_source[edge], network.edge_target[edge]
                legs.append(Leg(source, target, relation, edge=edge))
                following.add(other)
        frontier = sorted(following - seen)
    return legs


def _leads(side: int, at_centre: bool) -> bool:
    """Tell whether a side is followed: forwards where it leads on, backwards only to money, anything at the centre."""
    if at_centre:
        return True
    relation, backwards = side & ~grammar.REVERSED, bool(side & grammar.REVERSED)
    if relation == grammar.AUTHORIZES:
        return True
    return relation in _ONWARD and not backwards


def _distances(legs: list[Leg], centre: int, steps: int) -> dict[int, int]:
    near: dict[int, list[int]] = {}
    for leg in legs:
        near.setdefault(leg.source, []).append(leg.target)
        near.setdefault(leg.target, []).append(leg.source)
    # An award at the centre is not a node of these lines: what it carries is one step away.
    distance = {centre: 0} if centre in near else dict.fromkeys(near, 1)
    frontier = list(distance)
    for step in range(1, steps + 1):
        following = [other for node in frontier for other in near.get(node, ()) if other not in distance]
        for other in following:
            distance.setdefault(other, step)
        frontier = following
    return distance


def _weights(network: Network, legs: list[Leg]) -> dict[int, Decimal]:
    weights: dict[int, Decimal] = {}
    for leg in legs:
        if leg.edge is not None:
            # Few, and each says what no award does.
            amount = Decimal(10) ** 15
        else:
            amount = sum(
                (
                    abs(network.obligation(award) or Decimal(0)) + 1
                    for bundle in leg.bundles
                    for award in network.members_of(bundle)
                ),
                Decimal(0),
            )
        for node in (leg.source, leg.target):
            weights[node] = max(weights.get(node, Decimal(0)), amount)
    return weights

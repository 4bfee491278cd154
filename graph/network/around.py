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
from graph.network.crossing import Leg
from graph.network.reading import INFERRED, REPORTED, Network
from graph.network.sieve import Kept, Sieve
from graph.network.telling import Teller, status_of
from graph.network.testimony import Testimony

# Lines that one award makes between what it carries, read from payer to paid.
_LINES = (
    (grammar.AWARDED_BY, grammar.PAID_TO),
    (grammar.PAID_TO, grammar.NAMES),
    (grammar.PAID_TO, grammar.INHERITS),
    (grammar.PAID_TO, grammar.SUBAWARD_TO),
)
# Around an account, what it pays; around an agency its dozens of yearly symbols would hide the vendors.
_ACCOUNT_LINES = ((grammar.FUNDED_BY, grammar.PAID_TO),)
# Relations that fill a page and say little: shown where room is left.
_BACKGROUND = frozenset(
    (
        grammar.VEHICLE_AGENCY,
        grammar.RUN_BY,
        grammar.PART_OF,
        grammar.PARENT_VEHICLE,
        grammar.HOLDER,
        grammar.MADE_BY,
        grammar.PART_OF_PRODUCT,
        grammar.PARENT_COMPANY,
    )
)
_REPORTED_WEIGHT, _STATED_WEIGHT = Decimal(10) ** 15, Decimal(10) ** 14
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

    Step by step outwards, half of the room left at each step (all of it at the last) goes to the nodes with the
    heaviest lines to what is kept: reported lines first, they are few; then relations between entities; then
    obligations. Equal weights go by name.
    """
    sieve = Sieve(network, testimony, Kept(only=_only(network, centre)))
    legs = [leg for leg in _legs(network, centre) if inferred or status_of(sieve, leg) != INFERRED]
    distance = _distances(legs, centre, steps)
    kept = _choose(network, legs, distance, most)
    dropped: dict[str, int] = {}
    for node in distance.keys() - kept:
        kind = network.type_of(node)
        dropped[kind] = dropped.get(kind, 0) + 1
    teller = Teller(sieve, shown=3)
    shown = [leg for leg in legs if leg.source in kept and leg.target in kept]
    hops = tuple(teller.hop(leg) for leg in shown)
    return Neighbourhood(centre, hops, tuple(sorted(dropped.items())))


def reach(sieve: Sieve, centre: int, steps: int) -> tuple[set[int], set[int]]:
    """Return all entities within ``steps`` of one, with it, and the bundles of awards behind the lines between them.

    The same lines as in `look_around`, as far as the sieve lets them in.
    """
    network = sieve.network
    legs = [
        leg
        for leg in _legs(network, centre)
        if status_of(sieve, leg) <= sieve.kept.worst
        and (leg.edge is None or sieve.has_edge(leg.edge, network.edge_status[leg.edge]))
        and (leg.edge is not None or sieve.awards_of(leg))
    ]
    near = set(_distances(legs, centre, steps))
    bundles = {bundle for leg in legs if leg.source in near and leg.target in near for bundle in leg.bundles}
    return {node for node in near | {centre} if node < network.entities}, bundles


def _choose(network: Network, legs: list[Leg], distance: dict[int, int], most: int) -> set[int]:
    weights = [(leg.source, leg.target, _weight(network, leg)) for leg in legs]
    kept = {node for node, step in distance.items() if step == 0}
    last = max(distance.values(), default=0)
    for step in range(1, last + 1):
        reach: dict[int, Decimal] = {}
        for source, target, weight in weights:
            for near, far in ((source, target), (target, source)):
                if distance.get(far) == step and (near in kept or not kept):
                    reach[far] = max(reach.get(far, Decimal(0)), weight)
        room = max(most - len(kept), 0)
        room = room if step == last else (room + 1) // 2
        ordered = sorted(reach, key=lambda node: (-reach[node], network.labels[node], node))
        kept |= set(ordered[:room])
    return kept


def _weight(network: Network, leg: Leg) -> Decimal:
    if leg.edge is not None:
        if leg.near in _BACKGROUND:
            return Decimal(0)
        return _REPORTED_WEIGHT if network.edge_status[leg.edge] == REPORTED else _STATED_WEIGHT
    return sum(
        (
            abs(network.obligation(award) or Decimal(0)) + 1
            for bundle in leg.bundles
            for award in network.members_of(bundle)
        ),
        Decimal(0),
    )


def _only(network: Network, centre: int) -> dict[int, int]:
    if centre < network.entities:
        return {}
    award = centre - network.entities
    return {network.of_award[award]: award}


def _legs(network: Network, centre: int) -> list[Leg]:
    found: dict[tuple[object, ...], Leg] = {}
    lines = (*_LINES, *_ACCOUNT_LINES) if network.type_of(centre) in ("tas", "account", "award") else _LINES
    bundles = _bundles(network, centre)
    nodes = {centre} if centre < network.entities else set()
    for bundle in bundles:
        sides: dict[int, list[int]] = {}
        for relation, node, _ in network.sides(bundle):
            sides.setdefault(relation, []).append(node)
        for near, far in lines:
            for source in sides.get(near, ()):
                for target in sides.get(far, ()):
                    if source != target:
                        leg = Leg(source, target, near, far, None, None, [])
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
                legs.append(Leg(source, target, relation, None, edge, None, []))
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

"""Lines between any entities: those of a chosen set, or of the whole network, the heaviest first."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from graph.evidence import Hop
from graph.network import grammar
from graph.network.crossing import Leg
from graph.network.reading import INFERRED, Network
from graph.network.sieve import Sieve
from graph.network.telling import Teller, status_of
from graph.network.testimony import Testimony

_LINES = (
    (grammar.AWARDED_BY, grammar.PAID_TO),
    (grammar.PAID_TO, grammar.NAMES),
    (grammar.PAID_TO, grammar.INHERITS),
    (grammar.PAID_TO, grammar.SUBAWARD_TO),
    (grammar.FUNDED_BY, grammar.AWARDED_BY),
)


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines between entities.

    Attributes:
        hops: The lines with their evidence, a few awards of each.
        entities: Entities that stand on the page, also those without a line.
        left_out: Kind and number of entities that were left out for room.
    """

    hops: tuple[Hop, ...]
    entities: tuple[int, ...]
    left_out: tuple[tuple[str, int], ...]


def lines_between(
    network: Network,
    testimony: Testimony,
    entities: Collection[int] | None,
    *,
    most: int,
    inferred: bool = True,
    shown: int = 1,
) -> Lines:
    """Return the lines between ``entities`` (None: all), of the ``most`` with the most money and lines on them.

    Args:
        network: The network.
        testimony: What is said of it.
        entities: Whose lines; entities only, no awards.
        most: How many entities at most; the rest is counted in ``left_out``.
        inferred: Whether lines that a rule inferred are among them.
        shown: How many awards of a line are listed as its evidence.
    """
    chosen = None if entities is None else set(entities)
    sieve = Sieve(network, testimony)
    legs = [leg for leg in _legs(network, chosen) if inferred or status_of(sieve, leg) != INFERRED]
    reached = {end for leg in legs for end in (leg.source, leg.target)}
    candidates = reached if chosen is None else chosen
    kept = _heaviest(network, legs, candidates, most)
    teller = Teller(sieve, shown=shown)
    hops = tuple(teller.hop(leg) for leg in legs if leg.source in kept and leg.target in kept)
    dropped: dict[str, int] = {}
    for node in candidates - kept:
        kind = network.type_of(node)
        dropped[kind] = dropped.get(kind, 0) + 1
    return Lines(hops, tuple(sorted(kept)), tuple(sorted(dropped.items())))


def _heaviest(network: Network, legs: list[Leg], candidates: set[int], most: int) -> set[int]:
    if len(candidates) <= most:
        return set(candidates)
    weights: dict[int, tuple[Decimal, int]] = {}
    for leg in legs:
        awards = [award for bundle in leg.bundles for award in network.members_of(bundle)]
        money = sum((abs(network.obligation(award) or Decimal(0)) for award in awards), Decimal(0))
        for end in (leg.source, leg.target):
            before, lines = weights.get(end, (Decimal(0), 0))
            weights[end] = before + money, lines + 1
    nothing = (Decimal(0), 0)

    def order(node: int) -> tuple[Decimal, int, str, int]:
        money, lines = weights.get(node, nothing)
        return -money, -lines, network.labels[node], node

    return set(sorted(candidates, key=order)[:most])


def _legs(network: Network, chosen: set[int] | None) -> list[Leg]:
    found: dict[tuple[object, ...], Leg] = {}
    for bundle in range(network.bundles):
        sides: dict[int, list[int]] = {}
        for relation, node, _ in network.sides(bundle):
            if chosen is None or node in chosen:
                sides.setdefault(relation, []).append(node)
        for near, far in _LINES:
            for source in sides.get(near, ()):
                for target in sides.get(far, ()):
                    if source != target:
                        leg = Leg(source, target, near, far, None, None, [])
                        found.setdefault(leg.key, leg).bundles.append(bundle)
    legs = list(found.values())
    for edge, (source, target) in enumerate(zip(network.edge_source, network.edge_target, strict=True)):
        if chosen is None or (source in chosen and target in chosen):
            legs.append(Leg(source, target, network.edge_relation[edge], None, edge, None, []))
    return legs

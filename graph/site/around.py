"""What a site about a few entities holds: them, and what awards, ties and claims bring together with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from graph.network import grammar
from graph.network.reading import Network
from graph.site.places import Within

if TYPE_CHECKING:
    from graph.claims import StoredClaim


def around(network: Network, nodes: Collection[int], claims: Mapping[int, Sequence[StoredClaim]]) -> set[int]:
    """Return entities with what an award, tie or claim of theirs or of their parts names; of an award, its own.

    Args:
        network: Of the graph.
        nodes: Entities or awards.
        claims: Entity -> claims that speak of it.
    """
    within = Within(network)
    found: set[int] = set()
    for centre in nodes:
        if centre >= network.entities:
            found.update(node for _, node, _ in network.sides(network.of_award[centre - network.entities]))
            continue
        found.add(centre)
        for node in within.of(centre):
            found |= _beside(network, node)
        for claim in claims.get(centre, ()):
            ends = [claim.subject, *([claim.object] if claim.object else [])]
            known = (network.node_of(end.iri) for end in ends)
            found.update(node for node in known if node is not None and node < network.entities)
    return found


def _beside(network: Network, entity: int) -> set[int]:
    found: set[int] = set()
    for side, end, _ in network.near(entity):
        if side & ~grammar.REVERSED >= grammar.ENTITY_RELATIONS:
            found.add(end)
        else:
            found.update(other for _, other, _ in network.sides(end))
    return found

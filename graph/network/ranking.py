"""Which path is better: the rule of rank.

Paths that only a company joins come after all coherent ones. Then, each step only where those before are equal:

1. the weakest hop: recorded before confirmed before reported before inferred before disputed before denied; a hop
   without any evidence counts as inferred at best;
2. more independent origins;
3. fewer other things that touch the busiest thing passed through, in powers of two;
4. fewer hops;
5. more money on the hop with the least: net obligations of its awards, those below zero counted as nothing;
6. the names along it, then their ids.

``hops`` puts the fourth first; ``money`` puts first the least net obligation, as shown, of a recorded hop with awards.

More evidence never ranks a path lower. A stronger status or another origin moves it up. More awards on its own hops
touch what it passes through, but as part of the path: only what else touches a thing makes it less specific. They can
only add to the fifth.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from graph.network import grammar
from graph.network.crossing import Leg
from graph.network.paths import Route
from graph.network.reading import RECORDED
from graph.network.sieve import Sieve
from graph.network.telling import STANDINGS, changed_hands, is_unsourced, net_of, standing_of, status_of

RANKS = ("evidence", "hops", "money")
RECORDS = "federal award records"
_NOTHING = Decimal(0)
_WEAK = STANDINGS.index("inferred")


class Draft(NamedTuple):
    """A path with what ranks it: ``hub`` is the power of two of the other things at the busiest thing passed through.

    ``least`` is the smallest sum of positive net obligations over its hops with awards, ``net`` the smallest net of
    its recorded hops with awards, None where it has none.
    """

    legs: tuple[Leg, ...]
    joins: int
    weakest: int
    origins: frozenset[str]
    hub: int
    least: Decimal
    net: Decimal | None
    names: tuple[str, ...]


def weigh(sieve: Sieve, route: Route) -> Draft:
    """Return a path with what ranks it."""
    legs = tuple(leg for step in route for leg in step)
    network = sieve.network
    statuses = [status_of(sieve, leg) for leg in legs]
    standings = [STANDINGS.index(standing_of(sieve, leg)) for leg in legs]
    standings += [_WEAK for leg in legs if is_unsourced(sieve, leg)]
    nets: list[Decimal] = []
    sums: list[Decimal] = []
    for leg, status in zip(legs, statuses, strict=True):
        if leg.edge is None:
            paid = [_paid(sieve, leg, bundle) for bundle in leg.bundles]
            sums.append(sum((above for _, above in paid), _NOTHING))
            if status == RECORDED:
                nets.append(sum((net for net, _ in paid), _NOTHING))
    return Draft(
        legs=legs,
        joins=sum(leg.joined for leg in legs),
        weakest=max(standings),
        origins=_origins(sieve, legs),
        hub=_hub(sieve, route),
        least=min(sums, default=_NOTHING),
        net=min(nets, default=None),
        names=(*(network.labels[leg.target] for leg in legs), *(network.locals[leg.target] for leg in legs)),
    )


def _paid(sieve: Sieve, leg: Leg, bundle: int) -> tuple[Decimal, Decimal]:
    """Return the net obligations of a bundle's awards as a leg means them, and the sum of those above zero."""
    if grammar.PAID_TO not in (leg.near, leg.far) or not changed_hands(sieve.network, bundle):
        return sieve.paid(bundle, leg.named)
    nets = [net_of(sieve.network, leg, award) or _NOTHING for award in sieve.awards(bundle, leg.named)]
    return sum(nets, _NOTHING), sum((net for net in nets if net > 0), _NOTHING)


def _hub(sieve: Sieve, route: Route) -> int:
    """Return the power of two of how many other things touch the busiest thing that two steps meet at.

    A recipient between two hops of one award joins nothing that the award does not.
    """
    if len(route) < 2:
        return 0
    resting = [(bundle, leg.named) for step in route for leg in step[:1] for bundle in leg.bundles]
    busiest = 0
    for before, after in pairwise(route):
        node = after[0].source
        own = sum(sieve.many(bundle, named) for bundle, named in resting if node in sieve.ends(bundle))
        edges = sum(leg.edge is not None for leg in (before[-1], after[0]))
        busiest = max(busiest, sieve.touching(node) - own - edges)
    return busiest.bit_length()


def _origins(sieve: Sieve, legs: tuple[Leg, ...]) -> frozenset[str]:
    origins: set[str] = set()
    for leg in legs:
        if leg.edge is None:
            origins.add(RECORDS)
        else:
            origins.update(sieve.claims(leg.edge).origins)
    return frozenset(origins | _corroboration(sieve, legs))


def _corroboration(sieve: Sieve, legs: tuple[Leg, ...]) -> set[str]:
    """Return origins of reported claims that an agency on the path uses a product that awards on it name."""
    network = sieve.network
    nodes = {leg.source for leg in legs} | {leg.target for leg in legs}
    origins: set[str] = set()
    for product in {product for leg in legs for product in leg.named}:
        for side, first, last in network.runs(product):
            if side == grammar.USES | grammar.REVERSED:
                for at in range(first, last):
                    edge = network.near_edge[at]
                    if network.near_end[at] in nodes and sieve.has_edge(edge, network.edge_status[edge]):
                        origins.update(sieve.claims(edge).origins)
    return origins


def sorted_by(drafts: list[Draft], rank: str) -> list[Draft]:
    """Return paths in order, the best first; ``rank`` is one of RANKS."""
    return sorted(drafts, key=lambda draft: rank_key(draft, rank))


def rank_key(draft: Draft, rank: str) -> tuple[object, ...]:
    """Return what sorts a path: the smaller the better."""
    hops = len(draft.legs)
    by_evidence = (draft.weakest, -len(draft.origins), draft.hub, hops, -draft.least, draft.names)
    first: tuple[object, ...] = ()
    if rank == "hops":
        first = (hops,)
    elif rank == "money":
        first = (draft.net is None, -(draft.net or _NOTHING))
    return (draft.joins, *first, *by_evidence)

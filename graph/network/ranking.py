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


class _Weight(NamedTuple):
    """What one hop brings to its path; ``least`` and ``net`` are None where it has none."""

    leg: Leg
    standing: int
    origins: frozenset[str]
    least: Decimal | None
    net: Decimal | None
    name: str
    local: str


class Scales:
    """Weighs paths, and each of the hops that many of them share once."""

    def __init__(self, sieve: Sieve) -> None:
        self.sieve = sieve
        self._weights: dict[int, _Weight] = {}
        self._resting: dict[tuple[int, int], int] = {}

    def weigh(self, route: Route) -> Draft:
        """Return a path with what ranks it."""
        legs = tuple(leg for step in route for leg in step)
        weights = [self._weight(leg) for leg in legs]
        sums = [one.least for one in weights if one.least is not None]
        nets = [one.net for one in weights if one.net is not None]
        origins = frozenset().union(*(one.origins for one in weights))
        return Draft(
            legs=legs,
            joins=sum(leg.joined for leg in legs),
            weakest=max(one.standing for one in weights),
            origins=origins | _corroboration(self.sieve, legs),
            hub=self._hub(route),
            least=min(sums, default=_NOTHING),
            net=min(nets, default=None),
            names=(*(one.name for one in weights), *(one.local for one in weights)),
        )

    def _weight(self, leg: Leg) -> _Weight:
        # By identity: the weight holds its leg, so that the number stays its own.
        found = self._weights.get(id(leg))
        if found is None:
            found = self._weights[id(leg)] = self._weighed(leg)
        return found

    def _weighed(self, leg: Leg) -> _Weight:
        sieve, network = self.sieve, self.sieve.network
        standing = STANDINGS.index(standing_of(sieve, leg))
        if is_unsourced(sieve, leg):
            standing = max(standing, _WEAK)
        least = net = None
        if leg.edge is None:
            paid = [_paid(sieve, leg, bundle) for bundle in leg.bundles]
            least = sum((above for _, above in paid), _NOTHING)
            if status_of(sieve, leg) == RECORDED:
                net = sum((net for net, _ in paid), _NOTHING)
        origins = (RECORDS,) if leg.edge is None else sieve.claims(leg.edge).origins
        labels, locals_ = network.labels, network.locals
        return _Weight(leg, standing, frozenset(origins), least, net, labels[leg.target], locals_[leg.target])

    def _hub(self, route: Route) -> int:
        """Return the power of two of how many other things touch the busiest thing that two steps meet at.

        A recipient between two hops of one award joins nothing that the award does not.
        """
        busiest = 0
        for before, after in pairwise(route):
            node = after[0].source
            own = sum(self._rests(step[0], node) for step in route)
            edges = sum(leg.edge is not None for leg in (before[-1], after[0]))
            busiest = max(busiest, self.sieve.touching(node) - own - edges)
        return busiest.bit_length()

    def _rests(self, leg: Leg, node: int) -> int:
        """Return how many awards of a hop touch a node."""
        self._weight(leg)
        key = id(leg), node
        if key not in self._resting:
            many, ends = self.sieve.many, self.sieve.ends
            self._resting[key] = sum(many(bundle, leg.named) for bundle in leg.bundles if node in ends(bundle))
        return self._resting[key]


def _paid(sieve: Sieve, leg: Leg, bundle: int) -> tuple[Decimal, Decimal]:
    """Return the net obligations of a bundle's awards as a leg means them, and the sum of those above zero."""
    if grammar.PAID_TO not in (leg.near, leg.far) or not changed_hands(sieve.network, bundle):
        return sieve.paid(bundle, leg.named)
    nets = [net_of(sieve.network, leg, award) or _NOTHING for award in sieve.awards(bundle, leg.named)]
    return sum(nets, _NOTHING), sum((net for net in nets if net > 0), _NOTHING)


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

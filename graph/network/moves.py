"""What moves a search for paths has at a node, and how far everything is from its goals."""

from __future__ import annotations

from collections.abc import Container, Iterator
from typing import NamedTuple

from graph.network.crossing import flows, stands_between
from graph.network.deadline import Deadline
from graph.network.grammar import (
    AWARD_ORDER,
    ENTITY_RELATIONS,
    KINDS,
    PAID_TO,
    REVERSED,
    THE_AWARD,
    joins_by_company,
    may_cross_award,
    may_join,
)
from graph.network.relations import Chosen
from graph.network.sieve import Sieve

LIMIT = 20_000  # paths looked at before ranking; reached only between very large agencies
START = 255  # stands for the side by which a path arrives where it starts
_VENDOR = KINDS.index("vendor")
# Relation -> relation that a path may turn to at an award -> whether the recipient stands between the two.
_CROSSING = {
    far: {near: stands_between(near, far) for near in AWARD_ORDER if near != THE_AWARD and may_cross_award(far, near)}
    for far in AWARD_ORDER
}
_TICKS = 256  # steps between two looks at the clock


class Bounds(NamedTuple):
    """How far and which way a search goes.

    Attributes:
        max_hops: Hops as shown, at most.
        directed: Only along the edges: from subject to object, at awards from payer to paid and to what is named.
        through_companies: Turn at a company from one record to an unrelated one.
        chosen: Relations that may be used.
        limit: Paths at most; the shortest are kept.
    """

    max_hops: int = 8
    directed: bool = False
    through_companies: bool = False
    chosen: Chosen | None = None
    limit: int = LIMIT


class Fringe:
    """How far the distances from the goals are measured.

    Attributes:
        hops: Distance up to which they are.
        fresh: States (node, side it is reached by) at that distance, which lead farther.
        waiting: States found at each distance, some of them several times.
        crossed: (bundle, relation it is entered by) that need no second look.
    """

    def __init__(self, starts: frozenset[int], awards: dict[int, list[int]], joining: bool, longest: int) -> None:
        self.starts = starts
        self.awards = awards
        self.joining = joining
        self.longest = longest
        self.hops = 0
        self.fresh: list[tuple[int, int]] = []
        self.waiting: list[list[tuple[int, int]]] = [[] for _ in range(longest + 3)]
        self.seen: set[tuple[int, int]] = set()
        self.crossed: set[tuple[int, int]] = set()

    @property
    def goes_on(self) -> bool:
        """Whether something farther may be found within the hops allowed."""
        return self.hops < self.longest and bool(self.fresh or any(self.waiting[self.hops + 1 :]))


class Moves:
    """The moves of one search: where a path may go on, and the fewest hops from there to a goal.

    Attributes:
        near: Node -> fewest hops to a goal, a lower bound, as far as it is measured.
        near_bundles: Bundles that lead to what is measured.
        cut: Whether the search was stopped, at its bound or by the clock.
    """

    def __init__(self, sieve: Sieve, goals: frozenset[int], bounds: Bounds, deadline: Deadline, *, along: bool) -> None:
        self.sieve = sieve
        self.network = sieve.network
        self.goals = goals
        self.bounds = bounds
        self.deadline = deadline
        self.along = along
        self.cut = False
        self.ticks = 0
        self.near: dict[int, int] = {}
        self.near_bundles: set[int] = set()

    def begin(self, starts: frozenset[int], joining: bool) -> Fringe:
        """Forget all distances and return a fringe that holds the goals alone."""
        self.near, self.near_bundles = {}, set()
        fringe = Fringe(starts, self.awards_among(starts), joining, self.bounds.max_hops)
        fringe.waiting[0] = [(goal, START) for goal in sorted(self.goals)]
        self._mark(fringe)
        return fringe

    def measure(self, fringe: Fringe, hops: int) -> None:
        """Fill the fewest hops to a goal, a lower bound, up to ``hops``; nothing is explored beyond the only start."""
        while fringe.hops < hops:
            self._expand(fringe)
            fringe.hops += 1
            self._mark(fringe)

    def _mark(self, fringe: Fringe) -> None:
        fringe.fresh = []
        for state in fringe.waiting[fringe.hops]:
            if state not in fringe.seen and not self.tick():
                fringe.seen.add(state)
                fringe.fresh.append(state)
                self.near.setdefault(state[0], fringe.hops)

    def _expand(self, fringe: Fringe) -> None:
        hops, waiting, joining = fringe.hops, fringe.waiting, fringe.joining
        for node, arrived in fringe.fresh:
            if self.tick():
                return
            if len(fringe.starts) == 1 and node in fringe.starts:
                continue
            for bundle, relation in self._bundles(node, arrived, joining):
                self.near_bundles.add(bundle)
                for award in fringe.awards.get(bundle, ()):
                    self.near.setdefault(award, hops + 1)
                if (bundle, relation) not in fringe.crossed:
                    fringe.crossed.add((bundle, relation))
                    for cost, reached, side in self._across(bundle, relation):
                        waiting[hops + cost].append((reached, side))
            for _, far, side, _ in self.edges(node, arrived, joining, not self.along):
                waiting[hops + 1].append((far, side))

    def turns(self, node: int, arriving: int, leaving: int, joining: bool) -> bool:
        """Tell whether a path that arrives at a node by one side may leave it by another."""
        if arriving == START or may_join(arriving, leaving):
            return True
        return joining and joins_by_company(arriving, leaving) and self.network.kind[node] == _VENDOR

    def tick(self) -> bool:
        """Tell whether the search must stop: too many paths or no time left."""
        self.ticks += 1
        if self.ticks % _TICKS == 0 and self.deadline.over:
            self.cut = True
        return self.cut

    def awards_among(self, nodes: frozenset[int]) -> dict[int, list[int]]:
        """Return bundle -> those of its awards that are asked for."""
        found: dict[int, list[int]] = {}
        for node in sorted(nodes):
            if node >= self.network.entities:
                found.setdefault(self.network.of_award[node - self.network.entities], []).append(node)
        return found

    def _bundles(self, node: int, arrived: int, joining: bool) -> Iterator[tuple[int, int]]:
        """Yield each open bundle that may be entered from a node, with the node's relation to it."""
        if node >= self.network.entities:
            bundle = self.network.of_award[node - self.network.entities]
            if not self.sieve.is_closed(bundle):
                yield bundle, THE_AWARD
            return
        for side, start, stop in self.network.runs(node):
            if self.enters(node, arrived, side, joining):
                for bundle in self.network.near_end[start:stop]:
                    if not self.sieve.is_closed(bundle):
                        yield bundle, side & ~REVERSED

    def enters(self, node: int, arrived: int, side: int, joining: bool) -> bool:
        """Tell whether a path may go on from a node to the awards that one side of it leads to."""
        relation = side & ~REVERSED
        return (
            relation < ENTITY_RELATIONS
            and self.sieve.has_relation(relation)
            and self.turns(node, arrived, side, joining)
        )

    def _across(self, bundle: int, relation: int) -> Iterator[tuple[int, int, int]]:
        """Yield (hops, node, its side) of what a bundle leads to when it was entered by a relation of the far end."""
        sides = list(self.sieve.sides(bundle))
        paid = any(side == PAID_TO for side, _ in sides)
        crossing = _CROSSING[relation]
        for leaving, node in sides:
            between = crossing.get(leaving)
            if between is not None and (not self.bounds.directed or self.goes(leaving, relation)):
                yield 2 if paid and between else 1, node, leaving | REVERSED

    def goes(self, near: int, far: int) -> bool:
        """Tell whether the direction asked for lets a path go over an award from one relation to another."""
        if not self.bounds.directed:
            return True
        return flows(near, far) if self.along else flows(far, near)

    def edges(
        self, node: int, arrived: int, joining: bool, along: bool, within: Container[int] | None = None
    ) -> Iterator[tuple[int, int, int, int]]:
        """Yield (side left by, other end, side reached by, edge) of the edges between entities that may follow.

        With ``within`` only those whose other end is among these.
        """
        if node >= self.network.entities:
            return
        sieve, network = self.sieve, self.network
        for side, start, stop in network.runs(node):
            if side & ~REVERSED < ENTITY_RELATIONS or not self._follows(node, arrived, side, joining, along):
                continue
            for at, far in enumerate(network.near_end[start:stop].tolist(), start):
                if within is not None and far not in within:
                    continue
                edge = network.near_edge[at]
                if sieve.has_edge(edge, network.edge_status[edge]) and self._chosen_edge(edge):
                    yield side, far, side ^ REVERSED, edge
        for side, far, edge in sieve.contested.get(node, ()):
            status = sieve.edge(edge).status
            if (
                self._follows(node, arrived, side, joining, along)
                and sieve.has_edge(edge, status)
                and self._chosen_edge(edge)
            ):
                yield side, far, side ^ REVERSED, edge

    def _follows(self, node: int, arrived: int, side: int, joining: bool, along: bool) -> bool:
        if self.bounds.directed and bool(side & REVERSED) == along:
            return False
        return self.turns(node, arrived, side, joining)

    def _chosen_edge(self, edge: int) -> bool:
        chosen = self.bounds.chosen
        return chosen is None or chosen.has_edge(self.sieve.edge(edge).predicate)

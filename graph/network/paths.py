"""Coherent paths between nodes of the compact network, parallel awards as one hop.

The search keeps (node, side it arrived by) states and turns only where `graph.network.grammar` allows. It measures
distances from one end and walks from the other, shortest paths first, never where the distance left is too short.
Where one path will do, it measures no farther than that one is long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from graph.network.crossing import Ends, Leg, ends_of, legs_across
from graph.network.deadline import Deadline
from graph.network.grammar import REVERSED, THE_AWARD, may_cross_award, may_join
from graph.network.moves import START, Bounds, Moves
from graph.network.sieve import Sieve

_SET = 16  # entries of a list that a set in C passes over while a binary search finds one

Route = tuple[tuple[Leg, ...], ...]  # steps from start to end; two legs in a step share their awards


class Found(NamedTuple):
    """Paths found, shortest first; ``complete`` is False when the list was cut at its bound or by the clock."""

    routes: list[Route]
    complete: bool


class _Step(NamedTuple):
    target: int
    near_side: int  # side by which the node is left
    far_side: int  # side by which the target is reached
    cost: int
    legs: tuple[Leg, ...]
    reached: tuple[int, ...]  # the target, before it the recipient that stands between


def find_routes(
    sieve: Sieve, starts: frozenset[int], ends: frozenset[int], bounds: Bounds, deadline: Deadline
) -> Found:
    """Return the simple paths of at most ``max_hops`` hops from one of ``starts`` to one of ``ends``.

    Nothing is visited twice, recipients shown between two hops included; a path to one thing ends where it first
    reaches it. An award as an end stands for itself alone. With ``through_companies`` the list also holds paths
    that turn at a company, but none of which one award carries two steps.
    """
    forward = (
        min(map(len, (starts, ends))) > 1
        or len(starts) < len(ends)
        or (len(starts) == len(ends) and _size(sieve, starts) >= _size(sieve, ends))
    )
    first, last = (starts, ends) if forward else (ends, starts)
    found = _Search(sieve, last, bounds, deadline, along=forward).run(first)
    if forward:
        return found
    turned: dict[int, tuple[Leg, ...]] = {}
    return Found([_reversed(route, turned) for route in found.routes], found.complete)


def hops_from(sieve: Sieve, origin: int, bounds: Bounds, deadline: Deadline, *, along: bool) -> dict[int, int]:
    """Return every node that a coherent path from ``origin`` reaches, with the fewest hops; ``along`` the direction."""
    return _Search(sieve, frozenset((origin,)), bounds, deadline, along=not along).reach()


def _size(sieve: Sieve, nodes: frozenset[int]) -> int:
    network = sieve.network
    return sum(1 if node >= network.entities else network.degree(node) for node in nodes)


def _holds(ordered: memoryview, number: int, start: int, stop: int) -> bool:
    at = bisect_left(ordered, number, start, stop)
    return at < stop and bool(ordered[at] == number)


def _reversed(route: Route, turned: dict[int, tuple[Leg, ...]]) -> Route:
    """Return a path from its other end; ``turned`` keeps the steps that many paths share one and the same."""
    steps = []
    for step in reversed(route):
        if id(step) not in turned:
            turned[id(step)] = tuple(leg.reversed() for leg in reversed(step))
        steps.append(turned[id(step)])
    # A company joins a hop to the one before it, which was the one after.
    marked = [False, *(step[0].joined for step in route[:0:-1])]
    return tuple(
        (step[0]._replace(joined=True), *step[1:]) if mark else step for step, mark in zip(steps, marked, strict=True)
    )


class _Trail(NamedTuple):
    places: list[int]
    legs: list[tuple[Leg, ...]]


class _Search(Moves):
    def __init__(self, sieve: Sieve, goals: frozenset[int], bounds: Bounds, deadline: Deadline, *, along: bool) -> None:
        super().__init__(sieve, goals, bounds, deadline, along=along)
        self.longer = True  # whether a path was given up for its length alone
        self.cached: dict[tuple[int, int], list[_Step]] = {}
        self.following: dict[tuple[int, int], list[_Step]] = {}
        self.goal_awards = self.awards_among(goals)

    def run(self, starts: frozenset[int]) -> Found:
        routes: list[Route] = []
        passes = (False, True) if self.bounds.through_companies else (False,)
        for joining in passes:
            fringe = self.begin(starts, joining)
            self.cached, self.following = {}, {}
            if self.bounds.limit > 1:
                self.measure(fringe, self.bounds.max_hops)
            self.longer = True
            for length in range(1, self.bounds.max_hops + 1):
                if not self.longer or self.cut:
                    break
                if fringe.hops < length:
                    self.measure(fringe, length)
                    self.cached, self.following = {}, {}
                self.longer = fringe.goes_on or any(self.near.get(start, 0) > length for start in starts)
                for start in sorted(starts):
                    if self.near.get(start, length + 1) <= length:
                        self._walk(_Trail([start], []), START, length, routes, joining)
        return Found(routes, not self.cut)

    def reach(self) -> dict[int, int]:
        self.measure(self.begin(frozenset(), self.bounds.through_companies), self.bounds.max_hops)
        return self.near

    # Paths from a start, in the order of the network's lists.

    def steps(self, node: int, arrived: int, joining: bool) -> list[_Step]:
        """Return the steps that may follow and lead on to a goal; the same for every path that comes by one side."""
        found = self.following.get((node, arrived))
        if found is None:
            found = [step for step in self._steps(node, arrived, joining) if step.target in self.near]
            self.following[node, arrived] = found
        return found

    def _steps(self, node: int, arrived: int, joining: bool) -> Iterator[_Step]:
        if node >= self.network.entities:
            yield from self._crossings(node, THE_AWARD)
            return
        for side, _, _ in self.network.runs(node):
            if self.enters(node, arrived, side, joining):
                yield from self._crossings(node, side & ~REVERSED)
        avoid = self.sieve.kept.avoid
        for side, far, reached, edge in self.edges(node, arrived, joining, self.along, self.near):
            if far not in avoid:
                leg = Leg(node, far, side & ~REVERSED, None, edge, None, [])
                yield _Step(far, side, reached, 1, (leg,), (far,))

    def _crossings(self, node: int, relation: int) -> list[_Step]:
        """Return the steps over awards that a node has a relation to, parallel awards as one step."""
        if (node, relation) in self.cached:
            return self.cached[node, relation]
        grouped: dict[Ends, list[int]] = {}
        for bundle in self._entered(node, relation):
            sides = [*self.sieve.sides(bundle)]
            ends = [
                (far, side)
                for side, far in sides
                if far in self.near and far != node and may_cross_award(relation, side)
            ]
            if relation != THE_AWARD:
                ends += [(award, THE_AWARD) for award in self.goal_awards.get(bundle, ())]
            for far in ends:
                if self.goes(relation, far[1]) and far[0] not in self.sieve.kept.avoid:
                    grouped.setdefault(ends_of(sides, (node, relation), far), []).append(bundle)
        steps = [step for ends, bundles in grouped.items() for step in self._over(ends, bundles)]
        self.cached[node, relation] = steps
        return steps

    def _entered(self, node: int, relation: int) -> list[int]:
        network = self.network
        if node >= network.entities:
            own = network.of_award[node - network.entities]
            return [] if self.sieve.is_closed(own) else [own]
        near = self.near_bundles
        for side, start, stop in network.runs(node):
            if side == relation | REVERSED:
                if len(near) * _SET < stop - start:
                    return [bundle for bundle in sorted(near) if _holds(network.near_end, bundle, start, stop)]
                # A set in C passes over an agency's ten thousand awards twenty times faster than a loop.
                return sorted(near.intersection(network.near_end[start:stop].tolist()))
        return []

    def _over(self, ends: Ends, bundles: list[int]) -> Iterator[_Step]:
        """Yield the step over parallel awards, if any of them carries both ends in scope."""
        sieve, chosen = self.sieve, self.bounds.chosen
        legs = legs_across(ends, bundles)
        if not legs:
            return
        if sieve.narrows(legs[0].named):
            bundles = [bundle for bundle in bundles if sieve.awards(bundle, legs[0].named)]
            legs = legs_across(ends, bundles) if bundles else ()
        if legs and (chosen is None or all(chosen.has_leg(leg) for leg in legs)):
            (_, near), (target, far) = ends.near, ends.far
            reached = tuple(leg.target for leg in legs)
            yield _Step(target, near | REVERSED, far | REVERSED, len(legs), legs, reached)

    def _walk(self, trail: _Trail, arrived: int, left: int, routes: list[Route], joining: bool) -> None:
        """Add the paths of exactly ``left`` more hops; in a joining pass, those that a company joins."""
        places, legs = trail
        near = self.near
        for step in self.steps(places[-1], arrived, joining):
            if self.tick():
                return
            rest = left - step.cost
            if near[step.target] > rest:
                self.longer = True
                continue
            reached = step.reached
            if reached[-1] in places or reached[0] in places:
                continue
            own = step.legs
            if arrived != START and not may_join(arrived, step.near_side):
                own = (own[0]._replace(joined=True), *own[1:])
            if joining and any(self._shares(one[-1], own[0]) for one in legs):
                continue
            legs.append(own)
            if rest == 0:
                self._add(legs, routes, joining)
                self.longer = self.longer or len(self.goals) > 1
            elif len(self.goals) > 1 or step.target not in self.goals:
                places.extend(reached)
                self._walk(trail, step.far_side, rest, routes, joining)
                del places[-len(reached) :]
            legs.pop()

    def _add(self, legs: list[tuple[Leg, ...]], routes: list[Route], joining: bool) -> None:
        if joining == any(step[0].joined for step in legs):
            routes.append(tuple(legs))
            self.cut = self.cut or len(routes) >= self.bounds.limit

    def _shares(self, before: Leg, after: Leg) -> bool:
        """Tell whether one award carries both hops: then a coherent path over it says what is true."""
        common = set(before.bundles).intersection(after.bundles)
        named = (*before.named, *after.named)
        return any(self.sieve.awards(bundle, named) for bundle in common)

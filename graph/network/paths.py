"""Coherent paths between nodes of the compact network, parallel awards as one hop.

The search keeps (node, side it arrived by) states and turns only where `graph.network.grammar` allows. It measures
distances from one end and walks from the other, shortest paths first, never where the distance left is too short.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.network.crossing import Ends, Leg, ends_of, flows, legs_across, stands_between
from graph.network.deadline import Deadline
from graph.network.grammar import (
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
_START = 255
_VENDOR = KINDS.index("vendor")
_TICKS = 256  # steps between two looks at the clock

Route = tuple[tuple[Leg, ...], ...]  # steps from start to end; two legs in a step share their awards


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
    return Found([_reversed(route) for route in found.routes], found.complete)


def hops_from(sieve: Sieve, origin: int, bounds: Bounds, deadline: Deadline, *, along: bool) -> dict[int, int]:
    """Return every node that a coherent path from ``origin`` reaches, with the fewest hops; ``along`` the direction."""
    return _Search(sieve, frozenset((origin,)), bounds, deadline, along=not along).reach()


def _size(sieve: Sieve, nodes: frozenset[int]) -> int:
    network = sieve.network
    return sum(1 if node >= network.entities else network.degree(node) for node in nodes)


def _reversed(route: Route) -> Route:
    turned = [[leg.reversed() for leg in reversed(step)] for step in reversed(route)]
    # A company joins a hop to the one before it, which was the one after.
    joined = [step[0].joined for step in route][::-1]
    marked = [False, *joined[:-1]]
    return tuple((step[0]._replace(joined=mark), *step[1:]) for step, mark in zip(turned, marked, strict=True))


class _Trail(NamedTuple):
    places: list[int]
    legs: list[tuple[Leg, ...]]


class _Search:
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
        self.longer = True  # whether a path was given up for its length alone
        self.cached: dict[tuple[int, int], list[_Step]] = {}
        self.following: dict[tuple[int, int], list[_Step]] = {}
        self.goal_awards = self._awards_among(goals)

    def run(self, starts: frozenset[int]) -> Found:
        routes: list[Route] = []
        passes = (False, True) if self.bounds.through_companies else (False,)
        for joining in passes:
            self._measure(starts, joining)
            self.longer = True
            for length in range(1, self.bounds.max_hops + 1):
                if not self.longer:
                    break
                self.longer = any(self.near.get(start, 0) > length for start in starts)
                for start in sorted(starts):
                    if self.near.get(start, length + 1) <= length:
                        self._walk(_Trail([start], []), _START, length, routes, joining)
        return Found(routes, not self.cut)

    def reach(self) -> dict[int, int]:
        self._measure(frozenset(), self.bounds.through_companies)
        return self.near

    def _awards_among(self, nodes: frozenset[int]) -> dict[int, list[int]]:
        """Return bundle -> those of its awards that are asked for."""
        found: dict[int, list[int]] = {}
        for node in sorted(nodes):
            if node >= self.network.entities:
                found.setdefault(self.network.of_award[node - self.network.entities], []).append(node)
        return found

    def turns(self, node: int, arriving: int, leaving: int, joining: bool) -> bool:
        if arriving == _START or may_join(arriving, leaving):
            return True
        return joining and joins_by_company(arriving, leaving) and self.network.kind[node] == _VENDOR

    def tick(self) -> bool:
        """Tell whether the search must stop: too many paths or no time left."""
        self.ticks += 1
        if self.ticks % _TICKS == 0 and self.deadline.over:
            self.cut = True
        return self.cut

    # Distances from the goals, walked against the direction of the paths.

    def _measure(self, starts: frozenset[int], joining: bool) -> None:
        """Fill the fewest hops from each node to a goal, a lower bound; nothing is explored beyond the starts."""
        self.near, self.near_bundles, self.cached, self.following = {}, set(), {}, {}
        start_awards = self._awards_among(starts)
        longest = self.bounds.max_hops
        waiting: list[list[tuple[int, int]]] = [[] for _ in range(longest + 3)]
        waiting[0] = [(goal, _START) for goal in sorted(self.goals)]
        crossed: set[tuple[int, int]] = set()
        seen: set[tuple[int, int]] = set()
        for hops in range(longest + 1):
            for node, arrived in waiting[hops]:
                if (node, arrived) in seen or self.tick():
                    continue
                seen.add((node, arrived))
                self.near.setdefault(node, hops)
                if len(starts) == 1 and node in starts:
                    continue
                for bundle, relation in self._bundles(node, arrived, joining):
                    self.near_bundles.add(bundle)
                    for award in start_awards.get(bundle, ()):
                        self.near.setdefault(award, hops + 1)
                    if (bundle, relation) not in crossed:
                        crossed.add((bundle, relation))
                        for cost, reached, side in self._across(bundle, relation):
                            waiting[hops + cost].append((reached, side))
                for _, far, side, _ in self._edges(node, arrived, joining, not self.along):
                    waiting[hops + 1].append((far, side))

    def _bundles(self, node: int, arrived: int, joining: bool) -> Iterator[tuple[int, int]]:
        """Yield each open bundle that may be entered from a node, with the node's relation to it."""
        if node >= self.network.entities:
            bundle = self.network.of_award[node - self.network.entities]
            if not self.sieve.is_closed(bundle):
                yield bundle, THE_AWARD
            return
        for side, start, stop in self.network.runs(node):
            if self._enters(node, arrived, side, joining):
                for bundle in self.network.near_end[start:stop]:
                    if not self.sieve.is_closed(bundle):
                        yield bundle, side & ~REVERSED

    def _enters(self, node: int, arrived: int, side: int, joining: bool) -> bool:
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
        for leaving, node in sides:
            if may_cross_award(relation, leaving) and self._goes(leaving, relation):
                yield 1 + (paid and stands_between(leaving, relation)), node, leaving | REVERSED

    def _goes(self, near: int, far: int) -> bool:
        """Tell whether the direction asked for lets a path go over an award from one relation to another."""
        if not self.bounds.directed:
            return True
        return flows(near, far) if self.along else flows(far, near)

    def _edges(self, node: int, arrived: int, joining: bool, along: bool) -> Iterator[tuple[int, int, int, int]]:
        """Yield (side left by, other end, side reached by, edge) of the edges between entities that may follow."""
        if node >= self.network.entities:
            return
        sieve, network = self.sieve, self.network
        for side, start, stop in network.runs(node):
            if side & ~REVERSED < ENTITY_RELATIONS or not self._follows(node, arrived, side, joining, along):
                continue
            for at in range(start, stop):
                edge = network.near_edge[at]
                if sieve.has_edge(edge, network.edge_status[edge]) and self._chosen_edge(edge):
                    yield side, network.near_end[at], side ^ REVERSED, edge
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
            if self._enters(node, arrived, side, joining):
                yield from self._crossings(node, side & ~REVERSED)
        avoid = self.sieve.kept.avoid
        for side, far, reached, edge in self._edges(node, arrived, joining, self.along):
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
            ends = [(far, side) for side, far in sides if may_cross_award(relation, side) and far != node]
            if relation != THE_AWARD:
                ends += [(award, THE_AWARD) for award in self.goal_awards.get(bundle, ())]
            for far in ends:
                if self._goes(relation, far[1]) and far[0] not in self.sieve.kept.avoid:
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
            if arrived != _START and not may_join(arrived, step.near_side):
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

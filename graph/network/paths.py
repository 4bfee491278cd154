"""Coherent raw paths between two nodes of the compact network.

The search keeps (node, side it arrived by) states, turns only where `graph.network.grammar` allows, measures
distances from the end with fewer neighbours and walks from the other one, pruned by them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from graph.network.grammar import ENTITY_RELATIONS, INFERRED_SIDES, REVERSED, may_cross_award, may_join
from graph.network.reading import INFERRED, Network

MAX_STEPS = 8
_SLACK = 2  # steps beyond the shortest length that are still looked at
_LIMIT = 20_000  # raw paths looked at before ranking; reached only between two very large agencies
_START = 255

Place = tuple[bool, int]  # (is a bundle of awards, its number)
_Move = tuple[bool, int, int, int]  # into a bundle, number reached, side at the far end, edge number


class RawPath(NamedTuple):
    """A simple path: places from start to end, and between them (relation, edge number)."""

    places: tuple[Place, ...]
    edges: tuple[tuple[int, int], ...]

    def reversed(self) -> RawPath:
        """Return the same path walked from the other end."""
        return RawPath(self.places[::-1], self.edges[::-1])


class Found(NamedTuple):
    """Paths found, shortest first; ``complete`` is False when the list was cut at its bound."""

    paths: list[RawPath]
    complete: bool


def find_raw_paths(
    network: Network, start: int, end: int, *, max_steps: int = MAX_STEPS, inferred: bool = True
) -> Found:
    """Return the coherent simple paths up to two steps longer than the shortest.

    An award given as an end stands for its bundle. Edges that a rule inferred are left out unless ``inferred``.
    """
    search = _Search(network, max_steps, inferred)
    first, last = search.place(start), search.place(end)
    if first == last:
        return Found([], True)
    if search.size(first) >= search.size(last):
        return search.between(first, last)
    found = search.between(last, first)
    return Found([path.reversed() for path in found.paths], found.complete)


class _Search:
    def __init__(self, network: Network, max_steps: int, inferred: bool) -> None:
        self.network = network
        self.max_steps = max_steps
        self.inferred = inferred
        self._near_bundles: set[int] = set()

    def place(self, node: int) -> Place:
        if node >= self.network.entities:
            return True, self.network.of_award[node - self.network.entities]
        return False, node

    def size(self, place: Place) -> int:
        return 1 if place[0] else self.network.degree(place[1])

    def moves(self, place: Place, arrived: int, within: set[int] | None = None) -> Iterator[_Move]:
        """Yield each allowed move from a place that was reached by side ``arrived``; only to bundles ``within``."""
        network = self.network
        if place[0]:
            for relation, node, status in network.sides(place[1]):
                if (self.inferred or status != INFERRED) and (arrived == _START or may_cross_award(arrived, relation)):
                    yield False, node, relation | REVERSED, place[1]
            return
        for side, start, stop in network.runs(place[1]):
            if arrived != _START and not may_join(arrived, side):
                continue
            relation = side & ~REVERSED
            if relation < ENTITY_RELATIONS:
                if self.inferred or relation not in INFERRED_SIDES:
                    ends = network.near_end[start:stop]
                    # A set in C passes over an agency's ten thousand awards twenty times faster than this loop.
                    for bundle in ends if within is None else sorted(within.intersection(ends.tolist())):
                        yield True, bundle, relation, bundle
                continue
            for at in range(start, stop):
                edge = network.near_edge[at]
                if self.inferred or network.edge_status[edge] != INFERRED:
                    yield False, network.near_end[at], side ^ REVERSED, edge

    def distances(self, origin: Place, goal: Place) -> dict[Place, int]:
        """Return the fewest coherent steps from ``origin`` to each place; nothing is explored beyond ``goal``."""
        seen: set[tuple[bool, int, int]] = {(*origin, _START)}
        near: dict[Place, int] = {origin: 0}
        frontier = [(origin, _START)]
        for steps in range(1, self.max_steps + 1):
            following = []
            for place, arrived in frontier:
                for bundle, number, side, _ in self.moves(place, arrived):
                    state = (bundle, number, side)
                    if state in seen:
                        continue
                    seen.add(state)
                    reached = (bundle, number)
                    near.setdefault(reached, steps)
                    if reached != goal:
                        following.append((reached, side))
            frontier = following
        return near

    def between(self, start: Place, end: Place) -> Found:
        near = self.distances(end, start)
        found: list[RawPath] = []
        if start not in near:
            return Found(found, True)
        self._near_bundles = {number for bundled, number in near if bundled}
        longest = self.max_steps
        length = near[start]
        while length <= longest and len(found) < _LIMIT:
            self._walk(start, end, near, length, found)
            if found and longest == self.max_steps:
                longest = min(longest, length + _SLACK)
            length += 1
        return Found(found, len(found) < _LIMIT)

    def _walk(self, start: Place, end: Place, near: dict[Place, int], length: int, found: list[RawPath]) -> None:
        """Add the paths of exactly ``length`` steps, in the order of the network's lists."""
        places: list[Place] = [start]
        edges: list[tuple[int, int]] = []
        stack = [self.moves(start, _START, self._near_bundles)]
        while stack:
            move = next(stack[-1], None)
            if move is None:
                stack.pop()
                places.pop()
                if edges:
                    edges.pop()
                continue
            bundle, number, side, edge = move
            reached, left = (bundle, number), length - len(edges) - 1
            if reached == end and left == 0:
                path = RawPath((*places, end), (*edges, (side & ~REVERSED, edge)))
                found.append(path)
                if len(found) >= _LIMIT:
                    return
            elif reached != end and near.get(reached, length) <= left and left and reached not in places:
                places.append(reached)
                edges.append((side & ~REVERSED, edge))
                stack.append(self.moves(reached, side, self._near_bundles))

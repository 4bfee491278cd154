"""Single points of failure of a simple graph, and the smallest set of nodes that parts two of them."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import Any

import numpy as np

from graph.network.compact import Compact
from graph.network.deadline import Deadline


def cut_points(graph: Compact, deadline: Deadline) -> tuple[Any, Any]:
    """Return whether each node is an articulation point, and whether each line is a bridge (Tarjan 1972)."""
    indptr, near, line = _lists(graph)
    found_at, low = [0] * graph.size, [0] * graph.size
    point, bridge = np.zeros(graph.size, bool), np.zeros(graph.lines, bool)
    clock = 0
    for root in range(graph.size):
        if found_at[root]:
            continue
        deadline.check("Finding articulation points")
        clock += 1
        found_at[root] = low[root] = clock
        branches = 0
        stack = [(root, -1, indptr[root])]
        while stack:
            node, came, at = stack[-1]
            if at < indptr[node + 1]:
                stack[-1] = (node, came, at + 1)
                other = near[at]
                if not found_at[other]:
                    clock += 1
                    found_at[other] = low[other] = clock
                    stack.append((other, line[at], indptr[other]))
                elif line[at] != came:
                    low[node] = min(low[node], found_at[other])
                continue
            stack.pop()
            if not stack:
                break
            parent = stack[-1][0]
            low[parent] = min(low[parent], low[node])
            bridge[came] = low[node] > found_at[parent]
            if parent == root:
                branches += 1
            elif low[node] >= found_at[parent]:
                point[parent] = True
        point[root] = branches > 1
    return point, bridge


def _lists(graph: Compact) -> tuple[list[int], list[int], list[int]]:
    """Return neighbour lists and the line to each neighbour, as plain lists: a loop is three times faster on them."""
    ends = np.concatenate([graph.left, graph.right])
    order = np.lexsort((np.concatenate([graph.right, graph.left]), ends))
    starts = np.concatenate([[0], np.cumsum(np.bincount(ends, minlength=graph.size))])
    return (
        starts.tolist(),
        np.concatenate([graph.right, graph.left])[order].tolist(),
        np.concatenate([np.arange(graph.lines)] * 2)[order].tolist(),
    )


def smallest_cut(
    arrows: Iterable[tuple[int, int]], start: int, end: int, removable: Collection[int], deadline: Deadline
) -> tuple[int, ...] | None:
    """Return the fewest ``removable`` nodes without which no way leads from ``start`` to ``end``, ascending.

    Of several smallest sets the one nearest to the start. None where no such set exists; nothing where no way leads
    there anyway. By the theorem of Menger, as many ways share no removable node as the set has nodes.

    Raises:
        TimedOut: The deadline is over.
    """
    following: dict[int, set[int]] = {}
    for source, target in arrows:
        following.setdefault(source, set()).add(target)
    may_go = set(removable) - {start, end}
    flow = _Flow(following, may_go)
    while (way := flow.way(start, end)) is not None:
        deadline.check("Finding the smallest cut")
        if not flow.add(way):
            return None
    reached = flow.reached(start)
    return tuple(sorted(node for node in may_go if (node, False) in reached and (node, True) not in reached))


_State = tuple[int, bool]  # a node, and whether it is left (True) or only entered


class _Flow:
    """Unit flow in the graph whose removable nodes are split into an entrance and an exit."""

    def __init__(self, following: dict[int, set[int]], may_go: set[int]) -> None:
        self._room: dict[_State, dict[_State, float]] = {}
        for source, targets in following.items():
            for target in sorted(targets):
                self._join((source, True), (target, target not in may_go), float("inf"))
        for node in sorted(may_go):
            self._join((node, False), (node, True), 1.0)

    def _join(self, source: _State, target: _State, room: float) -> None:
        self._room.setdefault(source, {})[target] = room
        self._room.setdefault(target, {}).setdefault(source, 0.0)

    def _search(self, start: int) -> dict[_State, _State]:
        origin = (start, True)
        came: dict[_State, _State] = {origin: origin}
        waiting = deque([origin])
        while waiting:
            here = waiting.popleft()
            for there, room in self._room.get(here, {}).items():
                if room > 0 and there not in came:
                    came[there] = here
                    waiting.append(there)
        return came

    def way(self, start: int, end: int) -> list[_State] | None:
        """Return a way with room on it, or None."""
        came = self._search(start)
        if (end, True) not in came:
            return None
        way = [(end, True)]
        while way[-1] != (start, True):
            way.append(came[way[-1]])
        return way[::-1]

    def add(self, way: list[_State]) -> bool:
        """Send one unit along a way; False where nothing on it bounds the flow."""
        steps = list(pairwise(way))
        if all(self._room[a][b] == float("inf") for a, b in steps):
            return False
        for source, target in steps:
            self._room[source][target] -= 1
            self._room[target][source] += 1
        return True

    def reached(self, start: int) -> Collection[_State]:
        """Return all that the start reaches where there is room."""
        return self._search(start).keys()

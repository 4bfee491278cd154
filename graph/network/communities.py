"""Communities: groups with more weight among themselves than chance would give (Louvain, Blondel et al. 2008).

All nodes of a random half weigh their moves at once in arrays; a step that would lower the modularity is thinned
until it does not. Several seeded runs are made on small graphs and the best is kept. No community falls apart:
what hangs together only through others is split, as in Leiden (Traag et al. 2019).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graph.errors import TimedOut
from graph.network.compact import Compact
from graph.network.deadline import Deadline

SEED = 20260101
_RUNS_WORK = 400_000  # lines looked at in all runs of one question
_MOST_RUNS = 12
_ROUNDS = 200
_TINY = 1e-12


class Grouping(NamedTuple):
    """Community of each node, numbered from 0 by falling size; isolated nodes are communities of their own."""

    of_node: Any
    modularity: float
    runs: int


class _Level(NamedTuple):
    """A graph in both directions, with loops: what is inside a node of a coarser level."""

    row: Any
    col: Any
    weight: Any
    loops: Any
    strength: Any


def group(graph: Compact, deadline: Deadline, *, resolution: float = 1.0) -> Grouping:
    """Return the communities of the weights; a higher ``resolution`` gives more and smaller ones.

    Raises:
        TimedOut: The time was up before the first run ended.
    """
    weight = graph.weight.astype(np.float64)
    ends = np.concatenate([graph.left, graph.right]), np.concatenate([graph.right, graph.left])
    order = np.lexsort((ends[1], ends[0]))
    both = np.concatenate([weight, weight])[order]
    start = _Level(ends[0][order], ends[1][order], both, np.zeros(graph.size), graph.strengths.astype(np.float64))
    planned = int(np.clip(_RUNS_WORK // max(graph.lines, 1), 1, _MOST_RUNS))
    best, most, done = np.arange(graph.size), -np.inf, 0
    for run in range(planned):
        try:
            found = _louvain(start, resolution, np.random.default_rng((SEED, run)), deadline)
        except TimedOut:
            if not done:
                raise
            break
        found = _whole(graph, found)
        quality = modularity(start, found, resolution)
        done += 1
        if quality > most + _TINY:
            best, most = found, quality
    return Grouping(_by_size(best), float(most), done)


def modularity(level: _Level, of_node: Any, resolution: float = 1.0) -> float:
    """Return Newman's modularity of a grouping; 0 without lines."""
    total = level.strength.sum()
    if not total:
        return 0.0
    inside = level.weight[of_node[level.row] == of_node[level.col]].sum() + level.loops.sum()
    sums = np.bincount(of_node, weights=level.strength)
    return float(inside / total - resolution * ((sums / total) ** 2).sum())


def _louvain(start: _Level, resolution: float, rng: Any, deadline: Deadline) -> Any:
    level, of_node = start, np.arange(len(start.strength))
    while True:
        moved = _settle(level, resolution, rng, deadline)
        _, coarse = np.unique(moved, return_inverse=True)
        if coarse.max(initial=-1) + 1 == len(level.strength):
            return of_node
        of_node = coarse[of_node]
        level = _merged(level, coarse)


def _settle(level: _Level, resolution: float, rng: Any, deadline: Deadline) -> Any:
    """Move nodes to neighbouring communities as long as that raises the modularity."""
    size = len(level.strength)
    of_node = np.arange(size)
    quality = modularity(level, of_node, resolution)
    still = 0
    half = rng.random(size) < 0.5
    for turn in range(_ROUNDS):
        deadline.check("Finding communities")
        if turn % 2 == 0:
            half = rng.random(size) < 0.5
        nodes, goals = _wishes(level, of_node, resolution, half if turn % 2 == 0 else ~half)
        while len(nodes):
            moved = of_node.copy()
            moved[nodes] = goals
            reached = modularity(level, moved, resolution)
            if reached > quality + _TINY:
                of_node, quality = moved, reached
                break
            kept = rng.permutation(len(nodes))[: len(nodes) // 2]
            nodes, goals = nodes[kept], goals[kept]
        still = 0 if len(nodes) else still + 1
        if still >= 4:
            break
    return of_node


def _wishes(level: _Level, of_node: Any, resolution: float, active: Any) -> tuple[Any, Any]:
    """Return the active nodes that would gain by moving, and where to: of equal communities the smallest number."""
    chosen = active[level.row]
    size = len(of_node)
    key, place = np.unique(level.row[chosen] * size + of_node[level.col[chosen]], return_inverse=True)
    if not len(key):
        return key, key
    node, goal = key // size, key % size
    reach = np.bincount(place, weights=level.weight[chosen])
    sums = np.bincount(of_node, weights=level.strength, minlength=size)
    own = goal == of_node[node]
    rivals = sums[goal] - np.where(own, level.strength[node], 0)
    gain = reach - resolution * level.strength[node] * rivals / level.strength.sum()
    stay = -resolution * level.strength * (sums[of_node] - level.strength) / level.strength.sum()
    stay[node[own]] = gain[own]
    first = np.flatnonzero(np.diff(node, prepend=-1))
    best = np.maximum.reduceat(gain, first)
    at_best = gain >= np.repeat(best, np.diff(np.append(first, len(node)))) - _TINY
    pick = np.minimum.reduceat(np.where(at_best, goal, size), first)
    mover = node[first]
    better = (best > stay[mover] + _TINY * level.strength.sum()) & (pick != of_node[mover])
    return mover[better], pick[better]


def _merged(level: _Level, coarse: Any) -> _Level:
    """Return the graph whose nodes are the communities of another."""
    size = int(coarse.max()) + 1
    row, col = coarse[level.row], coarse[level.col]
    same = row == col
    loops = np.bincount(coarse, weights=level.loops, minlength=size)
    loops += np.bincount(row[same], weights=level.weight[same], minlength=size)
    key, place = np.unique(row[~same] * size + col[~same], return_inverse=True)
    weight = np.bincount(place, weights=level.weight[~same], minlength=len(key))
    strength = np.bincount(coarse, weights=level.strength, minlength=size)
    return _Level(key // size, key % size, weight, loops, strength)


def _whole(graph: Compact, of_node: Any) -> Any:
    """Return the grouping with communities that fall apart split into their parts."""
    inside = of_node[graph.left] == of_node[graph.right]
    return graph.kept(inside).components[1]


def _by_size(of_node: Any) -> Any:
    """Return the same grouping numbered by falling size, then by smallest member."""
    _, first, place, counts = np.unique(of_node, return_index=True, return_inverse=True, return_counts=True)
    order = np.lexsort((first, -counts))
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    return rank[place]

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
_RUNS_WORK = 60_000  # lines looked at in all runs of one question
_MOST_RUNS = 6
_ROUNDS = 200
_TINY = 1e-12
_STANDS_STILL = 1e-6  # what less than this is gained in a round, coarser levels gain as well


class Grouping(NamedTuple):
    """Community of each node, numbered from 0 by falling size; isolated nodes are communities of their own."""

    of_node: Any
    modularity: float
    runs: int


class _Level(NamedTuple):
    """A symmetric matrix of weights without diagonal, and what is inside each node of a coarser level."""

    matrix: Any
    row: Any
    loops: Any
    strength: Any

    @classmethod
    def of(cls, matrix: Any, loops: Any, strength: Any) -> _Level:
        return cls(matrix, np.repeat(np.arange(matrix.shape[0]), np.diff(matrix.indptr)), loops, strength)


def group(graph: Compact, deadline: Deadline, *, resolution: float = 1.0) -> Grouping:
    """Return the communities of the weights; a higher ``resolution`` gives more and smaller ones.

    Raises:
        TimedOut: The time was up before the first run ended.
    """
    start = _Level.of(graph.matrix, np.zeros(graph.size), graph.strengths.astype(np.float64))
    if not graph.lines:
        return Grouping(np.arange(graph.size), 0.0, 1)
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
    """Return Newman's modularity of a grouping of a graph with lines."""
    total = level.strength.sum()
    inside = level.matrix.data[of_node[level.row] == of_node[level.matrix.indices]].sum() + level.loops.sum()
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
    for _ in range(_ROUNDS):
        deadline.check("Finding communities")
        half = rng.random(size) < 0.5
        before = quality
        for active in (half, ~half):
            nodes, goals = _wishes(level, of_node, resolution, active)
            while len(nodes):
                moved = of_node.copy()
                moved[nodes] = goals
                reached = modularity(level, moved, resolution)
                if reached > quality + _TINY:
                    of_node, quality = moved, reached
                    break
                kept = rng.permutation(len(nodes))[: len(nodes) // 2]
                nodes, goals = nodes[kept], goals[kept]
        if quality - before < _STANDS_STILL:
            break
    return of_node


def _wishes(level: _Level, of_node: Any, resolution: float, active: Any) -> tuple[Any, Any]:
    """Return the active nodes that would gain by moving, and where to: of equal communities the smallest number."""
    from scipy.sparse import csr_array

    size, total = len(of_node), level.strength.sum()
    member = csr_array((np.ones(size), of_node, np.arange(size + 1)), shape=(size, size))
    reached = level.matrix @ member
    counts = np.diff(reached.indptr)
    node, goal = np.repeat(np.arange(size), counts), reached.indices
    sums = np.bincount(of_node, weights=level.strength, minlength=size)
    own = goal == of_node[node]
    rivals = sums[goal] - np.where(own, level.strength[node], 0)
    gain = reached.data - resolution * level.strength[node] * rivals / total
    stay = -resolution * level.strength * (sums[of_node] - level.strength) / total
    stay[node[own]] = gain[own]
    mover = np.flatnonzero(counts)
    first = reached.indptr[mover]
    best = np.maximum.reduceat(gain, first) if len(first) else gain
    at_best = gain >= np.repeat(best, counts[mover]) - _TINY * total
    pick = np.minimum.reduceat(np.where(at_best, goal, size), first) if len(first) else goal
    better = active[mover] & (best > stay[mover] + _TINY * total) & (pick != of_node[mover])
    return mover[better], pick[better]


def _merged(level: _Level, coarse: Any) -> _Level:
    """Return the graph whose nodes are the communities of another."""
    from scipy.sparse import csr_array

    size, old = int(coarse.max()) + 1, len(coarse)
    member = csr_array((np.ones(old), coarse, np.arange(old + 1)), shape=(old, size))
    matrix = csr_array(member.T @ level.matrix @ member)
    inside = matrix.diagonal()
    matrix.setdiag(0)
    matrix.eliminate_zeros()
    loops = np.bincount(coarse, weights=level.loops, minlength=size) + inside
    return _Level.of(matrix, loops, np.bincount(coarse, weights=level.strength, minlength=size))


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

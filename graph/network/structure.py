"""Measures of how a node is embedded: its k-core, and Burt's constraint."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.network.compact import Compact
from graph.network.deadline import Deadline

_DENSE_NODES = 6_000  # up to which a product of full matrices is taken when more than a tenth of all pairs are joined
_BLOCK = 1_000_000  # pairs of neighbours looked at at once, some 50 MB


def core_numbers(graph: Compact, deadline: Deadline) -> Any:
    """Return the largest k for which each node is among nodes that have k neighbours among themselves."""
    indptr, indices = graph.ones.indptr, graph.ones.indices
    left = graph.degrees.copy()
    core = np.zeros(graph.size, np.int64)
    alive = np.ones(graph.size, bool)
    k = 0
    while alive.any():
        k = max(k, int(left[alive].min()))
        going = np.flatnonzero(alive & (left <= k))
        while len(going):
            deadline.check("The k-core")
            core[going] = k
            alive[going] = False
            near = indices[_spans(indptr[going], indptr[going + 1])]
            near = near[alive[near]]
            np.subtract.at(left, near, 1)
            going = np.unique(near[left[near] <= k])
    return core


def _spans(start: Any, stop: Any) -> Any:
    """Return all positions from each start to before its stop."""
    counts = stop - start
    return np.repeat(start - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())


def constraint(graph: Compact, deadline: Deadline) -> Any:
    """Return Burt's constraint (Structural Holes, 1992, chapter 2): how far a node's contacts are one another's.

    0 has nobody's hands tied; NaN for nodes without neighbours, for which it is not defined.
    """
    strength = graph.strengths.astype(np.float64)
    inverse = np.divide(1.0, strength, out=np.zeros(graph.size), where=strength > 0)
    both = graph.weight + _through_others(graph, inverse, deadline)
    found = np.zeros(graph.size)
    for near in (graph.left, graph.right):
        np.add.at(found, near, (both * inverse[near]) ** 2)
    return np.where(strength > 0, found, np.nan)


def _through_others(graph: Compact, inverse: Any, deadline: Deadline) -> Any:
    """Return for each line the sum over common neighbours of the product of weights to them by their strength."""
    if graph.size <= _DENSE_NODES and graph.lines * 20 > graph.size**2:
        full = graph.matrix.toarray()
        return ((full * inverse) @ full)[graph.left, graph.right]
    # From the end with fewer neighbours, so that a hub of thousands is never walked around for each of its lines.
    degrees, matrix = graph.degrees, graph.matrix
    swap = degrees[graph.left] > degrees[graph.right]
    few, other = np.where(swap, graph.right, graph.left), np.where(swap, graph.left, graph.right)
    key = graph.left * graph.size + graph.right
    sums = np.zeros(graph.lines)
    total = np.cumsum(degrees[few])
    start = 0
    while start < graph.lines:
        deadline.check("Constraint")
        done = total[start - 1] if start else 0
        stop = max(start + 1, int(np.searchsorted(total, done + _BLOCK, "right")))
        begin, end = matrix.indptr[few[start:stop]], matrix.indptr[few[start:stop] + 1]
        at, line = _spans(begin, end), np.repeat(np.arange(start, stop), end - begin)
        between, far = matrix.indices[at].astype(np.int64), other[line]
        wanted = np.minimum(between, far) * graph.size + np.maximum(between, far)
        place = np.minimum(np.searchsorted(key, wanted), graph.lines - 1)
        both = key[place] == wanted
        values = matrix.data[at[both]] * graph.weight[place[both]] * inverse[between[both]]
        np.add.at(sums, line[both], values)
        start = stop
    return sums

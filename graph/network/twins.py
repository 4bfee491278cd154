"""Nodes that no distance can tell apart, merged: the same graph for shortest paths, often ten times smaller.

Two nodes are twins when they have the same neighbours, each other left aside. An agency's one-time vendors are. What
shortest paths do for one of them they do for all, so that one search can stand for the whole class.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from graph.network.compact import Compact

_SEED = 20260101


@dataclass(frozen=True)
class Quotient:
    """A graph with one node per class of twins; isolated nodes are in none.

    Attributes:
        of_node: Class of each node, -1 for isolated ones.
        many: How many nodes each class has.
        adjacent: Whether the members of a class are joined with each other.
        near: Number of neighbours that each member of a class has outside it.
        matrix: Symmetric matrix of ones between classes, a scipy.sparse.csr_array.
    """

    of_node: Any
    many: Any
    adjacent: Any
    near: Any
    matrix: Any


def merge_twins(graph: Compact) -> Quotient:
    """Return the graph with twins merged.

    Neighbourhoods are compared by two random 64-bit sums each: the chance that two different ones agree anywhere in
    a graph of a million nodes is below 1e-25.
    """
    from scipy.sparse import csr_array

    rng = np.random.default_rng(_SEED)
    mark = rng.integers(0, 2**64, size=(graph.size, 2), dtype=np.uint64)
    around = np.zeros_like(mark)
    np.add.at(around, graph.left, mark[graph.right])
    np.add.at(around, graph.right, mark[graph.left])
    linked = np.flatnonzero(graph.degrees)
    apart, _ = _classes(around[linked])
    close, count_close = _classes((around + mark)[linked])
    # No node has a twin of either kind at once, so that a class of one kind is never cut by one of the other.
    joined = count_close > 1
    raw = np.where(joined, close + len(linked), apart)
    _, first, of_linked, many = np.unique(raw, return_index=True, return_inverse=True, return_counts=True)
    of_node = np.full(graph.size, -1)
    of_node[linked] = of_linked
    left, right = of_node[graph.left], of_node[graph.right]
    pair = np.unique((np.minimum(left, right) * len(many) + np.maximum(left, right))[left != right])
    low, high = pair // len(many) if len(many) else pair, pair % len(many) if len(many) else pair
    ends = np.concatenate([low, high]), np.concatenate([high, low])
    matrix = csr_array((np.ones(2 * len(low)), ends), shape=(len(many), len(many)))
    adjacent = joined[first]
    near = graph.degrees[linked][first] - np.where(adjacent, many - 1, 0)
    return Quotient(of_node, many, adjacent, near, matrix)


def _classes(marks: Any) -> tuple[Any, Any]:
    """Return the class of equal rows for each row, and how many rows its class has."""
    pair = np.ascontiguousarray(marks).view([("a", np.uint64), ("b", np.uint64)]).ravel()
    _, place, counts = np.unique(pair, return_inverse=True, return_counts=True)
    return place, counts[place]

"""Closeness and harmonic centrality by breadth-first searches from 64 nodes at once, one bit each."""

from __future__ import annotations

from typing import Any

import numpy as np

from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.twins import merge_twins

_WORD = 64
_BLOCK = 2_000_000  # words gathered at once: 16 MB, what the caches of two cores hold


def closeness(graph: Compact, deadline: Deadline) -> Any:
    """Return the inverse mean distance to the nodes reached, times the share of other nodes that they are."""
    reached, total, _ = _distances(graph, deadline)
    share = reached / max(graph.size - 1, 1)
    return np.divide(reached * share, total, out=np.zeros(graph.size), where=total > 0)


def harmonic(graph: Compact, deadline: Deadline) -> Any:
    """Return the sum of inverse distances to all other nodes; nothing for those out of reach."""
    return _distances(graph, deadline)[2]


def _distances(graph: Compact, deadline: Deadline) -> tuple[Any, Any, Any]:
    """Return for each node how many others it reaches, the sum of distances and that of inverse distances."""
    merged = merge_twins(graph)
    inside = merged.many - 1
    step = np.where(merged.adjacent, 1, 2)
    sums = [inside.astype(np.int64), (inside * step).astype(np.int64), inside / step]
    for size, words in _words(merged.many):
        width = max(1, _BLOCK // max(merged.matrix.nnz, 1))
        for start in range(0, words.shape[0], width):
            deadline.check("Measuring distances")
            _search(merged.matrix, words[start : start + width], size, sums)
    scattered = []
    for values in sums:
        found = np.zeros(graph.size, values.dtype)
        linked = merged.of_node >= 0
        found[linked] = values[merged.of_node[linked]]
        scattered.append(found)
    return scattered[0], scattered[1], scattered[2]


def _words(many: Any) -> list[tuple[int, Any]]:
    """Return per size of class the classes of that size, in rows of 64, the last one filled up with -1."""
    found = []
    for size in np.unique(many).tolist():
        members = np.flatnonzero(many == size)
        padded = np.full(-(-len(members) // _WORD) * _WORD, -1)
        padded[: len(members)] = members
        found.append((size, padded.reshape(-1, _WORD)))
    return found


def _search(matrix: Any, words: Any, size: int, sums: list[Any]) -> None:
    """Search from each class in ``words`` and add what each node sees of them to ``sums``."""
    width = words.shape[0]
    wave = np.zeros((width, matrix.shape[0]), np.uint64)
    row, bit = np.nonzero(words >= 0)
    np.bitwise_or.at(wave, (row, words[row, bit]), np.uint64(1) << bit.astype(np.uint64))
    seen = wave.copy()
    linked = np.flatnonzero(np.diff(matrix.indptr))
    starts = matrix.indptr[linked]
    distance = 0
    while len(linked):
        distance += 1
        following = np.zeros_like(wave)
        following[:, linked] = np.bitwise_or.reduceat(wave[:, matrix.indices], starts, axis=1)
        following &= ~seen
        found = np.bitwise_count(following).sum(axis=0, dtype=np.int64) * size
        if not found.any():
            return
        seen |= following
        sums[0] += found
        sums[1] += found * distance
        sums[2] += found / distance
        wave = following

"""Betweenness (Brandes 2001, J. Math. Sociology 25:163): exact, or from a sample of sources with an error bound.

Many sources advance level by level at once, as products of a sparse matrix with blocks, on all cores; twins are
merged before, which the counting of paths allows for.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np

from graph.errors import TimedOut
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.twins import Quotient, merge_twins

SEED = 20260101
_EXACT_WORK = 8_000_000_000  # sources times lines up to which every source is used
_SAMPLED_WORK = 400_000_000  # the same for a sample
_LEAST_SAMPLE = 200
_BLOCK = 200_000  # numbers in one block: 1.6 MB, so that a core keeps it in its cache
_DOUBT = 0.05  # chance that any of the bounds is exceeded


class Between(NamedTuple):
    """Betweenness of each node, normalised to 0..1; ``sampled`` sources and ``bound`` are 0 where it is exact."""

    scores: Any
    sampled: int = 0
    bound: float = 0.0


def betweenness(graph: Compact, deadline: Deadline) -> Between:
    """Return the share of shortest paths between other nodes that go through each node.

    Where the graph is too large for all sources, or the time is up before all are done, single nodes stand for the
    rest and ``bound`` says how far any score may be off, with 95 % confidence (Hoeffding 1963, theorem 2).

    Raises:
        TimedOut: The time is up before any sample could be drawn.
    """
    size = graph.size
    merged = merge_twins(graph)
    if size < 3 or not merged.matrix.nnz:
        return Between(_scattered(merged, _within(merged), size))
    certain, sample, rest = _plan(merged)
    sums = _Sums(len(merged.many))
    tried = _run(merged, (certain, sample), sums, deadline)
    if tried < len(certain) or (tried == len(certain) and len(rest)):
        raise TimedOut(
            f"Betweenness of {size:,} nodes and {graph.lines:,} lines takes longer than {deadline.seconds:g} s.",
            hint="Raise --timeout, or ask for less.",
        )
    drawn = tried - len(certain)
    scale = len(rest) / drawn if drawn else 0.0
    total = _within(merged) + sums.certain + sums.sampled * scale
    scores = _scattered(merged, total, size)
    if drawn == len(rest):
        return Between(scores)
    most = float(merged.many[rest].max())
    return Between(scores, drawn, len(rest) * most / (size - 1) * sqrt(log(2 * size / _DOUBT) / (2 * drawn)))


class _Sums:
    """What all sources so far add to the nodes of each class."""

    def __init__(self, classes: int) -> None:
        self.certain = np.zeros(classes)
        self.sampled = np.zeros(classes)


def _plan(merged: Quotient) -> tuple[Any, Any, Any]:
    """Return classes that are searched from for certain, those drawn from the rest in random order, and the rest."""
    many = merged.many
    mixed = np.random.default_rng(SEED).permutation(len(many))
    if len(many) * merged.matrix.nnz <= _EXACT_WORK:
        rest = mixed[many[mixed] == 1]
        return mixed[many[mixed] > 1], rest, rest
    budget = max(_LEAST_SAMPLE, _SAMPLED_WORK // merged.matrix.nnz)
    # The largest classes stand for most nodes: left to chance they would make any estimate worthless.
    largest = mixed[np.argsort(-many[mixed], kind="stable")]
    certain = largest[: budget // 2]
    certain = certain[many[certain] > 1]
    rest = mixed[~np.isin(mixed, certain)]
    return certain, rest[: budget - len(certain)], rest


def _within(merged: Quotient) -> Any:
    """Return what paths between two members of one class add: each common neighbour has an equal share."""
    size, near = merged.many, merged.near
    share = np.where(merged.adjacent | (near == 0), 0.0, size * (size - 1.0) / np.maximum(near, 1))
    return merged.matrix @ share


def _scattered(merged: Quotient, total: Any, size: int) -> Any:
    scores = np.zeros(size)
    linked = merged.of_node >= 0
    if size > 2:
        scores[linked] = total[merged.of_node[linked]] / ((size - 1) * (size - 2))
    return scores


def _run(merged: Quotient, parts: tuple[Any, Any], sums: _Sums, deadline: Deadline) -> int:
    """Search from the classes of both parts in turn and return from how many before the time was up."""
    width = max(1, _BLOCK // len(merged.many))
    targets = (sums.certain, sums.sampled)
    blocks = [
        (part[at : at + width], target)
        for part, target in zip(parts, targets, strict=True)
        for at in range(0, len(part), width)
    ]
    workers = len(os.sched_getaffinity(0))
    done = 0
    with ThreadPoolExecutor(workers) as pool:
        # A few blocks at a time, so that the clock is looked at; added up in order, so that sums are reproducible.
        for at in range(0, len(blocks), 4 * workers):
            if deadline.over:
                break
            group = blocks[at : at + 4 * workers]
            for (block, target), found in zip(group, pool.map(lambda one: _search(merged, one[0]), group), strict=True):
                target += found
                done += len(block)
    return done


def _search(merged: Quotient, sources: Any) -> Any:
    """Return what searches from one member of each source class add to each node, times the members they stand for."""
    matrix, many = merged.matrix, merged.many[:, None].astype(np.float64)
    columns = np.arange(len(sources))
    paths = np.zeros((matrix.shape[0], len(sources)))
    paths[sources, columns] = 1.0
    unseen = np.ones(paths.shape, bool)
    unseen[sources, columns] = False
    waves = []
    ways = matrix @ paths  # from the source itself, not from all members of its class
    while True:
        ways *= unseen
        if not ways.any():
            break
        waves.append(ways)
        unseen &= ways == 0
        ways = matrix @ (ways * many)
    passed = np.zeros_like(paths)
    total = np.zeros_like(paths)
    for at in range(len(waves) - 1, 0, -1):
        share = np.divide((passed + 1) * many, waves[at], out=np.zeros_like(paths), where=waves[at] > 0)
        passed = (matrix @ share) * waves[at - 1]
        total += passed
    return total @ merged.many[sources].astype(np.float64)

"""A simple graph in arrays: what a measure is computed on."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Compact:
    """An undirected simple graph of ``size`` nodes, its lines ordered by their ends, each with a weight and arrows.

    Attributes:
        size: Number of nodes; they are numbered from 0.
        left: Smaller end of each line.
        right: Larger end of each line.
        weight: Weight of each line, positive whole numbers.
        forward: Whether money or goods go from left to right along it.
        backward: Whether they go from right to left.
    """

    size: int
    left: Any
    right: Any
    weight: Any
    forward: Any
    backward: Any

    @classmethod
    def of(cls, size: int, source: Any, target: Any, weight: Any) -> Compact:
        """Return the graph of arrows between different nodes; weights of arrows between one pair are added up."""
        low, high = np.minimum(source, target), np.maximum(source, target)
        key, place = np.unique(low.astype(np.int64) * size + high, return_inverse=True)
        summed = np.zeros(len(key), np.int64)
        np.add.at(summed, place, weight)
        forward = np.bincount(place[source < target], minlength=len(key)) > 0
        backward = np.bincount(place[source > target], minlength=len(key)) > 0
        return cls(size, key // max(size, 1), key % max(size, 1), summed, forward, backward)

    def kept(self, mask: Any) -> Compact:
        """Return the graph with the lines under a mask and all nodes."""
        columns = (self.left, self.right, self.weight, self.forward, self.backward)
        return Compact(self.size, *(column[mask] for column in columns))

    @property
    def lines(self) -> int:
        """Number of lines."""
        return len(self.left)

    @cached_property
    def matrix(self) -> Any:
        """Symmetric matrix of weights as floats, a scipy.sparse.csr_array."""
        return self._symmetric(self.weight.astype(np.float64))

    @cached_property
    def ones(self) -> Any:
        """Symmetric matrix that holds 1 for each line."""
        return self._symmetric(np.ones(self.lines))

    def _symmetric(self, values: Any) -> Any:
        from scipy.sparse import csr_array

        # Half as wide, they are half the work of every product, and scipy's searches need not convert them.
        narrow = [end.astype(np.int32 if self.size < 2**31 else np.int64) for end in (self.left, self.right)]
        ends = np.concatenate(narrow), np.concatenate(narrow[::-1])
        return csr_array((np.concatenate([values, values]), ends), shape=(self.size, self.size))

    @cached_property
    def arrows(self) -> Any:
        """Matrix of weights from sources to targets."""
        from scipy.sparse import csr_array

        ahead, back = self.forward, self.backward
        source = np.concatenate([self.left[ahead], self.right[back]])
        target = np.concatenate([self.right[ahead], self.left[back]])
        values = np.concatenate([self.weight[ahead], self.weight[back]]).astype(np.float64)
        return csr_array((values, (source, target)), shape=(self.size, self.size))

    @cached_property
    def degrees(self) -> Any:
        """Number of neighbours of each node."""
        return np.bincount(np.concatenate([self.left, self.right]), minlength=self.size)

    @cached_property
    def strengths(self) -> Any:
        """Exact sum of the weights of each node's lines."""
        sums = np.zeros(self.size, np.int64)
        np.add.at(sums, self.left, self.weight)
        np.add.at(sums, self.right, self.weight)
        return sums

    @cached_property
    def components(self) -> tuple[int, Any]:
        """Number of connected components, and the component of each node."""
        from scipy.sparse.csgraph import connected_components

        count, of_node = connected_components(self.ones, connection="strong")  # symmetric: the same
        return int(count), of_node

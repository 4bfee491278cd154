"""PageRank, eigenvector and Katz centrality, hubs and authorities: fixed points, computed to the last digits.

Each takes weights into account. NetworkX's own functions stop at a fixed tolerance that leaves ties in the wrong
order; here iteration goes on until rounding is all that is left, or says that it does not end.
"""

from __future__ import annotations

from math import ceil, log
from typing import Any

import numpy as np

from graph.errors import GraphError
from graph.network.compact import Compact
from graph.network.deadline import Deadline

DAMPING = 0.85  # Brin and Page 1998; also the share of the largest possible Katz factor
_L1_ERROR = 1e-13
_DIGITS = 1e-13  # relative change per step at which an eigenvector stands still
_MOST_STEPS = 20_000
_SAME = 1e-9  # two components whose largest eigenvalues differ by less are taken as equal


def pagerank(graph: Compact, deadline: Deadline) -> Any:
    """Return where a walker is that follows a line with chance 0.85, by weight, and else starts anywhere.

    The sum of all errors is below 1e-13.
    """
    size = graph.size
    strength = graph.matrix.sum(axis=1)
    inverse = np.divide(1.0, strength, out=np.zeros(size), where=strength > 0)
    lost = strength == 0
    here = np.full(size, 1 / size)
    # Each step shrinks the error, at most 2 at first, to 0.85 of it; what is left then is rounding.
    for _ in range(ceil(log(_L1_ERROR / 2) / log(DAMPING))):
        deadline.check("PageRank")
        walked = graph.matrix @ (here * inverse)
        there = DAMPING * (walked + here[lost].sum() / size) + (1 - DAMPING) / size
        change, here = float(np.abs(there - here).sum()), there
        if change * DAMPING / (1 - DAMPING) < _L1_ERROR:
            break
    return here / here.sum()


def eigenvector(graph: Compact, deadline: Deadline) -> Any:
    """Return the leading eigenvector of the weights, of length 1.

    In a graph of several components only those with the largest eigenvalue have any; elsewhere it is 0.
    """
    return perron(graph.matrix, deadline)[1]


def katz(graph: Compact, deadline: Deadline) -> Any:
    """Return sums over walks to each node, a walk of k steps counting factor**k, of length 1; see `katz_factor`."""
    factor = katz_factor(graph, deadline)
    here = np.ones(graph.size)
    for _ in range(_MOST_STEPS):
        deadline.check("Katz centrality")
        there = factor * (graph.matrix @ here) + 1.0
        done = np.abs(there - here).max() <= 1e-15 * there.max()
        here = there
        if done:
            return here / np.linalg.norm(here)
    raise _endless("Katz centrality")


def katz_factor(graph: Compact, deadline: Deadline) -> float:
    """Return 0.85 of the largest factor for which Katz sums exist, the inverse of the largest eigenvalue."""
    largest = perron(graph.matrix, deadline)[0]
    return DAMPING / largest if largest else DAMPING


def hits(graph: Compact, deadline: Deadline) -> tuple[Any, Any]:
    """Return hubs and authorities (Kleinberg 1999) along the arrows, each with the sum 1."""
    from scipy.sparse import block_array

    size = graph.size
    both = block_array([[None, graph.arrows], [graph.arrows.T, None]], format="csr")
    vector = perron(both, deadline)[1]
    hubs, authorities = vector[:size], vector[size:]
    return hubs / (hubs.sum() or 1.0), authorities / (authorities.sum() or 1.0)


def perron(matrix: Any, deadline: Deadline) -> tuple[float, Any]:
    """Return the largest eigenvalue of a symmetric matrix without negative entries, and its vector of length 1.

    Components with the same largest eigenvalue share the vector as a power iteration from all ones would leave it.
    """
    from scipy.sparse.csgraph import connected_components

    size = matrix.shape[0]
    result = np.zeros(size)
    if not matrix.nnz:
        return 0.0, result
    _, part = connected_components(matrix, directed=False)
    # No eigenvalue exceeds the largest sum of a row: most small components are passed over by that.
    bound = np.zeros(part.max() + 1)
    np.maximum.at(bound, part, matrix.sum(axis=1))
    best = 0.0
    found: list[tuple[float, Any, Any]] = []
    for one in np.argsort(-bound, kind="stable").tolist():
        if bound[one] < best * (1 - _SAME) or bound[one] == 0:
            break
        inside = np.flatnonzero(part == one)
        value, vector = _leading(matrix[inside][:, inside], deadline)
        best = max(best, value)
        found.append((value, inside, vector))
    for value, inside, vector in found:
        if value >= best * (1 - _SAME):
            result[inside] = vector * vector.sum()
    return best, result / np.linalg.norm(result)


def _leading(matrix: Any, deadline: Deadline) -> tuple[float, Any]:
    """Return the largest eigenvalue and vector of a connected matrix: Lanczos first, then steps that mend each digit.

    Lanczos is exact to the size of the largest entry; a few products make the smallest ones as exact as that.
    """
    from scipy.sparse.linalg import ArpackNoConvergence, eigsh

    size = matrix.shape[0]
    if size < 40:
        values, vectors = np.linalg.eigh(matrix.toarray())
        value, vector = float(values[-1]), np.abs(vectors[:, -1])
    else:
        deadline.check("The leading eigenvector")
        try:
            values, vectors = eigsh(matrix, k=1, which="LA", v0=np.ones(size), tol=0, maxiter=_MOST_STEPS)
        except ArpackNoConvergence:
            raise _endless("The leading eigenvector") from None
        value, vector = float(values[0]), np.abs(vectors[:, 0])
    for _ in range(_MOST_STEPS):
        deadline.check("The leading eigenvector")
        # Halfway only: on a graph of two sides whole steps would swing between them.
        following = (vector + (matrix @ vector) / value) / 2
        following /= np.linalg.norm(following)
        moved = np.abs(following - vector) > _DIGITS * following
        vector = following
        if not moved.any():
            return value, vector
    return value, vector


def _endless(what: str) -> GraphError:
    return GraphError(f"{what} does not converge on this projection.", hint="Use degree, strength or pagerank.")

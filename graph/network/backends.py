"""Measures that are NetworkX's own, computed by it with one of the backends registered with it (nx-parallel, ...)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.errors import GraphError, UsageProblem
from graph.network.compact import Compact
from graph.network.deadline import Deadline

if TYPE_CHECKING:
    import networkx as nx

_L1_ERROR = 1e-13  # of PageRank, as in `graph.network.spectral`
_MOST_STEPS = 5_000
Call = Callable[[Any, "nx.Graph[int]", str], dict[int, float]]
# Only where NetworkX's answer is ours: its Katz and HITS stop early, its eigenvector depends on where it starts.
CALLS: dict[str, Call] = {
    "betweenness": lambda nx, graph, backend: nx.betweenness_centrality(graph, backend=backend),
    "closeness": lambda nx, graph, backend: nx.closeness_centrality(graph, backend=backend),
    "harmonic": lambda nx, graph, backend: nx.harmonic_centrality(graph, backend=backend),
    "pagerank": lambda nx, graph, backend: nx.pagerank(
        graph, tol=_L1_ERROR / len(graph), max_iter=_MOST_STEPS, backend=backend
    ),
    "kcore": lambda nx, graph, backend: nx.core_number(graph, backend=backend),
    "constraint": lambda nx, graph, backend: nx.constraint(graph, weight="weight", backend=backend),
}


def check_backend(measure: str, backend: str) -> None:
    """Check that NetworkX has a measure and knows a backend; ``networkx`` is its own code.

    Raises:
        UsageProblem: It has not, or does not; the hint lists what there is.
    """
    from networkx.utils.backends import backends  # type: ignore[attr-defined]  # not in the published types

    if measure not in CALLS:
        raise UsageProblem(
            f"{measure} is not computed by NetworkX.", hint="--backend goes with: " + ", ".join(CALLS) + "."
        )
    known = sorted({"networkx", *backends})
    if backend not in known:
        raise UsageProblem(
            f"NetworkX has no backend {backend!r} here.",
            hint=f"Installed: {', '.join(known)}. Others are packages, e.g. nx-parallel.",
        )


def scores_by(measure: str, graph: Compact, backend: str, deadline: Deadline) -> Any:
    """Return the scores of a measure as NetworkX computes them with a backend, ordered by node.

    NetworkX cannot be stopped: the deadline is looked at before it starts.

    Raises:
        UsageProblem: The backend lacks this measure; the rest as for `check_backend`.
        GraphError: NetworkX or its backend gives up.
        TimedOut: The time was up before.
    """
    import networkx as nx

    check_backend(measure, backend)
    deadline.check(f"The measure {measure}")
    known: nx.Graph[int] = nx.Graph()
    known.add_nodes_from(range(graph.size))
    known.add_weighted_edges_from(zip(graph.left.tolist(), graph.right.tolist(), graph.weight.tolist(), strict=True))
    try:
        found = CALLS[measure](nx, known, backend)
    except NotImplementedError:
        raise UsageProblem(
            f"NetworkX's backend {backend!r} has no {measure}.", hint="Leave --backend out, or give networkx."
        ) from None
    except (nx.NetworkXException, ImportError) as error:
        raise GraphError(f"NetworkX with its backend {backend!r} gives up on {measure}: {error}") from error
    values = np.array([found[node] for node in range(graph.size)], np.float64)
    return values.astype(np.int64) if measure == "kcore" else values

"""How long measures take, as ratios to NetworkX and to the best library that has the same measure at equal accuracy.

    python -m bench.measures_speed              # the shipped graph and a made one of 10,000 lines
    python -m bench.measures_speed 100000       # a made one of 100,000 lines instead

Libraries that are not installed are named and passed over: pip install rustworkx networkit igraph. Each time is the
best of several runs in turn (NetworkX: one run; its betweenness from 100 sources, scaled up), for ready data structures
of each library; an answer that differs is no rival.
"""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np

from graph.network import distances, spectral, structure
from graph.network.betweenness import betweenness
from graph.network.communities import group
from graph.network.compact import Compact
from graph.network.deadline import Deadline

NO_END = Deadline(None)
_SLOW = {"closeness", "harmonic", "communities"}  # in NetworkX beyond _SLOW_LINES lines
_SLOW_LINES = 20_000
_SOURCES = 100  # of NetworkX's betweenness; its time is taken as that of all sources
Call = Callable[[], Any]


def library(name: str) -> Any | None:
    """Return a module, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ImportError:
        print(f"{name} is not installed: passed over", file=sys.stderr)
        return None


def ours(graph: Compact) -> dict[str, Call]:
    """Return our measures on a graph whose matrices are made."""
    from scipy.sparse.csgraph import connected_components

    assert graph.matrix.nnz == graph.ones.nnz == graph.degrees.sum()

    return {
        "pagerank": lambda: spectral.pagerank(graph, NO_END),
        "components": lambda: connected_components(graph.ones, connection="strong")[0],
        "kcore": lambda: structure.core_numbers(graph, NO_END),
        "constraint": lambda: structure.constraint(graph, NO_END),
        "closeness": lambda: distances.closeness(graph, NO_END),
        "harmonic": lambda: distances.harmonic(graph, NO_END),
        "betweenness": lambda: betweenness(graph, NO_END).scores,
        "communities": lambda: group(graph, NO_END).modularity,
    }


def of_networkx(graph: Compact) -> dict[str, Call]:
    """Return NetworkX's measures, PageRank to the accuracy of ours."""
    known: nx.Graph[int] = nx.Graph()
    known.add_nodes_from(range(graph.size))
    known.add_weighted_edges_from(zip(graph.left.tolist(), graph.right.tolist(), graph.weight.tolist(), strict=True))

    def scores(found: dict[int, Any]) -> Any:
        return np.array([found[node] for node in range(graph.size)], float)

    calls: dict[str, Call] = {
        "pagerank": lambda: scores(nx.pagerank(known, tol=1e-13 / graph.size, max_iter=1000)),
        "components": lambda: nx.number_connected_components(known),
        "kcore": lambda: scores(nx.core_number(known)),
        "constraint": lambda: scores(nx.constraint(known, weight="weight")),
        "closeness": lambda: scores(nx.closeness_centrality(known)),
        "harmonic": lambda: scores(nx.harmonic_centrality(known)),
        "betweenness": lambda: scores(nx.betweenness_centrality(known, k=_SOURCES, seed=1)),
        "communities": lambda: nx.community.modularity(known, nx.community.louvain_communities(known, seed=1)),
    }
    return {name: call for name, call in calls.items() if name not in _SLOW or graph.lines <= _SLOW_LINES}


def of_rustworkx(graph: Compact, rx: Any) -> dict[str, Call]:
    """Return rustworkx's measures; it has no closeness with the usual scaling off, no harmonic, no communities."""
    known = rx.PyGraph(multigraph=False)
    known.add_nodes_from(range(graph.size))
    weights = graph.weight.astype(float).tolist()
    known.add_edges_from(list(zip(graph.left.tolist(), graph.right.tolist(), weights, strict=True)))
    both = known.to_directed()

    def scores(found: Any) -> Any:
        return np.array([found[node] for node in range(graph.size)])

    return {
        "pagerank": lambda: scores(rx.pagerank(both, weight_fn=float, tol=1e-13 / graph.size, max_iter=1000)),
        "components": lambda: rx.number_connected_components(known),
        "kcore": lambda: scores(rx.core_number(known)),
        "closeness": lambda: scores(rx.closeness_centrality(known)),
        "betweenness": lambda: scores(rx.betweenness_centrality(known)),
    }


def of_networkit(graph: Compact, nk: Any) -> dict[str, Call]:
    """Return networkit's measures; its PageRank keeps the share of isolated nodes, its closeness is not scaled."""
    known = nk.Graph(graph.size, weighted=True)
    plain = nk.Graph(graph.size)
    for left, right, weight in zip(graph.left.tolist(), graph.right.tolist(), graph.weight.tolist(), strict=True):
        known.addEdge(left, right, float(weight))
        plain.addEdge(left, right)

    def run(algorithm: Any) -> Any:
        algorithm.run()
        return np.array(algorithm.scores())

    def pagerank() -> Any:
        algorithm = nk.centrality.PageRank(known, damp=0.85, tol=1e-14, distributeSinks=True)
        return run(algorithm)

    def plm() -> float:
        found = nk.community.PLM(known, refine=True)
        found.run()
        return float(nk.community.Modularity().getQuality(found.getPartition(), known))

    def components() -> int:
        found = nk.components.ConnectedComponents(plain)
        found.run()
        return int(found.numberOfComponents())

    return {
        "pagerank": pagerank,
        "components": components,
        "kcore": lambda: run(nk.centrality.CoreDecomposition(plain)),
        "harmonic": lambda: run(nk.centrality.HarmonicCloseness(plain, normalized=False)),
        "betweenness": lambda: run(nk.centrality.Betweenness(plain, normalized=True)),
        "communities": plm,
    }


def of_igraph(graph: Compact, ig: Any) -> dict[str, Call]:
    """Return igraph's measures."""
    known = ig.Graph(graph.size, np.column_stack([graph.left, graph.right]).tolist())
    weights = graph.weight.astype(float).tolist()
    pairs = (graph.size - 1) * (graph.size - 2) / 2
    return {
        "pagerank": lambda: np.array(known.pagerank(weights=weights)),
        "components": lambda: len(known.connected_components()),
        "kcore": lambda: np.array(known.coreness(), float),
        "constraint": lambda: np.array(known.constraint(weights=weights)),
        "harmonic": lambda: np.array(known.harmonic_centrality(normalized=False)),
        "betweenness": lambda: np.array(known.betweenness()) / pairs,
        "communities": lambda: known.community_multilevel(weights=weights).modularity,
    }


def compare(title: str, graph: Compact, runs: int) -> None:
    """Run each measure in all libraries in turn and print times and ratios."""
    calls = {"ours": ours(graph), "networkx": of_networkx(graph)}
    makers = {"rustworkx": of_rustworkx, "networkit": of_networkit, "igraph": of_igraph}
    for name, make in makers.items():
        if (module := library(name)) is not None:
            calls[name] = make(graph, module)
    print(f"\n{title}: {graph.size:,} nodes, {graph.lines:,} lines; best of {runs} runs in turn")
    for measure in calls["ours"]:
        able = {name: known[measure] for name, known in calls.items() if measure in known}
        times: dict[str, float] = dict.fromkeys(able, float("inf"))
        answers: dict[str, Any] = {}
        for turn in range(runs):
            for name, call in able.items():
                if turn and name == "networkx":
                    continue
                started = time.perf_counter()
                answers[name] = call()
                times[name] = min(times[name], time.perf_counter() - started)
        if measure == "betweenness" and "networkx" in times:
            times["networkx"] *= graph.size / _SOURCES
        _report(measure, times, answers)


def _report(measure: str, times: dict[str, float], answers: dict[str, Any]) -> None:
    agree = {name: _agrees(measure, answers["ours"], answer) for name, answer in answers.items()}
    rivals = {name: spent for name, spent in times.items() if name not in ("ours", "networkx") and not agree[name]}
    best = min(rivals, key=rivals.__getitem__, default="")
    shown = "  ".join(
        f"{name} {spent * 1000:.1f} ms" + (f" ({agree[name]})" if agree[name] else "") for name, spent in times.items()
    )
    to_networkx = f"{times['networkx'] / times['ours']:.1f} x faster than networkx; " if "networkx" in times else ""
    to_best = f"{times['ours'] / times[best]:.2f} times the time of {best}" if best else "no other has it"
    print(f"  {measure:12} {to_networkx}{to_best}\n               {shown}")


def _agrees(measure: str, mine: Any, theirs: Any) -> str:
    """Return nothing where two answers are one, else how they differ."""
    if measure == "communities":
        return "" if theirs >= mine - 0.01 else f"modularity {theirs:.3f} not {mine:.3f}"
    if measure == "pagerank":
        error = float(np.abs(np.asarray(mine) - theirs).sum())
        return "" if error < 1e-10 else f"L1 error {error:.0e}"
    same = np.allclose(mine, theirs, rtol=1e-9, atol=1e-12, equal_nan=True)
    return "" if same else f"other answer, up to {np.nanmax(np.abs(np.asarray(mine) - theirs)):.1e} off"


def made(lines: int) -> Compact:
    """Return a connected graph without twins to speak of: preferential attachment, three lines per node."""
    graph = nx.barabasi_albert_graph(lines // 3, 3, seed=1)
    ends = np.array(graph.edges())
    return Compact.of(len(graph), ends[:, 0], ends[:, 1], np.ones(len(ends), np.int64))


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        compare("made", made(int(sys.argv[1])), runs=1)
        return
    from graph.knowledge import open_graph
    from graph.loading import build_demo_graph

    with tempfile.TemporaryDirectory() as name:
        build_demo_graph(Path(name) / "graph.db")
        projection = open_graph(Path(name) / "graph.db").projection("supply")
    compare("the projection supply of the shipped graph", projection.graph, runs=3)
    compare("made", made(10_000), runs=2)


if __name__ == "__main__":
    main()

"""How long a path takes on a graph of many awards: warm against other libraries, cold as a whole process.

    python -m bench.path_speed             # 100,000 award actions
    python -m bench.path_speed 1000000     # wanted: cold at most 14 times `python -c pass`, below 300 MB
    python -m bench.path_speed FOLDER      # a graph that is already there

Warm, on ready data structures, between the numbers of an agency and a maker: one shortest path, and the ten best, ours
ranked and with their evidence. The other libraries get the same nodes and lines, each award a node, and search without
coherence: theirs are shortest chains of any kind. All run in turn; times are medians. Wanted at 1,000,000 actions: ten
times as fast as networkx and igraph, at most twice the time of networkit, and the network from its file in 50 ms.
Libraries that are not installed are named and passed over: pip install networkit igraph.
"""

from __future__ import annotations

import importlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.measuring import measure_in_turn, run_once, vendorgraph
from bench.scale_records import scale
from graph.resources import data_folder

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph
    from graph.network.reading import Network

_ENDS = ("ICE", "Microsoft")
_PAIRS = (_ENDS, ("CBP", "Cisco"), ("ICE", "Palantir"))
_RUNS, _COLD_RUNS = 5, 9
_BEST = 10
_WANTED_COLD, _WANTED_MB = 14, 300
Call = Callable[[], Any]
Ends = tuple[int, int]
Searches = Callable[[Ends], dict[str, Call]]


def build(rows: int, folder: Path) -> Path:
    """Load ``rows`` made actions and the shipped claims, and return the graph."""
    records, graph = folder / "actions.csv", folder / "graph.db"
    scale(rows, records)
    claims = [str(file) for file in sorted((data_folder() / "claims").glob("*.yaml"))]
    seconds, _ = run_once(vendorgraph("load", str(records), *claims, "--graph", str(graph)))
    print(f"{rows:,} actions loaded in {seconds:.1f} s")
    records.unlink()
    return graph


def ours(knowledge: KnowledgeGraph, ends: Ends) -> dict[str, Call]:
    """Return our searches; each makes its own sieve, so that nothing is remembered from the run before."""
    from graph.network.deadline import Deadline
    from graph.network.moves import Bounds
    from graph.network.paths import find_routes
    from graph.network.sieve import Sieve
    from graph.network.testimony import Testimony

    network = knowledge.network
    first, second = (f"id:{network.locals[node]}" for node in ends)
    start, end = (frozenset((node,)) for node in ends)

    def one() -> Any:
        sieve = Sieve(network, Testimony(network))
        return find_routes(sieve, start, end, Bounds(limit=1), Deadline(None)).routes

    return {"one": one, "best": lambda: knowledge.paths(first, second, limit=_BEST).paths}


def lines_of(network: Network) -> Any:
    """Return both ends of every line, awards numbered after the entities, each pair once."""
    import numpy as np

    bundle = np.repeat(np.arange(network.bundles), np.diff(np.asarray(network.bundle_at)))
    node = np.asarray(network.bundle_node)
    members, member_at = np.asarray(network.members), np.asarray(network.member_at).astype(np.int64)
    many = np.diff(member_at)[bundle]
    offset = np.arange(many.sum()) - np.repeat(np.cumsum(many) - many, many)
    award = members[np.repeat(member_at[bundle], many) + offset].astype(np.int64) + network.entities
    pairs = np.stack([np.repeat(node, many).astype(np.int64), award], axis=1)
    edges = np.stack([np.asarray(network.edge_source), np.asarray(network.edge_target)], axis=1).astype(np.int64)
    return np.unique(np.sort(np.concatenate([pairs, edges]), axis=1), axis=0)


def of_networkx(size: int, lines: Any) -> Searches:
    """Return what makes the searches of NetworkX between two nodes."""
    import networkx as nx

    known: nx.Graph[int] = nx.Graph()
    known.add_nodes_from(range(size))
    known.add_edges_from(lines.tolist())
    return lambda ends: {
        "one": lambda: nx.bidirectional_shortest_path(known, *ends),
        "best": lambda: list(islice(nx.shortest_simple_paths(known, *ends), _BEST)),
    }


def of_igraph(size: int, lines: Any, ig: Any) -> Searches:
    """Return what makes the searches of igraph between two nodes."""
    known = ig.Graph(size, lines.tolist())
    return lambda ends: {
        "one": lambda: known.get_shortest_path(*ends),
        "best": lambda: known.get_k_shortest_paths(*ends, k=_BEST),
    }


def of_networkit(size: int, lines: Any, nk: Any) -> Searches:
    """Return what makes the search of networkit; it has none for several paths between two nodes."""
    known = nk.GraphFromCoo((lines[:, 0].copy(), lines[:, 1].copy()), n=size)

    def one(ends: Ends) -> Any:
        search = nk.distance.BidirectionalBFS(known, *ends)
        search.run()
        return search.getPath()

    return lambda ends: {"one": lambda: one(ends)}


def warm(graph: Path) -> None:
    """Print the times of ready data structures."""
    from graph.knowledge import open_graph
    from graph.network.lookup import resolve

    print(f"\nnetwork opened and two names found in it: {opened(graph) * 1000:.2f} ms; wanted at most 50")
    knowledge = open_graph(graph)
    network = knowledge.network
    size, lines = network.entities + network.awards, lines_of(network)
    print(f"\nwarm: {size:,} nodes, {len(lines):,} lines; medians of {_RUNS} runs in turn")
    makers: dict[str, Searches] = {"ours": lambda ends: ours(knowledge, ends), "networkx": of_networkx(size, lines)}
    for name, make in (("igraph", of_igraph), ("networkit", of_networkit)):
        try:
            makers[name] = make(size, lines, importlib.import_module(name))
        except ImportError:
            print(f"{name} is not installed: passed over", file=sys.stderr)
    for pair in _PAIRS:
        first, second = (resolve(network, name) for name in pair)
        calls = {name: make((first, second)) for name, make in makers.items()}
        print(f"  {' to '.join(pair)}")
        for search, title in (("one", "one shortest"), ("best", f"{_BEST} paths")):
            times = _medians({name: known[search] for name, known in calls.items() if search in known})
            shown = "  ".join(
                f"{name} {spent * 1000:.2f} ms ({spent / times['ours']:.2f} x ours)" for name, spent in times.items()
            )
            print(f"    {title:13} {shown}")


def opened(graph: Path) -> float:
    """Return the seconds from nothing to two nodes of the network, everything that is needed for it imported."""
    from graph.knowledge import open_graph
    from graph.network.lookup import resolve

    spent = []
    for _ in range(_RUNS):
        started = time.perf_counter()
        network = open_graph(graph).network
        for name in _ENDS:
            resolve(network, name)
        spent.append(time.perf_counter() - started)
    return statistics.median(spent)


def _medians(calls: dict[str, Call]) -> dict[str, float]:
    times: dict[str, list[float]] = {name: [] for name in calls}
    for _ in range(_RUNS):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            times[name].append(time.perf_counter() - started)
    return {name: statistics.median(spent) for name, spent in times.items()}


def cold(graph: Path) -> None:
    """Print what a person waits for, and the memory it takes."""
    found = measure_in_turn(
        {
            "python -c pass": [sys.executable, "-c", "pass"],
            f"path {' '.join(_ENDS)}": vendorgraph("path", *_ENDS, "--graph", str(graph)),
        },
        runs=_COLD_RUNS,
    )
    start = found["python -c pass"]
    print(f"\ncold: whole processes, medians of {_COLD_RUNS} runs in turn")
    for command, one in found.items():
        print(
            f"  {command:20} {one.seconds * 1000:7.1f} ms  {one.seconds / start.seconds:5.2f} x  {one.peak_mb:5.0f} MB"
        )
    print(f"  wanted: at most {_WANTED_COLD} x and {_WANTED_MB} MB at 1,000,000 actions")


def main() -> None:
    """Measure and print."""
    given = sys.argv[1] if len(sys.argv) > 1 else "100000"
    if not given.isdigit():
        cold(Path(given))
        warm(Path(given))
        return
    with tempfile.TemporaryDirectory() as name:
        graph = build(int(given), Path(name))
        # Cold first, heavy imports after: a child's peak memory counts from that of the process it was split from.
        cold(graph)
        warm(graph)


if __name__ == "__main__":
    main()

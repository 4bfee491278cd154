"""From raw CSV to a queryable graph, against pyoxigraph bulk-loading the very same triples from N-Triples.

Prints the ratio of the two (1.00 = as fast as the bare loader; wanted: at least 0.70) and the peak memory
(wanted: under 4096 MB at 1 million actions). Both run as whole processes, in turn.

    python -m bench.load_speed            # the shipped records
    python -m bench.load_speed 1000000    # the shipped actions scaled up; a second number sets the runs
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from bench.measuring import measure_in_turn, run_once, vendorgraph
from bench.scale_records import scale
from graph.loading import demo_sources
from graph.store.folder import GraphFolder

_PEER = """
import shutil, sys
import pyoxigraph as ox
shutil.rmtree(sys.argv[1], ignore_errors=True)
store = ox.Store(sys.argv[1])
store.bulk_load(path=sys.argv[2], format=ox.RdfFormat.N_TRIPLES)
store.bulk_load(path=sys.argv[3], format=ox.RdfFormat.N_QUADS)
store.flush()
"""
_FRESH = """
import shutil, sys
from graph.commands import main
shutil.rmtree(sys.argv[1], ignore_errors=True)
sys.argv = ["vendorgraph", "load", "--graph", *sys.argv[1:]]
main()
"""


def main() -> None:
    """Measure and print."""
    actions = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 3 if actions else 5
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sources = [str(file) for file in demo_sources()]
        if actions:
            scale(actions, folder / "actions.csv")
            sources = [str(folder / "actions.csv")]
        graph = str(folder / "graph.db")
        run_once(vendorgraph("load", "--graph", graph, *sources))
        stated, named, triples = _dump(graph, folder)
        found = measure_in_turn(
            {
                "ours": [sys.executable, "-c", _FRESH, graph, *sources],
                "peer": [sys.executable, "-c", _PEER, str(folder / "peer"), str(stated), str(named)],
            },
            runs,
            warm_up=False,  # building the graph that was dumped was one
        )
        ours, peer = found["ours"], found["peer"]
        ratios = sorted(b / a for a, b in zip(ours.times, peer.times, strict=True))
        size = f"{actions:,} actions" if actions else "shipped records"
        print(f"{size}: {triples:,} quads, medians of {runs} runs in turn")
        print(f"  raw records -> queryable graph  {ours.seconds:8.2f} s  {ours.peak_mb:7.0f} MB")
        print(f"  pyoxigraph, prebuilt N-Triples  {peer.seconds:8.2f} s  {peer.peak_mb:7.0f} MB")
        print(
            f"  speed ratio {peer.seconds / ours.seconds:.2f} (pairs {ratios[0]:.2f} to {ratios[-1]:.2f})"
            "; wanted at least 0.70"
        )
        shutil.rmtree(graph)


def _dump(graph: str, folder: Path) -> tuple[Path, Path, int]:
    """Write the graph's default graph as N-Triples and the rest as N-Quads."""
    import pyoxigraph as ox

    store = ox.Store.read_only(str(GraphFolder(graph).store_path))
    stated, named = folder / "stated.nt", folder / "named.nq"
    store.dump(str(stated), ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph())
    with named.open("wb") as stream:
        for place in store.named_graphs():
            ox.serialize(store.quads_for_pattern(None, None, None, place), stream, format=ox.RdfFormat.N_QUADS)
    return stated, named, len(store)


if __name__ == "__main__":
    main()

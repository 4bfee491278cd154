"""How long a person waits for a lookup, as multiples of starting Python at all.

Wanted: ``path ICE Microsoft`` at most 8 times ``python -c pass``, ``--help`` at most 6 times.

    python -m bench.cold_start
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from bench.measuring import measure_in_turn, run_once, vendorgraph

_WANTED = {"--help": 6, "path ICE Microsoft": 8}


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        graph = Path(name) / "graph.db"
        # In a process of its own: a child's peak memory is counted from that of the process it was split from.
        run_once(
            [sys.executable, "-c", f"from graph.loading import build_demo_graph; build_demo_graph({str(graph)!r})"]
        )
        commands = {
            "python -c pass": [sys.executable, "-c", "pass"],
            "--help": vendorgraph("--help"),
            "path ICE Microsoft": vendorgraph("path", "ICE", "Microsoft", "--graph", str(graph)),
            "find dell": vendorgraph("find", "dell", "--graph", str(graph)),
            "show ICE": vendorgraph("show", "ICE", "--graph", str(graph)),
        }
        found = measure_in_turn(commands, runs=21)
    start = found["python -c pass"]
    print("whole processes, medians of 21 runs in turn")
    for command, one in found.items():
        wanted = f"; wanted at most {_WANTED[command]}" if command in _WANTED else ""
        print(
            f"  {command:20} {one.seconds * 1000:7.1f} ms  {one.peak_mb:5.0f} MB"
            f"  {one.seconds / start.seconds:5.2f} x{wanted}"
        )


if __name__ == "__main__":
    main()

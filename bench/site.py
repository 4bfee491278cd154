"""How long a site takes: the shipped graph's, and one of at least 10,000 pages with records scaled up.

    python -m bench.site [ROWS]

The scaled records repeat the real companies, so the pages are those of the shipped graph, with more awards on each;
the number of pages and the seconds per 10,000 of them are printed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measuring import run_once, vendorgraph
from bench.scale_records import scale

_PAGES = 10_000


def main(rows: int | None) -> None:
    """Print a line per site: pages, files, seconds, seconds per 10,000 pages, peak memory."""
    with TemporaryDirectory(prefix="vendorgraph-bench-") as scratch:
        folder = Path(scratch)
        graphs = {"shipped": folder / "shipped.db"}
        run_once(vendorgraph("demo", "--graph", str(graphs["shipped"]), "-o", str(folder / "demo.html")))
        if rows is not None:
            scale(rows, folder / "actions.csv")
            graphs[f"{rows:,} actions"] = folder / "scaled.db"
            run_once(vendorgraph("load", "--graph", str(folder / "scaled.db"), str(folder / "actions.csv")))
        for name, graph in graphs.items():
            out = folder / f"site-{graph.stem}"
            seconds, peak = run_once(vendorgraph("--graph", str(graph), "site", "-o", str(out)))
            files = [path for path in out.rglob("*") if path.is_file()]
            pages = sum(path.suffix == ".html" and path.parent != out for path in files)
            size = sum(path.stat().st_size for path in files) / 1_000_000
            print(
                f"{name}: {pages:,} pages, {len(files):,} files, {size:,.0f} MB in {seconds:.1f} s; "
                f"{seconds * _PAGES / pages:.0f} s per {_PAGES:,} pages; peak {peak:,.0f} MB"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else None)

"""Writes docs/measures.md from the tables of the code: `python docs/build_measures.py`.

With ``--check`` nothing is written; exit 1 says that the page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

from graph.network.measures import MEASURES
from graph.network.projections import PROJECTIONS, WEIGHTS
from graph.network.scopes import VIEWS

PAGE = Path(__file__).with_name("measures.md")
_TRUST = """## How far a rank can be trusted

`rank_low` to `rank_high` is the range of the rank when the view is made stricter: inferred lines are dropped (from
`inferred`), reported ones (from `stated`), disputed, denied and inferred ones (from `all`). An entity that is not
there in a stricter view comes after all others.

`resampled_low` to `resampled_high` is the range of the rank in 95 % of the resamples: as many awards as are in scope
are drawn with replacement, from a fixed seed; lines that no award carries stay. By default 100 resamples are taken,
fewer on graphs where they would take more than some seconds, none where fewer than 20 would fit; the number depends
on the size of the graph alone. `--resamples N` asks for N.

Equal scores share a rank; scores that differ only by rounding (relative 1e-11) are equal. Ties come in the order of
their labels. `--timeout` ends what takes too long: scores with exit code 124, ranges by being left out and said to be.

## Exact or sampled

All measures are exact, betweenness up to 8,000,000,000 sources times line ends (some 100,000 lines). Beyond that, or
when the time is up before, the classes of twins that stand for most nodes are searched from for certain and the rest is
estimated from a sample with a fixed seed; the answer states the number of sources and a bound that no score exceeds
with 95 % confidence (Hoeffding's inequality over all nodes).

Every measure equals NetworkX on the same projection to a relative 1e-9, PageRank at an L1 error of 1e-13. NetworkX
refuses multigraphs for eigenvector and Katz centrality and core numbers, and counts parallel lines in others: that is
one reason for projections. `KnowledgeGraph.projection(name).to_networkx()` gives the graph that was measured,
`.arrows()` the same with directions, `KnowledgeGraph.to_networkx()` the whole network as a `MultiDiGraph`.
"""


def page() -> str:
    """Return the text of the page."""
    return "\n".join(
        [
            "# Measures, projections, views\n",
            "Made from the code by `docs/build_measures.py`; what `vendorgraph centrality` and `communities` take.\n",
            _list("Projections", "--projection", PROJECTIONS),
            _list("Measures", "--measure", {name: measure.words for name, measure in MEASURES.items()}),
            _list("Weights of a line", "--weight", WEIGHTS),
            _list("Views", "--view", VIEWS),
            _TRUST,
        ]
    )


def _list(title: str, option: str, entries: Mapping[str, str]) -> str:
    lines = [f"- `{name}`: {words}" for name, words in entries.items()]
    return f"## {title} (`{option}`)\n\n" + "\n".join(lines) + "\n"


def main() -> None:
    """Write the page, or check it."""
    text = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

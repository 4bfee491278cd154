"""The measures that can be asked for: what each means in words, and how it is computed on a projection."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from graph.network import distances, spectral, structure
from graph.network.betweenness import SEED, betweenness
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.projections import Projection


class Scores(NamedTuple):
    """Scores by position in the projection; ``money`` marks ten-thousandths of a dollar; NaN is not ranked.

    ``engine`` says who computed them, nothing where we did.
    """

    values: Any
    exact: bool = True
    sampled: int = 0
    bound: float = 0.0
    money: bool = False
    engine: str = ""

    @property
    def words(self) -> str:
        """How the scores were found, as a sentence."""
        if self.exact:
            return f"Exact, computed by {self.engine}." if self.engine else "Exact."
        return (
            f"Sampled: {self.sampled:,} sources drawn with seed {SEED} stand for the rest; "
            f"with 95 % confidence no score is off by more than {self.bound:.2g}."
        )


class Measure(NamedTuple):
    """A measure: words for it, effort as lines looked at per line, and whether the smallest score is the first."""

    words: str
    score: Callable[[Projection, Deadline], Scores]
    effort: int = 1
    smallest_first: bool = False
    lines: bool = True


def score_of(name: str, projection: Projection, deadline: Deadline, *, backend: str | None = None) -> Scores:
    """Return the scores of a measure, with ``backend`` as NetworkX computes them with it.

    Raises:
        UsageProblem: The measure is not NetworkX's own, or there is no such backend.
    """
    if backend is None:
        return MEASURES[name].score(projection, deadline)
    from graph.network.backends import scores_by

    return Scores(scores_by(name, projection.graph, backend, deadline), engine=f"NetworkX with its backend {backend!r}")


def _on_graph(function: Callable[[Compact, Deadline], Any]) -> Callable[[Projection, Deadline], Scores]:
    return lambda projection, deadline: Scores(function(projection.graph, deadline))


def _between(projection: Projection, deadline: Deadline) -> Scores:
    found = betweenness(projection.graph, deadline)
    return Scores(found.scores, not found.sampled, found.sampled, found.bound)


MEASURES: dict[str, Measure] = {
    "awards": Measure("number of awards that touch it", lambda p, _: Scores(p.awards), lines=False),
    "obligation": Measure(
        "net obligations of the loaded actions of the awards that touch it, in US dollars; where several vendors held "
        "an award in turn, each has the actions in its own name",
        lambda p, _: Scores(p.obligations, money=True),
        lines=False,
    ),
    "degree": Measure("number of different neighbours", lambda p, _: Scores(p.graph.degrees)),
    "strength": Measure(
        "sum of the weights of its lines (an award counts once for each line it is on)",
        lambda p, _: Scores(p.graph.strengths, money=p.weight == "obligation"),
    ),
    "betweenness": Measure("share of shortest paths between other nodes that pass through it", _between, 100_000),
    "closeness": Measure(
        "inverse of the mean distance to the nodes it can reach, times the share of all others that these are",
        _on_graph(distances.closeness),
        20_000,
    ),
    "harmonic": Measure("sum of the inverse distances to all other nodes", _on_graph(distances.harmonic), 20_000),
    "eigenvector": Measure(
        "how much weight leads to nodes that themselves score high (leading eigenvector of the weights, length 1; "
        "0 outside the component that has it)",
        _on_graph(spectral.eigenvector),
        60,
    ),
    "pagerank": Measure(
        "probability of a random walk along weighted lines being there (damping 0.85)",
        _on_graph(spectral.pagerank),
        200,
    ),
    "katz": Measure(
        "walks that lead to it, a walk of k steps counting its weights times c to the power k (c is 0.85 of the "
        "inverse of the largest eigenvalue; length 1)",
        _on_graph(spectral.katz),
        200,
    ),
    "hits": Measure(
        "authority: how much weight arrows bring from good hubs (HITS along agency -> vendor -> product -> maker and "
        "the like; sum 1)",
        lambda p, d: Scores(spectral.hits(p.graph, d)[1]),
        100,
    ),
    "hubs": Measure(
        "hub: how much weight arrows take to good authorities (HITS, sum 1)",
        lambda p, d: Scores(spectral.hits(p.graph, d)[0]),
        100,
    ),
    "kcore": Measure(
        "largest k for which it is among nodes that have k neighbours among themselves",
        _on_graph(structure.core_numbers),
        20,
    ),
    "constraint": Measure(
        "Burt's constraint: how far its contacts are tied to each other; the smallest first, as it leaves most room "
        "to broker",
        _on_graph(structure.constraint),
        100,
        smallest_first=True,
    ),
}

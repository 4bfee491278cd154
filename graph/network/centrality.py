"""Rankings of entities: a measure on a projection, with what it means and how far each rank can be trusted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import numpy as np

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json, RankedRow
from graph.network import grammar
from graph.network.betweenness import SEED
from graph.network.deadline import Deadline
from graph.network.measures import MEASURES, Scores, score_of
from graph.network.projections import PROJECTIONS, Projection, Skeleton
from graph.network.reading import SCALE, Network
from graph.network.scopes import Scope
from graph.network.stability import Resampled, ranks_of, resample, stricter_ranks

TIMEOUT_S = 60.0


@dataclass(frozen=True, slots=True)
class Asked:
    """What ranking is wanted.

    Attributes:
        measure: One of MEASURES.
        projection: One of PROJECTIONS.
        kind: Rank only nodes of this kind, e.g. ``vendor``; the measure still uses the whole projection.
        weight: One of WEIGHTS.
        view: One of VIEWS.
        as_of: Only awards whose loaded actions span this day.
        top: How many rows come back; ties at the end are cut in label order.
        resamples: How many resamples of the awards; None chooses by the size of the graph, 0 takes none.
        timeout_s: Seconds after which what is not done is left out or the question given up; None waits.
        backend: Backend of NetworkX that computes the scores, e.g. ``parallel``, as in ``nx.config``; ``networkx`` is
            its own code. The ranges of ranks are computed here all the same. None computes all here.

    Raises:
        UsageProblem: Unknown measure, kind or backend, ``top`` below 1, or a negative number of resamples.
    """

    measure: str = "awards"
    projection: str = "supply"
    kind: str | None = None
    weight: str = "count"
    view: str = "inferred"
    as_of: date | None = None
    top: int = 20
    resamples: int | None = None
    timeout_s: float | None = TIMEOUT_S
    backend: str | None = None

    def __post_init__(self) -> None:
        if self.measure not in MEASURES:
            raise UsageProblem(f"Unknown measure {self.measure!r}.", hint="One of: " + ", ".join(MEASURES) + ".")
        if self.backend is not None:
            from graph.network.backends import check_backend

            check_backend(self.measure, self.backend)
        if self.kind is not None:
            grammar.known_kind(self.kind)
        if self.top < 1:
            raise UsageProblem(f"--top {self.top} shows nothing.", hint="Give a number from 1.")
        if self.resamples is not None and self.resamples < 0:
            raise UsageProblem(f"--resamples {self.resamples} is negative.", hint="Give 0 for none.")


@dataclass(frozen=True, slots=True)
class Ranking:
    """Rows best first, ties sharing a rank, with what was measured on what.

    Attributes:
        meaning: Measure and projection in one plain sentence.
        method: Exact, or sampled with bound and seed, as a sentence.
        trust: What the ranges of ranks mean, as sentences.
        total: How many entities were ranked; ``rows`` may be fewer.
    """

    asked: Asked
    meaning: str
    method: str
    trust: str
    scores: Scores
    resampled: int
    total: int
    rows: tuple[RankedRow, ...]

    @property
    def exact(self) -> bool:
        """Whether the scores are exact."""
        return self.scores.exact

    def to_json(self) -> Json:
        """Return the shape of docs/schema/centrality.json."""
        asked = self.asked
        sample: Json = {"sources": self.scores.sampled, "bound": self.scores.bound, "seed": SEED}
        return {
            "measure": asked.measure,
            "projection": asked.projection,
            "weight": asked.weight,
            "view": asked.view,
            "as_of": None if asked.as_of is None else asked.as_of.isoformat(),
            "meaning": self.meaning,
            "exact": self.exact,
            "sample": None if self.exact else sample,
            "trust": self.trust,
            "resamples": self.resampled,
            "total": self.total,
            "rows": [row.to_json() for row in self.rows],
        }


def rank(network: Network, asked: Asked) -> Ranking:
    """Rank the nodes of a projection.

    Raises:
        UsageProblem: Unknown projection, view or weight.
        NothingFound: The projection has no node of this kind, no line to measure, or no award on the day asked for.
        TimedOut: The scores themselves took too long; ranges that take too long are left out and said to be.
    """
    deadline = Deadline(asked.timeout_s)
    skeleton = Skeleton(network, asked.projection, Scope(asked.view, asked.as_of))
    measure = MEASURES[asked.measure]
    projection = skeleton.counted(weight=asked.weight, lines=measure.lines)
    among = _wanted(network, projection, asked)
    scores = score_of(asked.measure, projection, deadline, backend=asked.backend)
    chosen = np.asarray(scores.values)[among]
    ranks = ranks_of(scores._replace(values=chosen), asked.measure)
    wanted = projection.nodes[among]
    stricter = stricter_ranks(network, asked.measure, projection, wanted, deadline)
    drawn = resample(skeleton, asked.measure, projection, among, count=asked.resamples, deadline=deadline)
    order = sorted(
        np.flatnonzero(~np.isnan(chosen.astype(float))).tolist(),
        key=lambda at: (ranks[at], network.labels[int(wanted[at])], network.locals[int(wanted[at])]),
    )
    views = np.array([ranks, *stricter])
    rows = tuple(
        RankedRow(
            rank=int(ranks[at]),
            id=network.iri(int(wanted[at])),
            label=network.labels[int(wanted[at])],
            score=_score(chosen[at], money=scores.money),
            rank_low=int(views[:, at].min()),
            rank_high=int(views[:, at].max()),
            resampled_low=None if drawn.low is None else int(drawn.low[at]),
            resampled_high=None if drawn.high is None else int(drawn.high[at]),
        )
        for at in order[: asked.top]
    )
    meaning = f"{measure.words[0].upper()}{measure.words[1:]}, on {projection.words}."
    trust = _trust(asked.view, drawn)
    return Ranking(asked, meaning, scores.words, trust, scores, drawn.drawn, len(order), rows)


def _wanted(network: Network, projection: Projection, asked: Asked) -> Any:
    """Return the positions of the nodes to be ranked."""
    kinds = np.asarray(network.kind)[projection.nodes] if len(projection.nodes) else np.zeros(0, np.int64)
    mask = np.ones(len(kinds), bool) if asked.kind is None else kinds == grammar.KINDS.index(asked.kind)
    if not mask.any():
        raise NothingFound(
            f"The projection {asked.projection!r} has no {asked.kind or 'node'} in the view {asked.view!r}.",
            hint="Load records, or choose another of: " + ", ".join(PROJECTIONS) + ".",
        )
    if MEASURES[asked.measure].lines and not projection.graph.lines:
        raise NothingFound(
            f"The projection {asked.projection!r} has no line in the view {asked.view!r}: "
            f"{asked.measure} measures nothing.",
            hint="Try another projection, view or weight; awards and obligation need no lines.",
        )
    return np.flatnonzero(mask)


def _score(value: Any, *, money: bool) -> float | int | Decimal:
    if money:
        return Decimal(int(value)).scaleb(-SCALE)
    if np.issubdtype(type(value), np.integer):
        return int(value)
    # Twelve digits: what floating-point summing in another order cannot change, so that ties look like ties.
    return float(f"{value:.12g}")


def _trust(view: str, drawn: Resampled) -> str:
    stricter = {
        "all": "disputed and denied lines and then inferred ones are dropped",
        "inferred": "inferred lines are dropped",
        "stated": "reported lines are dropped",
        "records": "",
    }[view]
    views = (
        f"rank_low to rank_high: the range of the rank when {stricter}."
        if stricter
        else "rank_low and rank_high are the rank: records alone were used."
    )
    if not drawn.drawn:
        return views + (
            " No resamples: the time was up." if drawn.cut else " Not resampled: --resamples N asks for it."
        )
    cut = " (fewer than planned: the time was up)" if drawn.cut else ""
    return (
        f"{views} resampled_low to resampled_high: the range of the rank in 95 % of {drawn.drawn} resamples of the "
        f"awards{cut}, seed {SEED}."
    )

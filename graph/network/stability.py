"""How far a rank can be trusted: its range under stricter views, and over resamples of the awards."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graph.network.deadline import Deadline
from graph.network.measures import MEASURES, Scores
from graph.network.projections import FOLDED, Projection, Skeleton
from graph.network.reading import Network
from graph.network.scopes import Scope

SEED = 20260101
RESAMPLES = 100
_COVERED = 0.95  # of the resamples, between the two ranks given
_WORK = 4_000_000_000  # lines looked at in all resamples together: some seconds
_FOLDING = 50  # lines looked at per line to fold a projection anew
_FEWEST = 20  # with fewer a range of 95 % means nothing
_SAME = 1e-11  # relative; what summing in another order changes is a thousand times smaller
_STRICTER = {"all": ("inferred", "stated"), "inferred": ("stated",), "stated": ("records",), "records": ()}


class Resampled(NamedTuple):
    """Range of ranks per node over ``drawn`` resamples, None where there were none; ``cut`` when time was up."""

    low: Any
    high: Any
    drawn: int
    cut: bool = False


def places(values: Any, *, smallest_first: bool = False) -> Any:
    """Return competition ranks from 1: scores that agree but for rounding share the best rank; NaN comes last."""
    known = np.nan_to_num(np.asarray(values, np.float64), nan=np.inf if smallest_first else -np.inf)
    order = np.argsort(known if smallest_first else -known, kind="stable")
    ordered = known[order]
    with np.errstate(invalid="ignore"):
        apart = ~(np.abs(np.diff(ordered)) <= _SAME * np.abs(ordered[:-1]))
    apart &= ordered[1:] != ordered[:-1]
    first = np.zeros(len(ordered), np.int64)
    if len(ordered):
        first[1:] = np.where(apart, np.arange(1, len(ordered)), 0)
    ranks = np.empty(len(ordered), np.int64)
    ranks[order] = np.maximum.accumulate(first) + 1
    return ranks


def exact_places(amounts: Any) -> Any:
    """Return competition ranks of whole numbers, the largest first, without rounding."""
    ordered = np.sort(-np.asarray(amounts))
    return np.searchsorted(ordered, -np.asarray(amounts), "left") + 1


def ranks_of(scores: Scores, measure: str) -> Any:
    """Return the competition ranks of scores."""
    if np.issubdtype(np.asarray(scores.values).dtype, np.integer):
        return exact_places(scores.values)
    return places(scores.values, smallest_first=MEASURES[measure].smallest_first)


def stricter_ranks(
    network: Network, measure: str, projection: Projection, wanted: Any, deadline: Deadline
) -> list[Any]:
    """Return the ranks of ``wanted`` entities (numbers, ascending) in each stricter view.

    One that is not there at all comes after all others. Where a view holds nothing, all of them do.
    """
    found = []
    for view in _STRICTER[projection.scope.view]:
        other = Skeleton(network, projection.name, Scope(view, projection.scope.as_of)).counted(
            weight=projection.weight
        )
        there = np.isin(other.nodes, wanted)
        scores = MEASURES[measure].score(other, deadline)
        ranked = ranks_of(scores._replace(values=np.asarray(scores.values)[there]), measure)
        ranks = np.full(len(wanted), len(ranked) + 1)
        ranks[np.isin(wanted, other.nodes)] = ranked
        found.append(ranks)
    return found


def resample(
    skeleton: Skeleton, measure: str, base: Projection, among: Any, *, count: int | None, deadline: Deadline
) -> Resampled:
    """Return ranks over resamples of the awards in scope, drawn with replacement (Efron 1979), seeded.

    Lines that no award carries stay as they are. By default 100 resamples, fewer where they would take more than
    some seconds, and none below 20; the number depends on the size of the graph alone.
    """
    running = np.flatnonzero(skeleton.running)
    effort = MEASURES[measure].effort + (_FOLDING if base.name in FOLDED else 0)
    work = (len(running) + base.graph.lines) * effort
    planned = count if count is not None else min(RESAMPLES, int(_WORK // max(work * 10, 1)))
    if not len(running) or planned < (1 if count is not None else _FEWEST):
        return Resampled(None, None, 0)
    rng = np.random.default_rng(SEED)
    drawn = []
    for _ in range(planned):
        if deadline.over:
            break
        times = np.bincount(running[rng.integers(0, len(running), len(running))], minlength=len(skeleton.running))
        again = skeleton.counted(times, weight=base.weight, lines=MEASURES[measure].lines)
        scores = MEASURES[measure].score(again, deadline)
        drawn.append(ranks_of(scores._replace(values=np.asarray(scores.values)[among]), measure))
    if not drawn:
        return Resampled(None, None, 0, cut=True)
    ordered = np.sort(np.array(drawn), axis=0)
    aside = int(len(drawn) * (1 - _COVERED) / 2)
    return Resampled(ordered[aside], ordered[-1 - aside], len(drawn), len(drawn) < planned)

"""Paths as a reader gets them: found, ranked and told."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.evidence import EvidencePath
from graph.network.crossing import Leg
from graph.network.deadline import Deadline
from graph.network.grammar import PAYING, UNDER_VEHICLE
from graph.network.moves import Bounds
from graph.network.paths import Route, find_routes
from graph.network.ranking import Draft, Scales, sorted_by
from graph.network.sieve import Sieve
from graph.network.telling import STANDINGS, Teller

AWARDS_SHOWN = 5  # awards listed with their rows on one hop; --expand lists all


class Asked(NamedTuple):
    """A search with its names resolved: ends, what every path must pass, and how the answer is made."""

    starts: frozenset[int]
    ends: frozenset[int]
    via: tuple[int, ...] = ()
    bounds: Bounds = Bounds()
    rank: str = "evidence"
    disjoint: bool = False
    limit: int = 10
    expand: bool = False


class PathAnswer(NamedTuple):
    """Ranked paths, how many there are in all, and whether the search looked at all there are."""

    paths: tuple[EvidencePath, ...]
    total: int
    complete: bool
    timed_out: bool


def find_paths(sieve: Sieve, asked: Asked, deadline: Deadline) -> PathAnswer:
    """Return the best paths with their evidence; what is found when the time is up is ranked and told all the same."""
    drafts, complete = ranked(sieve, asked, deadline)
    teller = Teller(sieve, None if asked.expand else AWARDS_SHOWN)
    paths = tuple(
        EvidencePath(
            rank=rank,
            weakest_status=STANDINGS[draft.weakest],
            origins=tuple(sorted(draft.origins)),
            hops=tuple(teller.hop(leg) for leg in draft.legs),
        )
        for rank, draft in enumerate(drafts[: asked.limit], start=1)
    )
    return PathAnswer(paths, len(drafts), complete, not complete and deadline.over)


def ranked(sieve: Sieve, asked: Asked, deadline: Deadline) -> tuple[list[Draft], bool]:
    """Return all paths in order, the best first, and whether they are all there are."""
    found = find_routes(sieve, asked.starts, asked.ends, asked.bounds, deadline)
    routes: Iterable[Route] = found.routes
    for node in asked.via:
        routes = [narrowed for route in routes if (narrowed := _through(sieve, route, node)) is not None]
    scales = Scales(sieve)
    drafts: list[Draft] = []
    complete = found.complete
    for route in routes:
        if drafts and deadline.over:
            complete = False
            break
        drafts.append(scales.weigh(route))
    drafts = sorted_by(drafts, asked.rank)
    return (_apart(drafts) if asked.disjoint else drafts), complete


def _through(sieve: Sieve, route: Route, node: int) -> Route | None:
    """Return a path as far as it passes a node, its hops narrowed to the awards that do; None if it passes it not."""
    if node in {leg.target for step in route for leg in step} | {route[0][0].source}:
        return route
    narrowed: list[tuple[Leg, ...]] = []
    passes = False
    for step in route:
        kept = [bundle for bundle in step[0].bundles if _rests_on(sieve, bundle, node)]
        passes = passes or bool(kept)
        vehicle = node if node < sieve.network.entities else None
        narrowed.append(tuple(_narrowed(leg, kept, vehicle) for leg in step) if kept else step)
    return tuple(narrowed) if passes else None


def _narrowed(leg: Leg, bundles: list[int], vehicle: int | None) -> Leg:
    shown = vehicle if vehicle is not None and not PAYING.isdisjoint((leg.near, leg.far)) else leg.vehicle
    return leg._replace(bundles=bundles, vehicle=shown)


def _rests_on(sieve: Sieve, bundle: int, node: int) -> bool:
    network = sieve.network
    if node >= network.entities:
        return bool(network.of_award[node - network.entities] == bundle and sieve.awards(bundle))
    return (UNDER_VEHICLE, node) in sieve.sides(bundle)


def _apart(drafts: list[Draft]) -> list[Draft]:
    """Return, from the best to the worst, the paths that share nothing between their ends with one already taken."""
    taken: set[int] = set()
    kept = []
    for draft in drafts:
        inner = {leg.target for leg in draft.legs[:-1]}
        inner |= {leg.vehicle for leg in draft.legs if leg.vehicle is not None}
        if inner.isdisjoint(taken):
            taken |= inner
            kept.append(draft)
    return kept

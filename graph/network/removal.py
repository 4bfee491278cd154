"""What would be gone without some entities, and the fewest vendors or vehicles that part an agency from a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np

from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json, amount_text, counted
from graph.network import grammar
from graph.network.cutpoints import smallest_cut
from graph.network.deadline import Deadline
from graph.network.pieces import Sides, Tally, edges
from graph.network.reading import NO_AMOUNT, SCALE, Network
from graph.network.scopes import Scope
from graph.network.supply_routes import NOBODY, Routes, supply_routes
from graph.network.views import VIEWS

_STATED = ("records", "stated")
_NAMED = 5  # members of a cut named in a sentence; all are in the rows


@dataclass(frozen=True, slots=True)
class RemovalAsked:
    """What is thought away.

    Attributes:
        removed: Numbers of entities.
        source: An agency, or None.
        target: A product, maker or vendor whose routes from ``source`` are asked for, or None.
        view: One of VIEWS.
        as_of: Only awards whose loaded actions span this day.
        timeout_s: Seconds to find the answer in; None waits.

    Raises:
        UsageProblem: Nothing is asked, only one end is given, or an end is to be removed.
    """

    removed: tuple[int, ...] = ()
    source: int | None = None
    target: int | None = None
    view: str = "inferred"
    as_of: date | None = None
    timeout_s: float | None = 60.0

    def __post_init__(self) -> None:
        if (self.source is None) != (self.target is None):
            raise UsageProblem("Only one end of a route is given.", hint="Give both --from and --to.")
        if not self.removed and self.source is None:
            raise UsageProblem("Nothing is asked.", hint="Give --remove X, or --from A --to B, or all of them.")
        if self.source is not None and self.source == self.target:
            raise UsageProblem("--from and --to are the same thing.", hint="Give an agency and what it buys.")
        if {self.source, self.target} & set(self.removed):
            raise UsageProblem("An end of the routes is itself to be removed.", hint="Remove what lies between.")


class Loss(NamedTuple):
    """How much of something would be gone, at least and at most, with names of what it is as far as it has any."""

    what: str
    least: int | Decimal
    most: int | Decimal
    names: tuple[str, ...] = ()

    def to_json(self) -> Json:
        """Return the loss in the shape of docs/schema/whatif.json; amounts are text."""
        ends = (amount_text(one) if isinstance(one, Decimal) else one for one in (self.least, self.most))
        return {"what": self.what, **dict(zip(("least", "most"), ends, strict=True)), "names": list(self.names)}


class Cut(NamedTuple):
    """Routes between two ends, and the fewest vendors or vehicles without which none is left.

    Attributes:
        source: An end as id, label and kind.
        target: The other.
        routes: How many awards and reports join them.
        left: Those left without what was removed.
        direct: Those with nobody between: no cut parts these.
        nodes: The smallest set, each with the number of routes left that run through it, most first.
    """

    source: Json
    target: Json
    routes: int
    left: int
    direct: int
    nodes: tuple[Json, ...]

    @property
    def answer(self) -> str:
        """What parts the two ends, in one sentence."""
        ends = f"{self.source['label']} and {self.target['label']}"
        direct = f"{counted(self.direct, 'route')} with nobody between, which nothing parts"
        if not self.left and not self.direct:
            return f"Nothing joins {ends} any more."
        if not self.nodes:
            return f"Nobody stands between {ends}: {counted(self.direct, 'route')} that nothing parts."
        first = self.nodes[:_NAMED]
        named = [f"{one['label']} ({one['kind']}, {counted(int(str(one['routes'])), 'route')})" for one in first]
        names = ", ".join(named) + (f" and {len(self.nodes) - _NAMED:,} more" if len(self.nodes) > _NAMED else "")
        which = "this one" if len(self.nodes) == 1 else f"these {len(self.nodes):,}, and no fewer,"
        also = f" Besides there {'is' if self.direct == 1 else 'are'} {direct}." if self.direct else ""
        return f"Without {which} no route over others joins {ends}: {names}.{also}"

    def to_json(self) -> Json:
        """Return the cut in the shape of docs/schema/whatif.json."""
        return {
            "from": self.source,
            "to": self.target,
            "routes": self.routes,
            "routes_left": self.left,
            "direct": self.direct,
            "answer": self.answer,
            "smallest_cut": list(self.nodes),
        }


class Removal(NamedTuple):
    """What would be gone, and the cut that was asked for."""

    meaning: str
    removed: tuple[Json, ...]
    losses: tuple[Loss, ...]
    cut: Cut | None

    def to_json(self) -> Json:
        """Return the shape of docs/schema/whatif.json."""
        return {
            "meaning": self.meaning,
            "removed": list(self.removed),
            "losses": [loss.to_json() for loss in self.losses],
            "cut": None if self.cut is None else self.cut.to_json(),
        }


def think_away(network: Network, asked: RemovalAsked) -> Removal:
    """Return what would be gone without the removed entities, and what would part the two ends.

    Raises:
        NothingFound: The removed entities are on no award, or nothing joins the two ends.
        UsageProblem: ``source`` is no agency, or ``target`` neither product nor vendor; unknown view.
        TimedOut: It takes longer than asked for.
    """
    deadline = Deadline(asked.timeout_s)
    scope = Scope(asked.view, asked.as_of)
    losses = _losses(network, asked, scope, deadline) if asked.removed else ()
    cut = None if asked.source is None or asked.target is None else _cut(network, asked, scope, deadline)
    meaning = (
        f"Least: {VIEWS['records' if asked.view == 'records' else 'stated']}; most: {scope.words}. "
        "Obligations are net, of loaded actions, in US dollars; those that only a rule ties to it count in full at "
        "most, negative ones not. A route is an award that joins an agency, a vendor and a product it names."
    )
    return Removal(meaning, tuple(_named(network, node) for node in asked.removed), losses, cut)


def _named(network: Network, node: int) -> Json:
    return {"id": network.iri(node), "label": network.labels[node], "kind": network.type_of(node)}


def _losses(network: Network, asked: RemovalAsked, scope: Scope, deadline: Deadline) -> tuple[Loss, ...]:
    stated = scope if asked.view in _STATED else Scope("stated", asked.as_of)
    least = _Touched(network, stated, asked.removed)
    deadline.check("Thinking things away")
    most = _Touched(network, scope, asked.removed)
    deadline.check("Thinking things away")
    if not most.awards:
        names = ", ".join(network.labels[node] for node in asked.removed)
        raise NothingFound(f"No award in the view {asked.view!r} touches {names}.", hint="Try --view inferred.")
    found = [
        Loss("awards", least.awards, most.awards),
        Loss("obligation", least.obligation, least.obligation + most.only_inferred(least)),
        Loss("routes", least.routes_lost, most.routes_lost),
    ]
    for what in ("vendors", "products", "makers"):
        fewer, more = sorted((len(least.lost[what]), len(most.lost[what])))
        labels = sorted({network.labels[node] for node in most.lost[what]})
        found.append(Loss(f"{what} lost", fewer, more, tuple(labels)))
    return tuple(found)


class _Touched:
    """The awards that some entities are on, in one scope, and what hangs on these alone."""

    def __init__(self, network: Network, scope: Scope, removed: Sequence[int]) -> None:
        running = scope.awards(network)
        sides = Sides.of(network, scope, running)
        made, maker = edges(network, scope, grammar.MADE_BY)
        wanted = np.union1d(removed, made[np.isin(maker, removed)])
        on = np.isin(sides.node, wanted)
        self._network, self._running = network, running
        self.bundles = np.unique(sides.bundle[on])
        tally = Tally(network, running)
        self.awards = int(tally.count[self.bundles].sum())
        self.obligation = self._paid(tally, sides.chosen(on))
        routes = supply_routes(network, scope)
        gone = np.any([routes.through(node) for node in removed], axis=0)
        self.routes_lost = routes.kept(gone).total
        self.lost = {
            "vendors": self._left_without(sides, removed),
            "products": _only(routes.product, gone, removed),
            "makers": _only(routes.maker, gone, removed),
        }

    @staticmethod
    def _paid(tally: Tally, on: Sides) -> Decimal:
        """Return the obligations of the awards; of a removed vendor's own actions where it alone is on them."""
        bundles, place = np.unique(on.bundle, return_inverse=True)
        paid = np.bincount(place, weights=on.relation == grammar.PAID_TO, minlength=len(bundles))
        sides = np.bincount(place, minlength=len(bundles))
        single = (paid == 1) & (sides == 1)
        vendor = np.full(len(bundles), -1)
        vendor[place] = np.where(on.relation == grammar.PAID_TO, on.node, -1)
        net = tally.obligations(bundles, np.where(single, vendor, -1))
        return Decimal(int(net.sum())).scaleb(-SCALE)

    def _left_without(self, sides: Sides, removed: Sequence[int]) -> list[int]:
        paid = sides.playing(grammar.PAID_TO)
        others = np.setdiff1d(paid.node[np.isin(paid.bundle, self.bundles)], removed)
        remaining = paid.node[~np.isin(paid.bundle, self.bundles)]
        return [int(node) for node in others[~np.isin(others, remaining)]]

    def only_inferred(self, stated: _Touched) -> Decimal:
        """Return the positive net obligations of the awards that the stated view does not tie to the entities."""
        rest = np.setdiff1d(self.bundles, stated.bundles)
        net = np.asarray(self._network.netObligation)
        gone = np.isin(np.asarray(self._network.of_award), rest) & (self._running > 0) & (net != NO_AMOUNT)
        return Decimal(int(np.maximum(net[gone], 0).sum())).scaleb(-SCALE)


def _only(column: Any, gone: Any, removed: Sequence[int]) -> list[int]:
    """Return the entities of a column that no other route reaches, the removed ones left aside."""
    lost = np.setdiff1d(column[gone], column[~gone])
    return [int(node) for node in lost if node != NOBODY and node not in removed]


def _cut(network: Network, asked: RemovalAsked, scope: Scope, deadline: Deadline) -> Cut:
    source, target = asked.source, asked.target
    assert source is not None
    assert target is not None
    if network.type_of(source) != "agency":
        raise UsageProblem(
            f"{network.labels[source]} is of kind {network.type_of(source)}: routes of supply start at an agency.",
            hint="Give an agency after --from.",
        )
    if network.type_of(target) not in ("product", "vendor"):
        raise UsageProblem(
            f"{network.labels[target]} is of kind {network.type_of(target)}: routes of supply end at products, "
            "makers and vendors.",
            hint="Give one of these after --to.",
        )
    ways = _ways(network, scope, source, target)
    user, used = edges(network, scope, grammar.USES)
    reports = int(((user == source) & (used == target)).sum())
    if not ways.total and not reports:
        raise NothingFound(
            f"No award of {network.labels[source]} leads to {network.labels[target]} in the view {asked.view!r}.",
            hint="`vendorgraph path` also follows reports, money and ownership.",
        )
    gone = np.any([np.zeros(len(ways.agency), bool), *(ways.through(node) for node in asked.removed)], axis=0)
    left = ways.kept(~gone)
    straight = (left.vendor == target) & (left.vehicle == NOBODY)
    over = left.kept(~straight)
    between = np.setdiff1d(np.concatenate([over.vehicle, over.vendor]), [NOBODY, target]).tolist()
    deadline.check("Finding the routes")
    found = smallest_cut(_arrows(over, target), source, target, between, deadline) or ()
    through = {node: over.kept(over.through(node)).total for node in found}
    return Cut(
        _named(network, source),
        _named(network, target),
        ways.total,
        left.total,
        left.kept(straight).total + reports,
        tuple(
            {**_named(network, node), "routes": through[node]}
            for node in sorted(found, key=lambda one: (-through[one], one))
        ),
    )


def _ways(network: Network, scope: Scope, source: int, target: int) -> Routes:
    """Return the routes from an agency to a product or maker, and the awards it paid to the target itself."""
    found = supply_routes(network, scope, source)
    found = found.kept((found.product == target) | (found.maker == target))
    paid = supply_routes(network, scope, source, named=False)
    paid = paid.kept((paid.vendor == target) & ~np.isin(paid.bundle, found.bundle))
    return Routes(*(np.concatenate(columns) for columns in zip(found, paid, strict=True)))


def _arrows(routes: Routes, target: int) -> set[tuple[int, int]]:
    arrows = set()
    for agency, vehicle, vendor in zip(
        routes.agency.tolist(), routes.vehicle.tolist(), routes.vendor.tolist(), strict=True
    ):
        arrows |= {(agency, vendor)} if vehicle == NOBODY else {(agency, vehicle), (vehicle, vendor)}
        if vendor != target:
            arrows.add((vendor, target))
    return arrows

"""Two agencies, or two fiscal years of one, side by side: vendors, products named, shares."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from graph import terms
from graph.dates import fiscal_year_days
from graph.errors import NothingFound, UsageProblem
from graph.evidence import Json, amount_text
from graph.network import grammar
from graph.network.deadline import Deadline
from graph.network.pieces import Sides, Tally, across
from graph.network.projections import product_sides
from graph.network.reading import SCALE, Network
from graph.network.scopes import Scope

if TYPE_CHECKING:
    import pyoxigraph

_SHARE_DIGITS = 6
_LOOKS = 10_000  # triples read between two looks at the clock


@dataclass(frozen=True, slots=True)
class ComparisonAsked:
    """How two sides are compared.

    Attributes:
        view: One of VIEWS.
        as_of: Only awards whose loaded actions span this day.
        top: Vendors, and as many products, at most; from 1.
        timeout_s: Seconds to find the answer in; None waits.

    Raises:
        UsageProblem: ``top`` is below 1, or there is no such view.
    """

    view: str = "inferred"
    as_of: date | None = None
    top: int = 20
    timeout_s: float | None = 60.0

    def __post_init__(self) -> None:
        if self.top < 1:
            raise UsageProblem(f"--top {self.top} shows nothing.", hint="Give a number from 1.")
        Scope(self.view)

    @property
    def scope(self) -> Scope:
        """The view and the day."""
        return Scope(self.view, self.as_of)


class Held(NamedTuple):
    """What one side has of a vendor or product: awards, and for a vendor its net obligations."""

    awards: int
    net: Decimal | None


@dataclass(frozen=True)
class Basket:
    """One side of a comparison: what an agency bought, by entity number; ``net`` is the sum over vendors."""

    label: str
    vendors: Mapping[int, Held]
    products: Mapping[int, Held]
    net: Decimal = field(init=False)

    def __post_init__(self) -> None:
        total = sum((one.net or Decimal(0) for one in self.vendors.values()), Decimal(0))
        object.__setattr__(self, "net", total)

    def share(self, node: int) -> Decimal | None:
        """Return a vendor's part of the net obligations; None where these are not positive."""
        held = self.vendors.get(node)
        if held is None or held.net is None or self.net <= 0:
            return Decimal(0) if held is None and self.net > 0 else None
        return round(held.net / self.net, _SHARE_DIGITS)


class Compared(NamedTuple):
    """One vendor or product on both sides; ``only`` is ``a`` or ``b`` where the other side has none of it."""

    kind: str
    id: str
    label: str
    only: str
    a: Held
    b: Held
    share_a: Decimal | None
    share_b: Decimal | None

    def to_json(self) -> Json:
        """Return the row in the shape of docs/schema/compare.json; amounts are text, shares numbers."""
        row: Json = {"kind": self.kind, "id": self.id, "label": self.label, "only": self.only or None}
        for side, held, share in (("a", self.a, self.share_a), ("b", self.b, self.share_b)):
            row[f"awards_{side}"] = held.awards
            row[f"obligation_{side}"] = None if held.net is None else amount_text(held.net)
            row[f"share_{side}"] = None if share is None else float(share)
        return row


class Comparison(NamedTuple):
    """Both sides, what they have in common, and rows: vendors by their larger share, then products by awards."""

    meaning: str
    a: Basket
    b: Basket
    total: int
    rows: tuple[Compared, ...]

    def to_json(self) -> Json:
        """Return the shape of docs/schema/compare.json."""
        return {
            "meaning": self.meaning,
            "a": _summary(self.a, self.b),
            "b": _summary(self.b, self.a),
            "common": {
                "vendors": len(self.a.vendors.keys() & self.b.vendors.keys()),
                "products": len(self.a.products.keys() & self.b.products.keys()),
            },
            "total": self.total,
            "rows": [row.to_json() for row in self.rows],
        }


def _summary(one: Basket, other: Basket) -> Json:
    shared = sum((held.net or Decimal(0) for node, held in one.vendors.items() if node in other.vendors), Decimal(0))
    return {
        "label": one.label,
        "vendors": len(one.vendors),
        "products": len(one.products),
        "obligation": amount_text(one.net),
        "share_of_common_vendors": float(round(shared / one.net, _SHARE_DIGITS)) if one.net > 0 else None,
    }


def _basket(network: Network, scope: Scope, agency: int) -> Basket:
    """Return what all loaded awards of an agency in scope bought."""
    sides, tally = _sides(network, scope, agency)
    paid = across(sides.playing(grammar.AWARDED_BY), sides.playing(grammar.PAID_TO), paid=True)
    nets = tally.obligations(paid.bundle, paid.vendor)
    vendors = _counted(paid.target, tally.awards(paid.bundle), nets)
    named = product_sides(network, sides)
    products = {
        node: held._replace(net=None)
        for node, held in _counted(named.node, tally.awards(named.bundle), np.zeros(len(named.node), np.int64)).items()
    }
    return Basket(network.labels[agency], vendors, products)


def compare_agencies(network: Network, a: int, b: int, asked: ComparisonAsked) -> Comparison:
    """Compare all loaded awards of two agencies.

    Raises:
        UsageProblem: One is no agency, or both are the same.
        NothingFound: One has no award in scope.
        TimedOut: It takes longer than asked for.
    """
    deadline = Deadline(asked.timeout_s)
    if a == b:
        raise UsageProblem(f"Both sides are {network.labels[a]}.", hint="Give two agencies, or one with --years Y Z.")
    baskets = []
    for agency in (a, b):
        deadline.check("The comparison")
        baskets.append(_basket(network, asked.scope, agency))
    deadline.check("The comparison")
    return _side_by_side(network, baskets[0], baskets[1], asked)


def compare_years(
    network: Network, store: pyoxigraph.Store, agency: int, years: tuple[int, int], asked: ComparisonAsked
) -> Comparison:
    """Compare the loaded actions of two fiscal years of an agency; products are those that the same awards name.

    Raises:
        UsageProblem: It is no agency, or the years are the same.
        NothingFound: It has no award in scope, or no action in one of the years.
        ValueRejected: There is no such fiscal year.
        TimedOut: It takes longer than asked for.
    """
    deadline = Deadline(asked.timeout_s)
    if years[0] == years[1]:
        raise UsageProblem(f"Both years are {years[0]}.", hint="Give two different fiscal years.")
    spans = [tuple(day.isoformat() for day in fiscal_year_days(year)) for year in years]
    sides, _ = _sides(network, asked.scope, agency)
    bought = _Bought(network, sides)
    found = tuple(_Year() for _ in years)
    for day, action in _actions(store, spans, deadline):
        for span, year in zip(spans, found, strict=True):
            if span[0] <= day <= span[1]:
                bought.add(action, year)
    baskets = []
    for number, year in zip(years, found, strict=True):
        label = f"{network.labels[agency]} in fiscal year {number}"
        if not year.awards:
            raise NothingFound(f"There is no loaded action of {label}.", hint="`vendorgraph load` adds records.")
        baskets.append(year.basket(label))
    return _side_by_side(network, baskets[0], baskets[1], asked)


class _Year:
    """What the actions of one year add up to."""

    def __init__(self) -> None:
        self.nets: dict[int, Decimal] = {}
        self.awards: dict[int, set[str]] = {}
        self.products: dict[int, set[str]] = {}

    def basket(self, label: str) -> Basket:
        return Basket(
            label,
            {vendor: Held(len(found), self.nets[vendor]) for vendor, found in self.awards.items()},
            {product: Held(len(found), None) for product, found in self.products.items()},
        )


class _Bought:
    """Vendors and products of an agency's awards, to which actions are added."""

    def __init__(self, network: Network, sides: Sides) -> None:
        self._recipients = _by_bundle(sides.playing(grammar.PAID_TO))
        self._named = _by_bundle(product_sides(network, sides))
        awards = np.flatnonzero(np.isin(np.asarray(network.of_award), sides.bundle)).tolist()
        self._bundle = {network.iri(network.entities + award): network.of_award[award] for award in awards}
        vendors = {vendor for found in self._recipients.values() for vendor in found}
        self._vendor = {network.iri(vendor): vendor for vendor in vendors}

    def add(self, action: _Action, year: _Year) -> None:
        bundle = self._bundle.get(action.award)
        if bundle is None:
            return
        recipients = self._recipients.get(bundle, set())
        own = self._vendor.get(action.recipient)
        vendor = own if own in recipients else min(recipients, default=None)
        if vendor is not None:
            year.nets[vendor] = year.nets.get(vendor, Decimal(0)) + action.obligation
            year.awards.setdefault(vendor, set()).add(action.award)
        for product in self._named.get(bundle, ()):
            year.products.setdefault(product, set()).add(action.award)


def _side_by_side(network: Network, a: Basket, b: Basket, asked: ComparisonAsked) -> Comparison:
    vendors = [_row(network, "vendor", node, a, b) for node in sorted(a.vendors.keys() | b.vendors.keys())]
    products = [_row(network, "product", node, a, b) for node in sorted(a.products.keys() | b.products.keys())]
    vendors.sort(key=lambda row: (-max(row.share_a or 0, row.share_b or 0), -row.a.awards - row.b.awards, row.label))
    products.sort(key=lambda row: (-max(row.a.awards, row.b.awards), row.label))
    meaning = (
        f"{a.label} (a) and {b.label} (b), by {asked.scope.words}: net obligations of loaded actions in US dollars, a "
        "vendor's share of them, and awards; products are those that award texts name and have no amounts of their own."
    )
    return Comparison(meaning, a, b, len(vendors) + len(products), (*vendors[: asked.top], *products[: asked.top]))


def _row(network: Network, kind: str, node: int, a: Basket, b: Basket) -> Compared:
    nothing = Held(0, Decimal(0) if kind == "vendor" else None)
    one, other = (getattr(side, f"{kind}s").get(node) for side in (a, b))
    only = "b" if one is None else "a" if other is None else ""
    shares = (a.share(node), b.share(node)) if kind == "vendor" else (None, None)
    return Compared(kind, network.iri(node), network.labels[node], only, one or nothing, other or nothing, *shares)


def _sides(network: Network, scope: Scope, agency: int) -> tuple[Sides, Tally]:
    """Return the sides of an agency's awards, and their tally."""
    if network.type_of(agency) != "agency":
        raise UsageProblem(
            f"{network.labels[agency]} is of kind {network.type_of(agency)}: only agencies are compared.",
            hint="Give two agencies, or one with --years.",
        )
    running = scope.awards(network)
    sides = Sides.of(network, scope, running)
    buying = (sides.relation == grammar.AWARDED_BY) & (sides.node == agency)
    # Another agency on the same award would have its vendors counted here as well.
    kept = np.isin(sides.bundle, sides.bundle[buying]) & (buying | (sides.relation != grammar.AWARDED_BY))
    if not kept.any():
        raise NothingFound(
            f"{network.labels[agency]} has no award in the view {scope.view!r}.", hint="`vendorgraph load` adds some."
        )
    return sides.chosen(kept), Tally(network, running)


def _counted(nodes: Any, awards: Any, nets: Any) -> dict[int, Held]:
    found, place = np.unique(nodes, return_inverse=True)
    counts, sums = np.zeros(len(found), np.int64), np.zeros(len(found), np.int64)
    np.add.at(counts, place, awards)
    np.add.at(sums, place, nets)
    columns = zip(found.tolist(), counts.tolist(), sums.tolist(), strict=True)
    return {node: Held(count, Decimal(net).scaleb(-SCALE)) for node, count, net in columns}


def _by_bundle(sides: Sides) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    for bundle, node in zip(sides.bundle.tolist(), sides.node.tolist(), strict=True):
        found.setdefault(bundle, set()).add(node)
    return found


class _Action(NamedTuple):
    award: str
    recipient: str
    obligation: Decimal


def _actions(
    store: pyoxigraph.Store, spans: list[tuple[str, ...]], deadline: Deadline
) -> Iterable[tuple[str, _Action]]:
    """Yield the actions within any of the spans of days, with their day."""
    import pyoxigraph as ox

    def column(name: str) -> Iterable[tuple[str, str]]:
        quads = store.quads_for_pattern(None, ox.NamedNode(terms.VG + name), None, ox.DefaultGraph())
        for number, quad in enumerate(quads):
            if number % _LOOKS == 0:
                deadline.check("Reading the actions")
            yield quad.subject.value, quad.object.value  # type: ignore[union-attr]

    days = {action: day for action, day in column("date") if any(first <= day <= last for first, last in spans)}
    award = {action: one for action, one in column("ofAward") if action in days}
    recipient = {action: one for action, one in column("actionRecipient") if action in days}
    for action, amount in column("obligation"):
        if action in award:
            yield days[action], _Action(award[action], recipient.get(action, ""), Decimal(amount))

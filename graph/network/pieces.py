"""What projections are made of: lines between two entities, each with the bundle of awards that carries it."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graph.network import grammar
from graph.network.reading import NO_AMOUNT, Network
from graph.network.scopes import Scope

NO_BUNDLE = -1


class Sides(NamedTuple):
    """Sides of bundles in scope, ordered by bundle: four arrays of one length."""

    bundle: Any
    relation: Any
    node: Any
    status: Any

    @classmethod
    def of(cls, network: Network, scope: Scope, running: Any) -> Sides:
        """Return the sides that the view holds, of bundles in which an award is ``running``."""
        at: Any = np.asarray(network.bundle_at).astype(np.int64)
        bundle = np.repeat(np.arange(network.bundles), at[1:] - at[:-1])
        status = np.asarray(network.bundle_status)
        some = np.bincount(np.asarray(network.of_award), weights=running, minlength=network.bundles) > 0
        kept = scope.lets_in(status) & some[bundle]
        columns = (bundle, network.bundle_side, network.bundle_node, status)
        return cls(*(np.asarray(column).astype(np.int64)[kept] for column in columns))

    def chosen(self, mask: Any) -> Sides:
        """Return the sides under a mask."""
        return Sides(*(column[mask] for column in self))

    def playing(self, *relations: int) -> Sides:
        """Return the sides with one of these relations."""
        return self.chosen(np.isin(self.relation, relations))


class Pieces(NamedTuple):
    """Lines as found, several per pair of ends: source, target, bundle or NO_BUNDLE, vendor or -1, whether it is paid.

    ``vendor`` is the recipient at an end, whose own actions alone it stands for; ``paid`` says that the obligations
    of the bundle went along the line, so that they may weigh it.
    """

    source: Any
    target: Any
    bundle: Any
    vendor: Any
    paid: Any

    @classmethod
    def joined(cls, parts: list[Pieces]) -> Pieces:
        """Return the pieces of all parts in turn."""
        return cls(*(np.concatenate(columns) for columns in zip(*parts, strict=True)))


def meeting(left: Any, right: Any) -> tuple[Any, Any]:
    """Return the positions of every pair of equal numbers in two ascending arrays."""
    start, stop = np.searchsorted(right, left, "left"), np.searchsorted(right, left, "right")
    counts = stop - start
    total = int(counts.sum())
    at_left = np.repeat(np.arange(len(left)), counts)
    at_right = np.arange(total) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(start, counts)
    return at_left, at_right


def across(left: Sides, right: Sides, *, paid: bool = False) -> Pieces:
    """Return a piece from each left to each right side of one bundle, an entity with itself left out."""
    one, two = meeting(left.bundle, right.bundle)
    kept = left.node[one] != right.node[two]
    one, two = one[kept], two[kept]
    vendor = np.full(len(one), -1)
    for relation, node in ((left.relation[one], left.node[one]), (right.relation[two], right.node[two])):
        vendor = np.where(relation == grammar.PAID_TO, node, vendor)
    return Pieces(left.node[one], right.node[two], left.bundle[one], vendor, np.full(len(one), paid))


def onwards(sides: Sides, source: Any, target: Any) -> Pieces:
    """Return pieces along edges ``source`` -> ``target`` out of the sides' entities, carried by the sides' bundles."""
    order = np.argsort(sides.node, kind="stable")
    along = np.argsort(source, kind="stable")
    one, two = meeting(sides.node[order], source[along])
    nodes, ends, bundles = sides.node[order][one], target[along][two], sides.bundle[order][one]
    return Pieces(nodes, ends, bundles, np.full(len(one), -1), np.zeros(len(one), bool))


def edges(network: Network, scope: Scope, relation: int) -> tuple[Any, Any]:
    """Return the ends of the edges between entities with one relation that the view holds."""
    kept = (np.asarray(network.edge_relation) == relation) & scope.lets_in(network.edge_status)
    return tuple(np.asarray(end)[kept].astype(np.int64) for end in (network.edge_source, network.edge_target))


def alone(source: Any, target: Any) -> Pieces:
    """Return pieces that no award carries."""
    size = len(source)
    return Pieces(source, target, np.full(size, NO_BUNDLE), np.full(size, -1), np.zeros(size, bool))


class Tally:
    """Awards and net obligations per bundle, each award taken as often as ``times`` says."""

    def __init__(self, network: Network, times: Any) -> None:
        self._entities = network.entities
        of_award = np.asarray(network.of_award).astype(np.int64)
        self.count = np.bincount(of_award, weights=times, minlength=network.bundles).astype(np.int64)
        net = np.asarray(network.netObligation)
        self.net = _summed(of_award, np.where(net == NO_AMOUNT, 0, net) * times, network.bundles)
        award, vendor = np.asarray(network.share_award).astype(np.int64), np.asarray(network.share_vendor)
        self._novated = np.zeros(network.bundles, bool)
        self._novated[of_award[award]] = True
        key = of_award[award] * network.entities + vendor
        self._held_key, place = np.unique(key, return_inverse=True)
        self._held_net = _summed(place, np.asarray(network.share_net) * times[award], len(self._held_key))

    def awards(self, bundle: Any) -> Any:
        """Return the number of awards behind each; 1 for what no award carries."""
        return np.where(bundle == NO_BUNDLE, 1, self.count[bundle]) if len(self.count) else np.ones(len(bundle), int)

    def obligations(self, bundle: Any, vendor: Any) -> Any:
        """Return net obligations in ten-thousandths of a dollar; of a vendor's own actions where several held it."""
        if not len(self.net):
            return np.zeros(len(bundle), np.int64)
        found = np.where(bundle == NO_BUNDLE, 0, self.net[bundle])
        own = (bundle != NO_BUNDLE) & (vendor >= 0) & self._novated[bundle]
        if own.any():
            key = bundle[own] * self._entities + vendor[own]
            at = np.minimum(np.searchsorted(self._held_key, key), len(self._held_key) - 1)
            found[own] = np.where(self._held_key[at] == key, self._held_net[at], 0)
        return found


def _summed(place: Any, amounts: Any, size: int) -> Any:
    """Return exact sums of whole numbers by place."""
    sums = np.zeros(size, np.int64)
    np.add.at(sums, place, amounts)
    return sums

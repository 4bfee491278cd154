"""The network as a lookup needs it: opened from its file in about a millisecond, nothing copied."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from graph.network.grammar import KINDS
from graph.network.layout import Sections, Texts

RECORDED, REPORTED, INFERRED, DISPUTED, DENIED = range(5)
NO_AMOUNT = -(2**63)
NO_DATE = -(2**31)
NO_FILE = 2**16 - 1
NO_NUMBER = 2**32 - 1
SCALE = 4  # decimal places of stored amounts, as in the ledger
CONFIDENCE_SCALE = 4  # decimal places of stored confidences
_EPOCH = date(1970, 1, 1).toordinal()


class Network:
    """Typed, directed multigraph of entities and bundles of parallel awards.

    Nodes are numbers: entities from 0, then awards. Bundles have numbers of their own.
    """

    def __init__(self, file: Path) -> None:
        self._sections = Sections(file)
        meta = self._sections.meta
        self.snapshot = str(meta["snapshot"])
        self.entities = int(str(meta["entities"]))
        self.awards = int(str(meta["awards"]))
        self.bundles = int(str(meta["bundles"]))
        self.base = str(meta["base"])
        self.predicates, self.files, self.rules, self.curated_sources = (
            _strings(meta[name]) for name in ("predicates", "files", "rules", "curated_sources")
        )

    def __getattr__(self, name: str) -> memoryview:
        # Arrays are cast on first use only: a lookup touches a third of them.
        if name.startswith("_"):
            raise AttributeError(name)
        try:
            view = self._sections[name]
        except KeyError:
            raise AttributeError(name) from None
        self.__dict__[name] = view
        return view

    @cached_property
    def labels(self) -> Texts:
        """What each node is called, entities then awards (an award's PIID)."""
        return self._sections.text("label")

    @cached_property
    def locals(self) -> Texts:
        """Local part of each node's IRI."""
        return self._sections.text("local")

    @cached_property
    def names(self) -> Texts:
        """Normalised names in byte order; ``name_node`` says whose."""
        return self._sections.text("name")

    @cached_property
    def told(self) -> Texts:
        """Distinct descriptions of actions, awards, vehicles and subawards, in byte order."""
        return self._sections.text("told")

    @cached_property
    def detection_id(self) -> Texts:
        """Local id of each detection."""
        return self._sections.text("detection_id")

    @cached_property
    def subaward_id(self) -> Texts:
        """Local id of each subaward record."""
        return self._sections.text("subaward_id")

    @cached_property
    def subaward_number(self) -> Texts:
        """Number of each subaward as reported."""
        return self._sections.text("subaward_number")

    @cached_property
    def saying_keys(self) -> Texts:
        """Keys of `graph.network.sayings`, in byte order."""
        return self._sections.text("saying_key")

    @cached_property
    def sayings(self) -> Texts:
        """What is said under each of ``saying_keys``, as JSON."""
        return self._sections.text("saying")

    def iri(self, node: int) -> str:
        """Return the IRI of a node."""
        local = self.locals[node]
        return local if "://" in local else self.base + local

    def type_of(self, node: int) -> str:
        """Return the kind of a node, e.g. ``vendor``."""
        return "award" if node >= self.entities else KINDS[self.kind[node]]

    def near(self, entity: int) -> Iterator[tuple[int, int, int]]:
        """Yield (side code, other end, edge number or bundle); the end is a bundle when the relation is an award's."""
        start, stop = self.near_at[entity], self.near_at[entity + 1]
        return zip(self.near_side[start:stop], self.near_end[start:stop], self.near_edge[start:stop], strict=True)

    def runs(self, entity: int) -> Iterator[tuple[int, int, int]]:
        """Yield (side code, start, stop) of each run of equal sides in an entity's list."""
        at, stop = self.near_at[entity], self.near_at[entity + 1]
        sides = self.near_side
        while at < stop:
            side = sides[at]
            # The list is sorted by side, and a large agency's has tens of thousands of entries of one side.
            last = bisect_right(sides, side, at, stop)
            yield side, at, last
            at = last

    def degree(self, entity: int) -> int:
        """Return how many edges and bundles touch an entity."""
        return int(self.near_at[entity + 1] - self.near_at[entity])

    def sides(self, bundle: int) -> Iterator[tuple[int, int, int]]:
        """Yield (relation, entity, status) of a bundle."""
        start, stop = self.bundle_at[bundle], self.bundle_at[bundle + 1]
        return zip(
            self.bundle_side[start:stop],
            self.bundle_node[start:stop],
            self.bundle_status[start:stop],
            strict=True,
        )

    def members_of(self, bundle: int) -> memoryview:
        """Return the award numbers in a bundle (0-based among awards)."""
        return self.members[self.member_at[bundle] : self.member_at[bundle + 1]]

    def node_of(self, iri: str) -> int | None:
        """Return the node with this IRI, or None."""
        wanted = iri.removeprefix(self.base).encode()
        order, locals_ = self.local_order, self.locals
        at = bisect_left(order, wanted, key=locals_.raw)
        return int(order[at]) if at < len(order) and locals_.raw(order[at]) == wanted else None

    def amount(self, award: int, kind: str) -> Decimal | None:
        """Return one stored amount of an award (``netObligation``, ``totalObligation``, ...), or None."""
        value = self._sections[kind][award] if kind not in self.__dict__ else self.__dict__[kind][award]
        return None if value == NO_AMOUNT else Decimal(value).scaleb(-SCALE)

    def obligation(self, award: int) -> Decimal | None:
        """Return the net of an award's loaded actions, else the total its summary states."""
        net = self.amount(award, "netObligation")
        return net if net is not None else self.amount(award, "totalObligation")

    def net_obligation(self) -> Decimal:
        """Return the exact sum of the net obligations of all awards; 0 when there are none."""
        return Decimal(sum(value for value in self.netObligation if value != NO_AMOUNT)).scaleb(-SCALE)

    @cached_property
    def shares(self) -> dict[tuple[int, int], tuple[Decimal, date, date]]:
        """(award, vendor) -> net obligation and dates of the actions in that vendor's name.

        Only awards that several vendors held in turn, after a novation or a change of name, are in it.
        """
        columns = (self.share_award, self.share_vendor, self.share_net, self.share_first, self.share_last)
        return {
            (award, vendor): (
                Decimal(net).scaleb(-SCALE),
                date.fromordinal(first + _EPOCH),
                date.fromordinal(last + _EPOCH),
            )
            for award, vendor, net, first, last in zip(*columns, strict=True)
        }

    def dates(self, award: int) -> tuple[date | None, date | None]:
        """Return the first and last action dates of an award."""
        first, last = self.firstActionDate[award], self.lastActionDate[award]
        return day_of(first), day_of(last)


def day_of(number: int) -> date | None:
    """Return the day that a stored number means, or None."""
    return None if number == NO_DATE else date.fromordinal(number + _EPOCH)


def _strings(found: object) -> list[str]:
    return [str(one) for one in found] if isinstance(found, list) else []

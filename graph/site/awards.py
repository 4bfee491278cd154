"""The awards of an entity: which they are, what they come to by kind of amount, and with whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from graph.network import grammar
from graph.network.reading import NO_AMOUNT, NO_DATE, SCALE, Network, day_of
from graph.sentences import money_text

# Kind of amount -> what the network calls it. Never added to one another.
KINDS = {
    "net": "netObligation",
    "summary": "totalObligation",
    "outlay": "totalOutlay",
    "ceiling": "ceiling",
}


@dataclass(slots=True)
class Sums:
    """What some awards come to; amounts in units of the network, ten-thousandths of a dollar.

    Attributes:
        awards: How many.
        total: Kind -> sum; a kind of which nothing is known is absent. ``summary`` counts only awards of which no
            action is loaded, so it is never the same money as ``net``.
        known: Kind -> how many awards state it.
        first: First day of their actions, as a number of days; None when unknown.
        last: Last day.
    """

    awards: int = 0
    total: dict[str, int] = field(default_factory=dict)
    known: dict[str, int] = field(default_factory=dict)
    first: int | None = None
    last: int | None = None

    def add(self, kind: str, amount: int) -> None:
        """Add an amount of a kind, of one award."""
        self.total[kind] = self.total.get(kind, 0) + amount
        self.known[kind] = self.known.get(kind, 0) + 1

    def span(self, first: int, last: int) -> None:
        """Widen the time by the days of one award."""
        if first != NO_DATE:
            self.first = first if self.first is None else min(self.first, first)
        if last != NO_DATE:
            self.last = last if self.last is None else max(self.last, last)

    def text(self, kind: str) -> str:
        """Return the sum of a kind as dollars, or nothing."""
        return money(self.total[kind]) if kind in self.total else ""

    @property
    def weight(self) -> int:
        """By which amount these stand in an order: of the actions loaded, else as summaries state."""
        return self.total.get("net", self.total.get("summary", 0))

    @property
    def days(self) -> str:
        """The time as ISO days, or nothing."""
        return days_text(self.first, self.last)


def money(amount: int) -> str:
    """Return an amount in the network's units as dollars."""
    return money_text(Decimal(amount).scaleb(-SCALE))


def days_text(first: int | None, last: int | None) -> str:
    """Return two numbered days as ISO text, as one where they are the same."""
    days = [day.isoformat() for one in (first, last) if one is not None and (day := day_of(one)) is not None]
    return " to ".join(dict.fromkeys(days))


class Awards:
    """Reads the awards of a network. An agency's are also those of its parts, a product's those of its parts."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self._sides: dict[int, dict[int, tuple[int, ...]]] = {}
        self._amounts = {kind: getattr(network, name) for kind, name in KINDS.items()}
        self._several = {award for award, _ in network.shares}

    def of(self, nodes: Iterable[int], roles: Iterable[int]) -> list[int]:
        """Return the awards in which one of ``nodes`` has one of these roles, each once, by number."""
        network, wanted = self.network, {role | reverse for role in roles for reverse in (0, grammar.REVERSED)}
        found: set[int] = set()
        for node in nodes:
            for side, start, stop in network.runs(node):
                if side in wanted:
                    for bundle in network.near_end[start:stop]:
                        found.update(network.members_of(bundle))
        return sorted(found)

    def sides(self, award: int) -> dict[int, tuple[int, ...]]:
        """Return role -> entities of an award."""
        bundle = self.network.of_award[award]
        if bundle not in self._sides:
            found: dict[int, list[int]] = {}
            for relation, node, _ in self.network.sides(bundle):
                found.setdefault(relation, []).append(node)
            self._sides[bundle] = {relation: tuple(nodes) for relation, nodes in found.items()}
        return self._sides[bundle]

    def amounts(self, award: int, vendor: int | None = None) -> dict[str, int]:
        """Return kind -> amount of one award.

        Where several companies held it in turn and one is asked for, the net is that of the actions in its name,
        and of what a summary states of the whole award nothing is its own.
        """
        if vendor is not None and award in self._several:
            share = self.network.shares.get((award, vendor))
            return {} if share is None else {"net": int(share[0].scaleb(SCALE))}
        found = {kind: int(column[award]) for kind, column in self._amounts.items() if column[award] != NO_AMOUNT}
        if "net" in found:
            found.pop("summary", None)
        return found

    def days(self, award: int, vendor: int | None = None) -> tuple[int, int]:
        """Return the first and last day of an award as numbers, or of one company's part in it."""
        if vendor is not None and award in self._several:
            share = self.network.shares.get((award, vendor))
            if share is not None:
                start = date(1970, 1, 1).toordinal()
                return share[1].toordinal() - start, share[2].toordinal() - start
        return self.network.firstActionDate[award], self.network.lastActionDate[award]

    def add_to(self, sums: Sums, award: int, vendor: int | None = None) -> None:
        """Count an award."""
        sums.awards += 1
        for kind, amount in self.amounts(award, vendor).items():
            sums.add(kind, amount)
        sums.span(*self.days(award, vendor))

    def sums(self, awards: Sequence[int], vendor: int | None = None) -> Sums:
        """Return what awards come to."""
        found = Sums()
        for award in awards:
            self.add_to(found, award, vendor)
        return found

    def by(self, awards: Sequence[int], role: int, vendor: int | None = None) -> list[tuple[int, Sums]]:
        """Return what awards come to for each entity in a role, most money first, then by name."""
        found: dict[int, Sums] = {}
        for award in awards:
            for node in self.sides(award).get(role, ()):
                holder = node if role == grammar.PAID_TO else vendor
                self.add_to(found.setdefault(node, Sums()), award, holder)
        labels = self.network.labels
        return sorted(found.items(), key=lambda pair: (-pair[1].weight, -pair[1].awards, labels[pair[0]], pair[0]))

    def ordered(self, awards: Sequence[int], vendor: int | None = None) -> list[int]:
        """Return awards with most money first, then the newest."""
        weight = {}
        for award in awards:
            known = self.amounts(award, vendor)
            weight[award] = known.get("net", known.get("summary", 0))
        last = self.network.lastActionDate
        return sorted(awards, key=lambda award: (-weight[award], -last[award], award))

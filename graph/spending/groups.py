"""Payments added up by who paid and who was paid."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from graph.spending.records import Row
from graph.spending.trail import Sum

ZERO = Decimal(0)


class Group:
    """Actions or subawards with one source and one vendor, added up kind by kind.

    Args:
        agency: Local id of the agency that pays; for subawards, the name of the prime.
        vendor: Who is paid, or None where the network has no such vendor.
        name: As a record prints it.
        prime: For subawards, the prime, or None.
    """

    def __init__(self, agency: str | None, vendor: int | None, name: str, prime: int | None = None) -> None:
        self.agency, self.vendor, self.name, self.prime = agency, vendor, name, prime
        self.awards: set[str] = set()
        self.rows: list[Row] = []
        self.records = self.reports = 0
        self.first: object = None
        self.last: object = None
        self._amounts: dict[str, Decimal] = {}
        self.stating: dict[str, set[str]] = {}

    def add(self, row: Row) -> None:
        """Add a row of ``part`` with its award's ``known_total``."""
        self.awards.add(row["award"])
        self._span(row["first_day"], row["last_day"])
        self._count("obligation", row["net"], row["award"])
        self._count("obligation_total", row["known_total"], row["award"])

    def add_subaward(self, row: Row) -> None:
        """Add a row of ``passed``."""
        self.awards.add(row["award"])
        self.rows.append({"source": row["source"], "row": row["row"]})
        self.records += 1
        self.reports += row["reports"]
        self._span(row["action_date"], row["action_date"])
        self._count("subaward", row["amount"], row["id"])

    def _count(self, kind: str, amount: Decimal | None, stated_by: str) -> None:
        if amount is not None:
            self._amounts[kind] = self._amounts.get(kind, ZERO) + amount
            self.stating.setdefault(kind, set()).add(stated_by)

    def _span(self, first: object, last: object) -> None:
        # ISO 8601: days in the order of time are in the order of their texts.
        self.first = min((day for day in (first, self.first) if day is not None), key=str, default=None)
        self.last = max((day for day in (last, self.last) if day is not None), key=str, default=None)

    @property
    def sums(self) -> tuple[Sum, ...]:
        """What it comes to, kind by kind."""
        return tuple(Sum(kind, amount, len(self.stating[kind])) for kind, amount in sorted(self._amounts.items()))

    @property
    def money(self) -> Decimal:
        """What it comes to; obligations of one award are of the one kind or the other, never both."""
        return sum(self._amounts.values(), ZERO)

    @property
    def order(self) -> tuple[object, ...]:
        """Most money first, then most awards, then name."""
        return (-self.money, -len(self.awards), self.name, self.agency or "")


def totals(groups: Iterable[Group], kinds: Iterable[str]) -> tuple[Sum, ...]:
    """Return the sums of all groups for each of ``kinds`` that any states; awards stating it count once."""
    found = []
    listed = list(groups)
    for kind in kinds:
        parts = [one for group in listed for one in group.sums if one.kind == kind]
        if parts:
            stating = set().union(*(group.stating.get(kind, set()) for group in listed))
            found.append(Sum(kind, sum((one.amount for one in parts), ZERO), len(stating)))
    return tuple(found)

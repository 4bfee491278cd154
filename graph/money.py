"""Exact amounts: money in one currency, the kinds that are never added together, intervals."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal, Inexact
from enum import StrEnum

from graph.errors import ValueRejected

SCALE = 4  # decimal places of amounts held as integers; federal amounts have two, prices per unit up to four
_EXACT = Context(prec=100, traps=[Inexact])
_CURRENCY = re.compile(r"[A-Z]{3}")
_WRITTEN = re.compile(
    r"(?P<sign>[-+]?)\$?(?P<inner>-?)(?P<digits>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+)", re.ASCII
)
_SHORTENED = re.compile(r"[-+]?[\d.]+[eE][-+]?\d+", re.ASCII)


class AmountKind(StrEnum):
    """What an amount is an amount of; amounts of two kinds are never added."""

    OBLIGATION = "obligation"
    OUTLAY = "outlay"
    CEILING = "ceiling"
    ANNOUNCED = "announced"
    SUBAWARD = "subaward"


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An exact amount in one currency, in whole units (dollars, never cents).

    Attributes:
        amount: Exact decimal; negative means a deobligation.
        currency: ISO 4217 code, upper case.

    Raises:
        ValueRejected: The amount is not finite, or the currency is not a 3-letter code.
    """

    amount: Decimal
    currency: str = "USD"

    def __post_init__(self) -> None:
        if not self.amount.is_finite():
            raise ValueRejected(f"Amount {self.amount} is not a finite number.")
        if not _CURRENCY.fullmatch(self.currency):
            raise ValueRejected(
                f"Currency {self.currency!r} is not an ISO 4217 code.", hint="Use a code such as USD or EUR."
            )

    @classmethod
    def parse(cls, written: str) -> Money:
        """Return US dollars as federal sites write them: ``$75,000,000,000``, ``-500``, ``$-12.50``.

        Every digit counts; nothing is rounded. Parentheses and words for powers of ten are not read.

        Raises:
            ValueRejected: The text is no amount, or a spreadsheet has shortened it (``1.5E+06``).
        """
        text = written.strip()
        found = _WRITTEN.fullmatch(text)
        if found is None or (found["sign"] and found["inner"]):
            if _SHORTENED.fullmatch(text):
                raise ValueRejected(
                    f"Amount {written!r} was shortened by a spreadsheet: its last digits are lost.",
                    hint="Export the file again without opening it in a spreadsheet.",
                )
            raise ValueRejected(f"{written!r} is not an amount.", hint="Write it as 9498725.54 or $9,498,725.54.")
        amount = Decimal(found["digits"].replace(",", ""))
        # copy_negate: the minus operator rounds to 28 digits.
        return cls(amount.copy_negate() if "-" in (found["sign"], found["inner"]) else amount)

    def __add__(self, other: Money) -> Money:
        if self.currency != other.currency:
            raise ValueRejected(f"{self} and {other} are in two currencies and cannot be added.")
        return Money(_add(self.amount, other.amount), self.currency)

    def __neg__(self) -> Money:
        return Money(self.amount.copy_negate(), self.currency)

    def __sub__(self, other: Money) -> Money:
        return self + -other

    def __str__(self) -> str:
        if self.currency == "USD":
            return format_usd(self.amount)
        return f"{_grouped(self.amount)} {self.currency}"


@dataclass(frozen=True, slots=True)
class Amount:
    """Money of one kind.

    Raises:
        ValueRejected: On adding an amount of another kind.
    """

    money: Money
    kind: AmountKind

    def __add__(self, other: Amount) -> Amount:
        if self.kind is not other.kind:
            raise ValueRejected(
                f"{self} and {other} cannot be added: kinds of amounts are never mixed.",
                hint="Total each kind by itself.",
            )
        return Amount(self.money + other.money, self.kind)

    def __str__(self) -> str:
        return f"{self.money} ({self.kind})"


@dataclass(frozen=True, slots=True)
class AmountInterval:
    """What an inferred amount lies between, both ends included; it enters no total, so it has no sum.

    Raises:
        ValueRejected: The ends are in two currencies, or the least is more than the most.
    """

    least: Money
    most: Money
    kind: AmountKind

    def __post_init__(self) -> None:
        if self.least.currency != self.most.currency:
            raise ValueRejected(f"The ends {self.least} and {self.most} are in two currencies.")
        if self.least.amount > self.most.amount:
            raise ValueRejected(f"The least amount {self.least} is more than the most, {self.most}.")

    def __contains__(self, money: Money) -> bool:
        return money.currency == self.least.currency and self.least.amount <= money.amount <= self.most.amount

    def __str__(self) -> str:
        return f"{self.least} to {self.most} ({self.kind})"


def total(amounts: Iterable[Amount], kind: AmountKind) -> Amount:
    """Return the exact sum; zero dollars when there is nothing to add.

    Raises:
        ValueRejected: One of the amounts is of another kind, or in another currency than the first.
    """
    summed: Amount | None = None
    for amount in amounts:
        summed = amount if summed is None else summed + amount
    if summed is None:
        return Amount(Money(Decimal(0)), kind)
    if summed.kind is not kind:
        raise ValueRejected(f"{summed} is not an amount of kind {kind}.", hint="Total each kind by itself.")
    return summed


def format_usd(amount: Decimal) -> str:
    """Return dollars with separators: no cents when whole, else two places or as many as there are.

    Example:
        >>> format_usd(Decimal("9498725.5400"))
        '$9,498,725.54'
        >>> format_usd(Decimal("-50"))
        '-$50'
    """
    return ("-$" if amount < 0 else "$") + _grouped(amount.copy_abs())


def to_scaled(amount: Decimal, places: int = SCALE) -> int:
    """Return the amount in units of 10 to the minus ``places``.

    Example:
        >>> to_scaled(Decimal("9498725.54"))
        94987255400

    Raises:
        ValueRejected: The amount has more decimal places, or is not finite.
    """
    if not amount.is_finite():
        raise ValueRejected(f"Amount {amount} is not a finite number.")
    scaled = amount.scaleb(places, _EXACT)
    if scaled != scaled.to_integral_value():
        raise ValueRejected(f"Amount {amount} has more than {places} decimal places.")
    return int(scaled)


def from_scaled(value: int, places: int = SCALE) -> Decimal:
    """Return the amount that `to_scaled` was given, with ``places`` decimal places.

    Example:
        >>> from_scaled(94987255400)
        Decimal('9498725.5400')
    """
    return Decimal(value).scaleb(-places, _EXACT)


def _add(left: Decimal, right: Decimal) -> Decimal:
    try:
        return _EXACT.add(left, right)
    except Inexact:
        raise ValueRejected(f"The sum of {left} and {right} has more than {_EXACT.prec} digits.") from None


def _grouped(amount: Decimal) -> str:
    """Return digits in groups of three; decimal places only where the amount is not whole."""
    whole, _, part = f"{amount:,f}".partition(".")
    part = part.rstrip("0")
    return f"{whole}.{part.ljust(2, '0')}" if part else whole

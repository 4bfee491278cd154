"""What the finders return besides names: values and times, each with its offsets and its words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class ValueHit:
    """An amount of money, a quantity or a factor.

    Attributes:
        start: First code point, the words of the bound included.
        end: The code point after the last.
        value: The number; None when the words give none, or give it in a unit that claims files lack.
        currency: ISO 4217 code, for money.
        unit: Code of the unit list, for anything else.
        bound: Code of the bound list; None when the number stands alone.
        note: Why there is no number, or what a person has to look at.
    """

    start: int
    end: int
    value: Decimal | None
    currency: str | None = None
    unit: str | None = None
    bound: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TimeHit:
    """A time; ``when`` is its interval as claims files write it, None when the words name no certain days."""

    start: int
    end: int
    when: str | None
    note: str = ""


Span = tuple[int, int]


class Taken:
    """Parts of a text that something was found in; a mask, so that long texts cost no more per hit than short ones."""

    def __init__(self, length: int, spans: Iterable[Span] = ()) -> None:
        self._mask = bytearray(length)
        for start, end in spans:
            self.take(start, end)

    def take(self, start: int, end: int) -> None:
        """Mark a part as taken."""
        self._mask[start:end] = b"\1" * (end - start)

    def touches(self, start: int, end: int) -> bool:
        """Return whether some of a part is taken."""
        return 1 in self._mask[start:end]

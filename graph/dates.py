"""Dates as precise as their source, and the fiscal year of the United States."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from graph.errors import ValueRejected

# A time of day may follow: FPDS and spreadsheets print midnight behind every date.
_TIME = r"(?:[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?)?"
_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})" + _TIME + r")?)?", re.ASCII)
_SLASHED = re.compile(r"(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})" + _TIME, re.ASCII)
_PIVOT = 68  # POSIX strptime, %y: 69..99 are 19xx, 00..68 are 20xx
_FIRST_FISCAL_DAY = date(1976, 10, 1)  # before, fiscal years ran from July (Congressional Budget Act of 1974, s. 501)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, month or day, standing for the interval of days it covers; no time zone.

    Attributes:
        year: 1 to 9999.
        month: 1 to 12, or None when the source gives the year alone.
        day: 1 to 31, or None when the source gives no day.

    Raises:
        ValueRejected: There is no such day, or a day without a month.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueRejected(f"Day {self.day} of {self.year} has no month.")
        try:
            _ = self.first
        except ValueError:
            raise ValueRejected(f"There is no day {self} in the calendar.") from None

    @classmethod
    def parse(cls, written: str) -> PartialDate:
        """Return the date that ISO 8601 text or a US form says; a time of day is left out.

        Read are ``2024``, ``2024-05``, ``2024-05-31`` and, month first, ``5/31/2024``, ``5/31/24``,
        ``5/31/21 0:00``. A two-digit year 00..68 is 20xx, 69..99 is 19xx.

        Raises:
            ValueRejected: The text is no date in these forms, or no day of the calendar.

        Example:
            >>> str(PartialDate.parse("5/31/21 0:00"))
            '2021-05-31'
        """
        found = _ISO.fullmatch(written.strip()) or _SLASHED.fullmatch(written.strip())
        if found is None:
            raise ValueRejected(f"{written!r} is not a date.", hint="Write it as 2024-05-31, 2024-05 or 2024.")
        year = int(found["year"])
        if len(found["year"]) == 2:
            year += 2000 if year <= _PIVOT else 1900
        month, day = found["month"], found["day"]
        return cls(year, int(month) if month else None, int(day) if day else None)

    @property
    def first(self) -> date:
        """First day it may mean."""
        # Not `or`: month 0 and day 0 are mistakes, not absent.
        month = 1 if self.month is None else self.month
        return date(self.year, month, 1 if self.day is None else self.day)

    @property
    def last(self) -> date:
        """Last day it may mean."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is not None:
            return date(self.year, self.month, self.day)
        if self.month == 12:
            return date(self.year, 12, 31)
        return date(self.year, self.month + 1, 1) - timedelta(days=1)

    def __str__(self) -> str:
        parts = [f"{self.year:04}"]
        parts += [f"{part:02}" for part in (self.month, self.day) if part is not None]
        return "-".join(parts)


def fiscal_year(day: date) -> int:
    """Return the fiscal year of the US Treasury that ``day`` falls in.

    31 U.S.C. 1102: it begins on October 1 and is named for the year in which it ends on September 30.

    Example:
        >>> fiscal_year(date(2024, 9, 30)), fiscal_year(date(2024, 10, 1))
        (2024, 2025)

    Raises:
        ValueRejected: The day is before 1976-10-01, when fiscal years began in July.
    """
    if day < _FIRST_FISCAL_DAY:
        raise ValueRejected(f"Fiscal years of {day} began in July; from 1976-10-01 on they begin in October.")
    return day.year + (day.month >= 10)


def fiscal_year_days(year: int) -> tuple[date, date]:
    """Return the first and last day of a fiscal year of the US Treasury (31 U.S.C. 1102).

    Example:
        >>> [str(day) for day in fiscal_year_days(2025)]
        ['2024-10-01', '2025-09-30']

    Raises:
        ValueRejected: The year is not within 1977 .. 9999.
    """
    if not _FIRST_FISCAL_DAY.year < year <= date.max.year:
        raise ValueRejected(f"Fiscal year {year} is not within 1977 .. 9999.")
    return date(year - 1, 10, 1), date(year, 9, 30)

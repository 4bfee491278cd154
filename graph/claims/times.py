"""The time a claim gives, held against the dates that its quotes and passages name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from graph.claims.passages import fold

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# "may" and "march" are words; months count with a capital only.
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_QUARTERS = ("first", "second", "third", "fourth")
_YEAR = r"(?:19|20)\d\d(?!\d)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_TO = r"\s*(?:-|\bto\b|\band\b|\buntil\b|\bthrough\b)\s*"
_NAMED = re.compile(
    rf"(?P<iso>(?<!\d){_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-]))"
    rf"|\b(?P<mdy>{_MONTH}\s+{_DAY}(?:{_TO}{_DAY})?,?\s+{_YEAR})"
    rf"|\b(?P<dmy>{_DAY}(?:{_TO}{_DAY})?(?:\s+of)?\s+{_MONTH},?\s+{_YEAR})"
    rf"|(?<![\d.])(?P<dotted>(?:3[01]|[12]\d|0?[1-9])\.(?:1[0-2]|0?[1-9])\.{_YEAR})"
    rf"|\b(?P<quarter>(?:Q[1-4]|(?i:first|second|third|fourth)\s+quarter)(?:\s+of)?\s+{_YEAR})"
    rf"|\b(?P<pair>{_MONTH}{_TO}{_MONTH}(?:,|\s+of)?\s+{_YEAR})"
    rf"|\b(?P<month>{_MONTH}(?:,|\s+of)?\s+{_YEAR})"
    rf"|\b(?i:fiscal(?:\s+years?)?|FY)\s*'?(?P<fiscal>{_YEAR}|\d\d(?!\d))"
    rf"|(?P<year>(?<![\w.,$\u20ac\u00a3]){_YEAR}(?:-(?:{_YEAR}|\d\d(?!\d)))?(?![\w%]|[.,]\d|\s*(?:tera|giga|peta)bytes))"
    rf"|\b(?P<bare>{_MONTH})(?![\w])"
)
# Counted from another day, or left open: the claim's time is then worked out, and nothing named contradicts it.
_COUNTED = re.compile(
    r"\b(?:(?:last|past|this|next|previous|following|coming|current|same)\s+(?:fiscal\s+)?"
    r"(?:days?|weeks?|weekend|months?|quarters?|years?|decade|spring|summer|autumn|fall|winter|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|"
    r"September|October|November|December)|ago|yesterday|today|tomorrow|"
    r"(?:days?|weeks?|months?|years?|decade)\s+(?:later|earlier|before|after)|(?:19|20)\d0s|"
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b",
    re.IGNORECASE,
)


class Times(NamedTuple):
    """The times that words name; each is given as exactly as the words do.

    Attributes:
        days: Days.
        months: (year, month), those of days included.
        years: Years that stand alone.
        fiscal: Fiscal years of the United States.
        bare: Months without a year.
        counted: Whether words count from another day ("last year").
        at: Where the first of them stands; None when none does.
    """

    days: frozenset[date]
    months: frozenset[tuple[int, int]]
    years: frozenset[int]
    fiscal: frozenset[int]
    bare: frozenset[int]
    counted: bool
    at: int | None

    @property
    def names_any(self) -> bool:
        """Whether a day, month or year is named."""
        return bool(self.months or self.years or self.fiscal)

    def __or__(self, other: Times) -> Times:
        return Times(
            self.days | other.days,
            self.months | other.months,
            self.years | other.years,
            self.fiscal | other.fiscal,
            self.bare | other.bare,
            self.counted or other.counted,
            self.at if self.at is not None else other.at,
        )

    def __str__(self) -> str:
        named = [f"{year}-{month:02}" for year, month in sorted(self.months)]
        named += [str(year) for year in sorted(self.years)] + [f"fiscal {year}" for year in sorted(self.fiscal)]
        return ", ".join(named)


NO_TIMES = Times(frozenset(), frozenset(), frozenset(), frozenset(), frozenset(), False, None)


def times_in(words: str) -> Times:
    """Return the times that ``words`` name.

    Example:
        >>> found = times_in("between July 2025 and January 2026, as in the 2024 budget of FY2023")
        >>> sorted(found.months), sorted(found.years), sorted(found.fiscal)
        ([(2025, 7), (2026, 1)], [2024], [2023])
        >>> str(times_in("on July 4, 2025 and from 3 to 5 May 2024")), times_in("months ago").counted
        ('2024-05, 2025-07', True)
    """
    text = fold(words)
    found = NO_TIMES._replace(counted=bool(_COUNTED.search(text)))
    for match in _NAMED.finditer(text):
        found |= _time(match)
    return found


def _time(match: re.Match[str]) -> Times:
    kind, words = str(match.lastgroup), match[str(match.lastgroup)]
    names = [_MONTHS.index(name[:3].lower()) + 1 for name in re.findall(_MONTH, words)]
    if kind == "bare":
        return NO_TIMES._replace(bare=frozenset(names))
    found = NO_TIMES._replace(at=match.start())
    if kind == "fiscal":
        return found._replace(fiscal=frozenset([int(words) % 100 + 2000 if len(words) == 2 else int(words)]))
    if kind == "year":
        first, _, last = words.partition("-")
        return found._replace(years=frozenset({int(first), int(first[: 4 - len(last)] + last)}))
    if kind == "iso":
        parts = [int(part) for part in words.split("-")]
        return _dated(found, parts[0], parts[1:2], parts[2:])
    year = int(words[-4:])
    if kind == "quarter":
        quarter = int(words[1]) if words[1].isdigit() else _QUARTERS.index(words.split()[0].lower()) + 1
        return _dated(found, year, range(3 * quarter - 2, 3 * quarter + 1), ())
    if kind == "dotted":
        day, month, _ = words.split(".")
        return _dated(found, year, [int(month)], [int(day)])
    numbers = [int(number) for number in re.findall(r"\d+", words[:-4])] if kind in ("mdy", "dmy") else []
    return _dated(found, year, names, numbers)


def _dated(found: Times, year: int, months: Iterable[int], days: Iterable[int]) -> Times:
    named = [(year, month) for month in months]
    known = {day for year_, month in named for number in days for day in _day(year_, month, number)}
    return found._replace(months=frozenset(named), days=frozenset(known))


def _day(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        return  # February 30: named, but no day


class Carried(Enum):
    """How words stand to a claim's time."""

    YES = "named"
    NO = "others are named"
    UNKNOWN = "not named"


def carried(first: date, last: date, named: Times) -> Carried:
    """Return whether the two ends of a claim's time are among the times that words name.

    ``NO``: they name others, and nothing that would leave it open, such as the year alone or "last month".
    """
    ends = {end_carried(first, last, end, named) for end in (first, last)}
    return next(one for one in (Carried.NO, Carried.UNKNOWN, Carried.YES) if one in ends)


def end_carried(first: date, last: date, end: date, named: Times) -> Carried:
    """Return the same for one of the two ends."""
    month_edge = end.day == 1 if end == first else (end + timedelta(days=1)).day == 1
    year_edge = month_edge and end.month == (1 if end == first else 12)
    fiscal_edge = month_edge and end.month == (10 if end == first else 9)
    month = (end.year, end.month)
    whole_years = (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    if (
        end in named.days
        or (month_edge and first != last and month in named.months)
        or (year_edge and end.year in named.years)
        or (whole_years and end.year in {year for year, _ in named.months})
        or (fiscal_edge and end.year + (end.month >= 10) in named.fiscal)
    ):
        return Carried.YES
    is_day = first == last or not month_edge
    coarser = (
        end.year in named.years
        or end.month in named.bare
        or bool({end.year, end.year + 1} & named.fiscal)
        or (is_day and month in named.months and not any((day.year, day.month) == month for day in named.days))
    )
    return Carried.UNKNOWN if coarser or named.counted or not named.names_any else Carried.NO

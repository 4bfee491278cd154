"""Numbers as prose writes them: in digits or words, with scale, unit, currency and bound; and the months it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from graph.claims.cardinals import numbers_of
from graph.claims.numerals import (
    BOUNDS,
    CURRENCIES,
    CURRENCY_WORDS,
    FACTORS,
    NUMBERS,
    SIGNS,
    UNITS,
    WITHOUT_FIXED_WORDS,
)

_TIMES = {rf"{stem}(?:e[sd]?|ing)": number for stem, number in FACTORS.items()}
_TIMES |= {rf"{word}-?fold": str(number) for word, number in NUMBERS.items()} | {"twice": "2"}
# Where a unit or currency has a fixed spelling, a text that lacks it lacks the unit. A plain "$" may be Canadian.
_FIXED = frozenset(UNITS) - WITHOUT_FIXED_WORDS | {"USD", "EUR", "GBP"}
_BARE = frozenset({"USD", "GBP"})  # dollars and pounds of other countries have their names before them
_BOUND = re.compile(
    "|".join(rf"(?P<{code.replace('-', '_')}>(?<!\w)(?:{words}))" for code, words in BOUNDS.items()), re.IGNORECASE
)
_WORDS = {
    **{code: words for code, words in UNITS.items() if code not in WITHOUT_FIXED_WORDS},
    **{code: f"{CURRENCY_WORDS.get(code, code)}|{code}" for code in CURRENCIES},
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_MONTH = re.compile(
    rf"\b(?P<first>{'|'.join(_MONTHS)})(?:(?:\s+(?:and|to|through|until)\s+|\s*[-\u2013\u2014]\s*)"
    rf"(?P<second>{'|'.join(_MONTHS)}))?(?:\s+\d{{1,2}})?,?\s+(?P<year>(?:19|20)\d\d)\b"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b(?![,.]?\d|\s*(?:tera|giga|peta)bytes)")
_REACH = 3  # words between a number and its unit: "490 million high-resolution digital images"


Spellings = tuple[tuple[str, tuple[str, ...]], ...]  # codes of a file's own units, each with all its spellings


class Measure(NamedTuple):
    """A number that a text states.

    Attributes:
        number: With its scale: 75 billion is 75000000000.
        unit: Unit or currency code that stands with it, ``factor`` for "tripled"; empty when none is known.
        bound: ``nearly``, ``more-than``, ...; empty when the text states it flatly.
        start: Where it starts in the text.
        end: Where it ends.
    """

    number: Decimal
    unit: str
    bound: str
    start: int
    end: int


def measures_in(words: str, own: Spellings = ()) -> list[Measure]:
    """Return the numbers that ``words`` state, in their order; ``own`` are units beyond those of the code list.

    Example:
        >>> [(str(one.number), one.unit, one.bound) for one in measures_in("from 400 to nearly 1,400 terabytes")]
        [('400', '', ''), ('1400', 'terabyte', 'nearly')]
        >>> [(str(one.number), one.unit) for one in measures_in("a $75 billion budget, tripling it in six months")]
        [('75000000000', 'USD'), ('3', 'factor'), ('6', 'month')]
    """
    read = [one for one in numbers_of(words) if one.value is not None]
    numbers = [Measure(one.value, one.currency, "", one.start, one.end) for one in read if one.value is not None]
    found = sorted([*numbers, *_as_factor(words)], key=lambda one: one.start)
    if not found:
        return []
    ends = [*(one.start for one in found[1:]), len(words)]
    starts = [0, *(one.end for one in found[:-1])]
    return [
        one._replace(
            unit=one.unit or _unit_after(words[one.end : end], own), bound=_bound_before(words[start : one.start])
        )
        for one, start, end in zip(found, starts, ends, strict=True)
    ]


def numbers_in(words: str) -> set[Decimal]:
    """Return the numbers that ``words`` state, in digits, in words or as a factor.

    >>> sorted(numbers_in("from 400 terabytes to nearly 1,400; a $75 billion budget, tripling it"))
    [Decimal('3'), Decimal('400'), Decimal('1400'), Decimal('75000000000')]
    """
    return {one.number for one in measures_in(words)}


@lru_cache(maxsize=64)
def _unit_pattern(own: Spellings = ()) -> re.Pattern[str]:
    """Return what finds units and currencies, a file's own before those of the lists; groups are codes with ``_``."""
    spelled = [(code, "|".join(map(_in_prose, names))) for code, names in own]
    groups = (rf"(?P<{code.replace('-', '_')}>(?:{words})(?!\w))" for code, words in (*spelled, *_WORDS.items()))
    return re.compile("|".join(groups), re.IGNORECASE)


def _in_prose(name: str) -> str:
    """Return the pattern of a spelling: one or many, with spaces of any width, and signs such as m2 as they are."""
    words = r"\s+".join(map(re.escape, name.replace("-", " ").split())).replace(r"\s+", r"[\s-]+")
    return rf"{words}(?:e?s)?" if name[-1:].isalpha() else words


def names_unit(words: str, unit: str, own: Spellings = ()) -> bool:
    """Say whether a unit or currency shows anywhere in ``words``; true for units without a fixed spelling."""
    if unit not in _FIXED and unit not in dict(own):
        return True
    signs = [sign for sign, code in SIGNS.items() if code == unit]
    return any(sign in words for sign in signs) or any(
        _code(match) == unit for match in _unit_pattern(own).finditer(words)
    )


def months_in(words: str) -> set[tuple[int, int]]:
    """Return the months (year, month) that ``words`` name.

    Example:
        >>> sorted(months_in("between July 2025 and January 2026, as from May to June 2024"))
        [(2024, 5), (2024, 6), (2025, 7), (2026, 1)]
    """
    found = set()
    for match in _MONTH.finditer(words):
        names = [match["first"], match["second"]] if match["second"] else [match["first"]]
        found |= {(int(match["year"]), _MONTHS.index(name) + 1) for name in names}
    return found


def years_in(words: str) -> set[int]:
    """Return the years from 1900 to 2099 that ``words`` name."""
    return {int(match.group()) for match in _YEAR.finditer(words)}


def _as_factor(words: str) -> Iterator[Measure]:
    for pattern, number in _TIMES.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            yield Measure(Decimal(number), "factor", "", match.start(), match.end())


def _code(match: re.Match[str]) -> str:
    return str(match.lastgroup).replace("_", "-")


def _unit_after(rest: str, own: Spellings) -> str:
    """Return the unit among the next words; a mark that ends a clause ends the search."""
    clause = re.split(r"[;:!?,]\s|(?<!\b[A-Z])\.\s", rest, maxsplit=1)[0]
    words = list(re.finditer(r"\S+", clause))[: _REACH + 1]
    reach = clause[: words[-1].end()] if words else ""
    for match in _unit_pattern(own).finditer(reach):
        begins = match.start() == 0 or not reach[match.start() - 1].isalnum()
        # "Jamaican dollars" are in no list of ours.
        if match.lastgroup in _BARE and re.search(r"[A-Z]\w+ $", reach[: match.start()]):
            return ""
        if begins:
            return _code(match)
    return ""


def _bound_before(before: str) -> str:
    """Return the bound whose words stand at the end of what comes before a number."""
    found = list(_BOUND.finditer(before))
    if not found:
        return ""
    last = found[-1]
    between = before[last.end() :]
    if re.fullmatch(r"\s*(?:an?|the|has|have|had)?\s*", between, re.IGNORECASE):
        return str(last.lastgroup).replace("_", "-")
    return ""

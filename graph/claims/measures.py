"""Numbers as prose writes them: in digits or words, with scale, unit, currency and bound; and the months it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SHORT_SCALES = {"k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "tn": 12}
_SMALL = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {word: number for number, word in enumerate(_SMALL)} | {
    word: 10 * number for number, word in enumerate(_TENS, start=2)
}
_TIMES = {
    r"doubl(?:e[sd]?|ing)|twice|twofold|two-fold": "2",
    r"tripl(?:e[sd]?|ing)|trebl(?:e[sd]?|ing)|threefold|three-fold": "3",
    r"quadrupl(?:e[sd]?|ing)|fourfold|four-fold": "4",
    r"quintupl(?:e[sd]?|ing)|fivefold|five-fold": "5",
    r"tenfold|ten-fold": "10",
    r"halv(?:e[sd]?|ing)": "0.5",
}
# How units and currencies show in words. What has no fixed spelling (persons, counts) is not listed.
UNIT_WORDS = {
    "gigabyte": r"gigabytes?|gb\b",
    "terabyte": r"terabytes?|tb\b",
    "petabyte": r"petabytes?|pb\b",
    "percent": r"%|percent\b|per\s?cent\b|percentage points?",
    "image": r"images?|pictures?|photos?|photographs?",
    "hour": r"hours?\b",
    "day": r"days?\b",
    "month": r"months?\b",
    "year": r"years?\b",
    "factor": r"times\b|-?fold\b|x\b",
    "USD": r"dollars?|usd\b",
    "EUR": r"euros?\b|eur\b",
    "GBP": r"pounds?\b|gbp\b",
}
_SIGNS = {"$": "USD", "usd": "USD", "us$": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP"}
_BOUNDS = {
    "nearly": r"nearly|almost|close to|just under|just short of|not quite",
    "more-than": r"more than|over|above|upwards? of|in excess of|exceed(?:s|ed|ing)?",
    "about": r"about|around|approximately|roughly|some|circa|an estimated|estimated at",
    "at-least": r"at least|no (?:less|fewer) than|a minimum of",
    "at-most": r"at most|up to|as (?:much|many) as|no more than|a maximum of",
    "less-than": r"less than|fewer than|under|below",
}
# "More than" must be seen before "over", and "no more than" before "more than".
_BOUND = re.compile(
    "|".join(
        rf"(?P<{code.replace('-', '_')}>\b(?:{_BOUNDS[code]}))"
        for code in ("at-least", "at-most", "less-than", "nearly", "more-than", "about")
    ),
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?P<sign>us\$|\$|€|£|\busd\s?|\beur\s?|\bgbp\s?)?(?P<whole>\d{1,3}(?:,\d{3})+|\d+)(?P<part>\.\d+)?"
    r"(?:[\s-]*(?P<scale>hundred|thousand|million|billion|trillion)\b|(?P<short>k|mn?|bn?|tn)\b)?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    rf"\b(?P<word>(?:{'|'.join(_TENS)})-(?:{'|'.join(_SMALL[1:10])})|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
    r"|an?(?=\s+(?:dozen|hundred|thousand|million|billion|trillion)\b))"
    r"(?:\s+(?P<scale>dozen|hundred|thousand|million|billion|trillion)\b)?(?![\w-])",
    re.IGNORECASE,
)
_UNIT = re.compile("|".join(rf"(?P<{code}>{words})" for code, words in UNIT_WORDS.items()), re.IGNORECASE)
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


def measures_in(words: str) -> list[Measure]:
    """Return the numbers that ``words`` state, in their order.

    Example:
        >>> [(str(one.number), one.unit, one.bound) for one in measures_in("from 400 to nearly 1,400 terabytes")]
        [('400', '', ''), ('1400', 'terabyte', 'nearly')]
        >>> [(str(one.number), one.unit) for one in measures_in("a $75 billion budget, tripling it in six months")]
        [('75000000000', 'USD'), ('3', 'factor'), ('6', 'month')]
    """
    found = sorted([*_in_digits(words), *_in_words(words), *_as_factor(words)], key=lambda one: one.start)
    if not found:
        return []
    ends = [*(one.start for one in found[1:]), len(words)]
    starts = [0, *(one.end for one in found[:-1])]
    return [
        one._replace(unit=one.unit or _unit_after(words[one.end : end]), bound=_bound_before(words[start : one.start]))
        for one, start, end in zip(found, starts, ends, strict=True)
    ]


def numbers_in(words: str) -> set[Decimal]:
    """Return the numbers that ``words`` state, in digits, in words or as a factor.

    >>> sorted(numbers_in("from 400 terabytes to nearly 1,400; a $75 billion budget, tripling it"))
    [Decimal('3'), Decimal('400'), Decimal('1400'), Decimal('75000000000')]
    """
    return {one.number for one in measures_in(words)}


def names_unit(words: str, unit: str) -> bool:
    """Say whether a unit or currency shows anywhere in ``words``; true for units without a fixed spelling."""
    if unit not in UNIT_WORDS:
        return True
    signs = [sign for sign, code in _SIGNS.items() if code == unit and not sign.isalpha()]
    return any(sign in words for sign in signs) or any(match.lastgroup == unit for match in _UNIT.finditer(words))


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


def _in_digits(words: str) -> Iterator[Measure]:
    for match in _DIGITS.finditer(words):
        sign = (match["sign"] or "").strip().lower()
        # "5m" alone may be metres: a short scale counts only behind a currency sign.
        short = (match["short"] or "").lower() if sign else ""
        shift = _SCALES.get((match["scale"] or "").lower(), _SHORT_SCALES.get(short, 0))
        end = match.start("short") if match["short"] and not short else match.end()
        number = Decimal(match["whole"].replace(",", "") + (match["part"] or "")).scaleb(shift)
        # scaleb writes 3.5 million as 3.5E+6; adding nothing in plain digits keeps it exact.
        yield Measure(Decimal(f"{number:f}"), _SIGNS.get(sign, ""), "", match.start(), end)


def _in_words(words: str) -> Iterator[Measure]:
    for match in _SPELLED.finditer(words):
        word, scale = match["word"].lower(), (match["scale"] or "").lower()
        if word == "one" and not scale:
            continue  # "one of them"
        tens, _, ones = word.partition("-")
        number = 1 if word in ("a", "an") else _WORDS[tens] + (_WORDS[ones] if ones else 0)
        factor = 12 if scale == "dozen" else 10 ** _SCALES.get(scale, 0)
        yield Measure(Decimal(number * factor), "", "", match.start(), match.end())


def _as_factor(words: str) -> Iterator[Measure]:
    for pattern, number in _TIMES.items():
        for match in re.finditer(rf"\b(?:{pattern})\b", words, re.IGNORECASE):
            yield Measure(Decimal(number), "factor", "", match.start(), match.end())


def _unit_after(rest: str) -> str:
    """Return the unit among the next words; a mark that ends a clause ends the search."""
    clause = re.split(r"[;:.!?]\s|,\s", rest, maxsplit=1)[0]
    words = list(re.finditer(r"\S+", clause))[: _REACH + 1]
    reach = clause[: words[-1].end()] if words else ""
    for match in _UNIT.finditer(reach):
        begins = match.start() == 0 or not reach[match.start() - 1].isalnum()
        if begins:
            return str(match.lastgroup)
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

"""Times in an article -> intervals of days, as exact as the words and no more.

Read are days, months, quarters, years, decades and fiscal years of the United States, and two of them joined
("between July 2025 and January 2026"). The words alone stay for what is counted from another day ("last year"), for
open ends ("since 2024"), seasons, months without a year, and 3/4/2025, which is two days.

Own patterns rather than dateparser: that fills what is missing from today's date and gives no offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from graph.claims.passages import fold
from graph.dates import PartialDate, fiscal_year_days
from graph.drafting.hits import Taken, TimeHit
from graph.errors import ValueRejected

_NO_DAYS = "Words that name no certain days."
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\.?)"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_WITHIN = r"(?:(?:early|mid|late|the\s+(?:start|beginning|middle|end)\s+of)[\s-]+)?"
_TO = r"\s*(?:-|\bto\b|\band\b|\buntil\b|\bthrough\b)\s*"
_NEAR = 24  # characters before a time in which "between", "since", "the" are looked for
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}

# One time; the groups say which kind it is. Month names count with a capital only: "may", "march" are words.
_POINT = re.compile(
    rf"(?P<iso>{_YEAR}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)(?![\d-])"
    rf"|(?P<mdy>{_MONTH}\s+{_DAY},?\s+{_YEAR})(?!\d)"
    rf"|(?P<dmy>{_DAY}(?:\s+of)?\s+{_MONTH},?\s+{_YEAR})(?!\d)"
    rf"|(?P<dotted>(?:3[01]|[12]\d|0?[1-9])\.(?:1[0-2]|0?[1-9])\.{_YEAR})(?!\d)"
    rf"|(?P<fiscal>(?i:\b(?:fiscal(?:\s+year)?|FY)\s*'?)(?:{_YEAR}|\d\d))(?![\d/])"
    rf"|(?P<quarter>(?:Q[1-4]|(?i:the\s+(?:first|second|third|fourth|last|final)\s+quarter))"
    rf"(?:\s+of)?\s+(?P<of_fiscal>(?i:fiscal(?:\s+year)?|FY)\s*)?{_YEAR})(?!\d)"
    rf"|(?P<month>(?i:{_WITHIN}){_MONTH}(?:,|\s+of)?\s+{_YEAR})(?!\d)"
    rf"|(?P<decade>(?i:the\s+){_YEAR}s)\b"
    rf"|(?P<year>(?<![\w.,$€£/-])(?i:{_WITHIN}){_YEAR})(?![\w%]|[.,/:-]\d)"
)
# Two times, the first without its year: "from March to May 2024", "July 4-6, 2025", "2021-24".
_SHORT_PAIR = re.compile(
    rf"(?P<months>(?P<m1>{_MONTH}){_TO}(?P<m2>{_MONTH})\s+(?P<y>{_YEAR}))(?!\d)"
    rf"|(?P<days>(?P<dm>{_MONTH})\s+(?P<d1>{_DAY}){_TO}(?P<d2>{_DAY}),?\s+(?P<dy>{_YEAR}))(?!\d)"
    rf"|(?P<years>(?<![\d.,$€£/-])(?P<y1>{_YEAR})-(?P<y2>\d\d|{_YEAR}))(?![\d-])"
)
_OPEN = re.compile(
    r"\b(?:since|before|after|until|till|by|from|as\s+of|prior\s+to)\s+(?:at\s+least\s+)?$", re.IGNORECASE
)
_LEAD = re.compile(r"\b(?:between|from)\s+$", re.IGNORECASE)
_CUE = re.compile(r"\b(?:in|of|or|for|during|throughout|through|to|and|the|its|their|a|calendar\s+year|year)\s+$", re.I)
_WORDS = re.compile(
    rf"\b(?:last|this|next|the\s+(?:previous|past|following|coming|current))\s+"
    rf"(?:year|month|week|quarter|decade|summer|spring|autumn|fall|winter|fiscal\s+year"
    rf"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
    rf"|\b(?:yesterday|tomorrow|a\s+(?:year|month|week|decade)\s+(?:ago|earlier|later)"
    rf"|(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several)\s+(?:years|months|weeks|days|decades)"
    rf"\s+(?:ago|earlier|later))\b"
    rf"|\b(?:recent|previous|past|coming|future)\s+(?:years|months|weeks|decades)\b"
    rf"|(?<![\d/])\d{{1,2}}/\d{{1,2}}/(?:{_YEAR}|\d\d)(?![\d/])"
    rf"|\b(?:on|by|since|until)\s+(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b",
    re.IGNORECASE,
)
# Hold a year and yet name no certain days: seasons differ by hemisphere, other years by country.
_UNSURE = re.compile(
    rf"\b(?:spring|summer|autumn|fall|winter)(?:\s+of)?\s+{_YEAR}(?!\d)"
    rf"|\b(?:financial|academic|tax)\s+year\s+{_YEAR}(?:[/-]\d\d(?:\d\d)?)?",
    re.IGNORECASE,
)
_BARE_MONTH = re.compile(
    rf"\b(?:[Ii]n|[Oo]n|[Bb]y|[Ss]ince|[Uu]ntil|[Ff]rom|[Ll]ast|[Tt]his|[Nn]ext|early|late|mid)[\s-]+{_MONTH}"
    rf"(?:\s+{_DAY})?\b(?!\s*,?\s*{_YEAR})"
)


def find_times(text: str) -> tuple[TimeHit, ...]:
    """Return the times in ``text``, by position; none lies over another."""
    plain = fold(text)
    found: list[TimeHit] = []
    taken = Taken(len(text))
    for finder in (_unsure, _pairs, _points, _worded):
        for hit in finder(plain):
            if not taken.touches(hit.start, hit.end):
                found.append(hit)
                taken.take(hit.start, hit.end)
    return tuple(sorted(found, key=lambda hit: hit.start))


def _unsure(text: str) -> Iterator[TimeHit]:
    for match in _UNSURE.finditer(text):
        yield TimeHit(match.start(), match.end(), None, _NO_DAYS)


def _pairs(text: str) -> Iterator[TimeHit]:
    """Yield what goes from one time to another."""
    for match in _SHORT_PAIR.finditer(text):
        try:
            yield TimeHit(_lead(text, match.start()), match.end(), _short_pair(match))
        except ValueRejected:
            continue  # no such days: 2025-19 is no span of years
    points = list(_POINT.finditer(text))
    for first, last in pairwise(points):
        joined = re.fullmatch(_TO, text[first.end() : last.start()])
        lead = _before(_LEAD, text, first.start())
        # "in 2024 and 2025" are two years; "between 2024 and 2025", "2024 to 2025" is one span.
        if not joined or ("and" in joined.group() and not (lead and "between" in lead.group().lower())):
            continue
        try:
            start, _, middle = _interval(first)
            _, end, _ = _interval(last)
        except ValueRejected:
            continue
        if start.first <= end.last:
            yield TimeHit(_lead(text, first.start()), last.end(), f"{start}/{end}", middle)


def _points(text: str) -> Iterator[TimeHit]:
    """Yield single times; after "since" and the like the words stay alone."""
    for match in _POINT.finditer(text):
        if match["year"] and not _is_year(text, match):
            continue
        try:
            first, last, note = _interval(match)
        except ValueRejected:
            continue  # no such day: February 30
        when = str(first) if first == last else f"{first}/{last}"
        opened = _before(_OPEN, text, match.start())
        if opened:
            note = "An open end: the claim's time has to be written by a person."
            yield TimeHit(opened.start(), match.end(), None, note)
        else:
            yield TimeHit(match.start(), match.end(), when, note)


def _worded(text: str) -> Iterator[TimeHit]:
    for pattern in (_WORDS, _BARE_MONTH):
        for match in pattern.finditer(text):
            yield TimeHit(match.start(), match.end(), None, _NO_DAYS)


def _before(pattern: re.Pattern[str], text: str, end: int) -> re.Match[str] | None:
    """Return what stands right before a place; words farther off are not looked at."""
    return pattern.search(text, max(0, end - _NEAR), end)


def _lead(text: str, start: int) -> int:
    lead = _before(_LEAD, text, start)
    return lead.start() if lead else start


def _is_year(text: str, match: re.Match[str]) -> bool:
    """Return whether four digits are a year: after a word that years follow, or with "early" and the like before."""
    if not match["year"][0].isdigit():
        return True
    before = text[max(0, match.start() - 20) : match.start()]
    return bool(_CUE.search(before) or _OPEN.search(before) or _LEAD.search(before) or re.search(r"\(\s*$", before))


def _interval(match: re.Match[str]) -> tuple[PartialDate, PartialDate, str]:
    """Return the first and last time of one match, and what to look at."""
    kind = next(
        name
        for name in ("iso", "mdy", "dmy", "dotted", "fiscal", "quarter", "month", "decade", "year")
        if match[name] is not None
    )
    words = match[kind]
    years = re.findall(_YEAR, words)
    if kind == "iso":
        one = PartialDate.parse(words)
    elif kind in ("mdy", "dmy"):
        day = re.search(rf"(?<!\d){_DAY}(?!\d)", words.removesuffix(years[-1]))
        one = PartialDate(int(years[-1]), _month(words), int(re.sub(r"\D", "", day.group())) if day else None)
    elif kind == "dotted":
        day_text, month_text, year_text = words.split(".")
        one = PartialDate(int(year_text), int(month_text), int(day_text))
    elif kind == "fiscal":
        year = int(years[0]) if years else 2000 + int(words[-2:])
        return *_fiscal(year, 1, 12), "Read as the fiscal year of the US government, from October."
    elif kind == "quarter":
        return _quarter(words, int(years[0]), fiscal=match["of_fiscal"] is not None)
    elif kind == "month":
        one = PartialDate(int(years[0]), _month(words))
    elif kind == "decade":
        return PartialDate(int(years[0])), PartialDate(int(years[0]) + 9), ""
    else:
        one = PartialDate(int(years[0]))
    return one, one, ""


def _quarter(words: str, year: int, *, fiscal: bool) -> tuple[PartialDate, PartialDate, str]:
    number = int(words[1]) if words[0] in "qQ" else _QUARTERS[words.lower().split()[1]]
    if fiscal:
        note = "Read as a quarter of the US government's fiscal year."
        return *_fiscal(year, 3 * number - 2, 3 * number), note
    return PartialDate(year, 3 * number - 2), PartialDate(year, 3 * number), ""


def _fiscal(year: int, first: int, last: int) -> tuple[PartialDate, PartialDate]:
    """Return the months numbered ``first`` to ``last`` of a fiscal year."""
    begins = fiscal_year_days(year)[0]
    months = [
        (begins.year + (begins.month + number - 2) // 12, (begins.month + number - 2) % 12 + 1)
        for number in (first, last)
    ]
    return PartialDate(*months[0]), PartialDate(*months[1])


def _short_pair(match: re.Match[str]) -> str:
    if match["months"]:
        first, last = _month(match["m1"]), _month(match["m2"])
        year = int(match["y"])
        return f"{PartialDate(year - (first > last), first)}/{PartialDate(year, last)}"
    if match["days"]:
        year, month = int(match["dy"]), _month(match["dm"])
        days = [int(re.sub(r"\D", "", match[name])) for name in ("d1", "d2")]
        return f"{PartialDate(year, month, days[0])}/{PartialDate(year, month, days[1])}"
    first, last = int(match["y1"]), int(match["y1"][: 4 - len(match["y2"])] + match["y2"])
    if last <= first:
        raise ValueRejected(f"{match.group()} is no span of years.")
    return f"{PartialDate(first)}/{PartialDate(last)}"


def _month(words: str) -> int:
    found = re.search(_MONTH, words)
    return _MONTHS.index(found.group()[:3].lower()) + 1 if found else 0

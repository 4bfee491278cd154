"""Stated growth against the values it is said of, and stated durations against their dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal

from graph.check.contradictions.values import (
    Range,
    asserted,
    assertions,
    by_subject,
    cited,
    days,
    documents_of,
    first_cited,
    measured,
    number_text,
    question,
    range_of,
    scale_of,
    stated_by_people,
    topic,
)
from graph.claims.measures import numbers_in
from graph.claims.stored import StoredClaim
from graph.model import Cited, Finding

_ROUNDED = Decimal("0.05")  # "tripled" is said of 2.9 and 3.1, not of 3.5
_GROWTH = re.compile(
    r"gr[eo]w|growth|increas|rose|ris(?:e|ing)|rais|surg|jump|climb|up\b|higher|more|expan|swell|swoll|balloon|soar|gain",
    re.IGNORECASE,
)
_FALL = re.compile(
    r"fell|fall|drop|decreas|declin|cut|reduc|shrank|shrink|shrunk|down\b|lower|fewer|less|slump|plung|dwindl|sank|lost",
    re.IGNORECASE,
)
# Stems of words that tell in what a growth is counted, where no other word of it is that of a value.
_COUNTED_IN = {
    "gigabyte": frozenset(["stor", "data", "arch", "file", "vide"]),
    "person": frozenset(["staf", "work", "empl", "offi", "peop", "pers", "head", "recr", "inma", "deta", "pati"]),
    "money": frozenset(["budg", "spen", "reve", "cost", "fund", "expe", "pric", "sala", "wage", "prof", "sale"]),
}
# What a bound of the value divided by does to the quotient: 120 by "nearly 40" is more than 3.
_TURNED = {
    "nearly": "more-than",
    "more-than": "less-than",
    "at-least": "at-most",
    "at-most": "at-least",
    "less-than": "more-than",
    "about": "about",
}
_UPWARDS, _DOWNWARDS = ("more-than", "at-least"), ("nearly", "less-than", "at-most")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")

_Pair = tuple[StoredClaim, StoredClaim]


def growth_against_values(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question where a factor or percentage of growth does not fit the two values it spans.

    The values are of the same subject and stand at the two ends of the stated time; what only a machine-made summary
    counts is none of them, while growth that only a summary states is held against the body.

    That they measure what is said to grow is told by a word that both relations or wordings share, by both numbers
    in the growth's own quote, or by there being no other pair of values of the subject at these times: then the
    finding says that the words differ.
    """
    known = asserted(claims)
    own = by_subject(stated_by_people(known))
    for growth in known:
        stated = _stated(growth)
        if stated is None:
            continue
        pairs, by_words = _pairs(growth, own.get(growth.subject.iri, []))
        for before, after in pairs:
            computed = _ratio(before, after)
            if computed is not None and stated.apart(computed):
                yield _differs(growth, before, after, by_words=by_words)


def _stated(claim: StoredClaim) -> Range | None:
    """Return the factors that a claim of growth allows, or None when it is none."""
    if claim.value is None:
        return None
    if claim.unit == "factor":
        return range_of(claim.value, claim.bound, _ROUNDED)
    if claim.unit != "percent":
        return None
    words = f"{_CAMEL.sub(' ', claim.relation.iri.rpartition('#')[2])} {claim.relation.label} {claim.value_text}"
    grown = range_of(claim.value, claim.bound, _ROUNDED)
    least, most = grown.least / 100, None if grown.most is None else grown.most / 100
    if _FALL.search(words):
        return Range(Decimal(0) if most is None else 1 - most, 1 - least)
    return Range(1 + least, None if most is None else 1 + most) if _GROWTH.search(words) else None


def _pairs(growth: StoredClaim, own: list[StoredClaim]) -> tuple[list[_Pair], bool]:
    """Return the pairs of values of one subject that a claim of growth spans, and whether words or numbers tie them."""
    series: dict[tuple[str, str], list[StoredClaim]] = {}
    for claim in own:
        found = measured(claim)
        if claim.id != growth.id and found and claim.unit != "factor":
            series.setdefault((claim.relation.iri, found[0]), []).append(claim)
    fitting = [
        (before, after) for members in series.values() for before, after in _ends(growth, members) if before != after
    ]
    named = [pair for pair in fitting if topic(growth) & topic(pair[0])]
    tied = named or [pair for pair in fitting if _quotes_both(growth, pair)]
    if tied:
        return tied, True
    # Another value of the subject that the growth's words name is what grew; of two series, neither is known to.
    named_elsewhere = any(claim.id != growth.id and topic(growth) & topic(claim) for claim in own if measured(claim))
    series_of = {(before.relation.iri, before.unit, before.currency) for before, _ in fitting}
    dated = growth.when and all(one.when for pair in fitting for one in pair)
    alone = len(series_of) == 1 and dated and not named_elsewhere
    return [pair for pair in fitting if alone and _may_count(growth, pair[0])], False


def _may_count(growth: StoredClaim, value: StoredClaim) -> bool:
    """Say whether a value may be of what grew: storage is not counted in people, revenue not in ships."""
    named = {dimension for dimension, stems in _COUNTED_IN.items() if stems & topic(growth)}
    found = measured(value)
    dimension = "money" if value.currency else found[0] if found else ""
    return not named or dimension in named or (dimension == "count" and "person" in named)


def _ends(growth: StoredClaim, members: list[StoredClaim]) -> Iterator[_Pair]:
    span = days(growth)
    timed = sorted((claim for claim in members if days(claim)), key=lambda claim: claim.valid_from)
    if span is not None and timed:
        first = _closest(growth, [one for one in timed if one.valid_from <= growth.valid_from <= one.valid_to])
        last = _closest(growth, [one for one in timed if one.valid_from <= growth.valid_to <= one.valid_to])
        yield from ((before, after) for before in first for after in last)
    elif len(timed) == 2 and len(members) == 2:
        yield timed[0], timed[1]
    elif not timed and len(members) == 2:
        one, other = members
        yield (one, other) if _said_first(growth, one, other) else (other, one)


def _closest(growth: StoredClaim, found: list[StoredClaim]) -> list[StoredClaim]:
    """Return the values that the growth's own document states, else all."""
    return [claim for claim in found if documents_of(claim) & documents_of(growth)] or found


def _said_first(growth: StoredClaim, one: StoredClaim, other: StoredClaim) -> bool:
    """Say whether the growth's words name the value of ``one`` before that of ``other``: "from 40 to 120"."""
    from graph.claims.measures import measures_in

    for evidence in assertions(growth):
        numbers = [measure.number for measure in measures_in(evidence.quote)]
        if one.value in numbers and other.value in numbers:
            return numbers.index(one.value) < numbers.index(other.value)
    return (one.value or Decimal(0)) <= (other.value or Decimal(0))


def _quotes_both(growth: StoredClaim, pair: _Pair) -> bool:
    return any({pair[0].value, pair[1].value} <= numbers_in(one.quote) for one in assertions(growth))


def _ratio(before: StoredClaim, after: StoredClaim) -> Range | None:
    first, last = measured(before), measured(after)
    if first is None or last is None or first[1].least <= 0:
        return None
    low, high = first[1], last[1]
    least = Decimal(0) if low.most is None else high.least / low.most
    return Range(least, None if high.most is None else high.most / low.least)


def _differs(growth: StoredClaim, before: StoredClaim, after: StoredClaim, *, by_words: bool) -> Finding:
    message = (
        f"{growth.subject.label}: the growth is stated as {_growth_text(growth)}, "
        f"but {after.said} / {before.said} {_quotient(before, after)}."
    )
    if not by_words:
        message += " Subject and time are the same, the words differ: do both speak of one thing?"
    return question("growth-differs", growth, message, (first_cited(growth), *_values_cited(before, after)))


def _quotient(before: StoredClaim, after: StoredClaim) -> str:
    """Return what two values come to, as carefully as they are stated: nearly 1,400 by 400 is nearly 3.5."""
    first, last = _number(before), _number(after)
    factor = (last / first).quantize(Decimal("0.001"))
    bounds = {after.bound, _TURNED.get(before.bound, "")} - {"", "exact"}
    if not bounds:
        return f"= {number_text(factor)}" if factor * first == last else f"is about {number_text(factor)}"
    agreeing = len(bounds) == 1 or any(bounds <= set(same) for same in (_UPWARDS, _DOWNWARDS))
    bound = (after.bound if after.bound in bounds else min(bounds)) if agreeing else "about"
    return f"is {bound.replace('-', ' ')} {number_text(factor)}"


def _number(claim: StoredClaim) -> Decimal:
    """Return a value in the first unit of its dimension."""
    return (claim.value or Decimal(0)) * scale_of(claim)


def _values_cited(before: StoredClaim, after: StoredClaim) -> list[Cited]:
    return [first_cited(before), first_cited(after)]


def _growth_text(claim: StoredClaim) -> str:
    bound = f"{claim.bound.replace('-', ' ')} " if claim.bound not in ("", "exact") else ""
    value = number_text(claim.value or Decimal(0))
    return f"{bound}{value} {'percent' if claim.unit == 'percent' else 'times'}"


# --- durations ----------------------------------------------------------------------------------------------
def durations_against_dates(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question where a stated number of days, months or years does not fit the dates it is stated for.

    From July to January is six months counted from the one to the other and seven counted through: both fit. So
    do two and three years from 2021 to 2023.
    """
    for claim in asserted(claims):
        span = days(claim)
        if span is None or claim.value is None or claim.unit not in ("day", "month", "year"):
            continue
        first, last = span
        if first.replace(day=1) == last.replace(day=1) and claim.unit != "day":
            continue  # the time is one month or less: it says when, not how long
        months = (last.year - first.year) * 12 + last.month - first.month
        whole_years = first.month == 1 and last.month == 12
        years = Decimal(last.year - first.year) if whole_years else Decimal(months) / 12
        counted = {
            "day": Range(Decimal((last - first).days), Decimal((last - first).days + 1)),
            "month": Range(Decimal(months), Decimal(months + 1)),
            "year": Range(years, Decimal(months + 1) / 12),
        }[claim.unit]
        if range_of(claim.value, claim.bound).apart(counted):
            message = f"{claim.subject.label}: {claim.said} are stated, but {claim.when} is {_counted(counted, claim)}."
            yield question("duration-differs", claim, message, (cited(claim, one) for one in assertions(claim)))


def _counted(counted: Range, claim: StoredClaim) -> str:
    least, most = counted.least, counted.most or counted.least
    if claim.unit == "year":
        least, most = least.quantize(Decimal("0.1")), most.quantize(Decimal("0.1"))
    return f"{number_text(least)} to {number_text(most)} {claim.unit}s"

"""Numbers, units, bounds and times of a claim, held against its own wording, its quotes and their passages.

Each finding names the claim, the line and the place in the document: the exact offset of the words where the text is
at hand, else the passage they are quoted from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import reduce
from operator import or_
from typing import NamedTuple

from graph.claims.cardinals import unread_in
from graph.claims.files import ClaimsFile, CuratedClaim, Statement, plain_number
from graph.claims.measures import measures_in, names_unit, numbers_in, years_in
from graph.claims.passages import fold
from graph.claims.stored import when_text
from graph.claims.times import NO_TIMES, Carried, Times, carried, end_carried, times_in
from graph.model import Finding, Severity

_AGAINST = ("denies", "disputes", "retracts")
_SHOWN = 120  # characters of a wording that a finding repeats; a passage is longer than may be quoted
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


class Wording(NamedTuple):
    """Words that state a claim: its own, or a quote.

    Attributes:
        words: As written.
        line: Line of the claims file.
        evidence: What they are quoted from; of the claim's own wording, the first evidence that states it.
        is_quote: Whether they are a quote.
    """

    words: str
    line: int
    evidence: Statement | None
    is_quote: bool

    def place(self, text: str | None, at: int = 0) -> str:
        """Return where character ``at`` of the words stands in the document: its offset, or the passage."""
        one = self.evidence
        if one is None or one.start is None:
            return ""
        passage = f", passage {one.start} to {one.end}"
        if text is None or not self.is_quote:
            return passage
        found = fold(text[one.start : one.end]).find(fold(self.words))
        return passage if found < 0 else f"{passage}, offset {one.start + found + at}"


def count_figures(claim: CuratedClaim) -> int:
    """Return in how many wordings and quotes a claim's number stands."""
    return 0 if claim.value is None else sum(claim.value in numbers_in(one.words) for one in _wordings(claim))


def _wordings(claim: CuratedClaim) -> list[Wording]:
    """Return the claim's own words and the quotes that state it; a denial may say other numbers."""
    stating = [one for one in claim.evidence if one.start is not None and one.stance not in _AGAINST]
    quotes = [Wording(one.quote, one.line, one, True) for one in stating]
    if claim.value_text is None:
        return quotes
    return [Wording(claim.value_text, claim.line, stating[0] if stating else None, False), *quotes]


# --- numbers ------------------------------------------------------------------------------------------------
def check_figures(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Yield what does not hold of a claim's number, unit, bound and wording."""
    yield from _check_wording(file, claim, text)
    if claim.value is None:
        return
    wordings = _wordings(claim)
    for one in wordings:
        said = numbers_in(one.words)
        if claim.value in said:
            yield from _check_unit(file, claim, one, text)
        elif (at := _another(file, claim, one.words)) is not None:
            numbers = ", ".join(plain_number(number) for number in sorted(said))
            value = plain_number(claim.value)
            message = f"Claim {claim.name}{one.place(text, at)}: the value is {value}, {one.words!r} says {numbers}."
            yield Finding(Severity.ERROR, "number-differs", message, file.path, one.line, claim.iri)
    yield from _check_bound(file, claim, text)
    quotes = [one for one in wordings if one.is_quote] or wordings
    if not any(claim.value in numbers_in(one.words) or _another(file, claim, one.words) is not None for one in quotes):
        yield from _not_quoted(file, claim, text)


def _not_quoted(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Yield what is to be said of a number that no quote states: an error, unless words stand there nobody can read."""
    places = [one for one in claim.evidence if one.start is not None]
    passages = "" if not places else f", passage {places[0].start} to {places[0].end}"
    where = f"Claim {claim.name}{passages}: no quote states the number {_value(claim)}"
    inside = [] if text is None else [text[one.start : one.end] for one in places]
    sources = [*(one.words for one in _wordings(claim)), *inside]
    unread = next((words for source in sources for words in unread_in(source)), None)
    rule, severity = "number-missing", Severity.ERROR
    if any(claim.value in numbers_in(words) for words in inside):
        rule, message = "number-not-quoted", f"{where}, the passage does: quote the words that state it."
    elif unread is not None:
        rule, severity = "number-unchecked", Severity.INFO
        message = f"{where}; {unread!r} has no one reading as a number: the claim's could not be checked."
    elif not places:
        rule, severity = "number-unchecked", Severity.INFO
        message = f"{where}; only contract records are its evidence: it could not be checked here."
    elif text is None:
        rule, message = "number-not-quoted", f"{where}: quote the words that state it."
    else:
        message = f"{where}, and no passage does."
    yield Finding(severity, rule, message, file.path, claim.line, claim.iri)


def _check_wording(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Hold the digits of a claim's own wording, years included, against the quotes and passages it is taken from.

    Without the text a passage may say what no quote does: then only a quote that is the wording but for its digits
    contradicts it.
    """
    own, quotes = _wordings(claim)[:1], _wordings(claim)[1:]
    if claim.value_text is None or not quotes or not _DIGITS.search(claim.value_text):
        return
    if claim.value is not None and claim.value not in numbers_in(claim.value_text):
        return  # found already, as another number than the value
    sources = [one.words for one in quotes]
    if text is not None:
        sources += [text[one.start : one.end] for one in claim.evidence if one.start is not None]
    known = {number for source in sources for number in numbers_in(source)}
    missing = [plain_number(one.number) for one in measures_in(claim.value_text) if one.number not in known]
    masked = [_masked(source) for source in sources]
    if missing and (text is not None or any(_masked(claim.value_text) in source for source in masked)):
        message = (
            f"Claim {claim.name}{own[0].place(text)}: its wording {claim.value_text!r} says {', '.join(missing)}, "
            f"which no {'quote' if text is None else 'passage'} of it says."
        )
        yield Finding(Severity.ERROR, "wording-differs", message, file.path, claim.line, claim.iri)


def _masked(words: str) -> str:
    return _DIGITS.sub("#", fold(words).casefold())


def _another(file: ClaimsFile, claim: CuratedClaim, words: str) -> int | None:
    """Return where words that lack the claim's number state one in its place: in digits, or in the claim's unit.

    A year is none, and "two outlets" is none beside terabytes. Where a number cannot be read, it may be the claim's.
    """
    if unread_in(words):
        return None
    wanted = claim.unit or claim.currency
    years = years_in(words)
    for one in measures_in(words, file.spellings):
        in_digits = any(map(str.isdigit, words[one.start : one.end])) and int(one.number) not in years
        if in_digits or one.unit == wanted:
            return one.start
    return None


def _value(claim: CuratedClaim) -> str:
    return "" if claim.value is None else plain_number(claim.value)


def _check_unit(file: ClaimsFile, claim: CuratedClaim, one: Wording, text: str | None) -> Iterator[Finding]:
    wanted = claim.unit or claim.currency or ""
    found = [measure for measure in measures_in(one.words, file.spellings) if measure.number == claim.value]
    units = {measure.unit for measure in found}
    if wanted in units:
        return
    place = f"Claim {claim.name}{one.place(text, found[0].start)}"
    if not names_unit(one.words, wanted, file.spellings):
        message = f"{place}: {one.words!r} does not name the unit {wanted}."
    elif "" in units or wanted == "count":
        return
    else:
        there = " or ".join(sorted(units))
        own = f"the unit is {wanted}" if wanted else "the claim has no unit or currency"
        message = f"{place}: {own}, {one.words!r} has {_value(claim)} {there}."
    yield Finding(Severity.ERROR, "unit-differs", message, file.path, one.line, claim.iri)


def _check_bound(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Hold the bound against the words before the number: "nearly 1,400" is not 1,400, nor the other way round.

    The passages decide where the text is at hand, since a quote may begin behind its bound; else the quotes do.
    """
    stating = [one for one in claim.evidence if one.start is not None and one.stance not in _AGAINST]
    told = [one.quote if text is None else text[one.start : one.end] for one in stating]
    if not any(claim.value in numbers_in(words) for words in told):
        told = [one.words for one in _wordings(claim)]
    bounds = {measure.bound for words in told for measure in measures_in(words) if measure.number == claim.value}
    bound = claim.bound if claim.bound not in (None, "exact") else ""
    if not bounds or bound in bounds:
        return
    said = " and ".join(sorted(one for one in bounds if one))
    if not bound:
        message = f"Claim {claim.name}: its words say {said} {_value(claim)}, it has no bound."
    elif said:
        message = f"Claim {claim.name}: the bound is {bound}, its words say {said}."
    else:
        message = f"Claim {claim.name}: the bound is {bound}, its words say {_value(claim)} without one."
    yield Finding(Severity.ERROR, "bound-differs", message, file.path, claim.line, claim.iri)


# --- times --------------------------------------------------------------------------------------------------
def check_dates(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Yield where a claim's time is not that of its quotes or passages, or where they name none."""
    if claim.valid_from is None or claim.valid_to is None:
        return
    places = [one for one in claim.evidence if one.start is not None]
    told = [Wording(one.quote, one.line, one, True) for one in places]
    differing = list(_differing(file, claim, told, text))
    if differing or not places:
        yield from differing
        return
    if text is not None:
        told = [Wording(text[one.start : one.end], one.line, one, True) for one in places]
    named = [times_in(one.words) for one in told]
    found = carried(claim.valid_from, claim.valid_to, reduce(or_, named, NO_TIMES))
    if found is Carried.NO:
        at = next(at for at, one in enumerate(named) if one.names_any)
        yield _date_differs(file, claim, told[at], named[at], text)
    elif found is Carried.UNKNOWN:
        where = "no quote names it, and the text was not given" if text is None else "no passage names it"
        one = places[0]
        message = f"Claim {claim.name}, passage {one.start} to {one.end}: its time is {_time(claim)}; {where}."
        yield Finding(Severity.INFO, "date-unchecked", message, file.path, one.line, claim.iri)


def _differing(file: ClaimsFile, claim: CuratedClaim, told: Sequence[Wording], text: str | None) -> Iterator[Finding]:
    """Yield the quotes that name times none of which is an end of the claim's, or one of two ends only."""
    assert claim.valid_from is not None
    assert claim.valid_to is not None
    first, last = claim.valid_from, claim.valid_to
    spans = first.replace(day=1) != last.replace(day=1)
    for one in told:
        named = times_in(one.words)
        ends = [end_carried(first, last, end, named) for end in (first, last)]
        # A quote may carry one end alone: "to 1,400 terabytes in January 2026"; one that names two carries both.
        needed = any if spans and len(named.months) > 1 else all
        if needed(end is Carried.NO for end in ends):
            yield _date_differs(file, claim, one, named, text)


def _date_differs(file: ClaimsFile, claim: CuratedClaim, one: Wording, named: Times, text: str | None) -> Finding:
    said = f"{one.words!r} names" if len(one.words) <= _SHOWN else "it names"
    place = one.place(text, named.at or 0)
    message = f"Claim {claim.name}{place}: its time is {_time(claim)}, {said} {named}."
    return Finding(Severity.ERROR, "date-differs", message, file.path, one.line, claim.iri)


def _time(claim: CuratedClaim) -> str:
    return when_text(*("" if day is None else day.isoformat() for day in (claim.valid_from, claim.valid_to)))

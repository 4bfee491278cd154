"""Claims files held against the text they quote: offsets, hashes, quotes, numbers, units, bounds, dates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.claims.coverage import Coverage, Quoted, find_unread, measure_coverage, measure_quoted
from graph.claims.files import ClaimsFile, CuratedClaim, Statement, plain_number
from graph.claims.measures import measures_in, months_in, names_unit, numbers_in, years_in
from graph.claims.passages import fold, text_sha256
from graph.model import Finding, Json, Severity

_AGAINST = ("denies", "disputes", "retracts")


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying one claims file came to.

    Attributes:
        file: The claims file.
        document: IRI of the document it reads.
        title: Its title.
        claims: How many claims the file has.
        passages: How many passages they and the reasons for no claim stand on.
        with_text: Whether the document's text was at hand.
        numbers: How many numbers in wordings and quotes were held against values.
        findings: What does not hold or was not checked, worst first.
        coverage: With the text, how much of each paragraph the claims speak of.
        quoted: With the text, how much of it all quotes together repeat.
    """

    file: str
    document: str
    title: str
    claims: int
    passages: int
    with_text: bool
    numbers: int
    findings: tuple[Finding, ...]
    coverage: tuple[Coverage, ...] = ()
    quoted: Quoted | None = None

    @property
    def holds(self) -> bool:
        """Whether nothing that was checked is wrong."""
        return not any(one.severity is Severity.ERROR for one in self.findings)

    def to_json(self) -> Json:
        """Return the shape of docs/schema/verify.json."""
        return {
            "file": self.file,
            "document": self.document,
            "title": self.title,
            "claims": self.claims,
            "passages": self.passages,
            "with_text": self.with_text,
            "numbers": self.numbers,
            "holds": self.holds,
            "coverage": [
                {"start": one.start, "end": one.end, "share": f"{one.share:f}", "accounted": f"{one.accounted:f}"}
                for one in self.coverage
            ],
            "quoted": None
            if self.quoted is None
            else {"words": self.quoted.words, "quoted": self.quoted.quoted, "share": f"{self.quoted.share:f}"},
            "findings": [one.to_json() for one in self.findings],
        }


def verify_file(file: ClaimsFile, text: str | None = None) -> Verified:
    """Return what verifying a claims file came to, with counts of what was checked."""
    claims = file.claims
    places = [one for claim in claims for one in claim.evidence if one.start is not None]
    valued = [claim for claim in claims if claim.value is not None]
    return Verified(
        file=file.path,
        document=file.document.iri,
        title=file.document.title,
        claims=len(claims),
        passages=len(places) + len(file.unclaimed),
        with_text=text is not None,
        numbers=sum(claim.value in numbers_in(words) for claim in valued for words, _ in _wordings(claim)),
        findings=(*verify(file, text), *([] if text is None else _unread(file, text))),
        coverage=() if text is None else measure_coverage(file, text),
        quoted=None if text is None else measure_quoted(file, text),
    )


def _unread(file: ClaimsFile, text: str) -> Iterator[Finding]:
    for one in find_unread(file, text):
        message = f"The sentence from {one.start} to {one.end} has neither a claim nor a reason why not."
        yield Finding(Severity.WARNING, "sentence-unread", message, file=file.path, subject=file.document.iri)


def verify(file: ClaimsFile, text: str | None = None) -> list[Finding]:
    """Return what does not hold, worst first; empty when everything was checked and holds.

    Without ``text`` only numbers, units, bounds and dates are held against the quotes, and findings of severity
    info say what was not checked. Quotation marks, dashes and no-break spaces may differ in kind between quote
    and text; nothing else may.
    """
    findings = [finding for claim in file.claims for finding in _check_numbers(file, claim, text)]
    findings += [finding for claim in file.claims for finding in _check_dates(file, claim)]
    if text is None:
        count = sum(one.start is not None for claim in file.claims for one in claim.evidence) + len(file.unclaimed)
        message = (
            f"Without the text {count} passages could not be checked (offsets, hashes, quotes, hedges): "
            "give the file they were read from."
        )
        findings.append(Finding(Severity.INFO, "text-missing", message, file=file.path, subject=file.document.iri))
    else:
        findings += _check_text(file, text)
    return sorted(findings, key=lambda finding: finding.order)


# --- against the text ---------------------------------------------------------------------------------------
def _check_text(file: ClaimsFile, text: str) -> Iterator[Finding]:
    found = text_sha256(text)
    if found != file.document.text_sha256:
        message = f"The text has sha256 {found}, the file was made from {file.document.text_sha256}."
        yield Finding(Severity.ERROR, "text-differs", message, file=file.path, subject=file.document.iri)
    for claim in file.claims:
        for one in claim.evidence:
            yield from _check_passage(file, claim, one, text)
    for left in file.unclaimed:
        if text_sha256(text[left.start : left.end]) != left.passage_sha256:
            message = f"Passage {left.start} to {left.end}, without a claim: the text there has another sha256."
            yield Finding(Severity.ERROR, "passage-differs", message, file.path, left.line, file.document.iri)
    summary = file.document.summary
    if summary is not None and summary[1] > len(text):
        message = f"The summary is said to end at {summary[1]}, the text ends at {len(text)}."
        yield Finding(Severity.ERROR, "passage-outside", message, file=file.path, subject=file.document.iri)


def _check_passage(file: ClaimsFile, claim: CuratedClaim, one: Statement, text: str) -> Iterator[Finding]:
    if one.start is None or one.end is None:
        return
    place = f"Claim {claim.name}, passage {one.start} to {one.end}"
    if one.end > len(text):
        message = f"{place}: the text ends at {len(text)}."
        yield _broken("passage-outside", message, file, claim, one)
        return
    words = text[one.start : one.end]
    if text_sha256(words) != one.passage_sha256:
        message = f"{place}: the text there has another sha256 than the file says."
        yield _broken("passage-differs", message, file, claim, one)
    if fold(one.quote) not in fold(words):
        message = f"{place}: the quote {one.quote!r} does not stand there{_nearest_place(one, text)}."
        yield _broken("quote-missing", message, file, claim, one)
    for hedge in one.hedge:
        if fold(hedge).casefold() not in fold(words).casefold():
            message = f"{place}: the hedge {hedge!r} does not stand there."
            yield _broken("hedge-missing", message, file, claim, one)


def _nearest_place(one: Statement, text: str) -> str:
    """Return where the quote stands instead, or at which offset the passage departs from it."""
    folded, quote = fold(text), fold(one.quote)
    elsewhere = folded.find(quote)
    if elsewhere >= 0:
        return f"; it stands at {elsewhere}"
    start, end = one.start or 0, one.end or 0
    best, kept = start, 0
    for at in range(start, end):
        if folded[at] == quote[0]:
            same = next(
                (n for n in range(len(quote)) if at + n >= end or folded[at + n] != quote[n]),
                len(quote),
            )
            if same > kept:
                best, kept = at, same
    if kept < min(4, len(quote)):
        return ""
    there = text[best + kept : best + kept + 12]
    return f"; from {best} on it does, up to offset {best + kept}, where the text has {there!r}"


# --- against the quotes -------------------------------------------------------------------------------------
def _wordings(claim: CuratedClaim) -> list[tuple[str, int]]:
    """Return the claim's own words and the quotes that state it, each with its line; a denial may say other numbers."""
    words = [(claim.value_text, claim.line)] if claim.value_text is not None else []
    stating = [one for one in claim.evidence if one.start is not None and one.stance not in _AGAINST]
    return words + [(one.quote, one.line) for one in stating]


def _check_numbers(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    if claim.value is None:
        return
    wordings = _wordings(claim)
    for words, line in wordings:
        said = numbers_in(words)
        if claim.value in said:
            yield from _check_unit(file, claim, words, line)
        elif _states_another(claim, words):
            numbers = ", ".join(plain_number(number) for number in sorted(said))
            message = f"Claim {claim.name}: the value is {plain_number(claim.value)}, {words!r} says {numbers}."
            yield Finding(Severity.ERROR, "number-differs", message, file.path, line, claim.iri)
    yield from _check_bound(file, claim, wordings)
    if any(claim.value in numbers_in(words) or _states_another(claim, words) for words, _ in wordings):
        return
    where = f"Claim {claim.name}: no quote states the number {plain_number(claim.value)}"
    if text is None:
        message = f"{where}; without the text it could not be checked."
        yield Finding(Severity.INFO, "number-unchecked", message, file.path, claim.line, claim.iri)
    elif claim.value not in set(chain.from_iterable(map(numbers_in, _passages(claim, text)))):
        message = f"{where}, and no passage does."
        yield Finding(Severity.ERROR, "number-missing", message, file.path, claim.line, claim.iri)


def _states_another(claim: CuratedClaim, words: str) -> bool:
    """Say whether words that lack the claim's number state one in its place: in digits, or in the claim's unit.

    A year is none, and "two outlets" is none beside terabytes.
    """
    wanted = claim.unit or claim.currency
    return any(
        one.unit == wanted
        or (any(map(str.isdigit, words[one.start : one.end])) and int(one.number) not in years_in(words))
        for one in measures_in(words)
    )


def _passages(claim: CuratedClaim, text: str) -> list[str]:
    return [text[one.start : one.end] for one in claim.evidence if one.start is not None]


def _value(claim: CuratedClaim) -> str:
    return "" if claim.value is None else plain_number(claim.value)


def _check_unit(file: ClaimsFile, claim: CuratedClaim, words: str, line: int) -> Iterator[Finding]:
    wanted = claim.unit or claim.currency or ""
    units = {one.unit for one in measures_in(words) if one.number == claim.value}
    if wanted in units:
        return
    if not names_unit(words, wanted):
        message = f"Claim {claim.name}: {words!r} does not name the unit {wanted}."
    elif "" in units or wanted == "count":
        return
    else:
        there = " or ".join(sorted(units))
        message = f"Claim {claim.name}: the unit is {wanted}, {words!r} has {_value(claim)} {there}."
    yield Finding(Severity.ERROR, "unit-differs", message, file.path, line, claim.iri)


def _check_bound(file: ClaimsFile, claim: CuratedClaim, wordings: Sequence[tuple[str, int]]) -> Iterator[Finding]:
    """Hold the bound against the words before the number: "nearly 1,400" is not 1,400."""
    bounds = [one.bound for words, _ in wordings for one in measures_in(words) if one.number == claim.value]
    known, bound = {one for one in bounds if one}, claim.bound if claim.bound != "exact" else None
    if bound is None and bounds and all(bounds):
        said = " and ".join(sorted(known))
        message = f"Claim {claim.name}: its words say {said} {_value(claim)}, it has no bound."
    elif bound is not None and known and bound not in known:
        message = f"Claim {claim.name}: the bound is {bound}, its words say {' and '.join(sorted(known))}."
    else:
        return
    yield Finding(Severity.ERROR, "bound-differs", message, file.path, claim.line, claim.iri)


def _check_dates(file: ClaimsFile, claim: CuratedClaim) -> Iterator[Finding]:
    """Hold months and years that a quote names against the claim's time."""
    if claim.valid_from is None or claim.valid_to is None:
        return
    ends = (claim.valid_from, claim.valid_to)
    for one in claim.evidence:
        months, years = months_in(one.quote), years_in(one.quote)
        fitting = [(day.year, day.month) in months or (not months and day.year in years) for day in ends]
        whole_years = ends[0].month == 1 and ends[1].month == 12
        if months and whole_years:
            fitting = [day.year in {year for year, _ in months} | years for day in ends]
        needed = all if len(months) > 1 and ends[0].replace(day=1) != ends[1].replace(day=1) else any
        if (months or years) and not needed(fitting):
            named = [f"{year}-{month:02}" for year, month in sorted(months)] or [str(year) for year in sorted(years)]
            message = (
                f"Claim {claim.name}: its time is {ends[0].isoformat()} to {ends[1].isoformat()}, "
                f"{one.quote!r} names {', '.join(named)}."
            )
            yield Finding(Severity.ERROR, "date-differs", message, file.path, one.line, claim.iri)


def _broken(rule: str, message: str, file: ClaimsFile, claim: CuratedClaim, one: Statement) -> Finding:
    return Finding(Severity.ERROR, rule, message, file.path, one.line, claim.iri)

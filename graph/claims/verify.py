"""Claims files held against the text they quote: offsets, hashes, quotes, numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from graph.claims.files import ClaimsFile, CuratedClaim, Statement, plain_number
from graph.claims.passages import fold, text_sha256
from graph.model import Finding, Severity

_NUMBER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)(\.\d+)?(?:[\s-]*(thousand|million|billion|trillion)\b)?", re.IGNORECASE)
_SCALES = {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_WORDS = {"doubl": 2, "twice": 2, "tripl": 3, "threefold": 3, "quadrupl": 4, "fourfold": 4}
# How a unit or currency shows in words; those not listed have no fixed spelling.
_SIGNS = {
    "terabyte": ("terabyte", "tb"),
    "percent": ("percent", "per cent", "%"),
    "USD": ("$", "dollar", "usd"),
    "EUR": ("€", "euro", "eur"),
    "GBP": ("£", "pound", "gbp"),
}


def verify(file: ClaimsFile, text: str | None = None) -> list[Finding]:
    """Return what does not hold, worst first; empty when everything was checked and holds.

    Without ``text`` only numbers and units are held against the quotes, and one finding of severity info says
    how many passages were not checked. Quotation marks, dashes and no-break spaces may differ in kind between
    quote and text; nothing else may.
    """
    findings = [finding for claim in file.claims for finding in _check_numbers(file, claim)]
    if text is None:
        count = sum(one.start is not None for claim in file.claims for one in claim.evidence)
        message = f"Without the text {count} passages could not be checked: give the file they were read from."
        findings.append(Finding(Severity.INFO, "text-missing", message, file=file.path, subject=file.document.iri))
    else:
        findings += _check_text(file, text)
    return sorted(findings, key=lambda finding: finding.order)


def _check_text(file: ClaimsFile, text: str) -> Iterator[Finding]:
    found = text_sha256(text)
    if found != file.document.text_sha256:
        message = f"The text has sha256 {found}, the file was made from {file.document.text_sha256}."
        yield Finding(Severity.ERROR, "text-differs", message, file=file.path, subject=file.document.iri)
    for claim in file.claims:
        for one in claim.evidence:
            yield from _check_passage(file, claim, one, text)


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
        message = f"{place}: the quote {one.quote!r} does not stand there."
        yield _broken("quote-missing", message, file, claim, one)
    for hedge in one.hedge:
        if fold(hedge).casefold() not in fold(words).casefold():
            message = f"{place}: the hedge {hedge!r} does not stand there."
            yield _broken("hedge-missing", message, file, claim, one)


def _check_numbers(file: ClaimsFile, claim: CuratedClaim) -> Iterator[Finding]:
    if claim.value is None:
        return
    wording = [(claim.value_text, claim.line)] if claim.value_text is not None else []
    wording += [(one.quote, one.line) for one in claim.evidence if one.start is not None]
    for words, line in wording:
        said = numbers_in(words)
        if said and claim.value not in said:
            numbers = ", ".join(plain_number(number) for number in sorted(said))
            message = f"Claim {claim.name}: the value is {plain_number(claim.value)}, {words!r} says {numbers}."
            yield Finding(Severity.ERROR, "number-differs", message, file.path, line, claim.iri)
        signs = _SIGNS.get(claim.unit or claim.currency or "", ())
        if said and signs and not any(sign in words.casefold() for sign in signs):
            message = f"Claim {claim.name}: {words!r} does not name the unit {claim.unit or claim.currency}."
            yield Finding(Severity.ERROR, "unit-differs", message, file.path, line, claim.iri)


def numbers_in(words: str) -> set[Decimal]:
    """Return the numbers that ``words`` state, in digits or as a factor.

    >>> sorted(numbers_in("from 400 terabytes to nearly 1,400; a $75 billion budget, tripling it"))
    [Decimal('3'), Decimal('400'), Decimal('1400'), Decimal('75000000000')]
    """
    found = {Decimal(number) for stem, number in _WORDS.items() if re.search(rf"\b{stem}", words, re.IGNORECASE)}
    for whole, part, scale in _NUMBER.findall(words):
        shift = _SCALES[scale.lower()]
        found.add(Decimal(whole.replace(",", "") + part) * 10**shift)
    return found


def _broken(rule: str, message: str, file: ClaimsFile, claim: CuratedClaim, one: Statement) -> Finding:
    return Finding(Severity.ERROR, rule, message, file.path, one.line, claim.iri)

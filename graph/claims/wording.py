"""What a quote or wording leaves out of its sentence: cut words, hedges, vague amounts, the date of a number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.claims.files import ClaimsFile, CuratedClaim, Statement
from graph.claims.measures import measures_in, months_in
from graph.claims.passages import fold
from graph.model import Finding, Severity

# Words that make a sentence somebody's word; what is weighed or expected has a stance of its own.
_HEDGED = re.compile(
    r"\b(?:reportedly|allegedly|apparently|purportedly|presumably|supposedly|possibly|perhaps|probably"
    r"|according to (?:\w+ )?(?:reports|sources|people)"
    r"|(?:documents?|reports?|papers?|files?|records?|sources?|figures?) (?:indicate|suggest|claim)s?)\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r",?\s*(?:that\s+)?(?:an?\s+|the\s+)?")  # what the hedge still reaches over
_FROM = re.compile(r"\bfrom\s+(?:[\w-]+\s+){0,2}\W?$", re.IGNORECASE)


def check_quote(file: ClaimsFile, claim: CuratedClaim, one: Statement, words: str) -> Iterator[Finding]:
    """Yield where a quote is cut inside a word, is next to nothing, or lies behind a hedge that is not listed.

    Args:
        file: The claims file.
        claim: One of its claims.
        one: Evidence of it, a passage.
        words: The text of the passage.
    """
    place = f"Claim {claim.name}, passage {one.start} to {one.end}"
    inside, quote = fold(words), fold(one.quote)
    starts = [match.start() for match in re.finditer(re.escape(quote), inside)]
    whole = [at for at in starts if not _cut(inside, at, at + len(quote))]
    if starts and not whole:
        yield _error("quote-cut", f"{place}: the quote {one.quote!r} begins or ends inside a word.", file, claim, one)
    if sum(map(str.isalnum, quote)) < 2 and not any(map(str.isdigit, quote)):
        yield _error("quote-short", f"{place}: the quote {one.quote!r} carries nothing.", file, claim, one)
    if one.stance == "asserts" and not one.hedge:
        for at in whole:
            for hedge in _HEDGED.finditer(inside):
                if hedge.start() >= at + len(quote) or not (
                    hedge.start() >= at or _BETWEEN.fullmatch(inside[hedge.end() : at])
                ):
                    continue
                message = f"{place}: {hedge.group()!r} hedges the quote {one.quote!r}, but is not listed as its hedge."
                yield _error("hedge-left-out", message, file, claim, one)


def _cut(words: str, start: int, end: int) -> bool:
    before, after = words[start - 1 : start], words[end : end + 1]
    return (before.isalnum() and words[start].isalnum()) or (after.isalnum() and words[end - 1].isalnum())


def check_vague(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Yield where an amount without a number is not in the document's words."""
    places = [one for one in claim.evidence if one.start is not None]
    if claim.value_text is None or claim.value is not None or not places:
        return
    quotes = [one.quote for one in places]
    passages = [] if text is None else [text[one.start : one.end] for one in places]
    if any(_plain(claim.value_text) in _plain(words) for words in (*quotes, *passages)):
        return
    where = f"Claim {claim.name}, passage {places[0].start} to {places[0].end}: its wording {claim.value_text!r}"
    if text is None and not re.search(r"\d", claim.value_text):  # digits are held against the quotes already
        message = f"{where} stands in no quote; without the text it could not be checked."
        yield Finding(Severity.INFO, "wording-unchecked", message, file.path, claim.line, claim.iri)
    elif text is not None:
        yield Finding(Severity.ERROR, "wording-differs", f"{where} stands in no quote or passage.",
                      file.path, claim.line, claim.iri)  # fmt: skip


def check_ends(file: ClaimsFile, claim: CuratedClaim, text: str | None) -> Iterator[Finding]:
    """Yield where a passage goes from one number to another, from one month to another, and the claim swaps them."""
    if claim.value is None or claim.valid_from is None or claim.valid_to is None:
        return
    month = (claim.valid_from.year, claim.valid_from.month)
    if month != (claim.valid_to.year, claim.valid_to.month):
        return
    for one in claim.evidence:
        if one.start is None:
            continue
        words = one.quote if text is None else text[one.start : one.end]
        unit = claim.unit or claim.currency
        ends = [measure for measure in measures_in(words, file.spellings) if measure.unit == unit]
        months = sorted(months_in(words))
        if len(ends) != 2 or len(months) != 2 or not _FROM.search(words[: ends[0].start]):
            continue
        numbers = [measure.number for measure in ends]
        if numbers[0] != numbers[1] and (claim.value, month) in zip(numbers, reversed(months), strict=True):
            other = "{}-{:02}".format(*months[numbers.index(claim.value)])
            message = (
                f"Claim {claim.name}, passage {one.start} to {one.end}: its time is {month[0]}-{month[1]:02}, "
                f"the passage gives that number for {other}."
            )
            yield _error("date-differs", message, file, claim, one)


def _plain(words: str) -> str:
    return " ".join(fold(words).casefold().split())


def _error(rule: str, message: str, file: ClaimsFile, claim: CuratedClaim, one: Statement) -> Finding:
    return Finding(Severity.ERROR, rule, message, file.path, one.line, claim.iri)

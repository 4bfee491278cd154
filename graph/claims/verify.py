"""Claims files held against the text they quote: offsets, hashes, quotes, numbers, units, bounds, dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from graph.claims.coverage import MOST_QUOTED, Coverage, Quoted, find_unread, measure_coverage, measure_quoted
from graph.claims.figures import check_dates, check_figures, count_figures
from graph.claims.files import ClaimsFile, CuratedClaim, Statement
from graph.claims.passages import fold, text_sha256
from graph.claims.undeclared import find_slips, tell_undeclared
from graph.claims.wording import check_ends, check_quote, check_vague
from graph.model import Finding, Json, Severity


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
                {
                    "line": one.line,
                    "start": one.start,
                    "end": one.end,
                    "share": f"{one.share:f}",
                    "accounted": f"{one.accounted:f}",
                }
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
    quoted = None if text is None else measure_quoted(file, text)
    return Verified(
        file=file.path,
        document=file.document.iri,
        title=file.document.title,
        claims=len(claims),
        passages=len(places) + len(file.unclaimed),
        with_text=text is not None,
        numbers=sum(map(count_figures, claims)),
        findings=(*verify(file, text), *_overquoted(file, quoted), *([] if text is None else _unread(file, text))),
        coverage=() if text is None else measure_coverage(file, text),
        quoted=quoted,
    )


def _overquoted(file: ClaimsFile, quoted: Quoted | None) -> Iterator[Finding]:
    if quoted is not None and quoted.quoted > MOST_QUOTED * quoted.words:
        most = int(MOST_QUOTED * quoted.words)
        message = (
            f"All quotes together stand on {quoted.quoted} of the text's {quoted.words} words "
            f"({quoted.share * 100:.1f} %), {quoted.quoted - most} more than 40 % allow: shorten quotes, the text is "
            "its publisher's."
        )
        yield Finding(Severity.WARNING, "quotes-too-long", message, file=file.path, subject=file.document.iri)


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
    findings = [finding for claim in file.claims for finding in check_figures(file, claim, text)]
    findings += [finding for claim in file.claims for finding in check_dates(file, claim, text)]
    findings += [finding for claim in file.claims for finding in check_ends(file, claim, text)]
    findings += [finding for claim in file.claims for finding in check_vague(file, claim, text)]
    findings += [*find_slips([file]), *tell_undeclared(file)]
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
    yield from check_quote(file, claim, one, words)
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


def _broken(rule: str, message: str, file: ClaimsFile, claim: CuratedClaim, one: Statement) -> Finding:
    return Finding(Severity.ERROR, rule, message, file.path, one.line, claim.iri)

"""What the rules share: values as ranges, times, who asserts what, and the words that tell what is measured."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from graph import terms
from graph.claims.stored import FOR, StoredClaim, StoredEvidence
from graph.model import Cited, Finding, Severity

# Units of one dimension, in the first of them; others compare only with themselves.
_SCALES = {
    "gigabyte": ("gigabyte", Decimal(1)),
    "terabyte": ("gigabyte", Decimal(1000)),
    "petabyte": ("gigabyte", Decimal(1_000_000)),
}
# How far below or around a number "nearly" and "about" reach: beyond, a careful writer takes another number.
_NEARLY = Decimal("0.95")
_ABOUT = (Decimal("0.9"), Decimal("1.1"))
# Words of every measurement or of growth itself: they do not tell what is measured.
_STEM = 4  # letters: "stores" and "storage", "recruits" and "recruitment"
_COMMON = frozenset(
    word[:_STEM]
    for words in (
        "about above after also amount been before between bigger billion cent climb data double each factor from",
        "grew grow growth have higher increase into large less many million more most near number over percent rise",
        "rose size some than that their them they this time times total triple twice under what which with",
    )
    for word in words.split()
)
_WORD = re.compile(r"[A-Za-z]{4,}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Range(NamedTuple):
    """The values a statement allows; ``most`` is None when there is no upper end."""

    least: Decimal
    most: Decimal | None

    def apart(self, other: Range) -> bool:
        """Say whether no value fits both."""
        return (self.most is not None and self.most < other.least) or (
            other.most is not None and other.most < self.least
        )


def range_of(number: Decimal, bound: str, slack: Decimal = Decimal(0)) -> Range:
    """Return the values that a number with its bound allows; a flat number also those within ``slack`` of it."""
    if bound in ("more-than", "at-least"):
        return Range(number, None)
    if bound in ("less-than", "at-most"):
        return Range(min(number, Decimal(0)), number)
    if bound == "nearly":
        return Range(number * _NEARLY, number)
    if bound == "about":
        return Range(number * _ABOUT[0], number * _ABOUT[1])
    return Range(number * (1 - slack), number * (1 + slack))


def measured(claim: StoredClaim) -> tuple[str, Range] | None:
    """Return the dimension of a claim's value and the values it allows in it; None for a claim without number."""
    if claim.value is None:
        return None
    unit = claim.converts[0] if claim.converts else claim.unit
    dimension = _SCALES[unit][0] if unit in _SCALES else unit or claim.currency
    return dimension, range_of(claim.value * scale_of(claim), claim.bound)


def scale_of(claim: StoredClaim) -> Decimal:
    """Return how many of the first unit of its dimension a claim's unit is."""
    unit, factor = claim.converts or (claim.unit, Decimal(1))
    return factor * _SCALES[unit][1] if unit in _SCALES else factor


def asserted(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """Return the claims that somebody or a summary states as fact."""
    return [
        claim
        for claim in claims
        if claim.status in ("confirmed", "reported", "disputed") and any(one.stance in FOR for one in claim.evidence)
    ]


def stated_by_people(claims: Iterable[StoredClaim]) -> list[StoredClaim]:
    """Return the claims stated as fact that do not rest on a machine-made passage alone.

    What only a summary says takes no part in sums, growth or pairs: it would be held up as the document's own word.
    """
    return [claim for claim in asserted(claims) if not machine_only(claim)]


def by_subject(claims: Iterable[StoredClaim]) -> dict[str, list[StoredClaim]]:
    """Return claims by the IRI of their subject, in their order."""
    found: dict[str, list[StoredClaim]] = {}
    for claim in claims:
        found.setdefault(claim.subject.iri, []).append(claim)
    return found


def assertions(claim: StoredClaim) -> tuple[StoredEvidence, ...]:
    """Return the evidence for a claim, machine-made passages included, those of people first."""
    found = [one for one in claim.evidence if one.stance in FOR]
    return tuple(sorted(found, key=lambda one: one.machine_made))


def machine_only(claim: StoredClaim) -> bool:
    """Say whether only machine-made passages state a claim."""
    return all(one.machine_made for one in assertions(claim))


def documents_of(claim: StoredClaim) -> set[str]:
    """Return the documents that state a claim."""
    return {source.iri for one in assertions(claim) for source in one.sources if not one.awards}


def passages_of(claim: StoredClaim) -> set[tuple[str, int, int]]:
    """Return the passages that state a claim: document, start, end."""
    return {
        (source.iri, one.start, one.end)
        for one in assertions(claim)
        for source in one.sources
        if one.start is not None and one.end is not None
    }


def share_passage(first: StoredClaim, second: StoredClaim) -> bool:
    """Say whether one sentence states both claims."""
    return any(
        document == other and start < other_end and other_start < end
        for document, start, end in passages_of(first)
        for other, other_start, other_end in passages_of(second)
    )


def days(claim: StoredClaim) -> tuple[date, date] | None:
    """Return first and last day a claim speaks of, or None."""
    if not claim.valid_from or not claim.valid_to:
        return None
    return date.fromisoformat(claim.valid_from), date.fromisoformat(claim.valid_to)


def topic(claim: StoredClaim) -> set[str]:
    """Return the stems of the words that tell what a claim measures, from its relation and wording."""
    local = _CAMEL.sub(" ", claim.relation.iri.rpartition("#")[2])
    text = " ".join((local, claim.relation.label, claim.value_text)).lower()
    return {word[:_STEM] for word in _WORD.findall(text)} - _COMMON


def cited(claim: StoredClaim, one: StoredEvidence) -> Cited:
    """Return a piece of evidence as a finding cites it."""
    return Cited(
        claim=claim.id,
        document="; ".join(one.awards or [source.label for source in one.sources]),
        quote=one.quote,
        start=one.start,
        end=one.end,
        speaker=one.speaker,
        machine_made=one.machine_made,
    )


def first_cited(claim: StoredClaim) -> Cited:
    """Return the evidence that states a claim best: of people before machines, early before late."""
    return cited(claim, assertions(claim)[0])


def question(rule: str, claim: StoredClaim, message: str, passages: Iterable[Cited]) -> Finding:
    """Return a finding; what it cites is added to the message, each passage once."""
    told = tuple({(one.document, one.start, one.quote): one for one in reversed(list(passages))}.values())[::-1]
    places = "; ".join(map(str, told))
    return Finding(
        Severity.QUESTION,
        rule,
        f"{message} {places}",
        subject=terms.ID + claim.id,
        passages=told,
    )


def number_text(number: Decimal) -> str:
    """Return a number with separators and without zeros at its end."""
    text = f"{number:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text

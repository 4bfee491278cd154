"""Amounts of money and quantities: an increase or the whole, parts and totals, amounts that may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import combinations

from graph import terms
from graph.check.contradictions.values import (
    Range,
    assertions,
    by_subject,
    cited,
    documents_of,
    first_cited,
    measured,
    number_text,
    question,
    share_passage,
    stated_by_people,
    topic,
)
from graph.claims.measures import measures_in
from graph.claims.numerals import CURRENCIES
from graph.claims.stored import StoredClaim
from graph.model import Cited, Finding

_INCREASE = re.compile(
    r"\b(?:increase[sd]?|increasing|boost(?:s|ed)?|rais(?:e|es|ed)|ris(?:e|es)|hikes?|additional|extra|added|"
    r"growth|surge|supplement(?:al)?|top-up|uplift|more|on top)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(r"\b(?:budgets?|totals?|overall|altogether|in all|spending plan)\b", re.IGNORECASE)
_AFTER, _BEFORE = 4, 3  # words around an amount that say what it is: "its $75 billion budget", "an extra $5 million"
_PART = re.compile(
    r"^(?:is)?(?:partOf|containedIn|includedIn|componentOf|comprisedIn|belongsTo|shareOf|subsetOf|carvedOutOf)",
    re.IGNORECASE,
)
_HAS_PART = re.compile(r"^(?:includes?|consistsOf|comprises|contains|hasPart|isMadeUpOf|totals)", re.IGNORECASE)

_Parts = frozenset[tuple[str, str]]


def amounts_of_two_kinds(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question where one amount is an increase in one passage and the whole budget in another.

    Every quote that names the amount counts, whatever its claim is about.
    """
    near = _neighbours(claims)
    for (currency, value), same in _by_amount(claims).items():
        for linked in _linked(same, near):
            told: dict[str, list[Cited]] = {"increase": [], "whole": [], "": []}
            for claim in linked:
                for one in assertions(claim):
                    told[_kind_of_amount(one.quote, value)].append(cited(claim, one))
            increases = told["increase"]
            # "A $5 million budget increase" may be quoted short of its last word elsewhere.
            places = {(one.document, one.start) for one in increases}
            wholes = [one for one in told["whole"] if (one.document, one.start) not in places]
            if increases and wholes:
                stating = [claim for claim in linked if claim.currency and claim.value == value]
                said = stating[0].said if stating else f"{currency} {number_text(value)}"
                first = (stating or linked)[0]
                where = "an increase in one passage and the whole amount in another"
                message = f"{first.subject.label}: {said} is {where}."
                yield question("increase-or-whole", first, message, (*_best(increases), *_best(wholes)))


def _by_amount(claims: Iterable[StoredClaim]) -> dict[tuple[str, Decimal], list[StoredClaim]]:
    """Return the claims that state an amount of money or quote one, those that state it first."""
    stating: dict[tuple[str, Decimal], list[StoredClaim]] = {}
    quoting: dict[tuple[str, Decimal], list[StoredClaim]] = {}
    for claim in stated_by_people(claims):
        own = (claim.currency, claim.value) if claim.currency and claim.value is not None else None
        quoted = {(one.unit, one.number) for told in assertions(claim) for one in measures_in(told.quote)}
        if own is not None:
            stating.setdefault(own, []).append(claim)
        for amount in sorted(one for one in quoted if one[0] in CURRENCIES and one != own):
            quoting.setdefault(amount, []).append(claim)
    return {amount: stating.get(amount, []) + quoting.get(amount, []) for amount in stating | quoting}


def _kind_of_amount(quote: str, value: Decimal | None) -> str:
    """Return ``increase``, ``whole`` or nothing, from the words beside an amount in a quote."""
    measures = measures_in(quote)
    for at, one in enumerate(measures):
        if one.number != value:
            continue
        end = measures[at + 1].start if at + 1 < len(measures) else len(quote)
        start = measures[at - 1].end if at else 0
        after = " ".join(quote[one.end : end].split()[:_AFTER])
        before = " ".join(quote[start : one.start].split()[-_BEFORE:])
        if _INCREASE.search(after) or re.search(r"\b(?:additional|extra|added|by|up)\b", before, re.IGNORECASE):
            return "increase"
        if _WHOLE.search(after) or re.search(r"\b(?:budget|total)\b[^.;]*$", before, re.IGNORECASE):
            return "whole"
    return ""


def _best(passages: list[Cited]) -> list[Cited]:
    """Return the first passage a person wrote, else the first."""
    return sorted(passages, key=lambda one: one.machine_made)[:1]


def _neighbours(claims: Iterable[StoredClaim]) -> dict[str, set[str]]:
    """Return what claims join: an IRI with those at the other end of a claim."""
    near: dict[str, set[str]] = {}
    for claim in claims:
        if claim.object is not None:
            near.setdefault(claim.subject.iri, set()).add(claim.object.iri)
            near.setdefault(claim.object.iri, set()).add(claim.subject.iri)
    return near


def _linked(claims: list[StoredClaim], near: dict[str, set[str]]) -> Iterator[list[StoredClaim]]:
    """Yield groups of claims whose subjects are one, or joined by a claim: equal sums of strangers are chance."""
    left = list(claims)
    while left:
        group = [left.pop(0)]
        for claim in list(left):
            if any(claim.subject == one.subject or claim.subject.iri in near.get(one.subject.iri, ()) for one in group):
                group.append(claim)
                left.remove(claim)
        yield group


# --- parts and totals ---------------------------------------------------------------------------------------
def part_pairs(claims: Iterable[StoredClaim], stated: _Parts) -> set[tuple[str, str]]:
    """Return which thing is part of which, by claims and by what is stated anyway."""
    pairs = set(stated)
    for claim in stated_by_people(claims):
        if claim.object is None:
            continue
        local = claim.relation.iri.rpartition("#")[2]
        if _PART.match(local):
            pairs.add((claim.subject.iri, claim.object.iri))
        elif _HAS_PART.match(local):
            pairs.add((claim.object.iri, claim.subject.iri))
    return pairs


def parts_against_totals(claims: Iterable[StoredClaim], stated: _Parts = frozenset()) -> Iterator[Finding]:
    """Yield a question where parts exceed their total, or one sentence lists parts that fall short of it.

    Parts that stand elsewhere than the total may be incomplete, so that less than the total is no contradiction.
    """
    known = stated_by_people(claims)
    own = by_subject(known)
    parts_of: dict[str, set[str]] = {}
    for part, whole in part_pairs(known, stated):
        parts_of.setdefault(whole, set()).add(part)
    for total in known:
        found = measured(total)
        if found is None or total.unit in ("factor", "percent", "percentage-point"):
            continue
        dimension, whole_range = found
        parts = [
            part
            for iri in sorted(parts_of.get(total.subject.iri, ()))
            for part in own.get(iri, ())
            if part.when in (total.when, "") and (size := measured(part)) is not None and size[0] == dimension
        ]
        # Parts may be counted under another name than the total ("beds in the wing"), but one name goes first.
        parts = [part for part in parts if part.relation == total.relation] or [
            part for part in parts if topic(part) & topic(total)
        ]
        distinct = {part.subject.iri: part for part in parts}
        if not distinct or len(distinct) != len(parts):
            continue  # a part with two values is a question of its own
        summed = _sum(parts)
        together = len(parts) > 1 and all(share_passage(total, part) for part in parts)
        if _exceeds(summed, whole_range) or (together and summed.apart(whole_range)):
            yield _parts_differ(total, parts)


def _sum(parts: list[StoredClaim]) -> Range:
    ranges = [found[1] for part in parts if (found := measured(part)) is not None]
    tops = [one.most for one in ranges if one.most is not None]
    most = sum(tops, Decimal(0)) if len(tops) == len(ranges) else None
    return Range(sum((one.least for one in ranges), Decimal(0)), most)


def _exceeds(summed: Range, whole: Range) -> bool:
    return whole.most is not None and summed.least > whole.most


def _parts_differ(total: StoredClaim, parts: list[StoredClaim]) -> Finding:
    listed = " + ".join(part.said for part in parts)
    if len({(part.unit, part.currency) for part in (*parts, total)}) == 1:
        summed = number_text(sum((part.value or Decimal(0) for part in parts), Decimal(0)))
        listed += f" = {summed}" if len(parts) > 1 else ""
    names = ", ".join(part.subject.label for part in parts)
    message = f"{total.subject.label}: the total is {total.said}, its parts ({names}) are {listed}."
    return question("parts-against-total", total, message, [first_cited(one) for one in (total, *parts)])


def amounts_side_by_side(claims: Iterable[StoredClaim], stated: _Parts = frozenset()) -> Iterator[Finding]:
    """Yield a question where one document gives two amounts to one recipient without saying how they stand.

    Is the smaller part of the larger, or does it come on top? Added up, one might be counted twice.
    """
    known = stated_by_people(claims)
    near = _neighbours(known)
    pairs = part_pairs(known, stated)
    amounts = {
        claim.subject.iri: claim for claim in known if claim.relation.iri == terms.ANNOUNCED_AMOUNT and claim.currency
    }
    given: dict[str, set[str]] = {}
    for claim in known:
        if claim.relation.iri == terms.APPROPRIATED_TO and claim.object is not None and claim.subject.iri in amounts:
            given.setdefault(claim.object.iri, set()).add(claim.subject.iri)
    told: set[frozenset[str]] = set()
    for recipients in given.values():
        for one, other in combinations(sorted(recipients), 2):
            pair = frozenset((one, other))
            related = other in near.get(one, ()) or (one, other) in pairs or (other, one) in pairs
            first, second = sorted((amounts[one], amounts[other]), key=lambda claim: -(claim.value or Decimal(0)))
            if pair in told or related or not documents_of(first) & documents_of(second):
                continue
            told.add(pair)
            message = (
                f"{first.subject.label} and {second.subject.label}: nothing says whether {second.said} is part of "
                f"{first.said} or comes on top."
            )
            yield question("amounts-unrelated", first, message, (first_cited(first), first_cited(second)))

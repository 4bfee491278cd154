"""Two statements that cannot both hold: other numbers for one thing, other objects of a relation that has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from graph import terms
from graph.check.contradictions.values import (
    asserted,
    documents_of,
    first_cited,
    machine_only,
    measured,
    question,
)
from graph.claims.measures import measures_in
from graph.claims.stored import StoredClaim
from graph.model import Finding

_ONE_OBJECT = (terms.MADE_BY, terms.ULTIMATE_PARENT, terms.RUN_BY, terms.MANAGED_BY)
_WORD = re.compile(r"[A-Za-z]{3,}")
_SMALL_WORDS = frozenset(["and", "the", "for", "per", "its", "our", "with", "from", "that", "more", "than"])


def numbers_that_differ(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question for two numbers of one thing at one time that cannot both hold.

    ``summary-differs``: a machine-made summary against the body; ``documents-differ``: two documents;
    ``number-differs``: a document against itself. A number without a time is only held against those without
    one, and, where nothing else has none, against all that have one.
    """
    groups: dict[tuple[str, str, str], list[StoredClaim]] = {}
    for claim in asserted(claims):
        found = measured(claim)
        if found is not None:
            groups.setdefault((claim.subject.iri, claim.relation.iri, found[0]), []).append(claim)
    for same in groups.values():
        times: dict[str, list[StoredClaim]] = {}
        for claim in same:
            times.setdefault(claim.when, []).append(claim)
        for at_once in times.values():
            lone = sum(not machine_only(claim) for claim in at_once) == 1
            pairs = combinations(at_once, 2)
            yield from (_numbers(one, other) for one, other in pairs if _differ(one, other, any_words=lone))
        timed = [claim for claim in same if claim.when]
        timeless = times.get("", [])
        if len(timeless) == 1 and timed and all(_differ(timeless[0], other, any_words=False) for other in timed):
            yield _numbers(timeless[0], timed[0])


def _differ(one: StoredClaim, other: StoredClaim, *, any_words: bool) -> bool:
    """Say whether two numbers cannot both hold.

    A summary may call drones aircraft: where the body has but one number (``any_words``), the words need not agree.
    """
    first, second = measured(one), measured(other)
    if first is None or second is None or not first[1].apart(second[1]):
        return False
    if any_words and machine_only(one) != machine_only(other) and documents_of(one) & documents_of(other):
        return True
    counted, others = _counted(one), _counted(other)
    return not counted or not others or any(one in other or other in one for one in counted for other in others)


def _counted(claim: StoredClaim) -> set[str]:
    """Return the words behind the number in a claim's wording: 12,000 officers are no other number of lawyers."""
    measures = [one for one in measures_in(claim.value_text) if one.number == claim.value]
    if not measures:
        return set()
    words = _WORD.findall(claim.value_text[measures[0].end :].lower())
    return {word.rstrip("s") for word in words if word not in _SMALL_WORDS}


def _numbers(one: StoredClaim, other: StoredClaim) -> Finding:
    body, second = (other, one) if machine_only(one) else (one, other)
    if machine_only(second) and not machine_only(body) and documents_of(body) & documents_of(second):
        rule, where = "summary-differs", "the machine-made summary"
    elif documents_of(body) & documents_of(second):
        rule, where = "number-differs", "the same document"
    else:
        rule, where = "documents-differ", "another document"
    message = (
        f"{body.subject.label} {body.relation.label}{f' ({body.when})' if body.when else ''}: "
        f"{body.said}, but {second.said} in {where}."
    )
    return question(rule, body, message, (first_cited(body), first_cited(second)))


def objects_that_differ(claims: Iterable[StoredClaim]) -> Iterator[Finding]:
    """Yield a question where something has two makers, parents or managers."""
    groups: dict[tuple[str, str], list[StoredClaim]] = {}
    for claim in asserted(claims):
        if claim.relation.iri in _ONE_OBJECT and claim.object is not None:
            groups.setdefault((claim.subject.iri, claim.relation.iri), []).append(claim)
    for same in groups.values():
        for one, other in combinations(same, 2):
            if one.when == other.when:
                body, second = (other, one) if machine_only(one) else (one, other)
                where = " in the machine-made summary" if machine_only(second) and not machine_only(body) else ""
                message = f"{body.subject.label} {body.relation.label} {body.said}, but also {second.said}{where}."
                yield question("object-differs", body, message, (first_cited(body), first_cited(second)))

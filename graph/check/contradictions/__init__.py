"""What documents say against themselves, each other or arithmetic: questions for a reporter, by general rules.

None of these is an error of the graph. Each finding has the severity ``question`` and cites the passages that it
sets against each other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import terms
from graph.check.contradictions.amounts import amounts_of_two_kinds, amounts_side_by_side, parts_against_totals
from graph.check.contradictions.backing import backing_questions
from graph.check.contradictions.differing import numbers_that_differ, objects_that_differ
from graph.check.contradictions.growth import durations_against_dates, growth_against_values
from graph.claims.asking import read_stored
from graph.claims.stored import StoredClaim
from graph.model import Finding

if TYPE_CHECKING:
    import pyoxigraph

__all__ = ["find_contradictions", "questions_of"]


def find_contradictions(store: pyoxigraph.Store) -> list[Finding]:
    """Return the questions that the claims of a store raise, in the order of severity, rule and subject."""
    claims = read_stored(store)
    return questions_of(claims, stated_parts(store, claims)) if claims else []


def questions_of(claims: tuple[StoredClaim, ...], parts: frozenset[tuple[str, str]] = frozenset()) -> list[Finding]:
    """Return the questions that claims raise.

    Args:
        claims: All claims together: a contradiction may lie between two documents.
        parts: Pairs (part, whole) of IRIs that are known without a claim, e.g. which agency is part of which.
    """
    found = [
        *growth_against_values(claims),
        *durations_against_dates(claims),
        *amounts_of_two_kinds(claims),
        *parts_against_totals(claims, parts),
        *amounts_side_by_side(claims, parts),
        *numbers_that_differ(claims),
        *objects_that_differ(claims),
        *backing_questions(claims),
    ]
    return sorted(found, key=lambda finding: finding.order)


def stated_parts(store: pyoxigraph.Store, claims: tuple[StoredClaim, ...]) -> frozenset[tuple[str, str]]:
    """Return which subjects of claims are stated to be part of what (``vg:partOf``, ``vg:partOfProduct``)."""
    import pyoxigraph as ox

    found = set()
    for iri in {claim.subject.iri for claim in claims}:
        for predicate in (terms.PART_OF, terms.PART_OF_PRODUCT):
            quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, ox.DefaultGraph())
            found |= {(iri, str(quad.object.value)) for quad in quads}  # type: ignore[union-attr]
    return frozenset(found)

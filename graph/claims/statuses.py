"""The status of a claim, derived from all its evidence and never typed by hand (design, section 2)."""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.files import ClaimsFile


def derive_statuses(files: Iterable[ClaimsFile]) -> dict[str, str]:
    """Return the status code of every reviewed claim, by its IRI, from the evidence in all files together.

    retracted > confirmed (a record says so) > disputed (asserted and denied) > reported > denied > analysis >
    projection. A machine-made passage counts like any other of its document; that it is no second source
    matters where sources are counted.
    """
    stances: dict[str, set[str]] = {}
    for file in files:
        for claim in file.reviewed:
            stances.setdefault(claim.iri, set()).update(one.stance for one in claim.evidence)
    return {iri: status_of(found) for iri, found in sorted(stances.items())}


def status_of(stances: set[str]) -> str:
    """Return the status that a set of stances gives.

    >>> status_of({"asserts", "denies"})
    'disputed'
    """
    against = stances & {"denies", "disputes"}
    if "retracts" in stances:
        return "retracted"
    if "records" in stances:
        return "confirmed"
    if "asserts" in stances:
        return "disputed" if against else "reported"
    if against:
        return "denied"
    return "analysis" if "opines" in stances else "projection"

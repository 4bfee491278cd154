"""Contract records as evidence: which awards claims rest on, and which of them no loaded record has."""

from __future__ import annotations

from collections.abc import Container, Iterable

from graph import terms
from graph.claims.files import ClaimsFile
from graph.model import Finding, Severity

VEHICLE_KEY = "CONT_IDV_"


def record_iri(key: str) -> str:
    """Return the IRI of the award or vehicle with this key.

    >>> record_iri("CONT_IDV_70RTAC24A00000001_7001")
    'https://w3id.org/vendorgraph/id/vehicle-CONT_IDV_70RTAC24A00000001_7001'
    """
    return terms.ID + ("vehicle-" if key.startswith(VEHICLE_KEY) else "award-") + key


def named_awards(files: Iterable[ClaimsFile]) -> tuple[str, ...]:
    """Return the keys of all awards and vehicles that reviewed claims rest on, sorted."""
    return tuple(
        sorted({key for file in files for claim in file.reviewed for one in claim.evidence for key in one.awards})
    )


def find_unrecorded(files: Iterable[ClaimsFile], recorded: Container[str]) -> list[Finding]:
    """Return a warning for each award that a claim rests on and no loaded record has, in the order of the files."""
    return [
        Finding(
            Severity.WARNING,
            "award-not-loaded",
            f"Claim {claim.name} rests on {key}, which no loaded record has: it confirms nothing until a file with "
            "this award is loaded. Load it, or correct the key.",
            file.path,
            one.line,
            claim.iri,
        )
        for file in files
        for claim in file.reviewed
        for one in claim.evidence
        for key in one.awards
        if key not in recorded
    ]

"""The status of a claim, derived from all its evidence and never typed by hand (design, section 2)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from graph.claims.files import ClaimsFile, Statement

STATED = ("confirmed", "reported")


@dataclass(frozen=True, slots=True)
class Standing:
    """What all evidence for and against a claim comes to.

    Attributes:
        status: Code of the status list.
        stated: Whether it stands as a plain triple: confirmed or reported, and on the word of a record that is
            loaded or of a passage a person wrote. A program's summary alone makes no fact.
    """

    status: str
    stated: bool


def derive_standings(files: Iterable[ClaimsFile], recorded: Container[str] | None = None) -> dict[str, Standing]:
    """Return the standing of every reviewed claim, by its IRI, from the evidence in all files together.

    Args:
        files: Every claims file of the graph: another file's denial or retraction counts too.
        recorded: Award keys of the loaded records; None takes every award for loaded. An award that is not
            loaded is a claims file's word that a record exists: it asserts, and confirms nothing.
    """
    stances: dict[str, set[str]] = {}
    witnessed: set[str] = set()
    for file in files:
        for claim in file.reviewed:
            for one in claim.evidence:
                stance = one.stance if _at_hand(one, recorded) else "asserts"
                stances.setdefault(claim.iri, set()).add(stance)
                if stance == "records" or (stance == "asserts" and one.start is not None and not one.machine_made):
                    witnessed.add(claim.iri)
    standings = {}
    for iri, found in sorted(stances.items()):
        status = status_of(found)
        standings[iri] = Standing(status, status in STATED and iri in witnessed)
    return standings


def derive_statuses(files: Iterable[ClaimsFile], recorded: Container[str] | None = None) -> dict[str, str]:
    """Return the status code of every reviewed claim, by its IRI; see `derive_standings`.

    retracted > confirmed (a record says so) > disputed (asserted and denied) > reported > denied > analysis >
    projection. A machine-made passage counts like any other of its document; that it is no second source
    matters where sources are counted.
    """
    return {iri: standing.status for iri, standing in derive_standings(files, recorded).items()}


def _at_hand(one: Statement, recorded: Container[str] | None) -> bool:
    return recorded is None or one.start is not None or any(key in recorded for key in one.awards)


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

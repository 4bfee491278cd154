"""The status of a claim, derived from all its evidence and never typed by hand (design, section 2)."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass

from graph.claims.files import ClaimsFile, Statement
from graph.claims.withdrawals import find_withdrawn

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


def derive_standings(
    files: Iterable[ClaimsFile],
    recorded: Container[str] | None = None,
    silent: Container[tuple[str, str]] = frozenset(),
) -> dict[str, Standing]:
    """Return the standing of every reviewed claim, by its IRI, from the evidence in all files together.

    What its own speaker or publisher took back counts no more (`graph.claims.withdrawals`).

    Args:
        files: Every claims file of the graph: another file's denial or retraction counts too.
        recorded: Award keys of the loaded records; None takes every award for loaded. An award that is not
            loaded is a claims file's word that a record exists: it asserts, and confirms nothing.
        silent: Claim IRI and award key where the record nowhere names what is claimed; as if it were not loaded.
    """
    read = tuple(files)
    withdrawn = find_withdrawn(read)
    stances: dict[str, set[str]] = {}
    witnessed: set[str] = set()
    for file in read:
        for claim in file.reviewed:
            for at, one in enumerate(claim.evidence):
                if (file.document.iri, claim.iri, at) in withdrawn:
                    continue
                heard = one.start is not None or heard_awards(one, claim.iri, recorded, silent)
                stance = one.stance if heard else "asserts"
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

    Of what nobody took back: confirmed (a record says so) > disputed (asserted and denied) > reported > retracted
    (it was taken back, and nothing else asserts it) > denied > analysis > projection. A machine-made passage counts
    like any other of its document; that it is no second source matters where sources are counted.
    """
    return {iri: standing.status for iri, standing in derive_standings(files, recorded).items()}


def heard_awards(
    one: Statement, claim: str, recorded: Container[str] | None, silent: Container[tuple[str, str]]
) -> tuple[str, ...]:
    """Return those awards of a piece of evidence that are loaded and name what the claim with an IRI is about."""
    loaded = (key for key in one.awards if recorded is None or key in recorded)
    return tuple(key for key in loaded if (claim, key) not in silent)


def status_of(stances: set[str]) -> str:
    """Return the status that the stances of all evidence nobody took back give, retractions among them.

    >>> status_of({"asserts", "denies"})
    'disputed'
    """
    against = stances & {"denies", "disputes"}
    if "records" in stances:
        return "confirmed"
    if "asserts" in stances:
        return "disputed" if against else "reported"
    if "retracts" in stances:
        return "retracted"
    if against:
        return "denied"
    return "analysis" if "opines" in stances else "projection"

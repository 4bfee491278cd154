"""Entities that claims name by an id which nothing loaded describes: a slip of the pen, or a record that is missing."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from graph import terms
from graph.claims.files import ClaimsFile, Entity
from graph.claims.undeclared import find_slips
from graph.claims.unread import named_unread
from graph.model import Finding, Severity

Borrowed = tuple[ClaimsFile, Entity]


def borrowed_entities(files: Sequence[ClaimsFile]) -> list[Borrowed]:
    """Return the entities that reviewed claims use by their id alone and no claims file describes, in file order."""
    described = {one.iri for file in files for one in file.entities if one.class_iri is not None}
    described |= {file.document.iri for file in files}
    found = []
    for file in files:
        named = {iri for claim in file.reviewed for iri in (claim.subject, claim.target)}
        named |= {iri for claim in file.reviewed for one in claim.evidence for iri in one.speakers}
        named -= named_unread(file)
        found += [(file, one) for one in file.entities if one.iri in named and one.iri not in described]
    return found


def subjects_of(lines: Iterable[str], wanted: Container[str]) -> set[str]:
    """Return those local ids that N-Quads lines have as their subject."""
    start = f"<{terms.ID}"
    heads = (line[len(start) :].partition(">")[0] for line in lines if line.startswith(start))
    return {head for head in heads if head in wanted}


def described_by(reference: Path, names: Container[str]) -> set[str]:
    """Return those local ids that a file of N-Quads, such as that of the reference tables, describes."""
    with reference.open(encoding="utf-8") as stream:
        return subjects_of(stream, names)


def find_undescribed(borrowed: Iterable[Borrowed], described: Container[str]) -> list[Finding]:
    """Return a warning for each entity whose id is not among the local ids that are described."""
    return [
        Finding(
            Severity.WARNING,
            "entity-not-described",
            f"The entity {one.name!r} has the id {one.local}, which no catalogue, reference table, loaded record or "
            "claims file describes. Correct the id, load the record, or declare it with kind and label.",
            file.path,
            one.line,
            one.iri,
        )
        for file, one in borrowed
        if one.local not in described
    ]


def drop_redescribed(files: Sequence[ClaimsFile], reference: Path) -> tuple[list[ClaimsFile], list[Finding]]:
    """Return the files without their own word on what the reference lines describe, and a warning for each.

    A claims file may name a known agency or product; what it is and what it is called the tables say. Warned of too
    are undeclared names that look like a slip.
    """
    own = {one.local for file in files for one in file.entities if one.class_iri is not None}
    known = described_by(reference, own) if own else set()
    findings = [
        Finding(
            Severity.WARNING,
            "entity-described-elsewhere",
            f"The entity {one.name!r} describes {one.local} anew, as {one.label!r}: catalogues or reference tables "
            "describe it, and that stands. Leave out kind and label, or give a new thing an id of its own.",
            file.path,
            one.line,
            one.iri,
        )
        for file in files
        for one in file.entities
        if one.class_iri is not None and one.local in known
    ]
    kept = [
        replace(
            file,
            entities=tuple(
                replace(one, class_iri=None, label=None) if one.local in known else one for one in file.entities
            ),
        )
        for file in files
    ]
    return kept, findings + find_slips(files)

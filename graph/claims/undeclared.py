"""Names that claims use without declaring them: which known thing each was taken for, and what looks like a slip."""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.files import ClaimsFile, Entity
from graph.model import Finding, Severity


def find_slips(files: Iterable[ClaimsFile]) -> list[Finding]:
    """Return a warning for each undeclared name that is one edit away from a name its file declares.

    ``CBP`` is a known agency: in a file that declares ``CPB`` it may be a slip of the pen, and the claim would be
    about another thing than the writer meant. One edit is a letter more, less or other, or two that changed places.
    """
    return [
        _finding(file, one, near)
        for file in files
        for one in _undeclared(file)
        for near in sorted(other.name for other in file.entities if other.declared and _is_near(one.name, other.name))
    ]


def tell_undeclared(file: ClaimsFile) -> list[Finding]:
    """Return, as information, which known thing each undeclared name was taken for."""
    return [
        Finding(
            Severity.INFO,
            "entity-undeclared",
            f"{one.name!r} is not declared: taken for {one.local}, which the shipped tables call so.",
            file.path,
            one.line,
            one.iri,
        )
        for one in _undeclared(file)
    ]


def _undeclared(file: ClaimsFile) -> list[Entity]:
    return [one for one in file.entities if not one.declared]


def _finding(file: ClaimsFile, one: Entity, near: str) -> Finding:
    message = (
        f"{one.name!r} is not declared and was taken for {one.local}; the file declares {near!r}, one edit away. "
        f"Write {near!r} if that is meant, else declare {one.name!r} with id: {one.local}."
    )
    return Finding(Severity.WARNING, "entity-near-declared", message, file.path, one.line, one.iri)


def _is_near(name: str, other: str) -> bool:
    """Say whether one edit, or only case, makes one name of the other."""
    first, second = sorted((name.casefold(), other.casefold()), key=len)
    at = next((n for n, letter in enumerate(first) if letter != second[n]), len(first))
    if len(first) < len(second):
        return first[at:] == second[at + 1 :]
    rest, swapped = first[at:], second[at:]
    return rest[1:] == swapped[1:] or (rest[:2] == swapped[1::-1] and rest[2:] == swapped[2:])

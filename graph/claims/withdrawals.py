"""Which evidence was taken back: a retraction withdraws what its own speaker or publisher said, and no record."""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims.files import ClaimsFile, Statement

Place = tuple[str, str, int]  # IRI of the document, IRI of the claim, which of the claim's evidence there
_PUBLISHED = ("asserts", "opines", "projects")  # what a publisher takes back; a denial is somebody else's


def find_withdrawn(files: Iterable[ClaimsFile]) -> frozenset[Place]:
    """Return the places of all evidence that a retraction in any of the files withdraws.

    A retraction bears on its claim alone. Whoever retracts takes back all they said of it, for or against, in
    whatever document. A publisher, named as the speaker or with no speaker named, also takes back what its documents
    have others assert, opine or project. What others say elsewhere stands, and so do records.
    """
    read = tuple(files)
    retracted: dict[str, set[str]] = {}
    for file in read:
        for claim in file.reviewed:
            for one in claim.evidence:
                if one.stance == "retracts":
                    retracted.setdefault(claim.iri, set()).update(_voices(file, one))
    return frozenset(
        (file.document.iri, claim.iri, at)
        for file in read
        for claim in file.reviewed
        if claim.iri in retracted
        for at, one in enumerate(claim.evidence)
        if _takes_back(retracted[claim.iri], file, one)
    )


def _takes_back(voices: set[str], file: ClaimsFile, one: Statement) -> bool:
    if one.stance == "retracts" or one.awards:
        return False
    published = _publisher(file) in voices and one.stance in _PUBLISHED
    return published or not voices.isdisjoint(_voices(file, one))


def _voices(file: ClaimsFile, one: Statement) -> set[str]:
    """Return the speakers' IRIs, and the publisher's name where it speaks itself."""
    names = {name.casefold() for entity in file.entities if entity.iri in one.speakers
             for name in (entity.name, entity.label, *entity.also) if name}  # fmt: skip
    own = _publisher(file)
    return {*one.speakers, *([own] if own in names or not one.speakers else [])}


def _publisher(file: ClaimsFile) -> str:
    return file.document.publisher.casefold()

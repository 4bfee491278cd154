"""Several claims files about one document: a corrected file takes the place of its older self."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from graph.claims.reading import read_claims
from graph.errors import SourceRejected


def find_replaced(files: Mapping[str, Path], given: Collection[str]) -> tuple[str, ...]:
    """Return the hashes of the files that those given now replace: they read the same document.

    Without this a statement taken out of a claims file would live on in every graph that had loaded it.

    Args:
        files: Every claims file of a graph, by its sha256.
        given: Those of them that are being loaded now.

    Raises:
        SourceRejected: Two of the given files read the same document.
    """
    documents: dict[str, list[str]] = {}
    for digest, file in files.items():
        documents.setdefault(read_claims(file).document.local, []).append(digest)
    replaced: list[str] = []
    for document, digests in documents.items():
        new = [digest for digest in digests if digest in given]
        if len(new) > 1:
            raise SourceRejected(
                f"{len(new)} of the claims files given read one document, {document.removeprefix('document-')!r}.",
                file=str(files[new[-1]]),
                hint="Put its claims into one file, or correct document.id.",
            )
        if new:
            replaced += [digest for digest in digests if digest not in given]
    return tuple(replaced)

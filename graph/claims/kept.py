"""Claims files as a graph keeps them, verified together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from graph.claims.files import ClaimsFile
from graph.claims.reading import read_claims
from graph.claims.texts import read_texts, texts_by_document
from graph.claims.verify import Verified, verify_file
from graph.errors import NothingFound
from graph.store.folder import GraphFolder

LAYOUT = "claims"  # of claims files in a graph's manifest


def kept_files(folder: GraphFolder) -> list[ClaimsFile]:
    """Return the claims files that were loaded into a graph, under the names they were given.

    Raises:
        GraphNotFound: There is no graph.
        SourceRejected: A file kept in the ledger was damaged.
    """
    return [
        replace(read_claims(folder.path / source.ledger), path=source.file)
        for source in folder.manifest().sources
        if source.layout == LAYOUT
    ]


def verify_files(files: Sequence[ClaimsFile], texts: Iterable[Path] = ()) -> list[Verified]:
    """Return what verifying each claims file came to, in the order of the files.

    Args:
        files: Read already.
        texts: Text files; each is held against the document it is of.

    Raises:
        NothingFound: There is no claims file.
        SourceRejected: A text cannot be read.
        UsageProblem: A text is of none of the documents.
    """
    if not files:
        raise NothingFound("The graph holds no claims.", hint="Load a claims file, or name one to be verified.")
    by_document = texts_by_document(files, read_texts(texts))
    return [verify_file(file, by_document.get(file.document.iri)) for file in files]

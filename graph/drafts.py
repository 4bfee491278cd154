"""Drafts of claims files: an article, the names known of the catalogues and of a graph, one text in YAML."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import NothingFound, SourceRejected

if TYPE_CHECKING:
    from graph.drafting import Heading, KnownName


@dataclass(frozen=True, slots=True)
class DraftReport:
    """A drafted claims file.

    Attributes:
        text: The file's text.
        claims: How many claims it has; all are unreviewed.
        sentences: How many sentences the article has.
        quiet: In how many of them nothing was found.
        left_out: Hits that have no claim of their own: a thing named twice in a sentence, or markup in the quote.
    """

    text: str
    claims: int
    sentences: int
    quiet: int
    left_out: int


def draft_file(
    article: str | os.PathLike[str], heading: Heading, *, graph: str | os.PathLike[str] | None = None
) -> DraftReport:
    """Draft the claims of the article in a text file; with ``graph`` the names of its vendors are known too.

    Raises:
        SourceRejected: The file is no article: missing, empty, too large, not UTF-8 text, HTML; or its draft would
            be larger than a claims file may be.
        NothingFound: No known name, number, time or attribution stands in it.
        GraphNotFound: There is no graph at that place.
    """
    from graph.drafting import NameFinder, draft_claims, draft_yaml, read_article, shipped_names
    from graph.reference.located import MAX_BYTES

    path = Path(article)
    read = read_article(path)
    draft = draft_claims(read, heading, NameFinder(shipped_names(), _vendors(graph) if graph else ()))
    if not draft.claims:
        raise NothingFound(
            f"{path}: No known name, number, time or attribution was found in {len(read.sentences)} sentences.",
            hint="The rules read English; names are those of the catalogues and, with --graph, of its vendors.",
        )
    text = draft_yaml(draft)
    if len(text.encode("utf-8")) > MAX_BYTES:
        raise SourceRejected(
            f"{path}: The draft would have more than {MAX_BYTES:,} bytes, the most a claims file may have.",
            file=str(path),
            hint="Cut the text into parts and draft each by itself.",
        )
    return DraftReport(text, len(draft.claims), len(read.sentences), len(draft.quiet), draft.left_out)


def _vendors(graph: str | os.PathLike[str]) -> list[KnownName]:
    from graph.drafting import vendor_names
    from graph.network.reading import Network
    from graph.store.folder import GraphFolder

    network = Network(GraphFolder(Path(graph)).network_file)
    nodes = (node for node in range(network.entities) if network.type_of(node) == "vendor")
    return list(vendor_names((network.locals[node], network.labels[node]) for node in nodes))

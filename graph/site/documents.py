"""The documents that claims rest on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple

from graph import terms

if TYPE_CHECKING:
    import pyoxigraph

    from graph.claims import StoredClaim


class Document(NamedTuple):
    """A document by its title; what the graph does not say of it is empty."""

    title: str
    publisher: str
    date: str
    url: str


def documents_of(claims: Iterable[StoredClaim], store: pyoxigraph.Store) -> list[Document]:
    """Return the documents whose passages are evidence of claims, by title; records are none."""
    labels = {
        source.iri: source.label
        for claim in claims
        for one in claim.evidence
        if not one.awards
        for source in one.sources
    }
    found = [
        Document(
            title=_value(store, iri, terms.DCT_TITLE) or label,
            publisher=_value(store, iri, terms.DCT_PUBLISHER),
            date=_value(store, iri, terms.DCT_ISSUED),
            url=_value(store, iri, terms.DCT_SOURCE),
        )
        for iri, label in labels.items()
    ]
    return sorted(found)


def _value(store: pyoxigraph.Store, iri: str, predicate: str) -> str:
    import pyoxigraph as ox

    place = ox.NamedNode(terms.GRAPH_CLAIMS)
    quads = store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None, place)
    return min((str(quad.object.value) for quad in quads), default="")  # type: ignore[union-attr]

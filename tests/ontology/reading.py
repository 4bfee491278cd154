"""The shipped ontology as graphs, for the tests beside it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rdflib

from graph import terms

ONTOLOGY = Path(__file__).resolve().parents[2] / "ontology"
SHAPE_FILES = ("claims", "catalogue", "records")


@cache
def read(*names: str) -> rdflib.Graph:
    """Return one or several Turtle files of ``ontology/`` as one graph. Do not change it."""
    graph = rdflib.Graph()
    for name in names:
        graph.parse(ONTOLOGY / f"{name}.ttl", format="turtle")
    return graph


def constants() -> dict[str, str]:
    """Return name -> IRI of every constant in ``graph.terms`` that is a term of ours."""
    return {
        name: value
        for name, value in vars(terms).items()
        if isinstance(value, str) and value.startswith(terms.VG) and value != terms.VG
    }


def ours(graph: rdflib.Graph) -> set[str]:
    """Return every term of ours that stands anywhere in a graph."""
    nodes = {node for triple in graph for node in triple if isinstance(node, rdflib.URIRef)}
    return {str(node) for node in nodes if str(node).startswith(terms.VG)}

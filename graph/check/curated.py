"""SHACL over the curated part of a store: claims, evidence, documents, products, programs.

Only that part: a SHACL engine in Python takes 15 s for 9,000 things (measured), so minutes for the records of one
agency; the house rules hold those in seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph import terms
from graph.errors import GraphError
from graph.model import Finding, Severity
from graph.resources import shipped_file

if TYPE_CHECKING:
    import pyoxigraph
    import rdflib

SHAPES = ("ontology/shapes/claims.ttl", "ontology/shapes/catalogue.ttl")
CODE_LISTS = "ontology/codelists.ttl"

_CLASSES = (
    terms.CLAIM,
    terms.EVIDENCE,
    terms.DOCUMENT,
    terms.ORIGIN,
    terms.SPEAKER,
    terms.PRODUCT,
    terms.PROGRAM,
    terms.STATUTE,
    terms.APPROPRIATION,
)
_SEVERITIES = {"Violation": Severity.ERROR, "Warning": Severity.WARNING, "Info": Severity.INFO}


def apply_shapes(store: pyoxigraph.Store) -> list[Finding]:
    """Return what breaks a shape of curated data, in no particular order; rules are named ``shape:<name>``."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph()
    for path in SHAPES:
        shapes.parse(shipped_file(path), format="turtle")
    data = extract_curated(store)
    data.parse(shipped_file(CODE_LISTS), format="turtle")
    _, report, text = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise GraphError(f"The shapes could not be applied: {text}", hint="Report this with the graph's sources.")
    return _findings(report)


def extract_curated(store: pyoxigraph.Store) -> rdflib.Graph:
    """Return every triple of the curated things in any graph, and the types of what they point at."""
    import pyoxigraph as ox
    import rdflib

    kind = ox.NamedNode(terms.TYPE)
    subjects = {
        quad.subject for name in _CLASSES for quad in store.quads_for_pattern(None, kind, ox.NamedNode(name), None)
    }
    triples: set[ox.Triple] = set()
    for subject in subjects:
        triples.update(quad.triple for quad in store.quads_for_pattern(subject, None, None, None))
    pointed = {triple.object for triple in triples if isinstance(triple.object, ox.NamedNode)}
    for thing in pointed - subjects:
        triples.update(quad.triple for quad in store.quads_for_pattern(thing, kind, None, None))
    written = ox.serialize(sorted(triples, key=str), format=ox.RdfFormat.N_TRIPLES)
    return rdflib.Graph().parse(data=written or b"", format="nt")


def _findings(report: rdflib.Graph) -> list[Finding]:
    from rdflib.namespace import RDF, SH

    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus, value = report.value(result, SH.focusNode), report.value(result, SH.value)
        shape, severity = report.value(result, SH.sourceShape), report.value(result, SH.resultSeverity)
        saying = " ".join(sorted(str(message) for message in report.objects(result, SH.resultMessage)))
        seen = "" if value is None or value == focus else f' It has "{terms.curie(str(value))}".'
        found.append(
            Finding(
                severity=_SEVERITIES[str(severity).rpartition("#")[2]],
                rule="shape:" + str(shape).rpartition("#")[2],
                message=f"{terms.curie(str(focus))}: {saying}{seen}",
                subject=str(focus),
            )
        )
    return found

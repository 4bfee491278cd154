"""RDF exports: the same quads as the store, graph by graph, also through rdflib; parts keep what they rest on."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from graph import terms
from graph.knowledge import KnowledgeGraph
from graph.store.embedded import EmbeddedStore

FORMATS = {"nquads": ox.RdfFormat.N_QUADS, "trig": ox.RdfFormat.TRIG, "jsonld": ox.RdfFormat.JSON_LD}
RDFLIB = {"nquads": "nquads", "trig": "trig", "jsonld": "json-ld"}


def _quads(file: Path, style: str) -> set[ox.Quad]:
    return set(ox.parse(path=str(file), format=FORMATS[style]))


@pytest.mark.slow
def test_the_whole_store_comes_back_from_nquads_and_trig(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    wanted = EmbeddedStore(knowledge.store, tmp_path).dump_nquads_sorted(tmp_path / "dump.nq")
    knowledge.export(tmp_path / "x.nq")
    # Without the remark in its first line, the bytes are those the store's own hash is made of.
    with (tmp_path / "x.nq").open("rb") as stream:
        stream.readline()
        assert hashlib.file_digest(stream, "sha256").hexdigest() == wanted
    knowledge.export(tmp_path / "x.trig")
    read = ox.Store()
    read.bulk_load(path=str(tmp_path / "x.trig"), format=ox.RdfFormat.TRIG)
    assert EmbeddedStore(read, tmp_path).dump_nquads_sorted(tmp_path / "again.nq") == wanted


@pytest.mark.parametrize("style", FORMATS)
def test_rdflib_reads_a_part_with_its_named_graphs(knowledge: KnowledgeGraph, tmp_path: Path, style: str) -> None:
    knowledge.export(tmp_path / "x", style, entity="70CTD024FC0000015")
    wanted = _quads(tmp_path / "x", style)
    read = rdflib.Dataset()
    read.parse(tmp_path / "x", format=RDFLIB[style])

    graphs = {str(quad[3]) if quad[3] else "" for quad in read.quads()}
    assert graphs == {quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "" for quad in wanted}
    again = {(str(s), str(p), str(o), str(g or "")) for s, p, o, g in read.quads()}
    assert again == {
        (
            quad.subject.value,  # type: ignore[union-attr]
            quad.predicate.value,
            quad.object.value,  # type: ignore[union-attr]
            quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else "",
        )
        for quad in wanted
    }


def test_all_formats_hold_the_same_quads_and_each_the_same_bytes_twice(
    knowledge: KnowledgeGraph, tmp_path: Path
) -> None:
    found = []
    for style in FORMATS:
        for name in ("a", "b"):
            knowledge.export(tmp_path / f"{style}-{name}", style, entity="70CTD024FC0000015")
        assert (tmp_path / f"{style}-a").read_bytes() == (tmp_path / f"{style}-b").read_bytes()
        found.append(_quads(tmp_path / f"{style}-a", style))
    assert found[0] == found[1] == found[2]
    assert found[0] <= set(knowledge.store)


def _export(knowledge: KnowledgeGraph, folder: Path, **asked: object) -> set[ox.Quad]:
    knowledge.export(folder / "x.nq", **asked)  # type: ignore[arg-type]
    return _quads(folder / "x.nq", "nquads")


def test_a_part_has_its_records_claims_and_what_they_rest_on(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    found = _export(knowledge, tmp_path, entity="Microsoft", view="all")
    types = {
        str(quad.object.value).removeprefix(terms.VG)  # type: ignore[union-attr]
        for quad in found
        if quad.predicate.value == terms.TYPE and not isinstance(quad.graph_name, ox.BlankNode)
    }
    assert {"Award", "Action", "Vendor", "SourceFile", "Claim", "Evidence", "Detection", "Speaker", "Origin"} <= types
    subjects = {quad.subject for quad in found}
    cited = {quad.object for quad in found if quad.predicate.value in (terms.STATED_IN, terms.HAS_SPEAKER)}
    assert cited <= subjects


@pytest.mark.parametrize(
    ("view", "graphs"),
    [
        pytest.param("inferred", {"claims", "inferred", "ontology", "reported"}, id="all-there-is"),
        pytest.param("stated", {"claims", "ontology", "reported"}, id="nothing-inferred"),
        pytest.param("records", {"ontology"}, id="records-alone"),
    ],
)
def test_a_view_leaves_out_whole_graphs(knowledge: KnowledgeGraph, tmp_path: Path, view: str, graphs: set[str]) -> None:
    found = _export(knowledge, tmp_path, entity="70CTD024FC0000015", hops=2, view=view)
    named = {quad.graph_name.value for quad in found if isinstance(quad.graph_name, ox.NamedNode)}
    assert {name.removeprefix(terms.GRAPH) for name in named} == graphs
    uses = ox.NamedNode(terms.USES)
    plain = [quad for quad in found if quad.predicate == uses and isinstance(quad.graph_name, ox.DefaultGraph)]
    assert bool(plain) == (view != "records")


def test_nothing_denied_is_ever_a_plain_triple(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    found = _export(knowledge, tmp_path, entity="ICE", view="all")
    denied = {quad.subject for quad in found if quad.object == ox.NamedNode(terms.STATUS_DENIED)}
    assert denied
    triples = {(quad.subject, quad.predicate, quad.object) for quad in found}
    parts = {
        claim: [
            next((quad.object for quad in found if quad.subject == claim and quad.predicate.value == name), None)
            for name in (terms.RDF_SUBJECT, terms.RDF_PREDICATE, terms.RDF_OBJECT)
        ]
        for claim in denied
    }
    assert [claim for claim, said in parts.items() if tuple(said) in triples] == []

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import rdflib
import rdflib.plugins.sparql
from rdflib import RDF, Literal, URIRef
from rdflib.plugins.sparql import prepareQuery

from graph import terms
from graph.errors import QueryRejected
from graph.store.embedded import EmbeddedStore
from tests.store.test_embedded import AWARDS, INFERRED, written

COUNT = "SELECT (COUNT(*) AS ?n) { ?a a vg:Award }"


@pytest.fixture
def dataset(tmp_path: Path) -> rdflib.Dataset:
    store = EmbeddedStore.create(tmp_path / "s")
    store.bulk_load(
        [
            (written(tmp_path / "a.ttl", AWARDS), "turtle"),
            (written(tmp_path / "i.nq", INFERRED), "nquads"),
        ]
    )
    store.finish()
    return EmbeddedStore.open_read_only(tmp_path / "s").dataset()


def counted(found: rdflib.query.Result) -> int:
    ((number,),) = found  # type: ignore[misc]
    return int(number)


def test_what_was_loaded_in_bulk_is_in_the_default_graph(dataset: rdflib.Dataset) -> None:
    assert counted(dataset.query(COUNT)) == 2
    assert len(dataset.default_graph) == 3
    assert list(dataset.triples((URIRef(f"{terms.ID}award-1"), RDF.type, None))) == [
        (URIRef(f"{terms.ID}award-1"), RDF.type, URIRef(terms.AWARD))
    ]


def test_inferred_triples_are_in_their_own_graph(dataset: rdflib.Dataset) -> None:
    pattern = (None, URIRef(terms.NAMES_PRODUCT), None)

    assert len(list(dataset.default_graph.triples(pattern))) == 0
    assert len(list(dataset.graph(URIRef(terms.GRAPH_INFERRED)).triples(pattern))) == 1
    assert {str(graph.identifier) for graph in dataset.graphs()} == {
        terms.GRAPH_INFERRED,
        "urn:x-rdflib:default",
    }


def test_from_chooses_a_graph_and_never_fetches_one(dataset: rdflib.Dataset) -> None:
    inferred = f"SELECT (COUNT(*) AS ?n) FROM <{terms.GRAPH_INFERRED}> {{ ?a ?b ?c }}"
    unknown = "SELECT (COUNT(*) AS ?n) FROM <http://unknown.invalid/x> { ?a ?b ?c }"

    assert counted(dataset.query(inferred)) == 1
    assert counted(dataset.query(unknown)) == 0
    assert rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS is False


def test_a_prepared_query_runs_in_oxigraph_too(dataset: rdflib.Dataset, monkeypatch: pytest.MonkeyPatch) -> None:
    prepared = prepareQuery("SELECT (COUNT(*) AS ?n) { ?a a x:Award }", initNs={"x": terms.VG})
    based = prepareQuery("SELECT (COUNT(*) AS ?n) { ?a a <Award> }", base=terms.VG.removesuffix("#") + "/")
    monkeypatch.setattr(rdflib.plugin, "get", None)  # where rdflib would look up its own evaluator

    assert counted(dataset.query(prepared)) == 2
    assert counted(dataset.query(based)) == 0


def test_variables_are_bound_as_terms(dataset: rdflib.Dataset) -> None:
    found = dataset.query("SELECT ?a ?n { ?a vg:netObligation ?n }", initBindings={"a": URIRef(f"{terms.ID}award-1")})

    assert [[str(term) for term in row] for row in found] == [[f"{terms.ID}award-1", "1.5"]]  # type: ignore[union-attr]


def test_query_options_that_oxigraph_lacks_are_refused(dataset: rdflib.Dataset) -> None:
    with pytest.raises(QueryRejected, match="Oxigraph knows no query option colour"):
        dataset.query(COUNT, colour="red")


def test_nothing_can_be_changed(dataset: rdflib.Dataset) -> None:
    triple = (URIRef("a:b"), URIRef("a:c"), Literal(1))
    ways: list[Callable[[], object]] = [
        lambda: dataset.add(triple),
        lambda: dataset.remove(triple),
        lambda: dataset.update("INSERT DATA { <a:b> <a:c> 1 }"),
        lambda: dataset.default_graph.addN([(*triple, dataset.default_graph)]),
    ]

    for way in ways:
        with pytest.raises(QueryRejected, match="read only"):
            way()

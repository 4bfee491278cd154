import subprocess
import sys

import pytest
from rdflib import URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS

from graph import terms
from graph.errors import ValueRejected

from .reading import SHAPE_FILES, constants, ours, read

_KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, SKOS.Concept, SKOS.ConceptScheme)


def test_every_constant_is_defined_in_the_ontology() -> None:
    ontology = read("vendorgraph", "codelists")
    undefined = {
        name: iri
        for name, iri in constants().items()
        if not any((URIRef(iri), RDF.type, kind) in ontology for kind in _KINDS)
    }
    assert undefined == {}, (
        "graph/terms.py names terms that nothing defines. Add each to ontology/vendorgraph.ttl (a class or "
        "property) or ontology/codelists.ttl (a concept), with label, definition and dct:source, "
        f"then run python docs/build_ontology.py: {undefined}"
    )


def test_every_term_of_ontology_and_shapes_has_a_constant() -> None:
    shapes = [f"shapes/{name}" for name in SHAPE_FILES]
    named = ours(read("vendorgraph", "codelists", *shapes))
    assert named - set(constants().values()) == set(), "Add a constant for each of these to graph/terms.py."


def test_no_two_constants_name_one_term() -> None:
    assert len(set(constants().values())) == len(constants())


def test_a_constant_is_named_after_its_term() -> None:
    squeezed = {
        name: iri.removeprefix(terms.VG).replace("-", "").lower()
        for name, iri in constants().items()
        if not name.endswith("_SCHEME")
    }
    assert {
        name for name, local in squeezed.items() if name.removeprefix("HAS_").replace("_", "").lower() != local
    } == set()


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty], ids=lambda kind: kind.fragment)
def test_every_class_and_property_has_one_label_definition_and_source(kind: URIRef) -> None:
    ontology = read("vendorgraph")
    for term in ontology.subjects(RDF.type, kind):
        for predicate in (RDFS.label, SKOS.definition, DCTERMS.source):
            found = [str(value) for value in ontology.objects(term, predicate)]
            assert len(found) == 1, f"{term} needs exactly one {predicate}, has {found}"
            assert found[0].strip()


def test_every_property_is_one_for_those_who_ask_in_rdf_too() -> None:
    ontology = read("vendorgraph")
    owl = {*ontology.subjects(RDF.type, OWL.ObjectProperty), *ontology.subjects(RDF.type, OWL.DatatypeProperty)}
    assert set(ontology.subjects(RDF.type, RDF.Property)) == owl


def test_every_concept_has_one_label_notation_definition_and_list() -> None:
    lists = read("codelists")
    schemes = set(lists.subjects(RDF.type, SKOS.ConceptScheme))
    for concept in lists.subjects(RDF.type, SKOS.Concept):
        for predicate in (SKOS.prefLabel, SKOS.notation, SKOS.definition, SKOS.inScheme):
            assert len(set(lists.objects(concept, predicate))) == 1, f"{concept} needs exactly one {predicate}"
        assert lists.value(concept, SKOS.inScheme) in schemes


def test_a_concept_is_named_after_its_list() -> None:
    lists = read("codelists")
    for concept, scheme in lists.subject_objects(SKOS.inScheme):
        assert str(concept).startswith(str(scheme).replace("scheme-", "") + "-")


def test_the_notations_of_one_list_differ() -> None:
    lists = read("codelists")
    for scheme in lists.subjects(RDF.type, SKOS.ConceptScheme):
        notations = [str(lists.value(concept, SKOS.notation)) for concept in lists.subjects(SKOS.inScheme, scheme)]
        assert len(notations) == len(set(notations))


def test_terms_need_no_rdf_library() -> None:
    code = "import sys, graph.terms; print(sorted({'rdflib', 'pyoxigraph', 'duckdb', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("iri", "name"),
    [
        pytest.param(terms.AWARD, "vg:Award", id="class"),
        pytest.param(terms.ID + "subagency-7012", "id:subagency-7012", id="thing"),
        pytest.param(terms.GRAPH_CLAIMS, "g:claims", id="graph"),
        pytest.param(terms.PREF_LABEL, "skos:prefLabel", id="term-of-others"),
        pytest.param("https://example.org/a", "https://example.org/a", id="no-prefix"),
        pytest.param(terms.ID + "a/b", terms.ID + "a/b", id="slash-has-no-prefixed-form"),
    ],
)
def test_curie_shortens_what_has_a_prefix(iri: str, name: str) -> None:
    assert terms.curie(iri) == name
    assert terms.expand(name) == iri


def test_expand_takes_an_iri_in_angle_brackets() -> None:
    assert terms.expand("<https://example.org/a>") == "https://example.org/a"


@pytest.mark.parametrize("name", ["award", "nope:award", ""], ids=["no-colon", "unknown-prefix", "empty"])
def test_expand_refuses_a_name_without_a_known_prefix(name: str) -> None:
    with pytest.raises(ValueRejected, match=f"Name {name!r} has no known prefix"):
        terms.expand(name)


def test_no_prefix_hides_another() -> None:
    bases = list(terms.PREFIXES.values())
    assert [(a, b) for a in bases for b in bases if a != b and a.startswith(b)] == []

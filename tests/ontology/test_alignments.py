import pytest
from rdflib import BNode, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from graph import terms

from .reading import ONTOLOGY, read

# What evidence, judgements and inferences are said with: none of it may come to mean a plain fact.
_NOT_FACTS = (
    terms.ABOUT,
    terms.STANCE,
    terms.SOURCE,
    terms.VALUE,
    terms.STATUS,
    terms.IN_AWARD,
    terms.DETECTED,
    terms.NAMES_PRODUCT,
    terms.NAMES_PROGRAM,
    terms.NAMES_STATUTE,
    terms.SAME_ENTITY,
    terms.AMOUNT_MIN,
    terms.AMOUNT_MAX,
)
_NEUTRAL = (terms.PROV, terms.DCT)


@pytest.mark.parametrize("name", ["vendorgraph", "codelists"])
def test_there_are_no_blank_nodes(name: str) -> None:
    # Oxigraph gives blank nodes random names, so the same sources would give other N-Quads.
    assert [node for triple in read(name) for node in triple if isinstance(node, BNode)] == []


@pytest.mark.parametrize("term", _NOT_FACTS, ids=lambda term: term.rpartition("#")[2])
def test_no_alignment_turns_testimony_or_inference_into_a_fact(term: str) -> None:
    above = set(read("vendorgraph").transitive_objects(URIRef(term), RDFS.subPropertyOf)) - {URIRef(term)}
    assert [str(found) for found in above if not str(found).startswith(_NEUTRAL)] == []


def test_a_judgement_never_merges() -> None:
    ontology = read("vendorgraph")
    assert list(ontology.subject_objects(OWL.sameAs)) == []
    assert list(ontology.subjects(RDFS.subPropertyOf, OWL.sameAs)) == []


def test_no_property_of_ours_is_under_another_of_ours() -> None:
    ontology = read("vendorgraph")
    assert [str(above) for above in ontology.objects(None, RDFS.subPropertyOf) if str(above).startswith(terms.VG)] == []


@pytest.mark.parametrize(
    ("standard", "base"),
    [
        pytest.param("W3C ORG", terms.ORG, id="org"),
        pytest.param("PROV-O", terms.PROV, id="prov"),
        pytest.param("SKOS", terms.SKOS, id="skos"),
        pytest.param("DCTERMS", terms.DCT, id="dct"),
        pytest.param("schema.org", terms.SCHEMA, id="schema"),
        pytest.param("OCDS", terms.OCDS, id="ocds"),
        pytest.param("ePO", terms.EPO, id="epo"),
    ],
)
def test_the_vocabulary_is_aligned_to(standard: str, base: str) -> None:
    ontology = read("vendorgraph")
    aligned = {
        str(found)
        for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)
        for found in ontology.objects(None, predicate)
    }
    assert any(iri.startswith(base) for iri in aligned), f"nothing is aligned to {standard}"


def test_every_property_says_where_it_goes_from_and_to() -> None:
    ontology = read("vendorgraph")
    schema = terms.SCHEMA
    ends = {
        "domain": (RDFS.domain, URIRef(schema + "domainIncludes")),
        "range": (RDFS.range, URIRef(schema + "rangeIncludes")),
    }
    for kind in (OWL.ObjectProperty, OWL.DatatypeProperty):
        for term in ontology.subjects(RDF.type, kind):
            for end, predicates in ends.items():
                found = [list(ontology.objects(term, predicate)) for predicate in predicates]
                assert len([values for values in found if values]) == 1, f"{term}: {end} is {found}"
                assert len(found[0]) <= 1, f"{term}: several rdfs:{end} mean all at once"


def test_a_datatype_property_has_a_datatype_and_an_object_property_has_none() -> None:
    ontology = read("vendorgraph")
    for term in ontology.subjects(RDF.type, OWL.DatatypeProperty):
        assert str(ontology.value(term, RDFS.range)).startswith(terms.XSD)
    for term in ontology.subjects(RDF.type, OWL.ObjectProperty):
        assert not str(ontology.value(term, RDFS.range)).startswith(terms.XSD)


def test_the_header_names_version_licence_and_prefix() -> None:
    text = (ONTOLOGY / "vendorgraph.ttl").read_text(encoding="utf-8")
    assert "a owl:Ontology" in text
    for line in ("owl:versionInfo", "dct:license <https://creativecommons.org/publicdomain/zero/1.0/>"):
        assert line in text
    assert 'vann:preferredNamespacePrefix "vg"' in text

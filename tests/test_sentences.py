"""Hops as sentences: every relation of the vocabulary has words."""

from __future__ import annotations

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS

from graph import terms
from graph.claims.reading import RELATIONS
from graph.evidence import Hop
from graph.names import name_words
from graph.network.feeds import EDGE_RELATIONS, KIND_CLASSES, NAMING
from graph.network.relations import AWARD_HOPS, JOINS
from graph.resources import ontology_folder
from graph.sentences import hop_sentence

# What a document says with these is a value.
_NO_LINES = {"storesData", "announcedAmount"}

# Their names are their words.
_VERBS = {"uses", "authorizes", "provides", "fundedAward", "paysForAward", "placedAward"}


def _hop(relation: str, label: str = "") -> Hop:
    return Hop(
        source="a", source_label="ICE", source_type="agency", target="b", target_label="Azure", target_type="product",
        relation=relation, forward=True, status="recorded", basis="", confidence=None, first_date=None,
        last_date=None, amounts={}, evidence=(), evidence_total=0, awards=2, relation_label=label,
    )  # fmt: skip


def _between_things() -> set[str]:
    """Return the object properties of the ontology from one thing of the network to another."""
    ontology = rdflib.Graph().parse(ontology_folder() / "vendorgraph.ttl")
    things = {rdflib.URIRef(terms.VG + name) for name in KIND_CLASSES.values()}
    return {
        str(one).removeprefix(terms.VG)
        for one in ontology.subjects(RDF.type, OWL.ObjectProperty)
        if ontology.value(one, RDFS.domain) in things and ontology.value(one, RDFS.range) in things
    }


@pytest.mark.parametrize(
    "relation",
    sorted(
        {*AWARD_HOPS.values(), JOINS, *EDGE_RELATIONS, *NAMING, *(RELATIONS.keys() - _NO_LINES), *_between_things()}
    ),
)
def test_every_relation_has_words_of_its_own(relation: str) -> None:
    said = hop_sentence(_hop(relation))

    assert said != f"ICE {name_words(relation)} Azure." or relation in _VERBS
    assert "ICE" in said
    assert "Azure" in said


@pytest.mark.parametrize(
    ("relation", "label", "said"),
    [
        pytest.param("intensifiesUseOf", "triples down on its use of", "ICE triples down on its use of Azure.",
                     id="as-the-claims-file-words-it"),
        pytest.param("intensifiesUseOf", "", "ICE intensifies use of Azure.", id="by-its-name"),
        pytest.param("https://example.org/terms#soldTo", "", "ICE sold to Azure.", id="of-somebody-else"),
    ],
)  # fmt: skip
def test_a_relation_of_a_document_is_read_as_words(relation: str, label: str, said: str) -> None:
    assert hop_sentence(_hop(relation, label)) == said


@pytest.mark.parametrize(
    ("relation", "awards", "said"),
    [
        pytest.param("awardJoins", 1, "1 award carries both ICE and Azure.", id="one-carries"),
        pytest.param("awardJoins", 1204, "1,204 awards carry both ICE and Azure.", id="many-carry"),
        pytest.param("awardsInherit", 1, "1 award to ICE inherits Azure from the vehicle.", id="one-inherits"),
        pytest.param("awardsInherit", 2, "2 awards to ICE inherit Azure from the vehicle.", id="two-inherit"),
    ],
)
def test_a_verb_goes_with_its_count(relation: str, awards: int, said: str) -> None:
    assert hop_sentence(_hop(relation)._replace(awards=awards)) == said


def test_a_name_that_ends_in_a_full_stop_ends_the_sentence() -> None:
    hop = _hop("holder")._replace(target_label="DELL FEDERAL SYSTEMS L.P.")

    assert hop_sentence(hop) == "ICE is held by DELL FEDERAL SYSTEMS L.P."
    assert hop_sentence(hop._replace(first_date="2024-01-02")) == (
        "ICE is held by DELL FEDERAL SYSTEMS L.P.; 2024-01-02."
    )

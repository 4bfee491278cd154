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

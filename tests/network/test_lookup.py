"""Names to nodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import AmbiguousName, UnknownName
from graph.network import grammar, lookup
from graph.network.reading import Network

from .small import make_network


@pytest.fixture
def network(tmp_path: Path) -> Network:
    return make_network(
        tmp_path,
        nodes={
            "subagency-7012": "agency",
            "v1": "vendor",
            "v2": "vendor",
            "v3": "vendor",
            "v4": "vendor",
            "p": "product",
        },
        names=[
            ("subagency-7012", "ICE"),
            ("v1", "DELL FEDERAL SYSTEMS L.P."),
            ("v2", "DELL FEDERAL SYSTEMS GP LLC"),
            ("v3", "Twin Company"),
            ("v4", "Twin Company"),
            ("p", "Señal"),
        ],
        sides=[("award-x", grammar.AWARDED_BY, "subagency-7012")],
    )


@pytest.mark.parametrize(
    ("written", "local"),
    [
        pytest.param("ICE", "subagency-7012", id="alias"),
        pytest.param(" ice ", "subagency-7012", id="case-and-space"),
        pytest.param("id:v1", "v1", id="curie"),
        pytest.param("https://w3id.org/vendorgraph/id/v1", "v1", id="iri"),
        pytest.param("<https://w3id.org/vendorgraph/id/v1>", "v1", id="iri-in-brackets"),
        pytest.param("v1", "v1", id="local-id"),
        pytest.param("Dell Federal Systems", "v1", id="without-legal-form-beats-longer-name"),
        pytest.param("dell federal systems, lp", "v1", id="other-spelling-of-the-legal-form"),
        pytest.param("dell federal systems g.p.", "v2", id="start-of-one-name"),
        pytest.param("AWARD-X", "award-x", id="piid-of-an-award"),
    ],
)
def test_a_name_means_one_thing(network: Network, written: str, local: str) -> None:
    assert network.locals[lookup.resolve(network, written)] == local


@pytest.mark.parametrize(
    ("written", "taken"),
    [
        pytest.param("subagency 7012", None, id="label"),
        pytest.param(" SUBAGENCY, 7012 ", None, id="label-in-another-spelling"),
        pytest.param("ICE", "subagency 7012 (agency, id:subagency-7012)", id="alias"),
        pytest.param("id:v1", None, id="curie"),
        pytest.param("v1", None, id="local-id"),
        pytest.param("https://w3id.org/vendorgraph/id/v1", None, id="iri"),
        pytest.param("Dell Federal Systems", "v1 (vendor, id:v1)", id="no-legal-form"),
        pytest.param("dell federal systems g.p.", "v2 (vendor, id:v2)", id="start-of-it"),
    ],
)
def test_what_a_name_was_taken_for_is_told_unless_it_is_the_label(
    network: Network, written: str, taken: str | None
) -> None:
    assert lookup.taken_for(network, written) == taken


def test_an_exact_name_of_two_things_is_ambiguous_and_lists_both(network: Network) -> None:
    with pytest.raises(AmbiguousName, match="'Twin Company' fits 2 names") as caught:
        lookup.resolve(network, "Twin Company")
    assert "id:v3" in caught.value.hint
    assert "id:v4" in caught.value.hint
    assert caught.value.exit_code == 2


def test_words_inside_a_name_are_offered_not_taken(network: Network) -> None:
    with pytest.raises(AmbiguousName, match="only part of a name") as caught:
        lookup.resolve(network, "federal systems gp")
    assert "id:v2" in caught.value.hint


def test_a_typo_gets_the_nearest_name(network: Network) -> None:
    with pytest.raises(UnknownName) as caught:
        lookup.resolve(network, "Twin Compny")
    assert "Did you mean" in caught.value.hint


@pytest.mark.parametrize("written", ["", "   ", "!!!"], ids=["empty", "blank", "no-letters"])
def test_a_name_without_letters_is_refused(network: Network, written: str) -> None:
    with pytest.raises(UnknownName):
        lookup.resolve(network, written)


def test_search_puts_exact_names_first(network: Network) -> None:
    found = lookup.search(network, "dell federal systems")

    assert [(network.locals[one.node], lookup.QUALITIES[one.quality]) for one in found] == [
        ("v1", "exact but for the legal form"),
        ("v2", "begins with it"),
    ]


def test_completions_are_labels_of_entities_in_the_order_of_their_names(network: Network) -> None:
    assert lookup.completions(network, "dell", limit=5) == ["v2", "v1"]
    assert lookup.completions(network, "dell", limit=1) == ["v2"]
    assert lookup.completions(network, "zz", limit=5) == []

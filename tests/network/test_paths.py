"""Coherent paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.network import grammar, testimony
from graph.network.asking import ask_paths, merged_options, prepare
from graph.network.deadline import Deadline
from graph.network.paths import find_routes
from graph.network.reading import Network

from .small import legs, make_network, supply


def routes(network: Network, start: str, end: str, **options: object) -> list[list[str]]:
    return [[start, *(network.locals[leg.target] for leg in path)] for path in legs(network, start, end, **options)]


def test_parallel_awards_are_one_path_between_agency_and_product(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "ice", "microsoft") == [["ice", "reseller", "azure", "microsoft"]]


def test_a_path_is_the_same_walked_from_the_other_end(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "microsoft", "ice") == [["microsoft", "azure", "reseller", "ice"]]


def test_a_vendor_does_not_join_two_unrelated_awards(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "dell") == [["ice", "dell"]]
    assert routes(network, "ice", "cisco") == []


def test_a_department_does_not_join_its_sub_agencies(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "ice", "cbp") == []


def test_a_department_reaches_what_its_sub_agency_bought(tmp_path: Path) -> None:
    assert routes(supply(tmp_path), "dhs", "azure") == [["dhs", "ice", "reseller", "azure"]]


def test_inferred_edges_are_left_out_on_request(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "microsoft", view="stated") == []
    assert routes(network, "ice", "reseller", view="stated") == [["ice", "reseller"]]


def test_a_use_by_one_agency_does_not_join_an_award_of_another(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "cbp": "agency", "azure": "product", "seller": "vendor"},
        edges=[("ice", "azure", "uses", 1)],
        sides=[
            ("a", grammar.AWARDED_BY, "cbp"),
            ("a", grammar.PAID_TO, "seller"),
            ("a", grammar.NAMES, "azure", 2),
        ],
    )

    assert routes(network, "ice", "seller") == []


def test_an_award_of_the_whole_platform_is_no_path_to_one_part_of_it(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product", "indexer": "product"},
        edges=[("indexer", "azure", "partOfProduct")],
        sides=[("a", grammar.AWARDED_BY, "ice"), ("a", grammar.NAMES, "azure", 2)],
    )

    assert routes(network, "ice", "indexer") == []
    assert routes(network, "ice", "azure") == [["ice", "azure"]]


def test_money_reaches_an_award_only_over_the_account_that_its_record_names(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={
            "law": "statute",
            "sum": "appropriation",
            "ice": "agency",
            "seller": "vendor",
            "tas": "tas",
            "acc": "account",
        },
        edges=[
            ("law", "sum", "authorizes"),
            ("sum", "ice", "appropriatedTo"),
            ("tas", "acc", "ofAccount"),
            ("acc", "ice", "managedBy"),
        ],
        sides=[
            ("a", grammar.AWARDED_BY, "ice"),
            ("a", grammar.PAID_TO, "seller"),
            ("a", grammar.FUNDED_BY, "tas"),
        ],
    )

    assert routes(network, "law", "seller") == []
    assert routes(network, "law", "ice") == [["law", "sum", "ice"]]
    assert routes(network, "acc", "seller") == [["acc", "tas", "seller"]]


def test_an_award_as_an_end_stands_for_itself_alone(tmp_path: Path) -> None:
    network = supply(tmp_path)
    told = testimony.Testimony(network)

    found = ask_paths(network, told, ("A2", "id:microsoft"), merged_options(None, {}))

    assert [[hop.target_label for hop in path.hops] for path in found.paths] == [["azure", "microsoft"]]
    assert found.paths[0].hops[0].awards == 1


def test_max_hops_cuts_longer_paths(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "microsoft", max_hops=2) == []
    assert len(routes(network, "ice", "microsoft", max_hops=3)) == 1


def test_the_false_path_over_a_reseller_is_found_only_when_asked_and_says_so(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "cisco") == []
    (path,) = legs(network, "ice", "cisco", through_companies=True)
    assert [network.locals[leg.target] for leg in path] == ["dell", "switch", "cisco"]
    assert [leg.joined for leg in path] == [False, True, False]


@pytest.mark.parametrize(("ends"), [("ice", "cisco"), ("cisco", "ice")], ids=["down", "up"])
def test_the_joined_hop_is_the_one_after_the_company_whichever_end_is_first(
    ends: tuple[str, str], tmp_path: Path
) -> None:
    network = supply(tmp_path)

    (path,) = legs(network, *ends, through_companies=True)

    assert [network.locals[leg.source] for leg in path if leg.joined] == ["dell"]


def test_a_join_that_one_award_carries_is_the_coherent_path_and_no_other(tmp_path: Path) -> None:
    found = legs(supply(tmp_path), "ice", "azure", through_companies=True)

    assert [any(leg.joined for leg in path) for path in found] == [False]


def test_a_product_does_not_join_two_awards_that_name_it_even_through_companies(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "cbp": "agency", "azure": "product"},
        sides=[
            ("a", grammar.AWARDED_BY, "ice"),
            ("a", grammar.NAMES, "azure", 2),
            ("b", grammar.AWARDED_BY, "cbp"),
            ("b", grammar.NAMES, "azure", 2),
        ],
    )

    assert legs(network, "ice", "cbp", through_companies=True) == []


def test_a_directed_path_goes_from_payer_to_maker_and_not_back(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert routes(network, "ice", "microsoft", directed=True) == [["ice", "reseller", "azure", "microsoft"]]
    assert routes(network, "microsoft", "ice", directed=True) == []


def test_only_chosen_relations_are_used_by_their_shown_or_stored_names(tmp_path: Path) -> None:
    network = supply(tmp_path)
    shown = ("awarded", "awardNames", "madeBy")
    stored = ("awardingAgency", "recipient", "vg:names", "madeBy")

    assert len(routes(network, "ice", "microsoft", relations=shown)) == 1
    assert len(routes(network, "ice", "microsoft", relations=stored)) == 1
    assert routes(network, "ice", "microsoft", relations=("awarded", "madeBy")) == []
    assert routes(network, "ice", "microsoft", relations=("awarded", "awardNames")) == []


def test_a_kind_takes_the_place_of_an_end(tmp_path: Path) -> None:
    network = supply(tmp_path)
    told = testimony.Testimony(network)

    to_products = ask_paths(network, told, ("id:ice", None), merged_options(None, {"to_type": "product"}))
    from_agencies = ask_paths(network, told, (None, "id:cisco"), merged_options(None, {"from_type": "agency"}))

    assert to_products.target == {"id": None, "label": "any product", "kind": "product"}
    assert [path.hops[-1].target_label for path in to_products.paths] == ["azure"]
    assert sorted(path.hops[0].source_label for path in from_agencies.paths) == ["cbp", "dhs"]


def test_the_clock_cuts_a_search_and_it_says_so(tmp_path: Path) -> None:
    nodes = {"ice": "agency", **{f"v{at}": "vendor" for at in range(400)}}
    sides = [side for at in range(400) for side in ((f"a{at}", 0, "ice"), (f"a{at}", grammar.PAID_TO, f"v{at}"))]
    network = make_network(tmp_path, nodes=nodes, sides=sides)
    sieve, asked = prepare(
        network, testimony.Testimony(network), ("id:ice", None), merged_options(None, {"to_type": "vendor"})
    )

    found = find_routes(sieve, asked.starts, asked.ends, asked.bounds, Deadline(1e-9))

    assert not found.complete
    assert len(found.routes) < 400


def test_a_search_is_cut_at_its_bound_with_the_shortest_kept(tmp_path: Path) -> None:
    network = supply(tmp_path)
    sieve, asked = prepare(
        network, testimony.Testimony(network), ("id:ice", None), merged_options(None, {"to_type": "vendor"})
    )

    found = find_routes(sieve, asked.starts, asked.ends, asked.bounds._replace(limit=2), Deadline(None))

    assert not found.complete
    assert [len(route) for route in found.routes] == [1, 1]

"""Hops shown for a turn at awards."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.network import grammar
from graph.network.crossing import flows, stands_between
from graph.network.reading import Network

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, legs, make_network, supply


def shown(network: Network, start: str, end: str) -> list[list[tuple[str, str, str | None]]]:
    return [
        [
            (
                network.locals[leg.source],
                network.locals[leg.target],
                None if leg.vehicle is None else network.locals[leg.vehicle],
            )
            for leg in path
        ]
        for path in legs(network, start, end)
    ]


def test_the_reseller_stands_between_agency_and_product_under_its_vehicle(tmp_path: Path) -> None:
    assert shown(supply(tmp_path), "ice", "microsoft") == [
        [("ice", "reseller", "bpa"), ("reseller", "azure", None), ("azure", "microsoft", None)]
    ]


def test_walked_from_the_maker_the_same_hops_come_in_reverse(tmp_path: Path) -> None:
    assert shown(supply(tmp_path), "microsoft", "ice") == [
        [("microsoft", "azure", None), ("azure", "reseller", None), ("reseller", "ice", "bpa")]
    ]


def test_money_paid_straight_to_the_end_is_one_hop_whatever_the_vehicle(tmp_path: Path) -> None:
    sides = [*SUPPLY_SIDES, ("a9", grammar.AWARDED_BY, "ice"), ("a9", grammar.PAID_TO, "reseller")]
    network = make_network(tmp_path, nodes=SUPPLY_NODES, edges=SUPPLY_EDGES, sides=sides)

    assert shown(network, "ice", "reseller") == [[("ice", "reseller", None)]]


def test_a_subcontractor_is_reached_over_the_prime(tmp_path: Path) -> None:
    sides = [
        ("a", grammar.FUNDED_BY, "tas"),
        ("a", grammar.PAID_TO, "prime"),
        ("a", grammar.SUBAWARD_TO, "sub"),
    ]
    network = make_network(tmp_path, nodes={"tas": "tas", "prime": "vendor", "sub": "vendor"}, sides=sides)

    assert shown(network, "tas", "sub") == [[("tas", "prime", None), ("prime", "sub", None)]]


def test_a_maker_that_is_itself_the_recipient_is_not_visited_twice(tmp_path: Path) -> None:
    sides = [("a", grammar.AWARDED_BY, "ice"), ("a", grammar.PAID_TO, "microsoft"), ("a", grammar.NAMES, "azure", 2)]
    nodes = {"ice": "agency", "microsoft": "vendor", "azure": "product"}
    network = make_network(tmp_path, nodes=nodes, edges=[("azure", "microsoft", "madeBy")], sides=sides)

    assert shown(network, "ice", "microsoft") == [[("ice", "microsoft", None)]]


def test_an_award_can_be_an_end(tmp_path: Path) -> None:
    assert shown(supply(tmp_path), "a1", "microsoft") == [[("a1", "azure", None), ("azure", "microsoft", None)]]


@pytest.mark.parametrize(
    ("near", "far", "between", "along"),
    [
        pytest.param(grammar.AWARDED_BY, grammar.NAMES, True, True, id="agency-to-product"),
        pytest.param(grammar.NAMES, grammar.FUNDED_BY, True, False, id="product-to-account"),
        pytest.param(grammar.AWARDED_BY, grammar.PAID_TO, False, True, id="agency-to-recipient"),
        pytest.param(grammar.NAMES, grammar.NAMES, False, True, id="two-names"),
        pytest.param(grammar.THE_AWARD, grammar.NAMES, False, True, id="award-to-product"),
        pytest.param(grammar.THE_AWARD, grammar.AWARDED_BY, False, False, id="award-to-agency"),
    ],
)
def test_a_recipient_stands_between_payer_and_goods_and_money_flows_one_way(
    near: int, far: int, between: bool, along: bool
) -> None:
    assert (stands_between(near, far), flows(near, far)) == (between, along)

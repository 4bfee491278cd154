"""Agencies side by side, and fiscal years."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import NothingFound, UsageProblem, ValueRejected
from graph.knowledge import KnowledgeGraph, open_graph
from graph.network.comparison import Comparison, ComparisonAsked, compare_agencies, compare_years
from graph.network.lookup import resolve
from graph.network.reading import Network

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, make_network, supply


def agencies(network: Network, a: str = "ice", b: str = "cbp", **more: Any) -> Comparison:
    return compare_agencies(network, resolve(network, a), resolve(network, b), ComparisonAsked(**more))


def rows(found: Comparison) -> list[tuple[Any, ...]]:
    return [(row.kind, row.label, row.only, row.a, row.b, row.share_a, row.share_b) for row in found.rows]


def test_two_agencies_are_compared_by_vendors_products_and_shares(tmp_path: Path) -> None:
    found = agencies(supply(tmp_path))

    assert rows(found) == [
        ("vendor", "dell", "", (1, Decimal("10.5")), (1, Decimal("10.5")), Decimal("0.333333"), Decimal(1)),
        ("vendor", "reseller", "a", (2, Decimal(21)), (0, Decimal(0)), Decimal("0.666667"), Decimal(0)),
        ("product", "azure", "a", (2, None), (0, None), None, None),
        ("product", "switch", "b", (0, None), (1, None), None, None),
    ]
    shape = found.to_json()
    assert shape["common"] == {"vendors": 1, "products": 0}
    assert shape["a"] == {
        "label": "ice",
        "vendors": 2,
        "products": 1,
        "obligation": "31.50",
        "share_of_common_vendors": 0.333333,
    }


def test_records_alone_have_no_products(tmp_path: Path) -> None:
    assert {row.kind for row in agencies(supply(tmp_path), view="records").rows} == {"vendor"}


def test_there_are_no_shares_of_what_is_not_positive(tmp_path: Path) -> None:
    network = make_network(tmp_path, nodes=SUPPLY_NODES, edges=SUPPLY_EDGES, sides=SUPPLY_SIDES, nets={"a4": "-2"})

    found = agencies(network)

    assert {row.share_b for row in found.rows} == {None}
    assert found.to_json()["b"]["share_of_common_vendors"] is None  # type: ignore[index]


def test_the_top_is_counted_per_kind(tmp_path: Path) -> None:
    found = agencies(supply(tmp_path), top=1)

    assert ([row.label for row in found.rows], found.total) == (["dell", "azure"], 4)


@pytest.mark.parametrize(
    ("a", "b", "more", "error", "said"),
    [
        pytest.param("ice", "ice", {}, UsageProblem, "Both sides are ice", id="same"),
        pytest.param("ice", "dell", {}, UsageProblem, "dell is of kind vendor: only agencies", id="vendor"),
        pytest.param("ice", "dhs", {}, NothingFound, "dhs has no award in the view", id="no-award"),
        pytest.param("ice", "cbp", {"top": 0}, UsageProblem, "--top 0", id="top"),
    ],
)
def test_sides_that_cannot_be_compared_are_refused(
    tmp_path: Path, a: str, b: str, more: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        agencies(supply(tmp_path), a, b, **more)


def actions(*rows: tuple[str, str, str, str]) -> ox.Store:
    """Return a store of actions: award, recipient or nothing, amount, day."""
    store = ox.Store()
    for number, (award, recipient, amount, day) in enumerate(rows):
        action = ox.NamedNode(f"{terms.ID}action-{number}")
        store.add(ox.Quad(action, ox.NamedNode(terms.VG + "ofAward"), ox.NamedNode(terms.ID + award)))
        store.add(ox.Quad(action, ox.NamedNode(terms.VG + "obligation"), ox.Literal(amount)))
        store.add(ox.Quad(action, ox.NamedNode(terms.VG + "date"), ox.Literal(day)))
        if recipient:
            store.add(ox.Quad(action, ox.NamedNode(terms.VG + "actionRecipient"), ox.NamedNode(terms.ID + recipient)))
    return store


def years(network: Network, store: ox.Store, *both: int) -> Comparison:
    return compare_years(network, store, resolve(network, "ice"), (both[0], both[1]), ComparisonAsked(top=9))


def test_two_years_are_compared_by_the_days_of_their_actions(tmp_path: Path) -> None:
    store = actions(
        ("a1", "reseller", "1.25", "2023-10-01"),
        ("a1", "reseller", "2", "2024-09-30"),
        ("a1", "", "5", "2024-10-01"),
        ("a2", "reseller", "-1", "2024-01-01"),
        ("a3", "dell", "7", "2025-09-30"),
        ("a4", "dell", "1000", "2024-01-01"),  # of CBP
        ("a3", "dell", "1000", "2025-10-01"),  # a year later
    )

    found = years(supply(tmp_path), store, 2024, 2025)

    assert rows(found) == [
        ("vendor", "reseller", "", (2, Decimal("2.25")), (1, Decimal(5)), Decimal(1), Decimal("0.416667")),
        ("vendor", "dell", "b", (0, Decimal(0)), (1, Decimal(7)), Decimal(0), Decimal("0.583333")),
        ("product", "azure", "", (2, None), (1, None), None, None),
    ]


@pytest.mark.parametrize(
    ("both", "error", "said"),
    [
        pytest.param((2024, 2024), UsageProblem, "Both years are 2024", id="same"),
        pytest.param((2024, 2019), NothingFound, "no loaded action of ice in fiscal year 2019", id="empty"),
        pytest.param((2024, 1900), ValueRejected, "Fiscal year 1900", id="no-such-year"),
    ],
)
def test_years_that_cannot_be_compared_are_refused(
    tmp_path: Path, both: tuple[int, int], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        years(supply(tmp_path), actions(("a1", "reseller", "1", "2024-01-01")), *both)


@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def test_a_year_of_the_shipped_graph_sums_to_its_records(shipped: KnowledgeGraph) -> None:
    found = shipped.compare("ICE", years=(2024, 2025), top=1)

    sums = """SELECT (SUM(?net) AS ?total) WHERE {
      ?action vg:ofAward/vg:awardingAgency id:subagency-7012 ; vg:obligation ?net ; vg:date ?day .
      FILTER(?day >= "2023-10-01"^^xsd:date && ?day <= "2024-09-30"^^xsd:date) }"""
    with shipped.query(sums) as result:
        (row,) = result.table()
    assert found.a.net == Decimal(str(row[0]))


def test_agencies_of_the_shipped_graph_have_the_obligations_of_the_ranking(shipped: KnowledgeGraph) -> None:
    ranked = shipped.centrality(measure="obligation", projection="payments", kind="agency", resamples=0).rows

    found = shipped.compare("ICE", "CBP", top=1)

    by_label = {row.label: row.score for row in ranked}
    assert found.a.net == by_label[found.a.label]
    assert found.b.net == by_label[found.b.label]


@pytest.mark.parametrize(
    ("b", "both"), [pytest.param("CBP", (2024, 2025), id="both"), pytest.param(None, None, id="neither")]
)
def test_a_comparison_has_two_sides(shipped: KnowledgeGraph, b: str | None, both: tuple[int, int] | None) -> None:
    with pytest.raises(UsageProblem, match="has two sides"):
        shipped.compare("ICE", b, years=both)

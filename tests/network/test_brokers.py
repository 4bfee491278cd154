"""Brokers, cut points, cuts, and what is gone without something."""

from __future__ import annotations

from decimal import Decimal
from itertools import combinations
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import NothingFound, TimedOut, UsageProblem
from graph.network import grammar
from graph.network.brokers import BrokersAsked, find_brokers
from graph.network.cutpoints import cut_points, smallest_cut
from graph.network.lookup import resolve
from graph.network.reading import INFERRED, REPORTED, Network
from graph.network.removal import RemovalAsked, think_away

from .small import make_network, supply
from .test_measures import NO_END, AfterSomeLooks, compact, graphs


@settings(max_examples=200, deadline=None)
@given(graph=graphs())
def test_cut_points_and_bridges_are_those_of_networkx(graph: nx.DiGraph[int]) -> None:
    simple = graph.to_undirected()
    arrays = compact(simple)

    points, bridges = cut_points(arrays, NO_END)

    assert set(np.flatnonzero(points).tolist()) == set(nx.articulation_points(simple))
    found: Any = nx.bridges(simple)
    lines = {(int(arrays.left[at]), int(arrays.right[at])) for at in np.flatnonzero(bridges)}
    assert lines == {(min(a, b), max(a, b)) for a, b in found}


def test_cut_points_give_up_in_time() -> None:
    with pytest.raises(TimedOut):
        cut_points(compact(nx.path_graph(3)), AfterSomeLooks(0))


def brute_force(graph: nx.DiGraph[int], end: int, removable: set[int]) -> list[set[int]]:
    """Return all smallest sets that part 0 from ``end``; none where no set does."""
    for size in range(len(removable) + 1):
        found = [
            set(one)
            for one in combinations(sorted(removable), size)
            if not nx.has_path(graph.subgraph(set(graph) - set(one)), 0, end)
        ]
        if found:
            return found
    return []


@settings(max_examples=2000, deadline=None)
@given(data=st.data())
def test_smallest_cuts_equal_brute_force(data: st.DataObject) -> None:
    size = data.draw(st.integers(2, 7))
    pairs = st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)).filter(lambda pair: pair[0] != pair[1])
    arrows = data.draw(st.lists(pairs, max_size=25))
    removable = data.draw(st.sets(st.integers(1, size - 1), max_size=size)) - {size - 1}
    graph: nx.DiGraph[int] = nx.DiGraph(arrows)
    graph.add_nodes_from(range(size))

    cut = smallest_cut(arrows, 0, size - 1, removable, NO_END)

    expected = brute_force(graph, size - 1, removable)
    assert (cut is None) == (not expected)
    assert cut is None or set(cut) in expected


TWO_WAYS = {
    "ice": "agency",
    "cbp": "agency",
    "fcn": "vendor",
    "blue": "vendor",
    "solo": "vendor",
    "bpa": "vehicle",
    "azure": "product",
    "phone": "product",
    "microsoft": "vendor",
    "cellebrite": "vendor",
}


def two_ways(folder: Path, **more: Any) -> Network:
    """ICE reaches Azure over FCN and over Blue, both under one vehicle, and a phone over Solo alone."""
    awards = {
        "a1": ("ice", "fcn", "bpa", "azure"),
        "a2": ("ice", "fcn", "bpa", "azure"),
        "a3": ("ice", "blue", "bpa", "azure"),
        "a4": ("ice", "solo", None, "phone"),
        "a5": ("cbp", "fcn", None, None),
    }
    sides: list[tuple[str | int, ...]] = []
    for award, (agency, vendor, vehicle, product) in awards.items():
        sides += [(award, grammar.AWARDED_BY, agency), (award, grammar.PAID_TO, vendor)]
        sides += [(award, grammar.UNDER_VEHICLE, vehicle)] if vehicle else []
        sides += [(award, grammar.NAMES, product, INFERRED)] if product else []
    edges = [("azure", "microsoft", "madeBy"), ("phone", "cellebrite", "madeBy"), *more.pop("edges", ())]
    return make_network(folder, nodes=TWO_WAYS, edges=edges, sides=sides + more.pop("sides", []), **more)


def test_brokers_are_ranked_by_the_routes_lost_without_them(tmp_path: Path) -> None:
    network = two_ways(tmp_path)

    answer = find_brokers(network, BrokersAsked(resolve(network, "ice")))

    assert answer.routes == 4
    rows = [(row.rank, row.label, row.routes, row.share, row.makers_lost, row.products_lost) for row in answer.rows]
    assert rows == [
        (1, "bpa", 3, 0.75, 1, 1),
        (2, "fcn", 2, 0.5, 0, 0),
        (3, "solo", 1, 0.25, 1, 1),
        (3, "blue", 1, 0.25, 0, 0),
    ]
    solo = answer.rows[2]
    assert solo.articulation
    assert solo.bridges == 2  # to ICE and to the phone
    assert solo.constraint == pytest.approx(0.5)


def test_brokers_without_an_agency_count_pairs_of_agency_and_maker(tmp_path: Path) -> None:
    answer = find_brokers(two_ways(tmp_path), BrokersAsked(top=1))

    assert "any agency" in answer.meaning
    assert (answer.total, len(answer.rows)) == (4, 1)


def test_records_alone_name_no_product_and_so_no_broker(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="in the view 'records'"):
        find_brokers(two_ways(tmp_path), BrokersAsked(view="records"))
    with pytest.raises(UsageProblem, match="--top 0"):
        BrokersAsked(top=0)


def loss(network: Network, *removed: str, **scope: Any) -> dict[str, tuple[Any, ...]]:
    nodes = tuple(resolve(network, one) for one in removed)
    return {one.what: one[1:] for one in think_away(network, RemovalAsked(nodes, **scope)).losses}


def test_without_a_vendor_its_awards_are_gone_for_certain_and_its_routes_as_far_as_names_are_right(
    tmp_path: Path,
) -> None:
    assert loss(two_ways(tmp_path), "solo") == {
        "awards": (1, 1, ()),
        "obligation": (Decimal("10.5"), Decimal("10.5"), ()),
        "routes": (0, 1, ()),
        "vendors lost": (0, 0, ()),
        "products lost": (0, 1, ("phone",)),
        "makers lost": (0, 1, ("cellebrite",)),
    }


def test_without_a_vehicle_a_vendor_that_has_nothing_else_is_lost(tmp_path: Path) -> None:
    found = loss(two_ways(tmp_path), "bpa")

    assert found["awards"][:2] == (3, 3)
    assert found["vendors lost"] == (1, 1, ("blue",))


def test_what_only_a_rule_ties_to_a_maker_counts_at_most(tmp_path: Path) -> None:
    network = two_ways(tmp_path, nets={"a1": "4", "a2": "-3", "a3": "0.5", "a4": "9", "a5": "1"})

    found = loss(network, "microsoft")

    assert found["awards"] == (0, 3, ())
    assert found["obligation"] == (Decimal(0), Decimal("4.5"), ())
    assert found["routes"] == (0, 3, ())
    assert found["products lost"] == (0, 1, ("azure",))


def test_two_things_can_be_thought_away_at_once(tmp_path: Path) -> None:
    assert loss(two_ways(tmp_path), "fcn", "blue")["products lost"] == (0, 1, ("azure",))


def test_of_a_novated_award_only_the_own_actions_of_a_holder_are_gone(tmp_path: Path) -> None:
    def shares(con: duckdb.DuckDBPyConnection) -> None:
        con.execute("insert into feed_share values ('a5', 'fcn', 7, '2024-01-02', '2024-01-03')")
        con.execute("insert into feed_share values ('a5', 'solo', 3.5, '2024-02-02', '2024-03-04')")

    network = two_ways(tmp_path, sides=[("a5", grammar.PAID_TO, "solo")], fill=shares)

    assert loss(network, "solo")["obligation"][:2] == (Decimal("14"), Decimal("14"))


def ends(network: Network, source: str, target: str, **more: Any) -> Any:
    asked = RemovalAsked(source=resolve(network, source), target=resolve(network, target), **more)
    return think_away(network, asked).cut


def test_the_smallest_cut_is_the_vehicle_that_both_resellers_sell_under(tmp_path: Path) -> None:
    cut = ends(two_ways(tmp_path), "ice", "microsoft")

    assert [(node["label"], node["routes"]) for node in cut.nodes] == [("bpa", 3)]
    assert (cut.routes, cut.left, cut.direct) == (3, 3, 0)
    assert cut.answer == "Without this one no route over others joins ice and microsoft: bpa (vehicle, 3 routes)."


def test_a_cut_after_a_removal_parts_what_is_left(tmp_path: Path) -> None:
    network = two_ways(tmp_path)

    cut = ends(network, "ice", "azure", removed=(resolve(network, "fcn"),))

    assert (cut.routes, cut.left, len(cut.nodes)) == (3, 1, 1)
    both = tuple(resolve(network, name) for name in ("fcn", "blue"))
    assert ends(network, "ice", "azure", removed=both).answer == "Nothing joins ice and azure any more."


def test_a_cut_is_given_up_in_time() -> None:
    with pytest.raises(TimedOut, match="smallest cut"):
        smallest_cut({(0, 1), (1, 2)}, 0, 2, {1}, AfterSomeLooks(0))


def test_what_the_agency_buys_from_the_maker_itself_is_direct(tmp_path: Path) -> None:
    extra = [("a6", grammar.AWARDED_BY, "ice"), ("a6", grammar.PAID_TO, "microsoft")]

    cut = ends(two_ways(tmp_path, sides=extra), "ice", "microsoft")

    assert (cut.routes, cut.direct) == (4, 1)
    assert cut.answer.endswith("Besides there is 1 route with nobody between, which nothing parts.")
    assert [node["label"] for node in cut.nodes] == ["bpa"]


def test_a_report_of_use_is_direct_and_cut_by_nobody(tmp_path: Path) -> None:
    network = two_ways(tmp_path, edges=[("cbp", "phone", "uses", REPORTED)])

    cut = ends(network, "cbp", "phone")

    assert (cut.routes, cut.direct, cut.nodes) == (0, 1, ())
    assert cut.answer == "Nobody stands between cbp and phone: 1 route that nothing parts."


@pytest.mark.parametrize(
    ("source", "target", "error", "said"),
    [
        pytest.param("fcn", "azure", UsageProblem, "start at an agency", id="no-agency"),
        pytest.param("ice", "cbp", UsageProblem, "end at products", id="no-product"),
        pytest.param("cbp", "azure", NothingFound, "No award of cbp leads to azure", id="no-route"),
    ],
)
def test_ends_that_no_route_has_are_refused(
    tmp_path: Path, source: str, target: str, error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        ends(two_ways(tmp_path), source, target)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({}, "Nothing is asked", id="nothing"),
        pytest.param({"source": 1}, "Only one end", id="one-end"),
        pytest.param({"source": 1, "target": 1}, "are the same thing", id="same"),
        pytest.param({"source": 1, "target": 2, "removed": (2,)}, "itself to be removed", id="end-removed"),
    ],
)
def test_questions_about_nothing_are_refused(asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        RemovalAsked(**asked)


def test_what_is_on_no_award_cannot_be_missed(tmp_path: Path) -> None:
    network = supply(tmp_path)

    with pytest.raises(NothingFound, match="No award in the view 'inferred' touches dhs"):
        think_away(network, RemovalAsked((resolve(network, "dhs"),)))

"""Projections: nodes, lines, weights, views, days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import NothingFound, UsageProblem
from graph.network import grammar, projections
from graph.network.projections import PROJECTIONS, Projection, Skeleton
from graph.network.reading import INFERRED, RECORDED, REPORTED, Network
from graph.network.scopes import Scope

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, make_network, supply


def project(network: Network, name: str, *, view: str = "inferred", weight: str = "count") -> Projection:
    return Skeleton(network, name, Scope(view)).counted(weight=weight)


def lines(network: Network, projection: Projection) -> dict[tuple[str, str], int | Decimal]:
    """Return weight by the two ends, from giver to getter."""
    return {
        (network.locals[a], network.locals[b]): data["weight"] for a, b, data in projection.arrows().edges(data=True)
    }


def test_payments_join_agencies_and_the_vendors_they_paid(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert lines(network, project(network, "payments")) == {
        ("ice", "reseller"): 2,
        ("ice", "dell"): 1,
        ("cbp", "dell"): 1,
    }


def test_supply_goes_from_agency_over_vendor_and_product_to_maker(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert lines(network, project(network, "supply")) == {
        ("ice", "reseller"): 2,
        ("ice", "bpa"): 2,
        ("bpa", "reseller"): 2,
        ("reseller", "azure"): 2,
        ("azure", "microsoft"): 2,
        ("ice", "dell"): 1,
        ("cbp", "dell"): 1,
        ("dell", "switch"): 1,
        ("switch", "cisco"): 1,
    }


def test_supply_of_records_alone_has_no_product(tmp_path: Path) -> None:
    network = supply(tmp_path)

    nodes = {network.locals[node] for node in project(network, "supply", view="records").nodes.tolist()}

    assert nodes == {"ice", "cbp", "bpa", "reseller", "dell"}


def test_an_award_without_recipient_joins_agency_and_product(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product", "act": "statute"},
        sides=[
            ("a1", grammar.AWARDED_BY, "ice"),
            ("a1", grammar.NAMES, "azure", INFERRED),
            ("a1", grammar.NAMES, "act", INFERRED),
        ],
    )

    assert lines(network, project(network, "supply")) == {("ice", "azure"): 1}


def test_a_reported_use_is_a_line_of_supply(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product"},
        edges=[("ice", "azure", "uses", REPORTED)],
        sides=[("a1", grammar.AWARDED_BY, "ice")],
    )

    assert lines(network, project(network, "supply", view="stated")) == {("ice", "azure"): 1}
    assert lines(network, project(network, "supply", view="records")) == {}


def test_vendors_are_joined_by_the_agencies_they_share(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"a": "agency", "b": "agency", "v": "vendor", "w": "vendor", "x": "vendor"},
        sides=[
            (f"{agency}{vendor}{copy}", relation, node)
            for agency, vendor, copy in (("a", "v", 1), ("a", "v", 2), ("a", "w", 1), ("b", "v", 1), ("b", "w", 1),
                                         ("b", "x", 1))
            for relation, node in ((grammar.AWARDED_BY, agency), (grammar.PAID_TO, vendor))
        ],
    )  # fmt: skip

    vendors = project(network, "vendors").to_networkx()
    agencies = project(network, "agencies").to_networkx()

    assert {
        frozenset((network.locals[a], network.locals[b])): data["weight"] for a, b, data in vendors.edges(data=True)
    } == {
        frozenset("vw"): 2,
        frozenset("vx"): 1,
        frozenset("wx"): 1,
    }
    assert [data["weight"] for *_, data in agencies.edges(data=True)] == [2]


def test_a_folded_projection_too_large_to_hold_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(projections, "_MOST_LINES", 0)

    with pytest.raises(UsageProblem, match="would have up to 1 lines; the bound is 0"):
        project(supply(tmp_path), "vendors")


def test_ownership_joins_companies_and_what_they_belong_to(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"child": "vendor", "parent": "vendor", "other": "vendor", "ice": "agency"},
        edges=[("child", "parent", "ultimateParent")],
        sides=[("a1", grammar.AWARDED_BY, "ice"), ("a1", grammar.PAID_TO, "other")],
    )

    projection = project(network, "ownership")

    assert lines(network, projection) == {("child", "parent"): 1}
    assert len(projection.nodes) == 2


def test_money_flows_from_statute_to_subaward(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={
            "law": "statute", "grant": "appropriation", "ice": "agency", "070-0540": "account", "tas": "tas",
            "prime": "vendor", "sub": "vendor",
        },
        edges=[
            ("law", "grant", "authorizes"),
            ("grant", "ice", "appropriatedTo"),
            ("tas", "070-0540", "ofAccount"),
            ("070-0540", "ice", "managedBy"),
        ],
        sides=[
            ("a1", grammar.AWARDED_BY, "ice"),
            ("a1", grammar.PAID_TO, "prime"),
            ("a1", grammar.FUNDED_BY, "tas"),
            ("a1", grammar.SUBAWARD_TO, "sub"),
        ],
    )  # fmt: skip

    assert lines(network, project(network, "money")) == {
        ("law", "grant"): 1,
        ("grant", "ice"): 1,
        ("070-0540", "ice"): 1,
        ("070-0540", "tas"): 1,
        ("tas", "prime"): 1,
        ("ice", "prime"): 1,
        ("prime", "sub"): 1,
    }
    assert lines(network, project(network, "money", weight="obligation")) == {("ice", "prime"): Decimal("10.5")}


def test_obligations_weigh_lines_exactly_and_only_where_they_were_paid(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes=SUPPLY_NODES,
        edges=SUPPLY_EDGES,
        sides=SUPPLY_SIDES,
        nets={"a1": "0.10", "a2": "0.20", "a3": "-5", "a4": "7"},
    )

    assert lines(network, project(network, "supply", weight="obligation")) == {
        ("ice", "reseller"): Decimal("0.3"),
        ("ice", "bpa"): Decimal("0.3"),
        ("bpa", "reseller"): Decimal("0.3"),
        ("cbp", "dell"): Decimal(7),
    }


def test_each_holder_of_a_novated_award_has_its_own_actions(tmp_path: Path) -> None:
    def shares(con: duckdb.DuckDBPyConnection) -> None:
        con.execute(
            """insert into feed_share values ('a1', 'old', 8, '2024-01-02', '2024-01-03'),
            ('a1', 'new', 2.5, '2024-02-01', '2024-03-04')"""
        )

    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "old": "vendor", "new": "vendor", "shell": "vendor"},
        sides=[("a1", grammar.AWARDED_BY, "ice")]
        + [("a1", grammar.PAID_TO, vendor) for vendor in ("old", "new", "shell")],
        fill=shares,
    )

    projection = project(network, "payments", weight="obligation")

    assert lines(network, projection) == {("ice", "old"): Decimal(8), ("ice", "new"): Decimal("2.5")}
    shown = projection.to_networkx()
    assert {network.locals[node]: data["obligation"] for node, data in shown.nodes(data=True)} == {
        "ice": Decimal("10.5"),
        "old": Decimal(8),
        "new": Decimal("2.5"),
        "shell": Decimal(0),
    }


def test_without_weights_every_line_is_one(tmp_path: Path) -> None:
    network = supply(tmp_path)

    assert set(lines(network, project(network, "payments", weight="none")).values()) == {1}


def test_resampled_awards_change_counts_and_drop_lines(tmp_path: Path) -> None:
    network = supply(tmp_path)
    times = np.array([0, 3, 1, 0])

    projection = Skeleton(network, "payments", Scope()).counted(times)

    assert lines(network, projection) == {("ice", "reseller"): 3, ("ice", "dell"): 1}
    assert len(projection.nodes) == 4


def dated(tmp_path: Path) -> Network:
    network = supply(tmp_path)
    assert network.dates(0) == (date(2024, 1, 2), date(2024, 3, 4))
    return network


@pytest.mark.parametrize("day", [date(2024, 1, 2), date(2024, 2, 1), date(2024, 3, 4)])
def test_a_day_within_the_actions_lets_an_award_in(tmp_path: Path, day: date) -> None:
    network = dated(tmp_path)

    assert Skeleton(network, "payments", Scope("inferred", day)).counted().graph.lines == 3


def test_a_day_outside_all_actions_says_from_when_to_when_they_go(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match=r"No award was running on 2023-05-01\. .*2024-01-02 to 2024-03-04"):
        Skeleton(dated(tmp_path), "payments", Scope("inferred", date(2023, 5, 1)))


def test_no_award_at_all_has_no_dates(tmp_path: Path) -> None:
    network = make_network(tmp_path, nodes={"v": "vendor"})

    with pytest.raises(NothingFound, match="have no dates"):
        Skeleton(network, "payments", Scope("inferred", date(2023, 5, 1)))


@pytest.mark.parametrize("name", PROJECTIONS)
def test_an_empty_network_projects_to_nothing(tmp_path: Path, name: str) -> None:
    projection = Skeleton(make_network(tmp_path, nodes={"v": "vendor"}), name, Scope()).counted()

    assert (len(projection.nodes), projection.graph.lines) == (0, 0)


@pytest.mark.parametrize(
    ("name", "view", "weight", "said"),
    [
        pytest.param("all", "inferred", "count", "Unknown projection 'all'.*supply", id="projection"),
        pytest.param("supply", "mine", "count", "Unknown view 'mine'.*records", id="view"),
        pytest.param("supply", "inferred", "gold", "Unknown weight 'gold'.*count", id="weight"),
        pytest.param("vendors", "inferred", "obligation", "No obligation is on a line", id="no-money-there"),
    ],
)
def test_wrong_names_are_refused_with_the_right_ones(
    tmp_path: Path, name: str, view: str, weight: str, said: str
) -> None:
    with pytest.raises(UsageProblem, match=said):
        project(supply(tmp_path), name, view=view, weight=weight)


_VENDORS = ("v1", "v2", "v3")
_AGENCIES = ("a1", "a2")
_PRODUCTS = ("p1", "p2")


@st.composite
def records(draw: st.DrawFn) -> list[tuple[str, str, str | None]]:
    """Awards: agency, vendor, product named or None."""
    award = st.tuples(st.sampled_from(_AGENCIES), st.sampled_from(_VENDORS), st.sampled_from([*_PRODUCTS, None]))
    return draw(st.lists(award, min_size=1, max_size=12))


@pytest.mark.parametrize("name", ["supply", "payments", "vendors", "agencies"])
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(awards=records())
def test_a_view_equals_a_rebuilt_graph(tmp_path: Path, name: str, awards: list[tuple[str, str, str | None]]) -> None:
    nodes = dict.fromkeys(_VENDORS, "vendor") | dict.fromkeys(_AGENCIES, "agency") | dict.fromkeys(_PRODUCTS, "product")
    sides: list[tuple[str | int, ...]] = []
    for number, (agency, vendor, product) in enumerate(awards):
        sides += [(f"w{number}", grammar.AWARDED_BY, agency), (f"w{number}", grammar.PAID_TO, vendor)]
        if product:
            sides.append((f"w{number}", grammar.NAMES, product, INFERRED))
    recorded = [side for side in sides if side[-1] != INFERRED]
    edges = [("p1", "v1", "madeBy", RECORDED), ("v1", "v2", "ultimateParent", RECORDED)]
    whole = make_network(tmp_path, nodes=nodes, edges=edges, sides=sides)
    filtered = project(whole, name, view="records")
    seen = ({whole.locals[node] for node in filtered.nodes.tolist()}, lines(whole, filtered))

    rebuilt = make_network(tmp_path, nodes=nodes, edges=edges, sides=recorded)
    again = project(rebuilt, name)

    assert seen == ({rebuilt.locals[node] for node in again.nodes.tolist()}, lines(rebuilt, again))


@pytest.mark.parametrize("name", ["supply", "payments", "agencies", "ownership", "money"])
def test_projections_of_the_shipped_graph_are_simple_and_weighted(shipped_graph: Path, name: str) -> None:
    from graph.knowledge import open_graph

    projection = Skeleton(open_graph(shipped_graph).network, name, Scope()).counted()

    graph = projection.to_networkx()
    assert nx.number_of_selfloops(graph) == 0
    assert graph.number_of_nodes() == len(projection.nodes) > 2
    assert graph.number_of_edges() == projection.graph.lines > 2
    assert min(data["weight"] for *_, data in graph.edges(data=True)) >= 1

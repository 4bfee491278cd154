"""The network as NetworkX has it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import networkx as nx
import pytest

from graph import terms
from graph.knowledge import open_graph
from graph.network import grammar
from graph.network.multigraph import to_networkx
from graph.network.reading import DENIED, DISPUTED, INFERRED, REPORTED
from graph.network.sayings import claim_key
from graph.network.scopes import Scope

from .small import SUPPLY_EDGES, SUPPLY_NODES, SUPPLY_SIDES, insert, make_network, supply

ID, VG = terms.ID, terms.VG


def test_awards_are_nodes_and_relations_are_keys(tmp_path: Path) -> None:
    graph = to_networkx(supply(tmp_path), Scope())

    assert isinstance(graph, nx.MultiDiGraph)
    assert graph.nodes[ID + "a1"] == {
        "label": "A1",
        "kind": "award",
        "actions": 1,
        "first_date": "2024-01-02",
        "last_date": "2024-03-04",
        "obligation": Decimal("10.5"),
    }
    assert graph.edges[ID + "a1", ID + "reseller", "recipient"] == {
        "relation": VG + "recipient",
        "status": "recorded",
        "basis": "award",
        "first_date": "2024-01-02",
        "last_date": "2024-03-04",
        "obligation": Decimal("10.5"),
    }
    named = graph.edges[ID + "a1", ID + "azure", "names"]
    assert (named["status"], named["basis"]) == ("inferred", "rule")
    assert "obligation" not in named
    assert graph.edges[ID + "azure", ID + "microsoft", "madeBy"]["basis"] == "reference"
    assert graph.number_of_nodes() == len(SUPPLY_NODES) + 4
    assert graph.number_of_edges() == len(SUPPLY_EDGES) + len(SUPPLY_SIDES)


def test_parallel_relations_stay_apart(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "dell": "vendor"},
        sides=[
            ("a1", grammar.AWARDED_BY, "ice"),
            ("a1", grammar.FUNDED_BY_AGENCY, "ice"),
            ("a1", grammar.PAID_TO, "dell"),
        ],
    )

    assert set(to_networkx(network, Scope())[ID + "a1"][ID + "ice"]) == {"awardingAgency", "fundingAgency"}


@pytest.mark.parametrize(
    ("view", "relations"),
    [
        pytest.param("records", {"awardingAgency"}, id="records"),
        pytest.param("stated", {"awardingAgency", "uses"}, id="stated"),
        pytest.param("inferred", {"awardingAgency", "uses", "names"}, id="inferred"),
        pytest.param("all", {"awardingAgency", "uses", "names", "engagesIn"}, id="all"),
    ],
)
def test_a_view_holds_what_its_words_count(tmp_path: Path, view: str, relations: set[str]) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product"},
        edges=[("ice", "azure", "uses", REPORTED), ("ice", "azure", "engagesIn", DENIED)],
        sides=[("a1", grammar.AWARDED_BY, "ice"), ("a1", grammar.NAMES, "azure", INFERRED)],
    )

    graph = to_networkx(network, Scope(view))

    assert {key for *_, key in graph.edges(keys=True)} == relations


def test_claims_and_finds_are_edges_that_name_what_they_rest_on(tmp_path: Path) -> None:
    said = {
        "kind": "claim",
        "stance": "asserts",
        "origins": ["A leak"],
        "first_date": "2024-02-01",
        "last_date": "2024-03-04",
    }

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        for relation, status in (("uses", "reported"), ("engagesIn", "disputed")):
            told = {"status": status, "origins": ["A leak"], "evidence": [said | {"id": f"claim-{relation}"}]}
            insert(con, "feed_saying", [(claim_key(ID + "ice", VG + relation, ID + "azure"), json.dumps(told))])
        insert(con, "feed_detection", [("d1", "a1", "azure", None, 0, 1, "rule", "0.9", "x")])

    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product"},
        edges=[("ice", "azure", "uses", REPORTED), ("ice", "azure", "engagesIn", DISPUTED)],
        sides=[("a1", grammar.AWARDED_BY, "ice"), ("a1", grammar.NAMES, "azure", INFERRED)],
        days={"a1": ("2024-01-02", "2024-03-04")},
        fill=fill,
    )

    graph = to_networkx(network, Scope("all"))

    assert graph.edges[ID + "ice", ID + "azure", "engagesIn"] == {
        "relation": VG + "engagesIn",
        "status": "disputed",
        "basis": "claim",
        "evidence": "claim-engagesIn",
        "origins": "A leak",
    }
    assert graph.edges[ID + "ice", ID + "azure", "uses"]["evidence"] == "claim-uses"
    assert graph.edges[ID + "a1", ID + "azure", "names"]["evidence"] == "d1"
    before = to_networkx(network, Scope("all", date(2024, 1, 5)))
    assert [key for *_, key in before.edges(keys=True)] == ["awardingAgency", "names"]


@pytest.mark.parametrize("status", ["confirmed", "reported"])
def test_a_claim_that_a_record_states_too_is_a_confirmed_edge(tmp_path: Path, status: str) -> None:
    told = {"status": status, "origins": ["A leak"], "evidence": []}

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        insert(con, "feed_saying", [(claim_key(ID + "ice", VG + "uses", ID + "azure"), json.dumps(told))])

    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product", "dell": "vendor"},
        edges=[("ice", "azure", "uses", REPORTED), ("ice", "dell", "uses", REPORTED)],
        fill=fill,
    )

    graph = to_networkx(network, Scope())

    assert graph.edges[ID + "ice", ID + "azure", "uses"]["status"] == status
    assert graph.edges[ID + "ice", ID + "azure", "uses"]["basis"] == "claim"
    assert graph.edges[ID + "ice", ID + "dell", "uses"]["status"] == "reported"


def test_the_shipped_graph_says_confirmed_where_its_paths_do(shipped_graph: Path) -> None:
    graph = open_graph(shipped_graph).to_networkx()

    assert graph.edges[ID + "subagency-7012", ID + "product-azure", "uses"]["status"] == "confirmed"


def test_a_day_keeps_the_awards_that_run_on_it(tmp_path: Path) -> None:
    graph = to_networkx(supply(tmp_path), Scope("inferred", date(2024, 2, 1)))

    assert [data["kind"] for _, data in graph.nodes(data=True)].count("award") == 4


def test_the_shipped_network_has_every_award_and_entity(shipped_graph: Path) -> None:
    from graph.knowledge import open_graph

    knowledge = open_graph(shipped_graph)

    graph = knowledge.to_networkx()

    assert graph.number_of_nodes() == knowledge.network.entities + knowledge.network.awards
    assert graph.graph["snapshot"] == knowledge.snapshot
    assert knowledge.projection("payments").to_networkx().number_of_nodes() > 1000

"""Appropriations in a graph of somebody else, which states them without claims."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import duckdb

from graph.network.lookup import resolve
from graph.network.reading import Network
from graph.network.sayings import announced_key
from graph.spending.announced import Announced
from graph.spending.ends import End, find_end
from graph.spending.missing import upstream_gaps
from tests.network.small import make_network

NODES = {"act": "statute", "idle-act": "statute", "fund": "appropriation", "ice": "agency", "dhs": "agency"}
EDGES = (("act", "fund", "authorizes"), ("fund", "ice", "appropriatedTo"), ("ice", "dhs", "partOf"))


def stated(folder: Path) -> Network:
    def amounts(con: duckdb.DuckDBPyConnection) -> None:
        key = announced_key("https://w3id.org/vendorgraph/id/fund")
        con.execute("insert into feed_saying values (?, ?)", [key, json.dumps("1234.50")])

    return make_network(folder, nodes=NODES, edges=EDGES, fill=amounts)


def ends(network: Network, *names: str) -> tuple[End, ...]:
    return tuple(find_end(network, network.iri(resolve(network, name))) for name in names)


def test_edges_without_claims_are_what_the_graph_records(tmp_path: Path) -> None:
    network = stated(tmp_path)

    flows = Announced(network, ()).flows(ends(network, "act"))

    assert [(flow.source_label, flow.relation, flow.target_label, flow.status) for flow in flows] == [
        ("act", "authorizes", "fund", "recorded"),
        ("fund", "announcedAmount", "", "recorded"),
        ("fund", "appropriatedTo", "ice", "recorded"),
    ]
    assert flows[1].sums[0].amount == Decimal("1234.50")


def test_a_department_is_given_what_its_parts_are_given(tmp_path: Path) -> None:
    network = stated(tmp_path)

    assert len(Announced(network, ()).flows(ends(network, "dhs"))) == 3
    assert Announced(network, ()).flows(ends(network, "idle-act", "dhs")) == []


def test_an_appropriation_that_goes_nowhere_is_a_gap(tmp_path: Path) -> None:
    network = make_network(tmp_path, nodes=NODES, edges=EDGES[:1])
    found = ends(network, "act")

    gaps = upstream_gaps(found, Announced(network, ()).flows(found), 0)

    assert [gap.what for gap in gaps] == [
        "Nothing loaded says how much fund is.",
        "Nothing loaded says to whom fund goes.",
        "No loaded record says to which account fund went, nor which award it paid: the trail breaks off here, and "
        "what follows is not tied to it. What would close it: a Treasury warrant or an OMB apportionment (SF 132) "
        "that cites the law and names the Treasury account, and award-level account data (File C of USAspending.gov) "
        "in which awards name that account.",
    ]

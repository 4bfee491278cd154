"""The shipped years: what is known of them without this program."""

from __future__ import annotations

import csv
import gzip
from decimal import Decimal
from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph, open_graph
from graph.resources import data_folder
from graph.store.embedded import EmbeddedStore
from graph.supply.question import Question


@pytest.fixture(scope="module")
def shipped(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


@pytest.fixture(scope="module")
def actions() -> list[dict[str, str]]:
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for file in sorted((data_folder() / "records").glob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            found |= {tuple(row.values()): row for row in csv.DictReader(stream)}
    return list(found.values())


def under(actions: list[dict[str, str]], vehicle: str) -> list[dict[str, str]]:
    return [row for row in actions if row["Generated Award ID"].split("_")[4] == vehicle]


@pytest.mark.parametrize(
    ("vehicle", "maker"),
    [
        pytest.param("70CTD022A00000002", "Microsoft", id="azure"),
        pytest.param("70CTD022A00000004", "Amazon Web Services", id="aws"),
        pytest.param("70CTD022A00000003", "Google", id="google"),
    ],
)
def test_every_call_under_a_cloud_vehicle_is_tied_to_its_maker_through_four_points(
    vehicle: str, maker: str, shipped: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    calls = under(actions, vehicle)

    (row,) = [
        row
        for row in shipped.behind(Question(agency="ICE", maker=maker), by="vehicle").rows
        if row["vehicle"] == vehicle
    ]

    assert row["awards"] == row["awards_through_others"] == len({one["Generated Award ID"] for one in calls})
    assert row["actions"] == len(calls)
    assert Decimal(str(row["obligation_usd_max"])) == sum(
        (Decimal(one["Federal Action Obligation"]) for one in calls), Decimal(0)
    )
    sellers = {
        one["reseller"] for one in shipped.behind(Question(agency="ICE", maker=maker)).rows if one["vehicle"] == vehicle
    }
    assert sellers == {"FOUR POINTS TECHNOLOGY, L.L.C."}


@pytest.mark.parametrize("vehicle", ["70RTAC21A00000001", "70RTAC24A00000001"])
def test_every_call_under_dells_microsoft_vehicles_is_tied_to_microsoft(
    vehicle: str, shipped: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    calls = {one["Generated Award ID"] for one in under(actions, vehicle)}

    found = shipped.behind_actions(Question(agency="DHS", maker="Microsoft"))

    assert {row["award_key"] for row in found if str(row["award_key"]).split("_")[4] == vehicle} == calls
    assert not any(row["recipient_is_maker"] for row in found if str(row["award_key"]).split("_")[4] == vehicle)


def test_palantir_is_paid_directly(shipped: KnowledgeGraph, actions: list[dict[str, str]]) -> None:
    found = shipped.behind(Question(agency="ICE", maker="Palantir"))

    paid = [
        Decimal(row["Federal Action Obligation"])
        for row in actions
        if "PALANTIR" in row["Recipient Name"] and row["Generated Award ID"].split("_")[3] == "7012"
    ]
    assert found.own_obligations == sum(paid, Decimal(0)) > 0
    assert {row["reseller"] for row in found.rows} == {None}


def test_statutes_are_listed_without_an_owner_and_programs_with_theirs(shipped: KnowledgeGraph) -> None:
    found = shipped.programs(Question(agency="DHS"))

    assert {row["kind"] for row in found} == {"program", "statute"}
    assert {row["owner"] for row in found if row["kind"] == "statute"} == {None}
    assert all(row["owner"] for row in found if row["kind"] == "program")


def test_general_schedules_pass_nothing_on(shipped: KnowledgeGraph) -> None:
    inherited = shipped.behind_actions(Question(agency="DHS", bases=("inherited",)))

    vehicles = {str(row["award_key"]).split("_")[4:6][0] for row in inherited}
    assert vehicles
    assert not [one for one in vehicles if one.startswith(("GS35", "GS07", "47QT", "NNG15S", "HHSN316", "HSHQDC13D"))]


def test_no_recorded_triple_of_the_default_graph_speaks_of_ties(shipped: KnowledgeGraph) -> None:
    store = EmbeddedStore(shipped.store, Path())

    assert store.ask("ASK { GRAPH g:inferred { ?award vg:inheritsProduct ?product ; vg:suppliesProduct ?product } }")
    assert store.ask(
        """ASK { GRAPH g:inferred { ?i a vg:Inheritance ; vg:inheritedBy ?award ; vg:inheritedFrom ?vehicle ;
        vg:basis vg:basis-inherited ; vg:relationKind vg:relation-resale ; vg:amountMin 0.0 } }"""
    )
    assert store.ask("ASK { GRAPH g:inferred { ?d a vg:Detection ; vg:basis vg:basis-subaward } }")
    assert not store.ask("ASK { ?s vg:inheritedBy|vg:inheritsProduct|vg:suppliesProduct|vg:basis ?o }")

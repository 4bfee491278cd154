"""Evidence as the network file keeps it."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import duckdb
import pyoxigraph as ox
import pytest

from graph import terms
from graph.network.reading import Network
from graph.network.sayings import awards_named, claim_key, curated_sources, file_names, sayings
from graph.network.testimony import Testimony as Witness  # pytest takes names in Test for tests

from .small import make_network


def _fill(con: duckdb.DuckDBPyConnection) -> None:
    """Two awards: a1 with three actions of two files, a2 known from a summary only; a vehicle; subawards."""
    con.execute("insert into feed_file values ('source-1', 'one.csv'), ('source-2', 'two.csv')")
    con.execute(
        """insert into feed_action values
        ('a1', 'action-c', '2024-03-04', 'P2', 'source-2', 7, null),
        ('a1', 'action-b', '2024-01-02', '0', 'source-1', 5, 'LAPTOPS FOR ÉCOLE'),
        ('a1', 'action-a', '2024-01-02', 'P1', 'source-1', 6, 'MORE LAPTOPS')"""
    )
    con.execute(
        """insert into feed_own values ('a2', 'source-2', 1, 'SERVERS'), ('bpa', 'source-2', 9, 'LAPTOP AGREEMENT')"""
    )
    con.execute(
        """insert into feed_detection values
        ('detection-2', 'a1', 'laptop', 'action-a', 5, 12, 'rule-x', 0.95, null),
        ('detection-1', 'a1', 'laptop', 'action-b', 0, 7, 'rule-y', 0.9, null),
        ('detection-3', 'a1', 'server', 'action-b', 0, 1, 'rule-y', 0.9, null),
        ('detection-4', 'bpa', 'laptop', null, 0, 6, 'rule-x', 0.5, null)"""
    )
    con.execute(
        """insert into feed_subaward values
        ('subaward-1', 'a1', 'sub', '2024-05-01', 'S1', 10.10, 'source-2', 3, 'CABLES'),
        ('subaward-2', 'a1', 'sub', '2024-05-01', 'S1', 10.10, 'source-2', 4, 'CABLES'),
        ('subaward-3', 'a1', 'sub', null, null, -0.10, 'source-2', 5, null),
        ('subaward-4', 'a1', 'other', '2024-05-01', 'S1', 99, 'source-2', 6, 'CABLES')"""
    )
    con.execute("insert into feed_curated values ('laptop', 'Catalogue')")


@pytest.fixture
def network(tmp_path: Path) -> Network:
    kinds = {"vendor": "vendor", "sub": "vendor", "other": "vendor", "laptop": "product", "server": "product"}
    return make_network(
        tmp_path,
        nodes=kinds | {"bpa": "vehicle"},
        sides=(("a1", 2, "vendor"), ("a2", 2, "vendor"), ("a1", 6, "sub")),
        fill=_fill,
    )


def _node(network: Network, local: str) -> int:
    found = network.node_of(terms.ID + local)
    assert found is not None
    return found


def test_an_award_names_its_rows_by_date_and_the_first_description(network: Network) -> None:
    told = Witness(network).award(0)

    assert told.rows == ("one.csv row 5", "one.csv row 6", "two.csv row 7")
    assert (told.rows_total, told.document, told.quote) == (3, "one.csv", "LAPTOPS FOR ÉCOLE")
    assert (told.amount, told.first_date, told.last_date) == ("10.50", "2024-01-02", "2024-03-04")


def test_an_award_without_actions_rests_on_its_summary(network: Network) -> None:
    told = Witness(network).award(1)

    assert (told.rows, told.rows_total, told.quote) == (("two.csv row 1",), 1, "SERVERS")


def test_detections_give_rule_span_confidence_and_the_row_they_stand_in(network: Network) -> None:
    found = Witness(network).detections(network.entities, _node(network, "laptop"))

    assert [(one.id, one.rule, one.confidence, one.rows, one.first_date) for one in found] == [
        ("detection-1", "rule-y", Decimal("0.9"), ("one.csv row 5",), "2024-01-02"),
        ("detection-2", "rule-x", Decimal("0.95"), ("one.csv row 6",), "2024-01-02"),
    ]


def test_a_vehicle_has_the_detections_of_its_own_text(network: Network) -> None:
    (found,) = Witness(network).detections_of_subject(_node(network, "bpa"))

    assert (found.quote, found.rows, found.first_date) == ("LAPTOP AGREEMENT", ("two.csv row 9",), None)


def test_a_thing_without_detections_has_none(network: Network) -> None:
    assert Witness(network).detections_of_subject(_node(network, "sub")) == []


def test_a_subaward_reported_twice_counts_once_with_both_rows(network: Network) -> None:
    found, total = Witness(network).subawards(0, _node(network, "sub"))

    assert total == Decimal("10.00")
    assert [(one.amount, one.rows) for one in found] == [
        ("-0.10", ("two.csv row 5",)),
        ("10.10", ("two.csv row 3", "two.csv row 4")),
    ]


def test_a_curated_source_is_named_and_its_absence_is_no_error(network: Network) -> None:
    told = Witness(network)

    assert told.curated_source(_node(network, "laptop")) == "Catalogue"
    assert told.curated_source(_node(network, "sub")) == ""


USES = f"<{terms.ID}ice> <{terms.VG}uses> <{terms.ID}azure>"
CLAIMS = f"""
{USES} .
{USES} <{terms.GRAPH_REPORTED}> .
<{terms.ID}bill> <{terms.VG}announcedAmount> "75000000000.5"^^<{terms.XSD}decimal> .
<{terms.ID}bill> <{terms.VG}announcedAmount> "75000000000.5"^^<{terms.XSD}decimal> <{terms.GRAPH_REPORTED}> .
<{terms.ID}azure> <{terms.DCT}source> <{terms.ID}catalogue> .
<{terms.ID}catalogue> <{terms.DCT}title> "Catalogue, by hand" .
<{terms.ID}ice> <{terms.DCT}source> "a book" .
<{terms.ID}source-1> <{terms.VG}fileName> "one.csv" .
<{terms.ID}claim-1> <{terms.TYPE}> <{terms.CLAIM}> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-1> <{terms.STATUS}> <{terms.VG}status-reported> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-1> <{terms.RDF}subject> <{terms.ID}ice> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-1> <{terms.RDF}predicate> <{terms.VG}uses> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-1> <{terms.RDF}object> <{terms.ID}azure> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-2> <{terms.TYPE}> <{terms.CLAIM}> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-2> <{terms.RDF}subject> <{terms.ID}cbp> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-2> <{terms.RDF}predicate> <{terms.VG}uses> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}claim-2> <{terms.RDF}object> <{terms.ID}azure> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-1> <{terms.VG}about> <{terms.ID}claim-1> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-1> <{terms.VG}quote> "it \\u00fcses Azure" <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-1> <{terms.VG}passageStart> "0"^^<{terms.XSD}integer> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-1> <{terms.VG}stance> <{terms.VG}stance-asserts> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-1> <{terms.VG}origin> <{terms.ID}leak> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}leak> <{terms.SKOS}prefLabel> "A leak" <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-2> <{terms.VG}about> <{terms.ID}claim-2> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-3> <{terms.VG}about> <{terms.ID}claim-1> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-3> <{terms.VG}stance> <{terms.VG}stance-records> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-3> <{terms.VG}source> <{terms.ID}award-KEY> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-4> <{terms.VG}about> <{terms.ID}claim-1> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-4> <{terms.VG}stance> <{terms.VG}stance-denies> <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-4> <{terms.VG}quote> "No" <{terms.GRAPH_CLAIMS}> .
<{terms.ID}evidence-4> <{terms.VG}passageStart> "9"^^<{terms.XSD}integer> <{terms.GRAPH_CLAIMS}> .
"""


def test_claims_amounts_and_sources_are_read_from_a_store_once(tmp_path: Path) -> None:
    store = ox.Store()
    store.load(CLAIMS, format=ox.RdfFormat.N_QUADS)

    def fill(con: duckdb.DuckDBPyConnection) -> None:
        con.executemany("insert into feed_saying values (?, ?)", sayings(store))
        con.executemany("insert into feed_curated values (?, ?)", curated_sources(store))

    network = make_network(
        tmp_path,
        nodes={"azure": "product", "ice": "agency", "cbp": "agency"},
        edges=(("ice", "azure", "uses", 1),),
        fill=fill,
    )
    told = Witness(network)

    said = told.claims(terms.ID + "ice", terms.VG + "uses", terms.ID + "azure")
    assert (said.status, said.origins) == ("reported", ("A leak",))
    assert [(one.kind, one.quote, one.stance, one.origins) for one in said.evidence] == [
        ("award", "", "records", ()),
        ("claim", "it üses Azure", "asserts", ("A leak",)),
        ("claim", "No", "denies", ()),
    ]
    assert said.evidence[0].id == "KEY"
    assert told.of_edge(0) == said
    assert told.claims(terms.ID + "cbp", terms.VG + "uses", terms.ID + "azure") == ("", (), (), "")
    assert told.announced(terms.ID + "bill") == Decimal("75000000000.5")
    assert told.announced(terms.ID + "ice") is None
    assert told.curated_source(_node(network, "azure")) == "Catalogue, by hand"
    assert told.curated_source(_node(network, "ice")) == "a book"
    assert file_names(store) == [("source-1", "one.csv")]
    assert awards_named(store) == ["KEY"]


def test_a_loaded_record_is_an_origin_and_one_that_is_not_is_none() -> None:
    store = ox.Store()
    store.load(CLAIMS, format=ox.RdfFormat.N_QUADS)
    key = claim_key(terms.ID + "ice", terms.VG + "uses", terms.ID + "azure")

    loaded = json.loads(dict(sayings(store, lambda iri: iri.endswith("award-KEY")))[key])

    assert loaded["origins"] == ["A leak", "federal award records"]
    assert json.loads(dict(sayings(store))[key])["origins"] == ["A leak"]


def test_days_before_and_after_1970_are_told_apart() -> None:
    from graph.network.reading import NO_DATE, day_of

    assert day_of(-1) == date(1969, 12, 31)
    assert day_of(NO_DATE) is None

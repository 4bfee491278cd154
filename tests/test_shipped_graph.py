"""The bundled graph against the shipped rows, read again with nothing but csv and Decimal."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from graph import open_graph, terms
from graph.claims import read_claims
from graph.knowledge import KnowledgeGraph
from graph.loading import build_demo_graph
from graph.names import normalise
from graph.resources import data_folder
from graph.store.embedded import EmbeddedStore
from graph.store.folder import GraphFolder


def rows_of(pattern: str) -> list[dict[str, str]]:
    """Return the distinct rows of the shipped files that match, as dictionaries."""
    found: dict[tuple[str, ...], dict[str, str]] = {}
    for file in sorted((data_folder() / "records").glob(pattern)):
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            for row in csv.DictReader(stream):
                found.setdefault(tuple(row.values()), row)
    return list(found.values())


@pytest.fixture(scope="module")
def actions() -> list[dict[str, str]]:
    return rows_of("cbp-ice-actions-*.csv.gz")


@pytest.fixture(scope="module")
def knowledge(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def totals(knowledge: KnowledgeGraph, pattern: str) -> dict[str, Decimal]:
    """Return the sums of action obligations by what ``pattern`` binds to ?key."""
    query = f"""SELECT ?key (SUM(?usd) AS ?total)
    WHERE {{ ?action a vg:Action ; vg:obligation ?usd ; {pattern} }} GROUP BY ?key"""
    return {
        row["key"].value: Decimal(row["total"].value) for row in EmbeddedStore(knowledge.store, Path()).select(query)
    }


def expected(actions: list[dict[str, str]], key: str | int) -> dict[str, Decimal]:
    """Return sums by a column, or by a part of the award key."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in actions:
        part = row[key] if isinstance(key, str) else row["Generated Award ID"].split("_")[key]
        sums[part] += Decimal(row["Federal Action Obligation"])
    return dict(sums)


def test_obligations_per_sub_agency_are_those_of_the_rows(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    found = totals(
        knowledge, "vg:ofAward/vg:awardingAgency ?agency . BIND(STRAFTER(STR(?agency), 'subagency-') AS ?key)"
    )

    assert found == expected(actions, 3)


def test_obligations_per_fiscal_year_are_those_of_the_rows(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    found = totals(knowledge, "vg:date ?day . BIND(STR(YEAR(?day) + IF(MONTH(?day) >= 10, 1, 0)) AS ?key)")

    sums: dict[str, Decimal] = defaultdict(Decimal)
    for row in actions:
        year, month = int(row["Action Date"][:4]), int(row["Action Date"][5:7])
        sums[str(year + (month >= 10))] += Decimal(row["Federal Action Obligation"])
    assert found == dict(sums)


def test_obligations_per_vehicle_are_those_of_the_rows(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    found = totals(knowledge, "vg:ofAward/vg:underVehicle/vg:piid ?key")

    sums = expected(actions, 4)
    sums.pop("-NONE-")
    assert found == sums


def test_obligations_per_recipient_are_those_of_the_rows(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    """Per award, since the graph joins spellings of one company; the sums by vendor follow from them."""
    query = "SELECT ?key ?net WHERE { ?award vg:netObligation ?net . BIND(STRAFTER(STR(?award), 'award-') AS ?key) }"
    store = EmbeddedStore(knowledge.store, Path())
    found = {row["key"].value: Decimal(row["net"].value) for row in store.select(query)}

    assert found == expected(actions, "Generated Award ID")


def test_a_vendor_known_by_one_name_has_the_sum_of_its_rows(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    by_name: dict[str, Decimal] = defaultdict(Decimal)
    for row in actions:
        by_name[normalise(row["Recipient Name"])] += Decimal(row["Federal Action Obligation"])
    network = knowledge.network

    for name in ("FOUR POINTS TECHNOLOGY LLC", "PALANTIR TECHNOLOGIES INC", "DELL FEDERAL SYSTEMS LP"):
        node = next(network.name_node[at] for at in range(len(network.names)) if network.names[at] == name)
        paid = {
            award for side, bundle, _ in network.near(node) if side == 2 | 128 for award in network.members_of(bundle)
        }
        nets = [network.amount(award, "netObligation") for award in paid]
        assert sum((net for net in nets if net is not None), Decimal(0)) == by_name[name]


def test_every_recipient_has_the_sum_of_the_rows_in_its_own_name(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    """Awards that were novated included: each holder has the actions of its time, and nothing is counted twice."""
    store = EmbeddedStore(knowledge.store, Path())
    query = """SELECT ?award ?modification ?vendor ?usd WHERE {
      ?action vg:actionRecipient ?vendor ; vg:obligation ?usd ; vg:modification ?modification ; vg:ofAward ?award }"""
    names = {(row["Generated Award ID"], row["Modification"]): normalise(row["Recipient Name"]) for row in actions}
    vendors: dict[str, set[str]] = defaultdict(set)
    found: dict[str, Decimal] = defaultdict(Decimal)
    for row in store.select(query):
        key = row["award"].value.removeprefix(terms.ID + "award-"), row["modification"].value
        vendors[names[key]].add(row["vendor"].value)
        found[row["vendor"].value] += Decimal(row["usd"].value)
    expected_sums: dict[str, Decimal] = defaultdict(Decimal)
    for one in actions:
        (vendor,) = vendors[normalise(one["Recipient Name"])]
        expected_sums[vendor] += Decimal(one["Federal Action Obligation"])
    assert found == expected_sums

    ranked = knowledge.centrality(measure="obligation", projection="payments", kind="vendor", top=100_000).rows
    assert {row.id: row.score for row in ranked if row.score} == {iri: net for iri, net in found.items() if net}


@pytest.mark.parametrize(("agency", "code"), [("ICE", "7012"), ("CBP", "7014")])
def test_the_query_of_the_demo_gives_each_vendor_its_own_money(
    agency: str, code: str, knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    """All vendors, to the cent: what a stranger learns first must not count an award once for each of its holders."""
    from graph.commands.demo import QUERY

    store = EmbeddedStore(knowledge.store, Path())
    labels: dict[str, str] = {}
    ids: dict[str, str] = {}
    for row in store.select(
        """SELECT ?key ?modification ?id ?label { ?action vg:ofAward ?award ; vg:modification ?modification ;
        vg:actionRecipient ?id . ?id skos:prefLabel ?label . BIND(STRAFTER(STR(?award), 'award-') AS ?key) }"""
    ):
        ids[f"{row['key'].value} {row['modification'].value}"] = row["id"].value
        labels[row["id"].value] = row["label"].value
    sums: dict[str, Decimal] = defaultdict(Decimal)
    awards: dict[str, set[str]] = defaultdict(set)
    for one in actions:
        if one["Generated Award ID"].split("_")[3] == code:
            vendor = ids[f"{one['Generated Award ID']} {one['Modification']}"]
            sums[vendor] += Decimal(one["Federal Action Obligation"])
            awards[vendor].add(one["Generated Award ID"])
    written = QUERY.replace("id:subagency-7012", f"id:subagency-{code}").removesuffix("LIMIT 5")

    with knowledge.query(written) as result:
        shown = list(result.table())
    found = sorted((label, usd, count) for label, usd, count, _ in shown)

    assert found == sorted((labels[vendor], usd, len(awards[vendor])) for vendor, usd in sums.items())
    asked = knowledge.ask("suppliers-of-agency", {"agency": agency})
    with asked as result:
        by_vendor = {row[0]: (row[2], row[3]) for row in result.table()}
    assert by_vendor == {
        f"id:{vendor.removeprefix(terms.ID)}": (usd, len(awards[vendor])) for vendor, usd in sums.items()
    }
    if agency == "CBP":
        named = {label: usd for label, usd, _ in found}
        assert named["DYNCORP INTERNATIONAL LLC"] == Decimal("21117790.77")
        assert Decimal("463802236.44") in named.values()


def test_an_award_that_changed_hands_gives_each_company_its_own_actions(knowledge: KnowledgeGraph) -> None:
    hop = knowledge.paths("CBP", "DYNCORP INTERNATIONAL LLC").paths[0].hops[0]

    assert hop.amounts["obligation"] == Decimal("21117790.77")
    assert (hop.first_date, hop.last_date) == ("2021-01-28", "2021-09-29")
    card = json.dumps(knowledge.show("DYNCORP INTERNATIONAL LLC").to_json())
    assert '"obligation": "21117790.77"' in card
    assert "484920027.21" not in card


def test_building_twice_gives_the_same_snapshot_network_and_sorted_quads(shipped_graph: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.db"
    build_demo_graph(again)

    first, second = GraphFolder(shipped_graph), GraphFolder(again)
    assert first.snapshot == second.snapshot
    assert (shipped_graph / "graph.toml").read_bytes() == (again / "graph.toml").read_bytes()
    assert first.network_file.read_bytes() == second.network_file.read_bytes()
    hashes = [
        EmbeddedStore.open_read_only(one.store_path).dump_nquads_sorted(tmp_path / f"{at}.nq")
        for at, one in enumerate((first, second))
    ]
    assert hashes[0] == hashes[1]


def test_a_network_read_back_from_the_store_is_the_one_that_was_built(shipped_graph: Path, tmp_path: Path) -> None:
    import duckdb

    from graph.network.build import build_network
    from graph.network.feeds import feed_from_store

    folder = GraphFolder(shipped_graph)
    con = duckdb.connect()
    feed_from_store(con, EmbeddedStore.open_read_only(folder.store_path).inner)
    build_network(con, tmp_path / "network.bin", folder.snapshot)

    assert (tmp_path / "network.bin").read_bytes() == folder.network_file.read_bytes()


def test_ice_reaches_microsoft_over_the_calls_to_four_points(knowledge: KnowledgeGraph) -> None:
    found = knowledge.paths("ICE", "Microsoft")

    chain = ["FOUR POINTS TECHNOLOGY, L.L.C.", "Azure", "Microsoft"]
    path, inherited = (path for path in found.paths if [hop.target_label for hop in path.hops] == chain)
    assert [hop.relation for hop in inherited.hops] == ["awarded", "awardsInherit", "madeBy"]
    assert inherited.hops[1].evidence[0].quote.startswith("4 of the 4 calls under the vehicle")
    calls, named, made = path.hops
    assert calls.via_label == "70CTD022A00000002"
    assert [hop.status for hop in path.hops] == ["recorded", "inferred", "recorded"]
    assert {one.id.split("_")[4] for one in calls.evidence} == {"70CTD022A00000002"}
    assert all("cbp-ice-actions-fy20" in row for one in calls.evidence for row in one.rows)
    assert named.amounts["obligation_min"] == 0
    assert "AZURE" in named.evidence[0].quote
    assert made.basis == "product catalogue"
    assert path.weakest_status == "inferred"


def test_that_hop_has_the_net_obligations_of_its_awards_to_the_cent(
    knowledge: KnowledgeGraph, actions: list[dict[str, str]]
) -> None:
    sums = expected(actions, "Generated Award ID")
    found = knowledge.paths("ICE", "Microsoft")
    calls = next(path for path in found.paths if path.hops[0].via_label == "70CTD022A00000002").hops[0]

    assert calls.amounts["obligation"] == sum((sums[one.id] for one in calls.evidence), Decimal(0))
    assert calls.evidence_total == len(calls.evidence)


def test_without_inferred_hops_the_reseller_is_no_way_to_the_maker(knowledge: KnowledgeGraph) -> None:
    found = knowledge.paths("ICE", "Microsoft", view="stated")

    assert {path.weakest_status for path in found.paths} <= {"recorded", "confirmed", "reported"}
    assert not any("FOUR POINTS" in hop.target_label for path in found.paths for hop in path.hops)


def test_the_budget_line_reaches_dell_over_an_award_and_its_subaward(knowledge: KnowledgeGraph) -> None:
    best = knowledge.paths("070-0540", "Dell Federal Systems").paths[0]

    assert [hop.status for hop in best.hops] == ["recorded"] * len(best.hops)
    assert best.hops[-1].relation == "subaward"
    primes = {one.award for one in best.hops[-1].evidence}
    # A subaward that later reports repeat is one subaward.
    subawards = {
        (row["subaward_number"], row["subaward_action_date"], row["subaward_amount"])
        for row in rows_of("ice-subawards.csv.gz")
        if row["subawardee_uei"] == "N1C5QLNPJLS4" and row["prime_award_unique_key"] in primes
    }
    assert best.hops[-1].amounts["subaward"] == sum((Decimal(one[2]) for one in subawards), Decimal(0)) > 0
    accounts = {
        account
        for row in rows_of("ice-subawards.csv.gz")
        if row["prime_award_unique_key"] in primes
        for account in row["prime_award_federal_accounts_funding_this_award"].split(";")
    }
    assert "070-0540" in accounts


def test_the_statute_reaches_the_indexer_over_reported_claims(knowledge: KnowledgeGraph) -> None:
    best = knowledge.paths("One Big Beautiful Bill", "Azure AI Video Indexer").paths[0]

    assert best.weakest_status == "reported"
    assert [hop.relation for hop in best.hops] == ["authorizes", "appropriatedTo", "uses"]
    assert best.hops[0].amounts["announced"] == Decimal(75_000_000_000)
    assert all(one.quote for hop in best.hops for one in hop.evidence if one.kind == "claim")


def test_no_inferred_triple_stands_in_the_default_graph(knowledge: KnowledgeGraph) -> None:
    store = EmbeddedStore(knowledge.store, Path())

    for name in ("namesProduct", "namesProgram", "namesStatute", "inheritsProduct", "suppliesProduct"):
        assert not store.ask(f"ASK {{ ?s vg:{name} ?o }}")
        assert store.ask(f"ASK {{ GRAPH <{terms.GRAPH_INFERRED}> {{ ?s vg:{name} ?o }} }}")


def test_no_mail_address_is_in_the_graph_or_its_ledger(shipped_graph: Path, tmp_path: Path) -> None:
    import re

    import duckdb

    file = tmp_path / "all.nq"
    EmbeddedStore.open_read_only(GraphFolder(shipped_graph).store_path).dump_nquads_sorted(file)
    mail = re.compile(rb"[\w.+-]+@[\w-]+\.(gov|mil|com)", re.IGNORECASE)
    assert not [line for line in file.read_bytes().splitlines() if mail.search(line)]
    for parquet in (shipped_graph / "ledger").glob("fpds*.parquet"):
        con = duckdb.connect()
        columns = [row[0] for row in con.execute(f"describe select * from '{parquet}'").fetchall()]
        where = " or ".join(f"contains(\"{column}\"::varchar, '@')" for column in columns)
        assert con.execute(f"select count(*) from '{parquet}' where {where}").fetchone() == (0,)


def test_every_row_of_every_file_is_kept_a_duplicate_or_rejected(shipped_graph: Path) -> None:
    for source in GraphFolder(shipped_graph).manifest().sources:
        assert source.rows_read == source.rows_kept + source.rows_duplicate + source.rows_rejected
        if source.layout == "actions10":
            assert source.rows_rejected == 0
    kept = sum(one.rows_kept for one in GraphFolder(shipped_graph).manifest().sources if one.layout == "actions10")
    assert kept == len(rows_of("cbp-ice-actions-*.csv.gz")) == 40_821


def test_each_record_that_a_claim_rests_on_is_shipped(knowledge: KnowledgeGraph) -> None:
    store = EmbeddedStore(knowledge.store, Path())
    rows = store.select(
        f"""SELECT DISTINCT ?award ?kind {{
        GRAPH <{terms.GRAPH_CLAIMS}> {{ ?evidence vg:stance vg:stance-records ; vg:source ?award }}
        OPTIONAL {{ ?award a ?kind }} }}"""
    )
    kinds = sorted((row["award"].value.removeprefix(terms.ID), row["kind"].value) for row in rows)
    assert [kind for _, kind in kinds] == [terms.AWARD] * 8 + [terms.VEHICLE]
    assert kinds[-1][0] == "vehicle-CONT_IDV_70RTAC24A00000001_7001"


@pytest.mark.parametrize(
    ("claim", "words", "vendor"),
    [
        (
            "ice-azure-environment-through-four-points",
            "MICROSOFT AZURE ENVIRONMENT FOR",
            "FOUR POINTS TECHNOLOGY, L.L.C.",
        ),
        ("hsi-azure-services-through-dell", "AZURE CLOUD SERVICES FOR HOMELAND SECURITY", "DELL FEDERAL SYSTEMS L.P"),
        ("ice-ordered-media-for-recruitment-campaign", "IMMIGRATION AND CUSTOMS ENFORCEMENT RECRUITMENT CAMPAIGN", ""),
        ("ice-funded-tracker-of-funding-under-the-bill", "TRACKER FOR ONE BIG BEAUTIFUL BILL (OBBB) FUNDING", ""),
        ("ice-uses-azure", "AZURE", ""),
    ],
)
def test_the_records_say_what_the_claims_take_from_them(
    claim: str, words: str, vendor: str, actions: list[dict[str, str]]
) -> None:
    file = read_claims(data_folder() / "claims" / "nextfin-2026-ice-azure.yaml")
    evidence = next(one.evidence for one in file.claims if one.name == claim)
    keys = {key for one in evidence for key in one.awards}
    rows = [row for row in actions if row["Generated Award ID"] in keys]
    assert {row["Generated Award ID"] for row in rows if words in row["Transaction Description"]} == keys
    assert {row["Agency"] for row in rows} == {"ICE"}
    if vendor:
        assert {row["Recipient Name"] for row in rows} == {vendor}


def test_the_one_award_listed_under_another_agency_than_its_key_is_told(knowledge: KnowledgeGraph) -> None:
    rows = EmbeddedStore(knowledge.store, Path()).select(
        "SELECT (COUNT(*) AS ?n) (SUM(?usd) AS ?net) { ?a vg:agencyListed 'ICE' ; vg:obligation ?usd ; vg:ofAward ?w }"
    )
    assert [(row["n"].value, Decimal(row["net"].value)) for row in rows] == [("7", Decimal(2750000))]

"""Where a record says two things of one action, a load says so; and any query can name the file."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from graph.knowledge import KnowledgeGraph, open_graph
from graph.loading import load
from graph.store.embedded import EmbeddedStore

HEADER = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,"
    "Product/Service Description,NAICS Description,Transaction Description,Generated Award ID"
)
ELSEWHERE, AGREED, ABROAD = (
    f"CONT_AWD_{piid}_{agency}_-NONE-_-NONE-" for piid, agency in (("B1", "7001"), ("B2", "7012"), ("B3", "9700"))
)
ROWS = (
    f"ICE,B1,ACME CORP,100.00,2024-08-13,0,RADAR,RADAR,RADAR,{ELSEWHERE}",
    f"U.S. Immigration and Customs Enforcement,B1,ACME CORP,-40.25,2024-08-14,1,RADAR,RADAR,RADAR,{ELSEWHERE}",
    f"ICE,B2,ACME CORP,7.00,2024-08-13,0,RADAR,RADAR,RADAR,{AGREED}",
    f"NO SUCH AGENCY,B3,ACME CORP,7.00,2024-08-13,0,RADAR,RADAR,RADAR,{ABROAD}",
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    file = tmp_path / "actions.csv"
    file.write_text("\n".join((HEADER, *ROWS)) + "\n", encoding="utf-8")
    return file


def asked(knowledge: KnowledgeGraph, sparql: str) -> list[tuple[str, ...]]:
    rows = EmbeddedStore(knowledge.store, Path()).select(sparql)
    return sorted(tuple(value.value for value in row) for row in rows)


def test_an_action_listed_under_another_agency_than_its_key_names_is_reported(tmp_path: Path, records: Path) -> None:
    done = load(tmp_path / "graph", [records])

    assert [(one.rule, one.file, one.line) for one in done.findings] == [
        ("agency-listed", "actions.csv", 1),
        ("agency-listed", "actions.csv", 2),
    ]
    assert "1 action of award CONT_AWD_B1_7001_-NONE-_-NONE- (net $100)" in done.findings[0].message
    assert "'ICE'" in done.findings[0].message
    assert "sub-tier 7001" in done.findings[0].message


def test_it_counts_under_the_key_and_keeps_what_the_file_says(tmp_path: Path, records: Path) -> None:
    load(tmp_path / "graph", [records])
    knowledge = open_graph(tmp_path / "graph")

    sums = asked(
        knowledge,
        """SELECT ?agency (SUM(?usd) AS ?net) { ?a vg:obligation ?usd ; vg:ofAward/vg:awardingAgency ?agency }
        GROUP BY ?agency""",
    )
    assert {agency.rpartition("-")[2]: Decimal(net) for agency, net in sums} == {
        "7001": Decimal("59.75"),
        "7012": Decimal(7),
        "9700": Decimal(7),
    }
    listed = asked(knowledge, "SELECT ?row ?listed { ?a vg:agencyListed ?listed ; vg:row ?row }")
    assert listed == [("1", "ICE"), ("2", "U.S. Immigration and Customs Enforcement")]


def test_the_default_view_of_a_query_names_the_file_of_a_row(
    tmp_path: Path, records: Path, run_cli: Callable[..., Result]
) -> None:
    load(tmp_path / "graph", [records])

    found = run_cli(
        "query",
        "SELECT ?file ?row { ?a vg:obligation 100.0 ; vg:row ?row ; vg:statedIn/vg:fileName ?file }",
        "--graph",
        str(tmp_path / "graph"),
    )

    assert found.exit_code == 0
    assert found.stdout.splitlines() == ["file\trow", "actions.csv\t1"]


def test_a_load_prints_the_finding_with_file_and_row(
    tmp_path: Path, records: Path, run_cli: Callable[..., Result]
) -> None:
    printed = run_cli("load", str(records), "--graph", str(tmp_path / "graph"))

    assert printed.exit_code == 0
    assert "actions.csv:1: 1 action of award CONT_AWD_B1_7001" in printed.stderr

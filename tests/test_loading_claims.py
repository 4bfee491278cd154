"""Claims files in a graph: corrected, contradicted, and held against the records that are loaded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph import terms
from graph.errors import SourceRejected
from graph.loading import Loaded, load
from graph.store.embedded import EmbeddedStore
from graph.store.folder import GraphFolder
from tests.claims.samples import CLAIMS, changed, line_of, written

AWARD = "CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012"
HEADER = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,"
    "Product/Service Description,NAICS Description,Transaction Description,Generated Award ID"
)
ROW = f"CBP,70CTD024FC0000015,ACME CORP,100.00,2024-08-13,0,RADAR,RADAR,ACME RADAR FOR THE BORDER AGENCY,{AWARD}"
RECORDED = changed(
    "        confidence: 0.95\n", f"        confidence: 0.95\n      - stance: records\n        awards: [{AWARD}]\n"
)


def statuses(graph: Path) -> dict[str, str]:
    """Return relation and status of every claim of a graph, sorted by relation."""
    store = EmbeddedStore.open_read_only(GraphFolder(graph).store_path)
    rows = store.select(
        f"""SELECT ?relation ?status {{
        GRAPH <{terms.GRAPH_CLAIMS}> {{ ?claim rdf:predicate ?relation ; vg:status ?status }} }}"""
    )
    return {
        row["relation"].value.rpartition("#")[2]: row["status"].value.rpartition("-")[2]
        for row in sorted(rows, key=lambda row: row["relation"].value)
    }


def test_a_corrected_file_replaces_what_was_loaded_of_its_document(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    first = load(graph, [written(tmp_path, CLAIMS)])
    assert statuses(graph) == {
        "announcedAmount": "reported",
        "engagesIn": "denied",
        "ownsRadars": "projection",
        "uses": "reported",
    }
    corrected = written(tmp_path, CLAIMS.replace("stance: asserts", "stance: retracts"), "corrected.yaml")
    load(graph, [corrected])
    assert statuses(graph) == {
        "announcedAmount": "retracted",
        "engagesIn": "denied",
        "ownsRadars": "projection",
        "uses": "retracted",
    }
    assert [one.file for one in GraphFolder(graph).manifest().sources] == ["corrected.yaml"]
    assert load(graph, [written(tmp_path, CLAIMS)]).snapshot == first.snapshot


def test_another_documents_denial_changes_the_status_and_takes_the_triple_back(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    denial = CLAIMS.replace("gazette-2026", "courier-2026").replace("stance: asserts", "stance: denies")
    load(graph, [written(tmp_path, CLAIMS), written(tmp_path, denial, "denial.yaml")])
    assert statuses(graph)["uses"] == "disputed"
    store = EmbeddedStore.open_read_only(GraphFolder(graph).store_path)
    uses = "id:subagency-7014 vg:uses id:product-radar"
    assert not store.ask(f"ASK {{ {{ {uses} }} UNION {{ GRAPH ?g {{ {uses} }} }} }}")


def test_two_files_about_one_document_are_refused_and_nothing_is_loaded(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    two = [written(tmp_path, CLAIMS), written(tmp_path, changed("value: 60", "value: 61"), "again.yaml")]
    with pytest.raises(SourceRejected, match="read one document, 'gazette-2026-radars'"):
        load(graph, two)
    assert not (graph / "graph.toml").exists()


def test_a_record_confirms_a_claim_once_it_is_loaded(tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    graph = tmp_path / "graph"
    claims = written(tmp_path, RECORDED)
    first = run_cli("load", "--graph", str(graph), str(claims))
    line = line_of(RECORDED, "stance: records")
    assert first.exit_code == 0
    assert f"radars.yaml:{line}: Claim agency-uses-radar rests on {AWARD}, which no loaded record has" in first.stderr
    assert statuses(graph)["uses"] == "reported"
    checked = run_cli("check", "--graph", str(graph))
    assert checked.exit_code == 3
    assert "award-not-loaded" in checked.stdout

    records = tmp_path / "actions.csv"
    records.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    second = run_cli("load", "--graph", str(graph), str(records))
    assert second.exit_code == 0
    assert "rests on" not in second.stderr
    assert statuses(graph)["uses"] == "confirmed"
    assert "award-not-loaded" not in run_cli("check", "--graph", str(graph)).stdout


NOBODY = changed("id: subagency-7014", "id: subagency-70144")
THERE = "which no catalogue, reference table, loaded record or claims file describes."


def undescribed(done: Loaded) -> list[str | None]:
    return [one.subject for one in done.findings if one.rule == "entity-not-described"]


def test_an_id_that_nothing_describes_is_found_with_file_and_line(
    tmp_path: Path, run_cli: Callable[..., Result]
) -> None:
    """subagency-70144 is a slip of the pen: no agency has the code."""
    claims = written(tmp_path, NOBODY)
    done = run_cli("load", "--graph", str(tmp_path / "graph"), str(claims))
    line = line_of(NOBODY, "id: subagency-70144")
    assert f"radars.yaml:{line}: The entity 'Border Agency' has the id subagency-70144, {THERE}" in done.stderr
    assert done.stderr.count(THERE) == 1
    assert "has the id" not in run_cli("load", "--graph", str(tmp_path / "other"), str(written(tmp_path))).stderr


def test_a_vendor_is_described_once_its_record_is_loaded(tmp_path: Path) -> None:
    graph = tmp_path / "graph"
    claims = written(
        tmp_path, changed("{kind: product, label: Acme Radar, also: [ACME RADAR]}", "{id: vendor-name-acme-corp}")
    )
    (finding,) = load(graph, [claims]).findings
    assert (finding.rule, finding.subject) == ("entity-not-described", terms.ID + "vendor-name-acme-corp")
    records = tmp_path / "actions.csv"
    records.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    assert undescribed(load(graph, [records])) == []


@pytest.mark.parametrize(
    "local",
    [
        pytest.param("vehicle-CONT_IDV_70CTD022A00000002_7012", id="vehicle-of-an-award"),
        pytest.param("document-gazette-2026-radars", id="the-document-itself"),
        pytest.param("product-azure", id="product-of-the-catalogue"),
    ],
)
def test_what_records_catalogues_and_claims_files_describe_needs_no_declaration(tmp_path: Path, local: str) -> None:
    records = tmp_path / "actions.csv"
    records.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8")
    claims = written(tmp_path, changed("{id: subagency-7014}", f"{{id: {local}}}"))
    assert undescribed(load(tmp_path / "graph", [records, claims])) == []


def test_what_another_file_declares_is_described(tmp_path: Path) -> None:
    one = written(tmp_path, changed("id: subagency-7014", "id: agency-elsewhere"))
    text = CLAIMS.replace("gazette-2026", "courier-2026")
    text = text.replace("{id: subagency-7014}", "{id: agency-elsewhere, kind: agency, label: Elsewhere}")
    assert load(tmp_path / "graph", [one, written(tmp_path, text, "other.yaml")]).findings == ()


def test_an_id_that_only_an_unreviewed_claim_names_is_left_alone(tmp_path: Path) -> None:
    text = changed("{id: concept-tracking, kind: concept, label: tracking travellers}", "{id: concept-nowhere}")
    text = text.replace("    object: tracking\n", "    object: tracking\n    unreviewed: true\n")
    assert load(tmp_path / "graph", [written(tmp_path, text)]).findings == ()

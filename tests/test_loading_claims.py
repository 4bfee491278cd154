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

AWARD = "CONT_AWD_70CTD024FC0000015_7014_70CTD022A00000002_7012"
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


# --- what a record carries ------------------------------------------------------------------------------------
def load_recorded(folder: Path, claims: str, *rows: str) -> tuple[Loaded, dict[str, str]]:
    records = folder / "actions.csv"
    records.write_text("\n".join([HEADER, *(rows or (ROW,))]) + "\n", encoding="utf-8")
    done = load(folder / "graph", [records, written(folder, claims)])
    return done, statuses(folder / "graph")


def rows_saying(words: str, agency: str = "CBP", recipient: str = "ACME CORP") -> str:
    return ROW.replace("ACME RADAR FOR THE BORDER AGENCY", words).replace("CBP,", f"{agency},", 1).replace(
        "ACME CORP", recipient
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["ADVERTISING FOR RECRUITMENT", "RADARSCOPE", "ACME", "A RADAR BY ACME", "MEDIA FOR THE BORDER AGENCY"]
)
def test_an_award_that_nowhere_names_the_object_confirms_nothing(words: str, tmp_path: Path) -> None:
    declared = "  radar: {kind: product, label: Acme Radar, also: [ACME RADAR]}"
    text = RECORDED.replace(declared, "  radar set: {kind: product, label: Acme Radar}")
    text = text.replace("object: radar", "object: radar set")
    done, found = load_recorded(tmp_path, text, rows_saying(words))
    (finding,) = [one for one in done.findings if one.rule == "award-names-nothing-claimed"]
    assert finding.message.startswith(
        f"Claim agency-uses-radar: award {AWARD} nowhere names radar set: it confirms nothing."
    )
    assert (finding.file, finding.line) == ("radars.yaml", line_of(text, "stance: records"))
    assert found["uses"] == "reported"


def test_an_award_of_another_agency_confirms_nothing_of_this_one(tmp_path: Path) -> None:
    of_ice = AWARD.replace("15_7014", "15_7012")
    row = rows_saying("ACME RADAR", "ICE").replace(AWARD, of_ice)
    done, found = load_recorded(tmp_path, RECORDED.replace(AWARD, of_ice), row)
    assert [one.rule for one in done.findings] == ["award-names-nothing-claimed"]
    assert "nowhere names Border Agency" in done.findings[0].message
    assert found["uses"] == "reported"


@pytest.mark.parametrize(
    ("declared", "words", "status"),
    [
        pytest.param("{id: product-azure}", "MICROSOFT AZURE ENVIRONMENT", "confirmed", id="by-its-alias"),
        pytest.param("{id: product-azure}", "AZURE BLOB STORAGE", "confirmed", id="by-a-part-of-it"),
        pytest.param("{id: product-azure-vision}", "MICROSOFT AZURE ENVIRONMENT", "reported", id="whole-is-no-part"),
        pytest.param("{id: product-azure-vision}", "MICROSOFT LICENSES", "reported", id="its-maker-is-not-it"),
        pytest.param("{id: vendor-name-acme-corp}", "RADARS", "confirmed", id="recipient"),
        pytest.param("{id: vendor-lei-INR2EJN1ERAN0W5ZP974}", "MICROSOFT LICENSES", "confirmed", id="company"),
        pytest.param("{id: vehicle-CONT_IDV_70CTD022A00000002_7012}", "RADARS", "confirmed", id="vehicle"),
        pytest.param("{id: agency-070}", "RADARS", "confirmed", id="department-of-the-agency"),
        pytest.param("{kind: concept, label: Radars of ICE}", "NEW RADARS", "reported", id="of-no-party"),
        pytest.param(
            "{kind: concept, label: Radars of U.S. Customs and Border Protection}",
            "NEW RADARS",
            "confirmed",
            id="of-a-party",
        ),
    ],
)
def test_a_record_confirms_what_it_carries(declared: str, words: str, status: str, tmp_path: Path) -> None:
    text = RECORDED.replace("{kind: product, label: Acme Radar, also: [ACME RADAR]}", declared)
    _, found = load_recorded(tmp_path, text.replace("radar:", "thing:").replace("object: radar", "object: thing"),
                             rows_saying(words))  # fmt: skip
    assert found["uses"] == status


@pytest.mark.parametrize(
    ("value", "status"),
    [
        pytest.param('value: "100"', "confirmed", id="obligation"),
        pytest.param('value: "40"', "confirmed", id="in-its-text"),
        pytest.param('value: "3,500,000"', "reported", id="another"),
    ],
)
def test_a_record_confirms_only_an_amount_that_it_states(value: str, status: str, tmp_path: Path) -> None:
    text = (
        changed('value: "3,500,000"\n    value_text: $3.5 million', value)
        .replace("subject: radar money", "subject: Border Agency")
        .replace("relation: announcedAmount", "relation: paid")
    )
    text = text.replace("relations:\n", "relations:\n  paid: {label: paid}\n")
    text = text.replace(
        "        quote: for $3.5 million\n",
        f"        quote: for $3.5 million\n      - stance: records\n        awards: [{AWARD}]\n",
    )
    _, found = load_recorded(tmp_path, text, rows_saying("40 RADARS"))
    assert found["paid"] == status


@pytest.mark.parametrize(
    ("relation", "subject", "rules", "status"),
    [
        pytest.param("storesData", "Border Agency", ["award-cannot-state"], "reported", id="stores-data"),
        pytest.param("madeBy", "Border Agency", ["award-cannot-state"], "reported", id="made-by"),
        pytest.param("uses", "id:vendor-name-acme-corp", ["award-names-nothing-claimed"], "reported", id="no-buyer"),
        pytest.param("provides", "id:vendor-name-acme-corp", [], "confirmed", id="the-company-paid"),
        pytest.param("provides", "Border Agency", ["award-names-nothing-claimed"], "reported", id="a-buyer"),
    ],
)
def test_an_award_states_few_relations_and_those_of_its_parties_only(
    relation: str, subject: str, rules: list[str], status: str, tmp_path: Path
) -> None:
    uses = "subject: Border Agency\n    relation: uses"
    text = RECORDED.replace(uses, f"subject: {subject}\n    relation: {relation}", 1)
    done, found = load_recorded(tmp_path, text)
    assert [one.rule for one in done.findings] == rules
    assert found[relation] == status


def test_a_confirmation_says_what_the_record_leaves_open(tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    load_recorded(tmp_path, RECORDED)
    shown = run_cli("claims", "show", "agency-uses-radar", "--graph", str(tmp_path / "graph")).stdout
    assert "not whether, how or how much it is used" in " ".join(shown.split())


def test_of_several_awards_those_that_speak_confirm_and_are_named(tmp_path: Path) -> None:
    from graph import open_graph

    other = AWARD.replace("15_7014", "16_7014")
    text = RECORDED.replace(f"awards: [{AWARD}]", f"awards: [{AWARD}, {other}]")
    done, found = load_recorded(tmp_path, text, ROW, rows_saying("MEDIA").replace(AWARD, other))
    assert [one.rule for one in done.findings] == ["award-names-nothing-claimed"]
    assert found["uses"] == "confirmed"
    claim = open_graph(tmp_path / "graph").claim("agency-uses-radar")
    assert [one.awards for one in claim.evidence if one.awards] == [(AWARD,)]


def test_a_record_set_aside_is_shown_and_counts_as_no_origin(tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    load_recorded(tmp_path, RECORDED, rows_saying("MEDIA"))
    shown = run_cli("claims", "show", "agency-uses-radar", "--graph", str(tmp_path / "graph")).stdout
    assert f"records  {AWARD}  (does not state what is claimed: confirms nothing)" in " ".join(shown.split(" "))
    assert "1 independent origin: Budget papers of the Border Agency" in shown
    checked = run_cli("check", "--graph", str(tmp_path / "graph"))
    assert "confirmed-without-record" not in checked.stdout
    assert "evidence-set-aside" not in checked.stdout


def test_what_was_taken_back_is_shown_and_counts_as_no_origin(tmp_path: Path, run_cli: Callable[..., Result]) -> None:
    other = CLAIMS.replace("gazette-2026", "courier-2026").replace("publisher: The Gazette", "publisher: Courier")
    other = other.replace("The Gazette", "Courier").replace("budget papers", "leak").replace("Budget papers", "A leak")
    sorry = CLAIMS.replace("gazette-2026", "gazette-correction").replace("stance: asserts", "stance: retracts")
    files = [written(tmp_path, text, f"{at}.yaml") for at, text in enumerate((CLAIMS, other, sorry))]
    load(tmp_path / "graph", files)
    assert statuses(tmp_path / "graph")["uses"] == "reported"
    shown = run_cli("claims", "show", "agency-uses-radar", "--graph", str(tmp_path / "graph")).stdout
    assert "The Gazette  [taken back]" in shown
    assert "Courier  [taken back]" not in shown
    assert "1 independent origin: A leak of the Border Agency" in shown


def test_a_known_id_described_anew_is_found_and_keeps_its_description(tmp_path: Path) -> None:
    text = changed("{id: subagency-7014}", "{id: subagency-7014, kind: product, label: Foo}")
    (finding,) = load(tmp_path / "graph", [written(tmp_path, text)]).findings
    assert (finding.rule, finding.line) == ("entity-described-elsewhere", line_of(text, "id: subagency-7014"))
    store = EmbeddedStore.open_read_only(GraphFolder(tmp_path / "graph").store_path)
    assert not store.ask("ASK { { id:subagency-7014 a vg:Product } UNION { id:subagency-7014 ?name 'Foo' } }")


def test_an_iri_that_nothing_describes_is_found_like_an_id(tmp_path: Path) -> None:
    text = changed("subject: Border Agency\n    relation: uses", "subject: id:subagency-70144\n    relation: uses")
    (finding,) = load(tmp_path / "graph", [written(tmp_path, text)]).findings
    assert (finding.rule, finding.line) == ("entity-not-described", line_of(text, "subject: id:subagency-70144"))

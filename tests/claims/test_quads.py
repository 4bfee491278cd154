from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import terms
from graph.claims import read_claims, to_quads
from tests.claims.samples import CLAIMS, changed, written

USES = f"<{terms.ID}subagency-7014> <{terms.USES}> <{terms.ID}product-radar>"
TRACKS = f"<{terms.ID}subagency-7014> <{terms.VG}engagesIn> <{terms.ID}concept-tracking>"
COST = f"<{terms.ID}appropriation-radar-money> <{terms.ANNOUNCED_AMOUNT}>"


def quads(folder: Path, *texts: str) -> list[str]:
    files = [read_claims(written(folder, text, f"{place}.yaml")) for place, text in enumerate(texts or (CLAIMS,))]
    return list(to_quads(files))


def ask(lines: list[str], query: str, *, union: bool = False) -> list[tuple[str, ...]]:
    store = ox.Store()
    store.load(("\n".join(lines) + "\n").encode(), ox.RdfFormat.N_QUADS)
    rows = store.query(query, use_default_graph_as_union=union, prefixes={"vg": terms.VG, "rdf": terms.RDF})
    assert isinstance(rows, ox.QuerySolutions)
    return sorted(tuple(str(value) for value in row) for row in rows)


def test_the_lines_are_sorted_and_each_stands_once(tmp_path: Path) -> None:
    lines = quads(tmp_path)
    assert lines == sorted(set(lines))


def test_the_same_files_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    second = changed("id: gazette-2026-radars", "id: courier-2026-radars")
    assert quads(tmp_path, CLAIMS, second) == quads(tmp_path, second, CLAIMS)


def test_a_reported_claim_is_a_plain_triple_and_once_more_in_reported(tmp_path: Path) -> None:
    lines = quads(tmp_path)
    assert f"{USES} ." in lines
    assert f"{USES} <{terms.GRAPH_REPORTED}> ." in lines


def test_what_a_catalogue_states_anyway_is_not_marked_as_reported(tmp_path: Path) -> None:
    lines = list(to_quads([read_claims(written(tmp_path))], known={f"{USES} ."}))

    assert f"{USES} ." in lines
    assert f"{USES} <{terms.GRAPH_REPORTED}> ." not in lines
    assert any(line.startswith(COST) and terms.GRAPH_REPORTED in line for line in lines)


def test_a_denied_claim_is_no_triple_anywhere(tmp_path: Path) -> None:
    assert [line for line in quads(tmp_path) if line.startswith(TRACKS)] == []


@pytest.mark.parametrize("stance", ["denies", "disputes", "opines", "projects", "retracts"])
def test_only_what_is_asserted_or_recorded_becomes_a_triple(stance: str, tmp_path: Path) -> None:
    lines = quads(tmp_path, CLAIMS.replace("stance: asserts", f"stance: {stance}"))
    rows = ask(lines, "SELECT ?s ?o { ?s vg:uses|vg:announcedAmount|vg:engagesIn|vg:ownsRadars ?o }", union=True)
    assert rows == []


def test_a_denial_elsewhere_takes_the_triple_back(tmp_path: Path) -> None:
    denied = CLAIMS.replace("stance: asserts", "stance: denies").replace("gazette-2026", "courier-2026")
    assert f"{USES} ." not in quads(tmp_path, CLAIMS, denied)


def test_an_exact_announced_amount_is_a_plain_triple(tmp_path: Path) -> None:
    assert f'{COST} "3500000"^^<{terms.XSD_DECIMAL}> .' in quads(tmp_path)


@pytest.mark.parametrize("addition", ["bound: about", "when: 2026"])
def test_an_amount_with_a_bound_or_a_time_is_none(addition: str, tmp_path: Path) -> None:
    lines = quads(tmp_path, changed("currency: USD", f"currency: USD\n    {addition}"))
    assert [line for line in lines if line.startswith(COST)] == []


def test_a_claim_carries_value_unit_bound_and_time(tmp_path: Path) -> None:
    query = """SELECT ?value ?unit ?bound ?from ?to { GRAPH <%s> {
        ?claim vg:value ?value ; vg:unit ?unit ; vg:bound ?bound ; vg:validFrom ?from ; vg:validTo ?to } }"""
    assert ask(quads(tmp_path), query % terms.GRAPH_CLAIMS) == [
        (
            f'"60"^^<{terms.XSD_DECIMAL}>',
            f"<{terms.UNIT_COUNT}>",
            f"<{terms.BOUND_ABOUT}>",
            f'"2027-01-01"^^<{terms.XSD_DATE}>',
            f'"2027-12-31"^^<{terms.XSD_DATE}>',
        )
    ]


def test_evidence_without_a_named_origin_rests_on_the_publisher(tmp_path: Path) -> None:
    query = "SELECT DISTINCT ?origin { GRAPH <%s> { ?evidence vg:origin ?origin } }"
    assert ask(quads(tmp_path), query % terms.GRAPH_CLAIMS) == [
        (f"<{terms.ID}origin-budget-papers>",),
        (f"<{terms.ID}origin-gazette-2026-radars>",),
    ]


def test_recorded_evidence_points_at_its_awards(tmp_path: Path) -> None:
    text = CLAIMS + "      - stance: records\n        awards: [CONT_AWD_A_7012_-NONE-_-NONE-]\n"
    query = "SELECT ?source { GRAPH <%s> { ?evidence vg:stance vg:stance-records ; vg:source ?source } }"
    assert ask(quads(tmp_path, text), query % terms.GRAPH_CLAIMS) == [
        (f"<{terms.ID}award-CONT_AWD_A_7012_-NONE-_-NONE->",)
    ]


def test_each_claim_has_one_status(tmp_path: Path) -> None:
    query = "SELECT ?status (COUNT(?claim) AS ?n) { GRAPH <%s> { ?claim vg:status ?status } } GROUP BY ?status"
    assert [row[0] for row in ask(quads(tmp_path), query % terms.GRAPH_CLAIMS)] == [
        f"<{terms.STATUS_DENIED}>",
        f"<{terms.STATUS_PROJECTION}>",
        f"<{terms.STATUS_REPORTED}>",
    ]


def test_an_unreviewed_claim_enters_no_graph(tmp_path: Path) -> None:
    text = CLAIMS.replace("    evidence:", "    unreviewed: true\n    evidence:")
    assert ask(quads(tmp_path, text), "SELECT ?s { ?s a vg:Claim }", union=True) == []


def test_speakers_and_documents_stay_out_of_the_default_graph(tmp_path: Path) -> None:
    assert ask(quads(tmp_path), "SELECT ?s { ?s a vg:Speaker } ") == []
    query = "SELECT ?s { GRAPH <%s> { ?s a vg:Document } }"
    assert len(ask(quads(tmp_path), query % terms.GRAPH_CLAIMS)) == 1


def test_a_new_entity_is_described_in_the_default_graph(tmp_path: Path) -> None:
    lines = quads(tmp_path)
    assert f'<{terms.ID}product-radar> <{terms.PREF_LABEL}> "Acme Radar" .' in lines
    assert f'<{terms.ID}product-radar> <{terms.ALT_LABEL}> "ACME RADAR" .' in lines
    assert not any(line.startswith(f"<{terms.ID}subagency-7014> <{terms.PREF_LABEL}>") for line in lines)


def test_a_document_without_date_and_address_says_nothing_of_them(tmp_path: Path) -> None:
    text = changed("  date: 2026-03\n  url: https://gazette.example/radars\n", "")
    about = [line.split()[1] for line in quads(tmp_path, text) if line.startswith(f"<{terms.ID}document-")]
    assert {f"<{terms.DCT_ISSUED}>", f"<{terms.DCT_SOURCE}>"}.isdisjoint(about)
    assert f"<{terms.DCT_TITLE}>" in about


def test_what_a_reader_should_know_of_a_claim_and_its_evidence_is_kept(tmp_path: Path) -> None:
    text = changed("    relation: uses\n", "    relation: uses\n    note: Bought, not used.\n")
    text = text.replace("        confidence: 0.95\n", "        confidence: 0.95\n        note: Papers not seen.\n")
    query = "SELECT ?kind ?note { GRAPH <%s> { ?thing a ?kind ; <%s> ?note } }"
    assert ask(quads(tmp_path, text), query % (terms.GRAPH_CLAIMS, terms.NOTE)) == [
        (f"<{terms.CLAIM}>", '"Bought, not used."'),
        (f"<{terms.EVIDENCE}>", '"Papers not seen."'),
    ]


RECORD = "CONT_AWD_A_7012_-NONE-_-NONE-"
RECORDED_ONLY = changed(
    CLAIMS[CLAIMS.index("      - stance: asserts\n        speakers") : CLAIMS.index("  - id: radars-cost")],
    f"      - stance: records\n        awards: [{RECORD}]\n\n",
)


def test_what_only_a_machine_summary_says_is_no_triple(tmp_path: Path) -> None:
    text = CLAIMS.replace("stance: asserts", "stance: asserts\n        machine_made: true")
    lines = quads(tmp_path, text)
    assert [line for line in lines if line.startswith((USES, COST))] == []
    second = CLAIMS.replace("gazette-2026", "courier-2026")
    assert f"{USES} ." in quads(tmp_path, text, second)


@pytest.mark.parametrize(
    ("recorded", "status", "triples"),
    [
        pytest.param({RECORD}, terms.STATUS_CONFIRMED, 2, id="loaded"),
        pytest.param(set(), terms.STATUS_REPORTED, 0, id="not-loaded"),
    ],
)
def test_a_record_makes_a_triple_only_when_it_is_loaded(
    recorded: set[str], status: str, triples: int, tmp_path: Path
) -> None:
    lines = list(to_quads([read_claims(written(tmp_path, RECORDED_ONLY))], recorded))
    query = "SELECT ?status { GRAPH <%s> { ?claim rdf:predicate vg:uses ; vg:status ?status } }"
    assert ask(lines, query % terms.GRAPH_CLAIMS) == [(f"<{status}>",)]
    assert len([line for line in lines if line.startswith(USES)]) == triples


def test_evidence_points_at_a_vehicle_as_such(tmp_path: Path) -> None:
    text = RECORDED_ONLY.replace(RECORD, "CONT_IDV_V1_7012")
    query = "SELECT ?source { GRAPH <%s> { ?evidence vg:stance vg:stance-records ; vg:source ?source } }"
    assert ask(quads(tmp_path, text), query % terms.GRAPH_CLAIMS) == [(f"<{terms.ID}vehicle-CONT_IDV_V1_7012>",)]


def test_a_claim_points_at_those_it_refines(tmp_path: Path) -> None:
    text = changed("when: 2027", "when: 2027\n    refines: [agency-uses-radar, agency-tracks]")
    file = read_claims(written(tmp_path, text))
    query = "SELECT ?claim ?other { GRAPH <%s> { ?claim vg:refines ?other } }"
    expected = [(f"<{file.claims[3].iri}>", f"<{file.claims[place].iri}>") for place in (0, 2)]
    assert ask(quads(tmp_path, text), query % terms.GRAPH_CLAIMS) == sorted(expected)


def test_a_claim_refines_no_claim_that_a_person_has_yet_to_read(tmp_path: Path) -> None:
    text = changed("when: 2027", "when: 2027\n    refines: [agency-uses-radar]").replace(
        "    object: radar\n", "    object: radar\n    unreviewed: true\n"
    )
    assert ask(quads(tmp_path, text), "SELECT ?s { ?s vg:refines ?o }", union=True) == []


def test_a_declared_relation_has_what_a_property_of_the_vocabulary_has(tmp_path: Path) -> None:
    noted = changed("ownsRadars: {label: owns radars}", "ownsRadars: {label: owns radars, note: Not leased.}")
    own = f"<{terms.VG}ownsRadars>"
    lines = {line for line in quads(tmp_path, noted) if line.startswith(own)}

    assert lines == {
        f"{own} <{terms.DCT_SOURCE}> <{terms.ID}document-gazette-2026-radars> .",
        f"{own} <{terms.TYPE}> <{terms.RDF}Property> .",
        f'{own} <{terms.RDFS}label> "owns radars" .',
        f'{own} <{terms.DEFINITION}> "What claims on “Border Agency Doubles Its Radars” (The Gazette) call “owns '
        'radars”, from the thing spoken of to what is said of it. Not leased." .',
        f'{own} <{terms.PREF_LABEL}> "owns radars" .',
    }


def test_a_relation_that_two_files_declare_has_both_as_its_sources(tmp_path: Path) -> None:
    second = changed("id: gazette-2026-radars", "id: courier-2026-radars")
    rows = ask(quads(tmp_path, CLAIMS, second), "SELECT ?s { vg:ownsRadars <http://purl.org/dc/terms/source> ?s }")

    assert len(rows) == 2

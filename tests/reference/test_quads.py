from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph import terms
from graph.errors import SourceRejected
from graph.reference import read_products, read_programs, reference_quads
from graph.reference.quads import catalogue_quads, program_quads, read_table
from tests.reference.samples import PRODUCTS, PROGRAMS, changed, written

ID = terms.ID


@pytest.fixture(scope="module")
def shipped() -> ox.Store:
    store = ox.Store()
    store.load(("\n".join(reference_quads()) + "\n").encode(), ox.RdfFormat.N_QUADS)
    return store


def values(store: ox.Store, subject: str, predicate: str) -> list[str]:
    quads = store.quads_for_pattern(ox.NamedNode(ID + subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
    return sorted(quad.object.value.removeprefix(ID) for quad in quads)  # type: ignore[union-attr]


def test_everything_stands_in_the_default_graph_sorted_and_once() -> None:
    lines = list(reference_quads())
    assert lines == sorted(set(lines))
    assert not any(terms.GRAPH in line for line in lines)


@pytest.mark.parametrize(
    ("subject", "predicate", "expected"),
    [
        pytest.param("subagency-7012", terms.PREF_LABEL, ["U.S. Immigration and Customs Enforcement"], id="label"),
        pytest.param("subagency-7012", terms.ALT_LABEL, ["ICE"], id="abbreviation"),
        pytest.param("subagency-7012", terms.PART_OF, ["agency-070"], id="department"),
        pytest.param("subagency-7012", terms.NOTATION, ["7012"], id="code"),
        pytest.param("agency-070", terms.PREF_LABEL, ["Department of Homeland Security"], id="department-label"),
        pytest.param("agency-070", terms.ALT_LABEL, ["DHS"], id="department-abbreviation"),
        pytest.param("agency-070", terms.FPDS_DEPARTMENT, ["7000"], id="fpds-code"),
        pytest.param("subagency-7000", terms.ALT_LABEL, [], id="sub-tier-of-the-same-name"),
        pytest.param("subagency-7013", terms.ALT_LABEL, ["TSA"], id="current-bearer"),
        pytest.param("subagency-6965", terms.ALT_LABEL, [], id="former-bearer"),
        pytest.param("account-070-0540", terms.MANAGED_BY, ["subagency-7012"], id="account-of-ice"),
        pytest.param("account-070-0545", terms.MANAGED_BY, ["subagency-7012"], id="second-account-of-ice"),
        pytest.param("account-070-0530", terms.MANAGED_BY, ["subagency-7014"], id="account-of-cbp"),
        pytest.param("account-070-0100", terms.MANAGED_BY, [], id="no-single-manager"),
        pytest.param("account-070-0540", terms.NOTATION, ["070-0540"], id="account-code"),
        pytest.param("tas-070-2017_2017-0540-000", terms.OF_ACCOUNT, ["account-070-0540"], id="treasury-account"),
        pytest.param("tas-070-2017_2017-0540-000", terms.TAS_SYMBOL, ["070-2017/2017-0540-000"], id="symbol"),
        pytest.param("psc-7030", terms.PREF_LABEL, ["ADP SOFTWARE"], id="product-code"),
        pytest.param("psc-1000", terms.PREF_LABEL, ["PSC 1000"], id="code-without-a-name"),
        pytest.param("naics-541512", terms.IN_SCHEME, ["scheme-naics"], id="industry-scheme"),
        pytest.param("product-azure", terms.MADE_BY, ["vendor-lei-INR2EJN1ERAN0W5ZP974"], id="maker"),
        pytest.param("product-azure-vision", terms.PART_OF_PRODUCT, ["product-azure"], id="part"),
        pytest.param("vendor-uei-N1C5QLNPJLS4", terms.ULTIMATE_PARENT, ["vendor-uei-TJCDPVN6RNP7"], id="parent"),
        pytest.param("program-raven", terms.RUN_BY, ["subagency-7012"], id="program"),
        pytest.param("statute-pl-119-21", terms.NOTATION, ["Public Law 119-21"], id="statute"),
        pytest.param("subagency-7012", terms.DCT_SOURCE, ["document-agencies.csv"], id="source"),
        pytest.param(
            "document-agencies.csv", terms.DCT_LICENSE, ["CC0-1.0 (US Department of the Treasury)"], id="licence"
        ),
    ],
)
def test_the_shipped_tables_say(subject: str, predicate: str, expected: list[str], shipped: ox.Store) -> None:
    assert values(shipped, subject, predicate) == expected


@pytest.mark.parametrize(
    "query",
    [
        pytest.param("?s skos:prefLabel ?a, ?b . FILTER(?a != ?b)", id="two-labels"),
        pytest.param("?s vg:madeBy ?m FILTER NOT EXISTS { ?m a vg:Vendor }", id="maker-that-is-no-vendor"),
        pytest.param("?s vg:runBy ?a FILTER NOT EXISTS { ?a a vg:Agency }", id="owner-that-is-no-agency"),
        pytest.param("?s vg:managedBy ?a FILTER NOT EXISTS { ?a a vg:Agency }", id="manager-that-is-no-agency"),
        pytest.param("?s vg:ofAccount ?a FILTER NOT EXISTS { ?a a vg:FederalAccount }", id="account-unknown"),
        pytest.param("?s skos:prefLabel ?a FILTER NOT EXISTS { ?s a ?type }", id="no-class"),
        pytest.param("?s dct:source ?f FILTER(isIRI(?f)) FILTER NOT EXISTS { ?f a vg:Document }", id="source-unknown"),
        pytest.param("?s vg:ultimateParent ?p . ?p vg:ultimateParent ?q", id="parent-that-has-a-parent"),
    ],
)
def test_the_shipped_reference_holds_no_contradiction(query: str, shipped: ox.Store) -> None:
    prefixes = {"vg": terms.VG, "skos": terms.SKOS, "dct": terms.DCT}
    found = shipped.query(f"SELECT ?s {{ {query} }} LIMIT 5", prefixes=prefixes)
    assert isinstance(found, ox.QuerySolutions)
    assert [str(row["s"]) for row in found] == []


def test_a_company_name_finds_the_company_and_not_its_product(tmp_path: Path) -> None:
    lines = list(catalogue_quads(read_products(written(tmp_path, PRODUCTS))))
    assert f'<{ID}product-radar-cloud> <{terms.ALT_LABEL}> "RADAR CLOUD" .' in lines
    assert f'<{ID}product-radar-cloud> <{terms.ALT_LABEL}> "BOLT" .' not in lines


def test_other_names_of_a_company_find_it(tmp_path: Path) -> None:
    lines = list(catalogue_quads(read_products(written(tmp_path, PRODUCTS))))
    assert f'<{ID}vendor-name-coil-inc> <{terms.ALT_LABEL}> "Spule" .' in lines


def test_the_ultimate_parent_is_the_topmost_owner(tmp_path: Path) -> None:
    lines = list(catalogue_quads(read_products(written(tmp_path, PRODUCTS))))
    parents = sorted(line for line in lines if terms.ULTIMATE_PARENT in line)
    acme = f"<{ID}vendor-uei-NRLXS9YMBJN5> ."
    assert parents == [
        f"<{ID}vendor-lei-INR2EJN1ERAN0W5ZP974> <{terms.ULTIMATE_PARENT}> {acme}",
        f"<{ID}vendor-name-acme-labs-inc> <{terms.ULTIMATE_PARENT}> {acme}",
        f"<{ID}vendor-name-coil-inc> <{terms.ULTIMATE_PARENT}> {acme}",
        f"<{ID}vendor-uei-CWLDWJHLQ3T5> <{terms.ULTIMATE_PARENT}> {acme}",
    ]


def test_a_vendor_known_by_name_alone_is_provisional(tmp_path: Path) -> None:
    lines = list(catalogue_quads(read_products(written(tmp_path, PRODUCTS))))
    provisional = sorted(line.split()[0] for line in lines if terms.PROVISIONAL in line)
    assert provisional == [f"<{ID}vendor-name-acme-labs-inc>", f"<{ID}vendor-name-coil-inc>"]


def test_a_statute_without_a_number_has_none(tmp_path: Path) -> None:
    lines = list(program_quads(read_programs(written(tmp_path, PROGRAMS))))
    numbers = [line for line in lines if terms.PUBLIC_LAW in line]
    assert numbers == [f'<{ID}statute-pl-119-21> <{terms.PUBLIC_LAW}> "119-21" .']


def test_a_program_and_a_statute_are_found_by_former_names(tmp_path: Path) -> None:
    programs = changed(PROGRAMS, "aliases: [GATE]", "aliases: [GATE], former: [DOOR]")
    lines = list(
        program_quads(read_programs(written(tmp_path, changed(programs, "[OLD ACT]", "[OLD ACT], former: [BILL]"))))
    )
    assert f'<{ID}program-gate> <{terms.ALT_LABEL}> "DOOR" .' in lines
    assert f'<{ID}statute-old-act> <{terms.ALT_LABEL}> "BILL" .' in lines


def test_a_slip_is_no_name_of_anything(tmp_path: Path) -> None:
    programs = changed(PROGRAMS, "aliases: [GATE]", "aliases: [GATE], misspelt: [GAET]")
    products = changed(PRODUCTS, "guards: ['RADAR DRIVE']", "misspelt: [RADRA]")
    lines = "\n".join(
        (
            *program_quads(read_programs(written(tmp_path, programs, "programs.yaml"))),
            *catalogue_quads(read_products(written(tmp_path, products, "products.yaml"))),
        )
    )
    assert ("GAET" in lines, "RADRA" in lines) == (False, False)
    assert f'> <{terms.ALT_LABEL}> "ACME RADAR" .' in lines


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"psc.csv: The file cannot be read"):
        read_table(tmp_path / "psc.csv")


@pytest.mark.parametrize("row", ["7030", "7030,ADP,extra"], ids=["short", "long"])
def test_a_ragged_row_is_named(row: str, tmp_path: Path) -> None:
    (tmp_path / "psc.csv").write_text(f"code,label\n1000,A\n{row}\n")
    with pytest.raises(SourceRejected, match="Row 2 has another number of cells than the header"):
        read_table(tmp_path / "psc.csv")

"""What officials' descriptions print about people."""

from __future__ import annotations

import re
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.ingest.personal import may_hold_personal, without_personal, without_personal_sql


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        pytest.param("COR JANE.DOE@ICE.DHS.GOV 202-555-0143", "COR [e-mail removed] [phone removed]", id="both"),
        pytest.param("(202) 555-0143 OR 202.555.0144.", "[phone removed] OR [phone removed].", id="two-phones"),
        pytest.param("POC: JANE 520 555 0143, AND MORE", "POC: JANE [phone removed], AND MORE", id="spaces"),
        pytest.param("SENT TO JOHN.P.ROE@ICE", "SENT TO [e-mail removed]", id="address-without-end"),
        pytest.param("ACOR: J@ICE.GOV (202)555-0143;", "ACOR: [e-mail removed] [phone removed];", id="glued-area"),
        pytest.param("POC:ROE 214)555-0143", "POC:ROE [phone removed]", id="half-a-parenthesis"),
        pytest.param("202-555-0143,202-555-0144", "[phone removed],[phone removed]", id="one-character-between"),
        pytest.param("POC: ROE, (202)5550143, AND", "POC: ROE, [phone removed], AND", id="no-sign-within"),
        pytest.param("KIRSI ROE703-555-0143", "KIRSI ROE[phone removed]", id="glued-to-a-name"),
        pytest.param("ROE JR.  612.555.0143FUNDS", "ROE JR.  [phone removed]FUNDS", id="glued-to-a-word"),
        pytest.param("CALL 1-800-555-0143 EXT 2", "CALL [phone removed] EXT 2", id="with-country-code"),
        pytest.param("2 EACH @ $5.00", "2 EACH @ $5.00", id="price-is-kept"),
        pytest.param("HSCETC-08-F-00031", "HSCETC-08-F-00031", id="contract-number-is-kept"),
        pytest.param("PART 192120-234-5678-A", "PART 192120-234-5678-A", id="part-number-is-kept"),
        pytest.param("NSN 1095-01-235-4164", "NSN 1095-01-235-4164", id="stock-number-is-kept"),
    ],
)
def test_addresses_and_numbers_are_marked_and_nothing_else(written: str, kept: str) -> None:
    assert without_personal(written) == kept


@settings(deadline=None)  # DuckDB starts threads of its own
@given(st.text(alphabet="A1.@-() 2'é", max_size=40))
def test_sql_gives_the_same_result(text: str) -> None:
    found = duckdb.execute(f"select {without_personal_sql('t')} from (select ? as t)", [text]).fetchone()

    assert found == (without_personal(text),)


@pytest.mark.slow
def test_no_number_of_an_official_is_left_in_the_shipped_graph(shipped_graph: Path) -> None:
    """Looks with a pattern of its own, wider than the importer's; vehicle numbers have letters around their digits."""
    import pyoxigraph as ox

    from graph import terms
    from graph.store.folder import GraphFolder

    number = r"(?<![0-9A-Z-])\(?\d{3}\)?[ .-]{0,2}\d{3}[ .-]\d{4}(?![0-9A-Z-])"
    wide = re.compile(number + r"|\d{3}\)[ .-]{0,2}\d{3}[ .-]?\d|\w@\w+\.\w")
    store = ox.Store.read_only(str(GraphFolder(shipped_graph).store_path))
    texts = store.quads_for_pattern(None, ox.NamedNode(terms.VG + "description"), None, None)

    assert [quad.object.value for quad in texts if wide.search(quad.object.value)] == []  # type: ignore[union-attr]


def test_only_free_text_columns_are_looked_at() -> None:
    assert may_hold_personal("Transaction Description")
    assert may_hold_personal("subaward_description")
    assert not may_hold_personal("award_id_piid")


def test_a_word_of_two_million_letters_is_passed_in_linear_time() -> None:
    word = "x" * 2_000_000

    assert without_personal(f"{word} A@B.C") == f"{word} [e-mail removed]"

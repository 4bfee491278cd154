"""Names in descriptions."""

from __future__ import annotations

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.detect import Detector, Pattern
from graph.infer.detections import detect_names

AZURE = Pattern("product-azure", "product", ("AZURE", "MICROSOFT AZURE"))
ORACLE = Pattern("product-oracle", "product", ("ORACLE",), (r"TOAD FOR ORACLE",))
BILL = Pattern("statute-x", "statute", ("ONE BIG BEAUTIFUL BILL",))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("THE MICROSOFT AZURE ENVIRONMENT", ["MICROSOFT AZURE"], id="longest-name-once"),
        pytest.param("azure, and Azure", ["azure", "Azure"], id="any-case-each-place"),
        pytest.param("AZURES AND XAZURE", [], id="inside-other-words"),
        pytest.param("AZURE-BASED (AZURE)", ["AZURE", "AZURE"], id="punctuation-is-a-boundary"),
        pytest.param("ORACLE LICENSES", ["ORACLE"], id="guard-does-not-fit"),
        pytest.param("TOAD FOR ORACLE LICENSES", [], id="guard-cancels"),
        pytest.param("", [], id="empty"),
        pytest.param("STRAßE UND AZURE", ["AZURE"], id="letters-that-grow-in-upper-case"),
    ],
)
def test_names_are_found_with_the_span_of_the_text_as_printed(text: str, found: list[str]) -> None:
    hits = Detector([AZURE, ORACLE]).find(text)

    assert [text[hit.start : hit.end] for hit in hits if hit.relation != "not_product"] == found


def test_no_patterns_find_nothing() -> None:
    assert Detector([]).find("AZURE") == ()


@given(st.text(max_size=60))
def test_any_text_can_be_searched(text: str) -> None:
    for hit in Detector([AZURE, ORACLE]).find(text):
        assert text[hit.start : hit.end].upper() in ("AZURE", "MICROSOFT AZURE", "ORACLE")


def test_hits_come_with_the_description_they_stand_in() -> None:
    con = duckdb.connect()
    text = 'AZURE, "QUOTED"\nAND LINES'
    con.execute(
        "create table text as select * from (values (1, $text), (2, 'NOTHING')) t(id, description)", {"text": text}
    )

    detect_names(con, [AZURE, BILL])

    assert con.execute("select description, target, kind, span_start, span_end, quote from hit").fetchall() == [
        (text, "product-azure", "product", 0, 5, "AZURE")
    ]


def test_no_hits_leave_an_empty_table() -> None:
    con = duckdb.connect()
    con.execute("create table text as select 1 as id, 'NOTHING' as description")

    detect_names(con, [AZURE])

    assert con.execute("select count(*) from hit").fetchone() == (0,)

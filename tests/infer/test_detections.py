"""Hits over a table of descriptions."""

from __future__ import annotations

import duckdb

from graph.infer.detect import Detector, Pattern
from graph.infer.detections import detect_names

AZURE = Pattern("product-azure", "product", ("AZURE",), (r"AZURE SKY",))
BILL = Pattern("statute-x", "statute", ("ONE BIG BEAUTIFUL BILL",))


def test_hits_come_with_the_description_they_stand_in() -> None:
    con = duckdb.connect()
    text = 'AZURE, "QUOTED"\nAND LINES'
    con.execute(
        "create table text as select * from (values (1, $text), (2, 'NOTHING'), (3, 'AZURE SKY')) t(id, description)",
        {"text": text},
    )

    detect_names(con, Detector([AZURE, BILL]))

    assert con.execute(
        "select description, target, kind, span_start, span_end, quote, relation, rule from hit order by description"
    ).fetchall() == [
        ("AZURE SKY", "product-azure", "product", 0, 5, "AZURE", "not_product", "guard:AZURE SKY"),
        (text, "product-azure", "product", 0, 5, "AZURE", "resale", "named-alone"),
    ]


def test_no_hits_leave_an_empty_table() -> None:
    con = duckdb.connect()
    con.execute("create table text as select 1 as id, 'NOTHING' as description")

    detect_names(con, Detector([AZURE]))

    assert con.execute("select count(*) from hit").fetchone() == (0,)

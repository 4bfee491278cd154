"""Ambiguous names of programs, in awards of other departments."""

from __future__ import annotations

import duckdb
import pytest

from graph.infer.owners import leave_to_owners

OWNED = [("program-raven", "7012"), ("program-raven", "7014"), ("program-sevis", "7012")]


def left(subject: str, target: str, quote: str) -> tuple[str, str]:
    """Return relation and rule of one detection after the owners were asked."""
    with duckdb.connect() as con:
        con.execute(
            "create table placed_by as select * from (values ('army', '2100'), ('army', null), ('ice', '7012'), "
            "('gsa', '4732'), ('gsa', '7014'), ('unknown', null)) t(subject, subtier)"
        )
        con.execute(
            "create table seen(subject varchar, target varchar, kind varchar, quote varchar, relation varchar, "
            "rule varchar, confidence varchar)"
        )
        kind = target.partition("-")[0]
        con.execute("insert into seen values (?, ?, ?, ?, 'named', 'named', '0.98')", [subject, target, kind, quote])
        leave_to_owners(con, "seen", OWNED)
        (found,) = con.execute("select relation, rule from seen").fetchall()
    return found


@pytest.mark.parametrize(
    ("subject", "target", "quote"),
    [
        pytest.param("army", "program-raven", "RAVEN", id="an-english-word"),
        pytest.param("army", "program-raven", "RVN", id="three-letters"),
    ],
)
def test_an_ambiguous_name_is_left_to_its_owners_department(subject: str, target: str, quote: str) -> None:
    assert left(subject, target, quote) == ("not_product", "another-department")


@pytest.mark.parametrize(
    ("subject", "target", "quote"),
    [
        pytest.param("ice", "program-raven", "RAVEN", id="the-owner"),
        pytest.param("gsa", "program-raven", "RAVEN", id="funded-by-its-department"),
        pytest.param("unknown", "program-raven", "RAVEN", id="agency-not-known"),
        pytest.param("army", "program-raven", "RAVEN ANALYTICS", id="written-out"),
        pytest.param("army", "program-sevis", "SEVIS", id="a-name-of-its-own"),
        pytest.param("army", "program-pacer", "PACER", id="shared"),
        pytest.param("army", "product-raven", "RAVEN", id="a-product"),
    ],
)
def test_every_other_name_stays(subject: str, target: str, quote: str) -> None:
    assert left(subject, target, quote) == ("named", "named")

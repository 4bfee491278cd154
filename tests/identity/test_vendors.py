"""One id per company, and every merge said."""

from __future__ import annotations

import duckdb
import pytest

from graph.identity.vendors import resolve_vendors

Mention = tuple[str | None, str, str | None, bool]


def resolve(
    mentions: list[Mention], makers: tuple[tuple[str, tuple[str, ...], str | None], ...] = ()
) -> duckdb.DuckDBPyConnection:
    con = duckdb.connect()
    con.execute("create table mention(uei varchar, name varchar, award_key varchar, own boolean)")
    con.executemany("insert into mention values (?, ?, ?, ?)", mentions)
    con.execute("create table maker_label(vendor varchar, label varchar)")
    for maker, names, _ in makers:
        con.execute("insert into maker_label values (?, ?)", [maker, names[0]])
    resolve_vendors(con, makers)
    return con


def ids(con: duckdb.DuckDBPyConnection) -> dict[tuple[str | None, str], tuple[str, str]]:
    rows = con.execute("select uei, name, vendor, rule from vendor_of").fetchall()
    return {(uei, name): (vendor, rule) for uei, name, vendor, rule in rows}


def test_a_uei_is_the_id() -> None:
    assert ids(resolve([("U1", "Acme, Inc.", None, True)])) == {("U1", "Acme, Inc."): ("vendor-uei-U1", "uei")}


def test_a_name_without_uei_has_a_provisional_id() -> None:
    con = resolve([(None, "Acme, Inc.", "A", True)])

    assert ids(con) == {(None, "Acme, Inc."): ("vendor-name-acme-inc", "name")}
    assert con.execute("select provisional, placeholder from vendor").fetchall() == [(True, False)]
    assert con.execute("select count(*) from judgement").fetchone() == (0,)


def test_the_one_holder_of_a_name_is_it_and_the_judgement_says_so() -> None:
    con = resolve([("U1", "ACME INC", None, True), (None, "Acme, Incorporated", "A", True)])

    assert ids(con)[None, "Acme, Incorporated"] == ("vendor-uei-U1", "same-name-one-uei")
    assert con.execute("select a, b, rule from judgement").fetchall() == [
        ("vendor-name-acme-inc", "vendor-uei-U1", "same-name-one-uei")
    ]


def test_a_name_of_two_companies_is_merged_with_neither() -> None:
    con = resolve([("U1", "ACME INC", None, True), ("U2", "ACME INC", None, True), (None, "ACME INC", "A", True)])

    assert ids(con)[None, "ACME INC"] == ("vendor-name-acme-inc", "name")


def test_the_same_award_tells_which_company_a_name_is() -> None:
    con = resolve([("U1", "ACME INC", "A", True), ("U2", "ACME INC", None, True), (None, "ACME, INC.", "A", True)])

    assert ids(con)[None, "ACME, INC."] == ("vendor-uei-U1", "same-award")


def test_a_company_that_took_an_award_over_is_not_the_one_before_it() -> None:
    """One award went from Northrop to Peraton; all of Northrop's money once became Peraton's."""
    con = resolve([("U1", "PERATON INC.", "A", True), (None, "NORTHROP GRUMMAN SYSTEMS CORPORATION", "A", True)])

    assert ids(con)[None, "NORTHROP GRUMMAN SYSTEMS CORPORATION"] == (
        "vendor-name-northrop-grumman-systems-corp",
        "name",
    )


def test_a_parent_field_gives_no_name_where_there_is_another() -> None:
    con = resolve([("P", "CHILD LLC", None, False), ("P", "PARENT CORP", None, True), ("C", "CHILD LLC", None, True)])

    assert con.execute("select label from vendor_label where vendor = 'vendor-uei-P'").fetchall() == [("PARENT CORP",)]


@pytest.mark.parametrize("name", ["DOMESTIC AWARDEES (UNDISCLOSED)", "MISCELLANEOUS FOREIGN AWARDEES"])
def test_a_placeholder_is_marked_and_never_merged(name: str) -> None:
    con = resolve([("U1", name, None, True), (None, name, "A", True)])

    assert ids(con)[None, name][1] == "placeholder"
    assert (True,) in con.execute("select placeholder from vendor").fetchall()


def test_a_name_the_catalogue_lists_is_the_maker() -> None:
    con = resolve([(None, "MICROSOFT CORPORATION", "A", True)], (("vendor-lei-X", ("MICROSOFT CORPORATION",), None),))

    assert ids(con)[None, "MICROSOFT CORPORATION"] == ("vendor-lei-X", "catalogue-name")


def test_a_name_that_holds_a_makers_name_is_another_company() -> None:
    con = resolve([(None, "CADDELL CONSTRUCTION CO", "A", True)], (("vendor-uei-D", ("DELL",), "D"),))

    assert ids(con)[None, "CADDELL CONSTRUCTION CO"] == ("vendor-name-caddell-construction-co", "name")

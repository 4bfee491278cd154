import csv
import gzip
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.names import LEGAL_FORMS, normalise, normalise_sql, similar

RECORDS = Path(__file__).resolve().parent.parent / "data" / "records"
WORDS = [
    "L.",
    "L",
    "C",
    "P",
    "LIMITED",
    "Liability",
    "company",
    "PARTNERSHIP",
    "incorporated",
    "É",
    "&",
    "-",
    "'",
    "Ltd",
    "ß",
]
NAMES = st.one_of(
    st.text(), st.text(st.characters(max_codepoint=0x17F)), st.lists(st.sampled_from(WORDS)).map(" ".join)
)


def in_duckdb(names: list[str | None]) -> list[str | None]:
    import duckdb

    with duckdb.connect() as connection:
        rows = connection.execute(
            f"select {normalise_sql('name')} from (select unnest(?::varchar[]) as name)", [names]
        ).fetchall()
    return [row[0] for row in rows]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        pytest.param("FOUR POINTS TECHNOLOGY, L.L.C.", "FOUR POINTS TECHNOLOGY LLC", id="llc-with-stops"),
        pytest.param("Four Points Technology L L C", "FOUR POINTS TECHNOLOGY LLC", id="llc-with-spaces"),
        pytest.param(
            "Four Points Technology Limited Liability Company", "FOUR POINTS TECHNOLOGY LLC", id="llc-in-full"
        ),
        pytest.param("DELL FEDERAL SYSTEMS L.P.", "DELL FEDERAL SYSTEMS LP", id="lp"),
        pytest.param("Dell Federal Systems Limited Partnership", "DELL FEDERAL SYSTEMS LP", id="lp-in-full"),
        pytest.param("MICROSOFT CORPORATION", "MICROSOFT CORP", id="corporation"),
        pytest.param("The Boeing Company", "THE BOEING CO", id="company"),
        pytest.param("Acme Co., Ltd.", "ACME CO LTD", id="two-forms"),
        pytest.param("Unisys Incorporated Incorporated", "UNISYS INC INC", id="form-twice"),
        pytest.param("COMPANYWIDE LIMITEDS", "COMPANYWIDE LIMITEDS", id="forms-inside-words-stay"),
        pytest.param("AT&T", "AT AND T", id="ampersand"),
        pytest.param("O'Brien  &\tSons", "OBRIEN AND SONS", id="apostrophe-and-spaces"),
        pytest.param("O\u2019Brien", "OBRIEN", id="curly-apostrophe"),
        pytest.param("HEWLETT-PACKARD / HP", "HEWLETT PACKARD HP", id="hyphen-and-slash"),
        pytest.param("Société Générale S.A.", "SOCIETE GENERALE SA", id="accents"),
        pytest.param("Socie\u0301te\u0301", "SOCIETE", id="accents-apart"),
        pytest.param("Weiß Æther Łódź", "WEISS AETHER LODZ", id="letters-that-are-no-accents"),
        pytest.param("Microsoft\u00ae Azure\u2122", "MICROSOFT AZURE", id="signs-of-trade"),
        pytest.param("微软", "微软", id="other-scripts-stay"),
        pytest.param("ромашка", "РОМАШКА", id="cyrillic-capitals"),
        pytest.param(" .,- ", "", id="nothing-but-punctuation"),
    ],
)
def test_names_of_one_organisation_get_one_spelling(written: str, name: str) -> None:
    assert (normalise(written), in_duckdb([written])) == (name, [name])


@given(NAMES)
def test_normalising_twice_changes_nothing_more(written: str) -> None:
    assert normalise(normalise(written)) == normalise(written)


@settings(deadline=None)
@given(st.lists(NAMES, min_size=1))
def test_duckdb_and_python_normalise_alike(names: list[str]) -> None:
    assert in_duckdb([*names]) == [normalise(name) for name in names]


def test_duckdb_normalises_null_to_null() -> None:
    assert in_duckdb([None]) == [None]


def test_every_latin_capital_and_small_letter_with_an_accent_loses_it() -> None:
    letters = [chr(point) for point in range(0xC0, 0x180) if chr(point).isalpha()]
    plain = {one: unicodedata.normalize("NFD", one)[0].upper() for one in letters}
    composed = {one: base for one, base in plain.items() if base.isascii()}

    assert {one: normalise(one) for one in composed} == composed


@pytest.mark.parametrize("form", sorted(LEGAL_FORMS))
def test_legal_forms_are_in_the_spelling_that_normalising_gives(form: str) -> None:
    assert normalise(f"Acme {form}") == f"ACME {form}"


def shipped_names() -> set[str]:
    names: set[str] = set()
    for file in RECORDS.glob("*.csv.gz"):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as stream:
            for row in csv.DictReader(stream):
                names |= {cell for column, cell in row.items() if "name" in column.lower() and cell}
    return names


@pytest.mark.slow
def test_duckdb_and_python_normalise_every_shipped_name_alike() -> None:
    names = sorted(shipped_names())
    if not names:
        pytest.skip("no records are shipped in data/records")

    assert in_duckdb([*names]) == [normalise(name) for name in names]


CANDIDATES = [
    "MICROSOFT CORP",
    "DELL FEDERAL SYSTEMS LP",
    "PALANTIR TECHNOLOGIES INC",
    "MICRO FOCUS LLC",
    "AZURE AI VISION",
]


@pytest.mark.parametrize(
    ("query", "nearest"),
    [
        pytest.param("MICROSFT", "MICROSOFT CORP", id="letter-left-out"),
        pytest.param("microsoft corp", "MICROSOFT CORP", id="small-letters"),
        pytest.param("PALANTEER", "PALANTIR TECHNOLOGIES INC", id="first-word-of-a-long-name"),
        pytest.param("FEDERAL SYTEMS", "DELL FEDERAL SYSTEMS LP", id="words-in-the-middle"),
        pytest.param("AZURE VISION", "AZURE AI VISION", id="word-left-out"),
    ],
)
def test_a_misspelling_finds_the_nearest_name(query: str, nearest: str) -> None:
    assert similar(query, CANDIDATES)[0] == nearest


@pytest.mark.parametrize("query", ["QQQQ", "", "Z"])
def test_nothing_is_suggested_when_nothing_is_near(query: str) -> None:
    assert similar(query, CANDIDATES) == []


def test_suggestions_are_cut_and_each_is_given_once() -> None:
    assert similar("MICROSOFT", [*CANDIDATES, *CANDIDATES, "MICROSOFT INC", "MICROSOF"], limit=2) == [
        "MICROSOFT INC",
        "MICROSOFT CORP",
    ]


def test_suggestions_do_not_depend_on_the_order_of_candidates() -> None:
    assert similar("MICROSFT", CANDIDATES) == similar("MICROSFT", CANDIDATES[::-1])

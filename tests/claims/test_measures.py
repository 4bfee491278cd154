from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.cardinals import unread_in
from graph.claims.measures import measures_in, months_in, names_unit, numbers_in, years_in
from graph.claims.numerals import NUMBERS, SCALES


@pytest.mark.parametrize(
    ("words", "measures"),
    [
        pytest.param("nearly 1,400 terabytes", [("1400", "terabyte", "nearly")], id="bound-and-unit"),
        pytest.param(
            "approximately 490 million high-resolution images", [("490000000", "image", "about")], id="unit-further-on"
        ),
        pytest.param("more than doubled", [("2", "factor", "more-than")], id="factor"),
        pytest.param("three times as many", [("3", "factor", "")], id="times"),
        pytest.param("halved its staff", [("0.5", "factor", "")], id="halved"),
        pytest.param("$3.5 million", [("3500000", "USD", "")], id="dollars"),
        pytest.param("\u20ac3.2m for 5m of fence", [("3200000", "EUR", "")], id="m-after-a-sign-only"),
        pytest.param("USD 400,000", [("400000", "USD", "")], id="currency-code"),
        pytest.param("up to 25 percent", [("25", "percent", "at-most")], id="up-to"),
        pytest.param("no more than 12 days", [("12", "day", "at-most")], id="no-more-than"),
        pytest.param("at least twenty-five officers", [("25", "", "at-least")], id="words"),
        pytest.param("in just six months", [("6", "month", "")], id="six-months"),
        pytest.param("a dozen or two thousand", [("12", "", ""), ("2000", "", "")], id="dozen-and-thousand"),
        pytest.param("nearly a $75 billion boost", [("75000000000", "USD", "nearly")], id="bound-before-article"),
        pytest.param(
            "$4 billion, up from $1.5 billion", [("4000000000", "USD", ""), ("1500000000", "USD", "")], id="up-from"
        ),
        pytest.param("hundreds of thousands of hours", [], id="vague"),
        pytest.param("one of them", [], id="one-of-them"),
        pytest.param("It took 7. Months later", [("7", "", "")], id="a-unit-of-the-next-sentence"),
    ],
)
def test_numbers_are_read_with_unit_and_bound(words: str, measures: list[tuple[str, str, str]]) -> None:
    assert [(f"{one.number:f}", one.unit, one.bound) for one in measures_in(words)] == measures


@pytest.mark.parametrize(
    ("words", "values", "unit", "bound"),
    [
        ("half a million files", "500000", "", ""),
        ("nearly half a million people", "500000", "", "nearly"),
        ("a quarter of a million files", "250000", "", ""),
        ("quarter of a million files", "250000", "", ""),
        ("three quarters of a billion dollars", "750000000", "USD", ""),
        ("half a dozen officers", "6", "", ""),
        ("half an hour", "0.5", "hour", ""),
        ("half of its staff", "0.5", "", ""),
        ("three-quarters of the files", "0.75", "", ""),
        ("3/4 of files", "0.75", "", ""),
        ("2\u00bd million", "2500000", "", ""),
        ("one and a half billion dollars", "1500000000", "USD", ""),
        ("more than one and a half million files", "1500000", "", "more-than"),
        ("a million and a half people", "1500000", "", ""),
        ("one point five billion", "1500000000", "", ""),
        ("two hundred and fifty-one agents", "251", "", ""),
        ("one hundred twenty thousand", "120000", "", ""),
        ("twenty-five hundred agents", "2500", "", ""),
        ("3 hundred thousand", "300000", "", ""),
        ("2 dozen", "24", "", ""),
        ("$2.5 mln", "2500000", "USD", ""),
        ("$2.5 bn", "2500000000", "USD", ""),
        ("$2.5 tn", "2500000000000", "USD", ""),
        ("$2.5bn", "2500000000", "USD", ""),
        ("$75-billion plan", "75000000000", "USD", ""),
        ("\u20ac2.5 Mrd. Verlust", "2500000000", "EUR", ""),
        ("2,5 Mrd. Euro", "2500000000", "EUR", ""),
        ("\u20ac3 Mio. f\u00fcr", "3000000", "EUR", ""),
        ("2.5bn people", "2500000000", "", ""),
        ("5m people", "5000000", "", ""),
        ("$5 crore", "50000000", "USD", ""),
        ("3 lakh", "300000", "", ""),
        ("minus 5 percent", "-5", "percent", ""),
        ("-5 percent", "-5", "percent", ""),
        ("\u22125 percent", "-5", "percent", ""),
        ("-$5 million", "-5000000", "USD", ""),
        ("minus half a million", "-500000", "", ""),
        ("5 percentage points", "5", "percentage-point", ""),
        ("5 per cent", "5", "percent", ""),
        ("a 3.5-fold rise", "3.5", "factor", ""),
        ("five-fold", "5", "factor", ""),
        ("400 TB", "400", "terabyte", ""),
        ("400TB", "400", "terabyte", ""),
        ("400 Tb", "400", "", ""),
        ("C$5 million", "5000000", "CAD", ""),
        ("75 billion Hong Kong dollars", "75000000000", "HKD", ""),
        ("5 Jamaican dollars", "5", "", ""),
        ("USD400,000", "400000", "USD", ""),
        ("12 in states", "12", "", ""),
        ("from 400 to 800", "400 800", "", ""),
        ("3-4 years", "3 4", "year", ""),
        ("$5-7 million", "5000000 7000000", "USD", ""),
        ("two in six months", "2 6", "month", ""),
        ("12 in 3 states", "12 3", "", ""),
    ],
)  # fmt: skip
def test_a_wording_has_one_value_unit_and_bound(words: str, values: str, unit: str, bound: str) -> None:
    found = measures_in(words)
    assert [f"{one.number:f}" for one in found] == values.split()
    assert {one.unit for one in found} - ({""} if len(found) > 1 else set()) <= {unit}
    assert unit in {one.unit for one in found}
    assert {one.bound for one in found} == {bound}
    assert unread_in(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "F-35 jets",
        "COVID-19 cases",
        "Section 702",
        "Room 101",
        "the 12th award",
        "5G networks",
        "Q3",
        "17.02.2026",
        "2/17/2026",
        "at 10:30",
        "24/7",
        "9/11",
        "2025-26",
        "the second half",
        "the third quarter",
        "one of them",
        "hundreds of thousands of files",
        "a couple of files",
    ],
)
def test_what_is_no_number_is_neither_read_nor_asked_about(words: str) -> None:
    assert (measures_in(words), unread_in(words)) == ([], [])


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("two in five agents", "two in five"),
        ("5 out of 10 people", "5 out of 10"),
        ("two-thirds of the files", "two-thirds"),
        ("a third of the files", "a third"),
        ("1.400 files", "1.400"),
        ("1 400 files", "1 400"),
        ("5m of fence", "5m"),
        ("nineteen eighty-four", "nineteen eighty-four"),
        ("20-odd people", "20-odd"),
        ("5 to 7 million people", "5"),
        ("2,5 percent", "2,5"),
    ],
)
def test_what_has_two_readings_is_not_read(words: str, unread: str) -> None:
    assert unread_in(words) == [unread]
    assert not any(words.startswith(unread, one.start) for one in measures_in(words))


_SMALL = st.integers(2, 99).map(lambda number: (number, _in_words(number)))


def _in_words(number: int) -> str:
    names = {value: word for word, value in NUMBERS.items()}
    return names.get(number) or f"{names[number - number % 10]}-{names[number % 10]}"


@given(_SMALL, _SMALL, st.sampled_from(["thousand", "million", "billion"]))
def test_numbers_in_words_are_read_back_exactly(first: tuple[int, str], second: tuple[int, str], scale: str) -> None:
    power = 10 ** SCALES[scale]
    words = f"some {first[1]} hundred {scale} and {second[1]} things"
    assert numbers_in(words) == {Decimal(first[0] * 100 * power + second[0])}


@given(st.integers(0, 10**15), st.sampled_from(["", " thousand", " million", " billion"]))
def test_a_printed_number_is_read_back_exactly(number: int, scale: str) -> None:
    power = {"": 0, " thousand": 3, " million": 6, " billion": 9}[scale]
    assert numbers_in(f"some {number:,}{scale} things") == {Decimal(number) * 10**power}


@given(st.text())
def test_any_text_is_read_without_failing(words: str) -> None:
    for one in measures_in(words):
        assert 0 <= one.start < one.end <= len(words)


@pytest.mark.parametrize(
    ("words", "months"),
    [
        pytest.param("between July 2025 and January 2026", {(2025, 7), (2026, 1)}, id="two"),
        pytest.param("between July and December 2025", {(2025, 7), (2025, 12)}, id="one-year-for-both"),
        pytest.param("on July 4, 2025", {(2025, 7)}, id="a-day"),
        pytest.param("in July", set(), id="no-year"),
        pytest.param("the 2025 budget", set(), id="a-year"),
    ],
)
def test_months_are_read(words: str, months: set[tuple[int, int]]) -> None:
    assert months_in(words) == months


def test_years_are_read_and_other_numbers_not() -> None:
    assert years_in("in the 2025 budget of 2000 terabytes, 1,999 staff and 20261 items") == {2025}


@pytest.mark.parametrize(
    ("words", "unit", "named"),
    [
        pytest.param("for $3", "USD", True, id="sign"),
        pytest.param("three dollars", "USD", True, id="word"),
        pytest.param("for $3", "EUR", False, id="another-currency"),
        pytest.param("3,000 immigrants", "person", True, id="no-fixed-spelling"),
    ],
)
def test_units_are_recognised(words: str, unit: str, named: bool) -> None:
    assert names_unit(words, unit) is named

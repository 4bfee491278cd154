from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims.measures import measures_in, months_in, names_unit, numbers_in, years_in


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
        pytest.param("\u20ac3.2m for 5m of fence", [("3200000", "EUR", ""), ("5", "", "")], id="m-after-a-sign-only"),
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

from decimal import Decimal

import pytest

from graph.claims import measures_in
from graph.claims.numerals import CURRENCIES, SIGNS
from graph.drafting.values import find_values


@pytest.mark.parametrize(
    ("text", "words", "value", "unit", "bound"),
    [
        pytest.param("a historic $75 billion budget", "$75 billion", "75000000000", "USD", None, id="dollars"),
        pytest.param("$30 Million to Help", "$30 Million", "30000000", "USD", None, id="headline-case"),
        pytest.param("worth \u20ac3.2m", "\u20ac3.2m", "3200000", "EUR", None, id="short-scale"),
        pytest.param("\u00a31.5bn", "\u00a31.5bn", "1500000000", "GBP", None, id="pounds"),
        pytest.param("USD 400,000", "USD 400,000", "400000", "USD", None, id="code-first"),
        pytest.param("12.5 million euros", "12.5 million euros", "12500000", "EUR", None, id="currency-in-words"),
        pytest.param("exactly $49,874,018.14", "$49,874,018.14", "49874018.14", "USD", None, id="to-the-cent"),
        pytest.param("up to CHF 5 million", "up to CHF 5 million", "5000000", "CHF", "at-most", id="at-most"),
        pytest.param("nearly 1,400 terabytes", "nearly 1,400 terabytes", "1400", "terabyte", "nearly", id="nearly"),
        pytest.param("more than 5,000 people", "more than 5,000 people", "5000", "person", "more-than", id="more-than"),
        pytest.param("at least 25 drones", "at least 25 drones", "25", "count", "at-least", id="at-least"),
        pytest.param("fewer than 9 radars", "fewer than 9 radars", "9", "count", "less-than", id="less-than"),
        pytest.param("50 people or more", "50 people or more", "50", "person", "at-least", id="bound-behind"),
        pytest.param(
            "approximately 490 million high-resolution images",
            "approximately 490 million high-resolution images",
            "490000000",
            "image",
            "about",
            id="about-images",
        ),
        pytest.param("has more than doubled", "more than doubled", "2", "factor", "more-than", id="doubled"),
        pytest.param("tripled", "tripled", "3", "factor", None, id="tripled"),
        pytest.param("was halved", "halved", "0.5", "factor", None, id="halved"),
        pytest.param("a four-fold rise", "four-fold", "4", "factor", None, id="fold"),
        pytest.param("five times as many", "five times", "5", "factor", None, id="times"),
        pytest.param("a 40 per cent rise", "40 per cent", "40", "percent", None, id="per-cent"),
        pytest.param("three thousand cameras", "three thousand cameras", "3000", "count", None, id="in-words"),
        pytest.param(
            "two hundred and fifty-one agents",
            "two hundred and fifty-one agents",
            "251",
            "person",
            None,
            id="long-words",
        ),
        pytest.param("a five-year contract", "five-year", "5", "year", None, id="hyphen"),
        pytest.param("hundreds of millions of dollars", "hundreds of millions of dollars", None, "", None, id="vague"),
        pytest.param("$5-7 million", "$5-7 million", None, "", None, id="range-with-one-scale"),
        pytest.param("\u20ac3.200", "\u20ac3.200", None, "", None, id="thousands-or-decimals"),
        pytest.param("\u20ac1.234.567", "\u20ac1.234.567", None, "", None, id="not-written-in-english"),
        pytest.param("\u00a5500", "\u00a5500", None, "", None, id="sign-of-several-currencies"),
        pytest.param("600 kilometres", "600 kilometres", None, "", None, id="unit-not-on-the-list"),
        pytest.param("grew to 1,400.", "1,400", None, "", None, id="no-unit"),
    ],
)
def test_values_keep_their_words_and_get_a_number_where_it_is_certain(
    text: str, words: str, value: str | None, unit: str, bound: str | None
) -> None:
    found = [
        (text[hit.start : hit.end], hit.value, hit.unit or hit.currency or "", hit.bound) for hit in find_values(text)
    ]
    assert found == [(words, None if value is None else Decimal(value), unit, bound)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ICE Triples Down on Azure", id="idiom"),
        pytest.param("at 3:30 p.m. and 3 p.m.", id="time-of-day"),
        pytest.param("24/7 and 287(g)", id="slash-and-bracket"),
        pytest.param("COVID-19 and F-35 jets and A320", id="inside-names"),
        pytest.param("Section 12, Title 42 and No. 5", id="numbered-parts"),
        pytest.param("as 404 Media reported", id="number-in-a-name"),
        pytest.param("a Boeing 737 jet", id="number-behind-a-name"),
        pytest.param("the 21st century, 2nd", id="ordinals"),
        pytest.param("one of them", id="one"),
        pytest.param("a source [1] says", id="footnote"),
        pytest.param("double-digit growth", id="double-digit"),
        pytest.param("in 2025", id="year"),
    ],
)
def test_digits_that_count_nothing_are_no_values(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in find_values(text)] == []


def test_a_unit_said_once_holds_for_both_numbers() -> None:
    found = find_values("from 400 to nearly 1,400 terabytes")
    assert [(hit.value, hit.unit, hit.bound) for hit in found] == [
        (Decimal(400), "terabyte", None),
        (Decimal(1400), "terabyte", "nearly"),
    ]


def test_numbers_inside_names_and_times_count_nothing() -> None:
    assert find_values("Windows 11 laptops", [(0, 10)]) == ()


# A draft and its verification read one table: what the one takes for a number, the other must find in the quote.
@pytest.mark.parametrize(
    "words",
    [
        *(f"{sign}3.5 million" for sign in SIGNS),
        *(f"{code} 3.5 million" for code in CURRENCIES),
        *("12 U.S. dollars", "12 British pounds", "12 Swiss francs", "12 Canadian dollars", "$12mln", "\u20ac12trn"),
        *("40 TB", "40 gigabytes", "40 photographs", "40 hours", "40 per cent", "40%", "a 40-month contract"),
        *("quintupled", "trebled", "halved", "tenfold", "twice", "four times as many"),
        *(f"{bound} 40 petabytes" for bound in ("just under", "approaching", "well over", "north of", "topping")),
        *(
            f"{bound} 40 petabytes"
            for bound in ("no fewer than", "up to", "not more than", "below", "close to", "some")
        ),
    ],
)
def test_drafting_and_verifying_read_numbers_alike(words: str) -> None:
    (drafted,) = find_values(words)
    read = [(one.number, one.unit, one.bound) for one in measures_in(words)]
    assert read == [(drafted.value, drafted.unit or drafted.currency or "", drafted.bound or "")]


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("half a million files were lost", "half a million files", "500000", "count"),
        ("quarter of a million files", "quarter of a million files", "250000", "count"),
        ("half a dozen officers", "half a dozen officers", "6", "person"),
        ("a dozen officers quit", "a dozen officers", "12", "person"),
        ("one and a half billion dollars were spent", "one and a half billion dollars", "1500000000", "USD"),
        ("2,5 Mrd. Euro Verlust", "2,5 Mrd. Euro", "2500000000", "EUR"),
        ("\u20ac2.5 Mrd. Verlust", "\u20ac2.5 Mrd.", "2500000000", "EUR"),
        ("$2.5 tn", "$2.5 tn", "2500000000000", "USD"),
        ("minus 5 percent", "minus 5 percent", "-5", "percent"),
        ("fell to -5 percent", "-5 percent", "-5", "percent"),
        ("3 hundred thousand files", "3 hundred thousand files", "300000", "count"),
        ("a 3.5-fold rise", "3.5-fold", "3.5", "factor"),
        ("2\u00bd million people", "2\u00bd million people", "2500000", "person"),
        ("half an hour", "half an hour", "0.5", "hour"),
    ],
)  # fmt: skip
def test_numbers_in_words_and_fractions_are_drafted(text: str, words: str, value: str, unit: str) -> None:
    (hit,) = find_values(text)
    assert (text[hit.start : hit.end], hit.value, hit.currency or hit.unit) == (words, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Roughly a dozen officers quit", "a dozen officers"),
        ("a couple of files", "a couple of files"),
        ("two in five agents", "two in five"),
        ("nearly two-thirds of it", "nearly two-thirds"),
        ("three-quarters of the files", "three-quarters"),
        ("1 400 files", "1 400"),
        ("20-odd agents", "20-odd"),
        ("about half a million", "about half a million"),
    ],
)
def test_what_is_no_one_number_keeps_its_words(text: str, words: str) -> None:
    hit = find_values(text)[0]
    assert (text[hit.start : hit.end].removeprefix("Roughly "), hit.value) == (words, None)
    assert hit.note

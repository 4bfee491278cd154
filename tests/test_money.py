from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ValueRejected
from graph.money import Amount, AmountInterval, AmountKind, Money, format_usd, from_scaled, to_scaled, total


def usd(amount: str) -> Money:
    return Money(Decimal(amount))


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        pytest.param("$75,000,000,000", "75000000000", id="dollar-sign-and-commas"),
        pytest.param("-500", "-500", id="deobligation"),
        pytest.param("$-12.50", "-12.50", id="minus-behind-the-dollar-sign"),
        pytest.param("-$12.50", "-12.50", id="minus-before-the-dollar-sign"),
        pytest.param(" 9498725.54 ", "9498725.54", id="padded"),
        pytest.param("+3", "3", id="plus"),
        pytest.param(".5", "0.5", id="no-whole-part"),
        pytest.param("0.00", "0", id="zero"),
        pytest.param("2840000000000.0001", "2840000000000.0001", id="four-places"),
    ],
)
def test_money_reads_amounts_as_federal_sites_write_them(written: str, amount: str) -> None:
    assert Money.parse(written) == Money(Decimal(amount), "USD")


@pytest.mark.parametrize(
    "written",
    [
        "",
        "$",
        "-",
        "1,00",
        "1,0000",
        "12,345,6",
        "--5",
        "-$-5",
        "+$-5",
        "(500)",
        "5 USD",
        "NaN",
        "Infinity",
        "1_000",
        "٣",
        "1.",
    ],
)
def test_money_refuses_what_is_no_amount(written: str) -> None:
    with pytest.raises(ValueRejected) as caught:
        Money.parse(written)

    assert str(caught.value) == f"{written!r} is not an amount. Write it as 9498725.54 or $9,498,725.54."


def test_money_refuses_an_amount_that_a_spreadsheet_has_shortened() -> None:
    with pytest.raises(ValueRejected, match=r"'1\.5E\+06' was shortened by a spreadsheet"):
        Money.parse("1.5E+06")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2))
def test_money_survives_a_round_trip_through_text(amount: Decimal) -> None:
    assert Money.parse(f"${amount:,}").amount == amount


@given(st.decimals(min_value=-(10**20), max_value=10**20, places=4))
def test_money_survives_a_round_trip_through_its_display(amount: Decimal) -> None:
    assert Money.parse(str(Money(amount))).amount == amount


@pytest.mark.parametrize("amount", ["NaN", "Infinity", "-Infinity"])
def test_money_is_finite(amount: str) -> None:
    with pytest.raises(ValueRejected, match=f"Amount {amount} is not a finite number"):
        usd(amount)


@pytest.mark.parametrize("currency", ["usd", "US", "DOLLAR", ""])
def test_a_currency_is_three_capitals(currency: str) -> None:
    with pytest.raises(ValueRejected, match="is not an ISO 4217 code"):
        Money(Decimal(1), currency)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [
        pytest.param("9498725.5400", "$9,498,725.54", id="cents"),
        pytest.param("0.5", "$0.50", id="two-places-at-least"),
        pytest.param("0.1250", "$0.125", id="more-places-when-there-are"),
        pytest.param("75000000000.00", "$75,000,000,000", id="whole"),
        pytest.param("7.5E+10", "$75,000,000,000", id="exponent"),
        pytest.param("-50", "-$50", id="deobligation"),
        pytest.param("-0.00", "$0", id="negative-zero"),
    ],
)
def test_dollars_are_shown_with_separators_and_the_cents_there_are(amount: str, shown: str) -> None:
    assert format_usd(Decimal(amount)) == shown


def test_money_of_another_currency_is_shown_with_its_code() -> None:
    assert str(Money(Decimal("-1234.5"), "EUR")) == "-1,234.50 EUR"


def test_money_adds_and_subtracts_to_the_cent() -> None:
    assert (usd("0.10") + usd("0.20"), usd("0.10") - usd("0.30"), -usd("5")) == (
        usd("0.30"),
        usd("-0.20"),
        usd("-5"),
    )


def test_money_is_ordered_by_amount() -> None:
    assert sorted([usd("3"), usd("-1"), usd("2")]) == [usd("-1"), usd("2"), usd("3")]


def test_sums_keep_more_digits_than_the_default_context_of_python() -> None:
    assert usd("123456789012345678901234567890.01") + usd("0.0001") == usd("123456789012345678901234567890.0101")


def test_two_currencies_are_not_added() -> None:
    with pytest.raises(ValueRejected, match=r"\$1 and 1 EUR are in two currencies"):
        usd("1") + Money(Decimal(1), "EUR")


def test_a_sum_that_cannot_be_exact_is_refused() -> None:
    with pytest.raises(ValueRejected, match="more than 100 digits"):
        usd("1E+200") + usd("1")


def test_amounts_of_one_kind_are_added() -> None:
    amounts = [Amount(usd("5"), AmountKind.OBLIGATION), Amount(usd("-2.50"), AmountKind.OBLIGATION)]

    assert total(amounts, AmountKind.OBLIGATION) == Amount(usd("2.50"), AmountKind.OBLIGATION)


def test_the_total_of_nothing_is_zero_dollars_of_the_kind_asked_for() -> None:
    assert total([], AmountKind.OUTLAY) == Amount(usd("0"), AmountKind.OUTLAY)


@pytest.mark.parametrize("kind", [kind for kind in AmountKind if kind is not AmountKind.OBLIGATION])
def test_kinds_of_amounts_are_never_added(kind: AmountKind) -> None:
    with pytest.raises(ValueRejected, match=r"kinds of amounts are never mixed\. Total each kind by itself"):
        Amount(usd("5"), AmountKind.OBLIGATION) + Amount(usd("5"), kind)


def test_a_total_is_of_the_kind_asked_for() -> None:
    with pytest.raises(ValueRejected, match=r"\$5 \(ceiling\) is not an amount of kind obligation"):
        total([Amount(usd("5"), AmountKind.CEILING)], AmountKind.OBLIGATION)


def test_an_interval_holds_both_its_ends() -> None:
    interval = AmountInterval(usd("0"), usd("10"), AmountKind.OBLIGATION)

    held = [usd(amount) in interval for amount in ("-0.01", "0", "10", "10.01")]
    assert (held, Money(Decimal(5), "EUR") in interval, str(interval)) == (
        [False, True, True, False],
        False,
        "$0 to $10 (obligation)",
    )


def test_an_interval_enters_no_sum() -> None:
    assert not hasattr(AmountInterval, "__add__")


@pytest.mark.parametrize(
    ("least", "most", "message"),
    [
        pytest.param(usd("2"), usd("1"), r"The least amount \$2 is more than the most, \$1", id="backwards"),
        pytest.param(usd("1"), Money(Decimal(2), "EUR"), "are in two currencies", id="two-currencies"),
    ],
)
def test_an_interval_has_ends_in_order_and_in_one_currency(least: Money, most: Money, message: str) -> None:
    with pytest.raises(ValueRejected, match=message):
        AmountInterval(least, most, AmountKind.OBLIGATION)


@given(st.decimals(min_value=-(10**14), max_value=10**14, places=4))
def test_scaled_integers_give_the_amount_back(amount: Decimal) -> None:
    assert from_scaled(to_scaled(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        pytest.param("0.00001", "has more than 4 decimal places", id="fifth-place"),
        pytest.param("NaN", "is not a finite number", id="nan"),
        pytest.param("Infinity", "is not a finite number", id="infinity"),
    ],
)
def test_an_amount_that_scaling_would_round_is_refused(amount: str, message: str) -> None:
    with pytest.raises(ValueRejected, match=message):
        to_scaled(Decimal(amount))

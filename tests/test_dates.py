from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import PartialDate, fiscal_year, fiscal_year_days
from graph.errors import ValueRejected


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("2024", PartialDate(2024), id="year"),
        pytest.param("2024-05", PartialDate(2024, 5), id="month"),
        pytest.param("2024-05-31", PartialDate(2024, 5, 31), id="day"),
        pytest.param("2024-05-31 00:00:00", PartialDate(2024, 5, 31), id="fpds-midnight"),
        pytest.param("2024-05-31T09:54:42.5Z", PartialDate(2024, 5, 31), id="iso-time"),
        pytest.param("2025-03-21 19:22:13+00", PartialDate(2025, 3, 21), id="time-with-offset"),
        pytest.param("5/31/21", PartialDate(2021, 5, 31), id="resaved-by-a-spreadsheet"),
        pytest.param("5/31/21 0:00", PartialDate(2021, 5, 31), id="resaved-with-midnight"),
        pytest.param("05/31/2021", PartialDate(2021, 5, 31), id="four-digit-year"),
        pytest.param("1/2/00", PartialDate(2000, 1, 2), id="first-of-the-new-century"),
        pytest.param("1/2/68", PartialDate(2068, 1, 2), id="last-of-the-new-century"),
        pytest.param("1/2/69", PartialDate(1969, 1, 2), id="first-of-the-old-century"),
        pytest.param("1/2/99", PartialDate(1999, 1, 2), id="last-of-the-old-century"),
        pytest.param(" 2024-02-29 ", PartialDate(2024, 2, 29), id="padded-leap-day"),
    ],
)
def test_dates_are_read_as_sources_print_them(written: str, meant: PartialDate) -> None:
    assert PartialDate.parse(written) == meant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "24",
        "2024-5",
        "2024-05-31x",
        "31.05.2024",
        "2024/05/31",
        "5/31",
        "5/31/021",
        "May 2024",
        "2024-05T00:00",
        "٢٠٢٤",
    ],
)
def test_text_that_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueRejected, match=r"is not a date\. Write it as 2024-05-31, 2024-05 or 2024"):
        PartialDate.parse(written)


@pytest.mark.parametrize("written", ["2023-02-29", "2024-13", "2024-00", "0000", "13/1/24", "31/12/2024", "2/30/24"])
def test_a_day_that_is_not_in_the_calendar_is_refused(written: str) -> None:
    with pytest.raises(ValueRejected, match="in the calendar"):
        PartialDate.parse(written)


def test_a_day_needs_a_month() -> None:
    with pytest.raises(ValueRejected, match="Day 3 of 2024 has no month"):
        PartialDate(2024, None, 3)


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        pytest.param("2024", date(2024, 1, 1), date(2024, 12, 31), id="year"),
        pytest.param("2024-02", date(2024, 2, 1), date(2024, 2, 29), id="february-of-a-leap-year"),
        pytest.param("2023-12", date(2023, 12, 1), date(2023, 12, 31), id="december"),
        pytest.param("9999-12", date(9999, 12, 1), date(9999, 12, 31), id="last-month-there-is"),
        pytest.param("2024-02-03", date(2024, 2, 3), date(2024, 2, 3), id="day"),
    ],
)
def test_a_date_stands_for_the_days_it_may_mean(written: str, first: date, last: date) -> None:
    meant = PartialDate.parse(written)

    assert (meant.first, meant.last) == (first, last)


@given(st.dates())
def test_a_day_survives_a_round_trip_through_text(day: date) -> None:
    assert PartialDate.parse(str(PartialDate(day.year, day.month, day.day))).first == day


@given(st.dates(min_value=date(1976, 10, 1), max_value=date(9999, 9, 30)))
def test_every_day_is_in_its_fiscal_year_and_in_no_other(day: date) -> None:
    first, last = fiscal_year_days(fiscal_year(day))

    assert first <= day <= last


def test_a_day_before_october_fiscal_years_is_refused() -> None:
    with pytest.raises(ValueRejected, match="Fiscal years of 1976-09-30 began in July"):
        fiscal_year(date(1976, 9, 30))


@pytest.mark.parametrize("year", [1976, 10_000])
def test_a_fiscal_year_out_of_range_is_refused(year: int) -> None:
    with pytest.raises(ValueRejected, match=f"Fiscal year {year} is not within 1977 .. 9999"):
        fiscal_year_days(year)

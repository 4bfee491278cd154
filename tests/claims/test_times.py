"""Times as prose names them, and how they stand to the time of a claim."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph.claims import read_claims, verify
from graph.claims.times import Carried, carried, times_in
from graph.dates import PartialDate
from graph.model import Severity
from tests.claims.written import claims_file, says


@pytest.mark.parametrize(
    ("words", "named"),
    [
        pytest.param("between July 2025 and January 2026", "2025-07, 2026-01", id="two-months"),
        pytest.param("from March to May 2024", "2024-03, 2024-05", id="one-year-for-two"),
        pytest.param("on Sept. 4, 2024", "2024-09", id="abbreviated"),
        pytest.param("on 2025-07-04", "2025-07", id="iso"),
        pytest.param("in Q2 2024", "2024-04, 2024-05, 2024-06", id="quarter"),
        pytest.param("in the fourth quarter of 2024", "2024-10, 2024-11, 2024-12", id="quarter-in-words"),
        pytest.param("on 31.12.2025", "2025-12", id="dotted"),
        pytest.param("in the 2010s", "", id="a-decade-is-counted"),
        pytest.param("the 2025 budget of 2000 terabytes and $2,024", "2025", id="a-year-among-numbers"),
        pytest.param("in 2021-24 and 2026", "2021, 2024, 2026", id="years"),
        pytest.param("in FY25 and fiscal 2026", "fiscal 2025, fiscal 2026", id="fiscal-years"),
        pytest.param("they may march in May", "", id="a-month-alone-is-no-time"),
        pytest.param("on February 30, 2024", "2024-02", id="no-day-of-the-calendar"),
    ],
)
def test_times_are_read_as_exactly_as_they_are_named(words: str, named: str) -> None:
    assert str(times_in(words)) == named


@pytest.mark.parametrize(
    ("first", "last", "words", "found"),
    [
        pytest.param("2025-07", "2025-07", "in July 2025", Carried.YES, id="month"),
        pytest.param("2025-08", "2025-08", "in July 2025", Carried.NO, id="another-month"),
        pytest.param("2026-07", "2026-07", "in July 2025", Carried.NO, id="another-year"),
        pytest.param("2025-07", "2026-01", "between July 2025 and January 2026", Carried.YES, id="both-ends"),
        pytest.param("2025-07", "2026-02", "between July 2025 and January 2026", Carried.NO, id="one-end-wrong"),
        pytest.param("2025", "2025", "in July 2025", Carried.YES, id="the-year-of-a-month"),
        pytest.param("2024", "2024", "in July 2025", Carried.NO, id="not-the-year-of-a-month"),
        pytest.param("2025-07", "2025-07", "in the 2025 budget", Carried.UNKNOWN, id="year-alone"),
        pytest.param("2025-07", "2025-07", "in July", Carried.UNKNOWN, id="month-alone"),
        pytest.param("2025-07", "2025-07", "last month, as in May 2024", Carried.UNKNOWN, id="counted"),
        pytest.param("2025-07", "2025-07", "it grew", Carried.UNKNOWN, id="nothing-named"),
        pytest.param("2024-10", "2025-09", "in fiscal 2025", Carried.YES, id="fiscal-year"),
        pytest.param("2024-10", "2025-09", "in fiscal 2023", Carried.NO, id="another-fiscal-year"),
        pytest.param("2025-07-04", "2025-07-04", "on July 4, 2025", Carried.YES, id="day"),
        pytest.param("2025-07-14", "2025-07-14", "on July 4, 2025", Carried.NO, id="another-day"),
        pytest.param("2025-07-14", "2025-07-14", "in July 2025", Carried.UNKNOWN, id="day-of-a-named-month"),
        pytest.param("2025-07-04", "2025-07-06", "from 4 to 6 July 2025", Carried.YES, id="days"),
    ],
)
def test_a_claims_time_is_held_against_them(first: str, last: str, words: str, found: Carried) -> None:
    assert carried(PartialDate.parse(first).first, PartialDate.parse(last).last, times_in(words)) is found


def test_days_are_read_with_their_month() -> None:
    assert times_in("from 4 to 6 July 2025").days == {date(2025, 7, 4), date(2025, 7, 6)}


TEXT = "Data\n\nThe store was counted in July 2025: it held 400 terabytes.\n"


def _file(folder: Path, quote: str, **more: object) -> Path:
    claim = {
        "id": "data",
        "subject": "agency",
        "relation": "storesData",
        "value": 400,
        "unit": "terabyte",
        "evidence": [says(quote)],
        **more,
    }
    return claims_file(folder, "data", TEXT, entities={"agency": {"id": "agency-070"}}, claims=[claim])


@pytest.mark.parametrize(
    ("when", "text", "rules"),
    [
        pytest.param("2025-07", TEXT, [], id="named-by-the-passage"),
        pytest.param("2025-07", None, ["date-unchecked", "text-missing"], id="without-the-text"),
        pytest.param("2025-08", TEXT, ["date-differs"], id="another-month"),
        pytest.param("2024-07", TEXT, ["date-differs"], id="another-year"),
        pytest.param("2025-07-04", TEXT, ["date-unchecked"], id="more-exact-than-the-passage"),
    ],
)
def test_a_time_that_no_quote_names_is_sought_in_the_passage(
    when: str, text: str | None, rules: list[str], tmp_path: Path
) -> None:
    found = verify(read_claims(_file(tmp_path, "held 400 terabytes", when=when)), text)

    assert [one.rule for one in found] == rules
    assert [one.severity for one in found if one.rule == "date-unchecked"] == [Severity.INFO] * (
        "date-unchecked" in rules
    )


def test_a_time_that_differs_is_told_with_the_offset_of_the_date(tmp_path: Path) -> None:
    (found,) = verify(read_claims(_file(tmp_path, "held 400 terabytes", when="2025-08")), TEXT)

    assert found.line is not None
    assert found.message == (
        f"Claim data, passage 6 to 64, offset {TEXT.index('July')}: its time is 2025-08, "
        "'The store was counted in July 2025: it held 400 terabytes.' names 2025-07."
    )


@pytest.mark.parametrize(
    ("more", "rule", "said"),
    [
        pytest.param({"value": 500}, "number-differs", f"offset {TEXT.index('400')}: the value is 500", id="number"),
        pytest.param({"unit": "day"}, "unit-differs", f"offset {TEXT.index('400')}: ", id="unit"),
        pytest.param(
            {"value_text": "400 terabytes since 2024"}, "wording-differs",
            "passage 6 to 64: its wording '400 terabytes since 2024' says 2024, which no passage of it says.",
            id="year-of-the-wording",
        ),
    ],
)  # fmt: skip
def test_what_differs_is_told_with_its_offset(more: dict[str, object], rule: str, said: str, tmp_path: Path) -> None:
    found = verify(read_claims(_file(tmp_path, "held 400 terabytes", **more)), TEXT)

    assert [one.rule for one in found] == [rule]
    assert said in found[0].message
    assert found[0].line is not None


def test_without_the_text_a_wording_is_held_against_the_quote_that_is_like_it(tmp_path: Path) -> None:
    def rules(wording: str) -> set[str]:
        file = _file(tmp_path, "counted in July 2025: it held 400 terabytes", value=None, unit=None, value_text=wording)
        return {one.rule for one in verify(read_claims(file))}

    assert rules("in July 2025") == {"text-missing"}
    assert rules("in July 2026") == {"text-missing", "wording-differs"}
    assert rules("since 2019") == {"text-missing"}

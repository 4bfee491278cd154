import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.drafting.times import find_times


@pytest.mark.parametrize(
    ("text", "words", "when"),
    [
        pytest.param("in July 2025", "July 2025", "2025-07", id="month"),
        pytest.param("in mid-July 2025", "mid-July 2025", "2025-07", id="part-of-a-month"),
        pytest.param("on July 4, 2025,", "July 4, 2025", "2025-07-04", id="us-day"),
        pytest.param("on 4th July 2025", "4th July 2025", "2025-07-04", id="day-first"),
        pytest.param("on 04.07.2025", "04.07.2025", "2025-07-04", id="dotted"),
        pytest.param("on 2025-07-04", "2025-07-04", "2025-07-04", id="iso-day"),
        pytest.param("Feb. 3, 2026 -", "Feb. 3, 2026", "2026-02-03", id="short-month"),
        pytest.param("in Q3 2025", "Q3 2025", "2025-07/2025-09", id="quarter"),
        pytest.param(
            "the third quarter of 2025", "the third quarter of 2025", "2025-07/2025-09", id="quarter-in-words"
        ),
        pytest.param("Q1 of fiscal year 2025", "Q1 of fiscal year 2025", "2024-10/2024-12", id="fiscal-quarter"),
        pytest.param("in fiscal year 2025", "fiscal year 2025", "2024-10/2025-09", id="fiscal-year"),
        pytest.param("FY25 money", "FY25", "2024-10/2025-09", id="fiscal-year-of-two-digits"),
        pytest.param("the 2025 budget", "2025", "2025", id="year-behind-an-article"),
        pytest.param("Late 2025: more", "Late 2025", "2025", id="part-of-a-year"),
        pytest.param("the 1990s", "the 1990s", "1990/1999", id="decade"),
        pytest.param(
            "between July 2025 and January 2026", "between July 2025 and January 2026", "2025-07/2026-01", id="between"
        ),
        pytest.param("from March to May 2024", "from March to May 2024", "2024-03/2024-05", id="year-said-once"),
        pytest.param(
            "November\u2013February 2026", "November\u2013February 2026", "2025-11/2026-02", id="over-new-year"
        ),
        pytest.param("July 4-6, 2025", "July 4-6, 2025", "2025-07-04/2025-07-06", id="days"),
        pytest.param("the years 2021-24", "2021-24", "2021/2024", id="years-shortened"),
        pytest.param("2019 to 2021", "2019 to 2021", "2019/2021", id="years"),
        pytest.param("since July 2025", "since July 2025", None, id="open-end-stays-words"),
        pytest.param("until at least May 5, 2025", "until at least May 5, 2025", None, id="open-end-at-least"),
        pytest.param("last year", "last year", None, id="counted-from-another-day"),
        pytest.param("three years ago", "three years ago", None, id="ago"),
        pytest.param("in March", "in March", None, id="month-without-a-year"),
        pytest.param("on 3/4/2025", "3/4/2025", None, id="two-days"),
        pytest.param("in summer 2024", "summer 2024", None, id="season"),
        pytest.param("the financial year 2024/25", "financial year 2024/25", None, id="other-fiscal-years"),
        pytest.param("in recent months", "recent months", None, id="recent"),
    ],
)
def test_times_are_intervals_or_words(text: str, words: str, when: str | None) -> None:
    assert [(text[hit.start : hit.end], hit.when) for hit in find_times(text)] == [(words, when)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("It may march on.", id="words-like-months"),
        pytest.param("2,025 people", id="number-with-comma"),
        pytest.param("$2025 and room 2025", id="price-and-room"),
        pytest.param("on February 30, 2025", id="no-such-day"),
        pytest.param("from 2025-19", id="no-such-years"),
        pytest.param("part 2024-B", id="part-number"),
    ],
)
def test_what_is_no_time_is_none(text: str) -> None:
    assert [text[hit.start : hit.end] for hit in find_times(text) if hit.when] == []


def test_two_years_joined_by_and_are_two_times() -> None:
    text = "in 2024 and 2025"
    assert [hit.when for hit in find_times(text)] == ["2024", "2025"]


@given(st.text(alphabet="JulyMach 0123456789-/,.tofrmbenwadQF", max_size=60))
def test_whatever_is_read_is_an_interval_of_the_calendar(text: str) -> None:
    from graph.dates import PartialDate

    for hit in find_times(text):
        if hit.when:
            first, _, last = hit.when.partition("/")
            assert PartialDate.parse(first).first <= PartialDate.parse(last or first).last

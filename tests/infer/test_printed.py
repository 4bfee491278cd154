"""Texts made ready for matching, and the way back to print."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.infer.printed import fold, prepare

TEXTS = st.text(alphabet=st.one_of(st.sampled_from("AB &;#-,.(39amp\u00a0\n\uffffßé"), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("text", "words", "printed"),
    [
        pytest.param("THE AT&AMP;T PLAN", "AT&T", "AT&AMP;T", id="entity"),
        pytest.param("AT&amp;T PLAN", "AT&T", "AT&amp;T", id="lower-case-entity"),
        pytest.param("IT&#39;S VERIZON", "VERIZON", "VERIZON", id="numbered-entity"),
        pytest.param("&#57505VERIZON", "VERIZON", "VERIZON", id="entity-without-its-end"),
        pytest.param("R&#X26;D LAB", "R&D LAB", "R&#X26;D LAB", id="hexadecimal"),
        pytest.param("VERIZON  WIRELESS", "VERIZON WIRELESS", "VERIZON  WIRELESS", id="two-blanks"),
        pytest.param("  (Smart-Net)", "SMART NET", "Smart-Net", id="signs-and-case"),
        pytest.param("GIANT OAK (GOST) TOOL", "GIANT OAK GOST", "GIANT OAK (GOST)", id="bracket-closed"),
        pytest.param("i2/IBM", "I2 IBM", "i2/IBM", id="slash"),
        pytest.param("KHARON\u2019S", "KHARON", "KHARON", id="curly-apostrophe"),
    ],
)
def test_words_are_found_where_they_stand_in_print(text: str, words: str, printed: str) -> None:
    ready = prepare(text)
    start = ready.plain.index(words)
    first, last = ready.span(start, start + len(words))
    assert text[first:last] == printed


def test_replaced_words_keep_their_place() -> None:
    text = "BUY  CELLBRITE, NOW"
    ready = prepare(text).replaced({(5, 14): "CELLEBRITE"})
    assert ready.plain == " BUY CELLEBRITE NOW "
    assert ready.span(5, 15) == (5, 14)
    assert ready.span(16, 19) == (16, 19)


@given(TEXTS)
def test_every_letter_has_its_place(text: str) -> None:
    ready = prepare(text)
    assert len(ready.folded) == len(text)
    assert ready.plain == " ".join(("", *ready.plain.split(), ""))
    spans = [ready.span(place, place + 1) for place in range(len(ready.plain))]
    assert all(0 <= start <= end <= len(text) for start, end in spans)
    starts = [start for start, _ in spans]
    assert starts == sorted(starts)


@given(TEXTS)
def test_plain_letters_are_those_printed(text: str) -> None:
    ready = prepare(text)
    if "&" not in text:
        for place, letter in enumerate(ready.plain):
            if letter != " ":
                start, end = ready.span(place, place + 1)
                assert ready.folded[start] == letter
                assert end >= start + 1


@given(TEXTS)
def test_case_makes_no_difference(text: str) -> None:
    assert prepare(fold(text)).plain == prepare(text).plain

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.claims import Passage, locate, paragraphs, passage, sentence_around, sentences, text_sha256
from graph.claims.passages import count_words, fold
from graph.errors import ValueRejected

TEXT = "Said the U.S. Agency: \u201cWe don\u2019t.\u201d Later, Mr. Smith paid 1.5 million \u2013 or so.\nEnd"


def test_words_are_found_whatever_their_quotation_marks() -> None:
    found = locate(TEXT, '"We don\'t."')
    assert TEXT[found.start : found.end] == "\u201cWe don\u2019t.\u201d"
    assert found.sha256 == text_sha256("\u201cWe don\u2019t.\u201d")


def test_dashes_and_no_break_spaces_count_as_plain_ones() -> None:
    assert locate("a\u00a0b \u2014 c", "a b - c") == passage("a\u00a0b \u2014 c", 0, 7)


def test_words_that_are_not_there_are_refused() -> None:
    with pytest.raises(ValueRejected, match="do not stand in the text"):
        locate(TEXT, "never said")


def test_words_that_stand_twice_are_refused() -> None:
    with pytest.raises(ValueRejected, match="more than once"):
        locate("yes and yes", "yes")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        pytest.param("Agency", "Said the U.S. Agency: \u201cWe don\u2019t.\u201d", id="an-abbreviation-ends-none"),
        pytest.param("million", "Later, Mr. Smith paid 1.5 million \u2013 or so.", id="nor-does-a-title"),
        pytest.param("End", "End", id="a-line-end-does"),
    ],
)
def test_the_sentence_around_words_is_found(words: str, sentence: str) -> None:
    found = locate(TEXT, words)
    around = sentence_around(TEXT, found.start, found.end)
    assert TEXT[around.start : around.end] == sentence


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (3, 3), (4, 2), (0, 99)])
def test_offsets_outside_the_text_are_refused(start: int, end: int) -> None:
    with pytest.raises(ValueRejected, match="do not lie in a text of 5 code points"):
        passage("radar", start, end)


def test_offsets_count_code_points() -> None:
    assert passage("\U0001f6f0 radar", 2, 7) == Passage(2, 7, text_sha256("radar"))


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


def test_words_are_counted_by_white_space() -> None:
    assert count_words(" a $75 billion  budget\n") == 4


def test_sentences_come_in_the_order_of_the_text() -> None:
    assert [TEXT[one.start : one.end] for one in sentences(TEXT)] == [
        "Said the U.S. Agency: \u201cWe don\u2019t.\u201d",
        "Later, Mr. Smith paid 1.5 million \u2013 or so.",
        "End",
    ]


@given(st.text(alphabet="aA.!? \n\u201d", max_size=60))
def test_each_sentence_is_the_one_around_its_first_character(text: str) -> None:
    for one in sentences(text):
        assert sentence_around(text, one.start, one.start + 1) == one


@given(st.text(alphabet="aA.!? \n\u201d", max_size=60))
def test_sentences_leave_out_nothing_but_white_space(text: str) -> None:
    kept = "".join(text[one.start : one.end] for one in sentences(text))
    assert "".join(kept.split()) == "".join(text.split())


def test_paragraphs_are_lines_that_are_not_empty() -> None:
    text = "  One. Two.\n\n \nThree "
    assert [text[one.start : one.end] for one in paragraphs(text)] == ["One. Two.", "Three"]


@pytest.mark.parametrize(
    "printed",
    ["\u2018a\u2019", "\u201aa\u201b", "\u2039a\u203a", "\u2032a\u2032", "\u00b4a\u0060", "\u02bca'"],
)
def test_single_quotation_marks_are_one_kind(printed: str) -> None:
    assert fold(printed) == "'a'"


@pytest.mark.parametrize("printed", ["\u201ca\u201d", "\u201ea\u201f", "\u00aba\u00bb", "\u2033a\uff02"])
def test_double_quotation_marks_are_one_kind(printed: str) -> None:
    assert fold(printed) == '"a"'


def test_dashes_are_one_kind() -> None:
    assert fold("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d") == "-" * 8

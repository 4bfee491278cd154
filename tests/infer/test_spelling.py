"""Names joined, split, misspelt and cut off."""

from __future__ import annotations

import pytest

from graph.infer.names import Pattern, form_of, names_of
from graph.infer.spelling import Corrector, Endings, Lexicon, english, joined, split

WORDS = Lexicon(
    frozenset({"SALES", "FORCE", "SERVICE", "NOW", "SURFACE", "SUPPORTED"}), frozenset({"VERITY", "SUPPORTED"})
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        pytest.param("CELLBRITE", "CELLEBRITE", id="one-missing"),
        pytest.param("CELLEBRITTE", "CELLEBRITE", id="one-too-many"),
        pytest.param("CELLEBRYTE", "CELLEBRITE", id="one-wrong"),
        pytest.param("MICORSOFT", "MICROSOFT", id="two-swapped"),
        pytest.param("INFLOBOX", "INFOBLOX", id="one-moved"),
    ],
)
def test_one_slip_is_put_right(written: str, meant: str) -> None:
    corrector = Corrector(["CELLEBRITE", "MICROSOFT", "INFOBLOX"], WORDS)
    assert corrector.corrections(f" BUY {written} NOW ") == {(5, 5 + len(written)): meant}


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(" CELLEBRITE ", id="right"),
        pytest.param(" CELLEBRITES ", id="plural"),
        pytest.param(" MELLEBRITE ", id="another-first-letter"),
        pytest.param(" CELLEBRITA ", id="another-last-letter"),
        pytest.param(" CELLBRYTE ", id="two-slips"),
        pytest.param(" CELLBRITE2 ", id="with-a-digit"),
        pytest.param(" SUPPORTED ", id="a-word"),
        pytest.param(" ORCALE ", id="short-names-have-too-many-neighbours"),
        pytest.param(" VERITAXS ", id="between-two-names"),
        pytest.param(" SECURI ", id="six-letters-that-a-name-begins-with"),
    ],
)
def test_everything_else_is_left_as_it_is(text: str) -> None:
    corrector = Corrector(["CELLEBRITE", "SUPPORTER", "ORACLE", "VERITABS", "VERITACS", "SECURID"], WORDS)
    assert corrector.corrections(text) == {}


def test_the_same_text_is_corrected_the_same_way_twice() -> None:
    corrector = Corrector(["CELLEBRITE"], WORDS)
    assert corrector.corrections(" XEROXES CELLBRITE ") == corrector.corrections(" XEROXES CELLBRITE ") != {}


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.infer.spelling._MEMORY", 1)
    corrector = Corrector(["CELLEBRITE"], WORDS)
    corrector.corrections(" GRANITE MARBLED ")
    assert corrector.corrections(" CELLBRITE ") == {(1, 10): "CELLEBRITE"}


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        pytest.param(" CELLEBRITE ", True, id="the-word"),
        pytest.param(" CELLEBRITES ", True, id="inflected"),
        pytest.param(" CELLBRITE ", True, id="near"),
        pytest.param(" SUPPORTED ", False, id="english"),
        pytest.param(" ROOFING ", False, id="other"),
    ],
)
def test_texts_with_a_word_near_a_name_are_told(text: str, concerned: bool) -> None:
    assert Corrector(["CELLEBRITE", "SUPPORTER"], WORDS).concerns(text) is concerned


def test_two_words_are_joined_unless_that_is_a_word() -> None:
    assert joined("PURE STORAGE", WORDS) == "PURESTORAGE"
    assert joined("VER ITY", WORDS) is None
    assert joined("BIG IP", WORDS) is None
    assert joined("PURE STORAGE ARRAY", WORDS) is None
    assert joined("AT&T WIRELESS", WORDS) is None


def test_a_made_up_word_is_split_into_plain_ones() -> None:
    assert list(split("SERVICENOW", WORDS)) == ["SERVICE NOW"]
    assert list(split("SURFACE", WORDS)) == []
    assert list(split("CELLEBRITE", WORDS)) == []


@pytest.mark.parametrize(
    ("plain", "meant"),
    [
        pytest.param(" LICENSES FOR CELLEBR", ("CELLEBRITE", 14), id="one-word"),
        pytest.param(" RENEWAL OF PALO ALTO NETW", ("PALO ALTO NETWORKS", 12), id="several-words"),
        pytest.param(" LICENSES FOR CELL", None, id="too-short"),
        pytest.param(" LICENSES FOR CELLEBRITE", None, id="whole"),
        pytest.param(" IN SUPPORT", None, id="begins-an-english-word"),
        pytest.param(" THE MAGNET", None, id="two-names-begin-so"),
    ],
)
def test_a_name_cut_off_is_known_by_its_beginning(plain: str, meant: tuple[str, int] | None) -> None:
    names = ["CELLEBRITE", "CELLEBRITE UFED", "PALO ALTO NETWORKS", "SUPPORTER", "MAGNETAX", "MAGNETGR"]
    assert Endings(names, WORDS).meant(plain) == meant


def test_a_cut_off_text_may_end_in_a_name() -> None:
    endings = Endings(["MAGNETAX", "MAGNETGR"], WORDS)
    assert endings.concerns(" THE MAGNET")
    assert not endings.concerns(" THE MAGN")
    assert not endings.concerns("THE")


def test_listed_spellings_belong_to_who_lists_them() -> None:
    names = {
        name.written: (name.form, [one.target for one in name.patterns])
        for name in names_of(
            [
                Pattern("a", "product", ("SERVICENOW", "BIG-IP")),
                Pattern("b", "product", ("SERVICE NOW",)),
                Pattern("c", "program", ("BIG/IP", "- -")),
            ],
            WORDS,
        )
    }
    assert names == {
        "BIG IP": ("several", ["a", "c"]),
        "SERVICE NOW": ("several", ["b"]),
        "SERVICENOW": ("coined", ["a"]),
    }


def test_forms_of_names() -> None:
    assert [form_of(name, WORDS) for name in ("HP ZBOOK", "HP", "FORCE", "ZBOOK")] == [
        "several",
        "short",
        "plain",
        "coined",
    ]


def test_the_shipped_words_tell_english_from_names() -> None:
    assert {"ORACLE", "LICENSE"} <= english().common
    assert "CASSANDRA" in english().known - english().common
    assert not {"CELLEBRITE", "SERVICENOW"} & english().known

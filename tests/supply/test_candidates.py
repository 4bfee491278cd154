"""Names that the catalogue may lack."""

from __future__ import annotations

import pytest

from graph.knowledge import KnowledgeGraph
from graph.supply.candidates import find_candidates
from graph.supply.review import review


def phrases(*texts: str, at_least: int = 1) -> list[str]:
    return [str(row["phrase"]) for row in find_candidates([(text, 1, ()) for text in texts], at_least=at_least)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("ANNUAL FLUMMOX LICENSES", ["FLUMMOX"], id="before"),
        pytest.param("RENEWAL OF FLUMMOX PRO", ["FLUMMOX PRO"], id="behind"),
        pytest.param("FLUMMOX SOFTWARE MAINTENANCE", ["FLUMMOX"], id="once-for-two-words"),
        pytest.param("Flummox licenses", ["FLUMMOX"], id="lower-case"),
        pytest.param("PURCHASE OF SOFTWARE LICENSES", [], id="common-words"),
        pytest.param("FLUMMOX CHAIRS", [], id="beside-nothing"),
        pytest.param("12 LICENSES", [], id="number"),
    ],
)
def test_a_phrase_beside_a_word_that_goes_with_products_is_a_candidate(text: str, found: list[str]) -> None:
    assert phrases(text) == found


def test_what_the_catalogue_knows_is_no_candidate() -> None:
    assert find_candidates([("FLUMMOX LICENSES", 5, [(0, 7)])], at_least=1) == []


def test_a_word_that_stands_mostly_elsewhere_is_none() -> None:
    others = [(f"FLUMMOX REPAIR {number}", 1, ()) for number in range(9)]

    assert find_candidates([("FLUMMOX LICENSES", 5, ()), *others], at_least=1) == []


def test_rows_count_awards_and_give_examples() -> None:
    texts = [
        ("FLUMMOX LICENSES", 4, ()),
        ("FLUMMOX RENEWAL", 1, ()),
        ("GRIBBLE LICENSES", 7, ()),
        ("X1 LICENSES", 1, ()),
    ]

    assert find_candidates(texts, at_least=2) == [
        {
            "phrase": "GRIBBLE",
            "awards": 7,
            "descriptions": 1,
            "beside": ["LICENSES"],
            "share_beside": 1.0,
            "examples": ["GRIBBLE LICENSES"],
        },
        {
            "phrase": "FLUMMOX",
            "awards": 5,
            "descriptions": 2,
            "beside": ["LICENSES", "RENEWAL"],
            "share_beside": 1.0,
            "examples": ["FLUMMOX LICENSES", "FLUMMOX RENEWAL"],
        },
    ]
    assert len(find_candidates(texts, at_least=1, limit=1)) == 1


def test_the_loaded_records_are_searched(knowledge: KnowledgeGraph) -> None:
    found = {row["phrase"]: row["awards"] for row in knowledge.review_products()}

    assert found == {"FLUMMOX": 3}


def test_a_graph_without_records_has_no_candidates(knowledge: KnowledgeGraph) -> None:
    assert review(knowledge._supply, [], at_least=1, limit=None) == []


def test_an_alias_in_many_actions_is_warned_of_with_its_place(knowledge: KnowledgeGraph) -> None:
    warnings = knowledge.frequent_aliases()

    assert [one for one in warnings if "'ZORBLAX CLOUD' hits 7 of 22 rows (31.8%)" in one]
    assert all(".yaml:" in one for one in warnings)

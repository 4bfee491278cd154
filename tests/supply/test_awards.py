"""The actions behind an answer, with the words that show it."""

from __future__ import annotations

import pytest

from graph.errors import NothingFound
from graph.evidence import Json
from graph.knowledge import KnowledgeGraph
from graph.supply.awards import COLUMNS, action_lines
from graph.supply.question import Question
from tests.supply.conftest import award_key


def actions(knowledge: KnowledgeGraph, piid: str, agency: str = "DHS") -> list[Json]:
    found = knowledge.behind_actions(Question(agency=agency))
    return [row for row in found if str(row["award_key"]).startswith(f"CONT_AWD_{piid}_")]


def test_an_action_comes_with_the_span_of_each_name_in_it(knowledge: KnowledgeGraph) -> None:
    found = actions(knowledge, "A08")

    assert [row["product"] for row in found] == ["Zorblax Cloud", "Quuxor Suite"]
    for row in found:
        assert isinstance(row["span"], list)
        assert str(row["description"])[slice(*row["span"])] == str(row["product"]).upper()
        assert tuple(row) == COLUMNS
        assert (row["award_key"], row["modification"], row["action_date"]) == (
            award_key("A08", "7012", ""),
            "0",
            "2024-04-01",
        )
        assert (row["recipient"], row["recipient_is_maker"], row["basis"]) == ("OTHER SELLER INC", False, "named")


def test_every_action_of_an_award_that_inherits_is_listed_without_span(knowledge: KnowledgeGraph) -> None:
    found = actions(knowledge, "A04")

    assert [(row["modification"], row["basis"], row["span"], row["rule"]) for row in found] == [
        ("0", "inherited", None, "vehicle-calls"),
        ("P1", "inherited", None, "vehicle-calls"),
    ]


def test_an_action_whose_text_names_nothing_is_not_listed_for_other_actions_of_its_award(
    knowledge: KnowledgeGraph,
) -> None:
    assert [row["modification"] for row in actions(knowledge, "A03")] == ["0"]


def test_a_subaward_is_listed_once_under_its_number(knowledge: KnowledgeGraph) -> None:
    (row,) = [row for row in actions(knowledge, "A13") if row["basis"] == "subaward"]

    assert (row["modification"], row["recipient"], row["action_date"]) == ("S1", "SUB PARTNERS INC", "2024-08-01")


@pytest.mark.parametrize(
    ("piid", "direct"),
    [
        pytest.param("A05", True, id="subsidiary"),
        pytest.param("A06", False, id="before-it-owned-the-maker"),
        pytest.param("A07", True, id="after"),
        pytest.param("A01", False, id="reseller"),
    ],
)
def test_the_recipient_is_the_maker_by_identity_on_that_day(piid: str, direct: bool, knowledge: KnowledgeGraph) -> None:
    assert [row["recipient_is_maker"] for row in actions(knowledge, piid)] == [direct]


def test_a_maker_narrows_the_hits_of_an_award_too(knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind_actions(Question(agency="ICE", maker="Quuxor"))

    assert {row["product"] for row in found} == {"Quuxor Suite"}


def test_nothing_fitting_is_an_error(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match="Nothing in the 12 loaded awards"):
        knowledge.behind_actions(Question(agency="ICE", maker="Cellebrite"))


def test_a_reader_sees_the_words_marked(knowledge: KnowledgeGraph) -> None:
    head, what, text = action_lines(actions(knowledge, "A01"), colour=False)

    assert head.endswith("A01_7012_70CTD024A00000001_7012 modification 0  RESALE PARTNERS LLC (not the maker)")
    assert what.startswith("  Zorblax Cloud by Zorblax: resale, named, confidence")
    assert text == "  [ZORBLAX CLOUD] LICENSES"


def test_marks_follow_the_terminal(knowledge: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    assert list(action_lines(actions(knowledge, "A01")))[2] == "  \x1b[1;7mZORBLAX CLOUD\x1b[0m LICENSES"

    monkeypatch.setenv("NO_COLOR", "1")
    assert list(action_lines(actions(knowledge, "A01")))[2] == "  [ZORBLAX CLOUD] LICENSES"


def test_an_inherited_product_leaves_the_text_unmarked(knowledge: KnowledgeGraph) -> None:
    lines = list(action_lines(actions(knowledge, "A04")[:1], colour=False))

    assert lines[2] == "  HOSTING FOR THE OFFICE"


def test_a_description_cannot_steer_the_terminal() -> None:
    row: Json = dict.fromkeys(COLUMNS, "x") | {"description": "A\x1b[2J ZORB", "span": [6, 10]}

    assert "\x1b" not in list(action_lines([row], colour=False))[2]

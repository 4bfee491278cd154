"""Why an award was tied to what it is tied to."""

from __future__ import annotations

import pytest

from graph.errors import NothingFound, UnknownName
from graph.knowledge import KnowledgeGraph
from tests.supply.conftest import award_key


def steps(one: dict[str, object]) -> list[dict[str, object]]:
    found = one["steps"]
    assert isinstance(found, list)
    return found


def test_a_name_in_the_text_is_explained_by_rule_span_and_row(knowledge: KnowledgeGraph) -> None:
    found = knowledge.explain("A01")

    assert found.award == {
        "award_key": award_key("A01", "7012", "70CTD024A00000001_7012"),
        "piid": "A01",
        "agency": "U.S. Immigration and Customs Enforcement",
        "vehicle": "70CTD024A00000001",
        "recipients": ["RESALE PARTNERS LLC"],
        "nothing_passed": "Nothing was taken from vehicle 70CTD024A00000001: the award's own words name Zorblax.",
    }
    (tie,) = found.ties
    assert (tie["name"], tie["maker"], tie["relation"], tie["basis"]) == ("Zorblax Cloud", "Zorblax", "resale", "named")
    (step,) = steps(tie)
    assert (step["quote"], step["span"]) == ("ZORBLAX CLOUD", [0, 13])
    assert step["where"] == "modification 0, 2024-01-31; actions.csv row 1"
    assert str(step["sentence"]).endswith(".")


def test_what_a_vehicles_calls_pass_on_is_explained_by_the_calls(knowledge: KnowledgeGraph) -> None:
    (tie,) = knowledge.explain("A04").ties

    rule, counts, *calls = steps(tie)
    assert tie["basis"] == "inherited"
    assert (rule["rule"], rule["where"]) == ("vehicle-calls", "vehicle 70CTD024A00000001")
    assert counts["sentence"] == "Of 4 calls under the vehicle 3 name a product; 3 of these name one of Zorblax."
    assert [step["quote"] for step in calls] == ["ZORBLAX CLOUD"] * 3
    assert [str(step["where"]).split("_")[2] for step in calls] == ["A01", "A02", "A03"]


def test_what_a_vehicles_text_passes_on_is_explained_by_the_text(knowledge: KnowledgeGraph) -> None:
    (tie,) = knowledge.explain("A14").ties

    rule, words = steps(tie)
    assert (rule["rule"], rule["where"]) == ("vehicle-text", "vehicle V1")
    assert (words["quote"], words["where"]) == ("ZORBLAX CLOUD", "text of vehicle V1; vehicles.xml row 1")


def test_a_subaward_is_explained_by_its_own_text(knowledge: KnowledgeGraph) -> None:
    found = knowledge.explain("A13")

    assert [tie["basis"] for tie in found.ties][-1] == "subaward"
    (step,) = steps(found.ties[-1])
    assert step["where"] == "subaward S1 to SUB PARTNERS INC, 2024-08-01; subawards.csv row 1"


def test_a_cancelled_name_is_explained_by_its_guard(knowledge: KnowledgeGraph) -> None:
    found = knowledge.explain("A12")

    assert found.ties == []
    (one,) = found.cancelled
    assert one["relation"] == "not_product"
    assert "TREE PLANTING" in str(steps(one)[0]["sentence"])
    text = "\n".join(found.lines())
    assert "Names that mean something else here:\nZorblax Cloud: not taken" in text


def test_sentences_show_the_words_in_brackets(knowledge: KnowledgeGraph) -> None:
    text = "\n".join(knowledge.explain("A04").lines())

    assert "paid to RESALE PARTNERS LLC" in text
    assert "\nZorblax Cloud by Zorblax: resale, inherited, confidence 0.76\n" in text
    assert "[ZORBLAX CLOUD] LICENSES" in text


def test_rows_are_one_per_step(knowledge: KnowledgeGraph) -> None:
    rows = list(knowledge.explain("A04").rows())

    assert len(rows) == 5
    assert {row["outcome"] for row in rows} == {"tied"}
    assert [row["outcome"] for row in knowledge.explain("A12").rows()] == ["cancelled"]


@pytest.mark.parametrize("written", ["A01", award_key("A01", "7012", "70CTD024A00000001_7012")])
def test_an_award_is_named_by_piid_or_key(written: str, knowledge: KnowledgeGraph) -> None:
    assert knowledge.explain(written).award["piid"] == "A01"


def test_an_award_that_names_nothing_says_so(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"No text of award CONT_AWD_A11_.* names a product") as error:
        knowledge.explain("A11")
    assert "vendorgraph show A11" in error.value.hint
    with pytest.raises(NothingFound, match="nor does it inherit one from vehicle GS35F0001A"):
        knowledge.explain("A18")


def test_a_general_schedule_is_told_as_the_reason(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound) as error:
        knowledge.explain("A18")

    assert "it is one of GSA Multiple Award Schedules" in error.value.hint
    assert "under which anything is ordered" in error.value.hint


def test_what_inherits_is_not_told_that_nothing_passes(knowledge: KnowledgeGraph) -> None:
    assert knowledge.explain("A04").award["nothing_passed"] is None
    assert knowledge.explain("A12").award["nothing_passed"] is None


def test_an_unknown_award_is_an_unknown_name(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName):
        knowledge.explain("A99999")

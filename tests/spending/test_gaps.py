"""What records and claims leave out, and the letters that ask for it."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.errors import NothingFound, UnknownName, UsageProblem
from graph.knowledge import KnowledgeGraph, open_graph
from graph.spending.gap import KINDS, Gap, Gaps
from graph.spending.requests import gap_lines, write_letters

WHOLE = Decimal("41420.30")  # obligations of the agency's awards: net of actions, else a summary's total


def labels(answer: Gaps, kind: str) -> list[str]:
    return [gap.label for gap in answer.gaps if gap.kind == kind]


def test_each_kind_is_counted_with_what_hangs_on_it(planted: KnowledgeGraph) -> None:
    answer = planted.gaps("ICE")

    assert (answer.awards, answer.obligation, answer.claims) == (6, WHOLE, 4)
    assert {one.kind: (one.gaps, one.awards, one.obligation, one.claims) for one in answer.kinds} == {
        "account": (4, 4, Decimal("41230.30"), 0),
        "subaward": (1, 1, Decimal(40000), 0),
        "vehicle": (1, 1, Decimal(40000), 0),
        "recipient": (1, 1, Decimal(40000), 0),
        "identifier": (3, 2, Decimal("530.30"), 0),
        "single-origin": (4, 0, None, 4),
        "undated": (3, 0, None, 3),
    }
    assert answer.total == sum(one.gaps for one in answer.kinds) == len(answer.gaps)


def test_gaps_are_ranked_by_the_share_that_hangs_on_them(planted: KnowledgeGraph) -> None:
    answer = planted.gaps("ICE")

    strengths = [gap.strength for gap in answer.gaps]
    assert strengths == sorted(strengths, reverse=True)
    assert answer.gaps[0].strength == Decimal(40000) / WHOLE
    assert [gap.kind for gap in answer.gaps[:4]] == ["account", "subaward", "vehicle", "recipient"]
    assert {gap.strength for gap in answer.gaps if gap.claims} == {Decimal("0.25")}


def test_the_same_question_gives_the_same_order(planted_graph: Path) -> None:
    once, again = (open_graph(planted_graph).gaps("ICE").rows() for _ in range(2))

    assert once == again


def test_a_gap_says_whom_to_ask_for_what(planted: KnowledgeGraph) -> None:
    (gap,) = planted.gaps("ICE", kinds=("vehicle",)).gaps

    assert (gap.label, gap.agency, gap.piid, gap.item) == ("V2", "Office of Procurement Operations", "V2", "V2")
    assert gap.ask.startswith("the agreement itself with its modifications")
    assert gap.evidence == ("actions.csv row 5",)


def test_withheld_recipients_are_no_names_without_identifier(planted: KnowledgeGraph) -> None:
    assert labels(planted.gaps("ICE", kinds=("identifier",)), "identifier") == ["OTHER CO", "NEW CO", "OLD CO"]


def test_a_claim_with_a_day_is_not_undated(planted: KnowledgeGraph) -> None:
    assert "ice-stores-photos" not in labels(planted.gaps("ICE"), "undated")


def test_claims_that_refine_others_count_for_them(shipped_graph: Path) -> None:
    first = open_graph(shipped_graph).gaps("ICE", kinds=("undated",)).gaps[0]

    assert first.label == "ice-uses-azure"
    assert first.claims > 1


def test_what_a_record_confirms_needs_no_second_origin(shipped_graph: Path) -> None:
    knowledge = open_graph(shipped_graph)
    confirmed = {claim.name for claim in knowledge.claims(status="confirmed")}

    found = knowledge.gaps("ICE", kinds=("single-origin",), top=500).gaps

    assert found
    assert not confirmed.intersection(gap.label for gap in found)


def test_awards_without_account_equal_those_of_the_graph(shipped_graph: Path) -> None:
    knowledge = open_graph(shipped_graph)
    with knowledge.query(
        "SELECT (COUNT(*) AS ?n) WHERE { ?award vg:awardingAgency id:subagency-7012 ; a vg:Award ."
        " FILTER NOT EXISTS { ?award vg:fundedBy ?account } }"
    ) as counted:
        ((stated,),) = counted.table()

    (account,) = knowledge.gaps("ICE", kinds=("account",), top=1).kinds

    assert account.gaps == stated


def test_claims_alone_have_gaps_too(planted: KnowledgeGraph) -> None:
    answer = planted.gaps("appropriation-five")

    assert answer.awards == 0
    assert {gap.kind for gap in answer.gaps} == {"single-origin", "undated"}
    assert answer.obligation == 0


def test_awards_are_counted_where_nothing_was_obligated(planted: KnowledgeGraph) -> None:
    (gap,) = planted.gaps("QP7", kinds=("account",)).gaps

    assert (gap.strength, gap.obligation) == (Decimal(1), Decimal(0))


@pytest.mark.parametrize(
    ("name", "more", "error", "said"),
    [
        pytest.param("Nobody Inc", {}, UnknownName, "Nothing here is called", id="unknown"),
        pytest.param("ICE", {"kinds": ("money",)}, UsageProblem, "no kind of gap 'money'", id="kind"),
        pytest.param("ICE", {"top": 0}, UsageProblem, "0 is not a number of rows", id="no-rows"),
        pytest.param("FFCRA", {}, NothingFound, "No award and no claim of", id="nothing-known"),
        pytest.param(
            "QP3", {"kinds": ("vehicle",)}, NothingFound, "Nothing of this kind is missing", id="nothing-missing"
        ),
    ],
)
def test_what_cannot_be_answered_says_why(
    planted: KnowledgeGraph, name: str, more: dict[str, Any], error: type[Exception], said: str
) -> None:
    with pytest.raises(error, match=said):
        planted.gaps(name, **more)


# --- letters ------------------------------------------------------------------------------------------------
def test_one_letter_per_agency_lists_each_number_once_under_what_is_asked(planted: KnowledgeGraph) -> None:
    letters = write_letters(planted.gaps("ICE", kinds=("account", "vehicle")).gaps)

    assert [letter.agency for letter in letters] == [
        "U.S. Immigration and Customs Enforcement",
        "Office of Procurement Operations",
    ]
    assert letters[0].lines == (
        "To the FOIA officer of: U.S. Immigration and Customs Enforcement",
        "",
        "Under the Freedom of Information Act (5 U.S.C. 552) I request copies of the following records:",
        "",
        "1. For each number below: the accounting and appropriation data of the award and of each modification, with "
        "the Treasury account symbol and the amount charged to it (Section G, FAR 15.204-2(g)):",
        "   - QP5",
        "   - QP1",
        "   - QP2",
        "   - QP6",
        "",
        "I ask for electronic copies (5 U.S.C. 552(a)(3)(B)). Where a record is withheld in part, please name the "
        "exemption and release every part that can be separated (5 U.S.C. 552(b)).",
        "",
        "[name, address and date of the requester]",
    )


def test_letters_name_no_vendor_and_no_speaker(shipped_graph: Path) -> None:
    knowledge = open_graph(shipped_graph)
    gaps = knowledge.gaps("ICE", top=300).gaps
    vendors = {gap.label for gap in gaps if gap.kind == "identifier"}
    speakers = {one.speaker for claim in knowledge.claims() for one in claim.evidence if one.speaker}

    text = "\n".join(line for letter in write_letters(gaps) for line in letter.lines)

    assert vendors
    assert not [name for name in vendors | (speakers - {"Microsoft"}) if name in text]


def test_a_claim_about_a_speaker_is_asked_of_nobody() -> None:
    gap = Gap("undated", Decimal(1), "claim-1", "c", "What.", "", "A speaker says", "iri", "Agency")

    assert write_letters([gap]) == []


def test_lines_for_people_hold_the_rule_and_what_to_ask(planted: KnowledgeGraph) -> None:
    lines = list(gap_lines(planted.gaps("ICE", top=5)))

    assert lines[0] == (
        "Gaps in what is known of U.S. Immigration and Customs Enforcement: 6 awards with obligations of $41,420.30, "
        "4 claims."
    )
    assert lines[1].startswith("Ranked by the share")
    assert f"  [account] {KINDS['account']}: 4; obligations $41,230.30" in lines
    assert (
        "1. [account] No loaded record says from which account award QP5 is paid. It bears on 1 award, $40,000: 96.6%."
        in lines
    )
    assert any(line.startswith("     Ask U.S. Immigration and Customs Enforcement: the accounting") for line in lines)
    assert lines[-1] == "Showing 5 of 17; -k shows more."

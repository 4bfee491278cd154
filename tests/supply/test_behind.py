"""Who stands behind whom: counts, intervals, dates, identity of makers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from graph.errors import NothingFound, UnknownName, UsageProblem
from graph.evidence import Json
from graph.knowledge import KnowledgeGraph
from graph.supply.question import Question


def rows(knowledge: KnowledgeGraph, **asked: object) -> dict[tuple[object, ...], Json]:
    """Return rows by product, reseller, vehicle and basis."""
    found = knowledge.behind(Question(**asked)).rows  # type: ignore[arg-type]
    return {tuple(row[name] for name in ("product", "reseller", "vehicle", "basis")): row for row in found}


def test_awards_under_one_vehicle_are_one_row_with_exact_sums(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="ICE")["Zorblax Cloud", "RESALE PARTNERS LLC", "70CTD024A00000001", "named"]

    assert row == row | {
        "maker": "Zorblax",
        "relation": "resale",
        "awards": 3,
        "actions": 3,
        "obligation_usd_min": "0",
        "obligation_usd_max": "350.50",
        "first_date": "2024-01-31",
        "last_date": "2025-01-05",
    }


def test_a_call_that_names_nothing_is_a_row_of_its_own_basis(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="ICE")["Zorblax Cloud", "RESALE PARTNERS LLC", "70CTD024A00000001", "inherited"]

    assert (row["awards"], row["actions"], row["obligation_usd_max"]) == (1, 2, "900")
    assert row["confidence"] == 0.76


def test_the_text_of_the_vehicle_passes_its_product_on(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="CBP")["Zorblax Cloud", "THIRD SELLER LLC", "V1", "inherited"]

    assert (row["awards"], row["obligation_usd_max"]) == (1, "77")


def test_a_general_schedule_passes_nothing_on(knowledge: KnowledgeGraph) -> None:
    found = rows(knowledge, agency="CBP", product="Quuxor Suite")

    assert {key[3]: row["awards"] for key, row in found.items()} == {"named": 3}


def test_a_subsidiary_paid_is_the_maker_paid(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="ICE")["Zorblax Cloud", None, None, "named"]

    assert (row["awards"], row["obligation_usd_max"]) == (1, "300")


def test_an_owner_is_the_maker_from_the_day_it_bought_it(knowledge: KnowledgeGraph) -> None:
    found = rows(knowledge, agency="ICE", product="Quuxor Suite")

    assert found["Quuxor Suite", "Zorblax", None, "named"]["last_date"] == "2024-05-01"
    assert found["Quuxor Suite", None, None, "named"]["first_date"] == "2024-07-01"


def test_a_deobligation_makes_no_negative_bound(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="ICE")["Zorblax Cloud", "RESALE PARTNERS LLC", None, "named"]

    assert (row["awards"], row["obligation_usd_max"]) == (1, "0")


def test_a_subaward_is_a_row_of_its_own_counted_once(knowledge: KnowledgeGraph) -> None:
    row = rows(knowledge, agency="ICE")["Quuxor Suite", "SUB PARTNERS INC", None, "subaward"]

    assert (row["awards"], row["actions"], row["first_date"]) == (1, 1, "2024-08-01")
    assert row["obligation_usd_max"] == "11", "what its prime award obligated, not the subaward's amount"


def test_what_a_guard_cancels_makes_no_row(knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind_actions(Question(agency="ICE"))

    assert not [row for row in found if "TREE PLANTING" in str(row["description"])]


def test_an_award_of_two_products_counts_once_in_the_summary(knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind(Question(agency="ICE"))

    assert (found.searched, found.awards, found.through_others) == (12, 10, 8)
    # A01-A04 1250.50, A06 40, A08 500 once for two products, A10 0, A13 11 over its subaward.
    assert found.most_through_others == Decimal("1801.50")
    assert found.direct == Decimal("360.00")
    assert (found.own_awards, found.own_obligations) == (4, Decimal("1399.00"))
    assert "8 of them (80 %)" in found.lines()[0]


def test_where_only_makers_were_paid_no_share_of_others_is_told(knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind(Question(agency="ICE", maker="Quuxor", until=date(2024, 6, 30), product="Quuxor Suite"))
    direct = knowledge.behind(Question(agency="ICE", maker="Quuxor", since=date(2024, 7, 1), bases=("named",)))

    assert found.through_others == 2
    assert direct.through_others == 0
    assert direct.lines() == [
        "1 of 12 awards name or inherit a product of Quuxor; its maker itself was paid.",
        "Obligations through others: none. To the makers themselves: 60.00 USD; with awards that name no product, "
        "60.00 USD in 1 award.",
    ]


def test_by_maker_counts_each_award_once_however_many_products_it_names(knowledge: KnowledgeGraph) -> None:
    found = {row["maker"]: row for row in knowledge.behind(Question(agency="DHS"), by="maker").rows}

    assert found["Zorblax"] == found["Zorblax"] | {
        "awards": 9,
        "awards_through_others": 8,
        "obligation_usd_max": "1897.50",
        "obligation_usd_direct": "300",
    }


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        pytest.param("maker", {"Zorblax", "Quuxor"}, id="maker"),
        pytest.param("product", {"Zorblax Cloud", "Quuxor Suite"}, id="product"),
        pytest.param(
            "reseller",
            {"RESALE PARTNERS LLC", "OTHER SELLER INC", "SUB PARTNERS INC", "Zorblax", None},
            id="reseller",
        ),
        pytest.param("vehicle", {"70CTD024A00000001", None}, id="vehicle"),
        pytest.param("year", {2024, 2025}, id="fiscal-year"),
    ],
)
def test_rows_can_be_grouped(by: str, keys: set[object], knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind(Question(agency="ICE"), by=by)

    assert {row[by] for row in found.rows} == keys
    assert found.columns[0] == by
    assert all(set(row) == set(found.columns) for row in found.rows)


def test_fiscal_years_begin_in_october(knowledge: KnowledgeGraph) -> None:
    found = {row["year"]: row for row in knowledge.behind(Question(agency="ICE", maker="Zorblax"), by="year").rows}

    assert (found[2025]["awards"], found[2025]["obligation_usd_max"]) == (2, "950")


def test_a_maker_brings_the_makers_it_owns(knowledge: KnowledgeGraph) -> None:
    owner = knowledge.behind(Question(agency="ICE", maker="Zorblax"))
    owned = knowledge.behind(Question(agency="ICE", maker="Quuxor"))

    assert {row["maker"] for row in owner.rows} == {"Zorblax", "Quuxor"}
    assert {row["maker"] for row in owned.rows} == {"Quuxor"}


def test_a_product_brings_its_parts(knowledge: KnowledgeGraph) -> None:
    found = knowledge.behind(Question(agency="CBP", product="Zorblax Cloud")).rows

    assert {row["product"] for row in found} == {"Zorblax Cloud", "Zorblax Vault"}


def test_the_time_asked_for_counts_its_last_day_and_only_its_actions(knowledge: KnowledgeGraph) -> None:
    found = rows(knowledge, agency="ICE", since=date(2025, 1, 5), until=date(2025, 2, 1))

    assert {key[3]: (row["awards"], row["actions"], row["obligation_usd_max"]) for key, row in found.items()} == {
        "named": (1, 1, "50"),
        "inherited": (1, 1, "1000"),
    }


def test_confidence_and_basis_narrow_the_answer(knowledge: KnowledgeGraph) -> None:
    sure = knowledge.behind(Question(agency="ICE", min_confidence=Decimal("0.77"))).rows
    inherited = knowledge.behind(Question(agency="ICE", bases=("inherited",))).rows

    assert {row["basis"] for row in sure} == {"named", "subaward"}
    assert [row["basis"] for row in inherited] == ["inherited"]


def test_a_time_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(UsageProblem, match="ends on 2024-01-01, before it begins on 2025-01-01"):
        Question(since=date(2025, 1, 1), until=date(2024, 1, 1))


def test_an_agency_without_awards_says_what_was_searched(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"No award of National Aeronautics .* 21 awards of other agencies"):
        knowledge.behind(Question(agency="NASA"))


def test_a_maker_never_found_says_what_was_searched(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"Nothing in the 12 loaded awards of .* \(maker Cellebrite, from 2024"):
        knowledge.behind(Question(agency="ICE", maker="Cellebrite", since=date(2024, 1, 1)))
    with pytest.raises(NothingFound, match=r"relation compatible, basis subaward"):
        knowledge.behind_actions(Question(agency="ICE", relations=("compatible",), bases=("subaward",)))


def test_names_of_the_wrong_kind_and_unknown_names_are_refused(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(UsageProblem, match="Zorblax is not an agency: it is a vendor"):
        knowledge.behind(Question(agency="Zorblax"))
    with pytest.raises(UnknownName, match="Zorblaxx"):
        knowledge.behind(Question(agency="ICE", maker="Zorblaxx"))


def test_a_product_given_as_the_maker_asks_for_its_maker(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(UsageProblem, match="Quuxor Suite is not a vendor: it is a product") as error:
        knowledge.behind(Question(agency="ICE", maker="Quuxor Suite"))

    assert error.value.hint.startswith("Did you mean its maker, Quuxor?")


def test_a_name_of_several_products_lists_them(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(UsageProblem, match="'Zorblax' does not mean one product") as error:
        knowledge.behind(Question(agency="ICE", product="Zorblax"))

    assert "id:product-zorblax-vault" in error.value.hint


def test_an_id_names_a_thing_too(knowledge: KnowledgeGraph) -> None:
    by_id = knowledge.behind(Question(agency="id:subagency-7012", product="id:product-quuxor-suite"))

    assert by_id.asked.product == "Quuxor Suite"

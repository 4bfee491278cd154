"""Programs with their vendors, and sellers with their shares."""

from __future__ import annotations

from datetime import date

import pytest

from graph.errors import NothingFound
from graph.knowledge import KnowledgeGraph
from graph.supply.question import Question


def test_a_program_comes_with_its_owner_vendors_products_and_sums(knowledge: KnowledgeGraph) -> None:
    (row,) = [row for row in knowledge.programs(Question(agency="ICE")) if "(ISAP)" in str(row["name"])]

    assert row == row | {
        "kind": "program",
        "owner": "U.S. Immigration and Customs Enforcement",
        "awards": 1,
        "actions": 1,
        "obligation_usd_max": "11",
        "first_date": "2024-04-06",
        "vendors": ["OTHER SELLER INC"],
        "products": ["Quuxor Suite"],
    }


def test_no_program_says_what_was_searched(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match="names a program, system or statute"):
        knowledge.programs(Question(agency="CBP"))


def test_the_share_of_a_seller_is_that_of_all_sales_of_the_maker(knowledge: KnowledgeGraph) -> None:
    found = {row["reseller"]: row for row in knowledge.resellers(Question(agency="ICE", maker="Zorblax"))
             if row["maker"] == "Zorblax"}  # fmt: skip

    # 1250.50 and 0 through RESALE PARTNERS, 500 through OTHER SELLER, 300 paid to the maker's subsidiary.
    assert {name: row["share_of_obligations"] for name, row in found.items()} == {
        "RESALE PARTNERS LLC": 0.6099,
        "OTHER SELLER INC": 0.2438,
        "ZORBLAX FEDERAL LLC": 0.1463,
    }
    assert {row["maker_hhi"] for row in found.values()} == {4528}
    assert found["ZORBLAX FEDERAL LLC"]["recipient_is_maker"] is True
    assert found["RESALE PARTNERS LLC"] == found["RESALE PARTNERS LLC"] | {
        "awards": 5,
        "share_of_awards": 0.7143,
        "obligation_usd_max": "1250.50",
        "maker_sellers": 3,
        "products": ["Zorblax Cloud"],
    }


def test_a_single_seller_is_exclusive(knowledge: KnowledgeGraph) -> None:
    (row,) = knowledge.resellers(Question(agency="CBP", maker="Quuxor"))

    assert (row["reseller"], row["share_of_obligations"], row["maker_hhi"]) == ("THIRD SELLER LLC", 1.0, 10_000)


def test_a_makers_own_companies_are_one_seller_in_the_index(knowledge: KnowledgeGraph) -> None:
    found = knowledge.resellers(Question(agency="ICE", maker="Quuxor", since=date(2024, 6, 30)))

    assert [(row["reseller"], row["maker_sellers"]) for row in found if row["recipient_is_maker"]] == [("Zorblax", 2)]


def test_without_obligations_there_is_no_share(knowledge: KnowledgeGraph) -> None:
    days = {"since": date(2024, 4, 3), "until": date(2024, 4, 3)}

    (row,) = knowledge.resellers(Question(agency="ICE", **days))  # type: ignore[arg-type]

    assert (row["share_of_obligations"], row["maker_hhi"], row["obligation_usd_max"]) == (None, None, "0")


def test_no_sale_says_what_was_searched(knowledge: KnowledgeGraph) -> None:
    with pytest.raises(NothingFound, match=r"all 21 loaded awards is a sale of such a product \(maker Cellebrite"):
        knowledge.resellers(Question(maker="Cellebrite"))

"""``vendorgraph show``: what a card says, to the cent and with its evidence."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from click.testing import Result

from graph.evidence import Card
from graph.knowledge import KnowledgeGraph, open_graph
from graph.resources import data_folder


@pytest.fixture(scope="module")
def knowledge(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def actions() -> dict[tuple[str, ...], dict[str, str]]:
    """Distinct rows of the shipped actions, by Python's csv module alone."""
    found = {}
    for file in sorted((data_folder() / "records").glob("cbp-ice-actions-*.csv.gz")):
        with gzip.open(file, "rt", encoding="utf-8", newline="") as text:
            found.update({tuple(row.values()): row for row in csv.DictReader(text)})
    return found


def total(card: Card, relation: str) -> dict[str, object]:
    (found,) = [one for one in card.totals if one["relation"] == relation]
    return found


@pytest.mark.parametrize("name", ["FOUR POINTS TECHNOLOGY, L.L.C.", "DYNCORP INTERNATIONAL LLC"])
def test_what_a_vendor_was_paid_is_the_sum_of_the_actions_in_its_name(knowledge: KnowledgeGraph, name: str) -> None:
    rows = [row for row in actions().values() if row["Recipient Name"] == name]
    (amount,) = [column for column in rows[0] if "Amount" in column or "Obligat" in column]
    days = sorted(row["Action Date"] for row in rows)

    found = total(knowledge.show(name), "recipient")

    net = sum((Decimal(row[amount]) for row in rows), Decimal(0))
    assert {kind: Decimal(text) for kind, text in dict(found["amounts"]).items()} == {"obligation": net}  # type: ignore[call-overload]
    assert found["dates"] == [days[0], days[-1]]
    assert found["awards"] == len({row["Generated Award ID"] for row in rows})


def test_what_is_inferred_is_an_interval(knowledge: KnowledgeGraph) -> None:
    for relation in ("names", "inherits"):
        found = total(knowledge.show("Azure"), relation)
        assert found["status"] == "inferred"
        assert isinstance(found["amounts"], dict)
        assert sorted(found["amounts"]) == ["obligation_max", "obligation_min"]


def test_an_award_counts_once_in_a_relation_that_it_makes_twice(knowledge: KnowledgeGraph) -> None:
    card = knowledge.show("ICE")
    awards = total(card, "awardingAgency")["awards"]
    (paid,) = [one for one in card.relations if one["relation"] == "as awardingAgency of awards with recipient"]
    assert paid["awards"] == awards


@pytest.mark.parametrize("name", ["Four Points Technology", "ICE", "Azure", "70CTD022A00000002", "070-0540"])
def test_every_relation_gives_an_example_of_its_evidence(knowledge: KnowledgeGraph, name: str) -> None:
    card = knowledge.show(name)

    assert card.relations
    for relation in card.relations:
        evidence = relation["evidence"]
        assert isinstance(evidence, list)
        assert [bool(one["id"]) for one in evidence] == [True]
        assert int(str(relation["evidence_total"])) >= 1


def test_a_card_reads_as_text_with_money_evidence_and_how_it_stands(knowledge: KnowledgeGraph) -> None:
    text = "\n".join(knowledge.show("Azure").lines())

    assert "  as names of 13 awards [inferred]: at most $" in text
    assert "which enters no total; 2020-11-04 to 2025-09-11" in text
    assert "  [stated] ^uses: U.S. Immigration and Customs Enforcement (confirmed)\n" in text
    assert "  [stated] platformOf: Microsoft (reported)\n    for Microsoft: claim-2ef75aff75e5e661; asserts; " in text
    assert "1 awards" not in text
    assert re.search(r"    for DELL FEDERAL SYSTEMS L\.P\.: detection-\w+; .*\.csv\.gz row \d+ \(\+7 more\)", text)


def test_an_award_cites_its_record_once_and_what_names_a_product_beside(knowledge: KnowledgeGraph) -> None:
    card = knowledge.show("70CTD024FC0000015")
    cited = {str(one["relation"]): one["evidence_total"] for one in card.relations}

    assert cited == {"awardingAgency": 0, "recipient": 0, "underVehicle": 0, "names": 3}
    assert card.totals == ()
    assert [one.kind for one in card.evidence] == ["award"]


def test_a_subaward_is_cited(knowledge: KnowledgeGraph) -> None:
    card = knowledge.show("TYR Tactical")
    assert list(dict(total(card, "subVendor")["amounts"])) == ["subaward"]  # type: ignore[call-overload]
    (row,) = [one for one in card.relations if one["relation"] == "as subVendor of awards with awardingAgency"]
    assert '"quote": "subaward ' in json.dumps(row["evidence"])


def test_tab_separated_rows_keep_counts_and_sums(knowledge: KnowledgeGraph, run_cli: Callable[..., Result]) -> None:
    done = run_cli("show", "Four Points Technology", "--format", "tsv", "--graph", str(knowledge._folder.path))
    rows = list(csv.DictReader(io.StringIO(done.stdout), delimiter="\t"))

    assert list(rows[0]) == ["about", "property", "value", "source", "awards", "amounts", "of"]
    (own,) = [row for row in rows if row["property"] == "as recipient of awards [stated]"]
    assert (own["awards"], own["amounts"], own["value"]) == (
        "63",
        "obligation: 364800185.48",
        "2020-10-07 to 2025-09-30",
    )
    (ice,) = [
        row
        for row in rows
        if row["property"] == "as recipient of awards with awardingAgency [stated]" and row["awards"] == "34"
    ]
    assert (ice["amounts"], ice["of"]) == ("obligation: 117464292.22", "2")
    assert [row["amounts"] for row in rows if "awards with names [inferred]" in row["property"]] == [""] * 9
    shown = json.loads(run_cli("show", "Azure", "--format", "json", "--graph", str(knowledge._folder.path)).stdout)
    assert shown["totals"]

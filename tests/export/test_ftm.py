"""followthemoney entities: valid, stable, nothing inferred, nothing denied without saying so."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from graph.export.ftm import entity_id
from graph.export.parts import Part
from graph.knowledge import KnowledgeGraph

Export = Callable[[str], Path]
Entity = dict[str, Any]


@pytest.fixture
def entities(export: Export) -> dict[str, Entity]:
    lines = export("x.ftm").read_text(encoding="utf-8").splitlines()
    found = [json.loads(line) for line in lines]
    assert len({one["id"] for one in found}) == len(found)
    return {one["id"]: one for one in found}


def test_followthemoney_validates_every_entity(entities: dict[str, Entity]) -> None:
    ftm = pytest.importorskip("followthemoney", reason="followthemoney is missing: pip install 'vendorgraph[readers]'")
    for entity in entities.values():
        schema = ftm.model.get(entity["schema"])
        assert schema is not None
        assert not schema.abstract
        schema.validate(entity)
        proxy = ftm.model.get_proxy(entity)
        kept = {name: sorted(values) for name, values in proxy.to_dict()["properties"].items()}
        assert kept.keys() == entity["properties"].keys(), entity
        for name in ("amount", "status", "role", "title", "name"):
            assert kept.get(name) == entity["properties"].get(name)
        for prop, value in proxy.itervalues():
            if prop.type.name == "entity":
                other = ftm.model.get(entities[value]["schema"])
                assert other.is_a(prop.range), (prop, entities[value])


def test_awards_are_contracts_awarded_to_companies_by_public_bodies(
    entities: dict[str, Entity], part: Part, knowledge: KnowledgeGraph
) -> None:
    paid = next(line for line in part.lines() if line.relation == "recipient" and "obligation" in line.amounts)
    award = entities[entity_id(paid.id)]
    assert award["schema"] == "ContractAward"
    told = award["properties"]
    assert told["contract"] == [entity_id(paid.source)]
    assert told["supplier"] == [entity_id(paid.target)]
    assert Decimal(told["amount"][0]) == paid.amounts["obligation"]
    assert told["currency"] == ["USD"]
    assert "row" in told["summary"][0]
    assert all(entities[one]["schema"] == "Document" for one in told["proof"])
    contract = entities[told["contract"][0]]
    assert contract["schema"] == "Contract"
    assert entities[contract["properties"]["authority"][0]]["schema"] == "PublicBody"
    assert award["datasets"] == [f"vendorgraph-{knowledge.snapshot[:16]}"]


def test_nothing_inferred_is_exported_and_denials_are_named_first(entities: dict[str, Entity], part: Part) -> None:
    statuses = {status for one in entities.values() for status in one["properties"].get("status", [])}
    assert statuses == {"recorded", "confirmed", "reported", "denied"}
    denied = [one for one in entities.values() if one["properties"].get("status") == ["denied"]]
    assert denied
    for one in denied:
        assert one["schema"] == "UnknownLink"
        assert one["properties"]["role"][0].startswith("DENIED: ")
        assert one["properties"]["summary"][0].startswith("denied: ")
    wanted = {
        entity_id(line.id) for line in part.lines() if line.status != "inferred" and line.relation != "awardingAgency"
    }
    assert wanted <= entities.keys()


def test_only_outlays_are_payments(knowledge: KnowledgeGraph, tmp_path: Path) -> None:
    knowledge.export(tmp_path / "ice.ftm", entity="ICE")
    found = [json.loads(line) for line in (tmp_path / "ice.ftm").read_text(encoding="utf-8").splitlines()]
    payments = [one for one in found if one["schema"] == "Payment"]
    network = knowledge.network
    outlays = {
        entity_id(f"id:{network.locals[network.entities + award]} outlay"): amount
        for award in range(network.awards)
        if (amount := network.amount(award, "totalOutlay"))
    }
    assert payments
    assert {one["id"]: Decimal(one["properties"]["amount"][0]) for one in payments}.items() <= outlays.items()

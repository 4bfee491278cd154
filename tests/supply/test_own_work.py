"""A maker that is paid does its own work, and only then."""

from __future__ import annotations

import pytest

from graph.knowledge import KnowledgeGraph, open_graph
from graph.loading import load
from tests.ingest.made import HEADER
from tests.supply.conftest import OWN_CATALOGUE, award_key

_WORK = "ZORBLAX CLOUD MIGRATION SERVICES"
_CONTEXT = "TABLETS FOR THE FORTHCOMING ZORBLAX CLOUD"
_ACTIONS = [
    ("W1", "0", "ZORBLAX INC", _WORK),
    ("W2", "0", "ZORBLAX FEDERAL LLC", _WORK),
    ("W3", "0", "OTHER SELLER INC", _WORK),
    ("W4", "0", "ZORBLAX INC", _WORK),
    ("W4", "P1", "OTHER SELLER INC", _WORK),
    ("W5", "0", "ZORBLAX INC", _CONTEXT),
    ("W6", "0", "QUUXOR LLC", _WORK),
]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder = tmp_path_factory.mktemp("own-work")
    actions, catalogue = folder / "actions.csv", folder / "own.yaml"
    lines = [
        f'X,{piid},"{name}",10.00,2024-01-31,{modification},PSC,NAICS,{text},{award_key(piid, "7012", "")}'
        for piid, modification, name, text in _ACTIONS
    ]
    actions.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    catalogue.write_text(OWN_CATALOGUE, encoding="utf-8")
    load(folder / "own.db", [actions], products=[catalogue])
    return open_graph(folder / "own.db")


@pytest.mark.parametrize(
    ("piid", "relation", "rule"),
    [
        pytest.param("W1", "resale", "labour-after+makers-own", id="the-maker"),
        pytest.param("W2", "resale", "labour-after+makers-own", id="its-subsidiary"),
        pytest.param("W3", "service_around", "labour-after", id="somebody-else"),
        pytest.param("W4", "service_around", "labour-after", id="the-maker-and-somebody-else"),
        pytest.param("W5", "service_around", "expected", id="only-mentioned"),
        pytest.param("W6", "service_around", "labour-after", id="a-company-the-maker-owns"),
    ],
)
def test_work_by_the_maker_itself_is_its_product(
    knowledge: KnowledgeGraph, piid: str, relation: str, rule: str
) -> None:
    (tie,) = knowledge.explain(piid).ties

    steps = tie["steps"]
    assert isinstance(steps, list)
    assert (tie["relation"], {step["rule"] for step in steps}) == (relation, {rule})

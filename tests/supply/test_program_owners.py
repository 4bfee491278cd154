"""A short name of a program ties awards of its owner's department, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph, open_graph
from graph.loading import load
from tests.ingest.made import HEADER
from tests.supply.conftest import award_key

_RAVEN = "NODE SUBSCRIPTIONS FOR RAVEN"
_ACTIONS = [
    ("I1", "7012", _RAVEN),
    ("C1", "7014", _RAVEN),
    ("M1", "2100", _RAVEN),
    ("M2", "2100", "REPOSITORY FOR ANALYTICS IN A VIRTUALIZED ENVIRONMENT"),
    ("M3", "2100", "PACER SUBSCRIPTION"),
]


@pytest.fixture(scope="module")
def knowledge(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    folder: Path = tmp_path_factory.mktemp("program-owners")
    lines = [
        f"X,{piid},SELLER INC,10.00,2024-01-31,0,PSC,NAICS,{text},{award_key(piid, subtier, '')}"
        for piid, subtier, text in _ACTIONS
    ]
    actions = folder / "actions.csv"
    actions.write_text("\n".join([HEADER, *lines]) + "\n", encoding="utf-8")
    load(folder / "owners.db", [actions])
    return open_graph(folder / "owners.db")


@pytest.mark.parametrize("piid", ["I1", "C1", "M2", "M3"])
def test_the_department_a_written_out_name_and_a_shared_program_count(piid: str, knowledge: KnowledgeGraph) -> None:
    (tie,) = knowledge.explain(piid).ties

    assert (tie["kind"], tie["relation"]) == ("program", "named")


def test_the_same_word_of_another_department_is_not_taken_and_says_why(knowledge: KnowledgeGraph) -> None:
    found = knowledge.explain("M1")

    assert found.ties == []
    (one,) = found.cancelled
    assert [step["rule"] for step in one["steps"]] == ["another-department"]  # type: ignore[attr-defined]
    assert "Names that mean something else here:" in list(found.lines())

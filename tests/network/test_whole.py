"""Lines between a set of entities, or all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.knowledge import KnowledgeGraph, open_graph
from graph.network.lookup import resolve
from graph.network.whole import lines_between


@pytest.fixture(scope="module")
def graph(shipped_graph: Path) -> KnowledgeGraph:
    return open_graph(shipped_graph)


def named(graph: KnowledgeGraph, *names: str) -> set[int]:
    return {resolve(graph.network, name) for name in names}


def test_lines_of_a_set_stay_within_it_and_carry_their_evidence(graph: KnowledgeGraph) -> None:
    entities = named(graph, "ICE", "Microsoft", "Azure")
    found = lines_between(graph.network, graph._testimony, entities, most=10)
    ends = {(hop.source_label, hop.relation, hop.target_label) for hop in found.hops}
    assert {("Azure", "madeBy", "Microsoft"), ("U.S. Immigration and Customs Enforcement", "uses", "Azure")} <= ends
    labels = {graph.network.labels[entity] for entity in entities}
    assert {end for source, _, target in ends for end in (source, target)} <= labels
    assert all(hop.evidence for hop in found.hops)
    assert set(found.entities) == entities
    assert found.left_out == ()


def test_the_heaviest_stay_and_the_rest_is_counted_by_kind(graph: KnowledgeGraph) -> None:
    whole = lines_between(graph.network, graph._testimony, None, most=60)
    assert len(whole.entities) == 60
    ends = {end for hop in whole.hops for end in (hop.source, hop.target)}
    assert ends <= {graph.network.iri(entity) for entity in whole.entities}
    assert graph.network.iri(resolve(graph.network, "ICE")) in ends
    assert dict(whole.left_out)["vendor"] > 1_000


def test_without_inferred_lines_only_records_and_reports_are_left(graph: KnowledgeGraph) -> None:
    found = lines_between(graph.network, graph._testimony, None, most=60, inferred=False)
    assert {hop.status for hop in found.hops} <= {"recorded", "confirmed", "reported"}

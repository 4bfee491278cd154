"""Communities: modularity against NetworkX, known values, determinism, wholeness."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings

from graph.errors import NothingFound, TimedOut, UsageProblem
from graph.network.communities import Grouping, group
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.groupings import GroupingAsked, find_communities

from .small import make_network, supply
from .test_measures import NO_END, AfterSomeLooks, compact, graphs


def sets_of(grouping: Grouping) -> list[set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for node, number in enumerate(grouping.of_node.tolist()):
        found[number].add(node)
    return [found[number] for number in sorted(found)]


@settings(max_examples=60, deadline=None)
@given(graph=graphs())
def test_the_modularity_is_that_of_networkx_and_no_community_falls_apart(graph: nx.DiGraph[int]) -> None:
    simple = graph.to_undirected()

    found = group(compact(simple), NO_END)

    parts = sets_of(found)
    assert [len(part) for part in parts] == sorted(map(len, parts), reverse=True)
    assert all(nx.is_connected(simple.subgraph(part)) for part in parts)
    if simple.number_of_edges():
        assert found.modularity == pytest.approx(nx.community.modularity(simple, parts), abs=1e-12)
        alone = nx.community.modularity(simple, [{node} for node in simple])
        assert found.modularity >= alone - 1e-12


@pytest.mark.parametrize(
    ("make", "best"),
    [
        pytest.param(nx.karate_club_graph, 0.4449, id="karate-weighted"),
        pytest.param(nx.les_miserables_graph, 0.5667, id="les-miserables"),
        pytest.param(nx.florentine_families_graph, 0.3987, id="florentine"),
    ],
)
def test_known_graphs_are_grouped_as_well_as_by_networkx(make: Callable[[], nx.Graph[Any]], best: float) -> None:
    named: Any = make()
    graph = nx.convert_node_labels_to_integers(named, ordering="sorted")

    found = group(compact(graph), NO_END)

    theirs = max(
        nx.community.modularity(graph, nx.community.louvain_communities(graph, seed=seed)) for seed in range(3)
    )
    assert found.modularity >= theirs - 1e-9
    assert found.modularity == pytest.approx(best, abs=1e-4)


def test_the_karate_club_reaches_its_known_best() -> None:
    # Without weights .4198 with four groups is the proven maximum (Brandes et al. 2008, IEEE TKDE 20:172).
    club: nx.Graph[int] = nx.karate_club_graph()
    for _, _, data in club.edges(data=True):
        data.pop("weight")

    found = group(compact(club), NO_END)

    assert found.modularity == pytest.approx(0.4198, abs=5e-5)
    assert len(sets_of(found)) == 4


def test_the_same_graph_gives_the_same_groups() -> None:
    graph = compact(nx.gnp_random_graph(120, 0.06, seed=5))

    first, second = group(graph, NO_END), group(graph, NO_END)

    assert (first.of_node == second.of_node).all()


def test_a_higher_resolution_gives_more_communities() -> None:
    graph = compact(nx.gnp_random_graph(120, 0.06, seed=5))

    few, many = (len(sets_of(group(graph, NO_END, resolution=one))) for one in (0.5, 3.0))

    assert few < many


def test_runs_stop_when_the_time_is_up() -> None:
    graph = compact(nx.gnp_random_graph(60, 0.1, seed=5))

    assert group(graph, AfterSomeLooks(30)).runs < group(graph, NO_END).runs
    with pytest.raises(TimedOut, match="Finding communities"):
        group(graph, AfterSomeLooks(0))


def test_without_lines_everybody_is_alone() -> None:
    none = np.zeros(0, np.int64)

    found = group(Compact.of(3, none, none, none), Deadline(None))

    assert (found.of_node.tolist(), found.modularity) == ([0, 1, 2], 0.0)


def test_an_answer_names_each_community_by_its_largest_members(tmp_path: Path) -> None:
    answer = find_communities(supply(tmp_path), GroupingAsked("payments"))

    assert [(one.name, one.kinds, len(one.members)) for one in answer.found] == [
        ("dell, cbp", (("agency", 1), ("vendor", 1)), 2),
        ("ice, reseller", (("agency", 1), ("vendor", 1)), 2),
    ]
    assert answer.total == 2
    assert "modularity" in answer.meaning
    # dell - cbp is 1 of the 3 ends of lines that both have: 2 of 3 stay within.
    assert [round(one.closed, 4) for one in answer.found] == [0.6667, 0.8]


def test_who_has_no_lines_is_in_no_community(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"a": "agency", "ice": "agency", "v": "vendor"},
        sides=[("a1", 0, "a"), ("a2", 0, "ice"), ("a2", 2, "v")],
    )

    answer = find_communities(network, GroupingAsked("payments"))

    assert ([one.name for one in answer.found], answer.total, answer.alone) == (["ice, v"], 1, 1)


def test_a_list_cut_short_keeps_the_largest(tmp_path: Path) -> None:
    answer = find_communities(supply(tmp_path), GroupingAsked("payments", top=1))

    assert (len(answer.found), answer.total) == (1, 2)


@pytest.mark.parametrize("resolution", [0.0, -1.0, float("inf"), float("nan")])
def test_a_resolution_that_is_none_is_refused(resolution: float) -> None:
    with pytest.raises(UsageProblem, match="is not a positive number"):
        GroupingAsked(resolution=resolution)


def test_no_rows_and_no_lines_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match="--top 0"):
        GroupingAsked(top=0)
    with pytest.raises(NothingFound, match="there is nothing to group"):
        find_communities(make_network(tmp_path, nodes={"v": "vendor"}), GroupingAsked())

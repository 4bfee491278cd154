"""Measures against NetworkX on the same graph, and against published values."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import GraphError, TimedOut
from graph.network import betweenness as between
from graph.network import distances, spectral, structure
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.measures import Scores
from graph.network.twins import merge_twins

NO_END = Deadline(None)
Values = Any


def compact(graph: nx.Graph[int]) -> Compact:
    """Return the arrays of a NetworkX graph with nodes 0..n-1."""
    found = [(a, b, data.get("weight", 1)) for a, b, data in graph.edges(data=True)]
    source, target, weight = (np.array([one[at] for one in found], np.int64) for at in range(3))
    return Compact.of(len(graph), source, target, weight)


def values(scores: dict[Any, Any]) -> Values:
    return np.array([scores[node] for node in sorted(scores)], float)


@st.composite
def graphs(draw: st.DrawFn) -> nx.DiGraph[int]:
    """Directed graphs without opposite arrows, weights 1..9, often with twins, parts and isolated nodes."""
    size = draw(st.integers(1, 16))
    pairs = [(a, b) for a in range(size) for b in range(a)]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=40)) if pairs else []
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(size))
    for pair in chosen:
        a, b = draw(st.permutations(pair))
        graph.add_edge(a, b, weight=draw(st.integers(1, 9)))
    return graph


MEASURES: dict[str, tuple[Callable[[Compact], Values], Callable[[nx.Graph[Any]], Any]]] = {
    "betweenness": (lambda c: between.betweenness(c, NO_END).scores, nx.betweenness_centrality),
    "closeness": (lambda c: distances.closeness(c, NO_END), nx.closeness_centrality),
    "harmonic": (lambda c: distances.harmonic(c, NO_END), nx.harmonic_centrality),
    "pagerank": (
        lambda c: spectral.pagerank(c, NO_END),
        lambda g: nx.pagerank(g, tol=1e-13 / len(g), max_iter=5000),
    ),
    "katz": (
        lambda c: spectral.katz(c, NO_END),
        lambda g: nx.katz_centrality(
            g, alpha=spectral.katz_factor(compact(g), NO_END), tol=1e-14, max_iter=9000, weight="weight"
        ),
    ),
    "kcore": (lambda c: structure.core_numbers(c, NO_END), nx.core_number),
    "constraint": (lambda c: structure.constraint(c, NO_END), lambda g: nx.constraint(g, weight="weight")),
    "degree": (lambda c: c.degrees, lambda g: dict(g.degree())),
    "strength": (lambda c: c.strengths, lambda g: dict(g.degree(weight="weight"))),
}


@pytest.mark.parametrize("measure", MEASURES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(graph=graphs())
def test_measures_equal_networkx_on_any_graph(measure: str, graph: nx.DiGraph[int]) -> None:
    ours, theirs = MEASURES[measure]
    simple = graph.to_undirected()

    found = ours(compact(graph))

    np.testing.assert_allclose(found, values(theirs(simple)), rtol=1e-9, atol=1e-14)


@settings(max_examples=80, deadline=None)
@given(graph=graphs())
def test_eigenvectors_equal_networkx_where_it_has_one(graph: nx.DiGraph[int]) -> None:
    largest = max(nx.connected_components(graph.to_undirected()), key=len)
    whole: Any = graph.subgraph(largest).to_undirected()
    part = nx.convert_node_labels_to_integers(whole, ordering="sorted")
    if not part.number_of_edges():
        return

    found = spectral.eigenvector(compact(part), NO_END)

    theirs = nx.eigenvector_centrality(part, max_iter=200_000, tol=1e-14, weight="weight")
    np.testing.assert_allclose(found, values(theirs), rtol=1e-9)


@settings(max_examples=80, deadline=None)
@given(graph=graphs())
def test_hubs_and_authorities_are_the_leading_singular_vectors(graph: nx.DiGraph[int]) -> None:
    full = nx.to_numpy_array(graph, nodelist=sorted(graph))
    _, sizes, _ = np.linalg.svd(full)

    hubs, authorities = spectral.hits(compact(graph), NO_END)

    np.testing.assert_allclose(full.T @ (full @ authorities), sizes[0] ** 2 * authorities, rtol=1e-9, atol=1e-9)
    np.testing.assert_allclose(full @ (full.T @ hubs), sizes[0] ** 2 * hubs, rtol=1e-9, atol=1e-9)
    if graph.number_of_edges():
        assert hubs.sum() == pytest.approx(1)
        assert authorities.sum() == pytest.approx(1)
        assert min(hubs.min(), authorities.min()) >= 0


def test_hits_are_those_of_networkx_where_the_leading_vector_is_single() -> None:
    graph = nx.DiGraph([(0, 3), (0, 4), (1, 4), (2, 4), (2, 5), (1, 3)])
    hubs, authorities = nx.hits(graph, tol=0)

    found = spectral.hits(compact(graph), NO_END)

    np.testing.assert_allclose(found[0], values(hubs), atol=1e-12)
    np.testing.assert_allclose(found[1], values(authorities), atol=1e-12)


def test_components_with_one_leading_value_share_the_eigenvector() -> None:
    triangles = nx.disjoint_union(nx.complete_graph(3), nx.complete_graph(3))

    found = spectral.eigenvector(compact(triangles), NO_END)

    np.testing.assert_allclose(found, np.full(6, 6**-0.5), rtol=1e-12)


def test_networkx_refuses_multigraphs_for_these_measures() -> None:
    doubled: nx.MultiGraph[int] = nx.MultiGraph([(0, 1), (0, 1), (1, 2)])

    for refused in (nx.eigenvector_centrality, nx.katz_centrality, nx.core_number):
        with pytest.raises(nx.NetworkXNotImplemented):
            refused(doubled)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(nx.karate_club_graph, id="karate"),
        pytest.param(nx.les_miserables_graph, id="les-miserables"),
        pytest.param(nx.florentine_families_graph, id="florentine"),
    ],
)
def test_known_graphs_equal_networkx(measure: str, make: Callable[[], nx.Graph[Any]]) -> None:
    graph = nx.convert_node_labels_to_integers(make(), ordering="sorted")
    ours, theirs = MEASURES[measure]

    np.testing.assert_allclose(ours(compact(graph)), values(theirs(graph)), rtol=1e-9, atol=1e-14)


def of_families(scores: Values) -> dict[str, float]:
    return dict(zip(sorted(nx.florentine_families_graph()), scores.tolist(), strict=True))


def test_the_medici_stand_between_more_than_half_of_all_pairs() -> None:
    # Padgett and Ansell 1993; Jackson, Social and Economic Networks (2008), section 1.2.1: .522 for the Medici,
    # .255 for the Guadagni, .103 for the Strozzi.
    graph = nx.convert_node_labels_to_integers(nx.florentine_families_graph(), ordering="sorted")

    found = of_families(between.betweenness(compact(graph), NO_END).scores)

    assert found["Medici"] == pytest.approx(0.522, abs=5e-4)
    assert found["Guadagni"] == pytest.approx(0.255, abs=5e-4)
    assert found["Strozzi"] == pytest.approx(0.103, abs=5e-4)


def test_the_karate_club_has_its_published_centre_and_cores() -> None:
    # Zachary 1977 has two leaders, 1 and 34 (0 and 33 here); the published betweenness of the first is 231.07 pairs.
    club: nx.Graph[int] = nx.karate_club_graph()
    for _, _, data in club.edges(data=True):
        data.pop("weight")
    graph = compact(club)

    scores = between.betweenness(graph, NO_END).scores

    assert np.argsort(-scores)[:2].tolist() == [0, 33]
    assert scores[0] * 33 * 32 / 2 == pytest.approx(231.0714, abs=1e-3)
    assert structure.core_numbers(graph, NO_END).max() == 4


def test_valjean_is_the_centre_of_les_miserables() -> None:
    # Knuth 1993 (The Stanford GraphBase, jean): 77 characters, 254 pairs; Valjean meets 36 others.
    names = sorted(nx.les_miserables_graph())
    graph = compact(nx.convert_node_labels_to_integers(nx.les_miserables_graph(), ordering="sorted"))

    assert (graph.size, graph.lines) == (77, 254)
    assert graph.degrees.max() == 36
    assert names[int(graph.degrees.argmax())] == "Valjean"
    assert names[int(between.betweenness(graph, NO_END).scores.argmax())] == "Valjean"


def test_twins_are_merged_and_nobody_else() -> None:
    # 0 is the hub of three leaves; 4 and 5 are joined with each other and with 0 alike; 6 stands alone.
    graph = compact(nx.Graph([(0, 1), (0, 2), (0, 3), (0, 4), (0, 5), (4, 5)]))
    graph = Compact.of(7, graph.left, graph.right, graph.weight)

    merged = merge_twins(graph)

    assert merged.of_node[1] == merged.of_node[2] == merged.of_node[3]
    assert merged.of_node[4] == merged.of_node[5]
    assert merged.of_node[6] == -1
    assert sorted(zip(merged.many.tolist(), merged.adjacent.tolist(), strict=True)) == [
        (1, False),
        (2, True),
        (3, False),
    ]


def test_a_sample_stays_within_the_bound_it_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "_EXACT_WORK", 0)
    monkeypatch.setattr(between, "_SAMPLED_WORK", 0)
    graph = compact(nx.barabasi_albert_graph(900, 3, seed=7))

    found = between.betweenness(graph, NO_END)

    monkeypatch.undo()
    exact = between.betweenness(graph, NO_END)
    assert exact.sampled == 0
    assert found.sampled == 200
    error = np.abs(found.scores - exact.scores).max()
    assert 0 < error <= found.bound < 0.25


def test_a_sample_is_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(between, "_EXACT_WORK", 0)
    monkeypatch.setattr(between, "_SAMPLED_WORK", 0)
    graph = compact(nx.barabasi_albert_graph(600, 2, seed=3))

    first, second = (between.betweenness(graph, NO_END) for _ in range(2))

    assert (first.scores == second.scores).all()


class AfterSomeLooks(Deadline):
    """A clock that is over after it was looked at so many times."""

    def __init__(self, looks: int) -> None:
        super().__init__(9.0)
        self._looks = looks

    @property
    def over(self) -> bool:
        self._looks -= 1
        return self._looks < 0


def test_betweenness_that_runs_out_of_time_says_how_far_it_came() -> None:
    graph = compact(nx.convert_node_labels_to_integers(nx.random_regular_graph(3, 3000, seed=1)))

    found = between.betweenness(graph, AfterSomeLooks(2))

    assert 0 < found.sampled < 3000
    assert found.bound > 0


@pytest.mark.parametrize(
    "measure",
    [
        pytest.param(lambda c, d: between.betweenness(c, d), id="betweenness"),
        pytest.param(distances.closeness, id="closeness"),
        pytest.param(spectral.pagerank, id="pagerank"),
        pytest.param(spectral.katz, id="katz"),
        pytest.param(spectral.eigenvector, id="eigenvector"),
        pytest.param(structure.core_numbers, id="kcore"),
        pytest.param(structure.constraint, id="constraint"),
    ],
)
def test_every_measure_gives_up_in_time(measure: Callable[[Compact, Deadline], object]) -> None:
    graph = compact(nx.barabasi_albert_graph(200, 3, seed=1))

    with pytest.raises(TimedOut, match=r"(took|takes) longer than 9 s"):
        measure(graph, AfterSomeLooks(0))


@pytest.mark.parametrize("measure", [spectral.eigenvector, spectral.katz])
def test_what_does_not_converge_says_so(
    monkeypatch: pytest.MonkeyPatch, measure: Callable[[Compact, Deadline], object]
) -> None:
    monkeypatch.setattr(spectral, "_MOST_STEPS", 1)

    with pytest.raises(GraphError, match=r"does not converge on this projection\. Use degree"):
        measure(compact(nx.path_graph(3000)), NO_END)


def test_a_short_path_converges_but_not_in_one_step_of_katz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spectral, "_MOST_STEPS", 1)

    with pytest.raises(GraphError, match="Katz centrality does not converge"):
        spectral.katz(compact(nx.path_graph(3)), NO_END)


def test_without_lines_nothing_is_central_and_everything_ranks_alike() -> None:
    none = np.zeros(0, np.int64)
    graph = Compact.of(3, none, none, none)

    assert spectral.eigenvector(graph, NO_END).tolist() == [0, 0, 0]
    assert spectral.katz(graph, NO_END) == pytest.approx(np.full(3, 3**-0.5))
    assert spectral.pagerank(graph, NO_END) == pytest.approx(np.full(3, 1 / 3))


def test_scores_say_whether_they_are_exact() -> None:
    assert Scores(np.zeros(1)).words == "Exact."
    assert Scores(np.zeros(1), False, 1200, 0.0312).words == (
        "Sampled: 1,200 sources drawn with seed 20260101 stand for the rest; "
        "with 95 % confidence no score is off by more than 0.031."
    )


def test_dense_and_sparse_constraint_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    graph = compact(nx.gnp_random_graph(60, 0.5, seed=4))
    dense = structure.constraint(graph, NO_END)
    monkeypatch.setattr(structure, "_DENSE_NODES", 0)
    monkeypatch.setattr(structure, "_BLOCK", 50)

    np.testing.assert_allclose(structure.constraint(graph, NO_END), dense, rtol=1e-12)

"""Rankings."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import networkx as nx
import pytest

from graph.errors import NothingFound, UsageProblem
from graph.network.centrality import MEASURES, project, rank

from .small import make_network, supply


def test_the_payments_projection_joins_agencies_and_the_vendors_they_paid(tmp_path: Path) -> None:
    network = supply(tmp_path)

    graph = project(network, "payments")

    lines = {frozenset((network.locals[a], network.locals[b])): data["awards"] for a, b, data in graph.edges(data=True)}
    assert lines == {
        frozenset(("ice", "reseller")): 2,
        frozenset(("ice", "dell")): 1,
        frozenset(("cbp", "dell")): 1,
    }


def test_strength_counts_awards_and_ties_share_a_rank(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), "strength", "payments", kind="vendor")

    assert [(row.rank, row.label, row.score) for row in ranking.rows] == [(1, "dell", 2), (1, "reseller", 2)]
    assert ranking.exact


def test_ranks_say_how_far_they_move_without_inferred_lines(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), "strength", "supply")

    azure = next(row for row in ranking.rows if row.label == "azure")
    assert (azure.rank, azure.rank_low, azure.rank_high) == (2, 2, 6)


def test_obligations_are_exact_decimals(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), "obligation", "payments", kind="agency")

    assert [(row.label, row.score) for row in ranking.rows] == [
        ("ice", Decimal("31.5")),
        ("cbp", Decimal("10.5")),
    ]


@pytest.mark.parametrize("measure", ["degree", "betweenness", "closeness", "pagerank"])
def test_measures_are_those_of_networkx_on_the_same_projection(tmp_path: Path, measure: str) -> None:
    network = supply(tmp_path)
    graph = project(network, "supply")
    computed: dict[str, Callable[[], dict[int, float]]] = {
        "degree": lambda: dict(graph.degree()),
        "betweenness": lambda: nx.betweenness_centrality(graph),
        "closeness": lambda: nx.closeness_centrality(graph),
        "pagerank": lambda: nx.pagerank(graph, weight="awards", tol=1e-14, max_iter=5000),
    }
    expected = computed[measure]()

    ranking = rank(network, measure, "supply")

    scores = {network.node_of(row.id): float(row.score) for row in ranking.rows}
    assert scores == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        pytest.param({"measure": "fame"}, "Unknown measure 'fame'", id="measure"),
        pytest.param({"projection": "all"}, "Unknown projection 'all'", id="projection"),
        pytest.param({"kind": "planet"}, "Unknown type 'planet'", id="type"),
        pytest.param({"top": 0}, "--top 0 shows nothing", id="top"),
    ],
)
def test_wrong_options_are_refused_with_the_right_ones(
    tmp_path: Path, options: dict[str, str | int], said: str
) -> None:
    asked: dict[str, str | int] = {"measure": "degree", "projection": "supply", **options}
    with pytest.raises(UsageProblem, match=said):
        rank(supply(tmp_path), asked.pop("measure"), asked.pop("projection"), **asked)  # type: ignore[arg-type]


def test_a_kind_that_is_not_there_is_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="no statute"):
        rank(supply(tmp_path), "degree", "supply", kind="statute")


def test_an_empty_network_has_nothing_to_rank(tmp_path: Path) -> None:
    with pytest.raises(NothingFound):
        rank(make_network(tmp_path, nodes={"x": "vendor"}), "degree", "supply")


def test_every_measure_has_its_meaning_in_the_answer(tmp_path: Path) -> None:
    for measure in MEASURES:
        assert MEASURES[measure] in rank(supply(tmp_path), measure, "supply").meaning

"""Rankings: rows, ties, meaning, ranges of ranks, what is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import NothingFound, TimedOut, UsageProblem
from graph.network.centrality import Asked, rank
from graph.network.deadline import Deadline
from graph.network.measures import MEASURES
from graph.network.projections import Skeleton
from graph.network.scopes import Scope
from graph.network.stability import exact_places, places, resample

from .small import make_network, supply


def test_ties_share_a_rank_and_come_in_order_of_their_labels(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("strength", "payments", "vendor"))

    assert [(row.rank, row.label, row.score) for row in ranking.rows] == [(1, "dell", 2), (1, "reseller", 2)]
    assert ranking.exact


def test_the_default_counts_awards_as_it_always_did(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked())

    assert [(row.rank, row.label, row.score) for row in ranking.rows] == [
        (1, "ice", 3),
        (2, "azure", 2),
        (2, "bpa", 2),
        (2, "dell", 2),
        (2, "reseller", 2),
        (6, "cbp", 1),
        (6, "switch", 1),
        (8, "cisco", 0),
        (8, "microsoft", 0),
    ]


def test_ranks_say_how_far_they_move_without_inferred_lines(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("strength"))

    azure = next(row for row in ranking.rows if row.label == "azure")
    assert (azure.rank, azure.rank_low, azure.rank_high) == (3, 3, 6)
    assert "when inferred lines are dropped" in ranking.trust


def test_a_ranking_of_records_alone_has_nothing_to_drop(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked(view="records", resamples=0))

    assert all(row.rank == row.rank_low == row.rank_high for row in ranking.rows)
    assert ranking.trust == (
        "rank_low and rank_high are the rank: records alone were used. Not resampled: --resamples N asks for it."
    )


def test_a_stricter_view_with_nothing_in_it_ties_all(tmp_path: Path) -> None:
    network = make_network(
        tmp_path,
        nodes={"ice": "agency", "azure": "product", "bing": "product"},
        edges=[("ice", "azure", "uses", 1), ("ice", "bing", "uses", 1)],
    )

    ranking = rank(network, Asked("degree", view="stated"))

    assert [(row.label, row.rank, row.rank_low, row.rank_high) for row in ranking.rows] == [
        ("ice", 1, 1, 1),
        ("azure", 2, 1, 2),
        ("bing", 2, 1, 2),
    ]


def test_obligations_are_exact_decimals(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("obligation", "payments", "agency"))

    assert [(row.label, row.score) for row in ranking.rows] == [("ice", Decimal("31.5")), ("cbp", Decimal("10.5"))]


def test_strength_in_dollars_is_an_exact_decimal(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("strength", "payments", "vendor", weight="obligation"))

    assert [row.score for row in ranking.rows] == [Decimal("21"), Decimal("21")]


def test_the_smallest_constraint_comes_first_and_isolated_nodes_are_left_out(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("constraint", weight="obligation"))

    scores = [float(row.score) for row in ranking.rows]
    assert scores == sorted(scores)
    assert {row.label for row in ranking.rows} == {"ice", "cbp", "dell", "reseller", "bpa"}


REFERENCE: dict[str, Callable[[nx.Graph[Any]], Any]] = {
    "degree": lambda g: dict(g.degree()),
    "strength": lambda g: dict(g.degree(weight="weight")),
    "closeness": nx.closeness_centrality,
    "harmonic": nx.harmonic_centrality,
    "pagerank": lambda g: nx.pagerank(g, tol=1e-13 / len(g), max_iter=5000),
    "kcore": nx.core_number,
    "constraint": lambda g: nx.constraint(g, weight="weight"),
    "betweenness": nx.betweenness_centrality,
}


_SLOW = {"betweenness", "closeness", "harmonic", "constraint"}  # minutes in NetworkX on a graph of thousands


@pytest.mark.parametrize(
    ("projection", "measure"),
    [
        (projection, measure)
        for projection in ("ownership", "agencies", "supply", "payments", "money")
        for measure in REFERENCE
        if projection in ("ownership", "agencies") or measure not in _SLOW
    ],
)
def test_measures_equal_networkx_on_the_shipped_graph(shipped_graph: Path, measure: str, projection: str) -> None:
    from graph.knowledge import open_graph

    found = Skeleton(open_graph(shipped_graph).network, projection, Scope()).counted()

    scores = np.asarray(MEASURES[measure].score(found, Deadline(None)).values, float)

    theirs = REFERENCE[measure](found.to_networkx())
    np.testing.assert_allclose(scores, [theirs[node] for node in found.nodes.tolist()], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        pytest.param({"measure": "fame"}, "Unknown measure 'fame'.*degree", id="measure"),
        pytest.param({"projection": "all"}, "Unknown projection 'all'", id="projection"),
        pytest.param({"kind": "planet"}, "Unknown type 'planet'", id="type"),
        pytest.param({"top": 0}, "--top 0 shows nothing", id="top"),
        pytest.param({"resamples": -1}, "--resamples -1 is negative", id="resamples"),
    ],
)
def test_wrong_options_are_refused_with_the_right_ones(tmp_path: Path, asked: dict[str, Any], said: str) -> None:
    with pytest.raises(UsageProblem, match=said):
        rank(supply(tmp_path), Asked(**asked))


def test_a_kind_that_is_not_there_is_nothing_found(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="no statute in the view 'inferred'"):
        rank(supply(tmp_path), Asked("degree", kind="statute"))


def test_an_empty_network_has_nothing_to_rank(tmp_path: Path) -> None:
    with pytest.raises(NothingFound, match="has no node"):
        rank(make_network(tmp_path, nodes={"x": "vendor"}), Asked("degree"))


def test_a_projection_without_lines_cannot_be_measured_but_counted(tmp_path: Path) -> None:
    network = make_network(tmp_path, nodes={"ice": "agency"}, sides=[("a1", 0, "ice")])

    assert rank(network, Asked("awards")).rows[0].score == 1
    with pytest.raises(NothingFound, match="has no line in the view 'inferred': pagerank measures nothing"):
        rank(network, Asked("pagerank"))


def test_a_day_is_said_in_the_meaning(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked(as_of=date(2024, 2, 1)))

    assert "awards whose loaded actions span 2024-02-01" in ranking.meaning
    assert ranking.to_json()["as_of"] == "2024-02-01"


def test_scores_that_take_too_long_are_given_up(tmp_path: Path) -> None:
    with pytest.raises(TimedOut, match="longer than"):
        rank(supply(tmp_path), Asked("pagerank", timeout_s=1e-9))


def test_ranges_that_take_too_long_are_left_out_and_said_to_be(tmp_path: Path) -> None:
    ranking = rank(supply(tmp_path), Asked("awards", timeout_s=1e-9))

    assert ranking.resampled == 0
    assert "No resamples: the time was up." in ranking.trust
    assert ranking.rows[0].resampled_low is None


@pytest.mark.parametrize("measure", MEASURES)
def test_every_measure_has_its_meaning_in_the_answer(tmp_path: Path, measure: str) -> None:
    ranking = rank(supply(tmp_path), Asked(measure, resamples=3))

    words = MEASURES[measure].words
    assert f"{words[0].upper()}{words[1:]}, on the projection supply" in ranking.meaning
    assert ranking.method == "Exact."
    assert "95 % of 3 resamples" in ranking.trust
    assert all(1 <= row.resampled_low <= row.resampled_high for row in ranking.rows)  # type: ignore[operator]


def test_resamples_are_the_same_each_time_and_cut_at_the_deadline(tmp_path: Path) -> None:
    skeleton = Skeleton(supply(tmp_path), "payments", Scope())
    base, among = skeleton.counted(), np.arange(4)

    first, second = (resample(skeleton, "awards", base, among, count=50, deadline=Deadline(None)) for _ in range(2))
    none = resample(skeleton, "awards", base, among, count=50, deadline=Deadline(-1))

    assert (first.low == second.low).all()
    assert (first.high == second.high).all()
    assert (none.drawn, none.cut) == (0, True)


def test_large_graphs_are_not_resampled_unasked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.network.stability._WORK", 10)

    assert "Not resampled" in rank(supply(tmp_path), Asked()).trust


@given(st.lists(st.integers(-5, 5), max_size=30))
def test_places_are_competition_ranks(scores: list[int]) -> None:
    expected = [1 + sum(other > score for other in scores) for score in scores]

    assert places(np.array(scores, float)).tolist() == expected
    assert exact_places(np.array(scores, np.int64)).tolist() == expected
    assert places(-np.array(scores, float), smallest_first=True).tolist() == expected


def test_rounding_makes_no_difference_and_what_is_unknown_comes_last() -> None:
    assert places(np.array([0.1 + 0.2, 0.3, np.nan, 0.2, np.nan])).tolist() == [1, 1, 4, 3, 4]

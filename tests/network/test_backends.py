"""Scores that NetworkX computes with one of its backends, here the one it tests its dispatching with."""

from __future__ import annotations

from importlib.metadata import EntryPoint
from pathlib import Path

import networkx as nx
import numpy as np
import pytest
from networkx.utils import backends

from graph.errors import GraphError, TimedOut, UsageProblem
from graph.network.backends import CALLS, scores_by
from graph.network.centrality import Asked, rank
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.measures import MEASURES, score_of
from graph.network.projections import Skeleton
from graph.network.scopes import Scope

from .small import supply

NO_END = Deadline(None)


@pytest.fixture(autouse=True)
def registered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Register NetworkX's loopback backend, one without any function, and one that cannot be imported."""
    for name, place in (
        ("nx_loopback", "networkx.classes.tests.dispatch_interface:backend_interface"),
        ("empty", f"{__name__}:Empty"),
        ("gone", "graph.no_such_module:backend"),
    ):
        entry = EntryPoint(name, place, "networkx.backends")
        monkeypatch.setitem(backends.backends, name, entry)  # type: ignore[attr-defined]  # not in the published types
        monkeypatch.setitem(backends.backend_info, name, {})  # type: ignore[attr-defined]
    backends._load_backend.cache_clear() if hasattr(backends._load_backend, "cache_clear") else None  # type: ignore[attr-defined]


class Empty:
    """A backend that has nothing."""


@pytest.mark.parametrize("backend", ["networkx", "nx_loopback"])
@pytest.mark.parametrize("measure", CALLS)
def test_a_backend_gives_the_scores_that_we_compute(measure: str, backend: str, tmp_path: Path) -> None:
    projection = Skeleton(supply(tmp_path), "supply", Scope()).counted()

    theirs = score_of(measure, projection, NO_END, backend=backend)

    ours = MEASURES[measure].score(projection, NO_END)
    np.testing.assert_allclose(theirs.values, ours.values, rtol=1e-9, atol=1e-12)
    assert theirs.words == f"Exact, computed by NetworkX with its backend {backend!r}."
    assert ours.words == "Exact."


def test_a_ranking_by_a_backend_says_so_and_is_the_same(tmp_path: Path) -> None:
    network = supply(tmp_path)

    ranking = rank(network, Asked(measure="kcore", backend="nx_loopback"))

    assert ranking.rows == rank(network, Asked(measure="kcore")).rows
    assert ranking.method == "Exact, computed by NetworkX with its backend 'nx_loopback'."


def test_a_measure_that_is_not_networkx_own_takes_no_backend() -> None:
    with pytest.raises(UsageProblem, match="katz is not computed by NetworkX") as caught:
        Asked(measure="katz", backend="networkx")

    assert caught.value.hint == "--backend goes with: betweenness, closeness, harmonic, pagerank, kcore, constraint."


def test_an_unknown_backend_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageProblem, match="NetworkX has no backend 'cugraff' here") as caught:
        Asked(measure="kcore", backend="cugraff")

    assert "networkx" in caught.value.hint
    assert "nx_loopback" in caught.value.hint


def _path() -> Compact:
    ends = np.array(nx.path_graph(4).edges())
    return Compact.of(4, ends[:, 0], ends[:, 1], np.ones(len(ends), np.int64))


def test_a_backend_without_the_measure_says_so() -> None:
    with pytest.raises(UsageProblem, match="NetworkX's backend 'empty' has no kcore"):
        scores_by("kcore", _path(), "empty", NO_END)


def test_a_backend_that_cannot_be_imported_is_an_error_and_no_traceback() -> None:
    with pytest.raises(GraphError, match="NetworkX with its backend 'gone' gives up on kcore"):
        scores_by("kcore", _path(), "gone", NO_END)


def test_a_backend_is_not_started_when_the_time_is_up() -> None:
    with pytest.raises(TimedOut, match="The measure kcore took longer"):
        scores_by("kcore", _path(), "networkx", Deadline(1e-9))

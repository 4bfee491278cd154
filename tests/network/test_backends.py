"""Scores that NetworkX computes, with its own code or with a backend that is installed beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pytest

from graph.errors import TimedOut, UsageProblem
from graph.network.backends import CALLS, scores_by
from graph.network.centrality import Asked
from graph.network.compact import Compact
from graph.network.deadline import Deadline
from graph.network.measures import MEASURES, score_of
from graph.network.projections import Skeleton
from graph.network.scopes import Scope

from .small import supply

NO_END = Deadline(None)


# A backend is found by the entry points of installed packages, once, when NetworkX is imported: hence a process of its
# own, with two packages on its path.
_BACKEND = """
import networkx as nx

class backend:
    @staticmethod
    def convert_from_nx(graph, **_):
        return graph

    @staticmethod
    def convert_to_nx(result, **_):
        return result

    @staticmethod
    def core_number(graph):
        print("asked mirror")
        return nx.core_number.orig_func(graph)
"""
_ASKING = """
import sys
from pathlib import Path
from graph.errors import GraphError
from graph.network.centrality import Asked, rank
from graph.network.reading import Network

network = Network(Path(sys.argv[1]))
for measure, backend in (("kcore", "mirror"), ("harmonic", "mirror"), ("kcore", "gone"), ("kcore", "none")):
    try:
        found = rank(network, Asked(measure=measure, backend=backend, resamples=0))
        print(found.method, found.rows == rank(network, Asked(measure=measure, resamples=0)).rows)
    except GraphError as error:
        print(type(error).__name__, error)
"""


def _install(folder: Path, name: str, place: str) -> None:
    about = folder / f"{name}-1.0.dist-info"
    about.mkdir()
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text(f"[networkx.backends]\n{name} = {place}\n")


@pytest.mark.slow
def test_an_installed_backend_is_asked_and_its_faults_are_told(tmp_path: Path) -> None:
    network = supply(tmp_path)
    (tmp_path / "mirrored.py").write_text(_BACKEND)
    _install(tmp_path, "mirror", "mirrored:backend")
    _install(tmp_path, "gone", "no_such_module:backend")

    done = subprocess.run(
        [sys.executable, "-c", _ASKING, str(tmp_path / "network.bin")],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])},
        capture_output=True,
        text=True,
        check=True,
    )

    assert network.entities
    assert done.stdout.splitlines() == [
        "asked mirror",
        "Exact, computed by NetworkX with its backend 'mirror'. True",
        "UsageProblem NetworkX's backend 'mirror' has no harmonic. Leave --backend out, or give networkx.",
        "GraphError NetworkX with its backend 'gone' gives up on kcore: No module named 'no_such_module'",
        "UsageProblem NetworkX has no backend 'none' here. Installed: gone, mirror, networkx. "
        "Others are packages, e.g. nx-parallel.",
    ]


@pytest.mark.parametrize("measure", CALLS)
def test_networkx_gives_the_scores_that_we_compute(measure: str, tmp_path: Path) -> None:
    projection = Skeleton(supply(tmp_path), "supply", Scope()).counted()

    theirs = score_of(measure, projection, NO_END, backend="networkx")

    ours = MEASURES[measure].score(projection, NO_END)
    np.testing.assert_allclose(theirs.values, ours.values, rtol=1e-9, atol=1e-12)
    assert theirs.words == "Exact, computed by NetworkX with its backend 'networkx'."
    assert ours.words == "Exact."


def test_a_measure_that_is_not_networkx_own_takes_no_backend() -> None:
    with pytest.raises(UsageProblem, match="katz is not computed by NetworkX") as caught:
        Asked(measure="katz", backend="networkx")

    assert caught.value.hint == "--backend goes with: betweenness, closeness, harmonic, pagerank, kcore, constraint."


def test_an_unknown_backend_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageProblem, match="NetworkX has no backend 'cugraff' here") as caught:
        Asked(measure="kcore", backend="cugraff")

    assert "networkx" in caught.value.hint


def _path() -> Compact:
    ends = np.array(nx.path_graph(4).edges())
    return Compact.of(4, ends[:, 0], ends[:, 1], np.ones(len(ends), np.int64))


def test_a_backend_is_not_started_when_the_time_is_up() -> None:
    with pytest.raises(TimedOut, match="The measure kcore took longer"):
        scores_by("kcore", _path(), "networkx", Deadline(1e-9))

from pathlib import Path

import pytest

import graph
from graph.errors import GraphError
from graph.resources import data_folder


def test_the_public_names_are_these() -> None:
    expected = ["GraphError", "KnowledgeGraph", "Loaded", "__version__", "load_graph", "open_graph"]
    assert sorted(graph.__all__) == expected


def test_every_public_name_loads_and_is_listed() -> None:
    assert {name: hasattr(graph, name) for name in dir(graph)} == dict.fromkeys(graph.__all__, True)


def test_errors_are_caught_by_the_public_base() -> None:
    assert graph.GraphError is GraphError


def test_an_unknown_name_is_an_attribute_error_like_that_of_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'graph' has no attribute 'nothing'"):
        graph.nothing  # noqa: B018


def test_a_graph_is_built_opened_and_asked_with_public_names_alone(tmp_path: Path) -> None:
    records = data_folder() / "records" / "ice-subawards.csv.gz"
    steps: list[str] = []

    loaded = graph.load_graph(tmp_path / "g.db", records, progress=steps.append)
    again = graph.load_graph(tmp_path / "g.db", [records])

    assert isinstance(loaded, graph.Loaded)
    (one,) = loaded.sources
    assert one.rows_read == one.rows_kept + one.rows_duplicate + one.rows_rejected > 0
    assert (loaded.changed, again.changed) == (True, False)
    assert loaded.snapshot == again.snapshot == graph.open_graph(tmp_path / "g.db").snapshot
    assert loaded.counts["subawards"] > 0
    assert steps
    rows = list(graph.open_graph(tmp_path / "g.db").query("SELECT ?s { ?s a vg:Subaward } ORDER BY ?s"))
    assert len(rows) == loaded.counts["subawards"]


def test_what_cannot_be_loaded_is_an_error_of_ours(tmp_path: Path) -> None:
    with pytest.raises(graph.GraphError, match=r"nothing\.csv"):
        graph.load_graph(tmp_path / "g.db", tmp_path / "nothing.csv")

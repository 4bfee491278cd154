import pytest

import graph
from graph.errors import GraphError


def test_the_public_names_are_these_four() -> None:
    assert sorted(graph.__all__) == ["GraphError", "KnowledgeGraph", "__version__", "open_graph"]


def test_every_public_name_loads_and_is_listed() -> None:
    assert {name: hasattr(graph, name) for name in dir(graph)} == dict.fromkeys(graph.__all__, True)


def test_errors_are_caught_by_the_public_base() -> None:
    assert graph.GraphError is GraphError


def test_an_unknown_name_is_an_attribute_error_like_that_of_any_module() -> None:
    with pytest.raises(AttributeError, match="module 'graph' has no attribute 'nothing'"):
        graph.nothing  # noqa: B018

"""VendorGraph: who supplies an agency, with whose money, and who says so.

    from graph import open_graph

    graph = open_graph("vendorgraph.db")

Names load on first use (PEP 562): ``import graph`` alone loads no library.
"""

# Importing typing for its constant would double the cost of ``import graph``.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from graph.errors import GraphError
    from graph.knowledge import KnowledgeGraph, load_graph, open_graph
    from graph.loading import Loaded

__version__ = "0.1.0"

__all__ = ["GraphError", "KnowledgeGraph", "Loaded", "__version__", "load_graph", "open_graph"]


def __getattr__(name: str) -> object:
    """Return a public name from the module that defines it."""
    if name == "GraphError":
        from graph.errors import GraphError

        return GraphError
    if name == "Loaded":
        from graph.loading import Loaded

        return Loaded
    if name in ("KnowledgeGraph", "load_graph", "open_graph"):
        from graph import knowledge

        return getattr(knowledge, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    """Return the public names, those not loaded yet included."""
    return __all__

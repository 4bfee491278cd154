"""Pages: one self-contained HTML file that shows a part of the graph with its evidence.

Build a `PageView`, then `write_page(view, out)` for a file or `render_page(view)` for its text.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.pages.view import PageEdge, PageEvidence, PageNode, PageReport, PageStep, PageView
    from graph.pages.write import render_page, write_page

__all__ = [
    "PageEdge",
    "PageEvidence",
    "PageNode",
    "PageReport",
    "PageStep",
    "PageView",
    "render_page",
    "write_page",
]


def __getattr__(name: str) -> Any:
    """Load on first use (PEP 562): commands that write no page pay nothing for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from graph.pages import view, write

    return getattr(write if name in {"render_page", "write_page"} else view, name)

"""A dossier: a folder of static pages, one per agency, company, product and program, with all evidence.

`write_site(sources, asked, folder)` writes it; `graph.knowledge.KnowledgeGraph.write_site` is the way in.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.site.asked import SiteAsked, SiteReport, SiteSources
    from graph.site.write import write_site

__all__ = ["SiteAsked", "SiteReport", "SiteSources", "write_site"]


def __getattr__(name: str) -> Any:
    """Load on first use (PEP 562): commands that write no site pay nothing for it."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from graph.site import asked, write

    return getattr(write if name == "write_site" else asked, name)

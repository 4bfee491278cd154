"""What a page is asked to show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import UsageProblem

if TYPE_CHECKING:
    from graph.network.options import PathOptions


@dataclass(frozen=True, slots=True)
class PageAsked:
    """What a page is to show: exactly one of entity, ends, behind, query and everything.

    Attributes:
        entity: What lies around one entity.
        ends: The best paths between two entities.
        behind: The sellers, products and makers behind an agency's awards.
        query: The things that the answer to a SPARQL query names, and the lines between them.
        everything: The whole network.
        hops: How far around the entity.
        most: Things at most; None for the usual number.
        inferred: Whether lines that a rule inferred are shown.
        search: How paths are searched; their number is the page's own.
    """

    entity: str | None = None
    ends: tuple[str, str] | None = None
    behind: str | None = None
    query: str | None = None
    everything: bool = False
    hops: int = 2
    most: int | None = None
    inferred: bool = True
    search: PathOptions | None = None

    def __post_init__(self) -> None:
        """Refuse a question that asks for nothing, or for two things."""
        asked = [self.entity, self.ends, self.behind, self.query, self.everything or None]
        if sum(one is not None for one in asked) != 1:
            raise UsageProblem(
                "A page shows one thing.", hint="Give an entity, or one of --path, --behind, --query and --all."
            )

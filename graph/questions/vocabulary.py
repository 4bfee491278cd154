"""What can be asked: the prefixes, and which classes and properties a store has how often."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.questions.asking import TIMEOUT_S, run_query

if TYPE_CHECKING:
    from graph.store.embedded import EmbeddedStore

SCHEMA_COLUMNS = ("kind", "term", "count")
_CLASSES = "SELECT ?term (COUNT(*) AS ?count) { ?thing a ?term } GROUP BY ?term ORDER BY DESC(?count) ?term"
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) { ?thing ?term ?value } GROUP BY ?term ORDER BY DESC(?count) ?term"


def prefixes() -> str:
    """Return the prefixes that every query has, as SPARQL text to be copied elsewhere."""
    return "".join(f"PREFIX {name}: <{base}>\n" for name, base in terms.PREFIXES.items())


def schema(
    store: EmbeddedStore | Path, *, view: str = "inferred", timeout_s: float | None = TIMEOUT_S
) -> list[tuple[str, str, int]]:
    """Return (``class`` or ``property``, name, count): classes first, each by falling count.

    Reads the whole store: 0.3 s per million triples. Raises what `run_query` raises.
    """
    found: list[tuple[str, str, int]] = []
    for kind, text in (("class", _CLASSES), ("property", _PROPERTIES)):
        with run_query(store, text, view=view, timeout_s=timeout_s) as result:
            found += [(kind, str(term), int(str(count))) for term, count in result.table()]
    return found

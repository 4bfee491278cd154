"""Ask a graph a question in SPARQL 1.1: read only, within a time limit, without the network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.errors import UsageProblem
from graph.questions.answers import QueryResult
from graph.questions.checking import check_query, unknown_term

if TYPE_CHECKING:
    from graph.store.embedded import EmbeddedStore

VIEWS = ("stated", "inferred")
TIMEOUT_S = 60.0


def run_query(
    store: EmbeddedStore | Path,
    text: str,
    *,
    view: str = "stated",
    timeout_s: float | None = TIMEOUT_S,
    allow_service: bool = False,
) -> QueryResult:
    """Start a SELECT, ASK, CONSTRUCT or DESCRIBE query and return its answer, to be read as it is computed.

    The prefixes of ``graph.terms.PREFIXES`` need no declaration. The query runs in a process of its own, which
    costs 40 ms and makes sure that it ends: on time, with Ctrl-C, and with this process.

    Args:
        store: A finished store, or its folder.
        text: The query.
        view: ``stated``: the default graph. ``inferred``: the union of all graphs, unless the query has a FROM.
        timeout_s: Seconds the query may take before and between its results; None for as long as it takes.
        allow_service: Whether SERVICE clauses may send parts of the query elsewhere.

    Raises:
        QueryRejected: The query is not valid, changes data, or calls another endpoint.
        TimedOut: The time is over; for a query that sums up or sorts, this comes here, for others while reading.
        UsageProblem: There is no such view.
        GraphNotFound: There is no store.
    """
    if view not in VIEWS:
        raise UsageProblem(f"There is no view {view!r} for a query.", hint="Choose one of: " + ", ".join(VIEWS) + ".")
    asked = check_query(text, allow_service=allow_service)
    from graph.questions.process import QueryProcess

    settings = {
        "prefixes": terms.PREFIXES,
        "union": view == "inferred" and not asked.chooses_graphs,
        "graphs": asked.graphs,
        "star": asked.star,
        "variables": asked.variables,
        "terms": asked.unknown,
    }
    folder = store if isinstance(store, Path) else store.path
    process = QueryProcess(folder, text, settings, timeout_s)
    # Claims files declare relations of their own, which are as good as those of the vocabulary.
    own = process.header.get("own", ())
    warnings = [unknown_term(iri, own) for iri in asked.unknown if iri not in own]
    warnings += [
        f"There is no graph {terms.curie(iri)} in this store; it counts as empty." for iri in process.header["unknown"]
    ]
    return QueryResult(process, tuple(warnings))

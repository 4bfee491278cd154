"""The store behind rdflib, for callers who want its API; Oxigraph does the work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn

import pyoxigraph as ox
import rdflib.plugins.sparql
from oxrdflib import OxigraphStore
from rdflib import Dataset, Graph
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Identifier

from graph import terms
from graph.errors import QueryRejected


class _ReadOnlyStore(OxigraphStore):
    def query(
        self,
        query: Query | str,
        initNs: Mapping[str, Any],  # noqa: N803 (rdflib's name)
        initBindings: Mapping[str, Identifier],  # noqa: N803
        queryGraph: str,  # noqa: N803
        **kwargs: object,
    ) -> Result:
        # Left to itself, oxrdflib hands both to rdflib's evaluator, 30 to 100 times slower, without a word.
        if kwargs:
            raise QueryRejected(f"Oxigraph knows no query option {', '.join(sorted(kwargs))}.")
        if isinstance(query, Query):
            text, names, base = query._original_args
            initNs = {**initNs, **names}  # noqa: N806
            query = f"BASE <{base}> {text}" if base else text
        # Naming the default graph to Oxigraph would overrule the query's own FROM, without a word.
        place = "" if queryGraph == DATASET_DEFAULT_GRAPH_ID else queryGraph
        return super().query(query, initNs, initBindings, place)

    def add_graph(self, graph: Graph) -> None:
        """Do nothing: rdflib calls this for graphs it only looks at."""

    def _refuse(self, *_args: object, **_kwargs: object) -> NoReturn:
        raise QueryRejected(
            "A graph opened this way is read only.",
            hint="Copy what you need into an rdflib.Graph and change that.",
        )

    add = addN = remove = update = remove_graph = destroy = _refuse  # noqa: N815


class _Dataset(Dataset):
    """Asks its default graph without the warning by which rdflib 7.6 tells itself that it uses an old name."""

    @property
    def default_context(self) -> Graph:
        return self._default_context

    @default_context.setter
    def default_context(self, value: Graph) -> None:
        self._default_context = value


def read_only_dataset(store: ox.Store) -> Dataset:
    """Return ``store`` as an rdflib Dataset; see `graph.store.embedded.dataset`."""
    rdflib.plugins.sparql.SPARQL_LOAD_GRAPHS = False
    dataset = _Dataset(store=_ReadOnlyStore(store=store, identifier=DATASET_DEFAULT_GRAPH_ID), default_union=False)
    for prefix, base in terms.PREFIXES.items():
        dataset.bind(prefix, base)
    return dataset

"""`KnowledgeGraph`: the one object most callers need.

    from graph import load_graph, open_graph

    load_graph("vendorgraph.db", ["contracts.csv.gz", "claims.yaml"])
    graph = open_graph("vendorgraph.db")
    for path in graph.paths("ICE", "Microsoft").paths:
        print(path.weakest_status, [hop.target_label for hop in path.hops])

Opening reads one small file; the network, the store and every library behind them are opened when first asked for.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.analyses import Analyses
from graph.charted import Charted
from graph.claimed import Claimed
from graph.errors import NothingFound
from graph.evidence import Card, Json
from graph.exporting import Exported
from graph.paging import Paged
from graph.store.folder import GraphFolder

if TYPE_CHECKING:
    from decimal import Decimal

    import pyoxigraph
    import rdflib

    from graph.loading import Loaded
    from graph.model import Finding
    from graph.network.found import PathsFound
    from graph.network.options import PathOptions
    from graph.network.reading import Network
    from graph.network.testimony import Testimony
    from graph.network.unreachable import NoPath
    from graph.questions import QueryResult
    from graph.site import SiteAsked, SiteReport
    from graph.supply.behind import Behind
    from graph.supply.explain import Explanation
    from graph.supply.question import Question
    from graph.supply.tables import SupplyTables

DEFAULT_FOLDER = "vendorgraph.db"


def open_graph(path: str | os.PathLike[str] | None = None) -> KnowledgeGraph:
    """Open a graph folder for reading: ``path``, else ``$VENDORGRAPH``, else ``vendorgraph.db`` here.

    Raises:
        GraphNotFound: There is no graph at that place.
        GraphTooNew: A newer version of this program wrote it.
    """
    return KnowledgeGraph(GraphFolder(graph_folder(path)))


def load_graph(
    path: str | os.PathLike[str] | None,
    sources: str | os.PathLike[str] | Sequence[str | os.PathLike[str]],
    *,
    products: Sequence[str | os.PathLike[str]] = (),
    progress: Callable[[str], None] | None = None,
) -> Loaded:
    """Add sources to a graph folder, made when missing, and return what became of each row: ``vendorgraph load``.

    Args:
        path: The folder; None for ``$VENDORGRAPH``, else ``vendorgraph.db`` here.
        sources: One file of award records or claims, or several.
        products: The user's own product catalogues, kept with the graph.
        progress: Called with a few words at the start of each step.

    Returns:
        Of each source in the order given the rows read, kept, duplicate and rejected, and the exact sums; the
        snapshot, the counts and the findings of the whole graph. A file loaded before changes nothing.

    Raises:
        SourceRejected: A file cannot be read; the graph stays as it was.
        GraphBusy: Another process is loading.
        GraphNotFound: The folder holds something else.
        DiskTrouble: No room; the graph stays as it was.
    """
    from graph.loading import load

    files = [sources] if isinstance(sources, (str, os.PathLike)) else [*sources]
    return load(graph_folder(path), files, products=products, progress=progress)


def graph_folder(path: str | os.PathLike[str] | None = None) -> Path:
    """Return where a graph is: ``path``, else ``$VENDORGRAPH``, else ``vendorgraph.db`` here."""
    return Path(path or os.environ.get("VENDORGRAPH") or DEFAULT_FOLDER)


class KnowledgeGraph(Analyses, Charted, Claimed, Exported, Paged):
    """A graph folder, opened for reading. Methods raise `graph.errors.GraphError` and nothing else on purpose."""

    def __init__(self, folder: GraphFolder) -> None:
        self._folder = folder

    @property
    def snapshot(self) -> str:
        """Id of what the graph was built from: 64 hex digits, equal for equal sources and program version."""
        return self._folder.snapshot

    @cached_property
    def network(self) -> Network:
        """The typed network of entities and bundles of awards."""
        from graph.network.reading import Network

        return Network(self._folder.network_file)

    @cached_property
    def store(self) -> pyoxigraph.Store:
        """The Oxigraph store, read only."""
        from graph.store.opening import open_read_only

        return open_read_only(self._folder.store_path)

    @cached_property
    def _testimony(self) -> Testimony:
        from graph.network.testimony import Testimony

        return Testimony(self.network)

    @cached_property
    def _supply(self) -> SupplyTables:
        from graph.supply.tables import SupplyTables

        return SupplyTables(self._folder.supply_path, self.network)

    def dataset(self) -> rdflib.Dataset:
        """Return the store as an rdflib Dataset: default graph for what is stated, named graphs for the rest."""
        from graph.store.embedded import dataset

        return dataset(self.store)

    def find(self, words: str, *, kind: str | None = None, limit: int = 20) -> tuple[list[Json], int]:
        """Return up to ``limit`` things whose name, alias or code holds ``words``, and how many there are.

        Raises:
            NothingFound: No name holds them; the hint names the nearest.
            UsageProblem: There is no such kind.
        """
        from graph.network.grammar import known_kind
        from graph.network.lookup import QUALITIES, nearest, search

        network = self.network
        kind = None if kind is None else known_kind(kind)
        found = [one for one in search(network, words, limit=10_000) if kind in (None, network.type_of(one.node))]
        if not found:
            raise NothingFound(f"No {kind or 'name'} holds {words!r}.", hint=nearest(network, words))
        rows: list[Json] = [
            {
                "kind": network.type_of(one.node),
                "label": network.labels[one.node],
                "id": "id:" + network.locals[one.node],
                "match": QUALITIES[one.quality],
            }
            for one in found[:limit]
        ]
        return rows, len(found)

    def complete(self, start: str) -> list[str]:
        """Return up to 50 labels that begin with ``start``, for shell completion."""
        from graph.network.lookup import completions

        return completions(self.network, start, limit=50)

    def net_obligation(self) -> Decimal:
        """Return the exact sum of the obligations of all loaded actions, in US dollars, each counted once."""
        return self.network.net_obligation()

    def taken_for(self, name: str) -> str | None:
        """Return label, kind and id of what a name means here, None where it is an id or the label itself.

        Raises:
            UnknownName, AmbiguousName: It does not mean exactly one thing.
        """
        from graph.network.lookup import taken_for

        return taken_for(self.network, name)

    def show(self, name: str) -> Card:
        """Return what is known of one entity or award.

        Raises:
            UnknownName: Nothing is called that.
            AmbiguousName: Several things are.
        """
        from graph.network.cards import card_of
        from graph.network.lookup import resolve

        return card_of(self.network, self._testimony, self.store, resolve(self.network, name))

    def paths(
        self, source: str | None, target: str | None, options: PathOptions | None = None, **changed: Any
    ) -> PathsFound:
        """Return the best coherent paths between two entities, with evidence for each hop.

        Args:
            source: Name, alias, CURIE, IRI, UEI or PIID; None with ``from_type``.
            target: The same; None with ``to_type``.
            options: What is asked; `graph.network.options.PathOptions` says what each field means.
            changed: Fields of it by name, e.g. ``limit=3``, which win over ``options``.

        Raises:
            UnknownName, AmbiguousName: A name does not mean exactly one thing.
            NothingFound: There is no path.
            TimedOut: The time was over before the first path was found.
            UsageProblem: Both names mean the same thing, or an option is out of its range.
        """
        from graph.network.asking import ask_paths, merged_options

        return ask_paths(self.network, self._testimony, (source, target), merged_options(options, changed))

    def explain_no_path(
        self, source: str | None, target: str | None, options: PathOptions | None = None, **changed: Any
    ) -> NoPath:
        """Return why there is no path; arguments and errors as for `paths`."""
        from graph.network.asking import merged_options
        from graph.network.unreachable import explain_none

        return explain_none(self.network, self._testimony, (source, target), merged_options(options, changed))

    def _iri(self, name: str) -> str:
        """Return the IRI of what a person names; an IRI or ``id:`` name may mean what is no node, such as an origin."""
        from graph.network.lookup import resolve

        return name if ":" in name else self.network.iri(resolve(self.network, name))

    def label(self, iri: str) -> str:
        """Return what a thing is called: its label, else its notation, such as a claim's name; empty without either."""
        import pyoxigraph as ox

        from graph import terms

        node = self.network.node_of(iri)
        if node is not None:
            return self.network.labels[node]
        for name in (terms.PREF_LABEL, terms.NOTATION):
            found = self.store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(name), None)
            if values := sorted(quad.object.value for quad in found if isinstance(quad.object, ox.Literal)):
                return values[0]
        return ""

    def query(self, sparql: str, *, view: str = "stated", timeout_s: float = 60) -> QueryResult:
        """Run a SPARQL 1.1 query (read only) with our prefixes at hand; ``view`` is ``stated`` or ``inferred``."""
        from graph.questions import run_query

        return run_query(self._folder.store_path, sparql, view=view, timeout_s=timeout_s)

    def ask(self, name: str, values: Mapping[str, str], *, timeout_s: float = 60) -> QueryResult:
        """Ask a named question; without ``values`` it asks for all, and things among them are named as everywhere.

        Raises:
            UnknownName: There is no such question, or no such entity.
            UsageProblem: A value is missing or not one of the question's.
        """
        from graph.questions import load_question

        question = load_question(name)
        entities = {field.name for field in question.params if field.type == "IRI"}
        given = {key: self._meant(key, value) if key in entities else value for key, value in values.items()}
        sparql = question.fill(given) if given else question.sparql
        return self.query(sparql, view=question.view, timeout_s=timeout_s)

    def check(self, *, shapes: bool = True) -> list[Finding]:
        """Check the graph against SHACL shapes and the house rules; worst findings first."""
        from graph.check import run_checks

        return run_checks(self.store, shapes=shapes)

    def behind(self, asked: Question, *, by: str | None = None) -> Behind:
        """Return the makers and products behind the companies an agency pays; see `graph.supply.behind`.

        Raises:
            UnknownName, AmbiguousName: A name does not mean exactly one thing.
            NothingFound: No award fits.
        """
        from graph.supply.behind import find_behind

        return find_behind(self._supply, asked, by=by)

    def behind_actions(self, asked: Question) -> list[Json]:
        """Return the award actions behind `behind`, one per action and hit; errors as there."""
        from graph.supply.awards import find_actions

        return find_actions(self._supply, asked)

    def programs(self, asked: Question) -> list[Json]:
        """Return programs, systems and statutes that awards name, with their vendors; errors as for `behind`."""
        from graph.supply.programs import find_programs

        return find_programs(self._supply, asked)

    def resellers(self, asked: Question) -> list[Json]:
        """Return who sells whose products to whom, with shares and concentration; errors as for `behind`."""
        from graph.supply.resellers import find_resellers

        return find_resellers(self._supply, asked)

    def explain(self, award: str) -> Explanation:
        """Return why an award is tied to what it is tied to.

        Raises:
            UnknownName, AmbiguousName: It does not mean one award.
            NothingFound: Nothing is named in it, and it inherits nothing.
        """
        from graph.supply.explain import explain_award

        files = {one.sha256[:16]: one.file for one in self._folder.manifest().sources}
        return explain_award(self._supply, award, files)

    def review_products(self, *, at_least: int = 3, limit: int | None = 50) -> list[Json]:
        """Return phrases that may name products the catalogue lacks, those of most awards first."""
        from graph.supply.review import review

        ledgers = ((one, self._folder.path / one.ledger) for one in self._folder.manifest().sources)
        return review(self._supply, ledgers, at_least=at_least, limit=limit)

    def frequent_aliases(self) -> list[str]:
        """Return a warning, with file and line, for each alias of the catalogue found in over 1 % of all actions."""
        from graph.catalogues import catalogue_of
        from graph.supply.review import too_frequent

        manifest = self._folder.manifest()
        catalogue = catalogue_of(self._folder.path, manifest.sources)
        return list(too_frequent(self._supply, catalogue, manifest.counts["actions"]))

    def write_site(self, out: str | os.PathLike[str], asked: SiteAsked | None = None) -> SiteReport:
        """Write a folder of static pages, one per agency, company, product and program; errors as `graph.site` says."""
        from graph.site import SiteAsked, SiteSources, write_site

        sources = SiteSources(
            network=self.network,
            testimony=self._testimony,
            tables=self._supply,
            claims=self._claims,
            store=self.store,
            manifest=self._folder.manifest(),
            snapshot=self.snapshot,
        )
        return write_site(sources, asked or SiteAsked(), Path(out))

"""Pages, as methods of `graph.knowledge.KnowledgeGraph`: what is asked -> one HTML file, with story and comparison."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import AmbiguousName, NothingFound, UnknownName, UsageProblem

if TYPE_CHECKING:
    from graph.claims import StoredClaim
    from graph.network.found import PathsFound
    from graph.network.options import PathOptions
    from graph.network.reading import Network
    from graph.network.testimony import Testimony
    from graph.pages.asked import PageAsked
    from graph.pages.view import PageReport, PageView
    from graph.questions import QueryResult

# Around an entity more than this is no longer read at a glance; the whole network and answers are searched instead.
MOST_AROUND = 120
MOST_OF_ALL = 10_000
_PATHS = 7


class Paged:
    """Pages of a graph. Names are resolved as everywhere; errors are `GraphError`."""

    if TYPE_CHECKING:

        @cached_property
        def _testimony(self) -> Testimony:
            """What is said of the network."""

        @cached_property
        def _claims(self) -> tuple[StoredClaim, ...]:
            """All claims of the graph."""

        @property
        def snapshot(self) -> str:
            """Id of the graph."""

        @cached_property
        def network(self) -> Network:
            """The typed network."""

        def paths(
            self, source: str | None, target: str | None, options: PathOptions | None = None, **changed: object
        ) -> PathsFound:
            """Return the best paths between two things."""

        def query(self, sparql: str, *, view: str = "stated", timeout_s: float = 60) -> QueryResult:
            """Run a SPARQL query."""

    def page(
        self,
        name: str,
        out: str | os.PathLike[str],
        *,
        hops: int = 1,
        most: int = MOST_AROUND,
        inferred: bool = True,
        force: bool = False,
    ) -> PageReport:
        """Write one self-contained HTML page of what lies within ``hops`` of an entity; errors as for `write_page`."""
        from graph.pages.asked import PageAsked

        return self.write_page(PageAsked(entity=name, hops=hops, most=most, inferred=inferred), out, force=force)

    def page_of_path(
        self, source: str, target: str, out: str | os.PathLike[str], *, inferred: bool = True, force: bool = False
    ) -> PageReport:
        """Write one self-contained HTML page of the best paths between two entities; errors as for `write_page`."""
        from graph.pages.asked import PageAsked

        return self.write_page(PageAsked(ends=(source, target), inferred=inferred), out, force=force)

    def page_of_answer(self, found: PathsFound, out: str | os.PathLike[str], *, force: bool = False) -> PageReport:
        """Write one self-contained HTML page of paths found before; errors as for `write_page`."""
        from graph.pages import write_page
        from graph.views import paths_view

        return write_page(paths_view(found.paths, self.snapshot, found.total), Path(out), force=force)

    def write_page(
        self,
        asked: PageAsked,
        out: str | os.PathLike[str],
        *,
        force: bool = False,
        story: str | os.PathLike[str] | None = None,
        older: Paged | None = None,
    ) -> PageReport:
        """Write one self-contained HTML page.

        Args:
            asked: What it shows.
            out: The file; one that is not a page of ours is only replaced when ``force``.
            force: See ``out``.
            story: A TOML file of ordered views with captions; see `graph.pages.story`.
            older: Another graph; the page then marks what was added, removed and changed since.

        Raises:
            UnknownName, AmbiguousName: A name does not mean exactly one thing.
            NothingFound: There is nothing to show.
            SourceRejected: The story is not right.
            OutputRefused: The file cannot be written, or exists and is not one of our pages.
        """
        from graph.pages import write_page

        return write_page(self._drawn(asked, story, older), Path(out), force=force)

    def page_text(
        self, asked: PageAsked, *, story: str | os.PathLike[str] | None = None, older: Paged | None = None
    ) -> str:
        """Return the text of the page that `write_page` writes; arguments and errors as there."""
        from graph.pages import render_page

        return render_page(self._drawn(asked, story, older))

    def _drawn(self, asked: PageAsked, story: str | os.PathLike[str] | None, older: Paged | None) -> PageView:
        from graph.pages.story import read_story

        view = self.page_view(asked)
        if older is not None:
            view = self._compared(view, asked, older)
        if story is not None:
            view = replace(view, story=read_story(Path(story), view, self._id_of))
        return view

    def write_figure(
        self,
        asked: PageAsked,
        out: str | os.PathLike[str],
        *,
        force: bool = False,
        older: Paged | None = None,
    ) -> int:
        """Write the map of a page as a still figure, SVG or PNG as the name ends; return its size in bytes.

        Raises:
            UnknownName, AmbiguousName, NothingFound: As for `write_page`.
            UsageProblem: There are more than 2,000 things, another ending, or PNG without resvg.
            OutputRefused: The file cannot be written, or exists and is not one of our figures.
        """
        from graph.pages.picture import check_ending, write_figure

        check_ending(Path(out))
        view = self.page_view(asked)
        return write_figure(view if older is None else self._compared(view, asked, older), Path(out), force=force)

    def page_view(self, asked: PageAsked) -> PageView:
        """Return what a page shows; errors as for `write_page`."""
        from graph.views import with_disputed

        if asked.behind is not None:
            return self._behind(asked.behind, asked)
        if asked.ends is not None:
            return with_disputed(self._between(*asked.ends, asked), self._claims)
        most = asked.most or (MOST_OF_ALL if asked.entity is None else MOST_AROUND)
        view = self._undisputed(replace(asked, most=most))
        # What is denied or disputed takes the room of the lightest things, of half the page at most.
        over = len(with_disputed(view, self._claims).nodes) - most
        if over > 0:
            view = self._undisputed(replace(asked, most=max(most - over, (most + 1) // 2)))
        return with_disputed(view, self._claims, most=most)

    def _undisputed(self, asked: PageAsked) -> PageView:
        if asked.entity is not None:
            return self._around(asked.entity, asked)
        if asked.query is not None:
            return self._answer(asked.query, asked)
        return self._everything(asked)

    def _around(self, name: str, asked: PageAsked) -> PageView:
        from graph.network.around import look_around
        from graph.network.lookup import resolve
        from graph.views import neighbourhood_view

        centre = resolve(self.network, name)
        most = asked.most or MOST_AROUND
        around = look_around(
            self.network, self._testimony, centre, steps=asked.hops, most=most, inferred=asked.inferred
        )
        return neighbourhood_view(self.network, around, self.snapshot)

    def _between(self, source: str, target: str, asked: PageAsked) -> PageView:
        from graph.network.options import PathOptions
        from graph.views import paths_view

        search = asked.search or PathOptions(view="inferred" if asked.inferred else "stated")
        found = self.paths(source, target, search, limit=_PATHS)
        return paths_view(found.paths, self.snapshot, found.total)

    def _behind(self, name: str, asked: PageAsked) -> PageView:
        from graph.network.around import look_around
        from graph.network.lookup import resolve
        from graph.views import behind_view

        network = self.network
        agency = resolve(network, name)
        if network.type_of(agency) not in ("agency", "office"):
            raise UsageProblem(
                f"{network.labels[agency]} is a {network.type_of(agency)}, not an agency.",
                hint="Name an agency or office.",
            )
        around = look_around(network, self._testimony, agency, steps=3, most=network.entities)
        view = behind_view(network, around, self.snapshot, most=asked.most or MOST_AROUND)
        if not view.nodes:
            raise NothingFound(f"No award of {network.labels[agency]} names or inherits a product.")
        return view

    def _answer(self, sparql: str, asked: PageAsked) -> PageView:
        from graph.network.whole import lines_between
        from graph.views import lines_view

        network = self.network
        named = list(_iris(self.query(sparql, view="inferred" if asked.inferred else "stated")))
        nodes = {node for iri in named if (node := network.node_of(iri)) is not None}
        entities = {node for node in nodes if node < network.entities}
        if not entities:
            raise NothingFound(
                f"The answer names {len(set(named)):,} IRIs, none of them an entity of the network.",
                hint="Select agencies, vendors or products themselves: SELECT ?v { ?award vg:recipient ?v }",
            )
        lines = lines_between(
            network,
            self._testimony,
            entities,
            most=asked.most or MOST_OF_ALL,
            inferred=asked.inferred,
            shown=3,
        )
        notes = ["Only things that the answer names are on this page, with the lines of the graph between them."]
        if awards := len(nodes) - len(entities):
            notes.append(f"{awards:,} awards that the answer names are no things of their own here: lines are awards.")
        return lines_view(network, lines, self.snapshot, "Answer to a query", " ".join(sparql.split()), notes)

    def _everything(self, asked: PageAsked) -> PageView:
        from graph.network.whole import lines_between
        from graph.views import lines_view

        lines = lines_between(
            self.network, self._testimony, None, most=asked.most or MOST_OF_ALL, inferred=asked.inferred
        )
        return lines_view(
            self.network, lines, self.snapshot, "The whole graph", "Who supplies whom, with whose money?", []
        )

    def _compared(self, view: PageView, asked: PageAsked, older: Paged) -> PageView:
        from graph.pages.compare import compare_views

        try:
            before = older.page_view(asked)
        except (UnknownName, NothingFound):
            # What the older graph does not know at all is new.
            before = replace(view, nodes=(), edges=(), notes=(), snapshot=older.snapshot, centre="")
        return compare_views(before, view)

    def _id_of(self, name: str) -> str | None:
        """Return the id on a page of what a name means, or None."""
        from graph.network.lookup import resolve

        try:
            return "id:" + self.network.locals[resolve(self.network, name)]
        except (UnknownName, AmbiguousName):
            return None


def _iris(answer: QueryResult) -> Iterator[str]:
    """Yield the IRIs in an answer, subjects and objects alone where it is a graph."""
    import pyoxigraph as ox

    if answer.kind == "ask":
        raise UsageProblem("A query that answers yes or no names nothing to draw.", hint="Use SELECT or CONSTRUCT.")
    rows = answer.rows() if answer.kind == "select" else ((one.subject, one.object) for one in answer.triples())
    for row in rows:
        for term in row:
            if isinstance(term, ox.NamedNode):
                yield term.value

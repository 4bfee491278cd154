"""Analyses of the whole network, as methods of `graph.knowledge.KnowledgeGraph`: thin, each imports what it needs."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx
    import pyoxigraph

    from graph.claims import StoredClaim
    from graph.network.brokers import Brokers
    from graph.network.centrality import Ranking
    from graph.network.comparison import Comparison
    from graph.network.groupings import Communities
    from graph.network.projections import Projection
    from graph.network.reading import Network
    from graph.network.removal import Removal
    from graph.spending.gap import Gaps
    from graph.spending.trail import Trail
    from graph.store.folder import GraphFolder


class Analyses:
    """What can be asked of a network as a whole. Names are resolved as everywhere; errors are `GraphError`."""

    _folder: GraphFolder

    if TYPE_CHECKING:

        @cached_property
        def network(self) -> Network:
            """The typed network, which the class that inherits this opens."""

        @cached_property
        def store(self) -> pyoxigraph.Store:
            """The store, which the class that inherits this opens."""

        @cached_property
        def _claims(self) -> tuple[StoredClaim, ...]:
            """All claims, which the class that inherits this reads."""

    def centrality(self, **asked: Any) -> Ranking:
        """Rank entities; the arguments are the fields of `graph.network.centrality.Asked`."""
        from graph.network.centrality import Asked, rank

        return rank(self.network, Asked(**asked))

    def communities(self, **asked: Any) -> Communities:
        """Group entities; the arguments are the fields of `graph.network.groupings.GroupingAsked`."""
        from graph.network.groupings import GroupingAsked, find_communities

        return find_communities(self.network, GroupingAsked(**asked))

    def brokers(self, agency: str | None = None, **asked: Any) -> Brokers:
        """Rank vendors and vehicles by what ``agency`` (or any) would lose; see `graph.network.brokers`."""
        from graph.network.brokers import BrokersAsked, find_brokers
        from graph.network.lookup import resolve

        node = None if agency is None else resolve(self.network, agency)
        return find_brokers(self.network, BrokersAsked(agency=node, **asked))

    def whatif(
        self, remove: Sequence[str] = (), source: str | None = None, target: str | None = None, **scope: Any
    ) -> Removal:
        """Return what would be gone without some entities, and what parts two; see `graph.network.removal`."""
        from graph.network.lookup import resolve
        from graph.network.removal import RemovalAsked, think_away

        first, last = (None if name is None else resolve(self.network, name) for name in (source, target))
        removed = tuple(resolve(self.network, name) for name in remove)
        return think_away(self.network, RemovalAsked(removed, first, last, **scope))

    def compare(
        self, a: str, b: str | None = None, *, years: tuple[int, int] | None = None, **asked: Any
    ) -> Comparison:
        """Compare two agencies, or two fiscal years of one; fields of `graph.network.comparison.ComparisonAsked`.

        Raises:
            UsageProblem: Neither or both of ``b`` and ``years`` are given, or both sides are the same.
        """
        from graph.errors import UsageProblem
        from graph.network.comparison import ComparisonAsked, compare_agencies, compare_years
        from graph.network.lookup import resolve

        if (b is None) == (years is None):
            raise UsageProblem(
                "A comparison has two sides.", hint="Give two agencies, or one agency and --years Y Z, not both."
            )
        first = resolve(self.network, a)
        if years is not None:
            return compare_years(self.network, self.store, first, years, ComparisonAsked(**asked))
        assert b is not None
        return compare_agencies(self.network, first, resolve(self.network, b), ComparisonAsked(**asked))

    def money(self, source: str, target: str | None = None, **asked: Any) -> Trail:
        """Follow money from an end, or between two; the rest are the fields of `graph.spending.money.MoneyAsked`.

        Raises:
            UnknownName, AmbiguousName: A name does not mean exactly one thing.
            NothingFound: Nothing leads there; the message says what was searched.
            TimedOut: It takes longer than ``timeout_s``.
        """
        from graph.spending.money import MoneyAsked, follow_money

        return follow_money(self._folder, self.network, self._claims, MoneyAsked(source, target, **asked))

    def gaps(self, entity: str, **asked: Any) -> Gaps:
        """Return what records and claims leave out of an entity; fields of `graph.spending.gaps.GapsAsked`.

        Raises:
            UnknownName, AmbiguousName: The name does not mean exactly one thing.
            NothingFound: Nothing is known of it that could have gaps, or nothing is missing.
            TimedOut: It takes longer than ``timeout_s``.
        """
        from graph.spending.gaps import GapsAsked, find_gaps

        return find_gaps(self._folder, self.network, self._claims, GapsAsked(entity, **asked))

    def to_networkx(self, **scope: Any) -> nx.MultiDiGraph[str]:
        """Return the network as a MultiDiGraph with all attributes; see `graph.network.multigraph`."""
        from graph.network.multigraph import to_networkx
        from graph.network.scopes import Scope

        return to_networkx(self.network, Scope(**scope))

    def projection(self, name: str, *, weight: str = "count", **scope: Any) -> Projection:
        """Return one of the named projections of `graph.network.projections`, to measure or to export."""
        from graph.network.projections import Skeleton
        from graph.network.scopes import Scope

        return Skeleton(self.network, name, Scope(**scope)).counted(weight=weight)

"""Charts, as a method of `graph.knowledge.KnowledgeGraph`."""

from __future__ import annotations

import os
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.network.reading import Network
    from graph.spending.trail import Trail
    from graph.store.folder import GraphFolder
    from graph.supply.tables import SupplyTables


class Charted:
    """Charts of a graph. Names are resolved as everywhere; errors are `GraphError`."""

    _folder: GraphFolder

    if TYPE_CHECKING:

        @cached_property
        def network(self) -> Network:
            """The typed network."""

        @property
        def snapshot(self) -> str:
            """Id of the graph."""

        def money(self, source: str, target: str | None = None, **asked: Any) -> Trail:
            """Follow money."""

        @cached_property
        def _supply(self) -> SupplyTables:
            """What awards name or inherit."""

    def chart(self, name: str, entity: str, out: str | os.PathLike[str], *, force: bool = False, **asked: Any) -> int:
        """Write one of `graph.charting.CHARTS` as SVG or PNG, as the name of the file ends; return its size in bytes.

        Args:
            name: One of these.
            entity: Whose money.
            out: The file; one that is no picture of ours is only replaced when ``force``.
            force: See ``out``.
            asked: The other fields of `graph.charting.ChartAsked` by name, e.g. ``top=5``.

        Raises:
            UnknownName, AmbiguousName: The name does not mean exactly one thing.
            NothingFound: No obligation is loaded.
            UsageProblem: There is no such chart, it cannot be of this thing, or PNG is asked for without resvg.
            OutputRefused: The file cannot be written, or exists and is not ours.
            TimedOut: It takes longer than ``timeout_s``.
        """
        from graph.charting import ChartAsked, Charts
        from graph.pages.picture import check_ending, write_picture

        check_ending(Path(out))
        question = ChartAsked(name, entity, **asked)
        charts = Charts(self._folder, self.network, self.snapshot, self.money, lambda: self._supply)
        return write_picture(charts.draw(question), Path(out), force=force)

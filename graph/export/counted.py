"""A projection as things and lines: what it counts stands on each line, and what its lines mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from graph.export.parts import short_id
from graph.export.things import Line, Thing
from graph.network.projections import Projection
from graph.network.reading import SCALE, Network


@dataclass(frozen=True)
class Counted:
    """The nodes and arrows of a projection; the lines are sums over records, so none has evidence of its own."""

    network: Network
    projection: Projection

    def things(self) -> Iterator[Thing]:
        """Yield the nodes in the order of their numbers; ``actions`` is missing, ``obligation`` is that of awards."""
        projection = self.projection
        for node, net in zip(projection.nodes.tolist(), projection.obligations.tolist(), strict=True):
            iri = self.network.iri(node)
            amounts = {"obligation": Decimal(net).scaleb(-SCALE)}
            yield Thing(short_id(iri), self.network.labels[node], self.network.type_of(node), iri, amounts=amounts)

    def lines(self) -> Iterator[Line]:
        """Yield an arrow for each line, from who gives to who gets."""
        name = self.projection.name
        for source, target, weight in self.projection.arrow_list():
            ends = short_id(self.network.iri(source)), short_id(self.network.iri(target))
            amounts = {"obligation": weight} if isinstance(weight, Decimal) else {}
            yield Line(
                f"{ends[0]} {name} {ends[1]}",
                *ends,
                name,
                "counted",
                self.projection.words,
                amounts=amounts,
                weight=weight if isinstance(weight, Decimal) else int(weight),
            )

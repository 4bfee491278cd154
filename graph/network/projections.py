"""Named projections: the typed multigraph as a simple graph on which a measure is defined, in a stated way.

On the multigraph itself libraries refuse a measure or count parallel awards as shorter ways; a projection says what
its nodes, its lines and their weights are. Views and as-of dates choose what is let in; nothing is rebuilt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import numpy as np

from graph.errors import UsageProblem
from graph.network import grammar
from graph.network.compact import Compact
from graph.network.pieces import Pieces, Sides, Tally, across, alone, edges, onwards
from graph.network.reading import SCALE, Network
from graph.network.scopes import Scope

if TYPE_CHECKING:
    import networkx as nx

PROJECTIONS = {
    "supply": "agencies, vehicles, vendors, named products and their makers; agency and vehicle, vehicle and vendor, "
    "agency and vendor, vendor and product are joined when one award carries both, product and maker by the awards "
    "that name the product, agency and product by a report of its use; a line's weight is the number of such awards "
    "or reports",
    "payments": "agencies and the vendors paid by their awards; a line's weight is the number of awards",
    "vendors": "vendors, joined when the same agency paid both; a line's weight is the number of such agencies",
    "agencies": "agencies, joined when both paid the same vendor; a line's weight is the number of such vendors",
    "ownership": "companies and the companies they belong to; each line weighs 1",
    "money": "statutes, appropriations, accounts, agencies, vendors and the vendors of subawards, joined where money "
    "passes from one to the next; a line's weight is the number of awards, or 1 where no award carries it",
}
WEIGHTS = {
    "count": "as the projection states",
    "obligation": "net obligations of the loaded actions in US dollars instead; lines without a positive sum, "
    "and lines of inferred, reported or other money, are left out",
    "none": "1 for every line instead",
}
FOLDED = ("vendors", "agencies")
_MOST_LINES = 20_000_000  # a folded projection of more takes over 2 GB; payments holds the same facts unfolded
_PRODUCT = grammar.KINDS.index("product")


@dataclass(frozen=True)
class Projection:
    """A counted projection.

    Attributes:
        name: One of PROJECTIONS.
        weight: One of WEIGHTS.
        scope: What was let in.
        nodes: Numbers of the network's entities, ascending; position is the number in ``graph``.
        graph: The lines.
        awards: How many awards touch each node.
        obligations: Their net obligations in ten-thousandths of a dollar, of a vendor's own actions where several
            held an award in turn.
    """

    name: str
    weight: str
    scope: Scope
    nodes: Any
    graph: Compact
    awards: Any
    obligations: Any

    @property
    def words(self) -> str:
        """Nodes, lines, weights and scope in one plain sentence part."""
        changed = "" if self.weight == "count" else f"; weighted by {WEIGHTS[self.weight]}"
        return f"the projection {self.name} of {self.scope.words}: {PROJECTIONS[self.name]}{changed}"

    def to_networkx(self) -> nx.Graph[int]:
        """Return a simple graph of entity numbers; lines carry ``weight``, nodes ``awards`` and ``obligation``.

        Weights are whole numbers, obligations in ten-thousandths of a dollar: exact in any library.
        """
        import networkx as nx

        found: nx.Graph[int] = nx.Graph()
        for node, awards, net in zip(self.nodes.tolist(), self.awards.tolist(), self.obligations.tolist(), strict=True):
            found.add_node(node, awards=awards, obligation=Decimal(net).scaleb(-SCALE))
        graph = self.graph
        ends = (self.nodes[graph.left].tolist(), self.nodes[graph.right].tolist(), graph.weight.tolist())
        found.add_weighted_edges_from(zip(*ends, strict=True))
        return found

    def arrow_list(self) -> list[tuple[int, int, float | Decimal]]:
        """Return source, target and weight of each arrow from who gives to who gets; dollars are exact decimals.

        Between vendors, or between agencies, that share something there is one arrow each way.
        """
        matrix = self.graph.arrows.tocoo()
        paid = self.weight == "obligation"
        weights = [Decimal(int(one)).scaleb(-SCALE) if paid else int(one) for one in matrix.data.tolist()]
        return list(zip(self.nodes[matrix.row].tolist(), self.nodes[matrix.col].tolist(), weights, strict=True))

    def arrows(self) -> nx.DiGraph[int]:
        """Return the same lines as arrows from who gives to who gets."""
        import networkx as nx

        found: nx.DiGraph[int] = nx.DiGraph()
        found.add_nodes_from(self.nodes.tolist())
        found.add_weighted_edges_from(self.arrow_list())
        return found


class Skeleton:
    """A projection before counting: counted once as it is, and again for each resample of the awards."""

    def __init__(self, network: Network, name: str, scope: Scope) -> None:
        """Find the pieces of a projection.

        Raises:
            UsageProblem: The projection is not one of PROJECTIONS.
            NothingFound: No award was running on the day asked for.
        """
        if name not in PROJECTIONS:
            raise UsageProblem(f"Unknown projection {name!r}.", hint="One of: " + ", ".join(PROJECTIONS) + ".")
        self.network, self.name, self.scope = network, name, scope
        self.running = scope.awards(network)
        sides = Sides.of(network, scope, self.running)
        relations, recipe = _RECIPES[name]
        self._pieces = recipe(network, scope, sides)
        self._touched = _once(sides.playing(*relations), network.entities)
        if name in ("supply", "money"):
            self._touched = self._touched.chosen(_fitting(network, self._touched))
        kept = self._touched.playing(*_KEPT.get(name, relations))
        ends = [] if name in FOLDED else [self._pieces.source, self._pieces.target]
        self.nodes = np.unique(np.concatenate([kept.node, *ends]))

    def counted(self, times: Any | None = None, *, weight: str = "count", lines: bool = True) -> Projection:
        """Return the projection with each award taken as often as ``times`` says; by default once if in scope.

        Without ``lines`` it has none: what its nodes are worth by themselves is counted faster.

        Raises:
            UsageProblem: The weight is not one of WEIGHTS, no obligations go along these lines, or the projection
                would be too large.
        """
        if weight not in WEIGHTS:
            raise UsageProblem(f"Unknown weight {weight!r}.", hint="One of: " + ", ".join(WEIGHTS) + ".")
        if weight == "obligation" and self.name in (*FOLDED, "ownership"):
            raise UsageProblem(
                f"No obligation is on a line of the projection {self.name!r}.", hint="Use --weight count or none."
            )
        tally = Tally(self.network, self.running if times is None else times)
        graph = self._graph(tally, weight) if lines else Compact.of(len(self.nodes), *[np.zeros(0, np.int64)] * 3)
        place, inside = self._places(self._touched.node)
        awards = np.bincount(place, weights=tally.count[self._touched.bundle[inside]], minlength=len(self.nodes))
        vendor = np.where(self._touched.relation == grammar.PAID_TO, self._touched.node, -1)
        net = np.zeros(len(self.nodes), np.int64)
        np.add.at(net, place, tally.obligations(self._touched.bundle, vendor)[inside])
        return Projection(self.name, weight, self.scope, self.nodes, graph, awards.astype(np.int64), net)

    def _places(self, nodes: Any) -> tuple[Any, Any]:
        """Return the positions of those ``nodes`` that are in the projection, and the mask of those."""
        if not len(self.nodes):
            return np.zeros(0, np.int64), np.zeros(len(nodes), bool)
        at = np.minimum(np.searchsorted(self.nodes, nodes), len(self.nodes) - 1)
        inside = self.nodes[at] == nodes
        return at[inside], inside

    def _graph(self, tally: Tally, weight: str) -> Compact:
        graph = self._folded(tally) if self.name in FOLDED else self._lines(tally, weight)
        return replace(graph, weight=np.ones_like(graph.weight)) if weight == "none" else graph

    def _lines(self, tally: Tally, weight: str) -> Compact:
        pieces = self._pieces
        if weight == "obligation":
            values = np.where(pieces.paid, tally.obligations(pieces.bundle, pieces.vendor), 0)
        else:
            values = tally.awards(pieces.bundle)
        source, target = (np.searchsorted(self.nodes, end) for end in (pieces.source, pieces.target))
        graph = Compact.of(len(self.nodes), source, target, values)
        return graph.kept(graph.weight > 0)

    def _folded(self, tally: Tally) -> Compact:
        """Return ends of one side, joined by how many of the other side they share."""
        from scipy.sparse import csr_array, triu

        pieces = self._pieces
        alive = tally.awards(pieces.bundle) > 0
        mine, other = (pieces.target, pieces.source) if self.name == "vendors" else (pieces.source, pieces.target)
        shared, column = np.unique(other[alive], return_inverse=True)
        row = np.searchsorted(self.nodes, mine[alive])
        touching = csr_array((np.ones(len(row)), (row, column)), shape=(len(self.nodes), len(shared)))
        touching.data[:] = 1
        sizes = touching.sum(axis=0)
        most = float((sizes * (sizes - 1) / 2).sum())
        if most > _MOST_LINES:
            raise UsageProblem(
                f"The projection {self.name!r} would have up to {most:,.0f} lines; the bound is {_MOST_LINES:,}.",
                hint="The projection payments holds the same facts, unfolded.",
            )
        found = triu(touching @ touching.T, k=1, format="coo")
        size, both = len(self.nodes), np.ones(found.nnz, bool)
        order = np.lexsort((found.col, found.row))
        left, right = found.row[order].astype(np.int64), found.col[order].astype(np.int64)
        return Compact(size, left, right, found.data[order].astype(np.int64), both, both)


def _once(sides: Sides, entities: int) -> Sides:
    """Return each pair of bundle and entity once, as recipient where it is one."""
    order = np.lexsort((sides.relation != grammar.PAID_TO, sides.node, sides.bundle))
    key = sides.bundle[order] * entities + sides.node[order]
    first = np.ones(len(key), bool)
    first[1:] = key[1:] != key[:-1]
    return sides.chosen(order[first])


def product_sides(network: Network, sides: Sides) -> Sides:
    """Return the products that awards name, each once per bundle."""
    named = sides.playing(grammar.NAMES)
    return _once(named.chosen(_fitting(network, named)), network.entities)


def _fitting(network: Network, sides: Sides) -> Any:
    """Return a mask of sides without the programs and statutes that texts name: they supply nothing."""
    return (sides.relation != grammar.NAMES) | (np.asarray(network.kind)[sides.node] == _PRODUCT)


def _payments(_network: Network, _scope: Scope, sides: Sides) -> Pieces:
    return across(sides.playing(grammar.AWARDED_BY), sides.playing(grammar.PAID_TO), paid=True)


def _supply(network: Network, scope: Scope, sides: Sides) -> Pieces:
    agency, vendor = sides.playing(grammar.AWARDED_BY), sides.playing(grammar.PAID_TO)
    vehicle, named = sides.playing(grammar.UNDER_VEHICLE), product_sides(network, sides)
    unpaid = agency.chosen(~np.isin(agency.bundle, vendor.bundle))
    return Pieces.joined(
        [
            across(agency, vendor, paid=True),
            across(agency, vehicle, paid=True),
            across(vehicle, vendor, paid=True),
            across(vendor, named),
            across(unpaid, named),
            onwards(named, *edges(network, scope, grammar.MADE_BY)),
            alone(*edges(network, scope, grammar.USES)),
        ]
    )


def _ownership(network: Network, scope: Scope, _sides: Sides) -> Pieces:
    return alone(*edges(network, scope, grammar.PARENT_COMPANY))


def _money(network: Network, scope: Scope, sides: Sides) -> Pieces:
    vendor = sides.playing(grammar.PAID_TO)
    treasury, account = edges(network, scope, grammar.OF_ACCOUNT)
    given = [edges(network, scope, one) for one in (grammar.AUTHORIZES, grammar.APPROPRIATED_TO, grammar.MANAGED_BY)]
    return Pieces.joined(
        [
            across(sides.playing(grammar.AWARDED_BY), vendor, paid=True),
            across(sides.playing(grammar.FUNDED_BY), vendor),
            across(vendor, sides.playing(grammar.SUBAWARD_TO)),
            alone(account, treasury),
            *(alone(*one) for one in given),
        ]
    )


_Recipe = Callable[[Network, Scope, Sides], Pieces]
# Projection -> relations whose awards count for a node, and how its pieces are found.
_RECIPES: dict[str, tuple[tuple[int, ...], _Recipe]] = {
    "supply": ((grammar.AWARDED_BY, grammar.PAID_TO, grammar.UNDER_VEHICLE, grammar.NAMES), _supply),
    "payments": ((grammar.AWARDED_BY, grammar.PAID_TO), _payments),
    "vendors": ((grammar.PAID_TO,), _payments),
    "agencies": ((grammar.AWARDED_BY,), _payments),
    "ownership": ((grammar.PAID_TO,), _ownership),
    "money": ((grammar.AWARDED_BY, grammar.PAID_TO, grammar.FUNDED_BY, grammar.SUBAWARD_TO), _money),
}
_KEPT: dict[str, tuple[int, ...]] = {"ownership": ()}  # a company that belongs to none, and owns none, is no node

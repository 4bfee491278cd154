"""Coherent routes of supply: an agency, the vehicle and vendor of one award, a product that it names, its maker."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from graph.network import grammar
from graph.network.pieces import Sides, Tally, edges, meeting
from graph.network.projections import product_sides
from graph.network.reading import Network
from graph.network.scopes import Scope

NOBODY = -1


class Routes(NamedTuple):
    """One route per position: entities (vehicle and maker NOBODY where there is none) and its number of awards."""

    agency: Any
    vehicle: Any
    vendor: Any
    product: Any
    maker: Any
    bundle: Any
    awards: Any

    def kept(self, mask: Any) -> Routes:
        """Return the routes under a mask."""
        return Routes(*(column[mask] for column in self))

    def through(self, node: int) -> Any:
        """Return a mask of the routes that an entity is on."""
        return np.any([column == node for column in self[:5]], axis=0)

    @property
    def total(self) -> int:
        """Number of routes, each award counted for itself."""
        return int(self.awards.sum())


def supply_routes(network: Network, scope: Scope, agency: int | None = None, *, named: bool = True) -> Routes:
    """Return the routes in scope, of one agency or of all; each is true of one award, never joined from several.

    Without ``named`` awards that name no product have a route too, which ends at the vendor.
    """
    running = scope.awards(network)
    tally = Tally(network, running)
    sides = Sides.of(network, scope, running)
    buying = sides.playing(grammar.AWARDED_BY)
    if agency is not None:
        buying = buying.chosen(buying.node == agency)
    columns = {"agency": buying.node, "bundle": buying.bundle}
    columns = _with(columns, "vendor", sides.playing(grammar.PAID_TO))
    columns = _with(columns, "product", product_sides(network, sides), optional=not named)
    columns = _with(columns, "vehicle", sides.playing(grammar.UNDER_VEHICLE), optional=True)
    made, maker = edges(network, scope, grammar.MADE_BY)
    order = np.argsort(made, kind="stable")
    columns = _matched(columns, "product", "maker", (made[order], maker[order]), optional=True)
    columns["awards"] = tally.awards(columns["bundle"])
    return Routes(**columns)


def _with(columns: dict[str, Any], name: str, sides: Sides, *, optional: bool = False) -> dict[str, Any]:
    return _matched(columns, "bundle", name, (sides.bundle, sides.node), optional=optional)


def _matched(columns: dict[str, Any], by: str, name: str, pairs: tuple[Any, Any], *, optional: bool) -> dict[str, Any]:
    """Return every row with each value paired with its ``by``; rows without one are kept if ``optional``."""
    key, value = pairs
    one, two = meeting(columns[by], key)
    found = {column: values[one] for column, values in columns.items()} | {name: value[two]}
    if not optional:
        return found
    lacking = ~np.isin(columns[by], key)
    rest = {column: values[lacking] for column, values in columns.items()} | {name: np.full(lacking.sum(), NOBODY)}
    return {column: np.concatenate([values, rest[column]]) for column, values in found.items()}

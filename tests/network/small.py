"""Small networks for tests, written by hand and built by the real builder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import duckdb

from graph.network import grammar, testimony
from graph.network.asking import merged_options, prepare
from graph.network.build import build_network
from graph.network.crossing import Leg
from graph.network.deadline import Deadline
from graph.network.evidence_feed import create_evidence_feed
from graph.network.paths import find_routes
from graph.network.reading import DISPUTED, RECORDED, Network

Side = Sequence[str | int]  # award, relation, entity and, where it is not RECORDED, status
Edge = Sequence[str | int]  # source, target, predicate and, where it is not RECORDED, status


def make_network(
    folder: Path,
    *,
    nodes: dict[str, str],
    edges: Iterable[Edge] = (),
    sides: Iterable[Side] = (),
    names: Sequence[tuple[str, str]] = (),
    nets: dict[str, str] | None = None,
    days: dict[str, tuple[str, str]] | None = None,
    fill: Callable[[duckdb.DuckDBPyConnection], None] | None = None,
) -> Network:
    """Build a network; awards are those that ``sides`` mention, with PIIDs in upper case and nets as given.

    ``days`` are the first and last action dates of awards; ``fill`` adds rows to the tables of
    `graph.network.evidence_feed`.
    """
    con = duckdb.connect()
    create_evidence_feed(con)
    con.execute("create table feed_node(local varchar, kind varchar)")
    con.execute("create table feed_name(local varchar, text varchar, label boolean)")
    con.execute("create table feed_edge(source varchar, target varchar, predicate varchar, status integer)")
    con.execute("create table feed_contested(source varchar, target varchar, predicate varchar, status integer)")
    con.execute("create table feed_side(award varchar, relation integer, node varchar, status integer)")
    con.execute("create table feed_share(award varchar, vendor varchar, net decimal(38,4), first date, last date)")
    con.execute(
        """create table feed_award(award varchar, piid varchar, net decimal(38,4), total decimal(38,4),
        outlay decimal(38,4), ceiling decimal(38,4), first date, last date, actions integer)"""
    )
    sides = list(sides)
    insert(con, "feed_node", list(nodes.items()))
    insert(con, "feed_name", [(local, local.replace("-", " "), True) for local in nodes])
    insert(con, "feed_name", [(local, text, False) for local, text in names])
    told = [(edge[:3], int(edge[3]) if len(edge) > 3 else RECORDED) for edge in edges]
    insert(con, "feed_edge", [(*said, status) for said, status in told if status < DISPUTED])
    insert(con, "feed_contested", [(*said, status) for said, status in told if status >= DISPUTED])
    insert(con, "feed_side", [(*side[:3], side[3] if len(side) > 3 else RECORDED) for side in sides])
    span = ("2024-01-02", "2024-03-04")
    insert(
        con,
        "feed_award",
        [
            (
                award,
                award.upper(),
                (nets or {}).get(award, "10.50"),
                None,
                None,
                None,
                *(days or {}).get(award, span),
                1,
            )
            for award in sorted({str(side[0]) for side in sides})
        ],
    )
    if fill is not None:
        fill(con)
    file = folder / "network.bin"
    build_network(con, file, "f" * 64)
    con.close()
    return Network(file)


def insert(con: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[object]]) -> None:
    """Add rows to a table in one statement: one by one, a network of thousands of nodes takes ten seconds."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        gaps = ", ".join("unnest(?::varchar[])" for _ in columns)
        con.execute(f"insert into {table} select {gaps}", columns)


# ICE buys Azure through a reseller; CBP buys a switch through another vendor that ICE also pays.
SUPPLY_NODES = {
    "ice": "agency",
    "cbp": "agency",
    "dhs": "agency",
    "reseller": "vendor",
    "dell": "vendor",
    "microsoft": "vendor",
    "cisco": "vendor",
    "azure": "product",
    "switch": "product",
    "bpa": "vehicle",
}
SUPPLY_EDGES = (
    ("azure", "microsoft", "madeBy"),
    ("switch", "cisco", "madeBy"),
    ("ice", "dhs", "partOf"),
    ("cbp", "dhs", "partOf"),
)
SUPPLY_SIDES = (
    ("a1", grammar.AWARDED_BY, "ice"),
    ("a1", grammar.PAID_TO, "reseller"),
    ("a1", grammar.UNDER_VEHICLE, "bpa"),
    ("a1", grammar.NAMES, "azure", 2),
    ("a2", grammar.AWARDED_BY, "ice"),
    ("a2", grammar.PAID_TO, "reseller"),
    ("a2", grammar.UNDER_VEHICLE, "bpa"),
    ("a2", grammar.NAMES, "azure", 2),
    ("a3", grammar.AWARDED_BY, "ice"),
    ("a3", grammar.PAID_TO, "dell"),
    ("a4", grammar.AWARDED_BY, "cbp"),
    ("a4", grammar.PAID_TO, "dell"),
    ("a4", grammar.NAMES, "switch", 2),
)


def supply(folder: Path) -> Network:
    """Return the network of the constants above."""
    return make_network(folder, nodes=SUPPLY_NODES, edges=SUPPLY_EDGES, sides=SUPPLY_SIDES)


def legs(network: Network, start: str, end: str, **options: object) -> list[tuple[Leg, ...]]:
    """Return the hops of the paths that the search finds between two entities, shortest paths first."""
    ends = (f"id:{start}", f"id:{end}")
    sieve, asked = prepare(network, testimony.Testimony(network), ends, merged_options(None, options))
    found = find_routes(sieve, asked.starts, asked.ends, asked.bounds, Deadline(None))
    assert found.complete
    return [tuple(leg for step in route for leg in step) for route in found.routes]

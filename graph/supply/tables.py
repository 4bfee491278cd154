"""The tables of `graph.publish.supply_tables`, opened for questions."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import GraphNotFound

if TYPE_CHECKING:
    from graph.network.reading import Network

Row = dict[str, Any]
ZERO = Decimal(0)


class SupplyTables:
    """Views of one graph's supply tables in a DuckDB connection, and the names of what their ids stand for.

    Args:
        folder: Where the Parquet files are.
        network: Of the same graph.

    Raises:
        GraphNotFound: The graph has no such tables.
    """

    def __init__(self, folder: Path, network: Network) -> None:
        from graph.ledger import connect, sql_name, sql_text
        from graph.publish.supply_tables import TABLES

        self.network = network
        self._con = connect()
        for table in TABLES:
            file = folder / f"{table}.parquet"
            if not file.is_file():
                raise GraphNotFound(
                    f"The graph has no table {file}: an earlier version built it.",
                    hint="Load its sources again into a new folder.",
                )
            self._con.execute(f"create view {sql_name(table)} as from read_parquet({sql_text(str(file))})")

    def run(self, sql: str, **values: object) -> None:
        """Run a statement, with ``$name`` for each of ``values``."""
        self._con.execute(sql, values or None)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the rows of a SELECT as dictionaries."""
        found = self._con.execute(sql, values or None)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def one(self, sql: str, **values: object) -> Row:
        """Return the only row of a SELECT."""
        (row,) = self.rows(sql, **values)
        return row

    def label(self, local: str | None) -> str | None:
        """Return what an id is called, or None for None; the id itself where the network does not know it."""
        if local is None:
            return None
        node = self.network.node_of(self.network.base + local)
        return local if node is None else self.network.labels[node]

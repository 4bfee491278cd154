"""Which things the staged records describe: what a claims file may speak of without declaring it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from graph.publish.turtle import local, vehicle_local

if TYPE_CHECKING:
    import duckdb


def find_described(con: duckdb.DuckDBPyConnection, names: Sequence[str]) -> frozenset[str]:
    """Return those local ids that loaded records describe: vendors, offices, awards, vehicles, accounts.

    Needs `graph.publish.staging.stage_recipients`.
    """
    if not names:
        return frozenset()
    symbol = local("replace(tas, '/', '_')")
    federal = "'account-' || string_split(tas, '-')[-4] || '-' || string_split(tas, '-')[-2]"
    found = con.execute(
        f"""
        select name from (
          select vendor as name from vendor_label
          union all select office_local from office
          union all select 'award-' || {local("award_key")} from award
          union all select {vehicle_local("piid", "subtier")} from vehicle
          union all select 'tas-' || {symbol} from account
          union all select {federal} from account)
        where list_contains($names, name)
        """,
        {"names": list(names)},
    ).fetchall()
    return frozenset(row[0] for row in found)

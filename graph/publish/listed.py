"""Actions that a file lists under another sub-agency than the key of their award names.

The key decides what an award counts under, as on USAspending; what the file's own column says is kept beside it and
reported, since a reader who sums by that column gets another figure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from graph.identifiers import award_iri
from graph.model import Finding, Severity
from graph.money import format_usd

if TYPE_CHECKING:
    import duckdb

RULE = "agency-listed"


def stage_listed(con: duckdb.DuckDBPyConnection, codes: Mapping[str, str]) -> None:
    """Create ``listed_elsewhere(id, award_key, listed, subtier, obligation, source, row)`` from the table ``action``.

    Args:
        con: Connection with the staging tables; needs `staging.stage_actions`.
        codes: Sub-tier code by name or abbreviation; what is not among them is not compared.
    """
    con.execute("create or replace temp table agency_code(listed varchar, code varchar)")
    con.execute(
        "insert into agency_code select unnest($1::varchar[]), unnest($2::varchar[])",
        [list(codes), list(codes.values())],
    )
    con.execute(
        """
        create or replace table listed_elsewhere as
        select a.id, a.award_key, a.agency_listed as listed, a.subtier, a.obligation, a.source, a.row
        from action a join agency_code c on c.listed = a.agency_listed where c.code <> a.subtier
        """
    )


def find_listed(con: duckdb.DuckDBPyConnection, files: Mapping[str, str]) -> list[Finding]:
    """Return a warning for each award with actions listed elsewhere, by award key.

    Args:
        con: Connection with ``listed_elsewhere``.
        files: File name by the first 16 digits of its hash.
    """
    rows = con.execute(
        """
        select award_key, listed, any_value(subtier), count(*), sum(obligation)::decimal(38,2),
          arg_min(source, (source, row)), arg_min(row, (source, row))
        from listed_elsewhere group by award_key, listed order by award_key, listed
        """
    ).fetchall()
    return [
        Finding(
            Severity.WARNING,
            RULE,
            f"{count:,} {'action' if count == 1 else 'actions'} of award {key} (net {format_usd(net)}) are listed "
            f"under {listed!r}, but the key names sub-tier {subtier}: counted there. Ask vg:agencyListed for them.",
            files.get(source, source),
            row,
            award_iri(key),
        )
        for key, listed, subtier, count, net, source, row in rows
    ]

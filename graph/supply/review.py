"""What the catalogue may lack or say too loosely, read from the loaded records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.evidence import Json
from graph.supply.candidates import find_candidates
from graph.supply.tables import SupplyTables

if TYPE_CHECKING:
    from graph.reference import Catalogue
    from graph.store.manifest import LoadedSource

# Which column of each layout says to what award or vehicle a description belongs.
_OWNERS = {"actions10": "award_key", "summaries286": "award_key", "subawards118": "prime_key", "fpds_atom": "piid"}


def review(
    tables: SupplyTables, sources: Iterable[tuple[LoadedSource, Path]], *, at_least: int, limit: int | None
) -> list[Json]:
    """Return phrases of the loaded descriptions that may name products the catalogue lacks; see `find_candidates`.

    Args:
        tables: Of the graph.
        sources: Loaded sources of award records, each with its ledger file.
        at_least: Awards that a phrase must stand in.
        limit: Rows at most; None for all.
    """
    from graph.ingest import LAYOUTS

    selects = [
        f"select {_OWNERS[one.layout]} as owner, description from "
        f"({LAYOUTS[one.layout].normalised_sql(str(ledger), one.sha256[:16])})"
        for one, ledger in sources
        if one.layout in _OWNERS
    ]
    if not selects:
        return []
    rows = tables.rows(
        f"""
        with said as (
          select description, count(distinct owner) as awards from ({" union all ".join(selects)})
          where description is not null group by description
        ), known as (select text, list(distinct [span_start, span_end]) as spans from hit group by text)
        select s.description, s.awards, k.spans
        from said s left join known k on k.text = md5_number_lower(s.description)
        """
    )
    texts = ((row["description"], row["awards"], [tuple(span) for span in row["spans"] or ()]) for row in rows)
    return find_candidates(texts, at_least=at_least, limit=limit)


def too_frequent(tables: SupplyTables, catalogue: Catalogue, actions: int) -> Sequence[str]:
    """Return a warning with file and line for each alias found in more than 1 % of the loaded actions."""
    from graph.reference import frequent_aliases

    rows = tables.rows(
        """
        select alias, count(*) as n from (
          select distinct upper(d.description[h.span_start + 1 : h.span_end]) as alias, d.award, d.modification, d.row
          from hit h join deed d on d.award = h.award and d.text = h.text
          where h.place = 'award' and d.place = 'action')
        group by alias
        """
    )
    return frequent_aliases(catalogue, {row["alias"]: row["n"] for row in rows}, actions)

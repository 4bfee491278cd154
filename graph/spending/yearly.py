"""What an agency obligated in each fiscal year: the net of its loaded actions."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import NothingFound, UsageProblem
from graph.spending.ends import awards_sql, find_end
from graph.spending.records import open_records

if TYPE_CHECKING:
    from graph.network.reading import Network
    from graph.store.folder import GraphFolder


class Year(NamedTuple):
    """One fiscal year: net obligations in US dollars, and the awards and actions behind them."""

    year: int
    obligation: Decimal
    awards: int
    actions: int


def obligations_by_year(folder: GraphFolder, network: Network, agency: str, *, timeout_s: float = 60) -> list[Year]:
    """Return the fiscal years in which an agency's awards have actions, in order.

    Raises:
        UnknownName, AmbiguousName: The name does not mean exactly one thing.
        UsageProblem: It is no agency or office.
        NothingFound: No action of it is loaded.
        TimedOut: It takes longer than ``timeout_s``.
    """
    end = find_end(network, agency)
    if end.kind not in ("agency", "office"):
        raise UsageProblem(f"{end.label} is a {end.kind}, not an agency.", hint="Name an agency or office.")
    with open_records(folder, network, timeout_s=timeout_s) as records:
        records.choose(awards_sql(network, end))
        rows = records.rows(
            """select year(action_date) + (month(action_date) >= 10)::integer as year, sum(obligation) as net,
              count(distinct award_key) as awards, count(*) as actions
            from done where action_date is not null and award_key in (select award_key from deal)
            group by 1 order by 1"""
        )
    if not rows:
        raise NothingFound(f"No action of {end.label} is loaded.", hint="`vendorgraph load` adds records.")
    return [Year(int(row["year"]), row["net"] or Decimal(0), row["awards"], row["actions"]) for row in rows]

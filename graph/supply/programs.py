"""Programs, systems and statutes that awards name, with their vendors and products."""

from __future__ import annotations

from graph.evidence import Json, amount_text
from graph.network import grammar
from graph.supply.question import Question, nothing, select_ties
from graph.supply.tables import SupplyTables

COLUMNS = (
    "kind",
    "name",
    "owner",
    "awards",
    "actions",
    "obligation_usd_min",
    "obligation_usd_max",
    "first_date",
    "last_date",
    "vendors",
    "products",
)


def find_programs(tables: SupplyTables, asked: Question) -> list[Json]:
    """Return each program, system and statute that awards name, as `COLUMNS`, most obligations first.

    Vendors are those paid by these awards, most obligations first; products those that the same awards name or
    inherit, most awards first. An award counts for each program it names, so sums of rows mean nothing.

    Raises:
        NothingFound: No award names one; the message says what was searched.
    """
    named = select_ties(tables, asked, kinds=("program", "statute"))
    tables.run(
        """
        create or replace temp table told as
        select t.target, t.kind, t.award, coalesce(t.vendor, d.vendor) as vendor,
          count(*) filter (d.place <> 'summary') as actions, sum(d.obligation) as net,
          min(d.day) as first_day, max(d.day) as last_day
        from asked_tie t join in_time d on d.award = t.award
          and (d.place = 'subaward') = (t.vendor is not null) and (t.vendor is null or t.vendor = d.vendor)
        group by all
        """
    )
    rows = tables.rows(
        """
        with vendors as (
          select target, list(vendor order by net desc, vendor) as vendors from (
            select target, vendor, sum(greatest(coalesce(net, 0), 0)) as net from told where vendor is not null
            group by all) group by target
        ), products as (
          select target, list(product order by n desc, product) as products from (
            select t.target, p.target as product, count(distinct t.award) as n
            from told t join tie p on p.award = t.award where p.kind = 'product' group by all) group by target
        )
        select t.kind, t.target, count(distinct award) as awards, sum(actions) as actions,
          sum(greatest(coalesce(net, 0), 0)) as most, min(first_day) as first_day, max(last_day) as last_day,
          any_value(v.vendors) as vendors, any_value(p.products) as products
        from told t left join vendors v using (target) left join products p using (target)
        group by t.kind, t.target
        """
    )
    if not rows:
        raise nothing(tables, named, "names a program, system or statute")
    found: list[Json] = [
        {
            "kind": row["kind"],
            "name": tables.label(row["target"]),
            "owner": _owner(tables, row["target"]),
            "awards": row["awards"],
            "actions": int(row["actions"]),
            "obligation_usd_min": "0",
            "obligation_usd_max": amount_text(row["most"]),
            "first_date": None if row["first_day"] is None else str(row["first_day"]),
            "last_date": None if row["last_day"] is None else str(row["last_day"]),
            "vendors": [tables.label(one) for one in row["vendors"] or ()],
            "products": [tables.label(one) for one in row["products"] or ()],
            "_most": row["most"],
        }
        for row in rows
    ]
    found.sort(key=lambda row: (-row.pop("_most"), str(row["name"])))  # type: ignore[operator]
    return found


def _owner(tables: SupplyTables, local: str) -> str | None:
    """Return the agency that runs a program, where the catalogue says so."""
    network = tables.network
    node = network.node_of(network.base + local)
    run_by = [] if node is None else [far for side, far, _ in network.near(node) if side == grammar.RUN_BY]
    return network.labels[run_by[0]] if run_by else None

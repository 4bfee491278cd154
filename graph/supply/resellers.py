"""Who sells whose products to whom, and how few the sellers are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from graph.evidence import Json, amount_text
from graph.supply.behind import pay
from graph.supply.question import Question, nothing, select_ties
from graph.supply.tables import ZERO, Row, SupplyTables

COLUMNS = (
    "maker",
    "reseller",
    "recipient_is_maker",
    "awards",
    "share_of_awards",
    "actions",
    "obligation_usd_min",
    "obligation_usd_max",
    "share_of_obligations",
    "maker_hhi",
    "maker_sellers",
    "first_date",
    "last_date",
    "products",
)


def find_resellers(tables: SupplyTables, asked: Question) -> list[Json]:
    """Return who sells the products of which maker, as `COLUMNS`: the maker sold most first, its largest seller first.

    Only resales count. A share is the seller's part of what all sellers of the maker's products, the maker itself
    among them, were obligated for such awards: 1 is a monopoly. ``maker_hhi`` is the Herfindahl-Hirschman index of
    these shares, 0 to 10,000 (above 1,800 the merger guidelines of 2023 call a market highly concentrated); null,
    like the share, where nothing was obligated.

    Raises:
        NothingFound: No award fits; the message says what was searched.
    """
    named = select_ties(tables, replace(asked, relations=("resale",)))
    pay(tables)
    rows = tables.rows(
        """
        with once as (
          select maker, award, vendor, direct, max(actions) as actions, max(net) as net, min(first_day) as first_day,
            max(last_day) as last_day
          from (select award, target, maker, basis, vendor, direct, sum(actions) as actions, sum(net) as net,
                  min(first_day) as first_day, max(last_day) as last_day from paid group by all)
          group by maker, award, vendor, direct
        ), sold as (
          select maker, vendor, direct, list(distinct target order by target) as products from paid group by all
        )
        select o.maker, o.vendor, o.direct, count(distinct award) as awards, sum(actions) as actions,
          sum(greatest(coalesce(net, 0), 0)) as most, min(first_day) as first_day, max(last_day) as last_day,
          any_value(s.products) as products
        from once o join sold s on s.maker = o.maker and s.vendor is not distinct from o.vendor and s.direct = o.direct
        group by o.maker, o.vendor, o.direct
        """
    )
    if not rows:
        raise nothing(tables, named, "is a sale of such a product")
    by_maker: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_maker[row["maker"]].append(row)
    markets = [(sum((row["most"] for row in sellers), ZERO), sellers) for sellers in by_maker.values()]
    markets.sort(key=lambda market: (-market[0], str(tables.label(market[1][0]["maker"]))))
    return [shown for total, sellers in markets for shown in _market(tables, sellers, total)]


def _market(tables: SupplyTables, sellers: list[Row], total: Decimal) -> list[Json]:
    """Return the sellers of one maker's products, largest first; all the maker's own entities are one seller."""
    own = [row["most"] for row in sellers if row["direct"]]
    parts = [row["most"] for row in sellers if not row["direct"]] + ([sum(own, ZERO)] if own else [])
    hhi = round(float(sum((part / total) ** 2 for part in parts)) * 10_000) if total else None
    awards = sum(row["awards"] for row in sellers)
    ordered = sorted(sellers, key=lambda row: (-row["most"], -row["awards"], str(tables.label(row["vendor"]))))
    return [
        {
            "maker": tables.label(row["maker"]),
            "reseller": tables.label(row["vendor"]),
            "recipient_is_maker": row["direct"],
            "awards": row["awards"],
            "share_of_awards": round(row["awards"] / awards, 4),
            "actions": int(row["actions"]),
            "obligation_usd_min": "0",
            "obligation_usd_max": amount_text(row["most"]),
            "share_of_obligations": round(float(row["most"] / total), 4) if total else None,
            "maker_hhi": hhi,
            "maker_sellers": len(parts),
            "first_date": None if row["first_day"] is None else str(row["first_day"]),
            "last_date": None if row["last_day"] is None else str(row["last_day"]),
            "products": [tables.label(one) for one in row["products"]],
        }
        for row in ordered
    ]

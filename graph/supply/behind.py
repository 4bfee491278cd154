"""The makers and products behind the companies that an agency pays."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from graph.evidence import Json, amount_text, counted
from graph.supply.question import DIRECT, ON_THE_DAY, Question, nothing, select_ties
from graph.supply.tables import ZERO, Row, SupplyTables

GROUPS = ("maker", "product", "reseller", "vehicle", "year")
COLUMNS = (
    "maker",
    "product",
    "reseller",
    "vehicle",
    "relation",
    "basis",
    "confidence",
    "awards",
    "actions",
    "obligation_usd_min",
    "obligation_usd_max",
    "first_date",
    "last_date",
)
GROUP_COLUMNS = (
    "awards",
    "awards_through_others",
    "share_through_others",
    "actions",
    "obligation_usd_min",
    "obligation_usd_max",
    "obligation_usd_direct",
    "confidence",
    "first_date",
    "last_date",
)
_KEYS = {
    "maker": "maker",
    "product": "maker, target",
    "reseller": "if(direct, null, vendor) as seller",
    "vehicle": "vehicle",
    "year": "year",
}


@dataclass(frozen=True, slots=True)
class Behind:
    """Who stands behind whom.

    Attributes:
        asked: The question, with names as the graph has them.
        rows: As `COLUMNS`, or with ``by`` that column and `GROUP_COLUMNS`; most money first.
        columns: Names of the columns, in order.
        searched: Awards of the agency that were searched.
        awards: Those of them that the rows are about.
        through_others: Those of them of which a product was sold by somebody else than its maker.
        most_through_others: The obligations of those, an upper bound of what went on the products.
        direct: Obligations to makers themselves, of awards that name or inherit a product of theirs.
        own_awards: Awards paid to one of these makers itself, whether or not a product is named.
        own_obligations: The net of their actions.
        without_actions: Awards of which only a summary is loaded: they count, but add no obligations.
    """

    asked: Question
    rows: list[Json]
    columns: tuple[str, ...]
    searched: int
    awards: int
    through_others: int
    most_through_others: Decimal
    direct: Decimal
    own_awards: int
    own_obligations: Decimal
    without_actions: int

    def _what(self) -> str:
        if self.asked.product:
            return f"the product {self.asked.product}"
        return f"a product of {self.asked.maker}" if self.asked.maker else "a product"

    def _sold(self) -> str:
        if not self.through_others:
            return "its maker itself was paid" if self.awards == 1 else "in each the maker itself was paid"
        share = 100 * self.through_others / self.awards
        return f"of {self.through_others:,} of them ({share:.0f} %) one was sold by somebody else than its maker"

    def _most(self) -> str:
        if not self.through_others:
            return "none"
        most = f"0 to {self.most_through_others:,.2f} USD"
        return f"{most} (all their awards obligated; how much of it went on the products, no record says)"

    def lines(self) -> list[str]:
        """Return what the rows come to, in sentences."""
        lines = [
            f"{self.awards:,} of {counted(self.searched, 'award')} name or inherit {self._what()}; {self._sold()}.",
            f"Obligations through others: {self._most()}. To the makers themselves: {self.direct:,.2f} USD; with "
            f"awards that name no product, {self.own_obligations:,.2f} USD in {counted(self.own_awards, 'award')}.",
        ]
        if self.without_actions:
            lines.append(
                f"Of {counted(self.without_actions, 'award')} no action is loaded, only a summary or subaward: their "
                "obligations are not in these sums."
            )
        return lines


def find_behind(tables: SupplyTables, asked: Question, *, by: str | None = None) -> Behind:
    """Return who stands behind whom, per maker, product, reseller, vehicle, relation and basis, or grouped ``by`` one.

    Obligations are the net of the loaded actions in the time asked for: of each award its own, never below 0, as
    the most that can have gone on the product; an award counts once per row however many products it names.

    Raises:
        NothingFound: No award fits; the message says what was searched.
    """
    named = select_ties(tables, asked)
    pay(tables)
    total, own = _total(tables), _own(tables)
    if not total["awards"]:
        raise nothing(tables, named, "names or inherits such a product")
    return Behind(
        asked=named,
        rows=_grouped(tables, by) if by else _each(tables),
        columns=(by, *(("maker",) if by == "product" else ()), *GROUP_COLUMNS) if by else COLUMNS,
        searched=tables.one("select count(*) as n from scope")["n"],
        awards=total["awards"],
        through_others=total["through_others"],
        most_through_others=total["most"] or ZERO,
        direct=total["direct"] or ZERO,
        own_awards=own["awards"],
        own_obligations=own["net"] or ZERO,
        without_actions=total["without_actions"],
    )


def pay(tables: SupplyTables) -> None:
    """Create ``paid``: one row per tie, company and, for a tie of an award, fiscal year, with what it was paid."""
    year = "year(d.day) + (month(d.day) >= 10)::integer"
    tables.run(
        f"""
        create or replace temp table paid as
        select t.award, t.target, t.maker, t.relation, t.basis, t.confidence, d.vendor, {DIRECT} as direct,
          {year} as year, count(*) filter (d.place <> 'summary') as actions, sum(d.obligation) as net,
          min(d.day) as first_day, max(d.day) as last_day, bool_and(d.place = 'summary') as by_summary
        from asked_tie t join in_time d on d.award = t.award and d.place <> 'subaward'
        where t.vendor is null group by all
        union all
        -- What a subaward names is bounded by what its prime award obligated.
        select t.award, t.target, t.maker, t.relation, t.basis, t.confidence, d.vendor, {DIRECT}, {year}, count(*),
          any_value(p.net), min(d.day), max(d.day), bool_and(p.net is null)
        from asked_tie t join in_time d on d.award = t.award and d.vendor = t.vendor and d.place = 'subaward'
        left join (select award, sum(obligation) as net from in_time where place = 'action' group by award) p
          on p.award = t.award
        where t.vendor is not null group by all
        """
    )


def _total(tables: SupplyTables) -> Row:
    return tables.one(
        """
        with once as (
          select award, vendor, direct, max(net) as net, bool_and(by_summary) as by_summary from (
            select award, target, relation, basis, vendor, direct, sum(net) as net, bool_and(by_summary) as by_summary
            from paid group by all) group by all
        )
        select count(distinct award) as awards, count(distinct award) filter (not direct) as through_others,
          sum(greatest(net, 0)) filter (not direct) as most, sum(net) filter (direct) as direct,
          count(distinct award) filter (by_summary) as without_actions
        from once
        """
    )


def _own(tables: SupplyTables) -> Row:
    # The makers asked for come first: pairing every deed with every maker took a gigabyte.
    return tables.one(
        f"""
        with own as (select distinct vendor, since, until from family where maker in (select maker from asked_tie))
        select count(distinct d.award) as awards, sum(d.obligation) as net from in_time d
        where d.place = 'action' and exists (select 1 from own f where f.vendor = d.vendor and {ON_THE_DAY})
        """
    )


def _each(tables: SupplyTables) -> list[Json]:
    rows = tables.rows(
        """
        with once as (
          select award, target, maker, relation, basis, max(confidence) as confidence,
            if(direct, null, vendor) as seller, direct, sum(actions) as actions, sum(net) as net,
            min(first_day) as first_day, max(last_day) as last_day
          from paid group by all
        )
        select maker, target as product, seller as reseller, s.vehicle_piid as vehicle, relation, basis,
          avg(confidence) as confidence, count(distinct award) as awards, sum(actions) as actions,
          sum(greatest(coalesce(net, 0), 0)) as most, min(first_day) as first_date, max(last_day) as last_date
        from once join scope s using (award)
        group by maker, target, seller, direct, s.vehicle_piid, relation, basis
        """
    )
    found = []
    for row in rows:
        found.append(
            {
                "maker": tables.label(row["maker"]),
                "product": tables.label(row["product"]),
                "reseller": tables.label(row["reseller"]),
                "vehicle": row["vehicle"],
                "relation": row["relation"],
                "basis": row["basis"],
                "confidence": round(float(row["confidence"]), 3),
                "awards": row["awards"],
                "actions": int(row["actions"]),
                "obligation_usd_min": "0",
                "obligation_usd_max": amount_text(row["most"]),
                "first_date": _day(row["first_date"]),
                "last_date": _day(row["last_date"]),
            }
        )
    return sorted(found, key=_order)


def _grouped(tables: SupplyTables, by: str) -> list[Json]:
    key = _KEYS[by]
    names = key.partition(" as ")[2] or key
    rows = tables.rows(
        f"""
        with once as (
          select {key}, award, vendor, direct, max(confidence) as confidence, max(actions) as actions, max(net) as net,
            min(first_day) as first_day, max(last_day) as last_day
          from (
            select award, target, maker, relation, basis, vendor, direct, vehicle{", year" if by == "year" else ""},
              max(confidence) as confidence, sum(actions) as actions, sum(net) as net,
              min(first_day) as first_day, max(last_day) as last_day
            from (select p.*, s.vehicle_piid as vehicle from paid p join scope s using (award)) group by all)
          group by all
        )
        select {names}, count(distinct award) as awards,
          count(distinct award) filter (not direct) as awards_through_others, sum(actions) as actions,
          coalesce(sum(greatest(net, 0)) filter (not direct), 0) as most,
          coalesce(sum(net) filter (direct), 0) as direct,
          avg(confidence) as confidence, min(first_day) as first_date, max(last_day) as last_date
        from once group by {names}
        """
    )
    found = []
    for row in rows:
        shown = {"maker": "maker", "product": "target", "reseller": "seller"}.get(by)
        head: Json = {by: tables.label(row[shown]) if shown else row[by]}
        if by == "product":
            head["maker"] = tables.label(row["maker"])
        found.append(
            head
            | {
                "awards": row["awards"],
                "awards_through_others": row["awards_through_others"],
                "share_through_others": round(row["awards_through_others"] / row["awards"], 4),
                "actions": int(row["actions"]),
                "obligation_usd_min": "0",
                "obligation_usd_max": amount_text(row["most"]),
                "obligation_usd_direct": amount_text(row["direct"]),
                "confidence": round(float(row["confidence"]), 3),
                "first_date": _day(row["first_date"]),
                "last_date": _day(row["last_date"]),
            }
        )
    if by == "year":
        return sorted(found, key=lambda row: (row["year"] is None, str(row["year"])))
    return sorted(found, key=_order)


def _order(row: Json) -> tuple[object, ...]:
    direct = Decimal(str(row.get("obligation_usd_direct", 0)))
    return -(Decimal(str(row["obligation_usd_max"])) + direct), *(str(value) for value in row.values())


def _day(day: object) -> str | None:
    return None if day is None else str(day)

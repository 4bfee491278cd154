"""Whose products stand behind whom, for all pages at once: one pass over the ties instead of one question a page.

The numbers are those of `graph.supply.behind`: per award its own obligations, never below 0, as the most that can
have gone on a product; an award counts once per row however many products it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from graph.supply.behind import pay
from graph.supply.question import Question, select_ties
from graph.supply.tables import SupplyTables

_BY_AGENCY, _BY_PRODUCT, _BY_MAKER = "agency", "product", "maker"
_JOINS = {
    _BY_AGENCY: "join page_award using (award)",
    _BY_PRODUCT: "join page_part on page_part.part = target",
    _BY_MAKER: "join (select maker as made_by, owner as page from owned) own on own.made_by = maker",
}
_KEYS = {
    _BY_AGENCY: ("maker", "target"),
    _BY_PRODUCT: ("if(direct, null, vendor) as seller", "agency"),
    _BY_MAKER: ("target", "if(direct, null, vendor) as seller"),
}


class Tie(NamedTuple):
    """One row of a table of what stands behind: two local ids, None for the maker itself as seller.

    Attributes:
        first: Maker, seller or product, as the page's kind has it.
        second: Product, agency or seller.
        awards: Awards that name or inherit it.
        through_others: Those of them that went to somebody else than the maker.
        most: What those obligated, an upper bound of what went on it.
        direct: What the maker itself was paid in the others.
        confidence: Mean confidence of the ties, 0 to 1.
        first_day: ISO, or nothing.
        last_day: ISO, or nothing.
    """

    first: str | None
    second: str | None
    awards: int
    through_others: int
    most: Decimal
    direct: Decimal
    confidence: float
    first_day: str
    last_day: str


Ties = dict[str, list[Tie]]


def ties_of_pages(
    tables: SupplyTables, agencies: Mapping[str, Iterable[str]], products: Mapping[str, Iterable[str]]
) -> Ties:
    """Return local id of a page -> its rows, most money first: of agencies, products, and makers with what they own.

    Args:
        tables: Of the graph.
        agencies: Local id of each agency or office with a page -> those within it.
        products: Local id of each product with a page -> its parts.
    """
    select_ties(tables, Question())
    pay(tables)
    _pairs(tables, "page_place(page varchar, place varchar)", agencies)
    _pairs(tables, "page_part(page varchar, part varchar)", products)
    tables.run(
        """create or replace temp table page_award as
        select distinct page, award from scope s join page_place p on p.place = s.agency or p.place = s.office"""
    )
    found: Ties = {}
    for kind in (_BY_AGENCY, _BY_PRODUCT, _BY_MAKER):
        for row in _grouped(tables, kind):
            found.setdefault(row["page"], []).append(_tie(row))
    for rows in found.values():
        rows.sort(key=lambda tie: (-(tie.most + tie.direct), -tie.awards, tie.first or "", tie.second or ""))
    return found


def _pairs(tables: SupplyTables, columns: str, pairs: Mapping[str, Iterable[str]]) -> None:
    tables.run(f"create or replace temp table {columns}")
    listed = [(page, one) for page, ones in sorted(pairs.items()) for one in ones]
    tables.run(
        f"insert into {columns.partition('(')[0]} select unnest($pages::varchar[]), unnest($ones::varchar[])",
        pages=[page for page, _ in listed],
        ones=[one for _, one in listed],
    )


def _grouped(tables: SupplyTables, kind: str) -> list[dict[str, Any]]:
    keys = _KEYS[kind]
    names = [key.rpartition(" as ")[2] for key in keys]
    return tables.rows(
        f"""
        with whole as (
          select p.award, p.target, p.maker, p.relation, p.basis, p.vendor, p.direct, s.agency,
            max(confidence) as confidence, sum(net) as net, min(first_day) as first_day, max(last_day) as last_day
          from paid p join scope s using (award) group by all
        ), once as (
          select page, {", ".join(keys)}, award, vendor, direct, max(confidence) as confidence, max(net) as net,
            min(first_day) as first_day, max(last_day) as last_day
          from whole {_JOINS[kind]} group by all
        )
        select page, {names[0]} as first, {names[1]} as second, count(distinct award) as awards,
          count(distinct award) filter (not direct) as through_others,
          coalesce(sum(greatest(net, 0)) filter (not direct), 0) as most,
          coalesce(sum(net) filter (direct), 0) as direct, avg(confidence) as confidence,
          min(first_day) as first_day, max(last_day) as last_day
        from once group by page, {", ".join(names)}"""
    )


def _tie(row: dict[str, Any]) -> Tie:
    return Tie(
        first=row["first"],
        second=row["second"],
        awards=row["awards"],
        through_others=row["through_others"],
        most=Decimal(row["most"]),
        direct=Decimal(row["direct"]),
        confidence=round(float(row["confidence"]), 3),
        first_day=str(row["first_day"] or ""),
        last_day=str(row["last_day"] or ""),
    )

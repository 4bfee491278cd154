"""Which companies stand between an agency and the makers of products: pairs, each award of a pair counted once."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from graph.supply.behind import pay
from graph.supply.question import Question, select_ties
from graph.supply.tables import ZERO, SupplyTables


class Pair(NamedTuple):
    """A company that is paid and a maker whose products its awards name or inherit.

    Attributes:
        seller: Name of the company; it is not of the maker's group.
        maker: Name of the maker.
        awards: How many awards.
        most: The obligations of these awards, US dollars: the most that can have gone on the products.
    """

    seller: str
    maker: str
    awards: int
    most: Decimal


def sellers_and_makers(tables: SupplyTables, asked: Question) -> list[Pair]:
    """Return the pairs of an agency's awards, most money first; none where no award names or inherits a product.

    Raises:
        UnknownName, AmbiguousName: A name does not mean exactly one thing.
    """
    select_ties(tables, asked)
    pay(tables)
    rows = tables.rows(
        """
        with once as (
          select award, vendor, maker, max(net) as net from (
            select award, target, maker, relation, basis, vendor, sum(net) as net from paid
            where not direct and vendor is not null and maker is not null group by all) group by all
        )
        select vendor, maker, count(*) as awards, sum(greatest(coalesce(net, 0), 0)) as most
        from once group by vendor, maker order by most desc, awards desc, vendor, maker
        """
    )
    return [
        Pair(tables.label(row["vendor"]) or "", tables.label(row["maker"]) or "", row["awards"], row["most"] or ZERO)
        for row in rows
    ]

"""What is asked: an agency, a maker, a product, a time; and the ties that fit it, as one view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from graph.errors import NothingFound, UsageProblem
from graph.supply.names import agencies_within, parts_of, resolve_kind
from graph.supply.tables import SupplyTables

RELATIONS = ("resale", "service_around", "compatible")
BASES = ("named", "inherited", "subaward")


@dataclass(frozen=True, slots=True)
class Question:
    """Which ties between awards and products are asked for; what is None is not asked.

    Attributes:
        agency: Name or code of the agency or office that placed the awards; what belongs to it counts.
        maker: Name of the maker; makers that it owns today count.
        product: Name of the product; its parts count.
        since: First day of the actions that count.
        until: Last day of them.
        min_confidence: Least confidence of a tie, 0 to 1.
        relations: Which relations count; empty means all.
        bases: Which bases count: ``named``, ``inherited``, ``subaward``; empty means all.
    """

    agency: str | None = None
    maker: str | None = None
    product: str | None = None
    since: date | None = None
    until: date | None = None
    min_confidence: Decimal | None = None
    relations: tuple[str, ...] = ()
    bases: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a time that ends before it begins."""
        if self.since and self.until and self.until < self.since:
            raise UsageProblem(f"The time asked for ends on {self.until}, before it begins on {self.since}.")


ON_THE_DAY = "(d.day is null or (coalesce(f.since <= d.day, true) and coalesce(f.until >= d.day, true)))"
# A company is paid directly where it was of the maker's group on that day.
DIRECT = f"exists (select 1 from family f where f.maker = t.maker and f.vendor = d.vendor and {ON_THE_DAY})"


def select_ties(tables: SupplyTables, asked: Question, *, kinds: tuple[str, ...] = ("product",)) -> Question:
    """Create the views ``scope``, ``in_time`` and ``asked_tie`` for a question; return it with names as the graph has.

    ``scope`` holds the awards of the agency; ``in_time`` their deeds in the time asked for, a summary's only where
    no action of the award is loaded; ``asked_tie`` the ties that fit, with their maker.
    """
    network = tables.network
    scope, ties = ["true"], [f"t.kind in {listed(kinds)}"]
    named = asked
    if asked.agency is not None:
        node = resolve_kind(network, asked.agency, ("agency", "office"))
        inside = listed(agencies_within(network, node))
        scope.append(f"(agency in {inside} or office in {inside})")
        named = replace(named, agency=network.labels[node])
    if asked.maker is not None:
        node = resolve_kind(network, asked.maker, ("vendor",))
        ties.append(f"p.maker in (select maker from owned where owner in {listed([network.locals[node]])})")
        named = replace(named, maker=network.labels[node])
    if asked.product is not None:
        node = resolve_kind(network, asked.product, ("product",))
        ties.append(f"t.target in {listed(parts_of(network, node))}")
        named = replace(named, product=network.labels[node])
    if asked.min_confidence is not None:
        ties.append(f"t.confidence >= {asked.min_confidence:f}")
    if asked.relations:
        ties.append(f"t.relation in {listed(asked.relations)}")
    if asked.bases:
        ties.append(f"t.basis in {listed(asked.bases)}")
    time = ["true"]
    time += [f"day >= date '{asked.since}'"] if asked.since else []
    time += [f"day <= date '{asked.until}'"] if asked.until else []
    tables.run(f"create or replace view scope as select * from award where {' and '.join(scope)}")
    tables.run(
        f"""create or replace view in_time as
        select * from deed where award in (select award from scope) and {" and ".join(time)}
          and (place <> 'summary' or award not in (select award from deed where place = 'action'))"""
    )
    tables.run(
        f"""create or replace view asked_tie as select t.*, p.maker from tie t left join product p using (target)
        where t.award in (select award from scope) and {" and ".join(ties)}"""
    )
    return named


def listed(values: Sequence[str]) -> str:
    """Return texts as an SQL list, for IN."""
    from graph.ledger import sql_text

    return "(" + ", ".join(sql_text(value) for value in values) + ")"


def nothing(tables: SupplyTables, asked: Question, what: str) -> NothingFound:
    """Return the error for an empty answer: it says what was searched."""
    found = tables.one("select count(*) as awards from scope")
    where = (
        f"the {found['awards']:,} loaded awards of {asked.agency}"
        if asked.agency
        else (f"all {found['awards']:,} loaded awards")
    )
    if asked.agency and not found["awards"]:
        total = tables.one("select count(*) as awards from award")["awards"]
        return NothingFound(
            f"No award of {asked.agency} is loaded; {total:,} awards of other agencies were searched.",
            hint="`vendorgraph load` adds records.",
        )
    narrowed = [
        f"maker {asked.maker}" if asked.maker else "",
        f"product {asked.product}" if asked.product else "",
        f"from {asked.since}" if asked.since else "",
        f"to {asked.until}" if asked.until else "",
        f"confidence at least {asked.min_confidence}" if asked.min_confidence is not None else "",
        f"relation {' or '.join(asked.relations)}" if asked.relations else "",
        f"basis {' or '.join(asked.bases)}" if asked.bases else "",
    ]
    asking = ", ".join(part for part in narrowed if part)
    return NothingFound(
        f"Nothing in {where} {what}{f' ({asking})' if asking else ''}.",
        hint="Searched were descriptions of awards, actions, vehicles and subawards for every name of the catalogue; "
        "`vendorgraph products review` lists names it may lack.",
    )

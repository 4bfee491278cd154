"""What names or inherits something, as narrow Parquet tables beside the network: commands that sum money ask them.

All ids are local ids of the graph. Rows are sorted, so equal graphs give equal bytes.

- ``award(award, award_key, piid, agency, office, vehicle, vehicle_piid)``: every award.
- ``tie(award, target, kind, vendor, relation, basis, rule, confidence, detection)``: one per award, thing and basis;
  ``vendor`` only where the basis is a subaward: who got it.
- ``deed(award, place, subaward, modification, day, obligation, vendor, recipient, description, text, source, row)``:
  actions of awards with a tie, a cancelled hit or a maker as recipient (``place`` is ``action``); ``summary`` rows
  state no action and have no obligation; ``subaward`` rows neither.
- ``hit(id, award, vehicle, subaward, place, target, kind, relation, basis, rule, confidence, span_start, span_end,
  text)``: every name found, those that a rule cancelled among them; ``text`` joins it to the deeds so described.
- ``inheritance(award, vehicle, target, relation, rule, confidence, naming, agreeing, calls, detection)``.
- ``vehicle_text(vehicle, piid, description, source, row)``: descriptions of vehicles.
- ``product(target, maker, part_of)``, ``family(maker, vendor, since, until)``, ``owned(maker, owner)``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from graph.ledger import sql_text
from graph.publish.turtle import local, vehicle_local
from graph.reference.families import families, owners_of

if TYPE_CHECKING:
    import duckdb

    from graph.reference import Catalogue

TABLES = ("award", "tie", "deed", "hit", "inheritance", "vehicle_text", "product", "family", "owned")
_AWARD = f"'award-' || {local('award_key')}"


def write_supply(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, folder: Path) -> None:
    """Write the tables into ``folder``, which is made; needs the detections and what awards inherit."""
    folder.mkdir()
    _stage_catalogue(con, catalogue)
    _stage_subaward_ties(con)
    # Sorted by what tells rows apart: sorting by all columns takes three times as long.
    for table, (sql, order) in {
        "award": (_AWARDS, "award"),
        "tie": (_TIES, "award, target, basis, vendor"),
        "deed": (_DEEDS, "award, place, source, row, subaward"),
        "hit": (_HITS, "id, subaward"),
        "inheritance": ("select * from inherited", "award, target"),
        "vehicle_text": (_VEHICLE_TEXTS, "vehicle"),
        "product": ("select * from supply_product", "target"),
        "family": ("select * from supply_family", "all"),
        "owned": ("select * from supply_owned", "all"),
    }.items():
        con.execute(
            f"copy (select * from ({sql}) order by {order}) to {sql_text(str(folder / f'{table}.parquet'))}"
            " (format parquet)"
        )


def _stage_catalogue(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    makers = {maker.slug: maker.local for maker in catalogue.makers}
    _table(
        con,
        "supply_product(target varchar, maker varchar, part_of varchar)",
        (
            (one.local, makers[one.maker], f"product-{one.part_of}" if one.part_of else None)
            for one in catalogue.products
        ),
    )
    _table(con, "supply_owned(maker varchar, owner varchar)", owners_of(catalogue))
    _table(con, "supply_stated(maker varchar, vendor varchar, since date, until date)", families(catalogue))
    # A company whose record names one of the maker's as its ultimate parent is the maker's too.
    con.execute(
        """
        create or replace temp table supply_family as
        select * from supply_stated
        union select f.maker, o.child, f.since, f.until from supply_stated f join ownership o on o.parent = f.vendor
        """
    )


def _table(con: duckdb.DuckDBPyConnection, columns: str, rows: Iterable[Sequence[object]]) -> None:
    con.execute(f"create or replace temp table {columns}")
    listed = list(rows)
    if listed:
        places = ", ".join(f"unnest(${at + 1}::varchar[])" for at in range(len(listed[0])))
        values = [[None if row[at] is None else str(row[at]) for row in listed] for at in range(len(listed[0]))]
        con.execute(f"insert into {columns.partition('(')[0]} select {places}", values)


def _stage_subaward_ties(con: duckdb.DuckDBPyConnection) -> None:
    # Primes report a subaward again in later months; one number, day and amount is one subaward.
    con.execute(
        f"""
        create or replace temp table supply_subaward as
        select 'subaward-' || s.id as subaward, 'award-' || {local("s.prime_key")} as award, s.number, s.action_date,
          v.vendor, s.sub_name, s.description, s.source, s.row
        from subaward s join vendor_of v on v.name = s.sub_name and v.uei is not distinct from s.sub_uei
        qualify row_number() over (partition by s.prime_key, s.number, s.action_date, s.amount, v.vendor
                                   order by s.source, s.row) = 1
        """
    )


_AWARDS = f"""
    select {_AWARD} as award, award_key, piid, 'subagency-' || {local("subtier")} as agency,
      'office-' || {local("office")} as office,
      case when parent_piid_or_none <> '-NONE-' then {vehicle_local("parent_piid_or_none", "parent_agency_or_none")} end
        as vehicle,
      nullif(parent_piid_or_none, '-NONE-') as vehicle_piid
    from award"""

# Of several hits of one thing in one award the surest decides, and a resale before a service.
_BEST = "arg_max({}, (confidence::decimal(9,4), relation = 'resale', id))"
_TIES = f"""
    select subject as award, target, any_value(kind) as kind, null::varchar as vendor,
      {_BEST.format("relation")} as relation, 'named' as basis, {_BEST.format("rule")} as rule,
      max(confidence::decimal(9,4)) as confidence, {_BEST.format("id")} as detection
    from detection where place = 'award' group by subject, target
    union all
    select s.award, d.target, any_value(d.kind), s.vendor, {_BEST.format("relation")}, 'subaward',
      {_BEST.format("rule")}, max(d.confidence::decimal(9,4)), {_BEST.format("id")}
    from detection d join supply_subaward s on s.subaward = d.subject group by s.award, d.target, s.vendor
    union all
    select award, target, 'product', null, relation, 'inherited', rule, confidence::decimal(9,4), detection
    from inherited"""

_DEEDS = f"""
    with told as (
      select subject as award from detection where place = 'award'
      union select subject from cancelled where place = 'award'
      union select award from inherited
      union select award from supply_subaward where subaward in (select subject from detection)
      -- What makers were paid themselves, whether or not a product is named.
      union select 'award-' || {local("award_key")} from action join action_vendor v on v.name = recipient_name
        where v.vendor in (select vendor from supply_family)
    ), chosen as (select {_AWARD} as award, * from award where {_AWARD} in (select award from told))
    select c.award, 'action' as place, null::varchar as subaward, a.modification, a.action_date as day, a.obligation,
      v.vendor, a.recipient_name as recipient, a.description, md5_number_lower(a.description) as text, a.source, a.row
    from action a join chosen c using (award_key) left join action_vendor v on v.name = a.recipient_name
    union all
    select c.award, 'summary', null, null, coalesce(c.base_date, c.first_date), null, r.vendor,
      coalesce(c.registered_name, c.action_name), c.description, md5_number_lower(c.description), c.source, c.row
    from chosen c left join (select award_key, min(vendor) as vendor from recipient group by award_key) r
      using (award_key)
    where c.source is not null
    union all
    select award, 'subaward', subaward, number, action_date, null, vendor, sub_name, description,
      md5_number_lower(description), source, row
    from supply_subaward where subaward in (select subject from every_detection where place = 'subaward')"""

_HITS = """
    select d.id, case d.place when 'award' then d.subject when 'subaward' then s.award end as award,
      case d.place when 'vehicle' then d.subject end as vehicle, s.subaward, d.place, d.target, d.kind, d.relation,
      if(d.place = 'subaward', 'subaward', 'named') as basis, d.rule, d.confidence::decimal(9,4) as confidence,
      d.span_start, d.span_end, d.text
    from every_detection d left join supply_subaward s on s.subaward = d.subject
    where d.place <> 'subaward' or s.subaward is not null"""

_VEHICLE_TEXTS = f"""
    select {vehicle_local("piid", "subtier")} as vehicle, piid, description, source, row
    from vehicle where description is not null"""

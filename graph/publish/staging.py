"""Staging tables: what the ledger's layouts say, brought together per award, vehicle and vendor.

Everything here is set-oriented SQL in DuckDB; Python objects per row would cost ten times the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import duckdb

# Typed, empty relations for the layouts of which nothing is loaded.
_EMPTY = {
    "actions10": """award_key varchar, piid varchar, subtier varchar, parent_piid varchar, parent_agency varchar,
        agency_listed varchar, recipient_name varchar, obligation decimal(24,4), action_date date, modification varchar,
        psc_text varchar, naics_text varchar, description varchar, source varchar, row bigint""",
    "summaries286": """award_key varchar, is_idv boolean, piid varchar, parent_piid varchar, parent_agency varchar,
        subtier varchar, toptier varchar, funding_subtier varchar, office varchar, office_name varchar,
        funding_office varchar, funding_office_name varchar, recipient_uei varchar, recipient_name varchar,
        cage varchar,
        parent_uei varchar, parent_name varchar, total_obligation decimal(24,4), total_outlay decimal(24,4),
        current_value decimal(24,4), potential_value decimal(24,4), first_date date, last_date date, start_date date,
        end_date date, accounts varchar[], psc varchar, psc_text varchar, naics varchar, naics_text varchar,
        description varchar, award_type varchar, source varchar, row bigint""",
    "subawards118": """prime_key varchar, prime_piid varchar, prime_parent_piid varchar, prime_subtier varchar,
        prime_uei varchar, prime_name varchar, prime_amount decimal(24,4), prime_first_date date, prime_last_date date,
        prime_description varchar, prime_accounts varchar[], prime_parent_uei varchar, prime_parent_name varchar,
        sub_uei varchar, sub_name varchar, sub_parent_uei varchar, sub_parent_name varchar, amount decimal(24,4),
        action_date date, number varchar, report_id varchar, description varchar, source varchar, row bigint""",
    "fpds_atom": """piid varchar, subtier varchar, modification varchar, ref_piid varchar, ref_agency varchar,
        signed_date date, effective_date date, last_date_to_order date, obligated decimal(24,4), ceiling decimal(24,4),
        total_ceiling decimal(24,4), description varchar, vendor_name varchar, uei varchar, cage varchar,
        parent_uei varchar, parent_name varchar, office varchar, office_name varchar, funding_subtier varchar,
        psc varchar, psc_text varchar, naics varchar, naics_text varchar, vehicle_type varchar, source varchar,
        row bigint""",
}
LAYOUTS = tuple(_EMPTY)


def stage_actions(con: duckdb.DuckDBPyConnection, normalised: Mapping[str, Sequence[str]]) -> None:
    """Create the views of the layouts' normalised SELECTs and the table of distinct actions.

    Args:
        con: An empty in-memory DuckDB connection.
        normalised: Layout name -> SELECT statements, one per source file. Their order decides nothing:
            where two sources state the same row, the one with the smaller source hash is cited.
    """
    for layout, columns in _EMPTY.items():
        selects = normalised.get(layout, ())
        if selects:
            con.execute(
                f"create or replace view raw_{layout} as " + " union all by name ".join(f"({s})" for s in selects)
            )
        else:
            con.execute(f"create or replace table raw_{layout}({columns})")
    _stage_actions(con)


def stage_awards(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables of awards, subawards, vehicles and mentions of vendors; needs `stage_actions`."""
    _stage_award_actions(con)
    _stage_subawards(con)
    _stage_summaries(con)
    _stage_vehicles(con)
    _stage_mentions(con)


def find_recorded(con: duckdb.DuckDBPyConnection, keys: Sequence[str]) -> frozenset[str]:
    """Return those of ``keys`` that a loaded record states, as award or vehicle; needs `stage_awards`.

    A vehicle that awards only name as theirs is no loaded record.
    """
    found = con.execute(
        """
        select award_key from award where list_contains($keys, award_key)
        union
        select key from (select 'CONT_IDV_' || piid || '_' || subtier as key from vehicle where source is not null)
        where list_contains($keys, key)
        """,
        {"keys": list(keys)},
    ).fetchall()
    return frozenset(row[0] for row in found)


def _stage_actions(con: duckdb.DuckDBPyConnection) -> None:
    # The id hashes what the row says, so the same row in two files is one action.
    con.execute(
        """
        create or replace table action as
        select md5(concat_ws(chr(31), award_key, modification, action_date::varchar, obligation::varchar,
                 coalesce(description, ''), coalesce(recipient_name, ''), coalesce(psc_text, ''),
                 coalesce(naics_text, ''), coalesce(agency_listed, '')))[:16] as id, *
        from raw_actions10
        """
    )
    if con.execute("select count(distinct source) > 1 from action").fetchone() == (True,):
        con.execute(
            """
            create or replace table action as select * from action
            qualify row_number() over (partition by id order by source, row) = 1
            """
        )


def _stage_award_actions(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace table action_award as
        select award_key, min(piid) as piid, min(subtier) as subtier, min(parent_piid) as parent_piid,
          min(parent_agency) as parent_agency, sum(obligation) as net, count(*) as actions,
          min(action_date) as first_date, max(action_date) as last_date,
          arg_max(recipient_name, (action_date, modification, id)) as recipient_name,
          count(distinct recipient_name) as names,
          arg_max(psc_text, (action_date, modification, id)) as psc_text,
          arg_max(naics_text, (action_date, modification, id)) as naics_text
        from action group by award_key
        """
    )


def _stage_subawards(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace table subaward as
        select md5(concat_ws(chr(31), prime_key, coalesce(report_id, ''), coalesce(number, ''),
                 coalesce(action_date::varchar, ''), coalesce(amount::varchar, ''), coalesce(sub_uei, ''),
                 coalesce(sub_name, ''), coalesce(description, '')))[:16] as id, *
        from raw_subawards118
        qualify row_number() over (partition by id order by source, row) = 1
        """
    )


def _stage_summaries(con: duckdb.DuckDBPyConnection) -> None:
    # A later summary of the same award replaces an earlier one; the ledger keeps both.
    con.execute(
        """
        create or replace table summary as select * from raw_summaries286
        qualify row_number() over (partition by award_key order by last_date desc nulls last, source, row) = 1;
        create or replace table prime as select * from subaward
        qualify row_number() over (partition by prime_key order by prime_last_date desc nulls last, source, row) = 1;
        create or replace table award as
        select award_key,
          coalesce(a.piid, s.piid, p.prime_piid) as piid, coalesce(a.subtier, s.subtier, p.prime_subtier) as subtier,
          coalesce(a.parent_piid, s.parent_piid, split_part(award_key, '_', 5)) as parent_piid_or_none,
          coalesce(a.parent_agency, s.parent_agency, split_part(award_key, '_', 6)) as parent_agency_or_none,
          s.funding_subtier, s.office, s.office_name, s.funding_office, s.funding_office_name,
          a.net, a.actions, a.first_date, a.last_date, a.recipient_name as action_name,
          coalesce(s.recipient_uei, p.prime_uei) as uei,
          case when s.recipient_name is not null then s.recipient_name else p.prime_name end as registered_name,
          coalesce(s.total_obligation, p.prime_amount) as total_obligation, s.total_outlay, s.current_value,
          s.potential_value, coalesce(s.first_date, p.prime_first_date) as base_date,
          coalesce(s.last_date, p.prime_last_date) as latest_date, s.start_date, s.end_date,
          coalesce(s.accounts, p.prime_accounts) as accounts, s.psc, coalesce(s.psc_text, a.psc_text) as psc_text,
          s.naics, coalesce(s.naics_text, a.naics_text) as naics_text,
          coalesce(s.description, p.prime_description) as description, s.award_type,
          coalesce(s.source, p.source) as source, coalesce(s.row, p.row) as row
        from action_award a
        full join (select * from summary where not is_idv) s using (award_key)
        full join (select prime_key as award_key, * exclude (prime_key) from prime) p using (award_key);
        create or replace table account as
        select distinct unnest(accounts) as tas from (select accounts from award);
        """
    )


def _stage_vehicles(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace table fpds_vehicle as
        select piid, subtier, arg_min(description, o) as description, arg_max(vendor_name, o) as vendor_name,
          arg_max(uei, o) as uei, arg_max(cage, o) as cage, arg_max(total_ceiling, o) as ceiling,
          min(signed_date) as signed_date, arg_max(last_date_to_order, o) as last_date_to_order,
          arg_max(vehicle_type, o) as vehicle_type,
          arg_max(ref_piid, o) as ref_piid, arg_max(ref_agency, o) as ref_agency,
          arg_max(parent_uei, o) as parent_uei, arg_max(parent_name, o) as parent_name,
          arg_max(office, o) as office, arg_max(office_name, o) as office_name,
          arg_min(source, o) as source, arg_min(row, o) as row
        from (select *, struct_pack(d := coalesce(signed_date, date '1900-01-01'), m := coalesce(modification, ''),
                                    s := source, r := row) as o from raw_fpds_atom)
        group by piid, subtier;
        create or replace table vehicle as
        with known as (
          select piid, subtier, description, vendor_name, uei, ceiling, signed_date, last_date_to_order, vehicle_type,
            ref_piid, ref_agency, office, office_name, source, row, 1 as rank from fpds_vehicle
          union all by name
          select piid, subtier, description, recipient_name as vendor_name, recipient_uei as uei,
            potential_value as ceiling, first_date as signed_date, null::date as last_date_to_order,
            award_type as vehicle_type, parent_piid as ref_piid, parent_agency as ref_agency, office, office_name,
            source, row, 2 as rank from summary where is_idv
          union all by name
          select distinct parent_piid_or_none as piid, parent_agency_or_none as subtier, 3 as rank
          from award where parent_piid_or_none <> '-NONE-' and parent_agency_or_none <> '-NONE-'
          union all by name
          select distinct ref_piid as piid, ref_agency as subtier, 4 as rank from fpds_vehicle
          where ref_piid is not null
        )
        select * from known where piid is not null and subtier is not null
        qualify row_number() over (partition by piid, subtier order by rank, source, row) = 1
        """
    )


def _stage_mentions(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace table mention as
        select null::varchar as uei, recipient_name as name, award_key, true as own
        from action where recipient_name is not null
        union all select recipient_uei, recipient_name, award_key, true from summary where recipient_name is not null
        union all select prime_uei, prime_name, prime_key, true from subaward where prime_name is not null
        union all select sub_uei, sub_name, null, true from subaward where sub_name is not null
        union all select uei, vendor_name, null, true from raw_fpds_atom where vendor_name is not null
        union all select parent_uei, parent_name, null, false from raw_fpds_atom where parent_name is not null
        union all select parent_uei, parent_name, null, false from summary where parent_name is not null
        union all select prime_parent_uei, prime_parent_name, null, false from prime
          where prime_parent_name is not null
        union all select sub_parent_uei, sub_parent_name, null, false from subaward
          where sub_parent_name is not null;
        """
    )


def stage_recipients(con: duckdb.DuckDBPyConnection) -> None:
    """Create ``recipient``, ``ownership`` and ``text`` once vendors are resolved.

    ``recipient(award_key, vendor)`` holds each vendor an award was paid to: more than one after a novation.
    """
    con.execute(
        """
        create or replace table recipient as
        select distinct award_key, v.vendor from (
          select award_key, uei, registered_name as name from award where registered_name is not null
          union all
          select award_key, null, recipient_name from action where recipient_name is not null
        ) r join vendor_of v on v.name = r.name and v.uei is not distinct from r.uei;
        create or replace table action_vendor as
        select name, vendor from vendor_of where uei is null;
        -- Of an award that several companies held in turn, what the actions in each one's name come to.
        create or replace table share as
        select a.award_key, v.vendor, sum(a.obligation) as net, min(a.action_date) as first, max(a.action_date) as last
        from action a join action_vendor v on v.name = a.recipient_name
        where a.award_key in (select award_key from recipient group by award_key having count(*) > 1)
        group by a.award_key, v.vendor;
        create or replace table ownership as
        select distinct c.vendor as child, p.vendor as parent from (
          select recipient_uei as uei, recipient_name as name, parent_uei, parent_name from summary
          union all select prime_uei, prime_name, prime_parent_uei, prime_parent_name from prime
          union all select sub_uei, sub_name, sub_parent_uei, sub_parent_name from subaward
          union all select uei, vendor_name, parent_uei, parent_name from raw_fpds_atom
        ) o
        join vendor_of c on c.name = o.name and c.uei is not distinct from o.uei
        join vendor_of p on p.name = o.parent_name and p.uei is not distinct from o.parent_uei
        where o.parent_name is not null and c.vendor <> p.vendor;
        create or replace table text as
        select row_number() over () as id, description from (
          select distinct description from (
            select description from action union all select description from award
            union all select description from vehicle union all select description from subaward
          ) where description is not null
        );
        create or replace table office as
        select min(code) as code,
          'office-' || rtrim(regexp_replace(code, '[^A-Za-z0-9._-]', '-', 'g'), '.') as office_local,
          min(name) as name, 'subagency-' || min(subtier) as agency_local from (
            select office as code, office_name as name, subtier from award
            union all select funding_office, funding_office_name, funding_subtier from award
            union all select office, office_name, subtier from vehicle
          ) where code is not null and name is not null group by 2
        """
    )


def stage_known_codes(con: duckdb.DuckDBPyConnection, codes: Iterable[str]) -> None:
    """Create ``known_code``: product, service and industry codes that the reference tables describe."""
    con.execute("create or replace table known_code(code varchar)")
    con.execute("insert into known_code select unnest($codes::varchar[])", {"codes": sorted(codes)})

"""What the staged records state of the awards that claims rest on."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from graph.claims.records import Record
from graph.infer.detect import Detector
from graph.publish.turtle import local, vehicle_local

if TYPE_CHECKING:
    import duckdb

_FEDERAL = "'account-' || string_split(tas, '-')[-4] || '-' || string_split(tas, '-')[-2]"
_AMOUNTS = ("net", "total_obligation", "total_outlay", "current_value", "potential_value")


def read_records(con: duckdb.DuckDBPyConnection, keys: Sequence[str], detector: Detector) -> dict[str, Record]:
    """Return what the loaded records state, by key of the award or vehicle; keys without a record are left out.

    Needs `graph.publish.staging.stage_recipients`.

    Args:
        con: Holds the staging tables.
        keys: Of awards and vehicles.
        detector: Finds the products, programs and statutes that the texts may name.
    """
    if not keys:
        return {}
    con.execute("create or replace temp table rested as select unnest($keys::varchar[]) as key", {"keys": list(keys)})
    con.execute(
        """
        create or replace temp table rested_vehicle as
        select r.key, v.*, v.source is not null and r.key = 'CONT_IDV_' || v.piid || '_' || v.subtier as own
        from rested r left join award a on a.award_key = r.key
        join vehicle v on r.key = 'CONT_IDV_' || v.piid || '_' || v.subtier
          or (v.piid = a.parent_piid_or_none and v.subtier = a.parent_agency_or_none)
        """
    )
    loaded = (
        "select award_key from award semi join rested on key = award_key union select key from rested_vehicle where own"
    )
    found = {key: (set[str](), set[str](), set[Decimal]()) for (key,) in con.execute(loaded).fetchall()}
    for column, query in enumerate((_texts(), _things(), _amounts())):
        for key, value in con.execute(query).fetchall():
            if key in found and value is not None:
                found[key][column].add(value)
    return {
        key: Record(tuple(sorted(texts)), frozenset(things | _named(detector, sorted(texts))), frozenset(amounts))
        for key, (texts, things, amounts) in sorted(found.items())
    }


def _named(detector: Detector, texts: Sequence[str]) -> set[str]:
    hits = (hit for found in detector.find_all(texts) for hit in found)
    return {hit.target for hit in hits if hit.relation != "not_product"}


def _texts() -> str:
    return """
        select award_key, description from action semi join rested on key = award_key where description is not null
        union select award_key, description from award semi join rested on key = award_key
          where description is not null
        union select key, description from rested_vehicle where description is not null
        """


def _things() -> str:
    return f"""
        select award_key, vendor from recipient semi join rested on key = award_key
        union select prime_key, v.vendor from subaward s semi join rested on key = prime_key
          join vendor_of v on v.name = s.sub_name and v.uei is not distinct from s.sub_uei
        union select r.key, v.vendor from rested_vehicle r
          join vendor_of v on v.name = r.vendor_name and v.uei is not distinct from r.uei where r.own
        union select key, {vehicle_local("piid", "subtier")} from rested_vehicle
        union select key, 'subagency-' || subtier from rested_vehicle where own
        union select award_key, unnest(['subagency-' || subtier, 'subagency-' || funding_subtier,
          'award-' || {local("award_key")}]) from award semi join rested on key = award_key
        union select key, unnest(['tas-' || replace(tas, '/', '_'), {_FEDERAL}]) from (
          select award_key as key, unnest(accounts) as tas from award semi join rested on key = award_key)
        """


def _amounts() -> str:
    columns = ", ".join(f"{name}::decimal(38, 4)" for name in _AMOUNTS)
    return f"""
        select award_key, obligation from (
          select award_key, obligation::decimal(38, 4) as obligation from action semi join rested on key = award_key
          union select award_key, unnest([{columns}]) from award semi join rested on key = award_key
          union select key, ceiling::decimal(38, 4) from rested_vehicle where own) where obligation is not null
        """

"""What says so, as the network file keeps it: the rows of actions, detections, subawards and claims.

With these tables beside `graph.network.feeds`, a lookup shows its evidence without opening the store:
``feed_file(source, name)``, ``feed_action(award, id, day, modification, source, row, text)``,
``feed_own(subject, source, row, text)`` (what an award's summary or a vehicle's record states),
``feed_detection(id, subject, target, action, start, stop, rule, confidence, text)``
(``text`` only where it is not that of the action or subject),
``feed_subaward(id, award, vendor, day, number, amount, source, row, text)``,
``feed_saying(key, value)`` (JSON per reported triple) and ``feed_curated(local, source)``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.network.sayings import award_key, awards_named, curated_sources, file_names, sayings
from graph.publish.inferred import INHERITED_FROM
from graph.publish.staging import find_recorded
from graph.publish.turtle import local, vehicle_local

if TYPE_CHECKING:
    import duckdb
    import pyoxigraph

# Kept as triples by `graph.network.feeds.load_triples` when a network is made from a store.
TOLD = ("date", "modification", "obligation", "statedIn", "row", "description", "ofAward")
DETECTED = ("inAward", "detected", "action", "spanStart", "spanEnd", "rule", "confidence")
INHERITED = ("inheritedBy", "detected", "rule", "confidence", "evidenceText")
SUBAWARDED = ("subVendor", "subawardAmount", "subawardNumber")

_TABLES = """
    create or replace table feed_file(source varchar, name varchar);
    create or replace table feed_action(award varchar, id varchar, day date, modification varchar, source varchar,
      "row" bigint, text varchar);
    create or replace table feed_own(subject varchar, source varchar, "row" bigint, text varchar);
    create or replace table feed_detection(id varchar, subject varchar, target varchar, action varchar,
      start integer, stop integer, rule varchar, confidence decimal(9,4), text varchar);
    create or replace table feed_subaward(id varchar, award varchar, vendor varchar, day date, number varchar,
      amount decimal(38,4), source varchar, "row" bigint, text varchar);
    create or replace table feed_saying(key varchar, value varchar);
    create or replace table feed_curated(local varchar, source varchar);
    """


def create_evidence_feed(con: duckdb.DuckDBPyConnection) -> None:
    """Create the tables, empty."""
    con.execute(_TABLES)


def _feed_curated(
    con: duckdb.DuckDBPyConnection, store: pyoxigraph.Store, recorded: Callable[[str], bool] | None = None
) -> None:
    create_evidence_feed(con)
    for table, pairs in (
        ("feed_file", file_names(store)),
        ("feed_saying", sayings(store, recorded)),
        ("feed_curated", curated_sources(store)),
    ):
        keys, values = [key for key, _ in pairs], [value for _, value in pairs]
        con.execute(
            f"insert into {table} select unnest($k::varchar[]), unnest($v::varchar[])", {"k": keys, "v": values}
        )


def feed_evidence_from_staging(con: duckdb.DuckDBPyConnection, curated: pyoxigraph.Store) -> None:
    """Fill the tables from the staging tables of `graph.publish` and a store of the curated quads."""
    recorded = find_recorded(con, awards_named(curated))
    _feed_curated(con, curated, lambda iri: award_key(iri) in recorded)
    award, vehicle = f"'award-' || {local('award_key')}", vehicle_local("piid", "subtier")
    con.execute(
        f"""
        insert into feed_action
        select {award}, 'action-' || id, action_date, modification, 'source-' || source, row, description from action;
        insert into feed_own
        select {award}, 'source-' || source, row, description from award
        where source is not null or description is not null
        union all
        select {vehicle}, 'source-' || source, row, description from vehicle
        where source is not null or description is not null;
        insert into feed_detection
        select 'detection-' || id, subject, target, 'action-' || action, span_start, span_end, rule, confidence, null
        from detection;
        insert into feed_detection
        select 'inheritance-' || md5(award || chr(31) || target)[:16], award, target, null, 0, length(evidence), rule,
          confidence, evidence from {INHERITED_FROM};
        insert into feed_subaward
        select 'subaward-' || s.id, 'award-' || {local("prime_key")}, v.vendor, action_date, number, amount,
          'source-' || source, row, description
        from subaward s join vendor_of v on v.name = s.sub_name and v.uei is not distinct from s.sub_uei
        """
    )


def feed_evidence_from_triples(con: duckdb.DuckDBPyConnection, store: pyoxigraph.Store) -> None:
    """Fill the tables from the table ``triple`` and the named graphs of a store."""
    _feed_curated(con, store)

    def pivot(names: tuple[str, ...], graph: str) -> str:
        columns = ", ".join(f"max(o) filter (p = '{name}') as \"{name}\"" for name in names)
        listed = ", ".join(f"'{name}'" for name in names)
        return f"(select s, {columns} from triple where g = '{graph}' and p in ({listed}) group by s)"

    con.execute(
        f"""
        create or replace temp table told as select * from {pivot((*TOLD, *SUBAWARDED), "")};
        insert into feed_action
        select "ofAward", s, date::date, modification, "statedIn", row::bigint, description from told
        where obligation is not null and "ofAward" is not null;
        insert into feed_own
        select s, "statedIn", row::bigint, description from told
        where "ofAward" is null and ("statedIn" is not null or description is not null);
        insert into feed_subaward
        select s, "ofAward", "subVendor", date::date, "subawardNumber", "subawardAmount"::decimal(38,4), "statedIn",
          row::bigint, description from told where "subVendor" is not null;
        insert into feed_detection
        select s, "inAward", detected, action, "spanStart"::integer, "spanEnd"::integer, rule,
          confidence::decimal(9,4), null from {pivot(DETECTED, "inferred")} where "inAward" is not null;
        insert into feed_detection
        select s, "inheritedBy", detected, null, 0, length("evidenceText"), rule, confidence::decimal(9,4),
          "evidenceText" from {pivot(INHERITED, "inferred")} where "inheritedBy" is not null
        """
    )

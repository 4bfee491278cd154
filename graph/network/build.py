"""Feed tables -> network file, in SQL and arrays.

Awards with the same neighbours (agencies, recipients, vehicle, accounts, products named, subaward vendors)
are one *bundle*: any path through one of them goes through all, so the search sees each bundle once and
nothing is lost.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph import terms
from graph.names import normalise_sql
from graph.network import grammar
from graph.network.build_contested import contested_sections
from graph.network.build_evidence import evidence_sections
from graph.network.feeds import EDGE_RELATIONS, NAMING
from graph.network.layout import write_sections
from graph.network.reading import NO_AMOUNT, NO_DATE, SCALE
from graph.network.sections import Packed, arrays, listed, starts, texts

if TYPE_CHECKING:
    import duckdb


def build_network(con: duckdb.DuckDBPyConnection, file: Path, snapshot: str) -> None:
    """Write the network of the feed tables to ``file``; equal feeds give equal bytes, whatever their order."""
    _number_nodes(con)
    _number_edges(con)
    _bundle_awards(con)
    _list_neighbours(con)
    entities, awards, bundles = (
        _count(con, table) for table in ("net_node", "net_award", "(select distinct bundle from net_award)")
    )
    predicates = listed(con, "select predicate from net_predicate order by code")
    sections = _node_sections(con) | _edge_sections(con, entities) | _award_sections(con, bundles) | _name_sections(con)
    sections |= contested_sections(con)
    evidence, lists = evidence_sections(con, entities, awards)
    meta = lists | {
        "snapshot": snapshot,
        "entities": entities,
        "awards": awards,
        "bundles": bundles,
        "predicates": [p if "://" in p else terms.VG + p for p in predicates],
        "base": terms.ID,
    }
    write_sections(file, meta, sections | evidence)


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    row = con.execute(f"select count(*) from {table}").fetchone()
    return int(row[0]) if row else 0


def _number_nodes(con: duckdb.DuckDBPyConnection) -> None:
    """Number entities by (kind, local) and awards by local; an entity of several kinds takes the first."""
    kinds = " ".join(f"when '{kind}' then {code}" for code, kind in enumerate(grammar.KINDS))
    con.execute(
        f"""
        create or replace temp table net_node as
        select local, kind, (row_number() over (order by kind, local) - 1)::uinteger as id
        from (select local, min(case kind {kinds} end)::utinyint as kind from feed_node group by local);
        create or replace temp table net_award as
        select award as local, any_value(piid) as piid, any_value(net) as net, any_value(total) as total,
          any_value(outlay) as outlay, any_value(ceiling) as ceiling,
          any_value(first) as first, any_value(last) as last,
          any_value(actions) as actions, (row_number() over (order by award) - 1)::uinteger as id, 0::uinteger as bundle
        from feed_award group by award
        """
    )


def _number_edges(con: duckdb.DuckDBPyConnection) -> None:
    known = " ".join(f"when '{name}' then {code}" for name, code in EDGE_RELATIONS.items())
    naming = " ".join(f"when '{name}' then {grammar.VEHICLE_NAMES}" for name in NAMING)
    # What a record or catalogue states stays recorded when a document repeats it; a report stands before a rule.
    con.execute(
        f"""
        create or replace temp table edge_coded as
        select s.id as source, t.id as target, e.predicate,
          (case e.predicate {known} {naming} else {grammar.CLAIMED} end)::utinyint as relation,
          min(e.status)::utinyint as status
        from feed_edge e join net_node s on s.local = e.source join net_node t on t.local = e.target
        where s.id <> t.id group by all;
        create or replace temp table net_predicate as
        select predicate, (row_number() over (order by predicate) - 1)::utinyint as code
        from (select predicate from edge_coded union select predicate from feed_contested);
        create or replace temp table net_edge as
        select source, target, relation, status, code as predicate,
          (row_number() over (order by source, target, relation, code) - 1)::uinteger as id
        from edge_coded join net_predicate using (predicate)
        """
    )


def _bundle_awards(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(
        """
        create or replace temp table side as
        select distinct a.id as award, s.relation::uinteger as relation, n.id as node, s.status::uinteger as status
        from feed_side s join net_award a on a.local = s.award join net_node n on n.local = s.node;
        create or replace temp table signature as
        select award, list((relation * 256 + status)::ubigint * 4294967296 + node order by relation, node) as signed
        from side group by award;
        create or replace temp table net_bundle as
        select signed, (row_number() over (order by first) - 1)::uinteger as bundle
        from (select signed, min(id) as first from net_award a left join signature s on s.award = a.id group by signed);
        create or replace temp table award_bundle as
        select a.id as award, b.bundle from net_award a left join signature s on s.award = a.id
        join net_bundle b on b.signed is not distinct from s.signed;
        create or replace temp table net_award as
        select a.* replace (b.bundle as bundle) from net_award a join award_bundle b on b.award = a.id;
        create or replace temp table net_side as
        select bundle, (s // 1099511627776)::utinyint as relation, (s // 4294967296 % 256)::utinyint as status,
          (s % 4294967296)::uinteger as node
        from (select bundle, unnest(signed) as s from net_bundle)
        """
    )


def _list_neighbours(con: duckdb.DuckDBPyConnection) -> None:
    back = grammar.REVERSED
    con.execute(
        f"""
        create or replace temp table net_near as
        select source as node, relation::utinyint as side, target as far, id as edge from net_edge
        union all select target, (relation + {back})::utinyint, source, id from net_edge
        union all select node, (relation + {back})::utinyint, bundle, bundle from net_side
        """
    )


def _node_sections(con: duckdb.DuckDBPyConnection) -> Packed:
    return arrays(con, "select kind from net_node order by id", {"kind": "B"})


def _edge_sections(con: duckdb.DuckDBPyConnection, entities: int) -> Packed:
    sections = arrays(
        con,
        """select source as edge_source, target as edge_target, relation as edge_relation, predicate as edge_predicate,
        status as edge_status from net_edge order by id""",
        {
            "edge_source": "I",
            "edge_target": "I",
            "edge_relation": "B",
            "edge_predicate": "B",
            "edge_status": "B",
        },
    )
    sections |= arrays(
        con,
        "select side as near_side, far as near_end, edge as near_edge from net_near order by node, side, far, edge",
        {"near_side": "B", "near_end": "I", "near_edge": "I"},
    )
    sections["near_at"] = starts(con, "net_near", "node", entities)
    return sections


def _award_sections(con: duckdb.DuckDBPyConnection, bundles: int) -> Packed:
    amounts = {
        "netObligation": "net",
        "totalObligation": "total",
        "totalOutlay": "outlay",
        "ceiling": "ceiling",
    }
    days = {"firstActionDate": "first", "lastActionDate": "last"}
    select = ["bundle as of_award", 'actions::uinteger as "actionCount"']
    select += [f'coalesce(({c} * {10**SCALE})::bigint, {NO_AMOUNT}) as "{name}"' for name, c in amounts.items()]
    select += [f"coalesce(({c} - date '1970-01-01')::integer, {NO_DATE}) as \"{name}\"" for name, c in days.items()]
    codes = {"of_award": "I", "actionCount": "I", **dict.fromkeys(amounts, "q"), **dict.fromkeys(days, "i")}
    sections = arrays(con, f"select {', '.join(select)} from net_award order by id", codes)
    sections |= arrays(con, "select id as members from net_award order by bundle, id", {"members": "I"})
    sections["member_at"] = starts(con, "net_award", "bundle", bundles)
    sections |= arrays(
        con,
        """select relation as bundle_side, node as bundle_node, status as bundle_status from net_side
        order by bundle, relation, node""",
        {"bundle_side": "B", "bundle_node": "I", "bundle_status": "B"},
    )
    sections["bundle_at"] = starts(con, "net_side", "bundle", bundles)
    return sections | arrays(
        con,
        f"""select a.id as share_award, n.id as share_vendor, (s.net * {10**SCALE})::bigint as share_net,
        (s.first - date '1970-01-01')::integer as share_first, (s.last - date '1970-01-01')::integer as share_last
        from feed_share s join net_award a on a.local = s.award join net_node n on n.local = s.vendor
        order by share_award, share_vendor""",
        {"share_award": "I", "share_vendor": "I", "share_net": "q", "share_first": "i", "share_last": "i"},
    )


def _name_sections(con: duckdb.DuckDBPyConnection) -> Packed:
    """Return labels, local ids and the sorted index of names; awards are numbered after the entities."""
    con.execute(
        f"""
        create or replace temp table net_text as
        select n.id, n.local, coalesce(l.label, c.code, n.local) as label
        from net_node n
        left join (select local, min(text) as label from feed_name where label group by local) l using (local)
        left join (select local, min(text) as code from feed_name where not label group by local) c using (local)
        union all
        select (select count(*) from net_node) + id, local, coalesce(piid, local) from net_award;
        create or replace temp table net_name as
        select distinct {normalise_sql("f.text")} as name, n.id from feed_name f join net_node n using (local)
        union
        select case when regexp_full_match(piid, '[A-Za-z0-9]+') then upper(piid) else {normalise_sql("piid")} end,
          (select count(*) from net_node) + id from net_award where piid is not null
        """
    )
    found = con.execute("select local, label from net_text order by id").fetchnumpy()
    sections = texts("local", found["local"]) | texts("label", found["label"])
    # DuckDB compares text by its UTF-8 bytes, as the lookup's binary search does.
    names = con.execute("select name, id from net_name where name <> '' order by name, id").fetchnumpy()
    sections |= texts("name", names["name"])
    sections |= arrays(
        con, "select id as name_node from net_name where name <> '' order by name, id", {"name_node": "I"}
    )
    return sections | arrays(con, "select id as local_order from net_text order by local", {"local_order": "I"})

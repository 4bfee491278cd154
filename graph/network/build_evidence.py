"""Evidence tables -> sections of the network file: rows of actions, detections, subawards, sayings.

Actions stand in the order of awards, detections in that of their subjects, so that what belongs to one thing is
one slice. Each distinct text is kept once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.network.reading import CONFIDENCE_SCALE, NO_DATE, NO_FILE, NO_NUMBER, SCALE
from graph.network.sections import Packed, arrays, listed, starts, texts

if TYPE_CHECKING:
    import duckdb


def evidence_sections(con: duckdb.DuckDBPyConnection, entities: int, awards: int) -> tuple[Packed, dict[str, object]]:
    """Return the sections, and the small lists they point into; needs the tables that number nodes and awards."""
    _number(con, entities)
    sections = _texts(con) | _actions(con, awards) | _own(con) | _detections(con) | _subawards(con)
    sections |= arrays(
        con,
        f"""select coalesce(s.id, {NO_FILE}) as curated_source from net_node n
        left join (select local, min(source) as source from feed_curated group by local) c using (local)
        left join ev_source s on s.label = c.source order by n.id""",
        {"curated_source": "H"},
    )
    said = con.execute("select key, value from feed_saying order by key").fetchnumpy()
    sections |= texts("saying_key", said["key"]) | texts("saying", said["value"])
    return sections, {
        "files": listed(con, "select name from ev_file order by id"),
        "rules": listed(con, "select rule from ev_rule order by id"),
        "curated_sources": listed(con, "select label from ev_source order by id"),
    }


def _number(con: duckdb.DuckDBPyConnection, entities: int) -> None:
    """Number files, rules, sources, nodes with awards after them, and texts, all in an order of their own content."""
    con.execute(
        f"""
        create or replace temp table ev_file as
        select source, name, (row_number() over (order by name, source) - 1)::usmallint as id from feed_file;
        create or replace temp table ev_rule as
        select rule, (row_number() over (order by rule) - 1)::usmallint as id
        from (select distinct rule from feed_detection);
        create or replace temp table ev_source as
        select label, (row_number() over (order by label) - 1)::usmallint as id
        from (select distinct source as label from feed_curated);
        create or replace temp table ev_node as
        select local, id from net_node union all select local, (id + {entities})::uinteger from net_award;
        create or replace temp table ev_text as
        select text, (row_number() over (order by text) - 1)::uinteger as id from (
          select text from feed_action union select text from feed_own union select text from feed_subaward
          union select text from feed_detection
        ) where text is not null
        """
    )


def _texts(con: duckdb.DuckDBPyConnection) -> Packed:
    return texts("told", con.execute("select text from ev_text order by id").fetchnumpy()["text"])


def _told(alias: str) -> str:
    """Return the columns of file, row and text that a row of a feed table points to, joined as ``f`` and ``t``."""
    return (
        f"coalesce(f.id, {NO_FILE}) as file, coalesce({alias}.row, {NO_NUMBER}) as row, "
        f"coalesce(t.id, {NO_NUMBER}) as text"
    )


def _joins(alias: str) -> str:
    return f"left join ev_file f on f.source = {alias}.source left join ev_text t on t.text = {alias}.text"


def _day(column: str) -> str:
    return f"coalesce(({column} - date '1970-01-01')::integer, {NO_DATE})"


_TOLD = {"file": "H", "row": "I", "text": "I"}


def _named(prefix: str, columns: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}_{name}": code for name, code in columns.items()}


def _select(prefix: str, names: dict[str, str], source: str, order: str) -> str:
    columns = ", ".join(f"{name} as {prefix}_{name}" for name in names)
    return f"select {columns} from ({source}) order by {order}"


def _actions(con: duckdb.DuckDBPyConnection, awards: int) -> Packed:
    con.execute(
        f"""create or replace temp table ev_action as
        select w.id as award, a.id, a.modification, {_day("a.day")} as day, {_told("a")}
        from feed_action a join net_award w on w.local = a.award {_joins("a")}"""
    )
    columns = {**_TOLD, "day": "i"}
    order = "award, day, modification nulls first, id"
    sections = arrays(con, _select("action", columns, "from ev_action", order), _named("action", columns))
    sections["action_at"] = starts(con, "ev_action", "award", awards)
    return sections


def _own(con: duckdb.DuckDBPyConnection) -> Packed:
    source = f"""select w.id, {_told("o")} from net_award w left join feed_own o on o.subject = w.local {_joins("o")}"""
    return arrays(con, _select("own", _TOLD, source, "id"), _named("own", _TOLD))


def _detections(con: duckdb.DuckDBPyConnection) -> Packed:
    con.execute(
        f"""create or replace temp table ev_detection as
        select n.id as subject, m.id as target, d.id as local, d.start, d.stop, r.id as rule,
          (d.confidence * {10**CONFIDENCE_SCALE})::uinteger as confidence, {_day("a.day")} as day, {_told("s")}
        from feed_detection d join ev_node n on n.local = d.subject join net_node m on m.local = d.target
        join ev_rule r on r.rule = d.rule
        left join feed_action a on a.id = d.action
        left join feed_own o on o.subject = d.subject
        cross join lateral (select
          case when d.text is not null then null when a.id is null then o.source else a.source end as source,
          case when d.text is not null then null when a.id is null then o.row else a.row end as row,
          case when d.text is not null then d.text when a.id is null then o.text else a.text end as text
          ) s {_joins("s")}"""
    )
    columns = {**_TOLD, "subject": "I", "target": "I", "start": "I", "stop": "I", "rule": "H", "confidence": "I",
               "day": "i"}  # fmt: skip
    order = "subject, day, local"
    names = con.execute(f"select local from ev_detection order by {order}").fetchnumpy()["local"]
    sections = arrays(con, _select("detection", columns, "from ev_detection", order), _named("detection", columns))
    return sections | texts("detection_id", names)


def _subawards(con: duckdb.DuckDBPyConnection) -> Packed:
    con.execute(
        f"""create or replace temp table ev_subaward as
        select w.id as award, n.id as vendor, u.id as local, {_day("u.day")} as day, coalesce(u.number, '') as number,
          coalesce((u.amount * {10**SCALE})::bigint, 0) as amount, {_told("u")}
        from feed_subaward u join net_award w on w.local = u.award join net_node n on n.local = u.vendor
        {_joins("u")}"""
    )
    columns = {**_TOLD, "award": "I", "vendor": "I", "day": "i", "amount": "q"}
    order = "award, vendor, day, number, amount, local"
    found = con.execute(f"select local, number from ev_subaward order by {order}").fetchnumpy()
    sections = arrays(con, _select("subaward", columns, "from ev_subaward", order), _named("subaward", columns))
    return sections | texts("subaward_id", found["local"]) | texts("subaward_number", found["number"])

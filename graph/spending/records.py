"""The records of chosen awards, staged from the ledger as the graph itself was, and what each comes to.

Commands that sum money ask the ledger: amounts are exact decimals, every row is at hand to be cited, and a time asked
for narrows the actions themselves. Only the awards asked for are staged.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Timer
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import GraphNotFound
from graph.network.deadline import Deadline
from graph.publish.turtle import vehicle_local

if TYPE_CHECKING:
    import duckdb

    from graph.network.reading import Network
    from graph.store.folder import GraphFolder

Row = dict[str, Any]
_DOING = "Adding up the records"
ROWS_SHOWN = 3  # rows cited per sum; their number follows

# Which column of a layout's normalised view holds the award key.
_KEYS = {"actions10": "award_key", "summaries286": "award_key", "subawards118": "prime_key"}


# Which amount a repeated row would count twice.
_SUMMED = {
    "actions10": ("obligation", "obligation"),
    "summaries286": ("obligation_total", "total_obligation"),
    "subawards118": ("subaward", "amount"),
}


class Repeated(NamedTuple):
    """Rows of a file that repeat others: how many, what they come to, and some of them."""

    file: str
    rows: int
    kind: str
    amount: Decimal
    cited: tuple[str, ...]


class MoneyRecords:
    """Tables of the awards of one question, in a DuckDB connection.

    - ``place(award, award_key, piid, agency, office, vehicle, vehicle_piid)``: every award of the graph.
    - ``deal``: one row per award chosen; see `_DEALS`.
    - ``part(award, name, net, actions, first_day, last_day)``: the same actions by the recipient they name.
    - ``passed``: one row per distinct subaward of these awards in the time asked for; ``passed_ever``: at any time.
    - ``record(award, source, row)``: where each amount of an award stands.
    - ``vehicle_record(vehicle, piid, subtier, ceiling, vendor_name, source, row)``: vehicles that have a record.
    - ``action``, ``subaward``, ``award``: as `graph.publish.staging` makes them, of the chosen awards.
    """

    def __init__(
        self, con: duckdb.DuckDBPyConnection, folder: GraphFolder, network: Network, deadline: Deadline
    ) -> None:
        from graph.ledger import sql_text

        self.network = network
        self._deadline = deadline
        self._con = con
        self._sources = folder.manifest().sources
        self._root = folder.path
        self.files = {one.sha256[:16]: one.file for one in self._sources}
        awards = folder.supply_path / "award.parquet"
        if not awards.is_file():
            raise GraphNotFound(
                f"The graph has no table {awards}: an earlier version built it.",
                hint="Load its sources again into a new folder.",
            )
        self.run(f"create view place as from read_parquet({sql_text(str(awards))})")

    def run(self, sql: str, **values: object) -> None:
        """Run a statement, with ``$name`` for each of ``values``."""
        self._deadline.check(_DOING)
        self._con.execute(sql, values or None)

    def rows(self, sql: str, **values: object) -> list[Row]:
        """Return the rows of a SELECT as dictionaries."""
        self._deadline.check(_DOING)
        found = self._con.execute(sql, values or None)
        names = [column[0] for column in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]

    def one(self, sql: str, **values: object) -> Row:
        """Return the only row of a SELECT."""
        (row,) = self.rows(sql, **values)
        return row

    def choose(
        self,
        where: str,
        since: date | None = None,
        until: date | None = None,
        *,
        role: str = "'paid'",
        own: Callable[[str], bool] | None = None,
    ) -> int:
        """Stage the awards that a condition over ``place`` selects, narrowed to a time; return how many there are.

        With a time, awards count that have an action, a subaward or, where no action is loaded, a stated span in it.

        Args:
            where: The condition.
            since: First day of the actions and subawards that count.
            until: Last day of them.
            role: SQL over ``place`` that gives ``'paid'``, or ``'sub'`` for awards of which only subawards count.
            own: Says of a printed name whether actions in it count; asked only where an award has several names.
        """
        from graph.ingest import LAYOUTS
        from graph.publish import staging

        self.run(f"create or replace temp table scope as select *, {role} as role from place where {where}")
        selects: dict[str, list[str]] = {}
        for source in self._sources:
            if source.layout not in LAYOUTS:
                continue
            sql = LAYOUTS[source.layout].normalised_sql(str(self._root / source.ledger), source.sha256[:16])
            if source.layout in _KEYS:
                wanted = f"{_KEYS[source.layout]} in (select award_key from scope)"
                also = " or is_idv" if source.layout == "summaries286" else ""
                sql = f"select * from ({sql}) where {wanted}{also}"
            selects.setdefault(source.layout, []).append(sql)
        staging.stage_actions(self._con, selects)
        staging.stage_awards(self._con)
        values = {"since": since or date.min, "until": until or date.max}
        self.run("create or replace temp table asked(since date, until date, timed boolean)")
        self.run("insert into asked values ($since, $until, $timed)", timed=bool(since or until), **values)
        self.run(_DONE)
        if own is not None:
            self._leave_out_others(own)
        for statement in (*_PASSED, _DEALS, _PARTS, _RECORDS, _VEHICLES):
            self.run(statement)
        return int(self.one("select count(*) as n from deal")["n"])

    def _leave_out_others(self, own: Callable[[str], bool]) -> None:
        """Leave out actions in other names of awards that several companies held in turn."""
        several = "(select award_key from action_award where names > 1)"
        found = self.rows(f"select distinct recipient_name as name from done where award_key in {several}")
        others = [row["name"] for row in found if row["name"] is not None and not own(row["name"])]
        self.run(f"delete from done where award_key in {several} and list_contains($others, recipient_name)",
                 others=others)  # fmt: skip

    def repeated(self) -> Iterator[Repeated]:
        """Yield, for each file, its rows on the awards of the question that repeat others exactly."""
        from graph.ingest import LAYOUTS
        from graph.ledger import sql_text

        for source in self._sources:
            if source.layout not in _KEYS or not source.rows_duplicate:
                continue
            columns = LAYOUTS[source.layout].normalised
            kind, column = _SUMMED[source.layout]
            found = self.one(
                f"""select count(*) as n, coalesce(sum({columns[column]}), 0) as amount,
                  list({{'source': {sql_text(source.sha256[:16])}, 'row': _row}} order by _row)[:{ROWS_SHOWN}] as rows
                from read_parquet({sql_text(str(self._root / source.ledger))})
                where _duplicate and {columns[_KEYS[source.layout]]} in (select award_key from scope)"""
            )
            yield Repeated(source.file, found["n"], kind, found["amount"], self.cited(found["rows"]))

    def cited(self, rows: Sequence[Row] | None) -> tuple[str, ...]:
        """Return ``file row n`` for each of some structs of source and row."""
        return tuple(f"{self.files.get(one['source'], one['source'])} row {one['row']}" for one in rows or ())

    def places(self, groups: Sequence[Collection[str]]) -> list[tuple[tuple[str, ...], int]]:
        """Return, for each group of awards, some of their records as ``file row n``, and how many there are."""
        pairs = [(number, award) for number, group in enumerate(groups) for award in sorted(group)]
        rows = self.rows(
            f"""select g, list({{'source': source, 'row': row}} order by source, row)[:{ROWS_SHOWN}] as rows,
              count(*) as n
            from (select unnest($numbers::integer[]) as g, unnest($awards::varchar[]) as award)
              join record using (award)
            group by g""",
            numbers=[number for number, _ in pairs],
            awards=[award for _, award in pairs],
        )
        found = {row["g"]: (self.cited(row["rows"]), row["n"]) for row in rows}
        return [found.get(number, ((), 0)) for number in range(len(groups))]

    def label(self, local: str | None) -> str:
        """Return what an id is called; the id itself where the network does not know it."""
        if local is None:
            return ""
        node = self.network.node_of(self.network.base + local)
        return local if node is None else self.network.labels[node]


@contextmanager
def open_records(folder: GraphFolder, network: Network, *, timeout_s: float) -> Iterator[MoneyRecords]:
    """Yield the records of a graph; what does not fit in memory spills into a folder that is gone afterwards.

    Raises:
        TimedOut: The work within takes longer than ``timeout_s``.
    """
    import duckdb

    from graph.ledger import connect

    deadline = Deadline(timeout_s)
    with TemporaryDirectory(prefix="vendorgraph-") as scratch, connect(scratch=Path(scratch)) as con:
        # A statement at work is stopped from outside; between statements the time is asked for.
        timer = Timer(timeout_s, con.interrupt)
        timer.daemon = True
        timer.start()
        try:
            yield MoneyRecords(con, folder, network, deadline)
        except duckdb.InterruptException:
            deadline.check(_DOING)
            raise
        finally:
            timer.cancel()


# Actions in the time asked for.
_DONE = """
    create or replace temp table done as
    select a.* from action a, asked where a.action_date between asked.since and asked.until"""

# Primes report a subaward again in later months: one number, day, amount and company is one subaward.
_PASSED = (
    """
    create or replace temp table passed_ever as
    select s.*, count(*) over same as reports from subaward s
    window same as (partition by s.prime_key, coalesce(s.number, s.id), s.action_date, s.amount,
                    coalesce(s.sub_uei, s.sub_name))
    qualify row_number() over (same order by s.source, s.row) = 1""",
    """
    create or replace temp table passed as
    select p.*, s.award, s.agency, s.role from passed_ever p join scope s on s.award_key = p.prime_key, asked
    where coalesce(p.action_date between asked.since and asked.until, not asked.timed)""",
)

# One row per award. ``net`` sums the actions in the time asked for and is NULL where none is loaded; ``known_total`` is
# what a summary states of an award without loaded actions, over its life, and NULL where a time is asked for.
# ``hangs`` is what hangs on an award when gaps are weighed: the one or the other, nothing where it is negative.
_DEALS = """
    create or replace temp table deal as
    with sums as (
      select award_key, sum(obligation) as net, count(*) as actions, min(action_date) as first_day,
        max(action_date) as last_day from done group by award_key
    )
    select s.award, s.award_key, s.piid, s.role, s.agency, s.office, s.vehicle, s.vehicle_piid, w.funding_subtier,
      d.net, coalesce(d.actions, 0) as actions, w.net as net_ever,
      if(w.net is null and not asked.timed, w.total_obligation, null) as known_total,
      w.total_obligation, w.total_outlay as outlay, w.potential_value as ceiling, w.accounts,
      coalesce(d.first_day, w.base_date) as first_day, coalesce(d.last_day, w.latest_date) as last_day,
      w.base_date, w.latest_date, coalesce(w.action_name, w.registered_name) as recipient,
      greatest(coalesce(d.net, if(w.net is null, w.total_obligation, null), 0), 0) as hangs
    from scope s join award w using (award_key) left join sums d using (award_key), asked
    where not asked.timed or d.actions > 0 or award_key in (select prime_key from passed)
      or (w.net is null and w.base_date <= asked.until and coalesce(w.latest_date, w.base_date) >= asked.since)"""

_PARTS = """
    create or replace temp table part as
    select d.award, coalesce(a.recipient_name, '') as name, sum(a.obligation) as net, count(*) as actions,
      min(a.action_date) as first_day, max(a.action_date) as last_day
    from done a join deal d using (award_key) group by all
    union all
    select award, coalesce(recipient, ''), null, 0, first_day, last_day from deal where actions = 0"""

_RECORDS = """
    create or replace temp table record as
    select d.award, a.source, a.row from done a join deal d using (award_key)
    union all
    select d.award, w.source, w.row from award w join deal d using (award_key) where w.source is not null"""

_VEHICLES = f"""
    create or replace temp table vehicle_record as
    select {vehicle_local("piid", "subtier")} as vehicle, piid, subtier, ceiling, vendor_name, source, row
    from vehicle where source is not null"""

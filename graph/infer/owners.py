"""A short name of a program means it only in awards of the department that runs it.

RAVEN is an analytics system of ICE and a drone of the Army; SEVIS, or a name written out, is the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from graph.infer.confidence import confidence_of
from graph.infer.names import form_of, plain_name
from graph.infer.relations import OTHER_AGENCY
from graph.infer.spelling import english
from graph.infer.wording import NOT_PRODUCT

if TYPE_CHECKING:
    import duckdb

# English words, and names of two or three letters: what anybody calls anything.
AMBIGUOUS = ("plain", "short")


def leave_to_owners(con: duckdb.DuckDBPyConnection, table: str, owned: Iterable[tuple[str, str]]) -> None:
    """Cancel what an ambiguous name of a program says of awards that another department placed and paid for.

    Args:
        con: Connection with ``table(subject, target, kind, quote, relation, rule, confidence)`` and
            ``placed_by(subject, subtier)``: the agencies that placed or fund what a text describes. Where none is known
            nothing is done.
        table: Name of the table of detections.
        owned: (local id of a program, sub-tier code) for each agency in whose awards the name may mean it;
            programs that are not in it may be meant anywhere.
    """
    pairs = sorted(owned)
    con.execute("create or replace temp table owned_by(target varchar, subtier varchar)")
    con.execute(
        "insert into owned_by select unnest($1::varchar[]), unnest($2::varchar[])",
        [[pair[at] for pair in pairs] for at in range(2)],
    )
    written = con.execute(f"select distinct quote from {table} where kind = 'program'").fetchall()
    ambiguous = [quote for (quote,) in written if form_of(plain_name(quote), english()) in AMBIGUOUS]
    sure = confidence_of("", OTHER_AGENCY)
    # The few rows in question first: all awards with all programs of their departments are a hundred times as many.
    con.execute(
        f"""
        create or replace temp table doubted as
        select distinct subject, target from {table}
        where kind = 'program' and relation <> '{NOT_PRODUCT}' and quote in (select unnest($1::varchar[]))
          and target in (select target from owned_by)
        """,
        [ambiguous],
    )
    con.execute(
        """
        create or replace temp table elsewhere as
        select d.subject, d.target from doubted d semi join (select subject from placed_by where subtier is not null)
          using (subject)
        except
        select d.subject, d.target
        from doubted d join placed_by p using (subject) join owned_by o using (target, subtier)
        """
    )
    if con.execute("select count(*) from elsewhere").fetchone() == (0,):
        return
    con.execute(
        f"""
        update {table} set relation = '{NOT_PRODUCT}', rule = '{OTHER_AGENCY}', confidence = '{sure}'
        where kind = 'program' and relation <> '{NOT_PRODUCT}' and quote in (select unnest($1::varchar[]))
          and (subject, target) in (select subject, target from elsewhere)
        """,
        [ambiguous],
    )

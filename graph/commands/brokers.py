"""``vendorgraph brokers [AGENCY]``."""

from __future__ import annotations

import json
from typing import Any

import click

from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_options,
    output_stream,
    parse_day,
    scope_options,
    timeout_option,
)

_COLUMNS = (
    "rank",
    "label",
    "kind",
    "routes",
    "share",
    "makers_lost",
    "products_lost",
    "constraint",
    "articulation",
    "bridges",
    "id",
)


@click.command()
@click.argument("agency", required=False, shell_complete=complete_entity)
@scope_options
@click.option("--top", default=20, show_default=True, type=int, help="Rows at most.")
@timeout_option
@output_options
@graph_option
def command(
    agency: str | None, style: str | None, output: str | None, as_of: str | None, graph_path: str | None, **asked: Any
) -> None:
    """Rank vendors and vehicles by what an agency would lose without them on its way to the makers.

    share is the part of all coherent routes that go through it; makers_lost and products_lost count what no other
    route reaches. A low constraint, an articulation point and bridges say the same of the whole network.

    \b
    Examples:
      vendorgraph brokers ICE
      vendorgraph brokers CBP --top 10 --format json
      vendorgraph brokers
    """
    answer = open_chosen(graph_path).brokers(agency, as_of=parse_day(as_of), **asked)
    with output_stream(output) as stream:
        if style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        click.echo(answer.meaning, err=True)
        rows = [row.to_json() for row in answer.rows]
        write_rows(rows, _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    if len(answer.rows) < answer.total:
        click.echo(f"Showing {len(answer.rows)} of {answer.total:,}; --top shows more.", err=True)

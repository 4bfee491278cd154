"""``vendorgraph communities``."""

from __future__ import annotations

import json
from typing import Any

import click

from graph.commands.options import (
    graph_option,
    open_chosen,
    output_options,
    output_stream,
    parse_day,
    scope_options,
    timeout_option,
)


@click.command()
@click.option(
    "--projection",
    default="supply",
    show_default=True,
    metavar="NAME",
    help="supply, payments, vendors, agencies, ownership or money.",
)
@click.option(
    "--weight", default="count", show_default=True, metavar="NAME", help="Of a line: count, obligation or none."
)
@click.option("--resolution", default=1.0, show_default=True, type=float, help="Above 1: more and smaller communities.")
@scope_options
@click.option("--top", default=20, show_default=True, type=int, help="Communities at most.")
@click.option("--members", is_flag=True, help="List every member, one row each.")
@timeout_option
@output_options
@graph_option
def command(
    style: str | None, output: str | None, members: bool, as_of: str | None, graph_path: str | None, **asked: Any
) -> None:
    """Group entities that have more to do with each other than chance would give.

    A community is named by its largest members. Louvain method, seeded: the same graph gives the same groups.

    \b
    Examples:
      vendorgraph communities --top 10
      vendorgraph communities --projection payments --weight obligation
      vendorgraph communities --projection ownership --members --format csv
    """
    answer = open_chosen(graph_path).communities(as_of=parse_day(as_of), **asked)
    with output_stream(output) as stream:
        if style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        click.echo(f"{answer.meaning} {answer.alone:,} without lines are in none.", err=True)
        columns = ("number", "name", "size", "kinds", "closed")
        rows = [one.row() for one in answer.found]
        if members:
            columns = ("number", "community", "label", "kind", "id")
            rows = [
                {"number": one.number, "community": one.name, "label": label, "kind": kind, "id": iri}
                for one in answer.found
                for iri, label, kind, _ in one.members
            ]
        write_rows(rows, columns, format=style, stream=stream, is_terminal=stream.isatty())
    if len(answer.found) < answer.total:
        click.echo(f"Showing {len(answer.found)} of {answer.total:,} communities; --top shows more.", err=True)

"""``vendorgraph compare A [B]``."""

from __future__ import annotations

import json

import click

from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_options,
    output_stream,
    parse_day,
    scope_options,
)

_COLUMNS = (
    "kind",
    "label",
    "only",
    "awards_a",
    "awards_b",
    "obligation_a",
    "obligation_b",
    "share_a",
    "share_b",
    "id",
)


@click.command()
@click.argument("a", metavar="A", shell_complete=complete_entity)
@click.argument("b", metavar="[B]", required=False, shell_complete=complete_entity)
@click.option("--years", nargs=2, type=int, metavar="Y Z", help="Two fiscal years of A instead of another agency.")
@scope_options
@click.option("--top", default=20, show_default=True, type=int, help="Vendors, and as many products, at most.")
@output_options
@graph_option
def command(
    a: str,
    b: str | None,
    years: tuple[int, int] | None,
    view: str,
    as_of: str | None,
    top: int,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Compare vendors, products and shares of two agencies, or of two fiscal years of one.

    A fiscal year begins on October 1. Shares are of net obligations; products are named by award texts and have none.

    \b
    Examples:
      vendorgraph compare ICE CBP
      vendorgraph compare ICE --years 2024 2025
      vendorgraph compare ICE CBP --view records --format csv
    """
    answer = open_chosen(graph_path).compare(a, b, years=years, view=view, as_of=parse_day(as_of), top=top)
    shape = answer.to_json()
    with output_stream(output) as stream:
        if style == "json":
            json.dump(shape, stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        click.echo(answer.meaning, err=True)
        for name, side, other in (("a", answer.a, answer.b), ("b", answer.b, answer.a)):
            common = len(side.vendors.keys() & other.vendors.keys())
            click.echo(
                f"{name}: {side.label}: {len(side.vendors):,} vendors ({common:,} of both), "
                f"{len(side.products):,} products named, ${side.net:,.2f}.",
                err=True,
            )
        rows = [row.to_json() for row in answer.rows]
        write_rows(rows, _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    if len(answer.rows) < answer.total:
        click.echo(f"Showing {len(answer.rows)} of {answer.total:,} rows; --top shows more.", err=True)

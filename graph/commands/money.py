"""``vendorgraph money FROM [TO]``."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from graph.commands.asking import time_options
from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_stream,
    text_output_options,
    timeout_option,
    write_page,
)


@click.command()
@click.argument("source", metavar="FROM", shell_complete=complete_entity)
@click.argument("target", metavar="[TO]", required=False, shell_complete=complete_entity)
@time_options
@click.option("-k", "--top", type=click.IntRange(1), default=10, show_default=True, help="Rows per step at most.")
@timeout_option
@text_output_options
@graph_option
def command(style: str | None, output: str | None, graph_path: str | None, **asked: Any) -> None:
    """Follow money from statute to subaward, as far as records and claims tell it, with the gaps named.

    FROM and TO are a statute, appropriation, account (070-0540), Treasury account, agency, program, product, vehicle,
    award or vendor. Ceilings, obligations, outlays and announced amounts are never added to each other. What does not
    add up (subawards above the prime, orders above the vehicle's ceiling, repeated rows) is listed.

    \b
    Examples:
      vendorgraph money "One Big Beautiful Bill Act"
      vendorgraph money ICE "Four Points Technology" --since 2024
      vendorgraph money 070-0540 -k 5 --format csv
    """
    answer = open_chosen(graph_path).money(**asked)
    style = style or ("text" if output is None and sys.stdout.isatty() else "tsv")
    with output_stream(output) as stream:
        if style == "text":
            from graph.spending.sentences import trail_lines

            write_page(stream, trail_lines(answer))
        elif style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        else:
            from graph.spending.trail import COLUMNS
            from graph.tables import write_rows

            click.echo(answer.meaning, err=True)
            write_rows(answer.rows(), COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())

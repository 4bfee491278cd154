"""``vendorgraph gaps ENTITY``."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TextIO

import click

from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_stream,
    text_output_options,
    timeout_option,
    write_page,
)

if TYPE_CHECKING:
    from graph.spending.gap import Gaps


@click.command()
@click.argument("entity", shell_complete=complete_entity)
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    metavar="KIND",
    help="account, subaward, vehicle, recipient, identifier, single-origin or undated; repeatable. [default: all]",
)
@click.option("-k", "--top", type=click.IntRange(1), default=20, show_default=True, help="Gaps at most.")
@click.option("--request", is_flag=True, help="Print the body of a records request for each agency instead.")
@timeout_option
@text_output_options
@graph_option
def command(
    entity: str,
    kinds: tuple[str, ...],
    top: int,
    request: bool,
    timeout_s: float,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Show what records and claims leave out of an entity, and what to ask whom for.

    Strongest first: a gap weighs the share of the entity's obligations, or of the claims about it, that hangs on it.
    With --request the gaps shown become letters, one per agency, which name awards and no person.

    \b
    Examples:
      vendorgraph gaps ICE
      vendorgraph gaps 70CTD022A00000002 --kind account --kind vehicle
      vendorgraph gaps ICE --kind account -k 50 --request
    """
    answer = open_chosen(graph_path).gaps(entity, kinds=kinds, top=top, timeout_s=timeout_s)
    with output_stream(output) as stream:
        if request:
            _write_letters(answer, style, stream)
            return
        style = style or ("text" if output is None and sys.stdout.isatty() else "tsv")
        if style == "text":
            from graph.spending.requests import gap_lines

            write_page(stream, gap_lines(answer))
            return
        if style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.spending.gap import COLUMNS
        from graph.tables import write_rows

        click.echo(answer.meaning, err=True)
        write_rows(answer.rows(), COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    if len(answer.gaps) < answer.total:
        click.echo(f"Showing {len(answer.gaps)} of {answer.total:,} gaps; -k shows more.", err=True)


def _write_letters(answer: Gaps, style: str | None, stream: TextIO) -> None:
    """Write the letters, a line of dashes between them; as JSON or rows where that is asked for."""
    from graph.errors import NothingFound
    from graph.spending.requests import write_letters

    letters = write_letters(answer.gaps)
    if not letters:
        raise NothingFound("None of these gaps has an agency that could be asked.", hint="-k shows more gaps.")
    if style in (None, "text"):
        for number, letter in enumerate(letters):
            write_page(stream, (*(("", "-" * 72, "") if number else ()), *letter.lines), hanging=0)
    elif style == "json":
        json.dump([letter.to_json() for letter in letters], stream, indent=2, ensure_ascii=False)
        stream.write("\n")
    else:
        from graph.tables import write_rows

        rows = [letter.to_json() for letter in letters]
        write_rows(rows, ("agency", "agency_id", "body"), format=style, stream=stream, is_terminal=stream.isatty())

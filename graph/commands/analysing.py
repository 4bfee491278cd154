"""Options that analyses of the whole network share, and how their answers are printed."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

import click

from graph.commands.options import (
    Decorated,
    graph_option,
    output_options,
    output_stream,
    parse_day,
    scope_options,
    timeout_option,
    write_text,
)

if TYPE_CHECKING:
    from graph.tables import Row

PROJECTIONS = "supply, payments, vendors, agencies, ownership or money."


def projection_options(function: Decorated) -> Decorated:
    """Add ``--projection`` and ``--weight``."""
    function = click.option(
        "--weight", default="count", show_default=True, metavar="NAME", help="Of a line: count, obligation or none."
    )(function)
    return click.option("--projection", default="supply", show_default=True, metavar="NAME", help=PROJECTIONS)(function)


def answer_options(what: str) -> Callable[[Decorated], Decorated]:
    """Add what every analysis has: view, day, how many, time, format, file and graph.

    Args:
        what: Of which there are ``--top`` at most.
    """

    def decorate(function: Decorated) -> Decorated:
        function = timeout_option(output_options(graph_option(function)))
        top = click.option("--top", default=20, show_default=True, type=int, help=f"{what} at most.")
        return scope_options(top(function))

    return decorate


def fields(options: dict[str, Any]) -> dict[str, Any]:
    """Return options as the fields of a question: what ``--as-of`` names as a date."""
    return {**options, "as_of": parse_day(options["as_of"])}


def print_answer(
    shape: Callable[[], object],
    rows: Callable[[TextIO], tuple[Iterable[Row], Sequence[str]]],
    *,
    style: str | None,
    output: str | None,
    said: Sequence[str] = (),
) -> None:
    """Print an answer as JSON, or as rows with what it means on standard error.

    Args:
        shape: Gives the JSON.
        rows: Gives rows and columns for a stream.
        style: As ``--format`` has it.
        output: As ``-o`` has it.
        said: Lines that say what the rows mean.
    """
    with output_stream(output) as stream:
        if style == "json":
            json.dump(shape(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        write_text(sys.stderr, said)
        found, columns = rows(stream)
        write_rows(found, columns, format=style, stream=stream, is_terminal=stream.isatty())


def say_cut(shown: int, total: int, what: str = "") -> None:
    """Say on standard error how many of how many are shown, where some are not."""
    if shown < total:
        click.echo(f"Showing {shown} of {total:,}{what}; --top shows more.", err=True)

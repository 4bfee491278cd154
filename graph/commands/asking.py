"""Options that questions about products share, and how their answers are printed."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from graph.commands.options import output_stream
from graph.errors import ValueRejected

if TYPE_CHECKING:
    from graph.dates import PartialDate
    from graph.supply.question import Question

TABLE_ROWS = 40  # rows of a table for eyes unless --limit says otherwise
RELATIONS = ("resale", "service_around", "compatible")
BASES = ("named", "inherited", "subaward")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def _first_day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Return the first day of a date that may be a month or year."""
    found = _date(value)
    return found.first if found else None


def _last_day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Return the last day of a date that may be a month or year."""
    found = _date(value)
    return found.last if found else None


def _date(value: str | None) -> PartialDate | None:
    from graph.dates import PartialDate

    if value is None:
        return None
    try:
        return PartialDate.parse(value)
    except ValueRejected as error:
        raise click.BadParameter(str(error)) from None


def parse_share(_context: click.Context, _option: click.Parameter, value: str | None) -> Decimal | None:
    """Return an exact number from 0 to 1."""
    if value is None:
        return None
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise click.BadParameter(f"{value!r} is not a number.") from None
    if not (number.is_finite() and 0 <= number <= 1):
        raise click.BadParameter(f"{value} is not between 0 and 1.")
    return number


def time_options(function: Decorated) -> Decorated:
    """Add ``--since`` and ``--until``."""
    function = click.option(
        "--until",
        callback=_last_day,
        metavar="D",
        help="Last day of the actions that count: 2025-09-30, 2025-09 or 2025.",
    )(function)
    return click.option(
        "--since", callback=_first_day, metavar="D", help="First day of the actions that count, in the same forms."
    )(function)


def tie_options(function: Decorated) -> Decorated:
    """Add ``--min-confidence`` and ``--basis``."""
    function = click.option(
        "--basis",
        "bases",
        multiple=True,
        type=click.Choice(BASES),
        help="How the product is known: the award's own words, its vehicle, a subaward. [default: all]",
    )(function)
    return click.option(
        "--min-confidence",
        callback=parse_share,
        metavar="C",
        help="Least confidence that an award is about the product.",
    )(function)


def limit_option(function: Decorated) -> Decorated:
    """Add ``--limit``."""
    return click.option(
        "--limit", type=click.IntRange(1), help=f"Rows at most. [default: {TABLE_ROWS} in a table, else all]"
    )(function)


def question(**narrowed: object) -> Question:
    """Return a question from the options of a command."""
    from graph.supply.question import Question

    return Question(**narrowed)  # type: ignore[arg-type]  # click has checked each of them


def print_rows(
    rows: Sequence[dict[str, object]],
    columns: Sequence[str],
    *,
    style: str | None,
    output: str | None,
    limit: int | None,
    lines: Sequence[str] = (),
) -> None:
    """Print rows as the options ask; ``lines`` say what they come to: under a table, else on stderr."""
    with output_stream(output) as stream:
        table = style == "table" or (style is None and stream.isatty())
        most = limit or (TABLE_ROWS if table else None)
        _write(rows[:most], columns, style, stream)
        for line in lines:
            click.echo(line, file=stream if table else None, err=not table)
    if most is not None and most < len(rows):
        click.echo(f"Showing {most} of {len(rows)} rows; --limit shows more.", err=True)


def _write(rows: Sequence[dict[str, object]], columns: Sequence[str], style: str | None, stream: TextIO) -> None:
    if style == "json":
        json.dump(rows, stream, indent=2, ensure_ascii=False)
        stream.write("\n")
        return
    from graph.tables import write_rows

    write_rows(rows, columns, format=style, stream=stream, is_terminal=stream.isatty())

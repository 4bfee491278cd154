"""Options that commands share."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO, TypeVar, cast

import click

if TYPE_CHECKING:
    from datetime import date

    from graph.knowledge import KnowledgeGraph

FORMATS = ("table", "tsv", "csv", "json", "jsonl", "md")
Decorated = TypeVar("Decorated", bound=Callable[..., Any])


def graph_option(function: Decorated) -> Decorated:
    """Add ``--graph PATH``; it wins over the one given before the command."""
    return click.option(
        "--graph",
        "graph_path",
        metavar="PATH",
        help="Graph folder; also $VENDORGRAPH. [default: vendorgraph.db]",
    )(function)


def output_options(function: Decorated) -> Decorated:
    """Add ``--format`` and ``-o FILE``."""
    function = click.option(
        "-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen."
    )(function)
    return click.option(
        "--format", "style", type=click.Choice(FORMATS), help="[default: table on a terminal, else tsv]"
    )(function)


def text_output_options(function: Decorated) -> Decorated:
    """Add ``--format``, with sentences as ``text``, and ``-o FILE``."""
    function = click.option(
        "-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen."
    )(function)
    return click.option(
        "--format", "style", type=click.Choice(("text", *FORMATS)), help="[default: text on a terminal, else tsv]"
    )(function)


def scope_options(function: Decorated) -> Decorated:
    """Add ``--view`` and ``--as-of``: whose word counts, and on which day."""
    function = click.option(
        "--as-of", metavar="DAY", help="Only awards whose loaded actions span this day, e.g. 2024-06-30."
    )(function)
    return click.option(
        "--view", default="inferred", show_default=True, metavar="NAME", help="records, stated, inferred or all."
    )(function)


def timeout_option(function: Decorated) -> Decorated:
    """Add ``--timeout SECONDS``."""
    return click.option(
        "--timeout",
        "timeout_s",
        type=click.FloatRange(0, min_open=True),
        default=60,
        show_default=True,
        metavar="SECONDS",
        help="Give up, or say what is left out, after this long.",
    )(function)


def parse_day(written: str | None) -> date | None:
    """Return the day that ``--as-of`` names, the last one it may mean; None without it."""
    if written is None:
        return None
    from graph.dates import PartialDate

    return PartialDate.parse(written).last


def open_chosen(graph_path: str | None) -> KnowledgeGraph:
    """Open the graph that the options, the group or the environment name."""
    from graph.knowledge import open_graph

    return open_graph(graph_path or chosen_path())


def chosen_path() -> str | None:
    """Return the path given before the command, if any."""
    found = click.get_current_context().find_object(dict)
    return found.get("graph") if found else None


def write_text(stream: TextIO, lines: Iterable[str]) -> None:
    """Write lines of text; on a terminal, wrapped at its width with what follows indented."""
    width = 0
    if stream.isatty():
        from shutil import get_terminal_size
        from textwrap import wrap

        width = max(get_terminal_size().columns, 40)
    for line in lines:
        if len(line) <= width or not width:
            stream.write(line + "\n")
            continue
        indent = " " * (len(line) - len(line.lstrip()))
        pieces = wrap(
            line.strip(), width, initial_indent=indent, subsequent_indent=indent + "    ", break_on_hyphens=False
        )
        stream.write("\n".join(pieces) + "\n")


def write_page(stream: TextIO, lines: Iterable[str], *, width: int = 80, hanging: int = 4) -> None:
    """Write lines wrapped at ``width``, on a terminal at its own where that is less; what follows hangs in."""
    from shutil import get_terminal_size
    from textwrap import wrap

    most = min(width, max(get_terminal_size().columns, 40)) if stream.isatty() else width
    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        pieces = wrap(
            line.strip(), most, initial_indent=indent, subsequent_indent=indent + " " * hanging, break_on_hyphens=False
        )
        stream.write("\n".join(pieces) + "\n")


@contextmanager
def output_stream(output: str | None) -> Iterator[TextIO]:
    """Yield stdout, or a file that appears only when it is whole; a device or pipe is written as it stands."""
    if output is None:
        yield sys.stdout
        return
    from graph.errors import OutputRefused

    try:
        # Replacing is for files: a device node or a named pipe would be gone.
        whole = not os.path.exists(output) or os.path.isfile(output)
        with click.open_file(output, "w", encoding="utf-8", atomic=whole) as stream:
            yield cast("TextIO", stream)
    except OSError as error:
        raise OutputRefused(
            f"Cannot write {output}: {error.strerror}.", hint="Choose another file or folder."
        ) from error


def complete_entity(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[str]:
    """Complete entity names from the graph, for the shell."""
    from graph.errors import GraphError
    from graph.knowledge import open_graph

    try:
        chosen = ctx.params.get("graph_path") or (ctx.find_object(dict) or {}).get("graph")
        return open_graph(chosen).complete(incomplete)
    except GraphError:
        return []

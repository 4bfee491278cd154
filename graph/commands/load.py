"""``vendorgraph load SOURCE...``."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from graph.commands.options import chosen_path, graph_option, output_options, output_stream
from graph.commands.progress import Steps
from graph.errors import CheckFailed

if TYPE_CHECKING:
    from graph.loading import Loaded
    from graph.store.manifest import LoadedSource

_REASONS_SHOWN = 5

_COLUMNS = ("file", "layout", "rows_read", "rows_kept", "rows_duplicate", "rows_rejected", "obligation")


@click.command()
@click.argument("sources", nargs=-1, metavar="SOURCE...", type=click.Path())
@click.option(
    "--products",
    multiple=True,
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Your own product catalogue (.yaml, as data/products/README.md says); may be given several times.",
)
@output_options
@graph_option
def command(
    sources: tuple[str, ...],
    products: tuple[str, ...],
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Add award records or claims files to a graph, made when missing.

    Reads USAspending downloads (10-column action exports, 286-column award summaries, 118-column subawards;
    .csv, .csv.gz, .zip), FPDS ATOM pages (.xml, .tar.gz) and claims (.yaml). Every row is kept, counted as an exact
    duplicate, or rejected with its reason; the same file twice changes nothing. Exits 3 when rows were rejected:
    the others are loaded. A file without a single good row is refused, the reasons kept beside the graph. An action
    that stands in several files counts once. The time of day behind a date (2025-09-07T00:00:00) is left out. A
    catalogue given with --products is kept with the graph and extends the shipped one.

    \b
    Examples:
      vendorgraph load data/records/cbp-ice-actions-fy2025.csv.gz
      vendorgraph load --graph my.db data/records/*.csv.gz
      vendorgraph load --format json data/claims/*.yaml
    """
    from graph.evidence import counted
    from graph.knowledge import graph_folder
    from graph.loading import load

    if not sources and not products:
        raise click.UsageError("Give at least one SOURCE, or a catalogue with --products.")
    with Steps() as steps:
        place = graph_folder(graph_path or chosen_path())
        done = load(place, sources, products=products, progress=steps.say)
    with output_stream(output) as stream:
        _write_sources(done.sources, style, stream)
    again = "" if done.changed else " Everything given was loaded before; nothing changed."
    counts = done.counts
    click.echo(
        f"Snapshot {done.snapshot[:16]}: {counted(counts['actions'], 'action')} in "
        f"{counted(counts['awards'], 'award')}.{again}",
        err=True,
    )
    for line in _remarks(done, place, aliases=bool(products)):
        click.echo(line, err=True)
    if rejected := [one for one in done.sources if one.rows_rejected]:
        raise CheckFailed(
            f"{_rows(sum(one.rows_rejected for one in rejected))} rejected; all other rows are loaded.",
            hint="Reasons of all of them: " + ", ".join(str(place / one.rejects) for one in rejected),
        )


def _write_sources(sources: Sequence[LoadedSource], style: str | None, stream: TextIO) -> None:
    rows = [
        {
            "file": one.file,
            "layout": one.layout,
            "rows_read": one.rows_read,
            "rows_kept": one.rows_kept,
            "rows_duplicate": one.rows_duplicate,
            "rows_rejected": one.rows_rejected,
            "sums": dict(one.sums),
            "rejects": one.rejects,
        }
        for one in sources
    ]
    if style == "json":
        json.dump(rows, stream, indent=2, ensure_ascii=False)
        stream.write("\n")
        return
    from graph.tables import write_rows

    flat = [row | {"obligation": dict(one.sums).get("obligation", "")} for row, one in zip(rows, sources, strict=True)]
    write_rows(flat, _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())


def _remarks(done: Loaded, place: Path, *, aliases: bool) -> Iterator[str]:
    """Yield what the table of files does not show; of a user's own ``aliases`` those that hit too often."""
    yield from _beside(done, place)
    for finding in done.findings:
        yield f"{finding.file}:{finding.line}: {finding.message}"
    if aliases and done.changed:
        from graph.knowledge import open_graph

        for warning in open_graph(place).frequent_aliases():
            yield f"Warning: {warning}"
    for one in done.sources:
        if one.rows_read == 0:
            yield f"{one.file} holds no rows."
    for one in done.sources:
        if one.rows_rejected:
            yield from _reasons(place / one.rejects, one.file)


def _beside(done: Loaded, place: Path) -> Iterator[str]:
    """Yield what lies beside the sources: actions of several files, notes in archives."""
    if copies := done.counts["actions_in_two_files"]:
        from graph.evidence import counted
        from graph.knowledge import open_graph
        from graph.sentences import money_text

        distinct = counted(done.counts["actions"], "distinct action")
        total = money_text(open_graph(place).net_obligation())
        yield (
            f"{counted(copies, 'action')} {'stands' if copies == 1 else 'stand'} in more than one file and "
            f"{'is' if copies == 1 else 'are'} counted once: {distinct} in all, net obligations {total}. "
            "The sums of the files overlap."
        )
    for name in done.passed_over:
        yield f"{name} is no source and lies beside some; it was passed over."


def _reasons(file: Path, source: str) -> Iterator[str]:
    """Yield a line for each of the first rejected rows: file, row, column, value, reason."""
    with file.open(encoding="utf-8") as stream:
        for line in islice(stream, _REASONS_SHOWN):
            reject = json.loads(line)
            column = f", column {reject['column']!r}" if reject["column"] else ""
            value = f": {str(reject['text'])[:60]!r}" if reject["text"] is not None else ""
            yield f"{source}: row {reject['row']}{column}{value} - {reject['reason']}"


def _rows(count: int) -> str:
    return "1 row was" if count == 1 else f"{count:,} rows were"

"""``vendorgraph load SOURCE...``."""

from __future__ import annotations

import json

import click

from graph.commands.options import chosen_path, graph_option, output_options, output_stream
from graph.commands.progress import Steps

_COLUMNS = ("file", "layout", "rows_read", "rows_kept", "rows_duplicate", "rows_rejected", "obligation")


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...", type=click.Path())
@output_options
@graph_option
def command(sources: tuple[str, ...], style: str | None, output: str | None, graph_path: str | None) -> None:
    """Add award records or claims files to a graph, made when missing.

    Reads USAspending downloads (10-column action exports, 286-column award summaries, 118-column subawards;
    .csv, .csv.gz, .zip), FPDS ATOM pages (.xml, .tar.gz) and claims (.yaml). Every row is kept, counted as an exact
    duplicate, or rejected with its reason; the same file twice changes nothing.

    \b
    Examples:
      vendorgraph load data/records/cbp-ice-actions-fy2025.csv.gz
      vendorgraph load --graph my.db data/records/*.csv.gz
      vendorgraph load --format json data/claims/*.yaml
    """
    from graph.knowledge import graph_folder
    from graph.loading import load

    with Steps() as steps:
        done = load(graph_folder(graph_path or chosen_path()), sources, progress=steps.say)
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
        for one in done.sources
    ]
    with output_stream(output) as stream:
        if style == "json":
            json.dump(rows, stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        else:
            from graph.tables import write_rows

            flat = [
                row | {"obligation": dict(one.sums).get("obligation", "")}
                for row, one in zip(rows, done.sources, strict=True)
            ]
            write_rows(flat, _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    for one in done.sources:
        if one.rows_rejected:
            click.echo(f"{one.file}: {one.rows_rejected} rows rejected; the reasons are in {one.rejects}.", err=True)
    again = "" if done.changed else " Everything given was loaded before; nothing changed."
    click.echo(f"Snapshot {done.snapshot[:16]}: {done.counts['quads']:,} quads.{again}", err=True)

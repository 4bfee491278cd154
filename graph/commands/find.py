"""``vendorgraph find WORDS``."""

from __future__ import annotations

import click

from graph.commands.options import graph_option, open_chosen, output_options, output_stream


@click.command()
@click.argument("words", nargs=-1, required=True)
@click.option("--type", "kind", metavar="KIND", help="Only this kind: agency, vendor, product, award, ...")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Rows at most.")
@output_options
@graph_option
def command(
    words: tuple[str, ...],
    kind: str | None,
    limit: int,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Search names, aliases, codes, UEIs and PIIDs.

    \b
    Examples:
      vendorgraph find dell
      vendorgraph find --type vehicle 70RTAC24
      vendorgraph find immigration customs
    """
    from graph.tables import write_rows

    found, total = open_chosen(graph_path).find(" ".join(words), kind=kind, limit=limit)
    with output_stream(output) as stream:
        write_rows(found, ("kind", "label", "id", "match"), format=style, stream=stream, is_terminal=stream.isatty())
    if len(found) < total:
        click.echo(f"Showing {len(found)} of {total}; --limit shows more.", err=True)

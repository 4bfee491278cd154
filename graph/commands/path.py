"""``vendorgraph path A B``."""

from __future__ import annotations

import json
import sys

import click

from graph.commands.options import complete_entity, graph_option, open_chosen, output_stream, write_text

_COLUMNS = (
    "path",
    "hop",
    "source",
    "relation",
    "target",
    "status",
    "basis",
    "confidence",
    "via",
    "first_date",
    "last_date",
    "awards",
    "obligation",
    "subaward",
    "announced",
    "evidence",
    "rows",
)


@click.command()
@click.argument("source", metavar="A", shell_complete=complete_entity)
@click.argument("target", metavar="B", shell_complete=complete_entity)
@click.option("-k", "limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many paths.")
@click.option(
    "--max-hops",
    type=click.IntRange(1, 8),
    default=8,
    show_default=True,
    help="Edges of the network at most.",
)
@click.option("--no-inferred", is_flag=True, help="Only what records and reports state.")
@click.option("--expand", is_flag=True, help="List every award behind a hop.")
@click.option(
    "--format",
    "style",
    type=click.Choice(("text", "table", "tsv", "csv", "json", "jsonl", "md")),
    help="[default: text on a terminal, else tsv]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(
    source: str,
    target: str,
    limit: int,
    max_hops: int,
    no_inferred: bool,
    expand: bool,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Find the routes from A to B, best evidence first, each hop with who says so.

    A path is coherent: an agency reaches a product through a reseller only by awards that carry both hops.
    Ranked by the weakest hop, the number of independent origins, how little the busiest thing passed through
    touches, then length and money. Inferred hops are marked.

    \b
    Examples:
      vendorgraph path ICE Microsoft
      vendorgraph path 070-0540 "Dell Federal Systems"
      vendorgraph path "One Big Beautiful Bill" "Azure AI Video Indexer"
    """
    knowledge = open_chosen(graph_path)
    answer = knowledge.paths(source, target, limit=limit, max_hops=max_hops, inferred=not no_inferred, expand=expand)
    style = style or ("text" if output is None and sys.stdout.isatty() else "tsv")
    with output_stream(output) as stream:
        if style == "text":
            from graph.sentences import path_lines

            write_text(stream, path_lines(answer.paths, answer.total))
        elif style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
        else:
            from graph.tables import write_rows

            write_rows(answer.rows(), _COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())
    if not answer.complete:
        click.echo("The search was cut at its bound: there may be more paths.", err=True)
    if len(answer.paths) < answer.total and style != "text":
        click.echo(f"Showing {len(answer.paths)} of {answer.total} paths; -k shows more.", err=True)

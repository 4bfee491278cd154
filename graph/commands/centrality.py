"""``vendorgraph centrality``."""

from __future__ import annotations

import json

import click

from graph.commands.options import graph_option, open_chosen, output_options, output_stream


@click.command()
@click.option(
    "--measure",
    default="awards",
    show_default=True,
    metavar="NAME",
    help="awards, obligation, degree, ...",
)
@click.option("--projection", default="supply", show_default=True, metavar="NAME", help="supply or payments.")
@click.option("--type", "kind", metavar="KIND", help="Rank only this kind, e.g. vendor.")
@click.option("--top", default=20, show_default=True, type=int, help="Rows at most.")
@output_options
@graph_option
def command(
    measure: str,
    projection: str,
    kind: str | None,
    top: int,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Rank entities by a measure on a stated projection of the network.

    rank_low and rank_high say between which ranks it moves when inferred lines are dropped.

    \b
    Examples:
      vendorgraph centrality --type vendor --top 20
      vendorgraph centrality --measure obligation --projection payments --type vendor
      vendorgraph centrality --measure pagerank --type product --format json
    """
    ranking = open_chosen(graph_path).centrality(measure=measure, projection=projection, kind=kind, top=top)
    with output_stream(output) as stream:
        if style == "json":
            json.dump(ranking.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        click.echo(
            f"{ranking.meaning} {'Exact' if ranking.exact else 'Sampled: 500 sources, seed 20260101'}.",
            err=True,
        )
        rows = [row.to_json() for row in ranking.rows]
        columns = ("rank", "label", "score", "rank_low", "rank_high", "id")
        write_rows(rows, columns, format=style, stream=stream, is_terminal=stream.isatty())

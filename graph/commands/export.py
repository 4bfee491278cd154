"""``vendorgraph export -o FILE``."""

from __future__ import annotations

import sys
from typing import Any

import click

from graph.commands.analysing import PROJECTIONS
from graph.commands.options import complete_entity, graph_option, open_chosen, parse_day, scope_options


@click.command()
@click.option("--format", "style", metavar="NAME", help="graphml, gexf, cytoscape, ftm, csv, parquet, jsonld, trig or "
              "nquads.  [default: as the file's name ends]")  # fmt: skip
@click.option("--from", "entity", metavar="ENTITY", shell_complete=complete_entity, help="Only what lies around it.")
@click.option("--hops", type=click.IntRange(1, 4), default=1, show_default=True, help="How far around the entity.")
@scope_options
@click.option("--no-inferred", is_flag=True, help="Only what records and reports state; as --view stated.")
@click.option("--projection", metavar="NAME", help=f"Counted lines instead: {PROJECTIONS}")
@click.option("--weight", default="count", show_default=True, metavar="NAME", help="Of a projection's line: count, "
              "obligation or none.")  # fmt: skip
@click.option("-o", "--output", type=click.Path(), metavar="FILE", help="File, folder or .zip.  [default: the screen]")
@click.option("--force", is_flag=True, help="Replace what this program did not write.")
@graph_option
def command(
    style: str | None, output: str | None, force: bool, no_inferred: bool, graph_path: str | None, **asked: Any
) -> None:
    """Write the graph, or what lies around one entity, as other tools read it, with status and evidence on each line.

    GraphML is for yEd, igraph and NetworkX, GEXF for Gephi, cytoscape for Cytoscape.js, ftm for followthemoney tools;
    csv and parquet are three tables (nodes, edges, evidence) in a folder or .zip; jsonld, trig and nquads hold the
    store's own quads with their named graphs. Amounts are exact and each of one kind. What is disputed or denied is
    there with --view all alone, marked as such; in RDF it is always a claim with a status, never a plain triple.

    \b
    Examples:
      vendorgraph export --from ICE -o ice.graphml
      vendorgraph export --from ICE --hops 2 --no-inferred --format csv \\
        -o ice-tables.zip
      vendorgraph export --projection payments -o payments.gexf
      vendorgraph export --from 70CTD024FC0000015 --view all -o award.trig
    """
    from graph.errors import UsageProblem

    asked["as_of"] = parse_day(asked["as_of"])
    if no_inferred:
        if asked["view"] == "all":
            raise UsageProblem("--no-inferred and --view all contradict each other.", hint="Use one of the two.")
        asked["view"] = "records" if asked["view"] == "records" else "stated"
    if output is None and style is None:
        raise UsageProblem("An export needs a format.", hint="Name a file with -o, or give --format.")
    report = open_chosen(graph_path).export(output or sys.stdout.buffer, style, force=force, **asked)
    counted = "" if report.things is None else f"{report.things:,} things, {report.lines:,} lines, "
    if report.path is not None:
        click.echo(f"Wrote {report.path}: {counted}{report.size_bytes / 1000:,.0f} kB.", err=True)

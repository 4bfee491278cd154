"""``vendorgraph demo``."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

import click

from graph.commands.options import chosen_path, graph_option
from graph.commands.progress import Steps

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

# Money by action: an award that changed hands has several recipients, an action has one.
QUERY = """SELECT ?vendor (SUM(?usd) AS ?net_usd) (COUNT(DISTINCT ?award) AS ?awards) WHERE {
  ?award vg:awardingAgency id:subagency-7012 . ?action vg:ofAward ?award ; vg:obligation ?usd ; vg:actionRecipient ?id .
  ?id skos:prefLabel ?vendor .
} GROUP BY ?id ?vendor ORDER BY DESC(?net_usd) LIMIT 5"""


@click.command()
@click.option("-o", "--output", default="vendorgraph-demo.html", show_default=True, type=click.Path(), help="The page.")
@graph_option
def command(output: str, graph_path: str | None) -> None:
    """Build the bundled graph from real federal records, show one path, one ranking, one query, and write one page.

    \b
    Examples:
      vendorgraph demo
      vendorgraph demo --graph my.db
      vendorgraph demo -o ice.html
    """
    from graph.knowledge import graph_folder, open_graph
    from graph.loading import build_demo_graph

    started = time.monotonic()
    place = graph_folder(graph_path or chosen_path())
    with Steps() as steps:
        done = build_demo_graph(place, progress=steps.say)
    counts = done.counts
    click.echo(
        f"Graph {place}: {len(done.sources)} files, {counts['actions']:,} contract actions in "
        f"{counts['awards']:,} awards, {counts['vendors']:,} vendors ({time.monotonic() - started:.1f} s).\n"
    )
    knowledge = open_graph(place)
    _show_path(knowledge)
    _show_ranking(knowledge)
    _show_query(knowledge)
    report = knowledge.page("ICE", output, hops=2, most=80)
    click.echo(f"Page {report.path}: {report.nodes} things, {report.edges} lines; open it in any browser.")
    click.echo(f"All of it took {time.monotonic() - started:.1f} s.")


def _show_path(knowledge: KnowledgeGraph) -> None:
    from graph.sentences import path_lines

    click.echo("$ vendorgraph path ICE Microsoft -k 7")
    found = knowledge.paths("ICE", "Microsoft", limit=7)
    for line in path_lines(found.paths, found.total, footnotes=2):
        click.echo(line)


def _show_ranking(knowledge: KnowledgeGraph) -> None:
    click.echo("\n$ vendorgraph centrality --type vendor --top 5")
    ranking = knowledge.centrality(kind="vendor", top=5)
    click.echo(ranking.meaning)
    for row in ranking.rows:
        click.echo(f"  {row.rank:>3}  {row.label}  {row.score}")


def _show_query(knowledge: KnowledgeGraph) -> None:
    from graph.tables import write_rows

    click.echo(f"\n$ vendorgraph query '{QUERY}'")
    with knowledge.query(QUERY) as result:
        write_rows(result.table(), result.columns, stream=sys.stdout)

"""``vendorgraph demo``."""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from graph.commands.options import chosen_path, graph_option, write_text
from graph.commands.progress import Steps

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

# Money by action: an award that changed hands has several recipients, an action has one.
QUERY = """SELECT ?vendor (SUM(?usd) AS ?net_usd) (COUNT(DISTINCT ?award) AS ?awards) (MAX(?place) AS ?one_row) WHERE {
  ?award vg:awardingAgency id:subagency-7012 .
  ?action vg:ofAward ?award ; vg:obligation ?usd ; vg:row ?row ; vg:statedIn/vg:fileName ?file ;
          vg:actionRecipient ?id . ?id skos:prefLabel ?vendor .
  BIND(CONCAT(?file, " row ", STR(?row)) AS ?place)
} GROUP BY ?id ?vendor ORDER BY DESC(?net_usd) LIMIT 5"""
# Who is paid, on record; what a company in between sells, inferred from words; what newspapers report.
_PATHS = (
    ("ICE", "Microsoft", ()),
    ("ICE", "Microsoft", ("Four Points Technology",)),
    ("One Big Beautiful Bill", "Azure AI Video Indexer", ()),
)


@click.command()
@click.option("-o", "--output", default="vendorgraph-demo.html", show_default=True, type=click.Path(), help="The page.")
@graph_option
def command(output: str, graph_path: str | None) -> None:
    """Build the bundled graph from real federal records and show what can be asked of it.

    A path of records alone, one through a reseller with its inferred hop marked, one of press reports, a ranking,
    ICE's suppliers each with a row that says so, and a page. A graph of anything but the bundled files is left alone.

    \b
    Examples:
      vendorgraph demo
      vendorgraph demo --graph my.db
      vendorgraph demo -o ice.html
    """
    from graph.knowledge import graph_folder, open_graph
    from graph.loading import build_demo_graph
    from graph.pages.write import check_place

    started = time.monotonic()
    place = graph_folder(graph_path or chosen_path())
    check_place(Path(output), force=False)
    with Steps() as steps:
        done = build_demo_graph(place, progress=steps.say)
    counts = done.counts
    click.echo(
        f"Graph {place}: {len(done.sources)} files, {counts['actions']:,} contract actions in "
        f"{counts['awards']:,} awards, {counts['vendors']:,} vendors ({time.monotonic() - started:.1f} s)."
    )
    knowledge = open_graph(place)
    for source, target, via in _PATHS:
        _show_path(knowledge, source, target, via)
    _show_ranking(knowledge)
    _show_query(knowledge)
    report = knowledge.page("ICE", output, hops=2, most=80)
    click.echo(f"\nPage {report.path}: {report.nodes} things, {report.edges} lines; open it in any browser.")
    click.echo(f"All of it took {time.monotonic() - started:.1f} s.")


def _show_path(knowledge: KnowledgeGraph, source: str, target: str, via: tuple[str, ...]) -> None:
    from graph.sentences import path_lines

    words = ("vendorgraph", "path", source, target, "-k", "1", *(word for name in via for word in ("--via", name)))
    click.echo("\n$ " + " ".join(f'"{word}"' if " " in word else word for word in words))
    found = knowledge.paths(source, target, limit=1, via=via)
    write_text(sys.stdout, path_lines(found.paths, found.total, footnotes=2))


def _show_ranking(knowledge: KnowledgeGraph) -> None:
    click.echo("\n$ vendorgraph centrality --type vendor --top 5")
    ranking = knowledge.centrality(kind="vendor", top=5)
    write_text(sys.stdout, [ranking.meaning])
    for row in ranking.rows:
        click.echo(f"  {row.rank:>3}  {row.label}  {row.score}")


def _show_query(knowledge: KnowledgeGraph) -> None:
    from graph.tables import write_rows

    click.echo(f"\n$ vendorgraph query '{QUERY}'")
    with knowledge.query(QUERY) as result:
        write_rows(result.table(), result.columns, stream=sys.stdout)

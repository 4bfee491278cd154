"""``vendorgraph page ENTITY -o FILE``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from graph.commands.options import complete_entity, graph_option, open_chosen
from graph.commands.path_options import has_narrowing, narrowing_options, path_options

_MOST = 50_000


@click.command()
@click.argument("entity", required=False, shell_complete=complete_entity)
@click.option("--path", "ends", nargs=2, metavar="A B", help="The best paths between two entities instead.")
@click.option(
    "--behind", metavar="AGENCY", shell_complete=complete_entity, help="Its sellers, their products and the makers."
)
@click.option("--query", metavar="SPARQL", help="The things an answer names; @FILE reads the query from a file.")
@click.option("--all", "everything", is_flag=True, help="The whole graph.")
@click.option("--hops", type=click.IntRange(1, 4), default=2, show_default=True, help="How far around the entity.")
@click.option(
    "--most",
    type=click.IntRange(1, _MOST),
    help="Things at most; the page says what it left out.  [default: 120; with --query and --all 10,000]",
)
@narrowing_options
@click.option("--story", type=click.Path(), metavar="FILE", help="Views in an order with captions, from a TOML file.")
@click.option("--diff", "older", metavar="OTHER", help="Mark what changed since another, older graph folder.")
@click.option("--svg", type=click.Path(), metavar="FILE", help="The map alone as a still figure.")
@click.option("--png", type=click.Path(), metavar="FILE", help="The same as PNG.")
@click.option("-o", "--output", type=click.Path(), help="The HTML file; - is stdout.")
@click.option("--force", is_flag=True, help="Replace a file that is not one of our pages.")
@graph_option
def command(
    entity: str | None,
    ends: tuple[str, str] | None,
    behind: str | None,
    query: str | None,
    everything: bool,
    hops: int,
    most: int | None,
    story: str | None,
    older: str | None,
    svg: str | None,
    png: str | None,
    output: str | None,
    force: bool,
    graph_path: str | None,
    **searched: Any,
) -> None:
    """Write one self-contained HTML page: it opens from a disk, asks the network for nothing, shows all evidence.

    What somebody denies or disputes is shown as such. A page of 600 things or more opens on groups of closely
    linked things, or on what lies around its entity. A story is a TOML file of [[step]] tables, each with a title,
    a caption and what it shows: near = "ICE", path = ["ICE", "Microsoft"], all = true, pick, years, least, hide.
    The options of `path` narrow and rank the paths of --path; --no-inferred goes with any page.

    --svg and --png draw the map alone, with names, legend and sources, for print; with them -o may be left out. PNG
    needs `pip install 'vendorgraph[figures]'`.

    \b
    Examples:
      vendorgraph page ICE -o ice.html
      vendorgraph page --path ICE Microsoft --avoid Dell -o ice-microsoft.html
      vendorgraph page --behind ICE -o behind-ice.html
      vendorgraph page --path ICE Microsoft --svg ice-microsoft.svg
      vendorgraph page --all --most 2000 -o all.html
      vendorgraph page -o v.html --query 'SELECT ?v { ?award vg:recipient ?v ;
        vg:underVehicle/vg:piid "70CTD022A00000002" }'
    """
    from graph.errors import UsageProblem
    from graph.pages.asked import PageAsked

    if not ends and has_narrowing({name: value for name, value in searched.items() if name != "no_inferred"}):
        raise click.UsageError("Options of a search for paths go with --path A B.")
    asked = PageAsked(
        entity=entity,
        ends=ends or None,
        behind=behind,
        query=_query_text(query),
        everything=everything,
        hops=hops,
        most=most,
        inferred=not searched["no_inferred"],
        search=path_options(searched) if ends else None,
    )
    if output is None and svg is None and png is None:
        raise UsageProblem("A page needs a file.", hint="Name it with -o, or a figure with --svg or --png.")
    if output is None and story is not None:
        raise UsageProblem("A figure tells no story.", hint="Name a page with -o.")
    graph = open_chosen(graph_path)
    before = open_chosen(older) if older else None
    for file in filter(None, (svg, png)):
        size = graph.write_figure(asked, file, force=force, older=before)
        click.echo(f"Wrote {file}: {size / 1000:,.0f} kB.", err=True)
    if output is None:
        return
    if output == "-":
        click.echo(graph.page_text(asked, story=story, older=before), nl=False)
        return
    report = graph.write_page(asked, output, force=force, story=story, older=before)
    click.echo(
        f"Wrote {report.path}: {report.nodes} things, {report.edges} lines, {report.size_bytes / 1000:,.0f} kB.",
        err=True,
    )


def _query_text(query: str | None) -> str | None:
    if query is None or not query.startswith("@"):
        return query
    from graph.errors import UsageProblem

    try:
        return Path(query[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageProblem(f"The query in {query[1:]!r} cannot be read: {error}.") from error

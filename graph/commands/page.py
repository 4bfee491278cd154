"""``vendorgraph page ENTITY -o FILE``."""

from __future__ import annotations

import click

from graph.commands.options import complete_entity, graph_option, open_chosen


@click.command()
@click.argument("entity", required=False, shell_complete=complete_entity)
@click.option("--path", "ends", nargs=2, metavar="A B", help="The best paths between two entities instead.")
@click.option("--hops", type=click.IntRange(1, 4), default=2, show_default=True, help="How far around the entity.")
@click.option(
    "--most",
    type=click.IntRange(1, 2000),
    default=120,
    show_default=True,
    help="Nodes at most; the page says what it left out.",
)
@click.option("--no-inferred", is_flag=True, help="Only what records and reports state.")
@click.option("-o", "--output", type=click.Path(), required=True, help="The HTML file.")
@click.option("--force", is_flag=True, help="Replace a file that is not one of our pages.")
@graph_option
def command(
    entity: str | None,
    ends: tuple[str, str] | None,
    hops: int,
    most: int,
    no_inferred: bool,
    output: str,
    force: bool,
    graph_path: str | None,
) -> None:
    """Write one self-contained HTML page: it opens from a disk, asks the network for nothing, shows all evidence.

    \b
    Examples:
      vendorgraph page ICE -o ice.html
      vendorgraph page "Four Points Technology" --hops 3 -o four-points.html
      vendorgraph page --path ICE Microsoft -o ice-microsoft.html
    """
    if (entity is None) == (not ends):
        raise click.UsageError("Give one entity, or two with --path.")
    knowledge = open_chosen(graph_path)
    if ends:
        report = knowledge.page_of_path(*ends, output, inferred=not no_inferred, force=force)
    else:
        report = knowledge.page(str(entity), output, hops=hops, most=most, inferred=not no_inferred, force=force)
    click.echo(
        f"Wrote {report.path}: {report.nodes} things, {report.edges} lines, {report.size_bytes / 1000:,.0f} kB.",
        err=True,
    )

"""``vendorgraph site -o DIR``."""

from __future__ import annotations

import click

from graph.commands.options import complete_entity, graph_option, open_chosen


@click.command()
@click.option("-o", "--output", type=click.Path(), required=True, metavar="DIR", help="The folder; it is made.")
@click.option(
    "--about",
    multiple=True,
    metavar="ENTITY",
    shell_complete=complete_entity,
    help="Only this and what awards, ties and statements bring together with it; may be repeated.",
)
@click.option("--title", default="Who supplies whom", show_default=True, help="Name of the site.")
@click.option("--base-url", metavar="URL", help="Where it will stand; writes sitemap.xml.")
@click.option("--force", is_flag=True, help="Use a folder that holds other files; only those named alike are replaced.")
@graph_option
def command(
    output: str, about: tuple[str, ...], title: str, base_url: str | None, force: bool, graph_path: str | None
) -> None:
    """Write a dossier: static pages of every agency, company, product and program, with all evidence.

    The pages link to one another, open from a disk or from any web server, and ask other servers for nothing. A
    site of ours is replaced as a whole, when the new one is complete; files in its folder that are not of the site
    stay. Long tables of awards are cut, and stand whole in a CSV file beside their page.

    \b
    Examples:
      vendorgraph site -o dossier
      vendorgraph site -o ice-site --about ICE --title "Who supplies ICE?"
      vendorgraph site -o dossier --base-url https://example.org/dossier/
    """
    from graph.site import SiteAsked

    asked = SiteAsked(title=title, about=about, base_url=base_url, force=force)
    report = open_chosen(graph_path).write_site(output, asked)
    kept = f" Files that are not of the site and stay: {report.kept:,}." if report.kept else ""
    click.echo(
        f"Wrote {report.path}: {report.pages:,} pages of entities, {report.files:,} files, "
        f"{report.size_bytes / 1_000_000:,.1f} MB. Open {report.path}/index.html.{kept}",
        err=True,
    )

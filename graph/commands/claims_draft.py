"""``vendorgraph claims draft TEXT``."""

from __future__ import annotations

import os
from pathlib import Path

import click

from graph.commands.options import chosen_path, graph_option, output_stream


@click.command()
@click.argument("text", metavar="TEXT", type=click.Path())
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@click.option("--force", is_flag=True, help="Replace the file if it is there.")
@click.option("--title", default="", help="Of the article. [default: its first line of four words]")
@click.option("--publisher", default="", help="Who published it.")
@click.option("--date", default="", metavar="DAY", help="2026, 2026-02 or 2026-02-17: as precise as the article says.")
@click.option("--url", default="", help="Its address.")
@click.option("--id", "name", default="", help="Id of the document. [default: from publisher, year and title]")
@graph_option
def command(
    text: str,
    output: str | None,
    force: bool,
    graph_path: str | None,
    **heading: str,
) -> None:
    """Draft a claims file from the text of an article, for a person to edit.

    Rules, no language model: known names with their spans, amounts, quantities, times, who says it, hedges, and
    what is marked as a machine's summary. One skeleton claim per hit; subject and relation are left to be named,
    and every claim is marked unreviewed: none enters a graph before a person takes that line out. Not found are
    names that no catalogue holds, speakers the text leaves open, other languages than English. Names are those of
    the shipped catalogues and of the vendors of a graph, if one is given.

    \b
    Examples:
      vendorgraph claims draft article.txt --publisher "The Gazette" \\
        -o data/claims/gazette.yaml
      vendorgraph claims draft article.txt --date 2026-02-17 \\
        --url https://gazette.example/azure
      vendorgraph claims draft article.txt --graph my.db -o draft.yaml
    """
    from graph.drafting import Heading
    from graph.drafts import draft_file

    _check_place(output, text, force=force)
    known = graph_path or chosen_path() or os.environ.get("VENDORGRAPH")
    head = Heading(id=heading.pop("name"), **heading)
    report = draft_file(text, head, graph=known)
    with output_stream(output) as stream:
        stream.write(report.text)
    click.echo(
        f"{report.claims} claims drafted, all unreviewed; nothing found in {report.quiet} of {report.sentences} "
        f"sentences, {report.left_out} further hits without a claim of their own.",
        err=True,
    )


def _check_place(output: str | None, text: str, *, force: bool) -> None:
    """Refuse to write over a file nobody said may be replaced, and over the article itself."""
    from graph.errors import OutputRefused

    if output is None or not Path(output).exists():
        return
    if Path(text).exists() and Path(output).samefile(text):
        raise OutputRefused(f"{output} is the article itself.", hint="Name another file for the draft.")
    if not force:
        raise OutputRefused(
            f"{output} exists and may hold a person's work.", hint="Choose another file, or replace it with --force."
        )

"""``vendorgraph claims show NAME``."""

from __future__ import annotations

import json

import click

from graph.commands.options import graph_option, open_chosen, output_stream

_FORMATS = ("text", "table", "tsv", "csv", "json", "jsonl", "md")


@click.command("show")
@click.argument("name")
@click.option(
    "--text",
    "texts",
    multiple=True,
    metavar="FILE",
    type=click.Path(),
    help="The document's text, to show each passage whole.",
)
@click.option("--format", "style", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(name: str, texts: tuple[str, ...], style: str, output: str | None, graph_path: str | None) -> None:
    """Show one claim with all that is said for and against it.

    NAME is what a claims file calls it, or its id. Origins are counted once each: two outlets on one leak are one,
    and a machine-made summary is none. Whoever holds the document's text sees each passage whole, its quote in
    brackets; a text that was changed since is refused with exit code 3.

    \b
    Examples:
      vendorgraph claims show ice-uses-azure
      vendorgraph claims show ice-mass-surveillance-with-microsoft
      vendorgraph claims show ice-uses-azure --format json
    """
    claim, passages = open_chosen(graph_path).claim_with_passages(name, texts)
    with output_stream(output) as stream:
        if style in ("json", "jsonl"):
            from graph.quotations import claim_json

            json.dump(claim_json(claim, passages), stream, indent=2 if style == "json" else None, ensure_ascii=False)
            stream.write("\n")
        elif style == "text":
            from graph.commands.claims import write_lines
            from graph.quotations import claim_lines

            write_lines(claim_lines(claim, passages), stream)
        else:
            from graph.quotations import COLUMNS, claim_rows
            from graph.tables import write_rows

            write_rows(claim_rows([claim]), COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())

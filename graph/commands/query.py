"""``vendorgraph query``."""

from __future__ import annotations

import sys
from typing import TextIO

import click

from graph.commands.options import graph_option, open_chosen, output_stream
from graph.errors import NothingFound

_FORMATS = (
    "table",
    "tsv",
    "csv",
    "json",
    "jsonl",
    "md",
    "xml",
    "turtle",
    "ntriples",
    "nquads",
    "trig",
    "rdfxml",
    "jsonld",
)


@click.command()
@click.argument("sparql", required=False)
@click.option(
    "-f",
    "--file",
    "file",
    type=click.File("r", encoding="utf-8"),
    help="Read the query from a file; - is stdin.",
)
@click.option(
    "--view",
    type=click.Choice(("stated", "inferred")),
    default="stated",
    show_default=True,
    help="What the default graph is.",
)
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True, help="Seconds.")
@click.option(
    "--format",
    "style",
    type=click.Choice(_FORMATS),
    metavar="NAME",
    help=f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}.  [default: table on a terminal, else tsv]",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(
    sparql: str | None,
    file: TextIO | None,
    view: str,
    timeout: float,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Ask a SPARQL 1.1 query (read only). The prefixes vg:, id:, skos:, dct:, prov:, org:, xsd: ... are preloaded.

    The default graph holds what records and reports state; --view inferred adds the rest.

    \b
    Examples:
      vendorgraph query 'SELECT ?name { ?award vg:recipientName ?name ;
        vg:underVehicle/vg:piid "70CTD022A00000002" }'
      vendorgraph query 'ASK { id:subagency-7012 vg:uses id:product-azure }'
      vendorgraph query --view inferred 'SELECT * {
        ?found vg:detected id:product-azure ; vg:quote ?quote } LIMIT 5'
    """
    from graph.questions.answers import RDF_FORMATS, RESULT_FORMATS
    from graph.tables import FORMATS, write_rows

    with open_chosen(graph_path).query(_text(sparql, file), view=view, timeout_s=timeout) as result:
        for warning in result.warnings:
            click.echo(f"Warning: {warning}", err=True)
        w3c = RDF_FORMATS if result.kind == "graph" else RESULT_FORMATS
        with output_stream(output) as stream:
            if style is not None and (style in w3c or style not in FORMATS):
                stream.flush()
                result.write(stream.buffer, style)
            else:
                write_rows(result.table(), result.columns, stream=stream, format=style)
        if result.found is False:
            raise NothingFound("The query has no result.", hint="`vendorgraph query --help` shows examples.")


def _text(sparql: str | None, file: TextIO | None) -> str:
    if sparql is not None and file is None:
        return sparql
    if file is not None and sparql is None:
        return file.read()
    if file is None and not sys.stdin.isatty():
        return sys.stdin.read()
    raise click.UsageError("Give the query as one argument, with --file, or on standard input.")

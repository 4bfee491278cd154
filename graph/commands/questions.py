"""``vendorgraph questions``."""

from __future__ import annotations

import click

from graph.commands.options import FORMATS, graph_option, open_chosen, output_stream
from graph.errors import NothingFound


@click.command()
@click.argument("name", required=False)
@click.option("-p", "--param", "params", multiple=True, metavar="NAME=VALUE", help="Fill one gap of the question.")
@click.option("--sparql", is_flag=True, help="Print the question's own text and ask nothing.")
@click.option("--timeout", type=click.FloatRange(min=0, min_open=True), default=60, show_default=True, help="Seconds.")
@click.option("--format", "style", type=click.Choice(FORMATS), help="[default: table on a terminal, else tsv]")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(
    name: str | None,
    params: tuple[str, ...],
    sparql: bool,
    timeout: float,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """List the named questions, or ask one. A question asked without values asks for everything.

    Values that are things are given by name, alias, UEI, PIID, id: name or IRI, as everywhere; origins as
    `vendorgraph claims` names them; dates as a day, a month or a year.

    \b
    Examples:
      vendorgraph questions
      vendorgraph questions who-denies-what
      vendorgraph questions services-an-agency-uses -p agency=ICE
    """
    from graph.tables import write_rows

    if sparql and name is None:
        raise click.UsageError("--sparql needs the name of a question.")
    if name is None or sparql:
        with output_stream(output) as stream:
            if name is not None:
                from graph.questions import load_question

                stream.write(load_question(name).sparql)
                return
            from graph.questions import list_questions

            rows = [
                {"name": one.name, "title": one.title, "values": " ".join(field.name for field in one.params)}
                for one in list_questions()
            ]
            write_rows(rows, ("name", "title", "values"), stream=stream, format=style)
        return
    with open_chosen(graph_path).ask(name, _pairs(params), timeout_s=timeout) as result:
        with output_stream(output) as stream:
            write_rows(result.table(), result.columns, stream=stream, format=style)
        if result.found is False:
            raise NothingFound(f"The question {name} has no answer here.", hint="Its text: add --sparql.")


def _pairs(params: tuple[str, ...]) -> dict[str, str]:
    """Return NAME=VALUE options as a mapping; a name given twice is refused."""
    pairs: dict[str, str] = {}
    for param in params:
        name, sign, value = param.partition("=")
        if not sign or not name or name in pairs:
            raise click.BadParameter(f"{param!r} is not NAME=VALUE, once for each name.", param_hint="-p")
        pairs[name] = value
    return pairs

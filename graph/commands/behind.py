"""``vendorgraph behind AGENCY``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from graph.commands.asking import RELATIONS, limit_option, print_rows, question, tie_options, time_options
from graph.commands.options import complete_entity, graph_option, open_chosen, output_options, output_stream

_GROUPS = ("maker", "product", "reseller", "vehicle", "year")


@click.command()
@click.argument("agency", shell_complete=complete_entity)
@click.option("--maker", metavar="M", shell_complete=complete_entity, help="Only this maker, and makers it owns today.")
@click.option("--product", metavar="P", shell_complete=complete_entity, help="Only this product and its parts.")
@time_options
@tie_options
@click.option(
    "--relation",
    "relations",
    multiple=True,
    type=click.Choice(RELATIONS),
    help="What the award buys: the product, a service around it, something that goes with it. [default: all]",
)
@click.option("--by", type=click.Choice(_GROUPS), help="One row per maker, product, reseller, vehicle or fiscal year.")
@click.option("--awards", is_flag=True, help="The award actions themselves, with the words that show it.")
@limit_option
@output_options
@graph_option
def command(
    agency: str,
    maker: str | None,
    product: str | None,
    since: date | None,
    until: date | None,
    min_confidence: Decimal | None,
    bases: tuple[str, ...],
    relations: tuple[str, ...],
    by: str | None,
    awards: bool,
    limit: int | None,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Show which makers and products stand behind the companies that an agency pays.

    Every row is inferred, from words in descriptions (basis named), from the vehicle an award was placed under
    (inherited) or from its subawards (subaward). Obligations are bounds: the product got something between nothing
    and all that its awards obligated; rows overlap where an award names several products, so they must not be
    added. No reseller means that the maker itself was paid.

    \b
    Examples:
      vendorgraph behind ICE
      vendorgraph behind ICE --maker Microsoft --by reseller
      vendorgraph behind CBP --maker Cisco --since 2024 --awards
      vendorgraph behind DHS --by maker --min-confidence 0.9 --format json
    """
    if by and awards:
        raise click.UsageError("--by and --awards cannot both be given: one groups awards, the other lists them.")
    asked = question(
        agency=agency,
        maker=maker,
        product=product,
        since=since,
        until=until,
        min_confidence=min_confidence,
        relations=relations,
        bases=bases,
    )
    knowledge = open_chosen(graph_path)
    if awards:
        from graph.supply.awards import COLUMNS

        rows = knowledge.behind_actions(asked)
        if not _print_marked(rows, style, output, limit):
            print_rows(rows, COLUMNS, style=style, output=output, limit=limit)
        return
    found = knowledge.behind(asked, by=by)
    print_rows(found.rows, found.columns, style=style, output=output, limit=limit, lines=found.lines())


def _print_marked(rows: list[dict[str, object]], style: str | None, output: str | None, limit: int | None) -> bool:
    """Print the actions with the words marked, on a terminal; return False where another form is asked."""
    if style is not None or output is not None:
        return False
    from graph.commands.asking import TABLE_ROWS
    from graph.supply.awards import action_lines

    with output_stream(output) as stream:
        if not stream.isatty():
            return False
        most = limit or TABLE_ROWS
        for line in action_lines(rows[:most]):
            stream.write(line + "\n")
    if most < len(rows):
        click.echo(f"Showing {most} of {len(rows)} rows; --limit shows more.", err=True)
    return True

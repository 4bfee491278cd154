"""``vendorgraph resellers``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from graph.commands.asking import limit_option, print_rows, question, tie_options, time_options
from graph.commands.options import complete_entity, graph_option, open_chosen, output_options


@click.command()
@click.option("--of", "maker", metavar="M", shell_complete=complete_entity, help="Only products of this maker.")
@click.option("--to", "agency", metavar="AGENCY", shell_complete=complete_entity, help="Only awards of this agency.")
@time_options
@tie_options
@limit_option
@output_options
@graph_option
def command(
    maker: str | None,
    agency: str | None,
    since: date | None,
    until: date | None,
    min_confidence: Decimal | None,
    bases: tuple[str, ...],
    limit: int | None,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Show who sells whose products to whom, and how few the sellers are.

    A seller's share is its part of all obligations of awards that resell the maker's products, the maker's own
    sales among them: 1 is exclusive. The Herfindahl-Hirschman index of these shares (maker_hhi) runs to 10,000, for
    a single seller. Obligations are bounds, so are the shares made of them.

    \b
    Examples:
      vendorgraph resellers --of Microsoft --to ICE
      vendorgraph resellers --to CBP --since 2024
      vendorgraph resellers --of Cisco --format json
    """
    from graph.supply.resellers import COLUMNS

    asked = question(agency=agency, maker=maker, since=since, until=until, min_confidence=min_confidence, bases=bases)
    print_rows(open_chosen(graph_path).resellers(asked), COLUMNS, style=style, output=output, limit=limit)

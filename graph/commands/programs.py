"""``vendorgraph programs [AGENCY]``."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import click

from graph.commands.asking import limit_option, print_rows, question, tie_options, time_options
from graph.commands.options import complete_entity, graph_option, open_chosen, output_options


@click.command()
@click.argument("agency", required=False, shell_complete=complete_entity)
@time_options
@tie_options
@limit_option
@output_options
@graph_option
def command(
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
    """List programs, systems and statutes that awards name, with their vendors and products.

    Of one agency's awards, or of all. Obligations are bounds: between nothing and all that the awards obligated;
    an award that names several programs counts for each.

    \b
    Examples:
      vendorgraph programs ICE
      vendorgraph programs CBP --since 2024-10 --format md
      vendorgraph programs --format json
    """
    from graph.supply.programs import COLUMNS

    asked = question(agency=agency, since=since, until=until, min_confidence=min_confidence, bases=bases)
    print_rows(open_chosen(graph_path).programs(asked), COLUMNS, style=style, output=output, limit=limit)

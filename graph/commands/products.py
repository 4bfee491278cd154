"""``vendorgraph products review``."""

from __future__ import annotations

import click

from graph.commands.asking import print_rows
from graph.commands.options import graph_option, open_chosen, output_options


@click.command()
@click.argument("action", type=click.Choice(("review",)))
@click.option(
    "--at-least", type=click.IntRange(1), default=3, show_default=True, help="Awards that a name must stand in."
)
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="Rows at most.")
@output_options
@graph_option
def command(
    action: str, at_least: int, limit: int, style: str | None, output: str | None, graph_path: str | None
) -> None:
    """List names that the product catalogue may lack.

    They are phrases that stand often beside words such as LICENSES, MAINTENANCE, RENEWAL, SUBSCRIPTION and seldom
    elsewhere, where the catalogue knows nothing. Read the examples, enter what is a product into a file of your own
    (data/products/README.md says how), and load it: `vendorgraph load --products FILE`. Aliases found in over 1 %
    of all actions are warned of.

    \b
    Examples:
      vendorgraph products review
      vendorgraph products review --at-least 5 --format md
      vendorgraph products review --limit 1000 --format json
    """
    from graph.errors import NothingFound
    from graph.supply.candidates import COLUMNS

    knowledge = open_chosen(graph_path)
    rows = knowledge.review_products(at_least=at_least, limit=None)
    for warning in knowledge.frequent_aliases():
        click.echo(f"Warning: {warning}", err=True)
    if not rows:
        raise NothingFound(
            f"No phrase stands in at least {at_least} awards beside a word that goes with products.",
            hint="Try a smaller --at-least, or load more records.",
        )
    print_rows(rows, COLUMNS, style=style, output=output, limit=limit)

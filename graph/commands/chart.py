"""``vendorgraph chart NAME ENTITY -o FILE``."""

from __future__ import annotations

from typing import Any

import click

from graph.commands.asking import time_options
from graph.commands.options import complete_entity, graph_option, open_chosen, timeout_option


@click.command()
@click.argument("name", metavar="CHART")
@click.argument("entity", shell_complete=complete_entity)
@time_options
@click.option("--top", type=click.IntRange(1, 60), default=12, show_default=True, help="Companies at most.")
@click.option("-o", "--output", type=click.Path(), metavar="FILE", required=True, help="An .svg or .png file.")
@click.option("--force", is_flag=True, help="Replace a file that is not one of our pictures.")
@timeout_option
@graph_option
def command(name: str, entity: str, output: str, graph_path: str | None, **asked: Any) -> None:
    """Draw a chart of money, with its amounts, what they are, and its sources, as SVG or PNG.

    CHART is top-vendors (the companies with the largest net obligations), obligations-by-year (net obligations per
    fiscal year) or money-flow (from Treasury accounts over agencies to companies and the makers behind them; what is
    only known as an interval is drawn apart, as a thin line). PNG needs `pip install 'vendorgraph[figures]'`.

    \b
    Examples:
      vendorgraph chart top-vendors ICE -o ice-vendors.svg
      vendorgraph chart obligations-by-year ICE -o ice-years.svg
      vendorgraph chart money-flow ICE --top 8 -o ice-flow.svg
    """
    size = open_chosen(graph_path).chart(name, entity, output, **asked)
    click.echo(f"Wrote {output}: {size / 1000:,.0f} kB.", err=True)

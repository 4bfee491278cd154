"""``vendorgraph compare A [B]``."""

from __future__ import annotations

from typing import Any

import click

from graph.commands.analysing import answer_options, fields, print_answer, say_cut
from graph.commands.options import complete_entity, open_chosen

_COLUMNS = (
    "kind",
    "label",
    "only",
    "awards_a",
    "awards_b",
    "obligation_a",
    "obligation_b",
    "share_a",
    "share_b",
    "id",
)


@click.command()
@click.argument("a", metavar="A", shell_complete=complete_entity)
@click.argument("b", metavar="[B]", required=False, shell_complete=complete_entity)
@click.option("--years", nargs=2, type=int, metavar="Y Z", help="Two fiscal years of A instead of another agency.")
@answer_options("Vendors, and as many products,")
def command(a: str, b: str | None, style: str | None, output: str | None, graph_path: str | None, **asked: Any) -> None:
    """Compare vendors, products and shares of two agencies, or of two fiscal years of one.

    A fiscal year begins on October 1. Shares are of net obligations; products are named by award texts and have none.

    \b
    Examples:
      vendorgraph compare ICE CBP
      vendorgraph compare ICE --years 2024 2025
      vendorgraph compare ICE CBP --view records --format csv
    """
    answer = open_chosen(graph_path).compare(a, b, **fields(asked))
    said = [answer.meaning]
    for name, side, other in (("a", answer.a, answer.b), ("b", answer.b, answer.a)):
        common = len(side.vendors.keys() & other.vendors.keys())
        said.append(
            f"{name}: {side.label}: {len(side.vendors):,} vendors ({common:,} of both), "
            f"{len(side.products):,} products named, ${side.net:,.2f}."
        )
    rows = [row.to_json() for row in answer.rows]
    print_answer(answer.to_json, lambda _stream: (rows, _COLUMNS), style=style, output=output, said=said)
    say_cut(len(answer.rows), answer.total, " rows")

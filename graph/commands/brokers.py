"""``vendorgraph brokers [AGENCY]``."""

from __future__ import annotations

from typing import Any

import click

from graph.commands.analysing import answer_options, fields, print_answer, say_cut
from graph.commands.options import complete_entity, open_chosen

_COLUMNS = (
    "rank",
    "label",
    "kind",
    "routes",
    "share",
    "makers_lost",
    "products_lost",
    "constraint",
    "articulation",
    "bridges",
    "id",
)


@click.command()
@click.argument("agency", required=False, shell_complete=complete_entity)
@answer_options("Rows")
def command(agency: str | None, style: str | None, output: str | None, graph_path: str | None, **asked: Any) -> None:
    """Rank vendors and vehicles by what an agency would lose without them on its way to the makers.

    share is the part of all coherent routes that go through it; makers_lost and products_lost count what no other
    route reaches. A low constraint, an articulation point and bridges say the same of the whole network.

    \b
    Examples:
      vendorgraph brokers ICE
      vendorgraph brokers CBP --top 10 --format json
      vendorgraph brokers
    """
    answer = open_chosen(graph_path).brokers(agency, **fields(asked))
    rows = [row.to_json() for row in answer.rows]
    print_answer(answer.to_json, lambda _stream: (rows, _COLUMNS), style=style, output=output, said=[answer.meaning])
    say_cut(len(answer.rows), answer.total)

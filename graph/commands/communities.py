"""``vendorgraph communities``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from graph.commands.analysing import answer_options, fields, print_answer, projection_options, say_cut
from graph.commands.options import open_chosen

if TYPE_CHECKING:
    from graph.evidence import Json
    from graph.network.groupings import Communities


@click.command()
@projection_options
@click.option("--resolution", default=1.0, show_default=True, type=float, help="Above 1: more and smaller communities.")
@click.option("--members", is_flag=True, help="List every member, one row each.")
@answer_options("Communities")
def command(style: str | None, output: str | None, members: bool, graph_path: str | None, **asked: Any) -> None:
    """Group entities that have more to do with each other than chance would give.

    A community is named by its largest members. Louvain method, seeded: the same graph gives the same groups.

    \b
    Examples:
      vendorgraph communities --top 10
      vendorgraph communities --projection payments --weight obligation
      vendorgraph communities --projection ownership --members --format csv
    """
    answer = open_chosen(graph_path).communities(**fields(asked))
    print_answer(
        answer.to_json,
        lambda _stream: _members(answer) if members else _groups(answer),
        style=style,
        output=output,
        said=[f"{answer.meaning} {answer.alone:,} without lines are in none."],
    )
    say_cut(len(answer.found), answer.total, " communities")


def _groups(answer: Communities) -> tuple[list[Json], Sequence[str]]:
    return [one.row() for one in answer.found], ("number", "name", "size", "kinds", "closed")


def _members(answer: Communities) -> tuple[list[Json], Sequence[str]]:
    rows: list[Json] = [
        {"number": one.number, "community": one.name, "label": label, "kind": kind, "id": iri}
        for one in answer.found
        for iri, label, kind, _ in one.members
    ]
    return rows, ("number", "community", "label", "kind", "id")

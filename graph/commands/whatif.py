"""``vendorgraph whatif``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from graph.commands.analysing import fields, print_answer
from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_options,
    scope_options,
    timeout_option,
)

if TYPE_CHECKING:
    from graph.evidence import Json
    from graph.network.removal import Removal

_COLUMNS = ("what", "least", "most", "names")


@click.command()
@click.option("--remove", multiple=True, metavar="X", shell_complete=complete_entity, help="Think X away; repeatable.")
@click.option("--from", "source", metavar="A", shell_complete=complete_entity, help="An agency.")
@click.option("--to", "target", metavar="B", shell_complete=complete_entity, help="A product, maker or vendor.")
@scope_options
@timeout_option
@output_options
@graph_option
def command(style: str | None, output: str | None, graph_path: str | None, **asked: Any) -> None:
    """Show what would be gone without X, and the fewest vendors or vehicles that part A from B.

    What only a rule ties to X is in `most` and not in `least`. Every route is true of one award.

    \b
    Examples:
      vendorgraph whatif --remove "FCN, INC."
      vendorgraph whatif --from ICE --to Cisco
      vendorgraph whatif --remove HSHQDC12D00012 --from ICE --to Microsoft \\
        --format json
    """
    answer = open_chosen(graph_path).whatif(**fields(asked))
    said = [answer.cut.answer] if answer.cut is not None and not answer.losses else []
    if not answer.removed:
        said.append("Nothing was thought away: these are the routes as they are. --remove X says what is left without.")
    print_answer(
        answer.to_json,
        lambda _stream: (_rows(answer), _COLUMNS),
        style=style,
        output=output,
        said=[*said, answer.meaning],
    )


def _rows(answer: Removal) -> Iterator[Json]:
    for loss in answer.losses:
        yield loss.to_json()
    cut = answer.cut
    if cut is not None:
        ends = f"{cut.source['label']} to {cut.target['label']}"
        names = [node["label"] for node in cut.nodes]
        yield {"what": f"smallest set that cuts {ends}", "least": len(names), "most": len(names), "names": names}
        for node in cut.nodes:
            through = {"least": node["routes"], "most": node["routes"], "names": [node["label"]]}
            yield {"what": f"routes{' left' * bool(answer.removed)} through this {node['kind']}", **through}
        yield {"what": f"routes, {ends}", "least": cut.routes, "most": cut.routes}
        if answer.removed:
            yield {"what": f"routes left, {ends}", "least": cut.left, "most": cut.left}
        yield {"what": "of these with nobody between, which nothing cuts", "least": cut.direct, "most": cut.direct}

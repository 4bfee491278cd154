"""``vendorgraph whatif``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from graph.commands.options import (
    complete_entity,
    graph_option,
    open_chosen,
    output_options,
    output_stream,
    parse_day,
    scope_options,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.evidence import Json
    from graph.network.removal import Removal


@click.command()
@click.option("--remove", multiple=True, metavar="X", shell_complete=complete_entity, help="Think X away; repeatable.")
@click.option("--from", "source", metavar="A", shell_complete=complete_entity, help="An agency.")
@click.option("--to", "target", metavar="B", shell_complete=complete_entity, help="A product, maker or vendor.")
@scope_options
@output_options
@graph_option
def command(
    remove: tuple[str, ...],
    source: str | None,
    target: str | None,
    view: str,
    as_of: str | None,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """Show what would be gone without X, and the fewest vendors or vehicles that part A from B.

    What only a rule ties to X is in `most` and not in `least`. Every route is true of one award.

    \b
    Examples:
      vendorgraph whatif --remove "FCN, INC."
      vendorgraph whatif --from ICE --to Cisco
      vendorgraph whatif --remove HSHQDC12D00012 --from ICE --to Microsoft --format json
    """
    answer = open_chosen(graph_path).whatif(remove, source, target, view=view, as_of=parse_day(as_of))
    with output_stream(output) as stream:
        if style == "json":
            json.dump(answer.to_json(), stream, indent=2, ensure_ascii=False)
            stream.write("\n")
            return
        from graph.tables import write_rows

        click.echo(answer.meaning, err=True)
        columns = ("what", "least", "most", "names")
        write_rows(_rows(answer), columns, format=style, stream=stream, is_terminal=stream.isatty())


def _rows(answer: Removal) -> Iterator[Json]:
    for loss in answer.losses:
        yield loss.to_json()
    cut = answer.cut
    if cut is not None:
        ends = f"{cut.source['label']} to {cut.target['label']}"
        names = [node["label"] for node in cut.nodes]
        yield {"what": f"routes, {ends}", "least": cut.routes, "most": cut.routes}
        yield {"what": f"routes left, {ends}", "least": cut.left, "most": cut.left}
        yield {"what": "of these with nobody between", "least": cut.direct, "most": cut.direct}
        yield {"what": "smallest set that cuts the others", "least": len(names), "most": len(names), "names": names}

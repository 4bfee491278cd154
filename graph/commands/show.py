"""``vendorgraph show ENTITY``."""

from __future__ import annotations

import json
import sys

import click

from graph.commands.options import complete_entity, graph_option, open_chosen, output_options, output_stream, write_text


@click.command()
@click.argument("entity", shell_complete=complete_entity)
@output_options
@graph_option
def command(entity: str, style: str | None, output: str | None, graph_path: str | None) -> None:
    """Show what is known of one entity: names, facts, relations with counts, and the evidence.

    \b
    Examples:
      vendorgraph show "Four Points Technology"
      vendorgraph show 70RTAC24A00000001
      vendorgraph show 70CTD024FC0000015
    """
    card = open_chosen(graph_path).show(entity)
    with output_stream(output) as stream:
        if style in ("json", "jsonl"):
            json.dump(card.to_json(), stream, indent=2 if style == "json" else None, ensure_ascii=False)
            stream.write("\n")
        elif (style is None and stream is not sys.stdout and output is None) or (
            style in (None, "table") and stream.isatty()
        ):
            write_text(stream, card.lines())
        else:
            from graph.tables import write_rows

            write_rows(
                card.rows(),
                ("about", "property", "value", "source", "awards", "amounts", "of"),
                format=style,
                stream=stream,
                is_terminal=False,
            )

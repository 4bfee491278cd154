"""``vendorgraph explain AWARD``."""

from __future__ import annotations

import json

import click

from graph.commands.options import complete_entity, graph_option, open_chosen, output_options, output_stream


@click.command()
@click.argument("award", shell_complete=complete_entity)
@output_options
@graph_option
def command(award: str, style: str | None, output: str | None, graph_path: str | None) -> None:
    """Say why an award was tied to a product: each rule, span, guard and inheritance step.

    AWARD is a PIID, an award key or an id. Names in its texts that a rule took for something else are listed too.

    \b
    Examples:
      vendorgraph explain 70CTD024FC0000015
      vendorgraph explain 70CTD022FC0000029
      vendorgraph explain --format json \\
        CONT_AWD_70CTD022FC0000029_7012_70CTD022A00000002_7012
    """
    from graph.sentences import printable
    from graph.supply.explain import COLUMNS
    from graph.tables import write_rows

    found = open_chosen(graph_path).explain(award)
    with output_stream(output) as stream:
        if style in ("json", "jsonl"):
            json.dump(found.to_json(), stream, indent=2 if style == "json" else None, ensure_ascii=False)
            stream.write("\n")
        elif style == "table" or (style is None and stream.isatty()):
            for line in found.lines():
                stream.write(printable(line) + "\n")
        else:
            write_rows(found.rows(), COLUMNS, format=style, stream=stream, is_terminal=False)

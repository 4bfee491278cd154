"""``vendorgraph cite CLAIM|AWARD|A B``."""

from __future__ import annotations

import json
from typing import Any

import click

from graph.commands.options import complete_entity, graph_option, open_chosen, output_stream
from graph.commands.path_options import has_narrowing, narrowing_options, path_options

_FORMATS = ("plain", "md", "bibtex", "csl-json", "json")


@click.command()
@click.argument("name", metavar="CLAIM|AWARD|A", shell_complete=complete_entity)
@click.argument("target", metavar="[B]", required=False, shell_complete=complete_entity)
@click.option("-k", "limit", type=click.IntRange(1, 1000), default=1, show_default=True, help="How many paths.")
@narrowing_options
@click.option("--format", "style", type=click.Choice(_FORMATS), default="plain", show_default=True)
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
def command(
    name: str, target: str | None, style: str, output: str | None, graph_path: str | None, **searched: Any
) -> None:
    """Write footnotes of a claim, an award, or the best paths from A to B.

    The options of `path` narrow and rank the paths that are cited.
    A claim's footnotes include what speaks against it. The id of the answer is a hash of what is stated, what is
    cited and the snapshot: the same answer has the same id, in every format and on every machine.

    \b
    Examples:
      vendorgraph cite ice-uses-azure
      vendorgraph cite 70CTD024FC0000015 --format bibtex
      vendorgraph cite --format md \\
        "One Big Beautiful Bill" "Azure AI Video Indexer"
      vendorgraph cite ICE Microsoft -k 3 --view stated --format csl-json
    """
    from graph.citation_styles import LINES, csl_items

    if target is None and has_narrowing(searched):
        raise click.UsageError("Options of a search for paths need both ends, A and B.")
    citation = open_chosen(graph_path).cite(name, target, path_options(searched))
    with output_stream(output) as stream:
        if style in LINES:
            stream.writelines(line + "\n" for line in LINES[style](citation))
        else:
            shape = citation.to_json() if style == "json" else csl_items(citation)
            json.dump(shape, stream, indent=2, ensure_ascii=False)
            stream.write("\n")

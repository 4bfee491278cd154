"""``vendorgraph claims``: the list, and its subcommands, each imported when it is run."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TextIO

import click

from graph.commands import LazyGroup
from graph.commands.options import complete_entity, graph_option, open_chosen, output_stream

if TYPE_CHECKING:
    from graph.claims import StoredClaim

# Name -> module and first line of help; listing them must not import them.
SUBCOMMANDS = {
    "show": ("claims_show", "Show one claim with all that is said for and against it."),
    "draft": ("claims_draft", "Draft a claims file from the text of an article."),
}
_STATUSES = ("confirmed", "reported", "disputed", "denied", "analysis", "projection", "retracted")
_FORMATS = ("text", "table", "tsv", "csv", "json", "jsonl", "md")


class _Subcommands(LazyGroup):
    listed = SUBCOMMANDS
    unknown = "`vendorgraph claims` has no subcommand {name}."
    otherwise = "A claim is shown by `vendorgraph claims show NAME`."


@click.group(cls=_Subcommands, invoke_without_command=True)
@click.option("--status", type=click.Choice(_STATUSES), help="What the evidence amounts to.")
@click.option("--speaker", metavar="NAME", help="Whose word it is.")
@click.option("--origin", metavar="NAME", help="What it rests on.")
@click.option("--about", metavar="ENTITY", shell_complete=complete_entity, help="What it is about: subject or object.")
@click.option("--format", "style", type=click.Choice(_FORMATS), help="[default: text on a terminal, else tsv]")
@click.option("-o", "--output", type=click.Path(dir_okay=False), help="Write to a file instead of the screen.")
@graph_option
@click.pass_context
def command(
    ctx: click.Context,
    status: str | None,
    speaker: str | None,
    origin: str | None,
    about: str | None,
    style: str | None,
    output: str | None,
    graph_path: str | None,
) -> None:
    """List what documents say, with quotes: who asserts it, who denies it, what it rests on.

    Filters combine; speaker and origin must fit one and the same passage. All evidence of a claim is listed, for
    and against. The status follows from the evidence: confirmed (a record says so), reported (asserted), disputed
    (asserted and denied), denied, analysis (an opinion), projection, retracted
    (who said it took it back, and nothing else asserts it).

    \b
    Examples:
      vendorgraph claims --status denied
      vendorgraph claims --about ICE --speaker "The Guardian"
      vendorgraph claims --origin leaked --format json
      vendorgraph claims show ice-uses-azure
    """
    if ctx.invoked_subcommand is not None:
        ctx.ensure_object(dict)
        if graph_path:
            ctx.obj["graph"] = graph_path
        return
    found = open_chosen(graph_path).claims(status=status, speaker=speaker, origin=origin, about=about)
    with output_stream(output) as stream:
        _write(found, style or ("text" if output is None and sys.stdout.isatty() else "tsv"), stream)


def _write(found: Sequence[StoredClaim], style: str, stream: TextIO) -> None:
    if style == "json":
        json.dump([claim.to_json() for claim in found], stream, indent=2, ensure_ascii=False)
        stream.write("\n")
    elif style == "jsonl":
        stream.writelines(json.dumps(claim.to_json(), ensure_ascii=False) + "\n" for claim in found)
    elif style == "text":
        from graph.quotations import list_lines

        write_lines(list_lines(found), stream)
    else:
        from graph.quotations import COLUMNS, claim_rows
        from graph.tables import write_rows

        write_rows(claim_rows(found), COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())


def write_lines(lines: Iterable[str], stream: TextIO) -> None:
    """Write lines; on a terminal no wider than it is, in a file or pipe as they are."""
    from shutil import get_terminal_size

    from graph.quotations import fitted

    shown = fitted(lines, get_terminal_size().columns) if stream.isatty() else lines
    stream.writelines(line + "\n" for line in shown)

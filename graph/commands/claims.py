"""``vendorgraph claims``: the list, and its subcommands, each imported when it is run."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import TYPE_CHECKING, TextIO

import click

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


class _Subcommands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(SUBCOMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in SUBCOMMANDS:
            return None
        command: click.Command = import_module(f"graph.commands.{SUBCOMMANDS[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in SUBCOMMANDS:
            from difflib import get_close_matches

            near = get_close_matches(args[0], SUBCOMMANDS, n=1)
            hint = f"Did you mean {near[0]}?" if near else "A claim is shown by `vendorgraph claims show NAME`."
            raise click.UsageError(f"`vendorgraph claims` has no subcommand {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in SUBCOMMANDS.items()])


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
    (asserted and denied), denied, analysis (an opinion), projection, retracted.

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

        stream.writelines(line + "\n" for line in list_lines(found))
    else:
        from graph.quotations import COLUMNS, claim_rows
        from graph.tables import write_rows

        write_rows(claim_rows(found), COLUMNS, format=style, stream=stream, is_terminal=stream.isatty())

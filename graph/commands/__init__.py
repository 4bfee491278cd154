"""The command line: ``vendorgraph COMMAND``. Each command is a module of this folder, imported when it is run."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import IO, Any

import click

from graph import __version__
from graph.errors import GraphError

# Name -> first line of help; listing the commands must not import them.
COMMANDS: Mapping[str, str] = {
    "demo": "Build the bundled graph and show one path, ranking, query and page.",
    "load": "Add award records or claims to a graph.",
    "find": "Search names, aliases and codes.",
    "show": "Show what is known of one entity, with its evidence.",
    "path": "Find the routes between two entities, with evidence for each hop.",
    "behind": "Show which makers and products stand behind the companies an agency pays.",
    "resellers": "Show who sells whose products to whom, and how few the sellers are.",
    "programs": "List programs, systems and statutes that awards name, with their vendors.",
    "explain": "Say why an award was tied to a product.",
    "products": "List names that the product catalogue may lack.",
    "centrality": "Rank entities by a measure on a stated projection.",
    "communities": "Group entities that have more to do with each other than chance would give.",
    "brokers": "Rank vendors and vehicles by what would be lost without them.",
    "whatif": "Show what would be gone without something, and what parts two things.",
    "money": "Follow money from statute to subaward, with gaps and what does not add up.",
    "gaps": "Show what the records leave out of one entity, ready to be asked for.",
    "compare": "Compare two agencies, or two fiscal years of one.",
    "query": "Ask a SPARQL query.",
    "questions": "List the named questions, or ask one.",
    "claims": "List what documents say, who says it and who denies it.",
    "verify": "Hold claims against their quotes and texts.",
    "cite": "Write footnotes of a claim, an award or a path.",
    "page": "Write one self-contained HTML page.",
    "site": "Write a folder of pages: a dossier of every agency, company, product and program.",
    "chart": "Draw an agency's money: top vendors, years, or a flow.",
    "export": "Write the graph, or a part of it, as other tools read it.",
    "check": "Check a graph against the shapes and house rules.",
}


class LazyGroup(click.Group):
    """A group whose commands are modules of this folder, each imported when it is run.

    Attributes:
        listed: Name -> module and first line of help.
        unknown: What is said of a word that names none; it has a gap ``{name}``.
        otherwise: What is said after it where no name is near.
    """

    listed: Mapping[str, tuple[str, str]]
    unknown: str
    otherwise: str

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names, in the order they are listed."""
        return list(self.listed)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return a command, or None."""
        if cmd_name not in self.listed:
            return None
        command: click.Command = import_module(f"graph.commands.{self.listed[cmd_name][0]}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return what the words name; a typo gets the nearest name."""
        if args and args[0] not in self.listed and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.listed, n=1)
            hint = f"Did you mean {near[0]}?" if near else self.otherwise
            raise click.UsageError(f"{self.unknown.format(name=repr(args[0]))} {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in self.listed.items()])


class _Commands(LazyGroup):
    listed: Mapping[str, tuple[str, str]] = {name: (name, line) for name, line in COMMANDS.items()}
    unknown = "There is no command {name}."
    otherwise = "`vendorgraph --help` lists the commands."

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except GraphError as error:
            raise _Failure(error) from error
        except BrokenPipeError:
            # The reader of the pipe (head, less) has enough; Python would complain again while closing stdout.
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise click.exceptions.Exit(0) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="vendorgraph")
@click.option(
    "--graph", "graph_path", metavar="PATH", help="Graph folder; also $VENDORGRAPH. [default: vendorgraph.db]"
)
@click.pass_context
def cli(ctx: click.Context, graph_path: str | None) -> None:
    """Who really supplies this agency, with whose money, and who says so?

    \b
    Examples:
      vendorgraph demo
      vendorgraph path ICE Microsoft
      vendorgraph centrality --type vendor --top 20
    """
    ctx.ensure_object(dict)["graph"] = graph_path


class _Failure(click.ClickException):
    """One of our errors, as click shows and exits with it."""

    def __init__(self, error: GraphError) -> None:
        super().__init__(error.what)
        self.hint = error.hint
        self.exit_code = error.exit_code  # type: ignore[misc]  # of the class in click, of the instance here

    def show(self, file: IO[Any] | None = None) -> None:
        click.echo(f"Error: {self.message}", err=True, file=file)
        if self.hint:
            click.echo(self.hint, err=True, file=file)


def main() -> None:
    """Run the command line and exit: 0 found, 1 nothing found, 2 wrong usage, 3 check failed, 124 timed out."""
    code: object
    try:
        code = cli.main(prog_name="vendorgraph", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as done:
        code = done.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        code = 130
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        # The reader of the pipe (head, less) has enough; Python would complain again while closing stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except OSError as error:
        # Standard output on a full disk; everything else that fails in writing is one of our errors by now.
        click.echo(f"Error: The answer cannot be written: {error.strerror}.", err=True)
        code = 2
    sys.stderr.flush()
    # At once: closing a store that was only read and freeing memory piece by piece takes 7 ms of a lookup's 90.
    os._exit(code if isinstance(code, int) else 0)

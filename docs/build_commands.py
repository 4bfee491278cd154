"""Writes docs/commands.md from the help texts of the commands: `python docs/build_commands.py`.

With ``--check`` nothing is written; exit 1 says that the page is out of date.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from graph.commands import COMMANDS, cli

PAGE = Path(__file__).with_name("commands.md")


def page() -> str:
    """Return the text of the page."""
    parts = [
        "# Commands\n",
        "Made from the help texts by `docs/build_commands.py`. Results go to stdout, talk to stderr; a table on a "
        "terminal is TSV in a pipe. Exit codes: 0 found, 1 nothing found, 2 wrong usage or input, 3 a check failed, "
        "124 timed out, 130 stopped by Ctrl-C.\n",
    ]
    settings = {**cli.context_settings, "max_content_width": 100, "terminal_width": 100}
    root = click.Context(cli, info_name="vendorgraph", **settings)
    for name in COMMANDS:
        parts += _sections(cli, name, root, "##")
    return "\n".join(parts)


def _sections(group: click.Group, name: str, parent: click.Context, mark: str) -> Iterator[str]:
    """Yield the section of a command, and those of its subcommands below it."""
    command = group.get_command(parent, name)
    assert command is not None
    context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
    lines = [line.rstrip() for line in command.get_help(context).splitlines()]
    title = context.command_path.removeprefix("vendorgraph ").replace(" [OPTIONS]", "")
    yield f"{mark} {title}\n\n```text\n" + "\n".join(lines) + "\n```\n"
    if isinstance(command, click.Group):
        for subcommand in command.list_commands(context):
            yield from _sections(command, subcommand, context, mark + "#")


def main() -> None:
    """Write the page, or check it."""
    text = page()
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text else 1)
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()

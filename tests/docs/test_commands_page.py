"""The command reference, and the examples in the help texts."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from click.testing import Result

from graph.commands import COMMANDS, cli
from graph.resources import data_folder

ROOT = Path(__file__).resolve().parents[2]
# An example, with its further lines, which are set in deeper.
EXAMPLE = re.compile(r"^( +)vendorgraph .*(?:\n\1 +.*)*", re.MULTILINE)


def commands() -> Iterator[tuple[str, click.Command]]:
    """Yield every command and subcommand under its full name."""
    context = click.Context(cli)
    for name in COMMANDS:
        command = cli.get_command(context, name)
        assert command is not None
        yield name, command
        if isinstance(command, click.Group):
            for subcommand in command.list_commands(context):
                found = command.get_command(context, subcommand)
                assert found is not None
                yield f"{name} {subcommand}", found


def examples() -> Iterator[tuple[str, str]]:
    for name, command in commands():
        assert command.help is not None
        for found in EXAMPLE.finditer(command.help):
            yield name, found[0].strip().replace("\\\n", "")


def test_the_page_is_what_the_help_texts_say() -> None:
    assert subprocess.run([sys.executable, ROOT / "docs/build_commands.py", "--check"], check=False).returncode == 0


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_opens_with_three_examples_and_a_first_line_of_help(name: str) -> None:
    assert dict(commands())[name].help
    assert len([one for one in examples() if one[0] == name]) >= 3


@pytest.mark.parametrize("name", ["", *(name for name, _ in commands())])
def test_help_fits_a_terminal_of_80_columns(name: str, run_cli: Callable[..., Result]) -> None:
    lines = run_cli(*name.split(), "--help", env={"COLUMNS": "80"}).output.splitlines()

    assert [line for line in lines if len(line) > 80] == []


def test_the_page_names_the_option_for_help_as_the_program_does(run_cli: Callable[..., Result]) -> None:
    shown = [line.split()[:2] for line in run_cli("path", "-h").output.splitlines() if "--help" in line]

    assert shown == [["-h,", "--help"]]
    assert "  -h, --help " in (ROOT / "docs/commands.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("line", [one[1] for one in examples()], ids=lambda line: line[:60])
def test_every_example_runs_on_the_bundled_graph(
    line: str,
    shipped_graph: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    run_cli: Callable[..., Result],
) -> None:
    arguments = shlex.split(line)[1:]
    monkeypatch.chdir(tmp_path)
    if arguments[:2] == ["claims", "draft"]:
        _prepare_draft(tmp_path, shipped_graph)
    else:
        (tmp_path / "data").symlink_to(data_folder())
    if arguments[0] not in ("demo", "load"):
        monkeypatch.setenv("VENDORGRAPH", str(shipped_graph))
    expanded = [
        str(file.relative_to(tmp_path)) if file else argument
        for argument in arguments
        for file in (sorted(tmp_path.glob(argument)) if "*" in argument and "SELECT" not in argument else [None])
    ]

    result = run_cli(*expanded)

    assert result.exit_code == 0, result.output
    assert result.output.strip()


def _prepare_draft(folder: Path, graph: Path) -> None:
    """Give a draft its article, a graph and a folder of its own to write to: never the shipped one."""
    (folder / "data" / "claims").mkdir(parents=True)
    (folder / "my.db").symlink_to(graph)
    (folder / "article.txt").write_text("Azure at ICE\n\nICE uses Azure, a spokesperson said in July 2025.\n")

"""Where answers are written to: files, devices, pipes, terminals."""

from __future__ import annotations

import io
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.commands.options import write_text


def test_a_named_pipe_is_written_into_and_stays_one(
    run_cli: Callable[..., Result], shipped_graph: Path, tmp_path: Path
) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[str] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_text()))
    reader.start()

    done = run_cli("find", "dell", "--graph", str(shipped_graph), "-o", str(pipe))
    reader.join(timeout=20)

    assert done.exit_code == 0
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert "DELL FEDERAL SYSTEMS" in heard[0].upper()


def test_a_kind_that_does_not_exist_is_wrong_usage(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    done = run_cli("find", "--type", "vndor", "dell", "--graph", str(shipped_graph))

    assert done.exit_code == 2
    assert "Unknown type 'vndor'.\nOne of: agency, office, vendor" in done.stderr


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_text_is_wrapped_on_a_terminal_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    terminal, pipe, line = Terminal(), io.StringIO(), "  [1] " + "word " * 20

    write_text(terminal, [line, "short"])
    write_text(pipe, [line])

    *long, last = terminal.getvalue().splitlines()
    assert max(map(len, long)) <= 40
    assert [one[:6] for one in long[1:]] == ["      "] * (len(long) - 1)
    assert " ".join(" ".join(long).split()) == line.strip()
    assert last == "short"
    assert pipe.getvalue() == line + "\n"


def test_a_file_without_rows_is_told(run_cli: Callable[..., Result], tmp_path: Path) -> None:
    from tests.ingest.made import HEADER

    file = tmp_path / "empty.csv"
    file.write_text(HEADER + "\n")

    done = run_cli("load", str(file), "--graph", str(tmp_path / "g.db"))

    assert (done.exit_code, "empty.csv holds no rows." in done.stderr) == (0, True)

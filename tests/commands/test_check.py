"""``vendorgraph check`` as people read it."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.knowledge import open_graph

DOOR = [sys.executable, "-c", "from graph.commands import main; main()"]


def seen_on_a_terminal(graph: Path, *arguments: str) -> list[str]:
    """Return the lines that a command shows on a terminal of 80 columns, on stdout and stderr."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "COLUMNS": "80", "NO_COLOR": "1", "VENDORGRAPH": str(graph)}
    with subprocess.Popen(
        [*DOOR, *arguments], stdin=subprocess.DEVNULL, stdout=theirs, stderr=theirs, env=environment
    ) as process:
        os.close(theirs)
        shown = b""
        try:
            while data := os.read(ours, 1 << 16):
                shown += data
        except OSError:
            pass  # Linux says so when the other end of a terminal is closed
    os.close(ours)
    assert process.returncode == 0, shown.decode()
    return shown.decode().replace("\r\n", "\n").splitlines()


def test_findings_are_read_whole_on_a_terminal(shipped_graph: Path, run_cli: Callable[..., Result]) -> None:
    arguments = ("check", "--no-shapes", "--limit", "1")
    piped = run_cli(*arguments, "--graph", str(shipped_graph)).stdout.splitlines()

    lines = seen_on_a_terminal(shipped_graph, *arguments)

    assert max(map(len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    head, *rows = (line.split("\t") for line in piped)
    assert head == ["severity", "rule", "subject", "message"]
    for severity, rule, _, message in rows:
        assert f"{severity}: {rule}" in lines
        assert message in text
    assert "  id:claim-9c0599b3d8782c20  75-billion-amount" in lines


def test_what_a_ranking_means_is_wrapped_on_a_terminal(shipped_graph: Path) -> None:
    lines = seen_on_a_terminal(shipped_graph, "centrality", "--type", "vendor", "--top", "3")

    assert max(map(len, lines)) <= 80
    assert lines[0].startswith("Number of awards that touch it, on the projection supply")


@pytest.mark.parametrize(
    ("local", "label"),
    [
        pytest.param("product-azure", "Azure", id="entity"),
        pytest.param("award-CONT_AWD_70CTD024FC0000015_7012_70CTD022A00000002_7012", "70CTD024FC0000015", id="award"),
        pytest.param("claim-9c0599b3d8782c20", "75-billion-amount", id="claim"),
        pytest.param("origin-nextfin-2026-ice-azure", "NextFin, naming no source", id="origin"),
        pytest.param("nothing", "", id="nothing"),
    ],
)
def test_a_thing_is_called_by_its_label_or_notation(shipped_graph: Path, local: str, label: str) -> None:
    assert open_graph(shipped_graph).label(f"https://w3id.org/vendorgraph/id/{local}") == label

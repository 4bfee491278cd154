"""The door: exit codes, typos, missing graphs."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

COMMAND = [sys.executable, "-c", "from graph.commands import main; main()"]


def test_a_typo_in_a_command_gets_the_nearest_one(run_cli: Callable[..., Result]) -> None:
    result = run_cli("pathh", "ICE", "Microsoft")

    assert result.exit_code == 2
    assert "There is no command 'pathh'. Did you mean path?" in result.output


def test_no_graph_says_how_to_make_one(
    run_cli: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("VENDORGRAPH", raising=False)

    result = run_cli("path", "ICE", "Microsoft")

    assert result.exit_code == 2
    assert "There is no graph at 'vendorgraph.db'" in result.output
    assert "vendorgraph demo" in result.output


@pytest.mark.parametrize("place", ["before", "after", "environment"])
def test_the_graph_can_be_named_in_three_places(
    place: str, run_cli: Callable[..., Result], shipped_graph: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("VENDORGRAPH", raising=False)
    graph = ["--graph", str(shipped_graph)]
    if place == "environment":
        monkeypatch.setenv("VENDORGRAPH", str(shipped_graph))

    result = run_cli(*(graph if place == "before" else []), "find", "ICE", *(graph if place == "after" else []))

    assert result.exit_code == 0
    assert "id:subagency-7012" in result.output


def test_a_misspelt_name_exits_2_and_says_what_was_meant(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("show", "Four Poimts Technology", "--graph", str(shipped_graph))

    assert result.exit_code == 2
    assert "Did you mean FOUR POINTS TECHNOLOGY, L.L.C." in result.output


def test_an_ambiguous_name_lists_candidates_and_exits_2(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("show", "Deloitte", "--graph", str(shipped_graph))

    assert result.exit_code == 2
    assert "fits" in result.output
    assert result.output.count("(vendor, id:vendor-") > 1


def test_no_path_exits_1(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("path", "Freedom of Information Act", "Cellebrite", "--graph", str(shipped_graph))

    assert result.exit_code == 1
    assert "No coherent path" in result.output


def test_the_same_thing_twice_exits_2(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("path", "ICE", "id:subagency-7012", "--graph", str(shipped_graph))

    assert result.exit_code == 2
    assert "are the same thing" in result.output


def test_path_json_has_the_shape_of_the_design(run_cli: Callable[..., Result], shipped_graph: Path) -> None:
    result = run_cli("path", "ICE", "Microsoft", "--format", "json", "--graph", str(shipped_graph))

    answer = json.loads(result.stdout)
    assert answer["from"]["label"].startswith("U.S. Immigration")
    hop = answer["paths"][0]["hops"][0]
    assert {
        "source",
        "source_label",
        "relation",
        "target",
        "target_label",
        "status",
        "basis",
        "confidence",
    } <= set(hop)
    assert {"dates", "amounts", "evidence"} <= set(hop)
    assert all(isinstance(amount, str) for amount in hop["amounts"].values())


def test_a_reader_that_stops_early_is_no_error(shipped_graph: Path) -> None:
    door = f"{sys.executable} -c 'from graph.commands import main; main()'"
    line = f"{door} find a --limit 5000 --graph {shipped_graph} | head -1"

    done = subprocess.run(["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def test_output_to_a_missing_folder_is_refused(
    run_cli: Callable[..., Result], shipped_graph: Path, tmp_path: Path
) -> None:
    result = run_cli("find", "dell", "-o", str(tmp_path / "no" / "x.tsv"), "--graph", str(shipped_graph))

    assert result.exit_code == 2
    assert "Cannot write" in result.output


def test_ctrl_c_in_a_load_leaves_no_graph_and_no_traceback(tmp_path: Path) -> None:
    from graph.resources import data_folder

    file = data_folder() / "records" / "cbp-ice-actions-fy2025.csv.gz"
    graph = tmp_path / "graph.db"
    process = subprocess.Popen(
        [*COMMAND, "load", str(file), "--graph", str(graph)],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    while not graph.exists() and process.poll() is None:
        time.sleep(0.01)
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert "Traceback" not in said
    assert not (graph / "graph.toml").exists()


def test_names_are_completed_for_the_shell(shipped_graph: Path) -> None:
    environment = {
        **os.environ,
        "_VENDORGRAPH_COMPLETE": "bash_complete",
        "COMP_WORDS": "vendorgraph path Four",
        "COMP_CWORD": "2",
        "VENDORGRAPH": str(shipped_graph),
    }

    done = subprocess.run(COMMAND, env=environment, capture_output=True, text=True, check=False)

    assert "FOUR POINTS TECHNOLOGY, L.L.C." in done.stdout

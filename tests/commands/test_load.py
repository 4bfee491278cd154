"""``vendorgraph load``: what is said of files that overlap, of files without a good row, of notes in archives."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from graph.store.folder import GraphFolder

Load = Callable[..., Result]

HEADER = (
    "Agency,Award ID,Recipient Name,Federal Action Obligation,Action Date,Modification,"
    "Product/Service Description,NAICS Description,Transaction Description,Generated Award ID"
)


def action(number: int, amount: str = "10.25") -> str:
    key = f"CONT_AWD_P{number}_7012_-NONE-_-NONE-"
    return f"ICE,P{number},ACME CORP,{amount},2024-08-13,0,RADAR,RADAR,RADAR,{key}"


def written(file: Path, *rows: str, end: str = "\n") -> str:
    file.write_text(end.join((HEADER, *rows)) + end, encoding="utf-8", newline="")
    return str(file)


@pytest.fixture
def load(run_cli: Callable[..., Result], tmp_path: Path) -> Load:
    return lambda *files: run_cli("load", "--graph", str(tmp_path / "my.db"), *files)


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(one.relative_to(folder)): one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file()}


def test_actions_of_two_files_are_said_to_count_once(load: Load, tmp_path: Path) -> None:
    base = written(tmp_path / "base.csv", action(1), action(2), action(3))
    copy = written(tmp_path / "copy.csv", action(1), action(2), action(4, "-1.50"), end="\r\n")

    result = load(base, copy)

    assert result.exit_code == 0
    assert (
        "2 actions stand in more than one file and are counted once: 4 distinct actions in all, "
        "net obligations $29.25. The sums of the files overlap.\n"
    ) in result.stderr
    assert GraphFolder(tmp_path / "my.db").manifest().counts["actions_in_two_files"] == 2
    assert "2 actions stand in more than one file" in load(base).stderr


def test_one_action_of_two_files_is_said_in_the_singular(load: Load, tmp_path: Path) -> None:
    result = load(written(tmp_path / "a.csv", action(1)), written(tmp_path / "b.csv", action(1), action(2)))

    assert "1 action stands in more than one file and is counted once: 2 distinct actions in all" in result.stderr


def test_files_without_a_common_action_give_no_such_line(load: Load, tmp_path: Path) -> None:
    result = load(written(tmp_path / "a.csv", action(1)), written(tmp_path / "b.csv", action(2)))

    assert "more than one file" not in result.output


@pytest.mark.parametrize("before", [False, True], ids=["new-graph", "graph-that-was-there"])
def test_a_file_without_a_good_row_leaves_its_reasons_beside_the_graph(
    load: Load, tmp_path: Path, before: bool
) -> None:
    if before:
        load(written(tmp_path / "good.csv", action(1)))
    whole = bytes_below(tmp_path / "my.db")
    bad = written(tmp_path / "bad.csv", action(1, "x"), action(2, "y"), "too,few")

    result = load(bad)

    reasons = tmp_path / "my.db.refused" / "bad.csv.jsonl"
    assert (result.exit_code, result.stdout) == (2, "")
    assert "every row was rejected, 3 of 3; nothing was loaded. The first is row 1" in result.stderr
    assert f"The reasons of all of them: {reasons}. Compare the file with a fresh download." in result.stderr
    rows = [json.loads(line) for line in reasons.read_text(encoding="utf-8").splitlines()]
    assert [(one["row"], one["text"]) for one in rows] == [(1, "x"), (2, "y"), (3, None)]
    assert bytes_below(tmp_path / "my.db") == whole
    assert GraphFolder(tmp_path / "my.db").exists() is before


def test_where_the_reasons_cannot_be_kept_the_first_is_said(load: Load, tmp_path: Path) -> None:
    (tmp_path / "my.db.refused").write_text("a file of this name", encoding="utf-8")

    result = load(written(tmp_path / "bad.csv", action(1, "x")))

    assert result.exit_code == 2
    assert "The first is row 1, column 'Federal Action Obligation': 'x' is not an amount" in result.stderr
    assert "The reasons of all" not in result.stderr


def test_a_readme_in_an_archive_is_named_and_passed_over(load: Load, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "download.zip", "w") as archive:
        archive.writestr("actions.csv", f"{HEADER}\n{action(1)}\n")
        archive.writestr("readme.txt", "With thanks")

    result = load(str(tmp_path / "download.zip"))

    assert result.exit_code == 0
    assert "download.zip/readme.txt is no source and lies beside some; it was passed over." in result.stderr
    assert [one.file for one in GraphFolder(tmp_path / "my.db").manifest().sources] == ["download.zip/actions.csv"]

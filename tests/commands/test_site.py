"""`site` at the door: what is said, and what is refused before anything is written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

Run = Callable[..., Result]


@pytest.fixture
def run(run_cli: Callable[..., Result], shipped_graph: Path) -> Run:
    return lambda *arguments: run_cli("--graph", str(shipped_graph), "site", *arguments)


def test_a_site_is_written_counted_and_replaced(run: Run, tmp_path: Path) -> None:
    out = tmp_path / "site"
    arguments = ["-o", str(out), "--about", "id:product-azure", "--title", "Who sells Azure?"]
    result = run(*arguments)
    assert result.exit_code == 0, result.output
    assert f"Open {out}/index.html." in result.stderr
    assert '<h1 dir="auto">Who sells Azure?</h1>' in (out / "index.html").read_text(encoding="utf-8")
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    again = run(*arguments)
    assert again.exit_code == 0
    assert "Files that are not of the site and stay: 1." in again.stderr


def test_a_folder_of_others_is_left_alone(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    result = run("-o", str(tmp_path), "--about", "id:product-azure")
    assert result.exit_code == 2
    assert "no site of ours" in result.stderr
    assert "--force" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_name_of_nothing_writes_nothing(run: Run, tmp_path: Path) -> None:
    result = run("-o", str(tmp_path / "site"), "--about", "Microsfot Azuer")
    assert result.exit_code == 2
    assert "Did you mean" in result.stderr
    assert not (tmp_path / "site").exists()

from pathlib import Path

import pytest

from graph.errors import GraphError, SourceRejected
from graph.ingest.aside import Aside
from graph.ingest.reading import read_sources
from tests.ingest.made import left_behind, page, vehicle


def start(folder: Path, content: str) -> Aside:
    (folder / "page.xml").write_text(content)
    return Aside(folder / "page.xml", folder / "ledger", folder / "rejects")


def test_a_reader_in_another_process_reports_the_same(tmp_path: Path) -> None:
    reports = start(tmp_path, page(vehicle())).reports()
    assert reports == read_sources(tmp_path / "page.xml", tmp_path / "ledger", tmp_path / "rejects")


def test_its_errors_are_raised_here_with_all_they_say(tmp_path: Path) -> None:
    with pytest.raises(SourceRejected, match=r"page\.xml is truncated") as caught:
        start(tmp_path, page(vehicle())[:-30]).reports()
    assert caught.value.file == str(tmp_path / "page.xml")


def test_a_reader_that_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    reader = start(tmp_path, page(vehicle()))
    reader.stop()
    reader.stop()
    assert left_behind(tmp_path) == []


def test_a_reader_ended_from_outside_is_told(tmp_path: Path) -> None:
    reader = start(tmp_path, page(vehicle()))
    reader._process.kill()
    with pytest.raises(GraphError, match=r"The process that read .*page\.xml ended with -9"):
        reader.reports()
